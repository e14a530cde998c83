"""Quantities: "5.3 km", "20 per cent", "three dozen eggs", "250,000 full-time employees", as exact decimals in a unit.

What no table of units holds is counted by its noun, whose lemma is the unit. The noun is told by its form, without a
parser: a plural after at most two words that modify it. Years, sums of money and numbers that only name something
("Boeing 737 jets", "Room 12") are no quantities, and neither are ordinals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .amount import Amount
from .counting import is_label, noun_after
from .dates import Date, dates
from .money import Money, money
from .numerals import NUMBER, SPACE, bound, number, numbered
from .units import SYMBOLS, named_units

_NAMED = named_units()
_NAMES = "|".join(re.escape(name) for name in sorted(_NAMED, key=lambda name: (-len(name), name))).replace(r"\ ", SPACE)
_SYMBOLS = "|".join(re.escape(sign) for sign in sorted(SYMBOLS, key=lambda sign: (-len(sign), sign))).replace(
    r"\ ", SPACE
)
_TO = rf"(?:{SPACE}?(?P<to>[-–—]){SPACE}?|{SPACE}(?P<word>to|and){SPACE})"
_NUMBERS = rf"(?P<low>(?ai:{NUMBER}))(?P<percent>{SPACE}?%)?(?:{_TO}(?P<high>(?ai:{NUMBER})))?"
_BEFORE = r"(?<![\w$€£¥₹#/.,:°-])(?P<minus>[-\u2212](?=[0-9]))?"
_MEASURED = re.compile(
    rf"{_BEFORE}{_NUMBERS}(?:(?:{SPACE}|-)?(?P<symbol>{_SYMBOLS})(?![\w²³°/])|(?:{SPACE}|-)(?P<name>(?ai:{_NAMES}))(?!\w))"
)
_COUNTED = re.compile(rf"{_BEFORE}{_NUMBERS}(?={SPACE}[A-Za-z])")
_SCALE_LIKE = ("m", "g", "L", "V", "W")  # short for millions, billions … as well
_NEAR = 32  # code points in which "between" or "more than" stands before a number


@dataclass(frozen=True, slots=True)
class Quantity(Amount):
    """A quantity said in a text, with its span in the document.

    ``unit`` is a code of UCUM, or the lemma of the noun that is counted. ``upto`` is the upper end of a range, and
    ``bound`` tells whether the text says ``about``, ``over`` or ``under`` it.
    """


def quantities(text: str, *, start: int = 0) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in reading order and without overlap; offsets count from ``start``.

    >>> [(q.value, q.unit) for q in quantities("250,000 full-time employees, 5.3 km, 20%, two dozen eggs")]
    [('250000', 'employee'), ('5.3', 'km'), ('20', '%'), ('24', 'egg')]
    """
    return _beside(text, money(text), start)


def amounts(text: str, *, start: int = 0) -> tuple[Amount, ...]:
    """Find the sums of money of a text, and after them its quantities.

    >>> [each.text for each in amounts("20 employees earn $5 million")]
    ['$5 million', '20 employees']
    """
    sums = money(text)
    moved = (replace(each, start=each.start + start, end=each.end + start) for each in sums)
    return (*moved, *_beside(text, sums, start))


def _beside(text: str, sums: Sequence[Money], start: int) -> tuple[Quantity, ...]:
    """Return the quantities of a text that are neither dates nor sums of money."""
    taken: list[tuple[int, int]] = _spans((*dates(text), *sums))
    kept: list[Quantity] = []
    for find in (_measured, _counted):
        found = [each for each in find(text, start) if _is_free(taken, each.start - start, each.end - start)]
        kept += found
        taken = sorted([*taken, *((q.start - start, q.end - start) for q in found)])
    return tuple(sorted(kept, key=lambda q: q.start))


def _spans(found: Sequence[Date | Money]) -> list[tuple[int, int]]:
    return sorted((each.start, each.end) for each in found)


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a span touches none of those taken, which are sorted."""
    place = bisect_left(taken, (start, start))
    before = place == 0 or taken[place - 1][1] <= start
    return before and (place == len(taken) or taken[place][0] >= end)


def _measured(text: str, start: int) -> Iterator[Quantity]:
    for match in numbered(_MEASURED, text):
        symbol, name = match["symbol"], match["name"]
        unit = SYMBOLS[_blank(symbol)] if symbol else _NAMED[_blank(name).lower()]
        counts = symbol in _SCALE_LIKE and noun_after(text, match.end()) is not None  # "18m people"
        if not counts and not (match["percent"] and unit != "%"):
            yield from _quantity(text, match, match.end(), unit, start)


def _blank(text: str) -> str:
    return re.sub(SPACE, " ", text)


def _counted(text: str, start: int) -> Iterator[Quantity]:
    for match in numbered(_COUNTED, text):
        noun = (
            None if match["percent"] or is_label(text, match.start(), match["low"]) else noun_after(text, match.end())
        )
        if noun is not None:
            yield from _quantity(text, match, noun[1], noun[0], start)


def _quantity(text: str, match: re.Match[str], end: int, unit: str, start: int) -> Iterator[Quantity]:
    low, high = number(match["low"]), None if match["high"] is None else number(match["high"])
    begin = match.start()
    if match["high"] is not None and not _is_range(text, match, low, high):
        low, high, begin = high, None, match.start("high")
    if low is None:
        return
    sign = -1 if match["minus"] and begin == match.start() else 1
    yield Quantity(start + begin, start + end, sign * low, unit, text[begin:end], high, bound(_near(text, match)))


def _is_range(text: str, match: re.Match[str], low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether two numbers are the ends of one quantity: "and" joins them only after "between"."""
    rising = low is not None and high is not None and low < high and not match["minus"]
    return rising and (match["word"] != "and" or _near(text, match).rstrip().lower().endswith("between"))


def _near(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]
