"""Documents read for real, by one worker and by two, and how much of what they say is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
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
    """Yield lines of the table: throughput of one worker and two, and the recall of facts.

    A machine may be slower for minutes, so runs of one and of two workers take turns, and each of two workers is
    compared with those of one before and after it.
    """
    made = list(documents(number))
    path = _written(made, folder)
    ones, twos = [_run(path, 1)], []
    for _ in range(ROUNDS):
        twos.append(_run(path, 2))
        ones.append(_run(path, 1))
    gains = [2 * two.rate / (one.rate + other.rate) for two, (one, other) in zip(twos, pairwise(ones), strict=True)]
    one, two = (median(each.rate for each in runs) for runs in (ones, twos))
    value = f"{median(gains):.2f} ({min(gains):.2f} to {max(gains):.2f} in {ROUNDS} rounds; {one:.0f} and {two:.0f}/s)"
    yield f"two workers ÷ one worker, throughput of {number:,} documents", value, "1.7"
    yield "the same of a loop in two processes and in one, all that the machine gives", f"{_given():.2f}", ""
    yield "processor time of a document outside the workers", f"{1e3 * _handing(HANDED):.2f} ms", ""
    yield f"facts found of those {number} documents say", _recall(made, ones[0].lines), ""


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


def _given() -> float:
    """Return how much more two processes do than one where nothing but the machine holds them up."""
    rates = []
    for number in (1, 2, 1):
        started = time.perf_counter()
        loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(number)]  # noqa: S603 - ours
        for loop in loops:
            loop.wait()
        rates.append(number / (time.perf_counter() - started))
    return 2 * rates[1] / (rates[0] + rates[2])


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
