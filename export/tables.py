"""A graph as five flat tables, and back: what Parquet and Neo4j hold, row for row.

The tables carry all of documents, entities, relations and claims. Spans of values are those of their claims, as in
every graph that was built. Lone surrogates, which UTF-8 cannot hold, become U+FFFD.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..graph.model import Document, Entity, EntityMention, Evidence, Graph, Relation, Time, Value
from .edges import paired

if TYPE_CHECKING:
    from .edges import Edge

Row = dict[str, Any]
Rows = Iterable[Mapping[str, Any]]

# What is in a column: a string, a whole number, a number, a truth value, strings, or spans; "?" where it may be null.
TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "id": "string",
        "source": "string",
        "title": "string?",
        "date": "string?",
        "language": "string?",
        "text": "string",
    },
    "entities": {"id": "string", "label": "string", "type": "string", "aliases": "strings", "same_as": "strings"},
    "mentions": {
        "entity": "string",
        "document": "string",
        "start": "int",
        "end": "int",
        "text": "string",
        "kind": "string",
    },
    "relations": {
        "id": "string",
        "subject": "string",
        "predicate": "string",
        "object": "string?",
        "value": "string?",
        "datatype": "string?",
        "unit": "string?",
        "subject_label": "string",
        "subject_type": "string",
        "object_label": "string",
        "object_type": "string",
        "asserted": "bool",
        "status": "string",
        "confidence": "float",
        "claims": "int",
        "sentence": "string",
    },
    "claims": {
        "id": "string",
        "relation": "string",
        "document": "string",
        "start": "int",
        "end": "int",
        "quote": "string",
        "subject_start": "int",
        "subject_end": "int",
        "object_start": "int?",
        "object_end": "int?",
        "phrase": "string",
        "cues": "spans",
        "confidence": "float",
        "status": "string",
        "attributed_to": "string?",
        "valid_from": "string?",
        "valid_until": "string?",
        "extractor": "string",
    },
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def rows(graph: Graph, table: str) -> Iterator[Row]:
    """Yield the rows of one of the tables, in the order of the graph.

    >>> list(rows(Graph(documents=(Document("d", "Hi", "a.txt"),)), "documents"))[0]["source"]
    'a.txt'
    """
    found = {
        "documents": _documents,
        "entities": _entities,
        "mentions": _mentions,
        "relations": _relations,
        "claims": _claims,
    }[table](graph)
    return (_row(table, row) for row in found)


def told(graph: Graph) -> Iterator[tuple[Row, str, list[Row]]]:
    """Yield the row of each relation, the node that it ends in, and the rows of its claims."""
    entities = {entity.id: entity for entity in graph.entities}
    for relation, edge in paired(graph):
        row = {**_ends(relation, entities), **_summary(edge)}
        yield _row("relations", row), edge.target, [_row("claims", claim) for claim in _claims_of(relation, edge)]


def _row(table: str, row: Row) -> Row:
    return {name: _writable(row[name]) for name in TABLES[table]}


def _writable(cell: Any) -> Any:  # noqa: ANN401 - a cell can be of any kind
    if isinstance(cell, str):
        return _SURROGATE.sub("\ufffd", cell)
    return list(map(_writable, cell)) if isinstance(cell, list | tuple) else cell


def _documents(graph: Graph) -> Iterator[Row]:
    return ({name: getattr(document, name) for name in TABLES["documents"]} for document in graph.documents)


def _entities(graph: Graph) -> Iterator[Row]:
    return ({name: getattr(entity, name) for name in TABLES["entities"]} for entity in graph.entities)


def _mentions(graph: Graph) -> Iterator[Row]:
    for entity in graph.entities:
        for mention in entity.mentions:
            found = (mention.document, mention.start, mention.end, mention.text, mention.kind)
            yield dict(zip(TABLES["mentions"], (entity.id, *found), strict=True))


def _relations(graph: Graph) -> Iterator[Row]:
    entities = {entity.id: entity for entity in graph.entities}
    for relation, edge in paired(graph):
        yield {**_ends(relation, entities), **_summary(edge)}


def _ends(relation: Relation, entities: Mapping[str, Entity]) -> Row:
    target = relation.object
    subject = _named(relation.subject, entities)
    if isinstance(target, Value):
        label = target.value if target.unit is None else f"{target.value} {target.unit}"
        found: tuple[str | None, ...] = (None, target.value, target.datatype, target.unit, label, target.datatype)
    else:
        found = (target, None, None, None, *_named(target, entities))
    names = ("object", "value", "datatype", "unit", "object_label", "object_type")
    return {"subject_label": subject[0], "subject_type": subject[1], **dict(zip(names, found, strict=True))}


def _named(identifier: str, entities: Mapping[str, Entity]) -> tuple[str, str]:
    entity = entities.get(identifier)
    return (identifier, "Thing") if entity is None else (entity.label, entity.type)


def _summary(edge: Edge) -> Row:
    names = ("id", "predicate", "asserted", "status", "confidence", "claims", "sentence")
    return {"subject": edge.source, **{name: getattr(edge, name) for name in names}}


def _claims(graph: Graph) -> Iterator[Row]:
    return (row for relation, edge in paired(graph) for row in _claims_of(relation, edge))


def _claims_of(relation: Relation, edge: Edge) -> Iterator[Row]:
    return ({"relation": edge.id, **_claim(evidence)} for evidence in relation.evidence)


def _claim(evidence: Evidence) -> Row:
    time = evidence.time or Time()
    target = evidence.object_span or (None, None)
    same = ("id", "document", "start", "end", "quote", "phrase", "confidence", "status", "attributed_to", "extractor")
    return {
        **{name: getattr(evidence, name) for name in same},
        "subject_start": evidence.subject_span[0],
        "subject_end": evidence.subject_span[1],
        "object_start": target[0],
        "object_end": target[1],
        "cues": [{"start": start, "end": end} for start, end in evidence.cues],
        "valid_from": time.start,
        "valid_until": time.end,
    }


def graph_of(tables: Mapping[str, Rows]) -> Graph:
    """Return the graph that five tables hold.

    Raises:
        KeyError: a claim is of a relation that is not there.
    """
    mentions = defaultdict(list)
    for row in tables["mentions"]:
        found = EntityMention(row["document"], row["start"], row["end"], row["text"], row["kind"])
        mentions[row["entity"]].append(found)
    claims: dict[str, list[Evidence]] = {row["id"]: [] for row in tables["relations"]}
    for row in tables["claims"]:
        claims[row["relation"]].append(_evidence(row))
    return Graph(
        tuple(Document(**row) for row in tables["documents"]),
        tuple(_entity(row, tuple(mentions[row["id"]])) for row in tables["entities"]),
        tuple(
            Relation(row["subject"], row["predicate"], _target(row), tuple(claims[row["id"]]))
            for row in tables["relations"]
        ),
    )


def _entity(row: Mapping[str, Any], mentions: tuple[EntityMention, ...]) -> Entity:
    return Entity(row["id"], row["label"], row["type"], tuple(row["aliases"]), mentions, tuple(row["same_as"]))


def _target(row: Mapping[str, Any]) -> str | Value:
    return Value(row["value"], row["datatype"], unit=row["unit"]) if row["object"] is None else str(row["object"])


def _evidence(row: Mapping[str, Any]) -> Evidence:
    valid = (row["valid_from"], row["valid_until"])
    target = (row["object_start"], row["object_end"])
    return Evidence(
        id=row["id"],
        document=row["document"],
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
        subject_span=(row["subject_start"], row["subject_end"]),
        object_span=None if None in target else target,
        phrase=row["phrase"],
        cues=tuple((cue["start"], cue["end"]) for cue in row["cues"]),
        confidence=row["confidence"],
        status=row["status"],
        attributed_to=row["attributed_to"],
        time=None if valid == (None, None) else Time(*valid),
        extractor=row["extractor"],
    )
