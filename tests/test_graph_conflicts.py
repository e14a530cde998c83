"""What cannot all be so is found, reported with the sentences of each side, and can be queried."""

from __future__ import annotations

import pytest
from corpora import organization, person, place, reading
from evigraph.api import KnowledgeGraph
from evigraph.graph.assemble import assemble
from evigraph.graph.conflicts import conflicts
from evigraph.graph.model import Graph, Value
from evigraph.graph.report import report


def founded(source: str, value: str, datatype: str = "xsd:gYear", status: str = "asserted") -> Graph:
    return reading(source, [organization("Acme")], (0, "foundedOn", Value(value, datatype), status), note=source)


TWO = assemble([founded("a", "1999"), founded("b", "2001")])


def test_two_values_where_there_can_be_one() -> None:
    """Two founding years are a conflict, with both."""
    (conflict,) = conflicts(TWO)
    assert (conflict.sort, conflict.predicate) == ("two values", "foundedOn")
    assert [relation.object.value for relation in conflict.relations] == ["1999", "2001"]


@pytest.mark.parametrize(
    "other",
    [
        founded("b", "1999"),
        founded("b", "1999-06-28", "xsd:date"),
        founded("b", "2001", status="negated"),
        reading("b", [organization("Acme")], (0, "revenue", Value("7", "xsd:integer"), "asserted")),
    ],
)
def test_what_agrees_is_no_conflict(other) -> None:
    """Nor is a day of the same year, what is not asserted, or what can have many values."""
    assert conflicts(assemble([founded("a", "1999"), other])) == ()


def test_a_town_and_its_country_agree() -> None:
    """Born in Hangzhou is born in China; born in Shanghai is not born in Hangzhou."""
    names = [person("Jack Ma"), place("Hangzhou"), place("China"), place("Shanghai")]
    said = [(0, "bornIn", 1, "asserted"), (0, "bornIn", 2, "asserted"), (1, "locatedIn", 2, "asserted")]
    assert conflicts(assemble([reading("a", names, *said)])) == ()
    (conflict,) = conflicts(assemble([reading("a", names, *said, (0, "bornIn", 3, "asserted"))]))
    assert len(conflict.relations) == 3


def test_a_hierarchy_that_runs_in_a_circle() -> None:
    """Also where one of the relations is said from above."""
    names = [organization("Acme"), organization("Beta Works"), organization("Gamma")]
    graph = assemble(
        [
            reading("a", names, (0, "subsidiaryOf", 1, "asserted"), (1, "subsidiaryOf", 2, "asserted")),
            reading("b", names, (0, "subsidiary", 2, "asserted"), note="- "),
        ]
    )
    (conflict,) = conflicts(graph)
    assert (conflict.sort, len(conflict.relations)) == ("circle", 3)


def test_a_thing_of_two_classes() -> None:
    """A place that is said to be founded by a company is one or the other."""
    names = [person("Jack Ma"), organization("Acme")]
    graph = assemble([reading("a", names, (0, "headquarteredIn", 1, "asserted"))])
    assert [conflict.sort for conflict in conflicts(graph)] == ["two classes"]


def test_the_report_has_both_sentences() -> None:
    """Each claim with its document and the relation that it is for."""
    (found,) = report(TWO)["conflicts"]
    assert sorted(claim["quote"] for claim in found["claims"]) == ["aAcme ", "bAcme "]
    assert [claim["relation"] for claim in found["claims"]] == [0, 1]


def test_conflicts_can_be_queried() -> None:
    """With the sentences of both sides; a graph without any has no such term."""
    query = """SELECT ?sentence { ?conflict a ev:Conflict ; ev:conflictAbout/rdfs:label "Acme" ;
        ev:conflictOf/prov:wasDerivedFrom/oa:hasSelector/oa:exact ?sentence }"""
    assert "bAcme" in KnowledgeGraph(TWO).query(query).to_csv()
    assert KnowledgeGraph(assemble([founded("a", "1999")])).query("ASK { ?x a ev:Conflict }") is False
    assert KnowledgeGraph(TWO).conflicts == conflicts(TWO)
