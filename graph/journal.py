"""What a person decided, in order: who is who, and which documents to leave out. Any of it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass

from msgspec.json import Decoder

from ..errors import DocumentError, WorkspaceError
from . import wire
from .checked import decoded
from .database import Database, encoded
from .model import Decision

REMOVED = "removed"
_DECISION = Decoder(wire.Decision)
_SOURCES = Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: its number, and either what it says of two places or the sources that it removed."""

    number: int
    decision: Decision | None = None
    removed: tuple[str, ...] = ()


class Journal:
    """The decisions in a workspace."""

    def __init__(self, database: Database) -> None:
        """Take the database that holds them."""
        self._database = database

    def entries(self) -> tuple[Entry, ...]:
        """Return all decisions in the order they were taken."""
        query = "SELECT number, verdict, record FROM decisions ORDER BY number"
        with closing(self._database.all(query)) as rows:
            return tuple(self._entry(*row) for row in rows)

    def decisions(self, *, before: int | None = None) -> tuple[Decision, ...]:
        """Return what was said of who is who, or what had been said before a decision of some number.

        Raises:
            WorkspaceError: there is no decision of that number.
        """
        entries = self.entries()
        if before is not None and before not in {entry.number for entry in entries}:
            raise self._unknown(f"holds no decision {before}")
        kept = (entry for entry in entries if before is None or entry.number < before)
        return tuple(entry.decision for entry in kept if entry.decision is not None)

    def decide(self, decision: Decision) -> int:
        """Keep what a person said of two places, and return the number of the decision."""
        with self._database.transaction():
            return self._append(decision.verdict, to_json(decision))

    def remove(self, sources: Iterable[str]) -> int:
        """Take sources out of the graph and put their readings aside, and return the number of the decision."""
        with self._database.transaction():
            number = self._append(REMOVED, json.dumps(sorted(sources)))
            for source in sources:
                self._database.execute(
                    "INSERT INTO removed SELECT ?, * FROM readings WHERE source = ?", number, encoded(source)
                )
                self._database.execute("DELETE FROM readings WHERE source = ?", encoded(source))
        return number

    def undo(self, number: int | None = None) -> Entry:
        """Take back a decision, the last one unless told which, and return it.

        A source that was removed comes back as it was, unless it has been added again since.

        Raises:
            WorkspaceError: there is no such decision.
        """
        entries = {entry.number: entry for entry in self.entries()}
        entry = entries.get(max(entries, default=0) if number is None else number)
        if entry is None:
            raise self._unknown("holds no decision to take back" if number is None else f"holds no decision {number}")
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO readings SELECT source, document, fingerprint, record FROM removed"
                " WHERE decision = ?",
                entry.number,
            )
            self._database.execute(
                "DELETE FROM files WHERE source IN (SELECT source FROM removed WHERE decision = ?)", entry.number
            )
            self._database.execute("DELETE FROM removed WHERE decision = ?", entry.number)
            self._database.execute("DELETE FROM decisions WHERE number = ?", entry.number)
        return entry

    def _append(self, verdict: str, record: str) -> int:
        last = self._database.one("SELECT max(number) FROM decisions")
        number = 1 + (last[0] if last and last[0] else 0)
        self._database.execute("INSERT INTO decisions VALUES (?, ?, ?)", number, verdict, record)
        return int(number)

    def _unknown(self, problem: str) -> WorkspaceError:
        return WorkspaceError(self._database.path.as_posix(), problem, cure="see `evigraph undo DIR --list`")

    def _entry(self, number: int, verdict: str, record: str) -> Entry:
        try:
            if verdict == REMOVED:
                return Entry(number, removed=decoded(record, _SOURCES))
            return Entry(number, from_json(record))
        except DocumentError as error:
            raise self._database.damaged(f"decision {number} cannot be read") from error


def to_json(decision: Decision) -> str:
    """Write a decision as one line."""
    return json.dumps(asdict(decision))


def from_json(line: str) -> Decision:
    """Read a decision.

    Raises:
        DocumentError: it is none.
    """
    return decoded(line, _DECISION).read()
