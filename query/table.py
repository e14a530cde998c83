"""The answer to a SELECT query, as plain values; terms of the engine stay with the engine."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal
from unicodedata import combining, east_asian_width

# What would move the cursor, colour the screen or reverse the line of whoever prints a table.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SHOWN = 100  # rows in a notebook; to_csv and iteration give all
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Term:
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


@dataclass(frozen=True, slots=True)
class Table:
    """Variables without their question marks, and one row per solution; ``None`` where a variable is unbound.

    >>> table = Table(("where",), ((Term("literal", "Hangzhou"),), (None,)))
    >>> table.to_csv()
    'where\\nHangzhou\\n\\n'
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.rows)

    def to_csv(self) -> str:
        """Return the table in SPARQL 1.1 Query Results CSV, lines ended by a line feed, values as they are."""
        out = io.StringIO(newline="")
        # A row of one empty cell is an empty line here; the csv module would quote it.
        single = len(self.variables) == 1
        writer = csv.writer(out, lineterminator="\n")
        for row in (self.variables, *(tuple(map(_plain, row)) for row in self.rows)):
            out.write("\n") if single and row == ("",) else writer.writerow(row)
        return out.getvalue()

    def to_json(self) -> str:
        """Return the table in SPARQL 1.1 Query Results JSON."""
        bindings = [
            {name: _binding(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]
        content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def to_text(self) -> str:
        """Return the table for a terminal: aligned columns, and nothing in them that a terminal would obey."""
        cells = [self.variables, *(tuple(printable(_plain(term)) for term in row) for row in self.rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        lines = [_aligned(row, widths) for row in cells]
        rule = "  ".join("-" * width for width in widths)
        return "\n".join((lines[0], rule, *lines[1:])) + "\n"

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook, every value as text."""
        head = _html_row("th", self.variables)
        body = "".join(_html_row("td", tuple(map(_plain, row))) for row in self.rows[:SHOWN])
        more = len(self.rows) - SHOWN
        note = f"<p>… and {more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def printable(text: str) -> str:
    r"""Replace line ends and tabs by a space, and other characters that steer a terminal by U+FFFD.

    >>> printable("a\x1b[31m\nb")
    'a�[31m b'
    """
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def _plain(term: Term | None) -> str:
    return "" if term is None else term.value if term.kind != "bnode" else f"_:{term.value}"


def _html_row(tag: str, cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(printable(cell))}</{tag}>' for cell in cells)}</tr>"


def _binding(term: Term) -> dict[str, str]:
    found = {"type": term.kind, "value": term.value}
    if term.language is not None:
        return {**found, "xml:lang": term.language}
    return found if term.datatype in {None, XSD_STRING} else {**found, "datatype": str(term.datatype)}


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Count the columns a terminal gives to a text: two for wide characters, none for combining ones."""
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)
