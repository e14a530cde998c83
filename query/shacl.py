"""The same rules by pyshacl, for whoever wants a report in SHACL; slow, and so for samples of a graph."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import QueryError
from ..export.shapes import shapes
from ..export.terms import standard
from .store import base

_SHACL = "http://www.w3.org/ns/shacl#"
_TYPE, _STATEMENT = ox.NamedNode(standard("rdf:type")), ox.NamedNode(standard("rdf:Statement"))
_ENDS = tuple(ox.NamedNode(standard(name)) for name in ("rdf:subject", "rdf:object", "prov:wasDerivedFrom"))
_SELECTOR = ox.NamedNode(standard("oa:hasSelector"))


class Report(NamedTuple):
    """What pyshacl finds: the shape and the node for each result, and its report as Turtle."""

    results: tuple[tuple[str, str], ...]
    turtle: str


def report(store: ox.Store, *, claims: int = 200) -> Report:
    """Check a sample of a graph: the first claims by name, with all that is said of their ends and passages.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        claims: how many claims the sample has.

    Raises:
        QueryError: pyshacl is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        cure = 'install it: pip install "evigraph[validate]"'
        raise QueryError("pyshacl", "is not installed", cure=cure) from error
    _, graph, _ = pyshacl.validate(
        sample(store, claims),
        data_graph_format="nt",
        shacl_graph=shapes(base=base(store)),
        shacl_graph_format="turtle",
        do_owl_imports=False,
    )
    content = graph.serialize(format="nt")
    turtle = graph.serialize(format="turtle")
    return Report(_results(content, f"{base(store)}shape/"), turtle)


def sample(store: ox.Store, claims: int) -> bytes:
    """Return a part of a graph as N-Triples, with every triple of each thing in it."""
    names = sorted(_value(quad.subject) for quad in store.quads_for_pattern(None, _TYPE, _STATEMENT, None))
    nodes = {ox.NamedNode(name) for name in islice(names, claims)}
    for path in (_ENDS, (_SELECTOR,)):
        nodes |= {found for node in nodes for end in path for found in _objects(store, node, end)}
    lines = {f"{quad.triple} .\n" for node in nodes for quad in store.quads_for_pattern(node, None, None, None)}
    return "".join(sorted(lines)).encode()


def _objects(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(node, predicate, None, None)
    return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)]


def _results(content: str, space: str) -> tuple[tuple[str, str], ...]:
    store = ox.Store()
    store.load(input=content.encode(), format=ox.RdfFormat.N_TRIPLES)
    query = f"PREFIX sh: <{_SHACL}> SELECT ?m ?n {{ ?r a sh:ValidationResult ; sh:resultMessage ?m ; sh:focusNode ?n }}"
    found = store.query(query)
    pairs = [(_value(m), _value(n)) for m, n in found] if isinstance(found, ox.QuerySolutions) else []
    return tuple(sorted((message.removeprefix(space), node) for message, node in pairs))


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
