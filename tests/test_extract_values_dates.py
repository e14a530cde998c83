"""Dates of a text: which forms become which values, what is counted from the document, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from evigraph.extract.values.dates import Date, date_at, dates, is_date_word
from evigraph.extract.values.iso import Today
from evigraph.graph.model import Value
from hypothesis import given
from hypothesis import strategies as st

TODAY = "2024-05-02"  # a Thursday


def values(text: str, today: str | None = TODAY) -> list[str]:
    """Return the values of the dates of a text."""
    return [found.value for found in dates(text, today=today)]


def texts(text: str, today: str | None = TODAY) -> list[str]:
    """Return the texts of the dates of a text."""
    return [found.text for found in dates(text, today=today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on June 28, 1999, in Hangzhou", "1999-06-28"),
        ("Tuesday, June 28, 1999", "1999-06-28"),
        ("the 3rd of May, 2001", "2001-05-03"),
        ("28 june 1999", "1999-06-28"),
        ("5-Jan-2001", "2001-01-05"),
        ("2024-05-01T10:00:00Z", "2024-05-01"),
        ("28/06/1999", "1999-06-28"),
        ("6/28/1999", "1999-06-28"),
        ("31.12.2001", "2001-12-31"),
        ("05/05/2005", "2005-05-05"),
        ("in Sept. 2004", "2004-09"),
        ("in 2024-05", "2024-05"),
        ("31 February 2001", "2001-02"),
        ("since 2015", "2015"),
        ("in 44 BC", "-0043"),
        ("in 1 B.C.", "0000"),
        ("in AD 79", "0079"),
        ("in 312 CE", "0312"),
        ("fiscal 2022", "2022"),
        ("fiscal year 2022", "2022"),
        ("FY22", "2022"),
        ("the third quarter of fiscal 2024", "2024"),
        ("winter 2020", "2020"),
    ],
)
def test_days_months_and_years_are_xsd_values(text: str, expected: str) -> None:
    """A date that is a day, month or year is one value, whatever the document's date."""
    assert values(text) == values(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q3 2024", "2024-07-01/2024-09-30"),
        ("third-quarter 2024 sales", "2024-07-01/2024-09-30"),
        ("the third quarter of 2024", "2024-07-01/2024-09-30"),
        ("2024 Q3", "2024-07-01/2024-09-30"),
        ("the first half of 2023", "2023-01-01/2023-06-30"),
        ("H2 2023", "2023-07-01/2023-12-31"),
        ("the first nine months of 2023", "2023-01-01/2023-09-30"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("the early 1990s", "1990-01-01/1993-12-31"),
        ("the '60s", "1960-01-01/1969-12-31"),
        ("the 1800s", "1800-01-01/1899-12-31"),
        ("the 19th century", "1801-01-01/1900-12-31"),
        ("the fifth century BC", "-0499-01-01/-0400-12-31"),
        ("late 2019", "2019-09-01/2019-12-31"),
        ("mid-June 2020", "2020-06-11/2020-06-20"),
        ("spring 2020", "2020-03-01/2020-05-31"),
        ("the fall of 2020", "2020-09-01/2020-11-30"),
        ("winter 2019-20", "2019-12-01/2020-02-29"),
        ("1999-2013", "1999/2013"),
        ("2019-20", "2019/2020"),
        ("2010–12", "2010/2012"),
        ("from 1999 to 2013", "1999/2013"),
        ("between 1999 and 2013", "1999/2013"),
        ("from May to July 2020", "2020-05/2020-07"),
        ("November to January 2021", "2020-11/2021-01"),
        ("June 3-5, 2020", "2020-06-03/2020-06-05"),
        ("from June 3 to July 5, 2020", "2020-06-03/2020-07-05"),
        ("(4 May 1929 – 20 January 1993)", "1929-05-04/1993-01-20"),
        ("from late 2019 to early 2020", "2019-09-01/2020-04-30"),
        ("221–206 BC", "-0220/-0205"),
        ("2015–present", "2015/.."),
        ("from 2015 to the present", "2015/.."),
    ],
)
def test_stretches_of_the_calendar_are_intervals(text: str, expected: str) -> None:
    """Quarters, decades, seasons and ranges are intervals of ISO 8601, whatever the document's date."""
    assert values(text) == values(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened yesterday.", "2024-05-01"),
        ("It opens tomorrow.", "2024-05-03"),
        ("They met last Tuesday.", "2024-04-30"),
        ("They met last Thursday.", "2024-04-25"),
        ("They meet next Thursday.", "2024-05-09"),
        ("It opened on Monday.", "2024-04-29"),
        ("It opened on Thursday.", "2024-05-02"),
        ("It will open on Monday.", "2024-05-06"),
        ("On Monday, it will open.", "2024-05-06"),
        ("It said on Monday that it will open.", "2024-04-29"),
        ("It will open, the mayor said on Monday.", "2024-04-29"),
        ("three years ago", "2021"),
        ("a decade ago", "2014"),
        ("two months ago", "2024-03"),
        ("10 days ago", "2024-04-22"),
        ("two weeks ago", "2024-04-15/2024-04-21"),
        ("last month", "2024-04"),
        ("last year", "2023"),
        ("next year", "2025"),
        ("last week", "2024-04-22/2024-04-28"),
        ("last quarter", "2024-01-01/2024-03-31"),
        ("late last year", "2023-09-01/2023-12-31"),
        ("in the past three years", "2021-05-02/2024-05-02"),
        ("over the past decade", "2014-05-02/2024-05-02"),
        ("in the next two weeks", "2024-05-02/2024-05-16"),
        ("in the third quarter", "2023-07-01/2023-09-30"),
        ("in the first quarter", "2024-01-01/2024-03-31"),
        ("the fourth quarter of last year", "2023-10-01/2023-12-31"),
        ("the second half of the year", "2024-07-01/2024-12-31"),
        ("last summer", "2023-06-01/2023-08-31"),
        ("since March", "2024-03"),
        ("since November", "2023-11"),
        ("last May", "2023-05"),
        ("next March", "2025-03"),
        ("on June 28", "2023-06-28"),
        ("on 28 April", "2024-04-28"),
        ("It will open on June 28.", "2024-06-28"),
        ("It is due on April 28.", "2025-04-28"),
    ],
)
def test_relative_dates_count_from_the_document(text: str, expected: str) -> None:
    """A date without a year of its own is counted from that of the document, and without one it cannot be told."""
    assert values(text) == [expected]
    assert values(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "It may hire 20 people.",
        "May I go?",
        "They march on.",
        "since May took office",
        "In the end, Theresa May resigned.",
        "2000 workers",
        "nearly 2000",
        "1,999",
        "$1999",
        "Rs 2000",
        "a 1999 Ford",
        "Room 1984",
        "page 1999",
        "pp. 1999-2001",
        "version 3.11",
        "call 555-1999-2013",
        "1500 km",
        "2000 per cent",
        "06/05/1999",
        "2010-12",
        "the 1900s",
        "the second floor",
        "Wait a second.",
        "every Monday",
        "Monday to Friday",
        "Black Friday",
        "the Friday Times",
        "today's world",
        "more than three years ago",
        "many years ago",
        "five years later",
        "the third quarter, when he scored a goal",
        "the same quarter",
        "\u0662\u0660\u0662\u0660 and \uff11\uff19\uff19\uff19",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Counts, names, pages, prices and habits are no dates, and what is ambiguous is left alone."""
    assert values(text) == []


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2024", "last year", ["2023"]),
        ("2024", "last month", []),
        ("2024-05", "last month", ["2024-04"]),
        ("2024-05", "yesterday", []),
        ("2024-01-01", "yesterday", ["2023-12-31"]),
        ("2024-01-15", "last month", ["2023-12"]),
        ("2024-03-31", "in the past month", ["2024-02-29/2024-03-31"]),
        ("spring", "last year", []),
        ("2024-02-31", "last year", []),
    ],
)
def test_the_document_is_as_fine_as_its_date(today: str, text: str, expected: list[str]) -> None:
    """Nothing is counted from a day that is not known, nor from what is no date."""
    assert values(text, today) == expected


def test_a_date_keeps_its_text_its_span_and_what_it_counts_from() -> None:
    """Offsets count from the start that is given, and the anchor tells how the year is known."""
    (one, two) = dates("Since 2015, and on June 28", start=100, today=TODAY)
    assert (one.start, one.end, one.text, one.anchor) == (106, 110, "2015", "text")
    assert (two.start, two.end, two.text, two.anchor) == (119, 126, "June 28", "nearest")


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("1999-06-28", "xsd:date"),
        ("1999-06", "xsd:gYearMonth"),
        ("1999", "xsd:gYear"),
        ("-0043", "xsd:gYear"),
        ("1999/2013", "edtf:EDTF"),
    ],
)
def test_a_date_is_a_literal_of_its_precision(value: str, datatype: str) -> None:
    """Days, months and years are values of XML Schema; it has no intervals."""
    assert Date(0, 4, value).as_value() == Value(value, datatype, 0, 4)


def test_an_interval_that_goes_on_has_no_end() -> None:
    """What lasts to the present has a beginning only."""
    (found,) = dates("2015–present")
    assert (found.first, found.last) == ("2015", None)


def test_two_stretches_that_do_not_follow_each_other_stay_two() -> None:
    """A later date before an earlier one is no range."""
    assert values("from 2013 to 1999") == ["2013", "1999"]


def test_a_date_is_found_by_position() -> None:
    """A position inside a date finds it, one right after does not."""
    found = dates("in 1999.")
    assert date_at(found, 3) is found[0]
    assert date_at(found, 7) is None


def test_date_words_are_months_and_years() -> None:
    """Days of a month and weekdays alone are not."""
    assert [word for word in ("June", "1999", "28", "Monday") if is_date_word(word)] == ["June", "1999"]


def test_the_date_of_a_document_knows_its_quarter() -> None:
    """May lies in the second quarter; a year alone lies in none."""
    assert [Today.of(text).quarter for text in ("2024-05", "2024")] == [2, None]  # type: ignore[union-attr]  # both are dates


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_reads_back_as_itself(day: date) -> None:
    """Any day from 1000 to 2099, written out in English or in ISO 8601, comes back in ISO 8601 with its span."""
    for text in (f"on {day:%B} {day.day}, {day.year:04}.", f"on {day.day} {day:%b}. {day.year:04}.", f"on {day}."):
        (found,) = dates(text)
        assert (found.value, found.text) == (str(day), text[3:-1])


@given(st.dates(min_value=date(1100, 1, 1), max_value=date(2090, 12, 31)), st.integers(1, 99))
def test_years_ago_are_years_before_the_document(today: date, years: int) -> None:
    """The year of "n years ago" is that many before the document's."""
    assert values(f"{years} years ago", str(today)) == [f"{today.year - years:04}"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31)))
def test_a_weekday_is_within_the_week_before_the_document(today: date) -> None:
    """A bare weekday is at most six days back, "last" one to seven and "next" one to seven ahead."""
    for word, least, most in (("on Monday", -6, 0), ("last Monday", -7, -1), ("next Monday", 1, 7)):
        (found,) = values(word, str(today))
        assert least <= (date.fromisoformat(found) - today).days <= most
        assert date.fromisoformat(found).weekday() == 0
