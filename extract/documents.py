"""Files and folders to documents; what cannot be read comes as a `Failure` with its cause and cure, never in silence.

``Document.text`` is what the offsets of mentions and claims count in. For plain text that is the decoded file, line
ends as they are; for the other formats it is the text their parser finds.
"""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import DocumentError
from ..graph.model import Document, Failure
from .formats import lines, markdown, pdf, plain, web, word
from .formats.content import Content
from .language import guess
from .sources import LINES, STDIN, Ignored, Source, find

_PARSERS: dict[str, Callable[[bytes, str], Content]] = {
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".html": web.parse,
    ".htm": web.parse,
    ".xhtml": web.parse,
    ".pdf": pdf.parse,
    ".docx": word.parse,
}
_FOREIGN = {
    ".doc": "DOCX",
    ".rtf": "DOCX",
    ".odt": "DOCX",
    ".epub": "HTML",
    ".xls": "text",
    ".xlsx": "text",
    ".pptx": "PDF",
}
# A lone surrogate cannot be written as UTF-8 and a NUL not as XML; both come out of PDF fonts and JSON escapes.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know of a file that was read, or of one that is no document: for the report."""

    source: str
    message: str


def read_documents(
    paths: Iterable[Path], *, notice: Callable[[Notice], None] = lambda _: None
) -> Iterator[Document | Failure]:
    """Read files, folders with all below them, and ``-`` for standard input.

    Args:
        paths: what to read; order is kept, folders are walked in sorted order, a file named twice is read once.
        notice: called with what had to be assumed (a guessed encoding, another language) or was passed over.

    Yields:
        A document per file (per line in JSON lines), or the failure that took its place.

    >>> [failure.error for failure in read_documents([Path("missing.txt")])]
    ['no such file or folder']
    """
    for found in find(paths):
        if isinstance(found, Ignored):
            notice(Notice(found.name, "not a kind of document evigraph reads; passed over"))
        elif isinstance(found, DocumentError):
            yield _failure(found)
        else:
            for read in _read(found, notice):
                yield _failure(read) if isinstance(read, DocumentError) else read


def _failure(error: DocumentError) -> Failure:
    return Failure(error.subject, error.problem, error.cure)


def _read(source: Source, notice: Callable[[Notice], None]) -> Iterator[Document | DocumentError]:
    try:
        if source.path.suffix.lower() in LINES:
            with source.path.open("rb") as file:
                for document in lines.parse(file, source.name):
                    yield _checked(document, notice) if isinstance(document, Document) else document
        else:
            yield _whole(source, notice)
    except DocumentError as error:
        yield error
    except OSError as error:
        yield _unreadable(source.name, error)


def _whole(source: Source, notice: Callable[[Notice], None]) -> Document:
    data = _bytes(source)
    content = _parser(source.path.suffix.lower(), data, source.name)(data, source.name)
    for note in content.notes:
        notice(Notice(source.name, note))
    return _checked(
        Document.of(
            content.text, source=source.name, title=content.title, date=content.date, language=content.language
        ),
        notice,
    )


def _bytes(source: Source) -> bytes:
    if source.path == STDIN:
        return sys.stdin.buffer.read()
    if not stat.S_ISREG(source.path.stat().st_mode):
        raise DocumentError(source.name, "not a regular file", cure="pipe its text in and give - as the path")
    return source.path.read_bytes()


def _parser(suffix: str, data: bytes, name: str) -> Callable[[bytes, str], Content]:
    if not data:
        raise DocumentError(name, "the file is empty", cure="write or export it again")
    if suffix in _FOREIGN:
        raise DocumentError(name, f"{suffix} files are not read", cure=f"save it as {_FOREIGN[suffix]}")
    if suffix not in _PARSERS and data.startswith(b"%PDF-"):
        return pdf.parse
    return _PARSERS.get(suffix, plain.parse)


def _checked(document: Document, notice: Callable[[Notice], None]) -> Document:
    """Refuse a document without words, make it writable everywhere, and add the language it seems to be in."""
    if not document.text.strip():
        raise DocumentError(document.source, "nothing but white space", cure="check that it was saved with its text")
    text, unwritable = _UNWRITABLE.subn("\N{REPLACEMENT CHARACTER}", document.text)
    if unwritable:
        notice(Notice(document.source, f"{unwritable} characters that no format can hold became U+FFFD"))
        document = Document.of(
            text, source=document.source, title=document.title, date=document.date, language=document.language
        )
    return _with_language(document, notice)


def _with_language(document: Document, notice: Callable[[Notice], None]) -> Document:
    language = guess(document.text)
    if language is not None and not language.startswith("en"):
        notice(Notice(document.source, f"the text looks like language {language}; the bundled reader reads English"))
    return document if document.language is not None else replace(document, language=language)


def _unreadable(name: str, error: OSError) -> DocumentError:
    if isinstance(error, PermissionError):
        return DocumentError(name, "no permission to read it", cure="check its permissions")
    if isinstance(error, FileNotFoundError):
        return DocumentError(name, "vanished, or is a link to nothing", cure="check the path")
    return DocumentError(name, f"cannot be read: {error.strerror or error}", cure="check the disk and try again")
