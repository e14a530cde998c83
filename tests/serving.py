"""A real server on a free port of this machine, for the tests that speak HTTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn
from evigraph.export.formats import dumps
from evigraph.query.serve.app import application
from evigraph.query.serve.settings import Settings

if TYPE_CHECKING:
    from evigraph.graph.model import Graph

TOKEN = "a token for tests"  # noqa: S105 - it opens nothing else
BEARER = {"authorization": f"Bearer {TOKEN}"}
JSON = "application/sparql-results+json"
PATIENCE = 300  # seconds in which a machine with much other work to do has answered


def folder_of(graph: Graph, folder: Path) -> Path:
    """Write the two files of a graph that a server reads."""
    folder.mkdir(exist_ok=True)
    for name, format_ in (("graph.nq", "nq"), ("graph.html", "html")):
        (folder / f"{name}.new").write_bytes(dumps(graph, format_))
        (folder / f"{name}.new").replace(folder / name)
    return folder


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[httpx.Client]:
    """Serve a folder; give a client whose addresses are those of the server."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = application(folder, Settings(**{"workers": 2, **settings}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        sleep(0.02)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        with httpx.Client(base_url=address, timeout=PATIENCE, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()


def asked(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    """Send a query as the body of a request."""
    return client.post("/sparql", content=query, headers={"content-type": "application/sparql-query", **headers})


def rows(response: httpx.Response) -> list[tuple[str, ...]]:
    """Return the values of an answer in JSON."""
    assert response.status_code == 200, response.text
    content = response.json()
    names = content["head"]["vars"]
    return [
        tuple(row[name]["value"] if name in row else "" for name in names) for row in content["results"]["bindings"]
    ]
