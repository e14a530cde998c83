"""The graph of a folder over time: documents come and go, decisions are taken and taken back, and no trace stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import evigraph
import pytest
from evigraph.building import build_into
from evigraph.errors import DocumentError, WorkspaceError
from evigraph.graph.model import Decision
from evigraph.reviewing import COLUMNS, ask, from_csv, to_csv
from evigraph.upkeep import add_to, before, decide_in, decisions_in, entries_in, remove_from, undo_in
from fakes import FakeReader
from folders import outputs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXTS = {
    "a.txt": "Alibaba is in Hangzhou.",
    "b.txt": "Jack Ma left Alibaba.",
    "c.txt": "Lazada is near Hangzhou.",
    "d.txt": "Il grande Jack Ma parla con la gente della sua città e non con altri.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four documents in a folder, from where the tests run; the last one gives a notice."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def build(out: str, *names: str) -> None:
    build_into(Path(out), [Path(name) for name in names], FakeReader)


def test_adding_is_building_with_it(folder: Path) -> None:
    """Adding C to the graph of A and B gives the graph of A, B and C, byte for byte."""
    build("one", "a.txt", "b.txt", "c.txt")
    build("two", "a.txt", "b.txt")
    reader = FakeReader()
    add_to(Path("two"), [Path("c.txt")], lambda: reader)
    assert reader.seen == ["c.txt"]
    assert outputs("one") == outputs("two")


def test_adding_twice_changes_nothing(folder: Path) -> None:
    """A document that is there is not read again and leaves all bytes as they are."""
    build("out", "a.txt", "d.txt")
    first = outputs("out")
    kept = add_to(Path("out"), [Path("d.txt")], FakeReader)
    assert (kept.built.read, kept.built.unchanged, bool(kept.difference)) == (0, 1, False)
    assert outputs("out") == first


def test_removing_is_exact_subtraction(folder: Path) -> None:
    """Building A and B and removing B gives the bytes of A, notices and all."""
    build("one", "a.txt", "d.txt")
    build("two", "a.txt", "b.txt", "c.txt", "d.txt")
    remove_from(Path("two"), ["b.txt", "c.txt"])
    assert outputs("one") == outputs("two")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=1), st.sets(st.sampled_from(sorted(TEXTS)), min_size=1))
def test_subtraction_is_a_law(folder: Path, first: set[str], second: set[str]) -> None:
    """Whatever the two sets are, build(A and B) without B is build(A), byte for byte, and undo brings B back."""
    gone = sorted(second - first)
    build("one", *sorted(first))
    build("two", *sorted(first | second))
    whole = outputs("two")
    if gone:
        remove_from(Path("two"), gone)
        assert outputs("one") == outputs("two")
        undo_in(Path("two"))
    assert outputs("two") == whole


def test_undoing_a_removal_restores_every_byte(folder: Path) -> None:
    """What was told of the document comes back with it."""
    build("out", "a.txt", "d.txt")
    first = outputs("out")
    remove_from(Path("out"), ["d.txt"])
    assert outputs("out") != first
    undo_in(Path("out"))
    assert outputs("out") == first


def test_removal_for_good_leaves_nothing_to_undo(folder: Path) -> None:
    """The text is not in the file any more."""
    build("out", "a.txt", "b.txt")
    remove_from(Path("out"), ["b.txt"], for_good=True)
    assert entries_in(Path("out")) == ()
    with pytest.raises(WorkspaceError, match="no decision to take back"):
        undo_in(Path("out"))


def test_a_folder_of_sources_is_removed_with_one_word(folder: Path) -> None:
    """So are the lines of a file."""
    (folder / "texts").mkdir()
    (folder / "texts" / "x.txt").write_text("Lazada")
    (folder / "n.jsonl").write_text('{"text": "Alibaba"}\n{"text": "Jack Ma"}\n')
    build("out", "a.txt", "texts", "n.jsonl")
    assert len(remove_from(Path("out"), ["texts", "n.jsonl"]).built.graph.documents) == 1


def test_an_unknown_source_is_refused(folder: Path) -> None:
    """The cure says what there is, and nothing is changed."""
    build("out", "a.txt")
    with pytest.raises(DocumentError, match=r"z.txt: is no document of this graph \(it has a.txt\)"):
        remove_from(Path("out"), ["a.txt", "z.txt"])
    assert entries_in(Path("out")) == ()


def test_nothing_is_kept_up_where_nothing_was_built(folder: Path) -> None:
    """Adding to an empty folder makes no workspace behind one's back."""
    with pytest.raises(WorkspaceError, match="evigraph build"):
        add_to(folder / "nowhere", [Path("a.txt")], FakeReader)
    assert not (folder / "nowhere").exists()


def namesakes(folder: Path) -> tuple[Decision, dict[str, bytes]]:
    build("out", "b.txt", "d.txt")
    first, second = evigraph.load("out").graph.readings
    one, two = (next(each for each in said.mentions if each.text == "Jack Ma") for said in (first, second))
    sides = [
        evigraph.graph.model.Anchor(said.document.id, each.start, each.end, each.text, each.type, said.document.source)
        for said, each in ((first, one), (second, two))
    ]
    return Decision(sides[0], sides[1], "different"), outputs("out")


def test_a_decision_survives_a_rebuild_and_its_undoing_restores_every_byte(folder: Path) -> None:
    """Two people of one name stay two, until the decision is taken back."""
    decision, first = namesakes(folder)
    kept = decide_in(Path("out"), [decision])
    decided = outputs("out")
    assert [len(change.now) for change in kept.difference.entities] == [2]
    build("out", "b.txt", "d.txt")
    assert outputs("out") == decided != first
    undo_in(Path("out"))
    assert outputs("out") == first


def test_the_graph_before_a_decision(folder: Path) -> None:
    """It is the one that was, removed documents and all."""
    decision, _ = namesakes(folder)
    was = evigraph.load("out").graph
    decide_in(Path("out"), [decision])
    remove_from(Path("out"), ["d.txt"])
    assert before(Path("out"), 1) == was
    with pytest.raises(WorkspaceError, match="holds no decision 9"):
        before(Path("out"), 9)


def asked(folder: Path) -> None:
    """Make three people of one name, two of which are told apart: two questions are open."""
    decision, _ = namesakes(folder)
    (folder / "e.txt").write_text("Who is Jack Ma?")
    add_to(Path("out"), [Path("e.txt")], FakeReader)
    decide_in(Path("out"), [decision])


def test_questions_go_round_as_a_table(folder: Path) -> None:
    """A table that was filled in answers, and answers no more when it is given again."""
    asked(folder)
    graph = evigraph.load("out").graph
    empty = to_csv(graph)
    assert len(empty.splitlines()) == 3
    assert from_csv(empty, graph, decisions_in(Path("out"))) == []
    filled = empty.replace(",,different", ",same,different", 1)
    decisions = from_csv(filled, graph, decisions_in(Path("out")))
    assert [decision.verdict for decision in decisions] == ["same"]
    after = decide_in(Path("out"), decisions).built.graph
    assert (len(after.questions), len(after.entities)) == (0, len(graph.entities) - 1)
    assert from_csv(filled, after, decisions_in(Path("out"))) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("name\n", "has no column id and no column verdict"),
        ("", "has no column id"),
        ("id,verdict\nq1,maybe\n", "line 2: 'maybe' is no verdict"),
        ("id,verdict\nq1,same\n", "nobody asked 'q1'"),
    ],
)
def test_a_table_that_answers_nothing_is_refused(folder: Path, content: str, problem: str) -> None:
    """The line and the cure are named."""
    asked(folder)
    with pytest.raises(DocumentError, match=problem):
        from_csv(content, evigraph.load("out").graph, ())


def test_a_table_holds_no_formula(folder: Path) -> None:
    """What a text says is no formula for a spreadsheet."""
    (folder / "b.txt").write_text('=HYPERLINK("http://x") Jack Ma')
    asked(folder)
    assert "\n=" not in to_csv(evigraph.load("out").graph)
    assert ",=" not in to_csv(evigraph.load("out").graph)
    assert to_csv(evigraph.load("out").graph).splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [("sd", ["same", "different"]), ("kq", []), (["skip", "Different"], ["different"]), (["", "q"], [])],
)
def test_questions_are_put_one_by_one(folder: Path, answers: list[str], verdicts: list[str]) -> None:
    """Each with both sentences; a letter or a word answers."""
    asked(folder)
    left, shown = iter(answers), []

    def prompt(text: str) -> str:
        shown.append(text)
        return next(left)

    assert [decision.verdict for decision in ask(evigraph.load("out").graph, prompt)] == verdicts
    assert "[Jack Ma]" in shown[0]


def test_an_old_workspace_is_brought_up_to_date(folder: Path) -> None:
    """A folder of the first version opens, also for reading, and loses nothing."""
    import sqlite3

    build("out", "a.txt")
    was = evigraph.load("out").graph
    connection = sqlite3.connect("out/workspace.db", isolation_level=None)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'readings'").fetchall()
    for (table,) in tables:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert evigraph.load("out").graph == was
    remove_from(Path("out"), ["a.txt"])
    undo_in(Path("out"))
    assert evigraph.load("out").graph == was


KILLED = """
import os, signal
from pathlib import Path
from evigraph.building import build_into
from fakes import FakeReader

class Killed(FakeReader):
    def read(self, document):
        if document.source == "c.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)

build_into(Path("out"), [Path(name) for name in ("a.txt", "b.txt", "c.txt", "d.txt")], Killed)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows cannot kill so")
def test_a_killed_build_loses_the_document_it_was_reading(folder: Path) -> None:
    """A process that is killed has kept all it had read, and the next one reads the rest."""
    ways = os.pathsep.join((str(Path(__file__).parent), *sys.path))
    done = subprocess.run([sys.executable, "-c", KILLED], env={**os.environ, "PYTHONPATH": ways}, check=False)  # noqa: S603 - our own script
    assert done.returncode == -signal.SIGKILL
    reader = FakeReader()
    build_into(Path("out"), [Path(name) for name in sorted(TEXTS)], lambda: reader)
    assert reader.seen == ["c.txt", "d.txt"]
    build("whole", *sorted(TEXTS))
    assert outputs("out") == outputs("whole")


def test_an_emptied_workspace_is_not_built_over(folder: Path) -> None:
    """Where a graph is, an empty workspace has lost decisions, and nothing is done behind one's back."""
    build("out", "a.txt")
    first = outputs("out")
    Path("out/workspace.db").write_bytes(b"")
    for act in (
        lambda: build("out", "a.txt"),
        lambda: remove_from(Path("out"), ["a.txt"]),
        lambda: evigraph.load("out"),
    ):
        with pytest.raises(WorkspaceError, match=r"is empty .*put back a copy"):
            act()
    assert outputs("out") == first
    Path("out/workspace.db").unlink()
    build("out", "a.txt")
    assert outputs("out") == first


def test_a_locked_workspace_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes, a change says so and leaves all bytes; reading goes on."""
    import sqlite3

    monkeypatch.setattr("evigraph.graph.database._PATIENCE", 0.01)
    build("out", "a.txt", "b.txt")
    first, was = outputs("out"), evigraph.load("out").graph
    other = sqlite3.connect("out/workspace.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for act in (lambda: build("out", "c.txt"), lambda: remove_from(Path("out"), ["a.txt"])):
        with pytest.raises(WorkspaceError, match=r"in use by another process .*wait"):
            act()
    assert evigraph.load("out").graph == was
    other.close()
    assert (outputs("out"), evigraph.load("out").graph) == (first, was)


def test_the_report_tells_of_open_questions(folder: Path) -> None:
    """What is not sure is in the report, with the reason."""
    asked(folder)
    found = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert len(found["questions"]) == 2
    assert found["questions"][0]["reason"]
    assert found["unheeded"] == []
