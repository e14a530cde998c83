"""Which documents have been read, in eight bytes each, so that every machine can know of all."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import sha256

from .model import Document


class Marks:
    """A set of documents by what their reading hangs on: text, date and language.

    It may take a document for another one, about once in ten million million; whoever asks has to look again.

    >>> read, other = Document.of("Alibaba grew.", source="a"), Document.of("Lazada grew.", source="b")
    >>> marks = Marks([(read.id, read.date, read.language)])
    >>> read in marks, other in marks
    (True, False)
    """

    def __init__(self, known: Iterable[tuple[str, str | None, str | None]] = ()) -> None:
        """Take the id, date and language of each document."""
        self._marks = array("Q", sorted(_mark(*each) for each in known))

    def __contains__(self, document: Document) -> bool:
        """Tell whether a document is one of them."""
        mark = _mark(document.id, document.date, document.language)
        place = bisect_left(self._marks, mark)
        return place < len(self._marks) and self._marks[place] == mark


def _mark(id_: str, date: str | None, language: str | None) -> int:
    return int.from_bytes(sha256(repr((id_, date, language)).encode("utf-8", "surrogatepass")).digest()[:8], "big")
