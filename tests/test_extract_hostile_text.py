"""Text that nobody wrote for a reader: other languages, no punctuation, tables, odd characters, no spaces, no end."""

from __future__ import annotations

import re
import time

import pytest
from evigraph.extract.language import guess
from evigraph.graph.assemble import assemble
from evigraph.graph.model import Document, Reading, Value
from evigraph.graph.record import from_json, to_json
from evigraph.graph.report import report
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from timing import grows_less

FOUNDED = "Alibaba was founded in Hangzhou in 1999 by Jack Ma."
MORE = "Lazada was acquired by Alibaba in 2016. Joe Tsai was born in Taipei."
GERMAN = "Das Unternehmen Alibaba wurde 1999 in Hangzhou gegründet und ist eine der größten Firmen der Welt. "
slowly = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

HARD = {
    "German": GERMAN * 3,
    "Chinese": "阿里巴巴集团由马云于1999年在杭州创立。总部位于杭州。" * 5,
    "Arabic": "تأسست شركة علي بابا في هانغتشو عام 1999 على يد جاك ما. " * 3,
    "Russian": "Компания Яндекс была основана в Москве в 1997 году. " * 3,
    "capitals": f"{FOUNDED} {MORE}".upper(),
    "small letters": f"{FOUNDED} {MORE}".lower(),
    "no punctuation": f"{FOUNDED} {MORE} ".replace(".", "") * 10,
    "bullets": f"- {FOUNDED}\n* {MORE}\n• Alibaba\n1. Jack Ma\n(b) Hangzhou",
    "Markdown table": "| Company | City |\n|:---|---:|\n| Alibaba | Hangzhou |\n| Tencent | Shenzhen |\n" * 5,
    "tab-separated": "Company\tCity\nAlibaba\tHangzhou\nTencent\tShenzhen\n" * 5,
    "headings": "ABOUT US\n\nOur History\n\nAlibaba\n\n" * 5,
    "emoji": "🙂 Alibaba 🚀 was founded 🎉 in Hangzhou 🇨🇳 by 👨‍👩‍👧‍👦 Jack Ma 🙂.",
    "foreign names": "阿里巴巴 was founded by 马云 in 杭州. Яндекс is in Москва. علي بابا is in الرياض.",
    "combining": "Ali\u0301baba\u0308 was founded in Ha\u0301ngzhou. " + "a" + "\u0301" * 500 + " was founded.",
    "zero width": "Ali\u200bbaba was\u200d founded in Hang\u200czhou\ufeff by Jack\u00ad Ma.\ufeff",
    "bidi": "\u202eAlibaba\u202c was founded in \u2067Hangzhou\u2069 by \u200fJack Ma\u200e. \u061c",
    "NUL": "Alibaba\x00 was \x00founded in Hangzhou by Jack Ma.\x00",
    "control": "".join(map(chr, range(0x250))) + FOUNDED,
    "private and no characters": f"\ufffe\uffff\U0010ffff\U000e0001\U000f0000 {FOUNDED}",
    "digits": "1234567890 " * 60,
    "punctuation": "?! .,;:-()[]{}\"' " * 30,
    "ellipses": ". . . " * 100,
    "line ends": "\r\n\r \n\u2028\u2029\x85\f\v" * 50,
}
SURROGATES = re.compile("[\ud800-\udfff]")
RUNS = (
    *("a", "1", "(", "\"'", ",", "'s", "a.", "a,", "a@", "a:", "/", "-", "aB1-", "http://a.b/"),
    *("阿", "🙂", "\u0301", "e\u0301\u200d", "\ud800", " ", "\n", "\t", " \n", "\u00a0"),
)
ENDLESS = (
    "Alibaba, Tencent, ",
    "Alibaba and ",
    "Jack Ma who founded Alibaba which owns Lazada which ",
    "he said that it said that she met them and ",
)


def checked(reader, text: str) -> Reading:
    """Read a text, and see that every offset is exact and that the reading survives its record."""
    found = reader.read(Document.of(text, source="hostile", language=guess(text)))
    assert all(text[one.start : one.end] == one.text for one in (*found.mentions, *found.rejected))
    for claim in found.claims:
        assert all(claim.start <= start < end <= claim.end <= len(text) for start, end in claim.cues)
        if isinstance(claim.object, Value) and claim.object.start is not None:
            assert claim.start <= claim.object.start < (claim.object.end or 0) <= claim.end
    assert SURROGATES.search(text) or from_json(to_json(found)) == found  # JSON makes one character of two of them
    return found


def said(found: Reading) -> set[tuple[str, str, str]]:
    """List claims by their texts."""
    texts = {mention.id: mention.text for mention in found.mentions}
    return {
        (texts[c.subject], c.predicate, c.object.value if isinstance(c.object, Value) else texts[c.object])
        for c in found.claims
    }


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_are_read_exactly(reader, name):
    """Whatever a text is made of, it is read without complaint and every offset is exact."""
    assert checked(reader, HARD[name]).document.text == HARD[name]


@pytest.mark.parametrize("name", ["Chinese", "Markdown table", "tab-separated", "headings", "digits", "punctuation"])
def test_what_claims_nothing(reader, name):
    """Tables, headings, digits and a script that the encoder cannot read give no claims."""
    assert checked(reader, HARD[name]).claims == ()


@pytest.mark.parametrize(
    "before", [GERMAN, HARD["Chinese"], HARD["Arabic"], HARD["headings"], "🙂 ", "\x00\n", "\ufeff"]
)
def test_english_beside_anything_is_read(reader, before):
    """What can be read is read, whatever stands before it."""
    found = said(checked(reader, f"{before}\n\n{FOUNDED}"))
    assert {("Alibaba", "foundedBy", "Jack Ma"), ("Alibaba", "foundedIn", "Hangzhou")} <= found


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: text.replace(".", "")])
def test_capitals_and_stops_are_not_needed(reader, change):
    """A sentence in capitals, in small letters or without its stop says the same."""
    expected = {(change("Alibaba"), "foundedBy", change("Jack Ma"))}
    assert expected <= said(checked(reader, change(FOUNDED)))


def test_names_of_other_scripts(reader):
    """A name of another script inside English is an end of a claim like any other."""
    assert ("阿里巴巴", "foundedBy", "马云") in said(checked(reader, "阿里巴巴 was founded by 马云 in 杭州."))


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (HARD["Chinese"], "zh"), (FOUNDED * 3, "en")])
def test_the_report_says_the_language(reader, text, language):
    """The report names the language of each document."""
    (document,) = report(assemble([checked(reader, text)]))["documents"]
    assert document["language"] == language


@slowly
@given(st.text(max_size=80), st.sampled_from([" ", "\n\n", ""]))
@example("'s'S’s", "")
@example("\u0130 \u1e9e \ufb01 \u01c5", " ")  # letters whose small forms are longer
@example("\ud800", " ")
def test_any_characters(reader, noise, join):
    """Any characters at all before and after a sentence leave every offset exact; lone surrogates are read as well."""
    checked(reader, f"{noise}{join}{FOUNDED}{join}{noise}")


@slowly
@given(st.text(alphabet=st.characters(categories=["Cs", "Cf", "Mn", "Cc", "Zs", "Lu"]), max_size=40))
def test_nothing_but_odd_characters(reader, text):
    """Surrogates, format characters, marks and spaces alone are read too."""
    checked(reader, text)


@pytest.mark.parametrize("unit", RUNS, ids=ascii)
def test_a_run_of_one_thing(reader, unit):
    """Many characters without a space, or of nothing but one sign, take seconds and hide nothing after them."""
    before = time.process_time()
    found = checked(reader, f"{unit * (1500 // len(unit))}\n\n{FOUNDED}")
    assert {"Alibaba", "Hangzhou"} <= {mention.text for mention in found.mentions}
    assert time.process_time() - before < 60


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "size"), [("a", 1_000_000), ("1", 1_000_000), ("a1-", 50_000), ("a.", 50_000)])
def test_a_million_characters_without_a_space(reader, unit, size):
    """A word of a megabyte is read in one piece or in several, and the sentence after it is found."""
    found = checked(reader, f"{unit * (size // len(unit))} {FOUNDED}")
    assert {"Alibaba", "Hangzhou"} <= {mention.text for mention in found.mentions}


@pytest.mark.slow
@pytest.mark.parametrize("words", ENDLESS)
def test_a_sentence_without_end(reader, words):
    """Two thousand words without a stop take no more than twice as long by the word as five hundred."""

    def read(size):
        checked(reader, words * (size // len(words.split())) + FOUNDED)

    assert grows_less(read, 500, 2000, than=2)
