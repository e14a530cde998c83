"""Morphology: what tags, words and trees say of number, person, tense, case and voice, as UD writes it."""

from __future__ import annotations

import pytest
from evigraph.extract.morphology import BY_BOTH, BY_TAG, BY_WORD, Tree, features
from evigraph.extract.pipeline import load
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

KINDS = ("NOUN", "VERB", "AUX", "PRON", "DET", "NUM", "ADJ", "X")
TAGS = ("NN", "VB", "VBP", "VBD", "VBN", "VBG", "VBZ", "PRP", "DT", "CD", "JJ", "WDT", "??")
RELS = ("root", "nsubj", "nsubj:pass", "conj", "acl:relcl", "aux", "aux:pass", "cop", "obj", "xcomp", "dep")


@pytest.fixture(scope="module")
def nlp():
    """Load the pipeline."""
    return load()


def of(nlp, text: str, word: str) -> dict[str, str]:
    """Return the features of the first such word of a text."""
    return next(token.morph.to_dict() for token in nlp(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Alibaba hires top talents.", "talents", {"Number": "Plur"}),
        ("Alibaba hires top talents.", "hires", {"Tense": "Pres", "Person": "3", "Number": "Sing", "VerbForm": "Fin"}),
        ("They were founded in Hangzhou.", "were", {"Tense": "Past", "Person": "3", "Number": "Plur"}),
        ("They were founded in Hangzhou.", "founded", {"VerbForm": "Part", "Voice": "Pass"}),
        ("She has founded a company.", "founded", {"VerbForm": "Part", "Tense": "Past"}),
        ("I have a plan.", "have", {"Person": "1", "Number": "Sing", "Mood": "Ind"}),
        ("It was said that he saw it.", "It", {"Case": "Nom", "Gender": "Neut"}),
        ("He saw it.", "it", {"Case": "Acc", "Gender": "Neut"}),
        ("Read the book.", "Read", {"Mood": "Imp"}),
        ("He wants to read the book.", "read", {"VerbForm": "Inf"}),
        ("He began a larger firm.", "larger", {"Degree": "Cmp"}),
        ("He sold two firms in 1999.", "two", {"NumForm": "Word", "NumType": "Card"}),
        ("He sold two firms in 1999.", "1999", {"NumForm": "Digit", "NumType": "Card"}),
        ("He sold these firms.", "these", {"PronType": "Dem", "Number": "Plur"}),
    ],
)
def test_words_have_their_features(nlp, text, word, expected):
    """The pipeline sets the features that tag, word and tree show."""
    assert expected.items() <= of(nlp, text, word).items()


def test_the_perfect_is_not_passive(nlp):
    """A participle after "have" has no voice."""
    assert "Voice" not in of(nlp, "She has founded a company.", "founded")


def test_morphology_is_complete_and_declared(nlp):
    """Every token has been set, white space too, and the component says so."""
    doc = nlp("They  left.\n\n\tShe stayed.")
    assert doc.has_annotation("MORPH", require_complete=True)
    assert "token.morph" in nlp.get_pipe_meta("evigraph_syntax").assigns


def test_morphology_can_be_saved(nlp):
    """Features survive spaCy's own format."""
    doc = nlp("They were founded in Hangzhou.")
    (again,) = DocBin(["MORPH"], docs=[doc]).get_docs(nlp.vocab)
    assert [str(token.morph) for token in again] == [str(token.morph) for token in doc]


@pytest.mark.parametrize("table", [BY_WORD, BY_BOTH, BY_TAG])
def test_tables_are_as_ud_writes(table):
    """Features are named once each and in alphabetic order, whatever their case."""
    for written in table.values():
        names = [pair.partition("=")[0] for pair in written.split("|")]
        assert names == sorted(set(names), key=str.casefold)


@given(st.data())
def test_any_tree_has_features(data):
    """However odd tags and relations are together, each word of a tree gets features as UD writes them."""
    size = data.draw(st.integers(0, 8))
    rows = [data.draw(st.tuples(*map(st.sampled_from, (KINDS, TAGS, RELS)))) for _ in range(size)]
    heads = [data.draw(st.integers(-1, place - 1)) for place in range(size)]
    words = data.draw(st.lists(st.sampled_from(["it", "was", "2", "am", "IV", "the"]), min_size=size, max_size=size))
    kinds, tags, rels = ([row[column] for row in rows] for column in range(3))
    found = features(Tree(words, kinds, tags, heads, rels))
    assert len(found) == size
    assert all(each == "_" or all(pair.count("=") == 1 for pair in each.split("|")) for each in found)
