"""How sure a relation of the network must be is the user's to say."""

from __future__ import annotations

import pytest
from evigraph import read
from evigraph.cli import app
from evigraph.errors import ModelError
from typer.testing import CliRunner

TEXT = "Alibaba Group was founded by Jack Ma in Hangzhou in 1999. Its chief executive Eddie Wu was born in China."
NETWORK = {"typed", "document"}


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.9])
def test_no_relation_of_the_network_is_below_the_threshold(threshold: float) -> None:
    """Every claim of the network is as likely as asked for; patterns are not asked."""
    claims = read(TEXT, threshold=threshold).claims
    assert all(claim.confidence >= threshold for claim in claims if claim.extractor in NETWORK)


def test_a_lower_threshold_loses_nothing() -> None:
    """What is found at .9 is found at .3 as well."""

    def said(threshold: float) -> set[tuple[int, int, str]]:
        found = read(TEXT, threshold=threshold)
        return {(c.start, c.end, c.predicate) for c in found.claims if c.extractor in NETWORK}

    assert said(0.9) <= said(0.3)


@pytest.mark.parametrize("threshold", [-0.1, 1.5, float("nan")])
def test_what_is_no_probability_is_refused(threshold: float) -> None:
    """The message names the threshold and the cure."""
    with pytest.raises(ModelError, match=r"threshold.*from 0 to 1"):
        read(TEXT, threshold=threshold)


def test_the_command_line_refuses_it_as_well() -> None:
    """A threshold of 2 is a mistake in the command line."""
    assert CliRunner().invoke(app, ["extract", "x.txt", "--threshold", "2"]).exit_code == 2


def test_only_what_a_sentence_says_is_claimed_unless_asked_for_more() -> None:
    """What the whole document suggests is no part of a reading unless asked for."""
    assert not any(claim.extractor == "document" for claim in read(TEXT, threshold=0).claims)
    assert any(claim.extractor == "document" for claim in read(TEXT, threshold=0, whole_document=True).claims)


def test_what_the_document_suggests_has_both_ends_in_its_evidence() -> None:
    """The text shown goes from the sentence with the one to the sentence with the other."""
    text = "Alibaba Group was founded by Jack Ma. It grew quickly. Its first office was in Hangzhou."
    reading = read(text, threshold=0, whole_document=True)
    places = {mention.id: mention for mention in reading.mentions}
    found = [claim for claim in reading.claims if claim.extractor == "document" and isinstance(claim.object, str)]
    ends = [places[end] for claim in found for end in (claim.subject, claim.object) if isinstance(end, str)]
    claims = [claim for claim in found for _ in range(2)]
    assert found
    assert all(claim.start <= end.start and end.end <= claim.end for claim, end in zip(claims, ends, strict=True))
