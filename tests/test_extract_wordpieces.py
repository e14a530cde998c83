"""What the encoder sees of a word: pieces, shape and the space before it."""

from __future__ import annotations

import pytest
from evigraph.errors import ModelError
from evigraph.extract.wordpieces import BLOCK, NO_SPACE, PIECES_PER_WORD, SHAPES, SPACE, WordPieces, shape
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(min_size=1, max_size=30)
PIECES = WordPieces()


@given(WORDS)
def test_every_word_has_a_shape(word):
    """There is a shape for anything that can be written."""
    assert 0 <= shape(word) < len(SHAPES)


@given(WORDS)
def test_every_word_has_pieces_and_not_too_many(word):
    """A word of any script, a control character or an emoji, is one piece at least and a few at most."""
    assert 1 <= len(PIECES.of_word(word)) <= PIECES_PER_WORD


def test_case_is_left_to_the_shape():
    """The encoder is uncased: only the shape tells "US" from "us"."""
    assert PIECES.of_word("US") == PIECES.of_word("us")
    assert shape("US") != shape("us")


def test_a_long_word_keeps_its_two_ends():
    """Of a word of many pieces the first and the last ones are seen."""
    whole = PIECES.of_word("https://example.org/")
    longer = PIECES.of_word("https://example.org/a/very/long/way/to/index.html")
    assert len(longer) == PIECES_PER_WORD
    assert longer[: PIECES_PER_WORD // 2] == whole[: PIECES_PER_WORD // 2]


def test_a_word_of_a_hundred_thousand_letters_is_one_unknown_piece():
    """A word no vocabulary can spell costs one piece, not the window."""
    assert len(PIECES.of_word("a" * 100_000)) == 1


@given(st.lists(st.tuples(WORDS, st.sampled_from([NO_SPACE, SPACE, BLOCK])), max_size=12))
def test_a_window_is_rectangular(rows):
    """Every piece has an id, a shape, a mark of whether it begins a word, and the space before its word."""
    window = PIECES.encode([word for word, _ in rows], [space for _, space in rows])
    size = 2 + sum(len(PIECES.of_word(word)) for word, _ in rows)
    assert {len(column) for column in (window.ids, window.shapes, window.firsts, window.spaces)} == {size}
    assert window.firsts.sum() == len(rows) + 2


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_words_know_their_end_pieces(words):
    """The first and the last piece of each word are found in the window, in order and without a gap."""
    window = PIECES.encode(words, [SPACE] * len(words))
    found = [tuple(window.ids[a : b + 1]) for a, b in zip(window.word_first, window.word_last, strict=True)]
    assert found == [PIECES.of_word(word) for word in words]
    assert list(window.word_first[1:]) == [end + 1 for end in window.word_last[:-1]]


def test_a_vocabulary_without_the_special_pieces_is_refused(tmp_path):
    """A file that is no BERT vocabulary is an error that names the piece it lacks."""
    (tmp_path / "vocab.txt").write_text("[UNK]\nthe\n")
    with pytest.raises(ModelError, match="CLS"):
        WordPieces(tmp_path / "vocab.txt")
