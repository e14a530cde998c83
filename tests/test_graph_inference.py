"""What follows is a layer of its own, off unless asked for, each relation with its premises, and leaves no trace."""

from __future__ import annotations

from pathlib import Path

import evigraph
import pytest
from corpora import organization, person, place, reading
from evigraph.api import KnowledgeGraph
from evigraph.building import Options, build_into
from evigraph.export.formats import dumps
from evigraph.graph.assemble import assemble
from fakes import FakeReader

HANGZHOU = reading(
    "a",
    [place("Hangzhou"), place("Zhejiang"), place("China")],
    (0, "locatedIn", 1, "asserted"),
    (1, "locatedIn", 2, "asserted"),
)


def derived(*readings) -> set[tuple[str, str, str, str]]:
    graph = assemble(readings, derive=True)
    labels = {entity.id: entity.label for entity in graph.entities}
    return {(labels[each.triple[0]], each.triple[1], labels[each.triple[2]], each.rule) for each in graph.derived}


def test_transitive() -> None:
    """What is in what is in China is in China."""
    assert derived(HANGZHOU) == {("Hangzhou", "locatedIn", "China", "transitive")}


@pytest.mark.parametrize(
    ("names", "predicate", "expected"),
    [
        ([organization("A Co"), organization("B Co")], "subsidiaryOf", {("B Co", "subsidiary", "A Co", "inverse")}),
        ([organization("A Co"), organization("B Co")], "partnersWith", {("B Co", "partnersWith", "A Co", "symmetric")}),
        ([person("Eve A"), organization("B Co")], "open:like", set()),
        ([person("Eve A"), organization("B Co")], "founded", {("B Co", "foundedBy", "Eve A", "inverse")}),
    ],
)
def test_each_rule(names, predicate: str, expected: set[tuple[str, str, str, str]]) -> None:
    """An open predicate has no rules."""
    assert derived(reading("a", names, (0, predicate, 1, "asserted"))) == expected


def test_rules_chain() -> None:
    """Who is a member of a team is a member, and the body has that member."""
    found = derived(reading("a", [person("Eve A"), organization("B Team")], (0, "memberOfTeam", 1, "asserted")))
    assert ("Eve A", "memberOf", "B Team", "finer property") in found
    assert ("B Team", "hasMember", "Eve A", "inverse") in found


@pytest.mark.parametrize("status", ["negated", "possible", "planned", "conditional"])
def test_nothing_follows_from_what_is_not_asserted(status: str) -> None:
    """What is denied, possible or planned has no consequences."""
    assert derived(reading("a", [organization("A Co"), organization("B Co")], (0, "subsidiaryOf", 1, status))) == set()


def test_a_circle_ends() -> None:
    """Nothing is derived of itself."""
    circle = reading(
        "a", [place("A b"), place("C d")], (0, "locatedIn", 1, "asserted"), (1, "locatedIn", 0, "asserted")
    )
    assert derived(circle) == set()


def test_premises_lead_to_what_texts_say() -> None:
    """Each premise is said, or derived earlier."""
    graph = assemble([HANGZHOU], derive=True)
    said = {(each.subject, each.predicate, each.object) for each in graph.relations}
    for each in graph.derived:
        assert set(each.premises) <= said | {other.triple for other in graph.derived if other != each}


def test_it_is_off_and_adds_nothing_to_the_graph() -> None:
    """Relations are those that texts say, with it and without it."""
    with_it, without = assemble([HANGZHOU], derive=True), assemble([HANGZHOU])
    assert without.derived == ()
    assert with_it.relations == without.relations
    assert b"inference" not in dumps(without, "nq")


def test_it_can_be_queried_apart() -> None:
    """In a named graph, each with its rule and the claims that it follows from."""
    graph = KnowledgeGraph(assemble([HANGZHOU], derive=True))
    query = """SELECT ?rule ?sentence { ?i a ev:Inference ; ev:rule ?rule ;
        ev:premise/prov:wasDerivedFrom/oa:hasSelector/oa:exact ?sentence }"""
    assert "transitive" in graph.query(query).to_csv()
    assert graph.query("ASK { GRAPH ?g { ?h ev:locatedIn ?c . ?i rdf:subject ?h ; ev:rule ?r } }") is True


def test_a_folder_remembers_and_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build with it and one without differ by it alone, and the second leaves no trace of the first."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Alibaba is near Lazada.")
    build_into(Path("out"), [Path("a.txt")], FakeReader)
    before = Path("out/graph.nq").read_bytes()
    build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options(infer=True))
    assert Path("out/graph.nq").read_bytes() != before
    assert len(evigraph.load("out").graph.derived) == 1
    build_into(Path("out"), [Path("a.txt")], FakeReader)
    assert Path("out/graph.nq").read_bytes() == before
