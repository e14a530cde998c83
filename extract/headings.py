"""Headings, by-lines and lists of key words: they name things but claim nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .layout import block_starts

if TYPE_CHECKING:
    from .claims.tree import Sentence, Word

SHARE_CAPITALISED = 0.75
TERMINAL = frozenset('.!?。！？…:;"”’»)')
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FUNCTION = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "PRON", "AUX"})


def split_headings(sentences: Sequence[Sentence], text: str) -> tuple[list[Sentence], list[Sentence]]:
    """Tell the sentences of running text from those of headings.

    A heading is a block without a full stop at its end that is written in capitals or titles, or has no finite verb.
    The last block of a text may be one too ("China, AI, Talent"), its only block never.

    Arguments:
        sentences: in their order, with offsets into ``text``.
        text: what they stand in.
    """
    starts = block_starts(text)
    blocks: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(bisect_right(starts, sentence.words[0].start), []).append(sentence)
    prose: list[Sentence] = []
    headings: list[Sentence] = []
    for block in blocks.values():
        titled = len(blocks) > 1 and is_heading([word for sentence in block for word in sentence.words])
        (headings if titled else prose).extend(block)
    return prose, headings


def is_heading(words: Sequence[Word]) -> bool:
    """Tell whether the words of a block are those of a heading."""
    if words[-1].text[-1] in TERMINAL:
        return False
    content = [word for word in words if word.pos not in FUNCTION and word.text[0].isalpha()]
    capitalised = sum(word.text[0].isupper() for word in content)
    titled = len(content) > 1 and capitalised >= SHARE_CAPITALISED * len(content)
    return titled or not any(word.tag in FINITE for word in words)
