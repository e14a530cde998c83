"""From scores to decisions: trees out of arcs, spans out of BIO tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

IMPOSSIBLE = -1e9
_NOTHING = np.array([-1])  # the tag before the first


def tree(scores: NDArray[np.floating]) -> list[int]:
    """Return each word's head (-1 for the root) such that they form one tree with one root.

    Greedy where that is a tree already; else the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967), once
    for the root that the greedy heads favour.

    Arguments:
        scores: (N, N + 1), row the dependent, column the head, column 0 the root.

    >>> tree(np.array([[0.0, -9, 5], [1.0, 2, -9]]))
    [1, -1]
    """
    count = len(scores)
    known = scores.astype(np.float64, order="C")
    known.reshape(-1)[1 :: count + 2] = IMPOSSIBLE  # of each word, itself
    rest = np.maximum.reduce(known[:, 1:], axis=1) if count > 1 else np.zeros(1)
    root = int((known[:, 0] - rest).argmax())
    heads: list[int] = known[:, 1:].argmax(axis=1).tolist()
    heads[root] = -1
    return _arborescence(known[:, 1:], root) if _cycle(heads) else heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """Return the words of one cycle, or nothing."""
    seen_from = [-1] * len(heads)  # from which word the walk upwards first came by
    for word in range(len(heads)):
        current = word
        while current >= 0 and seen_from[current] < 0:
            seen_from[current] = word
            current = heads[current]
        if current >= 0 and seen_from[current] == word:
            cycle = [current]
            while (above := heads[cycle[-1]]) != current:
                cycle.append(above)
            return cycle
    return []


def _arborescence(scores: NDArray[np.float64], root: int) -> list[int]:
    """Return the heads of the best tree under ``root``; scores (N, N), row the dependent."""
    heads = scores.argmax(axis=1)
    heads[root] = -1
    cycle = _cycle(heads.tolist())
    if not cycle:
        return [int(head) for head in heads]
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    contracted = np.full((len(outside) + 1, len(outside) + 1), IMPOSSIBLE)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    kept = scores[members, heads[members]]
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    contracted[-1, :-1] = entering.max(axis=0)
    entry = members[entering.argmax(axis=0)]
    leaving = scores[np.ix_(outside, members)]
    contracted[:-1, -1] = leaving.max(axis=1)
    exit_ = members[leaving.argmax(axis=1)]
    solved = _arborescence(contracted, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for index, word in enumerate(outside):
        head = solved[index]
        result[word] = -1 if head < 0 else exit_[index] if head == len(outside) else outside[head]
    entered = solved[-1]
    result[entry[entered]] = outside[entered]
    return [int(head) for head in result]


def bio_transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """Return (T + 1, T) scores, 0 or impossible, of one tag after another; the last row is the start.

    >>> bio_transitions(["O", "B-ORG", "I-ORG"])[:, 2].tolist() == [IMPOSSIBLE, 0.0, 0.0, IMPOSSIBLE]
    True
    """
    table = np.zeros((len(tags) + 1, len(tags)), dtype=np.float32)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate([*tags, "O"]):
                if before == "O" or before[2:] != tag[2:]:
                    table[row, column] = IMPOSSIBLE
    return table


def viterbi(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> list[int]:
    """Return the best tag sequence (Viterbi 1967): the best tag of each word, where those may follow each other.

    Arguments:
        scores: (N, T), log-probabilities but for a constant of each word.
        transitions: (T + 1, T), 0 or less, the last row for the first word.
    """
    if not len(scores):
        return []
    alone = scores.argmax(axis=1)
    before = np.concatenate([_NOTHING, alone[:-1]])
    if not transitions[before, alone].any():
        return alone.tolist()  # type: ignore[no-any-return]  # numpy types no depth
    total = scores[0] + transitions[-1]
    back = []
    for row in scores[1:]:
        paths = total[:, None] + transitions[:-1]
        best = paths.argmax(axis=0)
        back.append(best)
        total = paths[best, np.arange(len(best))] + row
    path = [int(total.argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


def paths(scores: NDArray[np.float32], transitions: NDArray[np.float32], starts: NDArray[np.bool_]) -> list[int]:
    """Return the best tags of sequences one after the other, which begin at the first row and where ``starts`` says.

    Arguments:
        scores: (N, T), as of one sequence.
        transitions: (T + 1, T), as of one sequence.
        starts: (N,).

    >>> table = bio_transitions(["O", "B-ORG", "I-ORG"])
    >>> scores = np.array([[0, 2, 1], [1, 0, 2], [1, 0, 2]], dtype=np.float32)
    >>> paths(scores, table, np.array([True, False, False])), paths(scores, table, np.array([True, True, False]))
    ([1, 2, 2], [1, 0, 0])
    """
    alone = scores.argmax(axis=1)
    before = np.concatenate([_NOTHING, alone[:-1]])
    before[starts] = -1
    best: list[int] = alone.tolist()
    wrong = transitions[before, alone] < 0
    if wrong.any():
        edges = [*({0} | {*np.flatnonzero(starts).tolist()}), len(best)]
        for start, end in pairwise(sorted(edges)):
            if wrong[start:end].any():
                best[start:end] = viterbi(scores[start:end], transitions)
    return best


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the spans of a BIO sequence as (start, end, kind); a stray I begins a span.

    >>> spans(["B-ORG", "I-ORG", "O", "I-LOC"])
    [(0, 2, 'ORG'), (3, 4, 'LOC')]
    """
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if tag == "O" and not kind:  # as of most words
            continue
        continues = tag.startswith("I-") and tag[2:] == kind
        if kind and not continues:
            found.append((start, index, kind))
            kind = ""
        if tag != "O" and not continues:
            start, kind = index, tag[2:]
    return found
