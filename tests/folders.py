"""What a build leaves in its folder beside the workspace."""

from __future__ import annotations

from pathlib import Path

OUTPUTS = [
    "graph.ttl",
    "graph.nq",
    "graph.html",
    "graph.graphml",
    "vocabulary.ttl",
    "shapes.ttl",
    "report.json",
    "dataset.ttl",
]


def outputs(folder: Path | str) -> dict[str, bytes]:
    """Read what a build wrote."""
    return {name: Path(folder, name).read_bytes() for name in OUTPUTS}
