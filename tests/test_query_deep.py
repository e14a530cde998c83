"""Where a query runs: at once if it is small, else on a stack that is deep enough."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading

import pyoxigraph as ox
import pytest
from evigraph.query.asked import asked
from evigraph.query.deep import deep, shallow
from evigraph.query.sparql import solve


def thread_of(text: str) -> int:
    return solve(ox.Store(), text, lambda _: threading.get_ident())


def test_small_queries_run_at_once():
    """A query as people write them starts no thread."""
    assert thread_of("SELECT ?p ?o { ?s rdfs:label 'Alibaba' ; ?p ?o }") == threading.get_ident()


@pytest.mark.parametrize(
    "text", [f"ASK {{ FILTER({'!' * 200}true) }}", f"ASK {{ {'{' * 50}{'}' * 50} }}", f"ASK {{ {'?a ?b ?c . ' * 60} }}"]
)
def test_deep_queries_run_elsewhere(text):
    """What the engine recurses over runs on a stack of its own."""
    assert not asked(text).small
    assert thread_of(text) != threading.get_ident()


@pytest.mark.parametrize(
    "part",
    ["!", "(", "{", "OPTIONAL{", "FILTER EXISTS{", "MINUS{", "GRAPH?g{", "{SELECT*{", "STR(", "[:a", "?a?b?c."],
)
def test_small_means_small_enough(part):
    """As many of any part as a small query may have fit the smallest stack there is."""
    text = part
    while asked(text + part).small:
        text += part
    outcome: list[str] = []

    def work() -> None:
        for query in (f"ASK{{{text}", f"ASK{{FILTER({text}"):
            closed = query + "".join({"(": ")", "{": "}", "[": "]"}[mark] for mark in reversed(query) if mark in "({[")
            try:
                bool(ox.Store().query(closed, prefixes={"": "http://a.example/"}))
            except (SyntaxError, RuntimeError) as error:
                outcome.append(str(error))
        outcome.append("survived")

    before = threading.stack_size(1024 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert outcome[-1] == "survived"


def test_a_thread_is_used_again():
    """Work that follows other work finds its thread waiting."""
    assert deep(threading.get_ident) == deep(threading.get_ident) != threading.get_ident()


def test_works_at_once_have_threads_of_their_own():
    """Nobody waits for the work of another."""
    meeting = threading.Barrier(2, timeout=300)

    def meet() -> int:
        meeting.wait()
        return threading.get_ident()

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(deep(meet))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 2


@pytest.mark.parametrize("run", [deep, shallow])
def test_errors_come_back_and_let_go(run):
    """An error is raised where the work was asked for, and what its frames held of the engine is gone by then."""
    store = ox.Store()

    def work() -> None:
        answer = store.query("SELECT * { VALUES ?a { 1 2 } }")
        raise LookupError(str(answer is None))

    with pytest.raises(LookupError) as caught:
        run(work)
    outer = threading.Thread(target=lambda: (caught.value.__traceback__, gc.collect()))
    outer.start()
    outer.join()
    assert not any("answer" in frame.tb_frame.f_locals for frame in _frames(caught.value) if frame.tb_frame.f_locals)


def _frames(error: BaseException):
    place = error.__traceback__
    while place is not None:
        if place.tb_frame.f_code.co_name == "work":
            yield place
        place = place.tb_next


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_forked_process_starts_its_own():
    """A process that forked has none of the threads and does not wait for them."""
    deep(threading.get_ident)
    child = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(deep(lambda: 7)))
    child.start()
    child.join(30)
    assert child.exitcode == 7
