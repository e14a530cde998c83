"""Dates counted from the date of the document: "yesterday", "last Tuesday", "three years ago", "in the third quarter".

A weekday, month, day of a month or quarter without a year is the nearest one past, that of the document included,
or the nearest to come where the sentence looks ahead ("will", "is due"). "Three years ago" is a year and "two weeks
ago" a week: a text is as fine as the unit it counts in. What is only about so long ago is left alone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import iso
from .grammar import (
    A_DIGIT,
    A_MONTH,
    A_PART,
    A_QUARTER,
    DASH,
    DAY,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    Row,
    Scene,
    a_month,
    cue,
    is_name,
    month_number,
    row,
)
from .iso import Today
from .numerals import number
from .periods import A_SEASON, ORDINALS, SEASONS, half, is_sport, part_of_year, quarter_number

_WEEK, _YEAR, _MONTHS_OF_QUARTER, _DECADE = 7, 12, 3, 10
_MOST = {"day": 999, "week": 200, "month": 100, "quarter": 40, "year": 99, "decade": 9}
_STEPS = {"last": -1, "this": 0, "the": 0, "next": 1}
_A_UNIT = cue(*_MOST)
_A_STEP = cue("last", "this", "next")
_A_DAY = cue("day", "night", "tomorrow", "morning", "afternoon", "evening")
_N = r"(?P<n>an?|[0-9]{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)"
_UNIT = r"(?P<unit>day|week|month|quarter|year|decade)"
_WHICH = r"(?P<which>last|this|next)"
_VAGUE = re.compile(
    r"\b(?:than|over|least|most|nearly|almost|about|around|roughly|some|approximately|under|to|every|several|many|"
    r"hundreds?|thousands?|million|and)[\s-]+$|-$",
    re.IGNORECASE,
)
_FIXED_DAY = re.compile(
    r"\b(?:every|each|any|an?|the|that|following|previous|same|(?-i:Black|Good|Easter|Super|Ash|Bloody|Holy|Cyber|Palm"
    r"|Shrove|Giving|Casual|Sheffield))\s+$|-$",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"\s+(?:Times|Night|Mirror|Telegraph|Express|Mail|Post|Evening Post|Club|the 13th)\b|['’]s\s+[A-Z]|-[a-z]"
    rf"|\s*(?:to|through|and|or|{DASH})\s*(?:{'|'.join(WEEKDAYS)})\b|\s+(?:before|after)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\s*(?:to|through|and|or|{DASH})\s*$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|since|until|till|during|early|late|mid|through|last|next|this|from)[\s-]+$", re.IGNORECASE)
_PERSON = re.compile(
    r"\s+(?:[A-Z]|(?:has|was|is|said|says|had|did|took|told|would|will)\b|[0-9])|['’]s\b|-[A-Za-z]", re.ASCII
)
_COUNTED = re.compile(
    r"\s+(?!(?:was|is|as|its|his|this|has|versus)\b)[a-z]+s\b|\s+(?:people|percent|per\s+cent|million|billion)\b"
)
_TODAYS = re.compile(r"['’]s\b")
_ANOTHER_YEAR = re.compile(r"[,\s]{0,3}(?:of\s+)?(?:the\s+)?(?:same|that|following|previous|next|[0-9]{1,4}\b|fiscal)")
_OTHER = re.compile(r"\b(?:same|that|previous|following|prior|preceding|year-ago|fiscal)\s+$", re.IGNORECASE)
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "this morning": 0, "this afternoon": 0,
         "this evening": 0, "last night": -1}  # fmt: skip


def _near_day(match: re.Match[str], scene: Scene) -> str | None:
    today = scene.today
    if today is None or today.date is None or scene.before(_TODAYS):
        return None
    return (today.date + timedelta(days=_DAYS[" ".join(match["word"].lower().split())])).isoformat()


def _weekday(match: re.Match[str], scene: Scene) -> str | None:
    today = scene.today
    fixed = scene.after(_FIXED_DAY) or scene.after(_HABIT) or scene.before(_IN_NAME)
    if today is None or today.date is None or fixed or not is_name(match["weekday"]):
        return None
    which = (match["which"] or "").lower()
    return _day_of_week(today.date, WEEKDAYS.index(match["weekday"].lower()), which, ahead=scene.ahead).isoformat()


def _day_of_week(today: date, weekday: int, which: str, *, ahead: bool) -> date:
    """Return the day of a week: "last" is before today, "next" after it, "this" in its week, else the nearest."""
    forward = (weekday - today.weekday()) % _WEEK
    if which == "this":
        return today + timedelta(days=weekday - today.weekday())
    if which == "next":
        return today + timedelta(days=forward or _WEEK)
    if which == "last":
        return today + timedelta(days=forward - _WEEK)
    return today + timedelta(days=forward if ahead or not forward else forward - _WEEK)


def _ago(match: re.Match[str], scene: Scene) -> str | None:
    count, unit = number(match["n"]), match["unit"].lower()
    if scene.today is None or scene.after(_VAGUE) or count is None or not 0 < count <= _MOST[unit]:
        return None
    return _shifted(scene.today, unit, -int(count))


def _step(match: re.Match[str], scene: Scene) -> str | None:
    if scene.today is None or scene.after(_OTHER):
        return None
    return _shifted(scene.today, match["unit"].lower(), _STEPS[match["which"].lower()])


def _part(match: re.Match[str], scene: Scene) -> str | None:
    """Read "late last year" as a third of it."""
    today = scene.today
    return None if today is None else part_of_year(today.year + _STEPS[match["which"].lower()], match["part"])


def _shifted(today: Today, unit: str, steps: int) -> str | None:
    """Return the day, week, month, quarter or year so many steps from that of the document."""
    if unit in ("year", "decade"):
        return iso.year(today.year + steps * (1 if unit == "year" else _DECADE))
    if unit == "month" and today.month is not None:
        return iso.month(*_month_after(today.year, today.month, steps))
    if unit == "quarter" and today.month is not None:
        of, first = _month_after(today.year, today.month, steps * _MONTHS_OF_QUARTER)
        return iso.quarter(of, (first - 1) // _MONTHS_OF_QUARTER + 1)
    if today.date is None:
        return None
    if unit == "day":
        return (today.date + timedelta(days=steps)).isoformat()
    return iso.week(today.date + timedelta(days=steps * _WEEK)) if unit == "week" else None


def _month_after(of: int, number_: int, steps: int) -> tuple[int, int]:
    years, month = divmod(of * _YEAR + number_ - 1 + steps, _YEAR)
    return years, month + 1


def _stretch(match: re.Match[str], scene: Scene) -> str | None:
    """Read "the past three years" as what ends today, "the next two weeks" as what begins today."""
    today, unit = scene.today, match["unit"].lower()
    count = number(match["n"]) if match["n"] else 1
    if today is None or today.date is None or count is None or not 0 < count <= _MOST[unit]:
        return None
    ahead = match["which"].lower() in ("next", "coming")
    other = _moved(today.date, unit, int(count) if ahead else -int(count))
    first, last = sorted((today.date, other))
    return f"{first.isoformat()}/{last.isoformat()}"


def _moved(today: date, unit: str, count: int) -> date:
    """Return the day so many units away; a month too short for it ends on its last day."""
    if unit in ("day", "week"):
        return today + timedelta(days=count * (_WEEK if unit == "week" else 1))
    size = {"month": 1, "quarter": _MONTHS_OF_QUARTER, "year": _YEAR, "decade": _YEAR * _DECADE}[unit]
    of, month = _month_after(today.year, today.month, count * size)
    return date(of, month, min(today.day, iso.last_day(of, month)))


def _bare_month(match: re.Match[str], scene: Scene) -> str | None:
    today, written, which = scene.today, match["month"], (match["which"] or "").lower()
    if today is None or today.month is None or not is_name(written) or not (which or scene.after(_IN)):
        return None
    if scene.before(_PERSON) or scene.before(_COUNTED):
        return None
    return iso.month(
        today.year + _years_to(month_number(written) - today.month, which, ahead=scene.ahead), month_number(written)
    )


def _years_to(distance: int, which: str, *, ahead: bool) -> int:
    """Return the years between that of the document and that of a month, by how many months later in a year it is.

    "Last" is before the month of the document, "next" after it, "this" in its year, and else it is the nearest.
    """
    if which == "this":
        return 0
    if which == "last":
        return -1 if distance >= 0 else 0
    if which == "next":
        return 1 if distance <= 0 else 0
    return int(distance < 0) if ahead else -int(distance > 0)


def _month_day(match: re.Match[str], scene: Scene) -> str | None:
    today, number_, of_month = scene.today, month_number(match["month"]), int(match["day"])
    if today is None or today.date is None or not is_name(match["month"]):
        return None
    if scene.before(_ANOTHER_YEAR) or scene.before(_COUNTED):
        return None
    found = iso.day(today.year, number_, of_month)
    if found is None:
        return None
    past = found <= today.date.isoformat()
    step = (1 if past and found != today.date.isoformat() else 0) if scene.ahead else (0 if past else -1)
    return iso.day(today.year + step, number_, of_month)


def _quarter(match: re.Match[str], scene: Scene) -> str | None:
    """Read "the third quarter" and "the third quarter of last year"."""
    today = scene.today
    if today is None or is_sport(scene) or scene.after(_OTHER):
        return None
    wanted, which = quarter_number(match), (match["which"] or "").lower()
    if which:
        return iso.quarter(today.year + _STEPS[which], wanted)
    if today.quarter is None or scene.before(_ANOTHER_YEAR):
        return None
    later = wanted > today.quarter
    return iso.quarter(today.year + ((wanted < today.quarter) if scene.ahead else -later), wanted)


def _half(match: re.Match[str], scene: Scene) -> str | None:
    today = scene.today
    if today is None or is_sport(scene):
        return None
    return half(today.year + _STEPS[match["which"].lower()], ORDINALS[match["ordinal"].lower()])


def _season(match: re.Match[str], scene: Scene) -> str | None:
    """Read "last summer" as the latest that is over, and "next summer" as the nearest to begin."""
    today, name = scene.today, match["season"].lower()
    if today is None or today.month is None or name == "winter":
        return None
    which, first = match["which"].lower(), SEASONS[name]
    years = {"this": 0, "last": -(today.month <= first + 2), "next": int(today.month >= first)}
    return iso.months(today.year + years[which], first, first + 2)


_FULL_MONTHS = "(?P<month>" + "|".join(MONTHS) + ")"
_QUARTER_NAME = r"(?:q(?P<q>[1-4])|(?P<qb>[1-4])q(?![0-9a-z])|(?P<ordinal>first|second|third|fourth)(?: |-)quarter)"
_OF_YEAR = r"(?: of (?P<which>last|this|next) year)?"
_ON = rf"(?:{WEEKDAY},? )?"
ROWS: tuple[Row, ...] = (
    row(rf"(?:the )?{_QUARTER_NAME}{_OF_YEAR}", _quarter, A_QUARTER, anchor="nearest"),
    row(
        "the (?P<ordinal>first|second)(?: |-)half of (?P<which>last|this|next|the) year",
        _half,
        cue("half"),
        anchor="document",
    ),
    row(rf"(?:the )?(?P<which>past|last|coming|next) {_N} {_UNIT}s", _stretch, _A_UNIT, anchor="document"),
    row(
        r"the (?P<which>past|coming) (?P<n>)(?P<unit>decade|year|month|week|quarter)",
        _stretch,
        _A_UNIT,
        anchor="document",
    ),
    row(rf"{_N} {_UNIT}s? ago", _ago, cue("ago"), anchor="document"),
    row(rf"{_WHICH} {_UNIT}", _step, _A_STEP, _A_UNIT, anchor="document"),
    row(rf"(?P<part>early|mid|late)(?: |-){_WHICH} year", _part, _A_STEP, A_PART, anchor="document"),
    row(rf"{_WHICH} (?P<season>{'|'.join(SEASONS)})", _season, _A_STEP, A_SEASON, anchor="document"),
    row(rf"(?:{_WHICH} )?{WEEKDAY}", _weekday, cue("day"), anchor="nearest"),
    row(rf"{_ON}{a_month()} {DAY}", _month_day, A_DIGIT, A_MONTH, anchor="nearest"),
    row(rf"{_ON}(?:the )?{DAY} (?:of )?{a_month()}", _month_day, A_DIGIT, A_MONTH, anchor="nearest"),
    row(rf"(?:{_WHICH} )?{_FULL_MONTHS}", _bare_month, A_MONTH, anchor="nearest"),
    row(rf"(?P<word>{'|'.join(_DAYS)})", _near_day, _A_DAY, anchor="document"),
)
