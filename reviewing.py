"""Questions of who is who, laid before a person: one by one in a terminal, or as a table that comes back filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from .errors import DocumentError, OutputError
from .export.table import defused
from .graph.model import VERDICTS, Anchor, Decision, Entity, Graph, Question, Record
from .query.find import find

CONTEXT = 120
"""Code points of text shown on either side of a name."""

COLUMNS = (
    *("id", "verdict", "taken_as", "score", "reason"),
    *("name", "type", "source", "context", "other_name", "other_type", "other_source", "other_context"),
)
_NEEDED = ("id", "verdict")
_SKIPPED = ("", "skip")


def about(graph: Graph, names: Iterable[str]) -> Graph:
    """Return a graph that asks what it takes for granted of some things, in place of what it is not sure of.

    That is whether each of them is in every document what it is in the first, and the record that it is linked to; and
    whether any two of them are one.

    Arguments:
        graph: the graph to look in.
        names: a label, an alias or an id of each thing.

    Raises:
        UnknownEntityError: nothing is called that; the message offers close names.
    """
    found = sorted({find(graph, name).id for name in names})
    entities = [each for each in graph.entities if each.id in found]
    firsts = [min(_places(graph, each)) for each in entities]
    return replace(
        graph,
        questions=(
            *(question for each in entities for question in _granted(graph, each)),
            *(Question(*pair, joined=False, score=0.0, reason="two things") for pair in combinations(firsts, 2)),
        ),
    )


def _granted(graph: Graph, entity: Entity) -> Iterator[Question]:
    first, *others = sorted(_places(graph, entity))
    labels = {match.iri: match.label for link in graph.links if link.entity == entity.id for match in link.candidates}
    for other in others:
        yield Question(first, other, joined=True, score=1.0, reason="one thing in two documents")
    for iri in entity.same_as:
        yield Question(first, Record(iri, labels.get(iri, iri)), joined=True, score=1.0, reason="linked to a record")


def _places(graph: Graph, entity: Entity) -> Iterator[Anchor]:
    """Yield a place in each document that mentions a thing: the first that names it, else the first."""
    sources = {document.id: document.source for document in graph.documents}
    for document, mentions in groupby(entity.mentions, key=lambda each: each.document):
        first = min(mentions, key=lambda each: (each.kind != "name", each.start, each.end))
        yield Anchor(document, first.start, first.end, first.text, entity.type, sources[document])


def context(graph: Graph, anchor: Anchor) -> str:
    """Return a name in its surroundings, on one line, with brackets around it."""
    text = next((each.text for each in graph.documents if each.id == anchor.document), "")
    before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.end : anchor.end + CONTEXT]
    return " ".join(f"{before}[{text[anchor.start : anchor.end]}]{after}".split())


def taken_as(question: Question) -> str:
    """Say how a question was taken until somebody answers it."""
    return "same" if question.joined else "different"


def to_json(graph: Graph) -> list[dict[str, Any]]:
    """Return the questions of a graph as plain values."""
    return [dict(zip(COLUMNS, _row(graph, question), strict=True)) for question in graph.questions]


def to_csv(graph: Graph) -> str:
    """Write the questions of a graph as a table with an empty column for the verdicts (RFC 4180).

    >>> to_csv(Graph()).startswith("id,verdict,taken_as,")
    True
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([defused(cell) for cell in _row(graph, question)] for question in graph.questions)
    return out.getvalue()


def _row(graph: Graph, question: Question) -> Iterator[str]:
    yield from (question.id, "", taken_as(question), f"{question.score:.2f}", question.reason)
    for side in (question.one, question.other):
        yield from side_of(graph, side)


def side_of(graph: Graph, side: Anchor | Record) -> tuple[str, str, str, str]:
    """Return the name, class and source of one side of a question, and the sentence, which a record has none of."""
    if isinstance(side, Record):
        return side.label, "record", side.iri, ""
    return side.text, side.type, side.source, context(graph, side)


def write(path: Path, content: str) -> None:
    """Write a table to a file.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        raise OutputError(path.as_posix(), problem, cure="name another file") from error


def read(path: Path) -> str:
    """Read a table from a file.

    Raises:
        DocumentError: the file cannot be read, or holds no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DocumentError(path.as_posix(), f"cannot be read: {error.strerror}", cure="check the path") from error
    except UnicodeDecodeError as error:
        raise DocumentError(path.as_posix(), "is not UTF-8", cure="save it as UTF-8") from error


def from_csv(content: str, graph: Graph, decided: Sequence[Decision], *, name: str = "CSV") -> list[Decision]:
    """Read the verdicts of a table; a row without one is left open, and one that says nothing new is passed over.

    Arguments:
        content: the table, of which only the columns ``id`` and ``verdict`` count.
        graph: the graph whose questions it answers.
        decided: what was decided before, which a table may say again or otherwise.
        name: what to call the table in an error.

    Raises:
        DocumentError: a column is missing, a verdict is none, or nobody asked that question.
    """
    rows = csv.DictReader(io.StringIO(content, newline=""))
    missing = [column for column in _NEEDED if column not in (rows.fieldnames or ())]
    if missing:
        cure = "fill in the table that `evigraph review DIR --csv FILE` writes"
        raise DocumentError(name, f"has no column {' and no column '.join(missing)}", cure=cure)
    earlier = {each.id: each for each in decided}
    asked = {each.id: each for each in graph.questions}
    found = (_decision(row, f"{name}, line {rows.line_num}", asked, earlier) for row in rows)
    return [each for each in found if each is not None and each != earlier.get(each.id)]


def _decision(
    row: Mapping[str, str | None], place: str, asked: Mapping[str, Question], earlier: Mapping[str, Decision]
) -> Decision | None:
    said = (row["verdict"] or "").strip().casefold()
    if said in _SKIPPED:
        return None
    verdict = next((each for each in VERDICTS if each == said), None)
    if verdict is None:
        raise DocumentError(place, f"{said!r} is no verdict", cure="write same, different or skip")
    known = asked.get(row["id"] or "") or earlier.get(row["id"] or "")
    if known is None:
        raise DocumentError(place, f"nobody asked {row['id']!r}", cure="write the table anew and fill that in")
    return Decision(known.one, known.other, verdict)


def ask(graph: Graph, prompt: Callable[[str], str]) -> Iterator[Decision]:
    """Put each question of a graph, and yield the answers as they come.

    Arguments:
        graph: the graph whose questions to put.
        prompt: shows a text and returns what is answered: s, d, k or q, or a word that begins so.
    """
    for number, question in enumerate(graph.questions, 1):
        said = prompt(_text(graph, question, number)).strip().casefold()
        if said.startswith("q"):
            return
        verdict = next((each for each in VERDICTS if each.startswith(said) and said and said != "skip"), None)
        if verdict is not None:
            yield Decision(question.one, question.other, verdict)


def _text(graph: Graph, question: Question, number: int) -> str:
    told = [side_of(graph, side) for side in (question.one, question.other)]
    sides = "\n".join(f"  {name} ({type_}), {source}\n    {words}".rstrip() for name, type_, source, words in told)
    head = f"{number} of {len(graph.questions)}: {question.reason}"
    return f"{head}; taken as {taken_as(question)}, {question.score:.2f}\n{sides}"
