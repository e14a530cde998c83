"""Where communities and their entities lie: each community has a disc of the plane, and what it holds lies inside.

Up to `WHOLE_LIMIT` entities the map is one drawing, and a community lies where its entities are. Above, every undivided
community is laid out on its own, the discs are arranged by the relations between them, and so on outwards; that keeps
the work near the number of entities.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .communities import Community
from .layout import Drawing, arrange, label_box, layout
from .sketch import Sketch

WHOLE_LIMIT = 2000
MARGIN = 90.0
LABEL_SHARE = 1.25
STEPS = 60  # many small drawings need less care than one

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Disc:
    """The place of a community: its middle and its radius, in pixels at zoom 1."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of entities and of communities, each by position."""

    entities: tuple[Point, ...]
    communities: tuple[Disc, ...]


def plan(sketch: Sketch, tree: Sequence[Community]) -> Plan:
    """Place the entities of a graph and the communities they form.

    >>> plan(Sketch(("A",), (True,), {}), [Community(None, 1, (0,), (0,))]).communities
    (Disc(x=0, y=0, radius=45),)
    """
    if len(sketch.labels) <= WHOLE_LIMIT:
        where = layout(sketch)
        points = tuple(where[entity] for entity in range(len(sketch.labels)))
        return Plan(points, tuple(_around(points, node, tree) for node in range(len(tree))))
    return _Nest(sketch, tree).plan()


def _around(points: Sequence[Point], node: int, tree: Sequence[Community]) -> Disc:
    """Return the disc of a community whose entities have places already; its area follows their number."""
    members = _entities(node, tree)
    across, down = zip(*(points[member] for member in members), strict=True)
    return Disc(round(sum(across) / len(members)), round(sum(down) / len(members)), round(45 * len(members) ** 0.4))


def _entities(node: int, tree: Sequence[Community]) -> list[int]:
    """Return the entities of a community and of those inside it."""
    if tree[node].members:
        return list(tree[node].members)
    return [member for child, group in enumerate(tree) if group.parent == node for member in _entities(child, tree)]


class _Nest:
    """Lays communities out from the inside to the outside, then gives every place from the outside to the inside."""

    def __init__(self, sketch: Sketch, tree: Sequence[Community]) -> None:
        self.tree = tree
        self.near = sketch.near()
        self.boxes = [label_box(label) for label in sketch.labels]
        self.children: dict[int | None, list[int]] = {}
        for node, community in enumerate(tree):
            self.children.setdefault(community.parent, []).append(node)
        self.inner: dict[int | None, Mapping[int, Point]] = {}
        self.radius = [0.0] * len(tree)
        self.links = self._links()

    def plan(self) -> Plan:
        self._draw_members()
        for node in range(len(self.tree) - 1, -1, -1):  # children come after their parents
            self._measure(node)
        self.inner[None] = self._arranged(self.children.get(None, []))
        points: dict[int, Point] = {}
        discs: dict[int, Disc] = {}
        self._settle(None, (0, 0), points, discs)
        return Plan(
            tuple(points[entity] for entity in range(len(self.near))),
            tuple(discs[node] for node in range(len(self.tree))),
        )

    def _measure(self, node: int) -> None:
        """Lay out the communities inside one, if it has any, and note the radius it needs."""
        if self.tree[node].members:
            reach = [0.0]
        else:
            self.inner[node] = self._arranged(self.children[node])
            reach = [self.radius[child] for child in self.children[node]]
        corner = max(math.hypot(x, y) for x, y in self.inner[node].values())
        self.radius[node] = corner + max(reach) + MARGIN

    def _draw_members(self) -> None:
        """Lay out the entities of each undivided community."""
        leaves = [node for node, community in enumerate(self.tree) if community.members]
        drawings = [self._drawing(self.tree[node].members) for node in leaves]
        for node, where in zip(leaves, arrange(drawings, steps=STEPS), strict=True):
            self.inner[node] = {member: where[place] for place, member in enumerate(self.tree[node].members)}

    def _drawing(self, members: Sequence[int]) -> Drawing:
        local = {member: place for place, member in enumerate(members)}
        near = [[local[other] for other in self.near[member] if other in local] for member in members]
        return Drawing(near, [self.boxes[member] for member in members])

    def _arranged(self, nodes: Sequence[int]) -> dict[int, Point]:
        """Arrange the discs of communities by the relations between them."""
        local = {node: place for place, node in enumerate(nodes)}
        near = [sorted(local[other] for other in self.links.get(node, ()) if other in local) for node in nodes]
        (where,) = arrange([Drawing(near, [self._box(node) for node in nodes], rigid=True)])
        return {node: where[place] for place, node in enumerate(nodes)}

    def _box(self, node: int) -> tuple[float, float]:
        side = 2 * self.radius[node] * LABEL_SHARE
        return side, side

    def _links(self) -> dict[int, set[int]]:
        """Return which communities of one parent are connected."""
        chains = self._chains()
        found: dict[int, set[int]] = {}
        for one, others in enumerate(self.near):
            for other in others:
                for a, b in zip(chains[one], chains[other], strict=False):
                    if a != b:
                        found.setdefault(a, set()).add(b)
                        break
        return found

    def _chains(self) -> dict[int, tuple[int, ...]]:
        """Return the communities around each entity, the outermost first."""
        chain: list[tuple[int, ...]] = []
        for node, community in enumerate(self.tree):
            chain.append((*(() if community.parent is None else chain[community.parent]), node))
        return {member: chain[node] for node, community in enumerate(self.tree) for member in community.members}

    def _settle(self, node: int | None, middle: Point, points: dict[int, Point], discs: dict[int, Disc]) -> None:
        """Give the places of what lies in a community whose middle is known."""
        leaf = node is not None and bool(self.tree[node].members)
        for inner, (x, y) in self.inner[node].items():
            place = (middle[0] + x, middle[1] + y)
            if leaf:
                points[inner] = place
            else:
                discs[inner] = Disc(*place, round(self.radius[inner] - MARGIN / 2))
                self._settle(inner, place, points, discs)
