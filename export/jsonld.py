"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), flattened, with its context inside."""

from __future__ import annotations

import json
from collections import defaultdict

from ..graph.model import Graph, Json
from .spelling import term
from .statements import quads
from .terms import DEFAULT_BASE, XSD_STRING, Iri, Names, Object, Quad, standard
from .turtle import Shorten, shortener

_TYPE = standard("rdf:type")


def jsonld(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as JSON-LD, one node per subject, the graphs of all documents merged."""
    prefixes = Names.under(base).prefixes()
    compact = _compactor(shortener(prefixes))
    merged = {quad._replace(graph=None) for quad in quads(graph, base=base)}
    nodes: dict[str, list[Quad]] = defaultdict(list)
    for quad in sorted(merged, key=lambda quad: (quad.subject, quad.predicate, term(quad.object))):
        nodes[quad.subject].append(quad)
    content = {"@context": prefixes, "@graph": [_node(subject, about, compact) for subject, about in nodes.items()]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _compactor(shorten: Shorten) -> Shorten:
    """Return a function that writes an IRI as a compact one, or whole and without brackets."""
    return lambda iri: shorten(f"<{iri}>").removeprefix("<").removesuffix(">")


def _node(subject: str, about: list[Quad], compact: Shorten) -> Json:
    node: dict[str, object] = {"@id": compact(subject)}
    types = [compact(str(quad.object)) for quad in about if quad.predicate == _TYPE]
    if types:
        node["@type"] = types
    facts: dict[str, list[object]] = defaultdict(list)
    for quad in about:
        if quad.predicate != _TYPE:
            facts[compact(quad.predicate)].append(_object(quad.object, compact))
    return {**node, **facts}


def _object(found: Object, compact: Shorten) -> object:
    if isinstance(found, Iri):
        return {"@id": compact(found)}
    if found.language is not None:
        return {"@value": found.value, "@language": found.language}
    return found.value if found.datatype == XSD_STRING else {"@value": found.value, "@type": compact(found.datatype)}
