"""A reading fits its own text: spans lie in it, quotes are what it says, and ids that are referred to exist."""

from __future__ import annotations

from typing import NoReturn

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
    mentions = _unique("mentions", [mention.id for mention in reading.mentions])
    entities = _unique("entities", [entity.id for entity in reading.entities])
    _check_mentions(reading, entities)
    _check_claims(reading, mentions)
    for index, rejection in enumerate(reading.rejected):
        _check_quote("rejected", index, rejection, document.text)


def _unique(place: str, ids: list[str]) -> set[str]:
    found = set(ids)
    if len(found) != len(ids):
        refuse(place, "two of them have one id")
    return found


def _check_mentions(reading: Reading, entities: set[str]) -> None:
    text = reading.document.text
    for index, mention in enumerate(reading.mentions):
        _check_quote("mentions", index, mention, text)
        if mention.entity is not None and mention.entity not in entities:
            refuse(f"mentions[{index}].entity", f"no entity has the id {mention.entity!r}")


def _check_quote(place: str, index: int, item: Mention | Rejection, text: str) -> None:
    # Places are named only where something is wrong: of a large graph millions are looked at.
    start, end = item.start, item.end
    if not start <= end <= len(text):
        _refuse_span(f"{place}[{index}]", start, end)
    if text[start:end] != item.text:
        refuse(f"{place}[{index}].text", "not the text at its offsets")


def _refuse_span(place: str, start: int, end: int) -> NoReturn:
    refuse(place, f"the span {start}:{end} does not lie in the text")


def _check_claims(reading: Reading, mentions: set[str]) -> None:
    length = len(reading.document.text)
    for index, claim in enumerate(reading.claims):
        if not mentions.issuperset(_references(claim)):
            _refuse_reference(f"claims[{index}]", claim, mentions)
        for start, end in _spans(claim):
            if not start <= end <= length:
                _refuse_span(f"claims[{index}]", start, end)


def _references(claim: Claim) -> list[str]:
    """Return the mentions that a claim refers to."""
    found = [claim.subject]
    if isinstance(claim.object, str):
        found.append(claim.object)
    if claim.attributed_to is not None:
        found.append(claim.attributed_to)
    return found


def _refuse_reference(place: str, claim: Claim, mentions: set[str]) -> None:
    for key in ("subject", "object", "attributed_to"):
        mention = getattr(claim, key)
        if isinstance(mention, str) and mention not in mentions:
            refuse(f"{place}.{key}", f"no mention has the id {mention!r}")


def _spans(claim: Claim) -> list[tuple[int, int]]:
    found = [(claim.start, claim.end), *claim.cues]
    value = claim.object
    if isinstance(value, Value) and value.start is not None and value.end is not None:
        found.append((value.start, value.end))
    return found
