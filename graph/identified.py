"""Which record of an authority each thing is: what its names say, unless a person said otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from .authority import Authority, chosen, rivals
from .fold import distinguishing
from .joining import Candidate, Node
from .linking import beside
from .model import Entity, Match, Question, Record
from .parts import Part, anchor_of, called, names
from .rulings import Rulings

SAME_RECORD = "both are one record of the authority"
SURE = 0.95
_UNCLEAR = 0.5
_MANY = 6  # things or records, beyond which asking for each would drown the rest

Sets = Mapping[Node, Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Identified:
    """The record that a thing is, if that is clear, all that it could be, and whether a person said so."""

    record: str | None = None
    candidates: tuple[Match, ...] = ()
    decided: bool = False

    @property
    def score(self) -> float:
        """How sure the record is, from 0 to 1."""
        return 1.0 if self.decided else next((each.score for each in self.candidates if each.iri == self.record), 0.0)


class Identifier:
    """An authority, and what a person said of its records."""

    def __init__(self, authority: Authority | None, ruled: Rulings) -> None:
        """Take both; what was said of a record that the authority does not have rests until it does."""
        self._authority = None if authority is None or authority.empty() else authority
        self._not = ruled.other_records
        known = frozenset[str]() if self._authority is None else self._authority.known(ruled.records.values())
        self._is = {part: iri for part, iri in ruled.records.items() if iri in known}

    def of(self, sets: Sets) -> dict[Node, Identified]:
        """Return what is known of each thing; those of which nothing is are left out."""
        if self._authority is None:
            return {}
        nodes = {str(place): node for place, node in enumerate(sets)}
        links = self._authority.link([_entity(id_, sets[node]) for id_, node in nodes.items()])
        found = {nodes[link.entity]: Identified(link.iri, link.candidates) for link in links}
        told = {node: self._told(parts, found.get(node, Identified())) for node, parts in sets.items()}
        return {node: each for node, each in told.items() if each != Identified()}

    def _told(self, parts: Sequence[Part], found: Identified) -> Identified:
        """Put what a person said of the parts of a thing in the place of what its names say."""
        said = {self._is[part.id] for part in parts if part.id in self._is}
        excluded = {iri for part in parts for iri in self._not.get(part.id, ())} - said
        if excluded:
            left = tuple(each for each in found.candidates if each.iri not in excluded)
            found = Identified(chosen(left), left)
        return replace(found, record=min(said), decided=True) if said else found


def _entity(id_: str, parts: Sequence[Part]) -> Entity:
    label, type_ = called(parts)
    return Entity(id_, label, type_, names(parts, label))


def of_one_record(identified: Mapping[Node, Identified]) -> Iterator[Candidate]:
    """Yield the pairs of things that are one record each, and the same."""
    things: dict[str, list[Node]] = defaultdict(list)
    for node, found in sorted(identified.items()):
        if found.record is not None:
            things[found.record].append(node)
    for _, nodes in sorted(things.items()):
        pairs = combinations(nodes, 2) if len(nodes) <= _MANY else ((nodes[0], other) for other in nodes[1:])
        for one, other in pairs:
            yield Candidate(min(identified[one].score, identified[other].score), one, other, SAME_RECORD)


def guarded(one: Node, other: Node, sets: Sets) -> bool:
    """Tell whether two things cannot be one whatever an authority says.

    They are of different classes, or their names have different numbers; texts tell them apart though they have one
    name; or a text names them side by side.
    """
    (kind, words), (other_kind, other_words) = one[0], other[0]
    apart = "Thing" not in {kind, other_kind} and kind != other_kind
    if apart or one[0] == other[0] or distinguishing(words) != distinguishing(other_words):
        return True
    here = {part.document.id: part for part in sets[one]}
    return any(
        first.entity != second.entity
        for near in sets[other]
        if (part := here.get(near.document.id)) is not None
        for first, second in beside(part.document.text, (*part.mentions, *near.mentions))
    )


def exclusive(identified: Mapping[Node, Identified]) -> dict[Node, Identified]:
    """Leave each record to the thing that has the best claim to it; if two have claims as good, it is neither."""
    claims: dict[str, list[float]] = defaultdict(list)
    for found in identified.values():
        if found.record is not None:
            claims[found.record].append(found.score)
    return {node: found if _wins(found, claims) else replace(found, record=None) for node, found in identified.items()}


def _wins(found: Identified, claims: Mapping[str, list[float]]) -> bool:
    others = claims[found.record] if found.record is not None else [found.score]
    return others.count(found.score) == 1 and found.score == max(others)


def questions(identified: Mapping[Node, Identified], sets: Sets) -> Iterator[Question]:
    """Yield what to ask of records: those that a thing is taken for by a lesser name, and those it is one of."""
    for node, found in identified.items():
        near = rivals(found.candidates)
        sure = found.decided or (found.record is not None and found.score >= SURE)
        if sure or not (found.record is not None or 1 < len(near) <= _MANY):
            continue
        place = anchor_of(sets[node])
        for match in near:
            record, joined = Record(match.iri, match.label), match.iri == found.record
            reason = "a record by a lesser name" if joined else f"one of {len(near)} records that have the name"
            yield Question(place, record, joined, match.score if joined else _UNCLEAR, reason)
