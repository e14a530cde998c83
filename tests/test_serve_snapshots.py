"""Readers never meet half a graph, while a build publishes or an update runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import httpx
import pytest
from evigraph.errors import OutputError, WorkspaceError
from evigraph.query.serve.app import application
from evigraph.query.serve.run import serve
from evigraph.query.serve.settings import Settings
from samples import GRAPH
from serving import BEARER, PATIENCE, TOKEN, asked, folder_of, rows, serving

if TYPE_CHECKING:
    from evigraph.graph.model import Graph

COUNTS = (
    "SELECT (COUNT(DISTINCT ?e) AS ?n) (COUNT(DISTINCT ?c) AS ?m) { { ?e rdfs:label ?l } UNION { ?c a rdf:Statement } }"
)
SMALLER = replace(GRAPH, relations=GRAPH.relations[:2])


def counts_of(graph: Graph, folder) -> tuple[str, ...]:
    with serving(folder_of(graph, folder)) as client:
        return rows(asked(client, COUNTS))[0]


def test_a_new_build_is_taken_up_whole(tmp_path):
    """Every answer is of one build or of the other; after a while all are of the new one."""
    old, new = counts_of(GRAPH, tmp_path / "old"), counts_of(SMALLER, tmp_path / "new")
    assert old != new
    with serving(folder_of(GRAPH, tmp_path / "live")) as client:
        seen = rows(asked(client, COUNTS))
        assert seen == [old]
        Thread(target=folder_of, args=(SMALLER, tmp_path / "live")).start()
        end = monotonic() + PATIENCE
        while monotonic() < end and new not in seen:
            seen += rows(asked(client, COUNTS))
            sleep(0.05)
        assert rows(asked(client, COUNTS)) == [new]
    assert set(seen) == {old, new}


def test_a_build_that_breaks_changes_nothing(tmp_path):
    """A file that cannot be loaded leaves the graph that was there."""
    with serving(folder_of(GRAPH, tmp_path)) as client:
        before = rows(asked(client, COUNTS))
        (tmp_path / "graph.nq").write_text("no RDF")
        sleep(1.1)
        for _ in range(3):
            assert rows(asked(client, COUNTS)) == before
            sleep(0.5)


def test_an_update_is_whole_or_nothing(tmp_path):
    """What fails half way has changed nothing; what succeeds is seen by the next query."""
    with serving(folder_of(GRAPH, tmp_path), token=TOKEN) as client:
        before = rows(asked(client, COUNTS))
        bad = "DELETE WHERE { ?s ?p ?o } ; INSERT DATA { <http://a.example/s> <http://a.example/p> }"
        assert client.post("/sparql", data={"update": bad}, headers=BEARER).status_code == 400
        assert rows(asked(client, COUNTS)) == before
        good = 'INSERT DATA { <http://a.example/s> rdfs:label "new" }'
        assert client.post("/sparql", data={"update": good}, headers=BEARER).status_code == 204
        assert asked(client, 'ASK { ?s rdfs:label "new" }').json()["boolean"] is True


def test_an_update_is_not_kept(tmp_path):
    """The folder stays what the build made of it."""
    content = folder_of(GRAPH, tmp_path).joinpath("graph.nq").read_bytes()
    with serving(tmp_path, token=TOKEN) as client:
        client.post("/sparql", data={"update": "CLEAR ALL"}, headers=BEARER)
    assert (tmp_path / "graph.nq").read_bytes() == content


def test_a_folder_without_a_graph_is_refused(tmp_path):
    """The complaint comes before the server starts."""
    with pytest.raises(WorkspaceError, match=r"holds no graph\.nq"):
        application(tmp_path, Settings())


def test_a_taken_port_is_named(tmp_path):
    """Two servers cannot have one port."""
    with serving(folder_of(GRAPH, tmp_path)) as client, pytest.raises(OutputError, match="cannot be listened on"):
        serve(tmp_path, Settings(port=int(client.base_url.port or 0)), lambda *_: None)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
def test_the_command_serves_until_it_is_interrupted(tmp_path):
    """``evigraph serve`` says its address, answers, and leaves no process behind."""
    command = [sys.executable, "-m", "evigraph", "serve", str(folder_of(GRAPH, tmp_path)), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own arguments
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with httpx.Client(trust_env=False, timeout=PATIENCE, transport=httpx.HTTPTransport(retries=10)) as client:
            answer = client.get(f"{address}sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.json()["boolean"] is True
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 130
