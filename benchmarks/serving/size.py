"""Load many quads and ask six queries: through our layer, of pyoxigraph directly, and of rdflib, side by side.

From a clone, on a machine that does nothing else::

    python -m evigraph.benchmarks.serving.size --quads 1000000 --date 2026-01-31
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
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
RUNS = 3


def main() -> None:
    """Measure, print, and put the table into the results."""
    parser = argparse.ArgumentParser(
        prog="python -m evigraph.benchmarks.serving.size", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--without-rdflib", action="store_true", help="rdflib takes minutes for a million quads")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.nq")
        path.write_text("".join(quads(options.quads)), encoding="utf-8")
        section = "\n".join(_lines(path, options.date, with_rdflib=not options.without_rdflib)) + "\n"
    print(section)
    options.results.write_text(replaced(text_of(options.results), "size", section), encoding="utf-8")


def _lines(path: Path, date: str, *, with_rdflib: bool) -> list[str]:
    start = time.perf_counter()
    store = load(path)
    loading = time.perf_counter() - start
    prefixes = Names(DEFAULT_BASE).prefixes()
    other = _rdflib(path) if with_rdflib else None
    lines = [
        "## SPARQL at size",
        "",
        f"{len(store):,} quads, {date}, {machine()}. Loading: {loading:.1f} s. Medians of {RUNS} runs.",
        "",
        "| query | evigraph | pyoxigraph | ratio | rdflib | ratio |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, text in QUERIES.items():
        ours = _median(partial(query, store, text))
        direct = _median(partial(_direct, store, text, prefixes))
        theirs = None if other is None else _median(partial(_theirs, other, text, prefixes))
        beside = "– | –" if theirs is None else f"{theirs * 1000:.1f} ms | {theirs / ours:.0f}"
        lines.append(f"| {name} | {ours * 1000:.1f} ms | {direct * 1000:.1f} ms | {ours / direct:.2f} | {beside} |")
    return lines


def _direct(store: ox.Store, text: str, prefixes: dict[str, str]) -> list[object]:
    found = store.query(text, prefixes=prefixes, use_default_graph_as_union=True)
    return list(found) if isinstance(found, ox.QuerySolutions) else []


def _theirs(data: rdflib.Dataset, text: str, prefixes: dict[str, str]) -> list[object]:
    return list(data.query(text, initNs=prefixes))


def _rdflib(path: Path) -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=True)
    found.parse(path, format="nquads")
    return found


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
