"""Precision on ordinary text: every claim read from ten texts, beside what a person judged of it.

The texts in ``texts/`` are news and encyclopedia articles of ten kinds, written for this and never used to tune
anything. A claim is right only when property, direction, both ends (the things they resolve to) and status are what
its sentence says; ``arguable`` is what careful people would disagree on, and counts as not right. What is judged is
what a graph of each text alone would hold, claims of the vocabulary and open ones, each once a sentence.

    python -m evigraph.benchmarks.quality.judged            # figures, errors, and what nobody judged yet
    python -m evigraph.benchmarks.quality.judged --add      # append that to judgements.csv, for a person to fill in
    python -m evigraph.benchmarks.quality.judged --write    # put the figures into ERRORS.md

It exits with 1 while any claim is without a verdict, so that no figure outlives the reader it was measured on.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from math import sqrt
from pathlib import Path
from typing import Annotated

import typer

from ...errors import DocumentError
from ...extract.encoder import WEIGHTS
from ...extract.reading import Reader
from ...graph.assemble import assemble
from ...graph.model import OPEN, Document, Reading, Value

HERE = Path(__file__).parent
MARKS = ("<!-- judged -->", "<!-- /judged -->")
RIGHT, WRONG, ARGUABLE = VERDICTS = ("right", "wrong", "arguable")
Z95 = 1.959964  # standard deviations that hold 95 % of a normal distribution


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """What one sentence of a text says, as a person sees it: names for the two ends, and the sentence."""

    text: str
    quote: str
    subject: str
    predicate: str
    object: str
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person thinks of a claim, and why it went wrong; empty while nobody has judged it."""

    verdict: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the reader: what it says, and which extractor found it."""

    said: Said
    extractor: str

    @property
    def kind(self) -> str:
        """Return what found it: the network, a pattern, or no property of the vocabulary at all."""
        return "open" if self.said.predicate.startswith(OPEN) else "typed" if self.extractor == "typed" else "pattern"


COLUMNS = (*(each.name for each in fields(Said)), *(each.name for each in fields(Verdict)))


def claims_of(text: str, reading: Reading) -> list[Claimed]:
    """Return the claims that the graph of one reading holds, in reading order.

    Arguments:
        text: what the text is called.
        reading: what was found in it.
    """
    graph = assemble([reading])
    labels = {entity.id: entity.label for entity in graph.entities}
    found = []
    for relation in graph.relations:
        target = _written(relation.object) if isinstance(relation.object, Value) else labels[relation.object]
        found += [
            (
                each.start,
                Claimed(
                    Said(text, each.quote, labels[relation.subject], relation.predicate, target, each.status),
                    each.extractor,
                ),
            )
            for each in relation.evidence
        ]
    return [claimed for _, claimed in sorted(found, key=lambda each: (each[0], each[1].said, each[1].extractor))]


def _written(value: Value) -> str:
    """Return a literal as a person sees it, with its unit: "12 %"."""
    return value.value if value.unit is None else f"{value.value} {value.unit}"


def read_verdicts(path: Path) -> dict[Said, Verdict]:
    """Read the judgements.

    Raises:
        DocumentError: the file has other columns, or a verdict that is none.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise DocumentError(str(path), "it has other columns", cure=f"make the first line {','.join(COLUMNS)}")
    return dict(_verdict(path, number, row) for number, row in enumerate(rows[1:], 2))


def _verdict(path: Path, line: int, row: Sequence[str]) -> tuple[Said, Verdict]:
    said, given = row[: len(fields(Said))], row[len(fields(Said)) :]
    if len(row) != len(COLUMNS) or given[0] not in {*VERDICTS, ""}:
        raise DocumentError(f"{path}, line {line}", "no verdict", cure=f"give one of {', '.join(VERDICTS)}, or nothing")
    return Said(*said), Verdict(*given)


def write_verdicts(path: Path, verdicts: Mapping[Said, Verdict]) -> None:
    """Write the judgements, by text and sentence."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows((*astuple(said), *astuple(verdicts[said])) for said in sorted(verdicts))


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % score interval of a proportion (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not judged:
        return 0.0, 1.0
    share, spread = right / judged, Z95**2 / judged
    middle = share + spread / 2
    reach = Z95 * sqrt(share * (1 - share) / judged + spread / (4 * judged))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def row(name: str, verdicts: Iterable[Verdict]) -> str:
    """Return a line of the table of figures.

    >>> row("typed", [Verdict("right"), Verdict("wrong", "direction")])
    '| typed | 2 | 1 | 1 | 0 | .500 (.095 to .905) |'
    """
    counts = Counter(each.verdict for each in verdicts)
    judged = sum(counts[name] for name in VERDICTS)
    low, high = wilson(counts[RIGHT], judged)
    precision = f"{_short(counts[RIGHT] / judged)} ({_short(low)} to {_short(high)})" if judged else "–"
    return f"| {name} | {judged} | {' | '.join(str(counts[verdict]) for verdict in VERDICTS)} | {precision} |"


def _short(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def table(claims: Sequence[Claimed], verdicts: Mapping[Said, Verdict]) -> str:
    """Return precision by kind of claim, by text and by property, and the causes of what is not right, as Markdown."""
    judged = [(each, verdicts[each.said]) for each in claims if is_judged(each, verdicts)]
    head = ["| claims | judged | right | wrong | arguable | precision (95 %) |", "|---|---|---|---|---|---|"]
    kinds = {kind: [given for each, given in judged if each.kind == kind] for kind in ("typed", "pattern", "open")}
    groups = {
        "typed by the network": kinds["typed"],
        "by patterns": kinds["pattern"],
        "all of the vocabulary": kinds["typed"] + kinds["pattern"],
        "open": kinds["open"],
    }
    known = [(each, given) for each, given in judged if each.kind != "open"]
    lines = head + [row(name, given) for name, given in groups.items()]
    lines += ["", head[0].replace("claims", "of the vocabulary", 1), *head[1:], *_rows(known, "text")]
    lines += [
        "",
        head[0].replace("claims", "open", 1),
        *head[1:],
        *_rows([j for j in judged if j not in known], "text"),
    ]
    causes = Counter((given.cause or "not said", each.kind) for each, given in judged if given.verdict != RIGHT)
    names = sorted({cause for cause, _ in causes}, key=lambda c: (-sum(causes[c, kind] for kind in kinds), c))
    lines += ["", "| cause of what is not right | typed | patterns | open |", "|---|---|---|---|"]
    lines += [f"| {name} | {' | '.join(str(causes[name, kind]) for kind in kinds)} |" for name in names]
    lines += ["", *head, *_rows(known, "predicate")]
    return "\n".join(lines)


def _rows(judged: Sequence[tuple[Claimed, Verdict]], part: str) -> list[str]:
    parts = sorted({getattr(each.said, part) for each, _ in judged})
    return [row(name, [given for each, given in judged if getattr(each.said, part) == name]) for name in parts]


def is_judged(claimed: Claimed, verdicts: Mapping[Said, Verdict]) -> bool:
    """Tell whether somebody has judged a claim."""
    return claimed.said in verdicts and verdicts[claimed.said].verdict != ""


def shown(claimed: Claimed) -> str:
    """Return a claim on two lines: what it says and how, and the sentence."""
    said = claimed.said
    status = "" if said.status == "asserted" else f" ({said.status})"
    ends = f"{said.subject} – {said.predicate} – {said.object}{status}"
    return f"{said.text}: {ends} [{claimed.extractor}]\n    {' '.join(said.quote.split())}"


def replaced(document: str, section: str) -> str:
    """Return a document with another text between the marks.

    Raises:
        DocumentError: the marks are not there.
    """
    before, first, rest = document.partition(MARKS[0])
    _, last, after = rest.partition(MARKS[1])
    if not first or not last:
        raise DocumentError("ERRORS.md", "it has no place for the figures", cure=f"add {MARKS[0]} and {MARKS[1]}")
    return f"{before}{MARKS[0]}\n{section}\n{MARKS[1]}{after}"


def main(
    texts: Annotated[Path, typer.Option(help="Folder of the texts and judgements.csv.")] = HERE / "texts",
    errors: Annotated[Path, typer.Option(help="Where --write puts the figures.")] = HERE / "ERRORS.md",
    add: Annotated[bool, typer.Option("--add", help="Append what is not judged, without verdicts.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the figures into ERRORS.md.")] = False,
) -> None:
    """Read the texts, compare every claim with its verdict, and list those without one."""
    judgements = texts / "judgements.csv"
    verdicts = read_verdicts(judgements)
    reader = Reader.load()
    claims = [
        claimed
        for path in sorted(texts.glob("*.txt"))
        for claimed in claims_of(
            path.stem, reader.read(Document.of(path.read_text(encoding="utf-8"), source=path.name))
        )
    ]
    left = [claimed for claimed in claims if not is_judged(claimed, verdicts)]
    _print(claims, left, verdicts)
    if add:
        write_verdicts(judgements, {**{each.said: Verdict("") for each in left}, **verdicts})
    if write:
        weights = hashlib.sha256((WEIGHTS / "SHA256SUMS").read_bytes()).hexdigest()[:12]
        state = f"Weights {weights}, {len(claims)} claims, {len(left)} of them not judged."
        page = replaced(errors.read_text(encoding="utf-8"), f"{state}\n\n{table(claims, verdicts)}")
        errors.write_text(page, encoding="utf-8")
    raise typer.Exit(int(bool(left)))


def _print(claims: Sequence[Claimed], left: Sequence[Claimed], verdicts: Mapping[Said, Verdict]) -> None:
    for verdict in (ARGUABLE, WRONG):
        for each in claims:
            if is_judged(each, verdicts) and verdicts[each.said].verdict == verdict:
                print(f"{verdict}, {verdicts[each.said].cause}: {shown(each)}")
    print(table(claims, verdicts))
    for each in left:
        print(f"not judged: {shown(each)}")
    print(f"{len(claims)} claims, {len(left)} not judged")


if __name__ == "__main__":
    typer.run(main)
