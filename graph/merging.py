"""Which entities of several documents are one.

Entities of an equal name are, unless texts tell them apart; entities of different names are, if the evidence is strong
and nothing forbids it. What is in between is a question. The result depends on the sets of readings and decisions
alone, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from operator import attrgetter

from . import identified, namesakes
from .authority import Authority
from .candidates import CONTESTED, Candidates
from .identified import Identified, Identifier
from .joining import Candidate, Joiner, Node
from .model import Anchor, Decision, Question, Reading
from .namesakes import Profile
from .neighbours import Neighbours
from .parts import Key, Part, PartId, anchor_of, parts
from .profiles import profile
from .rulings import Rulings, rulings

JOIN = 0.9
SURE = 0.95
TOLD_APART = 0.2
_MANY = 12  # of one name, beyond which asking for each pair would drown the rest
_DECIDED = "decision"


@dataclass(frozen=True, slots=True)
class Merged:
    """The parts of each entity, its records, what is not sure about them, and decisions that could not be followed."""

    sets: Mapping[Node, tuple[Part, ...]]
    identified: Mapping[Node, Identified]
    questions: tuple[Question, ...]
    unheeded: tuple[Decision, ...]


def merge(
    readings: Iterable[Reading], decisions: Sequence[Decision] = (), authority: Authority | None = None
) -> Merged:
    """Gather the entities of readings into those of a graph.

    Arguments:
        readings: one for each document.
        decisions: what a person said, in the order it was said.
        authority: records of which things may be; what is one record is one thing.
    """
    found = sorted(parts(readings), key=attrgetter("id"))
    ruled = rulings(decisions, found)
    return _Merging(found, ruled, Identifier(authority, ruled)).run()


class _Merging:
    def __init__(self, found: Sequence[Part], ruled: Rulings, identifier: Identifier) -> None:
        self._ruled = ruled
        self._identifier = identifier
        self._decided = _decided(ruled)
        called = _called(found)
        self._near = Neighbours(found, called)
        self._surnames = {words[-1] for kind, words in called if kind == "Person" and len(words) > 1}
        self._nodes = dict(self._divided(called))
        self._identified = identifier.of(self._nodes)
        records = {node: each.record for node, each in self._identified.items() if each.record is not None}
        self._joiner = Joiner(self._nodes, _documents(self._nodes), records)
        for pair in self._pairs(ruled.different):
            self._joiner.forbid(*pair)
        self._questions: dict[tuple[Node, Node], Question] = {}
        self._anchors: dict[Node, Anchor] = {}

    def run(self) -> Merged:
        unheeded = [
            decision
            for (one, other), decision in self._ruled.same.items()
            if not self._joiner.rule(self._home[one], self._home[other])
        ]
        for candidate in sorted(identified.of_one_record(self._identified), key=lambda each: (-each.score, each)):
            self._unite(candidate)
        for candidate in sorted(Candidates(self._nodes, self._near), key=lambda each: (-each.score, each)):
            self._consider(candidate)
        for candidate in self._untold():
            self._ask(candidate, joined=False)
        sets = self._sets()
        found = identified.exclusive(self._identifier.of(sets))
        asked = (*self._asked(), *identified.questions(found, sets))
        return Merged(sets, found, _in_order(asked), tuple(sorted((*unheeded, *self._ruled.void), key=_by_id)))

    @cached_property
    def _home(self) -> Mapping[PartId, Node]:
        """The node of each part, which is asked for if a person decided something."""
        return {part.id: node for node, members in self._nodes.items() for part in members}

    def _divided(self, called: Mapping[Key, Sequence[Part]]) -> Iterator[tuple[Node, tuple[Part, ...]]]:
        for key, members in called.items():
            for number, places in enumerate(self._things(key, members)):
                yield (key, number), tuple([members[place] for place in places])

    def _things(self, key: Key, members: Sequence[Part]) -> list[list[int]]:
        """Divide the parts of one name; a bare surname that somebody has says nothing, and stays by itself."""
        if key[0] == "Person" and len(key[1]) == 1 and key[1][0] in self._surnames:
            return [[place] for place in range(len(members))]
        if len(members) == 1:
            return [[0]]
        profiles = [self._profile(part) for part in members]
        things = namesakes.divide(profiles)
        return self._settled(members, profiles, things) if len(things) > 1 else things

    def _settled(
        self, members: Sequence[Part], profiles: Sequence[Profile], things: list[list[int]]
    ) -> list[list[int]]:
        """Put each part of which nothing is told to the thing in whose company it is, if that is clear."""
        told = [list(places) for places in things if any(profiles[place] for place in places)]
        company = [self._near.of(members[place] for place in places) for places in told]
        rest: list[int] = []
        for place in (place for places in things for place in places if not any(map(profiles.__getitem__, places))):
            beside = self._near.of([members[place]])
            shared = [len(beside & others) for others in company]
            best = max(shared)
            clear = [number for number, count in enumerate(shared) if count * 2 >= best]
            (told[clear[0]] if best and len(clear) == 1 else rest).append(place)
        return sorted(sorted(places) for places in (*told, rest) if places)

    def _profile(self, part: Part) -> Profile:
        told, decided = profile(part), self._decided.get(part.id)
        return told if decided is None else {**told, **decided}

    def _pairs(self, pairs: Iterable[tuple[PartId, PartId]]) -> Iterator[tuple[Node, Node]]:
        return ((self._home[one], self._home[other]) for one, other in pairs)

    def _unite(self, candidate: Candidate) -> None:
        """Make one thing of what is one record, or ask where something forbids it."""
        pair = candidate.one, candidate.other
        if identified.guarded(*pair, self._nodes):
            self._joiner.forbid(*pair)
        if not self._joiner.rule(*pair):
            self._ask(candidate, joined=False)

    def _consider(self, candidate: Candidate) -> None:
        outcome = self._joiner.join(candidate.one, candidate.other) if candidate.score >= JOIN else "apart"
        if outcome == "joined" and candidate.score < SURE:
            self._ask(candidate, joined=True)
        elif outcome == "apart" and candidate.score < JOIN:
            self._ask(candidate, joined=False)

    def _untold(self) -> Iterator[Candidate]:
        """Yield the pairs of things of one name that were kept apart."""
        called: dict[Key, list[Node]] = defaultdict(list)
        for node in self._nodes:
            called[node[0]].append(node)
        for nodes in called.values():
            if 1 < len(nodes) <= _MANY:
                yield from self._untold_of(nodes)

    def _untold_of(self, nodes: Sequence[Node]) -> Iterator[Candidate]:
        told = {node: self._told(node) for node in nodes}
        for one, other in combinations(nodes, 2):
            dimensions = namesakes.clash(told[one], told[other])
            if not dimensions:
                yield Candidate(CONTESTED, one, other, "one name, and more than one thing that has it")
            elif not any(name.startswith(_DECIDED) for name in dimensions):
                yield Candidate(TOLD_APART, one, other, f"one name, but told apart by {' and '.join(dimensions)}")

    def _told(self, node: Node) -> Profile:
        return namesakes.united(self._profile(part) for part in self._nodes[node])

    def _ask(self, candidate: Candidate, *, joined: bool) -> None:
        pair = min(candidate.one, candidate.other), max(candidate.one, candidate.other)
        one, other = map(self._anchor, pair)
        question = Question(min(one, other), max(one, other), joined, candidate.score, candidate.reason)
        self._questions.setdefault(pair, question)

    def _anchor(self, node: Node) -> Anchor:
        if node not in self._anchors:
            self._anchors[node] = anchor_of(self._nodes[node])
        return self._anchors[node]

    def _asked(self) -> Iterable[Question]:
        """Return the questions that are still open: not about what a person decided, nor about what is one by now."""
        clusters = self._joiner.clusters
        settled = {_both(clusters.find(one), clusters.find(other)) for one, other in self._pairs(self._ruled.different)}
        said = {_both(*pair) for pair in self._pairs(self._ruled.same)}
        kept: dict[str, Question] = {}
        for (one, other), question in sorted(self._questions.items()):
            now = _both(clusters.find(one), clusters.find(other))
            open_ = (one, other) not in said if question.joined else now[0] != now[1] and now not in settled
            if open_:
                kept.setdefault(question.id, question)
        return kept.values()

    def _sets(self) -> dict[Node, tuple[Part, ...]]:
        return {head: self._whole(nodes) for head, nodes in self._joiner.clusters.sets().items()}

    def _whole(self, nodes: Sequence[Node]) -> tuple[Part, ...]:
        """Return the parts of nodes in the order of their ids, in which those of each node are."""
        if len(nodes) == 1:
            return self._nodes[nodes[0]]
        return tuple(sorted((part for node in nodes for part in self._nodes[node]), key=attrgetter("id")))


def _documents(nodes: Mapping[Node, Sequence[Part]]) -> Callable[[Node], Iterable[str]]:
    """Return what tells the documents of a node, and holds no more than the nodes: a cycle would keep all for long."""
    return lambda node: (part.id[0] for part in nodes[node])


def _called(found: Iterable[Part]) -> Mapping[Key, Sequence[Part]]:
    """Return the parts of each name."""
    called: dict[Key, list[Part]] = defaultdict(list)
    for part in found:
        called[part.key].append(part)
    return called


def _both(one: Node, other: Node) -> tuple[Node, Node]:
    return min(one, other), max(one, other)


def _in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(sorted(questions, key=lambda each: (each.joined, -each.score, each.id)))


def _by_id(decision: Decision) -> str:
    return decision.id


def _decided(ruled: Rulings) -> dict[PartId, Profile]:
    """Return what a person told of parts: what was told apart differs in a dimension of its own."""
    told: dict[PartId, dict[str, frozenset[str]]] = defaultdict(dict)
    for (one, other), decision in ruled.different.items():
        told[one][f"{_DECIDED} {decision.id}"] = frozenset({"one"})
        told[other][f"{_DECIDED} {decision.id}"] = frozenset({"other"})
    for part, iri in ruled.records.items():
        told[part][f"{_DECIDED} of record"] = frozenset({iri})
    return dict(told)
