"""No pattern of the package takes longer by the character the longer a text is, whoever wrote that text."""

from __future__ import annotations

import re

import pytest
from patterns import ANCHORED, ANYWHERE, CHEAP, patterns, pumps, spent, uses

PATTERNS = patterns()
USES = uses()
SHORT, LONG = 512, 2048


def test_the_patterns_are_found():
    """The rules below would hold of nothing at all."""
    assert len(PATTERNS) > 150
    assert {place.partition(".")[0] for place in PATTERNS} >= {"extract", "graph", "export", "query"}


@pytest.mark.parametrize(("pattern", "slow"), [(r"(?:a+)+b", True), (r"\s*,?\s*x", True), (r"\s*+,?\s*+x", False)])
def test_slow_patterns_are_told_from_fast_ones(pattern, slow):
    """The measure finds what grows without bounds and passes what does not."""
    assert bool(_slow(re.compile(pattern), {"match"})) is slow


@pytest.mark.parametrize("place", PATTERNS)
def test_time_grows_with_the_length_only(place):
    """What a pattern repeats, repeated without an end, takes four times as long to refuse if it is four times as long."""
    name = place.rpartition(".")[2].partition("#")[0]
    assert _slow(PATTERNS[place], USES.get(name, {*ANCHORED, *ANYWHERE})) == []


def _slow(pattern: re.Pattern, methods: set[str]) -> list[tuple[str, str]]:
    """Return the strings that a pattern is slow on: each a unit to repeat and an end."""
    return [(unit, end) for unit in pumps(pattern) for end in ("", "!", "\n") if _is_slow(pattern, methods, unit, end)]


def _is_slow(pattern: re.Pattern, methods: set[str], unit: str, end: str) -> bool:
    size = 16
    while size < LONG:  # step by step, since what doubles with every character would never end at once
        size *= 2
        taken = spent(pattern, methods, _pumped(unit, end, size))
        if taken > 50 * CHEAP:
            return True
    return taken > CHEAP and taken > 8 * spent(pattern, methods, _pumped(unit, end, SHORT))


def _pumped(unit: str, end: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size] + end
