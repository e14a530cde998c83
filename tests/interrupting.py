"""A build in a process of its own that Ctrl-C reaches, as it does all processes of a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

INTERRUPTED = 130
PATIENCE = 300  # seconds for a machine with much other work to do
RUN = """
import signal
import sys
from pathlib import Path
from fakes import FragileReader
from evigraph.building import Options, build_into
from evigraph.terminal import guarded
import typer
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have ignored it
    try:
        with guarded():
            tell = lambda step: print(step.done, flush=True)
            build_into(Path("out"), [Path("texts")], FragileReader, tell, Options(workers=2, engine=sys.argv[1]))
    except typer.Exit as ending:
        sys.exit(ending.exit_code)
"""


class Interrupted(NamedTuple):
    """How a build ended, what it told of its progress and what it said at last, and the group of its processes."""

    code: int
    progress: list[str]
    said: str
    group: int


def interrupted(folder: Path, *, engine: str, after: int) -> Interrupted:
    """Build the folder ``texts`` into ``out`` with two readers, and interrupt it when so many documents are done."""
    (folder / "run.py").write_text(RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    with subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "run.py", engine],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        progress = [run.stdout.readline() for _ in range(after)]
        os.killpg(run.pid, signal.SIGINT)
        try:
            _, said = run.communicate(timeout=PATIENCE)
        finally:
            run.kill()
    return Interrupted(run.returncode, progress, said, run.pid)
