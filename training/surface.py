"""What looks like an end of a relation, by its letters alone."""

from __future__ import annotations

import re

from .links import is_pronoun

YEARLIKE = re.compile(r"^(?:1[5-9]|20)\d\d$")
MONTHS = frozenset(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - a word list
)


def surface_candidates(words: list[str]) -> list[tuple[int, int]]:
    """Return spans that look like arguments: capitalised runs, pronouns, dates.

    >>> words = "He joined Raymond James Bank in June 2006 .".split()
    >>> [" ".join(words[start:end]) for start, end in surface_candidates(words)]
    ['He', 'Raymond James Bank', 'June 2006', '2006']
    """
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        word = words[index]
        if is_pronoun([word]) or YEARLIKE.match(word):
            spans.append((index, index + 1))
        elif word in MONTHS or (word.isdigit() and index + 1 < len(words) and words[index + 1] in MONTHS):
            end = index + 1
            while end < len(words) and (words[end].isdigit() or words[end] in MONTHS or words[end] == ","):
                end += 1
            end -= words[end - 1] == ","
            spans.append((index, end))
            spans += [(place, place + 1) for place in range(index + 1, end) if YEARLIKE.match(words[place])]
            index = end - 1
        elif word[0].isupper() and any(letter.islower() or len(word) > 1 for letter in word[1:]):
            end = index + 1
            while end < len(words) and (
                words[end][0].isupper()
                or (words[end] in {"of", "&", "-", "the"} and end + 1 < len(words) and words[end + 1][0].isupper())
            ):
                end += 1
            spans.append((index, end))
            index = end - 1
        index += 1
    return spans
