"""Nodes and edges as flat rows, for formats that know nothing of claims: one edge per relation, its claims inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import NamedTuple

from ..graph.kept import values
from ..graph.model import STATUSES, Entity, Evidence, Graph, Relation, Value, content_hash
from ..graph.written import json_line
from .changes import EVERYTHING, Changes, edges_item

_TOLD = tuple(field.name for field in fields(Evidence))
_all_of = attrgetter(*_TOLD)  # `asdict` copies what is in it, which takes long


class Node(NamedTuple):
    """An entity, or a value that a relation ends in; ``type`` is a class of the vocabulary or a datatype."""

    id: str
    label: str
    kind: str
    type: str
    aliases: str = ""
    same_as: str = ""
    mentions: int = 0


class Edge(NamedTuple):
    """A relation: its ends by node id, the best confidence of its claims, and the claims themselves as JSON."""

    id: str
    source: str
    target: str
    predicate: str
    asserted: bool
    status: str
    confidence: float
    claims: int
    sentence: str
    evidence: str


def nodes(graph: Graph) -> Iterator[Node]:
    """Yield the entities in their order, then each value once, sorted by id."""
    for entity in graph.entities:
        yield _entity_node(entity)
    yield from sorted({_value_node(value) for value in values(graph.relations)})


def edges(graph: Graph, changes: Changes = EVERYTHING) -> Iterator[Edge]:
    """Yield one edge per relation, in their order; only those of subjects whose relations have changed."""
    return (edge for _, edge in paired(graph, changes))


def paired(graph: Graph, changes: Changes = EVERYTHING) -> Iterator[tuple[Relation, Edge]]:
    """Yield relations with their edges, as `edges` does."""
    sources = {document.id: document.source for document in graph.documents}
    for relation in graph.relations:
        if edges_item(relation.subject) in changes:
            yield relation, _edge(relation, sources)


def value_id(value: Value) -> str:
    """Name a value by a hash of what it is."""
    return f"value-{content_hash(value.value, value.datatype, value.unit or '')}"


def _entity_node(entity: Entity) -> Node:
    aliases, links = _listed(entity.aliases), _listed(entity.same_as)
    return Node(entity.id, entity.label, "entity", entity.type, aliases, links, len(entity.mentions))


def _value_node(value: Value) -> Node:
    label = value.value if value.unit is None else f"{value.value} {value.unit}"
    return Node(value_id(value), label, "value", value.datatype)


def _edge(relation: Relation, sources: Mapping[str, str]) -> Edge:
    target = _end(relation.object)
    statuses = {evidence.status for evidence in relation.evidence}
    best = max(relation.evidence, key=lambda evidence: (evidence.status == "asserted", evidence.confidence))
    return Edge(
        id=content_hash(relation.subject, relation.predicate, target),
        source=relation.subject,
        target=target,
        predicate=relation.predicate,
        asserted=relation.asserted,
        status=" ".join(status for status in STATUSES if status in statuses),
        confidence=best.confidence,
        claims=len(relation.evidence),
        sentence=best.quote,
        evidence=_listed(tuple(_record(evidence, sources) for evidence in relation.evidence)),
    )


def _end(end: str | Value) -> str:
    return value_id(end) if isinstance(end, Value) else end


def _record(evidence: Evidence, sources: Mapping[str, str]) -> dict[str, object]:
    told = dict(zip(_TOLD, _all_of(evidence), strict=True))
    time = evidence.time
    if time is not None:
        told["time"] = {"start": time.start, "end": time.end}
    told["source"] = sources.get(evidence.document)
    return told


def _listed(items: tuple[object, ...]) -> str:
    return json_line(items) if items else ""
