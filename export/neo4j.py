"""CSV with the headers that ``neo4j-admin database import`` reads: nodes and relationships, ten files.

See https://neo4j.com/docs/operations-manual/current/import/full-import/. Only what is asserted is a relationship of its
own type, as in RDF; every claim is a node, the negated and the possible ones too, tied to its ends and its document.
Items of a list are parted by U+001F, which no text needs (``--array-delimiter=U+001F``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..graph.model import Value
from .edges import edges, nodes
from .tables import TABLES, Row, rows

if TYPE_CHECKING:
    from ..graph.model import Graph

_LIST = "\x1f"
_KINDS = {"string": "", "int": ":long", "float": ":double", "bool": ":boolean", "strings": ":string[]"}
_KINDS |= {"spans": ":string[]"}
_CLAIM = {name: kind for name, kind in TABLES["claims"].items() if name not in {"id", "document", "attributed_to"}}


def neo4j(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file, nodes first."""
    yield "documents.csv", _nodes("document", TABLES["documents"], rows(graph, "documents"), "Document")
    entities = ({**row, "label_": ["Entity", row["type"]]} for row in rows(graph, "entities"))
    yield "entities.csv", _nodes("entity", TABLES["entities"], entities)
    yield "values.csv", _nodes("value", _VALUE, _values(graph), "Value")
    yield "claims.csv", _nodes("claim", {"id": "string", **_CLAIM, "predicate": "string"}, _claims(graph), "Claim")
    yield from _relationships(graph)


_VALUE = {"id": "string", "value": "string", "datatype": "string", "unit": "string?"}
_RELATION = {"id": "string", "confidence": "float", "claims": "int", "sentence": "string"}
_MENTION = {name: kind for name, kind in TABLES["mentions"].items() if name not in {"entity", "document"}}


def _relationships(graph: Graph) -> Iterator[tuple[str, bytes]]:
    known = list(rows(graph, "relations"))
    targets = [edge.target for edge in edges(graph)]
    to_things, to_values = _asserted(known, targets, literal=False), _asserted(known, targets, literal=True)
    yield "relations.csv", _links("entity", "entity", _RELATION, to_things)
    yield "relations_to_values.csv", _links("entity", "value", _RELATION, to_values)
    mentions = ((row["entity"], row["document"], "MENTIONED_IN", row) for row in rows(graph, "mentions"))
    yield "mentions.csv", _links("entity", "document", _MENTION, mentions)
    claims = list(rows(graph, "claims"))
    said_in: Iterator[_Link] = ((claim["id"], claim["document"], "SAID_IN", {}) for claim in claims)
    yield "claim_documents.csv", _links("claim", "document", {}, said_in)
    ends = dict(zip((row["id"] for row in known), zip(known, targets, strict=True), strict=True))
    yield "claim_entities.csv", _links("claim", "entity", {}, _things(claims, ends))
    literal = ((claim, *ends[claim["relation"]]) for claim in claims)
    objects: Iterator[_Link] = (
        (claim["id"], target, "OBJECT", {}) for claim, row, target in literal if row["object"] is None
    )
    yield "claim_values.csv", _links("claim", "value", {}, objects)


_Link = tuple[str, str, str, Mapping[str, Any]]


def _asserted(known: Iterable[Row], targets: Iterable[str], *, literal: bool) -> Iterator[_Link]:
    for row, target in zip(known, targets, strict=True):
        if row["asserted"] and (row["object"] is None) is literal:
            yield row["subject"], target, row["predicate"], row


def _things(claims: Iterable[Row], ends: Mapping[str, tuple[Row, str]]) -> Iterator[_Link]:
    for claim in claims:
        relation, target = ends[claim["relation"]]
        yield claim["id"], relation["subject"], "SUBJECT", {}
        if relation["object"] is not None:
            yield claim["id"], target, "OBJECT", {}
        if claim["attributed_to"] is not None:
            yield claim["id"], claim["attributed_to"], "ATTRIBUTED_TO", {}


def _values(graph: Graph) -> Iterator[Row]:
    found = {
        edge.target: relation.object
        for relation, edge in zip(graph.relations, edges(graph), strict=True)
        if isinstance(relation.object, Value)
    }
    for node in nodes(graph):
        if node.kind == "value":
            value = found[node.id]
            yield {"id": node.id, **{name: getattr(value, name) for name in ("value", "datatype", "unit")}}


def _claims(graph: Graph) -> Iterator[Row]:
    predicates = {row["id"]: row["predicate"] for row in rows(graph, "relations")}
    return ({**row, "predicate": predicates[row["relation"]]} for row in rows(graph, "claims"))


def _nodes(space: str, fields: Mapping[str, str], found: Iterable[Row], label: str | None = None) -> bytes:
    heads = [f"id:ID({space})", *(_head(name, kind) for name, kind in fields.items() if name != "id"), ":LABEL"]
    return _csv(heads, ([*(_cell(row[name]) for name in fields), _cell(row.get("label_", label))] for row in found))


def _links(start: str, end: str, fields: Mapping[str, str], found: Iterable[_Link]) -> bytes:
    heads = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *(_head(name, kind) for name, kind in fields.items())]
    return _csv(heads, ([*ends, *(_cell(row[name]) for name in fields)] for *ends, row in found))


def _head(name: str, kind: str) -> str:
    return f"{name}{_KINDS[kind.removesuffix('?')]}"


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell can be of any kind
    if isinstance(value, list | tuple):
        return _LIST.join(_cell(item).replace(_LIST, " ") for item in value)
    if isinstance(value, dict):
        return f"{value['start']}-{value['end']}"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _csv(heads: list[str], found: Iterable[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(found)
    return out.getvalue().encode()
