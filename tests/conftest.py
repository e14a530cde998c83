"""What many tests need and is dear to make: the seeds, a graph of them, and the reader, each once a session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import evigraph
import pytest
from hypothesis import settings
from pages import browser, graph, open_page, rendered

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

__all__ = ["browser", "graph", "open_page", "rendered"]  # the fixtures of the tests of the view
ROOT = Path(__file__).parents[1]
settings.register_profile("patient", deadline=None)  # a machine with other work to do is no failure
settings.load_profile("patient")


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """Give the folder of the seed texts."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def built(seeds_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seeds through the command line; give the folder with the outputs, which tests must not change."""
    folder = tmp_path_factory.mktemp("built") / "graph.out"
    command = [sys.executable, "-m", "evigraph", "build", str(seeds_dir), "-o", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def kg(built: Path) -> evigraph.KnowledgeGraph:
    """Open the graph of the seeds."""
    return evigraph.load(built)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Load the bundled reader."""
    from evigraph.extract.reading import Reader

    return Reader.load()
