"""Turtle 1.2 (https://www.w3.org/TR/rdf12-turtle/): each claim reifies its triple."""

from __future__ import annotations

from collections import defaultdict

from ..graph.model import Graph
from .spelling import term
from .statements import descriptions
from .terms import DEFAULT_BASE, Description, Names, Object, standard
from .turtle import Shorten, blocks, header, shortener

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
    said = list(descriptions(graph, base=base))
    parts: dict[str, dict[str, Object]] = defaultdict(dict)
    for about in said:
        parts[about.subject].update(fact for fact in about.facts if fact[0] in _PARTS)
    reified = {claim: _reifies(found, shorten) for claim, found in parts.items() if found}
    return (header(base) + "".join(blocks(map(_others, said), shorten, reified))).encode()


def _others(about: Description) -> Description:
    """Leave out what is said by the triple term."""
    facts = [fact for fact in about.facts if fact[0] not in _PARTS and fact != (_TYPE, _STATEMENT)]
    return about._replace(facts=facts)


def _reifies(parts: dict[str, Object], shorten: Shorten) -> str:
    return f"rdf:reifies <<( {' '.join(shorten(term(parts[part])) for part in _PARTS)} )>>"
