"""Laws of a graph over time, of whatever documents, in whatever order, after whatever steps."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from evigraph.building import Built, build_in_memory, build_into, state, take_in
from evigraph.export.formats import dumps
from evigraph.graph.authority import Named
from evigraph.graph.model import Anchor, Decision, Graph, Record
from evigraph.graph.report import report
from evigraph.graph.workspace import Workspace
from evigraph.upkeep import add_to, decide_in, remove_from, undo_in
from fakes import FakeReader
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

# Names that are hard to tell apart or to bring together, and some that are hard on offsets.
TYPES = {
    "Jack Ma": "Person",
    "Ma": "Person",
    "John Kennedy": "Person",
    "John Fitzgerald Kennedy": "Person",
    "Alibaba": "Organization",
    "Alibaba Group": "Organization",
    "IMF": "Organization",
    "International Monetary Fund": "Organization",
    "the U.S.": "Place",
    "America": "Place",
    "Tromsø": "Place",
    "Tromso": "Place",
    "Springfield": "Place",
    "Room 101": "Place",
    "Room 102": "Place",
    "阿里巴巴": "Organization",
}
# One thing under two names, and two things under one.
RECORDS = (
    Named("http://x/1", "Alibaba", preferred=True),
    Named("http://x/1", "阿里巴巴"),
    Named("http://x/2", "Springfield"),
    Named("http://x/3", "Springfield"),
)
WORDS = (
    " met ",
    " never met ",
    " and ",
    ", the chemist, saw ",
    ", a footballer, saw ",
    ", Illinois, is near ",
    ". 🛒 ",
)
SOURCES = ("a.txt", "b.txt", "c.txt", "d.txt")


@pytest.fixture(scope="module", autouse=True)
def formats() -> Iterator[None]:
    """Write no picture of a graph, which takes longer than all the rest and is made of nothing but the graph."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("evigraph.publishing.LARGE", 0)
        yield


texts = st.lists(st.tuples(st.sampled_from(sorted(TYPES)), st.sampled_from(WORDS)), min_size=1, max_size=4).map(
    lambda said: "".join(map("".join, said)) + "all."
)
corpora = st.dictionaries(st.sampled_from(SOURCES), texts, min_size=1)


def reader() -> FakeReader:
    return FakeReader(types=TYPES)


def files(folder: Path, corpus: Mapping[str, str]) -> list[Path]:
    """Write documents into a folder, and return their paths."""
    folder.mkdir(exist_ok=True)
    for name, text in corpus.items():
        Path(folder, name).write_bytes(text.encode())
    return [Path(folder, name) for name in corpus]


def written(built: Built) -> tuple[bytes, str]:
    """Return what a graph is as bytes: all of its statements, and the report with what is not sure."""
    return dumps(built.graph, "nq"), json.dumps(report(built.graph), ensure_ascii=False)


def published(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".db"}


def sides(graph: Graph) -> list[Anchor | Record]:
    """Return all that a decision can set beside a place: every place, and every record."""
    return [*places(graph), *(Record(row.iri, row.name) for row in RECORDS)]


def places(graph: Graph) -> list[Anchor]:
    """Return every place that mentions something, as a decision points at it."""
    return [
        Anchor(said.document.id, each.start, each.end, each.text, each.type, said.document.source)
        for said in graph.readings
        for each in said.mentions
    ]


def assert_sound(graph: Graph) -> None:
    """Hold that nothing is said without a sentence, that every quote is the text there, and that no end is missing."""
    texts_ = {document.id: document.text for document in graph.documents}
    ids = {entity.id for entity in graph.entities}
    for entity in graph.entities:
        assert entity.mentions
        assert all(texts_[each.document][each.start : each.end] == each.text for each in entity.mentions)
    for relation in graph.relations:
        assert relation.evidence
        assert {relation.subject, relation.object} <= ids
        assert all(texts_[each.document][each.start : each.end] == each.quote for each in relation.evidence)


@settings(max_examples=6)
@given(first=corpora, second=corpora)
def test_subtraction(tmp_path_factory, first: dict[str, str], second: dict[str, str]) -> None:
    """Building A and B and removing B leaves the bytes of building A, and undo gives those of both back."""
    folder = tmp_path_factory.mktemp("law")
    paths = files(folder / "texts", second | first)
    others = sorted(second.keys() - first.keys())
    build_into(folder / "one", [path for path in paths if path.name in first], reader)
    build_into(folder / "two", paths, reader)
    whole = published(folder / "two")
    if others:
        remove_from(folder / "two", others)
        assert published(folder / "two") == published(folder / "one")
        undo_in(folder / "two")
    assert published(folder / "two") == whole


@settings(max_examples=25)
@given(corpus=corpora, chance=st.randoms(use_true_random=False))
def test_order(tmp_path_factory, corpus: dict[str, str], chance: Random) -> None:
    """In whatever order documents are given, the graph is the same."""
    paths = files(tmp_path_factory.mktemp("law"), corpus)
    shuffled = chance.sample(paths, len(paths))
    assert written(build_in_memory(shuffled, reader)) == written(build_in_memory(paths, reader))


@settings(max_examples=6)
@given(corpus=corpora, chance=st.randoms(use_true_random=False))
def test_adding_again(tmp_path_factory, corpus: dict[str, str], chance: Random) -> None:
    """Documents added one by one, in any order, and then again, give the bytes of one build; none is read twice."""
    folder = tmp_path_factory.mktemp("law")
    paths = files(folder / "texts", corpus)
    build_into(folder / "one", paths, reader)
    first, *rest = chance.sample(paths, len(paths))
    build_into(folder / "two", [first], reader)
    for path in rest:
        add_to(folder / "two", [path], reader)
    assert published(folder / "two") == published(folder / "one")
    again = reader()
    kept = add_to(folder / "two", paths, lambda: again)
    assert (again.seen, bool(kept.difference)) == ([], False)
    assert published(folder / "two") == published(folder / "one")


@settings(max_examples=6)
@given(corpus=corpora, data=st.data(), verdict=st.sampled_from(["same", "different"]))
def test_undoing_a_decision(tmp_path_factory, corpus: dict[str, str], data: st.DataObject, verdict: str) -> None:
    """Whatever is said of any two places, taking it back gives all bytes back."""
    folder = tmp_path_factory.mktemp("law")
    built = build_into(folder / "out", files(folder / "texts", corpus), reader)
    before = published(folder / "out")
    pick = st.sampled_from(places(built.graph))
    decide_in(folder / "out", [Decision(data.draw(pick), data.draw(pick), verdict)])
    undo_in(folder / "out")
    assert published(folder / "out") == before


class Folder(RuleBasedStateMachine):
    """A folder over time, beside a plain account of what it should hold."""

    @initialize()
    def open(self) -> None:
        self.home = Path(mkdtemp())
        self.workspace = Workspace.open(self.home)
        self.workspace.authority.replace(RECORDS)
        self.held: dict[str, str] = {}
        self.decisions: dict[int, Decision | dict[str, str]] = {}

    def teardown(self) -> None:
        if hasattr(self, "home"):
            self.workspace.close()
            shutil.rmtree(self.home)

    @rule(name=st.sampled_from(SOURCES), text=texts)
    def add(self, name: str, text: str) -> None:
        take_in(self.workspace, files(self.home / "texts", {name: text}), reader)
        self.held[name] = text

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def add_again(self, data: st.DataObject) -> None:
        before = written(state(self.workspace))
        name = data.draw(st.sampled_from(sorted(self.held)))
        take_in(self.workspace, files(self.home / "texts", {name: self.held[name]}), reader)
        assert written(state(self.workspace)) == before

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        names = data.draw(st.sets(st.sampled_from(sorted(self.held)), min_size=1))
        number = self.workspace.journal.remove(sorted(names))
        self.decisions[number] = {name: self.held.pop(name) for name in names}

    @precondition(lambda self: self.held)
    @rule(data=st.data(), verdict=st.sampled_from(["same", "different"]))
    def decide(self, data: st.DataObject, verdict: str) -> None:
        graph = state(self.workspace).graph
        one, other = data.draw(st.sampled_from(places(graph))), data.draw(st.sampled_from(sides(graph)))
        decision = Decision(one, other, verdict)
        before = written(state(self.workspace))
        self.workspace.journal.decide(decision)
        self.workspace.journal.undo()
        assert written(state(self.workspace)) == before
        self.decisions[self.workspace.journal.decide(decision)] = decision

    @precondition(lambda self: self.decisions)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.decisions)))
        self.workspace.journal.undo(number)
        gone = self.decisions.pop(number)
        if not isinstance(gone, Decision):
            self.held = gone | self.held

    @precondition(lambda self: hasattr(self, "home"))
    @invariant()
    def nothing_is_said_without_its_sentence(self) -> None:
        assert_sound(state(self.workspace).graph)

    @precondition(lambda self: hasattr(self, "home"))
    @invariant()
    def history_leaves_no_trace(self) -> None:
        """Hold that another folder with these documents and decisions, however it came to them, is the same."""
        said = (each for each in self.decisions.values() if isinstance(each, Decision))
        assert written(state(self.workspace)) == self._afresh(said)

    def _afresh(self, said: Iterable[Decision]) -> tuple[bytes, str]:
        with Workspace.open(Path(mkdtemp(dir=self.home))) as other:
            other.authority.replace(RECORDS)
            take_in(other, files(self.home / "texts", self.held), reader)
            for decision in said:
                other.journal.decide(decision)
            return written(state(other))


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)
