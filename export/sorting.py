"""Rows by what they are about, in order, however many there are: what does not fit in memory is sorted on disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import chain, groupby, islice
from marshal import dumps, loads
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO

ROOM = 300_000  # rows sorted at once: about 80 MB of N-Quads
_PIECE = 1_000  # chunks, or things on the disk, written at once
_LENGTH = 8  # bytes that say how long such a piece is

Row = tuple[str, str, str]

Group = tuple[str, list[Row]]
"""What rows are about, and the rows."""


class Gathered:
    r"""All rows about each thing together; things and rows are in order, each once, as often as one goes through them.

    Arguments:
        groups: in any order, a thing in as many of them as may be.
        room: how many rows may be in memory.

    Raises:
        OSError: there is no space on the disk for temporary files.

    >>> a, b, c = ("likes", "Ann", ""), ("likes", "Bob", ""), ("knows", "Bob", "")
    >>> found = Gathered([("Cem", [b]), ("Bea", [c, b, a]), ("Cem", [b])], room=2)
    >>> list(found) == list(found) == [("Bea", [c, a, b]), ("Cem", [b])]
    True
    >>> found.close()
    """

    def __init__(self, groups: Iterable[Group], *, room: int = ROOM) -> None:
        """Take all the groups."""
        self._runs: list[IO[bytes]] = []
        with ExitStack() as files:
            gathered: defaultdict[str, list[Row]] = defaultdict(list)
            size = 0
            for thing, rows in groups:
                gathered[thing].extend(rows)
                size += len(rows)
                if size >= room:
                    self._runs.append(_written(_in_order(gathered), files.enter_context(TemporaryFile())))
                    gathered.clear()
                    size = 0
            self._rest = _in_order(gathered)
            self._files = files.pop_all()

    def close(self) -> None:
        """Remove what is on the disk."""
        self._files.close()

    def __iter__(self) -> Iterator[Group]:
        """Yield each thing with its rows."""
        if not self._runs:
            return iter(self._rest)
        groups = merge(self._rest, *map(_read, self._runs), key=_thing)
        return ((thing, _united(list(map(_rows, same)))) for thing, same in groupby(groups, key=_thing))


def pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    r"""Yield chunks as fewer and longer pieces.

    >>> list(pieces([b"a\n", b"b\n"]))
    [b'a\nb\n']
    """
    rest = iter(chunks)
    while piece := b"".join(islice(rest, _PIECE)):
        yield piece


_thing, _rows = itemgetter(0), itemgetter(1)


def _in_order(gathered: Mapping[str, list[Row]]) -> list[Group]:
    return [(thing, _once(gathered[thing])) for thing in sorted(gathered)]


def _once(rows: Iterable[Row]) -> list[Row]:
    return sorted(dict.fromkeys(rows))  # not a set, which would mix up rows that come nearly in order


def _united(found: Sequence[list[Row]]) -> list[Row]:
    """Return the rows of several lists, each of which is in order."""
    return found[0] if len(found) == 1 else _once(chain.from_iterable(found))


def _written(groups: Iterable[Group], file: IO[bytes]) -> IO[bytes]:
    rest = ((str(thing), rows) for thing, rows in groups)  # not one of its kinds, which are not written
    while piece := list(islice(rest, _PIECE)):
        content = dumps(piece)
        file.write(len(content).to_bytes(_LENGTH))
        file.write(content)
    return file


def _read(file: IO[bytes]) -> Iterator[Group]:
    file.seek(0)
    while length := file.read(_LENGTH):
        yield from loads(file.read(int.from_bytes(length)))  # noqa: S302 - ours
