"""A reading fits its own text: spans lie in it, quotes are what it says, and ids that are referred to exist."""

from __future__ import annotations

from collections.abc import Iterator

from .checked import refuse
from .model import Claim, Mention, Reading, Rejection, Value, content_hash


def check(reading: Reading) -> None:
    """Hold that a reading is one of its own text.

    Raises:
        DocumentError: it is not; the message names the place, as in ``mentions[3].text``.
    """
    document = reading.document
    if document.id != content_hash(document.text):
        refuse("document.id", "not the hash of the text")
    _check_unique("mentions", [mention.id for mention in reading.mentions])
    _check_unique("entities", [entity.id for entity in reading.entities])
    _check_mentions(reading)
    _check_claims(reading)
    for index, rejection in enumerate(reading.rejected):
        _check_quote(f"rejected[{index}]", rejection, document.text)


def _check_unique(place: str, ids: list[str]) -> None:
    if len(set(ids)) != len(ids):
        refuse(place, "two of them have one id")


def _check_mentions(reading: Reading) -> None:
    entities = {entity.id for entity in reading.entities}
    for index, mention in enumerate(reading.mentions):
        _check_quote(f"mentions[{index}]", mention, reading.document.text)
        if mention.entity is not None and mention.entity not in entities:
            refuse(f"mentions[{index}].entity", f"no entity has the id {mention.entity!r}")


def _check_quote(place: str, item: Mention | Rejection, text: str) -> None:
    _check_span(place, item.start, item.end, text)
    if text[item.start : item.end] != item.text:
        refuse(f"{place}.text", "not the text at its offsets")


def _check_span(place: str, start: int, end: int, text: str) -> None:
    if not start <= end <= len(text):
        refuse(place, f"the span {start}:{end} does not lie in the text")


def _check_claims(reading: Reading) -> None:
    mentions = {mention.id for mention in reading.mentions}
    for index, claim in enumerate(reading.claims):
        place = f"claims[{index}]"
        _check_references(place, claim, mentions)
        for start, end in _claim_spans(claim):
            _check_span(place, start, end, reading.document.text)


def _check_references(place: str, claim: Claim, mentions: set[str]) -> None:
    ends = {"subject": claim.subject, "object": claim.object, "attributed_to": claim.attributed_to}
    for key, mention in ends.items():
        if isinstance(mention, str) and mention not in mentions:
            refuse(f"{place}.{key}", f"no mention has the id {mention!r}")


def _claim_spans(claim: Claim) -> Iterator[tuple[int, int]]:
    yield claim.start, claim.end
    yield from claim.cues
    value = claim.object
    if isinstance(value, Value) and value.start is not None and value.end is not None:
        yield value.start, value.end
