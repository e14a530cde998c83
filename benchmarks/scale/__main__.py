"""Measure what documents cost as they grow in number, and write it into RESULTS.md.

    python -m evigraph.benchmarks.scale --date 2026-01-31 --sizes 1000 10000 100000 --kills 50 --read 100

Texts and readings are made up (`made`). Each figure comes out of a process of its own (`work`). Seconds are of the
processor, which other processes on the machine disturb least, unless a line says otherwise.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from ...publishing import LARGE
from ..results import RESULTS, machine, replaced, text_of
from .reading import read_for_real

_FILES = ("graph.ttl", "graph.nq", "graph.graphml", "report.json")


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    value: str
    aim: str = ""


def main() -> None:
    """Measure what the arguments ask for, print it, and put it into the results file."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        figures = list(_figures(options, Path(folder)))
    rows = "".join(f"| {figure.what} | {figure.value} | {figure.aim} |\n" for figure in figures)
    command = " ".join(["python -m evigraph.benchmarks.scale", *sys.argv[1:]])
    head = f"## Scale\n\n{options.date}, {machine()}\n\n    {command}\n\n"
    section = f"{head}{_NOTE}\n\n| measured | value | to reach |\n|---|---|---|\n{rows}"
    print(section)
    options.results.write_text(replaced(text_of(options.results), "scale", section), encoding="utf-8")


_NOTE = f"""Short documents of four sentences and about 30 words, made of templates over the vocabulary. For all
lines but those of reading, each got the reading it was made with, so that storage and assembly alone are measured. Of
more than {LARGE:,} documents there is no graph.html. Seconds are of the processor unless a line says otherwise."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evigraph.benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="numbers of documents to make graphs of")
    parser.add_argument("--again", type=int, help="number of documents to build twice, and with one changed")
    parser.add_argument("--kills", type=int, help="how often to kill a build")
    parser.add_argument("--read", type=int, help="number of documents to read for real, with one worker and two")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


def _figures(options: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    if options.read:
        yield from (Figure(*found) for found in read_for_real(options.read, folder))
    yield from _sizes(options.sizes, folder)
    if options.again:
        yield from _again(options.again, folder)
    if options.kills:
        yield _kills(options.kills, folder)


def _sizes(sizes: list[int], folder: Path) -> Iterator[Figure]:
    """Make the graph and the files of ever more documents."""
    for size in sizes:
        place = folder / f"{size}"
        _work("fill", place, size)
        found = _work("assemble", place)
        each = f"{1e3 * found['processor'] / size:.1f} ms a document"
        written = sum(path.stat().st_size for path in place.glob("graph.*")) / 1e6
        value = (
            f"{each}, {found['processor']:.0f} s, peak memory {found['peak'] / 1e6:,.0f} MB, {written:,.0f} MB of files"
        )
        yield Figure(f"graph and files of {size:,} documents", value, "+20 % at most; 1.5 GB for 100,000")


def _again(size: int, folder: Path) -> Iterator[Figure]:
    """Build a folder of files, once more, and once more with another text in one of them."""
    texts, place = folder / "texts", folder / "again"
    _work("write", texts, size)
    first = _work("build", place, texts, size)
    same = _work("build", place, texts, size)
    _work("change", texts, size)
    changed = _work("build", place, texts, size)
    yield Figure(f"build of {size:,} files", _seconds(first))
    yield Figure("again, nothing changed", _seconds(same), "5 s")
    yield Figure("again, one document changed, to all files", _seconds(changed), "10 s")


def _seconds(found: dict[str, float]) -> str:
    return f"{found['processor']:.1f} s ({found['clock']:.1f} s by the clock)"


def _kills(times: int, folder: Path) -> Figure:
    """Kill builds at random, each going on where the last was, and compare what they make with one left alone."""
    texts, undisturbed, place, size = folder / "killed texts", folder / "undisturbed", folder / "killed", 300
    _work("write", texts, size)
    longest = _work("build", undisturbed, texts, size)["clock"]
    chance, killed, ended = random.Random(0), 0, 0  # noqa: S311 - moments, no secrets
    while killed < times:
        process = subprocess.Popen(_command("build", place, texts, size), stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        time.sleep(longest * chance.random())
        process.kill()
        killed += process.wait() != 0
        if process.returncode == 0:  # it came to its end: from the beginning again
            ended += 1
            rmtree(place)
    _work("build", place, texts, size)
    same = all((place / name).read_bytes() == (undisturbed / name).read_bytes() for name in _FILES)
    value = f"{'the same' if same else 'other'} bytes; {ended} came to their end before they were killed"
    return Figure(f"files after {killed} builds killed at random", value, "the same bytes")


def _work(name: str, *arguments: object) -> dict[str, float]:
    done = subprocess.run(_command(name, *arguments), check=True, capture_output=True, text=True)  # noqa: S603 - ours
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _command(name: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "evigraph.benchmarks.scale.work", name, *map(str, arguments)]


if __name__ == "__main__":
    main()
