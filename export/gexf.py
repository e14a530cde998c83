"""GEXF 1.2 (https://gexf.net/schema.html), as Gephi reads it; without the date of writing, so the bytes repeat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .edges import Edge, Node, edges, nodes
from .graphml import EDGE_FIELDS, NODE_FIELDS, written
from .xml_text import escaped

if TYPE_CHECKING:
    from ..graph.model import Graph

# GEXF has a place of its own for the label of a node, and calls an int "integer".
_NODE_FIELDS = {name: kind for name, kind in NODE_FIELDS.items() if name != "label"}
_KINDS = {"int": "integer"}


def gexf(graph: Graph) -> bytes:
    """Return the graph as GEXF; ``evidence`` of an edge holds its claims as JSON, each with document and offsets."""
    return "".join(_lines(graph)).encode()


def _lines(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", _NODE_FIELDS)
    yield from _attributes("edge", EDGE_FIELDS)
    yield "    <nodes>\n"
    for node in nodes(graph):
        head = f'id="{escaped(node.id)}" label="{escaped(node.label)}"'
        yield f"      <node {head}>\n{_values(node, 'node', _NODE_FIELDS)}      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge in edges(graph):
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}" label="{escaped(edge.predicate)}"'
        yield f'      <edge id="{edge.id}" {ends}>\n{_values(edge, "edge", EDGE_FIELDS)}      </edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(domain: str, fields: dict[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{domain}">\n'
    for name, kind in fields.items():
        yield f'      <attribute id="{domain}-{name}" title="{name}" type="{_KINDS.get(kind, kind)}"/>\n'
    yield "    </attributes>\n"


def _values(found: Node | Edge, domain: str, fields: dict[str, str]) -> str:
    rows = (f'          <attvalue for="{domain}-{name}" value="{_flat(getattr(found, name))}"/>\n' for name in fields)
    return f"        <attvalues>\n{''.join(rows)}        </attvalues>\n"


def _flat(value: str | float | bool) -> str:
    """Keep line ends and tabs, which a parser would turn into spaces inside an attribute."""
    return written(value).replace("\n", "&#10;").replace("\t", "&#9;")
