"""What a worker is asked and what it gives back: answers in bytes, cut where a limit says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pyoxigraph as ox

from ..results import SHAPES, Row, parts
from ..sparql import UNSTATED, Scope, doubt, solve, term
from .negotiate import choose
from .settings import LIMITS, Limits, RefusedError

GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
    }
)
_SPARQL = "application/sparql-results+"
# Names that clients use for the same bytes.
_ALSO = {"application/json": f"{_SPARQL}json", "application/xml": f"{_SPARQL}xml", "text/plain": "text/csv"}
_BY_TYPE = {shape.media_type.partition(";")[0]: shape for shape in SHAPES.values()}


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a worker, and in which form.

    A query, a graph to read whole (``""`` is the default one), a thing to show, the graph of a vocabulary to show, or
    a part of the graph for the explorer.
    """

    kind: Literal["query", "graph", "thing", "terms", "part"]
    text: str
    accept: str | None = None
    scope: Scope = UNSTATED
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in bytes with its media type; ``cut`` names the limit it was cut at, ``hint`` a likely mistake."""

    content: bytes
    media_type: str
    cut: str = ""
    hint: str = ""


def answered(store: ox.Store, task: Task) -> Written:
    """Answer a query in the form the client wants.

    Raises:
        QueryError: the query is wrong.
        RefusedError: the client takes no form this answer has.
    """

    def read(found: object) -> Written:
        if isinstance(found, ox.QueryBoolean):
            return _truth(bool(found), task)
        if isinstance(found, ox.QueryTriples):
            return statements(found, task)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(found)  # the engine gives one of three
        return _rows(found, task, store)

    return solve(store, task.text, read, task.scope)


def graph(store: ox.Store, task: Task) -> Written:
    """Write a graph of the store, the default one by an empty name.

    Raises:
        RefusedError: there is no such graph, or the client takes no RDF.
    """
    name = ox.NamedNode(task.text) if task.text else ox.DefaultGraph()
    if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        raise RefusedError(404, task.text, "is no graph in here", cure="SELECT DISTINCT ?g { GRAPH ?g {} } lists them")
    return statements((quad.triple for quad in store.quads_for_pattern(None, None, None, name)), task)


def statements(triples: Iterable[ox.Triple], task: Task) -> Written:
    """Write triples, each once and in order, up to the limits.

    Raises:
        RefusedError: the client takes no RDF.
    """
    media_type = _chosen(task.accept, list(GRAPHS))
    kept: dict[str, ox.Triple] = {}
    size, cut = 0, ""
    for triple in triples:
        line = f"{triple} ."
        if line not in kept:
            size += len(line)
            cut = task.limits.crossed(len(kept) + 1, size)
            if cut:
                break
            kept[line] = triple
    ordered = [kept[line] for line in sorted(kept)]
    return Written(_serialized(ordered, GRAPHS[media_type]), media_type, cut)


def _serialized(triples: list[ox.Triple], syntax: ox.RdfFormat) -> bytes:
    # Without prefixes: the engine writes those in an order that changes from run to run.
    return ox.serialize(triples, format=syntax) or b""


def _truth(truth: bool, task: Task) -> Written:
    kinds = {name: shape.truth for name, shape in _BY_TYPE.items() if shape.truth is not None}
    media_type = _chosen(task.accept, list(kinds))
    return Written(kinds[media_type](truth).encode(), media_type)


def _rows(found: ox.QuerySolutions, task: Task, store: ox.Store) -> Written:
    media_type = _chosen(task.accept, list(_BY_TYPE))
    shape = _BY_TYPE[media_type]
    names = tuple(variable.value for variable in found.variables)
    counted = _Counted(task.limits)
    rows: Iterator[Row] = (tuple(map(term, solution)) for solution in found)
    content = b"".join(counted.take(parts(shape, names, counted.rows(rows))))
    hint = "" if counted.seen else str(doubt(store, task.text) or "")
    return Written(content, shape.media_type, counted.cut, hint)


class _Counted:
    """Counts rows and bytes as they are written, and ends the rows where a limit is reached."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._size = limits, 0
        self.seen, self.cut = 0, ""

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            longer = sum(len(found.value) for found in row if found is not None)
            self.cut = self._limits.crossed(self.seen + 1, self._size + longer)
            if self.cut:
                return
            self.seen += 1
            yield row

    def take(self, pieces: Iterable[str]) -> Iterator[bytes]:
        for piece in pieces:
            content = piece.encode("utf-8", "replace")
            self._size += len(content)
            yield content


def _chosen(accept: str | None, offers: list[str]) -> str:
    """Return the media type of an answer.

    Raises:
        RefusedError: the client takes none of those there are.
    """
    also = [name for name, same in _ALSO.items() if same in offers]
    found = choose(accept, [*offers, *also])
    if found is None:
        raise RefusedError(406, "Accept", "names no form of this answer", cure=f"take one of {', '.join(offers)}")
    return _ALSO.get(found, found)
