"""Amounts of money: signs, codes and names of currencies, scales, ranges, and what is no money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from evigraph.extract.values.currencies import CODES, COUNTRIES, LARGE, SHORT, SIGNS
from evigraph.extract.values.money import Money, money
from evigraph.graph.model import Value
from hypothesis import given
from hypothesis import strategies as st


def amounts(text: str) -> list[tuple[str, str]]:
    """Return the values and currencies of a text."""
    return [(found.value, found.unit) for found in money(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1.2 billion", "1200000000", "USD"),
        ("US$18m", "18000000", "USD"),
        ("€3.5 million", "3500000", "EUR"),
        ("100 million yuan", "100000000", "CNY"),
        ("Rs 500 crore", "5000000000", "INR"),
        ("₹2 lakh crore", "2000000000000", "INR"),
        ("a billion dollars", "1000000000", "USD"),
        ("half a million dollars", "500000", "USD"),
        ("two and a half million euros", "2500000", "EUR"),
        ("one hundred and fifty dollars", "150", "USD"),
        ("HK$ 7.2bn", "7200000000", "HKD"),
        ("NT$300 million", "300000000", "TWD"),
        ("A$5", "5", "AUD"),
        ("C$5", "5", "CAD"),
        ("S$5", "5", "SGD"),
        ("R$5", "5", "BRL"),
        ("five million Hong Kong dollars", "5000000", "HKD"),
        ("5 Canadian dollars", "5", "CAD"),
        ("USD 5 million", "5000000", "USD"),
        ("5m EUR", "5000000", "EUR"),
        ("CHF 3m", "3000000", "CHF"),
        ("RMB 100 million", "100000000", "CNY"),
        ("¥500", "500", "JPY"),
        ("$1,234.50", "1234.5", "USD"),
        ("$3B", "3000000000", "USD"),
        ("a $5-million deal", "5000000", "USD"),
        ("$0.99", "0.99", "USD"),
        ("10 billion won", "10000000000", "KRW"),
        ("3 million pounds", "3000000", "GBP"),
        ("300 pounds sterling", "300", "GBP"),
        ("20 Mexican pesos", "20", "MXN"),
        ("£20-25 million", "20000000/25000000", "GBP"),
        ("20 to 25 million euros", "20000000/25000000", "EUR"),
        ("between $20 and $25 million", "20000000/25000000", "USD"),
        ("$5 million to $7 million", "5000000/7000000", "USD"),
        ("$500,000 to $2 million", "500000/2000000", "USD"),
    ],
)
def test_an_amount_is_a_decimal_in_a_currency(text: str, value: str, unit: str) -> None:
    """Signs, codes, names and scales come to an exact amount and a code of ISO 4217."""
    assert amounts(f"It paid {text} for it.") == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$20 and $30", [("20", "USD"), ("30", "USD")]),
        ("$5 million and 7 million euros", [("5000000", "USD"), ("7000000", "EUR")]),
        ("$7 billion (£5.5 billion)", [("7000000000", "USD"), ("5500000000", "GBP")]),
        ("5 and 6 million euros", [("6000000", "EUR")]),
        ("$5 to €7", [("5", "USD"), ("7", "EUR")]),
        ("from $30 to $20", [("30", "USD"), ("20", "USD")]),
    ],
)
def test_two_amounts_are_a_range_only_if_joined(text: str, expected: list[tuple[str, str]]) -> None:
    """Two currencies, a falling pair and a plain "and" are two amounts."""
    assert amounts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "300 pounds",
        "3 million pounds of beef",
        "5 won medals",
        "20 pesos",
        "20 crowns",
        "50 cents",
        "the dollar",
        "USD",
        "million dollars",
        "Canadian dollars",
        "$1.5.2",
        "$1,2",
        "TRY 5",
        "ALL 5 of them",
        "$ and cents",
    ],
)
def test_what_cannot_be_told_is_no_amount(text: str) -> None:
    """Weights, shared names, broken numbers and currencies without a number are left alone."""
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [("$5", ""), ("more than $5", "over"), ("about $5", "about"), ("up to $5", "under"), ("nearly $5", "about")],
)
def test_the_bound_of_an_amount_is_kept(text: str, bound: str) -> None:
    """More, less and about are told apart from the amount itself, whose span is without them."""
    (found,) = money(text)
    assert (found.bound, found.text, found.value) == (bound, "$5", "5")


def test_an_amount_becomes_a_literal() -> None:
    """One amount is a decimal with its currency, a range is none."""
    assert money("€5.50", start=10)[0].as_value() == Value("5.5", "xsd:decimal", 10, 15, "EUR")
    assert money("€5-6")[0].as_value() == Value("5/6", "xsd:string", 0, 4, "EUR")


def test_every_currency_has_one_code_of_three_letters() -> None:
    """Whatever the tables lead to is one of the codes that are read themselves."""
    named = {code for each in COUNTRIES.values() for code in each.values()}
    assert {*SIGNS.values(), *SHORT.values(), *LARGE.values(), *named} <= {*CODES, "TRY"}  # in capitals it is a word
    assert all(len(code) == 3 and code.isupper() for code in CODES)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_written_amount_reads_back_as_itself(amount: Decimal) -> None:
    """Any amount with cents, its thousands grouped or not, comes back exactly and in canonical form."""
    for text in (f"${amount:,}", f"USD {amount}", f"{amount:,} euros"):
        (found,) = money(text)
        assert isinstance(found, Money)
        assert found.amount == amount
        assert (found.text, Decimal(found.value)) == (text, amount)
        assert found.value == "0" or not found.value.endswith((".", ".0"))
