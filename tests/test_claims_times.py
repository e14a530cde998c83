"""When claims hold: a time belongs to the claim it hangs on by syntax, and to no other of the sentence."""

from __future__ import annotations

import pytest
from evigraph.extract.claims import NamedSpan, claims
from evigraph.extract.claims.literals import literal
from evigraph.extract.claims.tree import Sentence
from evigraph.graph.model import Time

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
