"""Whatever bytes a file has, each reader answers or gives one error of ours; `fuzz` tries many more."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import hostile
import pytest
from evigraph.benchmarks import fuzz
from evigraph.errors import DocumentError, EvigraphError
from evigraph.extract.documents import read_documents
from evigraph.extract.formats.content import Content
from evigraph.extract.formats.encoding import decode
from evigraph.extract.formats.parsers import parser
from evigraph.graph.model import Document, Failure
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

quickly = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
PAGE = b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body><p>Alibaba hires.</p>'
SEEDS = {
    ".txt": "Alibaba’s café hires.\r\n".encode(),
    ".md": b"---\ntitle: T\n---\n# A *b*\n\n- [x](y)\n\n> `c`\n\n|a|b|\n|-|-|\n|1|2|\n",
    ".html": PAGE,
    ".pdf": hostile.pdf_forms(2),
    ".docx": hostile.word(),
    ".jsonl": b'{"text": "Alibaba hires.", "title": "t", "date": "2024"}',
}
UTF_16 = ("Alibaba hires.", "阿里巴巴", "\ud800".encode("utf-16-le", "surrogatepass"), b"\0", b"\0\0", b"a\0", b"\0a\0")


@pytest.mark.parametrize("suffix", SEEDS)
def test_damaged_files_are_read_or_refused(suffix):
    """A file with bytes changed, cut or put in gives text or a DocumentError and nothing else."""
    read = parser(suffix, 1_000_000)
    assert read(SEEDS[suffix], "a").text

    @given(hostile.damaged(SEEDS[suffix]))
    @quickly
    def check(data):
        with contextlib.suppress(DocumentError):
            assert isinstance(read(data, "a"), Content)

    check()


@given(hostile.damaged(hostile.word_xml("<w:p><w:r><w:t>Alibaba</w:t></w:r></w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl>")))
@quickly
def test_damage_inside_an_archive_is_read_or_refused(xml):
    """A DOCX whose archive is whole and whose XML is not is told as any other."""
    with contextlib.suppress(DocumentError):
        assert isinstance(parser(".docx", 1_000_000)(hostile.word_with(xml), "a"), Content)


@pytest.mark.parametrize("size", [0, 1, 0xFFFFFFFE])
def test_an_archive_that_lies_about_its_sizes(size):
    """Sizes in the head of a part that are not so end in an error, and nothing is unpacked beyond them."""
    data = bytearray(hostile.word())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        true = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    data = data.replace(true, size.to_bytes(4, "little"))
    with contextlib.suppress(DocumentError):
        parser(".docx", 1_000_000)(bytes(data), "a")


@given(st.binary(max_size=60))
@quickly
def test_any_bytes_are_decoded_or_refused(data):
    """Bytes become text whole or not at all."""
    with contextlib.suppress(DocumentError):
        found = decode(data, "a.txt")
        assert isinstance(found.text, str)


@pytest.mark.parametrize("data", [text.encode("utf-16-le") if isinstance(text, str) else text for text in UTF_16])
def test_utf_16_without_a_mark_is_read_or_refused(data):
    """UTF-16 shows by its zeros, or is told to be no text."""
    with contextlib.suppress(DocumentError):
        assert decode(data, "a.txt").text


@given(st.lists(st.tuples(st.sampled_from(sorted(SEEDS)), st.binary(max_size=30)), max_size=5))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_folder_of_anything_accounts_for_every_file(tmp_path, files):
    """Each file of a run is a document, lines of documents or failures, or one failure."""
    paths = []
    for number, (suffix, data) in enumerate(files):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(data or b" ")
        paths.append(path)
    found = list(read_documents(paths))
    assert all(isinstance(item, Document | Failure) for item in found)
    assert {path.name for path in paths if path.suffix != ".jsonl"} <= {item.source for item in found}


@pytest.mark.parametrize("name", sorted(fuzz.targets(Path())))
def test_no_reader_raises_what_is_not_ours(tmp_path, name):
    """Of every reader that the fuzzer tries: documents, authorities, vocabularies, records, graphs and verdicts."""
    read, begin = fuzz.targets(tmp_path)[name]

    @given(hostile.damaged(begin))
    @quickly
    def check(data):
        with contextlib.suppress(EvigraphError):
            read(data)

    check()


def test_the_fuzzer_keeps_what_is_too_much(tmp_path, capsys):
    """An error of ours is an answer; any other is told once for each place, with the bytes kept."""

    def read(data):
        if data == b"ours":
            raise DocumentError("a", "is none", cure="look")
        return data.decode()

    watch = fuzz.Watch(read, tmp_path)
    for data in (b"text", b"ours", b"\xff", b"\xfe"):
        watch(data)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"\xff"]
    assert capsys.readouterr().out.startswith("FINDING UnicodeDecodeError")
