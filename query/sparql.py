"""SPARQL 1.1 queries (https://www.w3.org/TR/sparql11-query/) over a store: read-only, and never over a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import accumulate, pairwise

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from .deep import deep
from .mistakes import mistake
from .store import base
from .table import Table, Term
from .tokens import Token, federates, tokens

LONGEST = 20_000
"""Characters a query may have; the engine recurses over its parts, and the stack is made for as many."""
DEEPEST = 200
"""Brackets that may be open at once, for the same reason."""

_FORMS = {"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"}
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
_OPEN, _CLOSED = {"{", "(", "["}, {"}", ")", "]"}

Answer = Table | bool | bytes


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
    words = list(tokens(text))
    _refuse(text, words)
    prefixes = Names(base(store)).prefixes()
    declared = {**prefixes, **_declarations(words)}
    union = not _check_graphs(store, words, declared)
    return deep(lambda: _run(store, text, words, declared, union=union))


def _run(store: ox.Store, text: str, words: list[Token], prefixes: Mapping[str, str], *, union: bool) -> Answer:
    try:
        found = store.query(text, prefixes=dict(prefixes), use_default_graph_as_union=union)
        _check_terms(store, words, prefixes)
        return _answer(found)
    except SyntaxError as error:
        raise (mistake(str(error), text, words, prefixes) if _form(words) else _formless()) from error
    except (OSError, RuntimeError) as error:
        raise QueryError("query", f"failed while it ran: {error}", cure="change the part that is named") from error


def _refuse(text: str, words: list[Token]) -> None:
    """Refuse what the engine would do, or die of, and a reader should not be able to ask for."""
    if len(text) > LONGEST:
        raise QueryError("query", f"is longer than {LONGEST:,} characters", cure="ask in several queries")
    if max(_depths(words), default=0) > DEEPEST:
        raise QueryError("query", f"opens more than {DEEPEST} brackets at once", cure="nest it less deeply")
    if federates(text):
        raise QueryError("query", "SERVICE would ask another server", cure="ask this graph alone, without SERVICE")
    form = _form(words)
    if form in _UPDATES:
        cure = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError("query", f"{form} would change the graph, which can only be read here", cure=cure)


def _depths(words: list[Token]) -> Iterator[int]:
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


def _iri(word: Token, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI that a token stands for, if it stands for one."""
    if word.kind == "iri":
        return word.text[1:-1]
    prefix, _, local = word.text.partition(":")
    return prefixes[prefix] + local if word.kind == "name" and prefix in prefixes else None


def _check_graphs(store: ox.Store, words: list[Token], prefixes: Mapping[str, str]) -> bool:
    """Tell whether a query names its own data set, and refuse graphs the store does not hold."""
    outside = [word for word, depth in zip(words, _depths(words), strict=True) if depth == 0]
    clauses = [(before.text.upper(), after) for before, after in pairwise(outside)]
    named = [after for before, after in clauses if before in {"FROM", "NAMED"} and after.text.upper() != "NAMED"]
    for iri in filter(None, (_iri(word, prefixes) for word in named)):
        if not store.contains_named_graph(ox.NamedNode(iri)):
            problem = "is no graph in here, and FROM fetches nothing"
            raise QueryError(iri, problem, cure="leave FROM out to ask all graphs together")
    return bool(named)


def _check_terms(store: ox.Store, words: list[Token], prefixes: Mapping[str, str]) -> None:
    """Refuse a term of the vocabulary that nothing defines or uses: its answer would be empty and tell nobody why."""
    space = Names(base(store)).term("")
    if _form(words) == "CONSTRUCT":  # may make terms of its own
        return
    for word in words:
        iri = _iri(word, prefixes) if word.kind == "name" else None
        if iri is not None and iri.startswith(space) and iri != space and not _known(store, ox.NamedNode(iri)):
            raise QueryError(word.text, "is unknown in the vocabulary and the graph", cure=_close(store, space, iri))


def _known(store: ox.Store, node: ox.NamedNode) -> bool:
    patterns = ((node, None, None), (None, node, None), (None, None, node))
    return any(next(store.quads_for_pattern(*pattern), None) is not None for pattern in patterns)


def _close(store: ox.Store, space: str, iri: str) -> str:
    subjects = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    local = sorted(subject.removeprefix(space) for subject in subjects if subject.startswith(space))
    close = get_close_matches(iri.removeprefix(space), local, n=1)
    return f"did you mean ev:{close[0]}?" if close else "SELECT ?p { ?p a rdf:Property } lists what there is"


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
    return Table(names, tuple(tuple(_term(value) for value in solution) for solution in found))


def _lines(found: ox.QueryTriples) -> bytes:
    """Write triples one by one: the order of the engine's Turtle prefixes changes from run to run."""
    made = (ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES) for triple in set(found))
    return b"".join(sorted(line for line in made if line is not None))


def _term(value: object) -> Term | None:
    """Return a term of the engine as a plain value."""
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.datatype.value, value.language)
    if isinstance(value, ox.NamedNode):
        return Term("uri", value.value)
    if isinstance(value, ox.BlankNode):
        return Term("bnode", value.value)
    return None if value is None else Term("triple", str(value))
