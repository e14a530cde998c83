"""Files of chunks in order: what has changed is cut out and written anew, and the rest is copied as it stands.

Such a file is its own index, since a chunk is found in it by bisection. So what writing costs grows with what has
changed; copying takes a second for some gigabytes.
"""

from __future__ import annotations

import mmap
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from .changes import Content, Range
from .sorting import pieces

_PIECE = 1 << 20  # bytes copied at once


def copied(content: Content, start: int, end: int) -> Iterator[bytes]:
    """Yield a part of a file in pieces, which leave the memory of this process again."""
    for at in range(start, end, _PIECE):
        beyond = min(at + _PIECE, end)
        yield content[at:beyond]
        if sys.platform != "win32" and not isinstance(content, bytes):
            page = at - at % mmap.PAGESIZE
            content.madvise(mmap.MADV_DONTNEED, page, beyond - page)


def _as_it_is(key: bytes) -> bytes:
    return key


@dataclass(frozen=True, slots=True)
class Shape:
    """How the chunks of a file are made up: what each begins with, and what stands before and after its key."""

    start: bytes
    before: bytes
    after: bytes
    read: Callable[[bytes], bytes] = _as_it_is

    def key(self, content: Content, at: int = 0) -> bytes:
        """Return the key of the chunk that begins at a place; chunks are in its order."""
        first = content.find(self.before, at) + len(self.before)
        return self.read(content[first : content.find(self.after, first)])


@dataclass(frozen=True, slots=True)
class Part:
    r"""The part of a file that holds chunks of one shape, each of which ends in a line feed.

    >>> part = Part(b"a 1\nb 1\nb 2\nc 3\n", 0, 16, Shape(b"", b"", b" "))
    >>> b"".join(part.renewed([(b"b", b"c")], [b"b 5\n"]))
    b'a 1\nb 5\nc 3\n'
    """

    content: Content
    first: int
    last: int
    shape: Shape

    def renewed(self, ranges: Iterable[Range], chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the part with other chunks in some ranges.

        Arguments:
            ranges: in order and apart from each other, at least one.
            chunks: in order; the key of each lies in one of the ranges.
        """
        at, rest, beyond = self.first, iter(chunks), list[bytes]()
        *some, (low, high) = ranges
        for start, end in some:
            yield from self._copied(at, self._place(start))
            inside, beyond = self._split(chain(beyond, rest), end)
            yield from pieces(inside)
            at = self._place(end)
        yield from self._copied(at, self._place(low))
        yield from pieces(chain(beyond, rest))
        yield from self._copied(self._place(high), self.last)

    def _split(self, chunks: Iterable[bytes], end: bytes) -> tuple[list[bytes], list[bytes]]:
        """Take the chunks whose keys come before one, and the first that does not."""
        taken: list[bytes] = []
        for chunk in chunks:
            if self.shape.key(chunk) >= end:
                return taken, [chunk]
            taken.append(chunk)
        return taken, []

    def _copied(self, start: int, end: int) -> Iterator[bytes]:
        return copied(self.content, start, end)

    def _place(self, key: bytes) -> int:
        """Return where the first chunk begins whose key is no less, or where the part ends."""
        low, high = self.first, self.last
        mark = b"\n" + self.shape.start
        while low < high:
            middle = (low + high) // 2
            # A chunk begins after the line feed that the one before it ends in.
            start = max(low, self.content.rfind(mark, low, middle - 1 + len(mark)) + 1)
            if self.shape.key(self.content, start) >= key:
                high = start
            else:
                found = self.content.find(mark, middle, self.last)
                low = self.last if found < 0 else found + 1
        return low
