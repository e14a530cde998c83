"""Facts of levels: "revenue of $5 million", "its profit rose 5 per cent to $2 billion", "the population is 620,000".

What a verb says with an amount as its object ("employs 340 people") other constructions find; here a noun says what is
measured, and something else whose measure it is. A change is no level: "rose by 5 per cent" says of the profit by how
much it rose, and nothing of how large it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .amounts import Said
from .arguments import Phrases
from .facts import Fact, Key
from .frames import Frame, preposition
from .lexicon import listed
from .measures import MEASURES
from .phrases import phrase
from .subjects import antecedent, apposed, surface_subject
from .tree import Sentence, Word

SURE, LIKELY, UNSURE = 0.8, 0.75, 0.7
# Verbs that only say that a level is what it is: "reported revenue of", "had a population of".
HAVING = listed(
    """
    have report post record generate earn make achieve book register reach boast attain log enjoy command receive
    """
)
# Verbs that put a level as something to come, or as nobody knows yet.
EXPECTING = listed("expect forecast project target predict anticipate plan estimate")
REACHING = listed("reach hit total be equal stand amount come average top exceed surpass remain")
CHANGING = listed(
    """
    rise grow increase climb jump soar surge advance gain improve rebound fall drop decline decrease shrink slip sink
    slump plunge plummet tumble dip slide swell expand widen narrow edge creep rocket
    """
)
# Modifiers that leave a level what it is; with any other one it is a level of its own: "advertising revenue".
PLAIN = listed(
    """
    annual yearly quarterly monthly full-year year total overall record its estimated reported average current combined
    global worldwide consolidated healthy modest huge strong solid whopping official resident human
    """
)
MODIFIERS = ("compound", "nummod", "amod", "nmod:unmarked")
NAMED_AFTER = ("flat", "appos", "nummod", "nmod:unmarked")  # how an amount right after its noun hangs on it
AT = ("at", "for", "on")
OWNERS = ("of", "in", "at")


@dataclass(frozen=True, slots=True)
class Level:
    """An amount with the noun that says what it measures."""

    noun: Word
    said: Said

    @property
    def within(self) -> tuple[Word, ...]:
        """Return the words of its phrase."""
        return (self.noun, self.said.head)


def level_facts(phrases: Phrases, frames: Sequence[Frame], said: Sequence[Said]) -> Iterator[Fact]:
    """Yield what nouns of measures say with the amounts of a sentence."""
    for amount in said:
        for construction in _CONSTRUCTIONS:
            yield from construction(phrases, frames, amount)


def measure_phrase(sentence: Sentence, noun: Word) -> str:
    """Return what a noun measures, with the modifiers that make it a measure of its own: "operating profit"."""
    before = [w for w in sentence.children(noun, "compound", "amod") if w.index < noun.index]
    telling = [w for w in before if w.lemma.lower() not in PLAIN and w.pos in ("NOUN", "ADJ", "VERB") and w.tag != "$"]
    return " ".join([*(w.lemma.lower() for w in telling), _measure(noun)])


def _measure(noun: Word) -> str:
    """Return the lemma of a measure; "sales" are what is taken in, and a sale is not."""
    plural = noun.text.lower() in ("sales", "earnings")
    return noun.text.lower() if plural else noun.lemma.lower()


def is_measure(noun: Word) -> bool:
    """Tell whether a noun says what is measured."""
    return noun.pos in ("NOUN", "PROPN") and _measure(noun) in _HEADS


_HEADS = frozenset(measure.rpartition(" ")[2] for measure in MEASURES) | listed(
    "loss rate debt value wage salary income"
)


def _complement(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "had revenue of $5 million", "a company with sales of $3 million", "Leipzig (population 620,000)"."""
    sentence, noun = phrases.sentence, phrases.sentence.parent(said.head)
    if noun is None or noun.pos != "NOUN" or noun.index > said.head.index:
        return
    of = said.head.is_a("nmod") and preposition(sentence, said.head) == "of"
    joined = said.head.index == noun.index + 1 and said.head.is_a(*NAMED_AFTER) and is_measure(noun)
    if of or joined:
        yield from _owned(phrases, frames, Level(noun, said))


def _owned(phrases: Phrases, frames: Sequence[Frame], level: Level) -> Iterator[Fact]:
    """Yield whose a level is: its possessor, the subject of the verb it is the object of, or what it is "with"."""
    sentence, noun = phrases.sentence, level.noun
    first = _first(sentence, noun)
    frame = next((f for f in frames if f.object is first and f.subject is not None), None)
    owner = _possessor(phrases, level)
    if not is_measure(noun) and level.said.kind == "number":
        return  # "leads a group of twelve"
    if frame is not None and frame.subject is not None and (owner is None or owner.pos == "PRON"):
        yield _held(sentence, frame, frame.subject, level)
    elif is_measure(noun):
        holder = owner or _with(phrases, noun) or _beside(phrases, noun) or _at(sentence, frames, noun)
        if holder is not None:
            yield _has(sentence, noun, holder, level, (noun,))


def _first(sentence: Sentence, noun: Word) -> Word:
    """Return the first of coordinated levels: "sales of … and a profit of …", wherever a parser hangs the second."""
    above = sentence.parent(noun) if noun.is_a("conj") else None
    if above is not None and above.is_a("nmod") and preposition(sentence, above) == "of":
        above = sentence.parent(above)
    return above or noun


def _at(sentence: Sentence, frames: Sequence[Frame], noun: Word) -> Word | None:
    """Return what is made or sold at a level: "built at a cost of …", "on a budget of …"."""
    frame = next((f for f in frames if any(o.word is noun for o in f.obliques)), None)
    return frame.object or frame.subject if frame is not None and preposition(sentence, noun) in AT else None


def _held(sentence: Sentence, frame: Frame, subject: Word, level: Level) -> Fact:
    """Return what a verb says of its subject with a level: that it has it, expects it, or does something with it."""
    measure, cues = measure_phrase(sentence, level.noun), (frame.event, level.noun)
    if is_measure(level.noun) and frame.lemma in HAVING:
        return _has(sentence, frame.event, subject, level, cues)
    if is_measure(level.noun) and frame.lemma in EXPECTING:
        fact = _has(sentence, level.noun, subject, level, cues)
        return replace(fact, within=(*level.within, frame.event))
    words = phrase(frame.lemma, complement=measure, preposition="of")
    key = Key(f"{frame.lemma} {measure}", "of")
    return Fact(frame.event, subject, words, level.said.value, key, cues, UNSURE, within=level.within)


def _has(sentence: Sentence, event: Word, owner: Word, level: Level, cues: tuple[Word, ...]) -> Fact:
    measure = measure_phrase(sentence, level.noun)
    words = phrase("have", complement=measure, preposition="of")
    key = Key(measure, voice="measure")
    return Fact(event, owner, words, level.said.value, key, cues, LIKELY, within=level.within)


def _possessor(phrases: Phrases, level: Level) -> Word | None:
    """Return whose a level is: "Acme's revenue", "the population of Leipzig", "unemployment in Spain", "Acme sales"."""
    sentence, noun = phrases.sentence, level.noun
    for word in sentence.children(noun, "nmod", "compound"):
        named = phrases.name_at(word)
        if word.is_a("nmod:poss"):
            return antecedent(sentence, word)
        if word is level.said.head or word.is_a("nmod:unmarked"):
            continue
        link = preposition(sentence, word)
        if link == "of" and word.index > noun.index and word.pos in ("NOUN", "PROPN", "PRON"):
            return word
        if named is not None and (link in OWNERS or (word.is_a("compound") and word.index < noun.index)):
            return word
    return None


def _with(phrases: Phrases, noun: Word) -> Word | None:
    """Return what has something: "a firm with revenue of …", "With a population of …, New York is …"."""
    sentence, above = phrases.sentence, phrases.sentence.parent(noun)
    if above is None or preposition(sentence, noun) != "with":
        return None
    if noun.is_a("nmod"):
        return above
    subject = surface_subject(sentence, above)
    return subject if noun.is_a("obl") and subject is not None and noun.index < subject.index else None


def _beside(phrases: Phrases, noun: Word) -> Word | None:
    """Return what stands before a level in brackets: "Leipzig (population 620,000)"."""
    above = apposed(phrases.sentence, noun)
    return above if above is not None and phrases.name_at(above) is not None and above.index < noun.index else None


def _predicate(phrases: Phrases, _: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "the population of Leipzig is 620,000"."""
    sentence = phrases.sentence
    subject, copula = sentence.child(said.head, "nsubj"), sentence.child(said.head, "cop")
    if subject is not None and copula is not None and is_measure(subject):
        level = Level(subject, said)
        owner = _possessor(phrases, level)
        if owner is not None:
            yield _has(sentence, said.head, owner, level, (copula, subject))


def _risen(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "Nvidia's market value reached $3 trillion", "its profit rose 12 per cent to $2 billion"."""
    sentence, event = phrases.sentence, phrases.sentence.parent(said.head)
    if event is not None and event.lemma.lower() in ("percent", "%", "cent") and said.head.is_a("nmod"):
        event = sentence.parent(event)  # "fell 12 percent to $2 billion", whatever the parser hangs the sum on
    frame = next((f for f in frames if f.event is event), None)
    noun = None if frame is None else frame.surface
    owner = None if noun is None or not is_measure(noun) else _possessor(phrases, Level(noun, said))
    if frame is None or noun is None or owner is None:
        return
    level, link = Level(noun, said), "to" if said.reached else preposition(sentence, said.head)
    reached = frame.lemma in REACHING and link in ("", "at", "to")
    if reached or (frame.lemma in CHANGING and link == "to"):
        yield _has(sentence, frame.event, owner, level, (noun, frame.event))
    elif frame.lemma in CHANGING and link in ("", "by"):
        words = f"{measure_phrase(sentence, noun)} {frame.lemma} by"
        key, cues = Key(words), (noun, frame.event)
        yield Fact(frame.event, owner, words, said.value, key, cues, LIKELY, within=level.within)


def _apart(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "earned $5 million in revenue", "raised $30 million in funding"."""
    sentence = phrases.sentence
    frame = next((f for f in frames if f.object is said.head and f.subject is not None), None)
    after = () if frame is None else (*sentence.children(said.head, "nmod"), *sentence.children(frame.event, "obl"))
    noun = next((w for w in after if w.index > said.head.index and preposition(sentence, w) == "in"), None)
    if frame is None or frame.subject is None or noun is None:
        return
    if not is_measure(noun) and not (said.kind == "money" and _is_stuff(phrases, noun)):
        return  # "employs 340 people in six countries"
    level = Level(noun, said)
    if frame.lemma in HAVING or (frame.lemma == "raise" and _measure(noun) in ("funding", "capital")):
        yield _has(sentence, frame.event, frame.subject, level, (frame.event, noun))
    else:
        yield _held(sentence, frame, frame.subject, level)


def _is_stuff(phrases: Phrases, noun: Word) -> bool:
    """Tell whether a noun says what the money is: "in cash", "in damages", and not where or when it is spent."""
    return noun.is_a("nmod") and noun.pos == "NOUN" and phrases.name_at(noun) is None


def _before(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "has a $5 million budget", "its $2 billion debt"."""
    noun = phrases.sentence.parent(said.head)
    if noun is not None and noun.index > said.head.index and said.head.is_a(*MODIFIERS) and is_measure(noun):
        yield from _owned(phrases, frames, Level(noun, said))


_CONSTRUCTIONS = (_complement, _predicate, _risen, _apart, _before)
