"""What a person decides holds, over rebuilds and new readings, and leaves no trace once it is taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corpora import anchor, decide, organization, person, place, reading
from evigraph.errors import WorkspaceError
from evigraph.graph.assemble import assemble
from evigraph.graph.database import Database
from evigraph.graph.journal import Journal, from_json, to_json
from evigraph.graph.model import Decision, Graph, Reading
from evigraph.graph.workspace import Workspace
from hypothesis import given
from hypothesis import strategies as st

OPENAI = reading("a", [organization("OpenAI"), person("Sam Altman")], (0, "chiefExecutive", 1, "asserted"))
LAB = reading("b", [organization("Open AI Lab"), place("San Francisco")], (0, "headquarteredIn", 1, "asserted"))
SMITH = reading("c", [person("John Smith")])
NAMESAKE = reading("d", [person("John Smith")], note="Another: ")
THIRD = reading("e", [person("John Smith")], note="Who? ")


def labels(graph: Graph) -> list[str]:
    return sorted(entity.label for entity in graph.entities)


def test_same_joins_what_no_rule_would() -> None:
    """The word of a person goes before all rules, and the claims of both are the claims of one."""
    graph = assemble([OPENAI, LAB], decisions=[decide("same", OPENAI, LAB)])
    assert labels(graph) == ["OpenAI", "Sam Altman", "San Francisco"]
    assert len({relation.subject for relation in graph.relations}) == 1


def test_different_parts_what_has_one_name() -> None:
    """Two of one name are two things once somebody says so, with ids of their own."""
    graph = assemble([SMITH, NAMESAKE], decisions=[decide("different", SMITH, NAMESAKE)])
    assert labels(graph) == ["John Smith", "John Smith"]
    assert len({entity.id for entity in graph.entities}) == 2


def test_a_third_of_the_name_is_a_question() -> None:
    """Once two are told apart, nobody knows which of them a third is."""
    graph = assemble([SMITH, NAMESAKE, THIRD], decisions=[decide("different", SMITH, NAMESAKE)])
    assert len(graph.entities) == 3
    assert len(graph.questions) == 2


def test_an_answer_closes_the_question() -> None:
    """What was decided is not asked again, nor what follows from it."""
    decisions = [decide("different", SMITH, NAMESAKE), decide("same", SMITH, THIRD)]
    graph = assemble([SMITH, NAMESAKE, THIRD], decisions=decisions)
    assert len(graph.entities) == 2
    assert graph.questions == ()


def test_the_last_word_on_a_pair_counts() -> None:
    """Saying otherwise later is a change of mind, in either order of the two."""
    decisions = [decide("different", SMITH, NAMESAKE), decide("same", NAMESAKE, SMITH)]
    assert len(assemble([SMITH, NAMESAKE], decisions=decisions).entities) == 1


def test_contradictions_are_told() -> None:
    """One of three decisions that cannot all hold is named, and no two that were told apart are one."""
    decisions = [decide("same", OPENAI, LAB), decide("same", LAB, SMITH), decide("different", OPENAI, SMITH)]
    graph = assemble([OPENAI, LAB, SMITH], decisions=decisions)
    assert len(graph.unheeded) == 1
    assert len(graph.entities) == 4


def test_a_decision_waits_for_its_documents() -> None:
    """A decision about a document that is not there changes nothing until it is."""
    decision = decide("same", OPENAI, LAB)
    assert assemble([OPENAI], decisions=[decision]) == assemble([OPENAI])
    assert labels(assemble([OPENAI, LAB], decisions=[decision])) != labels(assemble([OPENAI, LAB]))


def test_decisions_survive_another_reading() -> None:
    """A reader that numbers and names entities otherwise still finds the place."""
    again = replace(
        LAB,
        mentions=tuple(replace(each, id=f"x{each.id}", entity=f"x{each.entity}") for each in LAB.mentions),
        entities=tuple(replace(each, id=f"x{each.id}", label=f"{each.label}!") for each in LAB.entities),
        claims=(),
    )
    graph = assemble([OPENAI, again], decisions=[decide("same", OPENAI, LAB)])
    assert len(graph.entities) == 3


def test_decisions_survive_a_changed_text() -> None:
    """When a document is edited, the thing of that name in that source is meant."""
    edited = reading("b", [place("California"), organization("Open AI Lab")])
    graph = assemble([OPENAI, edited], decisions=[decide("same", OPENAI, LAB)])
    assert len(graph.entities) == 3


def test_a_decision_is_one_line_and_comes_back() -> None:
    """Whatever a source is called."""
    decision = Decision(replace(anchor(OPENAI), source="caf\udce9\n"), anchor(LAB), "different")
    assert "\n" not in to_json(decision)
    assert from_json(to_json(decision)) == decision


def test_removal_puts_aside(tmp_path: Path) -> None:
    """A removed document is not among the readings, and comes back as it was."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(OPENAI, "r1")
        workspace.put(LAB, "r1")
        workspace.journal.remove(["b"])
        assert list(workspace.readings()) == [OPENAI]
        assert len(list(workspace.readings(before=1))) == 2
        workspace.journal.undo()
        assert {each.document.source for each in workspace.readings()} == {"a", "b"}


def test_what_was_added_again_stays(tmp_path: Path) -> None:
    """Taking back a removal does not replace what was put there since."""
    edited = reading("b", [organization("Open AI Lab")])
    with Workspace.open(tmp_path) as workspace:
        workspace.put(LAB, "r1")
        workspace.journal.remove(["b"])
        workspace.put(edited, "r1")
        workspace.journal.undo()
        assert list(workspace.readings()) == [edited]


def test_erased_is_gone(tmp_path: Path) -> None:
    """Nothing brings back what was erased, also if it had been removed before."""
    with Workspace.open(tmp_path) as workspace:
        workspace.put(LAB, "r1")
        workspace.journal.remove(["b"])
        workspace.erase(["b"])
        workspace.journal.undo()
        assert list(workspace.readings()) == []


@pytest.mark.parametrize("number", [None, 7])
def test_no_such_decision(tmp_path: Path, number: int | None) -> None:
    """The cure is a command that lists them."""
    with Workspace.open(tmp_path) as workspace, pytest.raises(WorkspaceError, match="undo DIR --list"):
        workspace.journal.undo(number)


def test_a_damaged_decision_is_named(tmp_path: Path) -> None:
    """Half a record is not half a decision."""
    database = Database.open(tmp_path)
    with database.transaction():
        database.execute("INSERT INTO decisions VALUES (1, 'same', '{}')")
    with pytest.raises(WorkspaceError, match="decision 1 cannot be read"):
        Journal(database).entries()
    database.close()


CORPUS = [OPENAI, LAB, SMITH, NAMESAKE, THIRD]
decisions = st.builds(decide, st.sampled_from(["same", "different"]), st.sampled_from(CORPUS), st.sampled_from(CORPUS))


@given(st.lists(decisions, max_size=5), st.sets(st.integers(0, 4)), st.randoms(use_true_random=False))
def test_order_of_readings_leaves_no_trace(said: list[Decision], chosen: set[int], random: object) -> None:
    """With decisions, too, the order of documents does not matter."""
    readings = [CORPUS[index] for index in sorted(chosen)]
    shuffled = sorted(readings, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis gives no type
    assert assemble(shuffled, decisions=said) == assemble(readings, decisions=said)


@given(st.lists(decisions, max_size=5))
def test_no_two_told_apart_are_one(said: list[Decision]) -> None:
    """Whatever else is said, two that were told apart last are two."""
    graph = assemble(CORPUS, decisions=said)
    home = {(each.document, each.start): entity.id for entity in graph.entities for each in entity.mentions}
    latest = {decision.id: decision for decision in said}
    for decision in latest.values():
        places = [(side.document, side.start) for side in (decision.one, decision.other)]
        if decision.verdict == "different" and places[0] != places[1]:
            assert home[places[0]] != home[places[1]]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(CORPUS)),
        st.tuples(st.just("remove"), st.sampled_from("abcde")),
        st.tuples(st.just("decide"), decisions),
    ),
    max_size=8,
)


def _do(workspace: Workspace, step: tuple[str, object]) -> bool:
    """Take a step, and tell whether it is a decision that can be taken back."""
    name, what = step
    if name == "put" and isinstance(what, Reading):
        workspace.put(what, "r1")
    elif name == "decide" and isinstance(what, Decision):
        workspace.journal.decide(what)
        return True
    elif name == "remove" and isinstance(what, str) and what in workspace.sources():
        workspace.journal.remove([what])
        return True
    return False


def _graph(workspace: Workspace) -> Graph:
    return assemble(workspace.readings(), decisions=workspace.journal.decisions())


@given(steps)
def test_undo_is_the_inverse(tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, object]]) -> None:
    """After any steps, taking back a decision gives the state before it, journal and all."""
    with Workspace.open(tmp_path_factory.mktemp("workspace")) as workspace:
        for step in taken:
            before = list(workspace.readings()), workspace.journal.entries(), _graph(workspace)
            if _do(workspace, step):
                workspace.journal.undo()
                assert (list(workspace.readings()), workspace.journal.entries(), _graph(workspace)) == before
                _do(workspace, step)


@given(steps)
def test_evidence_holds_after_any_steps(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, object]]
) -> None:
    """No relation is without evidence, no quote differs from its text, and no end is missing."""
    with Workspace.open(tmp_path_factory.mktemp("workspace")) as workspace:
        for step in taken:
            _do(workspace, step)
        graph = _graph(workspace)
    texts = {document.id: document.text for document in graph.documents}
    ids = {entity.id for entity in graph.entities}
    for relation in graph.relations:
        assert relation.evidence
        assert {relation.subject, relation.object} <= ids
        assert all(texts[each.document][each.start : each.end] == each.quote for each in relation.evidence)
