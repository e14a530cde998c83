"""What leaves this room: claims whose ends are spans, not yet mentions."""

from __future__ import annotations

from ...frozen import frozen
from ...graph.model import Kind, Status, Time, Value

Span = tuple[int, int]
"""The two offsets of a part of a text, half-open."""


@frozen
class NamedSpan:
    """A named mention found elsewhere: its span in the document and the local name of its class."""

    start: int
    end: int
    type: str


@frozen
class Argument:
    """An end of a claim: the span of a clean noun phrase, its head word, and a guess at its class.

    ``head`` is the index of a word of the sentence. ``type`` is the local name of a class, ``None`` where nothing
    tells. ``vague`` is a definite noun alone: its own sentence does not say which one is meant.
    """

    start: int
    end: int
    head: int
    kind: Kind
    type: str | None = None
    vague: bool = False


@frozen
class Draft:
    """A claim of one sentence, to be turned into a `Claim` once its ends are mentions.

    ``predicate`` is a local name of the vocabulary or ``open:`` and the normalised phrase; ``phrase`` is what the text
    says and ``cues`` its spans; ``extractor`` is ``pattern`` or ``open``.
    """

    subject: Argument
    predicate: str
    object: Argument | Value
    start: int
    end: int
    phrase: str
    cues: tuple[tuple[int, int], ...]
    confidence: float
    status: Status = "asserted"
    attributed_to: Argument | None = None
    time: Time | None = None
    extractor: str = "open"
