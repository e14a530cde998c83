"""Measure speed, memory and size, and write them into RESULTS.md with the machine they were measured on.

Run it from a clone, on a machine that does nothing else::

    python -m evigraph.benchmarks.speed --date 2026-01-31 --install

Where textacy is installed (``pip install textacy``), its triples are counted and timed on the same texts. Nothing
here is a test: times differ from machine to machine, so they are reported, not asserted.
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
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .results import RESULTS, machine, replaced, text_of

ROOT = Path(__file__).parents[1]
COPIES = 4  # of each text in the build that is measured
CLEAR_LABELS = {
    "obj": "dobj",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "obl:agent": "agent",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the value with its unit, and what was hoped for."""

    what: str
    value: str
    aim: str = ""


def main() -> None:
    """Measure what the arguments ask for, print it, and put it into the results file."""
    options = _options()
    figures = [*_reading(options.texts, options.seconds), *_building(options.texts), *_starting(options.article)]
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
    found = _measured("measure_reading", texts, seconds)
    speed = found["words"] / found["seconds"]
    return [
        Figure("reading, one core", f"{speed:,.0f} words/s", "4,000 words/s"),
        Figure("share of reading outside the model", f"{1 - found['model_seconds'] / found['seconds']:.0%}"),
        Figure(
            "what open claims add to reading, CPU time",
            f"{found['open_seconds'] / (found['seconds'] - found['open_seconds']):.0%}",
            "25 % at most",
        ),
        Figure("peak memory while reading", f"{found['peak_bytes'] / 1e6:,.0f} MB"),
    ]


def _building(texts: Path) -> list[Figure]:
    """Build the same texts, each some times over with other digits in it, and run what others run on them."""
    found = _measured("measure_building", texts)
    figures = [
        Figure(
            "whole build ÷ encoder pass alone, CPU time",
            f"{found['build_seconds'] / found['encoder_seconds']:.2f}",
            "2.0 at most, better 1.3",
        ),
        Figure("whole build, one core", f"{found['words'] / found['build_seconds']:,.0f} words/s"),
        Figure(
            "the bundled spaCy pipeline alone, one core", f"{found['words'] / found['pipeline_seconds']:,.0f} words/s"
        ),
    ]
    if found["triples_seconds"]:
        what = f"the same and textacy's subject-verb-object triples over its trees, {found['triples']:,} found"
        figures.append(Figure(what, f"{found['words'] / found['triples_seconds']:,.0f} words/s"))
    return [*figures, Figure("claims that the build found in the same texts", f"{found['claims']:,}")]


def _measured(function: str, *arguments: object) -> dict[str, float]:
    code = f"from evigraph.benchmarks.speed import {function} as measure; import sys; measure(*sys.argv[1:])"
    given = [str(each.resolve()) if isinstance(each, Path) else str(each) for each in arguments]
    found: dict[str, float] = json.loads(_python("-c", code, *given))
    return found


def measure_reading(texts: str, seconds: str) -> None:
    """Read the texts of a folder again and again for some seconds; print the figures as JSON.

    All are seconds of CPU time, since others may use the machine. The model's share is the time inside
    `onnxruntime.InferenceSession.run`, that of open claims the time inside `evigraph.extract.claims.claims`. Each round
    changes a digit at the end of the texts, so that a cache of readings would not be what is measured.
    """
    _bind_to_one_core()
    reading = import_module("evigraph.extract.reading")
    from ..graph.model import Document

    inside = _clock(import_module("onnxruntime").InferenceSession, "run")
    open_claims = _clock(reading, "claims_of_syntax")
    reader = reading.Reader.load()
    contents = _contents(texts)
    for content in contents:
        reader.read(Document.of(content, source="warm-up"))
    words, rounds, before, open_before, started = 0, 0, inside(), open_claims(), time.process_time()
    while time.process_time() - started < float(seconds):
        rounds += 1
        for content in contents:
            reader.read(Document.of(f"{content}\n{rounds}\n", source="speed"))
            words += len(content.split())
    figures = {
        "words": words,
        "seconds": time.process_time() - started,
        "model_seconds": inside() - before,
        "open_seconds": open_claims() - open_before,
    }
    print(json.dumps({**figures, "peak_bytes": _peak_bytes()}))


def measure_building(texts: str) -> None:
    """Build a folder out of texts, and read them as others do; print the figures, in CPU time, as JSON.

    What is loaded once is loaded before. The encoder pass alone is the time of its graph in that build.
    """
    _bind_to_one_core()
    from ..building import build_into
    from ..extract.pipeline import load
    from ..extract.reading import Reader

    passes = _clock_the_encoder()
    reader, nlp = Reader.load(), load()
    contents = [f"{content}\n{copy}\n" for copy in range(COPIES) for content in _contents(texts)]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:04}.txt") for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_text(content, encoding="utf-8")
        build_into(Path(folder, "warm-up"), paths[:1], lambda: reader)
        before, started = passes(), time.process_time()
        built = build_into(Path(folder, "out"), paths, lambda: reader)
        build_seconds, encoder_seconds = time.process_time() - started, passes() - before
    started = time.process_time()
    docs = [nlp(content) for content in contents]
    pipeline_seconds = time.process_time() - started
    found, triples_seconds = _triples(docs) if find_spec("textacy") is not None else (0, 0.0)
    figures = {
        "words": sum(len(content.split()) for content in contents),
        "build_seconds": build_seconds,
        "encoder_seconds": encoder_seconds,
        "pipeline_seconds": pipeline_seconds,
        "triples_seconds": pipeline_seconds + triples_seconds if triples_seconds else 0.0,
        "triples": found,
        "claims": sum(len(relation.evidence) for relation in built.graph.relations),
    }
    print(json.dumps(figures))


def _contents(texts: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(Path(texts).glob("*.txt"))]


def _triples(docs: list[Any]) -> tuple[int, float]:
    """Return how many triples textacy finds in trees, and the seconds it takes.

    It knows the labels of spaCy's own English pipelines and not those of Universal Dependencies, so that these are
    translated first, off the clock: else it would find next to nothing.
    """
    of_doc = import_module("textacy.extract.triples").subject_verb_object_triples
    for doc in docs:
        for token in doc:
            token.dep_ = CLEAR_LABELS.get(token.dep_, token.dep_)
    started = time.process_time()
    found = sum(1 for doc in docs for _ in of_doc(doc))
    return found, time.process_time() - started


def _bind_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the figure is for as many cores as the reader takes
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _clock(owner: object, name: str) -> Callable[[], float]:
    """Time every call of a function from now on, in CPU time; return a function that tells the sum."""
    spent = 0.0
    call = getattr(owner, name)

    def timed(*args: object, **kwargs: object) -> object:
        nonlocal spent
        started = time.process_time()
        try:
            return call(*args, **kwargs)
        finally:
            spent += time.process_time() - started

    setattr(owner, name, timed)
    return lambda: spent


def _clock_the_encoder() -> Callable[[], float]:
    """Time every run of the graph that holds the encoder, and of none of the heads of pairs."""
    sessions = import_module("onnxruntime").InferenceSession
    spent = 0.0
    run = sessions.run

    def timed(session: object, outputs: object, inputs: dict[str, object], *rest: object) -> object:
        nonlocal spent
        started = time.process_time()
        try:
            return run(session, outputs, inputs, *rest)
        finally:
            spent += time.process_time() - started if "ids" in inputs else 0

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
