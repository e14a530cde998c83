"""Sentences with their trees, for tests of what is read from them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evigraph.extract.claims import Argument, Draft, NamedSpan, claims
from evigraph.extract.claims.tree import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evigraph.graph.model import Rejection

TREES = Path(__file__).parent / "trees"


def blocks(name: str) -> dict[str, str]:
    """Return the trees of a file by their sentence id."""
    found = (TREES / f"{name}.conllu").read_text(encoding="utf-8").split("\n\n")
    return {_line(block, "sent_id"): block for block in found if block.strip()}


def _line(block: str, key: str) -> str:
    match = re.search(rf"^# {key} = (.*)$", block, re.MULTILINE)
    return match[1] if match else ""


def named(block: str, sentence: Sentence) -> Iterator[NamedSpan]:
    """Yield the named mentions that a tree declares as ``# names = Alibaba:Organization; …``."""
    for part in filter(None, _line(block, "names").split("; ")):
        name, _, kind = part.rpartition(":")
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence.text):
            yield NamedSpan(match.start(), match.end(), kind)


def read(
    file: str, sentence_id: str, date: str | None = None
) -> tuple[Sentence, tuple[Draft, ...], tuple[Rejection, ...]]:
    """Return a sentence with its claims and rejections."""
    block = blocks(file)[sentence_id]
    sentence = Sentence.from_conllu(block)
    return sentence, *claims([sentence], tuple(named(block, sentence)), date=date)


def shown(sentence: Sentence, draft: Draft) -> str:
    """Return a claim as one line, its status only where it is not asserted."""
    target = draft.object
    ends = sentence.quote(target.start, target.end) if isinstance(target, Argument) else target.value
    line = f"{sentence.quote(draft.subject.start, draft.subject.end)} | {draft.predicate} | {ends}"
    return line if draft.status == "asserted" else f"{line} | {draft.status}"


def said(file: str, sentence_id: str) -> list[str]:
    """Return every claim of a sentence as a line, sorted."""
    sentence, drafts, _ = read(file, sentence_id)
    return sorted(shown(sentence, draft) for draft in drafts)
