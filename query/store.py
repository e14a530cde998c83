"""A graph ready for queries: the data, and beside it the vocabulary it is written in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from ..errors import WorkspaceError
from ..export.formats import dumps
from ..export.terms import DEFAULT_BASE, STANDARD_PREFIXES, Names
from ..graph.model import Graph
from ..graph.vocabulary import source as vocabulary_text

# RDF/XML and JSON-LD are left out: the one can name entities and files, the other a context on another server.
_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}
_URI_SPACE = ox.NamedNode(STANDARD_PREFIXES["void"] + "uriSpace")


def load(source: Graph | bytes | str | os.PathLike[str], into: ox.Store | None = None) -> ox.Store:
    """Load a graph into a store, with the vocabulary in the named graph ``<base>ontology``.

    Arguments:
        source: a graph, N-Quads as bytes, or the path of a ``.nq``, ``.nt``, ``.trig`` or ``.ttl`` file.
        into: an empty store; without it a new one in memory.

    Raises:
        WorkspaceError: there is no such file, or it does not hold RDF in the syntax of its suffix.
    """
    store = ox.Store() if into is None else into
    if isinstance(source, Graph):
        source = dumps(source, "nq")
    if isinstance(source, bytes):
        with _valid("N-Quads"):
            store.bulk_load(input=source, format=ox.RdfFormat.N_QUADS)
    else:
        _load_file(store, Path(source))
    _load_vocabulary(store)
    return store


def base(store: ox.Store) -> str:
    """Return the base IRI of the data, as its VoID description states it; else the usual one."""
    for quad in store.quads_for_pattern(None, _URI_SPACE, None, None):
        if isinstance(quad.object, ox.Literal):
            return quad.object.value
    return DEFAULT_BASE


def _load_file(store: ox.Store, path: Path) -> None:
    """Load a file as it is read, since one of a large graph does not fit in memory."""
    try:
        with path.open("rb") as file, _valid(str(path)):
            store.bulk_load(input=file, format=_format(path))
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise WorkspaceError(str(path), problem, cure="name the folder or file that `evigraph build` wrote") from error


def _format(path: Path) -> ox.RdfFormat:
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        cure = f"name a file that ends in {', '.join(_FORMATS)}"
        raise WorkspaceError(str(path), "is in no syntax that is loaded here", cure=cure)
    return found


@contextmanager
def _valid(name: str) -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise WorkspaceError(name, f"holds no valid RDF: {error}", cure="build or export it again") from error


def _load_vocabulary(store: ox.Store) -> None:
    """Load the vocabulary under the base of the data, so that ``ev:`` means the same in both."""
    own = base(store)
    turtle = vocabulary_text().replace(f"{DEFAULT_BASE}ontology", f"{own}ontology")
    home = ox.NamedNode(Names(own).term("").removesuffix("#"))
    store.bulk_load(input=turtle.encode(), format=ox.RdfFormat.TURTLE, to_graph=home)
