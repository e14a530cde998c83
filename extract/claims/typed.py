"""Typed relations from the network's pair head, with types, direction and status checked by vocabulary and syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...graph.model import Kind, Rejection, Time, Value
from ...graph.vocabulary import bundled
from ..names import CONCEPT, UNKNOWN, UNRELATED, VALUES, class_of_sort
from ..values.dates import dates
from .attribution import speaker
from .cues import SIDE_BY_SIDE
from .draft import Argument, Draft, NamedSpan
from .literals import literal
from .quotes import speaking
from .states import POSTS, turned
from .times import claim_time
from .tree import Sentence, Word
from .verdict import MISFIT, RIVAL, UNTOLD, Relating, refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..encoder import Encoder, WindowOutput
    from ..pipeline import Output

THRESHOLD = 0.8  # for precision on ordinary text; benchmarks/RESULTS.md says what it costs
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
_INSIDE = 2  # how the role taggers mark a word that goes on with a span
LOOSE = frozenset(
    {"in", "of", "at", "for", "to", "by", "on", "with", "from", "and", "or", "as", "is", "was", "'s", "’s"}
)


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
) -> Iterator[Draft | Rejection]:
    """Yield the typed claims of a document, and those that were likely enough and are not taken, with the rule.

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
        for found, rule in _relations(output, window, (start, end), ends, relations, threshold):
            said = _relating(found, here, sentence)
            refused = rule or refusal(said, _gap(found), names)
            yield from _draft(said, names, today) if refused is None else [_rejection(said, refused)]


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
    places = offsets[bounds[0] : bounds[1]]
    ends = {end: index for index, (_, end) in enumerate(places, bounds[0] + 1)}
    for index, (start, _) in enumerate(places, bounds[0]):
        name = names.get(start)
        if name is not None and name.end in ends:
            named.append(Candidate(index, ends[name.end], "name", name.type))
            found[index, ends[name.end]] = named[-1]
    for start, end in _role_spans(output, window, bounds):
        if (start, end) not in found:
            cover = next((name for name in named if name.start < end and start < name.end), None)
            known = cover.type if cover else _described(output, window, end)
            found[start, end] = Candidate(start, end, "name" if cover else "nominal", known)
    for index, word in enumerate(output.texts[window.start + bounds[0] : window.start + bounds[1]], bounds[0]):
        kind = pronoun_class(word)
        if kind is not None and ((index, index + 1) not in found or found[index, index + 1].kind != "name"):
            found[index, index + 1] = Candidate(index, index + 1, "pronoun", kind)
    return [found[place] for place in sorted(found)][:MOST_CANDIDATES]


def pronoun_class(word: str) -> str | None:
    """Return the class of what a pronoun points at, nothing for another word.

    >>> pronoun_class("She"), pronoun_class("us"), pronoun_class("US")
    ('Person', 'Thing', None)
    """
    low = word.lower()
    return PRONOUNS[low] if low in PRONOUNS and word in {low, low.capitalize()} else None


def _described(output: Output, window: WindowOutput, end: int) -> str:
    """Return the class of what a description that ends before a word is of, by its last word."""
    sort = output.encoder.labels.sorts[window.sorts[end - 1]]
    known = class_of_sort(sort, output.word(window.start + end - 1))
    return known or (CONCEPT if sort in UNRELATED else UNKNOWN)


def _role_spans(output: Output, window: WindowOutput, bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the spans that a role tagger found, without punctuation at their ends and words that stand for nothing."""
    for start, end in dict.fromkeys(_runs(window.roles[bounds[0] : bounds[1]].argmax(axis=-1))):
        words = output.texts[window.start + bounds[0] + start : window.start + bounds[0] + end]
        firm = [place for place, word in enumerate(words, bounds[0] + start) if not _loose(word)]
        if firm:
            yield firm[0], firm[-1] + 1


def _runs(tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the spans in columns of tags, 1 where one begins and 2 inside it; a stray 2 begins one.

    >>> _runs(np.array([[1, 0], [1, 2], [2, 2], [0, 0]]))
    [(0, 1), (1, 3), (1, 3)]
    """
    found: list[tuple[int, int]] = []
    before, start, end = -1, 0, 0
    columns, rows = np.nonzero(tags.T)
    for column, row, tag in zip(columns.tolist(), rows.tolist(), tags.T[columns, rows].tolist(), strict=True):
        if column == before and row == end and tag == _INSIDE:
            end = row + 1
            found[-1] = (start, end)
        else:
            before, start, end = column, row, row + 1
            found.append((start, end))
    return found


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
) -> list[tuple[Found, str | None]]:
    """Return the likely relations of a sentence, each with the rule that already refuses it, if there is one."""
    subjects = [one for one in candidates if may_be_subject(one)]
    pairs = [(one, two) for one in subjects for two in candidates if one.end <= two.start or two.end <= one.start]
    if not pairs:
        return []
    scores = pair_scores(output.encoder, window, bounds, pairs)
    labels = output.encoder.labels.relations
    fitting: list[Found] = []
    misfits: list[tuple[Found, str | None]] = []
    for row, column in zip(*np.nonzero(scores >= threshold), strict=True):
        predicate, (subject, target) = relations[column], pairs[row]
        if labels[column] in TURNED:
            subject, target = target, subject
        if predicate is None:
            continue
        found = Found(predicate, subject, target, float(scores[row, column]))
        if _fits(predicate, subject, target):
            fitting.append(found)
        else:
            misfits.append((found, MISFIT))
    return [*_best(fitting), *misfits]


def _fits(predicate: str, subject: Candidate, target: Candidate) -> bool:
    """Tell whether the vocabulary allows it; that a company lies in a country is known, but seldom said."""
    placed = predicate not in SIDE_BY_SIDE or (subject.type == target.type == "Place")
    return placed and bundled().allows(predicate, subject.type, target.type)


def pair_scores(
    encoder: Encoder, window: WindowOutput, bounds: tuple[int, int], pairs: Sequence[tuple[Candidate, Candidate]]
) -> NDArray[np.float32]:
    """Return the calibrated probability (K, relations) of each relation between each pair of one sentence."""
    start, end = bounds
    spans = np.array([[one.start, one.end, two.start, two.end] for one, two in pairs], dtype=np.int64) - start
    logits = encoder.pair_logits(window.states[start:end], spans)
    return encoder.calibration.of_pairs(logits, len(KNOWLEDGENET))


def may_be_subject(candidate: Candidate) -> bool:
    """Tell whether something can be said of a candidate; of a date or an amount nothing is."""
    return candidate.type not in VALUES


def _best(found: list[Found]) -> list[tuple[Found, str | None]]:
    """Keep the surest of relations that differ only in how their ends were cut; refuse what another one excludes."""
    kept: list[Found] = []
    excluded: list[tuple[Found, str | None]] = []
    for one in sorted(found, key=lambda f: (-f.probability, f.subject.start, f.target.start, f.predicate)):
        rivals = [other.predicate for other in kept if _rival(one, other)]
        if not rivals:
            kept.append(one)
        elif one.predicate not in rivals:
            excluded.append((one, RIVAL))
    return [*((one, None) for one in kept), *excluded]


def _rival(one: Found, other: Found) -> bool:
    both = {one.predicate, other.predicate}
    same = len(both) == 1 or any(both <= group for group in EXCLUSIVE)
    straight = touch(one.subject, other.subject) and touch(one.target, other.target)
    turned = len(both) == 2 and touch(one.subject, other.target) and touch(one.target, other.subject)  # noqa: PLR2004  # two predicates
    return same and (straight or turned)


def _gap(found: Found) -> int:
    """Return the number of words between the two ends."""
    return max(found.subject.start - found.target.end, found.target.start - found.subject.end)


def touch(one: Candidate, other: Candidate) -> bool:
    """Tell whether two ends share a word."""
    return one.start < other.end and other.start < one.end


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
    inside = [word for word in sentence.words if start <= word.start < end]
    places = {word.index for word in inside}
    head = next((word for word in inside if word.head not in places), inside[0])
    return Argument(start, end, head.index, candidate.kind, None if candidate.type == UNKNOWN else candidate.type)


def _inside(word: Word, argument: Argument) -> bool:
    return argument.start <= word.start < argument.end
