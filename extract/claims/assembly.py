"""Facts to drafts: ends become arguments, phrases meet the vocabulary, and each claim gets status, time and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...graph.model import OPEN, Rejection, Status, Value
from ..values.dates import Date, dates
from .arguments import Phrases, Refusal
from .attribution import speaker
from .draft import Argument, Draft
from .facts import End, Fact, Key
from .nominals import AUDIENCE, LEADING, OCCUPATIONS, POSITIONS
from .patterns import Reading, mapped
from .status import ends_status, named_status, status
from .subjects import antecedent
from .times import claim_time
from .tree import Word

UNTYPED = 0.9  # what an unknown class takes off a pattern, and an unnamed end off an open claim
PATTERN_BONUS = 1.1
# What hangs below another clause is less often meant as a claim of its own, and its subject less often right: the share
# of a tuple's words that an annotator of CaRB wrote, on sentences 0 to 360, beside that of main clauses.
SUBORDINATE = {"ccomp": 0.8, "advcl": 0.9, "acl": 0.9}
DRAWING = ("attract", "court", "lure", "woo")

LITERALS = {
    "xsd:string": "string",
    "xsd:decimal": "number",
    "xsd:date": "date",
    "xsd:gYearMonth": "date",
    "xsd:gYear": "date",
}

Ends = tuple[Word | None, Argument | Value | Refusal]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence being read: its phrases, its dates, and the date of the document."""

    phrases: Phrases
    dates: tuple[Date, ...]
    today: str | None = None

    @classmethod
    def of(cls, phrases: Phrases, today: str | None) -> Context:
        """Make the context of a sentence."""
        found = dates(phrases.sentence.text, start=phrases.sentence.start, today=today)
        return cls(phrases, tuple(d for d in found if not _in_name(phrases, d)), today)


def _in_name(phrases: Phrases, date: Date) -> bool:
    """Tell whether a date only belongs to a name: "the 2018 Turing Award"."""
    return any(n.start <= date.start and date.end <= n.end and not phrases.is_a(n, "Value") for n in phrases.names)


def drafts(context: Context, fact: Fact) -> Iterator[Draft | Rejection]:
    """Yield a claim for every pair of arguments of a fact, or why there is none."""
    for subject_word, subject in _ends(context, fact, fact.subject):
        for object_word, target in _ends(context, fact, fact.object):
            refused = next((end for end in (subject, target) if isinstance(end, Refusal)), None)
            if refused is not None:
                if not fact.quiet:
                    yield _rejection(refused.rule, context, refused.word)
            elif isinstance(subject, Argument) and not _same(subject, target):
                yield from _draft(context, fact, subject, target, [w for w in (subject_word, object_word) if w])


def _ends(context: Context, fact: Fact, end: End) -> list[Ends]:
    if not isinstance(end, Word):
        return [(None, end)]
    word = antecedent(context.phrases.sentence, end)
    if any(d.start <= word.start < d.end for d in context.dates):
        return [(word, Refusal("date", word))]
    if fact.alone:
        return [(word, context.phrases.argument(word))]
    return [pair for pair in context.phrases.expand(word) if not _later(context, fact, word, pair[0])]


def _later(context: Context, fact: Fact, head: Word, conjunct: Word) -> bool:
    """Tell whether a conjunct comes after a clause that modifies the first: "workers who build cars and stylists"."""
    clause_on_head = any(above is head for above in context.phrases.sentence.ancestors(fact.event))
    return clause_on_head and conjunct.index > fact.event.index


def _same(subject: Argument, target: Argument | Value | Refusal) -> bool:
    return isinstance(target, Argument) and subject.start < target.end and target.start < subject.end


def _draft(
    context: Context, fact: Fact, subject: Argument, target: Argument | Value | Refusal, words: list[Word]
) -> Iterator[Draft]:
    if isinstance(target, Refusal):
        return
    target = _as_post(context, fact, target)
    reading = None if _attracts(context, fact, target) else mapped(fact.key, subject.type, _class(target))
    if reading is None and fact.quiet:
        return
    if reading is not None and reading.swapped and isinstance(target, Argument):
        subject, target = target, subject
    sentence = context.phrases.sentence
    spans = _spans(fact.cues)
    yield Draft(
        subject,
        OPEN + fact.phrase if reading is None else reading.predicate,
        target,
        sentence.start,
        sentence.end,
        " ".join(sentence.quote(start, end) for start, end in spans),
        spans,
        _confidence(fact, reading, subject, target),
        _status(context, fact, words),
        _source(context, fact),
        claim_time(sentence, fact.event, () if isinstance(target, Value) else context.dates, context.today),
        "open" if reading is None else "pattern",
    )


def _attracts(context: Context, fact: Fact, target: Argument | Value) -> bool:
    """Tell whether a verb that hires workers only draws an audience: "attracts tourists"."""
    words = context.phrases.sentence.words
    return isinstance(target, Argument) and fact.key.lemma in DRAWING and words[target.head].lemma.lower() in AUDIENCE


def _as_post(context: Context, fact: Fact, target: Argument | Value) -> Argument | Value:
    """Read "is an engineer" as the post and not as a person, and "is a friend" as no person either."""
    if not isinstance(target, Argument) or target.kind == "name":
        return target
    post = fact.key in (Key("position", voice="role"), Key("occupation", voice="role"))
    says_what = fact.phrase == "be" or fact.phrase.startswith("become") or fact.key.preposition == "as"
    if not post and not (says_what and target.type == "Person"):
        return target
    head = context.phrases.sentence.words[target.head].lemma.lower()
    return replace(target, type="Position" if post or head in POSITIONS | OCCUPATIONS | LEADING else "Concept")


def _class(end: Argument | Value) -> str | None:
    if isinstance(end, Argument):
        return end.type
    return LITERALS.get(end.datatype)


def _confidence(fact: Fact, reading: Reading | None, subject: Argument, target: Argument | Value) -> float:
    if reading is not None:
        return round(min(0.95, fact.confidence * (PATTERN_BONUS if reading.sure else UNTYPED)), 3)
    ends = [end for end in (subject, target) if isinstance(end, Argument)]
    vague = sum(end.type in (None, "Concept") for end in ends)
    return round(fact.confidence * UNTYPED**vague * SUBORDINATE.get(fact.event.rel.partition(":")[0], 1), 3)


def _status(context: Context, fact: Fact, words: list[Word]) -> Status:
    sentence = context.phrases.sentence
    found = (named_status if fact.given else status)(sentence, fact.event)
    return found if found != "asserted" else ends_status(sentence, words, fact.event)


def _source(context: Context, fact: Fact) -> Argument | None:
    word = speaker(context.phrases.sentence, fact.event)
    found = None if word is None else context.phrases.argument(word)
    return found if isinstance(found, Argument) else None


def _spans(cues: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """Return the spans of cue words, neighbours joined."""
    spans: list[tuple[int, int]] = []
    for word in sorted(set(cues), key=lambda w: w.start):
        if spans and word.start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)


def _rejection(rule: str, context: Context, word: Word) -> Rejection:
    return Rejection(rule, word.start, word.end, context.phrases.sentence.quote(word.start, word.end))
