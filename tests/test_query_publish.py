"""A graph into a store of others: Oxigraph's own server, started here on loopback."""

from __future__ import annotations

import json
import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import httpx
import pytest
from evigraph.errors import OutputError, WorkspaceError
from evigraph.export.ntriples import nq
from evigraph.query.publish import STATE, Target, publish
from samples import GRAPH
from serving import BEARER, PATIENCE, TOKEN, folder_of, serving

SERVER = Path(sysconfig.get_path("scripts")) / "oxigraph"
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[str]:
    """Start the server; give its address."""
    while True:  # as others may take the port before it does
        process, address = started(tmp_path_factory.mktemp("oxigraph"))
        with process:
            if answers(process, address):
                yield address
                process.terminate()
                return


def started(place: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server at a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(SERVER), "serve", "--location", str(place), "--bind", address]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL), f"http://{address}"  # noqa: S603 - our own arguments


def answers(process: subprocess.Popen[bytes], address: str) -> bool:
    """Wait until a server answers or has ended."""
    while process.poll() is None:
        try:
            httpx.get(f"{address}/", trust_env=False, timeout=PATIENCE)
        except httpx.TransportError:
            sleep(0.1)
        else:
            return process.poll() is None
    return False


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def folder(tmp_path, store) -> Path:
    """Give a folder with a graph, and a store with nothing in it."""
    httpx.post(f"{store}/update", data={"update": "CLEAR ALL"}, trust_env=False).raise_for_status()
    return folder_of(GRAPH, tmp_path / "graph.out")


def held(store: str) -> int:
    answer = httpx.post(
        f"{store}/query",
        data={"query": COUNT},
        headers={"accept": "application/sparql-results+json"},
        trust_env=False,
    )
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("target", [("update", False), ("store", True)], ids=lambda target: target[0])
@pytest.mark.parametrize("size", [7, 10_000])
def test_all_statements_arrive(folder, store, target, size):
    """By either protocol and in batches of any size, the store holds the quads and no others."""
    path, graph_store = target
    steps: list[tuple[int, int]] = []
    sent = publish(
        folder / "graph.nq",
        Target(f"{store}/{path}", graph_store=graph_store),
        size=size,
        tell=lambda done, of: steps.append((done, of)),
    )
    assert sent == held(store) == len(nq(GRAPH).splitlines())
    assert steps[-1][0] == steps[-1][1] == len(steps)
    assert not (folder / STATE).exists()


def test_it_goes_on_where_it_was(folder, store):
    """After a failure the batches that arrived are not sent again."""

    def broken(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    target = Target(f"{store}/update")
    with pytest.raises(KeyboardInterrupt):
        publish(folder / "graph.nq", target, size=50, tell=broken)
    assert json.loads((folder / STATE).read_text())["done"] == 3
    assert held(store) == 150
    steps: list[int] = []
    publish(folder / "graph.nq", target, size=50, tell=lambda done, _: steps.append(done))
    assert steps[0] == 4
    assert held(store) == len(nq(GRAPH).splitlines())


@pytest.mark.parametrize("target", [("update", False), ("store", True)], ids=lambda target: target[0])
def test_replacing_leaves_nothing_old(folder, store, target):
    """What the graphs held before is gone; graphs of others stay."""
    triple = "<http://a.example/s> <http://a.example/p> 1"
    old = f"INSERT DATA {{ {triple} . GRAPH <http://a.example/g> {{ {triple} }} }}"
    httpx.post(f"{store}/update", data={"update": old}, trust_env=False).raise_for_status()
    path, graph_store = target
    publish(folder / "graph.nq", Target(f"{store}/{path}", graph_store=graph_store), replace=True)
    assert held(store) == len(nq(GRAPH).splitlines()) + 1


def test_our_own_server_is_a_store_too(folder, tmp_path):
    """A server that takes updates takes a publication, with its token."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "graph.nq").write_text("")
    with serving(tmp_path / "empty", token=TOKEN) as client:
        target = Target(str(client.base_url.join("sparql")), authorization=BEARER["authorization"])
        assert publish(folder / "graph.nq", target) > 0


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("ftp://a.example/update", "is no address of a store"),
        ("update", "is no address of a store"),
        ("http://127.0.0.1:1/update", "cannot be reached"),
        ("STORE/nothing", "answers 404"),
    ],
)
def test_a_store_that_is_none_is_named(folder, store, endpoint, message):
    """An address that leads nowhere ends in one line with the cure."""
    with pytest.raises(OutputError, match=message):
        publish(folder / "graph.nq", Target(endpoint.replace("STORE", store)))


def test_a_store_that_lost_something_is_found_out(folder, store, tmp_path):
    """Counts are compared at the end; a store that is asked elsewhere and holds nothing does not pass."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "graph.nq").write_text("")
    with serving(tmp_path / "empty") as client:
        target = Target(f"{store}/update", query=str(client.base_url.join("sparql")))
        with pytest.raises(OutputError, match="holds 0 of"):
            publish(folder / "graph.nq", target)


def test_a_folder_without_quads_is_named(tmp_path, store):
    """There has to be a build."""
    with pytest.raises(WorkspaceError, match=r"holds no graph\.nq"):
        publish(tmp_path / "graph.nq", Target(f"{store}/update"))
