"""Terms of the vocabulary that nothing defines or uses: whoever asks for them gets nothing, and is not told why."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from .asked import Asked
from .mistakes import place
from .store import base
from .tokens import expanded


def unknown(store: ox.Store, asked: Asked, prefixes: Mapping[str, str]) -> QueryError | None:
    """Return an error that names the first term of the vocabulary that the store does not know, and the closest ones.

    Arguments:
        store: what the query is asked of.
        asked: the query.
        prefixes: those that are declared, by the query or by us.
    """
    space = _space(base(store))
    for word in asked.names:
        iri = expanded(word, prefixes)
        if iri is not None and iri.startswith(space) and iri != space and not _known(store, ox.NamedNode(iri)):
            problem = f"{word.text} is unknown in the vocabulary and the graph"
            return QueryError(place(asked.text, word.start), problem, cure=_close(store, space, iri))
    return None


@cache
def _space(base_iri: str) -> str:
    return Names(base_iri).term("")


def _known(store: ox.Store, node: ox.NamedNode) -> bool:
    patterns = ((node, None, None), (None, node, None), (None, None, node))
    return any(next(store.quads_for_pattern(*pattern), None) is not None for pattern in patterns)


def _close(store: ox.Store, space: str, iri: str) -> str:
    home = ox.NamedNode(space.removesuffix("#"))
    quads = store.quads_for_pattern(None, None, None, home)
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    local = sorted(subject.removeprefix(space) for subject in subjects if subject.startswith(space))
    close = get_close_matches(iri.removeprefix(space), local, n=1)
    return f"did you mean ev:{close[0]}?" if close else "SELECT ?p { ?p a rdf:Property } lists what there is"
