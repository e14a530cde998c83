"""Claims of one document brought together: what two extractors both found, and what one says of the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..graph.countries import bundled as countries
from ..graph.fold import tokens
from ..graph.model import OPEN, Claim, Mention, Rejection, Value
from ..graph.vocabulary import bundled
from .claims.draft import Argument, Draft

CONTAINS = frozenset({"locatedIn", "country", "capitalOf"})
_ADJACENT = re.compile(r",\s+")


def without_containers(text: str, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Rejection]]:
    """Drop a claim of a place that only says where the place before it lies: "founded in Hangzhou, Zhejiang".

    Arguments:
        text: what the offsets of the drafts count in.
        drafts: those of one text.
    """
    inside = {
        (draft.object.start, draft.object.end): (draft.subject.start, draft.subject.end)
        for draft in drafts
        if draft.predicate in CONTAINS
        and isinstance(draft.object, Argument)
        and draft.subject.end < draft.object.start
        and _ADJACENT.fullmatch(text, draft.subject.end, draft.object.start)
    }
    said = {(_span(draft.subject), draft.predicate, _span(draft.object)) for draft in drafts}
    kept, dropped = [], []
    for draft in drafts:
        inner = inside.get(_span(draft.object))
        if draft.extractor != "typed" and inner is not None and (_span(draft.subject), draft.predicate, inner) in said:
            place = slice(*_span(draft.object))
            rule = "said of the place inside it"
            dropped.append(Rejection(rule, place.start, place.stop, text[place], draft.predicate))
        else:
            kept.append(draft)
    return kept, dropped


def _span(end: Argument | Value) -> tuple[int, int]:
    return (end.start, end.end) if end.start is not None and end.end is not None else (-1, -1)


def vague_ends(drafts: Sequence[Draft]) -> frozenset[tuple[int, int]]:
    """Return the spans of the ends of which no sentence says which thing is meant: "The man left"."""
    ends = [end for draft in drafts for end in (draft.subject, draft.object) if isinstance(end, Argument)]
    told = {(end.start, end.end) for end in ends if not end.vague}
    return frozenset((end.start, end.end) for end in ends) - told


def fitting(text: str, claims: Sequence[Claim], mentions: Sequence[Mention]) -> tuple[list[Claim], list[Rejection]]:
    """Drop a claim of the vocabulary that cannot hold, now that it is known what its ends are.

    What a pronoun is of is known only when it is resolved: "it was recorded" said of a place is a mistake, and so is
    what a thing is said to be to itself, or that one country lies in another, which mostly are listed together.

    Arguments:
        text: that of the document.
        claims: those of a document.
        mentions: its mentions, resolved.
    """
    known = {mention.id: mention for mention in mentions}
    kept, refused = [], []
    for claim in claims:
        target = claim.object if isinstance(claim.object, Value) else known[claim.object]
        rule = _misfit(claim.predicate, known[claim.subject], target)
        if rule is None:
            kept.append(claim)
        else:
            refused.append(_rejection(rule, claim, known, text))
    return kept, refused


def _rejection(rule: str, claim: Claim, mentions: Mapping[str, Mention], text: str) -> Rejection:
    """Return a claim that is not taken, with the text from its one end to its other."""
    ends = [mentions[claim.subject], claim.object if isinstance(claim.object, Value) else mentions[claim.object]]
    start = min((end.start for end in ends if end.start is not None), default=claim.start)
    end = max((end.end for end in ends if end.end is not None), default=claim.end)
    return Rejection(rule, start, end, text[start:end], claim.predicate)


def _misfit(predicate: str, subject: Mention, target: Mention | Value) -> str | None:
    """Return the rule by which a property does not hold between two ends, if there is one."""
    if not bundled().allows(predicate, subject.type, target.datatype if isinstance(target, Value) else target.type):
        return "classes of its ends"
    if isinstance(target, Value) or predicate.startswith(OPEN):
        return None
    if subject.entity is not None and subject.entity == target.entity:
        return "one thing at both ends"
    if predicate == "locatedIn" and _is_country(subject) and _is_country(target):
        return "one country in another"
    return None


def _is_country(mention: Mention) -> bool:
    return tokens(mention.text) in countries().names


def distinct(
    text: str, claims: Sequence[Claim], mentions: Sequence[Mention]
) -> tuple[tuple[Claim, ...], list[Rejection]]:
    """Keep one of the claims of a sentence that say the same of the same mentions, in reading order.

    Of equal claims the doubtful one is kept, then the surest. An open claim is refused where one of the vocabulary says
    the same of the same two things in the same words.
    """
    by_id = {mention.id: mention for mention in mentions}
    alone = {mention.id: mention.id for mention in mentions}
    entities = {mention.id: mention.entity or mention.id for mention in mentions}
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (*_ends(claim, alone), claim.predicate)
        if key not in kept or _rank(claim) > _rank(kept[key]):
            kept[key] = claim
    known: dict[tuple[object, ...], list[Claim]] = {}
    for claim in kept.values():
        if claim.extractor != "open":
            known.setdefault(_ends(claim, entities), []).append(claim)
    chosen: list[Claim] = []
    repeated: list[Claim] = []
    for claim in sorted(kept.values(), key=_order):
        others = known.get(_ends(claim, entities), ()) if claim.extractor == "open" else ()
        same = any(not set(claim.cues).isdisjoint(other.cues) for other in others)
        (repeated if same else chosen).append(claim)
    return tuple(chosen), [_rejection("said by the vocabulary", claim, by_id, text) for claim in repeated]


def _ends(claim: Claim, entities: dict[str, str]) -> tuple[object, ...]:
    target = claim.object.value if isinstance(claim.object, Value) else entities[claim.object]
    return claim.start, claim.end, entities[claim.subject], target


def _rank(claim: Claim) -> tuple[bool, float]:
    return claim.status != "asserted", claim.confidence


def _order(claim: Claim) -> tuple[int, int, str, str, str]:
    target = claim.object
    shown = f"{target.value} {target.datatype}" if isinstance(target, Value) else f"m{int(target[1:]):09d}"
    return claim.start, int(claim.subject[1:]), claim.predicate, shown, claim.status
