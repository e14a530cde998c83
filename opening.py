"""The graph that a path holds: a folder that a build wrote, or a file or folder that was exported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .bounds import uncollected
from .building import graph_at_hand, open_folder
from .graph.model import Graph


def graph_in(path: Path) -> Graph:
    """Return the graph of a path, in memory whatever its size.

    Raises:
        WorkspaceError: the folder holds none, or the file no whole export of ours.
        FormatError: it is Parquet, and pyarrow is not installed.
    """
    found = _exported(path)
    return open_folder(path) if found is None else found


@contextmanager
def opened(path: Path) -> Iterator[Graph]:
    """Give the graph of a path as long as a block runs; a folder of many documents leaves it on disk.

    Raises:
        WorkspaceError: as of `graph_in`.
        FormatError: as of `graph_in`.
    """
    from .graph.workspace import Workspace

    found = _exported(path)
    if found is not None:
        yield found
        return
    with Workspace.open(path, read_only=True) as workspace:
        with uncollected():
            graph = graph_at_hand(workspace)
        yield graph


def _exported(path: Path) -> Graph | None:
    """Return the graph of an export, if that is what a path is."""
    if (path / "documents.parquet").exists():
        from .export.parquet import load as load_parquet

        return load_parquet(path)
    if not path.is_file():
        return None
    from .export import restore

    if path.suffix.lower() in restore.SUFFIXES:
        return restore.load(path)
    from .query.rebuild import rebuild
    from .query.store import load as load_store

    return rebuild(load_store(path))
