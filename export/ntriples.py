"""N-Triples and N-Quads in canonical form (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import pairwise

from ..graph.model import Graph
from .changes import Content, stated_anew
from .gathering import END, Statements
from .renewal import Part, Shape
from .sorting import Group
from .terms import DEFAULT_BASE

_DERIVED = b"graph/inferred> .\n"
_LINES = Shape(b"<", b"", b" ")


def nt(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Triples, the graphs of all documents merged."""
    with closing(Statements.of(graph, base=base)) as said:
        return b"".join(nt_pieces(said))


def nq(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as sorted N-Quads, one named graph per document."""
    with closing(Statements.of(graph, base=base)) as said:
        return b"".join(nq_pieces(said))


def nt_pieces(said: Statements, earlier: Content = b"") -> Iterator[bytes]:
    """Yield N-Triples in pieces, with what has not changed from the file as it was before."""
    return _pieces(map(_merged, said.found), said, earlier)


def nq_pieces(said: Statements, earlier: Content = b"") -> Iterator[bytes]:
    """Yield N-Quads in pieces, with what has not changed from the file as it was before."""
    return _pieces(said.found, said, earlier)


def _pieces(found: Iterable[Group], said: Statements, earlier: Content) -> Iterator[bytes]:
    anew = stated_anew(said.changes, said.names, brackets=True)
    return Part(earlier, 0, len(earlier), _LINES).renewed(anew, map(_lines, _bracketed(found)))


def _merged(group: Group) -> Group:
    """Leave out the graphs."""
    subject, rows = group
    return subject, sorted({(predicate, found, END) for predicate, found, _ in rows})


def _bracketed(groups: Iterable[Group]) -> Iterator[Group]:
    """Put what is in the order of IRIs into that of IRIs in brackets, where "a#b" comes before "a"."""
    waiting: list[Group] = []
    for group in groups:
        iri = group[0]
        while waiting and not (iri.startswith(waiting[-1][0]) and iri[len(waiting[-1][0])] < ">"):
            yield waiting.pop()
        waiting.append(group)
    yield from reversed(waiting)


def _lines(group: Group) -> bytes:
    subject, rows = group
    start = f"<{subject}> "
    between = f"\n{start}"
    return f"{start}{between.join(map(''.join, rows))}\n".encode()


def triples_in(statements: Iterable[bytes]) -> int:
    r"""Count the triples in sorted N-Quads, each once: one that is derived may be said as well.

    Arguments:
        statements: N-Quads in pieces, as `nq_pieces` gives them or of any other length.

    >>> triples_in([b'<a:s> <a:p> "x" .\n<a:s> <a:p> "x" <a:graph/inf', b'erred> .\n<a:s> <a:p> "x"@en .\n'])
    2
    """
    count, before = 0, b""
    for piece in statements:
        count += piece.count(b"\n")
        if _DERIVED in piece or _DERIVED in before + piece[: len(_DERIVED)]:
            *lines, _ = (before + piece).split(b"\n")
            count -= sum(_derived(found) == said[: -len(END)] for said, found in pairwise(lines))
        before = _last_line(piece if piece.find(b"\n") < piece.rfind(b"\n") else before + piece)
    return count


def _last_line(statements: bytes) -> bytes:
    """Return the last whole line and what comes after it."""
    return statements[statements.rfind(b"\n", 0, max(0, statements.rfind(b"\n"))) + 1 :]


def _derived(statement: bytes) -> bytes | None:
    """Return the triple of a statement in the graph of what is derived."""
    return statement[: statement.rindex(b" <")] if statement.endswith(_DERIVED[:-1]) else None
