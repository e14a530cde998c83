"""Batches of windows: padded, with pairs drawn and what a network should not learn by heart hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from ..extract.wordpieces import SHAPES
from .windows import IGNORED, PairExamples, Related, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

RECASED = (0.05, 0.08)  # of all windows, a share is written in capitals, and up to the second in small letters
NEGATIVES = 40  # pairs without a relation, at most, per sentence and epoch
BLINDED = frozenset({"knowledgenet", "redocred", "gap", "written", "text2kg"})  # corpora in which words are hidden
MASKED = 103  # the piece that MiniLM was pretrained to see for a hidden one


class Drawing(NamedTuple):
    """How batches are drawn."""

    labels: int  # of the pair head
    blind: float = 0.0  # share of capitalised words hidden in the corpora of `BLINDED`
    taught: bool = False  # pairs of which only teachers know are drawn as well
    seed: int = 0


class Spans(NamedTuple):
    """Pairs of spans: their ends once each (E, 2), as half-open offsets into all words in a row, and rows (K, 2)."""

    ends: Tensor
    pairs: Tensor

    @classmethod
    def of(cls, spans: Tensor) -> Spans:
        """Take each end of pairs (K, 4) once.

        >>> Spans.of(torch.tensor([[0, 2, 4, 5], [4, 5, 0, 2]])).pairs.tolist()
        [[0, 1], [1, 0]]
        """
        starts, stops = spans.view(-1, 2).unbind(1)
        size = int(stops.max()) + 1 if len(spans) else 1
        codes, rows = torch.unique(starts * size + stops, return_inverse=True)
        return cls(torch.stack([codes // size, codes % size], dim=1), rows.view(-1, 2))


class Whole(NamedTuple):
    """What `windows.Related` says of one row of a batch, as tensors."""

    row: int
    words: int
    inside: Tensor
    near: Tensor
    pairs: Tensor
    gaps: Tensor
    labels: Tensor

    @classmethod
    def of(cls, row: int, related: Related) -> Whole:
        """Turn arrays into tensors."""
        inside, near, labels = (
            torch.from_numpy(array).float() for array in (related.inside, related.near, related.labels)
        )
        pairs, gaps = torch.from_numpy(related.pairs), torch.from_numpy(related.gaps)
        return cls(row, related.inside.shape[1], inside, near, pairs, gaps, labels)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded, as tensors."""

    arrays: dict[str, Tensor]
    spans: Spans
    bounds: Tensor
    pair_labels: Tensor
    pair_mask: Tensor
    links: Spans
    link_groups: Tensor  # (C,), which mention each is a candidate of
    link_right: Tensor  # (C,)
    wholes: tuple[Whole, ...]

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""

        def move(value: Tensor) -> Tensor:
            return value.to(device, non_blocking=True)

        return Batch(
            {name: move(array) for name, array in self.arrays.items()},
            Spans(move(self.spans.ends), move(self.spans.pairs)),
            move(self.bounds),
            move(self.pair_labels),
            move(self.pair_mask),
            Spans(move(self.links.ends), move(self.links.pairs)),
            move(self.link_groups),
            move(self.link_right),
            tuple(Whole(each.row, each.words, *map(move, each[2:])) for each in self.wholes),
        )


def groups(windows: Sequence[Window], pieces: int, random: Random | None) -> list[list[int]]:
    """Group windows of like length so that a batch holds about ``pieces``; shuffled when given a random."""
    order = sorted(range(len(windows)), key=lambda i: windows[i].size + (random.random() * 12 if random else 0))
    found: list[list[int]] = []
    group: list[int] = []
    for index in order:
        if group and (len(group) + 1) * windows[index].size > pieces:
            found.append(group)
            group = []
        group.append(index)
    if group:
        found.append(group)
    if random:
        random.shuffle(found)
    return found


class Drawn(Dataset[Batch]):
    """Groups of windows, each drawn with a random of its own, so that the number of workers changes nothing."""

    def __init__(self, windows: Sequence[Window], grouped: Sequence[Sequence[int]], drawing: Drawing) -> None:
        """Take the windows and the numbers of those in each batch."""
        self.windows, self.grouped, self.drawing = windows, grouped, drawing

    def __len__(self) -> int:
        """Return the number of batches."""
        return len(self.grouped)

    def __getitem__(self, number: int) -> Batch:
        """Draw one batch."""
        random = Random(f"{self.drawing.seed} {number}")  # noqa: S311 - to be repeated, not to be secret
        return collate([self.windows[index] for index in self.grouped[number]], self.drawing, random)


def drawn(
    windows: Sequence[Window], grouped: Sequence[Sequence[int]], drawing: Drawing, workers: int
) -> Iterator[Batch]:
    """Yield the batches in their order, drawn by so many processes beside this one."""
    yield from DataLoader(Drawn(windows, grouped, drawing), batch_size=None, num_workers=workers)


def padding_bias(lengths: Sequence[int], longest: int) -> Tensor:
    """Return the additive attention mask (B, 1, 1, P)."""
    places = torch.arange(longest)[None]
    return torch.where(places < torch.tensor(lengths)[:, None], 0.0, -1e4)[:, None, None]


def collate(windows: list[Window], drawing: Drawing, random: Random) -> Batch:
    """Pad windows into a batch and draw its pairs."""
    longest, most = max(window.size for window in windows), max(len(window.words) for window in windows)
    arrays = {
        name: _pad([getattr(window.pieces, name) for window in windows], longest, 0)
        for name in ("ids", "firsts", "spaces", "shapes")
    }
    arrays["seen_ids"] = _pad([_hide(window, random, drawing.blind) for window in windows], longest, 0)
    arrays["seen_shapes"] = _pad([_recase(window.pieces.shapes, random) for window in windows], longest, 0)
    arrays |= {
        name: _pad([getattr(window.pieces, f"word_{name}") for window in windows], most, 0)
        for name in ("first", "last")
    }
    arrays |= {
        name: _pad([getattr(window, name) for window in windows], most, IGNORED)
        for name in ("upos", "xpos", "heads", "rels", "starts", "sorts")
    }
    arrays["sentence"] = _pad([window.sentence for window in windows], most, -1)
    arrays["roles"] = _pad([window.roles for window in windows], most, IGNORED)
    arrays["names"] = _pad([window.names for window in windows], most, 1).bool()
    arrays["bias"] = padding_bias([window.size for window in windows], longest)
    spans, bounds, labels, counted = _draw_pairs(windows, most, drawing, random)
    links, link_groups, right = _links(windows, most)
    wholes = tuple(Whole.of(row, window.related) for row, window in enumerate(windows) if window.related is not None)
    return Batch(arrays, Spans.of(spans), bounds, labels, counted, Spans.of(links), link_groups, right, wholes)


def _recase(shapes: NDArray[np.int64], random: Random) -> NDArray[np.int64]:
    """Return how words are written; in a few windows all in capitals or all in small letters, as headlines are."""
    number = random.random()
    if number >= RECASED[1]:
        return shapes
    cased = [SHAPES.index(name) for name in ("lower", "title", "upper", "mixed")]
    other = SHAPES.index("upper" if number < RECASED[0] else "lower")
    return np.where(np.isin(shapes, cased), other, shapes)


def _hide(window: Window, random: Random, share: float) -> NDArray[np.int64]:
    """Return the pieces with a share of capitalised words hidden, which in a small corpus are learned by heart."""
    if not share or window.source not in BLINDED:
        return window.pieces.ids
    ids = window.pieces.ids.copy()
    for word, first, last in zip(window.words, window.pieces.word_first, window.pieces.word_last, strict=True):
        if word[0].isupper() and random.random() < share:
            ids[first : last + 1] = MASKED
    return ids


def _links(windows: Sequence[Window], most: int) -> tuple[Tensor, Tensor, Tensor]:
    spans: list[NDArray[np.int64]] = []
    members: list[NDArray[np.int64]] = []
    right: list[NDArray[np.bool_]] = []
    for row, window in enumerate(windows):
        for candidates, true in window.links:
            members.append(np.full(len(true), len(members)))
            spans.append(candidates + row * most)
            right.append(true)
    if not spans:
        return torch.zeros(0, 4).long(), torch.zeros(0).long(), torch.zeros(0).bool()
    return tuple(torch.from_numpy(np.concatenate(rows)) for rows in (spans, members, right))  # type: ignore[return-value]  # three of them


def _pad(rows: Sequence[NDArray[np.generic]], longest: int, value: int) -> Tensor:
    out = np.full((len(rows), longest, *rows[0].shape[1:]), value, dtype=np.int64)
    for index, row in enumerate(rows):
        out[index, : len(row)] = row
    return torch.from_numpy(out)


def _draw_pairs(
    windows: list[Window], most: int, drawing: Drawing, random: Random
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Draw the labelled pairs of a batch: all with a relation, and up to `NEGATIVES` without, per sentence."""
    spans, bounds, truth, masks = [], [], [], []
    for row, window in enumerate(windows):
        offset = row * most
        for examples in window.pairs:
            if examples.annotated == () and not drawing.taught:
                continue
            for subject, target, true, counted in _draw(examples, drawing.labels, random):
                spans.append([offset + place for place in (*subject, *target)])
                bounds.append([offset + place for place in examples.bounds])
                truth.append(true)
                masks.append(counted)
    if not spans:
        size = drawing.labels
        return torch.zeros(0, 4).long(), torch.zeros(0, 2).long(), torch.zeros(0, size), torch.zeros(0, size)
    return (
        torch.tensor(spans),
        torch.tensor(bounds),
        torch.from_numpy(np.stack(truth)),
        torch.from_numpy(np.stack(masks)),
    )


def _draw(
    examples: PairExamples, labels: int, random: Random
) -> Iterator[tuple[tuple[int, int], tuple[int, int], NDArray[np.float32], NDArray[np.float32]]]:
    if examples.annotated is None:
        said = [row for row in examples.fixed if row[2]]
        silent = [row for row in examples.fixed if not row[2]]
        for subject, target, true, unknown in said + random.sample(silent, min(NEGATIVES // 2, len(silent))):
            yield subject, target, _hot(true, labels), 1 - _hot(unknown, labels)
        return
    counted = _hot(examples.annotated, labels)
    known = {(subject, target): true for subject, target, true, _ in examples.fixed}
    for (subject, target), true in known.items():
        yield subject, target, _hot(true, labels), counted
    others = [
        pair
        for pair in permutations(sorted(examples.candidates), 2)
        if pair not in known
        and not _touch(*pair)
        and not any(_touch(pair[0], s) and _touch(pair[1], t) for s, t in known)
    ]
    for subject, target in random.sample(others, min(NEGATIVES, len(others))):
        yield subject, target, _hot((), labels), counted


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hot(indexes: Iterable[int], size: int) -> NDArray[np.float32]:
    out = np.zeros(size, dtype=np.float32)
    out[list(indexes)] = 1
    return out
