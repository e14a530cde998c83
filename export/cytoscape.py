"""The elements of Cytoscape.js (https://js.cytoscape.org/#notation/elements-json), as its ``json`` option takes them.

Cytoscape Desktop opens the same file. Claims are lists of objects in ``evidence`` of an edge, the texts that they
point into are in the ``data`` of the whole, so that nothing of the graph is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..graph.written import json_bytes
from .edges import edges, nodes

if TYPE_CHECKING:
    from ..graph.model import Graph


def cytoscape(graph: Graph) -> bytes:
    """Return the graph as elements: a node per entity and per value, an edge per relation with its claims."""
    content = {
        "format_version": "1.0",
        "generated_by": "evigraph",
        "target_cytoscapejs_version": "~3",
        "data": {"name": "evigraph", "documents": [asdict(document) for document in graph.documents]},
        "elements": {"nodes": list(_nodes(graph)), "edges": list(_edges(graph))},
    }
    return json_bytes(content, indent=1)


def _nodes(graph: Graph) -> Iterator[dict[str, Any]]:
    entities = {entity.id: entity for entity in graph.entities}
    values = {edge.target: relation.object for relation, edge in zip(graph.relations, edges(graph), strict=True)}
    for node in nodes(graph):
        head = {"id": node.id, "label": node.label, "kind": node.kind, "type": node.type}
        known = entities.get(node.id) if node.kind == "entity" else values[node.id]
        yield {"data": {**_plain(known), **head}}


def _plain(found: Any) -> dict[str, Any]:  # noqa: ANN401 - an entity or a value
    return {name: value for name, value in asdict(found).items() if name not in {"start", "end", "datatype"}}


def _edges(graph: Graph) -> Iterator[dict[str, Any]]:
    sources = {document.id: document.source for document in graph.documents}
    for relation, edge in zip(graph.relations, edges(graph), strict=True):
        claims = [{**asdict(claim), "document_source": sources.get(claim.document)} for claim in relation.evidence]
        yield {"data": {**edge._asdict(), "evidence": claims}}
