"""Facts of events that the subject of a verb has in mind or gives up: "is weighing an acquisition of Arm".

The noun says what would be done, the verb who would do it and whether it is; so the fact is that of the noun, and the
verb decides its status. What the verb itself does to the thing named in the noun is then no claim of its own: who rules
out an acquisition of Arm does nothing to Arm.
"""

from __future__ import annotations

from collections.abc import Iterator

from .actions import INTRANSITIVE, TRANSITIVE
from .facts import End, Fact, Key
from .frames import Frame, preposition
from .governors import bare
from .lexicon import listed
from .phrases import phrase
from .tree import Sentence, Word

LIKELY = 0.7
# Verbs of which the subject is also who would do what the object names; regulators block what others do.
OWN_DEED = listed(
    """
    plan propose consider weigh mull explore contemplate eye seek pursue negotiate attempt agree envisage
    rule_out abandon drop call_off scrap shelve cancel forgo withdraw lose deny
    """
)
OF_OTHERS = listed("resignation arrest election assassination")  # who seeks those does not do them
JOINT = {
    **INTRANSITIVE,
    "bid": ("bid", "for"),
    "offer": ("bid", "for"),
    "move": ("move", "to"),
    "return": ("return", "to"),
}
_DEEDS = frozenset({*TRANSITIVE, *JOINT}) - OF_OTHERS


def deed_facts(sentence: Sentence, frame: Frame, noun: Word) -> Iterator[Fact]:
    """Yield what the subject of a verb would do by the noun that is its object."""
    if frame.subject is None:
        return
    lemma = noun.lemma.lower()
    verb, link = JOINT.get(lemma) or (TRANSITIVE[lemma], "of")
    bare_link = "" if link == "of" else link
    if sentence.child(noun, "nmod:poss") and lemma not in ("bid", "offer"):
        return  # "its merger with Saab" is told by the noun alone
    for other in _complements(sentence, noun, link):
        yield Fact(
            noun, frame.subject, phrase(verb, preposition=bare_link), other, Key(verb, bare_link), (noun,), LIKELY
        )


def names_deed(sentence: Sentence, noun: Word, end: End) -> bool:
    """Tell whether a word is what the noun below a verb would be done to, and so no business of the verb's own."""
    lemma = noun.lemma.lower()
    found = _complements(sentence, noun, JOINT[lemma][1] if lemma in JOINT else "of")
    labelled = lemma in TRANSITIVE and not sentence.child(noun, "nmod:poss")  # "acquisition of Arm" is its label
    return end in found or (end is noun and labelled and bool(found))


def deed_below(sentence: Sentence, frame: Frame) -> Word | None:
    """Return the noun below a verb that names what its subject would do: "plans the takeover of Arm"."""
    objects = () if frame.passive else sentence.children(frame.event, "obj")
    held = next((w for w in objects if w.pos == "NOUN" or sentence.child(w, "det")), None)
    if held is None or held.lemma.lower() not in _DEEDS:
        return None
    return held if bare(sentence, frame.event, OWN_DEED) else None


def _complements(sentence: Sentence, noun: Word, link: str) -> list[Word]:
    return [w for w in sentence.children(noun, "nmod") if preposition(sentence, w) == link]
