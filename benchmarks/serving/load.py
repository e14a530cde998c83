"""Many clients at once for a while: answers, errors, times, and the memory of the server at the start and the end.

From a clone, with a folder that `evigraph build` wrote::

    python -m evigraph.benchmarks.serving.load graph.out --clients 50 --seconds 60 --date 2026-01-31
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from ..results import RESULTS, machine, replaced, text_of

_QUERIES = (
    "SELECT ?l { ?x rdfs:label ?l } LIMIT 100",
    "SELECT ?p (COUNT(*) AS ?n) { ?c rdf:predicate ?p } GROUP BY ?p",
    "SELECT ?s ?t { ?c rdf:subject/rdfs:label ?s ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?t } LIMIT 50",
    "ASK { ?a ev:foundedIn ?b }",
)
_KIB = 1024


class Tally(NamedTuple):
    """What the clients saw: seconds for each answer, and how many were none."""

    seconds: list[float]
    errors: list[str]


def main() -> None:
    """Measure, print, and put the figures into the results."""
    parser = argparse.ArgumentParser(
        prog="python -m evigraph.benchmarks.serving.load", description=__doc__.split("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with _server(options.folder) as (pid, host, port):
        _run(host, port, clients=4, seconds=3)  # so that every worker is there
        before = _memory(pid)
        tally = _run(host, port, clients=options.clients, seconds=options.seconds)
        after = _memory(pid)
    print(*dict.fromkeys(tally.errors), sep="\n")
    section = (
        f"## The server under load\n\n{options.clients} clients for {options.seconds:g} s, "
        f"{options.date}, {machine()}: "
        f"`python -m evigraph.benchmarks.serving.load {options.folder.name}`, the seeds.\n\n"
        f"- Answers: {len(tally.seconds):,}, errors: {len(tally.errors)}.\n"
        f"- Time for an answer: median {statistics.median(tally.seconds) * 1000:.0f} ms, "
        f"slowest {max(tally.seconds):.1f} s.\n"
        f"- Memory of the server and its workers: {before:.0f} MB before, {after:.0f} MB after.\n"
    )
    print(section)
    options.results.write_text(replaced(text_of(options.results), "load", section), encoding="utf-8")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, str, int]]:
    command = [sys.executable, "-m", "evigraph", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own arguments
        line = process.stdout.readline() if process.stdout is not None else ""
        place = urlsplit(line.split()[-1])
        try:
            yield process.pid, str(place.hostname), int(place.port or 0)
        finally:
            process.terminate()


def _run(host: str, port: int, *, clients: int, seconds: float) -> Tally:
    tally, end = Tally([], []), time.monotonic() + seconds
    threads = [threading.Thread(target=_client, args=(host, port, end, number, tally)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _client(host: str, port: int, end: float, number: int, tally: Tally) -> None:
    connection = HTTPConnection(host, port, timeout=120)
    while time.monotonic() < end:
        number += 1
        start = time.perf_counter()
        try:
            connection.request("GET", f"/sparql?query={quote(_QUERIES[number % len(_QUERIES)])}")
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            tally.errors.append(repr(error))
            connection.close()
            continue
        tally.seconds.append(time.perf_counter() - start)
        if answer.status != 200:  # noqa: PLR2004 - of HTTP
            tally.errors.append(content.decode("utf-8", "replace"))
    connection.close()


def _memory(pid: int) -> float:
    """Return the megabytes that a process and its children hold (Linux)."""
    own = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    held = next(int(line.split()[1]) for line in own.splitlines() if line.startswith("VmRSS"))
    tasks = Path(f"/proc/{pid}/task").iterdir()  # each thread has children of its own
    children = [child for task in tasks for child in (task / "children").read_text(encoding="utf-8").split()]
    return held / _KIB + sum(_memory(int(child)) for child in children)


if __name__ == "__main__":
    main()
