"""Rows as CSV (RFC 4180) in pieces, however many there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

_ROWS = 1_000  # in a piece


def written(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    r"""Yield rows as CSV in UTF-8; each ends in a line feed.

    >>> list(written([["a", "b"], [1, "x, y"]]))
    [b'a,b\n1,"x, y"\n']
    """
    rest = iter(rows)
    while batch := list(islice(rest, _ROWS)):
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(batch)
        yield out.getvalue().encode()
