"""N-Triples and N-Quads in canonical form (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), sorted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..graph.model import Graph
from .changes import NOTHING, Earlier, stated_anew
from .renewal import Part, Shape
from .sorting import ordered
from .statements import quads
from .terms import DEFAULT_BASE, XSD_STRING, Iri, Names, Object, Quad

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_END = b" ."
_DERIVED = b"graph/inferred> .\n"
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LINES = Shape(b"<", b"", b" ")


def nt(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Triples, the graphs of all documents merged."""
    return b"".join(nt_pieces(graph, base=base))


def nq(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Quads, one named graph per document."""
    return b"".join(nq_pieces(graph, base=base))


def nt_pieces(graph: Graph, earlier: Earlier = NOTHING, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield the N-Triples of a graph of any size in pieces."""
    said = (quad._replace(graph=None) for quad in quads(graph, base=base, changes=earlier.changes))
    return _pieces(said, earlier, base)


def nq_pieces(graph: Graph, earlier: Earlier = NOTHING, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield the N-Quads of a graph of any size in pieces."""
    return _pieces(quads(graph, base=base, changes=earlier.changes), earlier, base)


def _pieces(statements: Iterable[Quad], earlier: Earlier, base: str) -> Iterator[bytes]:
    content = earlier.content
    lines = ordered(line(quad).encode() for quad in statements)
    anew = stated_anew(earlier.changes, Names.under(base), brackets=True)
    return Part(content, 0, len(content), _LINES).renewed(anew, lines)


def triples_in(statements: Iterable[bytes]) -> int:
    r"""Count the triples in sorted N-Quads, each once: one that is derived may be said as well.

    Arguments:
        statements: N-Quads in pieces, as `nq_pieces` gives them or of any other length.

    >>> triples_in([b'<a:s> <a:p> "x" .\n<a:s> <a:p> "x" <a:graph/inf', b'erred> .\n<a:s> <a:p> "x"@en .\n'])
    2
    """
    count, last, rest = 0, b"", b""
    for piece in statements:
        whole, _, rest = (rest + piece).rpartition(b"\n")
        if whole:
            count += whole.count(b"\n") + 1
            if _DERIVED in whole + b"\n":
                count -= sum(
                    _derived(found) == said[: -len(_END)] for said, found in pairwise([last, *whole.split(b"\n")])
                )
            last = whole[whole.rfind(b"\n") + 1 :]
    return count


def _derived(statement: bytes) -> bytes | None:
    """Return the triple of a statement in the graph of what is derived."""
    return statement[: statement.rindex(b" <")] if statement.endswith(_DERIVED[:-1]) else None


def line(quad: Quad) -> str:
    """Return a statement as one line.

    >>> from .terms import Literal
    >>> line(Quad(Iri("http://a/s"), Iri("http://a/p"), Literal("x")))
    '<http://a/s> <http://a/p> "x" .\\n'
    """
    subject, predicate, found, graph = quad
    if graph is None:
        return f"<{subject}> <{predicate}> {term(found)} .\n"
    return f"<{subject}> <{predicate}> {term(found)} <{graph}> .\n"


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
    if value.isprintable() and '"' not in value and "\\" not in value:  # as most are
        return f'"{value}"'
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character, f"\\u{ord(character):04X}")
