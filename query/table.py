"""The answer to a SELECT query, as plain values; terms of the engine stay with the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from unicodedata import combining, east_asian_width

from .results import SHAPES, Row, parts, plain

# What would move the cursor, colour the screen or reverse the line of whoever prints a table.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SHOWN = 100  # rows in a notebook; to_csv and iteration give all


@dataclass(frozen=True, slots=True)
class Table:
    """Variables without their question marks, and one row per solution; ``None`` where a variable is unbound.

    >>> from .results import Term
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
        return self._written("csv")

    def to_tsv(self) -> str:
        """Return the table in SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
        return self._written("tsv")

    def to_json(self) -> str:
        """Return the table in SPARQL 1.1 Query Results JSON."""
        return self._written("json")

    def to_text(self) -> str:
        """Return the table for a terminal: aligned columns, and nothing in them that a terminal would obey."""
        cells = [self.variables, *(tuple(printable(plain(term)) for term in row) for row in self.rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        lines = [_aligned(row, widths) for row in cells]
        rule = "  ".join("-" * width for width in widths)
        return "\n".join((lines[0], rule, *lines[1:])) + "\n"

    def _written(self, shape: str) -> str:
        return "".join(parts(SHAPES[shape], self.variables, self.rows))

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook, every value as text."""
        head = _html_row("th", self.variables)
        body = "".join(_html_row("td", tuple(map(plain, row))) for row in self.rows[:SHOWN])
        more = len(self.rows) - SHOWN
        note = f"<p>… and {more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def printable(text: str) -> str:
    r"""Replace line ends and tabs by a space, and other characters that steer a terminal by U+FFFD.

    >>> printable("a\x1b[31m\nb")
    'a�[31m b'
    """
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def _html_row(tag: str, cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(printable(cell))}</{tag}>' for cell in cells)}</tr>"


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Count the columns a terminal gives to a text: two for wide characters, none for combining ones."""
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)
