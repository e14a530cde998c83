"""Laws that hold of dates, money and quantities in any text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest
from evigraph.export.literals import literal
from evigraph.extract.values import days, periods, relative
from evigraph.extract.values.dates import Date, dates
from evigraph.extract.values.grammar import likely
from evigraph.extract.values.money import Money, money
from evigraph.extract.values.quantities import Quantity, quantities
from hypothesis import given, settings
from hypothesis import strategies as st

# The first quantity of all loads the dictionary of lemmas, which takes longer than one example may.
unhurried = settings(deadline=None)
Found = Date | Money | Quantity
PIECES = """
in on the of to and - – , . ' ’ $ € £ US$ Rs % + x 1999 2013 2,000 3.5 28 5 0 44 BC AD June May march Sept. Monday last
next this first third quarter half fiscal FY22 Q3 year years ago decade 1990s century late mid spring winter million bn
m k dozen twenty five hundred a an half yuan dollars pounds won people employees square kilometres °C km per cent
yesterday today since from between will \u017f \u0131 \u212a ² \u0663 \uff11 é 😀
"""
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from([*PIECES.split(), "\n", "\u202f"]), max_size=25).map(" ".join)
)
TODAYS = st.sampled_from([None, "2024", "2024-02", "2024-02-29", "1000-01-01", "2999-12-31", "9999-12-31", "soon", ""])


def everything(text: str, today: str | None = None) -> list[Sequence[Found]]:
    """Return all three kinds of values of a text."""
    return [dates(text, today=today), money(text), quantities(text)]


@unhurried
@given(TEXTS, TODAYS)
def test_spans_are_exact_in_order_and_apart(text: str, today: str | None) -> None:
    """What was read is text[start:end], nothing overlaps, and no text raises an error."""
    for found in everything(text, today):
        assert [value.text for value in found] == [text[value.start : value.end] for value in found]
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(value.start < value.end for value in found)


@unhurried
@given(TEXTS)
def test_rows_that_are_passed_over_hold_no_date(text: str) -> None:
    """A row whose cues a text lacks matches nothing in it."""
    rows = (*periods.ROWS, *days.ROWS, *relative.ROWS)
    kept = likely(rows, text)
    assert not [row for row in rows if row not in kept and row.pattern.search(text)]


@unhurried
@given(TEXTS, TODAYS, st.integers(0, 10**6))
def test_offsets_count_from_the_start_that_is_given(text: str, today: str | None, start: int) -> None:
    """Reading a part of a document moves spans and changes nothing else."""
    moved = [dates(text, start=start, today=today), money(text, start=start), quantities(text, start=start)]
    for here, there in zip(everything(text, today), moved, strict=True):
        assert [(v.start + start, v.end + start, v.value) for v in here] == [(v.start, v.end, v.value) for v in there]


@unhurried
@given(TEXTS)
def test_a_quantity_shares_nothing_with_a_date_or_a_sum(text: str) -> None:
    """No number that is a date or an amount of money is counted again as a quantity."""
    taken = [(v.start, v.end) for v in (*dates(text), *money(text))]
    counted = [(v.start, v.end) for v in quantities(text)]
    assert not [(one, other) for one in counted for other in taken if one[0] < other[1] and other[0] < one[1]]


@unhurried
@given(TEXTS, TODAYS)
def test_literals_are_canonical(text: str, today: str | None) -> None:
    """Every value is already what an RDF literal of its datatype is written as."""
    for found in everything(text, today):
        for value in (each.as_value() for each in found):
            assert literal(value).value == value.value
            assert literal(value).datatype.rpartition("#")[2] == (
                value.datatype.partition(":")[2] if value.datatype.startswith("xsd:") else "string"
            )


@unhurried
@given(TEXTS, TODAYS)
def test_intervals_run_forward(text: str, today: str | None) -> None:
    """An interval of days begins no later than it ends."""
    for found in dates(text, today=today):
        if re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", found.value):
            assert found.last is not None
            assert found.first <= found.last


@unhurried
@given(TEXTS)
def test_ranges_rise(text: str) -> None:
    """The upper end of a range is above the lower one, and no amount of money is below nothing."""
    for found in (*money(text), *quantities(text)):
        assert found.upto is None or found.upto > found.amount
    assert all(found.amount >= Decimal(0) for found in money(text))


@pytest.mark.parametrize("find", [lambda text: dates(text, today="2024-05-02"), money, quantities])
@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1,000,",
        "one ",
        "one hundred and ",
        "twenty-",
        "June ",
        "1999-",
        "1999 to ",
        "$1 to ",
        "5 million ",
        " ",
        "1",
    ],
)
def test_time_grows_with_the_length(piece: str, find: Callable[[str], object]) -> None:
    """20,000 characters that begin a value again and again are read in seconds."""
    text = piece * (20_000 // len(piece))
    begin = process_time()
    find(text)
    assert process_time() - begin < 60
