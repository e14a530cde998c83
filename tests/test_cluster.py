"""Real Ray clusters on this machine read what one process would, and survive the loss of those that read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import evigraph
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evigraph import cluster
from evigraph.cluster import read_on_cluster
from evigraph.errors import EngineError, ModelError
from evigraph.extract.documents import read_documents
from evigraph.extract.limits import Limits
from evigraph.extract.parsing import Parsing
from evigraph.extract.parts import Notice, parts
from evigraph.graph.marks import Marks
from evigraph.graph.model import Document, Failure, Reading
from evigraph.upkeep import add_to
from fakes import FakeReader, FragileReader
from interrupting import INTERRUPTED, interrupted
from machines import machines

FILES = ["graph.ttl", "graph.nq", "graph.html", "graph.graphml", "report.json"]
NAMES = ("Alibaba", "Lazada", "Hangzhou", "Jack Ma")
with_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray has no wheel for this Python")


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Documents as files, lines and rows, two of them of one source, and some that are none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))  # as Ray's processes look it up
    monkeypatch.setattr(cluster, "PORTION", 400)
    folder = tmp_path / "texts"
    folder.mkdir()
    said = [f"{NAMES[number % 4]} met {NAMES[number % 3]}, in {1990 + number // 2}." for number in range(30)]
    for number in range(10):
        (folder / f"{number:02}.txt").write_text(said[number])
    lines = [f'{{"text": "{text}"}}' for text in said[10:20]]
    (folder / "lines.jsonl").write_text("\n".join([*lines, "no json", "", '{"text": "Alibaba", "source": "same"}']))
    rows = {"text": [*said[20:], None, "Lazada"], "source": [None] * 11 + ["same"]}
    pq.write_table(pa.table(rows), folder / "t.parquet")
    (folder / "empty.txt").touch()
    (folder / "picture.png").touch()
    return folder


def read(*paths: str, load=FragileReader, known: Marks | None = None) -> list[object]:
    """Read paths with two actors."""
    with Parsing(Limits()) as parsing:
        items = list(parts(map(Path, paths), parsing))
    return list(read_on_cluster(load, 2, items, limits=Limits(), known=known or Marks()))


@pytest.fixture(scope="module")
def cluster_of_two():
    """Start a cluster of a head that does not read and two machines that do."""
    with TemporaryDirectory(prefix="ray-") as folder, machines(Path(folder)) as started:  # sockets need short paths
        yield started


@with_ray
@pytest.mark.skipif(sys.platform != "linux", reason="what runs on a machine is looked up as Linux has it")
def test_a_machine_that_is_lost_half_way_changes_no_byte(texts, tmp_path, monkeypatch, cluster_of_two):
    """Files, lines and rows, good and bad, give the files that one machine makes; a second run reads nothing."""
    monkeypatch.setenv("RAY_ADDRESS", cluster_of_two.address)
    monkeypatch.setenv("RAY_timeout_wait_for_death_info_ms", "6000")
    for number in (8, 9):  # each of the two machines comes to one
        (texts / f"{number:02}.txt").write_text(f"wait for: {tmp_path / 'lost'}".ljust(cluster.PORTION + number))
    steps = []

    def tell(step):
        steps.append(step)
        if step.done == 8:
            cluster_of_two.lose()
            (tmp_path / "lost").touch()

    evigraph.build("texts", output="many", reader=FragileReader(), engine="ray", workers=2, progress=tell)
    evigraph.build("texts", output="one", reader=FakeReader())
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()
    assert (steps[-1].done, steps[-1].total) == (35, 35)
    reader = FakeReader()
    again = evigraph.build("texts", output="many", reader=reader)
    assert (len(again.graph.documents), len(again.graph.failures), reader.seen) == (31, 4, [])


@with_ray
def test_what_is_lost_is_read_by_another(texts, tmp_path):
    """An actor that is killed half-way costs nothing, and what kills it each time or its reader costs itself only."""
    (texts / "01.txt").write_text(f"kill parent: {tmp_path / 'killed'}")
    (texts / "02.txt").write_text("die: 7")
    (texts / "03.txt").write_text("kill parent: always".ljust(cluster.PORTION + 1))
    documents = [each for each in read_documents([Path("texts")]) if isinstance(each, Document)]
    known = documents[5]
    found = read("texts", known=Marks([(known.id, known.date, known.language)]))
    assert (tmp_path / "killed").exists()
    failed = {each.source: each.error for each in found if isinstance(each, Failure)}
    assert failed.pop("texts/02.txt") == "the process that was reading it ended (exit code 7)"
    assert failed.pop("texts/03.txt") == "each of 3 processes that were reading it was lost"
    assert sorted(failed) == ["texts/empty.txt", "texts/lines.jsonl#11", "texts/t.parquet#11"]
    read_ = [each.document for each in found if isinstance(each, Reading)]
    assert read_ == [each for each in documents if each not in (documents[2], documents[3], known)]
    assert [each for each in found if isinstance(each, Document)] == [known]
    assert [each.source for each in found if isinstance(each, Notice)] == ["texts/picture.png"]


@with_ray
@pytest.mark.skipif(sys.platform == "win32", reason="Ray has no clusters of several machines there")
def test_an_error_of_ours_ends_the_run(texts, monkeypatch, cluster_of_two):
    """Damaged weights are no matter of one document."""
    monkeypatch.setenv("RAY_ADDRESS", cluster_of_two.address)
    (texts / "00.txt").write_text("refuse: it")
    with pytest.raises(ModelError, match=r"weights: are damaged \(install again\)"):
        read("texts/00.txt")


@with_ray
@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("127.0.0.1:1", "does not answer at 127.0.0.1:1"),
        ("ray://[::1]:1", r"does not answer at ray://\[::1\]:1"),
        ("127.0.0.1:70000", "does not answer"),
        ("nowhere", "cannot be used"),
    ],
)
def test_a_cluster_that_is_not_there_is_named(texts, monkeypatch, address, problem):
    """The error says which variable names the cluster, before Ray has gone on asking for minutes."""
    monkeypatch.setenv("RAY_ADDRESS", address)
    with pytest.raises(EngineError, match=rf"ray: {problem}.*RAY_ADDRESS"):
        read("texts/00.txt")


def test_nothing_to_read_starts_nothing(texts):
    """Without documents there are no machines, and the failures are told."""
    (failure,) = read("nothing.txt")
    assert isinstance(failure, Failure)
    assert failure.error == "no such file or folder"


def test_without_ray_the_extra_is_named(texts, monkeypatch):
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r'ray: is not installed \(pip install "evigraph\[ray\]"\)'):
        evigraph.build("texts", reader=FakeReader(), engine="ray")
    evigraph.build("texts/00.txt", output="out", reader=FakeReader())
    with pytest.raises(EngineError, match=r"ray: is not installed"):
        add_to(Path("out"), [Path("texts")], FakeReader, engine="ray")


@pytest.mark.parametrize("command", [["build", "texts", "-o", "out"], ["add", "out", "texts"], ["extract", "texts"]])
def test_an_engine_that_nobody_knows_is_refused(texts, command):
    """Each command that reads names those that there are."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "evigraph", *command, "--engine", "spark"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "'local', 'ray'" in done.stderr


def _gone(group: int) -> bool:
    """Wait until no process of a group is left, as it takes a moment for each to see that its parent has ended."""
    for _ in range(3000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@with_ray
@pytest.mark.skipif(sys.platform == "win32", reason="there it takes a console of its own")
def test_ctrl_c_keeps_what_was_read_and_leaves_nothing_behind(texts, tmp_path):
    """One line, exit code 130, no traceback, no process of Ray left, and a later run goes on."""
    for number in range(10):  # each of a length that is read by itself
        text = "Alibaba" if number < 5 else f"wait for: {tmp_path / 'never'}"
        (texts / f"{number:02}.txt").write_text(text.ljust(cluster.PORTION * 200))
    ended = interrupted(tmp_path, engine="ray", after=5)
    assert (ended.code, ended.said.count("\n"), "interrupted" in ended.said) == (INTERRUPTED, 1, True)
    assert _gone(ended.group)
    assert ended.progress == ["1\n", "2\n", "3\n", "4\n", "5\n"]
    for number in range(5, 10):
        (texts / f"{number:02}.txt").unlink()
    reader = FakeReader()
    evigraph.build("texts", output="out", reader=reader)
    assert "texts/00.txt" not in reader.seen
