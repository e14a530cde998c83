"""Names found elsewhere, laid over the words of a sentence."""

from __future__ import annotations

import re

from .draft import NamedSpan
from .lexicon import listed
from .tree import Sentence, Word

# Capitals that follow a company's name without being its symbol.
_NO_SYMBOL = listed(
    """
    PLC LLC LLP AG SA NV SE INC LTD CO CORP KG GMBH SPA AB ASA OY BV USA US UK EU AI IT TV CEO CFO CTO COO IPO HQ PR HR
    """
)


def head_of(sentence: Sentence, name: NamedSpan) -> Word | None:
    """Return the word of a name that the others of it hang on."""
    inside = [w for w in sentence.words if name.start <= w.start and w.end <= name.end]
    indices = {w.index for w in inside}
    return next((w for w in inside if w.head not in indices), None)


def name_over(sentence: Sentence, names: tuple[NamedSpan, ...], word: Word) -> NamedSpan | None:
    """Return the longest name that covers a word, or that the word follows as its ticker symbol."""
    covering = [n for n in names if n.start < word.end and word.start < n.end]
    if not covering and word.pos == "PROPN" and word.text.isupper():
        before = (n for n in names if n.end + 1 == word.start)
        covering = [n for n in before if abbreviates(word.text, sentence.quote(n.start, n.end))]
    return max(covering, key=lambda n: n.end - n.start, default=None)


def abbreviates(symbol: str, name: str) -> bool:
    """Tell whether capitals could be the ticker of a name: its letters in order, but not merely its initials.

    >>> abbreviates("BABA", "Alibaba Group"), abbreviates("WHO", "World Health Organization")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", name)
    initials = "".join(word[0] for word in words).upper()
    letters = "".join(words).upper()
    return symbol not in _NO_SYMBOL and _in_order(symbol, letters) and not _in_order(symbol, initials)


def _in_order(short: str, long: str) -> bool:
    rest = iter(_single(long))
    return all(letter in rest for letter in _single(short))


def _single(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)
