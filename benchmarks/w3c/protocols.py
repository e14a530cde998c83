"""The protocols over real HTTP: `evigraph serve` is started, and spoken to as the suite says."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.parser import BytesParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox

from .manifest import Conversation, Exchange, State

_SITE = "http://www.example/"
_DESCRIPTION = f'<{_SITE}dataset> <http://rdfs.org/ns/void#uriSpace> "{_SITE}"'
_MADE = f"{_SITE}gsp/made"
_RANGES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
_TURTLE = "text/turtle"


class Server(NamedTuple):
    """Where a server listens, and the token it takes."""

    host: str
    port: int
    token: str

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        """Send a request as it is; return status, content type and body."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.putrequest(method, path)
        sent = {"authorization": f"Bearer {self.token}", "content-length": str(len(body)), **headers}
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        found = connection.getresponse()
        content = found.read()
        connection.close()
        return found.status, found.headers.get("content-type", ""), content

    def update(self, text: str) -> None:
        """Change the data, as a step of a test that is none of ours."""
        status, _, content = self.ask("POST", "/sparql", {"content-type": "application/sparql-update"}, text.encode())
        if status != 204:  # noqa: PLR2004 - of HTTP
            raise RuntimeError(content.decode())


@contextmanager
def server(graphs: State) -> Iterator[Server]:
    """Serve some graphs with updates, in a process of its own."""
    with TemporaryDirectory() as folder:
        Path(folder, "graph.nq").write_bytes(_quads(graphs))
        command = [sys.executable, "-m", "evigraph", "serve", folder, "--port", "0", "--writable", "--timeout", "60"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own arguments
            lines = [process.stdout.readline() for _ in range(3)] if process.stdout is not None else []
            place = urlsplit(lines[0].split()[-1])
            try:
                yield Server(str(place.hostname), int(place.port or 0), lines[2].split()[-1])
            finally:
                process.terminate()


def judge(talk: Conversation, served: Server) -> str:
    """Hold a conversation; return what went wrong, nothing if all is well."""
    wrong = (_wrong(each, served) for each in talk.exchanges)
    return next(filter(None, wrong), "")


def judge_graphs(talk: Conversation, served: Server) -> tuple[int, list[str]]:
    """Hold a conversation with the graph store: what writes is done by an update, what reads is judged.

    Returns:
        How many requests read, and what was wrong with some.
    """
    served.update(f"CLEAR ALL ; INSERT DATA {{ GRAPH <urn:base> {{ {_DESCRIPTION} }} }}")
    reads = 0
    wrong: list[str] = []
    for each in talk.exchanges:
        path = each.path.replace("$LOCATION$", quote(_MADE))
        if each.method in {"GET", "HEAD"}:
            reads += 1
            wrong += filter(None, [_wrong(replace(each, path=_ours(path)), served)])
        else:
            _write(each, path, served)
    return reads, wrong


def _ours(path: str) -> str:
    """Return the address at which our server has a graph: by its name in the query, or at its own path."""
    query = urlsplit(path).query
    return f"/graphs?{query}" if query else path


def _write(each: Exchange, path: str, served: Server) -> None:
    query = urlsplit(path).query
    names = parse_qs(query).get("graph") or [_MADE if path == "/gsp" else _SITE + path[1:]]
    target = "DEFAULT" if query == "default" else f"GRAPH {ox.NamedNode(names[0])}"
    if each.method in {"PUT", "DELETE"}:
        served.update(f"DROP SILENT {target}")
    triples = "\n".join(f"{triple.triple} ." for part in _parts(each) for triple in _triples(part))
    data = triples if query == "default" else f"GRAPH {ox.NamedNode(names[0])} {{ {triples} }}"
    if each.method != "DELETE":
        served.update(f"INSERT DATA {{ {data} }}")


def _parts(each: Exchange) -> list[bytes]:
    kind = dict(each.headers).get("content-type", _TURTLE)
    if not kind.startswith("multipart/"):
        return [each.body]
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + each.body)
    return [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]  # type: ignore[misc]  # bytes, as asked


def _triples(content: bytes) -> list[ox.Quad]:
    return list(ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=_SITE))


def _wrong(each: Exchange, served: Server) -> str:
    path = re.sub(r"^/sparql/", "/sparql", each.path)
    status, kind, content = served.ask(each.method, path, dict(each.headers), each.body)
    if each.statuses and not any(_fits(status, wanted) for wanted in each.statuses):
        return f"{each.method} {path[:60]}: status {status}, not {' or '.join(each.statuses)}"
    if each.truth is not None and f'"boolean": {str(each.truth).lower()}' not in content.decode():
        return f"{each.method} {path[:60]}: {content.decode()[:60]!r}, not {each.truth}"
    if each.form and not _is_form(kind, each.form):
        return f"{each.method} {path[:60]}: {kind}, not {each.form}"
    if each.graph is not None and each.method == "GET":
        same = ox.Dataset(_triples(content)), ox.Dataset(_triples(each.graph.encode()))
        for data in same:
            data.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return "" if same[0] == same[1] else f"{each.method} {path[:60]}: another graph"
    return ""


def _fits(status: int, wanted: str) -> bool:
    name = wanted.removeprefix("StatusCode")
    return str(status)[0] == name[0] if name.endswith("xx") else str(status) == _RANGES.get(name, name)


def _is_form(kind: str, form: str) -> bool:
    return ("sparql-results" in kind) if form in {"boolean", "tabular"} else kind.startswith(_TURTLE)


def _quads(graphs: State) -> bytes:
    lines = (
        f"{quad.triple} <{name}> .\n"
        for name, path in graphs.files
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.from_extension(path.suffix[1:]))
    )
    return "".join((f"{_DESCRIPTION} .\n", *lines)).encode()
