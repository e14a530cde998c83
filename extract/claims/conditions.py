"""Conditions: which clauses are one, and which events hang on one."""

from __future__ import annotations

from .lexicon import listed
from .tree import Sentence, Word

CONDITIONS = listed("if unless should were provided providing assuming supposing lest")
_OPENING = CONDITIONS | listed("case event condition had long")  # no condition is without one of them
ASKING = listed("ask wonder see know check inquire enquire question doubt tell learn investigate decide clear")


def is_condition(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause is a condition: "if X buys Y", "should X buy Y", "as long as X owns Y"."""
    if sentence.lacks(_OPENING):
        return False
    marks = sentence.children(event, "mark")
    marked = any(w.text.lower() in CONDITIONS or _in_case(sentence, w) for w in marks)
    return marked or _inverted(sentence, event) or _as_long(sentence, event) or _on_condition(sentence, event)


def _inverted(sentence: Sentence, event: Word) -> bool:
    """Tell whether an auxiliary before the subject makes a condition: "had X bought Y", not "had X bought Y?"."""
    around = sentence.children(event)
    if not around or around[0].text.lower() not in ("should", "were", "had") or not around[0].is_a("aux", "mark"):
        return False
    opens = around[0].index == 0 and "?" not in sentence.text
    return event.is_a("advcl") or (opens and sentence.child(event, "nsubj") is not None)


def _in_case(sentence: Sentence, mark: Word) -> bool:
    return mark.lemma.lower() == "in" and any(w.lemma.lower() in ("case", "event") for w in sentence.children(mark))


def _on_condition(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause follows "in case", "in the event" or "on condition", wherever a parser hung it."""
    if not event.is_a("advcl", "acl", "ccomp"):
        return False
    first, _ = sentence.edges(event)
    before = [w.text.lower() for w in sentence.words[max(0, first - 3) : first]]
    return before[-2:] in (["in", "case"], ["on", "condition"]) or before[-3:] in (
        ["in", "the", "event"],
        ["on", "the", "condition"],
    )


def _as_long(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause says "as long as", which hangs on the adverb, or "provided that", a verb of its own."""
    above = sentence.parent(event)
    if above is None or not event.is_a("advcl"):
        return False
    if event.text.lower() in ("provided", "supposing"):
        return not sentence.children(event, "obj", "obl", "aux")
    long = above.is_a("advmod") and above.text.lower() == "long"
    return long and any(w.text.lower() == "as" for w in sentence.children(event, "mark"))


def only_compared(sentence: Sentence, event: Word) -> bool:
    """Tell whether "if" sets no condition: "as if", "asked if"."""
    above = sentence.parent(event)
    asked = event.is_a("ccomp", "csubj") and above is not None and above.lemma.lower() in ASKING
    return asked or "as" in _before(sentence, event)


def has_condition(sentence: Sentence, event: Word) -> bool:
    """Tell whether a condition hangs on the event: "if X, Y"; "even if" and "as if" grant the consequence."""
    if sentence.lacks(_OPENING):
        return False
    clauses = [
        *sentence.children(event, "advcl"),
        *(c for w in sentence.children(event, "advmod") for c in sentence.children(w, "advcl")),
        *(c for w in sentence.children(event, "obl") for c in sentence.children(w, "acl")),
    ]
    clauses += [c for w in clauses for c in sentence.children(w, "advcl") if w.text.lower() == "provided"]
    return any(
        (is_condition(sentence, c) and not {"even", "as", "in"} & _before(sentence, c)) or _as_long(sentence, c)
        for c in clauses
    )


def _before(sentence: Sentence, clause: Word) -> set[str]:
    return {w.text.lower() for w in sentence.children(clause, "advmod", "mark") if w.index < clause.index}
