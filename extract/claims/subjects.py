"""Who does what: the subject of a clause, its own or one shared by control, coordination or a relative clause."""

from __future__ import annotations

from .lexicon import listed
from .tree import Sentence, Word

RELATIVES = listed("who whom which that whose")
SUBJECT_CONTROL = listed("promise vow pledge threaten")
NOT_EVENTS = ("aux", "cop", "amod", "case", "mark", "fixed", "compound", "flat", "discourse", "det", "cc", "advmod")
PRONOMINAL = ("PRON", "DET", "SCONJ")


def is_verb(word: Word) -> bool:
    """Tell whether a word is a full verb that heads a clause."""
    return (word.pos == "VERB" or word.tag.startswith("VB")) and not word.is_a(*NOT_EVENTS)


def is_passive(sentence: Sentence, event: Word) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, or as a bare participle.

    A participle in a reduced clause ("left by talents", "Established in 1999, …") has neither; one coordinated with
    a passive shares its auxiliary.
    """
    if sentence.child(event, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if not is_participle(event) or sentence.child(event, "aux", "nsubj", "obj"):
        return False
    above = sentence.parent(event)
    if event.is_a("conj") and above is not None:
        return is_passive(sentence, above)
    return event.rel in ("acl", "advcl") or (event.rel == "xcomp" and event.tag == "VBN")


def is_participle(event: Word) -> bool:
    """Tell whether a verb is a past participle; noisy tags may call it a past tense."""
    return event.tag in ("VBN", "VBD", "JJ")


def antecedent(sentence: Sentence, word: Word) -> Word:
    """Return what a relative pronoun stands for: the noun its clause modifies; any other word stands for itself."""
    if word.text.lower() not in RELATIVES or word.pos not in PRONOMINAL:
        return word
    for clause in sentence.ancestors(word):
        noun = sentence.parent(clause)
        if clause.rel == "acl:relcl" and noun is not None:
            return noun
    return word


def surface_subject(sentence: Sentence, event: Word) -> Word | None:
    """Return the word that is the grammatical subject of a clause, ``None`` where the sentence does not say."""
    own = sentence.child(event, "nsubj")
    if own is not None:
        return antecedent(sentence, own)
    above = sentence.parent(event)
    if above is None or sentence.child(event, "csubj", "expl"):
        return None
    return _shared_subject(sentence, event, above)


def _shared_subject(sentence: Sentence, event: Word, above: Word) -> Word | None:
    if event.is_a("acl:relcl"):
        return None if sentence.child(event, "mark") else above
    if event.is_a("acl"):
        return _noun_subject(sentence, event, above)
    if event.is_a("xcomp"):
        return _controller(sentence, above)
    if event.is_a("conj", "advcl"):
        return surface_subject(sentence, above)
    return None


def _noun_subject(sentence: Sentence, event: Word, noun: Word) -> Word | None:
    """Return the noun of a participle ("talents migrating to"), the possessor for "BABA's ability to maintain"."""
    if sentence.child(event, "mark", "case") or event.tag == "VB":
        possessor = sentence.child(noun, "nmod:poss")
        return None if possessor is None else antecedent(sentence, possessor)
    return noun


def _controller(sentence: Sentence, above: Word) -> Word | None:
    controlling = sentence.child(above, "iobj", "obj")
    if controlling is not None and above.lemma not in SUBJECT_CONTROL:
        return antecedent(sentence, controlling)
    return surface_subject(sentence, above)
