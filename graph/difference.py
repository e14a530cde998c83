"""What came, went and changed between two graphs, with the evidence that did it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .clusters import Clusters
from .model import Entity, EntityMention, Evidence, Graph, Relation, Value

_Edge = tuple[str, str, "str | Value"]
_Side = tuple[str, str]
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """Entities that were the ones that are now: renamed, joined or split; one side is empty if they came or went."""

    was: tuple[Entity, ...]
    now: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation with the claims that came and those that went, as seen in the graph that has or had it."""

    subject: str
    predicate: str
    object: str
    was: bool
    now: bool
    came: tuple[Evidence, ...]
    went: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that tells two graphs apart.

    >>> bool(difference(Graph(), Graph()))
    False
    """

    entities: tuple[EntityChange, ...]
    relations: tuple[RelationChange, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.entities or self.relations)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "entities": [
                {"was": [_named(each) for each in change.was], "now": [_named(each) for each in change.now]}
                for change in self.entities
            ],
            "relations": [_told(change) for change in self.relations],
        }


def difference(old: Graph, new: Graph) -> Difference:
    """Compare two graphs.

    Entities are matched by the places that mention them and by their ids, relations by what they relate then, so that
    a thing with another name has not gone.

    Arguments:
        old: the graph as it was.
        new: the graph as it is.
    """
    matched = _match(old, new)
    return Difference(tuple(_entities(old, new, matched)), tuple(_relations(old, new, matched)))


def _match(old: Graph, new: Graph) -> Clusters[_Side]:
    sides = {"new": new.entities, "old": old.entities}
    matched: Clusters[_Side] = Clusters((side, each.id) for side, entities in sides.items() for each in entities)
    first: dict[object, _Side] = {}
    shared = {place for entities in sides.values() for place in _shared(entities)}
    for side, entities in sides.items():
        for entity in entities:
            for sign in (entity.id, *(place for place in map(_place, entity.mentions) if place not in shared)):
                matched.join(first.setdefault(sign, (side, entity.id)), (side, entity.id))
    return matched


def _place(mention: EntityMention) -> _Place:
    return mention.document, mention.start, mention.end


def _shared(entities: Iterable[Entity]) -> Iterator[_Place]:
    """Yield the places that mention more than one thing, such as a people and its country, and so match none."""
    counts = Counter(place for each in entities for place in {_place(mention) for mention in each.mentions})
    return (place for place, count in counts.items() if count > 1)


def _entities(old: Graph, new: Graph, matched: Clusters[_Side]) -> Iterator[EntityChange]:
    known = {("old", each.id): each for each in old.entities} | {("new", each.id): each for each in new.entities}
    found: list[EntityChange] = []
    for members in matched.sets().values():
        was = tuple(known[each] for each in members if each[0] == "old")
        now = tuple(known[each] for each in members if each[0] == "new")
        if len(was) != 1 or len(now) != 1 or _face(was[0]) != _face(now[0]):
            found.append(EntityChange(was, now))
    yield from sorted(found, key=lambda change: [each.id for each in (*change.now, *change.was)])


def _face(entity: Entity) -> tuple[object, ...]:
    return entity.label, entity.type, entity.aliases, entity.same_as


def _relations(old: Graph, new: Graph, matched: Clusters[_Side]) -> Iterator[RelationChange]:
    before, after = _edges(old, "old", matched), _edges(new, "new", matched)
    labels = {("old", each.id): each.label for each in old.entities}
    labels |= {("new", each.id): each.label for each in new.entities}
    found = [
        change
        for edge in before.keys() | after.keys()
        if (change := _change(edge, before.get(edge, ()), after.get(edge, ()), labels)) is not None
    ]
    yield from sorted(found, key=lambda each: (each.subject, each.predicate, each.object, repr(each)))


def _edges(graph: Graph, side: str, matched: Clusters[_Side]) -> Mapping[_Edge, list[tuple[str, Relation]]]:
    found: dict[_Edge, list[tuple[str, Relation]]] = defaultdict(list)
    for relation in graph.relations:
        target = relation.object
        end = target if isinstance(target, Value) else repr(matched.find((side, target)))
        found[repr(matched.find((side, relation.subject))), relation.predicate, end].append((side, relation))
    return found


def _change(
    edge: _Edge,
    before: Iterable[tuple[str, Relation]],
    after: Iterable[tuple[str, Relation]],
    labels: Mapping[_Side, str],
) -> RelationChange | None:
    old = {each.id: each for _, relation in before for each in relation.evidence}
    new = {each.id: each for _, relation in after for each in relation.evidence}
    if old.keys() == new.keys():
        return None
    side, relation = next(iter((*after, *before)))
    target = relation.object
    return RelationChange(
        labels[side, relation.subject],
        edge[1],
        target.value if isinstance(target, Value) else labels[side, target],
        any(relation.asserted for _, relation in before),
        any(relation.asserted for _, relation in after),
        _only(new, old),
        _only(old, new),
    )


def _only(claims: Mapping[str, Evidence], others: Mapping[str, Evidence]) -> tuple[Evidence, ...]:
    found = (claims[id_] for id_ in claims.keys() - others.keys())
    return tuple(sorted(found, key=lambda each: (each.document, each.start, each.end, each.id)))


def _named(entity: Entity) -> dict[str, Any]:
    names = {"id": entity.id, "label": entity.label, "type": entity.type, "aliases": list(entity.aliases)}
    return {**names, "same_as": list(entity.same_as)}


def _told(change: RelationChange) -> dict[str, Any]:
    return {
        "subject": change.subject,
        "predicate": change.predicate,
        "object": change.object,
        "was": change.was,
        "now": change.now,
        "came": [_quoted(each) for each in change.came],
        "went": [_quoted(each) for each in change.went],
    }


def _quoted(claim: Evidence) -> dict[str, Any]:
    return {
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "status": claim.status,
        "confidence": claim.confidence,
    }
