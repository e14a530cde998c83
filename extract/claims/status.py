"""Whether a text asserts a claim, by the syntax around its event and not by words elsewhere in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.model import Status
from .attribution import SAYING
from .complements import adverbial, argument, complement, purpose, strongest
from .conditions import has_condition, is_condition, only_compared
from .denials import negated
from .governors import (
    ASCRIBING,
    HAPPENING,
    LEADING_ON,
    PLANNING,
    UNREAL,
    bare,
    governed,
    made,
    mistaken,
)
from .lexicon import listed
from .nominals import nominal_class
from .tree import Sentence, Word, remembered

MODALS = listed("may might could can ca would 'd should must ought")
FUTURES = listed("will wo 'll shall sha")
HEDGES = listed(
    """
    reportedly allegedly perhaps maybe possibly potentially probably likely supposedly purportedly presumably
    apparently seemingly conceivably arguably rumoredly theoretically ostensibly hypothetically
    """
)
_ALMOST = listed("almost nearly")
_HEDGING = HEDGES | _ALMOST
_FIRM = listed("since while as because although though")
_COMPLEMENTS = listed("of from against on about into to with")
_CLAUSES = ("conj", "advcl", "ccomp", "xcomp", "parataxis", "acl", "csubj")
_SAYING = SAYING | LEADING_ON
_TO, _WHETHER = frozenset({"to"}), frozenset({"whether"})
_SEQUENCE = listed("after before once when until")


@remembered
def status(sentence: Sentence, event: Word) -> Status:
    """Return how a text puts the claim of an event: its own negation and modals, then what governs it.

    Anything short of assertion wins over assertion; negation of a modal stays ``possible`` ("may not"), unless the
    modal rules the event out ("cannot", "will not").
    """
    own = _own(sentence, event)
    if own != "asserted":
        return own
    above = sentence.parent(event)
    found = _question(sentence) if above is None else _inherited(sentence, event, above)
    return _meant(sentence, event) if found == "asserted" else found


def _meant(sentence: Sentence, event: Word) -> Status:
    """Return what a verb says of what it does: "is planned by", "was nominated director", "is wrongly credited to"."""
    if event.lemma.lower() in ASCRIBING and mistaken(sentence, event):
        return "negated"
    return (made(PLANNING, [event.lemma.lower()]) if event.pos == "VERB" else None) or "asserted"


def _question(sentence: Sentence) -> Status:
    return "possible" if sentence.text.rstrip("\"'”’ ").endswith("?") else "asserted"  # curly quotes are meant


def _own(sentence: Sentence, event: Word) -> Status:
    """Return the status by the words that hang on the event itself."""
    if is_condition(sentence, event):
        return "possible" if only_compared(sentence, event) else "conditional"
    modal = frozenset(w.text.lower() for w in sentence.children(event, "aux"))
    if negated(sentence, event):
        return "possible" if modal & {"may", "might"} else "negated"
    return "conditional" if has_condition(sentence, event) else _weakened(sentence, event, modal)


def _weakened(sentence: Sentence, event: Word, modal: frozenset[str]) -> Status:
    """Return the status by the modals and adverbs of an event, and by what its infinitive is for."""
    if "would" in modal and _foretold(sentence, event):
        return "planned"
    if modal & MODALS or _hedged(sentence, event) or _marked(sentence, event, _WHETHER):
        return "possible"
    if modal & FUTURES or _is_to(sentence, event):
        return "planned"
    if (noun := _noun_before(sentence, event)) is not None:
        return complement(sentence, event, noun, status(sentence, noun))
    infinitive = event.is_a("advcl") and event.tag != "VBG"
    to = infinitive and (_marked(sentence, event, _TO) or _follows_to(sentence, event))
    purposed = purpose(sentence, event, sentence.parent(event)) if to else "asserted"
    return purposed if purposed != "asserted" else described(sentence, event)


def _marked(sentence: Sentence, event: Word, words: frozenset[str]) -> bool:
    """Tell whether one of some words introduces an event."""
    if sentence.lacks(words):
        return False
    return any(w.text.lower() in words for w in sentence.children(event, "mark", "case", "cc", "aux"))


def _noun_before(sentence: Sentence, event: Word) -> Word | None:
    """Return the noun that an infinitive completes though a parser hung it on the verb: "dropped plans to buy Arm"."""
    if not event.is_a("advcl") or event.tag != "VB":
        return None
    to = next((w for w in sentence.children(event, "mark") if w.text.lower() == "to" and w.index), None)
    noun = None if to is None else sentence.words[to.index - 1]
    completed = noun is not None and noun.pos == "NOUN" and noun.head == event.head and noun.is_a("obj")
    return noun if completed and noun is not None and governed(sentence, noun) else None


def _foretold(sentence: Sentence, event: Word) -> bool:
    """Tell whether "would" is the future seen from the past: "announced that it would sell"."""
    above = sentence.parent(event)
    return above is not None and event.is_a("ccomp") and above.lemma.lower() in _SAYING


def _hedged(sentence: Sentence, event: Word) -> bool:
    """Tell whether an adverb makes an event doubtful, on the verb or before the subject: "Perhaps Ann bought it"."""
    if sentence.lacks(_HEDGING):
        return False
    subjects = sentence.children(event, "nsubj")
    fronted = (w for s in subjects for w in sentence.children(s, "advmod") if w.index < s.index)
    own = sentence.children(event, "advmod", "obl")
    almost = event.pos == "VERB" and any(w.lemma.lower() in _ALMOST for w in own if w.index < event.index)
    return almost or any(w.lemma.lower() in HEDGES for w in (*own, *fronted))


def _follows_to(sentence: Sentence, event: Word) -> bool:
    """Tell whether "to" stands right before a verb, which makes it an infinitive, whatever a parser made of it."""
    return event.index > 0 and event.pos == "VERB" and sentence.words[event.index - 1].text.lower() == "to"


def _is_to(sentence: Sentence, event: Word) -> bool:
    """Tell whether something is to happen: "is to lead", "is to be sold"."""
    if sentence.lacks(_TO):
        return False
    be = [w for w in sentence.children(event, "aux", "cop") if w.lemma == "be"]
    before = (sentence.words[w.index - 1] for w in (*be, event) if w.index)
    to = next((w for w in (*sentence.children(event, "mark"), *before) if w.text.lower() == "to"), None)
    finite = [w for w in be if w.tag in ("VBZ", "VBP", "VBD") and to is not None and w.index < to.index]
    return bool(finite) and (event.tag in ("VB", "VBN", "VBP") or len(be) > 1)


def described(sentence: Sentence, event: Word) -> Status:
    """Return how the adjectives of a noun put it: "the planned merger", "the president-elect"."""
    if event.lemma.lower().endswith(("-elect", "-designate")) or (event.is_a("appos") and event.lemma == "designate"):
        return "planned"
    adjectives = (w.text.lower() for w in sentence.children(event, "amod", "compound"))
    return next((UNREAL[a] for a in adjectives if a in UNREAL), "asserted")


def _inherited(sentence: Sentence, event: Word, above: Word) -> Status:
    if event.is_a("conj"):
        return _coordinated(sentence, event, above)
    if _is_complement(sentence, event):
        return complement(sentence, event, above, status(sentence, above))
    if event.is_a("advcl"):
        return _adverbial(sentence, event, above)
    if event.is_a("obj", "nsubj", "obl", "nmod", "acl") and event.pos == "NOUN":
        return _argument(sentence, event, above)
    if event.is_a("parataxis", "appos") or event.rel == "acl":
        return "conditional" if is_condition(sentence, above) else "asserted"
    return "asserted"


def _is_complement(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause completes the word above it: "refused to sell", "the claim that it sold".

    A full clause that a parser hung on a participle does not: "Hoping to win, Ann learned Latin".
    """
    above = sentence.parent(event)
    if event.is_a("xcomp"):
        return event.tag not in ("VBD", "VBZ") or sentence.child(event, "nsubj") is None
    if above is None or event.rel != "acl":
        return event.is_a("ccomp", "csubj") or _is_gerund_after(sentence, event)
    marks = [w for w in sentence.children(event, "mark") if w.index > above.index]
    unmarked = sentence.child(event, "nsubj") is not None and governed(sentence, above) is not None
    return event.tag == "VB" or bool(marks) or unmarked


def _is_gerund_after(sentence: Sentence, event: Word) -> bool:
    """Tell whether a gerund right after a verb that doubts it is its object: "ruled out buying Arm"."""
    above = sentence.parent(event)
    if above is None or not event.is_a("advcl") or event.index < above.index or sentence.child(event, "mark"):
        return False
    gerund = "VBG" in {event.tag, *(w.tag for w in sentence.children(event, "cop", "aux"))}
    between = {w.text for w in sentence.words[above.index : event.index]}
    return gerund and "," not in between and governed(sentence, above) in ("negated", "possible")


def _coordinated(sentence: Sentence, event: Word, above: Word) -> Status:
    """Share modals and negation with the first conjunct, unless this one has its own subject or auxiliary."""
    first = status(sentence, above)
    independent = sentence.child(event, "nsubj", "aux", "cop", "csubj") is not None
    contrast = any(w.text.lower() in ("but", "yet") for w in sentence.children(event, "cc"))
    if independent:
        return first if _own(sentence, above) == "asserted" else "asserted"
    return "asserted" if contrast and first == "negated" else first


def _adverbial(sentence: Sentence, event: Word, above: Word) -> Status:
    """Share the modal of the main clause with a participle clause; a caused or finished one stands by itself."""
    marks = {w.text.lower() for w in sentence.children(event, "mark", "advmod")}
    main = status(sentence, above)
    gerund = "VBG" in {event.tag, *(w.tag for w in sentence.children(event, "cop", "aux"))}
    joined = next((w for w in sentence.children(event, "mark") if w.text.lower() in _COMPLEMENTS), None)
    if joined is not None and gerund:  # "was accused of buying", "was banned from buying"
        return strongest(adverbial(sentence, above, joined), main)
    if marks & _SEQUENCE:  # "after it acquires X, it will …" lies ahead as well; a past tense does not
        return main if main != "negated" and event.tag not in ("VBN", "VBD") else "asserted"
    done = event.tag in ("VBN", "VBD") or any(w.text.lower() == "having" for w in sentence.children(event, "aux"))
    if sentence.child(event, "nsubj") or marks & _FIRM or done:
        return "asserted"
    if main == "negated":
        return "possible" if marks else "asserted"
    return main


def _argument(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return the status of a noun that names an event, by the verb it is an argument of or the noun it is of."""
    if above.pos not in ("VERB", "AUX", "NOUN", "ADJ") or nominal_class(event) == "Person":
        return "asserted"
    lexical = argument(sentence, event, above)
    if above.pos == "NOUN":
        return "asserted" if lexical == "asserted" else strongest(lexical, status(sentence, above))
    governor = status(sentence, above)
    if event.is_a("nsubj") and governor == "negated" and not bare(sentence, above, HAPPENING):
        return "asserted"  # "the purchase did not help" still says that it happened
    if lexical == "negated" and governor in ("possible", "planned", "conditional"):
        return "possible"  # "the purchase may fall through"
    return strongest(governor, lexical)


def path_status(sentence: Sentence, events: Sequence[Word]) -> Status:
    """Return how a text puts a relation that the words between two ends say together.

    A clause that hangs on another of them answers for both: "did not retire but founded" asserts the founding. A phrase
    says what it says whatever is done to it: "did not meet his wife" denies no marriage, and "those who love her first
    film will come" plans no film.
    """
    held = {event.head for event in events if event.is_a(*_CLAUSES)}
    ruling = [event for event in events if event.index not in held]
    return strongest(*(_own(sentence, e) if _only_names(e) else status(sentence, e) for e in ruling))


def _only_names(word: Word) -> bool:
    """Tell whether a noun is neither a predicate nor an event: "his wife" in "he met his wife"."""
    predicate = word.is_a("root", "ROOT", *_CLAUSES)
    return word.pos == "NOUN" and not predicate and not word.lemma.lower().endswith(_EVENTS)


_EVENTS = (
    "ment",
    "tion",
    "sion",
    "ing",
    "age",
    "merger",
    "purchase",
    "takeover",
    "deal",
    "sale",
    "move",
    "birth",
    "death",
)
