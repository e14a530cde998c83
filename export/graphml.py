"""GraphML (http://graphml.graphdrawing.org/specification.html), as NetworkX, Gephi, yEd and Cytoscape read it.

Written here and not through NetworkX, so that this room needs no second copy of the graph and control characters do
no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .edges import Edge, Node, edges, nodes
from .sorting import pieces
from .xml_text import escaped

if TYPE_CHECKING:
    from ..graph.model import Graph

NODE_FIELDS = {"label": "string", "kind": "string", "type": "string", "aliases": "string", "same_as": "string"}
NODE_FIELDS |= {"mentions": "int"}
EDGE_FIELDS = {"predicate": "string", "asserted": "boolean", "status": "string", "confidence": "double"}
EDGE_FIELDS |= {"claims": "int", "sentence": "string", "evidence": "string"}


def graphml(graph: Graph) -> bytes:
    """Return the graph as GraphML; ``evidence`` of an edge holds its claims as JSON, each with document and offsets."""
    return b"".join(graphml_pieces(graph))


def graphml_pieces(graph: Graph) -> Iterator[bytes]:
    """Yield the GraphML of a graph of any size in pieces."""
    return pieces(line.encode() for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node in nodes(graph):
        yield f'    <node id="{escaped(node.id)}">\n{_data(node, "node", NODE_FIELDS)}    </node>\n'
    for edge in edges(graph):
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield f'    <edge id="{edge.id}" {ends}>\n{_data(edge, "edge", EDGE_FIELDS)}    </edge>\n'
    yield "  </graph>\n</graphml>\n"


def _data(found: Node | Edge, domain: str, fields: dict[str, str]) -> str:
    return "".join(f'      <data key="{domain}-{name}">{written(getattr(found, name))}</data>\n' for name in fields)


def written(value: str | float | bool) -> str:
    """Return a value as XML Schema writes it, escaped.

    >>> written(True), written(0.5), written("<")
    ('true', '0.5', '&lt;')
    """
    return str(value).lower() if isinstance(value, bool) else escaped(str(value))
