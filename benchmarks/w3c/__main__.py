"""Run the W3C's SPARQL 1.1 tests, and write what they gave into RESULTS.md.

From a clone, with the folder ``sparql/sparql11`` of https://github.com/w3c/rdf-tests::

    python -m evigraph.benchmarks.w3c --suite rdf-tests/sparql/sparql11 --date 2026-01-31
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from ..results import RESULTS, replaced, text_of
from . import evaluation, protocols
from .differences import REASONS
from .manifest import State, conversations, tests


def main() -> None:
    """Run all, print each difference, and put the counts into the results."""
    parser = argparse.ArgumentParser(prog="python -m evigraph.benchmarks.w3c", description=__doc__.split("\n")[0])
    parser.add_argument("--suite", type=Path, required=True, help="the folder sparql/sparql11 of the suite")
    parser.add_argument("--date", required=True, help="the day, as it shall stand in the results: 2026-01-31")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    lines = [*_heading(options.date), *_evaluation(options.suite), *_protocol(options.suite)]
    section = "\n".join(lines) + "\n"
    print(section)
    options.results.write_text(replaced(text_of(options.results), "w3c", section), encoding="utf-8")


def _heading(date: str) -> list[str]:
    return [
        "## SPARQL",
        "",
        f"The W3C's SPARQL 1.1 tests, {date}: `python -m evigraph.benchmarks.w3c`.",
        "Entailment regimes and federation are left out, which this engine does not have and may not have.",
        "",
    ]


def _evaluation(suite: Path) -> Iterator[str]:
    wrong, count = {}, 0
    for test in tests(suite):
        count += 1
        problem = evaluation.judge(test)
        if problem:
            wrong[test.name] = problem
    yield f"- Evaluation, result formats, syntax and updates: {count - len(wrong)} of {count}."
    for name, problem in sorted(wrong.items()):
        print(name, problem)
        yield f"  - `{name}`: {REASONS.get(name, problem)}"


def _protocol(suite: Path) -> Iterator[str]:
    talks = sorted(conversations(suite / "protocol" / "manifest.ttl"), key=lambda talk: _writes(talk.exchanges))
    graphs = State(tuple({name: (name, path) for talk in talks for name, path in talk.graphs.files}.values()))
    with protocols.server(graphs) as served:
        wrong = [(talk.name, protocols.judge(talk, served)) for talk in talks]
        yield f"- Protocol, over HTTP: {sum(not problem for _, problem in wrong)} of {len(wrong)}."
        yield from (f"  - {name}: {problem}" for name, problem in wrong if problem)
        reads, failures = 0, []
        for name in ("direct", "indirect"):
            for talk in conversations(suite / "graph-store-protocol" / f"manifest-{name}.ttl"):
                more, problems = protocols.judge_graphs(talk, served)
                reads += more
                failures += [f"  - {talk.name}: {problem}" for problem in problems]
        yield f"- Graph Store Protocol, requests that read: {reads - len(failures)} of {reads}."
        yield from failures


def _writes(exchanges: tuple[object, ...]) -> bool:
    return "update" in str(exchanges).lower()


if __name__ == "__main__":
    main()
