"""What was read, kept in one SQLite file: the truth from which a graph can be made again without reading again.

There is one reading for each source. The same text under two sources is two rows and, in the graph, one document. Every
change is a transaction, so that a process that ends at any moment loses at most the document it was reading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import DocumentError, WorkspaceError
from .model import Document, Reading
from .record import from_json, to_json

FILE = "workspace.db"
VERSION = 1
_APPLICATION = 0x65766967  # "evig", which tells our files from those of others
_PATIENCE = 5.0  # seconds to wait for another process
_SCHEMA = """
CREATE TABLE readings (
    source BLOB PRIMARY KEY,
    document TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_document ON readings (document, fingerprint);
"""
# Primary result codes (https://www.sqlite.org/rescode.html) and what they mean to a user.
_PROBLEMS = {
    sqlite3.SQLITE_BUSY: ("is in use by another process", "wait until it has ended"),
    sqlite3.SQLITE_LOCKED: ("is in use by another process", "wait until it has ended"),
    sqlite3.SQLITE_READONLY: ("cannot be written", "see to the permissions of the folder"),
    sqlite3.SQLITE_PERM: ("cannot be opened", "see to the permissions of the folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "see to the permissions of the folder"),
    sqlite3.SQLITE_FULL: ("cannot grow, the disk is full", "make room on the disk"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "see to the disk"),
    sqlite3.SQLITE_NOTADB: ("is no database", "move it away and build again"),
}
_DAMAGED = ("is damaged", "move it away and build again")


class Workspace:
    """The readings of a folder, with the reader that made each.

    >>> from tempfile import TemporaryDirectory
    >>> reading = Reading(Document.of("Alibaba grew.", source="a.txt"))
    >>> with TemporaryDirectory() as folder, Workspace.open(folder) as workspace:
    ...     workspace.put(reading, "reader 1")
    ...     workspace.known(reading.document.id, "reader 1"), workspace.known(reading.document.id, "reader 2")
    (True, False)
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Wrap a connection; `open` makes one."""
        self._path = path
        self._connection = connection

    @classmethod
    def open(cls, folder: str | Path, *, read_only: bool = False) -> Self:
        """Open the workspace of a folder, and make one if there is none and it may be written.

        Raises:
            WorkspaceError: there is none to read, or it is damaged, of another version, locked or cannot be written.
        """
        path = Path(folder) / FILE
        if read_only and not path.is_file():
            cure = f"make one with `evigraph build PATH -o {Path(folder).as_posix()}`"
            raise WorkspaceError(Path(folder).as_posix(), "holds no graph", cure=cure)
        with _explained(path):
            workspace = cls(path, _connect(path, read_only=read_only))
            try:
                workspace._prepare()
            except BaseException:
                workspace.close()
                raise
        return workspace

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Give the workspace, to be closed when the block ends."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    def known(self, document_id: str, fingerprint: str) -> bool:
        """Tell whether a text has been read by a reader, under any source."""
        return (
            self._one("SELECT 1 FROM readings WHERE document = ? AND fingerprint = ?", document_id, fingerprint)
            is not None
        )

    def reading(self, document_id: str, fingerprint: str) -> Reading | None:
        """Return what a reader found in a text, as of the first of its sources."""
        query = "SELECT record FROM readings WHERE document = ? AND fingerprint = ? ORDER BY source LIMIT 1"
        row = self._one(query, document_id, fingerprint)
        return None if row is None else self._read(row[0])

    def recall(self, document: Document, fingerprint: str) -> Reading | None:
        """Return the reading of a document that need not be read again, and keep it under its source.

        That is one of the same text, date and language by the same reader, be it under another source.
        """
        found = self.reading(document.id, fingerprint)
        if found is None or (found.document.date, found.document.language) != (document.date, document.language):
            return None
        if found.document != document:
            found = replace(found, document=document)
            self.put(found, fingerprint)
        return found

    def put(self, reading: Reading, fingerprint: str, *, source: str | None = None) -> None:
        """Keep a reading under its source, in place of any other that has been there.

        Arguments:
            reading: what was found.
            fingerprint: the name of the reader that found it.
            source: where the document is from, if that is not what it says itself.
        """
        document = reading.document if source is None else replace(reading.document, source=source)
        row = (_key(document.source), document.id, fingerprint, to_json(replace(reading, document=document)))
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", row)

    def drop(self, source: str) -> bool:
        """Forget a source; tell whether it was known."""
        with self._transaction():
            return self._connection.execute("DELETE FROM readings WHERE source = ?", (_key(source),)).rowcount > 0

    def keep(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Forget every source but these, and return those forgotten."""
        gone = tuple(sorted(self.sources().keys() - set(sources)))
        with self._transaction():
            self._connection.executemany("DELETE FROM readings WHERE source = ?", [(_key(source),) for source in gone])
        return gone

    def sources(self) -> dict[str, str]:
        """Return the id of the document of each source, in order."""
        rows = self._all("SELECT source, document FROM readings ORDER BY source")
        return {_name(source): document for source, document in rows}

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, in the order of documents and sources."""
        # Closed when one of them is damaged: the connection will be closed next, and a cursor cannot outlive it.
        with closing(self._all("SELECT record FROM readings ORDER BY document, source")) as rows:
            for (record,) in rows:
                yield self._read(record)

    def _prepare(self) -> None:
        version, application = self._number("user_version"), self._number("application_id")
        if not version and not self._number("schema_version"):
            self._create()
        elif application != _APPLICATION:
            raise WorkspaceError(
                self._path.as_posix(), "is the database of another program", cure="name another folder"
            )
        elif version > VERSION:
            raise WorkspaceError(
                self._path.as_posix(), "is of a newer version of evigraph", cure="install that version"
            )
        elif version < VERSION:
            raise WorkspaceError(
                self._path.as_posix(), "is of an older version of evigraph", cure="move it away and build again"
            )

    def _create(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        mark = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION};"
        self._connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} {mark} COMMIT;")

    def _number(self, pragma: str) -> int:
        return int(self._connection.execute(f"PRAGMA {pragma}").fetchone()[0])

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        return next(self._all(query, *values), None)

    def _all(self, query: str, *values: str) -> Generator[tuple[Any, ...], None, None]:
        with _explained(self._path):
            yield from self._connection.execute(query, values)

    def _read(self, record: str) -> Reading:
        try:
            return from_json(record)
        except DocumentError as error:
            raise WorkspaceError(
                self._path.as_posix(), f"is damaged: {error.subject} {error.problem}", cure=_DAMAGED[1]
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    # A file that is complete in itself is read as it is, since a folder that cannot be written cannot hold the files
    # that SQLite shares between processes.
    whole = not path.with_name(FILE + "-wal").exists()
    mode = ("?immutable=1" if whole else "?mode=ro") if read_only else ""
    connection = sqlite3.connect(path.absolute().as_uri() + mode, uri=True, timeout=_PATIENCE, isolation_level=None)
    if not read_only:
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into an error that names the file and the cure."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # not from SQLite but from the module, for a use that is wrong
            raise
        problem, cure = _PROBLEMS.get(code & 0xFF, _DAMAGED)
        raise WorkspaceError(path.as_posix(), problem, cure=cure) from error


def _key(source: str) -> bytes:
    """Write a source as bytes, since the name of a file need not be valid text."""
    return source.encode("utf-8", "surrogatepass")


def _name(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")
