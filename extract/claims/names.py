"""Names found elsewhere, laid over the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import NamedSpan
from .lexicon import listed
from .tree import Sentence, Word, top

# Capitals that follow a company's name without being its symbol.
_NO_SYMBOL = listed(
    """
    PLC LLC LLP AG SA NV SE INC LTD CO CORP KG GMBH SPA AB ASA OY BV USA US UK EU AI IT TV CEO CFO CTO COO IPO HQ PR HR
    """
)


def words_of(sentence: Sentence, name: NamedSpan) -> list[Word]:
    """Return the words of a sentence that lie in a name."""
    return [word for word in sentence.within(name.start, name.end) if word.end <= name.end]


def head_of(sentence: Sentence, name: NamedSpan) -> Word | None:
    """Return the word of a name that the others of it hang on."""
    return top(words_of(sentence, name))


def names_over(sentence: Sentence, names: Sequence[NamedSpan]) -> dict[int, NamedSpan]:
    """Return, by the index of a word, the longest name that covers it, or that it follows as its ticker symbol."""
    found: dict[int, NamedSpan] = {}
    for name in sorted(names, key=lambda name: name.start - name.end):  # the longest first
        for word in sentence.over(name.start, name.end):
            found.setdefault(word.index, name)
    following = {name.end + 1 for name in names}
    symbols = [word for word in sentence.words if word.start in following and word.index not in found]
    for word in symbols:
        named = _named_by(sentence, names, word) if word.pos == "PROPN" and word.text.isupper() else None
        if named is not None:
            found[word.index] = named
    return found


def _named_by(sentence: Sentence, names: Sequence[NamedSpan], symbol: Word) -> NamedSpan | None:
    before = (name for name in names if name.end + 1 == symbol.start)
    fitting = [name for name in before if abbreviates(symbol.text, sentence.quote(name.start, name.end))]
    return max(fitting, key=lambda name: name.end - name.start, default=None)


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
