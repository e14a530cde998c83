"""Typed relations from the network's pair head, with types, direction and status checked by vocabulary and syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...graph.model import Rejection, Time, Value
from ...graph.vocabulary import bundled
from ..names import UNKNOWN
from ..values.dates import dates
from .attribution import speaker
from .candidates import Candidate, candidates, gap, named
from .draft import Argument, Draft, NamedSpan
from .literals import literal
from .quotes import speaking
from .relations import Asked, Found, relations
from .states import POSTS, turned
from .times import claim_time
from .tree import Sentence, Word, top
from .verdict import UNTOLD, Relating, refusal

if TYPE_CHECKING:
    from ..output import Output

THRESHOLD = 0.8  # for precision on ordinary text; benchmarks/RESULTS.md says what it costs


def typed_drafts(
    output: Output,
    sentences: Sequence[Sentence],
    names: Sequence[NamedSpan],
    *,
    today: str | None = None,
    threshold: float = THRESHOLD,
) -> Iterator[Draft | Rejection]:
    """Yield the typed claims of a document, and those that were likely enough and are not taken, with the rule.

    Arguments:
        output: what the encoder made of it.
        sentences: its sentences, in the order of ``output.sentences``.
        names: its named mentions.
        today: ISO 8601 date of the document.
        threshold: the least probability of a claim.
    """
    known, offsets = named(names, output), output.offsets
    by_place = {sentence.words[0].start: sentence for sentence in sentences}
    read: list[Sentence] = []
    told: list[Sequence[tuple[Found, str | None]]] = []
    for window in output.windows:  # the network first, which is quicker when nothing comes between
        asked: list[Asked] = []
        for left, right in window.sentences():
            start, end = window.start + left, window.start + right
            sentence = by_place.get(offsets[start][0])
            if sentence is not None:
                read.append(sentence)
                asked.append(Asked(start, end, candidates(output, window, (start, end), known)))
        told += relations(output.encoder, window, asked, threshold)
    for sentence, likely in zip(read, told, strict=True):
        for found, rule in likely:
            said = _relating(found, offsets, sentence)
            refused = rule or refusal(said, gap(found.subject, found.target), names)
            yield from _draft(said, names, today) if refused is None else [_rejection(said, refused)]


def _relating(found: Found, offsets: Sequence[tuple[int, int]], sentence: Sentence) -> Relating:
    subject, target = (_argument(end, offsets, sentence) for end in (found.subject, found.target))
    return Relating(found.predicate, found.probability, sentence, subject, target)


def _rejection(said: Relating, rule: str) -> Rejection:
    """Return a relation that is not taken, with the text from its one end to its other."""
    start, end = min(said.subject.start, said.target.start), max(said.subject.end, said.target.end)
    return Rejection(rule, start, end, said.sentence.quote(start, end), said.predicate)


def _draft(said: Relating, names: Sequence[NamedSpan], today: str | None) -> Iterator[Draft | Rejection]:
    sentence, subject, target, events = said.sentence, said.subject, said.target, said.events
    value = _value(said.predicate, target, sentence, today)
    if value is None:
        yield _rejection(said, UNTOLD)
        return
    by = next((word for event in events if (word := speaker(sentence, event))), None)
    cues = [word for word in said.cues if not _inside(word, subject) and not _inside(word, target)]
    yield Draft(
        subject=subject,
        predicate=said.predicate,
        object=value,
        start=sentence.start,
        end=sentence.end,
        phrase=" ".join(word.text for word in cues),
        cues=tuple((word.start, word.end) for word in cues),
        confidence=round(said.probability, 4),
        status=said.status,
        attributed_to=speaking(sentence, by, names) if by and not _inside(by, subject) else None,
        time=None if isinstance(value, Value) else _time(said, today),
        extractor="typed",
    )


def _time(said: Relating, today: str | None) -> Time | None:
    """Return when a relation holds; "former" ends a post, and not what else is said beside it."""
    found = dates(said.sentence.text, start=said.sentence.start, today=today)
    over = today if said.predicate in POSTS else None
    times = ((event, claim_time(said.sentence, event, found, over)) for event in said.events)
    event, time = next(((event, time) for event, time in times if time is not None), (None, None))
    return None if event is None else turned(said.sentence, event, said.predicate, time)


def _value(predicate: str, target: Argument, sentence: Sentence, today: str | None) -> Argument | Value | None:
    """Return the object as the property wants it: an argument, or a literal that can be told, else nothing."""
    if not bundled().properties[predicate].literal:
        return target
    return literal(predicate, sentence.quote(target.start, target.end), start=target.start, today=today)


def _argument(candidate: Candidate, offsets: Sequence[tuple[int, int]], sentence: Sentence) -> Argument:
    start, end = offsets[candidate.start][0], offsets[candidate.end - 1][1]
    inside = sentence.within(start, end)
    head = top(inside) or inside[0]
    return Argument(start, end, head.index, candidate.kind, None if candidate.type == UNKNOWN else candidate.type)


def _inside(word: Word, argument: Argument) -> bool:
    return argument.start <= word.start < argument.end
