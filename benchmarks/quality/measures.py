"""Counts and what is made of them: precision, recall, F1, calibration error, and their 95 % intervals over documents.

An interval is between the quantiles .025 and .975 of the measure over documents drawn with replacement (the percentile
bootstrap, Efron 1979): 1,000 times from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Span = tuple[int, int]
RESAMPLES = 1000
SEED = 0
BINS = 10


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two half-open spans share a character.

    >>> overlap((0, 4), (3, 5)), overlap((0, 4), (4, 5))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what was found is right, and how much of what was given was hit; sums of both may differ.

    >>> round(Counts.of({1, 2, 3}, {2, 3, 4, 5}).f1, 3) == round(2 * 2 / (3 + 4), 3)
    True
    """

    right: float = 0
    found: float = 0
    hit: float = 0
    given: float = 0

    @classmethod
    def of(cls, found: AbstractSet[object], given: AbstractSet[object]) -> Counts:
        """Count what two sets share."""
        both = len(found & given)
        return cls(both, len(found), both, len(given))

    def __add__(self, other: Counts) -> Counts:
        """Add counts up."""
        return Counts(
            self.right + other.right, self.found + other.found, self.hit + other.hit, self.given + other.given
        )

    @property
    def precision(self) -> float:
        """Return the share of the found that is right, nought where nothing was found."""
        return ratio(self.right, self.found)

    @property
    def recall(self) -> float:
        """Return the share of the given that was hit, nought where nothing was given."""
        return ratio(self.hit, self.given)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)


def ratio(part: float, whole: float) -> float:
    """Divide, with nought of nothing."""
    return float(part / whole) if whole else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    return sum(counts, start=Counts())


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure and its 95 % interval.

    >>> str(Figure(0.7704, 0.726, 0.8091))
    '.770 (.726 to .809)'
    """

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Show the value and its interval."""
        return f"{decimal(self.value)} ({decimal(self.low)} to {decimal(self.high)})"


def decimal(value: float) -> str:
    """Show a share with three decimals.

    >>> decimal(0.5), decimal(1.0)
    ('.500', '1.000')
    """
    return f"{value:.3f}".removeprefix("0")


def figure(documents: Sequence[Sequence[Counts]], measure: Callable[..., float]) -> Figure:
    """Return a measure of counts with its interval.

    Arguments:
        documents: the counts of each document, as many as the measure takes.
        measure: what is made of their sums.

    >>> figure([[Counts.of({1}, {1})]] * 5, lambda counts: counts.f1)
    Figure(value=1.0, low=1.0, high=1.0)
    """
    width = len(fields(Counts))
    rows = np.array([[number for counts in one for number in astuple(counts)] for one in documents], dtype=np.float64)
    return resampled(rows, lambda sums: measure(*(Counts(*part) for part in sums.reshape(-1, width).tolist())))


def f1(documents: Sequence[Counts]) -> Figure:
    """Return F1 with its interval, given the counts of each document."""
    return figure([[counts] for counts in documents], lambda counts: counts.f1)


def resampled(rows: NDArray[np.float64], measure: Callable[[NDArray[np.float64]], float]) -> Figure:
    """Return a measure of the sums over documents with its interval.

    Arguments:
        rows: (D, K), what is summed of each document.
        measure: takes the (K,) sums.
    """
    if not len(rows):
        return Figure(0.0, 0.0, 0.0)
    times = np.random.default_rng(SEED).multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=RESAMPLES)
    low, high = np.quantile([measure(sums) for sums in times @ rows], [0.025, 0.975])
    return Figure(measure(rows.sum(axis=0)), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that could be judged: its relation, the confidence it was made with, and whether it is right."""

    relation: str
    confidence: float
    right: bool


def calibration_error(documents: Sequence[Sequence[Judged]]) -> Figure:
    """Return the expected calibration error over ten bins of equal width (Naeini et al. 2015), with its interval.

    >>> calibration_error([[Judged("P17", 0.75, True), Judged("P17", 0.75, False)]]).value
    0.25
    """
    return resampled(np.array([_bins(judged) for judged in documents]), _error)


def adaptive_calibration_error(judged: Sequence[Judged]) -> float:
    """Return the calibration error over ten bins of equally many claims (Nixon et al. 2019).

    >>> round(adaptive_calibration_error([Judged("P17", 0.9, True)] * 10), 3)
    0.1
    """
    ordered = sorted(judged, key=lambda one: one.confidence)
    parts = np.array_split(np.array([[1.0, one.confidence, one.right] for one in ordered]).reshape(-1, 3), BINS)
    return _error(np.stack([part.sum(axis=0) for part in parts]).ravel())


def bin_of(judged: Judged) -> int:
    """Return the bin of equal width that a claim falls into.

    >>> bin_of(Judged("P17", 0.3, True)), bin_of(Judged("P17", 1.0, True))
    (3, 9)
    """
    return min(int(judged.confidence * BINS), BINS - 1)


def _bins(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return (BINS * 3,): of each bin how many claims, the sum of their confidence, how many are right."""
    table = np.zeros((BINS, 3))
    for one in judged:
        table[bin_of(one)] += 1, one.confidence, one.right
    return table.ravel()


def _error(sums: NDArray[np.float64]) -> float:
    count, confidence, right = sums.reshape(-1, 3).T
    return ratio(float(np.abs(confidence - right).sum()), float(count.sum()))
