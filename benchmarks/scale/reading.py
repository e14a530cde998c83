"""Documents read for real, by one worker and by two, and how much of what they say is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ...graph.record import from_json
from ...workers import read_by
from .made import Fact, Made, MadeReader, documents

HANDED = 2000
ROUNDS = 5
_WARM = 0.25  # of the lines of a run, before which its rate is not taken: the model is loaded, and the first are slower
_LOOP = "for _ in range(30_000_000): pass"


def read_for_real(number: int, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield lines of the table: throughput of one worker and two, and the recall of facts."""
    made = list(documents(number))
    path = _written(made, folder)
    runs: dict[int, list[_Run]] = {1: [], 2: []}

    def read(workers: int) -> float:
        runs[workers].append(_run(path, workers))
        return runs[workers][-1].rate

    yield f"two workers ÷ one worker, throughput of {number:,} documents", _gain(read), "1.7"
    one, two = (f"{median(each.rate for each in runs[workers]):.0f}" for workers in (1, 2))
    yield "documents a second, one worker and two", f"{one} and {two}", ""
    yield "two loops of Python at once ÷ one, which is what the machine gives", _gain(_loops), ""
    yield "processor time of a document outside the workers", f"{1e3 * _handing(HANDED):.2f} ms", ""
    yield f"facts found of those {number} documents say", _recall(made, runs[1][0].lines), ""


def _gain(rate: Callable[[int], float]) -> str:
    """Return how much more two processes do than one.

    A machine may be slower for minutes, so one and two take turns, and each two are compared with the one before and
    the one after it.
    """
    ones, gains = [rate(1)], []
    for _ in range(ROUNDS):
        two = rate(2)
        ones.append(rate(1))
        gains.append(2 * two / sum(ones[-2:]))
    return f"{median(gains):.2f}, median of {ROUNDS} rounds from {min(gains):.2f} to {max(gains):.2f}"


def _loops(number: int) -> float:
    """Return how much some processes do together that never wait for anything."""
    started = time.perf_counter()
    loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(number)]  # noqa: S603 - ours
    for loop in loops:
        loop.wait()
    return number / (time.perf_counter() - started)


def _written(made: Sequence[Made], folder: Path) -> Path:
    """Write some documents as a file of lines."""
    path = folder / "all.jsonl"
    lines = [json.dumps({"text": each.document.text, "source": each.document.source}) for each in made]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class _Run(NamedTuple):
    """The documents a second that a run read once it was under way, and what it wrote."""

    rate: float
    lines: tuple[str, ...]


def _run(path: Path, workers: int) -> _Run:
    command = [sys.executable, "-m", "evigraph", "extract", str(path), "--quiet", "--workers", str(workers)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603 - ours
        came = [(time.perf_counter(), line) for line in process.stdout or ()]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    warm = round(_WARM * len(came))
    return _Run((len(came) - 1 - warm) / (came[-1][0] - came[warm][0]), tuple(line for _, line in came))


def _handing(number: int) -> float:
    """Return the seconds that handing out a document and taking its reading costs the process that does it."""
    texts = [each.document for each in documents(number)]
    before = time.process_time()
    for _ in read_by(partial(MadeReader, number), 2, texts, ordered=True):
        pass
    return (time.process_time() - before) / number


def _recall(made: Sequence[Made], lines: Iterable[str]) -> str:
    readings = {reading.document.source: reading for reading in map(from_json, lines)}
    found = 0
    for each in made:
        reading = readings[each.document.source]
        names = {mention.id: mention.text for mention in reading.mentions}
        told = {
            Fact(
                names[claim.subject],
                claim.predicate,
                names[claim.object] if isinstance(claim.object, str) else claim.object.value,
            )
            for claim in reading.claims
            if claim.status == "asserted"
        }
        found += len(told & set(each.facts))
    total = sum(len(each.facts) for each in made)
    return f"{found / total:.2f} ({found} of {total})"
