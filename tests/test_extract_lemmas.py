"""Lemmas as the treebanks write them, and classes for the labels of any tagger."""

from __future__ import annotations

import pytest
from evigraph.extract.lemmas import lemma
from evigraph.extract.names import CLASSES, UNKNOWN, VALUES, class_of
from evigraph.graph.vocabulary import bundled
from hypothesis import given
from hypothesis import strategies as st

POS = st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "NUM", "PUNCT", "PART", "X"])
TAGS = st.sampled_from(["NN", "NNS", "NNP", "NNPS", "VBD", "VBZ", "VBN", "JJR", "RBS", "PRP", "CD", "."])


@pytest.mark.parametrize(
    ("word", "pos", "tag", "expected"),
    [
        ("founded", "VERB", "VBN", "found"),
        ("Recruiting", "VERB", "VBG", "recruit"),
        ("said", "VERB", "VBD", "say"),
        ("went", "VERB", "VBD", "go"),
        ("companies", "NOUN", "NNS", "company"),
        ("People", "NOUN", "NNS", "people"),
        ("better", "ADJ", "JJR", "good"),
        ("is", "AUX", "VBZ", "be"),
        ("'s", "AUX", "VBZ", "be"),
        ("'s", "PART", "POS", "'s"),
        ("n't", "PART", "RB", "not"),
        ("wo", "AUX", "MD", "will"),
        ("them", "PRON", "PRP", "they"),
        ("her", "PRON", "PRP$", "her"),
        ("An", "DET", "DT", "a"),
        ("was", "AUX", "VBD", "be"),
        ("AM", "NOUN", "NN", "a.m."),
        ("nt", "PART", "RB", "not"),
        ("most", "ADV", "RBS", "most"),
        ("Chinese", "ADJ", "JJ", "Chinese"),
        ("Large", "ADJ", "JJ", "large"),
        ("New", "ADJ", "NNP", "New"),
        ("Emirates", "PROPN", "NNPS", "Emirate"),
        ("Alibaba", "PROPN", "NNP", "Alibaba"),
        ("US", "PROPN", "NNP", "US"),
        ("1,000", "NUM", "CD", "1,000"),
    ],
)
def test_lemmas(word, pos, tag, expected):
    """Inflected words have their dictionary form, names and peoples stay as they are, clitics are spelt out."""
    assert lemma(word, pos, tag) == expected


@given(st.text(min_size=1, max_size=20), POS, TAGS)
def test_every_word_has_a_lemma(word, pos, tag):
    """Whatever a tagger says of whatever word, the lemma is not empty."""
    assert lemma(word, pos, tag)


@pytest.mark.parametrize(("label", "expected"), [("ORG", "Organization"), ("GPE", "Place"), ("PERSON", "Person")])
def test_labels_of_any_tagger_have_classes(label, expected):
    """The labels of the bundled reader, of OntoNotes and of CoNLL name classes of the vocabulary."""
    assert class_of(label) == expected


@pytest.mark.parametrize("label", ["SPACESHIP", "", "org", "组织"])
def test_an_unknown_label_is_a_thing(label):
    """What a label means is not guessed."""
    assert class_of(label) == UNKNOWN


def test_every_class_is_in_the_vocabulary():
    """A mention's type can be written in RDF, unless it is that of a value, which is none of its own."""
    assert set(CLASSES.values()) - VALUES <= set(bundled().classes)
