"""What the relations of a graph come to, counted once: one that stays on disk is gone through seldom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .model import Graph
from .once import once


@dataclass(frozen=True, slots=True)
class Tally:
    """How many relations and claims there are, of each sort."""

    asserted: int
    """Relations that at least one text asserts."""
    relations: Counter[str]
    """Relations by their predicates."""
    claims: Counter[tuple[str, str]]
    """Claims by their statuses and extractors."""
    documents: Counter[str]
    """Claims by the ids of their documents."""
    best_known: str | None
    """The label of the entity that most relations end in, the first by id of those equal."""


@once
def tally(graph: Graph) -> Tally:
    """Count the relations of a graph and their claims.

    >>> tally(Graph())
    Tally(asserted=0, relations=Counter(), claims=Counter(), documents=Counter(), best_known=None)
    """
    asserted = 0
    relations: Counter[str] = Counter()
    claims: Counter[tuple[str, str]] = Counter()
    documents: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for relation in graph.relations:
        asserted += relation.asserted
        relations[relation.predicate] += 1
        ends[relation.subject] += 1
        if isinstance(relation.object, str):
            ends[relation.object] += 1
        for evidence in relation.evidence:
            claims[evidence.status, evidence.extractor] += 1
            documents[evidence.document] += 1
    best = max(graph.entities, key=lambda entity: ends[entity.id], default=None)
    return Tally(asserted, relations, claims, documents, None if best is None else best.label)
