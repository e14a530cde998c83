"""Who says a claim: the subject of a verb of saying above it, or the noun after "according to"."""

from __future__ import annotations

from .frames import preposition
from .lexicon import listed
from .subjects import antecedent, surface_subject
from .tree import Sentence, Word

SAYING = listed(
    """
    say tell announce add note claim report state declare argue explain write confirm reveal warn insist believe
    think suggest estimate predict deny acknowledge admit assert maintain allege expect stress emphasize
    emphasise recall remark comment conclude contend describe disclose hope doubt forecast
    """
)


def speaker(sentence: Sentence, event: Word) -> Word | None:
    """Return the word for who says what an event claims, ``None`` where the text itself does."""
    clause = event
    for above in (event, *sentence.ancestors(event)):
        found = _according(sentence, above) or _aside(sentence, above)
        if found is None and above is not event and clause.is_a("ccomp", "parataxis") and above.lemma in SAYING:
            found = _sayer(sentence, above)
        if found is not None:
            return found
        clause = above
    return None


def _according(sentence: Sentence, event: Word) -> Word | None:
    phrases = sentence.children(event, "obl", "nmod")
    return next((w for w in phrases if preposition(sentence, w) == "according to"), None)


def _aside(sentence: Sentence, event: Word) -> Word | None:
    """Return who speaks in "X did Y, Bolden said" where "said" hangs below what is said."""
    aside = next((w for w in sentence.children(event, "parataxis") if w.lemma in SAYING), None)
    if aside is None or sentence.child(aside, "obj", "ccomp"):
        return None
    return _sayer(sentence, aside)


def _sayer(sentence: Sentence, verb: Word) -> Word | None:
    if sentence.child(verb, "aux:pass", "nsubj:pass"):  # "is said to": nobody is named
        return sentence.child(verb, "obl:agent")
    subject = surface_subject(sentence, verb)
    return None if subject is None else antecedent(sentence, subject)
