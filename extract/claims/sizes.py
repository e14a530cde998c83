"""Facts of size and number: "is 330 metres tall", "its 340 employees", "grew from 50 to 340 employees"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .amounts import Said
from .arguments import Phrases
from .facts import Fact, Key
from .frames import Frame, preposition
from .levels import LIKELY, UNSURE, is_measure
from .lexicon import listed
from .phrases import phrase
from .subjects import antecedent
from .tree import Sentence, Word

SIZES = listed("tall high long wide deep old thick heavy")


def size_facts(phrases: Phrases, frames: Sequence[Frame], said: Sequence[Said]) -> Iterator[Fact]:
    """Yield how large things are and how many somebody has, where no verb has the amount as its object."""
    for amount in said:
        for construction in (_size, _reached, _strayed, _counted):
            yield from construction(phrases, frames, amount)


def _size(phrases: Phrases, _: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "is 330 metres tall", whichever of the two a parser puts on top."""
    sentence, head = phrases.sentence, said.head
    size = _size_of(sentence, head)
    if size is None:
        return
    noun = sentence.parent(size) if size.is_a("acl", "amod") else None
    subject = sentence.child(size, "nsubj") or sentence.child(head, "nsubj") or (None if noun is head else noun)
    if subject is not None and subject.pos in ("NOUN", "PROPN", "PRON"):
        lemma = size.lemma.lower()
        key, words = Key(lemma, voice="measure"), "be aged" if lemma == "old" else f"be {lemma}"
        event = head if size.head == head.index else size
        end, within = antecedent(sentence, subject), (size, head)
        yield Fact(event, end, words, said.value, key, (size,), LIKELY, within=within)


def _size_of(sentence: Sentence, head: Word) -> Word | None:
    above = sentence.parent(head)
    around = (*([above] if above is not None else []), *sentence.children(head, "amod"))
    return next((w for w in around if w.index > head.index and w.pos == "ADJ" and w.lemma.lower() in SIZES), None)


def _reached(_: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "grew from 50 to 340 employees", where it is not said of a measure of something else."""
    frame = next((f for f in frames if f.event.index == said.head.head), None)
    if said.reached and frame is not None and frame.surface is not None and not is_measure(frame.surface):
        key, cues = Key(frame.lemma, "to"), (frame.event,)
        words = phrase(frame.lemma, preposition="to")
        yield Fact(frame.event, frame.surface, words, said.value, key, cues, LIKELY, within=(said.head,))


def _strayed(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "had sales of 3 million euros and 40 employees", where a parser coordinates euros and employees."""
    sentence, first = phrases.sentence, phrases.sentence.parent(said.head)
    noun = None if first is None or not said.head.is_a("conj") else sentence.parent(first)
    frame = next((f for f in frames if noun is not None and f.object is noun and f.subject is not None), None)
    of = first is not None and first.is_a("nmod") and preposition(sentence, said.head) == ""
    if frame is not None and frame.subject is not None and of and said.kind not in ("money", "share", "number"):
        words, key = phrase(frame.lemma), Key(frame.lemma)
        yield Fact(frame.event, frame.subject, words, said.value, key, (frame.event,), UNSURE, within=(said.head,))


def _counted(phrases: Phrases, _: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "its 340 employees", "Acme's 19 stores"."""
    sentence, head = phrases.sentence, said.head
    owner = sentence.child(head, "nmod:poss")
    if owner is not None and head.pos == "NOUN" and said.kind not in ("money", "share", "time", "number"):
        yield Fact(head, antecedent(sentence, owner), "have", said.value, Key("have"), (head,), UNSURE, given=True)
