"""GraphML (http://graphml.graphdrawing.org/specification.html), as NetworkX, Gephi, yEd and Cytoscape read it.

Written here and not through NetworkX, so that this room needs no second copy of the graph and control characters do
no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from .changes import NOTHING, Changes, Content, Earlier, entity_item, ranges, value_item
from .edges import edges, nodes
from .renewal import Part, Shape
from .xml_text import escaped, raw

if TYPE_CHECKING:
    from ..graph.model import Graph

NODE_FIELDS = {"label": "string", "kind": "string", "type": "string", "aliases": "string", "same_as": "string"}
NODE_FIELDS |= {"mentions": "int"}
EDGE_FIELDS = {"predicate": "string", "asserted": "boolean", "status": "string", "confidence": "double"}
EDGE_FIELDS |= {"claims": "int", "sentence": "string", "evidence": "string"}
_NODE = "".join(f'      <data key="node-{name}">{{}}</data>\n' for name in NODE_FIELDS)  # all but the id
_EDGE = "".join(f'      <data key="edge-{name}">{{}}</data>\n' for name in EDGE_FIELDS)  # all but the id and the ends
_FOOT = "  </graph>\n</graphml>\n"
_NODES = Shape(b"    <node id=", b'id="', b'"', raw)
_EDGES = Shape(b"    <edge id=", b' source="', b'"', raw)


def graphml(graph: Graph) -> bytes:
    """Return the graph as GraphML; ``evidence`` of an edge holds its claims as JSON, each with document and offsets."""
    return b"".join(graphml_pieces(graph))


def graphml_pieces(graph: Graph, earlier: Earlier = NOTHING) -> Iterator[bytes]:
    """Yield the GraphML of a graph of any size in pieces: nodes by id, then edges in the order of relations."""
    head, foot = _head().encode(), _FOOT.encode()
    content, changes = earlier.content, earlier.changes
    known, end = min(len(head), len(content)), max(0, len(content) - len(foot))
    middle = _first_edge(content, known, end)
    yield head
    ours, between = ranges(changes, ("entity", "value")), ranges(changes, ("edges",))
    yield from Part(content, known, middle, _NODES).renewed(ours, _nodes(graph, changes))
    yield from Part(content, middle, end, _EDGES).renewed(between, _edges(graph, changes))
    yield foot


def _first_edge(content: Content, start: int, end: int) -> int:
    """Return where nodes end and edges begin."""
    found = content.find(b"\n" + _EDGES.start, max(0, start - 1), end)
    return end if found < 0 else found + 1


def _head() -> str:
    keys = (
        f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
        for domain, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS))
        for name, kind in fields.items()
    )
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    return "".join((start, *keys, '  <graph edgedefault="directed">\n'))


def _nodes(graph: Graph, changes: Changes) -> Iterator[bytes]:
    for node in sorted(nodes(graph), key=attrgetter("id")):
        if (entity_item(node.id) if node.kind == "entity" else value_item(node.id)) in changes:
            yield f'    <node id="{escaped(node.id)}">\n{_NODE.format(*map(written, node[1:]))}    </node>\n'.encode()


def _edges(graph: Graph, changes: Changes) -> Iterator[bytes]:
    for edge in edges(graph, changes):
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield f'    <edge id="{edge.id}" {ends}>\n{_EDGE.format(*map(written, edge[3:]))}    </edge>\n'.encode()


def written(value: object) -> str:
    """Return a value as XML Schema writes it, escaped.

    >>> written(True), written(0.5), written("<")
    ('true', '0.5', '&lt;')
    """
    if isinstance(value, str):
        return escaped(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
