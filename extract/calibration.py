"""From the scores of the heads to probabilities that mean what they say: logistic regression (Platt 1999).

The pair head is sure of itself; how sure one may be is fitted on documents that it was not trained on. Where the role
taggers know a property, what they say of the two ends counts too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST, MOST = -8.0, 8.0  # logits beyond say nothing more


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the logistic regressions, the bias first.

    ``pair`` and ``document`` are (2,): bias and the head of pairs or of documents; ``roles`` is (4,): bias, pair head,
    subject's role, object's role.
    """

    pair: tuple[float, ...]
    roles: tuple[float, ...]
    document: tuple[float, ...]

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """Read the weights from a JSON file."""
        given = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(given["pair"]), tuple(given["roles"]), tuple(given["document"]))

    def of_pairs(self, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probabilities of relations that only the pair head knows.

        >>> Calibration((0.0, 1.0), (0.0, 1.0, 0.0, 0.0), (0.0, 1.0)).of_pairs(np.zeros(1)).tolist()
        [0.5]
        """
        return logistic(self.pair[0] + self.pair[1] * np.clip(logits, LEAST, MOST))

    def of_documents(self, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probabilities of relations between entities of a whole text."""
        return logistic(self.document[0] + self.document[1] * np.clip(logits, LEAST, MOST))

    def with_roles(
        self, logits: NDArray[np.float32], subject: NDArray[np.float32], target: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the probabilities of relations whose ends have role taggers; ``subject`` and ``target`` are theirs."""
        bias, pair, first, second = self.roles
        return logistic(bias + pair * np.clip(logits, LEAST, MOST) + first * logit(subject) + second * logit(target))


def logistic(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logistic function, written so that it overflows for no logit."""
    return np.asarray(np.exp(-np.logaddexp(0, -logits)), dtype=np.float32)


def logit(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the inverse of the logistic function, held within bounds."""
    least = 1 / (1 + np.exp(-LEAST))
    inside = np.clip(probabilities, 1 - least, least)
    return np.asarray(np.log(inside / (1 - inside)), dtype=np.float32)
