"""What a build reads, and what it leaves in its folder beside the workspace."""

from __future__ import annotations

from collections.abc import Mapping
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


def texts_in(place: Path, contents: Mapping[str, str]) -> Path:
    """Write documents into a folder "texts" and return it."""
    folder = place / "texts"
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder
