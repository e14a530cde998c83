"""What breaks the rules of the vocabulary is found, by our checks as by pyshacl, and shown with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from evigraph.export.ntriples import nq
from evigraph.export.shapes import shapes
from evigraph.graph.model import Entity, Graph, Relation, Value
from evigraph.graph.rules import rules
from evigraph.graph.vocabulary import bundled
from evigraph.query.checks import checks
from evigraph.query.shacl import report
from evigraph.query.sparql import query
from evigraph.query.store import load
from evigraph.query.validate import Violation, validate
from samples import ALIBABA, FOUNDED, GRAPH, HANGZHOU, PROFILE, RELATIONS, TSAI, said

BASE = "https://evigraph.example/"


def broken() -> Graph:
    """Return the samples with a place that a person founded nothing in, a date that is none, and two dates."""
    evidence = (said(PROFILE, FOUNDED, "Alibaba", "Hangzhou"),)
    more = (
        Relation(HANGZHOU.id, "bornIn", TSAI.id, (replace(evidence[0], id="1" * 16),)),
        Relation(ALIBABA.id, "foundedOn", Value("in spring"), (replace(evidence[0], id="0" * 16),)),
    )
    return replace(GRAPH, relations=(*RELATIONS, *more))


def found(graph: Graph) -> dict[str, Violation]:
    return {violation.rule: violation for violation in validate(load(graph))}


def test_a_good_graph_breaks_nothing():
    """The samples keep every rule."""
    assert validate(load(GRAPH)) == ()


def test_each_violation_has_its_sentence():
    """A wrong end, a wrong value and two values are found where they are, with the words that say them."""
    violations = found(broken())
    assert set(violations) == {"bornIn-subject", "bornIn-object", "foundedOn-datatype", "foundedOn-once"}
    wrong = violations["bornIn-subject"]
    assert (wrong.subject, wrong.object) == ("Hangzhou", "Joe Tsai")
    ((sentence),) = wrong.sentences
    assert (sentence.text, sentence.source) == (FOUNDED, PROFILE.source)
    assert PROFILE.text[sentence.start : sentence.end] == FOUNDED
    assert FOUNDED in str(wrong)


def test_two_values_are_a_warning():
    """Texts may contradict each other; that is no error of the graph."""
    assert {violation.severe for violation in validate(load(broken())) if violation.rule.endswith("-once")} == {False}


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ("ontology#status>", "claim-status-missing"),
        ("ontology#confidence>", "claim-confidence-missing"),
        ("prov#wasDerivedFrom>", "claim-wasDerivedFrom-missing"),
        ("oa#hasSource>", "passage-hasSource"),
        ("oa#exact>", "passage-exact"),
        ("oa#start>", "passage-start"),
    ],
)
def test_a_claim_without_a_part_is_found(pattern, rule):
    """A claim and its passage have all their parts."""
    lines = nq(GRAPH).decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if pattern not in line or "<https://evigraph.example/ontology#" in line[:60])
    assert rule in {violation.rule for violation in validate(load(kept.encode()))}


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('"0.93"^^', '"1.93"^^', "claim-probability"),
        (
            "ontology#negated> <https://evigraph.example/graph/",
            "ontology#denied> <https://evigraph.example/graph/",
            "claim-known-status",
        ),
        ('"It never left China."', '"It left China."', "passage-length"),
    ],
)
def test_a_claim_that_lies_about_itself_is_found(before, after, rule):
    """Probabilities, statuses and quotes are checked."""
    content = nq(GRAPH).decode()
    assert before in content
    assert rule in {violation.rule for violation in validate(load(content.replace(before, after).encode()))}


def test_shapes_are_turtle_and_cover_every_rule():
    """There is a shape for every rule of the vocabulary, and a check for it too."""
    triples = list(ox.parse(shapes(), format=ox.RdfFormat.TURTLE))
    names = {quad.subject.value.removeprefix(f"{BASE}shape/") for quad in triples if "NodeShape" in str(quad.object)}
    wanted = {rule.name for rule in rules(bundled())}
    assert names == wanted | {"claim", "passage"}
    assert wanted <= {check.name for check in checks()}


def test_shapes_follow_the_base():
    """Shapes of a graph under another base speak of that graph."""
    assert b"evigraph.example" not in shapes(base="https://kg.example/")


def test_every_check_is_a_query_that_runs():
    """No check is a slip."""
    store = load(GRAPH)
    for check in checks():
        query(store, check.sparql)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyshacl calls what rdflib is about to rename
def test_pyshacl_finds_the_same():
    """On a sample the shapes and the checks break at the same rules."""
    good, bad = report(load(GRAPH)), report(load(broken()))
    assert good.results == ()
    named = [(rule.name, rule.message) for rule in rules(bundled())]
    messages = {message for message, _ in bad.results}
    assert {name for name, message in named if message in messages} >= {"bornIn-subject", "bornIn-object"}
    assert len(bad.results) == len({(v.rule, v.subject) for v in validate(load(broken()))})


def test_an_entity_without_a_class_is_found():
    """What has no class of the vocabulary fits no rule."""
    graph = replace(GRAPH, entities=tuple(_classless(entity) for entity in GRAPH.entities))
    assert "foundedIn-subject" in found(graph)


def _classless(entity: Entity) -> Entity:
    return replace(entity, type="Nonsense")
