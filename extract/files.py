"""Files opened and read with care: only regular ones, and never more of them than a document may have."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import DocumentError
from .limits import Limits

_BLOCK = 1 << 20
_FIRST = 1 << 16


def opened(path: str, name: str) -> BinaryIO:
    """Open a regular file for reading; a pipe or a device could give bytes without end, or none ever.

    Raises:
        DocumentError: it is not regular.
        OSError: it cannot be opened.
    """
    # Looked at before, as to open some devices does something, and again once open, as it may be another file by then.
    if stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - quicker than by a `Path`, and there are many
        file = open(path, "rb", _BLOCK, opener=_without_waiting)  # noqa: SIM115 - Path.open takes no opener
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        file.close()
    raise DocumentError(name, "not a regular file", cure="pipe its text in and give - as the path")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def whole(file: BinaryIO, limits: Limits, name: str) -> bytes:
    """Read a file to its end.

    Raises:
        DocumentError: it is larger than a document may be.
    """
    first = min(_FIRST, limits.size + 1)
    data = file.read(first)
    if len(data) == first:  # to ask for all that there may be makes room for it, however short the file is
        data += file.read(limits.size + 1 - first)
    if len(data) > limits.size:
        raise limits.too_large(name)
    return data


def lines(file: BinaryIO, most: int, stop: int | None = None) -> Iterator[bytes | None]:
    r"""Yield the lines of a file, ``None`` in place of one that is longer than ``most`` bytes.

    Those that begin at ``stop`` or after are left.

    >>> from io import BytesIO
    >>> list(lines(BytesIO(b"one\nthirteen\ntwo"), 4))
    [b'one\n', None, b'two']
    """
    while (stop is None or file.tell() < stop) and (line := file.readline(most + 1)):
        if len(line) <= most:
            yield line
        else:
            _skip(file, line)
            yield None


def _skip(file: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line, keeping none of it."""
    while line and not line.endswith(b"\n"):
        line = file.readline(_BLOCK)
