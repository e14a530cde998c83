"""Turtle 1.2 (https://www.w3.org/TR/rdf12-turtle/): each claim reifies its triple."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..graph.model import Graph
from .ntriples import term
from .statements import quads
from .terms import DEFAULT_BASE, Iri, Names, Object, Quad, standard
from .turtle import Shorten, blocks, header, shortened, shortener

_PARTS = tuple(standard(f"rdf:{part}") for part in ("subject", "predicate", "object"))
_TYPE, _STATEMENT = standard("rdf:type"), standard("rdf:Statement")


def turtle12(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as Turtle 1.2, the graphs of all documents merged.

    Claims have the names, and all else, that they have in the other syntaxes; in place of the four triples of an
    ``rdf:Statement`` they reify a triple term, whether or not the triple is asserted.

    >>> b"rdf:reifies" in turtle12(Graph())
    False
    """
    shorten = shortener(Names.under(base).prefixes())
    merged = {quad._replace(graph=None) for quad in quads(graph, base=base)}
    parts: dict[str, dict[str, Object]] = defaultdict(dict)
    for quad in merged:
        if quad.predicate in _PARTS:
            parts[quad.subject][quad.predicate] = quad.object
    reified = {claim: _reifies(found, shorten) for claim, found in parts.items()}
    return (header(base) + "".join(blocks(_others(merged), shorten, reified))).encode()


def _others(merged: Iterable[Quad]) -> Iterable[Quad]:
    return (
        quad for quad in merged if quad.predicate not in _PARTS and (quad.predicate, quad.object) != (_TYPE, _STATEMENT)
    )


def _reifies(parts: dict[str, Object], shorten: Shorten) -> str:
    subject, predicate, target = (parts[part] for part in _PARTS)
    ends = shorten(_iri(subject)), shorten(_iri(predicate)), shortened(term(target), shorten)
    return f"rdf:reifies <<( {' '.join(ends)} )>>"


def _iri(found: Object) -> str:
    if not isinstance(found, Iri):
        raise TypeError(found)  # the subject and the predicate of a claim have names
    return found
