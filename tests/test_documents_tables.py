"""Tables of texts and files in stores: Parquet is read like JSON lines, and a URI like a folder."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import evigraph
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from buckets import bucket
from evigraph.export.formats import write
from evigraph.extract import parts
from evigraph.extract.documents import read_documents, read_parts
from evigraph.extract.limits import Limits
from evigraph.extract.parsing import Parsing
from evigraph.extract.parts import Part, cut, weigh
from evigraph.extract.sources import Source
from evigraph.extract.stores import Place
from evigraph.graph.model import Document, Failure, Graph
from fakes import FakeReader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LIMITS = Limits()
LINES = ('{"text": "Alibaba"}', "", "no json", '{"text": "' + "a" * 50 + '"}')


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give an empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*paths: str, limits: Limits = LIMITS) -> list[Document | Failure]:
    """Read paths."""
    return list(read_documents(map(Path, paths), limits=limits))


def test_a_row_is_a_document(folder):
    """The columns text, source, title, date and language are taken; others are passed over."""
    rows = [{"text": "Alibaba grew.", "source": "a", "title": "T", "date": "2024-01-31", "language": "en", "other": 1}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "texts.parquet")
    (found,) = read("texts.parquet")
    assert found == Document.of("Alibaba grew.", source="a", title="T", date="2024-01-31", language="en")


def test_a_row_without_a_source_is_named_by_its_number(folder):
    """As a line of JSON lines is, from 1."""
    pq.write_table(pa.table({"text": ["One thing.", "Two things."]}), folder / "texts.parquet")
    assert [found.source for found in read("texts.parquet")] == ["texts.parquet#1", "texts.parquet#2"]


@pytest.mark.parametrize("when", [date(2024, 1, 31), datetime(2024, 1, 31, 12, tzinfo=UTC)])
def test_a_day_or_a_moment_is_a_date(folder, when):
    """What a program keeps as a date or a time comes as its day in ISO 8601."""
    pq.write_table(pa.table({"text": ["Alibaba grew."], "date": [when]}), folder / "texts.parquet")
    (found,) = read("texts.parquet")
    assert isinstance(found, Document)
    assert found.date == "2024-01-31"


def test_a_row_without_a_text_costs_itself_only(folder):
    """It is named by its number."""
    pq.write_table(pa.table({"text": ["One thing.", None, "Three things."]}), folder / "texts.parquet")
    one, two, three = read("texts.parquet")
    assert isinstance(two, Failure)
    assert (one.source, two.source, three.source) == ("texts.parquet#1", "texts.parquet#2", "texts.parquet#3")
    assert two.error == "nothing but white space"


def test_rows_come_from_all_groups_of_rows(folder):
    """However a table is cut, inside the file and for reading, its rows come in their order."""
    texts = [f"Alibaba {number}." for number in range(100)]
    pq.write_table(pa.table({"text": texts}), folder / "texts.parquet", row_group_size=7)
    assert [found.text for found in read("texts.parquet") if isinstance(found, Document)] == texts
    part = Part(Source(Place("texts.parquet"), "texts.parquet"), 45, 52)
    with Parsing(Limits()) as parsing:
        found = list(read_parts([part], parsing))
    assert [each.text for each in found if isinstance(each, Document)] == texts[45:52]
    assert found[0].source == "texts.parquet#46"


def test_a_table_is_read_in_parts(folder, monkeypatch):
    """The parts of a table hold all of its rows once."""
    monkeypatch.setattr(parts, "ROWS", 3)
    pq.write_table(pa.table({"text": list("abcdefgh")}), folder / "texts.parquet")
    with Parsing(Limits()) as parsing:
        found = [part for part in parts.parts([Path("texts.parquet")], parsing) if isinstance(part, Part)]
    assert [(part.start, part.stop, part.documents) for part in found] == [(0, 3, 3), (3, 6, 3), (6, 8, 2)]
    assert [each.source for each in read("texts.parquet")] == [f"texts.parquet#{number}" for number in range(1, 9)]
    assert parts.count([Path("texts.parquet")], Limits()) == 8


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 100, b"no parquet"])
def test_what_is_no_parquet_is_a_failure(folder, content):
    """A damaged file costs itself only, and says so."""
    (folder / "a.parquet").write_bytes(content)
    (folder / "b.txt").write_text("Alibaba grew.")
    failure, other = read(".")
    assert isinstance(failure, Failure)
    assert failure.source == "a.parquet"
    assert "is no table of texts" in failure.error
    assert isinstance(other, Document)


@pytest.mark.parametrize("columns", [{"title": ["a"]}, {"text": [1]}, {"text": [["a"]]}])
def test_a_table_of_no_texts_says_what_it_lacks(folder, columns):
    """The name of the column is in the message."""
    pq.write_table(pa.table(columns), folder / "a.parquet")
    (failure,) = read("a.parquet")
    assert isinstance(failure, Failure)
    assert failure.error == 'has no column "text" of strings'


def test_a_text_that_is_too_long_is_refused(folder):
    """Rows are held to the limits of documents."""
    pq.write_table(pa.table({"text": ["Alibaba " * 1000]}), folder / "a.parquet")
    (failure,) = read("a.parquet", limits=Limits(size=1000))
    assert isinstance(failure, Failure)
    assert failure.error == "its text is larger than 0.001 MB"


def test_the_tables_of_a_graph_are_no_texts(folder):
    """An export that lies beside texts is passed over, as other outputs are."""
    write(Graph(), folder / "graph.parquet")
    (folder / "a.txt").write_text("Alibaba grew.")
    assert [each.source for each in read(".")] == ["a.txt"]


def test_without_pyarrow_the_extra_is_named(folder, monkeypatch):
    """The failure says what to install."""
    (folder / "pyarrow.py").write_text("raise ImportError")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    pq.write_table(pa.table({"text": ["Alibaba grew."]}), folder / "a.parquet")
    (failure,) = read("a.parquet")
    assert isinstance(failure, Failure)
    assert (failure.error, failure.cure) == ("pyarrow is not installed", 'pip install "evigraph[parquet]"')


def test_a_graph_is_built_of_a_table(folder):
    """It is the graph of the same texts as lines of JSON."""
    texts = ["Alibaba met Lazada.", "Jack Ma met Alibaba."]
    pq.write_table(pa.table({"text": texts, "source": ["a", "b"]}), folder / "a.parquet")
    (folder / "b.jsonl").write_text(
        '{"text": "Alibaba met Lazada.", "source": "a"}\n{"text": "Jack Ma met Alibaba.", "source": "b"}\n'
    )
    one, other = (evigraph.build(name, reader=FakeReader()).graph for name in ("a.parquet", "b.jsonl"))
    assert len(one.documents) == 2
    assert one == other


def test_a_uri_names_a_file_or_a_folder(folder):
    """The files of a store are read as those of a folder, under their URIs."""
    (folder / "texts").mkdir()
    (folder / "texts" / "b.txt").write_text("Lazada grew.")
    (folder / "texts" / "a b.txt").write_text("Alibaba grew.")
    (folder / "texts" / "c.bin").write_bytes(b"no text")
    (folder / "texts" / ".hidden.txt").write_text("Hidden.")
    pq.write_table(pa.table({"text": ["Hangzhou grew."]}), folder / "texts" / "d.parquet")
    root = f"file://{folder.as_posix()}/texts"
    assert [each.source for each in read(root)] == [f"{root}/{name}" for name in ("a b.txt", "b.txt", "d.parquet#1")]
    assert [each.source for each in read(f"{root}/b.txt")] == [f"{root}/b.txt"]


@pytest.fixture
def store(tmp_path):
    """Serve a bucket of texts, and give the end of the URIs that lead there."""
    pq.write_table(pa.table({"text": ["Hangzhou grew."] * 300}), tmp_path / "d.parquet")
    objects = {
        "bucket/texts/a b.txt": b"Alibaba grew.",
        "bucket/texts/deep/é.jsonl": b'{"text": "Lazada grew."}\n{"text": "Jack Ma grew."}',
        "bucket/texts/deep/c.bin": b"no text",
        "bucket/texts/d.parquet": (tmp_path / "d.parquet").read_bytes(),
        "bucket/other.txt": b"Nothing.",
    }
    with bucket(objects) as address:
        yield f"?scheme=http&endpoint_override={address}&region=us-east-1"


def test_a_bucket_is_read_over_http(store):
    """Texts, lines and rows of a store that speaks the S3 protocol, under names without the credentials."""
    found = read(f"s3://key:secret@bucket/texts{store}")
    assert [each.source for each in found] == [
        "s3://bucket/texts/a b.txt",
        *(f"s3://bucket/texts/d.parquet#{number}" for number in range(1, 301)),
        "s3://bucket/texts/deep/é.jsonl#1",
        "s3://bucket/texts/deep/é.jsonl#2",
    ]
    assert [each.text for each in found if isinstance(each, Document)][-1] == "Jack Ma grew."


@pytest.mark.parametrize("name", ["a b.txt", "a%20b.txt"])
def test_an_object_is_named_as_the_graph_names_it(store, name):
    """A URI need not have its spaces escaped."""
    (found,) = read(f"s3://key:secret@bucket/texts/{name}{store}")
    assert (found.source, found.text) == ("s3://bucket/texts/a b.txt", "Alibaba grew.")


@pytest.mark.parametrize("uri", ["s3://key:secret@bucket/none", "s3://key:secret@nowhere/[a", "none://key:secret@a/b"])
def test_no_failure_tells_the_credentials(store, uri):
    """The report names the address without them."""
    (failure,) = read(f"{uri}{store}")
    assert isinstance(failure, Failure)
    assert "secret" not in repr(failure)


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("file:///no/such/folder", "no such file or folder"),
        ("nothing://bucket/texts", "cannot be reached"),
    ],
)
def test_a_uri_that_leads_nowhere_is_a_failure(uri, problem):
    """The message names it and what to check."""
    (failure,) = read(uri)
    assert isinstance(failure, Failure)
    assert problem in failure.error
    assert failure.cure.startswith("check the ")


@given(
    st.lists(st.sampled_from(LINES)),
    st.integers(1, 99),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_lines_can_be_read_in_parts(tmp_path, lines, size):
    """However a file of lines is cut, the same documents come under the same numbers."""
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    whole = Part(Source(Place(str(path)), "a.jsonl"))
    pieces = list(cut(whole, size))
    with Parsing(Limits()) as parsing:
        assert list(read_parts(pieces, parsing)) == list(read_parts([whole], parsing))
    assert sum(map(weigh, pieces)) >= path.stat().st_size
    assert sum(piece.documents for piece in pieces) == sum(bool(line.strip()) for line in lines)
