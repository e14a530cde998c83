"""Pairs of things under different names that may be one, and how sure that is.

Things are looked up by what their names share, so that the work grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from . import cities, languages
from .fold import distinguishing, tokens
from .joining import Candidate, Node
from .names import acronym, initials, looks_like_acronym, shortens
from .neighbours import Neighbours
from .nominals import common
from .parts import Key, Part
from .spelling import given_names, one_letter_apart, plain

SURE = 0.96
LIKELY = 0.92
OPEN = 0.7
CONTESTED = 0.5
_MANY = 6  # things that a name could be of, beyond which it says nothing
_SPELLED_OUT = frozenset(("Organization", "Event", "Place"))
_CLEAR_ACRONYM = 3  # letters


_Spelling = tuple[str, str]
"""The class that decides identity, and what names share that differ in spelling alone."""


class Candidates:
    """The names of a corpus, each with the things that have it."""

    def __init__(self, nodes: Mapping[Node, Sequence[Part]], near: Neighbours) -> None:
        """Take all things and what is mentioned beside them."""
        self._nodes = nodes
        self._near = near
        self._beside: dict[Node, frozenset[Key]] = {}
        self._called: dict[Key, list[Node]] = defaultdict(list)
        self._spelled: dict[_Spelling, list[Node]] = defaultdict(list)
        for node in sorted(nodes):
            self._called[node[0]].append(node)
            self._spelled[_spelling(node[0])].append(node)
        self._claimants = self._claims()

    def __iter__(self) -> Iterator[Candidate]:
        """Yield the pairs that have something to say for them, each possibly more than once."""
        for name, claiming in sorted(self._claimants.items()):
            yield from self._contest(self._spelled[name], claiming, SURE, "one is another name of the other")
        yield from self._spelled_alike()
        yield from self._known("Place", cities.bundled(), "two names of one city")
        yield from self._known(languages.CLASS, languages.bundled(), "two names of one language")
        yield from self._abbreviated()
        yield from self._shortened()
        yield from self._nearly_one_person()
        yield from self._surnames()

    def _claims(self) -> dict[_Spelling, set[Node]]:
        """Return which things have a name of another as another name.

        One word is not enough for a person: the Smith of another text is another Smith.
        """
        found: dict[_Spelling, set[Node]] = defaultdict(set)
        for node, members in self._nodes.items():
            own = _spelling(node[0])
            for name in {name for part in members if part.entity.aliases for name in part.other_keys}:
                told_apart = distinguishing(name[1]) != distinguishing(node[0][1])
                spelling = _spelling(name)
                if not told_apart and spelling != own and (name[0] != "Person" or len(name[1]) > 1):
                    found[spelling].add(node)
        return {spelling: claiming for spelling, claiming in found.items() if spelling in self._spelled}

    def _spelled_alike(self) -> Iterator[Candidate]:
        for nodes in self._spelled.values():
            first, *others = sorted({key for key, _ in nodes})
            for other in others:
                yield from self._contest(
                    self._called[first], self._called[other], SURE, "one name, spelled differently"
                )

    def _known(self, kind: str, known: Mapping[str, str], reason: str) -> Iterator[Candidate]:
        """Pair things of a class whose names are known to be of one thing, by what the spellings of names share."""
        named: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self._called):
            if key[0] == kind and (id_ := known.get(_spelling(key)[1])) is not None:
                named[id_].append(key)
        for first, *others in named.values():
            for other in others:
                yield from self._contest(self._called[first], self._called[other], SURE, reason)

    def _abbreviated(self) -> Iterator[Candidate]:
        """Pair an acronym that no text spells out with the only name of the corpus it can stand for."""
        spelled_out: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for (kind, words), nodes in self._called.items():
            if kind in _SPELLED_OUT and len(words) > 1:
                for letters in {each for label in self._labels(nodes) for each in initials(tokens(label))}:
                    spelled_out[kind, letters].add((kind, words))
        for key, nodes in sorted(self._called.items()):
            if len(key[1]) == 1 and key[0] in _SPELLED_OUT and _spelling(key) not in self._claimants:
                short = sorted(label for label in self._labels(nodes) if looks_like_acronym(label))
                long = spelled_out.get((key[0], acronym(short[0])), ()) if short else ()
                sure = LIKELY if len(key[1][0]) >= _CLEAR_ACRONYM else OPEN
                yield from self._contest(nodes, self._all(long), sure, "one abbreviates the other")

    def _labels(self, nodes: Iterable[Node]) -> set[str]:
        return {part.entity.label for node in nodes for part in self._nodes[node]}

    def _all(self, keys: Iterable[Key]) -> list[Node]:
        return [node for key in sorted(keys) for node in self._called[key]]

    def _shortened(self) -> Iterator[Candidate]:
        """Pair a name with the only longer one that it shortens: without middle names, or what a body is."""
        longer: dict[Key, set[Key]] = defaultdict(set)
        for kind, words in self._called:
            for short in _shorter(kind, words):
                named = (kind, short) in self._called and not (len(short) == 1 and common(short[0]))
                if named and shortens(short, words, kind):
                    longer[kind, short].add((kind, words))
        for key, found in sorted(longer.items()):
            yield from self._contest(self._called[key], self._all(found), LIKELY, "one is short for the other")
        for key, found in sorted(self._teams().items()):
            yield from self._contest(self._called[key], self._all(found), OPEN, "one is short for the other")

    def _teams(self) -> dict[Key, set[Key]]:
        """Return the names of places with one more word, such as the Chicago Bulls, by that word."""
        found: dict[Key, set[Key]] = defaultdict(set)
        for kind, words in self._called:
            short = kind, words[-1:]
            named = short in self._called and not common(words[-1])
            if kind == "Organization" and named and ("Place", words[:-1]) in self._called:
                found[short].add((kind, words))
        return found

    def _nearly_one_person(self) -> Iterator[Candidate]:
        """Pair people of one surname whose given names are forms of one, and of one given name spelled nearly alike."""
        people = sorted(words for kind, words in self._called if kind == "Person" and len(words) > 1)
        blocks: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for words in people:
            blocks["surname", *words[1:], words[0][0]].add(words)
            for name in given_names(words[0]):
                blocks["surname", *words[1:], name].add(words)
            blocks["given", *words[:-1], words[-1][:3]].add(words)
        for block, members in sorted(blocks.items()):
            if len(members) <= _MANY:
                for one, other in combinations(sorted(members), 2):
                    if _one_person(block[0], one, other):
                        pair = self._called["Person", one], self._called["Person", other]
                        yield from self._contest(*pair, OPEN, "two forms of one name")

    def _surnames(self) -> Iterator[Candidate]:
        """Pair a bare surname with those who have it."""
        bearers: dict[str, list[Key]] = defaultdict(list)
        for kind, words in sorted(self._called):
            if kind == "Person" and len(words) > 1:
                bearers[words[-1]].append((kind, words))
        for key, nodes in sorted(self._called.items()):
            if key[0] == "Person" and len(key[1]) == 1 and len(bearers[key[1][0]]) <= _MANY:
                for node in nodes:
                    yield from self._contest([node], self._all(bearers[key[1][0]]), CONTESTED, "one is a surname")

    def _contest(
        self, targets: Collection[Node], others: Collection[Node], alone: float, reason: str
    ) -> Iterator[Candidate]:
        """Pair each thing with the only other there is, or the one in whose company it is mentioned, or ask.

        Arguments:
            targets: things of one name.
            others: all that they could be.
            alone: how sure it is if there is one of each.
            reason: what speaks for it.
        """
        if not targets or not others or len(targets) * len(others) > _MANY:
            return
        if len(targets) == len(others) == 1 and alone > OPEN:
            yield Candidate(alone, min(targets), min(others), reason)
            return
        for target in targets:
            shared = {other: len(self._company(target) & self._company(other)) for other in others if other != target}
            best = max(shared.values(), default=0)
            clear = [other for other, count in shared.items() if count * 2 >= best]
            for other in clear if best and len(clear) == 1 else shared:
                score = LIKELY if best and len(clear) == 1 else min(alone, CONTESTED if len(shared) > 1 else alone)
                yield Candidate(score, target, other, reason)

    def _company(self, node: Node) -> frozenset[Key]:
        if node not in self._beside:
            self._beside[node] = self._near.of(self._nodes[node])
        return self._beside[node]


def _spelling(key: Key) -> _Spelling:
    return key[0], plain(key[1], key[0])


def _shorter(kind: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names that may be short for a name and are more than one word of a person's."""
    if kind == "Organization":
        yield from (words[:end] for end in range(1, len(words)))
    elif kind == "Person" and len(words) > 2:  # noqa: PLR2004 - first, middle and last
        yield words[0], words[-1]


def _one_person(block: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if distinguishing(one) != distinguishing(other):
        return False
    if block == "surname":
        initial = 1 in {len(one[0]), len(other[0])}
        return initial or not given_names(one[0]).isdisjoint(given_names(other[0]))
    return one_letter_apart(one[-1], other[-1])
