"""Status: whether what a sentence denies, thinks possible, plans or makes depend on something is asserted all the same.

``status.csv`` holds written sentences, each with two of its phrases and how the sentence puts the claim between them:
asserted, negated, possible, planned or conditional. The construction that does it has a name, the part before a comma
its kind. A claim of the reading is between two phrases if its ends overlap them, in either order, or are mentions of
what a mention that overlaps them is of ("X denied that it bought Y"). Whatever its predicate: that two things are
related in some way is said too much as well.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from ...errors import DocumentError
from ...extract.reading import Reader
from ...graph.model import Claim, Document, Mention, Reading, Status, Value
from ...graph.nominals import core
from .judged import wilson
from .measures import Span, decimal, overlap, ratio
from .report import Choice, Report, Table

SENTENCES = Path(__file__).parent / "status.csv"
Outcome = Literal["asserted", "right", "other", "missing"]
ASSERTED: Status = "asserted"
DOUBT_HEAD = ("not asserted", "sentences", "wrongly asserted (95 %)", "right status", "another status", "not found")
CONTROL_HEAD = ("asserted", "sentences", "found asserted (95 %)", "wrongly doubted", "not found")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, two phrases of it, and how it puts the claim between them."""

    construction: str
    sentence: str
    subject: str
    object: str
    status: Status

    @property
    def ends(self) -> tuple[Span, Span]:
        """Return where the two phrases first stand."""
        one, two = ((self.sentence.index(end), len(end)) for end in (self.subject, self.object))
        return (one[0], sum(one)), (two[0], sum(two))

    @property
    def kind(self) -> str:
        """Return the kind of construction.

        >>> Case("never, passive", "", "", "", "negated").kind
        'never'
        """
        return self.construction.partition(",")[0]


COLUMNS = tuple(each.name for each in fields(Case))


def cases(path: Path = SENTENCES) -> list[Case]:
    """Read the sentences.

    Raises:
        DocumentError: there are none, the file has other columns, or a phrase is not in its sentence.
    """
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except FileNotFoundError:
        raise DocumentError(str(path), "no sentences for the benchmark", cure=f"write {','.join(COLUMNS)}") from None
    if not rows or tuple(rows[0]) != COLUMNS:
        raise DocumentError(str(path), "it has other columns", cure=f"make the first line {','.join(COLUMNS)}")
    return [_case(f"{path}, line {number}", row) for number, row in enumerate(rows[1:], 2)]


def _case(place: str, row: Sequence[str]) -> Case:
    if len(row) != len(COLUMNS) or row[-1] not in get_args(Status):
        raise DocumentError(place, "no status", cure=f"give one of {', '.join(get_args(Status))}")
    construction, sentence, subject, target, _ = row
    case = Case(construction, sentence, subject, target, next(name for name in get_args(Status) if name == row[-1]))
    for end in (case.subject, case.object):
        if not end or end not in case.sentence:
            raise DocumentError(f"{place}: {end}", "the phrase is not in its sentence", cure="copy it out of there")
    return case


def between(case: Case, reading: Reading) -> list[Claim]:
    """Return the claims between the two phrases, in either order."""
    one, two = (_mentions(end, reading) for end in case.ends)

    def is_at(end: str | Value, mentions: set[str], span: Span) -> bool:
        if isinstance(end, Value):
            return end.start is not None and end.end is not None and overlap((end.start, end.end), span)
        return end in mentions

    return [
        claim
        for claim in reading.claims
        if (is_at(claim.subject, one, case.ends[0]) and is_at(claim.object, two, case.ends[1]))
        or (is_at(claim.subject, two, case.ends[1]) and is_at(claim.object, one, case.ends[0]))
    ]


def _of(mention: Mention) -> Span:
    described = mention.kind == "nominal"
    return mention.start, mention.start + len(core(mention.text)) if described else mention.end


def _mentions(end: Span, reading: Reading) -> set[str]:
    """Return the mentions that overlap a phrase, with those of the same entities.

    What only completes a noun is not what the mention is of: "a bid for Saab" is a bid.
    """
    here = [mention for mention in reading.mentions if overlap(_of(mention), end)]
    entities = {mention.entity for mention in here} - {None}
    return {mention.id for mention in here} | {one.id for one in reading.mentions if one.entity in entities}


def outcome(case: Case, reading: Reading) -> Outcome:
    """Tell what became of a claim: ``asserted``, doubted as is ``right`` or in an ``other`` way, or ``missing``.

    Of a claim that the sentence asserts, ``other`` is any doubt. One asserted claim is enough.
    """
    found = {claim.status for claim in between(case, reading)}
    if ASSERTED in found:
        return "asserted"
    if case.status in found:
        return "right"
    return "other" if found else "missing"


def report(_corpora: Path, choice: Choice) -> Report:
    """Measure the bundled reader on the sentences."""
    reader, everything = Reader.load(), cases()
    chosen = everything[choice.of(slice(0, len(everything)))]
    readings = [reader.read(Document.of(case.sentence, source=case.construction)) for case in chosen]
    found = [(case, outcome(case, reading)) for case, reading in zip(chosen, readings, strict=True)]
    doubted = [pair for pair in found if pair[0].status != ASSERTED]
    controls = [pair for pair in found if pair[0].status == ASSERTED]
    wrong = [
        _shown(case, reading)
        for (case, what), reading in zip(found, readings, strict=True)
        if case.status != ASSERTED and what == "asserted"
    ]
    return Report(
        "Status of claims",
        [
            f"{len(found)} written sentences of status.csv, {len(controls)} of which assert the claim in question.",
            Table(DOUBT_HEAD, [_doubt_row("all", doubted), *_rows(doubted, "status")]),
            Table(CONTROL_HEAD, [_control_row("controls", controls)]),
            Table(DOUBT_HEAD, _rows(doubted, "kind")),
            "\n".join(["Wrongly asserted:", "", *wrong]) if wrong else "Nothing is wrongly asserted.",
        ],
    )


def _rows(found: Sequence[tuple[Case, Outcome]], part: str) -> list[tuple[object, ...]]:
    """Return a line for each status or kind of construction, in the order of the alphabet."""
    names = sorted({getattr(case, part) for case, _ in found})
    return [_doubt_row(name, [pair for pair in found if getattr(pair[0], part) == name]) for name in names]


def _shown(case: Case, reading: Reading) -> str:
    """Show a sentence of which too much is asserted, with the predicates that do."""
    predicates = sorted({claim.predicate for claim in between(case, reading) if claim.status == ASSERTED})
    return f"- {case.construction}: {case.sentence} ({', '.join(predicates)})"


def _doubt_row(name: str, found: Iterable[tuple[Case, Outcome]]) -> tuple[object, ...]:
    counts, size = _counted(found)
    return name, size, _share(counts["asserted"], size), *(counts[what] for what in ("right", "other", "missing"))


def _control_row(name: str, found: Iterable[tuple[Case, Outcome]]) -> tuple[object, ...]:
    counts, size = _counted(found)
    return name, size, _share(counts["asserted"], size), counts["other"], counts["missing"]


def _counted(found: Iterable[tuple[Case, Outcome]]) -> tuple[Counter[Outcome], int]:
    counts = Counter(what for _, what in found)
    return counts, counts.total()


def _share(part: int, whole: int) -> str:
    """Show a share with the 95 % score interval."""
    low, high = wilson(part, whole)
    return f"{decimal(ratio(part, whole))} ({decimal(low)} to {decimal(high)})"
