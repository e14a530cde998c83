"""Fit the calibration on documents that training did not see.

First the weight of what each head says of a pair, on every pair; then, since a reader's claims are the surest of many
pairs, how sure it may be of what it claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..benchmarks.quality import knowledgenet, redocred, triples
from ..benchmarks.quality.measures import Judged
from ..benchmarks.quality.report import Choice
from ..extract.calibration import LEAST, MOST, Calibration, logit
from ..extract.claims.documents import EXTRACTOR
from ..extract.claims.draft import NamedSpan
from ..extract.claims.typed import candidates, may_be_subject, pair_evidence, touch
from ..extract.names import class_of
from ..extract.pipeline import OUTPUT, Output, encoder, load
from ..extract.reading import Reader
from .corpora import knowledgenet as records_of
from .labels import KNOWLEDGENET
from .onnx import write_checksums

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

LIKELY = 0.05  # claims below are of pairs that nobody would take for related
ITERATIONS, RIDGE = 30, 1e-2
PLAIN, SILENT = (0.0, 1.0), (-99.0, 0.0)  # a head as it is, and one that says nothing
FOLD = 3


def calibrate(corpora: Path, weights: Path, *, knowledgenet_part: slice, redocred_part: slice) -> None:
    """Fit on a part of KnowledgeNet's fold 3 and a part of Re-DocRED, one kind of relation after the other."""
    passages, texts = (Choice(part.start, part.stop - part.start) for part in (knowledgenet_part, redocred_part))
    records = [record for record in records_of(corpora) if record["fold"] == FOLD][knowledgenet_part]
    rows = list(_rows(records))
    roles = fit([features for features, _ in rows], [true for _, true in rows])
    known = [
        claim
        for claims in (_passages(corpora, passages, roles), _texts(corpora, texts, Calibration(SILENT, roles, SILENT)))
        for claim in claims
    ]
    fitted = Calibration(SILENT, _surely(known, roles), SILENT)
    others = list(_texts(corpora, texts, Calibration(PLAIN, (*SILENT, 0.0, 0.0), SILENT)))
    fitted = replace(fitted, pair=_surely(others, PLAIN))
    whole = list(_texts(corpora, texts, replace(fitted, document=PLAIN), extractor=EXTRACTOR))
    fitted = replace(fitted, document=_surely(whole, PLAIN))
    print(f"{len(rows)} pairs; {len(known)}, {len(others)} and {len(whole)} claims: {fitted}")
    (weights / "calibration.json").write_text(json.dumps(asdict(fitted)) + "\n", encoding="utf-8")
    write_checksums(weights)


def _passages(corpora: Path, choice: Choice, roles: tuple[float, ...]) -> Iterator[Judged]:
    encoder().calibration = Calibration(SILENT, roles, SILENT)
    for record, reading in knowledgenet.read(corpora, choice, Reader.load(threshold=LIKELY)):
        facts = knowledgenet.facts_of(reading, extractor="typed")
        for passage in record["passages"]:
            yield from knowledgenet.judge(passage, facts, exact=False)


def _texts(corpora: Path, choice: Choice, calibration: Calibration, extractor: str = "typed") -> Iterator[Judged]:
    encoder().calibration = calibration
    relations = frozenset(redocred.relation_names(corpora))
    reader = Reader.load(threshold=LIKELY, whole_document=extractor == EXTRACTOR)
    for document, reading in redocred.read(corpora, choice, reader):
        yield from triples.judge(reading, document, relations, extractor=extractor)


def _surely(claims: Sequence[Judged], weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weights that made the confidence of some claims, such that it means how many of them are right."""
    logits = logit(np.array([claim.confidence for claim in claims]))
    bias, scale = fit([[value] for value in logits.tolist()], [claim.right for claim in claims])
    return tuple(round(value, 4) for value in (bias + scale * weights[0], *(scale * each for each in weights[1:])))


def fit(features: Sequence[Sequence[float]], truth: Sequence[bool]) -> tuple[float, ...]:
    """Return bias and weights of the logistic regression of truth on features (Newton's method, a little ridge).

    >>> fit([[0.0], [0.0], [0.0], [0.0]], [True, True, True, False])
    (1.0842, 0.0)
    """
    known = np.array([[1.0, *values] for values in features])
    weights = np.zeros(known.shape[1])
    for _ in range(ITERATIONS):
        likely = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (np.array(truth) - likely) - RIDGE * weights
        curve = (known * (likely * (1 - likely))[:, None]).T @ known + RIDGE * np.eye(known.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(value), 4) for value in weights)


@cache
def _pipeline() -> Language:
    return load(keep_output=True)


def _pairs(
    text: str,
) -> Iterator[
    tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], list[tuple[tuple[int, int], tuple[int, int]]]]
]:
    """Yield the evidence of every sentence's pairs with their character spans."""
    doc = _pipeline()(text)
    output: Output = doc.user_data[OUTPUT]
    offsets = [(doc[int(index)].idx, doc[int(index)].idx + len(doc[int(index)])) for index in output.words]
    names = {ent.start_char: NamedSpan(ent.start_char, ent.end_char, class_of(ent.label_)) for ent in doc.ents}
    for window, start, end in output.sentences():
        here = offsets[window.start : window.end]
        ends = candidates(output, window, here, (start, end), names)
        pairs = [pair for pair in permutations(ends, 2) if not touch(*pair) and may_be_subject(pair[0])]
        if pairs:
            spans = {c: (here[c.start][0], here[c.end - 1][1]) for c in ends}
            yield *pair_evidence(output.encoder, window, (start, end), pairs), [(spans[a], spans[b]) for a, b in pairs]


def _rows(records: list[dict[str, Any]]) -> Iterator[tuple[list[float], bool]]:
    """Yield what the heads say of each pair of a passage and each property that it is annotated for, and the truth."""
    for record in records:
        for logits, subject, target, places in _pairs(record["text"]):
            for row, (one, two) in enumerate(places):
                low, high = min(one[0], two[0]), max(one[1], two[1])
                passage = next((p for p in record["passages"] if p["start"] <= low and high <= p["end"]), None)
                for name in passage["annotated"] if passage else ():
                    column = KNOWLEDGENET.index(name)
                    facts = [fact for fact in passage["facts"] if fact["property"] == name]  # type: ignore[index]  # not None here
                    true = any(_overlap(one, fact["subject"]) and _overlap(two, fact["object"]) for fact in facts)
                    pair = float(np.clip(logits[row, column], LEAST, MOST))
                    yield [pair, float(logit(subject[row, column])), float(logit(target[row, column]))], true


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
