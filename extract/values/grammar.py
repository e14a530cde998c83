"""What the rows of the date grammar are made of: patterns, readers, and the surroundings of a match.

Every repetition in a pattern is bounded, and each position is tried once per row, so that time grows linearly with
the text. Letters and digits are those of ASCII: a full-width or Arabic digit is left to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .iso import Today

Anchor = Literal["text", "document", "nearest"]
Cue = Callable[[str], bool]

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_MONTH = "|".join((*(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS), "sept"))
DASH = "[-–—]"
YEAR = "(?P<year>1[0-9]{3}|20[0-9]{2})"
DAY = "(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
WEEKDAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_SPACE = r"[\s\xa0\u2009\u202f]"
_NEAR = 40  # code points that tell what a match belongs to
_SENTENCE = 160  # code points on each side in which a future is looked for
_BEFORE = r"(?<![\w.,$€£¥₹#/:–-])"
_AFTER = r"(?![\w%]|[-,.:/][0-9])"
_BREAK = re.compile(r"[.!?;]\s")
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|would|(?:plan|expect|aim|intend|hope)(?:s|ed|ned|ning)?\s+to|(?:set|going|expected)\s+to"
    r"|due\s+(?:on|in|by|next|for)|scheduled|slated|upcoming|forthcoming|deadline)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|revealed|disclosed|wrote|posted|unveiled|filed|signed)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"\W*(?:[A-Za-z]+\s+)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, the date of its document, and where in the text a match lies."""

    text: str
    today: Today | None
    start: int
    end: int

    def after(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the text right before the match ends with a pattern (which must end in ``$``)."""
        return pattern.search(self.text[max(0, self.start - _NEAR) : self.start]) is not None

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the text right after the match begins with a pattern."""
        return pattern.match(self.text[self.end : self.end + _NEAR]) is not None

    @property
    def sentence(self) -> str:
        """Return the sentence around the match, or what lies near where it is long."""
        return " ".join(self._sides)

    @property
    def _sides(self) -> tuple[str, str]:
        left = _BREAK.split(self.text[max(0, self.start - _SENTENCE) : self.start])[-1]
        return left, _BREAK.split(self.text[self.end : self.end + _SENTENCE], maxsplit=1)[0]

    @property
    def ahead(self) -> bool:
        """Tell whether the clause speaks of what is to come: "will open on Monday", not "said on Monday it will"."""
        left, right = self._sides
        if _FRONTED.fullmatch(left):
            cue = _AHEAD.search(right)
            gap = right[: cue.start()] if cue else ""
        else:
            cue = next(reversed(tuple(_AHEAD.finditer(left))), None)
            gap = left[cue.end() :] if cue else ""
        return cue is not None and _SAID.search(gap) is None


Reader = Callable[[re.Match[str], Scene], str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a date: its pattern, what reads it, and what the date is counted from.

    A text that, written small, lacks one of the ``cues`` has no such date: to look for them costs far less than to
    search for the whole.
    """

    pattern: re.Pattern[str]
    read: Reader
    anchor: Anchor = "text"
    cues: tuple[Cue, ...] = ()


def row(body: str, read: Reader, *cues: Cue, anchor: Anchor = "text") -> Row:
    """Make a row; a blank of the body is any white space, and ``~`` is white space that may be missing."""
    return Row(re.compile(rf"{_BEFORE}(?ai:{spaced(body)}){_AFTER}"), read, anchor, cues)


def spaced(body: str) -> str:
    """Return the pattern of the body of a row."""
    return body.replace(" ", _SPACE + "{1,3}").replace("~", _SPACE + "{0,3}")


def cue(*pieces: str) -> Cue:
    """Ask for one of some pieces in a text.

    >>> cue("june", "july")("in july")
    True
    """
    return lambda low: any(map(low.__contains__, pieces))


def cue_like(pattern: str) -> Cue:
    """Ask for what a plain pattern finds in a text."""
    search = re.compile(pattern).search
    return lambda low: search(low) is not None


A_DIGIT = cue(*"0123456789")
A_YEAR = cue_like("1[0-9]{3}|20[0-9]{2}")
A_MONTH = cue_like(rf"(?a:\b(?:{_A_MONTH})\b)")
TWO_MONTHS = cue_like(rf"(?as:\b(?:{_A_MONTH})\b.*?\b(?:{_A_MONTH})\b)")
A_QUARTER = cue("quarter", *(f"q{number}" for number in range(1, 5)), *(f"{number}q" for number in range(1, 5)))
A_PART = cue("early", "mid", "late")


def likely(rows: Sequence[Row], text: str) -> list[Row]:
    """Return the rows that may match somewhere in a text, in their order."""
    low = text.lower()
    known: dict[Cue, bool] = {}
    found: list[Row] = []
    for row in rows:
        for cue in row.cues:
            if cue not in known:
                known[cue] = cue(low)
            if not known[cue]:
                break
        else:
            found.append(row)
    return found


def a_month(name: str = "month") -> str:
    """Return the pattern of a month, in full or short."""
    return rf"(?P<{name}>(?:{_A_MONTH})\b\.?)"


def month_number(text: str) -> int:
    """Return the number of a month by its first letters.

    >>> month_number("Sept."), month_number("may")
    (9, 5)
    """
    return 1 + [m[:3] for m in MONTHS].index(text[:3].lower())


def is_name(text: str) -> bool:
    """Tell whether a month or weekday is written as a name: "may" and "march" are mostly words."""
    return text[:1].isupper()
