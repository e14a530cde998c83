from __future__ import annotations

import subprocess
import sys

import pyoxigraph
import pytest
import rdflib
from evigraph.graph.turtle import triples
from evigraph.graph.vocabulary import NAMESPACE, bundled, parse, source
from rdflib.namespace import OWL, RDF, RDFS

VOCABULARY = bundled()
SCHEMA = rdflib.Namespace("https://schema.org/")
REDOCRED = """
    P6 P17 P19 P20 P22 P25 P26 P27 P30 P31 P35 P36 P37 P39 P40 P50 P54 P57 P58 P69 P86 P102 P108 P112 P118 P123 P127
    P131 P136 P137 P140 P150 P155 P156 P159 P161 P162 P166 P170 P171 P172 P175 P176 P178 P179 P190 P194 P205 P206 P241
    P264 P272 P276 P279 P355 P361 P364 P400 P403 P449 P463 P488 P495 P527 P551 P569 P570 P571 P576 P577 P580 P582 P585
    P607 P674 P676 P706 P710 P737 P740 P749 P800 P807 P840 P937 P1001 P1056 P1198 P1336 P1344 P1365 P1366 P1376 P1412
    P1441 P3373"""
FIXED = """
    foundedIn:P740 foundedOn:P571 foundedBy:P112 headquarteredIn:P159 locatedIn:P131 country:P17 tickerSymbol:P249
    listedOn:P414 industry:P452 developer:P178 subsidiaryOf:P749 ownedBy:P127 chiefExecutive:P169 chairperson:P488
    employer:P108 memberOf:P463 holdsPosition:P39 educatedAt:P69 bornIn:P19 bornOn:P569 diedIn:P20 diedOn:P570
    residesIn:P551 citizenOf:P27 memberOfParty:P102 spouse:P26 child:P40 happenedIn:P276 happenedOn:P585
    participatedIn:P1344"""
LOAD = """
import sys
from evigraph.graph.vocabulary import bundled
bundled()
print({"rdflib", "pyoxigraph"} & set(sys.modules))
"""


@pytest.fixture(scope="module")
def rdf() -> rdflib.Graph:
    return rdflib.Graph().parse(data=source(), format="turtle")


def test_two_engines_agree(rdf: rdflib.Graph) -> None:
    """The file is Turtle to rdflib and to Oxigraph, with as many triples."""
    store = pyoxigraph.Store()
    store.load(source().encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(store) == len(rdf) > 1000


def test_our_reader_agrees(rdf: rdflib.Graph) -> None:
    """The small reader reads what rdflib reads, triple for triple."""
    ours = [tuple(triple) for triple in triples(source())]
    assert sorted(ours) == sorted((str(s), str(p), str(o)) for s, p, o in rdf)


def test_nothing_said_twice() -> None:
    """No triple is in the file twice."""
    ours = list(triples(source()))
    assert len(ours) == len(set(ours))


@pytest.mark.parametrize("text", ["[] a ex:b .", 'ex:a ex:b """c""" .', "ex:a ex:b 'c' .", "ex:a ex:b 1 ."])
def test_other_turtle_is_refused(text: str) -> None:
    """Turtle that is not plain is an error, never half read."""
    with pytest.raises(ValueError, match=r"Turtle in line 1|not declared"):
        list(triples(text))


def test_redocred_is_covered() -> None:
    """Each relation of Re-DocRED has a property."""
    assert [each for each in REDOCRED.split() if VOCABULARY.by_wikidata(each) is None] == []
    assert len(REDOCRED.split()) == 96


@pytest.mark.parametrize("pair", FIXED.split())
def test_fixed_names(pair: str) -> None:
    """The names that others rely on match the property of Wikidata that they are known to match."""
    name, wikidata = pair.split(":")
    assert VOCABULARY.properties[name].wikidata == wikidata


def test_other_fixed_names() -> None:
    """The names without a match of their own are there."""
    names = "offers develops acquired investsIn partnersWith competesWith migratesTo migratesFrom recruits childOf"
    assert set(names.split()) <= set(VOCABULARY.properties)


def test_wikidata_matches_are_unique() -> None:
    """No two properties match the same property of Wikidata."""
    known = [each.wikidata for each in VOCABULARY.properties.values() if each.wikidata is not None]
    assert len(known) == len(set(known))


@pytest.mark.parametrize("name", VOCABULARY.properties)
def test_property_is_whole(name: str) -> None:
    """A property has a label, a comment, a domain of classes and a range of classes or of datatypes alone."""
    known = VOCABULARY.properties[name]
    assert known.label
    assert known.comment.endswith(".")
    assert set(known.domain) <= set(VOCABULARY.classes)
    literals = [each for each in known.range if each.startswith("xsd:")]
    assert (known.literal and len(literals) == len(known.range)) or set(known.range) <= set(VOCABULARY.classes)
    assert set(known.parents) <= set(VOCABULARY.properties)


@pytest.mark.parametrize("name", VOCABULARY.classes)
def test_class_is_whole(name: str) -> None:
    """A class has a label and a comment, and is a thing or a value."""
    known = VOCABULARY.classes[name]
    assert known.label
    assert known.comment.endswith(".")
    assert VOCABULARY.is_a(name, "Thing") != VOCABULARY.is_a(name, "Value")


def test_inverses_mirror() -> None:
    """The inverse of an inverse is the property, and its domain is the range of the other."""
    for known in VOCABULARY.properties.values():
        if known.inverse is not None:
            other = VOCABULARY.properties[known.inverse]
            assert other.inverse == known.name
            assert set(other.domain) == set(known.range), known.name


def test_no_cycles() -> None:
    """No class or property lies below itself."""
    for known in VOCABULARY.classes.values():
        assert not any(VOCABULARY.is_a(parent, known.name) for parent in known.parents)


def test_owl_types(rdf: rdflib.Graph) -> None:
    """Literal properties are datatype properties, and none is functional and transitive, as OWL 2 DL asks."""
    for name, known in VOCABULARY.properties.items():
        kind = OWL.DatatypeProperty if known.literal else OWL.ObjectProperty
        assert (rdflib.URIRef(NAMESPACE + name), RDF.type, kind) in rdf
        assert not (known.functional and known.transitive)


def test_one_domain_or_alternatives(rdf: rdflib.Graph) -> None:
    """Alternatives are never written as several rdfs:domain or rdfs:range, which would mean all at once."""
    for name in VOCABULARY.properties:
        iri = rdflib.URIRef(NAMESPACE + name)
        for formal, loose in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
            counts = len(list(rdf.objects(iri, formal))), len(list(rdf.objects(iri, loose)))
            assert counts[0] == 1 - bool(counts[1])
            assert counts[1] != 1


@pytest.mark.parametrize(
    ("predicate", "subject", "target", "allowed"),
    [
        ("foundedIn", "Organization", "Place", True),
        ("foundedIn", "Company", "City", True),
        ("foundedIn", "Place", "Organization", False),
        ("foundedOn", "Organization", "xsd:date", True),
        ("foundedOn", "Organization", "xsd:gYear", True),
        ("foundedOn", "Organization", "Date", True),
        ("foundedOn", "Organization", "Money", False),
        ("foundedOn", "Organization", "Place", False),
        ("tickerSymbol", "Organization", "xsd:string", True),
        ("tickerSymbol", "Person", "xsd:string", False),
        ("listedOn", "Organization", "Organization", True),
        ("capital", "Place", "Place", True),
        ("migratesTo", "Group", "Place", True),
        ("spouse", "Person", "Organization", False),
        ("citizenOf", "Person", "Group", True),
        ("open:struggle with", "Place", "Concept", True),
    ],
)
def test_allows(predicate: str, subject: str, target: str, allowed: bool) -> None:
    """Domain and range decide, finer and coarser classes fit, and what is not known is not refused."""
    assert VOCABULARY.allows(predicate, subject, target) is allowed


def test_is_a() -> None:
    """A class is itself and what lies above it; a class that is not known is only itself."""
    assert VOCABULARY.is_a("City", "Place")
    assert not VOCABULARY.is_a("Place", "City")
    assert VOCABULARY.is_a("Dragon", "Dragon")
    assert not VOCABULARY.is_a("Dragon", "Thing")


def test_symmetric_is_its_own_inverse() -> None:
    """A symmetric property says the same from both ends."""
    assert VOCABULARY.properties["spouse"].inverse == "spouse"


def test_frozen() -> None:
    """Nobody can change the bundled vocabulary."""
    with pytest.raises(TypeError):
        VOCABULARY.classes["Dragon"] = VOCABULARY.classes["Place"]  # type: ignore[index]


def test_empty() -> None:
    """A text without terms is a vocabulary without terms."""
    assert not parse("").properties


def test_light() -> None:
    """Loading the vocabulary loads no RDF library."""
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter and code
    assert done.stdout.strip() == "set()"
