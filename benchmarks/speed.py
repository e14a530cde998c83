"""Measure speed, memory and size, and write them into RESULTS.md with the machine they were measured on.

Run it from a clone, on a machine that does nothing else::

    python -m evigraph.benchmarks.speed --date 2026-01-31 --install

Nothing here is a test: times differ from machine to machine, so they are reported, not asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from .results import RESULTS, machine, replaced, text_of

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the value with its unit, and what was hoped for."""

    what: str
    value: str
    aim: str = ""


def main() -> None:
    """Measure what the arguments ask for, print it, and put it into the results file."""
    options = _options()
    figures = [*_reading(options.texts, options.seconds), *_starting(options.article)]
    if options.install:
        figures += _installing()
    section = _section(figures, options.date)
    print(section)
    options.results.write_text(replaced(text_of(options.results), "speed", section), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evigraph.benchmarks.speed", description=__doc__.split("\n")[0])
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--texts", type=Path, default=ROOT / "seeds", help="folder of .txt files to read")
    parser.add_argument("--article", type=Path, default=ROOT / "seeds" / "china-ai-talent.txt", help="text to build")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long to read for (default 20)")
    parser.add_argument("--install", action="store_true", help="also install into a fresh virtual environment")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


def _reading(texts: Path, seconds: float) -> list[Figure]:
    """Read in a process of its own, bound to one core, so that its peak memory is that of reading alone."""
    code = "from evigraph.benchmarks.speed import measure_reading; import sys; measure_reading(*sys.argv[1:])"
    found = json.loads(_python("-c", code, str(texts.resolve()), str(seconds)))
    return [
        Figure("reading, one core", f"{found['words'] / found['seconds']:,.0f} words/s"),
        Figure("share of reading outside the model", f"{1 - found['model_seconds'] / found['seconds']:.0%}"),
        Figure("peak memory while reading", f"{found['peak_bytes'] / 1e6:,.0f} MB"),
    ]


def measure_reading(texts: str, seconds: str) -> None:
    """Read the texts of a folder again and again for some seconds; print the figures as JSON.

    The model's share is the time inside `onnxruntime.InferenceSession.run`. Each round changes a digit at the end of
    the texts, so that a cache of readings would not be what is measured.
    """
    _bind_to_one_core()
    from ..extract.reading import Reader
    from ..graph.model import Document

    inside = _clock_the_model()
    reader = Reader.load()
    contents = [path.read_text(encoding="utf-8") for path in sorted(Path(texts).glob("*.txt"))]
    for content in contents:
        reader.read(Document.of(content, source="warm-up"))
    words, rounds, before, started = 0, 0, inside(), time.perf_counter()
    while time.perf_counter() - started < float(seconds):
        rounds += 1
        for content in contents:
            reader.read(Document.of(f"{content}\n{rounds}\n", source="speed"))
            words += len(content.split())
    elapsed = time.perf_counter() - started
    figures = {"words": words, "seconds": elapsed, "model_seconds": inside() - before}
    print(json.dumps({**figures, "peak_bytes": _peak_bytes()}))


def _bind_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the figure is for as many cores as the reader takes
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _clock_the_model() -> Callable[[], float]:
    """Time every run of every ONNX session from now on; return a function that tells the sum."""
    sessions = import_module("onnxruntime").InferenceSession
    spent = 0.0
    run = sessions.run

    def timed(*args: object, **kwargs: object) -> object:
        nonlocal spent
        started = time.perf_counter()
        try:
            return run(*args, **kwargs)
        finally:
            spent += time.perf_counter() - started

    sessions.run = timed
    return lambda: spent


def _peak_bytes() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _starting(article: Path) -> list[Figure]:
    code = "import time; a = time.perf_counter(); import evigraph; print(time.perf_counter() - a)"
    imports = statistics.median(float(_python("-c", code)) for _ in range(7))
    builds = statistics.median(_build_seconds(article.resolve()) for _ in range(3))
    return [
        Figure("`import evigraph`, median of 7", f"{imports:.3f} s", "< 0.3 s"),
        Figure("`evigraph build` of one article, new process, median of 3", f"{builds:.2f} s", "< 5 s"),
    ]


def _build_seconds(article: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        _python("-m", "evigraph", "build", str(article), "-o", str(Path(folder, "out")), "--quiet")
        return time.perf_counter() - started


def _python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)  # noqa: S603 - our own arguments
    return done.stdout


def _installing() -> list[Figure]:
    """Install a clean copy into a fresh environment, from the package index or cache that pip is set up to use."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        venv.create(Path(folder, "venv"), with_pip=True)
        before = _size(Path(folder, "venv"))
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        source = shutil.copytree(ROOT, Path(folder, "evigraph"), ignore=shutil.ignore_patterns(".*", "build", "*.out"))
        pip = [str(Path(folder, "venv", scripts, "python")), "-m", "pip", "install", "--quiet", str(source)]
        subprocess.run(pip, check=True)  # noqa: S603 - our own arguments
        elapsed = time.perf_counter() - started
        size = _size(Path(folder, "venv")) - before
    return [
        Figure("`pip install .`, fresh environment", f"{elapsed:.0f} s"),
        Figure("installed", f"{size / 1e6:,.0f} MB"),
    ]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _section(figures: list[Figure], date: str) -> str:
    rows = "\n".join(f"| {figure.what} | {figure.value} | {figure.aim} |" for figure in figures)
    command = " ".join(["python -m evigraph.benchmarks.speed", *sys.argv[1:]])
    return f"## Speed\n\n{date}, {machine()}\n\n    {command}\n\n| measured | value | aim |\n|---|---|---|\n{rows}\n"


if __name__ == "__main__":
    main()
