"""Where something took place, for verbs whose object is a name: "met Putin in Oslo", "beat Norway in Paris".

Where the object is a noun the place is part of another construction ("opened a plant in Leipzig"), and a passive has it
as its own ("was arrested in Rome"). The place is a claim of the one who acted, with the verb and its preposition as
predicate, so that it needs no field beside subject and object.
"""

from __future__ import annotations

from collections.abc import Iterator

from .arguments import Phrases
from .facts import Fact, Key
from .frames import Frame
from .lexicon import listed
from .patterns import mapped
from .phrases import phrase

LIKELY = 0.7
OF_OBJECT = listed("acquire buy purchase own have include name")  # the place is rather that of the object
PLACING = ("in", "at", "near", "outside")


def setting_facts(phrases: Phrases, frame: Frame) -> Iterator[Fact]:
    """Yield where somebody did something to somebody named, unless the vocabulary says where that was done."""
    held = frame.object
    named = held is not None and phrases.name_at(held) is not None
    if frame.subject is None or frame.passive or not named or frame.lemma in OF_OBJECT:
        return
    for oblique in frame.obliques:
        place, link = phrases.name_at(oblique.word), oblique.preposition
        known = mapped(Key(frame.lemma, link, "passive"), None, "Place") is not None
        if place is not None and phrases.is_a(place, "Place") and link in PLACING and not known:
            key, cases = Key(frame.lemma, link), phrases.sentence.children(oblique.word, "case")
            words = phrase(frame.lemma, preposition=link)
            yield Fact(frame.event, frame.subject, words, oblique.word, key, (frame.event, *cases), LIKELY)
