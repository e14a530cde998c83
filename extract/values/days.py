"""Days, months and years that the text gives in full: "June 28, 1999", "28/06/1999", "2012–15", "44 BC"."""

from __future__ import annotations

import re

from . import iso
from .currencies import CODES, SHORT
from .grammar import (
    A_DIGIT,
    A_MONTH,
    A_YEAR,
    DASH,
    DAY,
    TWO_MONTHS,
    WEEKDAY,
    YEAR,
    Row,
    Scene,
    a_month,
    cue,
    cue_like,
    is_name,
    month_number,
    row,
    spaced,
)

_TO = f"(?P<to>~{DASH}~| to | until | till | through | and )"
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_WEEKDAY = rf"(?:{WEEKDAY.replace('?P<weekday>', '?:')}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_ON = rf"(?:{_WEEKDAY},? )?"
_ERA = r"(?P<era>b\.?~c\.?(?:~e\.?)?|a\.~d\.|ad|c\.e\.|ce)(?![a-z])"
_SOON = 13  # "2013-04" is a month: as years it would run backwards
_CENTURY = 100
_DECEMBER = 12
_WORDS = ("may", "march", "mar", "dec")  # written small they are seldom months
_THIS_CENTURY = 2000
# What stands before a number that only looks like a year, and after one that counts.
_NUMBERED = re.compile(
    r"\b(?:pages?|pp?\.|versions?|v\.?|no\.|nos\.|numbers?|rooms?|route|highway|flight|chapters?|sections?|vol\.|volumes?"
    r"|articles?|lines?|iso|iec|rfc|windows|office|suite|unit|lot|model|code"
    r"|exactly|over|than|nearly|almost|about|approximately|some|least|another|additional|extra|all)\s+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|staff|personnel|per\s?cent|degrees|square|cubic|sq|thousand|million|billion"
    r"|trillion|dollars|yuan|yen|won|euros|km|kg|m|mm|cm|ft|lbs?|mph|hp|mb|gb|kw|mw|kwh|hz|mhz|calories)\b"
    r"|\s+(?!(?:and|or|the|to|of|in|by|with|as|for|from|at|on|was|were|is|had|has|until|when|its|his|this|across"
    r"|versus|always|perhaps|whereas|unless|towards|besides|less)\b)[a-z]+s\b",
)
_CURRENCIES = "|".join(map(re.escape, (*CODES, *SHORT)))
_CURRENCY_BEFORE = re.compile(rf"(?:[$€£¥₹]|\b(?:{_CURRENCIES}))\s$")
_CURRENCY_AFTER = re.compile(rf"\s(?:{_CURRENCIES})(?!\w)")
_MODEL = re.compile(r"\b(?:an?|his|her|my|their|your)\s+$", re.IGNORECASE)
_NAME = re.compile(r"\s+[A-Z]")


def _number(text: str | None) -> int:
    return int(text) if text else 0


def _iso_day(match: re.Match[str], _: Scene) -> str | None:
    return iso.day(int(match["year"]), int(match["month"]), int(match["day"]))


def _iso_month(match: re.Match[str], _: Scene) -> str | None:
    of, number = int(match["year"]), int(match["month"])
    return iso.month(of, number) if of >= _THIS_CENTURY + _SOON and number <= _DECEMBER else None


def _numeric(match: re.Match[str], _: Scene) -> str | None:
    """Read a date in numbers, where only one of them can be the month or both are the same."""
    one, other, of = int(match["one"]), int(match["other"]), int(match["year"])
    if one > _DECEMBER or one == other:
        return iso.day(of, other, one)
    return iso.day(of, one, other) if other > _DECEMBER else None


def _day(match: re.Match[str], _: Scene) -> str | None:
    return iso.day(int(match["year"]), month_number(match["month"]), int(match["day"]))


def _month(match: re.Match[str], _: Scene) -> str | None:
    return None if match["month"] in _WORDS else iso.month(int(match["year"]), month_number(match["month"]))


def _year(match: re.Match[str], scene: Scene) -> str | None:
    if _is_count(scene):
        return None
    named = scene.after(_MODEL) and scene.before(_NAME)  # "a 1999 Ford"
    return None if named else match["year"]


def _is_count(scene: Scene) -> bool:
    """Tell whether a number counts something, pays for it, or is its name."""
    paid = scene.after(_CURRENCY_BEFORE) or scene.before(_CURRENCY_AFTER)
    return paid or scene.before(_COUNTED) or scene.after(_NUMBERED)


def _year_of_era(match: re.Match[str], _: Scene) -> str | None:
    return iso.year(_signed(int(match["number"]), match["era"]))


def _years_of_era(match: re.Match[str], _: Scene) -> str | None:
    first, last = _signed(int(match["first"]), match["era"]), _signed(int(match["number"]), match["era"])
    return f"{iso.year(first)}/{iso.year(last)}" if first < last else None


def _signed(number: int, era: str) -> int:
    return 1 - number if era.lower().startswith("b") else number


def _years(match: re.Match[str], scene: Scene) -> str | None:
    first, end = int(match["year"]), match["last"]
    last = int(end) if len(end) > len("99") else first - first % _CENTURY + int(end)
    if last <= first or _is_count(scene):
        return None
    hyphen_and_month = len(end) == len("99") and match["dash"] == "-" and int(end) <= _DECEMBER
    return None if hyphen_and_month else f"{iso.year(first)}/{iso.year(last)}"


def _since(match: re.Match[str], _: Scene) -> str | None:
    return f"{match['year']}/{iso.OPEN_END}"


def _months(match: re.Match[str], scene: Scene) -> str | None:
    """Read two months of one year; the first lies in the year before where it comes later in the year."""
    if not (is_name(match["month"]) and _joined(match, scene)):
        return None
    first, last, of = month_number(match["month"]), month_number(match["last"]), int(match["year"])
    return f"{iso.month(of - (first > last), first)}/{iso.month(of, last)}" if first != last else None


def _days(match: re.Match[str], scene: Scene) -> str | None:
    of, number = int(match["year"]), month_number(match["month"])
    return _both(iso.day(of, number, int(match["day"])), iso.day(of, number, int(match["last"])), match, scene)


def _days_of_months(match: re.Match[str], scene: Scene) -> str | None:
    of, first, last = int(match["year"]), month_number(match["month"]), month_number(match["month2"])
    begin = iso.day(of - (first > last), first, int(match["day"]))
    return _both(begin, iso.day(of, last, int(match["last"])), match, scene)


def _both(first: str | None, last: str | None, match: re.Match[str], scene: Scene) -> str | None:
    return f"{first}/{last}" if first and last and first < last and _joined(match, scene) else None


def _joined(match: re.Match[str], scene: Scene) -> bool:
    """Tell whether "and" joins the ends of a stretch, as after "between"."""
    return match["to"].strip().lower() != "and" or scene.after(_BETWEEN)


_DAY_TO_DAY = cue_like(rf"[0-9](?:st|nd|rd|th)?{spaced(_TO)}[0-9]")
_HYPHEN, _RANGE = cue("-"), cue("-", "–", "—", "/")
_IN_NUMBERS = cue_like("[0-9][/.-][0-9]{1,2}[/.-][0-9]")
_A_YEAR_OF_ERA = cue_like(r"[0-9]\s{0,3}(?:b|ad|a\.|ce|c\.)")
_LAST_DAY = DAY.replace("?P<day>", "?P<last>")
_YEAR_AFTER = rf"(?:,~| of | ){YEAR}"
ROWS: tuple[Row, ...] = (
    row(
        "(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?",
        _iso_day,
        A_DIGIT,
        _HYPHEN,
    ),
    row(rf"{_ON}{a_month()} {DAY}{_TO}{_LAST_DAY}{_YEAR_AFTER}", _days, A_YEAR, A_MONTH, _DAY_TO_DAY),
    row(rf"{_ON}{DAY}{_TO}{_LAST_DAY} (?:of )?{a_month()}{_YEAR_AFTER}", _days, A_YEAR, A_MONTH, _DAY_TO_DAY),
    row(
        rf"{_ON}{a_month()} {DAY}{_TO}{a_month('month2')} {_LAST_DAY}{_YEAR_AFTER}", _days_of_months, A_YEAR, TWO_MONTHS
    ),
    row(
        rf"{_ON}{DAY} {a_month()}{_TO}{_LAST_DAY} {a_month('month2')}{_YEAR_AFTER}", _days_of_months, A_YEAR, TWO_MONTHS
    ),
    row(rf"{a_month()}{_TO}{a_month('last')}{_YEAR_AFTER}", _months, A_YEAR, TWO_MONTHS),
    row(rf"{_ON}{a_month()} {DAY},?~{YEAR}", _day, A_YEAR, A_MONTH),
    row(rf"{_ON}(?:the )?{DAY} (?:of )?{a_month()},? {YEAR}", _day, A_YEAR, A_MONTH),
    row(rf"{DAY}-{a_month()}-{YEAR}", _day, A_YEAR, A_MONTH),
    row(rf"(?P<one>[0-3]?[0-9])(?P<sep>[/.-])(?P<other>[0-3]?[0-9])(?P=sep){YEAR}", _numeric, A_YEAR, _IN_NUMBERS),
    row(rf"{a_month()},?(?: of)? {YEAR}", _month, A_YEAR, A_MONTH),
    row(rf"{YEAR}(?:~{DASH}~| to )(?:the )?present\b", _since, A_YEAR, cue("present")),
    row(rf"(?P<first>[0-9]{{1,4}})(?:~{DASH}~| to )(?P<number>[0-9]{{1,4}})~{_ERA}", _years_of_era, _A_YEAR_OF_ERA),
    row(rf"(?P<number>[0-9]{{1,4}})~{_ERA}", _year_of_era, _A_YEAR_OF_ERA),
    row(r"(?P<era>ad|a\.d\.) (?P<number>[0-9]{1,4})", _year_of_era, A_DIGIT, cue("ad", "a.d.")),
    row(rf"{YEAR}~(?P<dash>{DASH}|/)~(?P<last>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}})", _years, A_YEAR, _RANGE),
    row(r"(?P<year>20[0-9]{2})-(?P<month>[01][0-9])", _iso_month, A_DIGIT, _HYPHEN),
    row(YEAR, _year, A_YEAR),
)
