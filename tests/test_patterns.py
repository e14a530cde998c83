"""No pattern of the package takes longer by the character the longer a text is, whoever wrote that text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from patterns import CHEAP, DEAR, patterns, pumps, spent, uses

PATTERNS = patterns()
# These grow with the square, and what they are given is short.
BOUNDED = {
    "export.rdfxml._LOCAL": "the IRI of a predicate, which is a slug of ours and a hash",
    "graph.profiles._WORD_AT_END": "60 characters before a name",
    "graph.profiles._APPOSED": "60 characters after a name",
}
SHORT, LONG = 512, 2048
SIZES = (*range(16, 36, 2), 48, 64, 256, LONG)  # step by step: what doubles with every character would not end at once


def test_the_patterns_are_found():
    """The rules below would hold of nothing at all."""
    assert len(PATTERNS) > 150
    assert set(BOUNDED) <= set(PATTERNS)
    assert {place.partition(".")[0] for place in PATTERNS} >= {"extract", "graph", "export", "query"}


@pytest.mark.parametrize(("pattern", "slow"), [(r"(?:a+)+b", True), (r"\s*,?\s*x", True), (r"\s*+,?\s*+x", False)])
def test_slow_patterns_are_told_from_fast_ones(pattern, slow):
    """The measure finds what grows without bounds and passes what does not."""
    assert any(True for _ in _slow(re.compile(pattern), {"match"})) is slow


@pytest.mark.parametrize("place", [place for place in PATTERNS if place not in BOUNDED])
def test_time_grows_with_the_length_only(place):
    """What a pattern repeats, repeated four times as often, takes four times as long and not sixteen."""
    assert list(_slow(PATTERNS[place], uses(place))) == []


def _slow(pattern: re.Pattern, methods: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the strings that a pattern is slow on each time: a busy machine makes any slow once."""
    strings = [(unit, end) for unit in pumps(pattern) for end in ("", "!")]
    return ((unit, end) for unit, end in strings if all(_is_slow(pattern, methods, unit, end) for _ in range(4)))


def _is_slow(pattern: re.Pattern, methods: set[str], unit: str, end: str) -> bool:
    taken = 0.0
    for size in SIZES:
        taken = spent(pattern, methods, _pumped(unit, end, size))
        if taken > DEAR:
            return True
    return taken > CHEAP and taken > 8 * spent(pattern, methods, _pumped(unit, end, SHORT))


def _pumped(unit: str, end: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size] + end
