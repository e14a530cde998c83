"""Whether confidence means what it says: that of typed claims against how many of them are right.

Only what the corpora can judge counts: on KnowledgeNet claims inside a passage that is complete for their property
(right by overlapping spans), on Re-DocRED claims between two gold entities (right when the corpus has the relation).
What a text says beyond the annotation is not asked for, and what was missed shows in the recall of each threshold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ...extract.reading import Reader
from ...graph.model import Reading
from . import knowledgenet, redocred, triples
from .measures import BINS, Counts, Judged, adaptive_calibration_error, bin_of, calibration_error, decimal, ratio, total
from .report import Choice, Report, Table

LEAST = 0.3
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
RARE = 5  # relations with fewer claims stand together


def by_relation(judged: Sequence[Judged]) -> list[tuple[object, ...]]:
    """Return number, mean confidence and precision of each relation, rare ones together.

    >>> by_relation([Judged("P17", 0.5, True)] * 5 + [Judged("P6", 0.5, False)])
    [('P17', 5, '.500', '1.000'), ('1 others', 1, '.500', '.000')]
    """
    counted = Counter(one.relation for one in sorted(judged, key=lambda one: one.relation))
    common = [name for name, count in counted.most_common() if count >= RARE]
    rows = [_means(name, [one for one in judged if one.relation == name]) for name in common]
    rest = [one for one in judged if one.relation not in common]
    return [*rows, _means(f"{len(counted) - len(common)} others", rest)] if rest else rows


def _means(label: str, judged: Sequence[Judged]) -> tuple[object, ...]:
    count = len(judged)
    return (
        label,
        count,
        decimal(ratio(sum(one.confidence for one in judged), count)),
        decimal(ratio(sum(one.right for one in judged), count)),
    )


def at_thresholds(counts: Callable[[float], Counts]) -> list[tuple[str, ...]]:
    """Return precision, recall and F1 of what is claimed at each threshold."""
    found = [(threshold, counts(threshold)) for threshold in THRESHOLDS]
    return [(decimal(at)[:2], *map(decimal, (c.precision, c.recall, c.f1))) for at, c in found]


def report(corpora: Path, choice: Choice) -> Report:
    """Measure the confidence of typed claims on both corpora."""
    reader = Reader.load(threshold=LEAST)
    relations = frozenset(redocred.relation_names(corpora))
    passages = list(knowledgenet.read(corpora, choice, reader))
    documents = list(redocred.read(corpora, choice, reader))
    judged = {
        "KnowledgeNet": [_judged(record, reading) for record, reading in passages],
        "Re-DocRED": [triples.judge(reading, document, relations) for document, reading in documents],
    }
    judged["both"] = [*judged["KnowledgeNet"], *judged["Re-DocRED"]]
    facts = [(record, knowledgenet.facts_of(reading)) for record, reading in passages]
    claims = [(document, triples.claimed(reading, document, relations)) for document, reading in documents]
    head = ("least confidence", "precision", "recall", "F1")
    return Report(
        "Calibration of typed claims",
        [
            f"Claims from confidence {decimal(LEAST)} on. Ten bins, of equal width and of equally many claims.",
            Table(
                ("judged on", "claims", "mean confidence", "precision", "expected calibration error", "equal bins"),
                [_summary(name, ones) for name, ones in judged.items()],
            ),
            Table(("confidence, both corpora", "claims", "mean confidence", "precision"), _bins(_flat(judged["both"]))),
            Table(("KnowledgeNet, overlapping spans: " + head[0], *head[1:]), at_thresholds(lambda t: _net(facts, t))),
            Table(("Re-DocRED, strict: " + head[0], *head[1:]), at_thresholds(lambda t: _red(claims, t))),
            Table(("relation", "claims", "mean confidence", "precision"), by_relation(_flat(judged["both"]))),
        ],
    )


def _judged(record: dict[str, Any], reading: Reading) -> list[Judged]:
    facts = knowledgenet.facts_of(reading, extractor="typed")
    return [one for passage in record["passages"] for one in knowledgenet.judge(passage, facts, exact=False)]


def _flat(documents: Sequence[Sequence[Judged]]) -> list[Judged]:
    return [one for document in documents for one in document]


def _summary(name: str, documents: Sequence[Sequence[Judged]]) -> tuple[object, ...]:
    judged = _flat(documents)
    return (*_means(name, judged), calibration_error(documents), decimal(adaptive_calibration_error(judged)))


def _bins(judged: Sequence[Judged]) -> list[tuple[object, ...]]:
    return [
        _means(f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}", [one for one in judged if bin_of(one) == number])
        for number in range(int(LEAST * BINS), BINS)
    ]


def _net(facts: Sequence[tuple[dict[str, Any], Sequence[knowledgenet.Fact]]], least: float) -> Counts:
    return total(
        total(
            knowledgenet.document_scores(
                record, [fact for fact in found if fact.confidence >= least], exact=False
            ).values()
        )
        for record, found in facts
    )


def _red(claims: Sequence[tuple[triples.Annotated, dict[triples.Triple, float]]], least: float) -> Counts:
    return total(
        Counts.of({triple for triple, confidence in found.items() if confidence >= least}, document.triples)
        for document, found in claims
    )
