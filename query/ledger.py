"""What was seen and not taken: each refusal with its sentence, and the rule in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..graph.model import OPEN, Document, Dropped, Entity, Graph, Rejection
from ..graph.refusals import explained
from ..graph.sentences import Sentences
from .find import find
from .table import printable

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that gave no claim: by which rule, and in which sentence of which document.

    ``start`` and ``end`` are code points of the document; ``predicate`` is that of the claim it was to be, if any.
    """

    text: str
    rule: str
    reason: str
    predicate: str | None
    sentence: str
    source: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was refused in a graph, or in the sentences that speak of one thing, in reading order."""

    entity: Entity | None
    refused: tuple[Refused, ...]

    def __str__(self) -> str:
        """Return the ledger as plain text: each sentence once, over what was refused in it."""
        where = "" if self.entity is None else f" in sentences about {self.entity.label}"
        if not self.refused:
            return f"Nothing was refused{printable(where)}."
        lines = [printable(f"{len(self.refused)} refused{where}")]
        for (source, sentence), each in groupby(self.refused, key=lambda one: (one.source, one.sentence)):
            lines += ["", f"“{printable(sentence)}”", printable(f"    {source}"), *map(_line, each)]
        return "\n".join(lines)


def rejected(graph: Graph, name: str | None = None) -> Ledger:
    """Return what was seen in the documents of a graph and not taken.

    Arguments:
        graph: the graph to look in.
        name: a label, an alias or an id; only the sentences that speak of that thing are looked at.

    Raises:
        UnknownEntityError: nothing is called that; the message offers close names.

    >>> str(rejected(Graph()))
    'Nothing was refused.'
    """
    entity = None if name is None else find(graph, name)
    speaking = None if entity is None else {each.document for each in entity.mentions}
    dropped = defaultdict(list)
    for each in graph.dropped:
        dropped[each.document].append(each)
    rows: list[Refused] = []
    for reading in graph.readings:
        document = reading.document
        if speaking is None or document.id in speaking:
            rows += _rows(document, sorted({*reading.rejected, *dropped[document.id]}, key=_order), entity)
    return Ledger(entity, tuple(sorted(rows, key=lambda row: (row.source, row.document))))


def _order(one: Rejection | Dropped) -> tuple[int, int, str, str]:
    return one.start, one.end, one.rule, _predicate(one) or ""


def _rows(document: Document, found: Iterable[Rejection | Dropped], entity: Entity | None) -> Iterator[Refused]:
    sentences = Sentences(document.text)
    about = None if entity is None else _places(sentences, document, entity)
    for one in found:
        numbers = range(sentences.at(one.start), sentences.at(max(one.start, one.end - 1)) + 1)
        if about is None or not about.isdisjoint(numbers):
            sentence = document.text[slice(*sentences.around(one.start, one.end))]
            told = (one.text, one.rule, explained(one.rule), _predicate(one), sentence)
            yield Refused(*told, document.source, document.id, one.start, one.end)


def _places(sentences: Sentences, document: Document, entity: Entity) -> frozenset[int]:
    """Return the numbers of the sentences of a document that speak of an entity."""
    return frozenset(sentences.at(each.start) for each in entity.mentions if each.document == document.id)


def _predicate(one: Rejection | Dropped) -> str | None:
    return one.predicate if isinstance(one, Rejection) else None


def _line(one: Refused) -> str:
    whole = one.text == one.sentence
    words = "the whole sentence" if whole else f"“{one.text}”"
    shown = words if one.predicate is None else f"{one.predicate.removeprefix(OPEN)} in {words}"
    return printable(f"    {shown}: {one.reason}")
