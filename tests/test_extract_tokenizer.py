"""Words are cut as the Universal Dependencies English treebanks cut them, and no offset is ever off."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from evigraph.extract.tokenizer import create_tokenizer
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

TEXTS = st.text(st.sampled_from("aAz '’-–./,!?*=#$%@0123 \n\t\r🙂é杭州…\u2028\u200d"), max_size=60) | st.text(
    max_size=40
)


@cache
def tokenizer():
    """Make the tokenizer once."""
    return create_tokenizer()(spacy.blank("en"))


def words(text: str) -> list[str]:
    """Cut a text."""
    return [token.text for token in tokenizer()(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alibaba's founder", "Alibaba |'s| founder"),
        ("the employers’ offers", "the employers| ’| offers"),
        ("They don't and can't.", "They do|n't and ca|n't|."),
        ("We cannot go", "We can|not go"),
        ("e-commerce and co-founder", "e-commerce and co-founder"),
        ("Non-profit ex-president", "Non-profit ex-president"),
        ("a US-based, state-of-the-art lab", "a US|-|based|, state|-|of|-|the|-|art lab"),
        ("2019-2020", "2019|-|2020"),
        ("wait!!! ====", "wait|!!! ===="),
        ("the U.S. market", "the U.S. market"),
        ("Alibaba Group Holding Ltd. grew.", "Alibaba Group Holding Ltd. grew|."),
        ("$1.5 billion (5%)", "$|1.5 billion (|5|%|)"),
        ("and/or", "and|/|or"),
        ("see https://example.org/a-b?c=d now", "see https://example.org/a-b?c=d now"),
        ('"Yes," he said.', '"|Yes|,|" he said|.'),
    ],
)
def test_words_are_those_of_the_treebanks(text, expected):
    """Clitics, hyphens, prefixes that do not stand alone, runs of symbols and abbreviations follow UD English."""
    assert words(text) == [word for part in expected.split(" ") for word in part.split("|") if word]


@given(TEXTS)
def test_words_and_spaces_join_to_the_text(text):
    """Nothing is dropped, added or normalised: the tokens with what follows them are the text."""
    assert "".join(token.text_with_ws for token in tokenizer()(text)) == text


@given(TEXTS)
def test_offsets_are_exact(text):
    """A word stands in the text where its offset says."""
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in tokenizer()(text))


def test_the_tokenizer_is_registered():
    """A spaCy configuration can name the tokenizer."""
    tokenizer = spacy.registry.tokenizers.get("evigraph.Tokenizer.v1")()(spacy.blank("en"))
    assert [word.text for word in tokenizer("e-mail!!!")] == ["e-mail", "!!!"]


@given(TEXTS)
def test_each_stretch_is_cut_for_itself(text):
    """What stands around a stretch without white space does not change how it is cut."""
    alone = [word for stretch in text.split() for word in words(stretch)]
    assert [word for word in words(text) if not word.isspace()] == alone


@given(TEXTS)
def test_what_was_cut_before_changes_nothing(text):
    """A text is cut, and its words are told to be normally written, the same the first time and the second."""
    fresh = create_tokenizer()(spacy.blank("en"))
    first, second = ([(word.text, word.norm_) for word in fresh(text)] for _ in range(2))
    assert first == second


def test_normal_forms_of_clitics_are_told():
    """As with spaCy's own tokenizer, "n't" is normally written "not", and an abbreviation written out."""
    assert [word.norm_ for word in tokenizer()("We can't, Mr. Ma")] == ["we", "can", "not", ",", "mr.", "ma"]


def test_a_special_case_holds_for_words_cut_before():
    """A user's own rule is followed at once."""
    own = create_tokenizer()(spacy.blank("en"))
    assert len(own("lemme see")) == 2
    own.add_special_case("lemme", [{"ORTH": "lem"}, {"ORTH": "me"}])
    assert [word.text for word in own("lemme see")] == ["lem", "me", "see"]


def test_a_new_pattern_holds_for_words_cut_before():
    """A user's own pattern is followed at once."""
    own = create_tokenizer()(spacy.blank("en"))
    assert len(own("well-known")) == 3
    own.infix_finditer = None
    assert len(own("well-known")) == 1


@given(TEXTS)
def test_words_by_themselves_are_those_of_the_document(text):
    """Words and where they start are the same without a document, which has white space as well."""
    tokens = [token for token in tokenizer()(text) if not token.is_space]
    assert tokenizer().words(text) == ([token.text for token in tokens], [token.idx for token in tokens])


@given(TEXTS | st.sampled_from(["cannot", "gonna", "Ill", "dont", "pm", "Straße", "ÉCOLE", "杭州", "ﬁve", "µ", "ªº"]))
def test_words_of_letters_are_cut_as_spacy_cuts_them(text):
    """That few words need spaCy's tokenizer changes neither words nor how they are normally written."""
    own = tokenizer()
    plain = Tokenizer(
        own.vocab, own.rules, own.prefix_search, own.suffix_search, own.infix_finditer, own.token_match, own.url_match
    )
    for stretch in text.split():
        assert [(word.text, word.norm_) for word in own(stretch)] == [(w.text, w.norm_) for w in plain(stretch)]
