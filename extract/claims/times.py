"""When a claim holds: "since 2015", "from 1999 to 2013", "in 2022", "former"."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.model import Time
from .dates import Date
from .frames import preposition
from .tree import Sentence, Word

AT = ("in", "on", "during", "at", "")
STEPS = 3  # a date may hang on the object of the verb it belongs to, hardly deeper
_LINKS = ("nmod", "obl", "obj", "conj", "xcomp", "advmod", "nummod", "compound", "flat", "appos")


def claim_time(sentence: Sentence, event: Word, found: Sequence[Date], today: str | None = None) -> Time | None:
    """Return the time that a text gives the claim of an event, ``None`` where it gives none.

    "former" ends the claim by ``today``, the date of the document.
    """
    bounds: dict[str, str] = {}
    for date in found:
        word = _head(sentence, date)
        if word is not None and _belongs(sentence, word, event):
            bounds.update(_bounds(_link(sentence, word), date.value, bounds))
    if _former(sentence, event) and today is not None:
        bounds.setdefault("end", today)
    return Time(bounds.get("start"), bounds.get("end")) if bounds else None


def _head(sentence: Sentence, date: Date) -> Word | None:
    inside = [w for w in sentence.words if date.start <= w.start < date.end]
    indices = {w.index for w in inside}
    return next((w for w in inside if w.head not in indices), None)


def _belongs(sentence: Sentence, word: Word, event: Word) -> bool:
    """Tell whether a date hangs on an event, directly or through one of its phrases."""
    current = word
    for above in list(sentence.ancestors(word))[:STEPS]:
        if not current.is_a(*_LINKS):
            return False
        if above is event:
            return True
        if above.pos in ("VERB", "AUX"):
            return False
        current = above
    return False


def _link(sentence: Sentence, word: Word) -> str:
    """Return the preposition of a date, that of its phrase where the date only ends one ("the summer of 1999")."""
    own = preposition(sentence, word)
    above = sentence.parent(word)
    if own == "of" and above is not None:
        return preposition(sentence, above)
    if word.is_a("conj") and above is not None and preposition(sentence, above) == "between":
        return "and"
    return own


def _bounds(link: str, value: str, before: dict[str, str]) -> dict[str, str]:
    if link in ("since", "from", "between"):
        return {"start": value}
    if link in ("until", "till", "through", "up to", "and") or (link == "to" and "start" in before):
        return {"end": value}
    return {"start": value, "end": value} if link in AT and not before else {}


def _former(sentence: Sentence, event: Word) -> bool:
    around = {w.text.lower() for w in sentence.children(event, "amod", "advmod", "compound", "nmod:desc")}
    return bool(around & {"former", "ex", "previous", "then", "late"})
