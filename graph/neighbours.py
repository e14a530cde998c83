"""What is mentioned beside a thing: the rarer it is in the corpus, the more it tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from .parts import Key, Part

_RARE = 10  # documents, below which a name is rare in a corpus of any size
_SHARE = 100  # and the part of a larger corpus that is still rare


class Neighbours:
    """The names of each document, of which those are kept that few documents have."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take all parts of a corpus."""
        self._parts = parts

    def of(self, members: Iterable[Part]) -> frozenset[Key]:
        """Return the rare names beside some parts."""
        own = {key for part in members for key in (part.key,)}
        documents = {part.document.id for part in members}
        return frozenset(key for document in documents for key in self._rare[document]) - own

    @cached_property
    def _rare(self) -> dict[str, tuple[Key, ...]]:
        beside: dict[str, set[Key]] = defaultdict(set)
        for part in self._parts:
            beside[part.document.id].add(part.key)
        counts = Counter(key for keys in beside.values() for key in keys)
        most = max(_RARE, len(beside) // _SHARE)
        return {document: tuple(key for key in keys if counts[key] <= most) for document, keys in beside.items()}
