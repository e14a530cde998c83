"""From paths to a folder: read what changed, assemble the graph, and publish its files all at once or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .errors import OutputError
from .extract.documents import Notice
from .graph.model import Graph
from .intake import AnyReader, Intake, Step

FILES = ("graph.ttl", "graph.nq", "graph.html", "graph.graphml")
VIEW = "graph.html"
REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, how many documents were read for it and how many were known, and what the user should be told."""

    graph: Graph
    read: int
    unchanged: int
    notices: tuple[Notice, ...]


def build_in_memory(
    paths: Sequence[Path], load: Callable[[], AnyReader], progress: Callable[[Step], None] | None = None
) -> Built:
    """Read all documents and assemble their graph; nothing is kept on disk."""
    from .graph.assemble import assemble

    intake = Intake(paths, progress=progress)
    readings = list(intake.readings(load))
    graph = assemble(readings, failures=intake.failures)
    return Built(graph, len(readings), 0, tuple(intake.notices))


@contextmanager
def writable(folder: Path) -> Iterator[Path]:
    """Make the folder if need be and give a place in it for unfinished files, gone when the block ends.

    Raises:
        OutputError: the folder cannot be written, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".evigraph-", dir=folder) as place:
            yield Path(place)
    except OutputError:
        raise
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        cure = "name another folder, or see to its permissions and to space on the disk"
        raise OutputError(folder.as_posix(), problem, cure=cure) from error


def publish(graph: Graph, folder: Path, unfinished: Path, notices: Sequence[Notice]) -> None:
    """Write every file beside its place, then move each into it, so that no reader meets half a file."""
    from .export.formats import write
    from .graph.report import report

    for name in FILES:
        write(graph, unfinished / name)
    account = {**report(graph), "notices": [asdict(notice) for notice in notices]}
    text = json.dumps(account, ensure_ascii=False, indent=2) + "\n"
    (unfinished / REPORT).write_text(text, encoding="utf-8", newline="\n")
    for name in (*FILES, REPORT):
        os.replace(unfinished / name, folder / name)  # noqa: PTH105 - said as what it is: atomic on one file system
