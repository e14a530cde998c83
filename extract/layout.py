"""Where a text starts anew: paragraphs, headings and list items by its line breaks, hard-wrapped lines told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

WIDE_GAP = 8  # this many blanks in a row separate columns or passages
WRAPPED = range(40, 121)  # lengths of a line that an editor or a mail program broke
FULL_LINE = 60  # a heading is seldom so wide
_ENDS = r"\n\r\f\v\x1c-\x1e\x85\u2028\u2029"  # what str.splitlines takes for the end of a line
_BREAK = re.compile(rf"(?:\r\n|[{_ENDS}])[^\S{_ENDS}]*")  # with the indentation of the next line
_WIDE = re.compile(rf"[^\S\n\r\f\v]{{{WIDE_GAP}}}")
_GAP = re.compile(rf"(?<=\S){_WIDE.pattern}[^\S\n\r\f\v]*(?=\S)")
_PAGE = frozenset("\f\u2029")
_BULLET = re.compile(r"(?:[-*•‣–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")


@lru_cache(maxsize=1)  # sentences, headings and quotes of a text ask for the same
def block_starts(text: str) -> tuple[int, ...]:
    """Return the offsets at which a block starts, ascending, 0 first.

    >>> text = "A heading\\nIt begins here.\\n\\nAnother paragraph, which\\nruns over two lines."
    >>> [text[start:].split()[0] for start in block_starts(text)]
    ['A', 'It', 'Another']
    """
    starts = {0}
    lines = _lines(text)
    for (start, end, _), (following, stop, blank) in pairwise(lines):
        if blank or not _continues(text[start:end], text[following:stop]):
            starts.add(following)
    if _WIDE.search(text):  # to look for it costs far less than to search for the whole
        starts.update(match.end() for match in _GAP.finditer(text))
    return tuple(sorted(starts))


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """Return start and end of every line with something on it, and whether a blank line or page break precedes."""
    lines, start, blank = [], 0, False
    for match in [*_BREAK.finditer(text), None]:
        line = text[start : match.start() if match else len(text)].rstrip()
        if line:
            lines.append((start, start + len(line), blank))
        blank = not line or (match is not None and match.group()[0] in _PAGE)
        start = match.end() if match else start
    return lines


def _continues(line: str, following: str) -> bool:
    """Tell whether the break between two lines only wraps a sentence."""
    if _BULLET.match(following):
        return False
    ends = line.rstrip()[-1] in '.!?:;"”’)'
    if len(line) not in WRAPPED:
        return following[0].islower() and not ends and len(line) < WRAPPED.stop
    if ends:  # a full line may end with its sentence; a much shorter one ends a paragraph
        word = following.split(maxsplit=1)[0]
        filled = len(line) >= FULL_LINE and len(line) + len(word) >= FULL_LINE + 10
        return filled and following[0].isalpha() and len(following) in WRAPPED
    return following[0].islower() or (len(line) >= FULL_LINE and len(following) < WRAPPED.stop)


def chunks(text: str, starts: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Cut a text into parts of at most about ``limit`` code points, at block starts, else at white space.

    Nothing is left out: the parts join to the text. A run without white space stays whole up to ten times ``limit``.

    >>> chunks("one two three", [0], 8)
    [(0, 8), (8, 13)]
    """
    parts, begin = [], 0
    while len(text) - begin > limit:
        place = bisect_left(starts, begin + limit + 1) - 1
        cut = starts[place] if place >= 0 and starts[place] > begin else _white_space(text, begin, limit)
        if cut >= len(text):
            break
        parts.append((begin, cut))
        begin = cut
    return [*parts, (begin, len(text))]


def _white_space(text: str, begin: int, limit: int) -> int:
    """Return the offset after a sentence end, else after white space, nearest below the limit, else above it."""
    window = text[begin : begin + limit]
    ends = [match.end() for match in re.finditer(r"[.!?]\s", window)] or [
        match.end() for match in re.finditer(r"\s", window)
    ]
    if ends:
        return begin + ends[-1]
    farthest = min(begin + 10 * limit, len(text))
    after = re.compile(r"\s").search(text, begin + limit, farthest)
    return after.end() if after else farthest
