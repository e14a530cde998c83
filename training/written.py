"""Sentences written for training, with every relation of a list marked: what is not marked is not said.

The format is told in ``written/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .labels import NAME_TYPES

FOLDER = Path(__file__).parent / "written"
MENTION = re.compile(r"\[([^\[\]]+)\]\((\w+)(?: ([A-Z_]+))?\)")
FACT = re.compile(r"^(\? )?(\w+) ([A-Z_]+) (\w+)$")
HELD_BACK = 10
SYMMETRIC = frozenset({"SPOUSE", "SIBLING"})
# What a property is among Wikidata's, as Re-DocRED names them; those marked with a minus are said from the other end.
WIKIDATA: dict[str, tuple[str, ...]] = {
    "DATE_OF_BIRTH": ("P569",),
    "DATE_OF_DEATH": ("P570",),
    "PLACE_OF_BIRTH": ("P19",),
    "PLACE_OF_RESIDENCE": ("P551",),
    "NATIONALITY": ("P27",),
    "EMPLOYEE_OR_MEMBER_OF": ("P108",),
    "EDUCATED_AT": ("P69",),
    "POLITICAL_AFFILIATION": ("P102",),
    "CHILD_OF": ("-P40",),
    "SPOUSE": ("P26",),
    "DATE_FOUNDED": ("P571",),
    "HEADQUARTERS": ("P159",),
    "SUBSIDIARY_OF": ("P749", "-P355"),
    "FOUNDED_BY": ("P112",),
    "CEO": (),
    "SIBLING": ("P3373",),
    "AUTHOR": ("P50", "-P800"),
    "DIRECTOR": ("P57", "-P800"),
    "PERFORMER": ("P175", "-P800"),
    "CAST_MEMBER": ("P161",),
    "COMPOSER": ("P86", "-P800"),
    "DEVELOPER": ("P178",),
    "MANUFACTURER": ("P176",),
    "AWARD": ("P166",),
    "TEAM": ("P54",),
    "LOCATED_IN": ("P131",),
    "CAPITAL_OF": ("P1376", "-P36"),
    "PARTICIPANT_IN": ("P1344", "-P710"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of a written sentence: characters, the thing it is of, and its type if it is a name."""

    start: int
    end: int
    thing: str
    type: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """A written sentence: its text, its mentions, and between which things a property holds or may hold."""

    text: str
    mentions: tuple[Marked, ...]
    holds: frozenset[tuple[str, str, str]]
    unsure: frozenset[tuple[str, str, str]]


def read(text: str, name: str) -> Iterator[Written]:
    """Read written sentences; ``name`` is of the file, for messages.

    >>> one, = read("[Ann](a PERSON) left [Acme](b ORG).\\na EMPLOYEE_OR_MEMBER_OF b\\n", "x")
    >>> one.text, sorted(one.holds)
    ('Ann left Acme.', [('EMPLOYEE_OR_MEMBER_OF', 'a', 'b')])

    Raises:
        ValueError: a line is neither a sentence nor a fact of it.
    """
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append(line.strip())
        elif block:
            try:
                yield _written(block)
            except ValueError as error:
                raise ValueError(f"{name}, before line {number}: {error}") from error
            block = []


def _written(block: Sequence[str]) -> Written:
    text, mentions, place = "", [], 0
    for found in MENTION.finditer(block[0]):
        text += block[0][place : found.start()]
        words, thing, kind = found.groups()
        if kind is not None and kind not in NAME_TYPES:
            raise ValueError(f"{kind} is no type of a name; use one of {', '.join(NAME_TYPES)}")
        mentions.append(Marked(len(text), len(text) + len(words), thing, kind))
        text, place = text + words, found.end()
    text += block[0][place:]
    if "[" in text or "](" in text:
        raise ValueError(f"a mention is not written as [words](id TYPE): {text}")
    holds: set[tuple[str, str, str]] = set()
    unsure: set[tuple[str, str, str]] = set()
    for line in block[1:]:
        for fact in _facts(line, {mention.thing for mention in mentions}):
            (unsure if line.startswith("?") else holds).add(fact)
    return Written(text, tuple(mentions), frozenset(holds), frozenset(unsure - holds))


def _facts(line: str, things: set[str]) -> Iterator[tuple[str, str, str]]:
    fact = FACT.match(line)
    if fact is None:
        raise ValueError(f"not a fact: {line}")
    _, subject, name, target = fact.groups()
    if name not in WIKIDATA:
        raise ValueError(f"{name} is no property; use one of {', '.join(WIKIDATA)}")
    for end in (subject, target):
        if end not in things:
            raise ValueError(f"{end} is marked nowhere in the sentence: {line}")
    yield name, subject, target
    if name in SYMMETRIC:
        yield name, target, subject


def written(part: Literal["train", "dev"]) -> Iterator[tuple[str, int, Written]]:
    """Yield the sentences with their file's name and their number there: each tenth is kept for measuring."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, sentence in enumerate(read(path.read_text(encoding="utf-8"), path.name)):
            if (number % HELD_BACK == HELD_BACK - 1) == (part == "dev"):
                yield path.stem, number, sentence


if __name__ == "__main__":
    import sys

    for path in map(Path, sys.argv[1:]):
        sentences = list(read(path.read_text(encoding="utf-8"), path.name))
        print(f"{path.name}: {len(sentences)} sentences, {sum(len(s.holds) for s in sentences)} facts")
