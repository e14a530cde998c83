"""Files and folders become documents in a fixed order; what cannot be read becomes a failure, never silence."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest
from evigraph.extract.documents import read_documents
from evigraph.extract.language import guess
from evigraph.extract.sources import names
from evigraph.graph.model import Document, Failure

if TYPE_CHECKING:
    from evigraph.extract.parts import Notice


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, **files):
    """Write files, ``__`` in a name for a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def sources(*paths):
    """Name all that is read."""
    return [item.source for item in read_documents(paths)]


def test_folders_are_walked_in_sorted_order(folder):
    """The order of the file system does not show, and sources are POSIX paths as given."""
    for name in ["b.txt", "a.txt", "sub/c.md", "sub/a/d.jsonl"]:
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "Alibaba"}')
    docs = folder.relative_to(folder) / "docs"
    assert sources(docs) == ["docs/a.txt", "docs/b.txt", "docs/sub/c.md", "docs/sub/a/d.jsonl#1"]


def test_absolute_paths_do_not_tell_about_the_machine(folder):
    """A folder given by its absolute path is called by its name."""
    write(folder, a__txt="Alibaba hires.")
    assert sources(folder / "a.txt") == ["a.txt"]
    assert sources(folder) == [f"{folder.name}/a.txt"]


def test_absolute_paths_with_one_name_are_told_apart(folder):
    """Two files must never share a source, or one would replace the other."""
    (folder / "x").mkdir()
    (folder / "y").mkdir()
    assert names([folder / "x" / "a.txt", folder / "y" / "a.txt"]) == ["x/a.txt", "y/a.txt"]


def test_a_file_named_twice_is_read_once(folder):
    """A folder and a file in it overlap."""
    write(folder, a__txt="Alibaba hires.")
    assert sources(folder, folder / "a.txt") == [f"{folder.name}/a.txt"]


def test_hidden_and_junk_files_are_skipped_and_others_noticed(folder):
    """A picture among the documents is no failure, but it is said."""
    write(folder, __hidden__txt="x", a__txt="Alibaba", picture__png=b"\x89PNG", Thumbs__db=b"x")
    (folder / "~$a.docx").write_bytes(b"lock")
    noticed: list[Notice] = []
    read = list(read_documents([folder], notice=noticed.append))
    assert [type(item) for item in read] == [Document]
    assert [item.source for item in noticed] == [f"{folder.name}/picture.png"]


def test_outputs_of_a_build_are_no_input(folder):
    """Building into the folder of the documents does not read the view back."""
    write(folder, a__txt="Alibaba", workspace__db=b"", graph__html="<p>Alibaba</p>")
    assert sources(folder) == [f"{folder.name}/a.txt"]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "white space"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b"\x7fELF\0\0\0", "binary"),
        ("a.doc", b"\xd0\xcf\x11\xe0", ".doc files are not read"),
        ("a.docx", b"x", "broken DOCX"),
        ("a.jsonl", b'{"text": ""}', "white space"),
    ],
)
def test_a_bad_file_is_a_failure_and_costs_itself_only(folder, name, data, error):
    """The file, the cause and the cure are named, and the next file is read."""
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text("Alibaba hires.")
    failure, document = read_documents([folder / name, folder / "z.txt"])
    assert isinstance(failure, Failure)
    assert error in failure.error
    assert failure.cure
    assert isinstance(document, Document)


def test_a_bad_line_costs_itself_only(folder):
    """The lines around a bad one are read, each under the number of its line, and a blank one is passed over."""
    write(folder, n__jsonl=b'\xef\xbb\xbf{"text": "One"}\n[]\n\n{"text": "Two"}')
    one, bad, two = read_documents([folder / "n.jsonl"])
    assert (one.source, one.text, two.source) == ("n.jsonl#1", "One", "n.jsonl#4")
    assert (bad.source, bad.error) == ("n.jsonl#2", "a JSON value but no object")


def test_missing_paths_and_empty_folders_are_failures(folder):
    """Nothing to read is said, with what to do."""
    (folder / "none").mkdir()
    failures = list(read_documents([folder / "missing", folder / "none"]))
    assert [failure.error for failure in failures] == ["no such file or folder", "holds no documents"]


def test_a_link_to_nothing_is_a_failure(folder):
    """A dangling link is named, not skipped."""
    (folder / "a.txt").symlink_to(folder / "gone.txt")
    assert [failure.error for failure in read_documents([folder / "a.txt"])] == ["vanished, or is a link to nothing"]


def test_a_loop_of_links_ends(folder):
    """Links to folders are not followed."""
    write(folder, a__txt="Alibaba")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert sources(folder) == [f"{folder.name}/a.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_no_permission_is_a_failure(folder):
    """A file without read permission is named with the cure."""
    write(folder, a__txt="Alibaba")
    (folder / "a.txt").chmod(0)
    assert [failure.error for failure in read_documents([folder / "a.txt"])] == ["no permission to read it"]


def test_a_permission_error_is_translated(folder, monkeypatch):
    """What the system refuses comes as a failure, also where the tests run as root."""
    write(folder, a__txt="Alibaba")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert [failure.cure for failure in read_documents([folder / "a.txt"])] == ["check its permissions"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_rather_than_waited_for(folder):
    """Reading a named pipe or a device could wait for ever."""
    os.mkfifo(folder / "pipe")
    assert [failure.error for failure in read_documents([folder / "pipe"])] == ["not a regular file"]


def test_standard_input_is_a_document(monkeypatch):
    """A dash reads the text that is piped in."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Alibaba hires.")))
    (document,) = read_documents([__import__("pathlib").Path("-")])
    assert (document.text, document.source) == ("Alibaba hires.", "stdin")


def test_files_of_unknown_suffix_are_read_when_named(folder):
    """README or notes.log is text as well, and a PDF is one whatever it is called."""
    write(folder, README="Alibaba hires people.")
    assert sources(folder / "README") == ["README"]


def test_lone_surrogates_become_replacement_characters(folder):
    """What UTF-8 cannot hold is replaced one for one, and said."""
    write(folder, a__jsonl=b'{"text": "A\\ud800B\\u0000C"}')
    noticed: list[Notice] = []
    (document,) = read_documents([folder / "a.jsonl"], notice=noticed.append)
    assert document.text == "A\ufffdB\ufffdC"
    assert document.id == Document.of(document.text, source="").id
    assert noticed


def test_another_language_is_said(folder):
    """A German text is read, with its language and a notice."""
    write(folder, a__txt="Das Unternehmen wurde in Hangzhou gegründet und ist eine der größten der Welt.")
    noticed: list[Notice] = []
    (document,) = read_documents([folder / "a.txt"], notice=noticed.append)
    assert document.language == "de"
    assert "language de" in noticed[0].message


def test_a_guessed_encoding_is_noticed(folder):
    """The report can say which encoding was guessed."""
    write(folder, a__txt="Un café à la crème".encode("cp1252"))
    noticed: list[Notice] = []
    assert [item.text for item in read_documents([folder / "a.txt"], notice=noticed.append)] == ["Un café à la crème"]
    assert "cp1252" in noticed[0].message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The firm was founded by a man from Hangzhou and is large.", "en"),
        ("Les entreprises de la Chine sont dans une situation difficile.", "fr"),
        ("La empresa fue fundada en Hangzhou y es una de las más grandes del mundo.", "es"),
        ("杭州にある会社です。", "ja"),
        ("회사는 서울에 있다", "ko"),
        ("Alibaba", None),
        ("12345 !!", None),
        ("", None),
    ],
)
def test_language_is_guessed_or_left_open(text, language):
    """Script and function words decide; too little text decides nothing."""
    assert guess(text) == language
