"""A file that is made to do harm costs itself only: it is refused with its cause, and the next one is read."""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager
from pathlib import Path

import evigraph
import hostile
import pytest
from evigraph.extract.documents import read_documents
from evigraph.extract.limits import Limits
from evigraph.extract.parsing import Parsing
from evigraph.extract.sources import names
from evigraph.graph.model import Document, Failure
from fakes import FakeReader
from timing import grows_less

SMALL = Limits(size=100_000, seconds=300, memory=600_000_000)  # patient, for a machine with other work to do


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*paths, limits=SMALL):
    """Read files within small limits."""
    return list(read_documents(list(paths), limits=limits))


def beside(folder, name, data, limits=SMALL) -> Document | Failure:
    """Read a file and a harmless one after it in one run; return what came of the first."""
    (folder / name).write_bytes(data)
    (folder / "z.md").write_text("Alibaba hires.")
    first, last = read(Path(name), Path("z.md"), limits=limits)
    assert last.text == "Alibaba hires."
    return first


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.log"])
def test_a_file_that_is_too_large_is_not_read(folder, name):
    """The limit and the option that raises it are named."""
    failure = beside(folder, name, b"a" * 100_001)
    assert failure.error == "is larger than 0.1 MB"
    assert "--max-size" in failure.cure


def test_a_file_without_end_takes_no_memory(folder):
    """A file of a terabyte, of which the disk holds nothing, is refused from its first bytes."""
    with (folder / "a.txt").open("wb") as file:
        file.truncate(1 << 40)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [failure.error for failure in read(Path("a.txt"))] == ["is larger than 0.1 MB"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_line_without_end_costs_itself_only(folder):
    """The lines before and after one that is too long are read, under their numbers."""
    lines = [b'{"text": "One"}', b'{"text": "' + b"a" * 300_000 + b'"}', b'{"text": "Three"}']
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    one, long, three = read(Path("a.jsonl"))
    assert (one.text, three.text, three.source) == ("One", "Three", "a.jsonl#3")
    assert (long.source, long.error) == ("a.jsonl#2", "is larger than 0.1 MB")


def test_a_line_of_a_hundred_megabytes_is_skipped_and_counted_in_little_memory(folder):
    """Neither the count for the progress bar nor the reading holds the line."""
    with (folder / "a.jsonl").open("wb") as file:
        file.truncate(1 << 27)
        file.seek(0, os.SEEK_END)
        file.write(b'\n{"text": "Alibaba"}\n')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    steps: list[evigraph.intake.Step] = []
    built = evigraph.build("a.jsonl", reader=FakeReader(), limits=SMALL, progress=steps.append)
    assert [failure.error for failure in built.graph.failures] == ["is larger than 0.1 MB"]
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_long_line_of_many_values_is_unpacked_apart(folder):
    """JSON of three bytes an item takes twenty times as much once it is read: another process does that."""
    limits = Limits(size=20_000_000, memory=300_000_000)
    failure = beside(folder, "a.jsonl", b'{"text": [' + b"[]," * 6_000_000 + b"[]]}", limits)
    assert failure.error == "needs more than 300 MB of memory"
    assert "--max-memory" in failure.cure


def test_a_long_line_is_a_document_like_any_other(folder):
    """What another process unpacks keeps its text and all that is said about it."""
    text = "Alibaba hires. " * 100_000
    line = f'{{"text": "{text}", "source": "s", "title": "t", "date": "2024", "language": "fr"}}'.encode()
    assert beside(folder, "a.jsonl", line, Limits()) == Document.of(
        text, source="s", title="t", date="2024", language="fr"
    )


def test_an_archive_that_unpacks_to_too_much_is_refused(folder):
    """A DOCX says how large its parts are, and is not unpacked beyond what a document may have."""
    failure = beside(folder, "a.docx", hostile.word_bomb(50_000_000))
    assert failure.error == "unpacks to something larger than 0.1 MB"


def test_an_archive_within_the_limit_of_size_is_held_to_that_of_memory(folder):
    """Where the size is allowed, the parser still gets no more memory than it may have."""
    many = hostile.word_with(hostile.word_xml("<w:p/>" * 3_000_000))
    assert len(many) < 100_000
    failure = beside(folder, "a.docx", many, Limits(memory=300_000_000))
    assert failure.error in {"needs more than 300 MB of memory", "broken DOCX"}


def test_a_parser_that_does_not_end_is_ended():
    """A PDF of a megabyte with hours of work in it costs its seconds, and the next file has a new parser."""
    with Parsing(Limits(seconds=1)) as parsing:
        with pytest.raises(evigraph.DocumentError, match=r"a\.pdf: its text was not found in 1 s") as ended:
            parsing.parse(".pdf", hostile.pdf_without_end(), "a.pdf")
        assert "--max-seconds" in ended.value.cure
        parsing._limits = SMALL
        assert parsing.parse(".md", b"Alibaba", "b.md").text == "Alibaba"


def test_a_file_that_takes_too_long_is_a_failure_among_others(folder):
    """It is told with its cause in its place, and the document after it is read."""
    (folder / "a.pdf").write_bytes(hostile.pdf_without_end())
    (folder / "b.txt").write_text("Alibaba hires.")
    late, read_on = read(Path("a.pdf"), Path("b.txt"), limits=Limits(seconds=1))
    assert late.error == "its text was not found in 1 s"
    assert read_on.text == "Alibaba hires."


@pytest.mark.parametrize(
    "make", [hostile.pdf_page_loop, hostile.pdf_self_form, hostile.pdf_reference_loop, hostile.pdf_table_loop]
)
def test_loops_in_a_pdf_end(folder, make):
    """Pages, forms, references and tables that hold themselves are read or refused, before the time is over."""
    found = beside(folder, "a.pdf", make())
    assert isinstance(found, Document) or "was not found in" not in found.error


def test_a_parser_that_crashes_takes_nothing_along(folder, monkeypatch):
    """A process that is gone is told as a crash of this file, and the next one has a new one."""
    with Parsing(SMALL) as parsing:
        parsing.parse(".md", b"Alibaba", "a.md")
        parsing._process.kill()
        with pytest.raises(evigraph.DocumentError, match=r"b\.md: makes its parser crash \(exit code -9\)"):
            parsing.parse(".md", b"Alibaba", "b.md")
        assert parsing.parse(".md", b"Alibaba", "c.md").text == "Alibaba"


def test_no_process_is_left_behind(folder):
    """The process of the parsers ends with the reading."""
    with Parsing(SMALL) as parsing:
        parsing.parse(".md", b"Alibaba", "a.md")
        process = parsing._process
    assert process.returncode is not None


def test_plain_text_needs_no_other_process(folder):
    """A folder of text files starts nothing."""
    with Parsing(SMALL) as parsing:
        parsing.parse(".txt", b"Alibaba", "a.txt")
        parsing.parse(".jsonl", b'{"text": "Alibaba"}', "a.jsonl#1")
        assert parsing._process is None


def test_the_folder_one_is_in_lends_no_modules(folder):
    """A file called json.py beside the documents is not run."""
    (folder / "json.py").write_text("raise SystemExit('run')")
    (folder / "trafilatura.py").write_text("raise SystemExit('run')")
    assert beside(folder, "a.html", b"<p>Alibaba hires people.").text == "Alibaba hires people."


@pytest.mark.parametrize("tag", ["div", "p", "table", "span"])
def test_html_of_any_depth_keeps_its_words(folder, tag):
    """A hundred thousand elements in each other lose no word."""
    page = f"<{tag}>".encode() * hostile.DEEP + b"Alibaba hires."
    assert "Alibaba hires." in beside(folder, "a.html", page, Limits(seconds=300)).text


@pytest.mark.parametrize("unit", [b"> ", b"- ", b"[", b"*", b"![", b"a`", b"<", b"a **", b"|-", b"&#", b"\\", b"~~~\n"])
def test_markdown_of_any_depth_ends(folder, unit):
    """Marks without end are read, or given up in time."""
    found = beside(folder, "a.md", unit * 5000 + b"Alibaba", Limits(seconds=300))
    assert isinstance(found, Document)
    assert "Alibaba" in found.text


def test_entities_do_not_multiply(folder):
    """Ten entities of ten others each, ten deep, are not written out."""
    xml = hostile.word_xml("<w:p><w:r><w:t>Alibaba hires &k;</w:t></w:r></w:p>", hostile.LAUGHS)
    found = beside(folder, "a.docx", hostile.word_with(xml))
    assert isinstance(found, Failure) or len(found.text) < 1000


def test_entities_of_other_files_are_not_read(folder):
    """A document cannot have a file of this machine put into it."""
    (folder / "secret").write_text("the secret")
    xml = hostile.word_xml(
        "<w:p><w:r><w:t>Alibaba hires &k;</w:t></w:r></w:p>", hostile.OUTSIDE.format(folder / "secret")
    )
    found = beside(folder, "a.docx", hostile.word_with(xml))
    assert isinstance(found, Failure) or "the secret" not in found.text


def test_names_in_an_archive_lead_nowhere(folder):
    """Parts whose names climb out of the archive write no file."""
    (folder / "in").mkdir()
    odd = {"../out.txt": b"x", "/tmp/evigraph-out.txt": b"x", "..\\out.txt": b"x", "word/../../out.txt": b"x"}  # noqa: S108
    (folder / "in" / "a.docx").write_bytes(
        hostile.word_with(hostile.word_xml("<w:p><w:r><w:t>Hi</w:t></w:r></w:p>"), **odd)
    )
    read(Path("in/a.docx"))
    assert sorted(path.name for path in folder.rglob("*")) == ["a.docx", "in"]


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "utf-7", "zlib_codec", "rot13", "undefined", "utf-16", "cp037"]
)
def test_a_page_cannot_choose_a_codec_that_is_no_charset(folder, charset):
    """What Python can decode beyond the charsets of the web is not used on a page."""
    page = f'<meta charset="{charset}"><p>Alibaba hires \\x41 +AEE- people.'.encode()
    assert beside(folder, "a.html", page).text == "Alibaba hires \\x41 +AEE- people."


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".md", ".pdf"])
def test_pipes_among_the_documents_are_not_waited_for(folder, suffix):
    """A named pipe in a folder is a failure, also where its lines were to be counted."""
    (folder / "docs").mkdir()
    os.mkfifo(folder / "docs" / f"a{suffix}")
    (folder / "docs" / "b.txt").write_text("Alibaba hires.")
    built = evigraph.build("docs", reader=FakeReader(), progress=lambda _: None)
    assert [failure.error for failure in built.graph.failures] == ["not a regular file"]
    assert len(built.graph.documents) == 1


def test_devices_are_not_read(folder):
    """A link to a device that gives bytes without end is refused."""
    (folder / "a.txt").symlink_to("/dev/zero")
    (folder / "b.jsonl").symlink_to("/dev/urandom")
    assert [failure.error for failure in read(folder)] == ["not a regular file"] * 2


def test_links_in_circles_are_failures(folder):
    """Links to themselves, given by name or found in a folder, are told."""
    (folder / "docs").mkdir()
    (folder / "docs" / "a.txt").symlink_to(folder / "docs" / "a.txt")
    (folder / "b.txt").symlink_to(folder / "c.txt")
    (folder / "c.txt").symlink_to(folder / "b.txt")
    failures = read(Path("docs"), Path("b.txt"))
    assert ["Too many levels of symbolic links" in failure.error for failure in failures] == [True, True]


ODD = [
    "new\nline.txt",
    "tab\t.txt",
    "\x1b[2J.txt",
    "\u202egnp.txt",
    "a\u2028b.txt",
    "=1+1.txt",
    "<b>.txt",
    "'; DROP.txt",
]
ODD += [
    " .txt",
    "-rf.txt",
    "a#b?c%d.txt",
    "é\u0301.txt",
    "阿里巴巴.txt",
    "\udcff\udc80.txt",
    "CON.txt",
    "{{x}}.txt",
    '".txt',
]


def test_names_of_any_characters_are_names_only(folder):
    """Odd names of files come through the build and all its outputs, and back."""
    (folder / "docs").mkdir()
    for name in ODD:
        (folder / "docs" / name).write_text("Alibaba is in Hangzhou.")
        (folder / "docs" / f"bad {name}").write_bytes(b"")
    built = evigraph.build("docs", output="out", reader=FakeReader())
    assert len(built.graph.failures) == len(ODD)
    assert evigraph.load("out").graph.documents
    for format_ in ("ttl", "ttl12", "nt", "nq", "trig", "jsonld", "rdfxml", "graphml", "gexf", "json", "csv", "html"):
        built.save(folder / "graph", format_)
    assert sorted(path.name for path in folder.iterdir()) == ["docs", "graph", "out"]


@pytest.mark.parametrize("name", ["a" * 5000, "a/" * 3000 + "a.txt", "a\0b", "z.txt/a", "\udcff" * 200])
def test_paths_that_cannot_be_are_failures(folder, name):
    """A path too long, with a NUL or below a file is told like any other that leads nowhere."""
    (folder / "z.txt").write_text("Alibaba hires.")
    failure, document = read(Path(name), Path("z.txt"))
    assert isinstance(failure, Failure)
    assert isinstance(document, Document)


def test_folders_of_any_depth_are_walked(folder):
    """Far more folders in each other than Python lets functions call each other; those too deep for a path are told."""
    (folder / "docs").mkdir()
    with _deep(folder / "docs", 2500, 1500):
        document, failure = read(Path("docs"))
    assert document.source == f"docs/{'d/' * 1500}a.txt"
    assert failure.error == "cannot be listed"


@contextmanager
def _deep(folder, depth, at):
    """Make folders in each other with a document in one of them, and take them away, which pytest could not."""
    home = Path.cwd()
    os.chdir(folder)
    for step in range(depth):
        if step == at:
            Path("a.txt").write_text("Alibaba hires.")
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(home)
    yield
    os.chdir(folder)
    for _ in range(depth):
        os.chdir("d")
    for _ in range(depth):
        os.chdir("..")
        Path("d").rmdir()
        Path("a.txt").unlink(missing_ok=True)
    os.chdir(home)


def test_many_paths_are_named_at_once():
    """To tell twenty thousand paths apart takes no longer by the path than to tell two thousand."""
    roots = [Path(f"/data/{number % 97}/{number}/a.txt") for number in range(20_000)]

    def name(size):
        assert len(set(names(roots[:size]))) == size

    assert grows_less(name, 2_000, 20_000, than=4)


def test_ten_thousand_files_are_read(folder):
    """Many files, each a document, none lost."""
    (folder / "docs").mkdir()
    for number in range(10_000):
        (folder / "docs" / f"{number}.txt").write_text(f"Alibaba {number}")
    assert sum(isinstance(found, Document) for found in read(Path("docs"))) == 10_000


def test_the_options_say_the_limits(folder, capfd):
    """The command line takes what the library takes."""
    from evigraph.cli import app
    from typer.testing import CliRunner

    (folder / "a.txt").write_text("Alibaba hires. " * 1000)
    done = CliRunner().invoke(app, ["extract", "a.txt", "--max-size", "0.01"])
    assert done.exit_code == 1
    assert "a.txt: is larger than 0.01 MB" in done.stderr
