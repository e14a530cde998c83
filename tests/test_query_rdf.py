"""The face of rdflib: everything it promises a user, with Oxigraph below."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from evigraph.errors import QueryError
from evigraph.export.formats import dumps
from evigraph.export.terms import Names
from evigraph.query.rdf import dataset
from oxrdflib import OxigraphStore
from rdflib.plugins.sparql import prepareQuery
from samples import ALIBABA, GRAPH, PROFILE

# rdflib 7.6 warns of its own use of names it gave up.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|Dataset.default_context|ConjunctiveGraph):DeprecationWarning")

NAMES = Names.under("https://evigraph.example/")
EV = rdflib.Namespace(NAMES.term(""))
ALI = rdflib.URIRef(NAMES.entity(ALIBABA.id))


@pytest.fixture
def found() -> rdflib.Dataset:
    return dataset(GRAPH)


def plain_triples(data: rdflib.Dataset) -> set[tuple[object, ...]]:
    """Return the triples of all graphs, numbers by their value; blank nodes there are none."""
    return {(subject, predicate, target.toPython()) for subject, predicate, target, _ in data.quads()}


def test_oxigraph_is_the_engine(found):
    """The store below is Oxigraph's."""
    assert isinstance(found.store, OxigraphStore)


def test_iteration_and_length_agree(found):
    """Each triple is there once, in its graph."""
    assert len(found) == len(list(found.quads())) == len(set(found.quads()))


def test_graphs_are_those_of_documents(found):
    """Each document has its graph, beside the default one."""
    homes = {NAMES.claims_of(document.id) for document in GRAPH.documents}
    assert {str(graph.identifier) for graph in found.graphs()} - {"urn:x-rdflib:default"} == homes
    assert len(found.graph(rdflib.URIRef(NAMES.claims_of(PROFILE.id)))) > 50


def test_values_and_objects(found):
    """The usual look-ups work, and literals equal those that rdflib makes."""
    assert found.value(ALI, rdflib.RDFS.label) == rdflib.Literal("Alibaba")
    assert (ALI, rdflib.RDFS.label, rdflib.Literal("Alibaba")) in found
    assert ALI in set(found.subjects(rdflib.RDF.type, EV.Organization))


def test_offsets_keep_their_type(found):
    """The engine has one type for whole numbers; Web Annotation wants another, and gets it."""
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert {start.datatype for start in found.objects(None, oa.start)} == {rdflib.XSD.nonNegativeInteger}


@pytest.mark.parametrize("syntax", ["turtle", "nt", "nquads", "trig", "json-ld", "longturtle", "trix"])
def test_serialisers_lose_nothing(syntax):
    """What rdflib's own serialisers write, its parsers read back as the same graph.

    Control characters aside, and rdflib's Turtle writes a decimal 1 as 1.0.
    """
    plain = [replace(document, text=document.text.translate({0x0C: " ", 0x0D: " "})) for document in GRAPH.documents]
    found = dataset(replace(GRAPH, documents=tuple(plain)))
    read = rdflib.Dataset(default_union=True)
    read.parse(data=found.serialize(format=syntax), format="turtle" if syntax == "longturtle" else syntax)
    assert plain_triples(read) == plain_triples(found)


def test_queries_know_the_prefixes(found):
    """SELECT, ASK and CONSTRUCT need no declarations, and bindings may be given."""
    asked = "SELECT ?l { ?e a ev:Organization ; rdfs:label ?l }"
    assert {str(row.l) for row in found.query(asked)} == {"Alibaba", "Lazada"}
    assert found.query("ASK { ?c ev:foundedIn ?p }").askAnswer is True
    assert len(found.query("CONSTRUCT { ?c ev:foundedIn ?p } { ?c ev:foundedIn ?p }").graph) == 1
    bound = found.query("SELECT ?e { ?e rdfs:label ?l }", initBindings={"l": rdflib.Literal("Alibaba")})
    assert [row.e for row in bound] == [ALI]


def test_answers_equal_the_literals_of_rdflib(found):
    """A label of an answer equals the label that a user writes."""
    assert [tuple(row) for row in found.query("SELECT ?l { ?e rdfs:label ?l FILTER(?l = 'Alibaba') }")] == [
        (rdflib.Literal("Alibaba"),)
    ]


def test_prepared_queries_work(found):
    """A query that rdflib parsed itself is answered by rdflib."""
    prepared = prepareQuery("SELECT ?e { ?e <http://www.w3.org/2000/01/rdf-schema#label> 'Alibaba' }")
    assert [row.e for row in found.query(prepared)] == [ALI]


def test_deep_queries_work(found):
    """A query too deep for the caller's stack is answered on another."""
    assert found.query(f"ASK {{ {'{' * 150}{'}' * 150} }}").askAnswer is True


def test_a_user_may_change_it(found):
    """Triples come and go, in graphs too, and so they do by updates; the graph it came from stays."""
    new = (rdflib.URIRef("http://a.example/"), rdflib.RDFS.label, rdflib.Literal("new"))
    found.add(new)
    found.graph(rdflib.URIRef("http://g.example/")).add(new)
    assert new in found
    found.remove((new[0], None, None))
    assert new not in found
    found.update("INSERT DATA { ev:a rdfs:label 'new' }")
    assert found.value(EV.a, rdflib.RDFS.label) == rdflib.Literal("new")
    assert len(dataset(GRAPH)) == dumps(GRAPH, "nq").count(b"\n")


def test_namespaces_are_bound(found):
    """Short names are those of the exports."""
    assert found.qname(EV.foundedIn) == "ev:foundedIn"
    assert dict(found.namespaces())["entity"] == rdflib.URIRef(f"{NAMES.base}entity/")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_other_servers_are_never_asked(found, text):
    """SERVICE is refused here too."""
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        found.query(text)


def test_files_are_never_read(found, tmp_path):
    """FROM names no file, and LOAD loads none."""
    file = tmp_path / "secret.ttl"
    file.write_text("<http://a.example/s> <http://a.example/p> 'secret' .")
    assert list(found.query("SELECT * FROM <URL> { ?s ?p ?o }".replace("URL", file.as_uri()))) == []
    with pytest.raises(QueryError, match="LOAD would fetch a file"):
        found.update(f"LOAD <{file.as_uri()}>")
