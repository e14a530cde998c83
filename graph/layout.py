"""Where the entities of a graph lie on a plane: the same graph gives the same whole-number coordinates.

Each connected component is laid out by forces from a radial tree, then components are packed beside each other.
Repulsion between all pairs up to `EXACT_LIMIT` nodes, from the cells of a grid above.

Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991); hubs weigh more, as in Jacomy et al.,
"ForceAtlas2" (2014).
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import numpy as np

from .forces import relaxed
from .separation import SYMBOL, room, roomy, separated
from .sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .separation import Box, Points

SEPARATE_LIMIT = 2500
EDGE_LENGTH = 130.0
LABEL_LIMIT = 26
STEPS = 240
ASPECT = 1.15
STRETCH = 2.2
GAP = 90.0

Places = dict[int, tuple[int, int]]
"""x and y by the number of a node."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Numbered nodes to place: the neighbours of each, sorted, symmetric and without loops, and the box it takes.

    In a ``rigid`` drawing the whole box of every node is kept free, even if it is large.
    """

    neighbours: Sequence[Sequence[int]]
    boxes: Sequence[Box]
    rigid: bool = False


@dataclass(slots=True)
class _Component:
    """The nodes of a component of a drawing, their neighbours by places in it, and where they lie so far."""

    nodes: list[int]
    near: list[list[int]]
    points: Points


def layout(sketch: Sketch) -> Places:
    """Place every entity of a graph.

    Returns:
        x and y by position, in pixels at zoom 1, with y downwards and the drawing centred on the origin.

    >>> layout(Sketch(("A",), (True,), {}))
    {0: (0, 0)}
    """
    (where,) = arrange([Drawing(sketch.near(), [label_box(label) for label in sketch.labels])])
    return where


def arrange(drawings: Sequence[Drawing], *, steps: int = STEPS) -> list[Places]:
    """Place the nodes of drawings, each as if there were no other.

    Args:
        drawings: many of them cost less together.
        steps: how often forces move the nodes, at most.
    """
    components = [_components_of(drawing) for drawing in drawings]
    _relax([each for found in components for each in found], steps)
    _spread(drawings, components)
    return [_pack(found, drawing.boxes) for drawing, found in zip(drawings, components, strict=True)]


def _components_of(drawing: Drawing) -> list[_Component]:
    """Return the connected components of a drawing, the largest first, each as its breadth-first tree lies."""
    found = []
    for nodes in _components(drawing.neighbours):
        near = _local(nodes, drawing.neighbours)
        found.append(_Component(nodes, near, np.array(_radial_start(near), dtype=np.float32)))
    return found


def _relax(components: Iterable[_Component], steps: int) -> None:
    """Let edges pull and nodes push."""
    moving = [each for each in components if len(each.nodes) > 2]  # noqa: PLR2004 - one or two nodes lie well already
    moving.sort(key=lambda each: -len(each.nodes))
    for each, points in zip(moving, relaxed([(each.points, each.near) for each in moving], steps), strict=True):
        each.points = points


def _spread(drawings: Sequence[Drawing], components: Sequence[Sequence[_Component]]) -> None:
    """Bring every component to its size, with room for what stands in it."""
    crowded: list[tuple[_Component, Points]] = []
    for drawing, found in zip(drawings, components, strict=True):
        for each in found:
            each.points = _to_edge_length(_filling(each.points), each.near)
            if len(each.nodes) <= SEPARATE_LIMIT:
                kept = room([drawing.boxes[node] for node in each.nodes], rigid=drawing.rigid)
                each.points = roomy(each.points, kept)
                crowded.append((each, kept))
    for (each, _), points in zip(crowded, separated([(each.points, kept) for each, kept in crowded]), strict=True):
        each.points = points


def label_box(label: str) -> Box:
    """Estimate the room a node and its label take, in pixels."""
    columns = sum(2 if east_asian_width(character) in "WF" else 1 for character in label[:LABEL_LIMIT])
    return (max(SYMBOL, columns * 7.0 + 14.0), 50.0)


def _components(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return connected components, the largest first, each in breadth-first order from its best connected node."""
    seen: set[int] = set()
    found = []
    for node in sorted(range(len(neighbours)), key=lambda node: (-len(neighbours[node]), node)):
        if node not in seen:
            component = _breadth_first(node, neighbours)
            seen.update(component)
            found.append(component)
    return sorted(found, key=lambda component: (-len(component), component[0]))


def _breadth_first(root: int, neighbours: Sequence[Sequence[int]]) -> list[int]:
    order, queue, seen = [], deque([root]), {root}
    while queue:
        node = queue.popleft()
        order.append(node)
        fresh = [near for near in neighbours[node] if near not in seen]
        seen.update(fresh)
        queue.extend(fresh)
    return order


def _local(nodes: Sequence[int], neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the neighbours of each node of a component by their places in it."""
    local = {node: position for position, node in enumerate(nodes)}
    return [[local[other] for other in neighbours[node]] for node in nodes]


def _radial_start(near: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
    """Put the breadth-first tree of node 0 on rings, each subtree in a sector as wide as its leaves."""
    children, depth = _tree(near)
    leaves = [1] * len(near)
    for node in range(len(near) - 1, -1, -1):
        leaves[node] = max(1, sum(leaves[child] for child in children[node]))
    sector = [(0.0, math.tau)] * len(near)
    for node, branch in enumerate(children):
        start, width = sector[node]
        for child in branch:
            share = width * leaves[child] / leaves[node]
            sector[child] = (start, share)
            start += share
    middle = [start + width / 2 for start, width in sector]
    return [
        (round(level * math.cos(angle), 4), round(level * math.sin(angle), 4))
        for level, angle in zip(depth, middle, strict=True)
    ]


def _tree(near: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """Return the children and the depth of each node in the breadth-first tree of node 0."""
    children: list[list[int]] = [[] for _ in near]
    depth = [0] * len(near)
    seen = {0}
    for node in range(len(near)):  # nodes are numbered breadth first
        for other in near[node]:
            if other not in seen:
                seen.add(other)
                children[node].append(other)
                depth[other] = depth[node] + 1
    return children, depth


def _filling(points: Points) -> Points:
    """Turn the longer axis across and stretch the shorter one, so that the drawing fills a sheet."""
    points = points - points.sum(axis=0) / np.float32(len(points))
    across, down, both = (float(part) for part in (points[:, (0, 1, 0)] * points[:, (0, 1, 1)]).sum(axis=0))
    lean = math.hypot(across - down, 2 * both)
    if lean == 0:
        return points
    cosine = math.sqrt((1 + (across - down) / lean) / 2)
    sine = math.copysign(math.sqrt(max(0.0, 1 - cosine * cosine)), both)
    turned = np.stack(
        (points[:, 0] * cosine + points[:, 1] * sine, points[:, 1] * cosine - points[:, 0] * sine), axis=1
    )
    wide, high = (math.sqrt(float(part)) for part in (turned * turned).sum(axis=0))
    if high > 0:
        turned[:, 1] *= min(STRETCH, max(1.0, wide / high / ASPECT))
        turned[:, 0] *= max(1.0, ASPECT * high / wide)
    return turned.astype(np.float32)


def _to_edge_length(points: Points, near: Sequence[Sequence[int]]) -> Points:
    """Scale so that the median edge is as long as a label is wide."""
    lengths = sorted(
        math.dist(points[a].tolist(), points[b].tolist()) for a, others in enumerate(near) for b in others if a < b
    )
    if not lengths or lengths[len(lengths) // 2] == 0:
        return points
    scaled: Points = points * points.dtype.type(EDGE_LENGTH / lengths[len(lengths) // 2])
    return scaled


def _pack(components: Iterable[_Component], boxes: Sequence[Box]) -> Places:
    """Set components on shelves below the largest one and centre the whole on the origin."""
    placed: dict[int, tuple[float, float]] = {}
    left, top, height = 0.0, 0.0, 0.0
    bounded = [(each.nodes, each.points, _bounds(each.nodes, each.points, boxes)) for each in components]
    area = sum((corners[2] - corners[0] + GAP) * (corners[3] - corners[1] + GAP) for _, _, corners in bounded)
    shelf_width = max(700.0, ASPECT * math.sqrt(area))
    for nodes, points, corners in bounded:
        wide, high = corners[2] - corners[0], corners[3] - corners[1]
        shelf_width = max(shelf_width, wide)
        if left and left + wide > shelf_width:
            left, top, height = 0.0, top + height + GAP / 2, 0.0
        for node, (x, y) in zip(nodes, points.tolist(), strict=True):
            placed[node] = (x - corners[0] + left, y - corners[1] + top)
        left += wide + GAP / 2
        height = max(height, high)
    return _centred(placed)


def _bounds(nodes: Sequence[int], points: Points, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    rows = list(zip(points.tolist(), (boxes[node] for node in nodes), strict=True))
    return (
        min(x - wide / 2 for (x, _), (wide, _) in rows),
        min(y - high / 2 for (_, y), (_, high) in rows),
        max(x + wide / 2 for (x, _), (wide, _) in rows),
        max(y + high / 2 for (_, y), (_, high) in rows),
    )


def _centred(placed: dict[int, tuple[float, float]]) -> Places:
    if not placed:
        return {}
    across, down = zip(*placed.values(), strict=True)
    middle = ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    return {node: (round(x - middle[0]), round(y - middle[1])) for node, (x, y) in placed.items()}
