"""Where the entities of a graph lie on a plane: the same graph gives the same whole-number coordinates.

Each connected component is laid out by forces from a radial tree, then components are packed beside each other.
Repulsion between all pairs up to `EXACT_LIMIT` nodes, from the cells of a grid above.

Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991); hubs weigh more, as in Jacomy et al.,
"ForceAtlas2" (2014).
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import numpy as np

from .forces import relaxed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy import float32, intp
    from numpy.typing import NDArray

    from .model import Graph

    Points = NDArray[float32]

SEPARATE_LIMIT = 2500
EDGE_LENGTH = 130.0
LABEL_LIMIT = 26
STEPS = 240
ASPECT = 1.15
STRETCH = 2.2
SYMBOL = 44.0
LABELLED = 90
LOOSENESS = 2.5
GAP = 90.0

Box = tuple[float, float]


def layout(graph: Graph) -> dict[str, tuple[int, int]]:
    """Place every entity of a graph.

    Args:
        graph: any graph; relations to values do not pull.

    Returns:
        x and y by entity id, in pixels at zoom 1, with y downwards and the drawing centred on the origin.

    >>> from .model import Entity, Graph
    >>> layout(Graph(entities=(Entity("a", "A", "Person"),)))
    {'a': (0, 0)}
    """
    where = arrange(neighbours_of(graph), [label_box(entity.label) for entity in graph.entities])
    return {entity.id: where[position] for position, entity in enumerate(graph.entities)}


def arrange(
    neighbours: Sequence[Sequence[int]], boxes: Sequence[Box], *, rigid: bool = False, steps: int = STEPS
) -> dict[int, tuple[int, int]]:
    """Place numbered nodes, given the neighbours of each and the box it takes.

    Args:
        neighbours: sorted, symmetric, without loops.
        boxes: width and height of each node in pixels.
        rigid: keep the whole box of every node free, also in a large drawing.
        steps: how often forces move the nodes, at most.
    """
    components = _components(neighbours)
    inside = [_local(nodes, neighbours) for nodes in components]
    starts = [np.array(_radial_start(near), dtype=np.float32) for near in inside]
    many = sum(1 for nodes in components if len(nodes) > 2)  # noqa: PLR2004 - one or two nodes lie well already
    moved = relaxed(list(zip(starts, inside, strict=True))[:many], steps)
    places = zip(components, inside, [*moved, *starts[many:]], strict=True)
    blocks = [(nodes, _spread(points, near, [boxes[node] for node in nodes], rigid)) for nodes, near, points in places]
    return _pack(blocks, boxes)


def neighbours_of(graph: Graph) -> list[list[int]]:
    """Return the sorted neighbours of each entity by position, without loops."""
    index = {entity.id: position for position, entity in enumerate(graph.entities)}
    sets: list[set[int]] = [set() for _ in index]
    for relation in graph.relations:
        if not isinstance(relation.object, str) or relation.object == relation.subject:
            continue
        if relation.subject in index and relation.object in index:
            a, b = index[relation.subject], index[relation.object]
            sets[a].add(b)
            sets[b].add(a)
    return [sorted(near) for near in sets]


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


def _spread(points: Points, near: Sequence[Sequence[int]], boxes: Sequence[Box], rigid: bool) -> Points:
    """Bring the drawing of one component to its size, with room for what stands in it."""
    points = _to_edge_length(_filling(points), near)
    if len(near) > SEPARATE_LIMIT:
        return points
    room = np.array(boxes, dtype=np.float32) if rigid else _room(boxes)
    return _separate(_roomy(points, room), room)


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


def _room(boxes: Sequence[Box]) -> Points:
    """Return the room each node keeps free: its label in a small drawing, its symbol alone in a large one."""
    share = min(1.0, LABELLED / len(boxes))
    return np.array([(max(SYMBOL, wide * share), high) for wide, high in boxes], dtype=np.float32)


def _roomy(points: Points, room: Points) -> Points:
    """Widen a drawing that is smaller than what stands in it needs."""
    wide, high = (points.max(axis=0) - points.min(axis=0) + room.max(axis=0)).tolist()
    needed = LOOSENESS * float((room[:, :1] * room[:, 1:]).sum(axis=0)[0])
    widened: Points = points * np.float32(max(1.0, math.sqrt(needed / (wide * high))))
    return widened


def _separate(points: Points, boxes: Points, rounds: int = 40) -> Points:
    """Push overlapping labels apart along the shorter way."""
    for _ in range(rounds):
        one, other = _level(points, boxes)
        apart = points[one] - points[other]
        over = (boxes[one] + boxes[other]) / 2 - np.abs(apart)
        touching = (over > 0).all(axis=1)
        if not touching.any():
            break
        one, other, apart, over = one[touching], other[touching], apart[touching], over[touching]
        across = (over[:, 0] >= over[:, 1]).astype(np.intp)  # the axis to move along
        rows = np.arange(len(one))
        sign = np.where(apart[rows, across] < 0, np.float32(-1), np.float32(1))
        push = over[rows, across] * sign * np.float32(0.25)
        for axis in (0, 1):
            along = np.where(across == axis, push, np.float32(0))
            moves = np.bincount(one, along, len(points)) - np.bincount(other, along, len(points))
            points[:, axis] += moves.astype(np.float32)
    return points


def _level(points: Points, boxes: Points) -> tuple[NDArray[intp], NDArray[intp]]:
    """Return each two nodes near enough in height for their boxes to overlap."""
    order = np.argsort(points[:, 1], kind="stable")
    heights = points[order, 1]
    last = np.searchsorted(heights, heights + boxes[:, 1].max())
    counts = np.maximum(last - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    steps = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[first + 1 + steps]


def _pack(blocks: Iterable[tuple[Sequence[int], Points]], boxes: Sequence[Box]) -> dict[int, tuple[int, int]]:
    """Set components on shelves below the largest one and centre the whole on the origin."""
    placed: dict[int, tuple[float, float]] = {}
    left, top, height = 0.0, 0.0, 0.0
    bounded = [(nodes, points, _bounds(nodes, points, boxes)) for nodes, points in blocks]
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


def _centred(placed: dict[int, tuple[float, float]]) -> dict[int, tuple[int, int]]:
    if not placed:
        return {}
    across, down = zip(*placed.values(), strict=True)
    middle = ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    return {node: (round(x - middle[0]), round(y - middle[1])) for node, (x, y) in placed.items()}
