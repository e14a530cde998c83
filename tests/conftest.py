"""What many tests need and is dear to make: the seeds, a graph of them, and the reader, each once a session."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import evigraph
import pytest
from evigraph.errors import WorkspaceError
from evigraph.lock import alone
from hypothesis import HealthCheck, settings
from pages import browser, graph, open_page, rendered

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

__all__ = ["browser", "graph", "open_page", "rendered"]  # the fixtures of the tests of the view
ROOT = Path(__file__).parents[1]
# A machine with other work to do is no failure, and the same code is tried with the same examples; whoever looks for
# new ones says --hypothesis-profile=searching.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", settings.get_profile("searching"), derandomize=True)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """Give the folder of the seed texts."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def built(seeds_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seeds through the command line; give the folder with the outputs, which tests must not change."""
    folder = _shared(tmp_path_factory) / "built"

    def build() -> None:
        command = [sys.executable, "-m", "evigraph", "build", seeds_dir.name, "-o", str(folder / "graph.out")]
        environment = {**os.environ, "PYTHONHASHSEED": "1"}
        done = subprocess.run(  # noqa: S603 - our own arguments
            command, cwd=seeds_dir.parent, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    _once(folder, build)
    return folder / "graph.out"


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run, which the processes that share its tests have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _once(folder: Path, make: Callable[[], None]) -> None:
    """Make a folder in the process that comes first; the others wait until it is whole, or make it if that one died."""
    folder.mkdir(exist_ok=True)
    while True:
        try:
            with alone(folder):
                if not (folder / "made").exists():
                    make()
                    (folder / "made").touch()
                return
        except WorkspaceError:
            sleep(0.1)


@pytest.fixture(scope="session")
def kg(built: Path) -> evigraph.KnowledgeGraph:
    """Open the graph of the seeds."""
    return evigraph.load(built)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Load the bundled reader."""
    from evigraph.extract.reading import Reader

    return Reader.load()
