"""A graph in the few figures that a command says of it, so that they can be kept beside its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .model import Graph


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
    counts: Counter[str] = Counter()
    asserted = 0
    for relation in graph.relations:
        ends = (relation.subject, relation.object)
        counts.update(end for end in ends if isinstance(end, str))
        asserted += relation.asserted
    best = max(graph.entities, key=lambda entity: counts[entity.id], default=None)  # the first by id of those equal
    label = None if best is None else best.label
    return Summary(len(graph.documents), len(graph.entities), len(graph.relations), asserted, label)
