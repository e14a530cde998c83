"""A graph in the few figures that a command says of it, so that they can be kept beside its files."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Graph
from .tally import tally


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a graph holds, and the label of the entity to ask for first, if it has any."""

    documents: int
    entities: int
    relations: int
    asserted: int
    best_known: str | None = None


def summary(graph: Graph) -> Summary:
    """Count what a graph holds.

    >>> summary(Graph())
    Summary(documents=0, entities=0, relations=0, asserted=0, best_known=None)
    """
    found = tally(graph)
    return Summary(len(graph.documents), len(graph.entities), found.relations.total(), found.asserted, found.best_known)
