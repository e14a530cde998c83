"""Fit the calibration on what the reader claims in documents that training did not see.

The claims of one kind of relation after the other, with all rules applied: what they refuse says nothing of the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from ..benchmarks.quality import knowledgenet, redocred, triples
from ..benchmarks.quality.measures import Judged
from ..benchmarks.quality.report import Choice
from ..extract.calibration import Calibration, logit
from ..extract.claims.documents import EXTRACTOR
from ..extract.output import encoder
from ..extract.reading import Reader
from .onnx import write_checksums

LIKELY = 0.05  # claims below are of pairs that nobody would take for related
ITERATIONS, RIDGE = 30, 1e-2
PLAIN, SILENT = (0.0, 1.0), (-99.0, 0.0)  # a head as it is, and one that says nothing
NOBODY = Calibration(SILENT, SILENT, SILENT)


@dataclass(frozen=True, slots=True)
class Material:
    """What is fitted on: documents of KnowledgeNet's fold 3 and of Re-DocRED."""

    corpora: Path
    passages: Choice
    texts: Choice

    def claims(self, calibration: Calibration) -> Iterator[Judged]:
        """Yield the claims that single sentences give."""
        encoder().calibration = calibration
        reader = Reader.load(threshold=LIKELY)
        for record, reading in knowledgenet.read(self.corpora, self.passages, reader):
            facts = knowledgenet.facts_of(reading, extractor="typed")
            for passage in record["passages"]:
                yield from knowledgenet.judge(passage, facts, exact=False)
        yield from self._texts(reader, "typed")

    def whole(self, calibration: Calibration) -> Iterator[Judged]:
        """Yield the claims that whole documents suggest."""
        encoder().calibration = calibration
        return self._texts(Reader.load(threshold=LIKELY, whole_document=True), EXTRACTOR)

    def _texts(self, reader: Reader, extractor: str) -> Iterator[Judged]:
        relations = frozenset(redocred.relation_names(self.corpora))
        for document, reading in redocred.read(self.corpora, self.texts, reader):
            yield from triples.judge(reading, document, relations, extractor=extractor)


def calibrate(weights: Path, material: Material) -> None:
    """Fit the three kinds of relation and write what was fitted into the folder of the weights."""
    known = list(material.claims(replace(NOBODY, knowledgenet=PLAIN)))
    others = list(material.claims(replace(NOBODY, wikidata=PLAIN)))
    fitted = Calibration(fit(known), fit(others), PLAIN)
    whole = list(material.whole(fitted))
    fitted = replace(fitted, document=fit(whole))
    print(f"{len(known)}, {len(others)} and {len(whole)} claims: {fitted}")
    (weights / "calibration.json").write_text(json.dumps(asdict(fitted)) + "\n", encoding="utf-8")
    write_checksums(weights)


def fit(judged: Sequence[Judged]) -> tuple[float, float]:
    """Return bias and weight of the logistic regression of truth on the logit (Newton's method, a little ridge).

    >>> fit([Judged("P17", 0.5, right) for right in (True, True, True, False)])
    (1.0842, 0.0)
    """
    logits = logit(np.array([one.confidence for one in judged])).astype(np.float64)
    truth = np.array([one.right for one in judged])
    features = np.stack([np.ones_like(logits), logits], axis=1)
    weights = np.zeros(2)
    for _ in range(ITERATIONS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (truth - likely) - RIDGE * weights
        curve = (features * (likely * (1 - likely))[:, None]).T @ features + RIDGE * np.eye(2)
        weights = weights + np.linalg.solve(curve, slope)
    bias, weight = (round(float(value), 4) for value in weights)
    return bias, weight
