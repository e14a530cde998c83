"""Precision on judged texts: what counts as the same claim, and figures that cannot go stale in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from evigraph.benchmarks.quality.judged import (
    COLUMNS,
    HERE,
    Claimed,
    Said,
    Verdict,
    claims_of,
    is_judged,
    read_verdicts,
    replaced,
    row,
    shown,
    table,
    wilson,
    write_verdicts,
)
from evigraph.errors import DocumentError
from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading, Value
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Acme was founded by Ann. It sells rope. She was born in 1960."
MENTIONS = (
    Mention("m1", 0, 4, "Acme", "Organization", "name", "e1"),
    Mention("m2", 20, 23, "Ann", "Person", "name", "e2"),
    Mention("m3", 25, 27, "It", "Organization", "pronoun", "e1"),
    Mention("m4", 34, 38, "rope", "Product", "nominal", "e3"),
    Mention("m5", 40, 43, "She", "Person", "pronoun", "e2"),
)
ENTITIES = (
    DocumentEntity("e1", "Acme", "Organization"),
    DocumentEntity("e2", "Ann", "Person"),
    DocumentEntity("e3", "rope", "Product"),
)
CLAIMS = (
    Claim("m1", "foundedBy", "m2", 0, 24, confidence=0.9),
    Claim("m3", "open:sell", "m4", 25, 39, extractor="open"),
    Claim("m3", "offers", "m4", 25, 39, extractor="pattern", status="planned"),
    Claim("m5", "bornOn", Value("1960", "xsd:gYear", 56, 60), 40, 61),
)
READING = Reading(Document.of(TEXT, source="a.txt"), MENTIONS, ENTITIES, CLAIMS)
FOUNDED = Said("a", "Acme was founded by Ann.", "Acme", "foundedBy", "Ann", "asserted")
OFFERS = Said("a", "It sells rope.", "Acme", "offers", "rope", "planned")
CLAIMED = (Claimed(FOUNDED, "typed"), Claimed(OFFERS, "pattern"))


def test_a_claim_is_shown_by_what_its_ends_resolve_to() -> None:
    """Pronouns stand for their entities and values for themselves, in open claims as in those of the vocabulary."""
    found = claims_of("a", READING)
    assert [(each.said.subject, each.said.predicate, each.said.object) for each in found] == [
        ("Acme", "foundedBy", "Ann"),
        ("Acme", "offers", "rope"),
        ("Acme", "open:sell", "rope"),
        ("Ann", "bornOn", "1960"),
    ]
    assert found[1] == Claimed(OFFERS, "pattern")
    assert [each.kind for each in found] == ["typed", "pattern", "open", "typed"]


def test_verdicts_survive_the_file(tmp_path: Path) -> None:
    """What is written is read again, whatever quotes and line ends a sentence holds."""
    odd = Said("a", 'He said:\n"No, never."', "He", "spouse", "No, never", "negated")
    given_ = {FOUNDED: Verdict("right"), odd: Verdict("wrong", "status: scope"), OFFERS: Verdict("")}
    write_verdicts(tmp_path / "j.csv", given_)
    assert read_verdicts(tmp_path / "j.csv") == given_


@pytest.mark.parametrize(
    "lines",
    ["text,verdict\na,right\n", "", ",".join(COLUMNS) + "\na,b,c,d,e,f,perhaps,\n", ",".join(COLUMNS) + "\na\n"],
)
def test_a_damaged_file_is_named(tmp_path: Path, lines: str) -> None:
    """Other columns, missing cells and verdicts that are none are errors with the file in them."""
    path = tmp_path / "j.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"j\.csv"):
        read_verdicts(path)


def test_an_empty_verdict_is_no_verdict() -> None:
    """A claim is judged once a person said something of exactly that claim."""
    assert not is_judged(CLAIMED[0], {FOUNDED: Verdict("")})
    assert not is_judged(CLAIMED[0], {OFFERS: Verdict("right")})
    assert is_judged(CLAIMED[0], {FOUNDED: Verdict("wrong", "direction")})


def test_what_is_arguable_is_not_right() -> None:
    """Precision counts right claims among all judged ones."""
    line = row("all", [Verdict("right"), Verdict("arguable", "vague"), Verdict("wrong", "end"), Verdict("")])
    assert line.startswith("| all | 3 | 1 | 1 | 1 | .333 ")


def test_the_table_sorts_errors_by_cause() -> None:
    """Causes are counted apart for the network and for patterns, and unjudged claims are in no figure."""
    found = table(CLAIMED, {FOUNDED: Verdict("right"), OFFERS: Verdict("wrong", "status")})
    assert "| typed by the network | 1 | 1 | 0 | 0 | 1.000" in found
    assert "| status | 0 | 1 |" in found
    assert "| open | 0 | 0 | 0 | 0 | – |" in found
    assert "| by patterns | 0 | 0 | 0 | 0 | – |" in table(CLAIMED, {FOUNDED: Verdict("right")})


def test_a_doubtful_claim_is_shown_with_its_status() -> None:
    """The status is said where it is not plain assertion."""
    assert shown(CLAIMED[1]) == "a: Acme – offers – rope (planned) [pattern]\n    It sells rope."
    assert "(" not in shown(CLAIMED[0])


def test_figures_go_between_the_marks() -> None:
    """What stands around the marks stays, and a page without them is an error."""
    page = "before\n<!-- judged -->\nold\n<!-- /judged -->\nafter\n"
    assert replaced(page, "new") == "before\n<!-- judged -->\nnew\n<!-- /judged -->\nafter\n"
    with pytest.raises(DocumentError, match=r"ERRORS\.md"):
        replaced("nothing", "new")


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    """Wilson's interval lies within 0 and 1 and around what was measured."""
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9


def test_the_judgements_belong_to_the_texts() -> None:
    """Every verdict is of a sentence that stands in its text, and what is not right has a cause."""
    folder = HERE / "texts"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    assert len(texts) == 10
    for said, verdict in read_verdicts(folder / "judgements.csv").items():
        assert said.quote in texts[said.text], said
        assert verdict.verdict in ("right", "") or verdict.cause, said
