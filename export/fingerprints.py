"""What the files of a graph show of each item, as a number: items of equal numbers are written in the same bytes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from hashlib import blake2b
from marshal import dumps
from operator import attrgetter
from typing import Any

from ..graph.kept import plain
from ..graph.model import Document, Entity, EntityMention, Graph, Relation, Value
from .changes import claim_item, document_item, edges_item, entity_item, value_item
from .edges import value_id
from .statements import Languages, languages_of

_PLAIN = 2  # the version of the format in which equal values are equal bytes, whether or not they share parts
_MOST = 2**63 - 1  # so that a sum is a number that SQLite holds


def fingerprints(graph: Graph) -> dict[str, int]:
    """Return a number for each item of a graph, made of all that is written of it and of nothing else.

    >>> from .changes import entity_item
    >>> one, other = (Graph(entities=(Entity("a", label, "Person"),)) for label in ("Ann", "Anna"))
    >>> fingerprints(one)[entity_item("a")] == fingerprints(other)[entity_item("a")]
    False
    """
    numbers = _Numbers()
    languages = {document.id: document.language for document in graph.documents}
    sources = {document.id: document.source for document in graph.documents}
    for document in graph.documents:
        numbers.add(document_item(document.id), _all_of(document))
    for entity in graph.entities:
        numbers.add(entity_item(entity.id), _entity(entity, languages))
    for relation in graph.relations:
        _relate(numbers, relation, sources)
    for derived in graph.derived:
        numbers.add(entity_item(derived.triple[0]), (repr(derived.triple),))
    return dict(numbers.found)


class _Numbers:
    """A number for each item, the sum over what is said of it, in whatever order."""

    def __init__(self) -> None:
        self.found: defaultdict[str, int] = defaultdict(int)

    def add(self, item: str, said: tuple[Any, ...]) -> int:
        number = int.from_bytes(blake2b(dumps(said, _PLAIN), digest_size=8).digest())
        self.add_number(item, number)
        return number

    def add_number(self, item: str, number: int) -> None:
        self.found[item] = self.found[item] + number & _MOST


def _relate(numbers: _Numbers, relation: Relation, sources: dict[str, str]) -> None:
    target = relation.object
    value = isinstance(target, Value)
    ends = relation.subject, relation.predicate, repr(target) if value else target, value
    edges = edges_item(relation.subject)
    if relation.asserted:
        numbers.add(entity_item(relation.subject), ends)
    if isinstance(target, Value):
        numbers.found[value_item(value_id(target))] = 0
    for evidence in relation.evidence:
        number = numbers.add(claim_item(evidence.id), (ends, plain(evidence), sources.get(evidence.document)))
        numbers.add_number(edges, number)


def _entity(entity: Entity, languages: Languages) -> tuple[object, ...]:
    mentions = tuple(map(_all_of_mention, entity.mentions))
    return (*_all_but_mentions(entity), mentions, languages_of(entity, languages))


_all_of = attrgetter(*(each.name for each in fields(Document)))
_all_of_mention = attrgetter(*(each.name for each in fields(EntityMention)))
_all_but_mentions = attrgetter(*(each.name for each in fields(Entity) if each.name != "mentions"))
