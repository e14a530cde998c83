"""Relations between the things of a text that no single sentence says: the network's head for whole documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ...graph.model import Mention, Value
from ...graph.vocabulary import bundled
from ..names import VALUES
from ..surroundings import surroundings
from ..values.dates import dates
from .draft import Argument, Draft, NamedSpan, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..encoder import WindowOutput
    from ..output import Output

EXTRACTOR = "document"
LEAST = 0.5  # probability of a claim; whoever asks for what is only suggested wants more of it
STRETCH_WORDS = 340  # as long as the texts it was trained on
MOST_THINGS = 40  # in one stretch; of a list of hundreds of names little more is said than that it is one

# Said already from the other end by another property.
TURNED = frozenset({"subsidiary", "containsArea", "participant", "followedBy", "hasPart"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a text: its class and the spans of its named mentions, in reading order."""

    type: str
    spans: tuple[Span, ...]


def things(mentions: Iterable[Mention], values: Iterable[NamedSpan], text: str) -> tuple[Thing, ...]:
    """Return what a text names: entities by their names, and dates and amounts by their words."""
    found: dict[str, tuple[str, list[Span]]] = {}
    for mention in mentions:
        if mention.kind == "name" and mention.entity is not None:
            found.setdefault(f"entity {mention.entity}", (mention.type, []))[1].append((mention.start, mention.end))
    for value in values:
        words = text[value.start : value.end]
        found.setdefault(f"value {words}", (value.type, []))[1].append((value.start, value.end))
    ordered = sorted((spans, type_) for type_, spans in found.values())
    return tuple(Thing(type_, tuple(spans)) for spans, type_ in ordered)


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two things: the nearest mentions of them, the text around both, and how likely it is."""

    subject: Thing
    predicate: str
    target: Thing
    ends: tuple[Span, Span]
    evidence: Span
    probability: float


def document_drafts(output: Output, things: Sequence[Thing], text: str, *, threshold: float) -> Iterator[Draft]:
    """Yield the relations between the things of a text, stretch by stretch.

    Arguments:
        output: what the encoder made of the text.
        things: what the text names, dates and amounts among it.
        text: the text.
        threshold: the least probability of a claim.
    """
    for stretch in stretches(output.windows):
        for found in related(output, stretch, things, threshold):
            if (draft := _draft(found, text)) is not None:
                yield draft


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring windows as one: their words ``start`` to ``end``, the sentence of each, and their states."""

    start: int
    end: int
    sentence: NDArray[np.int64]
    states: NDArray[np.float32]


def stretches(windows: Iterable[WindowOutput]) -> Iterator[Stretch]:
    """Yield windows together as far as the network looked when it learned."""
    group: list[WindowOutput] = []
    for window in windows:
        if group and window.end - group[0].start > STRETCH_WORDS:
            yield _stretch(group)
            group = []
        group.append(window)
    if group:
        yield _stretch(group)


def _stretch(windows: Sequence[WindowOutput]) -> Stretch:
    starts = np.concatenate([window.starts for window in windows])
    states = np.concatenate([window.states for window in windows])
    return Stretch(windows[0].start, windows[-1].end, starts.cumsum(), states)


@dataclass(frozen=True, slots=True)
class Scored:
    """The things of a stretch with the spans of their words, its pairs (K, 2), and the logits (K, relations)."""

    present: list[tuple[Thing, tuple[Span, ...]]]
    pairs: NDArray[np.int64]
    logits: NDArray[np.float32]


def score(output: Output, stretch: Stretch, things: Sequence[Thing]) -> Scored:
    """Return what the network's head says of every pair of things in one stretch."""
    present = _present(stretch, output.offsets, things)
    subjects = [row for row, (thing, _) in enumerate(present) if thing.type not in VALUES]
    rows = [(one, two) for one in subjects for two in range(len(present)) if one != two]
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    inside = np.zeros((len(present), stretch.end - stretch.start), dtype=np.bool_)
    for row, (_, spans) in enumerate(present):
        for start, end in spans:
            inside[row, start:end] = True
    if not rows:
        return Scored(present, pairs, np.zeros((0, len(output.encoder.labels.wikidata)), dtype=np.float32))
    near, gaps = surroundings(inside, stretch.sentence, pairs)
    return Scored(present, pairs, output.encoder.document_logits(stretch.states, inside, near, pairs, gaps))


@cache
def predicates(labels: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the vocabulary's name of each property of Wikidata, ``None`` for those said already from the other end.

    >>> predicates(("P571", "P355"))
    ('foundedOn', None)
    """
    found = (bundled().by_wikidata(label) for label in labels)
    return tuple(None if known is None or known.name in TURNED else known.name for known in found)


def related(output: Output, stretch: Stretch, things: Sequence[Thing], threshold: float) -> Iterator[Related]:
    """Yield the relations that are likely enough between the things of one stretch."""
    scored = score(output, stretch, things)
    probabilities = output.encoder.calibration.of_documents(scored.logits)
    names = predicates(output.encoder.labels.wikidata)
    here = output.offsets[stretch.start : stretch.end]
    for row, column in zip(*np.nonzero(probabilities >= threshold), strict=True):
        (one, first), (two, second) = (scored.present[end] for end in scored.pairs[row])
        name = names[column]
        if name is None or not bundled().allows(name, one.type, two.type):
            continue
        ends = _nearest(first, second, stretch.sentence)
        subject, target = ((here[start][0], here[end - 1][1]) for start, end in ends)
        evidence = _evidence(ends, stretch.sentence, here)
        yield Related(one, name, two, (subject, target), evidence, float(probabilities[row, column]))


def _present(
    stretch: Stretch, offsets: Sequence[Span], things: Sequence[Thing]
) -> list[tuple[Thing, tuple[Span, ...]]]:
    """Return the things a stretch speaks of, with the spans of their words in it."""
    starts = [start for start, _ in offsets[stretch.start : stretch.end]]
    ends = [end for _, end in offsets[stretch.start : stretch.end]]
    found = []
    for thing in things:
        spans = ((bisect_left(ends, start + 1), bisect_left(starts, end)) for start, end in thing.spans)
        here = tuple((start, end) for start, end in spans if start < end)
        if here:
            found.append((thing, here))
    return found[:MOST_THINGS]


def _nearest(one: Iterable[Span], two: Sequence[Span], sentence: NDArray[np.int64]) -> tuple[Span, Span]:
    """Return the mentions of two things with the fewest sentences, then the fewest words, between them."""

    def far(pair: tuple[Span, Span]) -> tuple[int, int, int]:
        first, second = pair
        return abs(int(sentence[first[0]] - sentence[second[0]])), abs(first[0] - second[0]), first[0]

    return min(((first, second) for first in one for second in two), key=far)


def _evidence(ends: tuple[Span, Span], sentence: NDArray[np.int64], offsets: Sequence[Span]) -> Span:
    """Return the text from the sentence of the one to that of the other."""
    numbers = [int(sentence[start]) for start, _ in ends]
    words = np.flatnonzero((sentence >= min(numbers)) & (sentence <= max(numbers)))
    return offsets[int(words[0])][0], offsets[int(words[-1])][1]


def _draft(found: Related, text: str) -> Draft | None:
    target = _object(found, text)
    if target is None:
        return None
    start, end = found.evidence
    return Draft(
        subject=_argument(found.ends[0], found.subject),
        predicate=found.predicate,
        object=target,
        start=start,
        end=end,
        phrase="",
        cues=(),
        confidence=round(found.probability, 4),
        extractor=EXTRACTOR,
    )


def _object(found: Related, text: str) -> Argument | Value | None:
    start, end = found.ends[1]
    if not bundled().properties[found.predicate].literal:
        return _argument(found.ends[1], found.target)
    said = next(iter(dates(text[start:end], start=start)), None)
    return said.as_value() if said else None


def _argument(span: Span, thing: Thing) -> Argument:
    return Argument(*span, 0, "name", thing.type)
