"""What is known of a thing: found as people name it, and shown with the sentences."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from evigraph.errors import UnknownEntityError
from evigraph.graph.model import Entity, EntityMention, Graph
from evigraph.query.explain import explain, path
from evigraph.query.find import find
from samples import ALIBABA, CHINA, DOCUMENTS, GRAPH, HANGZHOU, LAZADA


@pytest.mark.parametrize("name", ["Alibaba", "alibaba", "BABA", "baba", "阿里巴巴", " Alibaba's", ALIBABA.id])
def test_found_by_any_name(name):
    """Label, alias and id find the thing, in any case and with an article or a possessive."""
    assert find(GRAPH, name) == ALIBABA


def test_label_goes_before_alias():
    """A name that is the label of one thing and the alias of another means the first."""
    other = Entity("a-1", "Ali", "Person", aliases=("Alibaba",))
    assert find(Graph(entities=(other, ALIBABA)), "Alibaba") == ALIBABA


def test_exact_spelling_goes_first():
    """Case tells two things apart where the name is written as one of them is."""
    shouting, quiet = Entity("a", "APPLE", "Organization"), Entity("b", "apple", "Product")
    assert find(Graph(entities=(shouting, quiet)), "apple") == quiet


def test_most_mentioned_wins():
    """Of two things with the same name the one that is spoken of more is meant."""
    often = Entity("a", "Paris", "Place", mentions=(EntityMention("d", 0, 5, "Paris", "name"),))
    assert find(Graph(entities=(often, Entity("b", "Paris", "Person"))), "Paris") == often


@pytest.mark.parametrize(("name", "hint"), [("Alibaa", "did you mean Alibaba"), ("zzzz", "it knows of Alibaba")])
def test_unknown_names_get_a_hint(name, hint):
    """A name the graph does not hold is answered with close ones, or with some it does hold."""
    with pytest.raises(UnknownEntityError, match=hint):
        explain(GRAPH, name)


def test_unknown_name_in_an_empty_graph():
    """A graph of nothing says so."""
    with pytest.raises(UnknownEntityError, match="build it from some documents"):
        explain(Graph(), "Alibaba")


def test_both_directions():
    """Relations from and to a thing are told apart."""
    found = explain(GRAPH, "Lazada")
    assert found.outgoing == ()
    assert [(fact.subject, fact.predicate) for fact in found.incoming] == [
        ("Alibaba", "acquired"),
        ("Alibaba", "ownedBy"),
    ]


def test_sentences_are_exact():
    """Each sentence is the text of its document at its offsets."""
    texts = {document.id: document.text for document in DOCUMENTS}
    sentences = [sentence for fact in explain(GRAPH, "Alibaba").outgoing for sentence in fact.sentences]
    assert sentences
    assert all(texts[found.document][found.start : found.end] == found.text for found in sentences)


def test_assertions_come_first():
    """The sentence that asserts a fact stands before one that only allows it."""
    (fact,) = [fact for fact in explain(GRAPH, "Alibaba").outgoing if fact.predicate == "foundedIn"]
    assert [sentence.status for sentence in fact.sentences] == ["asserted", "possible"]


@pytest.mark.parametrize(
    "line",
    [
        "Alibaba (Organization), also BABA, 阿里巴巴",
        "Alibaba – foundedIn – Hangzhou",
        "Alibaba – leave – China [negated]",
        "Alibaba – acquired – Lazada [possible]",
        "Alibaba – marketValue – 0.50 亿",
        "    “It never left China.”",
        "    https://news.example/a b 16–60, asserted, 0.93, according to Joe Tsai, 2016 to 2018-12",
    ],
)
def test_text(line):
    """The text shows names, facts, what is not so, sentences, and where, how and by whom they are said."""
    assert line in str(explain(GRAPH, "Alibaba")).splitlines()


def test_text_steers_no_terminal():
    """A label cannot clear the screen."""
    assert "\x1b" not in str(explain(Graph(entities=(Entity("x", "x\x1b[2J", "Thing"),)), "x"))


def test_explanations_are_plain_data():
    """An explanation can be written as JSON."""
    assert json.loads(json.dumps(asdict(explain(GRAPH, "Alibaba"))))["entity"]["label"] == "Alibaba"


def test_path_goes_either_way():
    """Two things that a third leads to are connected through it, each hop with its sentence."""
    found = path(GRAPH, "Lazada", "Hangzhou")
    assert (found.start, found.end) == (LAZADA, HANGZHOU)
    assert [(hop.subject, hop.predicate, hop.object) for hop in found.hops] == [
        ("Alibaba", "ownedBy", "Lazada"),
        ("Alibaba", "foundedIn", "Hangzhou"),
    ]
    assert all(hop.sentences for hop in found.hops)


def test_path_uses_what_is_asserted():
    """What is denied connects nothing."""
    found = path(GRAPH, "Alibaba", "China")
    assert found.end == CHINA
    assert found.hops == ()
    assert str(found) == "Nothing that is asserted connects Alibaba and China."


def test_path_to_itself():
    """A thing is connected to itself without any hop."""
    assert str(path(GRAPH, "BABA", "Alibaba")) == "Alibaba and Alibaba are one and the same."
