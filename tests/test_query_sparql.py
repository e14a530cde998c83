"""SPARQL over a graph: right answers, plain values, and nothing but reading."""

from __future__ import annotations

import json
from contextlib import suppress

import pyoxigraph as ox
import pytest
from evigraph.errors import QueryError, WorkspaceError
from evigraph.export.formats import write
from evigraph.export.ntriples import nq
from evigraph.query.asked import DEEPEST, LONGEST
from evigraph.query.results import Term
from evigraph.query.sparql import query
from evigraph.query.store import base, load
from evigraph.query.table import Table
from evigraph.query.tokens import federates
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import DOCUMENTS, GRAPH, PROFILE

EVIDENCE = """
SELECT ?sentence ?start ?end ?source WHERE {
  ?claim rdf:subject/rdfs:label "Alibaba" ; rdf:predicate ev:foundedIn ; rdf:object/rdfs:label "Hangzhou" ;
         ev:status ev:asserted ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/dcterms:source ?source ; oa:hasSelector/oa:exact ?sentence ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load(GRAPH)


def answers(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    found = query(store, text)
    assert isinstance(found, Table)
    return [tuple(str(term) for term in row) for row in found]


def test_plain_triples_answer_by_label(store):
    """The query of the README finds where a company was founded."""
    asked = 'SELECT ?where WHERE { ?c rdfs:label "Alibaba" ; ev:foundedIn/rdfs:label ?where }'
    assert answers(store, asked) == [("Hangzhou",)]


def test_evidence_has_offsets(store):
    """The evidence query gives the sentence, and its offsets cut it out of the document."""
    ((sentence, start, end, source),) = answers(store, EVIDENCE)
    assert PROFILE.text[int(start) : int(end)] == sentence
    assert source == PROFILE.source


def test_vocabulary_is_there(store):
    """Properties can be asked for their labels and comments."""
    assert query(store, "ASK { ev:foundedIn rdfs:label ?label ; rdfs:comment ?comment }") is True


def test_ask_and_unbound(store):
    """ASK is a truth value; what is unbound is None."""
    assert query(store, "ASK { ?a ev:acquired ?b }") is False
    found = query(store, "SELECT ?x ?y { BIND(1 AS ?x) }")
    assert found == Table(("x", "y"), ((Term("literal", "1", "http://www.w3.org/2001/XMLSchema#integer"), None),))


def test_construct_gives_sorted_lines(store):
    """CONSTRUCT gives triples that parse, each once and in order."""
    found = query(store, "CONSTRUCT { ?a ev:near ?b } WHERE { ?a ev:foundedIn|ev:ownedBy ?b }")
    assert isinstance(found, bytes)
    assert found.splitlines() == sorted(found.splitlines())
    assert len(list(ox.parse(found, format=ox.RdfFormat.TURTLE))) == 2


def test_own_prefix_wins(store):
    """A prefix that the query declares means what the query says."""
    assert query(store, "PREFIX ev: <http://other/> ASK { ?a ev:foundedIn ?b }") is False


def test_graphs_can_be_chosen(store):
    """FROM asks the graph of one document only."""
    whole, part = (
        answers(store, f"SELECT (COUNT(?c) AS ?n) {clause} {{ ?c a rdf:Statement }}")[0][0]
        for clause in ("", f"FROM graph:{PROFILE.id}")
    )
    assert (whole, part) == ("8", "4")


def test_offsets_are_numbers(store):
    """Offsets can be counted with."""
    longest = answers(store, "SELECT (MAX(?e - ?s) AS ?n) { ?p oa:start ?s ; oa:end ?e }")
    assert longest == [("57",)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE rdfs:x { ?s ?p ?o } }",
        "SELECT * { SERVICE:x {} }",
        "SELECT * { SERVICE # comment\n <http://127.0.0.1:9/> {} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p 'x'SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { FILTER(?a<?b#>\n) SERVICE <http://127.0.0.1:9/> {} }",
        'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:9/> {} #"""\n}',
        "SELECT * { FILTER(?a<ev:x)SERVICE#>\n<http://127.0.0.1:9/> {} }",
        "SELECT * { ?s rdf:a\\#b ?o SERVICE<http://127.0.0.1:9/>{} }",
        "SELECT * { ?s rdf:a\\'b ?o SERVICE<http://127.0.0.1:9/>{} # '\n }",
        "SELECT * { ?a <http://a#b\\u0041> 1 . SERVICE<http://127.0.0.1:9/>{} }",
        "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> {} } } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> {} } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    ],
)
def test_other_servers_are_never_asked(store, text):
    """SERVICE is refused wherever it hides."""
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        query(store, text)


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?s rdfs:label "SERVICE <http://a> { }" }',
        "ASK { ?s ?p ?o } # SERVICE <http://a> { }",
        "ASK { ?s <http://a/service> ?o }",
        "ASK { ?service ?p ?o }",
        "ASK { ?s ?p ?service . { ?s ?p ?o } }",
        "ASK { ?s schema:service ?o . }",
        "ASK { ?s rdfs:label '''\nSERVICE <http://a> { }''' }",
    ],
)
def test_the_word_service_is_harmless(store, text):
    """A label, a comment, a variable or a property may be called so."""
    assert isinstance(query(store, text), bool)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "INSERT DATA { <http://a> <http://b> 1 }",
        "PREFIX a: <http://b#> # SELECT\nDELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <http://a>",
    ],
)
def test_updates_are_refused(store, text):
    """What would change the graph is refused by its name, and changes nothing."""
    before = len(store)
    with pytest.raises(QueryError, match="can only be read here"):
        query(store, text)
    assert len(store) == before


@pytest.mark.parametrize(
    "clause", ["FROM <http://127.0.0.1:9/x>", "FROM NAMED <file:///etc/passwd>", "FROM </etc/passwd>", "FROM rdfs:x"]
)
def test_from_fetches_nothing(store, clause):
    """A graph that is not in the store is refused, not fetched and not passed over."""
    with pytest.raises(QueryError, match="FROM fetches nothing"):
        query(store, f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {\n ?s ?p ?o\n FILTER( }", r"line 3, column 10: the bracket \} has no partner"),
        ("SELECT * {", r"line 1, column 10: the bracket \{ has no partner"),
        ("ASK {\n ?s ?p ?o ] }", r"line 2, column 11: the bracket \] has no partner"),
        ("ASK {\n ?s ?p }", r"line 2, column 9: cannot be read beyond .* \(look for a slip in: ASK \{ \?s \?p \}"),
        ("ASK { ?s <http://a b> 'é' }", "line 1, column 22: cannot be read beyond"),
        ("", "neither SELECT, ASK"),
        ("SELEKT * { }", "neither SELECT, ASK"),
        ("SELECT * { ?s shcema:name ?o }", r"the prefix shcema: is not declared \(did you mean schema:\?"),
        (
            "SELECT * { ?s ev:fuondedIn ?o }",
            r"line 1, column 15: ev:fuondedIn is unknown .* mean ev:foundedIn\?",
        ),
        ("SELECT (<http://a/f>(1) AS ?x) {}", "failed while it ran: The custom function"),
    ],
)
def test_errors_point_at_the_place(store, text, message):
    """A query that is wrong says where, what, and what to try."""
    with pytest.raises(QueryError, match=message):
        query(store, text)


def test_what_would_end_the_process_is_refused(store):
    """Queries too long or too deep for the engine's stack are errors."""
    with pytest.raises(QueryError, match="longer than"):
        query(store, "ASK { }" + " " * LONGEST)
    with pytest.raises(QueryError, match="brackets at once"):
        query(store, f"ASK {'{' * (DEEPEST + 1)}{'}' * (DEEPEST + 1)}")


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {'{' * (DEEPEST - 1)}{'}' * (DEEPEST - 1)}",
        f"ASK {{ FILTER({'!' * (LONGEST - 100)}true) }}",
        f"ASK {{ {'OPTIONAL{}' * (LONGEST // 10 - 10)} }}",
    ],
)
def test_the_longest_and_deepest_run(store, text):
    """Whatever is within the limits is answered."""
    assert query(store, text) is not None


@given(st.text(alphabet="<>#'\"\\? \n:aSERVICE{}()", max_size=60))
def test_a_call_behind_anything_is_seen(start):
    """Wherever the engine's parser would read a call, it is refused before the engine gets it."""
    text = f"{start} SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    if not federates(text):
        with pytest.raises(SyntaxError):
            list(ox.Store().query(text))


@settings(deadline=None)  # each query starts a thread, which a busy machine may keep waiting
@given(text=st.text(max_size=80))
def test_any_text_is_an_answer_or_an_error(store, text):
    """No text crashes a query; what is wrong with it is a QueryError."""
    with suppress(QueryError):
        assert query(store, text) is not None


def test_table_writes_json(store):
    """JSON is the standard form for results, plain strings without a datatype."""
    found = query(store, "SELECT ?c ?label ?end { ?c skos:prefLabel ?label . OPTIONAL { ?c oa:end ?end } } LIMIT 1")
    assert isinstance(found, Table)
    content = json.loads(found.to_json())
    (binding,) = content["results"]["bindings"]
    assert content["head"]["vars"] == ["c", "label", "end"]
    assert set(binding) == {"c", "label"}
    assert binding["c"]["type"] == "uri"
    assert binding["label"]["xml:lang"]


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl", "graph.nt", "graph.trig"])
def test_files_load(tmp_path, name):
    """Every RDF file a build writes can be asked."""
    write(GRAPH, tmp_path / name)
    assert len(answers(load(tmp_path / name), EVIDENCE)) == 1


def test_bytes_load():
    """N-Quads load from memory, and the base comes with them."""
    found = load(nq(GRAPH, base="https://kg.example/"))
    assert base(found) == "https://kg.example/"
    asked = 'SELECT ?where WHERE { ?c rdfs:label "Alibaba" ; ev:foundedIn/rdfs:label ?where }'
    assert answers(found, asked) == [("Hangzhou",)]
    assert query(found, "ASK { ev:foundedIn rdfs:comment ?comment }") is True


def test_graphs_are_those_of_documents_and_vocabulary(store):
    """There is one graph per document, and one for the vocabulary."""
    found = {name for (name,) in answers(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    homes = {f"https://evigraph.example/graph/{document.id}" for document in DOCUMENTS}
    assert found == homes | {"https://evigraph.example/ontology"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.nq", None, "cannot be read"),
        ("broken.nq", b"<a", "holds no valid RDF"),
        ("binary.nt", b"\xff\x00\xfe", "holds no valid RDF"),
        ("graph.rdf", b"<!DOCTYPE x>", "in no syntax that is loaded here"),
    ],
)
def test_files_that_do_not_load(tmp_path, name, content, message):
    """A file that is missing or no RDF is named, with the cure."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkspaceError, match=message):
        load(tmp_path / name)
