"""HTML: the main text of a page, its title and its date, as trafilatura finds them."""

from __future__ import annotations

import codecs
import re

from ...errors import DocumentError
from .content import PARSER_FAULTS, Content, blank_to_none, quiet
from .encoding import Decoded, decode
from .words import words

# The WHATWG standard looks for the declaration in the first 1024 bytes; pages with long comments put it later.
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Codecs of Python that change ASCII text into other text, some in a time that grows with its square.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)""", re.IGNORECASE)
# htmldate refuses dates after "now" unless told a last day: without this the same page would read differently later.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def parse(data: bytes, source: str) -> Content:
    """Read the main text of a page, without menus, comments and footers; a page too short to tell is read whole.

    Raises:
        DocumentError: if the page holds no text.
    """
    decoded = _decode(data, source)
    text, title, date = _extract(decoded.text, source)
    if not any(map(str.isalnum, text)):
        raise DocumentError(source, "no text in the page", cure="save it as a complete page, or as text")
    language = _LANGUAGE.search(decoded.text, 0, _DECLARED_WITHIN)
    return Content(text, blank_to_none(title), date, language.group(1) if language else None, decoded.notes)


def _decode(data: bytes, source: str) -> Decoded:
    declared = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    if declared is None:
        return decode(data, source)
    encoding = declared.group(1).decode("ascii").lower()
    if not _is_charset(encoding, declared.group()):
        return decode(data, source)
    # As browsers do: pages that declare Latin-1 or ASCII are written in Windows-1252 (WHATWG Encoding Standard).
    encoding = "cp1252" if encoding in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else encoding
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return decode(data, source)


def _is_charset(encoding: str, declaration: bytes) -> bool:
    """Tell whether a page in this encoding can say so in ASCII, as in those of the web and in few others of Python."""
    try:
        known = codecs.lookup(encoding).name
        return known not in _NO_CHARSETS and declaration.decode(encoding) == declaration.decode("ascii")
    except (LookupError, UnicodeError):
        return False


def _extract(page: str, source: str) -> tuple[str, str | None, str | None]:
    from trafilatura import bare_extraction

    with quiet("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        try:
            found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
            if found is None or isinstance(found, dict) or not found.text:
                return words(page), None, None
        except PARSER_FAULTS as error:
            raise DocumentError(source, "HTML too damaged to read", cure="open and save it in a browser") from error
    return found.text, found.title, found.date
