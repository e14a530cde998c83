"""Status through the whole reader: sentences of many constructions, and what the benchmark makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evigraph.benchmarks.quality.status import Case, Outcome, cases, outcome
from evigraph.errors import DocumentError
from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading, Status, Value

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

SENTENCES = Path(__file__).parent / "statuses.csv"
TEXT = "Volvo denied that it bought Saab in 1990."
MENTIONS = (
    Mention("m1", 0, 5, "Volvo", "Organization", "name", "e1"),
    Mention("m2", 18, 20, "it", "Organization", "pronoun", "e1"),
    Mention("m3", 28, 32, "Saab", "Organization", "name", "e2"),
)
ENTITIES = (DocumentEntity("e1", "Volvo", "Organization"), DocumentEntity("e2", "Saab", "Organization"))
CASE = Case("denied, that", TEXT, "Volvo", "Saab", "negated")


def reading(*claims: Claim) -> Reading:
    """Make a reading of the text."""
    return Reading(Document.of(TEXT, source="t"), MENTIONS, ENTITIES, claims)


def said(subject: str, target: str | Value, status: Status) -> Claim:
    """Make a claim of the text."""
    return Claim(subject, "acquired", target, 0, len(TEXT), status=status)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((), "missing"),
        ((said("m1", "m3", "negated"),), "right"),
        ((said("m2", "m3", "negated"),), "right"),
        ((said("m3", "m2", "possible"),), "other"),
        ((said("m2", "m3", "negated"), said("m3", "m1", "asserted")), "asserted"),
        ((said("m1", Value("1990", "xsd:gYear", 36, 40), "asserted"),), "missing"),
    ],
)
def test_one_asserted_claim_between_the_ends_is_enough(claims: tuple[Claim, ...], expected: str) -> None:
    """Direction, predicate and which mention of an entity it is of do not matter; other ends do."""
    assert outcome(CASE, reading(*claims)) == expected


def test_a_date_may_be_an_end() -> None:
    """A value is at the place where the text says it."""
    case = Case("denied", TEXT, "Volvo", "1990", "negated")
    assert outcome(case, reading(said("m1", Value("1990", "xsd:gYear", 36, 40), "asserted"))) == "asserted"


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("a,b\n", "other columns"),
        ("construction,sentence,subject,object,status\nnot,A b.,A,b,maybe\n", "line 2"),
        ("construction,sentence,subject,object,status\nnot,A b.,A,c,negated\n", "line 2: c"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, lines: str, named: str) -> None:
    """What is wrong with the sentences, and where, is in the error."""
    path = tmp_path / "status.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(DocumentError, match=named):
        cases(path)
    with pytest.raises(DocumentError, match="no sentences"):
        cases(tmp_path / "none.csv")


@pytest.fixture(scope="module")
def outcomes(reader: Reader) -> list[tuple[Case, Outcome]]:
    """Read every sentence for itself."""
    return [(case, outcome(case, reader.read(Document.of(case.sentence, source="text")))) for case in cases(SENTENCES)]


@pytest.mark.slow
def test_what_a_sentence_does_not_assert_is_not_asserted(outcomes: list[tuple[Case, Outcome]]) -> None:
    """Of what is denied, possible, planned or conditional, no more than one in a hundred is asserted all the same."""
    doubted = [(case, found) for case, found in outcomes if case.status != "asserted"]
    wrong = [case for case, found in doubted if found == "asserted"]
    assert len(wrong) <= 0.01 * len(doubted), wrong


@pytest.mark.slow
def test_doubt_reaches_no_further_than_its_scope(outcomes: list[tuple[Case, Outcome]]) -> None:
    """The same words elsewhere in a sentence doubt no claim of it."""
    controls = [(case, found) for case, found in outcomes if case.status == "asserted"]
    wrong = [case for case, found in controls if found == "other"]
    assert len(wrong) <= 0.03 * len(controls), wrong


@pytest.mark.slow
def test_most_doubted_claims_are_found_with_their_status(outcomes: list[tuple[Case, Outcome]]) -> None:
    """A doubted claim is kept, not dropped."""
    doubted = [(case, found) for case, found in outcomes if case.status != "asserted"]
    assert sum(found == "right" for _, found in doubted) >= 0.75 * len(doubted)
