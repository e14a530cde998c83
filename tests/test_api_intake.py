"""A run over paths accounts for every document: read, known or skipped."""

from __future__ import annotations

import pytest
from evigraph.intake import Intake, Step
from fakes import FakeReader


@pytest.fixture
def folder(tmp_path):
    """Two documents, a file that is none, and lines."""
    (tmp_path / "a.txt").write_text("Alibaba is in Hangzhou.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text('{"text": "Jack Ma left Alibaba."}\n\n{"text": "Lazada stays."}\n')
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_readings_keep_the_order_of_the_input(folder):
    """Readings come in the order of the documents, failures beside them."""
    intake = Intake([folder])
    readings = list(intake.readings(FakeReader))
    assert [reading.document.text[:4] for reading in readings] == ["Alib", "Jack", "Laza"]
    assert [failure.error for failure in intake.failures] == ["the file is empty"]
    assert [notice.source for notice in intake.notices] == [f"{folder.name}/d.png"]


def test_progress_counts_every_document_and_failure(folder):
    """The total is known from the start, also for JSON lines."""
    steps: list[Step] = []
    list(Intake([folder], progress=steps.append).readings(FakeReader))
    assert [(step.done, step.total) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_known_documents_are_not_read_again(folder):
    """What is known is counted and not handed to the reader."""
    reader = FakeReader()
    intake = Intake([folder], known=lambda document: document.text.startswith("Alibaba"))
    list(intake.readings(lambda: reader))
    assert (intake.unchanged, len(reader.seen), len(intake.sources)) == (1, 2, 3)


def test_the_reader_is_not_loaded_for_nothing(folder):
    """Where nothing is new, no weights are loaded."""

    def never():
        raise AssertionError

    intake = Intake([folder], known=lambda _: True)
    assert list(intake.readings(never)) == []
    assert intake.unchanged == 3


def test_readings_stream(folder):
    """The first reading comes before the last document is opened."""
    readings = Intake([folder]).readings(FakeReader)
    next(readings)
    (folder / "c.jsonl").unlink()
    (folder / "c.jsonl").write_text('{"text": "Alibaba"}')
    assert len(list(readings)) == 1
