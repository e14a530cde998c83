"""Noun chunks over Universal Dependencies; spaCy's own for English expects other labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "flat",
        "case",
        "det:predet",
        "nmod:desc",
        "goeswith",
        "advmod",
        "punct",
    }
)
NOT_HEADS = frozenset({"compound", "flat", "nmod:poss", "goeswith", "fixed", "nmod:desc"})


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Yield base noun phrases as (start, end, label): the head with what stands before it and names' later words.

    Raises:
        ValueError: the document has no dependency parse.
    """
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError("noun chunks need a dependency parse: run the whole pipeline")
    label = doc.vocab.strings.add("NP")
    reached = -1
    for token in doclike:
        if token.pos_ not in NOMINAL or token.dep_ in NOT_HEADS:
            continue
        start, end = _left(token), _right(token)
        if start > reached:
            yield start, end + 1, label
            reached = end


def _left(head: Token) -> int:
    start = head.i
    for child in sorted(head.lefts, key=lambda child: -child.i):
        if child.dep_ not in INSIDE or child.dep_ == "case" or child.right_edge.i != start - 1:
            break
        if child.dep_ in {"advmod", "punct"} and child.i == child.doc[child.left_edge.i].i == start:
            break
        start = child.left_edge.i
    return start


def _right(head: Token) -> int:
    end = head.i
    for child in head.rights:
        if child.dep_ not in {"flat", "goeswith"} or child.left_edge.i != end + 1:
            break
        end = child.right_edge.i
    return end
