"""Facts of places beside what lies there: "Hangzhou-based Alibaba", "Hangzhou, Zhejiang"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .arguments import Phrases
from .draft import Argument, NamedSpan
from .facts import End, Fact, Key
from .names import head_of
from .tree import Sentence, Word

LIKELY = 0.7
BASED = ("based", "headquartered")
_BASED = re.compile(rf"^(?P<place>.+?)[-–](?P<how>{'|'.join(BASED)})$", re.IGNORECASE)  # the en dash is meant


def seat_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield where something is based by an adjective before it."""
    low = phrases.sentence.text.lower()
    if any(map(low.__contains__, BASED)):
        for word in phrases.sentence.words:
            yield from _based(phrases, word)


def _based(phrases: Phrases, word: Word) -> Iterator[Fact]:
    """Yield "Hangzhou-based Alibaba", with the place inside a hyphenated word or before a hyphen of its own."""
    place = _joined_place(phrases, word) or _spaced_place(phrases, word)
    noun = phrases.sentence.parent(word)
    if place is None or noun is None or noun.pos not in ("NOUN", "PROPN"):
        return
    key = Key("base", "in", "passive")
    yield Fact(noun, noun, "be based in", place, key, (word,), LIKELY, given=True)


def _joined_place(phrases: Phrases, word: Word) -> End | None:
    match = _BASED.match(word.text)
    if match is None:
        return None
    end = word.start + match.end("place")
    named = next((n for n in phrases.names if n.start <= word.start < n.end and phrases.is_a(n, "Place")), None)
    return Argument(named.start, end, word.index, "name", "Place") if named and end <= named.end + 1 else None


def _spaced_place(phrases: Phrases, word: Word) -> Word | None:
    words = phrases.sentence.words
    hyphen = word.text.lower() in ("based", "headquartered") and word.index > 1 and words[word.index - 1].text == "-"
    place = words[word.index - 2] if hyphen else None
    named = phrases.name_at(place) if place else None
    return place if named is not None and phrases.is_a(named, "Place") else None


def place_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield "Hangzhou, Zhejiang": two places with only a comma between them, and no coordination around."""
    places = sorted((n for n in phrases.names if phrases.is_a(n, "Place")), key=lambda n: n.start)
    for inner, outer in pairwise(places):
        heads = head_of(phrases.sentence, inner), head_of(phrases.sentence, outer)
        if heads[0] and heads[1] and _only_comma(phrases.sentence, inner, outer) and not _listed(phrases, *heads):
            yield Fact(heads[0], heads[0], "be in", heads[1], Key("be", "in"), (), LIKELY, alone=True, given=True)


def _only_comma(sentence: Sentence, inner: NamedSpan, outer: NamedSpan) -> bool:
    return sentence.start <= inner.end < outer.start <= sentence.end and sentence.quote(
        inner.end, outer.start
    ).strip() in (",", ", the")


def _listed(phrases: Phrases, inner: Word | None, outer: Word | None) -> bool:
    """Tell whether two places stand in a list: "Paris, London and Rome"."""
    if inner is None or outer is None:
        return True
    if outer.is_a("conj"):
        return True
    return any(w.is_a("conj") for w in phrases.sentence.children(inner)) and inner.is_a("conj")
