"""Numbers as people write them, as exact decimals: "250,000", "1.2 billion", "twenty-five thousand", "half a million".

A number is what `NUMBER` matches and `number` reads; ordinals are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL: dict[str, int] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
    "a": 1,
    "an": 1,
}
HUNDRED, DOZEN = 100, 12
SCALES: dict[str, int] = {
    "hundred": HUNDRED, "dozen": DOZEN, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT_SCALES: dict[str, int] = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "b": 10**9, "bln": 10**9,
    "tn": 10**12, "trn": 10**12, "t": 10**12, "cr": 10**7,
}  # fmt: skip
SPACE = r"[\s\xa0\u2009\u202f]"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,6}|[0-9]{1,15})(?:\.[0-9]{1,6})?(?![0-9]|[.,][0-9])"
SCALE = "(?:" + "|".join(SCALES) + ")"
_SMALL = "(?:" + "|".join(sorted({*SMALL} - {"a", "an"}, key=lambda word: (-len(word), word))) + ")"
_WORD = "(?:" + "|".join(sorted({*SMALL, *SCALES} - {"a", "an"}, key=lambda word: (-len(word), word))) + ")"
# "a hundred", "two and a half million", "half a million", "one hundred and twenty-five thousand"
_WRITTEN = (
    rf"(?:half{SPACE}an?{SPACE}{SCALE}"
    rf"|(?:an?{SPACE}{SCALE}|{_SMALL})\b(?:(?:-|{SPACE}(?:and{SPACE})?){_WORD}\b){{0,10}}"
    rf"(?:{SPACE}and{SPACE}a{SPACE}half(?:{SPACE}{SCALE})?)?)"
)
# Atomic, so that a long row of number words is not tried again at every shorter length.
NUMBER = rf"(?>{DIGITS}(?:{SPACE}?{SCALE}\b){{0,2}}|\b{_WRITTEN}\b)"
_START = re.compile(rf"(?ai:\b(?:[0-9]|(?:half|an?|{_SMALL})\b))")
_MINUS = ("-", "\u2212")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}")  # thousands, or lakhs and crores
_SPLIT = re.compile(r"[\s\xa0\u2009\u202f-]+")
_DIGITS = re.compile(r"[0-9][0-9,.]*")


@lru_cache(maxsize=16)  # money and quantities ask one after the other
def starts(text: str) -> tuple[int, ...]:
    """Return the places where a number may begin, with its sign or without.

    >>> starts("a loss of -20 to the half of Paris"), starts("the mills")
    ((0, 10, 11, 21), ())
    """
    found: list[int] = []
    for match in _START.finditer(text):
        start = match.start()
        if text.startswith(_MINUS, start - 1, start):
            found.append(start - 1)
        found.append(start)
    return tuple(found)


def numbered(
    pattern: re.Pattern[str], text: str, after: Callable[[re.Match[str]], int] = re.Match.end
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with a number, without trying all places of a text.

    ``after`` tells from where to look on after each, which is its end unless told otherwise.
    """
    end = 0
    for begin in starts(text):
        match = pattern.match(text, begin) if begin >= end else None
        if match is not None:
            yield match
            end = after(match)


def number(text: str) -> Decimal | None:
    """Return the number that a text is, nothing where it is none.

    >>> [str(number(text)) for text in ("250,000", "1.2 billion", "twenty-five thousand", "half a million")]
    ['250000', '1200000000', '25000', '500000']
    >>> number("2 thousand five"), number("1,2,3"), number("five two")
    (None, None, None)
    """
    low = text.strip().lower()
    digits = _DIGITS.match(low)
    if digits is not None:
        value, rest = _of_digits(digits[0]), _words(low[digits.end() :])
        return None if value is None or not all(word in SCALES for word in rest) else _scaled(value, rest)
    words = _words(low)
    if words[:1] == ["half"]:
        return _scaled(Decimal("0.5"), words[2:]) if all(word in SCALES for word in words[2:]) else None
    return _of_words(words)


def _words(text: str) -> list[str]:
    return [word for word in _SPLIT.split(text) if word]


def _of_digits(text: str) -> Decimal | None:
    whole, _, fraction = text.partition(".")
    if ("," in whole and not _GROUPED.fullmatch(whole)) or not (fraction.isdecimal() or not fraction):
        return None  # "713.837.1638" is a telephone number, "6.2.1" a section
    return Decimal(f"{whole.replace(',', '')}.{fraction}" if fraction else whole.replace(",", ""))


def _scaled(value: Decimal, scales: list[str]) -> Decimal:
    for scale in scales:
        value *= SCALES[scale]
    return plain(value)


def _of_words(words: list[str]) -> Decimal | None:
    """Read a number in words: hundreds are built up, and each larger scale closes a group (smaller than the last)."""
    words, half = _without_half(words)
    total, group, smallest, previous = 0, 0, 10**15, None
    for word in (word for word in words if word != "and"):
        if word in SMALL:
            if not _continues(previous, SMALL[word], group):
                return None
            group += SMALL[word]
        elif word in ("hundred", "dozen"):
            group = max(group, 1) * SCALES[word]
        elif word in SCALES and SCALES[word] < smallest:
            smallest = SCALES[word]
            total, group = total + max(group, 1) * smallest, 0
        else:
            return None
        previous = word
    return plain((total + group) * Decimal(1) + half * (smallest if smallest < 10**15 else 1)) if words else None


def _without_half(words: list[str]) -> tuple[list[str], Decimal]:
    """Take "and a half" out: "two and a half million" is two million and half a million."""
    for place in range(len(words) - 2):
        if words[place : place + 3] == ["and", "a", "half"]:
            return words[:place] + words[place + 3 :], Decimal("0.5")
    return words, Decimal(0)


def _continues(previous: str | None, value: int, group: int) -> bool:
    """Tell whether a small number may follow: "twenty five", "hundred five", but not "five two"."""
    if previous is None or previous in SCALES:
        return group % HUNDRED == 0 or previous is None
    return previous in _TENS and 0 < value < len(_UNITS) // 2


def plain(value: Decimal) -> Decimal:
    """Return a number without superfluous zeros and without an exponent.

    >>> str(plain(Decimal("7.20E+9"))), str(plain(Decimal("3.50")))
    ('7200000000', '3.5')
    """
    return Decimal(canonical(value))


def canonical(value: Decimal) -> str:
    """Return the canonical lexical form of ``xsd:decimal`` (XML Schema 1.1, part 2, section 3.3.3).

    >>> canonical(Decimal("1200000000.00")), canonical(Decimal("0.50")), canonical(Decimal("-0"))
    ('1200000000', '0.5', '0')
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


_BOUNDS = {
    "about": ["about", "around", "approximately", "roughly", "some", "circa", "estimated", "nearly", "almost"],
    "over": ["more than", "over", "at least", "exceeding", "above", "upwards of", "no less than", "no fewer than"],
    "under": ["less than", "fewer than", "under", "below", "up to", "at most", "no more than"],
}
_BOUND = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in _BOUNDS.items()).replace(" ", r"\s{1,3}")
    + r")\s{1,3}(?:an?\s{1,3})?$",
    re.IGNORECASE,
)


def bound(before: str) -> str:
    """Return what the words before a number make of it: "about", "over", "under" or nothing.

    >>> bound("with more than "), bound("some "), bound("it has "), bound("no more than ")
    ('over', 'about', '', 'under')
    """
    match = _BOUND.search(before)
    return "" if match is None else match.lastgroup or ""
