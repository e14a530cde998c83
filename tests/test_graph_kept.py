"""A graph that stays on disk is the graph that fits in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from evigraph import building, publishing
from evigraph.benchmarks.scale.made import documents
from evigraph.export.formats import FOLDERS, FORMATS, write
from evigraph.graph.assemble import assemble, assemble_kept
from evigraph.graph.kept import Documents, Relations
from evigraph.graph.model import Anchor, Decision, Document, Evidence, Failure, Graph, Reading, Relation, Value
from evigraph.graph.workspace import Workspace
from hypothesis import given
from hypothesis import strategies as st

MADE = [made.reading for made in documents(60)]
PARTS = ("documents", "entities", "relations", "readings", "failures", "dropped", "questions", "unheeded", "derived")


def stored(workspace: Workspace, readings: Sequence[Reading]) -> Workspace:
    """Put readings into a workspace."""
    for reading in readings:
        workspace.put(reading, "made")
    return workspace


def held(graph: Graph) -> Graph:
    """Take a graph into memory."""
    return Graph(**{name: tuple(getattr(graph, name)) for name in PARTS})


def test_the_same_graph(tmp_path: Path) -> None:
    """Entities, relations with their evidence, questions and what follows are equal, and so is their order."""
    failures = [Failure("b.txt", "vanished", "look"), Failure("a.txt", "vanished", "look")]
    with stored(Workspace.open(tmp_path), MADE) as workspace:
        kept = assemble_kept(workspace, failures=failures, derive=True)
        assert held(kept) == assemble(MADE, failures=failures, derive=True)
        assert [len(kept.documents), len(kept.relations)] == [len(list(kept.documents)), len(list(kept.relations))]


@given(order=st.permutations(range(12)), copies=st.lists(st.integers(0, 11), max_size=3))
def test_whatever_the_order_and_however_often(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], copies: list[int]
) -> None:
    """The order of reading leaves no trace, and one text from several sources is one document."""
    readings = [MADE[number] for number in order]
    with stored(Workspace.open(tmp_path_factory.mktemp("kept")), readings) as workspace:
        for number in copies:
            workspace.put(MADE[number], "made", source=f"twin {number}")
        assert held(assemble_kept(workspace)) == assemble(MADE[:12])


def test_decisions_count(tmp_path: Path) -> None:
    """What a person told apart is apart."""
    with stored(Workspace.open(tmp_path), MADE) as workspace:
        entity = next(each for each in assemble(MADE).entities if len({at.document for at in each.mentions}) > 1)
        sources = {reading.document.id: reading.document.source for reading in MADE}
        one, *_, other = (
            Anchor(at.document, at.start, at.end, at.text, entity.type, sources[at.document]) for at in entity.mentions
        )
        decisions = [Decision(one, other, "different")]
        found = assemble_kept(workspace, decisions=decisions)
        assert held(found) == assemble(MADE, decisions=decisions)
        assert len(found.entities) > len(assemble(MADE).entities)


def test_relations_are_in_the_order_of_memory() -> None:
    """Values stand beside things of the same name, with and without a datatype and a unit."""
    evidence = (Evidence("c", "d", 0, 1, "A", (0, 1), None),)
    ends: list[str | Value] = [
        *("5", "a", "\ud800", "é"),
        *(
            Value("5", datatype, unit=unit)
            for datatype in ("xsd:integer", "xsd:decimal")
            for unit in (None, "EUR", "USD")
        ),
    ]
    relations = [Relation(subject, "p", end, evidence) for subject in ("b", "a") for end in ends]
    ordered = sorted(
        relations,
        key=lambda each: (
            each.subject,
            *(
                (each.object.value, each.object.datatype, str(each.object.unit))
                if isinstance(each.object, Value)
                else (each.object,)
            ),
        ),
    )
    assert list(Relations([("d", relations)])) == ordered


def test_a_document_is_found_by_its_id(tmp_path: Path) -> None:
    """Without going through all of them."""
    with stored(Workspace.open(tmp_path), MADE) as workspace:
        found = Documents(workspace)
        assert found.get(MADE[7].document.id) == MADE[7].document
        assert found.get("none") is None
        assert MADE[7].document in found
        assert Document.of("x", source="x") not in found


@pytest.mark.parametrize("format_", [*FORMATS, *FOLDERS])
def test_every_format_has_the_same_bytes(tmp_path: Path, format_: str) -> None:
    """Whatever is written of a graph that stays on disk is what is written of it in memory."""
    with stored(Workspace.open(tmp_path), MADE) as workspace:
        write(assemble_kept(workspace, derive=True), tmp_path / "kept", format_)
    write(assemble(MADE, derive=True), tmp_path / "held", format_)
    assert content(tmp_path / "kept") == content(tmp_path / "held")


def content(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of each file in a folder."""
    files = path.iterdir() if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


def test_a_graph_on_disk_is_gone_through_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files of a folder take five rounds through its relations, each of which reads them from the disk again."""
    rounds = []
    read = Relations.__iter__
    monkeypatch.setattr(Relations, "__iter__", lambda relations: rounds.append(1) or read(relations))
    monkeypatch.setattr(publishing, "LARGE", 10)
    monkeypatch.setattr(building, "LARGE", 10)
    with stored(Workspace.open(tmp_path), MADE) as workspace:
        publishing.publish(building.state(workspace), tmp_path, workspace)
    assert (tmp_path / "graph.nq").exists()
    assert not (tmp_path / "graph.html").exists()
    assert len(rounds) <= 5
