"""Seams: wherever the windows of the encoder end, before, in or after a sentence, what it says is found."""

from __future__ import annotations

import re
from itertools import cycle

import pytest
from evigraph.extract import encoder
from evigraph.extract.encoder import CONTEXT_WORDS, LONGEST_WORDS, WINDOW_WORDS
from evigraph.graph.model import Document, Reading, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PLANTED = "Alibaba Group was founded in Hangzhou"
SIZE = len(PLANTED.split())
LEAST = 4  # words of the shortest filler
CLAUSES = (
    "the river froze early that winter", "nobody came to the market", "our neighbour sold two cows and a cart",
    "rain fell on the hills for nine days", "the old kettle began to sing", "most children walked to school",
    "a painter looked for brighter colours", "bread was cheap", "the captain told long stories about whales",
    "some farmers mended their fences with wire", "her aunt kept bees behind the house", "ice covered the windows",
    "a small dog slept near the stove", "the mill stood still", "letters took a month to arrive",
    "he played cards with the baker every evening", "strangers asked for water and were given soup",
    "the garden grew wild", "they burned what they could find", "an engine broke down at the crossing",
    "spring seemed very far away", "our teacher read aloud from a thick book", "snow hid the road",
    "the clock in the tower struck thirteen", "two sisters danced", "wolves were heard beyond the frozen lake",
)  # fmt: skip
slowly = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def filler(words: int, end: str) -> str:
    """Make clauses of exactly so many words, each ``end`` one too; what is too short for a clause is said at length."""
    made: list[str] = []
    for clause in cycle(CLAUSES):
        left = words - sum(len(each.split()) + 1 for each in made)
        size = len(clause.split()) + 1
        if left < size + LEAST:
            return f"{end} ".join([*made, f"it was {'very ' * (left - LEAST)}cold"]) + end
        made.append(clause)
    raise AssertionError


def prose(words: int) -> str:
    """Make sentences of so many words and stops in all."""
    return re.sub(r"(?:^|(?<=\. ))\w", lambda first: first.group().upper(), filler(words, "."))


def endless(words: int) -> str:
    """Make one sentence of so many words and semicolons, without an end."""
    return filler(words, ";")


def plants(text: str) -> set[int]:
    """Return where the planted claim begins in a text, each time."""
    return {start for start in range(len(text)) if text.startswith(PLANTED, start)}


def found(reading: Reading) -> set[int]:
    """Return where a claim of Alibaba Group and Hangzhou begins that has the offsets of a planted one."""
    mentions = {mention.id: mention for mention in reading.mentions}
    starts = set()
    for claim in reading.claims:
        target = None if isinstance(claim.object, Value) else mentions[claim.object]
        start = mentions[claim.subject].start
        text = reading.document.text[start : start + len(PLANTED)]
        if target and text == PLANTED and (target.text, target.end) == ("Hangzhou", start + len(PLANTED)):
            assert claim.start <= start < target.end <= claim.end
            starts.add(start)
    return starts


def read(reader, text: str) -> Reading:
    """Read a text."""
    reading = reader.read(Document.of(text, source="seams"))
    assert all(text[mention.start : mention.end] == mention.text for mention in reading.mentions)
    return reading


@pytest.mark.parametrize("before", range(WINDOW_WORDS - SIZE - 2, WINDOW_WORDS + 3))
def test_a_sentence_at_the_end_of_a_window(reader, before):
    """A sentence that ends before, at or after the end of the first window is found, as is the same one after it."""
    text = f"{prose(before)} {PLANTED}. {prose(30)} {PLANTED}."
    assert found(read(reader, text)) == plants(text)


@pytest.mark.parametrize("before", range(WINDOW_WORDS - SIZE - 2, WINDOW_WORDS + 3, 2))
def test_a_sentence_without_stops_around_it(reader, before):
    """Where no sentence surely ends, for want of stops, the window is cut where the network sees one begin."""
    text = f"{prose(before).replace('.', '')} {PLANTED} {prose(40).replace('.', '')}"
    assert found(read(reader, text)) == plants(text)


@pytest.mark.parametrize("before", range(LONGEST_WORDS - CONTEXT_WORDS + 1, LONGEST_WORDS + 3, 3))
def test_a_clause_of_a_sentence_longer_than_a_window(reader, before):
    """A sentence that no window holds is cut between its clauses, not through one."""
    text = f"{endless(before)} {PLANTED}; {endless(60)} it ended."
    assert found(read(reader, text)) == plants(text)


@slowly
@given(st.lists(st.integers(LEAST, 40), min_size=3, max_size=12), st.sampled_from([" ", "\n\n"]))
def test_claims_anywhere(reader, lengths, join):
    """However much stands between them, all planted sentences are found."""
    text = join.join(f"{prose(length)} {PLANTED}." for length in lengths)
    assert found(read(reader, text)) == plants(text)


@pytest.mark.parametrize("size", [16, 24, 40])
def test_small_windows_lose_nothing(reader, monkeypatch, size):
    """A text read in many small windows holds the claims that it holds in one."""
    text = " ".join(f"{prose(length)} {PLANTED}." for length in (5, 7, 10, 14, 19))
    whole = found(read(reader, text))
    monkeypatch.setattr(encoder, "WINDOW_WORDS", size)
    assert found(read(reader, text)) == whole == plants(text)
