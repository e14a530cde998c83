"""The endpoint speaks the SPARQL 1.1 Protocol, the reading side of the Graph Store Protocol, and describes itself.

The cases are those of the W3C's protocol tests, in our own words; `benchmarks/w3c.py` runs the suite itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from serving import BEARER, JSON, TOKEN, asked, rows, serving

if TYPE_CHECKING:
    import httpx

G1, G2, G3 = (f"http://graphs.example/{number}" for number in (1, 2, 3))
KIND = "http://kinds.example/Leaf"
NOWHERE = "http://graphs.example/none"
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
SD = "http://www.w3.org/ns/sparql-service-description#"
IN_DEFAULT = f"ASK {{ <{G1}> a ?t . <{G2}> a ?t }}"
IN_NAMED = f"ASK {{ GRAPH ?g {{ <{G1}> a ?t }} GRAPH ?h {{ <{G2}> a ?t }} }}"


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("protocol")
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    lines = [f"<{graph}> <{kind}> <{KIND}> <{graph}> .\n" for graph in (G1, G2, G3)]
    (folder / "graph.nq").write_text("".join(lines))
    with serving(folder, token=TOKEN) as found:
        yield found


def post(client, kind, content, parameters=(), **headers) -> httpx.Response:
    return client.post(
        "/sparql", params=list(parameters), content=content, headers={"content-type": kind, **BEARER, **headers}
    )


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_query_by_get(client, path):
    """A query may stand in the address."""
    assert client.get(path, params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_query_in_a_form(client):
    """A query may be a field of a form; a graph that is not there is an empty one."""
    found = post(client, FORM, urlencode({"query": "ASK {}"}), [("default-graph-uri", NOWHERE)])
    assert found.json()["boolean"] is True
    filled = post(client, FORM, urlencode({"query": "ASK { ?s ?p ?o }"}), [("default-graph-uri", NOWHERE)])
    assert filled.json()["boolean"] is False


def test_a_query_as_the_body(client):
    """A query may be the body itself."""
    assert post(client, QUERY, "ASK {}").json()["boolean"] is True


@pytest.mark.parametrize("send", ["get", "post"])
@pytest.mark.parametrize(
    ("query", "parameters", "answer"),
    [
        (IN_DEFAULT, [("default-graph-uri", G1), ("default-graph-uri", G2)], True),
        (IN_DEFAULT, [("default-graph-uri", G1)], False),
        (IN_NAMED, [("named-graph-uri", G1), ("named-graph-uri", G2)], True),
        (IN_NAMED, [("named-graph-uri", G1)], False),
        (IN_NAMED, [("default-graph-uri", G1), ("default-graph-uri", G2)], False),
        (
            f"ASK {{ <{G3}> a ?t GRAPH ?g {{ <{G1}> a ?t }} GRAPH ?h {{ <{G2}> a ?t }} }}",
            [("default-graph-uri", G3), ("named-graph-uri", G1), ("named-graph-uri", G2)],
            True,
        ),
        (
            f"ASK FROM <{G3}> {{ GRAPH ?g {{ <{G1}> a ?t }} GRAPH ?h {{ <{G2}> a ?t }} }}",
            [("named-graph-uri", G1), ("named-graph-uri", G2)],
            True,
        ),
        (f"ASK FROM <{G3}> {{ <{G3}> a ?t }}", [("default-graph-uri", G1)], False),
    ],
)
def test_graphs_of_the_request_are_the_data_set(client, send, query, parameters, answer):
    """Graphs that the request states are the data set, whatever FROM says."""
    if send == "get":
        found = client.get("/sparql", params=[("query", query), *parameters])
    else:
        found = post(client, QUERY, query, parameters)
    assert found.json()["boolean"] is answer


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT (1 AS ?value) {}", {JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}),
        ("ASK {}", {JSON, "application/sparql-results+xml"}),
        ("DESCRIBE <http://a.example/>", {"text/turtle", "application/n-triples", "application/ld+json"}),
        ("CONSTRUCT { <s> <p> 1 } {}", {"text/turtle", "application/rdf+xml", "application/ld+json"}),
    ],
)
def test_answers_come_in_every_form_that_is_asked_for(client, query, types):
    """Each form by its own name; without a wish the first one; an impossible wish is refused."""
    assert asked(client, query).headers["content-type"].partition(";")[0] in types
    for wanted in types:
        assert asked(client, query, accept=wanted).headers["content-type"].partition(";")[0] == wanted
        assert asked(client, query, accept=wanted).headers["vary"] == "Accept"
    assert asked(client, query, accept="image/png").status_code == 406


@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_graphs_parse_in_each_syntax(client, media_type, syntax):
    """A graph is the same triple in every syntax; relative IRIs lie under the address of the endpoint."""
    found = asked(client, "CONSTRUCT { <s> <http://a.example/p> 1 } {}", accept=media_type)
    (triple,) = ox.parse(found.content, format=syntax)
    assert triple.subject == ox.NamedNode(str(client.base_url.join("s")))
    assert triple.object == ox.Literal(1)


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", JSON])
def test_results_parse_with_a_parser_of_others(client, media_type):
    """What we write, the engine's own parser reads."""
    query = 'SELECT * { VALUES (?a ?b) { (1 "<&\\n>"@en) (UNDEF <http://a.example/é>) } }'
    found = ox.parse_query_results(asked(client, query, accept=media_type).content, format=_format(media_type))
    assert [tuple(solution) for solution in found] == [
        (ox.Literal(1), ox.Literal("<&\n>", language="en")),
        (None, ox.NamedNode("http://a.example/é")),
    ]


def _format(media_type: str) -> ox.QueryResultsFormat:
    return ox.QueryResultsFormat.JSON if media_type == JSON else ox.QueryResultsFormat.XML


def inserted(target: str) -> str:
    return f"INSERT {{ GRAPH <{target}> {{ ?s a <{KIND}> }} }} WHERE {{ ?s a <{KIND}> }}"


@pytest.mark.parametrize(
    ("parameters", "pattern", "found"),
    [
        ([("using-graph-uri", G1)], f"?s a <{KIND}>", {G1}),
        ([("using-graph-uri", G1), ("using-graph-uri", G2)], f"?s a <{KIND}>", {G1, G2}),
        ([("using-named-graph-uri", G1), ("using-named-graph-uri", G2)], f"GRAPH ?g {{ ?s a <{KIND}> }}", {G1, G2}),
        (
            [("using-graph-uri", G3), ("using-named-graph-uri", G1)],
            f"{{ ?s a <{KIND}> }} UNION {{ GRAPH ?g {{ ?s a <{KIND}> }} }}",
            {G1, G3},
        ),
    ],
)
def test_updates_ask_the_graphs_of_the_request(client, parameters, pattern, found):
    """WHERE sees the graphs that the request states, and no others."""
    target = f"http://graphs.example/made/{len(parameters)}/{parameters[-1][0]}"
    update = f"CLEAR SILENT GRAPH <{target}> ; INSERT {{ GRAPH <{target}> {{ ?s a <{KIND}> }} }} WHERE {{ {pattern} }}"
    assert post(client, UPDATE, update, parameters).status_code == 204
    answer = asked(client, f"SELECT DISTINCT ?s {{ GRAPH <{target}> {{ ?s ?p ?o }} }}")
    assert {name for (name,) in rows(answer)} == found
    assert post(client, UPDATE, f"DROP GRAPH <{target}>").status_code == 204


@pytest.mark.parametrize(("kind", "wrap"), [(FORM, lambda text: urlencode({"update": text})), (UPDATE, str)])
def test_updates_in_a_form_and_as_the_body(client, kind, wrap):
    """An update comes either way."""
    update = "INSERT DATA { GRAPH <http://graphs.example/x> { <http://a.example/s> <http://a.example/p> 1 } }"
    assert post(client, kind, wrap(update)).status_code == 204
    assert rows(asked(client, "SELECT ?s { GRAPH <http://graphs.example/x> { ?s ?p ?o } }")) == [
        ("http://a.example/s",)
    ]
    assert post(client, kind, wrap("CLEAR GRAPH <http://graphs.example/x>")).status_code == 204


def test_relative_names_of_an_update_lie_under_the_endpoint(client):
    """Data cannot hold a relative IRI."""
    assert post(client, UPDATE, "INSERT DATA { GRAPH <http://graphs.example/b> { <a> <b> <test> } }").is_success
    asks = "ASK { GRAPH <http://graphs.example/b> { ?s ?p ?o FILTER(STRSTARTS(STR(?o), 'http://127.0.0.1')) } }"
    assert asked(client, asks).json()["boolean"] is True
    assert post(client, UPDATE, "DROP GRAPH <http://graphs.example/b>").is_success


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client, method):
    """The protocol has GET and POST."""
    assert client.request(method, "/sparql", params={"query": "ASK {}"}).status_code == 405


@pytest.mark.parametrize(
    ("kind", "content", "parameters"),
    [
        pytest.param(FORM, "query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", [], id="two queries"),
        pytest.param(FORM, "update=CLEAR+NAMED&update=CLEAR+DEFAULT", [], id="two updates"),
        pytest.param(FORM, "query=ASK+%7B%7D&update=CLEAR+ALL", [], id="both"),
        pytest.param(FORM, "", [], id="neither"),
        pytest.param(FORM, "", [("query", "ASK {}"), ("query", "ASK {}")], id="two in the address"),
        pytest.param("text/plain", "ASK {}", [], id="a query as text"),
        pytest.param("text/plain", "CLEAR NAMED", [], id="an update as text"),
        pytest.param("", "query=ASK%20%7B%7D", [], id="a form without a type"),
        pytest.param("", "update=CLEAR%20NAMED", [], id="an update without a type"),
        pytest.param("", "ASK {}", [], id="a query without a type"),
        pytest.param(f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), [], id="a query in UTF-16"),
        pytest.param(f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), [], id="an update in UTF-16"),
        pytest.param(QUERY, b"ASK { ?s ?p '\xff' }", [], id="no UTF-8"),
        pytest.param(QUERY, "ASK {", [], id="bad syntax"),
        pytest.param(FORM, "update=CLEAR%20XYZ", [], id="bad syntax of an update"),
        pytest.param(QUERY, "CLEAR ALL", [], id="an update as a query"),
        pytest.param(UPDATE, "ASK {}", [], id="a query as an update"),
        pytest.param(UPDATE, f"WITH <{G1}> {inserted(G3)}", [("using-named-graph-uri", G2)], id="WITH and using"),
        pytest.param(
            UPDATE,
            inserted(G3).replace("WHERE", f"USING <{G1}> WHERE"),
            [("using-graph-uri", G2)],
            id="USING and using",
        ),
        pytest.param(UPDATE, "DELETE WHERE { ?s ?p ?o }", [("using-graph-uri", G2)], id="DELETE WHERE and using"),
        pytest.param(QUERY, "ASK {}", [("default-graph-uri", "no iri")], id="no IRI"),
    ],
)
def test_what_is_no_request_is_refused(client, kind, content, parameters):
    """A wrong request is the client's error, said in a line with the cure."""
    headers = {"content-type": kind} if kind else {}
    found = client.post("/sparql", content=content, params=parameters, headers={**headers, **BEARER})
    assert 400 <= found.status_code < 500
    assert found.headers["content-type"].startswith("text/plain")
    assert found.text.count("\n") == 1


@pytest.mark.parametrize("query", ["ASK {", "ASK {} ASK {}", "", "SELEKT"])
def test_bad_syntax_by_get(client, query):
    """A query that is none is refused."""
    assert client.get("/sparql", params={"query": query}).status_code == 400


def test_an_update_by_get_is_refused(client):
    """GET only reads."""
    assert client.get("/sparql", params={"update": "CLEAR ALL"}, headers=BEARER).status_code == 400
    assert asked(client, "ASK { ?s ?p ?o }").json()["boolean"] is True


def test_mistakes_are_placed(client):
    """An error names line and column."""
    assert "line 2, column 4" in asked(client, "ASK {\n ( }").text


def test_an_unknown_term_is_no_error_but_a_hint(client):
    """A standard client gets its empty answer, and beside it what was probably meant."""
    found = asked(client, "SELECT * { ?a ev:fuondedIn ?b }")
    assert rows(found) == []
    assert "foundedIn" in found.headers["evigraph-hint"]


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_the_endpoint_describes_itself(client, accept, syntax):
    """Without a query the endpoint gives its description, with its own address in it."""
    found = client.get("/sparql", headers={"accept": accept})
    graph = {(triple.predicate.value, triple.object) for triple in ox.parse(found.content, format=syntax)}
    assert (f"{SD}endpoint", ox.NamedNode(str(client.base_url.join("sparql")))) in graph
    assert (f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Update")) in graph
    assert any(predicate == f"{SD}defaultDataset" for predicate, _ in graph)


def test_graphs_are_read_whole(client):
    """The Graph Store Protocol gives a graph by its name, and the default graph without one."""
    found = client.get("/graphs", params={"graph": G1}, headers={"accept": "text/turtle"})
    (triple,) = ox.parse(found.content, format=ox.RdfFormat.TURTLE)
    assert triple.subject == ox.NamedNode(G1)
    assert client.get("/graphs?default").status_code == 200


def test_a_graph_has_a_head(client):
    """HEAD says what GET would, without the body."""
    head = client.head("/graphs", params={"graph": G1})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(client.get("/graphs", params={"graph": G1}).content)
    assert client.head("/graphs", params={"graph": NOWHERE}).status_code == 404


@pytest.mark.parametrize(
    "query", ["", "graph=", "graph=relative", "default=x", f"default&graph={G1}", f"graph={G1}&graph={G2}", "other"]
)
def test_a_graph_has_to_be_named(client, query):
    """One graph, by an absolute IRI or as the default one."""
    assert client.get(f"/graphs?{query}").status_code == 400


@pytest.mark.parametrize("escape", ["%31", "1"])
def test_names_of_graphs_are_decoded_once(client, escape):
    """Escapes of the address are undone once, not twice."""
    assert client.get(f"/graphs?graph=http://graphs.example/{escape}").status_code == 200
    assert client.get("/graphs?graph=http://graphs.example/%2531").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_cannot_be_written(client, method):
    """The Graph Store is for reading, whoever asks; so no RDF/XML is ever parsed."""
    found = client.request(method, "/graphs", params={"graph": G1}, headers=BEARER)
    assert found.status_code == 405
