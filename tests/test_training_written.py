"""The sentences written for training: their format, and what training is told by them."""

from __future__ import annotations

import pytest
from evigraph.training.relations import written_documents
from evigraph.training.written import Marked, read, written

BERG = """
# a comment
[Anna Berg](a PERSON) married [Tom](t PERSON) in [Kyiv](y LOC); [she](a) may work for [Karolinska](k ORG).
a SPOUSE t
? a EMPLOYEE_OR_MEMBER_OF k
"""


def test_mentions_keep_their_place():
    """The marks are taken out of the text, and each mention knows its characters."""
    (one,) = read(BERG, "x")
    assert one.text == "Anna Berg married Tom in Kyiv; she may work for Karolinska."
    assert all(one.text[m.start : m.end] for m in one.mentions)
    assert one.mentions[3] == Marked(31, 34, "a", None)


def test_some_properties_hold_both_ways():
    """Who is married to somebody is married from the other side as well; what is unsure holds neither way."""
    (one,) = read(BERG, "x")
    assert one.holds == {("SPOUSE", "a", "t"), ("SPOUSE", "t", "a")}
    assert one.unsure == {("EMPLOYEE_OR_MEMBER_OF", "a", "k")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[Ann](a PERSO) left.", "PERSO is no type of a name"),
        ("[Ann](a left.", "a mention is not written as"),
        ("[Ann](a PERSON) left.\na LIKES a", "LIKES is no property"),
        ("[Ann](a PERSON) left.\na SPOUSE b", "b is marked nowhere"),
        ("[Ann](a PERSON) left.\nso she did", "not a fact: so she did"),
    ],
)
def test_slips_are_named(text, message):
    """What is wrong in a file is named with the file and the place."""
    with pytest.raises(ValueError, match=rf"^x, before line \d+: .*{message}"):
        list(read(text, "x"))


def test_a_tenth_is_kept_for_measuring():
    """Every sentence is of one part only, and a tenth of each file is never trained on."""
    parts = [{(name, number) for name, number, _ in written(part)} for part in ("train", "dev")]
    assert parts[0].isdisjoint(parts[1])
    assert {number % 10 for _, number in parts[1]} == {9}
    assert len(parts[1]) > 100


def test_training_hears_what_is_said_and_what_is_not():
    """A pair is told its labels, those nobody marked are left out, and unsure ones are as well."""
    documents = written_documents(["P26", "P17"])
    sentences = [document.sentences[0] for document in documents]
    married = [pair for s in sentences for pair in s.pairs if "SPOUSE" in pair[2]]
    silent = [pair for s in sentences for pair in s.pairs if not pair[2]]
    assert married
    assert all("P26" in holds and "P17" in unknown for _, _, holds, unknown in married)
    assert len(silent) > len(married)
    assert all("P26" not in unknown or "SPOUSE" in unknown for _, _, _, unknown in silent)


def test_pronouns_point_back_at_names():
    """A pronoun of a written sentence is told the names before it that mean the same thing."""
    links = [link for document in written_documents([]) for link in document.links]
    assert len(links) > 300
    assert all(place < link.pointing for link in links for place in link.right)
