"""SPARQL 1.1 queries (https://www.w3.org/TR/sparql11-query/) over a store: read-only, and never over a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urljoin

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from .asked import Asked, asked
from .deep import deep, shallow
from .mistakes import mistake
from .results import Term
from .store import base
from .table import Table
from .tokens import expanded
from .unknown import unknown

_IRI, _LITERAL, _NEW = ox.NamedNode, ox.Literal, tuple.__new__

Answer = Table | bool | bytes
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a request says beside its query: default and named graphs, and the IRI that relative ones lie under.

    Graphs that are stated here go before those of ``FROM`` (SPARQL 1.1 Protocol, section 2.1.4); one that is not in
    the store is empty.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None

    @property
    def stated(self) -> bool:
        """Tell whether any graph is stated."""
        return bool(self.default or self.named)


UNSTATED = Scope()


def query(store: ox.Store, text: str) -> Answer:
    """Answer a query over the union of all graphs of a store.

    Prefixes of the exports (``ev:``, ``entity:``, ``rdfs:``, ``prov:``, ``oa:`` …) need no declaration.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        text: a SPARQL 1.1 query.

    Returns:
        A table for SELECT, a truth value for ASK, and sorted N-Triples for CONSTRUCT and
        DESCRIBE.

    Raises:
        QueryError: the query is not well-formed, would change data or leave this machine, names a graph or a term of
            the vocabulary that does not exist, or fails while it runs.

    >>> from ..graph.model import Entity, Graph
    >>> from .store import load
    >>> store = load(Graph(entities=(Entity("hangzhou-1", "Hangzhou", "Place"),)))
    >>> print(query(store, "SELECT ?label { ?place a ev:Place ; rdfs:label ?label }").to_csv())
    label
    Hangzhou
    <BLANKLINE>
    """

    def read(found: object) -> Answer:
        error = doubt(store, text)
        if error is not None:
            raise error
        return _answer(found)

    return solve(store, text, read)


def solve(store: ox.Store, text: str, read: Callable[[object], T], scope: Scope = UNSTATED) -> T:
    """Run a query and return what ``read`` makes of the answer of the engine, on a stack that is deep enough.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        text: a SPARQL 1.1 query.
        read: makes plain values of what `pyoxigraph.Store.query` returns.
        scope: graphs and base IRI, where a request states them.

    Raises:
        QueryError: as in `query`, except for terms that nobody knows.
    """
    found = asked(text)
    prefixes = prefixes_of(store, found.declared)
    run = partial(_run, store, found, prefixes, read, _options(store, found, prefixes, scope))
    return shallow(run) if found.small else deep(run)


def doubt(store: ox.Store, text: str) -> QueryError | None:
    """Return what is to be said of a valid query that names a term of the vocabulary which nothing defines or uses."""
    found = asked(text)
    # CONSTRUCT may make terms of its own.
    return None if found.form == "CONSTRUCT" else unknown(store, found, prefixes_of(store, found.declared))


def _run(
    store: ox.Store,
    found: Asked,
    prefixes: Mapping[str, str],
    read: Callable[[object], T],
    options: Mapping[str, Any],
) -> T:
    used = {name: prefixes[name] for name in found.prefixes if name in prefixes}  # the engine parses each one anew
    try:
        return read(store.query(found.text, prefixes=used, **options))
    except SyntaxError as error:
        known = mistake(str(error), found.text, found.words, prefixes) if found.form else _formless()
        raise known from error
    except (OSError, RuntimeError) as error:
        raise QueryError("query", f"failed while it ran: {error}", cure="change the part that is named") from error


def _options(store: ox.Store, found: Asked, prefixes: Mapping[str, str], scope: Scope) -> dict[str, Any]:
    """Return the options of the engine: the union of all graphs, unless the query or the request states others."""
    options: dict[str, Any] = {} if scope.base is None else {"base_iri": scope.base}
    if scope.stated:
        default, named = ([_graph(iri) for iri in iris] for iris in (scope.default, scope.named))
        return {**options, "default_graph": default, "named_graphs": named}
    _check_graphs(store, found, prefixes, scope.base)
    return {**options, "use_default_graph_as_union": not found.graphs}


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(iri, "is no absolute IRI of a graph", cure="state one, as in http://a.example/g") from error


def prefixes_of(store: ox.Store, declared: Mapping[str, str]) -> Mapping[str, str]:
    """Return the prefixes of the exports and those that a query declares, which win."""
    usual = _usual_prefixes(base(store))
    return {**usual, **declared} if declared else usual


@cache
def _usual_prefixes(base_iri: str) -> Mapping[str, str]:
    return MappingProxyType(Names(base_iri).prefixes())


def _check_graphs(store: ox.Store, found: Asked, prefixes: Mapping[str, str], base_iri: str | None) -> None:
    """Refuse graphs the store does not hold."""
    for iri in filter(None, (expanded(word, prefixes) for word in found.graphs)):
        if not _holds(store, urljoin(base_iri or "", iri)):
            problem = "is no graph in here, and FROM fetches nothing"
            raise QueryError(iri, problem, cure="leave FROM out to ask all graphs together")


def _holds(store: ox.Store, iri: str) -> bool:
    """Tell whether a store holds a graph; one whose name is no absolute IRI it cannot hold."""
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False


def _formless() -> QueryError:
    return QueryError("query", "says neither SELECT, ASK, CONSTRUCT nor DESCRIBE", cure="begin it with one of them")


def _answer(found: object) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return _lines(found)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(found)  # the engine gives one of three
    names = tuple(variable.value for variable in found.variables)
    return Table(names, tuple([tuple(map(term, solution)) for solution in found]))


def _lines(found: ox.QueryTriples) -> bytes:
    """Write triples one by one: the order of the engine's Turtle prefixes changes from run to run."""
    made = (ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES) for triple in set(found))
    return b"".join(sorted(line for line in made if line is not None))


def term(value: object) -> Term | None:
    """Return a term of the engine as a plain value."""
    # Most of what a large answer costs is spent here: the tuples are made without the detour of a named one.
    if type(value) is _LITERAL:
        return _NEW(Term, ("literal", value.value, value.datatype.value, value.language))
    if type(value) is _IRI:
        return _NEW(Term, ("uri", value.value, None, None))
    if isinstance(value, ox.BlankNode):
        return Term("bnode", value.value)
    return None if value is None else Term("triple", str(value))
