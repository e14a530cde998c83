"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), one element per subject.

XML 1.0 cannot hold most control characters, not even escaped (a form feed out of a PDF, say). In this syntax alone
they become U+FFFD; every other syntax keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..errors import FormatError
from ..graph.model import Graph
from .spelling import term
from .statements import quads
from .terms import DEFAULT_BASE, XSD_STRING, Iri, Names, Quad
from .xml_text import escaped

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")


def rdfxml(graph: Graph, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph as RDF/XML, the graphs of all documents merged.

    Raises:
        FormatError: a predicate does not end in a letter and what may follow it, which XML asks of an element.
    """
    prefixes = Names.under(base).prefixes()
    merged = {quad._replace(graph=None) for quad in quads(graph, base=base)}
    ordered = sorted(merged, key=lambda quad: (quad.subject, quad.predicate, term(quad.object)))
    spaces = "".join(f'\n  xmlns:{prefix}="{escaped(space)}"' for prefix, space in prefixes.items())
    body = "".join(_lines(ordered, {space: prefix for prefix, space in prefixes.items()}))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'.encode()


def _lines(ordered: list[Quad], by_space: Mapping[str, str]) -> Iterator[str]:
    for subject, about in groupby(ordered, key=lambda quad: quad.subject):
        yield f'  <rdf:Description rdf:about="{escaped(subject)}">\n'
        yield from (_property(quad, by_space) for quad in about)
        yield "  </rdf:Description>\n"


def _property(quad: Quad, by_space: Mapping[str, str]) -> str:
    name, extra = _element(quad.predicate, by_space)
    found = quad.object
    if isinstance(found, Iri):
        return f'    <{name}{extra} rdf:resource="{escaped(found)}"/>\n'
    if found.language is not None:
        extra += f' xml:lang="{found.language}"'
    elif found.datatype != XSD_STRING:
        extra += f' rdf:datatype="{escaped(found.datatype)}"'
    return f"    <{name}{extra}>{escaped(found.value)}</{name}>\n"


def _element(predicate: str, by_space: Mapping[str, str]) -> tuple[str, str]:
    """Return the element name of a predicate, and the name space to declare on the spot if it has no prefix."""
    local = _LOCAL.search(predicate)
    if local is None:
        raise FormatError(predicate, "has no name that RDF/XML can write", cure="write ttl, or rename the predicate")
    space = predicate[: local.start()]
    prefix = by_space.get(space)
    return (local[0], f' xmlns="{escaped(space)}"') if prefix is None else (f"{prefix}:{local[0]}", "")
