"""Typed relations from the network's pair head, with types, direction and status checked by vocabulary and syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from ...graph.model import Kind, Status, Value
from ...graph.vocabulary import bundled
from ..decode import spans as spans_of_tags
from ..names import CONCEPT, UNKNOWN, UNRELATED, VALUES, class_of_sort
from ..values.dates import dates
from .attribution import speaker
from .cues import LEAST, SIDE_BY_SIDE, may_say
from .draft import Argument, Draft, NamedSpan
from .literals import literal
from .status import path_status
from .support import SURE, at_school, other_kin, supported
from .times import claim_time
from .tree import Sentence, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..encoder import Encoder, WindowOutput
    from ..pipeline import Output

THRESHOLD = 0.7  # for precision on ordinary text; benchmarks/RESULTS.md says what it costs
MOST_CANDIDATES = 40  # in one sentence; a list of hundreds of names holds few relations for its many pairs
KNOWLEDGENET = {
    "DATE_OF_BIRTH": "bornOn",
    "DATE_OF_DEATH": "diedOn",
    "PLACE_OF_BIRTH": "bornIn",
    "PLACE_OF_RESIDENCE": "residesIn",
    "NATIONALITY": "citizenOf",
    "EMPLOYEE_OR_MEMBER_OF": "employer",
    "EDUCATED_AT": "educatedAt",
    "POLITICAL_AFFILIATION": "memberOfParty",
    "CHILD_OF": "child",
    "SPOUSE": "spouse",
    "DATE_FOUNDED": "foundedOn",
    "HEADQUARTERS": "headquarteredIn",
    "SUBSIDIARY_OF": "subsidiaryOf",
    "FOUNDED_BY": "foundedBy",
    "CEO": "chiefExecutive",
}
TURNED = frozenset({"CHILD_OF"})  # the vocabulary says it from the other end
# Said already by the inverse or the sharper property of another label.
REDUNDANT = frozenset(
    {"subsidiary", "containsArea", "participant", "followedBy", "hasPart", "memberOf", "ownedBy", "worksIn"}
)
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "himself", "herself"), "Person"),
    **dict.fromkeys(("who", "whom", "i", "my", "me", "myself"), "Person"),
    **dict.fromkeys(("it", "its", "itself", "they", "them", "their", "whose", "we", "our", "us", "which"), UNKNOWN),
    "where": UNKNOWN,  # a place, or whatever one is at: a university, an employer
}
# Of two such relations between the same two things in one sentence only the likelier is meant.
EXCLUSIVE = (
    frozenset({"educatedAt", "employer", "memberOfParty"}),
    frozenset({"spouse", "child", "sibling", "father", "mother"}),
    frozenset({"subsidiaryOf", "foundedBy"}),
)
LOOSE = frozenset(
    {"in", "of", "at", "for", "to", "by", "on", "with", "from", "and", "or", "as", "is", "was", "'s", "’s"}
)
SHARED_CUES = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible end of a relation: word offsets in its window, and what is known of it."""

    start: int
    end: int
    kind: Kind
    type: str


@dataclass(frozen=True, slots=True)
class Found:
    """A relation the pair head is sure enough of."""

    predicate: str
    subject: Candidate
    target: Candidate
    probability: float


def properties(labels: Sequence[str]) -> list[str | None]:
    """Return the vocabulary's name of each relation label, ``None`` for those not used.

    >>> properties(["CEO", "P740", "P40"])
    ['chiefExecutive', 'foundedIn', None]
    """
    names: list[str | None] = []
    taken = set(KNOWLEDGENET.values())
    for label in labels:
        known = bundled().by_wikidata(label)
        name = KNOWLEDGENET.get(label) or (known.name if known else None)
        used = name is not None and name not in REDUNDANT and (label in KNOWLEDGENET or name not in taken)
        names.append(name if used else None)
    return names


def typed_drafts(  # noqa: PLR0913 - what is known of a document, and two settings by name
    output: Output,
    offsets: Sequence[tuple[int, int]],
    sentences: Sequence[Sentence],
    names: Sequence[NamedSpan],
    *,
    today: str | None = None,
    threshold: float = THRESHOLD,
) -> Iterator[Draft]:
    """Yield the typed claims of a document.

    Arguments:
        output: what the encoder made of it.
        offsets: start and end of each of the output's words, in code points.
        sentences: its sentences, in the order of ``output.sentences()``.
        names: its named mentions.
        today: ISO 8601 date of the document.
        threshold: the least probability of a claim.
    """
    relations = properties(output.encoder.labels.relations)
    by_start = {name.start: name for name in names}
    by_place = {sentence.words[0].start: sentence for sentence in sentences}
    for window, start, end in output.sentences():
        here = offsets[window.start : window.end]
        sentence = by_place.get(here[start][0])
        if sentence is None:
            continue
        ends = candidates(output, window, here, (start, end), by_start)
        for found in _relations(output, window, (start, end), ends, relations, threshold):
            if may_say(found.predicate, sentence.text, _gap(found)) and _supported(found, here, sentence, names):
                yield from _draft(found, here, sentence, today)


def candidates(
    output: Output,
    window: WindowOutput,
    offsets: Sequence[tuple[int, int]],
    bounds: tuple[int, int],
    names: dict[int, NamedSpan],
) -> list[Candidate]:
    """Return the possible ends of relations in one sentence, in reading order: names, spans with a role, pronouns.

    Arguments:
        output: what the encoder made of the document.
        window: the one with the sentence.
        offsets: start and end of each word of the window, in code points.
        bounds: the words of the sentence, counted in the window.
        names: the named mentions by their start.
    """
    found: dict[tuple[int, int], Candidate] = {}
    named: list[Candidate] = []
    ends = {offsets[index][1]: index + 1 for index in range(*bounds)}
    for index in range(*bounds):
        name = names.get(offsets[index][0])
        if name is not None and name.end in ends:
            named.append(Candidate(index, ends[name.end], "name", name.type))
            found[index, ends[name.end]] = named[-1]
    for start, end in _role_spans(output, window, bounds):
        cover = next((name for name in named if name.start < end and start < name.end), None)
        found.setdefault(
            (start, end),
            Candidate(start, end, "name", cover.type)
            if cover
            else Candidate(start, end, "nominal", _described(output, window, end)),
        )
    for index in range(*bounds):
        kind = pronoun_class(output.word(window.start + index))
        known = found.get((index, index + 1))
        if kind is not None and (known is None or known.kind != "name"):
            found[index, index + 1] = Candidate(index, index + 1, "pronoun", kind)
    return [found[place] for place in sorted(found)][:MOST_CANDIDATES]


def pronoun_class(word: str) -> str | None:
    """Return the class of what a pronoun points at, nothing for another word.

    >>> pronoun_class("She"), pronoun_class("us"), pronoun_class("US")
    ('Person', 'Thing', None)
    """
    low = word.lower()
    return PRONOUNS.get(low) if word in {low, low.capitalize()} else None


def _described(output: Output, window: WindowOutput, end: int) -> str:
    """Return the class of what a description that ends before a word is of, by its last word."""
    sort = output.encoder.labels.sorts[window.sorts[end - 1]]
    known = class_of_sort(sort, output.word(window.start + end - 1))
    return known or (CONCEPT if sort in UNRELATED else UNKNOWN)


def _role_spans(output: Output, window: WindowOutput, bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the spans that a role tagger found, without punctuation at their ends and words that stand for nothing."""
    roles = window.roles[bounds[0] : bounds[1]].argmax(axis=-1)
    for column in np.flatnonzero(roles.any(axis=0)):
        tags = [("O", "B-role", "I-role")[tag] for tag in roles[:, column]]
        for left, right, _ in spans_of_tags(tags):
            start, end = left + bounds[0], right + bounds[0]
            while start < end and _loose(output.word(window.start + end - 1)):
                end -= 1
            while start < end and _loose(output.word(window.start + start)):
                start += 1
            if start < end:
                yield start, end


def _loose(word: str) -> bool:
    """Tell whether a word at the edge of a span is no part of what it names: "OpenAI in"."""
    return word in LOOSE or not any(map(str.isalnum, word))


def _relations(  # noqa: PLR0913, PLR0917 - the ends of a sentence's pairs, and what decides between them
    output: Output,
    window: WindowOutput,
    bounds: tuple[int, int],
    candidates: Sequence[Candidate],
    relations: Sequence[str | None],
    threshold: float,
) -> list[Found]:
    pairs = [pair for pair in permutations(candidates, 2) if not touch(*pair) and may_be_subject(pair[0])]
    if not pairs:
        return []
    scores = pair_scores(output.encoder, window, bounds, pairs)
    labels = output.encoder.labels.relations
    found = []
    for row, column in zip(*np.nonzero(scores >= threshold), strict=True):
        predicate, (subject, target) = relations[column], pairs[row]
        if labels[column] in TURNED:
            subject, target = target, subject
        if predicate is not None and _fits(predicate, subject, target):
            found.append(Found(predicate, subject, target, float(scores[row, column])))
    return _best(found)


def _fits(predicate: str, subject: Candidate, target: Candidate) -> bool:
    """Tell whether the vocabulary allows it; that a company lies in a country is known, but seldom said."""
    placed = predicate not in SIDE_BY_SIDE or (subject.type == target.type == "Place")
    return placed and bundled().allows(predicate, subject.type, target.type)


def pair_scores(
    encoder: Encoder, window: WindowOutput, bounds: tuple[int, int], pairs: Sequence[tuple[Candidate, Candidate]]
) -> NDArray[np.float32]:
    """Return the calibrated probability (K, relations) of each relation between each pair of one sentence."""
    logits, subject, target = pair_evidence(encoder, window, bounds, pairs)
    known = subject.shape[1]
    return np.concatenate(
        [
            encoder.calibration.with_roles(logits[:, :known], subject, target),
            encoder.calibration.of_pairs(logits[:, known:]),
        ],
        axis=1,
    )


def pair_evidence(
    encoder: Encoder, window: WindowOutput, bounds: tuple[int, int], pairs: Sequence[tuple[Candidate, Candidate]]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return the pair head's logits, and the role taggers' probabilities of subject and object (K, properties)."""
    start, end = bounds
    spans = np.array([[one.start, one.end, two.start, two.end] for one, two in pairs], dtype=np.int64) - start
    ends = {place: row for row, place in enumerate(dict.fromkeys(end for pair in pairs for end in pair))}
    inside = np.stack([1 - window.roles[end.start : end.end, :, 0].mean(axis=0) for end in ends])
    subject = inside[[ends[one] for one, _ in pairs], 0::2]
    target = inside[[ends[two] for _, two in pairs], 1::2]
    return encoder.pair_logits(window.states[start:end], spans), subject, target


def may_be_subject(candidate: Candidate) -> bool:
    """Tell whether something can be said of a candidate; of a date or an amount nothing is."""
    return candidate.type not in VALUES


def _best(found: list[Found]) -> list[Found]:
    """Keep the surest of relations that differ only in how their ends were cut, or that exclude each other."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.probability, f.subject.start, f.target.start, f.predicate)):
        if not any(_rival(one, other) for other in kept):
            kept.append(one)
    return kept


def _rival(one: Found, other: Found) -> bool:
    both = {one.predicate, other.predicate}
    same = len(both) == 1 or any(both <= group for group in EXCLUSIVE)
    straight = touch(one.subject, other.subject) and touch(one.target, other.target)
    turned = len(both) == 2 and touch(one.subject, other.target) and touch(one.target, other.subject)  # noqa: PLR2004  # two predicates
    return same and (straight or turned)


def _supported(
    found: Found, offsets: Sequence[tuple[int, int]], sentence: Sentence, names: Sequence[NamedSpan]
) -> bool:
    """Tell whether the network is sure enough of what the text asserts, or the tree agrees with it.

    The network learned from what texts assert. What is only possible looks to it like that, and what is denied often is
    another relation altogether: "the academy did not elect her" denies no employment.
    """
    if found.probability < LEAST.get(found.predicate, 0):
        return False
    subject, target = (_argument(end, offsets, sentence) for end in (found.subject, found.target))
    if found.predicate == "employer" and at_school(sentence, subject, target):
        return False
    if other_kin(found.predicate, sentence, subject, target):
        return False
    put = _status(sentence, _events(sentence, subject, target))
    if put == "negated":
        return False
    return (found.probability >= SURE and put == "asserted") or supported(
        found.predicate, sentence, subject, target, names
    )


def _gap(found: Found) -> int:
    """Return the number of words between the two ends."""
    return max(found.subject.start - found.target.end, found.target.start - found.subject.end)


def touch(one: Candidate, other: Candidate) -> bool:
    """Tell whether two ends share a word."""
    return one.start < other.end and other.start < one.end


def _draft(found: Found, offsets: Sequence[tuple[int, int]], sentence: Sentence, today: str | None) -> Iterator[Draft]:
    subject, target = (_argument(end, offsets, sentence) for end in (found.subject, found.target))
    events = _events(sentence, subject, target)
    by = next((word for event in events if (word := speaker(sentence, event))), None)
    found_dates = dates(sentence.text, start=sentence.start, today=today)
    times = (claim_time(sentence, event, found_dates, today) for event in events)
    value = _value(found.predicate, target, sentence, today)
    if value is None:
        return
    literal = isinstance(value, Value)
    cues = [
        word for word in events if word.pos in SHARED_CUES and not _inside(word, subject) and not _inside(word, target)
    ]
    yield Draft(
        subject=subject,
        predicate=found.predicate,
        object=value,
        start=sentence.start,
        end=sentence.end,
        phrase=" ".join(word.text for word in cues),
        cues=tuple((word.start, word.end) for word in cues),
        confidence=round(found.probability, 4),
        status=_status(sentence, events),
        attributed_to=_speaker(by) if by and not _inside(by, subject) else None,
        time=None if literal else next((time for time in times if time is not None), None),
        extractor="typed",
    )


def _events(sentence: Sentence, subject: Argument, target: Argument) -> list[Word]:
    return between(sentence, sentence.words[subject.head], sentence.words[target.head])


def _status(sentence: Sentence, events: Sequence[Word]) -> Status:
    return path_status(sentence, [event for event in events if event.pos in SHARED_CUES])


def _value(predicate: str, target: Argument, sentence: Sentence, today: str | None) -> Argument | Value | None:
    """Return the object as the property wants it: an argument, or a literal that can be told, else nothing."""
    if not bundled().properties[predicate].literal:
        return target
    return literal(predicate, sentence.quote(target.start, target.end), start=target.start, today=today)


def _argument(candidate: Candidate, offsets: Sequence[tuple[int, int]], sentence: Sentence) -> Argument:
    start, end = offsets[candidate.start][0], offsets[candidate.end - 1][1]
    inside = [word for word in sentence.words if start <= word.start < end]
    places = {word.index for word in inside}
    head = next((word for word in inside if word.head not in places), inside[0])
    return Argument(start, end, head.index, candidate.kind, None if candidate.type == UNKNOWN else candidate.type)


def between(sentence: Sentence, subject: Word, target: Word) -> list[Word]:
    """Return the words on the path between two words of a tree, the ends left out unless one governs the other."""
    above = [subject, *sentence.ancestors(subject)]
    other = [target, *sentence.ancestors(target)]
    places = {word.index for word in above}
    meeting = next((word for word in other if word.index in places), sentence.words[0])
    left = above[: [word.index for word in above].index(meeting.index)] if meeting.index in places else above
    right = other[: [word.index for word in other].index(meeting.index)] if meeting in other else other
    path = [*left, meeting, *reversed(right)]
    return [word for word in path if word.index not in {subject.index, target.index}] or [meeting]


def _inside(word: Word, argument: Argument) -> bool:
    return argument.start <= word.start < argument.end


def _speaker(word: Word) -> Argument:
    kind: Kind = "pronoun" if word.pos == "PRON" else "name" if word.pos == "PROPN" else "nominal"
    return Argument(word.start, word.end, word.index, kind)
