"""The SQLite file of a folder: opened with care, changed in transactions, and every problem named with its cure."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import WorkspaceError

FILE = "workspace.db"
VERSION = 4
_APPLICATION = 0x65766967  # "evig", which tells our files from those of others
_CACHE = 64_000  # KiB of a temporary database that stay in memory
_PATIENCE = 5.0  # seconds to wait for another process
# What each version added to the one before; a file of an earlier version gets the rest when it is opened.
_ADDED = (
    """
CREATE TABLE readings (
    source BLOB PRIMARY KEY,
    document TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_document ON readings (document, fingerprint);
""",
    """
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE TABLE removed (
    decision INTEGER NOT NULL REFERENCES decisions (number),
    source BLOB NOT NULL,
    document TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE TABLE authority_names (
    spelling TEXT NOT NULL,
    iri TEXT NOT NULL,
    name TEXT NOT NULL,
    preferred INTEGER NOT NULL,
    score REAL NOT NULL
) STRICT;
CREATE INDEX authority_by_spelling ON authority_names (spelling);
CREATE INDEX authority_by_iri ON authority_names (iri);
CREATE TABLE authority_kinds (
    iri TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX authority_kinds_by_iri ON authority_kinds (iri);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE remarks (
    source BLOB NOT NULL,
    problem TEXT NOT NULL,
    cure TEXT
) STRICT;
""",
    """
CREATE TABLE shown (
    item BLOB PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
""",
    """
CREATE TABLE files (
    source BLOB PRIMARY KEY,
    content BLOB NOT NULL,
    document TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;
""",
)
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
_AGAIN = "put back a copy of it, or move it away and build again, without the decisions that it held"
_DAMAGED = ("is damaged", _AGAIN)
_SMALLEST = 100  # bytes of a database that holds anything; SQLite takes a smaller file for a new one


class Database:
    """A connection to the file of a folder; its methods raise `WorkspaceError` for whatever SQLite says."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Wrap a connection; `open` makes one."""
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, folder: str | Path, *, read_only: bool = False) -> Self:
        """Open the file of a folder, make one if there is none and it may be written, and bring it up to this version.

        Raises:
            WorkspaceError: there is none to read, or it is damaged, of another version, locked or cannot be written.
        """
        path = Path(folder) / FILE
        if read_only and not path.is_file():
            cure = f"make one with `evigraph build PATH -o {Path(folder).as_posix()}`"
            raise WorkspaceError(Path(folder).as_posix(), "holds no graph", cure=cure)
        if read_only:
            refuse_empty(folder)
        database = cls._opened(path, read_only=read_only)
        if read_only and database.version() < VERSION:
            database.close()
            cls._opened(path, read_only=False).close()
            database = cls._opened(path, read_only=True)
        return database

    @classmethod
    def in_memory(cls) -> Self:
        """Make one that is gone when it is closed."""
        database = cls(Path(":memory:"), sqlite3.connect(":memory:", isolation_level=None))
        database._upgrade(0)
        return database

    @classmethod
    def temporary(cls, tables: str) -> Self:
        """Make one for what does not fit in memory; SQLite deletes its file when it is closed, however that happens.

        Arguments:
            tables: the statements that make its tables.
        """
        connection = sqlite3.connect("", isolation_level=None)
        connection.executescript(f"PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE}; {tables}")
        return cls(Path("temporary file"), connection)

    @classmethod
    def _opened(cls, path: Path, *, read_only: bool) -> Self:
        with _Explained(path):
            database = cls(path, _connect(path, read_only=read_only))
            try:
                database._prepare(read_only=read_only)
            except BaseException:
                database.close()
                raise
        return database

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all changes of a block, or none if it fails."""
        with _Explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite has taken it back itself where the disk failed
                    self._connection.execute("ROLLBACK")
                raise

    def execute(self, statement: str, *values: object) -> int:
        """Run a statement within a transaction and return how many rows it changed."""
        return self._connection.execute(statement, values).rowcount

    def execute_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each of some rows within a transaction."""
        self._connection.executemany(statement, rows)

    def one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of an answer, if it has any."""
        with _Explained(self.path):
            found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
            return found

    def all(self, query: str, *values: object) -> Generator[tuple[Any, ...], None, None]:
        """Yield the rows of an answer."""
        with _Explained(self.path):
            yield from self._connection.execute(query, values)

    def setting(self, name: str) -> str | None:
        """Return a setting, if there is one."""
        row = self.one("SELECT value FROM settings WHERE name = ?", name)
        return None if row is None else str(row[0])

    def set(self, name: str, value: str | None) -> None:
        """Keep a setting within a transaction, or forget it."""
        self.execute("DELETE FROM settings WHERE name = ?", name)
        if value is not None:
            self.execute("INSERT INTO settings VALUES (?, ?)", name, value)

    def damaged(self, what: str) -> WorkspaceError:
        """Make the error that says what is wrong with what the file holds."""
        return WorkspaceError(self.path.as_posix(), f"is damaged: {what}", cure=_DAMAGED[1])

    def _prepare(self, *, read_only: bool) -> None:
        version, application = self.version(), self._number("application_id")
        if not version and not self._number("schema_version"):
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._upgrade(0)
        elif application != _APPLICATION:
            self._refuse("is the database of another program", "name another folder")
        elif version > VERSION:
            self._refuse("is of a newer version of evigraph", "install that version")
        elif version < 1:
            self._refuse("is of an older version of evigraph", "move it away and build again")
        elif version < VERSION and not read_only:
            self._upgrade(version)

    def _upgrade(self, version: int) -> None:
        mark = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION};"
        self._connection.executescript(f"BEGIN IMMEDIATE; {''.join(_ADDED[version:])} {mark} COMMIT;")

    def _refuse(self, problem: str, cure: str) -> None:
        raise WorkspaceError(self.path.as_posix(), problem, cure=cure)

    def version(self) -> int:
        """Return the version that the file is of."""
        return self._number("user_version")

    def _number(self, pragma: str) -> int:
        return int(self._connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def refuse_empty(folder: str | Path) -> None:
    """Raise an error if the file of a folder lost all that it held, which SQLite would take for a new one.

    Raises:
        WorkspaceError: it did.
    """
    path = Path(folder) / FILE
    if path.is_file() and path.stat().st_size < _SMALLEST:
        raise WorkspaceError(path.as_posix(), "is empty", cure=_AGAIN)


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    # A file that is complete in itself is read as it is, since a folder that cannot be written cannot hold the files
    # that SQLite shares between processes.
    whole = not path.with_name(FILE + "-wal").exists()
    mode = ("?immutable=1" if whole else "?mode=ro") if read_only else ""
    connection = sqlite3.connect(path.absolute().as_uri() + mode, uri=True, timeout=_PATIENCE, isolation_level=None)
    if not read_only:
        connection.execute("PRAGMA synchronous = FULL")  # what is kept outlives a power cut; reading takes far longer
    return connection


class _Explained:
    """Turns what SQLite says within a block into an error that names the file and the cure.

    A class, and no generator, since single rows are asked for a hundred thousand times.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(error, sqlite3.Error) and code is not None:  # else of the module, for a use that is wrong
            problem, cure = _PROBLEMS.get(code & 0xFF, _DAMAGED)
            raise WorkspaceError(self._path.as_posix(), problem, cure=cure) from error


def encoded(source: str) -> bytes:
    """Write a source as bytes, since the name of a file need not be valid text."""
    return source.encode("utf-8", "surrogatepass")


def decoded(source: bytes) -> str:
    """Read a source from its bytes."""
    return source.decode("utf-8", "surrogatepass")
