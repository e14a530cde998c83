"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/), subjects and predicates in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from ..graph.model import Graph
from .ntriples import quoted, term
from .statements import quads
from .terms import DEFAULT_BASE, XSD_STRING, Iri, Names, Object, Quad, standard

Shorten = Callable[[str], str]

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|%[0-9A-F]{2})*|")
_TYPE = standard("rdf:type")
_INTEGER = standard("xsd:integer")


def turtle(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as Turtle, the graphs of all documents merged."""
    shorten = shortener(Names.under(base).prefixes())
    body = blocks((quad._replace(graph=None) for quad in quads(graph, base=base)), shorten)
    return (header(base) + "".join(body)).encode()


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


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    return quad.subject, quad.predicate != _TYPE, quad.predicate, term(quad.object)


def blocks(
    statements: Iterable[Quad], shorten: Shorten, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield one paragraph per subject, with what ``more`` has to say of it at the end."""
    for subject, about in groupby(sorted(set(statements), key=_order), key=lambda quad: quad.subject):
        facts = [_fact(predicate, found, shorten) for predicate, found in groupby(about, key=lambda q: q.predicate)]
        yield f"\n{shorten(subject)} " + " ;\n    ".join((*facts, *filter(None, [more.get(subject)]))) + " .\n"


def _fact(predicate: str, about: Iterable[Quad], shorten: Shorten) -> str:
    verb = "a" if predicate == _TYPE else shorten(predicate)
    return f"{verb} " + ", ".join(object_text(quad.object, shorten) for quad in about)


def object_text(found: Object, shorten: Shorten) -> str:
    """Return an object as Turtle writes it, as short as it may be."""
    if isinstance(found, Iri):
        return shorten(found)
    if found.datatype == _INTEGER:
        return found.value
    if found.language is not None or found.datatype == XSD_STRING:
        return term(found)
    return f"{quoted(found.value)}^^{shorten(found.datatype)}"
