"""Facts to drafts: ends become arguments or amounts, phrases meet the vocabulary, and each claim gets its surroundings.

Those are its status, its time and its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...graph.model import OPEN, Rejection, Status, Time, Value
from ..values.dates import Date, dates
from ..values.grammar import MONTHS
from .amounts import Said, amount_at, amounts, inside
from .arguments import Phrases, Refusal
from .attribution import speaker
from .complements import strongest
from .denials import but
from .draft import Argument, Draft
from .ends import ends_status, named_status
from .facts import End, Fact, Key
from .frames import preposition
from .lexicon import listed
from .measures import kind_of
from .nominals import AUDIENCE, LEADING, OCCUPATIONS, POSITIONS
from .patterns import Reading, known, mapped, takes
from .states import turned
from .status import status
from .subjects import antecedent
from .times import claim_time, timeless
from .tree import Sentence, Word

UNTYPED = 0.9  # what an unknown class takes off a pattern, and an unnamed end off an open claim
PATTERN_BONUS = 1.1
# What hangs below another clause is less often meant as a claim of its own, and its subject less often right: the share
# of a tuple's words that an annotator of CaRB wrote, on sentences 0 to 360, beside that of main clauses.
SUBORDINATE = {"ccomp": 0.8, "advcl": 0.9, "acl": 0.9}
DRAWING = ("attract", "court", "lure", "woo")

LITERALS = {
    "xsd:string": "string",
    "xsd:date": "date",
    "xsd:gYearMonth": "date",
    "xsd:gYear": "date",
}

# Verbs that say how many there are of what they take; elsewhere those who are counted are things ("three men robbed").
COUNTING = listed(
    """
    have operate run own employ serve boast maintain manage comprise include contain count host hold sell total number
    span cover attract draw feature offer provide reach open close lose exceed deliver produce make ship export import
    """
)
DIRECTIONS = listed(
    "north south east west northeast northwest southeast southwest away off from outside inland upstream downstream"
)
OWNING = listed("own hold have control buy sell acquire keep retain take")
PERIODS = listed("quarter season half end beginning start middle period year month week decade century spring autumn")
RANKS = listed("first second third fourth last next past following previous this current final fiscal early late new")
SOMEBODY = ("Person", "Organization")
COUNTED = ("count", "staff", "people", "members", "students", "seats", "time", "number")
UPPER_LIMIT = "no more than an upper limit"
POSTS_HELD = POSITIONS | OCCUPATIONS | LEADING
WIDE = ("in", "at", "across", "within", "throughout")

Ends = tuple[Word | None, Argument | Value | Refusal]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence being read: its phrases, its dates and amounts, and the date of the document."""

    phrases: Phrases
    dates: tuple[Date, ...]
    today: str | None = None
    amounts: tuple[Said, ...] = ()

    @classmethod
    def of(cls, phrases: Phrases, today: str | None) -> Context:
        """Make the context of a sentence."""
        sentence = phrases.sentence
        found = dates(sentence.text, start=sentence.start, today=today)
        kept = tuple(d for d in found if not _in_name(phrases, d))
        names = [name for name in phrases.names if not phrases.is_a(name, "Value")]
        return cls(phrases, kept, today, amounts(sentence, kept, names))


def _in_name(phrases: Phrases, date: Date) -> bool:
    """Tell whether a date only belongs to a name: "the 2018 Turing Award"."""
    return any(n.start <= date.start and date.end <= n.end and not phrases.is_a(n, "Value") for n in phrases.names)


def drafts(context: Context, fact: Fact) -> Iterator[Draft | Rejection]:
    """Yield a claim for every pair of arguments of a fact, or why there is none."""
    if fact.quiet and not known(fact.key):
        return
    for subject_word, whole in _ends(context, fact, fact.subject):
        for object_word, found in _targets(context, fact):
            subject, target = _apart(context, whole, _together(context, fact, object_word, found))
            subject, target = _complete(context, fact, subject), _complete(context, fact, target)
            if isinstance(subject, Refusal) or isinstance(target, Refusal):
                refused = subject if isinstance(subject, Refusal) else target
                if not fact.quiet and isinstance(refused, Refusal):
                    yield _rejection(refused.rule, context, refused.word)
            elif isinstance(subject, Argument) and not _same(subject, target):
                yield from _draft(context, fact, subject, target, [w for w in (subject_word, object_word) if w])


def _apart(
    context: Context, subject: Argument | Value | Refusal, target: Argument | Value | Refusal
) -> tuple[Argument | Value | Refusal, Argument | Value | Refusal]:
    """Return two ends, the one that holds the other without what tells it apart: "the museum" that is "in Paris"."""
    if isinstance(subject, Argument) and isinstance(target, Argument) and _same(subject, target):
        return context.phrases.core(subject), context.phrases.core(target)
    return subject, target


def _together(
    context: Context, fact: Fact, word: Word | None, end: Argument | Value | Refusal
) -> Argument | Value | Refusal:
    """Return an end, refused where several mean one thing together only: "between Asia and Alaska"."""
    if word is None or fact.key.preposition != "between":
        return end
    several = word.is_a("conj") or len(context.phrases.conjuncts(word)) > 1
    return Refusal("one of those something is between", word) if several else end


def _complete(context: Context, fact: Fact, end: Argument | Value | Refusal) -> Argument | Value | Refusal:
    """Return an end, refused where it leaves out what its noun needs, unless any such thing is meant."""
    if not isinstance(end, Argument) or end.kind == "pronoun":
        return end
    head = context.phrases.sentence.words[end.head]
    refused = context.phrases.extents.incomplete(head)
    if refused and head.tag == "NNS":
        refused = not timeless(context.phrases.sentence, fact.event)
    refused = refused or (fact.phrase in ("be", "become") and context.phrases.extents.unranked(head))
    return Refusal("noun without what it is of", head) if refused else end


def _targets(context: Context, fact: Fact) -> list[Ends]:
    """Return the objects of a fact, amounts among them, each with its word."""
    if not isinstance(fact.object, Word):
        return [(None, fact.object)]
    if not context.amounts:
        return _ends(context, fact, fact.object)
    conjuncts = [w for w in context.phrases.conjuncts(fact.object) if not inside(context.amounts, w)]
    said = [_amount(context, fact, word) for word in conjuncts]
    if not any(said):
        return _ends(context, fact, fact.object)
    return [(w, found or context.phrases.argument(w)) for w, found in zip(conjuncts, said, strict=True)]


def _amount(context: Context, fact: Fact, word: Word) -> Value | Refusal | None:
    """Return what a word says as an amount, nothing where it rather stands for what is counted."""
    said = amount_at(context.amounts, word)
    if said is None:
        return None
    counting = fact.key.lemma.partition(" ")[0] in COUNTING and word.pos == "NOUN" and said.kind != "time"
    counts = counting and _in_digits(context, said)
    if not takes(fact.key, said.kind) and not counts and said.kind in COUNTED:
        return None
    if said.value.unit == "%" and fact.key.lemma in OWNING:
        return Refusal("share of what is not said", word)
    if said.kind == "length" and _elsewhere(context, word):
        return Refusal("distance from somewhere", word)
    if said.limit or said.reached:
        return Refusal(UPPER_LIMIT if said.limit else "from one amount to another", word)
    return said.value


def _elsewhere(context: Context, word: Word) -> bool:
    """Tell whether a length is how far off something lies: "12 km north of Berlin"."""
    after = context.phrases.sentence.words[word.index + 1 : word.index + 2]
    return bool(after) and after[0].text.lower() in DIRECTIONS


def _in_digits(context: Context, said: Said) -> bool:
    """Tell whether a number is a count: few things that are written in words ("two daughters") are meant as such."""
    start, end = said.value.start or 0, said.value.end or 0
    return any(character.isdigit() for character in context.phrases.sentence.quote(start, end))


def _ends(context: Context, fact: Fact, end: End) -> list[Ends]:
    if not isinstance(end, Word):
        return [(None, end)]
    word = antecedent(context.phrases.sentence, end)
    if _is_time(context, word):
        return [(word, Refusal("date", word))]
    if fact.alone:
        return [(word, context.phrases.argument(word))]
    return [pair for pair in context.phrases.expand(word) if not _later(context, fact, word, pair[0])]


def _is_time(context: Context, word: Word) -> bool:
    """Tell whether a word is a date or a part of the year: "in May", "in the third quarter", "by the end of 2025"."""
    if context.dates and any(d.start <= word.start < d.end for d in context.dates):
        return True
    sentence = context.phrases.sentence
    if word.pos == "PROPN" and word.text.lower() in MONTHS and sentence.child(word, "case") is not None:
        return True
    if word.lemma.lower() not in PERIODS:
        return False
    held = [
        w for w in sentence.children(word, "nmod", "nmod:unmarked", "nummod") if preposition(sentence, w) in ("of", "")
    ]
    return any(d.start <= w.start < d.end for w in held for d in context.dates) or _ranked(sentence, word)


def _ranked(sentence: Sentence, word: Word) -> bool:
    """Tell whether a period is one in a row: "the third quarter", "the following season"."""
    return any(w.lemma.lower() in RANKS for w in sentence.children(word, "amod", "det"))


def _later(context: Context, fact: Fact, head: Word, conjunct: Word) -> bool:
    """Tell whether a conjunct comes after a clause that modifies the first: "workers who build cars and stylists"."""
    after = conjunct.index > fact.event.index
    return after and any(above is head for above in context.phrases.sentence.ancestors(fact.event))


def _same(subject: Argument, target: Argument | Value | Refusal) -> bool:
    return isinstance(target, Argument) and subject.start < target.end and target.start < subject.end


def _draft(
    context: Context, fact: Fact, subject: Argument, target: Argument | Value | Refusal, words: list[Word]
) -> Iterator[Draft]:
    if isinstance(target, Refusal):
        return
    target = _as_post(context, fact, target)
    apart = _in_part(context, fact, target) or _attracts(context, fact, target)
    reading = None if apart else mapped(fact.key, subject.type, _class(target))
    if reading is None and fact.quiet:
        return
    if reading is not None and isinstance(target, Argument) and target.type == "Position":
        target = context.phrases.core(target)
    if reading is not None and reading.swapped and isinstance(target, Argument):
        subject, target = target, subject
    sentence = context.phrases.sentence
    unknown = subject.type in SOMEBODY and context.phrases.extents.any_one(sentence.words[subject.head])
    vague = (subject.vague or unknown) and not timeless(sentence, fact.event)
    if vague != subject.vague:
        subject = replace(subject, vague=vague)
    if isinstance(target, Argument) and target.vague and (fact.phrase == "be" or _is_general(context, fact, subject)):
        target = replace(target, vague=False)
    spans = _spans(fact.cues)
    predicate = OPEN + fact.phrase if reading is None else reading.predicate
    yield Draft(
        subject,
        predicate,
        target,
        sentence.start,
        sentence.end,
        " ".join(sentence.quote(start, end) for start, end in spans),
        spans,
        _confidence(fact, reading, subject, target),
        _status(context, fact, words),
        _source(context, fact),
        None if _class(target) == "date" else _time(context, fact, predicate),
        "open" if reading is None else "pattern",
    )


def _is_general(context: Context, fact: Fact, subject: Argument) -> bool:
    """Tell whether a clause in the plain present may be of all things of a kind: "hearts pump the blood"."""
    return subject.kind == "nominal" and timeless(context.phrases.sentence, fact.event)


def _attracts(context: Context, fact: Fact, target: Argument | Value) -> bool:
    """Tell whether a verb that hires workers only draws an audience: "attracts tourists"."""
    if fact.key.lemma not in DRAWING or not isinstance(target, Argument):
        return False
    return context.phrases.sentence.words[target.head].lemma.lower() in AUDIENCE


def _time(context: Context, fact: Fact, predicate: str) -> Time | None:
    """Return when a fact holds, by a date on its event or on the phrase of its amount."""
    if not context.dates and context.today is None:
        return None
    sentence = context.phrases.sentence
    found = (claim_time(sentence, word, context.dates, context.today) for word in (fact.event, *fact.within))
    return turned(sentence, fact.event, predicate, next((time for time in found if time is not None), None))


def _in_part(context: Context, fact: Fact, target: Argument | Value) -> bool:
    """Tell whether an amount is only that of one place: "employs 340 people in Leipzig" is not all its staff."""
    if not isinstance(target, Value) or kind_of(target) not in ("staff", "money", "people"):
        return False
    sentence, said = context.phrases.sentence, [a.head for a in context.amounts if a.value.start == target.start]
    below = [w for word in (fact.event, *fact.within, *said) for w in sentence.children(word, "obl", "nmod")]
    places = [(w, name) for w in below if (name := context.phrases.name_at(w)) is not None and w is not fact.subject]
    return any(context.phrases.is_a(name, "Place") and preposition(sentence, w) in WIDE for w, name in places)


def _as_post(context: Context, fact: Fact, target: Argument | Value) -> Argument | Value:
    """Read "is an engineer" as the post and not as a person, and "is a friend" as no person either."""
    if not isinstance(target, Argument) or target.kind == "name":
        return target
    post = fact.key in (Key("position", voice="role"), Key("occupation", voice="role"))
    says_what = fact.phrase == "be" or fact.phrase.startswith("become") or fact.key.preposition == "as"
    if not post and not (says_what and target.type == "Person"):
        return target
    head = context.phrases.sentence.words[target.head].lemma.lower()
    return replace(target, type="Position" if post or head in POSTS_HELD else "Concept")


def _class(end: Argument | Value) -> str | None:
    if isinstance(end, Argument):
        return end.type
    return LITERALS.get(end.datatype) or kind_of(end)


def _confidence(fact: Fact, reading: Reading | None, subject: Argument, target: Argument | Value) -> float:
    if reading is not None:
        return round(min(0.95, fact.confidence * (PATTERN_BONUS if reading.sure else UNTYPED)), 3)
    vague = sum([isinstance(end, Argument) and end.type in (None, "Concept") for end in (subject, target)])
    return round(fact.confidence * UNTYPED**vague * SUBORDINATE.get(fact.event.rel.partition(":")[0], 1), 3)


def _status(context: Context, fact: Fact, words: list[Word]) -> Status:
    sentence = context.phrases.sentence
    found = (named_status if fact.given else status)(sentence, fact.event)
    if found == "negated" and any(but(sentence, word) for word in words):
        return "asserted"
    if found not in ("asserted", "planned"):
        return found
    # "plans no layoffs", "will meet one or the other"
    return strongest(found, ends_status(sentence, words, fact.event))


def _source(context: Context, fact: Fact) -> Argument | None:
    word = speaker(context.phrases.sentence, fact.event)
    found = None if word is None else context.phrases.argument(word)
    return found if isinstance(found, Argument) else None


def _spans(cues: tuple[Word, ...]) -> tuple[tuple[int, int], ...]:
    """Return the spans of cue words, neighbours joined."""
    if len(cues) == 1:  # as of most facts
        return ((cues[0].start, cues[0].end),)
    spans: list[tuple[int, int]] = []
    for word in sorted(set(cues)):
        if spans and word.start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)


def _rejection(rule: str, context: Context, word: Word) -> Rejection:
    return Rejection(rule, word.start, word.end, context.phrases.sentence.quote(word.start, word.end))
