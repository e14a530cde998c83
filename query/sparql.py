"""SPARQL 1.1 queries (https://www.w3.org/TR/sparql11-query/) over a store: read-only, and never over a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, TypeVar
from urllib.parse import urljoin

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from .deep import deep
from .mistakes import mistake
from .results import Term
from .store import base
from .table import Table
from .tokens import Token, expanded, federates, tokens
from .unknown import unknown

LONGEST = 20_000
"""Characters a query may have; the engine recurses over its parts, and the stack is made for as many."""
DEEPEST = 200
"""Brackets that may be open at once, for the same reason."""

_FORMS = {"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"}
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
_OPEN, _CLOSED = {"{", "(", "["}, {"}", ")", "]"}

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
    """Run a query and return what ``read`` makes of the answer of the engine, all of it on a thread of its own.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        text: a SPARQL 1.1 query.
        read: makes plain values of what `pyoxigraph.Store.query` returns.
        scope: graphs and base IRI, where a request states them.

    Raises:
        QueryError: as in `query`, except for terms that nobody knows.
    """
    words = list(tokens(text))
    _refuse(text, words)
    prefixes = prefixes_of(store, words)
    options = _options(store, words, prefixes, scope)
    return deep(lambda: _run(store, text, words, prefixes, read, options))


def doubt(store: ox.Store, text: str) -> QueryError | None:
    """Return what is to be said of a valid query that names a term of the vocabulary which nothing defines or uses."""
    words = list(tokens(text))
    # CONSTRUCT may make terms of its own.
    return None if _form(words) == "CONSTRUCT" else unknown(store, text, words, prefixes_of(store, words))


def _run(  # noqa: PLR0913, PLR0917 - what a query is made of
    store: ox.Store,
    text: str,
    words: list[Token],
    prefixes: Mapping[str, str],
    read: Callable[[object], T],
    options: Mapping[str, Any],
) -> T:
    try:
        return read(store.query(text, prefixes=dict(prefixes), **options))
    except SyntaxError as error:
        raise (mistake(str(error), text, words, prefixes) if _form(words) else _formless()) from error
    except (OSError, RuntimeError) as error:
        raise QueryError("query", f"failed while it ran: {error}", cure="change the part that is named") from error


def _options(store: ox.Store, words: list[Token], prefixes: Mapping[str, str], scope: Scope) -> dict[str, Any]:
    """Return the options of the engine: the union of all graphs, unless the query or the request states others."""
    options: dict[str, Any] = {} if scope.base is None else {"base_iri": scope.base}
    if scope.stated:
        default, named = ([_graph(iri) for iri in iris] for iris in (scope.default, scope.named))
        return {**options, "default_graph": default, "named_graphs": named}
    return {**options, "use_default_graph_as_union": not _check_graphs(store, words, prefixes, scope.base)}


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(iri, "is no absolute IRI of a graph", cure="state one, as in http://a.example/g") from error


def prefixes_of(store: ox.Store, words: list[Token]) -> dict[str, str]:
    """Return the prefixes of the exports and those that a query declares, which win."""
    return {**Names(base(store)).prefixes(), **_declarations(words)}


def _refuse(text: str, words: list[Token]) -> None:
    """Refuse what the engine would do, or die of, and a reader should not be able to ask for."""
    if len(text) > LONGEST:
        raise QueryError("query", f"is longer than {LONGEST:,} characters", cure="ask in several queries")
    if max(depths(words), default=0) > DEEPEST:
        raise QueryError("query", f"opens more than {DEEPEST} brackets at once", cure="nest it less deeply")
    if federates(text):
        raise QueryError("query", "SERVICE would ask another server", cure="ask this graph alone, without SERVICE")
    form = _form(words)
    if form in _UPDATES:
        cure = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError("query", f"{form} would change the graph, which can only be read here", cure=cure)


def depths(words: list[Token]) -> Iterator[int]:
    """Yield after each token how many brackets are open."""
    return accumulate((word.text in _OPEN) - (word.text in _CLOSED) for word in words)


def _form(words: list[Token]) -> str:
    """Return the keyword that follows the prologue."""
    keywords = (word.text.upper() for word in words if word.kind == "word")
    return next((keyword for keyword in keywords if keyword in _FORMS | _UPDATES), "")


def _declarations(words: list[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares itself."""
    triples = zip(words, words[1:], words[2:], strict=False)  # the second and third start later, so they are shorter
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for keyword, name, iri in triples
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _check_graphs(store: ox.Store, words: list[Token], prefixes: Mapping[str, str], base_iri: str | None) -> bool:
    """Tell whether a query names its own data set, and refuse graphs the store does not hold."""
    outside = [word for word, depth in zip(words, depths(words), strict=True) if depth == 0]
    clauses = [(before.text.upper(), after) for before, after in pairwise(outside)]
    named = [after for before, after in clauses if before in {"FROM", "NAMED"} and after.text.upper() != "NAMED"]
    for iri in filter(None, (expanded(word, prefixes) for word in named)):
        if not _holds(store, urljoin(base_iri or "", iri)):
            problem = "is no graph in here, and FROM fetches nothing"
            raise QueryError(iri, problem, cure="leave FROM out to ask all graphs together")
    return bool(named)


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
    return Table(names, tuple(tuple(term(value) for value in solution) for solution in found))


def _lines(found: ox.QueryTriples) -> bytes:
    """Write triples one by one: the order of the engine's Turtle prefixes changes from run to run."""
    made = (ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES) for triple in set(found))
    return b"".join(sorted(line for line in made if line is not None))


def term(value: object) -> Term | None:
    """Return a term of the engine as a plain value."""
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.datatype.value, value.language)
    if isinstance(value, ox.NamedNode):
        return Term("uri", value.value)
    if isinstance(value, ox.BlankNode):
        return Term("bnode", value.value)
    return None if value is None else Term("triple", str(value))
