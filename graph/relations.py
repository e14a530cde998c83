"""Claims of many documents to relations: one for each pair of ends and predicate, with every claim that supports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from .entities import Ends
from .model import Claim, Document, Dropped, Evidence, Mention, Reading, Relation, Value, content_hash

UNRESOLVED = "end is no entity"
VAGUE = "nothing tells which"
SELF_LOOP = "both ends are one entity"

_Edge = tuple[str, str, "str | Value"]
_Place = tuple[str, int, int]


class _Said(NamedTuple):
    """A claim with the document it is from and the mentions of it."""

    claim: Claim
    document: Document
    mentions: dict[str, Mention]
    pronouns: frozenset[tuple[int, int]]
    ends: Mapping[str, str]

    def entity(self, mention: str) -> str | None:
        return self.ends.get(mention)

    def span(self, mention: str) -> tuple[int, int]:
        return self.mentions[mention].start, self.mentions[mention].end

    @property
    def quote(self) -> str:
        return self.document.text[self.claim.start : self.claim.end]


def relate(readings: Sequence[Reading], ends: Ends) -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    """Gather the claims of all readings by what they relate, and those that relate no two entities."""
    edges: dict[_Edge, dict[_Place, Evidence]] = defaultdict(dict)
    dropped: list[Dropped] = []
    for said in _all(readings, ends):
        edge = _edge(said)
        if isinstance(edge, str):
            dropped.append(Dropped(said.document.id, edge, said.claim.start, said.claim.end, said.quote))
        else:
            _support(edges[edge], said)
    relations = [Relation(*edge, evidence=_ordered(found.values())) for edge, found in edges.items()]
    ordered = sorted(dropped, key=lambda each: (each.document, each.start, each.end, each.rule))
    return tuple(sorted(relations, key=_rank)), tuple(ordered)


def _all(readings: Iterable[Reading], ends: Ends) -> Iterator[_Said]:
    for reading in readings:
        mentions = {mention.id: mention for mention in reading.mentions}
        pronouns = frozenset([(each.start, each.end) for each in reading.mentions if each.kind == "pronoun"])
        known = ends.get(reading.document.id, {})
        for claim in reading.claims:
            yield _Said(claim, reading.document, mentions, pronouns, known)


def _edge(said: _Said) -> _Edge | str:
    """Return what a claim relates, or the rule by which it relates nothing."""
    subject, target = said.entity(said.claim.subject), _target(said)
    if subject is None or target is None:
        return VAGUE if _vague(said, said.claim.subject) or _vague(said, said.claim.object) else UNRESOLVED
    return SELF_LOOP if subject == target else (subject, said.claim.predicate, target)


def _vague(said: _Said, end: str | Value) -> bool:
    """Tell whether an end is a description of nothing known, and no pronoun."""
    return not isinstance(end, Value) and said.entity(end) is None and said.mentions[end].kind == "nominal"


def _target(said: _Said) -> str | Value | None:
    """Return the entity of the object, or its value without the span, which belongs to the evidence."""
    found = said.claim.object
    return Value(found.value, found.datatype, unit=found.unit) if isinstance(found, Value) else said.entity(found)


def _support(found: dict[_Place, Evidence], said: _Said) -> None:
    """Add a claim; of several that one sentence makes of a relation only one stays.

    A sentence that names a thing and points at it again ("Ma said he founded it") says each relation once. What is said
    of names counts before what is said of pronouns, then what is in doubt before what is asserted, then the surest.
    """
    evidence = _evidence(said)
    place = (evidence.document, evidence.start, evidence.end)
    other = found.get(place)
    if other is None or _weight(said, evidence) < _weight(said, other):
        found[place] = evidence


def _weight(said: _Said, evidence: Evidence) -> tuple[int, bool, float, str, str]:
    pronouns = sum(span in said.pronouns for span in (evidence.subject_span, evidence.object_span) if span)
    return pronouns, evidence.status == "asserted", -evidence.confidence, evidence.extractor, repr(evidence)


def _evidence(said: _Said) -> Evidence:
    claim = said.claim
    spans = said.span(claim.subject), _object_span(said)
    return Evidence(
        id=_id(said, *spans),
        document=said.document.id,
        start=claim.start,
        end=claim.end,
        quote=said.quote,
        subject_span=spans[0],
        object_span=spans[1],
        phrase=claim.phrase,
        cues=claim.cues,
        confidence=claim.confidence,
        status=claim.status,
        attributed_to=None if claim.attributed_to is None else said.entity(claim.attributed_to),
        time=claim.time,
        extractor=claim.extractor,
    )


def _object_span(said: _Said) -> tuple[int, int] | None:
    found = said.claim.object
    if isinstance(found, str):
        return said.span(found)
    return None if found.start is None or found.end is None else (found.start, found.end)


def _id(said: _Said, subject: tuple[int, int], target: tuple[int, int] | None) -> str:
    """Hash what makes the claim this one: its document, both ends in it, the predicate, the evidence and the status."""
    claim, value = said.claim, said.claim.object
    literal = (value.value, value.datatype, value.unit or "") if isinstance(value, Value) else ("", "", "")
    spans = str(subject), str(target), f"({claim.start}, {claim.end})"
    return content_hash(said.document.id, claim.predicate, claim.status, *spans, *literal)


def _ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=attrgetter("document", "start", "end", "id")))


def _rank(relation: Relation) -> tuple[str, ...]:
    found = relation.object
    last = (found.value, found.datatype, str(found.unit)) if isinstance(found, Value) else (found,)
    return (relation.subject, relation.predicate, *last)
