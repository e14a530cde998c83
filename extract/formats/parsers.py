"""Which format a file is in, and which of them are parsed in a process apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import version

from ...errors import DocumentError
from . import lines, markdown, pdf, plain, tables, web, word
from .content import Content

Parser = Callable[[bytes, str], Content]

# Parsers that others wrote, of formats in which a small file can ask for any amount of work.
APART = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", tables.TABLE})
_LIBRARIES = ("charset-normalizer", "lxml", "markdown-it-py", "pypdf", "python-docx", "trafilatura")
_FOREIGN = {
    ".doc": "DOCX",
    ".rtf": "DOCX",
    ".odt": "DOCX",
    ".epub": "HTML",
    ".xls": "text",
    ".xlsx": "text",
    ".pptx": "PDF",
}


def kind(suffix: str, data: bytes, name: str) -> str:
    """Return the suffix of the format that a file is in, going by its own suffix and, for PDF, by how it begins.

    Raises:
        DocumentError: the file is empty, or of a format that nobody here reads.

    >>> kind(".log", b"%PDF-1.4", "a.log")
    '.pdf'
    """
    if not data:
        raise DocumentError(name, "the file is empty", cure="write or export it again")
    if suffix in _FOREIGN:
        raise DocumentError(name, f"{suffix} files are not read", cure=f"save it as {_FOREIGN[suffix]}")
    return ".pdf" if suffix not in APART and data.startswith(b"%PDF-") else suffix


@cache
def libraries() -> bytes:
    """Name all that decides what text the bytes of a file give, beside our own code."""
    return " ".join(f"{library} {version(library)}" for library in _LIBRARIES).encode()


def parser(suffix: str, size: int) -> Parser:
    """Return the parser of a format, for documents of so many bytes; what no other format is, is plain text."""
    parsers: dict[str, Parser] = {
        ".md": markdown.parse,
        ".markdown": markdown.parse,
        ".html": web.parse,
        ".htm": web.parse,
        ".xhtml": web.parse,
        ".pdf": pdf.parse,
        ".docx": partial(word.parse, unpacked=size),
        ".jsonl": lines.parse,
        tables.TABLE: tables.parse,
    }
    return parsers.get(suffix, plain.parse)
