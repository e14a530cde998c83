"""Facts of a verb that works through another one: "helps plants reproduce", "is used to treat infections".

What the verb above does is said; whether the clause below comes true is another matter, so the fact belongs to the verb
above and names both.
"""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Fact, Key
from .frames import Frame, preposition
from .lexicon import listed
from .nominals import lemmas_of
from .phrases import phrase
from .subjects import is_verb
from .tree import Sentence, Word

LIKELY, UNSURE = 0.7, 0.6
CAUSING = listed(
    "help enable allow let cause force encourage permit lead inspire motivate prompt require invite drive train teach"
)
INSTRUMENTAL = listed("use design build make create develop employ require need intend mean train")
AROUND = listed("involve include mean require begin start continue keep enjoy love help")


def chained(sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Yield what a verb does through the clause below it."""
    yield from _causing(sentence, frame)
    yield from _instrumental(sentence, frame)
    yield from _around(sentence, frame)


def reads_above(sentence: Sentence, event: Word) -> bool:
    """Tell whether a verb is only told together with the one above it: "used to treat", "involves folding"."""
    above = sentence.parent(event)
    if above is None or not is_verb(above):
        return False
    if event.is_a("conj"):
        return reads_above(sentence, above)
    return _purpose(sentence, above) is event or _activity(sentence, above) is event


def _causing(sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Yield "allows students to explore worlds", and "helps plants reproduce" of the plants."""
    whom = frame.object or frame.recipient
    if frame.lemma not in CAUSING or frame.passive or frame.subject is None or whom is None:
        return
    below = next((w for w in sentence.children(frame.event, "xcomp") if is_verb(w)), None)
    if below is None or sentence.child(below, "cop"):
        return
    found = list(_ends(sentence, below))
    for end, link in found:
        held = whom.text.lower() if whom.pos == "PRON" else lemmas_of([whom])[0]
        verb = f"{frame.lemma} {held} {_infinitive(frame.lemma, below)}"
        words = phrase(verb, preposition=link)
        yield Fact(frame.event, frame.subject, words, end, Key(words), (frame.event, below), UNSURE)
    if not found:
        words = phrase(f"{frame.lemma} {_infinitive(frame.lemma, below)}")
        yield Fact(frame.event, frame.subject, words, whom, Key(words), (frame.event, below), LIKELY)


def _infinitive(above: str, below: Word) -> str:
    return below.lemma if above in ("help", "let") else f"to {below.lemma}"


def _instrumental(sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Yield "is used to treat infections" of what is used."""
    below = _purpose(sentence, frame.event)
    if below is None or frame.object is None:
        return
    for end, link in _ends(sentence, below):
        words = phrase(f"{frame.lemma}", passive=True, complement=f"to {below.lemma}", preposition=link)
        yield Fact(frame.event, frame.object, words, end, Key(words), (*_passive(sentence, frame), below), LIKELY)


def _passive(sentence: Sentence, frame: Frame) -> list[Word]:
    return [*sentence.children(frame.event, "aux:pass"), frame.event]


def _purpose(sentence: Sentence, event: Word) -> Word | None:
    """Return the infinitive that says what something is used for."""
    if event.lemma not in INSTRUMENTAL:
        return None
    if not sentence.child(event, "aux:pass", "nsubj:pass") and not (event.tag == "VBN" and event.is_a("acl")):
        return None
    clauses = sentence.children(event, "xcomp", "advcl")
    return next((w for w in clauses if w.tag == "VB" and w.index > event.index and _to(sentence, w)), None)


def _to(sentence: Sentence, verb: Word) -> bool:
    return any(mark.text.lower() == "to" for mark in sentence.children(verb, "mark"))


def _around(sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Yield "involves folding paper": the activity is the object, whoever does it."""
    below = _activity(sentence, frame.event)
    if below is None or frame.subject is None:
        return
    beside = [w for w in sentence.children(below, "conj") if w.tag == "VBG"]
    for verb, end, link in [(each, *found) for each in (below, *beside) for found in _ends(sentence, each)]:
        words = phrase(f"{frame.lemma} {verb.text.lower()}", preposition=link)
        yield Fact(frame.event, frame.subject, words, end, Key(words), (frame.event, below), LIKELY)


def _activity(sentence: Sentence, event: Word) -> Word | None:
    if event.lemma not in AROUND or sentence.child(event, "obj"):
        return None
    below = sentence.children(event, "xcomp", "ccomp")
    return next((w for w in below if w.tag == "VBG" and not sentence.child(w, "nsubj", "mark", "aux")), None)


def _ends(sentence: Sentence, below: Word) -> Iterator[tuple[Word, str]]:
    """Yield the object of a verb, or else what its prepositions lead to."""
    held = next((w for w in sentence.children(below, "obj") if w.index > below.index), None)
    if held is not None:
        yield held, ""
        return
    for other in sentence.children(below, "obl"):
        link = preposition(sentence, other)
        if link and other.index > below.index:
            yield other, link
