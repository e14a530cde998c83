"""Triples of N-Quads are counted once each, wherever the pieces that they come in are cut."""

from __future__ import annotations

from itertools import pairwise

from evigraph.export.ntriples import triples_in
from hypothesis import given
from hypothesis import strategies as st

SAID = b'<a:s> <a:p> "x" .\n'
DERIVED = b'<a:s> <a:p> "x" <a:graph/inferred> .\n'
LINES = (SAID, DERIVED, b'<a:s> <a:p> "y" .\n', b'<b:s> <a:p> "y" <a:graph/inferred> .\n', b'<b:s> <a:p> "z" <a:g> .\n')


@given(st.lists(st.sampled_from(LINES)), st.lists(st.integers(1, 60)))
def test_a_derived_triple_that_is_said_counts_once(lines: list[bytes], lengths: list[int]) -> None:
    """Only one that comes right after the same triple said is no other one."""
    data, at, pieces = b"".join(lines), 0, []
    for length in lengths:
        pieces.append(data[at : at + length])
        at += length
    pieces = [piece for piece in (*pieces, data[at:]) if piece]
    twice = sum(found == DERIVED and before == SAID for before, found in pairwise(lines))
    assert triples_in(pieces) == len(lines) - twice
