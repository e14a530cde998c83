"""The face of a graph: everything it gives is that graph."""

from __future__ import annotations

import re

import evigraph
import pytest
from evigraph import KnowledgeGraph, UnknownEntityError
from fakes import FakeReader
from samples import GRAPH


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """The graph that many tests share."""
    return KnowledgeGraph(GRAPH)


def test_repr_is_short(kg):
    """A graph in a prompt is one line."""
    assert (
        repr(kg) == f"<KnowledgeGraph: 3 documents, {len(GRAPH.entities)} entities, {len(GRAPH.relations)} relations>"
    )


def test_entities_and_relations_are_those_of_the_graph(kg):
    """Nothing is copied or changed."""
    assert (kg.entities, kg.relations) == (GRAPH.entities, GRAPH.relations)


def test_network_has_every_entity_as_a_node(kg):
    """The NetworkX graph is made once."""
    assert set(kg.network) == {entity.id for entity in GRAPH.entities}
    assert kg.network is kg.network


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of what it does itself
def test_rdf_and_queries_agree(kg):
    """rdflib and the engine see the same entities."""
    engine = kg.query("SELECT ?l { ?e a ev:Organization ; rdfs:label ?l }")
    rows = kg.to_rdf().query("SELECT ?l { ?e a <https://evigraph.example/ontology#Organization> ; rdfs:label ?l }")
    assert {str(row[0]) for row in rows} == {str(row[0]) for row in engine} == {"Alibaba", "Lazada"}


def test_explain_finds_by_alias(kg):
    """An alias is as good as the label, and an unknown name is an error."""
    assert kg.explain("BABA").entity.label == "Alibaba"
    with pytest.raises(UnknownEntityError):
        kg.explain("Nokia")


def test_path_has_a_sentence_for_each_hop(kg):
    """A connection is evidence all the way."""
    hops = kg.path("Hangzhou", "Joe Tsai").hops
    assert all(hop.sentences for hop in hops)


def test_the_view_in_a_notebook_is_a_page_of_its_own(kg):
    """What the documents say is packed as Base64, and shown in a frame that may run scripts and nothing else."""
    shown = kg._repr_html_()
    data = shown.partition("<template>")[2].partition("</template>")[0]
    assert re.fullmatch(r'(\s*<script type="[\w/-]+" id="[\w-]+">[\w+/=]*</script>\s*)+', data)
    assert "setAttribute('sandbox', 'allow-scripts allow-downloads')" in shown


@pytest.mark.parametrize("name", ["graph.ttl", "graph.json", "graph.html"])
def test_save_writes_the_format_of_the_suffix(kg, tmp_path, name):
    """The suffix says the format."""
    kg.save(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 0


def test_read_gives_what_one_text_says(monkeypatch):
    """A text needs no file."""
    monkeypatch.setattr("evigraph.api._reader", lambda *_: FakeReader())
    reading = evigraph.read("Alibaba is in Hangzhou.")
    assert [mention.text for mention in reading.mentions] == ["Alibaba", "Hangzhou"]
