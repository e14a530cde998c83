"""What is one record of an authority is one thing, unless something forbids it, and a person has the last word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import evigraph
import pytest
from corpora import Named, anchor, decide, organization, person, place, reading
from evigraph.building import Options, build_into
from evigraph.graph.assemble import assemble
from evigraph.graph.authority import Authority, Kind
from evigraph.graph.authority import Named as Row
from evigraph.graph.database import Database
from evigraph.graph.journal import from_json, to_json
from evigraph.graph.model import Decision, Graph, Reading, Record
from evigraph.reviewing import from_csv, to_csv
from evigraph.upkeep import decide_in, decisions_in, undo_in
from fakes import FakeReader

BABA = Row("http://x/1", "Alibaba Group", preferred=True), Row("http://x/1", "Taobao Holding")
ALIBABA = reading("a", [organization("Alibaba"), person("Jack Ma")], (0, "foundedBy", 1, "asserted"))
TAOBAO = reading("b", [organization("Taobao Holding"), place("Hangzhou")], (0, "headquarteredIn", 1, "asserted"))


def linked(rows: Iterable[Row | Kind], *readings: Reading, decisions: Iterable[Decision] = ()) -> Graph:
    authority = Authority(Database.in_memory())
    authority.replace(rows)
    return assemble(readings, decisions=tuple(decisions), authority=authority)


def records(graph: Graph) -> dict[str, tuple[str, ...]]:
    return {entity.label: entity.same_as for entity in graph.entities}


def alone(rows: Iterable[Row | Kind], one: Named, other: Named) -> Graph:
    return linked(rows, reading("a", [one]), reading("b", [other], note="- "))


def test_one_record_is_one_thing() -> None:
    """Two names that no rule brings together are of one thing if the authority has both for one record."""
    assert len(assemble([ALIBABA, TAOBAO]).entities) == 4
    graph = linked(BABA, ALIBABA, TAOBAO)
    assert len(graph.entities) == 3
    assert records(graph)["Alibaba"] == ("http://x/1",)
    assert len({relation.subject for relation in graph.relations}) == 1
    assert graph.questions == ()


def test_also_within_one_document() -> None:
    """A document that has both names and does not put them side by side tells nothing apart."""
    both = reading("a", [organization("Alibaba"), place("Hangzhou"), organization("Taobao Holding")])
    assert len(linked(BABA, both).entities) == 2


def test_side_by_side_is_two() -> None:
    """What a text puts side by side is asked, not joined, and the record is that of the better name."""
    said = reading("a", [organization("Alibaba"), ("and", "Concept", ()), organization("Taobao Holding")])
    graph = linked(BABA, said)
    assert records(graph) == {"Alibaba": ("http://x/1",), "Taobao Holding": (), "and": ()}
    assert [question.reason for question in graph.questions] == ["both are one record of the authority"]


@pytest.mark.parametrize(
    ("rows", "one", "other"),
    [
        ((Row("x:1", "Alpha"), Row("x:1", "Beta")), organization("Alpha"), place("Beta")),
        ((Row("x:1", "Windows 10"), Row("x:1", "Windows 11")), organization("Windows 10"), organization("Windows 11")),
    ],
)
def test_a_guard_asks(rows: tuple[Row, ...], one: Named, other: Named) -> None:
    """Different classes and different numbers are not joined by an authority; it is a question, and no link is made."""
    graph = alone(rows, one, other)
    assert len(graph.entities) == 2
    assert [question.reason for question in graph.questions] == ["both are one record of the authority"]
    assert set(records(graph).values()) == {()}


def test_two_records_are_two_things() -> None:
    """Names that would be joined are not if the authority has a record for each."""
    one, other = organization("Stanford"), organization("Stanford University")
    assert len(alone((), one, other).entities) == 1
    graph = alone(
        (Row("x:1", "Stanford", preferred=True), Row("x:2", "Stanford University", preferred=True)), one, other
    )
    assert records(graph) == {"Stanford": ("x:1",), "Stanford University": ("x:2",)}


def test_an_acronym_that_is_spelled_out_is_its_long_name() -> None:
    """The AMA of marketing is not linked to the AMA of medicine for its letters."""
    rows = Row("x:1", "American Medical Association", preferred=True), Row("x:1", "AMA")
    marketing = reading("a", [organization("AMA", "American Marketing Association")])
    assert set(records(linked(rows, marketing)).values()) == {()}
    assert records(linked(rows, reading("a", [organization("AMA")])))["AMA"] == ("x:1",)


NAMESAKES = Row("x:1", "Alibaba", preferred=True), Row("x:2", "Alibaba", preferred=True)
FIRST = Decision(anchor(ALIBABA), Record("x:1", "Alibaba"), "same")


def test_one_of_two_records_is_a_question() -> None:
    """Each record that has the name is asked for, and nothing is linked until somebody says."""
    graph = linked(NAMESAKES, ALIBABA)
    assert records(graph)["Alibaba"] == ()
    assert [(each.other, each.joined) for each in graph.questions] == [
        (Record(iri, "Alibaba"), False) for iri in sorted(("x:1", "x:2"), key=lambda iri: _id(graph, iri))
    ]


def _id(graph: Graph, iri: str) -> str:
    return next(each.id for each in graph.questions if each.other == Record(iri, "Alibaba"))


def test_a_person_says_which_record_it_is() -> None:
    """Then it is linked, and nothing is asked."""
    graph = linked(NAMESAKES, ALIBABA, decisions=[FIRST])
    assert records(graph)["Alibaba"] == ("x:1",)
    assert graph.questions == ()


def test_a_person_says_which_record_it_is_not() -> None:
    """Of two records the other one is left; of one, none."""
    no = [Decision(FIRST.one, FIRST.other, "different")]
    assert records(linked(NAMESAKES, ALIBABA, decisions=no))["Alibaba"] == ("x:2",)
    assert records(linked(NAMESAKES[:1], ALIBABA, decisions=no))["Alibaba"] == ()


def test_the_last_record_counts() -> None:
    """What was said before of another record is told as not followed."""
    second = Decision(FIRST.one, Record("x:2", "Alibaba"), "same")
    graph = linked(NAMESAKES, ALIBABA, decisions=[FIRST, second])
    assert records(graph)["Alibaba"] == ("x:2",)
    assert graph.unheeded == (FIRST,)
    assert records(linked(NAMESAKES, ALIBABA, decisions=[second, FIRST]))["Alibaba"] == ("x:1",)


def test_one_name_and_two_records_are_two_things() -> None:
    """A person who says so of two documents parts what has one name."""
    again = reading("b", [organization("Alibaba")], note="- ")
    second = Decision(anchor(again), Record("x:2", "Alibaba"), "same")
    graph = linked(NAMESAKES, ALIBABA, again, decisions=[FIRST, second])
    assert sorted(entity.same_as for entity in graph.entities if entity.label == "Alibaba") == [("x:1",), ("x:2",)]


def test_what_is_said_of_a_record_waits_for_it() -> None:
    """Without an authority, or with one that lacks the record, it changes nothing."""
    assert assemble([ALIBABA], decisions=[FIRST]) == assemble([ALIBABA])
    others = (Row("x:9", "Alibaba", preferred=True),)
    assert records(linked(others, ALIBABA, decisions=[FIRST]))["Alibaba"] == ("x:9",)


def test_two_names_of_one_record_part_when_a_person_says_so() -> None:
    """The word of a person goes before the authority."""
    graph = linked(BABA, ALIBABA, TAOBAO, decisions=[decide("different", ALIBABA, TAOBAO)])
    assert len(graph.entities) == 4


def test_what_is_said_of_a_record_is_one_line_and_comes_back() -> None:
    """As any other decision."""
    assert from_json(to_json(FIRST)) == FIRST


def test_a_link_is_reviewed_and_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table asks of the record, the verdict links, and undoing it gives all bytes back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Alibaba is in Hangzhou.")
    (tmp_path / "k.csv").write_text("id,label\nhttp://x/1,Alibaba\nhttp://x/2,Alibaba\n")
    build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options((Path("k.csv"),)))
    before, graph = Path("out/graph.nq").read_bytes(), evigraph.load("out").graph
    table = to_csv(graph)
    assert ",record,http://x/1," in table
    row = next(line for line in table.splitlines() if "http://x/1," in line)
    filled = table.replace(row, row.replace(",,", ",same,", 1))
    kept = decide_in(Path("out"), from_csv(filled, graph, decisions_in(Path("out"))))
    assert records(kept.built.graph)["Alibaba"] == ("http://x/1",)
    assert [change.now[0].same_as for change in kept.difference.entities] == [("http://x/1",)]
    undo_in(Path("out"))
    assert Path("out/graph.nq").read_bytes() == before
