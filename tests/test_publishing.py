"""A graph too large for memory gives the files that one in memory gives, except the view."""

from __future__ import annotations

import json
from contextlib import closing

import evigraph
import pytest
from evigraph.benchmarks.scale.made import MadeReader, documents
from evigraph.export.sorting import Gathered
from evigraph.upkeep import remove_from
from hypothesis import given
from hypothesis import strategies as st

FILES = ["graph.ttl", "graph.nq", "graph.graphml", "vocabulary.ttl", "shapes.ttl", "report.json"]


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Forty documents in a file of lines."""
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"text": made.document.text, "source": made.document.source}) for made in documents(40)]
    (tmp_path / "made.jsonl").write_text("\n".join(lines))


@pytest.fixture
def large(monkeypatch):
    """Take forty documents for too many."""
    for module in ("building", "publishing"):
        monkeypatch.setattr(f"evigraph.{module}.LARGE", 39)


def test_a_large_graph_has_the_same_files_and_no_view(texts, tmp_path, request):
    """What was drawn while the graph was small goes, and comes again."""
    evigraph.build("made.jsonl", output="small", reader=MadeReader(40))
    evigraph.build("made.jsonl", output="grown", reader=MadeReader(40))
    request.getfixturevalue("large")
    (tmp_path / "grown" / "graph.nq").unlink()
    graph = evigraph.build("made.jsonl", output="grown", reader=MadeReader(40)).graph
    assert graph == evigraph.load("small").graph
    for name in FILES:
        assert (tmp_path / "small" / name).read_bytes() == (tmp_path / "grown" / name).read_bytes()
    assert not (tmp_path / "grown" / "graph.html").exists()
    kept = remove_from(tmp_path / "grown", ["made-0000000.txt"])
    assert kept.built.summary.documents == 39
    assert (tmp_path / "grown" / "graph.html").exists()


def test_a_large_graph_that_has_not_changed_is_left_alone(texts, tmp_path, large):
    """Also without a view."""
    evigraph.build("made.jsonl", output="out", reader=MadeReader(40))
    before = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in FILES}
    again = evigraph.build("made.jsonl", output="out", reader=MadeReader(40))
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in FILES} == before
    assert len(again.graph.documents) == 40


words = st.text("ab\x00é\ud7ff\U0001f600", max_size=2)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.tuples(words, words, words)))), st.integers(1, 5))
def test_sorting_on_disk_is_sorting(groups, room):
    """Whatever fits in memory, things and rows come in their order, each once, and again when they are asked for."""
    expected = {thing: sorted({row for other, rows in groups if other == thing for row in rows}) for thing, _ in groups}
    with closing(Gathered(groups, room=room)) as found:
        assert list(found) == list(found) == sorted(expected.items())
