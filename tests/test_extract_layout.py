"""Blocks and chunks: where a text starts anew, and how a long one is cut without losing a character."""

from __future__ import annotations

import pytest
from evigraph.extract.layout import WIDE_GAP, block_starts, chunks
from hypothesis import given
from hypothesis import strategies as st

LAID_OUT = st.text(st.sampled_from("ab A.,:-*1) \t\n\r\f\v\x85\u2028\u2029\xa0🙂"), max_size=80)
WRAPPED = "The company was established in the city of Hangzhou, and it has\nbeen growing ever since that day."


def blocks(text: str) -> list[str]:
    """Cut a text at its block starts."""
    starts = block_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@given(LAID_OUT)
def test_block_starts_ascend_from_zero(text):
    """Starts are sorted, each once, the first is 0 and none lies outside the text."""
    starts = block_starts(text)
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    assert starts[-1] <= max(0, len(text) - 1)


@given(LAID_OUT)
def test_a_block_begins_with_something_written(text):
    """No start after the first stands before white space."""
    assert not any(text[start].isspace() for start in block_starts(text)[1:])


@given(LAID_OUT)
def test_line_ends_of_any_system_mean_the_same(text):
    """A text has the same blocks with Windows line ends as with Unix ones."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert blocks(unix.replace("\n", "\r\n")) == [block.replace("\n", "\r\n") for block in blocks(unix)]


def test_a_hard_wrapped_line_goes_on():
    """A line an editor broke does not start a block."""
    assert blocks(WRAPPED) == [WRAPPED]


@pytest.mark.parametrize(
    "text",
    [
        "Alibaba\nTencent\nBaidu",
        "A heading\nIt begins here.",
        "One sentence stands here.\nAnother stands there.",
        "A paragraph.\n\nAnother.",
        "a line\n\nanother after a blank line",
        "a page\fanother page",
    ],
)
def test_separate_lines_are_separate_blocks(text):
    """Lists, headings, paragraphs and pages start anew."""
    assert blocks(text) == [line for line in text.replace("\f", "\n").split("\n") if line]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– ", "1. ", "12) ", "(3) ", "a) ", "+ "])
def test_a_bullet_starts_a_block(bullet):
    """A list item is a block, be it written in lower case after a full line."""
    items = ["the first of them is a line of an ordinary length, cut by no one", "second of them"]
    assert blocks("\n".join(bullet + item for item in items)) == [bullet + item for item in items]


def test_a_wide_gap_starts_a_block():
    """Columns that only blanks separate do not run into each other."""
    assert blocks("Alibaba" + " " * WIDE_GAP + "Hangzhou") == ["Alibaba", "Hangzhou"]
    assert blocks("Alibaba" + " " * (WIDE_GAP - 1) + "Hangzhou") == ["Alibaba" + " " * (WIDE_GAP - 1) + "Hangzhou"]


@given(LAID_OUT, st.integers(1, 40))
def test_chunks_join_to_the_text(text, limit):
    """Nothing is lost between chunks, and nothing is read twice."""
    parts = chunks(text, block_starts(text), limit)
    assert "".join(text[start:end] for start, end in parts) == text
    assert [end for _, end in parts[:-1]] == [start for start, _ in parts[1:]]


@given(LAID_OUT, st.integers(1, 40))
def test_a_chunk_is_longer_than_the_limit_only_without_white_space(text, limit):
    """What exceeds the limit could not be cut: its one white space is its last."""
    for start, end in chunks(text, block_starts(text), limit):
        if end - start > limit:
            assert not any(character.isspace() for character in text[start : end - 1].rstrip())


def test_chunks_end_with_blocks_where_they_can():
    """A paragraph is kept whole if it fits."""
    text = "One two three.\n\nFour five six.\n\nSeven eight."
    assert [text[start:end].strip() for start, end in chunks(text, block_starts(text), 20)] == text.split("\n\n")


def test_chunks_end_with_sentences_else():
    """A long paragraph is cut after a sentence."""
    text = "One two three. Four five six. Seven eight."
    assert [text[start:end].strip() for start, end in chunks(text, [0], 20)] == [
        "One two three.",
        "Four five six.",
        "Seven eight.",
    ]
