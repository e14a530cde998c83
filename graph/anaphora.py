"""What pronouns and definite descriptions point back at: a near mention that fits, or nothing.

A nearer sentence is preferred, and in it the earlier mention, as the likelier subject (after Centering: Grosz, Joshi
and Weinstein 1995). What could as well be another thing is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .sentences import Sentences

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_WHO = {"who": ("Person", "Group"), "whom": ("Person", "Group"), "which": (), "that": ()}
_ADDRESS = re.compile(r"(?P<he>Mr|Sir|Lord|King|Prince)\b|(?P<she>Mrs|Ms|Miss|Lady|Queen|Princess)\b")
_RELATIVE = re.compile(r"\s*,?\s*(?:(?:at|by|for|from|in|of|on|to|with)\s+)?")
_THINGS = ("Organization", "Place", "Product", "Work", "Technology", "Service", "Event", "Thing")
_WINDOW = 2


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention of something that is known: its place, the thing, its class, and what tells how likely it is meant."""

    start: int
    end: int
    thing: Hashable
    kind: str
    named: bool
    country: bool = False
    possessor: bool = False


class Scene:
    """What a text has spoken of so far; antecedents are added in its order."""

    def __init__(self, text: str) -> None:
        """Start before the first word."""
        self._text = text
        self._sentences = Sentences(text)
        self._seen: list[Antecedent] = []
        self._counts: Counter[Hashable] = Counter()
        self._named: defaultdict[tuple[str, bool], dict[Hashable, Antecedent]] = defaultdict(dict)
        self._gender: dict[Hashable, str] = {}

    def add(self, antecedent: Antecedent) -> None:
        """Speak of something."""
        self._seen.append(antecedent)
        self._counts[antecedent.thing] += 1
        if antecedent.named:
            self._named[antecedent.kind, antecedent.country][antecedent.thing] = antecedent
        address = _ADDRESS.match(self._text, antecedent.start)
        if address and address.lastgroup and antecedent.kind == "Person":
            self._gender[antecedent.thing] = address.lastgroup

    def pronoun(self, pronoun: str, start: int) -> Antecedent | None:
        """Return what a pronoun at a place points at."""
        word = pronoun.casefold()
        if word in _HE | _SHE:
            return self._person(start, "he" if word in _HE else "she")
        if word in _IT:
            return self._nearest(start, _it)
        if word in _THEY:
            return self._nearest(start, lambda each: _rank(each, "Group", "Organization"))
        return self._relative(word, start) if word in _WHO else None

    def definite(self, kind: str, start: int, *, country: bool) -> Antecedent | None:
        """Return the one thing of a class that a definite description at a place can point at."""
        near = [each for each in self._back(start, _WINDOW) if _fits(each, kind, country=country)]
        ever = self._named[kind, country]
        if len(_things(near)) == 1 or len(ever) > 1:
            return self._salient(near)
        return next(iter(ever.values()), None)

    def _back(self, start: int, sentences: int) -> Iterator[Antecedent]:
        """Yield what was spoken of before a place, the nearest first, as far back as some sentences."""
        here = self._sentences.at(start)
        for each in reversed(self._seen):
            if here - self._sentences.at(each.start) > sentences:
                return
            if each.end <= start:
                yield each

    def _person(self, start: int, gender: str) -> Antecedent | None:
        found = self._nearest(
            start,
            lambda each: _rank(each, "Person") if self._gender.get(each.thing, gender) == gender else None,
        )
        if found is not None:
            self._gender[found.thing] = gender
        return found

    def _nearest(self, start: int, rank: Callable[[Antecedent], int | None]) -> Antecedent | None:
        """Return the best of those in this sentence and the one before."""
        orders = {each: order for each in self._back(start, 1) if (order := rank(each)) is not None}
        return min(orders, key=lambda each: self._key(each, orders[each]), default=None)

    def _key(self, each: Antecedent, order: int) -> tuple[int, int, bool, bool, int]:
        return -self._sentences.at(each.start), order, not each.named, each.possessor, each.start

    def _relative(self, word: str, start: int) -> Antecedent | None:
        """Return what ends right before a relative pronoun."""
        beside = (each for each in self._back(start, 0) if _RELATIVE.fullmatch(self._text, each.end, start))
        found = next(beside, None)
        return found if found and (not _WHO[word] or found.kind in _WHO[word]) else None

    def _salient(self, found: Sequence[Antecedent]) -> Antecedent | None:
        """Return the one that is spoken of at least twice as often as any other."""
        counts = sorted(((self._counts[thing], index) for index, thing in enumerate(_things(found))), reverse=True)
        if not counts or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
            return None
        thing = _things(found)[counts[0][1]]
        return next(each for each in found if each.thing == thing)


def _things(found: Iterable[Antecedent]) -> list[Hashable]:
    return list(dict.fromkeys(each.thing for each in found))


def _fits(each: Antecedent, kind: str, *, country: bool) -> bool:
    return each.named and each.kind == kind and each.country == country


def _rank(each: Antecedent, *kinds: str) -> int | None:
    return kinds.index(each.kind) if each.kind in kinds else None


def _it(each: Antecedent) -> int | None:
    """Rank what "it" can be: an organisation, a country, then other named things."""
    if each.kind == "Place" and not each.country:
        return None
    return _rank(each, *_THINGS) if each.named or each.kind == "Organization" else None
