"""A folder holds the graph of just the documents it was built from, and a second build reads only what changed."""

from __future__ import annotations

import json

import evigraph
import pytest
from evigraph import DocumentError, OutputError, WorkspaceError
from fakes import FakeReader
from folders import OUTPUTS, outputs, texts_in


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Two documents in a folder, from where the tests run."""
    monkeypatch.chdir(tmp_path)
    return texts_in(tmp_path, {"a.txt": "Alibaba is in Hangzhou.", "b.txt": "Jack Ma left Alibaba."})


def test_a_build_writes_its_files_and_nothing_else(texts, tmp_path):
    """No unfinished file stays behind."""
    evigraph.build("texts", output="out", reader=FakeReader())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*OUTPUTS, "workspace.db"])


def test_a_second_build_reads_only_what_changed(texts):
    """A new text under an old name is read, the others are not."""
    evigraph.build("texts", output="out", reader=FakeReader())
    (texts / "b.txt").write_text("Jack Ma founded Alibaba.")
    reader = FakeReader()
    built = evigraph.build("texts", output="out", reader=reader)
    assert reader.seen == ["texts/b.txt"]
    assert {document.text for document in built.graph.documents} == {
        "Alibaba is in Hangzhou.",
        "Jack Ma founded Alibaba.",
    }


def test_another_reader_reads_everything_again(texts):
    """Readings of one model are not taken for those of another."""
    evigraph.build("texts", output="out", reader=FakeReader())
    reader = FakeReader("fake-2")
    evigraph.build("texts", output="out", reader=reader)
    assert len(reader.seen) == 2


def test_a_rebuild_gives_the_same_bytes(texts, tmp_path):
    """What was read before is worth as much as what is read now."""
    evigraph.build("texts", output="out", reader=FakeReader())
    first = outputs(tmp_path / "out")
    evigraph.build("texts", output="out", reader=FakeReader())
    assert outputs(tmp_path / "out") == first


def test_a_document_that_goes_leaves_no_trace(texts, tmp_path):
    """Building A and B, then A alone, is building A."""
    evigraph.build("texts/a.txt", output="alone", reader=FakeReader())
    evigraph.build("texts", output="out", reader=FakeReader())
    evigraph.build("texts/a.txt", output="out", reader=FakeReader())
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")


def test_the_order_of_paths_does_not_matter(texts, tmp_path):
    """The same documents in another order are the same graph, also in memory."""
    evigraph.build(["texts/a.txt", "texts/b.txt"], output="one", reader=FakeReader())
    evigraph.build(["texts/b.txt", "texts/a.txt"], output="two", reader=FakeReader())
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")
    assert evigraph.build("texts", reader=FakeReader()).graph == evigraph.load("one").graph


def test_failures_and_notices_are_in_the_report(texts, tmp_path):
    """What was skipped or assumed is told with its cause, the other documents are there."""
    (texts / "empty.txt").write_bytes(b"")
    (texts / "latin.txt").write_bytes("Hangzhou: un café à la crème".encode("cp1252"))
    (texts / "photo.png").write_bytes(b"\x89PNG")
    built = evigraph.build(["texts", "missing.txt"], output="out", reader=FakeReader())
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [failure["source"] for failure in report["failures"]] == ["missing.txt", "texts/empty.txt"]
    assert [notice["source"] for notice in report["notices"]] == ["texts/latin.txt", "texts/photo.png"]
    assert len(built.graph.documents) == 3


def test_an_interrupted_build_goes_on_where_it_was(texts):
    """Each reading is kept as soon as it is made."""

    class Interrupted(FakeReader):
        def read(self, document):
            if self.seen:
                raise KeyboardInterrupt
            return super().read(document)

    with pytest.raises(KeyboardInterrupt):
        evigraph.build("texts", output="out", reader=Interrupted())
    reader = FakeReader()
    evigraph.build("texts", output="out", reader=reader)
    assert reader.seen == ["texts/b.txt"]


def test_a_wrong_path_does_not_empty_a_graph(texts, tmp_path):
    """A slip of the pen must not cost hours of reading."""
    evigraph.build("texts", output="out", reader=FakeReader())
    first = outputs(tmp_path / "out")
    with pytest.raises(DocumentError, match="left as it is"):
        evigraph.build("text", output="out", reader=FakeReader())
    assert outputs(tmp_path / "out") == first
    assert len(evigraph.load("out").graph.documents) == 2


def test_nothing_to_read_at_all_is_an_empty_graph_with_a_report(tmp_path, monkeypatch):
    """The first build of a folder says in its report what went wrong."""
    monkeypatch.chdir(tmp_path)
    evigraph.build("missing.txt", output="out", reader=FakeReader())
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["failures"] == 1


def test_documents_of_one_source_are_a_failure(tmp_path, monkeypatch):
    """The second would silently take the place of the first."""
    monkeypatch.chdir(tmp_path)
    lines = [
        '{"text": "Alibaba.", "source": "s"}',
        '{"text": "Lazada.", "source": "s"}',
        '{"text": "Alibaba.", "source": "s"}',
    ]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    built = evigraph.build("n.jsonl", output="out", reader=FakeReader())
    assert [failure.error for failure in built.graph.failures] == ["another document of this run has the same source"]
    assert len(built.graph.documents) == 1


def test_an_output_that_is_a_file_is_refused_before_reading(texts, tmp_path):
    """Nobody waits an hour to learn that the result cannot be kept."""
    (tmp_path / "out").write_text("a file")
    reader = FakeReader()
    with pytest.raises(OutputError, match=r"out: cannot be written: .* \(name another folder"):
        evigraph.build("texts", output="out", reader=reader)
    assert reader.seen == []


def test_a_full_disk_leaves_the_old_files(texts, tmp_path, monkeypatch):
    """Files are replaced when all of them are written, or not at all."""
    evigraph.build("texts", output="out", reader=FakeReader())
    first = outputs(tmp_path / "out")
    (texts / "b.txt").write_text("Jack Ma founded Alibaba.")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evigraph.publishing._report", full)
    with pytest.raises(OutputError, match="No space left on device"):
        evigraph.build("texts", output="out", reader=FakeReader())
    assert outputs(tmp_path / "out") == first
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*OUTPUTS, "workspace.db"])


def test_a_folder_without_a_graph_is_refused(tmp_path):
    """The cure is a command to type."""
    with pytest.raises(WorkspaceError, match="evigraph build PATH -o"):
        evigraph.load(tmp_path)


def test_a_text_without_entities_is_a_graph_without_entities(tmp_path):
    """Nothing found is no failure."""
    (tmp_path / "a.txt").write_text("It rained all day.")
    graph = evigraph.build(tmp_path, output=tmp_path / "out", reader=FakeReader()).graph
    assert (len(graph.documents), graph.entities, graph.failures) == (1, (), ())


def changed_files(folder, before: dict[str, int]) -> set[str]:
    """Name the files that were written since."""
    return {name for name in OUTPUTS if (folder / name).stat().st_mtime_ns != before[name]}


def times(folder) -> dict[str, int]:
    """Return when each file was written."""
    return {name: (folder / name).stat().st_mtime_ns for name in OUTPUTS}


def test_a_build_that_changes_nothing_writes_nothing(texts, tmp_path):
    """The files stay, and what is said of the graph is what was said before."""
    first = evigraph.build("texts", output="out", reader=FakeReader())
    before = times(tmp_path / "out")
    again = evigraph.build("texts", output="out", reader=FakeReader())
    assert changed_files(tmp_path / "out", before) == set()
    assert again.graph == first.graph


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_file_that_was_touched_is_written_again(texts, tmp_path, name):
    """A folder holds what a build gives, also where somebody edited or deleted a file."""
    evigraph.build("texts", output="out", reader=FakeReader())
    first = outputs(tmp_path / "out")
    if name == "graph.nq":
        (tmp_path / "out" / name).unlink()
    else:
        (tmp_path / "out" / name).write_bytes(first[name][:-1])
    evigraph.build("texts", output="out", reader=FakeReader())
    assert outputs(tmp_path / "out") == first


def test_other_options_and_failures_are_a_change(texts, tmp_path):
    """Whatever decides what the files hold counts, not only the documents."""
    evigraph.build("texts", output="out", reader=FakeReader())
    before = times(tmp_path / "out")
    evigraph.build("texts", output="out", reader=FakeReader(), infer=True)
    assert "graph.nq" in changed_files(tmp_path / "out", before)
    before = times(tmp_path / "out")
    (texts / "empty.txt").touch()
    evigraph.build("texts", output="out", reader=FakeReader(), infer=True)
    assert "report.json" in changed_files(tmp_path / "out", before)


def test_other_code_is_a_change(texts, tmp_path, monkeypatch):
    """A new version writes its own files."""
    evigraph.build("texts", output="out", reader=FakeReader())
    before = times(tmp_path / "out")
    monkeypatch.setattr("evigraph.publishing._code", lambda: "another version")
    evigraph.build("texts", output="out", reader=FakeReader())
    assert changed_files(tmp_path / "out", before) == set(OUTPUTS)
