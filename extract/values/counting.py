"""Which noun a number counts, told by the forms of the words, and which numbers only name something."""

from __future__ import annotations

import re

from ..lemmas import lemma
from .grammar import YEAR

_WORD = re.compile(r"[\s\xa0\u2009\u202f]([A-Za-z][\w’'-]{0,30})")
_PLURALS = frozenset((
    "people", "men", "women", "children", "staff", "personnel", "fish", "sheep", "aircraft", "spacecraft", "mice",
    "feet", "teeth", "police",
))  # fmt: skip
_KEEP = frozenset((
    "people", "staff", "personnel", "police",
))  # fmt: skip
_NO_PLURAL = frozenset((
    "was", "is", "has", "does", "its", "his", "this", "as", "us", "yes", "thus", "plus", "news", "across", "unless",
    "versus", "always", "perhaps", "besides", "towards", "says", "said", "remains", "means", "makes", "goes",
    "takes", "gives", "includes", "costs", "becomes", "times", "physics", "series", "business", "process", "access",
    "less", "pounds", "pesos", "cents", "francs", "points",
))  # fmt: skip
_STOP = frozenset((
    "a", "an", "and", "or", "but", "nor", "the", "to", "of", "in", "on", "at", "by", "for", "from", "with", "as",
    "if", "than", "then", "that", "which", "who", "whose", "where", "when", "while", "after", "before", "during",
    "since", "until", "per", "out", "off", "up", "down", "over", "under", "into", "onto", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "shall",
    "should", "not", "it", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "your",
))  # fmt: skip
_MODIFIERS = 2  # words between a number and its noun
_NUMBERED = re.compile(
    r"\b(?:pages?|pp?\.|versions?|v\.?|no\.|nos\.|numbers?|rooms?|route|highway|flight|chapters?|sections?|vol\.|volumes?"
    r"|articles?|lines?|figures?|tables?|steps?|levels?|aged?|top|since|until|at)\s$|\b(?!(?:In|About|Some|With|The|Over"
    r"|Around|Nearly|Almost|At|More|Only|Its|And|But|From|By|Up|All|For|To|An?|There|Of|On)\b)[A-Z][\w’]*\s$"
)
_NAME_LIKE = 4  # digits of "Boeing 737 jets"
_IN_YEAR = re.compile(r"\b(?:in|since|by|until|during|from|after|before)\s$", re.IGNORECASE)
_YEAR = re.compile(YEAR)
_PHONE = re.compile(r"[0-9]{3}-[0-9]{4}\b")
_NEAR = 32


def noun_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the lemma of the plural noun that a number counts, and its end.

    >>> noun_after("300 new full-time jobs in Lyon", 3), noun_after("300 of the jobs", 3)
    (('job', 22), None)
    """
    for _ in range(_MODIFIERS + 1):
        word = _WORD.match(text, position)
        if word is None or word[1].lower() in _STOP:
            return None
        if _is_plural(word[1]):
            low = word[1].lower()
            return (low if low in _KEEP else lemma(low, "NOUN", "NNS"), word.end())
        position = word.end()
    return None


def _is_plural(word: str) -> bool:
    if word.lower() in _PLURALS:
        return True
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    return plural and word.islower() and word not in _NO_PLURAL and len(word) > len("its")


def is_label(text: str, start: int, digits: str) -> bool:
    """Tell whether a number names something and counts nothing: "page 12", "Boeing 737", a year, a telephone number.

    >>> is_label("Boeing 737 jets", 7, "737"), is_label("sold 737 jets", 5, "737"), is_label("in 1999 banks", 3, "1999")
    (True, False, True)
    """
    near = text[max(0, start - _NEAR) : start]
    year = _YEAR.fullmatch(digits) is not None and _IN_YEAR.search(near) is not None
    phone = _PHONE.match(text, start) is not None
    return year or phone or (len(digits) <= _NAME_LIKE and _NUMBERED.search(near) is not None)
