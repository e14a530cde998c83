"""What of a graph decides how it is drawn: entities by position, and how many relations each two of them have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..frozen import frozen

if TYPE_CHECKING:
    from .model import Entity, Graph

Pair = tuple[int, int]
"""The positions of two entities, the smaller one first; of one, if a relation leads from it to itself."""


@frozen
class Sketch:
    """Entities by position: what each is called, whether a name mentions it, and the relations between each two."""

    labels: tuple[str, ...]
    named: tuple[bool, ...]
    pairs: Mapping[Pair, int]

    def near(self) -> list[list[int]]:
        """Return the sorted neighbours of each entity, without loops."""
        found: list[list[int]] = [[] for _ in self.labels]
        for one, other in self.pairs:
            if one != other:
                found[one].append(other)
                found[other].append(one)
        for each in found:
            each.sort()
        return found


def sketch(graph: Graph) -> Sketch:
    """Return what decides how a graph is drawn; relations to values do not.

    >>> from .model import Entity, Graph
    >>> sketch(Graph(entities=(Entity("a", "A", "Person"),)))
    Sketch(labels=('A',), named=(False,), pairs=Counter())
    """
    index = {entity.id: position for position, entity in enumerate(graph.entities)}
    ends = (
        (index[relation.subject], index[relation.object])
        for relation in graph.relations
        if isinstance(relation.object, str) and relation.subject in index and relation.object in index
    )
    pairs = Counter((one, other) if one <= other else (other, one) for one, other in ends)
    return Sketch(tuple(entity.label for entity in graph.entities), tuple(map(_named, graph.entities)), pairs)


def _named(entity: Entity) -> bool:
    return any(mention.kind == "name" for mention in entity.mentions)
