"""Which files held which documents, so that one that still holds the same bytes need not be parsed once more.

That is derived and could be found again. It counts only as long as the workspace has the reading, by the same reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .database import Database, encoded
from .model import Document


class _AboutSource(Protocol):
    @property
    def source(self) -> str: ...


_Remark = TypeVar("_Remark", bound=_AboutSource)

_MANY = 1_000  # in one transaction
_FROM = (
    "SELECT files.source, files.content, files.document FROM files JOIN readings ON readings.source = files.source"
    " AND readings.document = files.document AND readings.fingerprint = files.fingerprint"
    " WHERE files.source >= ? AND files.fingerprint = ? ORDER BY files.source LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Same:
    """A file that holds what it held when it was read: its source and the id of its document."""

    source: str
    id: str


class Contents:
    """What the files of a workspace held when a reader read them.

    >>> from .workspace import Reading, Workspace
    >>> document = Document.of("Alibaba grew.", source="a.txt")
    >>> workspace = Workspace(Database.in_memory())
    >>> contents = workspace.contents(lambda: "reader 1")
    >>> contents.expect(document.source, b"Alibaba grew.")
    >>> workspace.put(Reading(document), "reader 1")
    >>> contents.keep(document)
    >>> contents.flush()
    >>> contents.same("a.txt", b"Alibaba grew.") == Same("a.txt", document.id), contents.same("a.txt", b"It fell.")
    (True, None)
    """

    def __init__(self, database: Database, fingerprint: Callable[[], str]) -> None:
        """Wrap a database; ``fingerprint`` names the reader."""
        self._database = database
        self._fingerprint = fingerprint
        self._ahead: dict[bytes, tuple[bytes, str]] = {}
        self._found = 0
        self._expected: dict[str, bytes] = {}
        self._kept: list[tuple[bytes, bytes, str, str]] = []

    def same(self, source: str, content: bytes) -> Same | None:
        """Return the document of a file, if it was read and its content is what it was then."""
        known = self._known(encoded(source))
        return Same(source, known[1]) if known is not None and known[0] == content else None

    def _known(self, source: bytes) -> tuple[bytes, str] | None:
        """Return what a file held, and its document.

        Files come in about the order they are kept in, so that those after one are looked up with it: twice as many as
        were of use the last time.
        """
        if source not in self._ahead:
            most = min(_MANY, max(1, 2 * self._found))
            rows = self._database.all(_FROM, source, self._fingerprint(), most)
            self._ahead = {name: (content, document) for name, content, document in rows}
            self._found = 0
        self._found += source in self._ahead
        return self._ahead.get(source)

    def expect(self, source: str, content: bytes) -> None:
        """Note what a file holds that is about to be parsed and read."""
        self._expected[source] = content

    def unless_told(self, notice: Callable[[_Remark], None]) -> Callable[[_Remark], None]:
        """Return a function that passes remarks on; what is said of a file has to be found out again each time."""

        def passed_on(remark: _Remark) -> None:
            self._expected.pop(remark.source, None)
            notice(remark)

        return passed_on

    def keep(self, document: Document) -> None:
        """Keep what the file of a document holds, now that the workspace has the reading."""
        content = self._expected.pop(document.source, None)
        if content is not None:
            self._kept.append((encoded(document.source), content, document.id, self._fingerprint()))
        if len(self._kept) >= _MANY:
            self.flush()

    def flush(self) -> None:
        """Write down what was kept."""
        if self._kept:
            with self._database.transaction():
                self._database.execute_many("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", self._kept)
            self._kept.clear()
