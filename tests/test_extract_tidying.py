"""Names cut to whole names."""

from __future__ import annotations

import pytest
from evigraph.extract.claims.draft import NamedSpan
from evigraph.extract.claims.tree import Sentence, Word
from evigraph.extract.tidying import tidy


def sentence(tagged: str) -> Sentence:
    """Make a flat sentence of words written as word/POS."""
    words: list[Word] = []
    start = 0
    for index, (text, _, pos) in enumerate(part.rpartition("/") for part in tagged.split()):
        words.append(Word(index, text, text.lower(), "", pos, -1, "root", start, start + len(text)))
        start += len(text) + 1
    return Sentence(tuple(words), 0, start - 1, " ".join(word.text for word in words))


def names(tagged: str, marked: str, *, heading: bool = False) -> list[str]:
    """Return what tidying leaves of one name of a sentence."""
    home = sentence(tagged)
    start = home.text.index(marked)
    found = tidy(
        [NamedSpan(start, start + len(marked), "Organization")], [] if heading else [home], [home] if heading else []
    )
    return [home.quote(name.start, name.end) for name in found]


@pytest.mark.parametrize(
    ("tagged", "marked", "left"),
    [
        ("Renault/PROPN and/CCONJ others/NOUN", "Renault and", ["Renault"]),
        ("Museum/PROPN for/ADP Art/PROPN", "Museum for", ["Museum"]),
        ("Bell/PROPN Labs/PROPN ,/PUNCT", "Bell Labs ,", ["Bell Labs"]),
        ("left/VERB the/DET Netherlands/PROPN", "the Netherlands", ["Netherlands"]),
        ("The/DET Hague/PROPN", "The Hague", ["The Hague"]),
        ("Yahoo/PROPN !/PUNCT", "Yahoo !", ["Yahoo !"]),
        ("by/ADP the/DET sea/NOUN", "the", []),
        ("Tate/PROPN", "Tate", ["Tate"]),
    ],
)
def test_loose_words_go(tagged: str, marked: str, left: list[str]) -> None:
    """A name neither ends in "and" nor begins with a small "the", and is none of only such words."""
    assert names(tagged, marked) == left


@pytest.mark.parametrize(
    ("tagged", "left"),
    [
        ("Ford/PROPN 's/PART Long/ADJ Road/NOUN Home/NOUN", []),
        ("Bank/PROPN of/ADP England/PROPN", ["Bank of England"]),
        ("Opportunities/NOUN", []),
        ("AI/NOUN", ["AI"]),
    ],
)
def test_headings_are_no_names(tagged: str, left: list[str]) -> None:
    """A whole long heading names nothing, nor does a plain word with a heading's capital."""
    assert names(tagged, sentence(tagged).text, heading=True) == left


def test_running_text_keeps_its_names() -> None:
    """What would be no name as a heading may be one in a sentence."""
    assert names("Opportunities/NOUN grow/VERB", "Opportunities") == ["Opportunities"]


def test_a_name_outside_every_sentence_is_kept() -> None:
    """A name that no sentence holds stays as it is."""
    assert tidy([NamedSpan(5, 9, "Place")], [], []) == (NamedSpan(5, 9, "Place"),)
