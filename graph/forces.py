"""Components drawn by forces: edges pull, nodes push, and steps grow smaller.

Only ``+ - * / sqrt`` and sums in a fixed order are used, so that machines agree to the last bit; a product of matrices
is used where each sum is of two numbers, and so the same in any order. Small components are moved together, one per
row, since most of what they cost is to call NumPy; what fills up a row weighs nothing and comes last in every sum, so
that it changes none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy import float32, intp
    from numpy.typing import NDArray

    Numbers = NDArray[float32]
    Numbered = NDArray[intp]
    Points = NDArray[float32]
    Near = Sequence[Sequence[int]]

EXACT_LIMIT = 1500
GRID = 30
GRAVITY = np.float32(0.1)
SLOWNESS = np.float32(0.3)
LEAST = np.float32(1e-6)
SOFTNESS = np.float32(0.01)
PAIRS = 40_000  # of nodes at a time, so that what is computed stays in the cache of the processor
PUSHES = 48  # where there are more steps, nodes push in some of them only: it changes little in between and costs most
CARE = 10  # steps for each node, of which a small component needs no more
SMALL = 64  # nodes in a component that is not moved alone
ROOM = 32_768  # pairs of nodes in the components that are moved together


def relaxed(blocks: Sequence[tuple[Points, Near]], most: int) -> list[Points]:
    """Return the points of components where edges have pulled and nodes have pushed.

    Arguments:
        blocks: the points of each component and the neighbours of each of its nodes; the largest component first.
        most: how often forces move the nodes, at most.
    """
    return [points for batch in _batches(blocks) for points in _relaxed(batch, most)]


def _batches(blocks: Sequence[tuple[Points, Near]]) -> Iterator[Sequence[tuple[Points, Near]]]:
    """Yield components that are small and much of one size together, each larger one alone."""
    first = 0
    for number in range(1, len(blocks) + 1):
        longest, count = len(blocks[first][0]), number - first
        whole = number == len(blocks) or longest > SMALL or longest > 2 * len(blocks[number][0])
        if whole or longest * longest * (count + 1) > ROOM:
            yield blocks[first:number]
            first = number


def _relaxed(batch: Sequence[tuple[Points, Near]], most: int) -> list[Points]:
    longest = len(batch[0][0])
    places, mass = np.zeros((2, len(batch), longest), dtype=np.float32), np.zeros((len(batch), longest), np.float32)
    for row, (points, near) in enumerate(batch):
        places[:, row, : len(near)] = points.T
        mass[row, : len(near)] = np.sqrt(np.array([len(others) for others in near], dtype=np.float32))
    repulsion = _Repulsion(mass)
    one, other = _ends(batch, longest)
    steps = max(40, min(most, CARE * longest, 60_000 // longest))
    seldom = max(1, steps // PUSHES)
    reach = np.array([[max(1.0, math.sqrt(len(near)) / 4)] for _, near in batch], dtype=np.float32)
    for step in range(steps):
        if step % seldom == 0:
            push = repulsion.push(places)
        force = push - _pull(places, one, other)
        force -= places * GRAVITY
        length = _length(force)
        length += LEAST
        force /= length
        length *= SLOWNESS
        force *= np.minimum(length, reach * np.float32((1 - step / steps) ** 2), out=length)
        places += force
    return [places[:, row, : len(near)].T.copy() for row, (_, near) in enumerate(batch)]


def _length(arrows: Numbers) -> Numbers:
    """Return the lengths of arrows, whose parts across and down come first."""
    across, down = arrows * arrows
    across += down
    length: Numbers = np.sqrt(across, out=across)
    return length


def _ends(batch: Sequence[tuple[Points, Near]], longest: int) -> tuple[Numbered, Numbered]:
    """Return the two ends of each edge, in either direction, as places among all numbers across, and among those down.

    Rows are put one after the other, and those of numbers down after those of numbers across.
    """
    places = [
        (row * longest + one, row * longest + other)
        for row, (_, near) in enumerate(batch)
        for one, others in enumerate(near)
        for other in others
    ]
    one, other = np.array(places, dtype=np.intp).T
    half = len(batch) * longest
    return np.stack((one, one + half)), np.stack((other, other + half))


class _Repulsion:
    """Pushes the nodes of some components apart, in room taken once, since to take it costs more than to push."""

    def __init__(self, mass: Numbers) -> None:
        rows, longest = mass.shape
        self._mass = mass
        self._exact = longest <= EXACT_LIMIT
        most = longest if self._exact else GRID * GRID
        self._width = max(1, min(longest, PAIRS // (rows * most)))
        # A node less a source is 1 · node + (-source) · 1: a product of matrices, quicker than NumPy subtracts.
        self._first = np.ones((2, rows, most, 2), dtype=np.float32)
        self._second = np.ones((2, rows, 2, longest), dtype=np.float32)
        self._apart, self._square = np.empty((2, 2, rows, most, self._width), dtype=np.float32)

    def push(self, places: Numbers) -> Numbers:
        """Return the force on every node, from all nodes of its component or from the cells of a grid."""
        sources, weight = (places, self._mass) if self._exact else _cells(places[:, 0], self._mass[0])
        count, longest = weight.shape[1], places.shape[2]
        np.negative(sources, out=self._first[:, :, :count, 1])
        self._second[:, :, 0] = places
        force = np.empty_like(places)
        for start in range(0, longest, self._width):
            part = slice(start, start + self._width)
            apart, square = (each[:, :, :count, : longest - start] for each in (self._apart, self._square))
            np.matmul(self._first[:, :, :count], self._second[..., part], out=apart)
            np.multiply(apart, apart, out=square)
            pressure = np.add(square[0], square[1], out=square[0])
            pressure += SOFTNESS
            np.divide(weight[:, :, None], pressure, out=pressure)
            apart *= pressure
            np.add.reduce(apart, axis=2, out=force[..., part])  # rows are added in order on every machine
        force *= self._mass
        return force


def _cells(places: Numbers, mass: Numbers) -> tuple[Numbers, Numbers]:
    """Return centre of mass and mass of each occupied cell of a grid over the points of one component."""
    low = places.min(axis=1, keepdims=True)
    span = places.max(axis=1, keepdims=True) - low + np.float32(1e-3)
    column, row = ((places - low) / span * np.float32(GRID)).astype(np.intp)
    cell = np.minimum(column, GRID - 1) * GRID + np.minimum(row, GRID - 1)
    total = np.bincount(cell, mass, GRID * GRID)
    full = total > 0
    middles = np.stack([np.bincount(cell, mass * each, GRID * GRID)[full] / total[full] for each in places])
    return middles.astype(np.float32)[:, None], total[full].astype(np.float32)[None]


def _pull(places: Numbers, one: Numbered, other: Numbered) -> Numbers:
    """Return the attraction on every node along its edges, growing with the square of their length."""
    apart = places.ravel()[one] - places.ravel()[other]
    apart *= _length(apart)
    return np.bincount(one.ravel(), apart.ravel(), places.size).astype(np.float32).reshape(places.shape)
