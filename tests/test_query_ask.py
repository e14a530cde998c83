"""Questions in plain words: answered from labels, with sentences, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from evigraph.errors import QueryError
from evigraph.graph.model import Relation
from evigraph.query.ask import ask
from evigraph.query.sparql import query
from evigraph.query.store import load
from evigraph.query.table import Table
from samples import ALIBABA, FOUNDED, GRAPH, LAZADA, LED, PROFILE, RELATIONS, TSAI, said

if TYPE_CHECKING:
    import pyoxigraph as ox

MORE = (
    Relation(ALIBABA.id, "foundedBy", TSAI.id, (replace(said(PROFILE, FOUNDED, "Alibaba", "Hangzhou"), id="1" * 16),)),
    Relation(
        LAZADA.id, "acquired", ALIBABA.id, (replace(said(PROFILE, FOUNDED, "Alibaba", None, "negated"), id="2" * 16),)
    ),
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load(replace(GRAPH, relations=(*RELATIONS, *MORE)))


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Who founded Alibaba?", {"Joe Tsai"}),
        ("who is the founder of BABA", {"Joe Tsai"}),
        ("What did Joe Tsai found?", {"Alibaba"}),
        ("What was founded by Joe Tsai?", {"Alibaba"}),
        ("Where was Alibaba founded?", {"Hangzhou"}),
        ("When was Alibaba founded?", {"1999-06-28"}),
        ("When was Alibaba established?", {"1999-06-28"}),
        ("Who owns Alibaba?", {"Lazada"}),
        ("Did Joe Tsai found Alibaba?", {"yes"}),
        ("Did Alibaba acquire Lazada?", {"perhaps"}),
        ("Did Lazada acquire Alibaba?", {"no"}),
        ("Is Alibaba owned by Lazada?", {"yes"}),
    ],
)
def test_answers(store, question, answers):
    """Who, what, where, when, and yes or no, whichever way round."""
    assert {each.text for each in ask(store, question).found} == answers


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who founded Atlantis?", "names nothing"),
        ("Why was Alibaba founded?", "not understood"),
        ("Who never founded Alibaba?", "not understood"),
        ("Who founded Alibaba and Lazada?", "not understood"),
        ("Alibaba", "not understood"),
        ("", "names nothing"),
        ("Who acquired Lazada?", "no text says so"),
        ("Who is the spouse of Joe Tsai?", "no text says so"),
        ("Who founded Alibaba before 1990?", "not understood"),
        ('Who founded Alibaba" } ; DROP ALL #', "not understood"),
    ],
)
def test_what_cannot_be_answered_is_said(store, question, reason):
    """A word that is not accounted for, or no text that says so: no answer rather than a wrong one."""
    with pytest.raises(QueryError, match=reason):
        ask(store, question)


def test_answers_come_with_sentences_and_the_query(store):
    """The sentence stands under the answer, and the SPARQL gives the same answer when it is asked."""
    answered = ask(store, "Who owns Alibaba?")
    assert [place.text for each in answered.found for place in each.sentences] == [LED]
    assert LED in str(answered)
    table = query(store, answered.sparql)
    assert isinstance(table, Table)
    assert {str(row[0]) for row in table} == {"Lazada"}


def test_only_assertions_answer(store):
    """A possible acquisition is no answer to who was acquired."""
    with pytest.raises(QueryError, match="no text says so"):
        ask(store, "Whom did Alibaba acquire?")
