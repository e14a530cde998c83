"""The graph in RDF: what is stated, and that every syntax states the same."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from evigraph.errors import FormatError
from evigraph.export.changes import EVERYTHING
from evigraph.export.formats import dumps
from evigraph.export.gathering import Statements, gathered
from evigraph.export.literals import literal, moment, text
from evigraph.export.ntriples import nq_pieces
from evigraph.export.sorting import Gathered
from evigraph.export.spelling import term
from evigraph.export.statements import quads
from evigraph.export.terms import Description, Iri, Literal, Names, Quad, link, standard
from evigraph.graph.model import Entity, EntityMention, Graph, Relation, Value
from evigraph.query.rdf import dataset
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from samples import ALIBABA, DOCUMENTS, GRAPH, HANGZHOU, INTERVIEW, PROFILE, TSAI

# rdflib 7.6 warns of its own use of names it gave up.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset.default_context|ConjunctiveGraph) is:DeprecationWarning")

GOLDEN = Path(__file__).parent / "golden"
NAMES = Names.under("https://evigraph.example/")
EV = rdflib.Namespace("https://evigraph.example/ontology#")
SYNTAXES = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "nq": ("nquads", ox.RdfFormat.N_QUADS),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "rdfxml": ("xml", ox.RdfFormat.RDF_XML),
}
LEGAL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


def without_control(graph: Graph) -> Graph:
    """Take the one control character of the samples away, which RDF/XML cannot hold."""
    documents = tuple(replace(found, text=found.text.replace("\x0c", "")) for found in graph.documents)
    return replace(graph, documents=documents)


def flat(found: rdflib.Dataset) -> rdflib.Graph:
    """Return the triples of all graphs as one graph."""
    merged = rdflib.Graph()
    for subject, predicate, target, _ in found.quads():
        merged.add((subject, predicate, target))
    return merged


def engine_triples(content: bytes, syntax: ox.RdfFormat) -> set[str]:
    return {str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(content, format=syntax)}


@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_is_isomorphic_in_rdflib(name):
    """Each syntax, read by rdflib, is the same graph as the data set."""
    graph = without_control(GRAPH)
    read = rdflib.Dataset(default_union=True)
    read.parse(data=dumps(graph, name), format=SYNTAXES[name][0])
    assert isomorphic(flat(read), flat(dataset(graph)))


@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_is_the_same_in_oxigraph(name):
    """Each syntax, read by Oxigraph, has the triples of the N-Quads."""
    graph = without_control(GRAPH)
    expected = engine_triples(dumps(graph, "nq"), ox.RdfFormat.N_QUADS)
    assert engine_triples(dumps(graph, name), SYNTAXES[name][1]) == expected


@pytest.mark.parametrize("name", ["nq", "trig"])
def test_data_set_syntaxes_keep_the_graphs(name):
    """N-Quads and TriG give each claim to the graph of its document."""
    read = {(str(q.subject), str(q.graph_name)) for q in ox.parse(dumps(GRAPH, name), format=SYNTAXES[name][1])}
    claims = {(subject, graph) for subject, graph in read if "/claim/" in subject}
    homes = {f"<{NAMES.claims_of(document.id)}>" for document in DOCUMENTS}
    assert {graph for _, graph in claims} == homes
    assert len(claims) == sum(len(relation.evidence) for relation in GRAPH.relations)


@pytest.mark.parametrize("name", [name for name in SYNTAXES if name != "rdfxml"])
def test_control_characters_survive(name):
    """A form feed next to a quote stays one, in every syntax that can hold it."""
    found = engine_triples(dumps(GRAPH, name), SYNTAXES[name][1])
    assert any("suffix" in triple and "\\f" in triple.replace("\\u000C", "\\f") for triple in found)


def test_rdfxml_replaces_what_xml_cannot_hold():
    """RDF/XML puts U+FFFD for a form feed and stays well-formed."""
    found = engine_triples(dumps(GRAPH, "rdfxml"), ox.RdfFormat.RDF_XML)
    assert any("#suffix" in triple and "\ufffd" in triple for triple in found)


@pytest.mark.parametrize("name", [*SYNTAXES, "ttl12"])
def test_golden(name):
    """The bytes of each syntax are those that were looked at and kept."""
    assert dumps(GRAPH, name) == (GOLDEN / f"samples.{name}").read_bytes()


@pytest.mark.parametrize("seed", ["0", "1", "42"])
def test_bytes_do_not_depend_on_the_hash_seed(seed):
    """Another process with another hash seed writes the same bytes."""
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from samples import GRAPH\n"
        "from evigraph.export.formats import FORMATS\n"
        "digest = hashlib.sha256(b''.join(FORMATS[n].writer(GRAPH) for n in FORMATS if n != 'html'))\n"
        "print(digest.hexdigest())"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    runs = {
        subprocess.run(  # noqa: S603 - our own code, by the interpreter that runs the tests
            command, env={"PYTHONHASHSEED": each, "PATH": ""}, capture_output=True, text=True, check=True
        ).stdout
        for each in ("7", seed)
    }
    assert len(runs) == 1


@pytest.mark.parametrize("name", SYNTAXES)
def test_order_of_the_graph_does_not_matter(name):
    """A graph given backwards is written the same."""
    backwards = Graph(GRAPH.documents[::-1], GRAPH.entities[::-1], GRAPH.relations[::-1])
    assert dumps(backwards, name) == dumps(GRAPH, name)


@given(st.sets(st.text("ab#.-", min_size=1, max_size=3)), st.integers(1, 9))
def test_lines_are_in_order_however_names_begin(names, room):
    """N-Quads are sorted by their bytes, also where one name is the start of another one and nothing fits in memory."""
    told = [Description(Iri(f"a:{name}"), [(Iri("a:p"), text(name)), (Iri("a:p-q"), text(name))]) for name in names]
    found = Gathered(gathered(told), room=room)
    with closing(Statements(NAMES, EVERYTHING, found)) as said:
        lines = b"".join(nq_pieces(said)).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 2 * len(names)


def test_no_blank_nodes():
    """Everything can be cited."""
    assert not any(isinstance(term, rdflib.BNode) for triple in flat(dataset(GRAPH)) for term in triple)


def test_asserted_relations_are_plain_triples():
    """An asserted relation is one triple in the default graph; a possible or negated one is none."""
    found = dataset(GRAPH).default_graph
    alibaba = rdflib.URIRef(NAMES.entity(ALIBABA.id))
    assert (alibaba, EV.foundedIn, rdflib.URIRef(NAMES.entity(HANGZHOU.id))) in found
    assert (alibaba, EV.acquired, None) not in found
    assert (alibaba, rdflib.URIRef(NAMES.predicate("open:leave")), None) not in found


def test_every_claim_is_a_statement_with_its_status():
    """Claims of every status are there as statements."""
    statuses = {str(found) for found in flat(dataset(GRAPH)).objects(None, EV.status)}
    assert statuses == {str(EV[status]) for status in ("asserted", "possible", "negated")}


def test_quote_and_position_name_the_same_passage():
    """For each passage the document's text at the position is the quote, with prefix and suffix around it."""
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    found = flat(dataset(GRAPH))
    texts = {NAMES.document(document.id): document.text for document in DOCUMENTS}
    passages = list(found.subject_objects(oa.hasSource))
    for passage, source in passages:
        facts = {p: o.toPython() for s in found.objects(passage, oa.hasSelector) for p, o in found.predicate_objects(s)}
        start, end = facts[oa.start], facts[oa.end]
        body = texts[Iri(source)]
        assert body[start:end] == facts[oa.exact]
        assert body[:start].endswith(facts[oa.prefix])
        assert body[end:].startswith(facts[oa.suffix])
    assert len(passages) == 8


def test_attribution_time_and_agent():
    """Who said it, when it held and what found it are with the claim."""
    found = flat(dataset(GRAPH))
    (claim,) = found.subjects(EV.attributedTo, rdflib.URIRef(NAMES.entity(TSAI.id)))
    prov = rdflib.PROV
    assert found.value(claim, EV.validFrom) == rdflib.Literal("2016", datatype=rdflib.XSD.gYear)
    assert found.value(claim, EV.validUntil) == rdflib.Literal("2018-12", datatype=rdflib.XSD.gYearMonth)
    agent = found.value(claim, prov.wasAttributedTo)
    assert (agent, rdflib.RDF.type, prov.SoftwareAgent) in found


def test_labels_can_be_asked_for_without_a_language():
    """The plain label is what a query by name finds; each language in use has one of its own."""
    found, alibaba = flat(dataset(GRAPH)), rdflib.URIRef(NAMES.entity(ALIBABA.id))
    assert list(found.objects(alibaba, rdflib.RDFS.label)) == [rdflib.Literal("Alibaba")]
    assert {label.language for label in found.objects(alibaba, rdflib.SKOS.prefLabel)} == {"en", "en-gb"}
    assert rdflib.Literal("BABA") in set(found.objects(alibaba, rdflib.SKOS.altLabel))


def test_links_and_identifiers():
    """A web address is the same thing; a bare identifier is only an identifier."""
    found, alibaba = flat(dataset(GRAPH)), rdflib.URIRef(NAMES.entity(ALIBABA.id))
    schema = rdflib.Namespace("https://schema.org/")
    assert found.value(alibaba, schema.sameAs) == rdflib.URIRef("https://www.wikidata.org/wiki/Q1359568")
    assert found.value(alibaba, schema.identifier) == rdflib.Literal("Q1359568")


def test_documents_have_a_date_of_their_precision():
    """A year is a year, a day is a day."""
    found = flat(dataset(GRAPH))
    schema = rdflib.Namespace("https://schema.org/")
    dates = {found.value(rdflib.URIRef(NAMES.document(d.id)), schema.datePublished) for d in (PROFILE, INTERVIEW)}
    assert {date.datatype for date in dates} == {rdflib.XSD.date, rdflib.XSD.gYear}


def test_partitions_count_plain_triples():
    """VoID says how many triples each property has."""
    found = flat(dataset(GRAPH))
    void = rdflib.VOID
    for part in found.objects(None, void.propertyPartition):
        predicate = found.value(part, void.property)
        counted = len(list(dataset(GRAPH).default_graph.triples((None, predicate, None))))
        assert found.value(part, void.triples).toPython() == counted


def test_a_plain_triple_counts_once():
    """Values that a graph tells apart can be one in RDF, which then is one triple."""
    evidence = next(relation.evidence for relation in GRAPH.relations if relation.asserted)
    ends = Value("007", "xsd:integer"), Value("7", "xsd:integer"), Value("8", "xsd:integer")
    relations = tuple(Relation(ALIBABA.id, "population", end, evidence) for end in ends)
    found = flat(dataset(replace(GRAPH, relations=relations)))
    (part,) = found.objects(None, rdflib.VOID.propertyPartition)
    assert found.value(part, rdflib.VOID.triples).toPython() == 2


def test_another_base():
    """All names lie under the base that is given."""
    found = {quad.subject for quad in quads(GRAPH, base="https://kg.example/x/")}
    assert all(subject.startswith("https://kg.example/x/") for subject in found)


@pytest.mark.parametrize(
    "base", ["", "evigraph", "https://a.example", "https://a b/", "javascript:x/", "https://a/?q=/"]
)
def test_bad_base(base):
    """A base that makes no valid IRIs is refused with an example of one that does."""
    with pytest.raises(FormatError, match="give one like"):
        list(quads(Graph(), base=base))


def test_empty_graph_parses():
    """A graph of nothing is a description of nothing, in every syntax."""
    for name, (_, syntax) in SYNTAXES.items():
        assert engine_triples(dumps(Graph(), name), syntax)


@given(label=st.text(max_size=30), alias=st.text(max_size=30), slug=st.text(min_size=1, max_size=10))
def test_hostile_names_are_data(label, alias, slug):
    """Whatever a name holds, the exports parse and hold it (lone surrogates aside)."""
    graph = Graph(entities=(Entity(slug, label, "Thing", (alias,), same_as=(f"http://a/{label}",)),))
    for name, (_, syntax) in SYNTAXES.items():
        read = list(ox.parse(dumps(graph, name), format=syntax))
        labels = {
            q.object.value for q in read if q.subject.value == NAMES.entity(slug) and "label" in q.predicate.value
        }
        if name != "rdfxml":
            assert labels == {text(label).value}


@given(LEGAL)
def test_literals_survive_every_syntax(value):
    """Any text without control characters is read back as it was, by both libraries."""
    graph = Graph(entities=(Entity("x", value, "Thing"),))
    for name, (theirs, syntax) in SYNTAXES.items():
        read = {q.object.value for q in ox.parse(dumps(graph, name), format=syntax) if q.subject.value.endswith("/x")}
        again = rdflib.Dataset(default_union=True)
        again.parse(data=dumps(graph, name), format=theirs)
        labels = {
            str(o) for _, _, o, _ in again.quads((rdflib.URIRef(NAMES.entity("x")), rdflib.RDFS.label, None, None))
        }
        assert value in read
        assert labels == {value}


@given(st.text(max_size=20))
def test_open_predicates_are_valid_everywhere(phrase):
    """Any phrase makes a predicate that even RDF/XML can write."""
    iri = NAMES.predicate(f"open:{phrase}")
    assert ox.NamedNode(iri).value == iri
    assert iri.rpartition("/")[2][0].isalpha()


@given(st.sampled_from(["http://", "https://a", "http://a/", "urn:a:", "http://a:8/?"]), st.text(max_size=20))
def test_links_are_valid_or_none(start, rest):
    """Any text either becomes an IRI that the engine reads, or is no link."""
    found = link(start + rest)
    if found is not None:
        content = f"<{found}> <{standard('rdf:type')}> {term(found)} .\n".encode()
        assert [str(quad.subject.value) for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)] == [found]


def test_predicates_that_xml_cannot_name():
    """RDF/XML refuses a predicate without a letter at the start of its name, and says what to do."""
    relations = tuple(replace(found, predicate="123") for found in GRAPH.relations[1:2])
    with pytest.raises(FormatError, match="write ttl"):
        dumps(replace(GRAPH, relations=relations), "rdfxml")


@pytest.mark.parametrize(
    ("value", "datatype", "lexical"),
    [
        ("007", "xsd:integer", "7"),
        ("+5", "xsd:integer", "5"),
        ("-0", "xsd:integer", "0"),
        ("0.900", "xsd:decimal", "0.9"),
        ("-.5", "xsd:decimal", "-0.5"),
        ("100", "xsd:decimal", "100"),
        ("1", "xsd:boolean", "true"),
        ("2020-02-29", "xsd:date", "2020-02-29"),
        ("2020-01-01T00:00:00.500+00:00", "xsd:dateTime", "2020-01-01T00:00:00.5Z"),
        ("1999", "xsd:gYear", "1999"),
    ],
)
def test_values_are_canonical(value, datatype, lexical):
    """A value has the form the engine would give it."""
    found = literal(Value(value, datatype))
    assert found == Literal(lexical, standard(datatype))
    assert str(ox.Literal(found.value, datatype=ox.NamedNode(found.datatype)).value) == lexical


@pytest.mark.parametrize(
    ("value", "datatype"),
    [("2021-02-29", "xsd:date"), ("many", "xsd:integer"), ("1999", "xsd:date"), ("1", "no:such"), ("x", "xsd:boolean")],
)
def test_values_that_do_not_fit_are_strings(value, datatype):
    """What is no value of its datatype is kept as text."""
    assert literal(Value(value, datatype)) == text(value)


def test_moments_before_the_common_era():
    """Caesar died on a date, too."""
    assert moment("-0044-03-15").datatype == standard("xsd:date")


def test_links_are_made_valid():
    """A space or a bracket in an address is escaped; what is no address is none."""
    assert link("http://a/<b> c") == "http://a/%3Cb%3E%20c"
    assert link("javascript:alert(1)") is None


def test_a_relation_between_unknown_documents():
    """A claim whose document is not in the graph still has its quote, with nothing around it."""
    graph = replace(GRAPH, documents=())
    found = {quad for quad in quads(graph) if quad.predicate == standard("oa:prefix")}
    assert {quad.object for quad in found} == {text("")}


def test_terms_of_claims_are_defined():
    """Every term under the ontology that a claim uses, apart from classes and relations, has a comment."""
    found = list(quads(GRAPH))
    used = {q.predicate for q in found if "/claim/" in q.subject and q.predicate.startswith(NAMES.term(""))}
    commented = {quad.subject for quad in found if quad.predicate == standard("rdfs:comment")}
    assert used
    assert used <= commented


def test_bad_language_tags_are_left_out():
    """A document in no known language gives labels without a tag."""
    odd = replace(PROFILE, language="not a language")
    entity = Entity("a", "Alibaba", "Organization", mentions=(EntityMention(odd.id, 2, 9, "Alibaba", "name"),))
    found = list(quads(Graph((odd,), (entity,))))
    assert all(not isinstance(q.object, Literal) or q.object.language in {None, "en"} for q in found)
    assert not [q for q in found if q.predicate == standard("skos:prefLabel")]


def test_quads_are_plain():
    """A quad is a tuple of plain values, so that no RDF term leaves the room."""
    assert all(type(quad) is Quad and type(quad.object) in {Iri, Literal} for quad in quads(GRAPH))


def test_value_relations_are_typed():
    """A value is a literal of its datatype, its unit with the claim."""
    found = [quad for quad in quads(GRAPH) if quad.predicate == NAMES.term("marketValue")]
    assert [quad.object for quad in found] == [Literal("0.5", standard("xsd:decimal"))]
    assert {quad.object for quad in quads(GRAPH) if quad.predicate == NAMES.term("unit")} == {text("亿")}


def test_turtle12_reifies_each_claim():
    """A claim has the name and the triple it has elsewhere; asserted or not, its triple is a term and no statement."""
    claims = {
        (quad.subject, quad.object.subject, quad.object.predicate, quad.object.object)
        for quad in ox.parse(dumps(GRAPH, "ttl12"), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#reifies")
    }
    store = ox.Store()
    store.load(input=dumps(GRAPH, "nt"), format=ox.RdfFormat.N_TRIPLES)
    query = "SELECT * { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    prefixes = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
    assert claims == {(row["c"], row["s"], row["p"], row["o"]) for row in store.query(query, prefixes=prefixes)}


def test_turtle12_says_nothing_else():
    """Beside the claims both kinds of Turtle have the same triples."""
    parts = ("#subject>", "#predicate>", "#object>", "#Statement>", "#reifies>")
    old, new = (
        {
            line
            for line in engine_triples(dumps(GRAPH, name), ox.RdfFormat.TURTLE)
            if not any(part in line for part in parts)
        }
        for name in ("ttl", "ttl12")
    )
    assert old == new
