"""Communities: entities that the texts connect more with each other than with the rest, in a tree of groups.

Found with the Leiden algorithm (Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected
communities", 2019) as `graspologic-native` has it, with a fixed seed. A group too large to be drawn is divided again;
what no division parts, such as the leaves of one hub, is cut into groups of equal size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .sketch import Pair, Sketch

LEAF_LIMIT = 300
CHILD_LIMIT = 120
NAMES = 3
SEED = 1

Members = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """A group in the tree: its parent, its number of entities, and the best connected of them, by position."""

    parent: int | None
    size: int
    top: Members
    members: Members = ()  # of a group that is not divided further


def communities(sketch: Sketch) -> tuple[Community, ...]:
    """Find the communities of a graph, as a tree in which parents come before their children.

    Every entity is a member of exactly one undivided community. The outermost level has at most `CHILD_LIMIT`
    communities and so has each one inside; an undivided one has at most `LEAF_LIMIT` entities.

    >>> communities(Sketch(("Ann", "Bob"), (True, True), {}))[0].members
    (0, 1)
    """
    near, weights = sketch.near(), sketch.pairs
    order = sorted(range(len(near)), key=lambda node: (not sketch.named[node], -len(near[node]), node))
    rank = {node: place for place, node in enumerate(order)}
    tree: list[Community] = []
    _grow(tree, None, _outermost(_divided(range(len(near)), near, weights)), rank)
    return tuple(tree)


@dataclass(frozen=True, slots=True)
class _Group:
    """A group before it has a place in the tree: entities, or groups inside it."""

    members: Members = ()
    inside: tuple[_Group, ...] = ()

    @property
    def entities(self) -> Members:
        return self.members or tuple(node for group in self.inside for node in group.entities)


def _divided(nodes: Sequence[int], near: list[list[int]], weights: Mapping[Pair, int]) -> list[_Group]:
    """Divide entities into at most `CHILD_LIMIT` groups, each divided again where it is too large."""
    parts = _leiden(nodes, near, weights)
    groups = [_group(part, near, weights) for part in parts if len(part) > 1 or len(parts) == 1]
    groups.sort(key=lambda group: (-len(group.entities), group.entities[0]))
    alone = sorted(part[0] for part in parts if len(part) == 1 < len(parts))
    return _bundled([*groups, *(_Group(chunk) for chunk in _chunks(alone, LEAF_LIMIT))])


def _outermost(groups: list[_Group]) -> list[_Group]:
    """Leave out a group that is all there is, such as that around one hub: to open it would be no choice."""
    while len(groups) == 1 and groups[0].inside:
        groups = list(groups[0].inside)
    return groups


def _group(part: Members, near: list[list[int]], weights: Mapping[Pair, int]) -> _Group:
    if len(part) <= LEAF_LIMIT:
        return _Group(part)
    inside = _leiden(part, near, weights)
    if len(inside) == 1:
        return _Group(inside=tuple(_bundled([_Group(chunk) for chunk in _chunks(part, LEAF_LIMIT)])))
    return _Group(inside=tuple(_divided(part, near, weights)))


def _bundled(groups: list[_Group]) -> list[_Group]:
    """Put the smallest groups together until no more than `CHILD_LIMIT` lie side by side; the large ones stay."""
    while len(groups) > CHILD_LIMIT:
        kept, small = groups[: CHILD_LIMIT // 2], groups[CHILD_LIMIT // 2 :]
        members = [group.members for group in small]
        groups = kept + [_joined(small[at : at + CHILD_LIMIT]) for at in range(0, len(members), CHILD_LIMIT)]
    return groups


def _joined(groups: list[_Group]) -> _Group:
    """Make one group of several: a plain one where all of their entities can be drawn at once."""
    entities = tuple(sorted(node for group in groups for node in group.entities))
    return _Group(entities) if len(entities) <= LEAF_LIMIT else _Group(inside=tuple(groups))


def _leiden(nodes: Sequence[int], near: list[list[int]], weights: Mapping[Pair, int]) -> list[Members]:
    """Return the communities among some entities, each sorted; one without a neighbour among them stands alone."""
    from graspologic_native import leiden  # type: ignore[import-untyped]  # it ships no types

    inside = set(nodes)
    edges = [(str(a), str(b), float(weights[a, b])) for a in sorted(inside) for b in near[a] if a < b and b in inside]
    found = leiden(edges, seed=SEED)[1] if edges else {}
    parts: dict[int, list[int]] = {}
    for node in sorted(inside):
        if str(node) in found:
            parts.setdefault(found[str(node)], []).append(node)
    lonely = [(node,) for node in sorted(inside) if str(node) not in found]
    return [*(tuple(part) for part in parts.values()), *(lonely if parts else _chunks(sorted(inside), LEAF_LIMIT))]


def _chunks(nodes: Sequence[int], size: int) -> list[Members]:
    return [tuple(nodes[at : at + size]) for at in range(0, len(nodes), size)]


def _grow(tree: list[Community], parent: int | None, groups: list[_Group], rank: dict[int, int]) -> None:
    """Add groups to the tree, the ones inside them after them."""
    for group in groups:
        entities = group.entities
        top = tuple(sorted(entities, key=rank.__getitem__)[:NAMES])
        tree.append(Community(parent, len(entities), top, group.members))
        _grow(tree, len(tree) - 1, list(group.inside), rank)
