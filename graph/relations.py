"""Claims of many documents to relations: one for each pair of ends and predicate, with every claim that supports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from .entities import Ends
from .model import Claim, Dropped, Evidence, Reading, Relation, Value, content_hash

UNRESOLVED = "end is no entity"
VAGUE = "nothing tells which"
SELF_LOOP = "both ends are one entity"

_Literal = tuple[str, str, str | None]
_Edge = tuple[str, str, str | _Literal]
_Place = tuple[str, int, int]


class _Said:
    """What one document says: its claims' ends as mentions, and as entities of the graph."""

    def __init__(self, reading: Reading, ends: Ends) -> None:
        self.document = reading.document
        self.mentions = {mention.id: mention for mention in reading.mentions}
        self.entities: Mapping[str, str] = ends.get(reading.document.id, {})

    @cached_property
    def pronouns(self) -> frozenset[tuple[int, int]]:
        """The spans of pronouns, which matter where one sentence says something twice."""
        return frozenset([(each.start, each.end) for each in self.mentions.values() if each.kind == "pronoun"])

    def span(self, mention: str) -> tuple[int, int]:
        found = self.mentions[mention]
        return found.start, found.end


def relate(readings: Sequence[Reading], ends: Ends) -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    """Gather the claims of all readings by what they relate, and those that relate no two entities."""
    edges: defaultdict[_Edge, dict[_Place, Evidence]] = defaultdict(dict)
    dropped: list[Dropped] = []
    for reading in readings:
        said, home = _Said(reading, ends), reading.document.id
        for claim in reading.claims:
            edge = _edge(said, claim)
            if isinstance(edge, str):
                quote = said.document.text[claim.start : claim.end]
                dropped.append(Dropped(home, edge, claim.start, claim.end, quote))
            else:
                _support(edges[edge], said, claim)
    relations = [_relation(edge, found) for edge, found in edges.items()]
    ordered = sorted(dropped, key=lambda each: (each.document, each.start, each.end, each.rule))
    return tuple(sorted(relations, key=_rank)), tuple(ordered)


def _edge(said: _Said, claim: Claim) -> _Edge | str:
    """Return what a claim relates, or the rule by which it relates nothing."""
    subject, found = said.entities.get(claim.subject), claim.object
    # A value is without its span, which belongs to the evidence.
    target = said.entities.get(found) if isinstance(found, str) else (found.value, found.datatype, found.unit)
    if subject is None or target is None:
        return VAGUE if _vague(said, claim.subject) or _vague(said, found) else UNRESOLVED
    return SELF_LOOP if subject == target else (subject, claim.predicate, target)


def _vague(said: _Said, end: str | Value) -> bool:
    """Tell whether an end is a description of nothing known, and no pronoun."""
    return isinstance(end, str) and said.entities.get(end) is None and said.mentions[end].kind == "nominal"


def _support(found: dict[_Place, Evidence], said: _Said, claim: Claim) -> None:
    """Add a claim; of several that one sentence makes of a relation only one stays.

    A sentence that names a thing and points at it again ("Ma said he founded it") says each relation once. What is said
    of names counts before what is said of pronouns, then what is in doubt before what is asserted, then the surest.
    """
    evidence = _evidence(said, claim)
    place = (evidence.document, claim.start, claim.end)
    other = found.get(place)
    if other is None or _weight(said, evidence) < _weight(said, other):
        found[place] = evidence


def _weight(said: _Said, evidence: Evidence) -> tuple[int, bool, float, str, str]:
    pronouns = sum(span in said.pronouns for span in (evidence.subject_span, evidence.object_span) if span)
    return pronouns, evidence.status == "asserted", -evidence.confidence, evidence.extractor, repr(evidence)


def _evidence(said: _Said, claim: Claim) -> Evidence:
    subject, target = said.span(claim.subject), _object_span(said, claim.object)
    return Evidence(
        _id(said.document.id, claim, subject, target),
        said.document.id,
        claim.start,
        claim.end,
        said.document.text[claim.start : claim.end],
        subject,
        target,
        claim.phrase,
        claim.cues,
        claim.confidence,
        claim.status,
        None if claim.attributed_to is None else said.entities.get(claim.attributed_to),
        claim.time,
        claim.extractor,
    )


def _object_span(said: _Said, found: str | Value) -> tuple[int, int] | None:
    if isinstance(found, str):
        return said.span(found)
    return None if found.start is None or found.end is None else (found.start, found.end)


def _id(document: str, claim: Claim, subject: tuple[int, int], target: tuple[int, int] | None) -> str:
    """Hash what makes the claim this one: its document, both ends in it, the predicate, the evidence and the status."""
    value = claim.object
    literal = ("", "", "") if isinstance(value, str) else (value.value, value.datatype, value.unit or "")
    spans = _written(subject), "None" if target is None else _written(target), _written((claim.start, claim.end))
    return content_hash(document, claim.predicate, claim.status, *spans, *literal)


def _written(span: tuple[int, int]) -> str:
    return f"({span[0]}, {span[1]})"


def _relation(edge: _Edge, found: Mapping[_Place, Evidence]) -> Relation:
    subject, predicate, target = edge
    end = target if isinstance(target, str) else Value(target[0], target[1], unit=target[2])
    return Relation(subject, predicate, end, tuple([found[place] for place in sorted(found)]))


def _rank(relation: Relation) -> tuple[str, ...]:
    found = relation.object
    last = (found.value, found.datatype, str(found.unit)) if isinstance(found, Value) else (found,)
    return (relation.subject, relation.predicate, *last)
