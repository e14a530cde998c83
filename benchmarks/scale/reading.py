"""Documents read for real, by one worker and by two, and how much of what they say is found."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from ...graph.record import from_json
from ...workers import read_by
from .made import Fact, Made, MadeReader, documents

HANDED = 2000
ROUNDS = 5


def read_for_real(number: int, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield lines of the table: throughput of one worker and two, and the recall of facts.

    The time of half the documents is taken off that of all of them, and with it the loading of the model, which is
    paid once.
    """
    made = list(documents(number))
    half, all_ = _written(made, folder)
    more = number - number // 2
    rounds = []
    for _ in range(ROUNDS):  # in turn, since a machine may be slower for minutes
        first, found = ([_run(path, workers) for workers in (1, 2)] for path in (half, all_))
        rounds.append([(more / (a[0] - b[0]), (a[1] - b[1]) / more) for a, b in zip(found, first, strict=True)])
    gain = median(two / one for (one, _), (two, _) in rounds)
    gain_of_processor = median(2 * one / two for (_, one), (_, two) in rounds)
    one, two, cost_one, cost_two = (
        median(each[worker][what] for each in rounds) for what in (0, 1) for worker in (0, 1)
    )
    value = f"{gain:.2f} by the clock ({one:.1f} and {two:.1f} documents/s), median of {ROUNDS}"
    yield "two workers ÷ one worker, throughput", value, "1.7"
    cost = f"{1e3 * cost_one:.0f} and {1e3 * cost_two:.0f} ms, so that two free cores give {gain_of_processor:.2f}"
    yield "processor time of a document, one worker and two", cost, ""
    yield "of it outside the workers", f"{1e3 * _handing(HANDED):.2f} ms", ""
    yield f"facts found of those {number} documents say", _recall(made, found[0][2]), ""


def _written(made: Sequence[Made], folder: Path) -> tuple[Path, Path]:
    """Write half of some documents, and all of them, as files of lines."""
    lines = [json.dumps({"text": each.document.text, "source": each.document.source}) for each in made]
    half, all_ = folder / "half.jsonl", folder / "all.jsonl"
    half.write_text("\n".join(lines[: len(lines) // 2]) + "\n", encoding="utf-8")
    all_.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return half, all_


def _handing(number: int) -> float:
    """Return the seconds that handing out a document and taking its reading costs the process that does it."""
    texts = [each.document for each in documents(number)]
    before = time.process_time()
    for _ in read_by(partial(MadeReader, number), 2, texts, ordered=True):
        pass
    return (time.process_time() - before) / number


def _run(path: Path, workers: int) -> tuple[float, float, str]:
    """Return seconds by the clock and of the processor, and what was written."""
    command = [sys.executable, "-m", "evigraph", "extract", str(path), "--quiet", "--workers", str(workers)]
    before, started = _children(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - ours
        command, check=True, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    return time.perf_counter() - started, _children() - before, done.stdout


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _recall(made: Sequence[Made], written: str) -> str:
    readings = {reading.document.source: reading for reading in map(from_json, written.splitlines())}
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
