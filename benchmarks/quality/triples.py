"""Relations between the entities of a document, out of a reading, against those of an annotation (Re-DocRED's).

An entity of the reading stands for the gold entity it shares most mentions with, by equal spans (strict) or where a
name overlaps one (lenient). A claim counts as the Wikidata property that the vocabulary gives for its predicate, and as
what that says from the other end (the inverse, or itself where symmetric), which the corpus annotates too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...graph.model import Claim, Mention, Reading
from ...graph.vocabulary import bundled
from .knowledgenet import place_of
from .measures import Counts, Judged, Span, overlap

TypedSpan = tuple[int, int, str]
Node = int | str  # a gold entity by its number, or an end that is none of them by a name of its own
Triple = tuple[str, Node, Node]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its gold annotation; spans are code points of the text."""

    title: str
    text: str
    mentions: tuple[tuple[TypedSpan, ...], ...]  # of each entity
    triples: frozenset[Triple]

    def spans(self) -> Iterator[tuple[int, Span]]:
        """Yield the mentions of all entities, each with the number of its entity."""
        for number, mentions in enumerate(self.mentions):
            for start, end, _ in mentions:
                yield number, (start, end)


@cache
def wikidata(predicate: str) -> tuple[tuple[str, bool], ...]:
    """Return the Wikidata properties that a predicate says, and whether each says it from the other end.

    >>> wikidata("subsidiaryOf"), wikidata("spouse"), wikidata("open:struggle with")
    ((('P749', False), ('P355', True)), (('P26', False), ('P26', True)), ())
    """
    properties = bundled().properties
    if predicate not in properties:
        return ()
    one = properties[predicate]
    other = properties[one.inverse].wikidata if one.inverse else None
    return tuple((name, turned) for name, turned in ((one.wikidata, False), (other, True)) if name is not None)


def missing_properties(relations: Iterable[str]) -> list[str]:
    """Return the relations that the vocabulary has no property for."""
    return sorted(relation for relation in relations if bundled().by_wikidata(relation) is None)


class Alignment:
    """Which gold entity each end of a claim stands for."""

    def __init__(self, reading: Reading, document: Annotated, *, exact: bool) -> None:
        """Take a reading and the annotation of the same text."""
        self._gold = list(document.spans())
        self._exact = exact
        self._mentions = {mention.id: mention for mention in reading.mentions}
        members: dict[str, list[Mention]] = {}
        for mention in reading.mentions:
            members.setdefault(mention.entity or mention.id, []).append(mention)
        self._nodes = {name: self._node(name, mentions) for name, mentions in members.items()}

    def ends(self, claim: Claim) -> tuple[Node, Node]:
        """Return what the subject and the object of a claim stand for."""
        return self._of_mention(claim.subject), self._of_object(claim)

    def _of_mention(self, name: str) -> Node:
        return self._nodes[self._mentions[name].entity or name]

    def _of_object(self, claim: Claim) -> Node:
        if isinstance(claim.object, str):
            return self._of_mention(claim.object)
        span = place_of(claim, {})
        shared = [number for number, gold in self._gold if span is not None and self._same(span, gold, named=True)]
        return shared[0] if shared else f"value {claim.object.value}"

    def _node(self, name: str, mentions: Sequence[Mention]) -> Node:
        shared = Counter(
            number
            for mention in mentions
            for number, gold in self._gold
            if self._same((mention.start, mention.end), gold, named=mention.kind == "name")
        )
        return min(shared, key=lambda number: (-shared[number], number)) if shared else name

    def _same(self, span: Span, gold: Span, *, named: bool) -> bool:
        return span == gold or (named and not self._exact and overlap(span, gold))


def claimed(
    reading: Reading, document: Annotated, relations: frozenset[str], *, exact: bool = True, inverses: bool = True
) -> dict[Triple, float]:
    """Return the triples that a reading claims, each with the confidence of its surest claim.

    Arguments:
        reading: what was read.
        document: the annotation of the same text.
        relations: those that count.
        exact: whether an entity must share a span with a gold entity, or a name may overlap one.
        inverses: whether what a claim says from the other end counts as well.
    """
    alignment = Alignment(reading, document, exact=exact)
    found: dict[Triple, float] = {}
    for claim in reading.claims:
        subject, target = alignment.ends(claim)
        for relation, turned in wikidata(claim.predicate):
            if relation in relations and (inverses or not turned):
                triple = (relation, target, subject) if turned else (relation, subject, target)
                found[triple] = max(found.get(triple, 0.0), claim.confidence)
    return found


def judge(
    reading: Reading, document: Annotated, relations: frozenset[str], *, extractor: str = "typed"
) -> list[Judged]:
    """Judge the triples of one extractor whose ends are both gold entities."""
    one = replace(reading, claims=tuple(claim for claim in reading.claims if claim.extractor == extractor))
    return [
        Judged(triple[0], confidence, triple in document.triples)
        for triple, confidence in sorted(claimed(one, document, relations, inverses=False).items(), key=str)
        if isinstance(triple[1], int) and isinstance(triple[2], int)
    ]


def triple_counts(found: Iterable[Triple], document: Annotated) -> dict[str, Counts]:
    """Count right triples by relation; the same triple twice counts once.

    What is found may come from a reading (`claimed`), or from a model that was given the gold entities and names them
    by their numbers.
    """
    predicted = frozenset(found)
    return {
        relation: Counts.of(
            {triple for triple in predicted if triple[0] == relation},
            {triple for triple in document.triples if triple[0] == relation},
        )
        for relation in sorted({triple[0] for triple in (*predicted, *document.triples)})
    }
