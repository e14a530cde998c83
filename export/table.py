"""Every claim as one row of CSV (RFC 4180), with its sentence and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..graph.kept import ById, by_id
from ..graph.model import Entity, Evidence, Graph, Relation, Value
from .changes import NOTHING, Earlier
from .csv_text import written
from .literals import decimal, text

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = (
    *("subject", "subject_type", "predicate", "object", "object_type", "unit"),
    *("status", "confidence", "valid_from", "valid_until", "attributed_to"),
    *("sentence", "start", "end", "title", "source", "date"),
    *("subject_id", "object_id", "document_id", "claim_id", "extractor"),
)
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

Cell = str | None


class _Books(NamedTuple):
    """What the ids in relations and claims refer to."""

    document: ById
    entities: Mapping[str, Entity]


def table(graph: Graph) -> bytes:
    """Return one row per claim; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    return b"".join(table_pieces(graph))


def table_pieces(graph: Graph, _earlier: Earlier = NOTHING) -> Iterator[bytes]:
    """Yield the rows of a graph of any size in pieces."""
    books = _Books(by_id(graph.documents), {entity.id: entity for entity in graph.entities})
    rows = (row for relation in graph.relations for row in _rows(relation, books))
    yield from written(chain([COLUMNS], map(_safe, rows)))


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers are left alone.

    >>> defused('=HYPERLINK("http://a")'), defused("-3.5")
    ('\\'=HYPERLINK("http://a")', '-3.5')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _safe(row: Iterable[Cell]) -> list[str]:
    return ["" if cell is None else defused(text(cell).value) for cell in row]


def _rows(relation: Relation, books: _Books) -> Iterator[tuple[Cell, ...]]:
    for evidence in relation.evidence:
        yield (
            *_ends(relation, books),
            *_qualifiers(evidence, books),
            *_place(evidence, books),
            relation.subject,
            None if isinstance(relation.object, Value) else relation.object,
            evidence.document,
            evidence.id,
            evidence.extractor,
        )


def _ends(relation: Relation, books: _Books) -> tuple[Cell, ...]:
    target = relation.object
    if isinstance(target, Value):
        last: tuple[Cell, ...] = (target.value, target.datatype, target.unit)
    else:
        last = (*_named(target, books), None)
    return (*_named(relation.subject, books), relation.predicate, *last)


def _named(identifier: str, books: _Books) -> tuple[str, str]:
    """Return label and type of an entity; an id that nothing stands behind names itself."""
    entity = books.entities.get(identifier)
    return (identifier, "") if entity is None else (entity.label, entity.type)


def _qualifiers(evidence: Evidence, books: _Books) -> tuple[Cell, ...]:
    time, said_by = evidence.time, evidence.attributed_to
    return (
        evidence.status,
        decimal(evidence.confidence).value,
        None if time is None else time.start,
        None if time is None else time.end,
        None if said_by is None else _named(said_by, books)[0],
    )


def _place(evidence: Evidence, books: _Books) -> tuple[Cell, ...]:
    document = books.document(evidence.document)
    known = (None, None, None) if document is None else (document.title, document.source, document.date)
    return (evidence.quote, str(evidence.start), str(evidence.end), *known)
