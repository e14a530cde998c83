"""SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/) on a store, for whoever may change it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pyoxigraph as ox

from ..errors import QueryError
from .asked import LONGEST, declarations, depths
from .deep import deep
from .mistakes import mistake, place
from .sparql import UNSTATED, Scope, prefixes_of
from .tokens import Token, federates, loads, tokens


def update(store: ox.Store, text: str, scope: Scope = UNSTATED) -> None:
    """Apply an update, all of it or nothing.

    Arguments:
        store: what is changed.
        text: one or several operations of SPARQL 1.1 Update, except ``LOAD``.
        scope: graphs that ``WHERE`` is asked of, as a request states them, and the base IRI.

    Raises:
        QueryError: the update is not well-formed, would fetch something, or says ``USING`` or ``WITH`` where the
            request states graphs.

    >>> store = ox.Store()
    >>> update(store, "INSERT DATA { <http://a/s> rdfs:label 'a' }")
    >>> len(store)
    1
    """
    words = tuple(tokens(text))
    refuse(text)
    prefixes = prefixes_of(store, declarations(words))
    whole = _using(text, words, scope) if scope.stated else text
    try:
        deep(lambda: store.update(whole, prefixes=dict(prefixes), base_iri=scope.base))
    except SyntaxError as error:
        raise mistake(str(error), whole, words if whole == text else tuple(tokens(whole)), prefixes) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("update", f"failed while it ran: {error}", cure="change the part that is named") from error


def refuse(text: str) -> None:
    """Refuse what an update would fetch.

    Raises:
        QueryError: it says ``LOAD`` or ``SERVICE``, or is too long.
    """
    if len(text) > 50 * LONGEST:
        raise QueryError("update", f"is longer than {50 * LONGEST:,} characters", cure="make several of it")
    if federates(text):
        raise QueryError("update", "SERVICE would ask another server", cure="leave SERVICE out")
    if loads(text):
        raise QueryError("update", "LOAD would fetch a file", cure="send its statements with INSERT DATA")


def _using(text: str, words: tuple[Token, ...], scope: Scope) -> str:
    """Write the graphs of a request into an update: before each WHERE, as its own USING clauses would stand."""
    for word, depth in zip(words, depths(words), strict=True):
        if depth == 0 and word.kind == "word" and word.text.upper() in {"USING", "WITH"}:
            problem = f"{word.text} and the graphs that the request states contradict each other"
            raise QueryError(place(text, word.start), problem, cure="keep one of the two")
    clauses = " ".join(_clauses(scope))
    pieces, done = [], 0
    for start in _wheres(text, words):
        pieces += [text[done:start], clauses, " "]
        done = start
    return "".join((*pieces, text[done:]))


def _clauses(scope: Scope) -> Iterator[str]:
    for keyword, graphs in (("USING", scope.default), ("USING NAMED", scope.named)):
        for iri in graphs:
            try:
                yield f"{keyword} {ox.NamedNode(iri)}"
            except ValueError as error:
                raise QueryError(iri, "is no absolute IRI of a graph", cure="state one, as in http://a/g") from error


def _wheres(text: str, words: tuple[Token, ...]) -> Iterator[int]:
    """Yield where each WHERE stands that follows a template."""
    outside = [word for word, depth in zip(words, depths(words), strict=True) if depth == 0]
    for before, word in pairwise(outside):
        if word.kind == "word" and word.text.upper() == "WHERE":
            if before.text.upper() == "DELETE":
                problem = "DELETE WHERE asks the graphs it names, not those of the request"
                raise QueryError(place(text, word.start), problem, cure="write DELETE { … } WHERE { … }")
            yield word.start
