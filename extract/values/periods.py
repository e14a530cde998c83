"""Stretches of the calendar with a name: quarters, halves, seasons, decades, centuries, "late 2019", "fiscal 2022".

Choices: quarters and halves are those of the calendar year; a fiscal year, which each firm begins when it likes, is
the year it is named by, and a fiscal quarter is no more than that. Seasons are the meteorological ones of the
northern half of the earth; the winter of one year is left at the year, as it may mean either end. Early, mid and late
are thirds.
"""

from __future__ import annotations

import re

from . import iso
from .grammar import (
    A_DIGIT,
    A_MONTH,
    A_PART,
    A_QUARTER,
    A_YEAR,
    DASH,
    YEAR,
    Row,
    Scene,
    a_month,
    cue,
    is_name,
    month_number,
    row,
)
from .numerals import SMALL

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # their first months
A_SEASON = cue(*SEASONS)
_A_HALF = cue("half", "h1", "h2", "1h", "2h")
_A_DECADE = cue("0s", "0's", "0’s")  # the curly apostrophe is meant
_QUARTER = r"(?:q(?P<q>[1-4])|(?P<qb>[1-4])q|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)(?: |-)quarter)"
_HALF = r"(?:h(?P<h>[12])|(?P<hb>[12])h|(?P<ordinal>first|second|1st|2nd)(?: |-)half)"
_OF = r"(?:,?~(?:of |in )?(?:the )?(?:(?P<fiscal>fiscal|financial)(?: year)? |fy~)?)"
_PART = r"(?P<part>early|mid|late)(?: |-)(?:in )?(?:the )?"
_CENTURY_NAMES = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
]  # fmt: skip
_SPORT = re.compile(
    r"\b(?:touchdowns?|yards?|scored?|scoring|goals?|lead|kick|pass(?:es)?|game|match|halftime|points?|penalty)\b",
    re.IGNORECASE,
)
_THIRDS = {"early": 0, "mid": 1, "late": 2}
_FISCAL = "(?:fiscal|financial) (?:year )?"
_MONTHS_IN_THIRD = 4
_DECADE_THIRDS = ((0, 3), (4, 6), (7, 9))
_CENTURY_THIRDS = ((0, 32), (33, 65), (66, 99))
_MONTH_THIRDS = ((1, 10), (11, 20), (21, 0))
_CENTURY, _DECADE = 100, 10
_TWO_THOUSAND = 2000
_FIRST_PLAIN = 30  # "the '20s" may be of either century
_WINTER = 12


def quarter_number(match: re.Match[str]) -> int:
    """Return the number that a quarter is called by."""
    parts = match.groupdict()
    return int(parts["q"] or parts["qb"] or ORDINALS[parts["ordinal"].lower()])


def half_number(match: re.Match[str]) -> int:
    """Return the number that a half is called by."""
    parts = match.groupdict()
    return int(parts["h"] or parts["hb"] or ORDINALS[parts["ordinal"].lower()])


def half(of: int, number: int) -> str:
    """Return a half of a year.

    >>> half(2023, 1)
    '2023-01-01/2023-06-30'
    """
    return iso.months(of, 6 * number - 5, 6 * number)


def is_sport(scene: Scene) -> bool:
    """Tell whether a quarter or half is that of a game."""
    return _SPORT.search(scene.sentence) is not None


def _is_fiscal(match: re.Match[str]) -> bool:
    return re.search(r"fiscal|financial|fy", match[0], re.IGNORECASE) is not None


def _quarter(match: re.Match[str], _: Scene) -> str | None:
    of = int(match["year"])
    return iso.year(of) if _is_fiscal(match) else iso.quarter(of, quarter_number(match))


def _half(match: re.Match[str], _: Scene) -> str | None:
    of = int(match["year"])
    return iso.year(of) if _is_fiscal(match) else half(of, half_number(match))


def _first_months(match: re.Match[str], _: Scene) -> str | None:
    count = int(match["n"]) if match["n"].isdigit() else SMALL.get(match["n"].lower(), 0)
    return iso.months(int(match["year"]), 1, count) if 1 < count < _WINTER else None


def _fiscal(match: re.Match[str], _: Scene) -> str | None:
    of = match["year"] or match["fy"]
    return of if len(of) > len("22") else iso.year(_TWO_THOUSAND + int(of))


def _season(match: re.Match[str], _: Scene) -> str | None:
    name, of = match["season"].lower(), int(match["year"])
    return iso.year(of) if name == "winter" else iso.months(of, SEASONS[name], SEASONS[name] + 2)


def _winter(match: re.Match[str], _: Scene) -> str | None:
    of = int(match["year"])
    follows = (of + 1) % 10 ** len(match["last"]) == int(match["last"])
    return iso.months(of, _WINTER, _WINTER + 2) if follows else None


def part_of_year(of: int, part: str) -> str:
    """Return the early, mid or late third of a year."""
    first = 1 + _MONTHS_IN_THIRD * _THIRDS[part.lower()]
    return iso.months(of, first, first + _MONTHS_IN_THIRD - 1)


def _part_of_year(match: re.Match[str], _: Scene) -> str | None:
    return part_of_year(int(match["year"]), match["part"])


def _part_of_month(match: re.Match[str], _: Scene) -> str | None:
    of, number = int(match["year"]), month_number(match["month"])
    first, last = _MONTH_THIRDS[_THIRDS[match["part"].lower()]]
    name = iso.month(of, number)
    return f"{name}-{first:02}/{name}-{last or iso.last_day(of, number)}" if is_name(match["month"]) else None


def _decade(match: re.Match[str], _: Scene) -> str | None:
    """Read "the 1990s"; "the 1900s" may be a decade or a century, the hundreds before it are centuries."""
    first, part = int(match["decade"]), match["part"]
    if first % _CENTURY or first == _TWO_THOUSAND:
        return _third(first, _DECADE_THIRDS, part) if part else iso.years(first, first + _DECADE - 1)
    if first > _TWO_THOUSAND - 2 * _CENTURY:
        return None
    return _third(first, _CENTURY_THIRDS, part) if part else iso.years(first, first + _CENTURY - 1)


def _short_decade(match: re.Match[str], _: Scene) -> str | None:
    first, part = _TWO_THOUSAND - _CENTURY + int(match["decade"]), match["part"]
    if int(match["decade"]) < _FIRST_PLAIN:
        return None
    return _third(first, _DECADE_THIRDS, part) if part else iso.years(first, first + _DECADE - 1)


def _century(match: re.Match[str], _: Scene) -> str | None:
    name, part = match["century"].lower().replace(" ", "-"), match["part"]
    number = _CENTURY_NAMES.index(name) + 1 if name in _CENTURY_NAMES else int(re.sub(r"\D", "", name) or 0)
    if not 1 <= number <= len(_CENTURY_NAMES):
        return None
    first = 1 - _CENTURY * number if match["bc"] else _CENTURY * (number - 1) + 1
    return _third(first, _CENTURY_THIRDS, part) if part else iso.years(first, first + _CENTURY - 1)


def _third(first: int, thirds: tuple[tuple[int, int], ...], part: str) -> str:
    begin, end = thirds[_THIRDS[part.lower()]]
    return iso.years(first + begin, first + end)


_MAYBE_PART = f"(?:the )?(?:{_PART})?"
_CENTURIES = "[0-9]{1,2}(?:st|nd|rd|th)|" + "|".join(name.replace("-", "(?: |-)") for name in reversed(_CENTURY_NAMES))
ROWS: tuple[Row, ...] = (
    row(rf"(?:the )?{_QUARTER}{_OF}{YEAR}", _quarter, A_YEAR, A_QUARTER),
    row(rf"{YEAR}(?:’s|'s)?(?: |-){_QUARTER}", _quarter, A_YEAR, A_QUARTER),
    row(rf"(?:the )?{_HALF}{_OF}{YEAR}", _half, A_YEAR, _A_HALF),
    row(
        rf"(?:the )?first (?P<n>[0-9]{{1,2}}|[a-z]{{3,6}}) months (?:of |in ){YEAR}",
        _first_months,
        A_YEAR,
        cue("months"),
    ),
    row(
        rf"(?:the )?{_FISCAL}{YEAR}|fy(?: |-)?(?P<fy>[0-9]{{2}}|20[0-9]{{2}})",
        _fiscal,
        A_DIGIT,
        cue("fiscal", "financial", "fy"),
    ),
    row(rf"(?:the )?winter (?:of )?{YEAR}{DASH}(?P<last>20[0-9]{{2}}|[0-9]{{2}})", _winter, A_YEAR, cue("winter")),
    row(rf"(?:the )?(?P<season>{'|'.join(SEASONS)})(?: of|,)? {YEAR}", _season, A_YEAR, A_SEASON),
    row(rf"{_PART}{a_month()},?(?: of)? {YEAR}", _part_of_month, A_YEAR, A_PART, A_MONTH),
    row(rf"(?:the )?{_PART}{YEAR}", _part_of_year, A_YEAR, A_PART),
    row(rf"{_MAYBE_PART}(?P<decade>1[0-9]{{2}}0|20[0-9]0)(?:’|')?s", _decade, _A_DECADE),
    row(rf"{_MAYBE_PART}(?:[\u2018’]|')(?P<decade>[3-9]0)s", _short_decade, _A_DECADE),
    row(
        rf"{_MAYBE_PART}(?P<century>{_CENTURIES})(?: |-)century(?P<bc> b\.?c\.?(?:e\.?)?(?![a-z]))?",
        _century,
        cue("century"),
    ),
)
