"""What is worked out of a graph once, however many files show it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from .model import Graph

_Found = TypeVar("_Found")


def once(function: Callable[[Graph], _Found]) -> Callable[[Graph], _Found]:
    """Make a function keep with each graph what it found out about it.

    >>> calls = []
    >>> size = once(lambda graph: calls.append(graph) or len(graph.entities))
    >>> graph = Graph()
    >>> size(graph), size(graph), len(calls)
    (0, 0, 1)
    """

    @wraps(function)
    def known(graph: Graph) -> _Found:
        if function not in graph.worked_out:
            graph.worked_out[function] = function(graph)
        found: _Found = graph.worked_out[function]
        return found

    return known
