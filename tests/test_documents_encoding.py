"""Bytes become text whole, or are refused with the place that does not."""

from __future__ import annotations

import codecs

import pytest
from evigraph.errors import DocumentError
from evigraph.extract.formats.encoding import decode
from hypothesis import given
from hypothesis import strategies as st

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(_WORDS)
def test_utf8_is_read_back_exactly(text):
    """UTF-8 needs no guess and changes no character."""
    decoded = decode(text.encode(), "a.txt")
    assert (decoded.text, decoded.guessed) == (text.removeprefix("\ufeff"), False)


@given(_WORDS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_names_the_encoding(text, encoding):
    """A marked file is read as its mark says, and the mark is no part of the text."""
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("café à la crème, un texte français", "cp1252"),
        ("“Alibaba” was founded in Hangzhou — it’s big.", "cp1252"),
        ("Müller founded the firm in Köln.", "latin-1"),
        ("Привет мир, это текст на русском языке", "cp1251"),
        ("阿里巴巴成立于杭州，是一家大公司。", "gb18030"),
        ("Zażółć gęślą jaźń to jest tekst", "cp1250"),
        ("plain words without a mark", "utf-16-le"),
        ("plain words without a mark", "utf-16-be"),
    ],
)
def test_legacy_encodings_are_guessed_and_said(text, encoding):
    """A file that is no UTF-8 is read by a guess, and the guess is noted."""
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.guessed
    assert decoded.encoding in decoded.notes[0]


def test_line_ends_are_kept():
    """CRLF stays two characters, so that offsets hold in the decoded file."""
    assert decode(b"one\r\ntwo\rthree\n", "a.txt").text == "one\r\ntwo\rthree\n"


def test_damaged_utf8_names_the_byte_and_the_line():
    """UTF-8 with one bad byte is not taken for a legacy encoding."""
    data = "Köln, München, Düsseldorf,\nWürzburg: ".encode() + b"\xff" + "schön".encode()
    with pytest.raises(DocumentError, match=r"a\.txt: damaged UTF-8: byte 41, line 2"):
        decode(data, "a.txt")


def test_a_mark_that_lies_is_refused():
    """A file that claims UTF-16 and is not is refused, not half read."""
    with pytest.raises(DocumentError, match="damaged UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"odd", "a.txt")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 256)) * 4, b"\0" * 100])
def test_binary_data_is_refused(data):
    """NULs and control characters tell binary data from text."""
    with pytest.raises(DocumentError, match="binary data"):
        decode(data, "a.txt")


def test_guessing_looks_at_a_sample_only():
    """A legacy file of many megabytes is decoded whole though only a sample of it is guessed from."""
    text = "plain words\n" * 100_000 + "un café à la crème\n" * 10_000
    assert decode(text.encode("cp1252"), "a.txt").text == text
