"""Load many quads and ask six queries: through our layer, of pyoxigraph directly, and of rdflib, side by side.

From a clone, on a machine that does nothing else::

    python -m evigraph.benchmarks.serving.size --quads 1000000 --date 2026-01-31

Of pyoxigraph each value is read as Python text, since an answer that nobody reads is none. Runs of the two take turns,
so that whatever else the machine does falls on both, and times are those of the processor. rdflib is asked once, for as
long as ``--patience`` says.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import rdflib

from ...export.terms import DEFAULT_BASE, Names
from ...query.sparql import query
from ...query.store import load
from ..results import RESULTS, machine, replaced, text_of
from .made import quads

QUERIES: Mapping[str, str] = {
    "one thing by its label": 'SELECT ?p ?o { ?s rdfs:label "Entity 42" ; ?p ?o }',
    "a join of two relations": "SELECT ?a ?c { ?a ev:acquired ?b . ?b ev:partnersWith ?c } LIMIT 1000",
    "claims with their sentences": (
        "SELECT ?s ?text { ?c rdf:subject ?s ; rdf:predicate ev:foundedIn ; prov:wasDerivedFrom/oa:exact ?text }"
        " LIMIT 1000"
    ),
    "count by predicate": "SELECT ?p (COUNT(*) AS ?n) { ?c rdf:predicate ?p } GROUP BY ?p ORDER BY ?p",
    "a path of any length": "SELECT ?b { entity:7 ev:acquired+ ?b } LIMIT 1000",
    "what two documents say": (
        "SELECT ?s (COUNT(DISTINCT ?d) AS ?n) { ?c rdf:subject ?s ; prov:wasDerivedFrom/oa:hasSource ?d }"
        " GROUP BY ?s HAVING (COUNT(DISTINCT ?d) > 1) ORDER BY DESC(?n) ?s LIMIT 10"
    ),
}
RUNS, ENOUGH = 25, 3.0  # runs of each query, fewer where they take more than so many seconds


def main() -> None:
    """Measure, print, and put the table into the results."""
    parser = argparse.ArgumentParser(
        prog="python -m evigraph.benchmarks.serving.size", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--without-rdflib", action="store_true", help="rdflib takes minutes to load a million quads")
    parser.add_argument("--patience", type=int, default=60, help="seconds that rdflib has for each query")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.nq")
        path.write_text("".join(quads(options.quads)), encoding="utf-8")
        section = "\n".join(_lines(path, options)) + "\n"
    print(section)
    options.results.write_text(replaced(text_of(options.results), "size", section), encoding="utf-8")


def _lines(path: Path, options: argparse.Namespace) -> list[str]:
    start, processor = time.perf_counter(), time.process_time()
    store = load(path)
    loading, processor = time.perf_counter() - start, time.process_time() - processor
    prefixes = Names(DEFAULT_BASE).prefixes()
    lines = [
        "## SPARQL at size",
        "",
        f"{len(store):,} quads, {options.date}, {machine()}.",
        f"Loading: {loading:.1f} s, {processor:.1f} s of the processor.",
        f"Processor time, medians of up to {RUNS} runs; of pyoxigraph each value is read as text (of ours",
        f"also datatype and language); rdflib once, up to {options.patience} s: "
        f"`python -m evigraph.benchmarks.serving.size --quads {options.quads}`.",
        "",
        "| query | evigraph | pyoxigraph | ratio | rdflib | ratio |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    both = {
        name: _medians(partial(query, store, text), partial(_direct, store, text, prefixes))
        for name, text in QUERIES.items()
    }
    other = None if options.without_rdflib else _rdflib(path)
    for name, (ours, direct) in both.items():
        beside = "– | –" if other is None else _beside(partial(_theirs, other, QUERIES[name], prefixes), ours, options)
        lines.append(f"| {name} | {ours * 1000:.2f} ms | {direct * 1000:.2f} ms | {ours / direct:.2f} | {beside} |")
    return lines


def _direct(store: ox.Store, text: str, prefixes: dict[str, str]) -> list[list[str | None]]:
    found = store.query(text, prefixes=prefixes, use_default_graph_as_union=True)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(found)
    return [[None if value is None else value.value for value in row] for row in found]


def _theirs(data: rdflib.Dataset, text: str, prefixes: dict[str, str]) -> list[object]:
    return list(data.query(text, initNs=prefixes))


def _beside(work: Callable[[], object], ours: float, options: argparse.Namespace) -> str:
    start = time.process_time()
    with _stopped_after(options.patience) as whole:
        work()
    seconds = time.process_time() - start
    more = "" if whole else "> "
    return f"{more}{seconds * 1000:,.0f} ms | {more}{seconds / ours:,.0f}"


@contextmanager
def _stopped_after(seconds: int) -> Iterator[list[str]]:
    """End what takes longer, and give a list that is empty then; a signal stops rdflib, which is Python throughout."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)  # of the clock: with a timer of the processor, its time is only counted in ticks
    whole = ["whole"]
    try:
        yield whole
    except TimeoutError:
        whole.clear()
    finally:
        signal.alarm(0)


def _rdflib(path: Path) -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=True)
    found.parse(path, format="nquads")
    return found


def _medians(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    first(), second()  # what is warm for the one is for the other
    times: tuple[list[float], list[float]] = ([], [])
    while len(times[0]) < RUNS and (len(times[0]) < 3 or sum(times[0]) < ENOUGH):  # noqa: PLR2004 - for a median
        for work, taken in zip((first, second), times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main()
