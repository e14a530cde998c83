"""Numbers and quantities: words and digits, units of UCUM, counted nouns, and what counts nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from evigraph.extract.values.numerals import canonical, number
from evigraph.extract.values.quantities import quantities
from evigraph.extract.values.units import SYMBOLS, named_units
from evigraph.graph.model import Value
from hypothesis import given
from hypothesis import strategies as st


def found_in(text: str) -> list[tuple[str, str]]:
    """Return the values and units of a text."""
    return [(found.value, found.unit) for found in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("250,000 employees", "250000", "employee"),
        ("100 new full-time jobs", "100", "job"),
        ("twenty-five thousand people", "25000", "people"),
        ("3.5 million inhabitants", "3500000", "inhabitant"),
        ("two companies", "2", "company"),
        ("three dozen eggs", "36", "egg"),
        ("2000 workers", "2000", "worker"),
        ("5.3 km", "5.3", "km"),
        ("5.3km", "5.3", "km"),
        ("20 percent", "20", "%"),
        ("20%", "20", "%"),
        ("20 per cent", "20", "%"),
        ("40 square kilometres", "40", "km2"),
        ("40 km²", "40", "km2"),
        ("40 sq km", "40", "km2"),
        ("500 square miles", "500", "[mi_i]2"),
        ("-5 °C", "-5", "Cel"),
        ("20 degrees Celsius", "20", "Cel"),
        ("a 10-year plan", "10", "a"),
        ("a 20-mile run", "20", "[mi_i]"),
        ("six feet", "6", "[ft_i]"),
        ("100 million barrels", "100000000", "[bbl_us]"),
        ("300 megawatts", "300", "MW"),
        ("24 hours", "24", "h"),
        ("80 km/h", "80", "km/h"),
        ("64 GB", "64", "GBy"),
        ("5 percentage points", "5", "percentage point"),
        ("20–25 km", "20/25", "km"),
        ("5 to 10 per cent", "5/10", "%"),
        ("5% to 10%", "5/10", "%"),
        ("between 20 and 25 people", "20/25", "people"),
        ("5 tons", "5", "ton"),
    ],
)
def test_a_quantity_is_a_decimal_in_a_unit(text: str, value: str, unit: str) -> None:
    """Numbers with a unit of measure take its code of UCUM, those with a noun its lemma."""
    assert found_in(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "the second floor",
        "the 20th floor",
        "the first companies",
        "one of the largest companies",
        "Boeing 737 jets",
        "page 12 lines",
        "version 3.11 features",
        "in 1999 banks failed",
        "555-1234 calls",
        "G20 leaders",
        "Covid-19 cases",
        "8:30 trains",
        "1,2,3 dogs",
        "7,5 km",
        "$5 notes",
        "20 pounds",
        "18m people",
        "June 28, 1999",
        "a dozen",
        "in 2024",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    """Ordinals, names with numbers, dates, sums of money and broken numbers are left alone."""
    assert found_in(text) == []


def test_a_quantity_beside_an_amount_and_a_date() -> None:
    """Each number is read once: as a date, as money or as a quantity."""
    assert found_in("In 2024 it paid $5 million to 300 people in 20 cities") == [("300", "people"), ("20", "city")]


def test_two_quantities_without_between_are_not_a_range() -> None:
    """A plain "and" leaves the unit to the second number."""
    assert found_in("20 and 30 people") == [("30", "people")]


def test_a_quantity_becomes_a_literal() -> None:
    """A quantity is a decimal with its unit and its span in the document; its bound is no part of it."""
    (found,) = quantities("more than 5.50 km", start=10)
    assert found.as_value() == Value("5.5", "xsd:decimal", 20, 27, "km")
    assert (found.bound, found.text) == ("over", "5.50 km")


def test_units_are_codes() -> None:
    """No code of a unit holds white space, but for what is counted and has none."""
    codes = {*SYMBOLS.values(), *named_units().values()} - {"percentage point", "basis point"}
    assert not [code for code in codes if any(map(str.isspace, code))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 billion", "1200000000"),
        ("one hundred and twenty-five thousand", "125000"),
        ("two million three hundred thousand and five", "2300005"),
        ("nineteen hundred", "1900"),
        ("two and a half million", "2500000"),
        ("half a million", "500000"),
        ("two hundred thousand", "200000"),
        ("a dozen", "12"),
        ("three dozen", "36"),
        ("12,34,567", "1234567"),
        ("0.50", "0.5"),
    ],
)
def test_numbers_in_words_and_digits(text: str, value: str) -> None:
    """A number has one canonical form, however it is written."""
    found = number(text)
    assert found is not None
    assert canonical(found) == value


@pytest.mark.parametrize(
    "text", ["", "five two", "twenty twelve", "1,2,3", "713.837.1638", "two thousand three million", "x"]
)
def test_what_is_no_number(text: str) -> None:
    """Words that do not build one number are none, nor are the digits of a telephone number."""
    assert number(text) is None


UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
WORDS = [*UNITS.split(), "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """Write a number below a billion in English."""
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if value >= size:
            rest = f" {in_words(value % size)}" if value % size else ""
            return f"{in_words(value // size)} {name}{rest}"
    if value < 20:
        return WORDS[value]
    return TENS[value // 10 - 2] + (f"-{WORDS[value % 10]}" if value % 10 else "")


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_words_reads_back_as_itself(value: int) -> None:
    """Any number below a billion, written out, comes back."""
    assert number(in_words(value)) == value


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_canonical_forms_are_stable(value: Decimal) -> None:
    """The canonical form means the same number, and its own canonical form is itself."""
    text = canonical(value)
    assert Decimal(text) == value
    assert canonical(Decimal(text)) == text
