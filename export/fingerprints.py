"""What the files of a graph show of each item, as a number: items of equal numbers are written in the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from hashlib import blake2b
from itertools import groupby
from marshal import dumps
from operator import attrgetter
from typing import Any

from ..graph.kept import plain
from ..graph.model import Document, Entity, EntityMention, Graph, Relation, Value
from .changes import claim_item, document_item, edges_item, entity_item, value_item
from .edges import value_id

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
    languages: dict[str, str | None] = {}
    sources: dict[str, str] = {}
    for document in graph.documents:
        languages[document.id], sources[document.id] = document.language, document.source
        numbers.add(document_item(document.id), _all_of(document))
    for entity in graph.entities:
        numbers.add(entity_item(entity.id), _entity(entity, languages))
    for subject, relations in groupby(graph.relations, key=attrgetter("subject")):
        _relate(numbers, subject, relations, sources)
    for derived in graph.derived:
        numbers.add(entity_item(derived.triple[0]), (repr(derived.triple),))
    return numbers.found


class _Numbers:
    """A number for each item, the sum over what is said of it, in whatever order."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def add(self, item: str, said: tuple[Any, ...] | list[Any]) -> int:
        number = int.from_bytes(blake2b(dumps(said, _PLAIN), digest_size=8).digest()) & _MOST
        self.found[item] = self.found[item] + number & _MOST if item in self.found else number
        return number


def _relate(numbers: _Numbers, subject: str, relations: Iterable[Relation], sources: Mapping[str, str]) -> None:
    """Add what an entity is the subject of, in the order in which a graph has it."""
    asserted: list[Any] = []
    claims: list[int] = []
    for relation in relations:
        target = relation.object
        if isinstance(target, Value):
            numbers.found[value_item(value_id(target))] = 0
        ends = subject, relation.predicate, _all_of_value(target) if isinstance(target, Value) else target
        if relation.asserted:
            asserted.append(ends)
        for evidence in relation.evidence:
            said = (ends, plain(evidence), sources.get(evidence.document))
            claims.append(numbers.add(claim_item(evidence.id), said))
    if asserted:
        numbers.add(entity_item(subject), asserted)
    numbers.add(edges_item(subject), claims)


def _entity(entity: Entity, languages: Mapping[str, str | None]) -> tuple[object, ...]:
    """Return what is written of an entity; a label is in the languages of documents that mention it."""
    spoken = [languages.get(mention.document) for mention in entity.mentions]
    return (*_all_but_mentions(entity), list(map(_all_of_mention, entity.mentions)), spoken)


_all_of = attrgetter(*(each.name for each in fields(Document)))
_all_of_value = attrgetter(*(each.name for each in fields(Value)))
_all_of_mention = attrgetter(*(each.name for each in fields(EntityMention)))
_all_but_mentions = attrgetter(*(each.name for each in fields(Entity) if each.name != "mentions"))
