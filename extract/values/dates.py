"""Dates of a text in ISO 8601, those relative to the date of its document included.

A grammar of our own over the calendar of the standard library: the rows of `days` and `periods` say when by
themselves, those of `relative` with the date of the document. It was chosen over dateparser 1.5, whose search needed
20 seconds for a page of 1,500 characters, gave "in 2012" the month and day of the clock, read "may" and "on a second"
as dates and missed quarters and decades; and over dateutil, which parses a date but does not find one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ...frozen import frozen
from ...graph.model import Value
from . import days, periods, relative
from .grammar import MONTHS, YEAR, Anchor, Row, Scene, likely
from .iso import OPEN_END, Today, order

INTERVAL = "edtf:EDTF"  # Extended Date/Time Format, ISO 8601-2: XML Schema has no intervals
_ROWS: tuple[Row, ...] = (*periods.ROWS, *days.ROWS, *relative.ROWS)
_ABSOLUTE: tuple[Row, ...] = (*periods.ROWS, *days.ROWS)
_TO = re.compile(r"\s{1,3}(?:to|until|till|through)\s{1,3}(?:the\s)?", re.IGNORECASE)
_AND = re.compile(r"\s{1,3}and\s{1,3}(?:the\s)?", re.IGNORECASE)
_DASH = re.compile(r"\s{0,3}[-–—]\s{0,3}")
_FROM = re.compile(r"\bfrom\s{1,3}(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s)?$", re.IGNORECASE)
_LEAD = 15  # code points in which "between" and a blank lie
_YEAR = re.compile(YEAR)


@frozen
class Date:
    """A date said in a text, with its span in the document.

    ``value`` is a day, month or year of ISO 8601, or an interval of two joined by a slash, the second of which is
    ``..`` where it goes on. ``anchor`` tells what it is counted from: the ``text`` alone, the date of the
    ``document``, or the ``nearest`` day, month or quarter of a name without a year.
    """

    start: int
    end: int
    value: str
    text: str = ""
    anchor: Anchor = "text"

    @property
    def is_interval(self) -> bool:
        """Tell whether it is no day, month or year."""
        return "/" in self.value

    @property
    def first(self) -> str:
        """Return where it begins.

        >>> Date(0, 7, "2024-07-01/2024-09-30").first, Date(0, 4, "1999").first
        ('2024-07-01', '1999')
        """
        return self.value.partition("/")[0]

    @property
    def last(self) -> str | None:
        """Return where it ends, nothing where it goes on."""
        end = self.value.rpartition("/")[2]
        return None if end == OPEN_END else end

    @property
    def datatype(self) -> str:
        """Return the datatype that fits its precision.

        >>> [Date(0, 0, value).datatype for value in ("1999", "-0043", "1999-06", "1999-06-28", "1999/2013")]
        ['xsd:gYear', 'xsd:gYear', 'xsd:gYearMonth', 'xsd:date', 'edtf:EDTF']
        """
        if self.is_interval:
            return INTERVAL
        return ("xsd:gYear", "xsd:gYearMonth", "xsd:date")[self.value.lstrip("-").count("-")]

    def as_value(self) -> Value:
        """Return the date as a literal.

        >>> Date(3, 7, "1999").as_value()
        Value(value='1999', datatype='xsd:gYear', start=3, end=7, unit=None)
        """
        return Value(self.value, self.datatype, self.start, self.end)


def dates(text: str, *, start: int = 0, today: str | None = None) -> tuple[Date, ...]:
    """Find the dates of a text, in reading order and without overlap.

    Arguments:
        text: what is read, normally a sentence.
        start: offset of the text in its document.
        today: ISO 8601 date of the document; without it no date is found that only it can tell.

    >>> [d.value for d in dates("On June 28, 1999, 3 May 2001, in Aug. 2004 and in 2010, 2000 workers")]
    ['1999-06-28', '2001-05-03', '2004-08', '2010']
    >>> [d.value for d in dates("last Tuesday and in Q3 2024", today="2024-05-02")]
    ['2024-04-30', '2024-07-01/2024-09-30']
    >>> dates("last Tuesday")
    ()
    """
    found = _found(text, Today.of(today))
    moved = ((d, d.start + start, d.end + start) for d in _stretches(text, found))
    return tuple(Date(begin, end, d.value, d.text, d.anchor) for d, begin, end in moved)


@lru_cache(maxsize=64)  # each claim of a sentence asks for its dates anew, the typed ones after those of all sentences
def _found(text: str, today: Today | None) -> tuple[Date, ...]:
    """Return what the rows read, the leftmost first; at one place the row that comes first wins."""
    rows = likely(_ABSOLUTE if today is None else _ROWS, text)
    matches = sorted(
        ((match.start(), rank, match) for rank, row in enumerate(rows) for match in row.pattern.finditer(text)),
        key=lambda each: each[:2],
    )
    found: list[Date] = []
    reached = 0
    for begin, rank, match in matches:
        value = rows[rank].read(match, Scene(text, today, begin, match.end())) if begin >= reached else None
        if value is not None:
            reached = match.end()
            found.append(Date(begin, reached, value, match[0], rows[rank].anchor))
    return tuple(found)


def _stretches(text: str, found: Sequence[Date]) -> Iterator[Date]:
    """Yield the dates, two that are the ends of one stretch as one: "from June 1999 to 2013"."""
    waiting: Date | None = None
    for date in found:
        joined = None if waiting is None else _joined(text, waiting, date)
        if waiting is not None and joined is None:
            yield waiting
        waiting = date if joined is None else joined
    if waiting is not None:
        yield waiting


def _joined(text: str, one: Date, other: Date) -> Date | None:
    if not _ends_of_one(text, one, other) or one.last is None or order(one.last) > order(other.first):
        return None
    anchor = max(one.anchor, other.anchor, key=("text", "document", "nearest").index)
    value = f"{one.first}/{other.value.rpartition('/')[2]}"
    return Date(one.start, other.end, value, text[one.start : other.end], anchor)


def _ends_of_one(text: str, one: Date, other: Date) -> bool:
    link, before = text[one.end : other.start], text[max(0, one.start - _LEAD) : one.start]
    if _TO.fullmatch(link):
        return _FROM.search(before) is not None
    return _DASH.fullmatch(link) is not None or (
        _AND.fullmatch(link) is not None and _BETWEEN.search(before) is not None
    )


def date_at(found: Iterable[Date], position: int) -> Date | None:
    """Return the date that covers a position of the document."""
    return next((d for d in found if d.start <= position < d.end), None)


def is_date_word(text: str) -> bool:
    """Tell whether a word is a month or looks like a year.

    >>> is_date_word("June"), is_date_word("1999"), is_date_word("28")
    (True, True, False)
    """
    return text.lower() in MONTHS or _YEAR.fullmatch(text) is not None
