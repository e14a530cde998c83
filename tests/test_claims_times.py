"""When claims hold: a time belongs to the claim it hangs on by syntax, and to no other of the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evigraph.extract.claims import NamedSpan, claims
from evigraph.extract.claims.literals import literal
from evigraph.extract.claims.states import POSTS, STATES
from evigraph.extract.claims.tree import Sentence
from evigraph.graph.model import Document, Time, Value
from evigraph.graph.vocabulary import bundled

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

TODAY = "2024-05-02"
# Each word as form/lemma/pos/head/relation.
TREES = {
    "verb": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj in//ADP/5/case 2021//NUM/2/obl",
    "on the name": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj in//ADP/5/case 2021//NUM/3/nmod",
    "relative": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj last//ADJ/5/amod"
    " year//NOUN/2/obl:unmarked",
    "decade": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj in//ADP/6/case the//DET/6/det"
    " 1990s//NOUN/2/obl",
    "before the noun": "Google//PROPN/2/nsubj bought/buy/VERB/0/root the//DET/5/det 2007//NUM/5/nummod"
    " Fitbit//PROPN/2/obj",
    "apposition": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj ,//PUNCT/5/punct"
    " rival//NOUN/3/appos since//ADP/7/case 2015//NUM/5/nmod",
    "other clause": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj founded/found/VERB/3/acl"
    " in//ADP/6/case 2010//NUM/4/obl",
    "main clause": "They/they/PRON/2/nsubj said/say/VERB/0/root in//ADP/4/case 2018//NUM/2/obl Google//PROPN/6/nsubj"
    " bought/buy/VERB/2/ccomp Fitbit//PROPN/6/obj",
    "conjunct": "Google//PROPN/2/nsubj bought/buy/VERB/0/root Fitbit//PROPN/2/obj and//CCONJ/5/cc Nest//PROPN/3/conj"
    " in//ADP/7/case 2014//NUM/5/nmod",
}
HOLDS = {
    "verb": Time("2021", "2021"),
    "on the name": Time("2021", "2021"),
    "relative": Time("2023", "2023"),
    "decade": Time("1990-01-01", "1999-12-31"),
}


def tree(key: str) -> Sentence:
    """Return a sentence of the table."""
    words = [word.split("/") for word in TREES[key].split()]
    rows = [
        f"{number}\t{form}\t{lemma or form}\t{pos}\t{pos}\t_\t{head}\t{rel}\t_\t_"
        for number, (form, lemma, pos, head, rel) in enumerate(words, 1)
    ]
    return Sentence.from_conllu("\n".join([f"# text = {' '.join(word[0] for word in words)}", *rows]))


@pytest.mark.parametrize("key", sorted(TREES))
def test_a_time_qualifies_what_it_hangs_on(key: str) -> None:
    """The purchase takes a time from its own clause, and none from a noun, an apposition or another clause."""
    sentence = tree(key)
    names = [
        NamedSpan(word.start, word.end, "Organization") for word in sentence.words if word.text in ("Google", "Fitbit")
    ]
    drafts, _ = claims([sentence], names, date=TODAY)
    times = {draft.time for draft in drafts if sentence.text[draft.object.start :].startswith("Fitbit")}
    assert times == {HOLDS.get(key)}


@pytest.mark.parametrize(
    ("predicate", "text", "expected"),
    [
        ("foundedOn", "three years ago", ("2021", "xsd:gYear", None)),
        ("foundedOn", "last month", ("2024-04", "xsd:gYearMonth", None)),
        ("foundedOn", "June 28", ("2023-06-28", "xsd:date", None)),
        ("foundedOn", "the 1990s", None),
        ("bornOn", "June 28", None),
        ("bornOn", "28 June 1976", ("1976-06-28", "xsd:date", None)),
        ("revenue", "about $5 million", ("5000000", "xsd:decimal", "USD")),
        ("revenue", "20 per cent", None),
        ("employeeCount", "some 250,000 employees", ("250000", "xsd:decimal", "employee")),
        ("employeeCount", "20 factories", None),
        ("population", "3.5 million inhabitants", ("3500000", "xsd:decimal", "inhabitant")),
        ("area", "40 square kilometres", ("40", "xsd:decimal", "km2")),
        ("area", "40 km", None),
        ("unemploymentRate", "5.1 percent", ("5.1", "xsd:decimal", "%")),
    ],
)
def test_a_property_takes_the_literal_that_fits(
    predicate: str, text: str, expected: tuple[str, str, str | None] | None
) -> None:
    """Dates, sums and quantities become objects of the properties that ask for them, in a unit they can have."""
    found = literal(predicate, text, today=TODAY)
    assert (found and (found.value, found.datatype, found.unit)) == expected


PERIODS = {
    "Ann Lee worked for Acme Robotics from 1999 to 2013.": {"employer": Time("1999", "2013")},
    "Ann Lee worked for Acme Robotics until 2013.": {"employer": Time(None, "2013")},
    "Ann Lee lived in Oslo before 2010.": {"residesIn": Time(None, "2010")},
    "Ann Lee was chairwoman of Acme Robotics between 2001 and 2005.": {"chairperson": Time("2001", "2005")},
    "Alibaba has been listed on the New York Stock Exchange since 2014.": {"listedOn": Time("2014")},
    "Google acquired YouTube in 2006.": {"acquired": Time("2006", "2006")},
    # What begins or ends a state tells since when or until when it holds.
    "John Smith joined Acme Robotics in 2010.": {"employer": Time("2010")},
    "Ann Lee left the Labour Party in 2019.": {"memberOfParty": Time(None, "2019")},
    "Ann Lee married John Smith in 2001.": {"spouse": Time("2001")},
    "Ann Lee became president of France in 2012.": {"headOfState": Time("2012"), "holdsPosition": Time("2012")},
    "Former CEO John Smith quit in 2010.": {"holdsPosition": Time(None, TODAY)},
    # What is over ended before the date of the document.
    "Mary Barra, a former chief executive of Siemens, lives in Oslo.": {
        "chiefExecutive": Time(None, TODAY),
        "residesIn": None,
        "headquarteredIn": None,
        "employer": Time(None, TODAY),
    },
    "The ex-CEO of Acme Robotics, John Smith, lives in Oslo.": {"chiefExecutive": Time(None, TODAY), "residesIn": None},
    "Ann Lee was previously chairwoman of Siemens.": {"employer": Time(None, TODAY), "chairperson": Time(None, TODAY)},
    "He then joined Acme Robotics": {"memberOf": None},
    # A length of time without an end of it tells neither.
    "Ann Lee worked at Acme Robotics for three years.": {"employer": None},
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_claim_holds_when_its_words_say(reader: Reader, text: str) -> None:
    """Typed claims and patterns have the time of their own words, those of the network too."""
    found = reader.read(Document.of(text, source="text", date=TODAY, language="en"))
    times = {claim.predicate: claim.time for claim in found.claims if claim.predicate in PERIODS[text]}
    assert times.items() <= PERIODS[text].items()
    assert times


def test_states_are_of_the_vocabulary() -> None:
    """Each state that a verb can begin or end is a property of the vocabulary."""
    assert POSTS <= STATES <= set(bundled().properties)


PLACES = {
    "Merkel met Putin in Oslo in 2012.": {("Merkel", "open:meet in", "Oslo")},
    "Spain beat Norway in Paris.": {("Spain", "open:beat in", "Paris")},
    "Acme Robotics opened a plant in Leipzig in 2019.": {("Acme Robotics", "open:open plant in", "Leipzig")},
    "Alibaba acquired Lazada in Singapore.": set(),
}


@pytest.mark.parametrize("text", PLACES)
def test_where_it_took_place_is_a_claim_of_its_own(reader: Reader, text: str) -> None:
    """The place of what somebody did is said of them, with the verb and its preposition."""
    found = reader.read(Document.of(text, source="text", date=TODAY, language="en"))
    words = {mention.id: mention.text for mention in found.mentions}
    said = [claim for claim in found.claims if claim.predicate.endswith(" in") and not isinstance(claim.object, Value)]
    assert {(words[claim.subject], claim.predicate, words[str(claim.object)]) for claim in said} == PLACES[text]
