"""How much of a graph one file holds: all of it up to a size, above it the best connected part.

What is left out of the file is on the server: `evigraph serve` gives the same page, which fetches what is around an
entity, a document or a way between two when somebody asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest

from ...graph.model import Entity, Graph, Relation, Value
from ...graph.once import once

FILE_ENTITIES = 100_000
FILE_CLAIMS = 500_000
FILE_CHARACTERS = 100_000_000
PART_ENTITIES = 10_000
PART_CLAIMS = 50_000
CLAIMS_EACH = 5  # of one relation, in a part
MENTIONS_EACH = 100  # of one entity, in a part


@dataclass(frozen=True, slots=True)
class Size:
    """How much a graph holds; ``characters`` are those of its texts."""

    entities: int
    claims: int
    documents: int
    characters: int

    @property
    def fits(self) -> bool:
        """Tell whether one file holds it all."""
        return self.entities <= FILE_ENTITIES and self.claims <= FILE_CLAIMS and self.characters <= FILE_CHARACTERS


@once
def size_of(graph: Graph) -> Size:
    """Measure a graph.

    >>> size_of(Graph()).fits
    True
    """
    claims = sum(len(relation.evidence) for relation in graph.relations)
    characters = sum(len(document.text) for document in graph.documents)
    return Size(len(graph.entities), claims, len(graph.documents), characters)


def excerpt(graph: Graph) -> Graph:
    """Return the best connected entities of a graph with claims between them, and their documents without the texts.

    It holds at most `PART_ENTITIES` entities and `PART_CLAIMS` claims, relations with many claims first.

    >>> from ...graph.model import Document
    >>> ann, bob = Entity("ann", "Ann", "Person"), Entity("bob", "Bob", "Person")
    >>> excerpt(Graph((Document.of("Hm.", source="a.txt"),), (ann, bob))).entities == (ann, bob)
    True
    """
    degree = _degrees(graph.relations)
    order = nsmallest(PART_ENTITIES, range(len(graph.entities)), key=lambda at: (-degree[graph.entities[at].id], at))
    best = sorted(order)
    kept = {graph.entities[at].id for at in best}
    relations = tuple(_within(graph.relations, kept))
    cited = {claim.document for relation in relations for claim in relation.evidence}
    documents = tuple(replace(document, text="") for document in graph.documents if document.id in cited)
    entities = tuple(_shortened(graph.entities[at], cited) for at in best)
    return Graph(documents, entities, relations, failures=graph.failures)


def _degrees(relations: Iterable[Relation]) -> Counter[str]:
    """Count the relations to other entities that each entity has."""
    degree: Counter[str] = Counter()
    for relation in relations:
        if isinstance(relation.object, str) and relation.object != relation.subject:
            degree[relation.subject] += 1
            degree[relation.object] += 1
    return degree


def _within(relations: Iterable[Relation], kept: set[str]) -> Iterator[Relation]:
    """Yield relations between entities that are kept, in their order, each with its first claims."""
    inside = [one for one in relations if one.subject in kept and (isinstance(one.object, Value) or one.object in kept)]
    ranked = sorted(range(len(inside)), key=lambda at: (-len(inside[at].evidence), at))
    chosen, claims = [], 0
    for at in ranked:
        claims += min(CLAIMS_EACH, len(inside[at].evidence))
        if claims > PART_CLAIMS:
            break
        chosen.append(at)
    yield from (replace(inside[at], evidence=inside[at].evidence[:CLAIMS_EACH]) for at in sorted(chosen))


def _shortened(entity: Entity, cited: set[str]) -> Entity:
    """Return an entity with a part of its mentions, names first, since they tell it from what is only described."""
    names_first = sorted(entity.mentions, key=lambda mention: (mention.kind != "name", mention.document not in cited))
    return replace(entity, mentions=tuple(names_first[:MENTIONS_EACH]))
