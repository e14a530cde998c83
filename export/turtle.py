"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/), subjects and predicates in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
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
_MOST_KNOWN = 20_000  # terms
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
    return _Short(prefixes).__getitem__


class _Short(dict[str, str]):
    """Terms as Turtle writes them, by how N-Triples does: many are written again and again."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._by_space = {space: f"{prefix}:" for prefix, space in prefixes.items()}

    def __missing__(self, term: str) -> str:
        if term[-1] != ">":
            return term
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[term] = found = self._name(term) if term[0] == "<" else self._typed(term)
        return found

    def _name(self, iri: str) -> str:
        cut = iri.rfind("#") + 1 or iri.rfind("/") + 1
        prefix = self._by_space.get(iri[1:cut])
        return iri if prefix is None or not _LOCAL.fullmatch(iri, cut, len(iri) - 1) else prefix + iri[cut:-1]

    def _typed(self, literal: str) -> str:
        value, _, datatype = literal.rpartition("^^")
        return value[1:-1] if datatype == _INTEGER else f"{value}^^{self[datatype]}"


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
    @lru_cache(maxsize=1_000)
    def form(openings: tuple[str, ...]) -> _Form:
        return _form(openings, shorten)

    for subject, rows in found:
        openings, objects = _facts(rows)
        paragraph, order = form(openings)
        # Most are texts, which are written as they are.
        written = paragraph % order((shorten(f"<{subject}>"), *[shorten(x) if x[-1] == ">" else x for x in objects]))
        yield f"{written}{_NEXT}{more[subject]} .\n" if subject in more else f"{written} .\n"


def _facts(rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return predicates and objects, without what is the same in another graph."""
    openings, objects, graphs = zip(*rows, strict=True)
    if graphs.count(graphs[0]) < len(graphs):
        openings, objects = zip(*dict.fromkeys(row[:2] for row in rows), strict=True)
    return openings, objects


_Form = tuple[str, Callable[[tuple[str, ...]], tuple[str, ...]]]
"""A paragraph to be filled in with a subject and objects, and what brings these into their order."""


def _form(openings: Sequence[str], shorten: Shorten) -> _Form:
    """Return how paragraphs with some predicates are written: types first, then by predicate, those of one as one."""
    places = sorted((opening[:-1] != _TYPE, opening[1:-2], at) for at, opening in enumerate(openings, 1))
    paragraph, between = "\n%s", " "
    for (*_, predicate), facts in groupby(places, key=itemgetter(0, 1)):
        verb = shorten(f"<{predicate}>").replace("%", "%%") if predicate != standard("rdf:type") else "a"
        paragraph += f"{between}{verb} {', '.join('%s' for _ in facts)}"
        between = _NEXT
    return paragraph, itemgetter(0, *(at for *_, at in places))
