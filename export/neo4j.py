"""CSV with the headers that ``neo4j-admin database import`` reads: nodes and relationships, ten files.

See https://neo4j.com/docs/operations-manual/current/import/full-import/. Only what is asserted is a relationship of its
own type, as in RDF; every claim is a node, the negated and the possible ones too, tied to its ends and its document.
Items of a list are parted by U+001F, which no text needs (``--array-delimiter=U+001F``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..graph.kept import values
from .csv_text import written
from .edges import value_id
from .tables import TABLES, Row, rows, told

if TYPE_CHECKING:
    from ..graph.model import Graph

_LIST = "\x1f"
_KINDS = {"string": "", "int": ":long", "float": ":double", "bool": ":boolean", "strings": ":string[]"}
_KINDS |= {"spans": ":string[]"}
_CLAIM = {name: kind for name, kind in TABLES["claims"].items() if name not in {"id", "document", "attributed_to"}}


def neo4j(graph: Graph) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name of each file of a graph of any size, nodes first, and its content in pieces."""
    yield "documents.csv", _nodes("document", TABLES["documents"], rows(graph, "documents"), "Document")
    entities = ({**row, "label_": ["Entity", row["type"]]} for row in rows(graph, "entities"))
    yield "entities.csv", _nodes("entity", TABLES["entities"], entities)
    yield "values.csv", _nodes("value", _VALUE, _values(graph), "Value")
    yield "claims.csv", _nodes("claim", {"id": "string", **_CLAIM, "predicate": "string"}, _claims(graph), "Claim")
    yield from _relationships(graph)


_VALUE = {"id": "string", "value": "string", "datatype": "string", "unit": "string?"}
_RELATION = {"id": "string", "confidence": "float", "claims": "int", "sentence": "string"}
_MENTION = {name: kind for name, kind in TABLES["mentions"].items() if name not in {"entity", "document"}}


def _relationships(graph: Graph) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "relations.csv", _links("entity", "entity", _RELATION, _asserted(graph, literal=False))
    yield "relations_to_values.csv", _links("entity", "value", _RELATION, _asserted(graph, literal=True))
    mentions = ((row["entity"], row["document"], "MENTIONED_IN", row) for row in rows(graph, "mentions"))
    yield "mentions.csv", _links("entity", "document", _MENTION, mentions)
    said_in: Iterator[_Link] = ((claim["id"], claim["document"], "SAID_IN", {}) for claim in rows(graph, "claims"))
    yield "claim_documents.csv", _links("claim", "document", {}, said_in)
    yield "claim_entities.csv", _links("claim", "entity", {}, _things(graph))
    objects: Iterator[_Link] = (
        (claim["id"], target, "OBJECT", {})
        for relation, target, claims in told(graph)
        if relation["object"] is None
        for claim in claims
    )
    yield "claim_values.csv", _links("claim", "value", {}, objects)


_Link = tuple[str, str, str, Mapping[str, Any]]


def _asserted(graph: Graph, *, literal: bool) -> Iterator[_Link]:
    for relation, target, _ in told(graph):
        if relation["asserted"] and (relation["object"] is None) is literal:
            yield relation["subject"], target, relation["predicate"], relation


def _things(graph: Graph) -> Iterator[_Link]:
    for relation, target, claims in told(graph):
        for claim in claims:
            yield claim["id"], relation["subject"], "SUBJECT", {}
            if relation["object"] is not None:
                yield claim["id"], target, "OBJECT", {}
            if claim["attributed_to"] is not None:
                yield claim["id"], claim["attributed_to"], "ATTRIBUTED_TO", {}


def _values(graph: Graph) -> Iterator[Row]:
    found = {value_id(each): each for each in values(graph.relations)}
    for name, value in sorted(found.items(), key=itemgetter(0)):
        yield {"id": name, "value": value.value, "datatype": value.datatype, "unit": value.unit}


def _claims(graph: Graph) -> Iterator[Row]:
    return ({**claim, "predicate": relation["predicate"]} for relation, _, claims in told(graph) for claim in claims)


def _nodes(space: str, fields: Mapping[str, str], found: Iterable[Row], label: str | None = None) -> Iterator[bytes]:
    heads = [f"id:ID({space})", *(_head(name, kind) for name, kind in fields.items() if name != "id"), ":LABEL"]
    lines = ([*(_cell(row[name]) for name in fields), _cell(row.get("label_", label))] for row in found)
    return written(chain([heads], lines))


def _links(start: str, end: str, fields: Mapping[str, str], found: Iterable[_Link]) -> Iterator[bytes]:
    heads = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *(_head(name, kind) for name, kind in fields.items())]
    return written(chain([heads], ([*ends, *(_cell(row[name]) for name in fields)] for *ends, row in found)))


def _head(name: str, kind: str) -> str:
    return f"{name}{_KINDS[kind.removesuffix('?')]}"


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell can be of any kind
    if isinstance(value, list | tuple):
        return _LIST.join(_cell(item).replace(_LIST, " ") for item in value)
    if isinstance(value, dict):
        return f"{value['start']}-{value['end']}"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
