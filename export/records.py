"""The graph as one JSON document, with the texts that its offsets point into."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ..graph.written import json_bytes

if TYPE_CHECKING:
    from ..graph.model import Graph


def records(graph: Graph) -> bytes:
    """Return documents, entities, relations and failures as JSON, keys named as in `evigraph.graph.model`."""
    content = {
        name: [asdict(item) for item in getattr(graph, name)]
        for name in ("documents", "entities", "relations", "failures")
    }
    return json_bytes(content, indent=1)
