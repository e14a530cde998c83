"""Plain dates of a text in ISO 8601: "June 28, 1999", "28 June 1999", "June 1999", "1999"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...graph.model import Value

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS) + r"|sept)\b\.?)"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
# The first pattern that fits at a place wins, so the fullest come first.
_PATTERNS = tuple(
    re.compile(rf"(?<![\w.,$€£-]){pattern}(?![\w%]|[-,.]\d)", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)",
        rf"{_MONTH} {_DAY}, ?{_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
        _YEAR,
    )
)
_BARE_YEAR = _PATTERNS[-1]
_NOT_A_YEAR = re.compile(
    r"\s+(?!(?:and|or|the|to|of|in|by|with|as|for|from|at|on|was|were|is|had|has|until|when)\b)[a-z]+s\b"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date said in a text, with its span in the document."""

    start: int
    end: int
    value: str

    @property
    def datatype(self) -> str:
        """Return the XSD datatype that fits the precision of the date."""
        return {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(self.value), "xsd:date")

    def as_value(self) -> Value:
        """Return the date as a literal.

        >>> Date(3, 7, "1999").as_value()
        Value(value='1999', datatype='xsd:gYear', start=3, end=7, unit=None)
        """
        return Value(self.value, self.datatype, self.start, self.end)


def dates(text: str, *, start: int = 0) -> tuple[Date, ...]:
    """Find the plain dates of a text, in reading order and without overlap; offsets count from ``start``.

    A number of four digits before a plural noun ("2000 workers") is a count.

    >>> [d.value for d in dates("On June 28, 1999, 3 May 2001, in Aug. 2004 and in 2010, 2000 workers")]
    ['1999-06-28', '2001-05-03', '2004-08', '2010']
    """
    found: list[Date] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = _iso(match)
            free = all(match.end() <= d.start - start or match.start() >= d.end - start for d in found)
            if value and free and not (pattern is _BARE_YEAR and _NOT_A_YEAR.match(text, match.end())):
                found.append(Date(start + match.start(), start + match.end(), value))
    return tuple(sorted(found, key=lambda d: d.start))


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, month, day = parts["year"], _month(parts.get("month")), parts.get("day")
    if day is None or month is None:
        return year if month is None else f"{year}-{month:02}"
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:  # 31 February
        return None


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else 1 + [m[:3] for m in MONTHS].index(text[:3].lower())


def date_at(found: Iterator[Date] | tuple[Date, ...], position: int) -> Date | None:
    """Return the date that covers a position of the document."""
    return next((d for d in found if d.start <= position < d.end), None)


def is_date_word(text: str) -> bool:
    """Tell whether a word is a month or looks like a year.

    >>> is_date_word("June"), is_date_word("1999"), is_date_word("28")
    (True, True, False)
    """
    return text.lower() in MONTHS or re.fullmatch(_YEAR, text) is not None
