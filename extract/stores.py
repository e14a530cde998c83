"""Files where they lie: on this machine, or in a store of objects that is named by a URI such as ``s3://bucket/texts``.

Stores are those of Arrow (https://arrow.apache.org/docs/python/filesystems.html), which needs pyarrow. They are reached
only when a path names one, with the credentials that the environment gives.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from ..errors import DocumentError
from ..frozen import frozen
from .files import opened

# A path takes one of the two slashes away. One letter before a colon is a drive.
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.*)", re.DOTALL)

_CREDENTIALS = re.compile(r"://[^/?#@]*@")
_SAFE = "%:/?#[]@!$&'()*+,;=~"  # what a URI may hold besides letters and digits (RFC 3986)
_BLOCK = 1 << 20


@frozen
class Place:
    """Where a file lies: its path, in a store that a URI names or else on this machine."""

    path: str
    store: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix, in small letters and with its dot."""
        return suffix(self.path)

    def open(self, name: str | None = None) -> BinaryIO:
        """Open a regular file for reading.

        Raises:
            DocumentError: it is not regular, or the store cannot be used.
            OSError: it cannot be opened.
        """
        if self.store is None:
            return opened(self.path, name or self.path)
        files, _ = _store(self.store)
        return io.BufferedReader(files.open_input_file(self.path), _BLOCK)


@lru_cache(maxsize=8)  # a file is asked for its suffix again and again while it is read
def suffix(path: str) -> str:
    """Return the suffix of a path, in small letters and with its dot, without the cost of making a `Path`.

    >>> suffix("Texts/A.TXT"), suffix("texts/.txt")
    ('.txt', '')
    """
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - as said


def uri(path: Path) -> str | None:
    """Return the URI that a path was written as, if it was one.

    >>> uri(Path("s3://bucket/texts")), uri(Path("file:///texts")), uri(Path("texts/a.txt"))
    ('s3://bucket/texts', 'file:///texts', None)
    """
    found = _URI.fullmatch(path.as_posix())
    if found is None:
        return None
    return f"{found[1]}://{'/' if found[1] == 'file' else ''}{found[2]}"


def plain(root: str) -> str:
    """Return a URI, or what is said of it, without the credentials in it.

    >>> plain("s3://key:secret@bucket/texts")
    's3://bucket/texts'
    """
    return _CREDENTIALS.sub("://", root)


def listed(root: str) -> Iterator[tuple[Place, str]]:
    """Yield all files at or below a URI in sorted order, each with a URI of its own that holds no credentials.

    Raises:
        DocumentError: there is nothing, or the store cannot be reached.
    """
    files, path = _store(root)
    scheme = root.partition("://")[0]
    for found in sorted(_below(files, path, root)):
        yield Place(found, root), f"{scheme}://{found}"


def _below(files: Any, path: str, root: str) -> list[str]:  # noqa: ANN401 - the library comes without types
    from pyarrow.fs import FileSelector, FileType  # type: ignore[import-untyped]  # as above

    try:
        (info,) = files.get_file_info([path])
        below = files.get_file_info(FileSelector(path, recursive=True)) if info.type == FileType.Directory else [info]
    except OSError as error:
        raise _unreachable(root, error) from error
    if info.type == FileType.NotFound:
        raise DocumentError(plain(root), "no such file or folder", cure="check the path")
    return [each.path for each in below if each.type == FileType.File]


def _store(root: str) -> tuple[Any, str]:
    try:
        from pyarrow.fs import FileSystem
    except ImportError as error:
        raise DocumentError(plain(root), "pyarrow is not installed", cure='pip install "evigraph[parquet]"') from error
    try:
        files, path = FileSystem.from_uri(quote(root, safe=_SAFE))
    except (OSError, ValueError, ImportError) as error:
        raise _unreachable(root, error) from error
    return files, str(path)


def _unreachable(root: str, error: Exception) -> DocumentError:
    problem = plain(f"cannot be reached: {error}")
    return DocumentError(plain(root), problem, cure="check the address and the credentials for it")
