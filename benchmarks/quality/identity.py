"""Who is who across documents, measured apart from reading: the mentions of each document are given by hand.

``who-is-who.dev.txt`` was used to develop, ``who-is-who.test.txt`` to measure. Each mention is marked with what
it is of; what is of one thing within a document is given, so that only pairs of mentions of different documents count.

    python -m evigraph.benchmarks.quality.identity --half dev    # figures, and what went wrong
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ...graph.assemble import assemble
from ...graph.fold import article_free
from ...graph.labels import call
from ...graph.model import Document, DocumentEntity, Kind, Mention, Question, Reading, Record
from .clusters import b_cubed, ceaf_e
from .measures import Counts

TEXTS = Path(__file__).parent
HALVES = ("dev", "test")
_MARK = re.compile(r"\[(?P<name>[^\]|]+)\|(?P<id>(?P<kind>[a-z])\.[^\]]+)\]")
_DESCRIPTION = re.compile(r"[Tt]he [a-z ]+")
_CLASSES = {"p": "Person", "o": "Organization", "l": "Place", "e": "Event", "w": "Work", "d": "Product"}

Place = tuple[str, int]
"""Document id and where a mention starts in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A document as it would have been read, and what each of its mentions is of."""

    reading: Reading
    gold: Mapping[Place, str]


def passages(half: str) -> tuple[Passage, ...]:
    """Return the documents of a half."""
    lines = (TEXTS / f"who-is-who.{half}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        passage(line, f"{half}/{number}") for number, line in enumerate(lines, 1) if line and not line.startswith("#")
    )


def passage(line: str, source: str) -> Passage:
    """Return a marked text as a document with its mentions.

    >>> found = passage("[Jack Ma|p.ma] founded [Alibaba|o.alibaba]. [Ma|p.ma] left.", "a")
    >>> found.reading.document.text, [entity.label for entity in found.reading.entities]
    ('Jack Ma founded Alibaba. Ma left.', ['Alibaba', 'Jack Ma'])
    """
    text, end, spans = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        spans.append((len(text), mark["name"], mark["id"], _CLASSES[mark["kind"]]))
        text += mark["name"]
        end = mark.end()
    document = Document.of(text + line[end:], source=source)
    mentions = tuple(
        Mention(f"m{number}", start, start + len(name), name, type_, _kind(name), id_)
        for number, (start, name, id_, type_) in enumerate(spans)
    )
    gold = {(document.id, start): id_ for start, _, id_, _ in spans}
    return Passage(Reading(document, mentions, tuple(entities(mentions))), gold)


def _kind(name: str) -> Kind:
    """Tell a description from a name: all it has after the article is small letters."""
    return "nominal" if _DESCRIPTION.fullmatch(name) else "name"


def entities(mentions: Sequence[Mention]) -> Iterator[DocumentEntity]:
    """Name each thing of a document as the reader does; an acronym in capitals behind a name is no symbol here."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[str(mention.entity)].append(mention)
    for id_, found in sorted(named.items()):
        names = [_bare(each.text) for each in found if each.kind == "name"]
        called = call(names, (), (), [each.type for each in found])
        yield DocumentEntity(id_, called.label, called.type, called.aliases)


def _bare(name: str) -> str:
    return article_free(name.rpartition(": ")[2])


@dataclass(frozen=True, slots=True)
class Result:
    """How mentions of different documents were brought together, and where that went wrong."""

    pairs: Counts
    mentions: Counts
    entities: Counts
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    questions: tuple[Question, ...]


def measure(found: Sequence[Passage]) -> Result:
    """Resolve the mentions of some documents and compare with what they are of."""
    graph = assemble([each.reading for each in found])
    gold = {place: id_ for each in found for place, id_ in each.gold.items()}
    texts = {(m.document, m.start): m.text for entity in graph.entities for m in entity.mentions}
    ours = {(m.document, m.start): entity.id for entity in graph.entities for m in entity.mentions}
    found_sets, gold_sets = _sets(ours), _sets(gold)
    both = _sets({place: f"{ours[place]} {gold[place]}" for place in gold})
    right, joined, same = (sum(map(_pairs, sets)) for sets in (both, found_sets, gold_sets))
    named = {place: f"{texts[place]} ({gold[place]})" for place in gold}
    return Result(
        Counts(right, joined, right, same),
        b_cubed(found_sets, gold_sets),
        ceaf_e(found_sets, gold_sets),
        tuple(_torn(found_sets, gold, named)),
        tuple(_torn(gold_sets, ours, named)),
        graph.questions,
    )


def _pairs(places: frozenset[Place]) -> float:
    """Count the pairs of places in different documents."""
    documents = Counter(document for document, _ in places)
    return (len(places) ** 2 - sum(count**2 for count in documents.values())) / 2


def _torn(sets: Sequence[frozenset[Place]], homes: Mapping[Place, str], named: Mapping[Place, str]) -> Iterator[str]:
    """Say of each set that is of several things by the other account what is in it."""
    for places in sets:
        if len({homes[place] for place in places}) > 1:
            yield " / ".join(sorted({named[place] for place in places}))


def _sets(homes: Mapping[Place, str]) -> list[frozenset[Place]]:
    sets: dict[str, set[Place]] = defaultdict(set)
    for place, home in homes.items():
        sets[home].add(place)
    return [frozenset(places) for _, places in sorted(sets.items())]


def main(half: Annotated[str, typer.Option(help="dev or test.")] = "dev", quiet: bool = False) -> None:
    """Print the figures of a half, and what went wrong."""
    found = passages(half)
    result = measure(found)
    count = sum(len(each.gold) for each in found)
    things = len({id_ for each in found for id_ in each.gold.values()})
    print(f"{len(found)} documents, {count} mentions of {things} things, {len(result.questions)} questions")
    for name, counts in (("pairs", result.pairs), ("B-cubed", result.mentions), ("CEAF-e", result.entities)):
        print(f"{name}: precision {counts.precision:.3f}, recall {counts.recall:.3f}, F1 {counts.f1:.3f}")
    if not quiet:
        for name, lines in (("wrong", result.wrong), ("missed", result.missed)):
            print(*(f"{name}: {line}" for line in lines), sep="\n")
        for question in result.questions:
            other = question.other.label if isinstance(question.other, Record) else question.other.text
            print(f"asked: {question.one.text} / {other}: {question.reason}")


if __name__ == "__main__":
    typer.run(main)
