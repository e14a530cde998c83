"""From the scores of the heads to probabilities that mean what they say: logistic regression (Platt 1999).

The heads are sure of themselves; how sure one may be is fitted on what the reader claims in documents that they were
not trained on.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST, MOST = -8.0, 8.0  # logits beyond say nothing more
SLACK = 0.01  # far more than rounding makes of a logit


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bias and weight of the logit of each kind of relation.

    ``knowledgenet`` are the pair head's fifteen of KnowledgeNet, ``wikidata`` its others, ``document`` those between
    the entities of a whole text.
    """

    knowledgenet: tuple[float, float]
    wikidata: tuple[float, float]
    document: tuple[float, float]

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """Read the weights from a JSON file."""
        given = json.loads(path.read_text(encoding="utf-8"))
        return cls(*(tuple(given[name]) for name in ("knowledgenet", "wikidata", "document")))

    def likely_pairs(
        self, logits: NDArray[np.float32], known: int, least: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """Return pair, relation and probability of the relations between pairs that are likely enough, row by row.

        Arguments:
            logits: (K, relations), the first ``known`` of them KnowledgeNet's.
            known: how many those are.
            least: the least probability.

        >>> calibration = Calibration((0.0, 1.0), (9.0, 1.0), (0.0, 1.0))
        >>> rows, columns, found = calibration.likely_pairs(np.zeros((1, 2)), 1, 0.6)
        >>> rows.tolist(), columns.tolist(), found.round(1).tolist()
        ([0], [1], [1.0])
        """
        width = logits.shape[1]
        bias, weight = _columns(self.knowledgenet, self.wikidata, known, width)
        near = logits >= _floors(self.knowledgenet, self.wikidata, known, width, least)
        rows, columns = np.divmod(near.ravel().nonzero()[0], width)  # twice as fast as to look for both at once
        put = bias[columns] + weight[columns] * np.maximum(np.minimum(logits[rows, columns], MOST), LEAST)
        found = logistic(put.astype(np.float32))
        enough = found >= least
        return rows[enough], columns[enough], found[enough]

    def of_documents(self, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probabilities of relations between entities of a whole text."""
        return logistic(self.document[0] + self.document[1] * np.clip(logits, LEAST, MOST))


@cache
def _columns(
    first: tuple[float, float], others: tuple[float, float], known: int, width: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return bias and weight of each relation."""
    bias, weight = np.repeat([first, others], [known, width - known], axis=0).T
    return bias, weight


@cache
def _floors(
    first: tuple[float, float], others: tuple[float, float], known: int, width: int, least: float
) -> NDArray[np.float32]:
    """Return a logit of each relation below which its probability surely is too little: few are worth working out."""
    bias, weight = _columns(first, others, known, width)
    floors = np.divide(_logit_below(least) - bias, weight, out=np.full(width, -np.inf), where=weight > SLACK)
    return np.where(floors > LEAST, floors, -np.inf).astype(np.float32)


def _logit_below(probability: float) -> float:
    """Return a logit that is surely below that of a probability, however that was rounded."""
    return math.log(max(probability, 1e-300)) - math.log(max(1 - probability, 1e-6)) - SLACK


def logistic(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logistic function, written so that it overflows for no logit."""
    return np.asarray(np.exp(-np.logaddexp(0, -logits)), dtype=np.float32)


def logit(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the inverse of the logistic function, held within bounds.

    >>> logit(np.array([0.0, 0.5, 1.0])).tolist()
    [-8.0, 0.0, 8.0]
    """
    least = 1 / (1 + np.exp(-LEAST))
    inside = np.clip(probabilities, least, 1 - least)
    return np.asarray(np.log(inside / (1 - inside)), dtype=np.float32)
