"""The same input gives the same bytes, whatever the hash seed, the order of the files and the number of workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import evigraph

ROOT = Path(__file__).parents[1]
OUTPUTS = ["graph.ttl", "graph.nq", "graph.html", "graph.graphml", "shapes.ttl", "report.json", "dataset.ttl"]
FILES = sorted(f"seeds/{path.name}" for path in ROOT.glob("seeds/*.txt"))


def build(folder: Path, paths: list[str], hash_seed: str, *, workers: str = "1") -> Path:
    """Build from the repository's root in a process of its own."""
    command = [sys.executable, "-m", "evigraph", "build", *paths, "-o", str(folder), "--quiet", "--workers", workers]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own arguments
    return folder


@pytest.fixture(scope="module")
def first(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the outputs of the seeds, which were built from their folder with one hash seed."""
    return shutil.copytree(built, tmp_path_factory.mktemp("first") / "out")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the outputs of the same files, named one by one in another order, with another hash seed, by two workers."""
    shuffled = [*FILES[1::2], *reversed(FILES[::2])]
    return build(tmp_path_factory.mktemp("second") / "out", shuffled, "2", workers="2")


@pytest.mark.slow
@pytest.mark.parametrize("output", OUTPUTS)
def test_two_builds_are_the_same_bytes(first: Path, second: Path, output: str) -> None:
    """No output depends on the hash seed, on the order of the files or on how many processes read them."""
    assert (first / output).read_bytes() == (second / output).read_bytes()


@pytest.mark.slow
def test_a_rebuild_changes_nothing(first: Path) -> None:
    """A second build into the same folder, which reads nothing anew, leaves the same bytes."""
    before = [(first / output).read_bytes() for output in OUTPUTS if output != "report.json"]
    build(first, ["seeds"], "3")
    assert [(first / output).read_bytes() for output in OUTPUTS if output != "report.json"] == before


def test_every_quote_is_exact(kg: evigraph.KnowledgeGraph) -> None:
    """In the graph of all seeds, evidence is the text at its offsets and lies in a document of the graph."""
    texts = {document.id: document.text for document in kg.graph.documents}
    evidence = [found for relation in kg.graph.relations for found in relation.evidence]
    assert len(texts) == len(FILES)
    assert evidence
    assert [found for found in evidence if texts[found.document][found.start : found.end] != found.quote] == []
