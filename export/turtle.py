"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/), subjects and predicates in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from ..graph.model import Graph
from .changes import Content, stated_anew
from .gathering import Statements, gathered
from .renewal import Part, Shape
from .sorting import Group, Row
from .statements import descriptions
from .terms import DEFAULT_BASE, Description, Names, standard

Shorten = Callable[[str], str]

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]++|%[0-9A-F]{2})*+|")
_NEXT = " ;\n    "
_TYPE = f"<{standard('rdf:type')}>"
_INTEGER = f"<{standard('xsd:integer')}>"


def turtle(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as Turtle, the graphs of all documents merged."""
    with closing(Statements.of(graph, base=base)) as said:
        return b"".join(turtle_pieces(said))


def turtle_pieces(said: Statements, earlier: Content = b"") -> Iterator[bytes]:
    """Yield Turtle in pieces, with what has not changed from the file as it was before."""
    head = header(said.names.base).encode()
    body = _paragraphs(said.found, shortener(said.names.prefixes()))
    anew = stated_anew(said.changes, said.names, brackets=False)
    known, end = min(len(head), len(earlier)), len(earlier)
    yield head
    yield from Part(earlier, known, end, _shape(said.names)).renewed(anew, map(str.encode, body))


def _shape(names: Names) -> Shape:
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
    by_graph = sorted(descriptions(graph, base=base), key=_home)
    parts = [header(base)]
    for home, found in groupby(by_graph, key=_home):
        body = blocks(found, shorten)
        parts.extend(body if not home else ("\n", shorten(f"<{home}>"), " {", *body, "}\n"))
    return "".join(parts).encode()


def shortener(prefixes: Mapping[str, str]) -> Shorten:
    """Return a function that writes a term of N-Triples as short as Turtle allows it without escapes.

    >>> shorten = shortener({"ev": "http://a/#"})
    >>> shorten("<http://a/#foundedIn>"), shorten("<http://a/#x/y>"), shorten('"x"^^<http://a/#y>')
    ('ev:foundedIn', '<http://a/#x/y>', '"x"^^ev:y')
    """
    by_space = {space: prefix for prefix, space in prefixes.items()}

    @lru_cache(maxsize=10_000)
    def name(iri: str) -> str:
        cut = iri.rfind("#") + 1 or iri.rfind("/") + 1
        prefix = by_space.get(iri[1:cut])
        return iri if prefix is None or not _LOCAL.fullmatch(iri, cut, len(iri) - 1) else f"{prefix}:{iri[cut:-1]}"

    def shorten(term: str) -> str:
        if term[0] == "<":
            return name(term)
        if term[-1] != ">":
            return term
        value, _, datatype = term.rpartition("^^")
        return value[1:-1] if datatype == _INTEGER else f"{value}^^{name(datatype)}"

    return shorten


def header(base: str) -> str:
    """Declare the prefixes of the exports."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in Names.under(base).prefixes().items())


def _home(about: Description) -> str:
    return about.graph or ""


def blocks(
    said: Iterable[Description], shorten: Shorten, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield one paragraph per subject, with what ``more`` has to say of it at the end; the graphs are passed over."""
    with closing(gathered(said)) as found:
        yield from _paragraphs(found, shorten, more)


def _paragraphs(
    found: Iterable[Group], shorten: Shorten, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    @lru_cache(maxsize=10_000)
    def verb(opening: str) -> tuple[str, str]:
        """Return where a predicate stands among others, which is by its IRI and types first, and how it is written."""
        predicate = opening[:-1]
        return ("", "a") if predicate == _TYPE else (predicate[1:-1], shorten(predicate))

    for subject, rows in found:
        facts = _facts(rows, verb, shorten)
        if subject in more:
            facts.append(more[subject])
        yield f"\n{shorten(f'<{subject}>')} {_NEXT.join(facts)} .\n"


def _facts(rows: Iterable[Row], verb: Callable[[str], tuple[str, str]], shorten: Shorten) -> list[str]:
    """Return the facts of a subject, those of one predicate as one."""
    facts: list[tuple[str, str]] = []
    last = before = None
    for opening, found, _ in rows:
        if opening != last:
            place, predicate = verb(opening)
            facts.append((place, f"{predicate} {shorten(found)}"))
        elif found != before:  # and not the same in another graph
            place, fact = facts.pop()
            facts.append((place, f"{fact}, {shorten(found)}"))
        last, before = opening, found
    return [fact for _, fact in sorted(facts)]
