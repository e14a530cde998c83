"""From what a verb or noun says to the vocabulary: one table of frozen rows, one function that reads it.

A row holds for any text: it asks for lemma, preposition and voice, and for classes at both ends. What no row takes
stays an open relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...frozen import frozen
from ...graph.vocabulary import bundled
from .facts import Key
from .measures import AMOUNTS
from .rows import DATE, ROWS, STRING


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: what is said, the property it means, the classes at both ends, and whether the ends change places."""

    key: Key
    predicate: str
    domain: frozenset[str]
    range: frozenset[str]
    swapped: bool = False


@frozen
class Reading:
    """A property that fits a fact; ``sure`` unless the class of an end is unknown."""

    predicate: str
    swapped: bool
    sure: bool


def _rows() -> Iterator[Pattern]:
    for voice, lemmas, prepositions, predicate, domain, reach, swapped in (*ROWS, *AMOUNTS):
        for lemma in lemmas.split("|"):
            for preposition in prepositions.split("|"):
                yield Pattern(Key(lemma, preposition, voice), predicate, domain, reach, swapped)


PATTERNS: tuple[Pattern, ...] = tuple(_rows())
_BY_KEY: dict[Key, list[Pattern]] = {}
for _row in PATTERNS:
    _BY_KEY.setdefault(_row.key, []).append(_row)


def mapped(key: Key, subject: str | None, target: str | None) -> Reading | None:
    """Return the property of the vocabulary a fact means, given the classes of its ends.

    ``None`` as a class means it is unknown, which fits but makes the reading unsure; ``date`` and ``string`` stand
    for literals, and so does the kind of an amount (`measures.kind_of`).

    >>> mapped(Key("found", "in", "passive"), "Organization", "Place")
    Reading(predicate='foundedIn', swapped=False, sure=True)
    >>> mapped(Key("found", "in", "passive"), "Organization", "Concept") is None
    True
    """
    for row in _BY_KEY.get(key, ()):
        if _fits(subject, row.domain) and _fits(target, row.range):
            return Reading(row.predicate, row.swapped, subject is not None and target is not None)
    return None


def known(key: Key) -> bool:
    """Tell whether any row reads a key."""
    return key in _BY_KEY


def takes(key: Key, kind: str) -> bool:
    """Tell whether any row reads a key with an amount of some kind.

    >>> takes(Key("employ"), "people"), takes(Key("employ"), "money")
    (True, False)
    """
    return any(kind in row.range for row in _BY_KEY.get(key, ()))


def _fits(found: str | None, allowed: frozenset[str]) -> bool:
    if found is None:
        return not allowed & (DATE | STRING)
    return not allowed.isdisjoint(bundled().ancestors(found))
