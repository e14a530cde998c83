"""Who says a claim: the subject of a verb of saying above it, the noun after "according to", a statement's owner."""

from __future__ import annotations

from .frames import preposition
from .lexicon import listed
from .subjects import antecedent, surface_subject
from .tree import Sentence, Word, remembered

SAYING = listed(
    """
    say tell announce add note claim report state declare argue explain write confirm reveal warn insist believe
    think suggest estimate predict deny acknowledge admit assert maintain allege expect stress emphasize
    emphasise recall remark comment conclude contend describe disclose hope doubt forecast reply tweet testify concede
    caution complain lament boast inform observe
    """
)
_STATING = listed("claim statement announcement allegation assertion report argument view belief suggestion warning")
_DOCUMENTS = listed(
    "statement report release letter memo filing announcement interview article study survey email post"
)
_OPINION = listed("view word opinion account eye estimation telling")
_AS = listed("put say tell explain note report write describe recall observe")


def _with_plurals(lemmas: frozenset[str]) -> frozenset[str]:
    return lemmas | {f"{lemma}s" for lemma in lemmas}


_TELLING = SAYING | _AS | _with_plurals(_STATING | _OPINION) | {"according"}  # nobody speaks without one of them


@remembered
def speaker(sentence: Sentence, event: Word) -> Word | None:
    """Return the word for who says what an event claims, ``None`` where the text itself does."""
    if sentence.lacks(_TELLING):
        return None
    clause = event
    for above in (event, *sentence.ancestors(event)):
        found = _beside(sentence, above)
        if found is None and above is not event:
            found = _above(sentence, clause, above)
        if found is not None:
            return found
        clause = above
    return None


def _above(sentence: Sentence, clause: Word, above: Word) -> Word | None:
    """Return who says a clause by what governs it: "X said that", "X's claim that"."""
    if clause.is_a("ccomp", "parataxis") and above.lemma in SAYING:
        return sayer(sentence, above)
    stated = above.lemma.lower().removesuffix("s") in _STATING
    that = clause.rel == "acl" and any(w.text.lower() == "that" for w in sentence.children(clause, "mark"))
    return _owner(sentence, above) if stated and that else None


@remembered
def _beside(sentence: Sentence, event: Word) -> Word | None:
    return _phrase(sentence, event) or _aside(sentence, event)


def _phrase(sentence: Sentence, event: Word) -> Word | None:
    """Return who speaks in "according to X", "in the view of X" and "as X put it"."""
    for phrase in sentence.children(event, "obl", "nmod"):
        if preposition(sentence, phrase) == "according to":
            return _meant(sentence, phrase)
        if preposition(sentence, phrase) == "in" and phrase.lemma.lower().removesuffix("s") in _OPINION:
            return _owner(sentence, phrase)
    clauses = (w for w in sentence.children(event, "advcl") if w.lemma in _AS)
    aside = next((w for w in clauses if any(m.text.lower() == "as" for m in sentence.children(w, "mark"))), None)
    own = None if aside is None or sentence.child(aside, "aux:pass") else sentence.child(aside, "nsubj")
    return None if own is None else _meant(sentence, own)


def _aside(sentence: Sentence, event: Word) -> Word | None:
    """Return who speaks in "X did Y, Bolden said" where "said" hangs below what is said."""
    aside = next((w for w in sentence.children(event, "parataxis") if w.lemma in SAYING), None)
    if aside is None or sentence.child(aside, "obj", "ccomp"):
        return None
    return sayer(sentence, aside)


def sayer(sentence: Sentence, verb: Word) -> Word | None:
    """Return who does the saying of a verb, ``None`` where nobody is named: "is said to"."""
    if sentence.child(verb, "aux:pass", "nsubj:pass"):
        return sentence.child(verb, "obl:agent")
    subject = surface_subject(sentence, verb)
    return None if subject is None else _meant(sentence, antecedent(sentence, subject))


def _meant(sentence: Sentence, word: Word) -> Word:
    """Return who speaks through a document: "a statement by Airbus", "Airbus's report"; others speak themselves."""
    written = word.pos == "NOUN" and word.lemma.lower() in _DOCUMENTS
    return (_owner(sentence, word) if written else None) or word


def _owner(sentence: Sentence, noun: Word) -> Word | None:
    """Return whose a statement or a view is: a possessor, or the noun after "by", "of" and "from"."""
    possessor = sentence.child(noun, "nmod:poss")
    others = (w for w in sentence.children(noun, "nmod") if preposition(sentence, w) in ("by", "from", "of"))
    found = possessor or next((w for w in others if w.pos in ("PROPN", "PRON")), None)
    return None if found is None else antecedent(sentence, found)
