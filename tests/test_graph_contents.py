"""A file that holds what it held is not parsed again, and whatever else decides what it gives is noticed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import evigraph
import pytest
from evigraph import upkeep
from evigraph.extract.formats import parsers
from evigraph.extract.formats.parsers import libraries
from fakes import FakeReader
from folders import outputs, texts_in


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Files of two formats in a folder, from where the tests run, and a graph of them."""
    monkeypatch.chdir(tmp_path)
    news = "<title>News</title><p>Jack Ma left Alibaba.</p>"
    folder = texts_in(tmp_path, {"a.txt": "Alibaba is in Hangzhou.", "b.html": news})
    build()
    return folder


@pytest.fixture
def parsed(texts, monkeypatch):
    """The kinds of the files that are parsed from now on."""
    kinds: list[str] = []
    kind = parsers.kind

    def told(suffix, data, name):
        kinds.append(suffix)
        return kind(suffix, data, name)

    monkeypatch.setattr("evigraph.extract.documents.kind", told)
    return kinds


def build():
    """Build the folder anew."""
    return evigraph.build("texts", output="out", reader=FakeReader())


def rows():
    """Return the sources of which it is known what their files held."""
    connection = sqlite3.connect("out/workspace.db")
    found = [bytes(source).decode() for (source,) in connection.execute("SELECT source FROM files ORDER BY source")]
    connection.close()
    return found


def test_the_same_bytes_are_not_parsed_again(parsed):
    """Nothing is parsed where nothing has changed, and every document is still in the graph."""
    assert len(build().graph.documents) == 2
    assert parsed == []


def test_other_bytes_are_parsed(texts, parsed):
    """A file that was written again is parsed, its neighbours are not; the graph is that of a first build."""
    (texts / "b.html").write_text("<title>Later</title><p>Jack Ma left Alibaba.</p>")
    build()
    assert parsed == [".html"]
    again = outputs(texts.parent / "out")
    evigraph.build("texts", output="new", reader=FakeReader())
    assert again == outputs(texts.parent / "new")


def test_a_title_alone_is_a_change(texts):
    """What a document says of itself is taken from the file as it is now, though its text is the same."""
    (texts / "b.html").write_text("<title>Later</title><p>Jack Ma left Alibaba.</p>")
    assert {document.title for document in build().graph.documents} == {None, "Later"}


def test_another_document_of_one_source_is_a_change(texts):
    """What was added in the place of a file is what it says itself only until the file is built again."""
    before = outputs(texts.parent / "out")
    (texts.parent / "b.jsonl").write_text(
        json.dumps({"text": "Jack Ma left Alibaba.", "source": "texts/b.html", "title": "Other"})
    )
    upkeep.add_to(texts.parent / "out", [Path("b.jsonl")], FakeReader)
    assert {document.title for document in build().graph.documents} == {None, "News"}
    assert outputs(texts.parent / "out") == before


def test_another_parser_parses_again(parsed, monkeypatch):
    """A new version of a library may find another text in the same bytes."""
    monkeypatch.setattr("evigraph.extract.documents.libraries", lambda: libraries() + b" and one more")
    build()
    assert parsed == [".txt", ".html"]


def test_another_reader_reads_again(texts):
    """What one reader found is not what another would find."""
    reader = FakeReader("another")
    evigraph.build("texts", output="out", reader=reader)
    assert reader.seen == ["texts/a.txt", "texts/b.html"]


def test_what_was_remarked_on_is_remarked_on_again(texts):
    """A notice of a file is in the report of every build."""
    german = "Das Unternehmen wurde in Hangzhou gegründet und ist eine der größten Firmen der Welt."
    (texts / "c.txt").write_text(german, encoding="utf-8")
    for _ in range(3):
        build()
        report = json.loads((texts.parent / "out" / "report.json").read_text(encoding="utf-8"))
        assert [notice["source"] for notice in report["notices"]] == ["texts/c.txt"]


def test_a_workspace_of_the_version_before_learns_it(parsed):
    """What files hold is found out by the first build and known to the second."""
    connection = sqlite3.connect("out/workspace.db", isolation_level=None)
    connection.executescript("DROP TABLE files; PRAGMA user_version = 3")
    connection.close()
    build()
    assert parsed == [".txt", ".html"]
    build()
    assert parsed == [".txt", ".html"]


def test_what_is_removed_comes_back_when_it_is_added(texts, tmp_path):
    """A document that was taken out and is named again is in the graph again."""
    before = outputs(tmp_path / "out")
    upkeep.remove_from(tmp_path / "out", ["texts/a.txt"])
    build()
    assert outputs(tmp_path / "out") == before


def test_what_an_undone_removal_brings_back_is_parsed_again(texts, parsed):
    """The reading is that of the removal, and the file may have been read otherwise since."""
    upkeep.remove_from(texts.parent / "out", ["texts/a.txt"])
    upkeep.undo_in(texts.parent / "out")
    build()
    assert parsed == [".txt"]


def test_erased_for_good(texts, tmp_path):
    """Of a document that was erased nothing is known any more, not even what its file held."""
    upkeep.remove_from(tmp_path / "out", ["texts/a.txt"], for_good=True)
    assert rows() == ["texts/b.html"]


def test_files_that_are_gone_are_forgotten(texts):
    """A build without a file forgets what it held."""
    (texts / "a.txt").unlink()
    build()
    assert rows() == ["texts/b.html"]
