"""Drawings of components brought to their size, with room for what stands in them: nothing lies over anything else.

Drawings are worked on together, since most of what a small one costs is to call NumPy; none has a part in another.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32, intp
    from numpy.typing import NDArray

    Points = NDArray[float32]
    Places = NDArray[intp]

    Box = tuple[float, float]

SYMBOL = 44.0
LABELLED = 90
LOOSENESS = 2.5
ROUNDS = 40


def room(boxes: Sequence[Box], *, rigid: bool) -> Points:
    """Return the width and height that each node keeps free: its whole box, or its symbol alone in a large drawing.

    Arguments:
        boxes: width and height of each node with its label, in pixels.
        rigid: keep the whole box free in a large drawing, too.
    """
    share = 1.0 if rigid else min(1.0, LABELLED / len(boxes))
    return np.array([(wide if rigid else max(SYMBOL, wide * share), high) for wide, high in boxes], dtype=np.float32)


def roomy(points: Points, kept: Points) -> Points:
    """Widen a drawing that is smaller than the room needs that is kept in it."""
    wide, high = (points.max(axis=0) - points.min(axis=0) + kept.max(axis=0)).tolist()
    needed = LOOSENESS * float((kept[:, :1] * kept[:, 1:]).sum(axis=0)[0])
    widened: Points = points * np.float32(max(1.0, math.sqrt(needed / (wide * high))))
    return widened


def separated(drawings: Sequence[tuple[Points, Points]]) -> list[Points]:
    """Push what overlaps apart along the shorter way, in each of some drawings.

    Arguments:
        drawings: the points of each and the room that its nodes keep.

    >>> one = np.array([[0, 0], [10, 0]], dtype=np.float32), np.full((2, 2), 44, dtype=np.float32)
    >>> [points.round().tolist() for points in separated([one])]
    [[[-17.0, 0.0], [27.0, 0.0]]]
    """
    if not drawings:
        return []
    points, boxes = (np.concatenate(each) for each in zip(*drawings, strict=True))
    sizes = [len(each) for each, _ in drawings]
    home = np.repeat(np.arange(len(sizes)), sizes)
    tallest = np.repeat([kept[:, 1].max() for _, kept in drawings], sizes)
    rows = np.arange(len(points))
    for _ in range(ROUNDS):
        one, other = (rows[each] for each in _level(points[rows, 1], tallest[rows], home[rows]))
        touching = _push(points, boxes, one, other)
        if not touching.any():
            break
        moved = np.zeros(len(sizes), dtype=bool)
        moved[home[one[touching]]] = True
        rows = np.flatnonzero(moved[home])
    return np.split(points, np.cumsum(sizes)[:-1])


def _push(points: Points, boxes: Points, one: Places, other: Places) -> NDArray[np.bool_]:
    """Move each two nodes that overlap a little apart, and tell which these were."""
    apart = points[one] - points[other]
    over = (boxes[one] + boxes[other]) / 2 - np.abs(apart)
    touching: NDArray[np.bool_] = (over > 0).all(axis=1)
    one, other, apart, over = one[touching], other[touching], apart[touching], over[touching]
    across = (over[:, 0] >= over[:, 1]).astype(np.intp)  # the axis to move along
    pairs = np.arange(len(one))
    sign = np.where(apart[pairs, across] < 0, np.float32(-1), np.float32(1))
    push = over[pairs, across] * sign * np.float32(0.25)
    for axis in (0, 1):
        along = np.where(across == axis, push, np.float32(0))
        moves = np.bincount(one, along, len(points)) - np.bincount(other, along, len(points))
        points[:, axis] += moves.astype(np.float32)
    return touching


def _level(heights: NDArray[float32], tallest: NDArray[float32], home: Places) -> tuple[Places, Places]:
    """Return each two nodes of one drawing that are near enough in height for their boxes to overlap."""
    order = np.lexsort((heights, home))
    # One drawing above the other, with more space between them than any box is high.
    step = 2.0 * float(np.ptp(heights) + tallest.max()) + 1.0
    stacked = heights[order] + home[order] * step
    last = np.searchsorted(stacked, stacked + tallest[order])
    counts = np.maximum(last - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    steps = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[first + 1 + steps]
