"""Trees and tag sequences: always well-formed, and the best there are."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from evigraph.extract.decode import bio_transitions, spans, tree, viterbi
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

TAGS = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
SCORES = st.floats(-20, 20, width=32)


def square(most: int) -> st.SearchStrategy[np.ndarray]:
    """Draw arc scores of up to so many words."""
    return st.integers(1, most).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=SCORES))


def is_tree(heads) -> bool:
    """Tell whether heads form one tree under one root."""
    if [head < 0 for head in heads].count(True) != 1:
        return False
    for word in range(len(heads)):
        seen, above = set(), word
        while above >= 0:
            if above in seen:
                return False
            seen.add(above)
            above = heads[above]
    return True


def weight(scores, heads) -> float:
    """Add up the scores of the arcs of a tree."""
    return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))


@given(square(12))
def test_heads_are_always_one_tree(scores):
    """Whatever the scores, there is one root and no cycle."""
    assert is_tree(tree(scores))


@given(square(4))
def test_the_tree_is_the_best_of_its_root(scores):
    """Among all trees with the same root none scores better."""
    found = tree(scores.astype(np.float64))
    others = [
        heads
        for heads in product(range(-1, len(scores)), repeat=len(scores))
        if is_tree(heads) and heads.index(-1) == found.index(-1)
    ]
    assert weight(scores, found) == pytest.approx(max(weight(scores, heads) for heads in others), abs=1e-3)


@given(square(8))
def test_a_tree_changes_nothing_it_is_given(scores):
    """The scores are left as they were."""
    before = scores.copy()
    tree(scores)
    assert np.array_equal(scores, before)


def test_a_cycle_is_broken_where_it_costs_least():
    """Two words that would rather hang on each other are parted at the better arc from outside."""
    scores = np.array([[0, -9, 9, 1], [1, 9, -9, 2], [8, 2, 8, -9]], dtype=np.float32)
    assert tree(scores) == [1, 2, -1]


def test_one_word_is_its_own_tree():
    """A sentence of a word has it as the root."""
    assert tree(np.array([[-5.0, 3.0]])) == [-1]


@given(st.integers(0, 7).flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=SCORES)))
def test_no_tag_follows_what_it_cannot_follow(scores):
    """An I comes only after a B or an I of its own kind, and never first."""
    path = [TAGS[index] for index in viterbi(scores, bio_transitions(TAGS))]
    for before, tag in zip(["O", *path], path, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]
    assert len(path) == len(scores)


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=SCORES)))
def test_viterbi_finds_the_best_sequence(scores):
    """No allowed sequence of tags scores better."""
    table = bio_transitions(TAGS)

    def score(path) -> float:
        steps = sum(table[before, tag] for before, tag in zip([-1, *path], path, strict=False))
        return float(steps + sum(scores[row, tag] for row, tag in enumerate(path)))

    best = max(score(path) for path in product(range(len(TAGS)), repeat=len(scores)))
    assert score(viterbi(scores, table)) == pytest.approx(best, abs=1e-3)


@given(st.lists(st.sampled_from(TAGS), max_size=20))
def test_spans_are_apart_and_in_order(tags):
    """Spans do not overlap, hold no O, and every other tag is in one."""
    found = spans(tags)
    inside = [index for start, end, _ in found for index in range(start, end)]
    assert inside == [index for index, tag in enumerate(tags) if tag != "O"]


def test_two_begins_are_two_spans():
    """A B ends the span before it, of the same kind or not."""
    assert spans(["B-ORG", "B-ORG", "I-LOC"]) == [(0, 1, "ORG"), (1, 2, "ORG"), (2, 3, "LOC")]
