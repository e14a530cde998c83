"""The graph as one JSON document, with the texts that its offsets point into."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.model import Graph

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def records(graph: Graph) -> bytes:
    """Return documents, entities, relations and failures as JSON, keys named as in `evigraph.graph.model`."""
    content = {
        name: [asdict(item) for item in getattr(graph, name)]
        for name in ("documents", "entities", "relations", "failures")
    }
    written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    # JSON can spell a lone surrogate, UTF-8 cannot hold one.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode()
