"""Whatever ends a build, what was read is kept, and the next run gives the files of one that nothing disturbed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import time
import warnings
from pathlib import Path
from random import Random

import evigraph
import pytest
from evigraph.building import build_into
from evigraph.errors import OutputError, WorkspaceError
from evigraph.graph.database import FILE, Database
from evigraph.graph.model import Document
from evigraph.graph.workspace import Workspace
from evigraph.intake import Intake
from evigraph.lock import alone
from fakes import FakeReader
from folders import OUTPUTS, outputs

KILLED = 137
TEXTS = {"a.txt": "Alibaba is in Hangzhou.", "b.txt": "Jack Ma left Alibaba.", "c.txt": "Lazada met Jack Ma."}
posix = pytest.mark.skipif(sys.platform == "win32", reason="takes processes as POSIX has them")


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Three documents in a folder, from where the tests run, and what an undisturbed build makes of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "texts" / name).write_text(text)
    build("undisturbed")
    return tmp_path / "texts"


def build(folder: str) -> FakeReader:
    """Build the folder and give the reader, which knows what it was asked to read."""
    reader = FakeReader()
    build_into(Path(folder), [Path("texts")], lambda: reader)
    return reader


def sources(folder: str) -> set[str]:
    """Name what a workspace holds, which opens it."""
    with Workspace.open(folder, read_only=True) as workspace:
        return {reading.document.source for reading in workspace.readings()}


def dies_at(moment: int, folder: str) -> bool:
    """Build in a process that ends at once, as if killed, when it writes for the n-th time; tell whether it did."""
    with warnings.catch_warnings():
        # A process that shares the tests with others has a thread for that, which takes no lock the child would need.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        left = moment

        def counting(function):
            def counted(*arguments, **options):
                nonlocal left
                left -= 1
                if left == 0:
                    os._exit(KILLED)
                return function(*arguments, **options)

            return counted

        Database.execute = counting(Database.execute)
        Database.execute_many = counting(Database.execute_many)
        Path.replace = counting(Path.replace)
        Path.open = counting(Path.open)
        try:
            build(folder)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@pytest.mark.slow
@posix
def test_killed_at_any_moment(texts):
    """At each write in turn: the workspace opens, nothing kept is read again, and the files are those undisturbed."""
    moment = 0
    while dies_at(moment := moment + 1, "out"):
        kept = sources("out") if Path("out", FILE).exists() else set()
        reader = build("out")
        assert set(reader.seen) == {f"texts/{name}" for name in TEXTS} - kept
        assert outputs("out") == outputs("undisturbed")
        assert sorted(path.name for path in Path("out").iterdir()) == sorted([*OUTPUTS, FILE])
        shutil.rmtree("out")
    assert moment > 3 * len(TEXTS)


@posix
def test_killed_again_and_again(texts):
    """A build that is killed each time a little later comes to its end all the same."""
    for moment in range(1, 60, 7):
        dies_at(moment, "out")
    build("out")
    assert outputs("out") == outputs("undisturbed")


def commits(folder: Path) -> tuple[list[int], bytes, bytes]:
    """Put readings one by one; give the length of the log after each, and what the files are before a power cut."""
    ends = []
    with Workspace.open(folder) as workspace:
        log = folder / f"{FILE}-wal"
        for number, reading in enumerate(FakeReader().read_many(twenty())):
            workspace.put(reading, "r1", source=f"{number}.txt")
            ends.append(log.stat().st_size)
        return ends, (folder / FILE).read_bytes(), log.read_bytes()


def twenty():
    """Make twenty documents."""
    return (Document.of(f"Alibaba is in Hangzhou, {n}.", source="s") for n in range(20))


def test_power_cuts(tmp_path):
    """Wherever the log ends, what was committed before that place is there, in its order, and nothing is damaged."""
    ends, database, log = commits(tmp_path)
    chance = Random(0)  # noqa: S311 - places to cut, no secrets
    for cut in sorted({0, len(log), *(chance.randrange(len(log)) for _ in range(40))}):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / FILE).write_bytes(database)
        (folder / f"{FILE}-wal").write_bytes(log[:cut])
        with Workspace.open(folder) as workspace:
            found = list(workspace.sources())
        complete = sum(end <= cut for end in ends)
        assert set(found) == {f"{number}.txt" for number in range(complete)}


def test_what_is_kept_is_on_the_disk(tmp_path):
    """Each commit waits for the disk, so that a power cut cannot take it back."""
    with Workspace.open(tmp_path) as workspace:
        assert workspace._database.one("PRAGMA synchronous") == (2,)
        assert workspace._database.one("PRAGMA journal_mode") == ("wal",)


def test_a_full_disk_is_said_and_costs_nothing_kept(texts, monkeypatch):
    """The error names the disk, not damage, and the build goes on when there is room."""
    connect = sqlite3.connect

    def on_a_small_disk(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    (texts / "long.txt").write_text("Alibaba. " * 20_000)
    monkeypatch.setattr(sqlite3, "connect", on_a_small_disk)
    with pytest.raises(WorkspaceError, match=r"cannot grow, the disk is full \(make room on the disk\)"):
        build("out")
    monkeypatch.undo()
    os.chdir(texts.parent)
    assert sources("out") == {f"texts/{name}" for name in TEXTS}
    assert build("out").seen == ["texts/long.txt"]


@posix
def test_a_limit_on_files_is_said_and_costs_nothing_kept(texts):
    """Where the view does not fit any more, the files stay what they were."""
    import resource

    build("out")
    before = outputs("out")
    (texts / "d.txt").write_text("Hangzhou has Lazada.")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
        with pytest.raises(OutputError, match="cannot be written: File too large"):
            build("out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert outputs("out") == before
    assert len(sources("out")) == 4
    assert build("out").seen == []
    assert outputs("out") != before


def test_a_file_that_vanishes_while_others_are_read(texts):
    """It is a failure with its name, and the rest is read."""
    intake = Intake([Path("texts")])
    readings = intake.readings(FakeReader)
    next(readings)
    (texts / "b.txt").unlink()
    assert [reading.document.source for reading in readings] == ["texts/c.txt"]
    assert [(failure.source, failure.error) for failure in intake.failures] == [
        ("texts/b.txt", "vanished, or is a link to nothing")
    ]


def test_a_clock_that_jumps(texts, monkeypatch):
    """Neither the time of day nor those of the files matter."""
    chance = Random(0)  # noqa: S311 - times, no secrets
    monkeypatch.setattr(time, "time", lambda: chance.random() * 4e9)
    monkeypatch.setattr(time, "time_ns", lambda: int(chance.random() * 4e18))
    build("out")
    assert outputs("out") == outputs("undisturbed")
    for path in (*texts.iterdir(), *Path("out").iterdir()):
        os.utime(path, (chance.random() * 4e9, chance.random() * 4e9))
    assert build("out").seen == []
    assert outputs("out") == outputs("undisturbed")


def test_two_builds_of_one_folder(texts):
    """The second is refused before it reads, and the first ends as if it had been alone."""
    with alone(Path("undisturbed")), pytest.raises(WorkspaceError, match="is being changed by another process"):
        build("undisturbed")
    assert build("undisturbed").seen == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever is root may write everywhere")
def test_a_folder_that_cannot_be_written(texts):
    """It can be looked at, and a build says what is wrong."""
    Path("undisturbed").chmod(0o555)
    try:
        assert len(evigraph.load("undisturbed").graph.documents) == 3
        with pytest.raises(OutputError, match="cannot be written: Permission denied"):
            build("undisturbed")
    finally:
        Path("undisturbed").chmod(0o755)


def test_the_note_of_what_is_shown_is_no_part_of_the_graph(texts):
    """A workspace that was copied without its files is worth as much."""
    Path("copy").mkdir()
    shutil.copy(Path("undisturbed", FILE), "copy")
    with Workspace.open("copy") as workspace:
        assert json.loads(workspace.shown.note() or "{}")["summary"]["documents"] == 3
    assert build("copy").seen == []
    assert outputs("copy") == outputs("undisturbed")
