"""What pronouns and definite descriptions point back at: a near mention that fits, or nothing.

A nearer sentence is preferred, and in it the earlier mention, as the likelier subject (after Centering: Grosz, Joshi
and Weinstein 1995). What could as well be another thing is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator

from ..frozen import frozen
from .sentences import Sentences

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_SINGLE = _HE | _SHE
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_WHO = {
    "who": ("Person", "Group"),
    "whom": ("Person", "Group"),
    "whose": (),
    "which": (),
    "that": (),
}
_KIN = re.compile(
    r"\b(?:(?P<he>husband|brother|father|son|uncle|nephew|grandfather|king|prince|businessman)"
    r"|(?P<she>wife|sister|mother|daughter|aunt|niece|grandmother|queen|princess|actress|businesswoman))\s*,?\s*$",
    re.IGNORECASE,
)
_KIN_REACH = 16
_OWNED = re.compile(r"\s+\w")
_SUBJECTS = frozenset(("he", "she", "it", "they"))
_OBJECTS = frozenset(("him", "them"))
# Possessive quantifiers, and no word that is a separator too: in a long sentence anything else takes exponential time.
_WORD = r"(?!and\b)[^\W\d_][\w.’'-]*+"  # the curly one is meant
_LISTED = re.compile(rf"(?:\s*+(?:,\s*+(?:and\b\s*+)?|and\b\s*+){_WORD}(?:\s++{_WORD}){{0,3}})*+(?:\s*+,)?\s++")
_NEW_CLAUSE = re.compile(
    r"[;:—]|\b(?:and|but|or|that|which|who|whose|when|where|while|because|if|after|before|as|to|so)\b"
)
_ADDRESS = re.compile(r"(?P<he>Mr|Sir|Lord|King|Prince)\b|(?P<she>Mrs|Ms|Miss|Lady|Queen|Princess)\b")
_OWNING = frozenset(("his", "her", "its", "their"))
_APPOSED = re.compile(r"\s*,\s*")
_BESIDE = re.compile(r"\s*+(?:,\s*+)?(?:and|with|or)\s++")
_RELATIVE = re.compile(r"\s*+(?:,\s*+)?(?:(?:at|by|for|from|in|of|on|to|with)\s++)?")
_THINGS = ("Organization", "Place", "Product", "Work", "Technology", "Service", "Event", "Thing")
_WINDOW = 2


@frozen
class Antecedent:
    """A mention of something that is known: its place, the thing, its class, and what tells how likely it is meant."""

    start: int
    end: int
    thing: Hashable
    kind: str
    named: bool
    sort: str = ""
    possessor: bool = False
    plural: bool = False


class Scene:
    """What a text has spoken of so far; antecedents are added in its order."""

    def __init__(self, text: str) -> None:
        """Start before the first word."""
        self._text = text
        self._sentences = Sentences(text)
        self._seen: list[Antecedent] = []
        self._leaders: defaultdict[tuple[str, str | None], _Leader] = defaultdict(_Leader)
        self._gender: dict[Hashable, str] = {}

    def add(self, antecedent: Antecedent, *, by_name: bool) -> None:
        """Speak of something, by name or by what points back at it; names are what makes it stand out."""
        self._seen.append(antecedent)
        if by_name:
            for sort in (antecedent.sort, None):
                self._leaders[antecedent.kind, sort].add(antecedent)
        if by_name and antecedent.kind == "Person":
            told = _ADDRESS.match(self._text, antecedent.start) or self._kin(antecedent.start)
            if told and told.lastgroup:
                self._gender[antecedent.thing] = told.lastgroup

    def _kin(self, start: int) -> re.Match[str] | None:
        """Return the word of kin that a name follows: "her husband, Pierre"."""
        return _KIN.search(self._text[max(0, start - _KIN_REACH) : start])

    def pronoun(self, pronoun: str, start: int) -> Antecedent | None:
        """Return what a pronoun at a place points at."""
        found = self.guess(pronoun, start)
        if found:
            self.call(pronoun, found.thing)
        return found

    def guess(self, pronoun: str, start: int) -> Antecedent | None:
        """Return the same, and learn nothing of it."""
        word = pronoun.casefold()
        if word in _WHO:
            return self._relative(word, start)
        rank = self._ranking(word)
        found = self._nearest(start, rank, word) if rank else None
        if found and word in _THEY and found.kind == "Organization" and self._people(start) > 1:
            return None
        return found

    def allowing(self, word: str, start: int) -> Callable[[Antecedent], bool]:
        """Return what tells whether class, gender, number and place let a pronoun, written small, mean a thing."""
        here = self._sentences.begin(start)
        if word in _WHO:
            return lambda each: here <= each.start and each.end <= start and _is_who(word, each)
        fits = self._fitting(word)
        return lambda each: fits(each) and not (here <= each.start < start and self._bound(each, word, start))

    def _fitting(self, word: str) -> Callable[[Antecedent], bool]:
        """Return what tells whether class, gender and number let a pronoun mean a thing."""
        if word in _SINGLE:
            gender, known = _gender(word), self._gender
            return lambda each: each.kind in {"Person", "Thing"} and known.get(each.thing, gender) == gender
        if word in _IT:
            return lambda each: each.kind != "Person" and not each.plural
        return lambda each: word in _THEY and each.kind != "Person"

    @staticmethod
    def owning(pronoun: str) -> bool:
        """Tell whether a pronoun says whose something is."""
        return pronoun.casefold() in _OWNING

    def beside(self, each: Antecedent, start: int) -> bool:
        """Tell whether a thing stands right before what is said to be its own: "Ann and her husband"."""
        return _BESIDE.fullmatch(self._text, each.end, start) is not None

    def call(self, pronoun: str, thing: Hashable) -> None:
        """Remember the gender that a pronoun gives a thing."""
        if pronoun.casefold() in _SINGLE:
            self._gender[thing] = _gender(pronoun.casefold())

    def _people(self, start: int) -> int:
        """Return how many people were just spoken of: any two of them could be "they"."""
        return len({each.thing for each in self._back(start, 1) if each.kind == "Person"})

    def _ranking(self, word: str) -> Callable[[Antecedent], int | None] | None:
        """Return what ranks the things that a pronoun can mean, and has no rank for others."""
        if word in _SINGLE:
            return lambda each: None if self._is_other(each, _gender(word)) else _rank(each, "Person")
        if word in _IT:
            return _it
        return _they if word in _THEY else None

    def _is_other(self, each: Antecedent, gender: str) -> bool:
        return self._gender.get(each.thing, gender) != gender

    def definite(self, kind: str, sort: str | None, start: int) -> Antecedent | None:
        """Return the one thing of a class that a definite description at a place can point at.

        That is the only one near, or in the whole text so far, or else the one that is spoken of most by far.
        """
        leader = self._leaders[kind, sort]
        near = _Leader(leader.counts)
        for each in self._back(start, _WINDOW):
            if each.named and each.kind == kind and sort in {None, each.sort}:
                near.consider(each)
        return near.clear() or leader.clear()

    def _back(self, start: int, sentences: int) -> Iterator[Antecedent]:
        """Yield what was spoken of before a place, the nearest first, as far back as some sentences."""
        here = self._sentences.at(start)
        for each in reversed(self._seen):
            if here - self._sentences.at(each.start) > sentences:
                return
            if each.end <= start:
                yield each

    def _nearest(self, start: int, rank: Callable[[Antecedent], int | None], word: str) -> Antecedent | None:
        """Return the best of those in this sentence and the one before that the place of a pronoun allows."""
        here = self._sentences.begin(start)
        orders = {each: order for each in self._back(start, 1) if (order := rank(each)) is not None}
        orders = {
            each: order for each, order in orders.items() if each.start < here or not self._bound(each, word, start)
        }
        return min(orders, key=lambda each: self._key(each, orders[each]), default=None)

    def _bound(self, each: Antecedent, word: str, start: int) -> bool:
        """Tell whether a pronoun cannot mean a thing before it in the same sentence because of where both stand.

        In "Ant, its affiliate" the phrase says what Ant is to another, in "With Ann and Bob he left" he is a third,
        and in "Ann admired him" he is not Ann.
        """
        object_ = word in _OBJECTS or (word == "her" and not _OWNED.match(self._text, start + len(word)))
        if word in _OWNING and not object_:
            return _APPOSED.fullmatch(self._text, each.end, start) is not None
        if word in _SUBJECTS:
            return _LISTED.fullmatch(self._text, each.end, start) is not None
        return object_ and not _NEW_CLAUSE.search(self._text, each.end, start)

    def _key(self, each: Antecedent, order: int) -> tuple[int, int, bool, bool, bool, int]:
        leads = self._leaders[each.kind, None].clear()
        other = leads is None or leads.thing != each.thing
        return -self._sentences.at(each.start), order, not each.named, each.possessor, other, each.start

    def _relative(self, word: str, start: int) -> Antecedent | None:
        """Return what ends right before a relative pronoun."""
        beside = (each for each in self._back(start, 0) if _RELATIVE.fullmatch(self._text, each.end, start))
        found = next(beside, None)
        return found if found and (not _WHO[word] or found.kind in _WHO[word]) else None


class _Leader:
    """Which of some things is named most, kept up as they are named."""

    def __init__(self, counts: Counter[Hashable] | None = None) -> None:
        self.counts: Counter[Hashable] = Counter() if counts is None else counts
        self._first: Antecedent | None = None
        self._second: Antecedent | None = None

    def add(self, named: Antecedent) -> None:
        """Count one more name."""
        self.counts[named.thing] += 1
        self.consider(named)

    def consider(self, each: Antecedent) -> None:
        """Compare a thing, whose count may have grown, with the first and the second."""
        if self._first is None or each.thing == self._first.thing:
            self._first = each
        elif self.counts[each.thing] > self.counts[self._first.thing]:
            self._first, self._second = each, self._first
        elif self._second is None or self.counts[each.thing] > self.counts[self._second.thing]:
            self._second = each

    def clear(self) -> Antecedent | None:
        """Return the first if it is named at least twice as often as the second."""
        if self._first is None or self._second is None:
            return self._first
        ahead = self.counts[self._first.thing] >= 2 * self.counts[self._second.thing]
        return self._first if ahead else None


def _is_who(word: str, each: Antecedent) -> bool:
    """Tell whether the class of a thing lets a relative pronoun mean it."""
    if _WHO[word]:
        return each.kind in {*_WHO[word], "Thing"}
    return word != "which" or each.kind != "Person"


def _gender(word: str) -> str:
    return "he" if word in _HE else "she"


def _rank(each: Antecedent, *kinds: str) -> int | None:
    return kinds.index(each.kind) if each.kind in kinds else None


def _they(each: Antecedent) -> int | None:
    """Rank what "they" can be: people, several things, then an organisation as its people."""
    if each.plural and not each.named:
        return 0
    return _rank(each, "Group", "", "Organization")


def _it(each: Antecedent) -> int | None:
    """Rank what "it" can be: an organisation, a country, then other named things."""
    if each.plural and not each.named:
        return None
    if each.kind == "Place" and each.sort != "country":
        return None
    return _rank(each, *_THINGS) if each.named or each.kind == "Organization" else None
