"""The view in a cell of a notebook: the same page, with what all cells share sent once.

A page is large because of its library, script and styles, which are the same for every graph. The first cell that shows
a graph sends them, compressed, and is their home; other cells send their data alone and find the rest in the notebook.
A notebook that does not say which cell it runs gets whole pages. Each view lives in a frame without an origin, apart
from the scripts and styles of the notebook and from its server.
"""

from __future__ import annotations

import sys
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from ..graph.model import content_hash
from .explorer.payload import packed
from .html import DATA_END, DATA_START, render

if TYPE_CHECKING:
    from ..graph.model import Graph

HEIGHT = 640


class Notebook:
    """Remembers which cell is the home of what all views share.

    >>> book = Notebook()
    >>> book.is_home("a"), book.is_home("b"), book.is_home("a"), book.is_home(None)
    (True, False, True, True)
    """

    def __init__(self) -> None:
        """Begin without a home."""
        self._home: str | None = None

    def is_home(self, cell: str | None, deleted: tuple[str, ...] = ()) -> bool:
        """Tell whether a cell sends the shared part: the first that asks, each time it runs, or an unknown one.

        ``deleted`` are cells that the notebook says are gone; a home among them is given up.
        """
        if cell is None:
            return True
        if self._home is None or self._home in deleted:
            self._home = cell
        return self._home == cell


_NOTEBOOK = Notebook()


def cell(graph: Graph, name: str, *, notebook: Notebook = _NOTEBOOK) -> str:
    """Return the output of a cell that shows a graph.

    Args:
        graph: what to show.
        name: what the view is called for a screen reader, and shown where scripts do not run.
        notebook: where the shared part was sent before; that of this process unless told.
    """
    head, _, rest = render(graph).partition(DATA_START)
    data, _, tail = rest.partition(DATA_END)
    shell = packed((head + DATA_START + tail).encode())
    key = content_hash(shell)
    shared = f'<script type="text/plain" class="evigraph-shell" data-key="{key}">{shell}</script>'
    loader = files("evigraph.export.explorer").joinpath("notebook.js").read_text(encoding="utf-8")
    return (
        f'<div class="evigraph-view" data-key="{key}" data-name="{escape(name)}" data-height="{HEIGHT}">'
        f"<template>{data}</template><p>{escape(name)}</p></div>"
        f"{shared if notebook.is_home(*_running_cell()) else ''}<script>{loader}</script>"
    )


def _running_cell() -> tuple[str | None, tuple[str, ...]]:
    """Return the id of the cell that runs, if the notebook tells it, and of cells deleted since."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module else None
    if shell is None or not hasattr(shell, "get_parent"):
        return None, ()
    metadata = shell.get_parent().get("metadata", {})
    return metadata.get("cellId"), tuple(metadata.get("deletedCells", ()))
