"""The way from phrases to the vocabulary, dates, tickers, and the classes of nouns."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from evigraph.extract.claims.facts import Key
from evigraph.extract.claims.measures import KINDS
from evigraph.extract.claims.names import abbreviates
from evigraph.extract.claims.nominals import noun_class
from evigraph.extract.claims.patterns import PATTERNS, Pattern, mapped
from evigraph.extract.claims.phrases import participle, phrase
from evigraph.extract.values.dates import dates
from evigraph.graph.vocabulary import bundled
from hypothesis import given
from hypothesis import strategies as st

AMOUNTS = frozenset().union(*KINDS.values())
DATATYPES = {"date": "xsd:gYear", "string": "xsd:string", **dict.fromkeys(sorted(AMOUNTS), "xsd:decimal")}


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: f"{row.key.voice}-{row.key.lemma}-{row.key.preposition}")
def test_every_pattern_leads_to_a_property_that_allows_it(row: Pattern) -> None:
    """Each row names a property of the vocabulary, and every pair of its classes is within domain and range."""
    vocabulary = bundled()
    assert row.predicate in vocabulary.properties
    for subject, target in product(sorted(row.domain), sorted(row.range)):
        ends = (target, subject) if row.swapped else (subject, target)
        assert vocabulary.allows(row.predicate, ends[0], DATATYPES.get(ends[1], ends[1])), (subject, target)


@pytest.mark.parametrize(
    ("key", "subject", "target", "expected"),
    [
        (Key("found", "in", "passive"), "Organization", "City", "foundedIn"),
        (Key("found", "in", "passive"), "Company", "date", "foundedOn"),
        (Key("found", "in", "passive"), "Organization", "Concept", None),
        (Key("found", "in", "passive"), "Person", "Place", None),
        (Key("move", "to"), "Group", "Country", "migratesTo"),
        (Key("move", "to"), "Organization", "Country", None),
        (Key("join", ""), "Person", "PoliticalParty", "memberOfParty"),
        (Key("join", ""), "Person", "Organization", "memberOf"),
        (Key("buy", ""), "Organization", "Product", None),
        (Key("court", ""), "Organization", "Group", "recruits"),
        (Key("court", ""), "Organization", "Place", None),
        (Key("open", "in"), "Event", "date", "startedOn"),
        (Key("produce"), "Person", "Work", "producer"),
        (Key("produce"), "Organization", "Work", "productionCompany"),
        (Key("produce"), "Organization", "Product", "produces"),
        (Key("novel", "by", "role"), "Work", "Person", "author"),
        (Key("film", "by", "role"), "Work", "Person", "director"),
        (Key("album", "by", "role"), "Work", "Organization", "performer"),
        (Key("star", "in"), "Person", "Work", "castMember"),
        (Key("adapt", "from", "passive"), "Work", "Work", "basedOn"),
        (Key("set", "in", "passive"), "Work", "Place", "setIn"),
        (Key("award", "", "passive"), "Person", "Award", "awardReceived"),
        (Key("give", "", "passive"), "Person", "Product", None),
        (Key("winner", "of", "role"), "Person", "Award", "awardReceived"),
        (Key("succeed"), "Person", "Person", "replaces"),
        (Key("succeed"), "Organization", "Place", None),
        (Key("native", "of", "role"), "Person", "Place", "bornIn"),
        (Key("grow up", "in"), "Person", "Place", "residesIn"),
        (Key("earn degree", "from"), "Person", "Organization", "educatedAt"),
        (Key("enroll", "at"), "Person", "Organization", "educatedAt"),
        (Key("teach", "at"), "Person", "Organization", "employer"),
        (Key("appoint", "as", "passive"), "Person", "Position", "holdsPosition"),
        (Key("chair"), "Person", "Organization", "chairperson"),
        (Key("belong", "to"), "Organization", "Organization", "ownedBy"),
        (Key("belong", "to"), "Person", "PoliticalParty", "memberOfParty"),
        (Key("break away", "from"), "Place", "Place", "separatedFrom"),
        (Key("consist", "of"), "Product", "Product", "partOf"),
        (Key("spark"), "Organization", "Event", "causes"),
        (Key("host"), "Place", "Event", "happenedIn"),
        (Key("fight", "in"), "Person", "Conflict", "foughtIn"),
        (Key("run"), "Organization", "Facility", "operatedBy"),
        (Key("run"), "Person", "Organization", None),
        (Key("speak"), "Group", "Language", "speaks"),
        (Key("work", "in"), "Person", "Place", "worksIn"),
    ],
)
def test_classes_decide_what_a_phrase_means(key: Key, subject: str, target: str, expected: str | None) -> None:
    """The same words mean a property only between ends of fitting classes."""
    reading = mapped(key, subject, target)
    assert (reading and reading.predicate) == expected


def test_an_unknown_class_fits_but_is_not_sure() -> None:
    """A pronoun may be anything, which the reading says."""
    reading = mapped(Key("acquire"), None, "Organization")
    assert reading is not None
    assert not reading.sure


def test_an_unknown_class_is_no_date() -> None:
    """Only a literal fits a property of dates."""
    assert mapped(Key("bear", "on", "passive"), "Person", None) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Established on June 28, 1999, in Hangzhou", ["1999-06-28"]),
        ("on 28 June 1999", ["1999-06-28"]),
        ("the 3rd of May, 2001", ["2001-05-03"]),
        ("in June 1999 and Sept. 2004", ["1999-06", "2004-09"]),
        ("since 2015", ["2015"]),
        ("on 1999-06-28", ["1999-06-28"]),
        ("2000 workers and $1999 and 1,999", []),
        ("31 February 2001", ["2001-02"]),
        ("may 20 people", []),
        ("in 1776.", ["1776"]),
        ("from 1999 to 2013", ["1999/2013"]),
        ("the 1990s", ["1990-01-01/1999-12-31"]),
    ],
)
def test_plain_dates_become_iso(text: str, values: list[str]) -> None:
    """Dates as people write them get their ISO form, and counts are left alone."""
    assert [found.value for found in dates(text)] == values


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_reads_back_as_itself(day: date) -> None:
    """Any day from 1000 to 2099, written out in English, comes back in ISO 8601 with its span."""
    text = f"on {day:%B} {day.day}, {day.year:04}."
    (found,) = dates(text)
    assert (found.value, text[found.start : found.end]) == (str(day), text[3:-1])


@pytest.mark.parametrize(
    ("symbol", "name", "fits"),
    [
        ("BABA", "Alibaba Group Holding Limited", True),
        ("AAPL", "Apple", True),
        ("MSFT", "Microsoft", True),
        ("WHO", "World Health Organization", False),
        ("AI", "Alibaba", False),
        ("CEO", "Cleo", False),
        ("US", "Uber Systems", False),
        ("EV", "Ford", False),
    ],
)
def test_a_ticker_abbreviates_its_name_but_is_no_acronym(symbol: str, name: str, fits: bool) -> None:
    """Capitals after a name are its ticker only if its letters give them in order and they are not its initials."""
    assert abbreviates(symbol, name) is fits


@pytest.mark.parametrize(
    ("lemma", "plural", "expected"),
    [
        ("talent", True, "Group"),
        ("engineer", True, "Group"),
        ("engineer", False, "Person"),
        ("company", False, "Organization"),
        ("company", True, "Group"),
        ("software", False, "Technology"),
        ("retail", False, "Industry"),
        ("service", True, "Service"),
        ("gap", False, "Concept"),
    ],
)
def test_a_noun_tells_its_class(lemma: str, plural: bool, expected: str) -> None:
    """People and companies in the plural are groups; what no list holds is a concept."""
    assert noun_class(lemma, plural=plural) == expected


def test_classes_of_nouns_are_in_the_vocabulary() -> None:
    """Every class a noun can get is a class of the vocabulary."""
    found = {noun_class(lemma, plural=False) for lemma in ("talent", "ceo", "firm", "city", "retail", "service", "car")}
    assert found | {"Concept", "Technology", "Work", "Event", "Position", "StockExchange"} <= set(bundled().classes)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("found", "founded"), ("carry", "carried"), ("deploy", "deployed"), ("expel", "expelled"), ("buy", "bought")],
)
def test_participles_are_formed(verb: str, expected: str) -> None:
    """Passive phrases read as English."""
    assert participle(verb) == expected


def test_one_relation_has_one_phrase() -> None:
    """The same words give the same phrase whatever their order in the text."""
    assert phrase("set up", passive=True, preposition="in") == "be set up in"
