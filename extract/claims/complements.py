"""What the word above a clause or a noun makes of the event in it, whatever is said of that word itself."""

from __future__ import annotations

from ...graph.model import Status
from .frames import preposition
from .governors import (
    BOUND,
    CERTAIN,
    FACTIVE,
    FALLING,
    HOLDING,
    ORDINALS,
    PREVENTING,
    REPORTING,
    RESULTING,
    SHOWING,
    TO_PLAN,
    VAGUE,
    bare,
    governed,
    mistaken,
    of_noun,
    with_preposition,
)
from .lexicon import listed
from .tree import Sentence, Word

SUPPOSED = ("event", "case")  # "in the event of a takeover"
TIMES = listed("second minute hour day week month year decade century while time")
FINITE = ("ccomp", "csubj", "acl")
_DOUBTS: tuple[Status, ...] = ("negated", "conditional", "possible", "planned")  # the strongest first


def complement(sentence: Sentence, event: Word, above: Word, above_is: Status) -> Status:
    """Return how a text puts a clause, by what its governor makes of it and how the governor itself is put.

    Arguments:
        sentence: the sentence.
        event: the head of the clause.
        above: what governs it.
        above_is: how the text puts that.
    """
    finite = is_finite(sentence, event)
    if finite and bare(sentence, above, FACTIVE):  # who did not know it, or regrets it, grants it
        return "asserted"
    if above_is == "negated":
        return _under_negation(sentence, event, above)
    return strongest(made_of(sentence, event, above), above_is)


def _under_negation(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return what a denied governor leaves: "did not fail to", "never denied that", "no doubt that"."""
    found = made_of(sentence, event, above)
    if above.pos == "NOUN" and bare(sentence, above, CERTAIN):
        return "asserted"
    if found == "negated":
        return "asserted" if bare(sentence, above, BOUND) else "possible"
    return "possible" if found == "asserted" and _reports(sentence, event, above) else "negated"


def is_finite(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause is a full sentence by itself: "that it bought Arm"; "regretted buying Arm" counts too."""
    to = any(mark.text.lower() == "to" for mark in sentence.children(event, "mark"))
    subject = sentence.child(event, "nsubj", "expl") is not None
    gerund = event.tag == "VBG" and event.is_a("xcomp", "ccomp")
    return not to and ((event.is_a(*FINITE) and subject) or gerund)


def made_of(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return what the governing word makes of its complement: plan to, fail to, is said to, believes that."""
    if mistaken(sentence, above):
        return "negated"
    if _reports(sentence, event, above):
        return "asserted"
    if event.is_a("acl") and above.pos in ("NOUN", "PROPN"):
        return _of_noun(sentence, event, above)
    return _of_verb(sentence, event, above)


def _of_verb(sentence: Sentence, event: Word, above: Word) -> Status:
    found = governed(sentence, above)
    if any(w.text.lower() == "yet" for each in (event, above) for w in sentence.children(each, "advmod")) and (
        above.lemma in ("have", "be")
    ):
        return "negated"  # "has yet to sell"
    finite = event.is_a("ccomp", "csubj") and sentence.child(event, "nsubj") is not None
    if found is None and not finite and bare(sentence, above, FACTIVE & BOUND):
        return "negated"  # "forgot to"
    if bare(sentence, above, TO_PLAN) and not finite and not _expected(sentence, above):
        return "planned"
    holding = event.is_a("ccomp") and above.pos == "VERB" and bare(sentence, above, HOLDING)
    if holding or (found == "planned" and finite):
        return "possible"  # "hopes that it was sold"
    return found or "asserted"


def _reports(sentence: Sentence, event: Word, above: Word) -> bool:
    if not event.is_a("ccomp") or above.pos != "VERB" or not bare(sentence, above, REPORTING):
        return False
    said_by = sentence.child(above, "nsubj")
    vague = said_by is not None and said_by.lemma.lower() in VAGUE
    return not vague and not sentence.child(above, "aux:pass")


def _expected(sentence: Sentence, above: Word) -> bool:
    """Tell whether others expect it: "is expected to", "analysts expect the firm to"."""
    return above.lemma == "expect" and sentence.child(above, "aux:pass", "obj") is not None


def _of_noun(sentence: Sentence, event: Word, noun: Word) -> Status:
    """Return what a noun makes of its clause: "the decision to", "rumours that", "its stake in securing talent"."""
    found = governed(sentence, noun)
    if found == "negated":
        return found
    if event.tag == "VBG":
        return "possible"  # "its stake in securing talent" does not say that it secures any
    infinitive = event.tag == "VB" or any(w.text.lower() == "to" for w in sentence.children(event, "mark"))
    if not infinitive:
        return "asserted" if bare(sentence, noun, SHOWING) else found if found == "possible" else "possible"
    if found is not None:
        return found
    if _ordered(sentence, noun):
        return "asserted"
    return "planned" if sentence.child(event, "aux:pass") else "possible"


def _ordered(sentence: Sentence, noun: Word) -> bool:
    """Tell whether a noun is one of a row, of which the infinitive tells what it did: "the first woman to lead it"."""
    return noun.lemma.lower() in ORDINALS | {"one", "company"} or any(
        w.lemma.lower() in ORDINALS or w.tag == "JJS" for w in sentence.children(noun, "amod", "nummod")
    )


def purpose(sentence: Sentence, event: Word, above: Word | None) -> Status:
    """Return what an infinitive beside a clause says: what for, or what came of it, or what was too much to ask."""
    once = above is not None and above.lemma == "use" and not sentence.child(above, "aux:pass", "obj")
    if above is None or (sentence.child(event, "aux:pass") and above.pos == "VERB" and not once):
        return "planned"
    if above.pos == "ADJ" and (made := governed(sentence, above)):
        return made
    if once or _takes_time(sentence, above):
        return "asserted"
    degree = {w.text.lower() for w in sentence.children(above, "advmod")}
    if "too" in degree:
        return "negated"
    if "enough" in degree:
        return "possible"
    ordered = bare(sentence, above, ORDINALS) or _ordered(sentence, above)
    return "asserted" if ordered or bare(sentence, above, RESULTING) else "planned"


def _takes_time(sentence: Sentence, verb: Word) -> bool:
    """Tell whether a verb says how long something lasts: "takes an hour to cross"."""
    held = sentence.child(verb, "obj") if verb.lemma == "take" else None
    return held is not None and held.lemma.lower() in TIMES


def adverbial(sentence: Sentence, above: Word, mark: Word) -> Status:
    """Return what comes before a preposition makes of its participle: "banned from buying", "with a view to buying"."""
    link = mark.text.lower()
    if link == "from" and bare(sentence, above, PREVENTING):
        return "negated"
    before = sentence.words[mark.index - 1] if mark.index else above
    noun = governed(sentence, before) if before.pos == "NOUN" else None
    return noun or with_preposition(sentence, above, link) or governed(sentence, above) or "asserted"


def argument(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return what the word above makes of a noun that names an event: "scrapped the merger", "rumours of a merger"."""
    link = preposition(sentence, event)
    if above.pos == "NOUN":
        supposed = link == "of" and above.lemma in SUPPOSED and preposition(sentence, above) == "in"
        return "conditional" if supposed else of_noun(above, link) or "asserted"
    if event.is_a("obl") and (noun := _subject_before(sentence, event)) is not None:
        return of_noun(noun, link) or "asserted"
    if event.rel == "nsubj:pass" and sentence.child(above, "xcomp") is not None and above.lemma == "consider":
        return "asserted"  # "is considered a mistake"
    if event.rel in ("obj", "nsubj:pass") or (above.pos == "ADJ" and event.is_a("nsubj")):
        return governed(sentence, above) or "asserted"
    if event.is_a("nsubj") and bare(sentence, above, FALLING):
        return "negated"
    return (with_preposition(sentence, above, link) if event.is_a("obl") else None) or "asserted"


def _subject_before(sentence: Sentence, event: Word) -> Word | None:
    """Return the noun that a phrase right after it completes though it hangs on the verb: "talk of a merger grew"."""
    first, _ = sentence.edges(event)
    noun = sentence.words[first - 1] if first else None
    return noun if noun is not None and noun.pos == "NOUN" and noun.head == event.head else None


def strongest(*found: Status) -> Status:
    """Return the status that doubts most, of several that bear on one claim.

    >>> strongest("planned", "negated", "asserted")
    'negated'
    """
    for name in _DOUBTS:
        if name in found:
            return name
    return "asserted"
