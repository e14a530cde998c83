"""Plain text: the decoded file itself, line ends and all."""

from __future__ import annotations

from .content import Content
from .encoding import decode

_LONGEST_TITLE = 120


def parse(data: bytes, source: str) -> Content:
    """Read plain text; a heading-like first line is also given as the title.

    >>> parse(b"Talent drain\\n\\nAlibaba hires.", "a.txt").title
    'Talent drain'
    """
    decoded = decode(data, source)
    return Content(decoded.text, title_of(decoded.text), notes=decoded.notes)


def title_of(text: str) -> str | None:
    """Return the first line if it looks like a heading: short, not a sentence, with text below it.

    >>> title_of("Alibaba was founded in Hangzhou.\\nIt hires.") is None
    True
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    heading = 0 < len(first) <= _LONGEST_TITLE and first[-1] not in ".,;:!。！，" and first[0].isalnum()
    return first if heading and len(rest.strip()) > len(first) else None
