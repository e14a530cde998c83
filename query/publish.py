"""A graph into any SPARQL 1.1 store, in batches, by Update or by the Graph Store Protocol; counted at the end.

Statements are sets, so that a batch sent twice does no harm: whatever breaks off goes on where it was.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from itertools import groupby, islice
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from ..errors import OutputError, WorkspaceError

STATE = "publish.json"
_QUERY_OF = {"update": "query", "store": "query", "data": "query", "statements": ""}
_SECONDS = 300.0
_EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Target:
    """A store: where it is written, by which protocol, where it is asked, and what a request has to bear."""

    endpoint: str
    graph_store: bool = False
    query: str | None = None
    authorization: str | None = None

    @property
    def asked(self) -> str:
        """Where queries go: as told, or beside the endpoint as Oxigraph, Fuseki and GraphDB have it.

        >>> Target("http://a.example/ds/update").asked, Target("http://a.example/repositories/x/statements").asked
        ('http://a.example/ds/query', 'http://a.example/repositories/x')
        """
        head, _, last = self.endpoint.rpartition("/")
        beside = f"{head}/{_QUERY_OF[last]}".rstrip("/") if last in _QUERY_OF else self.endpoint
        return self.query or beside


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements of one graph, the default one without a name."""

    graph: str
    triples: tuple[str, ...]


def publish(
    quads: Path,
    target: Target,
    *,
    size: int = 10_000,
    replace: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Send the quads of a folder to a store, and count them there.

    What was sent is noted beside the quads, so that the same call goes on after a failure.

    Arguments:
        quads: the ``graph.nq`` of a build.
        target: the store.
        size: how many statements go in one request.
        replace: empty the graphs first that are sent.
        tell: called with how many batches are done, and how many there are.

    Returns:
        How many statements the store holds of the graph.

    Raises:
        WorkspaceError: the quads cannot be read.
        OutputError: the store refuses, is not there, or holds fewer statements in the end.
    """
    _check(target.endpoint)
    content = _content(quads)
    batches = list(_batches(content, size))
    notes = _Notes(quads.with_name(STATE), target.endpoint, sha256(content).hexdigest(), size)
    done = notes.done()
    if replace and not done:
        for graph in dict.fromkeys(batch.graph for batch in batches):
            _empty(target, graph)
    for number, batch in enumerate(batches[done:], start=done + 1):
        _send(target, batch)
        notes.note(number)
        if tell is not None:
            tell(number, len(batches))
    _verify(target, batches)
    notes.forget()
    return sum(len(batch.triples) for batch in batches)


class _Notes:
    """How far a publication has come."""

    def __init__(self, place: Path, endpoint: str, content: str, size: int) -> None:
        self._place = place
        self._what = {"endpoint": endpoint, "content": content, "size": size}

    def done(self) -> int:
        with suppress(OSError, ValueError):
            noted = json.loads(self._place.read_text(encoding="utf-8"))
            if isinstance(noted, dict) and noted.items() >= self._what.items():
                return int(noted["done"])
        return 0

    def note(self, done: int) -> None:
        self._place.write_text(json.dumps({**self._what, "done": done}) + "\n", encoding="utf-8")

    def forget(self) -> None:
        self._place.unlink(missing_ok=True)


def _content(quads: Path) -> bytes:
    try:
        return quads.read_bytes()
    except OSError as error:
        cure = "make one with `evigraph build PATH -o DIR`"
        raise WorkspaceError(quads.parent.as_posix(), f"holds no {quads.name}", cure=cure) from error


def _batches(content: bytes, size: int) -> Iterator[Batch]:
    try:
        found = {(_name(quad.graph_name), str(quad.triple)) for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS)}
    except (SyntaxError, ValueError) as error:
        raise WorkspaceError("graph.nq", f"holds no valid RDF: {error}", cure="build it again") from error
    for graph, pairs in groupby(sorted(found), key=lambda pair: pair[0]):
        triples = (triple for _, triple in pairs)
        while part := tuple(islice(triples, size)):
            yield Batch(graph, part)


def _name(graph: object) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else ""


def _send(target: Target, batch: Batch) -> None:
    lines = "".join(f"{triple} .\n" for triple in batch.triples)
    if target.graph_store:
        _ask(target, "POST", _graph_address(target, batch.graph), lines.encode(), "application/n-triples")
        return
    data = f"GRAPH <{batch.graph}> {{\n{lines}}}\n" if batch.graph else lines
    _update(target, f"INSERT DATA {{\n{data}}}")


def _empty(target: Target, graph: str) -> None:
    if target.graph_store:
        with suppress(_AbsentError):
            _ask(target, "DELETE", _graph_address(target, graph), b"", "application/n-triples")
        return
    _update(target, f"DROP SILENT {f'GRAPH <{graph}>' if graph else 'DEFAULT'}")


def _graph_address(target: Target, graph: str) -> str:
    return f"{target.endpoint}?graph={quote(graph, safe='')}" if graph else f"{target.endpoint}?default"


def _update(target: Target, text: str) -> None:
    _ask(target, "POST", target.endpoint, text.encode(), "application/sparql-update")


def _verify(target: Target, batches: list[Batch]) -> None:
    """Compare counts: a graph has to hold what was sent; the default one may show the union of all."""
    sent: Counter[str] = Counter()
    for batch in batches:
        sent[batch.graph] += len(batch.triples)
    for graph, wanted in sent.items():
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        there = _count(target, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        if there < wanted:
            problem = (
                f"holds {there:,} of {wanted:,} statements of {f'the graph {graph}' if graph else 'the default graph'}"
            )
            raise OutputError(target.endpoint, problem, cure="publish again, with --replace")


def _count(target: Target, query: str) -> int:
    body = urlencode({"query": query}).encode()
    found = _ask(target, "POST", target.asked, body, "application/x-www-form-urlencoded")
    try:
        return int(json.loads(found)["results"]["bindings"][0]["n"]["value"])
    except (ValueError, KeyError, IndexError, TypeError) as error:
        cure = "say where it is asked with --query-endpoint"
        raise OutputError(target.asked, "does not answer a count as SPARQL has it", cure=cure) from error


class _AbsentError(OutputError):
    """A graph that is not there."""


def _ask(target: Target, method: str, address: str, body: bytes, media_type: str) -> bytes:
    headers: Mapping[str, str] = {"Content-Type": media_type, "Accept": "application/sparql-results+json"}
    if target.authorization is not None:
        headers = {**headers, "Authorization": target.authorization}
    _check(address)
    request = Request(address, body or None, dict(headers), method=method)  # noqa: S310 - checked above
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            content: bytes = answer.read()
    except HTTPError as error:
        said = error.read(_EXCERPT).decode("utf-8", "replace")
        kind = _AbsentError if error.code == 404 else OutputError  # noqa: PLR2004 - of HTTP
        problem = f"answers {error.code}: {' '.join(said.split()) or error.reason}"
        raise kind(address, problem, cure="check the address and the rights, then publish again; it goes on") from error
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise OutputError(
            address, f"cannot be reached: {reason}", cure="start it, then publish again; it goes on"
        ) from error
    return content


def _check(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise OutputError(address, "is no address of a store", cure="give one like http://127.0.0.1:7878/update")
