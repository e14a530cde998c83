"""Re-DocRED from raw text: named mentions, who is who, and the relations between the entities of a document.

Tan et al. (EMNLP 2022). The reader gets nothing but the text, its words joined as one would write them. What counts as
a right relation is told in `triples`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ...extract.bundled import Bundled
from ...extract.claims.documents import EXTRACTOR, LEAST, Thing, related, stretches
from ...extract.names import VALUES, class_of
from ...extract.reading import Reader
from ...graph.model import Document, Reading
from ...graph.vocabulary import bundled
from ...training.corpora import redocred
from ...training.relations import detokenize
from .bundled import pipeline
from .clusters import Clusters, b_cubed, ceaf_e, conll, muc
from .knowledgenet import BY_NAME_HEAD, by_name
from .measures import Counts, Span, figure, total
from .published import others
from .report import F1_HEAD, Choice, Report, Table, f1_row
from .triples import Annotated, Triple, TypedSpan, claimed, missing_properties, triple_counts, wikidata

KEPT = slice(440, 500)  # of dev.json: training saw 0 to 399, calibration 400 to 439
# Classes of the vocabulary as the corpus types them, the first that fits; it takes peoples for places.
TYPES = (
    ("Person", "PER"),
    ("Organization", "ORG"),
    ("Place", "LOC"),
    ("Group", "LOC"),
    ("Date", "TIME"),
    ("Time", "TIME"),
    ("Duration", "TIME"),
    ("Quantity", "NUM"),
    ("Money", "NUM"),
)
MISC = "MISC"
CLASSES = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "TIME": "Date", "NUM": "Quantity", MISC: "Thing"}
THINGS = frozenset({"PER", "ORG", "LOC", MISC})


def annotated(record: dict[str, Any]) -> Annotated:
    """Return a document as text, with its annotation moved to code points.

    >>> record = {"title": "t", "sents": [["Ma", "left", "."], ["He", "won", "."]], "labels": [],
    ...           "vertexSet": [[{"sent_id": 1, "pos": [0, 1], "type": "PER"}]]}
    >>> found = annotated(record)
    >>> found.text, found.mentions
    ('Ma left. He won.', (((9, 11, 'PER'),),))
    """
    text, words = "", []
    for sentence in record["sents"]:
        joined, spans = detokenize(sentence)
        start = len(text) + bool(text)
        words.append([(left + start, right + start) for left, right in spans])
        text = f"{text} {joined}" if text else joined
    mentions = tuple(
        tuple((words[m["sent_id"]][m["pos"][0]][0], words[m["sent_id"]][m["pos"][1] - 1][1], m["type"]) for m in entity)
        for entity in record["vertexSet"]
    )
    triples = frozenset((label["r"], label["h"], label["t"]) for label in record["labels"])
    return Annotated(record["title"], text, mentions, triples)


def corpus_type(name: str) -> str:
    """Return what the corpus calls the things of a class.

    >>> corpus_type("Company"), corpus_type("EthnicGroup"), corpus_type("Work")
    ('ORG', 'LOC', 'MISC')
    """
    return next((kind for ancestor, kind in TYPES if bundled().is_a(name, ancestor)), MISC)


def names_of(reading: Reading, values: Iterable[tuple[int, int, str]]) -> frozenset[TypedSpan]:
    """Return the named mentions of a reading with the corpus' types, and the values the pipeline found.

    Arguments:
        reading: its mentions that are names.
        values: start, end and class of dates and numbers, which a reading does not hold as mentions.
    """
    named = [(m.start, m.end, corpus_type(m.type)) for m in reading.mentions if m.kind == "name"]
    return frozenset([*named, *((start, end, corpus_type(name)) for start, end, name in values)])


def mention_counts(found: frozenset[TypedSpan], document: Annotated, *, with_misc: bool) -> Counts:
    """Count the mentions of equal span and type."""
    given = frozenset(mention for entity in document.mentions for mention in entity)
    if with_misc:
        return Counts.of(found, given)
    return Counts.of({m for m in found if m[2] != MISC}, {m for m in given if m[2] != MISC})


def found_clusters(reading: Reading) -> list[frozenset[Span]]:
    """Return the names of each entity of a reading, values left out."""
    clusters: dict[str, set[Span]] = {}
    for mention in reading.mentions:
        if mention.kind == "name" and mention.type not in VALUES:
            clusters.setdefault(mention.entity or mention.id, set()).add((mention.start, mention.end))
    return [frozenset(cluster) for cluster in clusters.values()]


def given_clusters(document: Annotated) -> list[frozenset[Span]]:
    """Return the mentions of each gold entity, times and numbers left out."""
    entities = [frozenset((m[0], m[1]) for m in entity if m[2] in THINGS) for entity in document.mentions]
    return [entity for entity in entities if entity]


def cluster_counts(found: Clusters, given: Clusters) -> tuple[Counts, Counts, Counts]:
    """Return the counts of MUC, B-cubed and CEAF by entities."""
    return muc(found, given), b_cubed(found, given), ceaf_e(found, given)


def relation_names(corpora: Path) -> dict[str, str]:
    """Return the corpus' relations: Wikidata property and what it is called."""
    names: dict[str, str] = json.loads((corpora / "redocred" / "rel_info.json").read_text(encoding="utf-8"))
    return names


def read(corpora: Path, choice: Choice, reader: Reader) -> Iterator[tuple[Annotated, Reading]]:
    """Yield the chosen documents with what the reader makes of them."""
    for record in redocred(corpora)[choice.of(KEPT)]:
        document = annotated(record)
        yield document, reader.read(Document.of(document.text, source=document.title))


def report(corpora: Path, choice: Choice) -> Report:
    """Measure mentions, clusters and relations from raw text."""
    names = relation_names(corpora)
    pairs = list(read(corpora, choice, Reader.load(whole_document=True)))
    part = choice.of(KEPT)
    missing = missing_properties(names)
    about = (
        f"Documents {part.start} to {part.start + len(pairs) - 1} of the development part, from raw text. "
        f"Mentions are names of equal span and type; classes of ours count as "
        f"{', '.join(f'{ours} = {theirs}' for ours, theirs in TYPES)}, all others = {MISC}. "
        f"Clusters are of names, times and numbers left out. The vocabulary has a property for "
        f"{len(names) - len(missing)} of the {len(names)} relations. Relations are read with `--whole-document`, since "
        f"the corpus asks for what no sentence says as well."
    )
    relations = frozenset(names)
    strict = [triple_counts(claimed(reading, document, relations), document) for document, reading in pairs]
    lenient = [
        triple_counts(claimed(reading, document, relations, exact=False), document) for document, reading in pairs
    ]
    said = [triple_counts(claimed(_said(reading), document, relations), document) for document, reading in pairs]
    given = [triple_counts(from_gold(document), document) for document, _ in pairs]
    labelled = [(f"{row[0]} {names[str(row[0])]}", *row[1:]) for row in by_name(strict)]
    return Report(
        "Re-DocRED",
        [
            about,
            Table(
                F1_HEAD,
                [
                    *_mention_rows(pairs),
                    *_cluster_rows(pairs),
                    f1_row("relations end to end, strict", [total(one.values()) for one in strict]),
                    f1_row("relations end to end, lenient", [total(one.values()) for one in lenient]),
                    f1_row("the same without `--whole-document`, strict", [total(one.values()) for one in said]),
                    f1_row("relations given the gold mentions", [total(one.values()) for one in given]),
                ],
            ),
            Table(("relation, end to end, strict", *BY_NAME_HEAD), labelled),
            others("redocred"),
        ],
    )


def _said(reading: Reading) -> Reading:
    """Return a reading without what only the document as a whole suggests."""
    return replace(reading, claims=tuple(claim for claim in reading.claims if claim.extractor != EXTRACTOR))


def from_gold(document: Annotated) -> set[Triple]:
    """Return the relations that the head for whole documents finds between the gold entities."""
    output = parser().parse(document.text).output
    if output is None:
        return set()
    things = {
        Thing(CLASSES[entity[0][2]], tuple((start, end) for start, end, _ in entity)): number
        for number, entity in enumerate(document.mentions)
    }
    return {
        (
            relation,
            *(
                (things[found.target], things[found.subject])
                if turned
                else (things[found.subject], things[found.target])
            ),
        )
        for stretch in stretches(output.windows)
        for found in related(output, stretch, list(things), LEAST)
        for relation, turned in wikidata(found.predicate)
    }


@cache
def parser() -> Bundled:
    """Return what keeps what the network said."""
    return Bundled()


def _mention_rows(pairs: Sequence[tuple[Annotated, Reading]]) -> Iterator[tuple[str, ...]]:
    found = [(document, names_of(reading, values_in(document.text))) for document, reading in pairs]
    for label, with_misc in (("mentions, five types", False), ("mentions, six types", True)):
        yield f1_row(label, [mention_counts(names, document, with_misc=with_misc) for document, names in found])
    for kind in ("PER", "ORG", "LOC", "TIME", "NUM", MISC):
        yield f1_row(f"mentions, {kind}", [_of_type(names, document, kind) for document, names in found])


def _of_type(found: frozenset[TypedSpan], document: Annotated, kind: str) -> Counts:
    given = {mention for entity in document.mentions for mention in entity if mention[2] == kind}
    return Counts.of({mention for mention in found if mention[2] == kind}, given)


def values_in(text: str) -> list[tuple[int, int, str]]:
    """Return the dates and numbers that the pipeline finds, with their classes."""
    classes = ((ent.start_char, ent.end_char, class_of(ent.label_)) for ent in pipeline()(text).ents)
    return [value for value in classes if value[2] in VALUES]


def _cluster_rows(pairs: Sequence[tuple[Annotated, Reading]]) -> Iterator[tuple[str, ...]]:
    counts = [cluster_counts(found_clusters(reading), given_clusters(document)) for document, reading in pairs]
    for number, label in enumerate(("MUC", "B-cubed", "CEAF by entities")):
        yield f1_row(f"clusters, {label}", [one[number] for one in counts])
    yield "clusters, CoNLL average", str(figure(counts, conll)), "", ""
