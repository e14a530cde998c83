"""Where a text speaks of two entities: the words of their sentences, and how far apart those are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_GAP = 7  # sentences between two entities, as far as they are told apart


def surroundings(
    inside: NDArray[np.bool_], sentence: NDArray[np.int64], pairs: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return which words stand in a sentence with each entity, and how many sentences lie between those of a pair.

    Arguments:
        inside: (E, N), which words are mentions of an entity.
        sentence: (N,), the number of each word's sentence.
        pairs: (K, 2), rows of ``inside``.

    >>> inside = np.array([[True, False, False, False], [False, False, False, True]])
    >>> near, gaps = surroundings(inside, np.array([0, 0, 1, 2]), np.array([[0, 1]]))
    >>> near.astype(int).tolist(), gaps.tolist()
    ([[1, 1, 0, 0], [0, 0, 0, 1]], [2])
    """
    numbers = np.unique(sentence)
    member = sentence[None, :] == numbers[:, None]  # (S, N)
    speaks = (inside.astype(np.int64) @ member.T.astype(np.int64)) > 0  # (E, S)
    apart = np.abs(numbers[:, None] - numbers[None, :])  # (S, S)
    far = np.where(speaks[:, :, None], apart[None], MOST_GAP).min(axis=1)  # (E, S), to the nearest sentence of each
    every = np.where(speaks[None, :, :], far[:, None, :], MOST_GAP).min(axis=-1)  # (E, E)
    gaps = np.minimum(every, MOST_GAP)[pairs[:, 0], pairs[:, 1]]
    return (speaks.astype(np.int64) @ member.astype(np.int64)) > 0, gaps.astype(np.int64)
