"""Markdown: the words without the markup, as CommonMark defines it, one block to a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from .content import Content, blank_to_none
from .encoding import decode
from .words import words

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def parse(data: bytes, source: str) -> Content:
    """Read Markdown as prose; title and date come from the front matter, else the title from the first heading.

    >>> found = parse(b"# Talent\\n\\n**Alibaba** hires in [Hangzhou](https://example.org).", "a.md")
    >>> found.title, found.text
    ('Talent', 'Talent\\n\\nAlibaba hires in Hangzhou.')
    """
    decoded = decode(data, source)
    about, body = _front_matter(decoded.text)
    try:
        tokens = _tokens(body)
    except RecursionError:
        return Content(decoded.text, notes=(*decoded.notes, "markup nested too deep to follow; read as plain text"))
    date = _ISO_DATE.match(about.get("date", ""))
    return Content(
        "".join(_words(tokens)).strip(),
        blank_to_none(about.get("title")) or _first_heading(tokens),
        date.group() if date else None,
        notes=decoded.notes,
    )


def _tokens(body: str) -> list[Token]:
    from markdown_it import MarkdownIt

    # Beyond maxNesting the parser drops text without a word, so the limit is set where Python's own comes first.
    return MarkdownIt("commonmark", {"maxNesting": 10_000}).enable("table").parse(body)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    pairs = (line.partition(":") for line in found.group(1).splitlines() if not line.startswith((" ", "\t", "#")))
    return {key.strip().lower(): value.strip().strip("'\"") for key, _, value in pairs}, text[found.end() :]


def _words(tokens: list[Token]) -> Iterator[str]:
    """Yield the text of each block followed by the white space that parts it from the next."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(map(_inline, token.children or ()))
        elif token.type in {"fence", "code_block"}:
            yield token.content.rstrip("\n") + "\n\n"
        elif token.type == "html_block":
            yield words(token.content) + "\n\n"
        else:
            yield _AFTER.get(token.type, "")


_AFTER = {
    "paragraph_close": "\n\n",
    "heading_close": "\n\n",
    "th_close": "\t",
    "td_close": "\t",
    "tr_close": "\n",
    "table_close": "\n",
}


def _inline(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"} or token.content.lower().startswith("<br"):
        return "\n"
    return "" if token.type == "html_inline" else token.content


def _first_heading(tokens: list[Token]) -> str | None:
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            return blank_to_none("".join(map(_inline, token.children or ())))
    return None
