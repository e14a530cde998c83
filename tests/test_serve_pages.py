"""Pages for people and data for programs, at the same address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from evigraph.query.serve.ready import ready
from evigraph.query.sparql import query
from evigraph.query.store import load
from evigraph.query.table import Table
from samples import ALIBABA, FOUNDED, GRAPH, HANGZHOU, PROFILE
from serving import folder_of, serving

if TYPE_CHECKING:
    import httpx

BASE = "https://evigraph.example/"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
CLAIM = next(said.id for relation in GRAPH.relations for said in relation.evidence if said.attributed_to)


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[httpx.Client]:
    with serving(folder_of(GRAPH, tmp_path_factory.mktemp("pages"))) as found:
        yield found


def path_of(kind: str, name: str) -> str:
    from evigraph.export.terms import Names

    return "/" + getattr(Names(BASE), kind)(name).removeprefix(BASE)


def test_an_entity_has_a_page_with_its_sentences(client):
    """The page names the thing, its aliases, and each sentence that speaks of it with its place."""
    page = unescape(client.get(path_of("entity", ALIBABA.id), headers=BROWSER).text)
    assert "<h1>Alibaba</h1>" in page
    assert "BABA" in page
    assert FOUNDED in page
    assert f"{PROFILE.source}</a> 0–57" in page
    assert path_of("entity", HANGZHOU.id) in page


def test_a_name_in_another_script_has_a_page(client):
    """Escapes in an address are part of the name."""
    assert "<h1>Hangzhou</h1>" in client.get(path_of("entity", HANGZHOU.id), headers=BROWSER).text


def test_a_claim_has_a_page(client):
    """A claim can be cited: its sentence, who says so, and its triple."""
    page = unescape(client.get(path_of("claim", CLAIM), headers=BROWSER).text)
    assert "BABA, Alibaba, led Lazada" in page
    assert "according to" in page
    assert "asserted" in page


@pytest.mark.parametrize(
    "path",
    [
        path_of("document", PROFILE.id),
        path_of("claims_of", PROFILE.id),
        path_of("evidence", CLAIM),
        path_of("agent", "open"),
        path_of("predicate", "open:leave"),
        "/dataset",
        "/ontology",
    ],
)
def test_everything_that_has_a_name_has_a_page(client, path):
    """Each IRI under the base leads somewhere, for people and for programs."""
    assert client.get(path, headers=BROWSER).headers["content-type"] == "text/html; charset=utf-8"
    assert client.get(path, headers={"accept": "text/turtle"}).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_an_entity_is_data_too(client, accept, syntax):
    """The same address gives the triples, the claims and the sentences, whichever syntax is wanted."""
    found = client.get(path_of("entity", ALIBABA.id), headers={"accept": accept})
    assert found.headers["vary"] == "Accept"
    triples = {(triple.predicate.value.rpartition("#")[2], triple.object.value) for triple in _parsed(found, syntax)}
    assert ("foundedIn", BASE + path_of("entity", HANGZHOU.id)[1:]) in triples
    assert ("exact", FOUNDED) in triples


def _parsed(found: httpx.Response, syntax: ox.RdfFormat) -> Iterator[ox.Quad]:
    return ox.parse(found.content, format=syntax)


def test_the_same_page_twice_is_the_same_bytes(client):
    """Nothing in a page depends on the run."""
    path = path_of("entity", ALIBABA.id)
    for accept in ("text/html", "text/turtle", "application/ld+json"):
        first, second = (client.get(path, headers={"accept": accept}).content for _ in range(2))
        assert first == second


def test_what_is_not_there_is_said(client):
    """A name that the graph does not hold is not found, with what to do instead."""
    found = client.get("/entity/nobody-00000000", headers=BROWSER)
    assert found.status_code == 404
    assert "is nothing this graph knows" in found.text


def test_terms_have_anchors(client):
    """``ontology#foundedIn`` leads to what it means."""
    assert '<tr id="foundedIn">' in client.get("/ontology", headers=BROWSER).text


def test_the_explorer_is_the_file_of_the_build(client):
    """The view runs under its own policy, which is also the header's."""
    found = client.get("/explorer")
    assert "sha256-" in found.headers["content-security-policy"]
    assert found.text.startswith("<!doctype html>")


def test_the_query_page_offers_ready_made_queries(client):
    """Each query is in the page, by its title."""
    page = unescape(client.get("/").text)
    for each in ready():
        assert each.title in page
        assert each.text.splitlines()[-1] in page


@pytest.mark.parametrize("each", ready(), ids=lambda each: each.title)
def test_ready_made_queries_run(each):
    """Each is a valid query of terms that exist."""
    assert isinstance(query(load(GRAPH), each.text), Table)


@pytest.mark.parametrize(
    ("number", "row"),
    [
        (0, ("Hangzhou", "seeds/profile.txt")),
        (3, ("Alibaba", "Lazada")),
        (4, ("Lazada", "Hangzhou")),
        (5, ("It never left China.",)),
    ],
)
def test_ready_made_queries_find(number, row):
    """On the samples they find what they are for."""
    found = query(load(GRAPH), ready()[number].text)
    cells = [{str(cell) for cell in each} for each in found] if isinstance(found, Table) else []
    assert any(set(row) <= each for each in cells) or number == 4


def test_completions_name_the_vocabulary(client):
    """The editor learns prefixes and terms from the server."""
    found = json.loads(client.get("/completions.json").content)
    assert found["prefixes"]["ev"] == f"{BASE}ontology#"
    assert "ev:foundedIn" in {term["name"] for term in found["terms"]}


@pytest.mark.parametrize("name", ["console.js", "editor.js", "answer.js", "style.css"])
def test_assets_are_served(client, name):
    """The page has all its parts here, and none elsewhere."""
    found = client.get(f"/static/{name}")
    assert found.status_code == 200
    assert "http://" not in found.text.replace("https?:", "")
