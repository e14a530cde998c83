"""Lists of hyphenated compounds before the noun they share: "door-to-door, peer-to-peer and walk-in services".

Parsers take such words apart and hang the pieces anywhere. The writing itself is plain: a compound in a list that ends
right before a noun can only modify it, so the list is read off the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tree import Sentence, Word

_HYPHENS = ("-", "\u2011")
_FEWEST = 2  # hyphens in a list of compounds
_COMPOUND = r"[^\W_]+(?:[-\u2011][^\W_]+)+"  # \u2011 is the hyphen that does not break a line
_COMPOUNDS = re.compile(rf"(?<![-\u2011\w]){_COMPOUND}(?![-\u2011\w])")
_LIST = re.compile(
    rf"(?<![-\u2011\w]){_COMPOUND}(?:,\s+{_COMPOUND}){{0,30}},?\s+(?:and|or|&)\s+{_COMPOUND}(?=\s+[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class CompoundList:
    """Coordinated compounds by their spans, and the noun they all modify."""

    spans: tuple[tuple[int, int], ...]
    noun: Word

    def covers(self, word: Word) -> bool:
        """Tell whether a word is the noun or a piece of one of the compounds."""
        return self.spans[0][0] <= word.start < self.noun.end


def compound_lists(sentence: Sentence) -> tuple[CompoundList, ...]:
    """Return the lists of compounds of a sentence that end right before a common noun."""
    if sum(map(sentence.text.count, _HYPHENS)) < _FEWEST:
        return ()
    found = (_list(sentence, match) for match in _LIST.finditer(sentence.text))
    return tuple(each for each in found if each is not None)


def _list(sentence: Sentence, match: re.Match[str]) -> CompoundList | None:
    end = sentence.start + match.end()
    noun = next((word for word in sentence.words if word.start >= end), None)
    if noun is None or noun.pos != "NOUN" or noun.tag not in ("NN", "NNS"):
        return None
    spans = (each.span() for each in _COMPOUNDS.finditer(sentence.text, match.start(), match.end()))
    return CompoundList(tuple((sentence.start + start, sentence.start + stop) for start, stop in spans), noun)
