"""Amounts of money: "$1.2 billion", "100 million yuan", "£20–25 million", each as an exact decimal in a currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from .amount import Amount
from .currencies import CODES, COUNTRIES, PLURALS, SHORT, SIGNS, code_of, code_of_name
from .numerals import DIGITS, NUMBER, SCALE, SHORT_SCALES, SPACE, bound, number, numbered, plain

_LARGE = 10**6
_SIGN = "(?:" + "|".join(re.escape(sign) for sign in sorted(SIGNS, key=lambda sign: (-len(sign), sign))) + ")"
_CODE = (
    "(?:" + "|".join(re.escape(code) for code in sorted({*CODES, *SHORT}, key=lambda code: (-len(code), code))) + ")"
)
_SHORT = "(?:" + "|".join(sorted(SHORT_SCALES, key=lambda short: (-len(short), short))) + r")\b"
_SCALE = rf"(?ai:{SPACE}?-?{SCALE}\b(?:{SPACE}{SCALE}\b)?|{SPACE}?{_SHORT})"
_TO = rf"(?:{SPACE}?[-–—]{SPACE}?|{SPACE}(?:to|and){SPACE})"
_NAMES = "|".join(sorted({*COUNTRIES, *PLURALS}, key=lambda name: (-len(name), name)))
_ADJECTIVES = "|".join(
    sorted(
        {re.escape(each) for known in COUNTRIES.values() for each in known if each}, key=lambda each: (-len(each), each)
    )
).replace(r"\ ", SPACE)
# A sign or a code, then digits: "$5", "US$18m", "£20-25 million", "HK$ 7.2bn", "CHF 3 million".
_SIGNED = re.compile(
    rf"(?<![\w$€£¥₹.,])(?P<sign>{_SIGN}|{_CODE}(?={SPACE}?[0-9])){SPACE}?(?P<low>{DIGITS})(?P<scale1>{_SCALE})?"
    rf"(?:(?P<to>{_TO})(?P<sign2>{_SIGN}|{_CODE})?{SPACE}?(?P<high>{DIGITS})(?P<scale2>{_SCALE})?)?"
    rf"(?![0-9]|[.,][0-9])(?:{SPACE}(?P<code>{_CODE})\b)?"
)
# A number, then a name or code: "100 million yuan", "a billion US dollars", "20 to 25 million euros", "5m EUR".
_NAMED = re.compile(
    rf"(?<![\w$€£¥₹.,-])(?P<low>(?ai:{NUMBER}))(?P<scale1>(?ai:{SPACE}?{_SHORT}))?"
    rf"(?:(?P<to>{_TO})(?P<high>(?ai:{NUMBER}))(?P<scale2>(?ai:{SPACE}?{_SHORT}))?)?"
    rf"(?:{SPACE}|-)(?:of{SPACE})?(?:(?P<code>{_CODE})|(?ai:(?:(?P<country>{_ADJECTIVES}){SPACE})?(?P<name>{_NAMES})s?))\b"
    rf"(?:{SPACE}(?P<sterling>sterling)\b)?"
)
# A text without one has no such amount: to look for it costs far less than to search for the whole.
_A_SIGN = re.compile(
    rf"(?:[{''.join(sorted({re.escape(sign[-1]) for sign in (*SIGNS, *CODES)}))}]|{'|'.join(map(re.escape, SHORT))})"
    rf"{SPACE}?[0-9]"
)
_BETWEEN = re.compile(r"\bbetween\s{1,3}$", re.IGNORECASE)
_NEAR = 24
_WEIGHT = re.compile(r"\s+(?:of|heavier|lighter)\b")


@dataclass(frozen=True, slots=True)
class Money(Amount):
    """An amount of money said in a text, with its span in the document.

    ``unit`` is a code of ISO 4217. ``upto`` is the upper end of a range, and ``bound`` tells whether the text says
    ``about``, ``over`` or ``under`` the amount.
    """


def money(text: str, *, start: int = 0) -> tuple[Money, ...]:
    """Find the amounts of money of a text, in reading order and without overlap; offsets count from ``start``.

    >>> [(m.value, m.unit) for m in money("US$18m, Rs 500 crore, £20-25 million and a billion yuan")]
    [('18000000', 'USD'), ('5000000000', 'INR'), ('20000000/25000000', 'GBP'), ('1000000000', 'CNY')]
    """
    found = sorted((*_signed(text, start), *_named(text, start)), key=lambda m: (m.start, -m.end))
    kept: list[Money] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _signed(text: str, start: int) -> Iterator[Money]:
    for match in _searched(text) if _A_SIGN.search(text) else ():
        yield from _amount(text, match, code_of(match["code"] or match["sign"]), start)


def _named(text: str, start: int) -> Iterator[Money]:
    for match in numbered(_NAMED, text, partial(_end, text)):
        unit = match["code"] and code_of(match["code"])
        yield from _amount(text, match, unit or _unit(text, match), start)


def _searched(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _SIGNED.search(text, position):
        yield match
        position = _end(text, match)


def _end(text: str, match: re.Match[str]) -> int:
    """Return from where to look on: what looked like the upper end of a range and is none is read again."""
    return match.end() if match["to"] is None or _is_range(text, match) else match.end("to")


def _unit(text: str, match: re.Match[str]) -> str | None:
    """Return the code of a named currency; large sums tell pounds sterling from pounds of beef."""
    name = match["name"]
    if name is None:
        return None
    country = "sterling" if match["sterling"] else match["country"] or ""
    highest = _read(match["high"] or match["low"], match["scale2"] or match["scale1"])
    large = highest is not None and highest >= _LARGE and not _WEIGHT.match(text, match.end())
    return code_of_name(name, country, large=large)


def _amount(text: str, match: re.Match[str], unit: str | None, start: int) -> Iterator[Money]:
    low, high, end = *_ends(match), match.end()
    if match["high"] is not None and not _is_range(text, match):
        if match.re is _NAMED:
            return
        low, high, end = _read(match["low"], match["scale1"]), None, match.start("to")
        unit = code_of(match["sign"])
    if low is not None and unit is not None:
        near = text[max(0, match.start() - _NEAR) : match.start()]
        yield Money(start + match.start(), start + end, low, unit, text[match.start() : end], high, bound(near))


def _ends(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of an amount; the scale of the upper end is that of a lower one without any."""
    low, high = _read(match["low"], match["scale1"]), _read(match["high"], match["scale2"])
    if high is None or low is None or match["scale1"]:
        return low, high
    shared = _read(match["low"], match["scale2"]) if match["scale2"] else _with_scale(match["low"], match["high"])
    return (shared if shared is not None and shared < high and low < shared else low), high


def _with_scale(low: str, high: str) -> Decimal | None:
    """Return the lower end with the scale words of the upper: "20 to 25 million"."""
    words = re.search(rf"(?:{SPACE}?{SCALE})+$", high, re.IGNORECASE)
    return number(low + words[0]) if words and not re.search(SCALE, low, re.IGNORECASE) else None


def _read(digits: str | None, scale: str | None) -> Decimal | None:
    if digits is None:
        return None
    word = (scale or "").strip(" \t\n\r\xa0\u2009\u202f-").lower()
    value = number(digits if word in ("",) or word in SHORT_SCALES else f"{digits} {word}")
    return None if value is None else plain(value * SHORT_SCALES.get(word, 1))


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Tell whether two amounts are the ends of one: "and" joins them only after "between"."""
    low, high = _ends(match)
    if low is None or high is None or low >= high or _two_currencies(match):
        return False
    near = text[max(0, match.start() - _NEAR) : match.start()]
    return match["to"].strip().lower() != "and" or _BETWEEN.search(near) is not None


def _two_currencies(match: re.Match[str]) -> bool:
    sign = match.groupdict().get("sign2")
    return sign is not None and code_of(sign) != code_of(match["sign"])
