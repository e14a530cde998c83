"""Where sentences begin, near enough to tell whether two places lie in one, and to show the one around a place."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[^\W_a-z])|[。！？]|\n\s*""")  # noqa: RUF001 - marks of texts
_SHORT = (
    "al approx capt co corp dr etc feb gen gov inc jan jr lt ltd mr mrs ms mt no nov oct prof rep sen sep sept sr st vs"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_LONGEST = 12


class Sentences:
    """The sentences of a text by number.

    >>> sentences = Sentences("Mr. Ma left. He went to the U.S. Senate.\\nIt listened.")
    >>> [sentences.at(position) for position in (0, 4, 13, 33, 43)]
    [0, 0, 1, 1, 2]
    """

    def __init__(self, text: str) -> None:
        """Find where sentences begin."""
        self._text = text
        self._starts = [match.end() for match in _BREAK.finditer(text) if not _abbreviation(match)]

    def at(self, position: int) -> int:
        """Return the number of the sentence that holds a position, counted from 0."""
        return bisect_right(self._starts, position)

    def begin(self, position: int) -> int:
        """Return where the sentence begins that holds a position."""
        number = self.at(position)
        return self._starts[number - 1] if number else 0

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentences that hold a span, without the white space around them.

        >>> text = "Ma left. He went home. It rained."
        >>> text[slice(*Sentences(text).around(12, 16))]
        'He went home.'
        """
        begin, last = self.begin(start), self.at(max(start, end - 1))
        stop = self._starts[last] if last < len(self._starts) else len(self._text)
        said = self._text[begin:stop]
        return begin + len(said) - len(said.lstrip()), stop - len(said) + len(said.rstrip())


def _abbreviation(match: re.Match[str]) -> bool:
    """Tell whether the stop belongs to a word: a known abbreviation, an initial, or initials as in U.S."""
    if not match.group().startswith(".") or "\n" in match.group():
        return False
    before = match.string[max(0, match.start() - _LONGEST) : match.start()]
    word = re.split(r"[\s\"'“‘(-]", before)[-1]  # noqa: RUF001 - marks of texts
    return word.casefold() in _ABBREVIATIONS or "." in word or (len(word) == 1 and word.isupper())
