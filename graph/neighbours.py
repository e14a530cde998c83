"""What is mentioned beside a thing: the rarer it is in the corpus, the more it tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .parts import Key, Part

_RARE = 10  # documents, below which a name is rare in a corpus of any size
_SHARE = 100  # and the part of a larger corpus that is still rare


class Neighbours:
    """The names of each document that few documents have; they are looked up where somebody asks, which few do."""

    def __init__(self, parts: Sequence[Part], called: Mapping[Key, Sequence[Part]]) -> None:
        """Take all parts of a corpus, in the order of their ids and by their names."""
        self._parts = parts
        self._called = called
        self._known: dict[Key, bool] = {}

    def of(self, members: Iterable[Part]) -> frozenset[Key]:
        """Return the rare names beside some parts."""
        documents: set[str] = set()
        own: set[Key] = set()
        for part in members:
            documents.add(part.id[0])
            own.add(part.key)
        near = {part.key for document in documents for part in self._in(document)} - own
        return frozenset([key for key in near if self._rare(key)])

    def _in(self, document: str) -> Sequence[Part]:
        first = bisect_left(self._parts, document, key=_document)
        return self._parts[first : bisect_right(self._parts, document, first, key=_document)]

    def _rare(self, key: Key) -> bool:
        if key not in self._known:
            self._known[key] = len(set(map(_document, self._called[key]))) <= self._most
        return self._known[key]

    @cached_property
    def _most(self) -> int:
        return max(_RARE, len(set(map(_document, self._parts))) // _SHARE)


def _document(part: Part) -> str:
    return part.id[0]
