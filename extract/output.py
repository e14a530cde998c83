"""What the network makes of the words of a text: trees and names out of the scores of its windows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

import numpy as np

from .decode import bio_transitions, paths, spans, tree
from .encoder import WEIGHTS, Encoder, WindowOutput
from .layout import block_starts
from .morphology import Tree
from .wordpieces import BLOCK, NO_SPACE, SPACE

if TYPE_CHECKING:
    from numpy.typing import NDArray

PICTURES = frozenset({"So", "Sk", "Cf", "Mn"})  # categories of Unicode: emoji, their shades, joiners and selectors


@dataclass(frozen=True)  # no slots, for the cached property
class Output:
    """The words of a text, from where to where each reaches, and what the encoder made of them, window by window."""

    texts: Sequence[str]
    offsets: Sequence[tuple[int, int]]
    windows: tuple[WindowOutput, ...]
    encoder: Encoder

    @classmethod
    def of(cls, words: Sequence[str], starts: Sequence[int], text: str) -> Output:
        """Run the network over the words of a text, given where each starts."""
        offsets = [(start, start + len(word)) for word, start in zip(words, starts, strict=True)]
        network = encoder()
        return cls(words, offsets, tuple(network.read(words, _spaces(starts, offsets, text))), network)

    def word(self, index: int) -> str:
        """Return the text of a word."""
        return self.texts[index]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Each word by where it starts, in their order."""
        return {start: word for word, (start, _) in enumerate(self.offsets)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Each word by where it ends, in their order."""
        return {end: word for word, (_, end) in enumerate(self.offsets)}


@cache
def encoder(weights: Path = WEIGHTS) -> Encoder:
    """Return the encoder, loaded once."""
    return Encoder(weights)


def _spaces(starts: Sequence[int], offsets: Sequence[tuple[int, int]], text: str) -> list[int]:
    """Return what stands before each word."""
    spaces = [NO_SPACE if end == start else SPACE for (_, end), (start, _) in pairwise(offsets)]
    spaces = [BLOCK, *spaces] if offsets else []
    for block in block_starts(text):
        first = bisect_left(starts, block)
        if first < len(starts) and starts[first] == block:
            spaces[first] = BLOCK
    return spaces


def trees(output: Output) -> Iterator[Tree]:
    """Yield the sentences of a text with their tags and trees; the arcs of a window are labelled together."""
    labels = output.encoder.labels
    for window in output.windows:
        found, governors = [], []
        sentences = window.sentences()
        for start, end in sentences:
            arcs = window.arcs[start:end]
            heads = tree(np.concatenate([arcs[:, :1], arcs[:, start + 1 : end + 1]], axis=1))
            found.append(heads)
            governors += [head + start + 1 if head >= 0 else 0 for head in heads]
        indexes = output.encoder.arc_labels(window.dependent, window.governor[governors]).tolist()
        rels = [labels.rels[index] for index in indexes]
        kinds = [labels.upos[index] for index in window.upos.tolist()]
        tags = [labels.xpos[index] for index in window.xpos.tolist()]
        words = output.texts[window.start : window.end]
        for heads, (start, end) in zip(found, sentences, strict=True):
            named = [*map(_label, heads, rels[start:end])]
            yield Tree(words[start:end], kinds[start:end], tags[start:end], heads, named)


def _label(head: int, label: str) -> str:
    return "root" if head < 0 else "dep" if label == "root" else label


def names(output: Output) -> Iterator[tuple[int, int, str]]:
    """Yield the named mentions of a text, each within one sentence: its words, half-open, and its label."""
    tags = output.encoder.labels.names
    transitions = _transitions(tags)
    for window in output.windows:
        path = paths(window.names, transitions, window.starts)
        for left, right, kind in spans([tags[index] for index in path]):
            first, last = _without_pictures(output.texts, window.start + left, window.start + right)
            if first < last:
                yield first, last, kind


def _without_pictures(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends without the emoji at its edges, which taggers of chats take along."""
    while start < end and _is_picture(words[start]):
        start += 1
    while start < end and _is_picture(words[end - 1]):
        end -= 1
    return start, end


def _is_picture(word: str) -> bool:
    return not word.isalnum() and all(category(letter) in PICTURES for letter in word)


@cache
def _transitions(tags: tuple[str, ...]) -> NDArray[np.float32]:
    return bio_transitions(tags)
