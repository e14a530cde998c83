"""Days, months, years and intervals in ISO 8601, and the date of a document from which relative dates are counted.

Years count as in XML Schema 1.1: 0000 is 1 BC and -0043 is 44 BC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

OPEN_END = ".."  # of an interval that goes on (ISO 8601-2)
_CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included
_DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?)?", re.DOTALL)
_DECEMBER = 12
_QUARTER = 3  # months


def year(number: int) -> str:
    """Return a year, 0 and below before Christ.

    >>> year(1999), year(79), year(-43)
    ('1999', '0079', '-0043')
    """
    return f"-{-number:04}" if number < 0 else f"{number:04}"


def month(of: int, number: int) -> str:
    """Return a month of a year."""
    return f"{year(of)}-{number:02}"


def day(of: int, in_month: int, number: int) -> str | None:
    """Return a day, nothing for one that the calendar does not have.

    >>> day(2001, 2, 28), day(2001, 2, 31)
    ('2001-02-28', None)
    """
    if not 1 <= in_month <= _DECEMBER or not 1 <= number <= last_day(of, in_month):
        return None
    return f"{month(of, in_month)}-{number:02}"


def last_day(of: int, in_month: int) -> int:
    """Return the number of days of a month."""
    return monthrange(of % _CYCLE + _CYCLE, in_month)[1]


def months(of: int, first: int, last: int) -> str:
    """Return the interval of some months of a year; months past 12 lie in the next year.

    >>> months(2024, 7, 9), months(2019, 12, 14)
    ('2024-07-01/2024-09-30', '2019-12-01/2020-02-29')
    """
    end, last = (of, last) if last <= _DECEMBER else (of + 1, last - _DECEMBER)
    return f"{month(of, first)}-01/{month(end, last)}-{last_day(end, last)}"


def quarter(of: int, number: int) -> str:
    """Return a quarter of a year."""
    return months(of, _QUARTER * number - _QUARTER + 1, _QUARTER * number)


def years(first: int, last: int) -> str:
    """Return the interval of some years.

    >>> years(1990, 1999)
    '1990-01-01/1999-12-31'
    """
    return f"{year(first)}-01-01/{year(last)}-12-31"


def week(of: date) -> str:
    """Return the interval of the week of a day, from Monday to Sunday."""
    monday = of - timedelta(days=of.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def order(text: str) -> tuple[int, ...]:
    """Return what sorts dates of one calendar by time.

    >>> order("-0043-03-15") < order("0014") < order("1999-06")
    True
    """
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    first, *rest = (int(part) for part in digits.split("-"))
    return (sign * first, *rest)


@dataclass(frozen=True, slots=True)
class Today:
    """The date of a document, as fine as it is known."""

    year: int
    month: int | None = None
    date: date | None = None

    @classmethod
    def of(cls, text: str | None) -> Today | None:
        """Read an ISO 8601 date of any precision; nothing for what is none.

        >>> Today.of("2024-05"), Today.of("2024-05-01T10:00:00Z").date, Today.of("spring"), Today.of("2024-13")
        (Today(year=2024, month=5, date=None), datetime.date(2024, 5, 1), None, None)
        """
        match = _DATE.fullmatch(text.strip()) if text else None
        if match is None:
            return None
        number, in_month, of_month = int(match[1]), match[2], match[3]
        if in_month is None:
            return cls(number)
        if not 1 <= int(in_month) <= _DECEMBER:
            return None
        if of_month is None:
            return cls(number, int(in_month))
        known = day(number, int(in_month), int(of_month))
        return cls(number, int(in_month), date.fromisoformat(known)) if known else None

    @property
    def quarter(self) -> int | None:
        """Return the quarter of the year, 1 to 4."""
        return None if self.month is None else (self.month - 1) // _QUARTER + 1
