"""When a claim holds: "since 2015", "from 1999 to 2013", "before 2010", "in the third quarter", "former", "ex-".

A time belongs to a claim by syntax alone: it must hang on the word that says the claim, on a name that is the object
or complement of that word ("bought DeepMind in 2014", where a parser may hang the year on the name), or on a verb that
only lends its tense ("completed the acquisition in 2020"). A time inside an argument ("the 2007 phone"), an apposition,
another conjunct or another clause qualifies that, not the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ...graph.model import Time
from ..values.dates import Date
from .actions import INTRANSITIVE, MOVEMENT, TRANSITIVE
from .frames import preposition
from .lexicon import listed
from .tree import Sentence, Word, remembered, top

AT = ("in", "on", "during", "at", "within", "throughout", "over", "for", "as of", "")
STEPS = 3  # a date may hang on the object of the verb it belongs to, hardly deeper
_LINKS = ("nmod", "obl", "obj", "advmod", "nummod", "compound", "flat", "amod", "det", "xcomp")
_THROUGH = ("nmod", "obl", "obj", "nsubj:pass", "flat", "xcomp")  # of the word a date hangs on, on the way to the event
_LIGHT = listed("complete finish begin start make take do conduct hold close conclude undergo continue")
_PARTS = listed("beginning start end middle half part quarter season spring summer autumn fall winter year month week")
_OVER = listed("formerly previously")
_OVER_OF_NOUNS = listed("former ex previous then late once sometime one-time erstwhile")
_ACTIONS = frozenset({*TRANSITIVE, *MOVEMENT, *INTRANSITIVE})


def claim_time(sentence: Sentence, event: Word, found: Sequence[Date], today: str | None = None) -> Time | None:
    """Return the time that a text gives the claim of an event, ``None`` where it gives none.

    "former" ends the claim by ``today``, the date of the document.
    """
    bounds: dict[str, str | None] = {}
    for date in found:
        word = top(sentence.within(date.start, date.end))
        if word is not None and _belongs(sentence, word, event):
            bounds.update(_bounds(_link(sentence, word), date, bounds))
    if today is not None and _former(sentence, event):
        bounds.setdefault("end", today)
    return Time(bounds.get("start"), bounds.get("end")) if bounds else None


def _belongs(sentence: Sentence, word: Word, event: Word) -> bool:
    """Tell whether a date hangs on an event, on a name in its clause, or on the verb that carries the event."""
    above = list(islice(sentence.ancestors(word), STEPS))
    if not above or not word.is_a(*_LINKS):
        return False
    if above[0] is event:
        return not _only_describes(sentence, word, event)
    if _carries(above[0], event):
        return True
    return event in above and _is_way(sentence, word, above[: above.index(event)])


def _only_describes(sentence: Sentence, word: Word, event: Word) -> bool:
    """Tell whether a date before a noun is part of its name: "the 2007 phone", not "the 2014 acquisition"."""
    noun = event.pos in ("NOUN", "PROPN") and word.index < event.index and sentence.child(event, "cop") is None
    return noun and not preposition(sentence, word) and event.lemma.lower() not in _ACTIONS


def _carries(verb: Word, event: Word) -> bool:
    """Tell whether a verb only lends its tense: "completed the acquisition in 2020", "was named chairman in 2015"."""
    if verb.pos != "VERB" or event.head != verb.index or event.pos != "NOUN":
        return False
    return event.is_a("xcomp") or (verb.lemma.lower() in _LIGHT and event.is_a("obj", "nsubj:pass"))


def _is_way(sentence: Sentence, word: Word, way: Sequence[Word]) -> bool:
    """Tell whether the words between a date and an event leave the date to the event.

    They do where the date follows a name with a preposition of its own, or ends what is itself a time.
    """
    if not all(step.is_a(*_THROUGH) for step in way) or any(step.pos in ("VERB", "AUX") for step in way):
        return False
    first = way[0]
    if first.lemma.lower() in _PARTS:
        return True
    return first.pos == "PROPN" and first.index < word.index and preposition(sentence, word) not in ("", "of")


def _link(sentence: Sentence, word: Word) -> str:
    """Return the preposition of a date, that of its phrase where the date only ends one ("the end of 1999")."""
    own = preposition(sentence, word)
    above = sentence.parent(word)
    return preposition(sentence, above) if own == "of" and above is not None else own


def _bounds(link: str, date: Date, before: dict[str, str | None]) -> dict[str, str | None]:
    if link in ("from", "between") and date.is_interval:
        return {"start": date.first, "end": date.last}
    if link in ("since", "from", "between"):
        return {"start": date.first}
    if link in ("until", "till", "through", "up to") or (link == "to" and "start" in before):
        return {"end": date.last}
    if link in ("before", "prior to"):
        return {"end": date.first}
    if link == "after":
        return {"start": date.last}
    return {"start": date.first, "end": date.last} if link in AT and not before else {}


def _former(sentence: Sentence, event: Word) -> bool:
    """Tell whether something is over: "former chief", "ex-chief", "then chief", "was previously"."""
    if event.text.lower().startswith("ex-"):
        return True
    around = sentence.children(event, "amod", "advmod", "compound", "nmod:desc")
    noun = event.pos in ("NOUN", "PROPN")  # "he then joined Google" is not over
    return any(w.text.lower() in _OVER or (noun and w.text.lower() in _OVER_OF_NOUNS) for w in around)


@remembered
def timeless(sentence: Sentence, event: Word) -> bool:
    """Tell whether a clause is in the plain present, as is what holds at any time: "pumps", "is pumped", "can pump"."""
    for word in (event, *sentence.ancestors(event)):
        around = [w for w in (word, *sentence.children(word, "aux", "cop")) if w.tag in _FINITE]
        if around:
            first = min(around, key=lambda w: w.index)
            done = first.lemma == "have" and first is not word and word.tag == "VBN"
            return (first.tag in ("VBZ", "VBP") and not done) or first.text.lower() == "can"
    return False


_FINITE = ("VBZ", "VBP", "VBD", "MD")
