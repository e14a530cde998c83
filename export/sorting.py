"""Lines in order, each once, however many there are: what does not fit in memory is sorted in parts on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO

ROOM = 300_000  # lines sorted at once: about 80 MB of N-Quads
_PIECE = 10_000  # lines written at once


def ordered(lines: Iterable[bytes], *, room: int = ROOM) -> Iterator[bytes]:
    r"""Yield lines in order, each once; every one has to end in a line feed and hold no other.

    Arguments:
        lines: in any order.
        room: how many of them may be in memory.

    Raises:
        OSError: there is no space on the disk for temporary files.

    >>> list(ordered([b"b\n", b"a\n", b"b\n", b"c\n"], room=2))
    [b'a\n', b'b\n', b'c\n']
    """
    rest = iter(lines)
    part = sorted(set(islice(rest, room)))
    more = next(rest, None)
    if more is None:
        yield from part
        return
    with ExitStack() as files:
        runs = []
        while part:
            runs.append(_written(part, files.enter_context(TemporaryFile())))
            part = sorted({*((more,) if more is not None else ()), *islice(rest, room)})
            more = None
        yield from (line for line, _ in groupby(merge(*runs)))


def pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Yield lines as fewer and longer pieces.

    >>> list(pieces([b"a\n", b"b\n"]))
    [b'a\nb\n']
    """
    rest = iter(lines)
    while piece := b"".join(islice(rest, _PIECE)):
        yield piece


def _written(part: list[bytes], file: IO[bytes]) -> IO[bytes]:
    file.writelines(part)
    file.seek(0)
    return file
