"""Machines of a Ray cluster, as processes of this one: ``python machines.py FOLDER`` starts a head and two of a core.

It prints the address of the cluster. Each line on standard input makes it lose a machine with all that runs there, as a
power cut would, and print an empty line; at the end of the input it ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STORE = 80 * 1024 * 1024  # bytes, about the least there can be
# How soon a machine is given up: after four times a second without an answer.
SOON = {
    "RAY_health_check_initial_delay_ms": "0",
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_timeout_ms": "1000",
    "RAY_health_check_failure_threshold": "4",
}


class Machines:
    """The process that runs a cluster, from outside."""

    def __init__(self, run: subprocess.Popen[str]) -> None:
        assert run.stdout is not None
        self._run = run
        self.address = run.stdout.readline().strip()

    def lose(self) -> None:
        """Lose one of the machines."""
        assert self._run.stdin is not None
        assert self._run.stdout is not None
        self._run.stdin.write("\n")
        self._run.stdin.flush()
        self._run.stdout.readline()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """Start a cluster that keeps its files in a folder, and end it."""
    path = os.pathsep.join(map(os.path.abspath, sys.path))  # as Ray's processes look it up
    with subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, __file__, str(folder)],
        cwd=folder,
        env={**os.environ, **SOON, "PYTHONPATH": path, "RAY_USAGE_STATS_ENABLED": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        yield Machines(run)


def _below(process: int) -> Iterator[int]:
    """Yield a process and all that it has started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _below(int(child))


def _lose(machine: Any) -> None:
    started = [each.process.pid for processes in machine.all_processes.values() for each in processes]
    for process in [each for one in started for each in _below(one)]:
        os.kill(process, signal.SIGKILL)


def _run(folder: str) -> None:
    from ray.cluster_utils import Cluster

    same = {"temp_dir": folder, "include_dashboard": False, "object_store_memory": STORE}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **same})
    others = [cluster.add_node(num_cpus=1, **same) for _ in range(2)]
    print(cluster.address, flush=True)  # noqa: T201 - whoever started it reads it
    for _ in sys.stdin:
        _lose(others.pop())
        print(flush=True)  # noqa: T201 - as above
    cluster.shutdown()


if __name__ == "__main__":
    _run(sys.argv[1])
