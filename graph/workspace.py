"""What was read and decided, kept in one SQLite file: the truth from which a graph is made without reading again.

There is one reading for each source. The same text under two sources is two rows and, in the graph, one document. Every
change is a transaction, so that a process that ends at any moment loses at most the document it was reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from ..errors import DocumentError
from .authority import Authority
from .contents import Contents
from .database import Database, decoded, encoded
from .journal import Journal
from .marks import Marks
from .model import Document, Reading, Rejection
from .record import document_from_json, from_json, rejections_from_json, to_json
from .shown import Shown

_Part = TypeVar("_Part")
_NEVER = 2**62  # more than any number of a decision
# The reading of a document as it is, found without parsing it here.
_SAME = (
    "SELECT 1 FROM readings WHERE document = ? AND fingerprint = ? AND json_extract(record, '$.document.title') IS ?"
    " AND json_extract(record, '$.document.date') IS ? AND json_extract(record, '$.document.language') IS ?"
)
# All rows that a graph is made of, each table in one order; the records of the first are most of it.
_RECORDS = "SELECT source, CAST(record AS BLOB) FROM readings ORDER BY source"
_BESIDE = (
    "SELECT number, verdict, record FROM decisions ORDER BY number",
    "SELECT spelling, iri, name, preferred, score FROM authority_names ORDER BY spelling, iri, name, preferred, score",
    "SELECT iri, kind FROM authority_kinds ORDER BY iri, kind",
    "SELECT name, value FROM settings WHERE name != 'published' ORDER BY name",
    "SELECT source, problem, cure FROM remarks ORDER BY source, problem, cure",
)


class Remark(NamedTuple):
    """What the user was told of a source that was taken in: a failure has a cure, a notice has none."""

    source: str
    problem: str
    cure: str | None


class Workspace:
    """The readings of a folder, with the reader that made each.

    >>> from tempfile import TemporaryDirectory
    >>> reading = Reading(Document.of("Alibaba grew.", source="a.txt"))
    >>> with TemporaryDirectory() as folder, Workspace.open(folder) as workspace:
    ...     workspace.put(reading, "reader 1")
    ...     workspace.known(reading.document.id, "reader 1"), workspace.known(reading.document.id, "reader 2")
    (True, False)
    """

    def __init__(self, database: Database) -> None:
        """Wrap a database; `open` makes one."""
        self._database = database
        self.journal = Journal(database)
        self.authority = Authority(database)
        self.shown = Shown(database)

    @classmethod
    def open(cls, folder: str | Path, *, read_only: bool = False) -> Self:
        """Open the workspace of a folder, and make one if there is none and it may be written.

        Raises:
            WorkspaceError: there is none to read, or it is damaged, of another version, locked or cannot be written.
        """
        return cls(Database.open(folder, read_only=read_only))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

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
            self._database.one(
                "SELECT 1 FROM readings WHERE document = ? AND fingerprint = ?", document_id, fingerprint
            )
            is not None
        )

    def reading(self, document_id: str, fingerprint: str) -> Reading | None:
        """Return what a reader found in a text, as of the first of its sources."""
        query = "SELECT record FROM readings WHERE document = ? AND fingerprint = ? ORDER BY source LIMIT 1"
        row = self._database.one(query, document_id, fingerprint)
        return None if row is None else self._of(row[0], from_json)

    def recall(self, document: Document, fingerprint: str) -> bool:
        """Tell whether a document need not be read again, and keep its reading under its source.

        There is one if the same reader has read the same text of the same date and language, be it from another source.
        """
        known = (document.id, fingerprint, document.title, document.date, document.language)
        if self._database.one(f"{_SAME} AND source = ?", *known, encoded(document.source)) is not None:
            return True
        found = self.reading(document.id, fingerprint)
        if found is None or (found.document.date, found.document.language) != (document.date, document.language):
            return False
        self.put(replace(found, document=document), fingerprint)
        return True

    def marks(self, fingerprint: str) -> Marks:
        """Return which documents a reader need not read again, as `recall` has it, for other machines to know."""
        query = (
            "SELECT document, json_extract(record, '$.document.date'), json_extract(record, '$.document.language')"
            " FROM readings WHERE fingerprint = ?"
        )
        return Marks((str(id_), date, language) for id_, date, language in self._database.all(query, fingerprint))

    def contents(self, fingerprint: Callable[[], str]) -> Contents:
        """Return what the files of a reader held; ``fingerprint`` names it, once it is asked for."""
        return Contents(self._database, fingerprint)

    def put(self, reading: Reading, fingerprint: str, *, source: str | None = None) -> None:
        """Keep a reading under its source, in place of any other that has been there.

        Arguments:
            reading: what was found.
            fingerprint: the name of the reader that found it.
            source: where the document is from, if that is not what it says itself.
        """
        document = reading.document if source is None else replace(reading.document, source=source)
        row = (encoded(document.source), document.id, fingerprint, to_json(replace(reading, document=document)))
        with self._database.transaction():
            self._forget([document.source], "files")  # it may be of something else that goes by this source
            self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", *row)

    def drop(self, source: str) -> bool:
        """Forget a source; tell whether it was known."""
        with self._database.transaction():
            self._forget([source], "files")
            return self._database.execute("DELETE FROM readings WHERE source = ?", encoded(source)) > 0

    def keep(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Forget every source but these, and return those forgotten."""
        gone = tuple(sorted(self.sources().keys() - set(sources)))
        with self._database.transaction():
            self._forget(gone, "files", "readings")
        return gone

    def sources(self) -> dict[str, str]:
        """Return the id of the document of each source, in order."""
        rows = self._database.all("SELECT source, document FROM readings ORDER BY source")
        return {decoded(source): document for source, document in rows}

    def readings(self, *, before: int | None = None) -> Iterator[Reading]:
        """Yield all readings in the order of documents and sources, or those there would be without some decisions.

        Arguments:
            before: the number of the first decision to leave out.
        """
        query = (
            "SELECT document, source, record FROM readings"
            " UNION ALL SELECT document, source, record FROM removed"
            " WHERE decision >= ? AND source NOT IN (SELECT source FROM readings) ORDER BY document, source"
        )
        # Closed when one of them is damaged: the connection will be closed next, and a cursor cannot outlive it.
        with closing(self._database.all(query, _NEVER if before is None else before)) as rows:
            for _, _, record in rows:
                yield self._of(record, from_json)

    def size(self) -> int:
        """Count the documents; one text from several sources is one."""
        row = self._database.one("SELECT count(DISTINCT document) FROM readings")
        return int(row[0]) if row else 0

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of their ids, each as of the first of its sources."""
        last = None
        for id_, record in self._database.all("SELECT document, record FROM readings ORDER BY document, source"):
            if id_ != last:
                yield self._of(record, document_from_json)
            last = id_

    def rejections(self) -> Iterator[tuple[str, tuple[Rejection, ...]]]:
        """Yield what each reading saw and did not take, by the id of its document, in the order of `readings`."""
        for id_, record in self._database.all("SELECT document, record FROM readings ORDER BY document, source"):
            yield id_, self._of(record, rejections_from_json)

    def document(self, document_id: str) -> Document | None:
        """Return a document as of the first of its sources."""
        # With the least of a column SQLite gives the others of its row (https://www.sqlite.org/lang_select.html#bareagg).
        row = self._database.one("SELECT min(source), record FROM readings WHERE document = ?", document_id)
        return None if row is None or row[1] is None else self._of(row[1], document_from_json)

    def erase(self, sources: Iterable[str]) -> None:
        """Forget sources and all that was said of them, so that nothing brings them back."""
        with self._database.transaction():
            self._forget(sources, "readings", "removed", "remarks", "files")

    def set(self, name: str, value: str | None) -> None:
        """Keep how the graph is to be made, or forget it."""
        with self._database.transaction():
            self._database.set(name, value)

    def get(self, name: str) -> str | None:
        """Return how the graph is to be made, if anybody said so."""
        return self._database.setting(name)

    def digest(self) -> str:
        """Name all that a graph is made of: readings, decisions, remarks, records to link to, and how it is made."""
        digest = blake2b()
        for source, record in self._database.all(_RECORDS):
            digest.update(b"%d %d " % (len(source), len(record)) + source + record)
        for query in _BESIDE:
            for row in self._database.all(query):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def remember(self, remarks: Iterable[Remark], *, instead: Iterable[str] | None = None) -> None:
        """Keep what the user was told, in place of what was said of some sources before, or of all."""
        with self._database.transaction():
            if instead is None:
                self._database.execute("DELETE FROM remarks")
            else:
                rows = [(encoded(source),) for source in instead]
                self._database.execute_many("DELETE FROM remarks WHERE source = ?", rows)
            told = [(encoded(source), problem, cure) for source, problem, cure in remarks]
            self._database.execute_many("INSERT INTO remarks VALUES (?, ?, ?)", told)

    def remarks(self) -> tuple[Remark, ...]:
        """Return what the user was told, except of sources that were removed since."""
        query = (
            "SELECT source, problem, cure FROM remarks WHERE source NOT IN"
            " (SELECT source FROM removed EXCEPT SELECT source FROM readings) ORDER BY source, problem, cure"
        )
        return tuple(Remark(decoded(source), problem, cure) for source, problem, cure in self._database.all(query))

    def _forget(self, sources: Iterable[str], *tables: str) -> None:
        rows = [(encoded(source),) for source in sources]
        for table in tables:
            self._database.execute_many(f"DELETE FROM {table} WHERE source = ?", rows)  # noqa: S608 - our tables

    def _of(self, record: str, read: Callable[[str], _Part]) -> _Part:
        """Return what is read of a record, or say that the file is damaged if it is none."""
        try:
            return read(record)
        except DocumentError as error:
            raise self._database.damaged(f"{error.subject} {error.problem}") from error
