"""What a benchmark hands over: tables, what to know about them, and which documents they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .measures import Counts, decimal, f1, total

F1_HEAD = ("measured", "F1 (95 % interval)", "precision", "recall")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents to measure on, where not all of those that are kept for measuring, and who judges.

    ``judge`` is the Python file that tells whether a graph holds a fact; MINE alone asks for it.

    >>> Choice(limit=5).of(slice(440, 500)), Choice(first=450).of(slice(440, 500)), Choice(first=0).of(slice(440, 500))
    (slice(440, 445, None), slice(450, 500, None), slice(0, 500, None))
    """

    first: int | None = None
    limit: int | None = None
    judge: Path | None = None

    def of(self, kept: slice) -> slice:
        """Return the part of the documents kept for measuring that was chosen."""
        first = kept.start if self.first is None else self.first
        return slice(first, kept.stop if self.limit is None else first + self.limit)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head; cells are shown as text."""

    head: Sequence[object]
    rows: Sequence[Sequence[object]]

    def __str__(self) -> str:
        """Show the table in Markdown.

        >>> print(Table(("a", "b"), [(1, 2)]))
        | a | b |
        |---|---|
        | 1 | 2 |
        """
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        return "\n".join(
            "|" + "|".join(cell if cell == "---" else f" {cell} " for cell in map(str, line)) + "|" for line in lines
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one benchmark: paragraphs and tables in the order they are shown."""

    title: str
    parts: Sequence[str | Table]

    def __str__(self) -> str:
        """Show it as a section of Markdown."""
        return "\n\n".join([f"### {self.title}", *map(str, self.parts)])


def f1_row(label: str, documents: Sequence[Counts]) -> tuple[str, ...]:
    """Return a line under `F1_HEAD`, given the counts of each document.

    >>> f1_row("names", [Counts.of({1}, {1, 2})])
    ('names', '.667 (.667 to .667)', '1.000', '.500')
    """
    everything = total(documents)
    return label, str(f1(documents)), decimal(everything.precision), decimal(everything.recall)
