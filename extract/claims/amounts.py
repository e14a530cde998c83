"""The amounts a sentence says, each as a literal on the word that heads its phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...graph.model import Value
from ..values.amount import DECIMAL, Amount
from ..values.dates import Date
from ..values.numerals import bound, canonical, number
from ..values.quantities import amounts as amounts_of_text
from .draft import NamedSpan
from .lexicon import listed
from .measures import kind_of
from .tree import Sentence, Word, top

NUMERIC = ("CD", "$", "#")
_NEAR = 32  # code points before a number in which "up to" lies
_FROM = re.compile(r"\bfrom\s{1,3}$", re.IGNORECASE)
_PER = listed("per a an each every")
_EACH = listed("share person head capita unit barrel ounce ton tonne kilogram litre liter gallon mile vote passenger")
_TIMES = {
    "second": "s",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "night": "d",
    "week": "wk",
    "month": "mo",
    "year": "a",
}
_AGO = listed("ago later earlier before after")


@dataclass(frozen=True, slots=True)
class Said:
    """An amount with its head in the tree and its kind.

    The value has the unit of a rate where the text says one: "$20 a share" is 20 ``USD/share``. ``limit`` tells whether
    the text says no more than that it is less, and ``reached`` whether it is where a change from another amount leads:
    "from $1 billion to $2 billion" is 2 billion.
    """

    head: Word
    value: Value
    kind: str
    limit: bool = False
    reached: bool = False


def amounts(sentence: Sentence, dates: Sequence[Date] = (), names: Sequence[NamedSpan] = ()) -> tuple[Said, ...]:
    """Find the amounts of a sentence, in reading order.

    Arguments:
        sentence: the sentence.
        dates: its dates, which are no amounts.
        names: its names, the numbers in which are none either ("Boeing 737").
    """
    if not any(word.tag in NUMERIC or word.pos == "NUM" for word in sentence.words):
        return ()
    taken = [*((each.start, each.end) for each in dates), *((each.start, each.end) for each in names)]
    with_units = amounts_of_text(sentence.text, start=sentence.start)
    found = [each for each in with_units if not _touches(each, taken)]
    bare = _bare(sentence, [*taken, *((each.start, each.end) for each in found)])
    return tuple(sorted((*_said(sentence, found), *bare), key=lambda each: each.head.index))


def amount_at(said: Iterable[Said], word: Word) -> Said | None:
    """Return the amount that a word heads."""
    return next((each for each in said if each.head.index == word.index), None)


def inside(said: Iterable[Said], word: Word) -> bool:
    """Tell whether a word is part of an amount and does not head it."""
    spans = ((a.value.start, a.value.end) for a in said if a.head.index != word.index)
    return any(start is not None and end is not None and start <= word.start < end for start, end in spans)


def _touches(each: Amount, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in taken)


def _said(sentence: Sentence, found: Iterable[Amount]) -> Iterator[Said]:
    for each in found:
        head = top(sentence.within(each.start, each.end))
        if head is not None:
            reached = each.upto is not None and _FROM.search(_before(sentence, each.start)) is not None
            whole = replace(each, amount=each.upto or each.amount, upto=None) if reached else each
            value = _rate(sentence, whole.as_value())
            yield Said(head, value, kind_of(value), each.bound == "under", reached)


def _rate(sentence: Sentence, value: Value) -> Value:
    """Give an amount the unit and the span of a rate where it is one: "$20 a share", "5 litres per day"."""
    after = [word for word in sentence.words if value.end is not None and word.start >= value.end][:3]
    if len(after) < 2 or after[0].text.lower() not in _PER or value.unit is None:  # noqa: PLR2004  # "a" and its noun
        return value
    noun, following = after[1], after[2].text.lower() if len(after) > 2 else ""  # noqa: PLR2004  # what follows both
    lemma = noun.lemma.lower()
    each = _TIMES.get(lemma) or (
        lemma if lemma in _EACH or (after[0].text.lower() == "per" and noun.pos == "NOUN") else ""
    )
    return value if not each or following in _AGO else replace(value, unit=f"{value.unit}/{each}", end=noun.end)


def _bare(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[Said]:
    """Yield the numbers without a unit that have a place of their own in the tree: "a population of 12,000"."""
    for head in sentence.words:
        if head.tag != "CD" or _belongs_to_a_noun(sentence, head) or _is_taken(head, taken):
            continue
        words = [w for w in sentence.subtree(head) if w.tag == "CD" and w.index <= head.index + 1]
        value = number(sentence.quote(words[0].start, words[-1].end))
        if value is not None:
            start, end = words[0].start, words[-1].end
            limit = bound(_before(sentence, start)) == "under"
            yield Said(head, Value(canonical(value), DECIMAL, start, end), "number", limit)


def _belongs_to_a_noun(sentence: Sentence, number: Word) -> bool:
    """Tell whether a number is part of a noun's phrase: "340 stores"; that of "population 620,000" is none."""
    noun = sentence.parent(number)
    after = noun is not None and noun.pos == "NOUN" and noun.index == number.index - 1
    return number.is_a("compound", "flat:name") or (number.is_a("nummod") and not after)


def _before(sentence: Sentence, start: int) -> str:
    return sentence.quote(max(sentence.start, start - _NEAR), start)


def _is_taken(word: Word, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in taken)
