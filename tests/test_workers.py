"""Several processes read what one would, and a process that dies costs the document it was reading."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import evigraph
import pytest
from evigraph.errors import ModelError
from evigraph.graph.model import Document, Failure, Reading
from evigraph.workers import AHEAD, BATCH, read_by
from fakes import FakeReader, FragileReader, dead_on_arrival
from interrupting import INTERRUPTED, interrupted

ROOT = Path(__file__).parents[1]
FILES = ["graph.ttl", "graph.nq", "graph.html", "graph.graphml", "report.json"]
NAMES = ("Alibaba", "Lazada", "Hangzhou", "Jack Ma")


def documents(*texts: str) -> list[Document]:
    """Make a document of each text, named by its number."""
    return [Document.of(text, source=str(number)) for number, text in enumerate(texts)]


def long(text: str) -> str:
    """Make a text so long that it is sent to a process by itself."""
    return text.ljust(BATCH)


def read(*texts: str, ordered: bool = True, number: int = 2) -> list[Reading | Failure]:
    """Read texts in two processes."""
    return list(read_by(FragileReader, number, documents(*texts), ordered=ordered))


def sources(found: list[Reading | Failure]) -> list[str]:
    """Name what came, in its order; a failure with a mark."""
    return [f"{each.source} failed" if isinstance(each, Failure) else each.document.source for each in found]


def test_readings_are_those_of_one_process():
    """Short and long documents in any number come back read, in their order."""
    texts = [f"{name} met Alibaba {number}. " * (1 + 400 * (number % 3 == 0)) for number, name in enumerate(NAMES * 5)]
    assert read(*texts) == list(FakeReader().read_many(documents(*texts)))


def test_nothing_to_read_starts_nothing():
    """Without documents there is no process and no reading."""
    assert read() == []


def test_a_slow_document_holds_up_the_order_and_not_the_others(tmp_path):
    """Readings come as they are made, or in the order of the documents, whichever is asked for."""
    sign = tmp_path / "sign"
    found = read_by(FragileReader, 2, documents(long(f"wait for: {sign}"), long("Alibaba")), ordered=False)
    first = next(found)
    sign.touch()
    assert sources([first, *found]) == ["1", "0"]
    assert sources(read(long(f"wait for: {sign}"), long("Alibaba"))) == ["0", "1"]


def test_a_death_costs_its_document_only():
    """What was sent along with the deadly document is read all the same, and the failure says how the process ended."""
    found = read("Alibaba", "die: 7", "Lazada", "die: 8", "Hangzhou")
    assert sources(found) == ["0", "1 failed", "2", "3 failed", "4"]
    assert isinstance(found[1], Failure)
    assert found[1].error == "the process that was reading it ended (exit code 7)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to be killed by")
def test_a_killed_process_is_named_by_its_signal():
    """Whoever ran out of memory can see it."""
    failure, other = read("be killed: now", "Alibaba")
    assert isinstance(failure, Failure)
    assert failure.error == "the process that was reading it ended (signal 9)"
    assert isinstance(other, Reading)


def test_an_error_of_ours_ends_the_run_as_it_would_in_one_process():
    """Damaged weights are no matter of one document."""
    with pytest.raises(ModelError, match=r"weights: are damaged \(install again\)"):
        read("Alibaba", "refuse: it")


def test_a_process_that_cannot_load_the_reader_ends_the_run():
    """Else every document would fail in turn."""
    with pytest.raises(ModelError, match=r"ended before it had loaded the reader \(exit code 3\)"):
        list(read_by(dead_on_arrival, 2, documents("Alibaba"), ordered=True))


def test_a_reader_that_cannot_be_sent_is_refused():
    """The error says what to do."""
    with pytest.raises(ModelError, match="cannot be sent to another process"):
        list(read_by(lambda: FakeReader(), 2, documents("Alibaba"), ordered=True))  # noqa: PLW0108 - pickle takes a class


def test_documents_are_drawn_no_faster_than_they_are_read(tmp_path):
    """A corpus of any size takes the memory of what is being read."""
    drawn = 0

    def endless():
        nonlocal drawn
        while True:
            drawn += 1
            yield Document.of(long(f"Alibaba {drawn}"), source=str(drawn))

    found = read_by(FakeReader, 2, endless(), ordered=False)
    for number in range(1, 20):
        next(found)
        assert drawn <= number + 4
    found.close()


def test_an_early_reading_waits_within_bounds(tmp_path):
    """In order, what comes after a slow document is not read without end."""
    sign, drawn = tmp_path / "sign", 0

    def many():
        nonlocal drawn
        yield Document.of(long(f"wait for: {sign}"), source="slow")
        for drawn in range(1, 1000):
            yield Document.of(long(f"Alibaba {drawn}"), source=str(drawn))

    threading.Timer(3, sign.touch).start()
    found = read_by(FragileReader, 2, many(), ordered=True)
    assert sources([next(found)]) == ["slow"]
    assert drawn < 3 * AHEAD
    found.close()


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Thirty documents, one of them twice, and a file that is none."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(
            f"{NAMES[number % 4]} met {NAMES[number % 3]}, in {1990 + number // 2}."
        )
    (folder / "empty.txt").touch()
    return folder


@pytest.mark.parametrize("workers", [2, 3])
def test_the_same_bytes_for_any_number_of_workers(texts, tmp_path, workers):
    """How many processes read leaves no trace."""
    evigraph.build("texts", output="one", reader=FakeReader())
    evigraph.build("texts", output="many", reader=FakeReader(), workers=workers)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_a_document_that_kills_is_a_failure_of_the_build(texts, tmp_path):
    """The others are in the graph, the report names it, and the next build tries it again."""
    (texts / "bad.txt").write_text("die: 9")
    built = evigraph.build("texts", output="out", reader=FragileReader(), workers=2)
    assert [failure.source for failure in built.graph.failures] == ["texts/bad.txt", "texts/empty.txt"]
    assert len(built.graph.documents) == 30
    (texts / "bad.txt").write_text("Alibaba")
    steps = []
    again = evigraph.build("texts", output="out", reader=FragileReader(), workers=2, progress=steps.append)
    assert len(again.graph.documents) == 31
    assert (steps[-1].done, steps[-1].total) == (32, 32)


@pytest.mark.skipif(sys.platform == "win32", reason="there it takes a console of its own")
def test_ctrl_c_keeps_what_was_read_and_ends_at_once(texts, tmp_path):
    """Ctrl-C reaches all processes of a terminal: one line, exit code 130, no traceback, and a later run goes on."""
    for name in ("29", "30"):
        (texts / f"{name}.txt").write_text(f"wait for: {tmp_path / 'never'}")
    ended = interrupted(tmp_path, engine="local", after=15)
    assert (ended.code, ended.said.count("\n"), "interrupted" in ended.said) == (INTERRUPTED, 1, True)
    assert len(ended.progress) == 15
    for name in ("29", "30"):
        (texts / f"{name}.txt").unlink()
    reader = FakeReader()
    assert len(evigraph.build("texts", output="out", reader=reader).graph.documents) == 29
    assert len(reader.seen) <= 29 - 13  # fifteen were told of: one is empty, and the last was on its way to the disk
