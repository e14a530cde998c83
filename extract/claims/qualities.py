"""Facts of adjectives: "is cold-blooded", "remained constant", "is larger than", "is essential for"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import Value
from .facts import Fact, Key
from .frames import NOT_ROLES, preposition
from .lexicon import listed
from .phrases import phrase
from .subjects import antecedent
from .tree import Sentence, Word

LIKELY, UNSURE = 0.7, 0.6
_JOINED = re.compile(r"(?:[^\W_]{1,60}+-){1,8}+$")  # what a tokeniser cut off: "cold-blooded"
# Adjectives that say nothing without what follows them, or only how likely something is.
EMPTY = listed(
    """
    able unable likely unlikely sure certain ready willing due about available possible impossible clear true false
    such same other different similar many few more less much several own important necessary essential crucial vital
    aware prone subject worth first last next present responsible capable eligible free
    """
)
LINKING = listed("remain stay become seem appear look feel grow turn get prove")
JUDGING = listed("consider deem judge call find declare regard render rate rule leave keep make")
IDLE = listed("very quite so too also often still just really rather always usually now then even as not never only")
NO_LINKS = ("at", "by", "as", "during", "after", "before", "over", "due to", "because of", "despite")


def quality_facts(sentence: Sentence, subject: Word, word: Word, cues: tuple[Word, ...]) -> Iterator[Fact]:
    """Yield what an adjective says of its subject: with a complement, compared, or alone as a value."""
    related = list(_related(sentence, subject, word, cues))
    yield from related
    graded = any(w.lemma.lower() in ("as", "so", "too", "how") for w in sentence.children(word, "advmod"))
    than = word.tag == "JJR" or any(w.text.lower() in ("more", "less") for w in sentence.children(word, "advmod"))
    compared = graded or than or sentence.child(word, "case") is not None  # "is in Portuguese"
    if not related and not compared and not _completed(sentence, word) and word.lemma.lower() not in EMPTY:
        yield Fact(word, subject, "be", _value(sentence, word), Key("be", voice="quality"), (*cues,), LIKELY)


def linked_quality(
    sentence: Sentence, event: Word, subject: Word, lemma: str, *, passive: bool = False
) -> Iterator[Fact]:
    """Yield "remained constant", "became popular", "was deemed unsafe"."""
    if lemma not in (JUDGING if passive else LINKING):
        return
    found = (w for w in sentence.children(event, "xcomp") if w.pos == "ADJ" and w.index > event.index)
    word = next(found, None)
    if word is None or _completed(sentence, word) or word.lemma.lower() in EMPTY:
        return
    yield Fact(
        event,
        subject,
        phrase(lemma, passive=passive),
        _value(sentence, word),
        Key(lemma, voice="quality"),
        (event,),
        UNSURE,
    )


def _related(sentence: Sentence, subject: Word, word: Word, cues: tuple[Word, ...]) -> Iterator[Fact]:
    for other in sentence.children(word, "obl"):
        link = preposition(sentence, other)
        if link and other.index > word.index and link.replace(" ", "_") not in NOT_ROLES and link not in NO_LINKS:
            form = _compared(sentence, word) if link == "than" else word.lemma.lower()
            key = Key(f"be {word.lemma.lower()}", link)
            case = tuple(sentence.children(other, "case"))
            words = phrase("be", complement=form, preposition=link)
            yield Fact(word, subject, words, antecedent(sentence, other), key, (*cues, word, *case), LIKELY)


def _compared(sentence: Sentence, word: Word) -> str:
    more = (w.text.lower() for w in sentence.children(word, "advmod") if w.text.lower() in ("more", "less"))
    return " ".join([*more, word.text.lower()])


def _completed(sentence: Sentence, word: Word) -> bool:
    """Tell whether a clause completes an adjective, without which it says something else: "is hard to see"."""
    return bool(sentence.children(word, "xcomp", "ccomp", "csubj", "expl")) or any(
        w.is_a("advcl") and w.index > word.index and w.tag == "VB" for w in sentence.children(word)
    )


def _value(sentence: Sentence, word: Word) -> Value:
    """Return an adjective with the words that grade it right before it: "highly social"."""
    start = word
    for before in reversed(sentence.words[: word.index]):
        graded = before.head == word.index and before.is_a("advmod", "compound", "amod", "obl:unmarked", "punct")
        if not graded or before.text.lower() in IDLE or before.text == ",":
            break
        start = before
    joined = _JOINED.search(sentence.quote(sentence.start, start.start))
    first = start.start - len(joined[0]) if joined else start.start
    return Value(sentence.quote(first, word.end), "xsd:string", first, word.end)
