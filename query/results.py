"""The standard forms of an answer, written row by row, so that whoever writes one can stop at any row.

CSV and TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/), JSON (https://www.w3.org/TR/sparql11-results-json/) and
XML (https://www.w3.org/TR/rdf-sparql-XMLres/).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ..export.spelling import quoted
from ..export.xml_text import escaped

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


class Term(NamedTuple):
    """An RDF term: an IRI, a literal with datatype and perhaps a language, a blank node, or a quoted triple.

    >>> str(Term("literal", "Hangzhou"))
    'Hangzhou'
    """

    kind: Literal["uri", "literal", "bnode", "triple"]
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        """Return the value alone."""
        return self.value


Row = tuple[Term | None, ...]
Names = tuple[str, ...]


class Shape(NamedTuple):
    """A form: its media type, what stands before, between and after the rows, a row, and a truth value."""

    media_type: str
    head: Callable[[Names], str]
    row: Callable[[Names, Row], str]
    between: str
    tail: str
    truth: Callable[[bool], str] | None


def parts(shape: Shape, names: Names, rows: Iterable[Row]) -> Iterator[str]:
    """Yield an answer piece by piece: the head, then one piece for each row, then the tail.

    >>> "".join(parts(SHAPES["tsv"], ("where",), [(Term("literal", "Hangzhou"),)]))
    '?where\\n"Hangzhou"\\n'
    """
    yield shape.head(names)
    for place, row in enumerate(rows):
        yield (shape.between if place else "") + shape.row(names, row)
    yield shape.tail


def plain(term: Term | None) -> str:
    """Return a term as CSV has it: the bare value, nothing where it is unbound."""
    return "" if term is None else term.value if term.kind != "bnode" else f"_:{term.value}"


def _csv_line(cells: tuple[str, ...]) -> str:
    if cells == ("",):  # a row of one empty cell is an empty line here; the csv module would quote it
        return "\n"
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _tsv_term(term: Term | None) -> str:
    """Return a term in Turtle's syntax, on one line."""
    if term is None or term.kind != "literal":
        return f"<{term.value}>" if term is not None and term.kind == "uri" else plain(term)
    if term.language is not None:
        return f"{quoted(term.value)}@{term.language}"
    return quoted(term.value) + ("" if term.datatype in {None, XSD_STRING} else f"^^<{term.datatype}>")


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language is not None:
        return {**found, "xml:lang": term.language}
    return found if term.datatype in {None, XSD_STRING} else {**found, "datatype": str(term.datatype)}


def _json_row(names: Names, row: Row) -> str:
    bound = {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
    return json.dumps(bound, ensure_ascii=False)


def _xml_term(term: Term) -> str:
    if term.kind in {"uri", "bnode"}:
        return f"<{term.kind}>{escaped(term.value)}</{term.kind}>"
    extra = f' xml:lang="{escaped(term.language)}"' if term.language is not None else ""
    if not extra and term.datatype not in {None, XSD_STRING}:
        extra = f' datatype="{escaped(str(term.datatype))}"'
    return f"<literal{extra}>{escaped(term.value)}</literal>"


def _xml_row(names: Names, row: Row) -> str:
    bound = zip(names, row, strict=True)
    cells = (f'<binding name="{escaped(name)}">{_xml_term(term)}</binding>' for name, term in bound if term is not None)
    return f"<result>{''.join(cells)}</result>\n"


def _xml_head(names: Names) -> str:
    variables = "".join(f'<variable name="{escaped(name)}"/>' for name in names)
    return f"{_XML}<head>{variables}</head>\n<results>\n"


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "json": Shape(
            "application/sparql-results+json",
            lambda names: f'{{"head": {json.dumps({"vars": names})}, "results": {{"bindings": [\n',
            _json_row,
            ",\n",
            "\n]}}\n",
            lambda truth: json.dumps({"head": {}, "boolean": truth}) + "\n",
        ),
        "xml": Shape(
            "application/sparql-results+xml",
            _xml_head,
            _xml_row,
            "",
            "</results>\n</sparql>\n",
            lambda truth: f"{_XML}<head/>\n<boolean>{str(truth).lower()}</boolean>\n</sparql>\n",
        ),
        "csv": Shape(
            "text/csv; charset=utf-8",
            _csv_line,
            lambda _, row: _csv_line(tuple(map(plain, row))),
            "",
            "",
            None,
        ),
        "tsv": Shape(
            "text/tab-separated-values; charset=utf-8",
            lambda names: "\t".join(f"?{name}" for name in names) + "\n",
            lambda _, row: "\t".join(map(_tsv_term, row)) + "\n",
            "",
            "",
            None,
        ),
    }
)
