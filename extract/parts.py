"""What there is to read, in parts that can be read apart and by different machines: files, lines or rows of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count as numbers
from pathlib import Path

from ..errors import DocumentError
from ..frozen import frozen
from ..graph.model import Failure
from .files import lines
from .formats.tables import TABLE, address
from .limits import Limits
from .parsing import Parsing
from .sources import LINES, STDIN, TABLES, Ignored, Source, find

ROWS = 200  # of a table in one part
_BLOCK = 1 << 16
_MOST_ROWS = 1 << 33  # what a table may claim to have


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know of a file that was read, or of one that is no document: for the report."""

    source: str
    message: str


@frozen
class Part:
    """A file, or the lines of it that begin from one byte to another, or the rows of it from one number to another.

    Arguments:
        source: the file.
        start: its first byte or row.
        stop: the one after its last byte or row; none for all.
        first: the number of its first line, from 1.
        documents: how many documents it holds, as well as can be told without reading them.
    """

    source: Source
    start: int = 0
    stop: int | None = None
    first: int = 1
    documents: int = 1

    @property
    def suffix(self) -> str:
        """The suffix of the file, in small letters and with its dot."""
        return self.source.place.suffix

    def numbers(self) -> Iterable[int]:
        """Return the numbers of its rows."""
        return numbers(self.start) if self.stop is None else range(self.start, self.stop)


def failure(error: DocumentError) -> Failure:
    """Return an error as the failure that goes into the report."""
    return Failure(error.subject, error.problem, error.cure)


def parts(paths: Iterable[Path], parsing: Parsing) -> Iterator[Part | Notice | Failure]:
    """Yield what there is to read at some paths, in its order: whole files, and tables in parts.

    Arguments:
        paths: files, folders and URIs.
        parsing: it tells how many rows a table has.
    """
    for found in find(paths):
        if isinstance(found, Ignored):
            yield Notice(found.name, "not a kind of document evigraph reads; passed over")
        elif isinstance(found, DocumentError):
            yield failure(found)
        elif found.place.suffix in TABLES:
            yield from _tables(found, parsing)
        else:
            yield Part(found)


def _tables(source: Source, parsing: Parsing) -> Iterator[Part | Failure]:
    try:
        rows = int(parsing.parse(TABLE, address(source.place, None), source.name).text)
        if rows > _MOST_ROWS:
            raise DocumentError(source.name, f"says that it has {rows} rows", cure="write it in several files")
    except DocumentError as error:
        yield failure(error)
        return
    for start in range(0, rows, ROWS):
        stop = min(start + ROWS, rows)
        yield Part(source, start, stop, documents=stop - start)


def count(paths: Iterable[Path], limits: Limits) -> int:
    """Count the documents and failures to come, as well as can be told without reading them."""
    with Parsing(limits) as parsing:
        return sum(
            1 if isinstance(part, Failure) else sum(each.documents for each in cut(part))
            for part in parts(paths, parsing)
            if not isinstance(part, Notice)
        )


def cut(part: Part, size: int | None = None) -> Iterator[Part]:
    """Yield a part in parts of at least so many bytes, if it is lines of a file that can be had at once; else itself.

    Arguments:
        part: what to cut.
        size: bytes; without it the part stays whole, and its documents are counted.
    """
    if part.suffix not in LINES or part.source.place == STDIN:
        yield part
        return
    try:
        yield from _cut(part, size)
    except (OSError, DocumentError):
        yield part  # whoever reads it will say what is wrong


def _cut(part: Part, size: int | None) -> Iterator[Part]:
    found = part
    with part.source.place.open(part.source.name) as file:
        documents = 0
        for number, line in enumerate(lines(file, _BLOCK), 2):
            documents += line is None or not line.isspace()
            if size is not None and file.tell() - found.start >= size:
                yield replace(found, stop=file.tell(), documents=documents)
                found, documents = replace(found, start=file.tell(), first=number), 0
        if documents or found.start == 0:
            yield replace(found, stop=max(file.tell(), 1), documents=documents)


def weigh(part: Part) -> int:
    """Return about how many bytes a part has."""
    if part.stop is not None and part.suffix in LINES:
        return part.stop - part.start
    if part.suffix in TABLES or part.source.place.store is not None:
        return part.documents * 2_000  # about a paragraph or two
    try:
        return Path(part.source.place.path).stat().st_size
    except OSError:
        return 0
