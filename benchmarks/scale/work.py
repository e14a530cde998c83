"""What is measured, each piece in a process of its own, so that its time and its peak memory are its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ...building import build_into, state
from ...graph.workspace import Workspace
from ...publishing import publish
from .made import MadeReader, documents


def fill(folder: str, number: str) -> None:
    """Put made-up readings into a workspace, as if they had been read."""
    Path(folder).mkdir(parents=True)
    with Workspace.open(folder) as workspace:
        for made in documents(int(number)):
            workspace.put(made.reading, MadeReader.fingerprint)


def assemble(folder: str) -> None:
    """Make the graph of a workspace and its files."""
    with Workspace.open(folder) as workspace:
        publish(state(workspace), Path(folder), workspace)


def write(folder: str, number: str) -> None:
    """Write made-up documents as files."""
    Path(folder).mkdir(parents=True)
    for made in documents(int(number)):
        Path(folder, made.document.source).write_text(made.document.text, encoding="utf-8")


def change(folder: str, number: str) -> None:
    """Put other content into the last file."""
    *_, last = documents(int(number), seed=1)
    Path(folder, last.document.source).write_text(last.document.text, encoding="utf-8")


def build(folder: str, texts: str, number: str) -> None:
    """Build a folder from files, of which each has the reading it was made with."""
    build_into(Path(folder), [Path(texts)], lambda: MadeReader(int(number)))


WORK: dict[str, Callable[..., None]] = {each.__name__: each for each in (fill, assemble, write, change, build)}


def main() -> None:
    """Do one piece of work, and print the seconds it took of the clock and of the processor, and its peak memory."""
    clock, processor = time.perf_counter(), _processor()
    WORK[sys.argv[1]](*sys.argv[2:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"clock": time.perf_counter() - clock, "processor": _processor() - processor, "peak": peak}))


def _processor() -> float:
    """Return the seconds that this process and those that it started have taken of the processors."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
