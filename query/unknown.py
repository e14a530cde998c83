"""Terms of the vocabulary that nothing defines or uses: whoever asks for them gets nothing, and is not told why."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from .mistakes import place
from .store import base
from .tokens import Token, expanded


def unknown(store: ox.Store, text: str, words: list[Token], prefixes: Mapping[str, str]) -> QueryError | None:
    """Return an error that names the first term of the vocabulary that the store does not know, and the closest ones.

    Arguments:
        store: what the query is asked of.
        text: the query.
        words: its tokens.
        prefixes: those that are declared, by the query or by us.
    """
    space = Names(base(store)).term("")
    for word in words:
        iri = expanded(word, prefixes) if word.kind == "name" else None
        if iri is not None and iri.startswith(space) and iri != space and not _known(store, ox.NamedNode(iri)):
            problem = f"{word.text} is unknown in the vocabulary and the graph"
            return QueryError(place(text, word.start), problem, cure=_close(store, space, iri))
    return None


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
