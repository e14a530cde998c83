"""The CSV files for Neo4j, read by the types of their headers, and the graph put together again from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from evigraph.export.tables import graph_of

if TYPE_CHECKING:
    from evigraph.graph.model import Graph

Row = dict[str, Any]
_ENDS = {":START_ID": "from", ":END_ID": "to", ":TYPE": "type", ":LABEL": "label_"}
_KINDS = {"": str, "long": int, "double": float, "string[]": lambda cell: cell.split("\x1f")}
_TEXTS = {"phrase"}  # which may be empty, and are then not written apart from null


def read(files: Iterable[tuple[str, bytes]]) -> dict[str, list[Row]]:
    """Return the rows of each file by its name, cells as what the header says they are, empty ones as null."""
    tables = {name: csv.DictReader(io.StringIO(content.decode(), newline="")) for name, content in files}
    return {
        name.removesuffix(".csv"): [dict(map(_cell, row, row.values())) for row in rows]
        for name, rows in tables.items()
    }


def _cell(head: str, cell: str) -> tuple[str, Any]:
    if head.partition("(")[0] in _ENDS:
        return _ENDS[head.partition("(")[0]], cell
    name, _, kind = head.partition(":")
    read_as = str if kind.startswith("ID(") else _KINDS[kind]
    empty = [] if kind == "string[]" else "" if name in _TEXTS else None
    return name, read_as(cell) if cell else empty


def rebuilt(files: dict[str, list[Row]]) -> Graph:
    """Return the graph of the files, from the nodes and what ties claims and mentions to them."""
    values = {row["id"]: {name: row[name] for name in ("value", "datatype", "unit")} for row in files["values"]}
    claims = [{**row, **_ties(row, files), "cues": list(map(_span, row["cues"]))} for row in files["claims"]]
    nothing = {"value": None, "datatype": None, "unit": None}
    relations = {
        row["relation"]: {**row, "id": row["relation"], **values.get(str(row["literal"]), nothing)} for row in claims
    }
    mentions = [{**row, "entity": row["from"], "document": row["to"]} for row in files["mentions"]]
    documents = [{name: cell for name, cell in row.items() if name != "label_"} for row in files["documents"]]
    return graph_of(
        {
            "documents": documents,
            "entities": files["entities"],
            "mentions": mentions,
            "relations": relations.values(),
            "claims": claims,
        }
    )


def _ties(claim: Row, files: dict[str, list[Row]]) -> Row:
    def end(name: str, kind: str) -> str | None:
        return next((row["to"] for row in files[name] if row["from"] == claim["id"] and row["type"] == kind), None)

    return {
        "subject": end("claim_entities", "SUBJECT"),
        "object": end("claim_entities", "OBJECT"),
        "literal": end("claim_values", "OBJECT"),
        "attributed_to": end("claim_entities", "ATTRIBUTED_TO"),
        "document": end("claim_documents", "SAID_IN"),
    }


def _span(cue: str) -> Row:
    start, _, end = cue.partition("-")
    return {"start": int(start), "end": int(end)}
