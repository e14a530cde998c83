"""Components drawn by forces: edges pull, nodes push, and steps grow smaller.

Only ``+ - * / sqrt`` and sums in a fixed order are used, so that machines agree to the last bit. Small components are
moved together, one per row, since most of what they cost is to call NumPy; what fills up a row weighs nothing and
comes last in every sum, so that it changes none.
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
    Points = NDArray[float32]
    Near = Sequence[Sequence[int]]

EXACT_LIMIT = 1500
GRID = 30
GRAVITY = np.float32(0.1)
CHUNK = 64  # nodes at a time, so that what is computed stays in the cache of the processor
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
        whole = number == len(blocks) or longest > CHUNK or longest > 2 * len(blocks[number][0])
        if whole or longest * longest * (count + 1) > ROOM:
            yield blocks[first:number]
            first = number


def _relaxed(batch: Sequence[tuple[Points, Near]], most: int) -> list[Points]:
    longest = len(batch[0][0])
    x, y, mass = np.zeros((3, len(batch), longest), dtype=np.float32)
    for row, (points, near) in enumerate(batch):
        x[row, : len(near)], y[row, : len(near)] = points.T
        mass[row, : len(near)] = np.sqrt(np.array([len(others) for others in near], dtype=np.float32))
    ends = _ends(batch, longest)
    steps = max(40, min(most, 60_000 // longest))
    reach = np.array([[max(1.0, math.sqrt(len(near)) / 4)] for _, near in batch], dtype=np.float32)
    for step in range(steps):
        across, down = (
            push - pull - place * GRAVITY
            for push, pull, place in zip(_push(x, y, mass), _pull(x, y, ends), (x, y), strict=True)
        )
        length = np.sqrt(across * across + down * down) + np.float32(1e-6)
        stride = np.minimum(length * np.float32(0.3), reach * np.float32((1 - step / steps) ** 2))
        x, y = x + across / length * stride, y + down / length * stride
    return [np.stack((x[row, : len(near)], y[row, : len(near)]), axis=1) for row, (_, near) in enumerate(batch)]


def _ends(batch: Sequence[tuple[Points, Near]], longest: int) -> NDArray[intp]:
    """Return the two ends of each edge, in either direction, as places in the rows put one after the other."""
    places = [
        (row * longest + one, row * longest + other)
        for row, (_, near) in enumerate(batch)
        for one, others in enumerate(near)
        for other in others
    ]
    return np.array(places, dtype=np.intp).T


def _push(x: Numbers, y: Numbers, mass: Numbers) -> tuple[Numbers, Numbers]:
    """Return the repulsion on every node, from all nodes of its component or from the cells of a grid."""
    sources = (x.T, y.T, mass.T) if x.shape[1] <= EXACT_LIMIT else _cells(x[0], y[0], mass[0])
    left, top, weight = (np.ascontiguousarray(each)[:, :, None] for each in sources)
    force = np.empty((2, *x.shape), dtype=np.float32)
    for first in range(0, x.shape[1], CHUNK):
        part = slice(first, first + CHUNK)
        across, down = x[:, part] - left, y[:, part] - top
        pressure = across * across
        pressure += down * down
        pressure += np.float32(0.01)
        np.divide(weight, pressure, out=pressure)
        across *= pressure
        down *= pressure
        force[0, :, part] = across.sum(axis=0)  # along axis 0 rows are added in order on every machine
        force[1, :, part] = down.sum(axis=0)
    force *= mass
    return force[0], force[1]


def _cells(x: Numbers, y: Numbers, mass: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return centre of mass and mass of each occupied cell of a grid over the points of one component."""
    points = np.stack((x, y), axis=1)
    low = points.min(axis=0)
    span = points.max(axis=0) - low + np.float32(1e-3)
    column, row = ((points - low) / span * np.float32(GRID)).astype(np.intp).T
    cell = np.minimum(column, GRID - 1) * GRID + np.minimum(row, GRID - 1)
    total = np.bincount(cell, mass, GRID * GRID)
    full = total > 0
    left, top = (np.bincount(cell, mass * place, GRID * GRID)[full] / total[full] for place in (x, y))
    columns = (left, top, total[full])
    return tuple(each.astype(np.float32)[:, None] for each in columns)  # type: ignore[return-value]  # three of them


def _pull(x: Numbers, y: Numbers, ends: NDArray[intp]) -> tuple[Numbers, Numbers]:
    """Return the attraction on every node along its edges, growing with the square of their length."""
    one, other = ends
    across, down = (place.ravel()[one] - place.ravel()[other] for place in (x, y))
    length = np.sqrt(across * across + down * down)
    left, top = (np.bincount(one, apart * length, x.size) for apart in (across, down))
    return left.astype(np.float32).reshape(x.shape), top.astype(np.float32).reshape(x.shape)
