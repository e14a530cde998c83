"""What cannot all be so: two values where there can be one, and hierarchies that run in a circle.

Texts disagree, and readers err; either way a person should see both sentences. Nothing is taken out of the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal

from .fold import MOST_KNOWN
from .model import Graph, Relation, Value, content_hash
from .once import once
from .vocabulary import bundled

Sort = Literal["two values", "circle", "two classes"]

# Hierarchies with the property that says the same from above; those that are transitive come out of the vocabulary.
_UPWARD = {"subsidiary": "subsidiaryOf", "child": "childOf", "hasPart": "partOf"}
_ORDERS = frozenset((*_UPWARD.values(), "locatedIn", "subclassOf"))
_INSIDE = frozenset(("locatedIn", "country", "partOf", "capitalOf"))
_TIMES = frozenset(("xsd:date", "xsd:gYear", "xsd:gYearMonth", "xsd:dateTime"))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Asserted relations that cannot all hold, about one thing; in a circle, about the first of those in it."""

    sort: Sort
    entity: str
    predicate: str
    relations: tuple[Relation, ...]

    @property
    def id(self) -> str:
        """Name the conflict by what is in it."""
        ends = (f"{each.subject} {each.predicate} {each.object!r}" for each in self.relations)
        return content_hash(self.sort, *ends)


@once
def conflicts(graph: Graph) -> tuple[Conflict, ...]:
    """Find what cannot all be so in a graph, sorted by what it is about."""
    compared: list[Relation] = []
    mistaken: list[Relation] = []
    takes_for_another = _class_test(graph)
    for relation in graph.relations:
        if relation.asserted:
            if _compared(relation.predicate):
                compared.append(relation)
            if takes_for_another(relation):
                mistaken.append(relation)
    found = [*_two_values(compared), *_circles(compared), *map(_two_classes, mistaken)]
    return tuple(sorted(found, key=lambda each: (each.entity, each.predicate, each.sort, each.id)))


@lru_cache(maxsize=MOST_KNOWN)
def _compared(predicate: str) -> bool:
    """Tell whether relations are compared with others; most are not, and need not be in memory for it."""
    known = bundled().properties.get(predicate)
    ordering = _UPWARD.get(predicate, predicate)
    return (known is not None and known.functional) or ordering in _ORDERS or predicate in _INSIDE


def _two_values(asserted: Iterable[Relation]) -> Iterator[Conflict]:
    properties = bundled().properties
    above = _places_above(asserted)
    told: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in asserted:
        if relation.predicate in properties and properties[relation.predicate].functional:
            told[relation.subject, relation.predicate].append(relation)
    for (entity, predicate), relations in told.items():
        pairs = [pair for pair in combinations(relations, 2) if not _agree(pair[0].object, pair[1].object, above)]
        if pairs:
            disputed = tuple(each for each in relations if any(each in pair for pair in pairs))
            yield Conflict("two values", entity, predicate, disputed)


def _agree(one: str | Value, other: str | Value, above: Mapping[str, set[str]]) -> bool:
    """Tell whether one says the same as the other or less: the year of a day, the country of a town."""
    if isinstance(one, Value) and isinstance(other, Value):
        dated = {one.datatype, other.datatype} <= _TIMES
        return dated and (one.value.startswith(other.value) or other.value.startswith(one.value))
    if isinstance(one, Value) or isinstance(other, Value):
        return False
    return other in _reached(one, above) or one in _reached(other, above)


def _places_above(asserted: Iterable[Relation]) -> Mapping[str, set[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for relation in asserted:
        if relation.predicate in _INSIDE and isinstance(relation.object, str):
            above[relation.subject].add(relation.object)
    return above


def _reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - reached
        reached |= new
        waiting.extend(new)
    return reached


def _circles(asserted: Iterable[Relation]) -> Iterator[Conflict]:
    import networkx as nx  # type: ignore[import-untyped]  # it comes without types

    orders: dict[str, list[tuple[str, str, Relation]]] = defaultdict(list)
    for relation in asserted:
        upward = _UPWARD.get(relation.predicate, relation.predicate)
        if upward in _ORDERS and isinstance(relation.object, str):
            ends = relation.subject, relation.object
            orders[upward].append((*(ends if upward == relation.predicate else ends[::-1]), relation))
    for upward, edges in sorted(orders.items()):
        links = nx.DiGraph((low, high) for low, high, _ in edges)
        for members in nx.strongly_connected_components(links):
            if len(members) > 1:
                inside = [relation for low, high, relation in edges if {low, high} <= members]
                yield Conflict("circle", min(members), upward, tuple(inside))


def _class_test(graph: Graph) -> Callable[[Relation], bool]:
    """Return what tells whether a relation takes a thing for another class than it is, which is disjoint with it."""
    types = {entity.id: entity.type for entity in graph.entities}
    allows = cache(bundled().allows)

    def takes_for_another(relation: Relation) -> bool:
        target = relation.object
        return isinstance(target, str) and not allows(relation.predicate, types[relation.subject], types[target])

    return takes_for_another


def _two_classes(relation: Relation) -> Conflict:
    return Conflict("two classes", relation.subject, relation.predicate, (relation,))
