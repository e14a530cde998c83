"""Files and folders to documents; what cannot be read comes as a `Failure` with its cause and cure, never in silence.

``Document.text`` is what the offsets of mentions and claims count in. For plain text that is the decoded file, line
ends as they are; for the other formats it is the text their parser finds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ..errors import DocumentError
from ..graph.contents import Contents, Same
from ..graph.model import Document, Failure
from .files import lines, whole
from .formats.content import Content
from .formats.parsers import kind, libraries
from .formats.tables import TABLE, address
from .language import guess
from .limits import Limits
from .parsing import Parsing
from .parts import Notice, Part, failure, parts
from .sources import LINES, STDIN, TABLES

# A lone surrogate cannot be written as UTF-8 and a NUL not as XML; both come out of PDF fonts and JSON escapes.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_LINE = ".jsonl"
_NO_LIMITS_TOLD = Limits()


def read_documents(
    paths: Iterable[Path],
    *,
    notice: Callable[[Notice], None] = lambda _: None,
    limits: Limits = _NO_LIMITS_TOLD,
    contents: Contents | None = None,
) -> Iterator[Document | Failure | Same]:
    """Read files, folders with all below them, and ``-`` for standard input.

    Args:
        paths: what to read; order is kept, folders are walked in sorted order, a file named twice is read once.
        notice: called with what had to be assumed (a guessed encoding, another language) or was passed over.
        limits: what one document may cost; one that costs more is a failure.
        contents: what files held before, to be told what those hold that are read.

    Yields:
        A document per file (per line in JSON lines), that a file is the same as before, or the failure in its place.

    >>> [failure.error for failure in read_documents([Path("missing.txt")])]
    ['no such file or folder']
    """
    with Parsing(limits) as parsing:
        yield from read_parts(parts(paths, parsing), parsing, notice=notice, limits=limits, contents=contents)


def read_parts(
    found: Iterable[Part | Notice | Failure],
    parsing: Parsing,
    *,
    notice: Callable[[Notice], None] = lambda _: None,
    limits: Limits = _NO_LIMITS_TOLD,
    contents: Contents | None = None,
) -> Iterator[Document | Failure | Same]:
    """Read parts of files, as `read_documents` reads all of them."""
    reading = _Reading(parsing, limits, notice if contents is None else contents.unless_told(notice), contents)
    for part in found:
        if isinstance(part, Notice):
            notice(part)
        elif isinstance(part, Failure):
            yield part
        else:
            for read in reading.read(part):
                yield failure(read) if isinstance(read, DocumentError) else read


@dataclass(frozen=True, slots=True)
class _Reading:
    """What it takes to read a source: parsers, limits, and whom to tell."""

    parsing: Parsing
    limits: Limits
    notice: Callable[[Notice], None]
    contents: Contents | None

    def read(self, part: Part) -> Iterator[Document | DocumentError | Same]:
        """Yield the documents of a part, with errors in the places of those that cannot be read."""
        source, suffix = part.source, part.suffix
        try:
            if source.place == STDIN:
                yield self._whole("", whole(sys.stdin.buffer, self.limits, source.name), source.name)
            elif suffix in TABLES:
                yield from self._rows(part)
            elif suffix in LINES:
                yield from self._lines(part)
            else:
                with source.place.open(source.name) as file:
                    data = whole(file, self.limits, source.name)
                yield self._changed(suffix, data, source.name)
        except DocumentError as error:
            yield error
        except OSError as error:
            yield _unreadable(source.name, error)

    def _changed(self, suffix: str, data: bytes, name: str) -> Document | Same:
        """Return the document of a file, unless the file is the same as before."""
        if self.contents is None:
            return self._whole(suffix, data, name)
        content = sha256(libraries() + data).digest()
        same = self.contents.same(name, content)
        if same is not None:
            return same
        self.contents.expect(name, content)
        return self._whole(suffix, data, name)

    def _rows(self, part: Part) -> Iterator[Document | DocumentError]:
        """Yield the documents of rows; one without a text costs itself only, a table that cannot be read the rest."""
        for row in part.numbers():
            place = f"{part.source.name}#{row + 1}"
            content = self.parsing.parse(TABLE, address(part.source.place, row), place)
            try:
                yield self._document(content, place)
            except DocumentError as error:
                yield error

    def _lines(self, part: Part) -> Iterator[Document | DocumentError]:
        with part.source.place.open(part.source.name) as file:
            file.seek(part.start)
            for number, line in enumerate(lines(file, self.limits.size, part.stop), part.first):
                yield from self._line(line, f"{part.source.name}#{number}")

    def _line(self, line: bytes | None, place: str) -> Iterator[Document | DocumentError]:
        """Yield the document of a line; a bad one costs itself only, and a blank one is passed over."""
        try:
            if line is None:
                yield self.limits.too_large(place)
            elif line.strip():
                yield self._document(self.parsing.parse(_LINE, line, place), place)
        except DocumentError as error:
            yield error

    def _whole(self, suffix: str, data: bytes, name: str) -> Document:
        return self._document(self.parsing.parse(kind(suffix, data, name), data, name), name)

    def _document(self, content: Content, name: str) -> Document:
        for note in content.notes:
            self.notice(Notice(name, note))
        source = name if content.source is None else content.source
        document = Document.of(
            content.text, source=source, title=content.title, date=content.date, language=content.language
        )
        return _checked(document, self.notice)


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
