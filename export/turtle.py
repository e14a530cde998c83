"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/), subjects and predicates in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from ..graph.model import Graph
from .changes import NOTHING, Earlier, stated_anew
from .ntriples import term
from .renewal import Part, Shape
from .sorting import ordered
from .statements import quads
from .terms import DEFAULT_BASE, Names, Quad, standard

Shorten = Callable[[str], str]

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|%[0-9A-F]{2})*|")
_TYPE = standard("rdf:type")
_NEXT = " ;\n    "
_BETWEEN = "\0"  # sorts before all else, and stands in no term: there it is escaped
_INTEGER = standard("xsd:integer")


def turtle(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as Turtle, the graphs of all documents merged."""
    return b"".join(turtle_pieces(graph, base=base))


def turtle_pieces(graph: Graph, earlier: Earlier = NOTHING, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield the Turtle of a graph of any size in pieces."""
    names, head, changes = Names.under(base), header(base).encode(), earlier.changes
    body = blocks(quads(graph, base=base, changes=changes), shortener(names.prefixes()))
    anew = stated_anew(changes, names, brackets=False)
    known, end = min(len(head), len(earlier.content)), len(earlier.content)
    yield head
    yield from Part(earlier.content, known, end, _paragraphs(names)).renewed(anew, (block.encode() for block in body))


def _paragraphs(names: Names) -> Shape:
    """Return the shape of paragraphs, which are in the order of the IRIs of their subjects."""
    spaces = {prefix.encode(): space.encode() for prefix, space in names.prefixes().items()}

    def whole(subject: bytes) -> bytes:
        if subject.startswith(b"<"):
            return subject[1:-1]
        prefix, _, local = subject.partition(b":")
        return spaces[prefix] + local

    return Shape(b"\n", b"\n", b" ", whole)


def trig(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as TriG: what is so in the default graph, then the claims of each document in its own."""
    shorten = shortener(Names.under(base).prefixes())
    by_graph = sorted(quads(graph, base=base), key=_home)
    parts = [header(base)]
    for home, found in groupby(by_graph, key=_home):
        body = blocks(found, shorten)
        parts.extend(body if not home else ("\n", shorten(home), " {", *body, "}\n"))
    return "".join(parts).encode()


def shortener(prefixes: Mapping[str, str]) -> Shorten:
    """Return a function that writes an IRI as a prefixed name where Turtle allows it without escapes.

    >>> shorten = shortener({"ev": "http://a/#"})
    >>> shorten("http://a/#foundedIn"), shorten("http://a/#x/y")
    ('ev:foundedIn', '<http://a/#x/y>')
    """
    by_space = {space: prefix for prefix, space in prefixes.items()}

    @lru_cache(maxsize=10_000)
    def shorten(iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = by_space.get(iri[:cut])
        return f"<{iri}>" if prefix is None or not _LOCAL.fullmatch(iri, cut) else f"{prefix}:{iri[cut:]}"

    return shorten


def header(base: str) -> str:
    """Declare the prefixes of the exports."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in Names.under(base).prefixes().items())


def _home(quad: Quad) -> str:
    return quad.graph or ""


def blocks(
    statements: Iterable[Quad], shorten: Shorten, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield one paragraph per subject, with what ``more`` has to say of it at the end; the graphs are passed over."""
    subject, verb, facts = "", None, list[str]()
    for row in ordered(map(_row, statements)):
        about, what, found = row[:-1].decode().split(_BETWEEN)
        if about != subject:
            if facts:
                yield _paragraph(subject, facts, shorten, more)
            subject, verb, facts = about, None, []
        if what == verb:
            facts[-1] += f", {shortened(found, shorten)}"
        else:
            verb = what
            facts.append(f"{shorten(what) if what else 'a'} {shortened(found, shorten)}")
    if facts:
        yield _paragraph(subject, facts, shorten, more)


def _paragraph(subject: str, facts: list[str], shorten: Shorten, more: Mapping[str, str]) -> str:
    facts += filter(None, [more.get(subject)])
    return f"\n{shorten(subject)} {_NEXT.join(facts)} .\n"


def _row(quad: Quad) -> bytes:
    """Return a statement as a line that stands where it belongs when lines are sorted, its type before all else."""
    subject, predicate, found, _ = quad
    verb = "" if predicate == _TYPE else predicate
    return f"{subject}{_BETWEEN}{verb}{_BETWEEN}{term(found)}\n".encode()


def shortened(found: str, shorten: Shorten) -> str:
    """Return a term of N-Triples as Turtle writes it, as short as it may be.

    >>> from .terms import STANDARD_PREFIXES
    >>> shortened('"7"^^<http://www.w3.org/2001/XMLSchema#integer>', shortener(STANDARD_PREFIXES))
    '7'
    """
    if found[0] == "<":
        return shorten(found[1:-1])
    if found[-1] != ">":
        return found
    value, _, datatype = found[:-1].rpartition("^^<")
    return value[1:-1] if datatype == _INTEGER else f"{value}^^{shorten(datatype)}"
