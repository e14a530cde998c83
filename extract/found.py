"""What one chunk of a document held, and the same with its offsets counted from the start of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..graph.model import Mention, Rejection, Value
from ..graph.resolve import Pointing
from .claims.draft import Argument, Draft, NamedSpan, Span


@dataclass(frozen=True, slots=True)
class Found:
    """Names, pronouns, claims and what was refused; ``pointing`` is how likely a span points at others."""

    names: tuple[NamedSpan, ...] = ()
    pronouns: tuple[NamedSpan, ...] = ()
    drafts: tuple[Draft, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    pointing: Mapping[Span, Mapping[Span, float]] = field(default_factory=dict)


def pointing_by_id(mentions: Sequence[Mention], pointing: Mapping[Span, Mapping[Span, float]]) -> Pointing:
    """Return by the ids of mentions, which are those of the whole document, what chunks know by their spans."""
    ids = {(mention.start, mention.end): mention.id for mention in mentions}
    return {ids[one]: {ids[other]: value for other, value in rest.items()} for one, rest in pointing.items()}


def shift(found: Found, by: int) -> Found:
    """Count the offsets of a chunk from the start of its document."""
    if not by:
        return found
    return Found(
        tuple(replace(name, start=name.start + by, end=name.end + by) for name in found.names),
        tuple(replace(name, start=name.start + by, end=name.end + by) for name in found.pronouns),
        tuple(_draft(draft, by) for draft in found.drafts),
        tuple(replace(rejection, start=rejection.start + by, end=rejection.end + by) for rejection in found.rejected),
        {
            (start + by, end + by): {(left + by, right + by): value for (left, right), value in others.items()}
            for (start, end), others in found.pointing.items()
        },
    )


def _draft(draft: Draft, by: int) -> Draft:
    target, said = draft.object, draft.attributed_to
    return replace(
        draft,
        start=draft.start + by,
        end=draft.end + by,
        subject=_argument(draft.subject, by),
        object=_argument(target, by) if isinstance(target, Argument) else _value(target, by),
        attributed_to=_argument(said, by) if said else None,
        cues=tuple((start + by, end + by) for start, end in draft.cues),
    )


def _argument(argument: Argument, by: int) -> Argument:
    return replace(argument, start=argument.start + by, end=argument.end + by)


def _value(value: Value, by: int) -> Value:
    if value.start is None or value.end is None:
        return value
    return replace(value, start=value.start + by, end=value.end + by)
