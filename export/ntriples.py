"""N-Triples and N-Quads in canonical form (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from mmap import mmap

from ..graph.model import Graph
from .sorting import ordered, pieces
from .statements import quads
from .terms import DEFAULT_BASE, XSD_STRING, Iri, Object, Quad

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_STATEMENT = re.compile(rb'^(<[^>\n]*> <[^>\n]*> (?:<[^>\n]*>|"[^"\\\n]*(?:\\.[^"\\\n]*)*"\S*)) .*\n', re.MULTILINE)
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def nt(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Triples, the graphs of all documents merged."""
    return b"".join(nt_pieces(graph, base=base))


def nq(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Quads, one named graph per document."""
    return b"".join(nq_pieces(graph, base=base))


def nt_pieces(graph: Graph, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield the N-Triples of a graph of any size in pieces."""
    return pieces(ordered(line(quad._replace(graph=None)).encode() for quad in quads(graph, base=base)))


def nq_pieces(graph: Graph, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield the N-Quads of a graph of any size in pieces."""
    return pieces(ordered(line(quad).encode() for quad in quads(graph, base=base)))


def triples_in(statements: bytes | mmap) -> int:
    r"""Count the triples in sorted N-Quads, each once however many graphs it is in.

    >>> triples_in(b'<a:s> <a:p> "x" .\n<a:s> <a:p> "x" <a:g> .\n<a:s> <a:p> "x"@en <a:g> .\n')
    2
    """
    return sum(1 for _ in groupby(found[1] for found in _STATEMENT.finditer(statements)))


def line(quad: Quad) -> str:
    """Return a statement as one line.

    >>> from .terms import Literal
    >>> line(Quad(Iri("http://a/s"), Iri("http://a/p"), Literal("x")))
    '<http://a/s> <http://a/p> "x" .\\n'
    """
    subject, predicate, found, graph = quad
    home = "" if graph is None else f" <{graph}>"
    return f"<{subject}> <{predicate}> {term(found)}{home} .\n"


def term(found: Object) -> str:
    """Return an IRI or a literal as N-Triples writes it."""
    if isinstance(found, Iri):
        return f"<{found}>"
    value, datatype, language = found
    if language is not None:
        return f"{quoted(value)}@{language}"
    return quoted(value) if datatype == XSD_STRING else f"{quoted(value)}^^<{datatype}>"


def quoted(value: str) -> str:
    """Return a string in quotes, escaped where it has to be and nowhere else.

    >>> print(quoted('say "hi"'))
    "say \\"hi\\""
    """
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character, f"\\u{ord(character):04X}")
