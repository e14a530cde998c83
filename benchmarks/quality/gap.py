"""GAP: which of two names an ambiguous pronoun means, scored as its authors do (Webster et al., TACL 2018).

A name is said to be meant when the pronoun's entity in our reading has another mention that overlaps it; the given
spans serve for that alone, and the page's address is not used. F1 is over names, by the pronoun's gender and in all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...extract.reading import Reader
from ...graph.model import Document, Reading
from .measures import Counts, Span, figure, overlap, ratio
from .published import others
from .report import F1_HEAD, Choice, Report, Table, f1_row

KEPT = slice(1000, 2000)  # rows of development.tsv; the first half is left for training
FEMININE = frozenset({"she", "her", "hers", "herself"})


@dataclass(frozen=True, slots=True)
class Example:
    """A text with a pronoun and two names, and whether it means each."""

    id: str
    text: str
    pronoun: Span
    names: tuple[Span, Span]
    meant: tuple[bool, bool]

    @property
    def feminine(self) -> bool:
        """Tell the gender of the pronoun."""
        return self.text[slice(*self.pronoun)].lower() in FEMININE


def example(row: dict[str, str]) -> Example:
    """Return a row of the corpus as values.

    >>> row = {"ID": "1", "Text": "Ann met Eve; she left.", "Pronoun": "she", "Pronoun-offset": "13", "A": "Ann",
    ...        "A-offset": "0", "A-coref": "TRUE", "B": "Eve", "B-offset": "8", "B-coref": "FALSE"}
    >>> example(row).names, example(row).meant, example(row).feminine
    (((0, 3), (8, 11)), (True, False), True)
    """
    pronoun, first, second = (_span(row, name) for name in ("Pronoun", "A", "B"))
    meant = (row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE")
    return Example(row["ID"], row["Text"], pronoun, (first, second), meant)


def _span(row: dict[str, str], name: str) -> Span:
    start = int(row[f"{name}-offset"])
    return start, start + len(row[name])


def examples(corpora: Path) -> list[Example]:
    """Read the development part."""
    with (corpora / "gap" / "development.tsv").open(encoding="utf-8", newline="") as file:
        return [example(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def meant(reading: Reading, pronoun: Span, names: Sequence[Span]) -> tuple[bool, ...]:
    """Tell of each name whether the pronoun means it, by the entities of a reading."""
    entity = next((m.entity for m in reading.mentions if (m.start, m.end) == pronoun), None)
    spans = [(m.start, m.end) for m in reading.mentions if entity is not None and m.entity == entity]
    return tuple(any(overlap(span, name) for span in spans if span != pronoun) for name in names)


def counts(said: Sequence[bool], gold: Sequence[bool]) -> Counts:
    """Count names said to be meant against those that are."""
    return Counts.of({i for i, true in enumerate(said) if true}, {i for i, true in enumerate(gold) if true})


def report(corpora: Path, choice: Choice) -> Report:
    """Measure the reader on the rows kept for measuring."""
    part = choice.of(KEPT)
    pairs = list(_scores(examples(corpora)[part]))
    by_gender = [(one, Counts()) if feminine else (Counts(), one) for feminine, one in pairs]
    rows = [
        f1_row("overall", [one for _, one in pairs]),
        f1_row("masculine", [one for feminine, one in pairs if not feminine]),
        f1_row("feminine", [one for feminine, one in pairs if feminine]),
        ("bias, feminine F1 by masculine", str(figure(by_gender, lambda f, m: ratio(f.f1, m.f1))), "", ""),
    ]
    about = f"Development part, {len(pairs)} texts from row {part.start} on, snippet context."
    return Report("GAP", [about, Table(F1_HEAD, rows), others("gap")])


def _scores(rows: Sequence[Example]) -> Iterator[tuple[bool, Counts]]:
    reader = Reader.load()
    for row in rows:
        said = meant(reader.read(Document.of(row.text, source=row.id)), row.pronoun, row.names)
        yield row.feminine, counts(said, row.meant)
