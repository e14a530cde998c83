"""What the files beside a workspace show: a note of what they were made of, and a number for each item in them.

The numbers are derived and could be made again. They are kept with the note, in one transaction, so that files are
either those of the numbers or none that can be told from others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .database import Database, decoded, encoded

_NOTE = "published"


class Shown:
    """The note and the numbers of a workspace.

    >>> with_one = Shown(Database.in_memory())
    >>> with_one.keep("of a", {"entity a": 1, "entity b": 2})
    >>> with_one.note(), sorted(with_one.differing({"entity a": 1, "entity b": 3, "entity c": 4}))
    ('of a', ['entity b', 'entity c'])
    """

    def __init__(self, database: Database) -> None:
        """Wrap a database."""
        self._database = database

    def note(self) -> str | None:
        """Return the note, if anything was shown."""
        return self._database.setting(_NOTE)

    def differing(self, now: Mapping[str, int]) -> frozenset[str]:
        """Return the items that are gone, new, or of another number now."""
        found = dict(now)
        gone = []
        for row in self._database.all("SELECT item, number FROM shown"):
            item, number = decoded(row[0]), row[1]
            if found.get(item) == number:
                del found[item]
            elif item not in found:
                gone.append(item)
        return frozenset((*found, *gone))

    def keep(self, note: str, now: Mapping[str, int], differing: Collection[str] | None = None) -> None:
        """Keep a note and numbers.

        Arguments:
            note: what the files were made of.
            now: the number of each item.
            differing: the items that are not as they were before, or ``None`` for all.
        """
        changed = now.keys() if differing is None else [item for item in differing if item in now]
        with self._database.transaction():
            if differing is None:
                self._database.execute("DELETE FROM shown")
            else:
                rows = [(encoded(item),) for item in differing]
                self._database.execute_many("DELETE FROM shown WHERE item = ?", rows)
            self._database.execute_many(
                "INSERT INTO shown VALUES (?, ?)", ((encoded(item), now[item]) for item in changed)
            )
            self._database.set(_NOTE, note)
