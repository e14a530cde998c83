"""What is mentioned beside a thing: the rarer it is in the corpus, the more it tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

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
        documents = {part.id[0] for part in members}
        near = {key for document in documents for key in self._beside[document]} - own
        return frozenset([key for key in near if self._counts[key] <= self._most])

    @cached_property
    def _beside(self) -> Mapping[str, set[Key]]:
        """The names of each document."""
        beside: dict[str, set[Key]] = defaultdict(set)
        for part in self._parts:
            beside[part.id[0]].add(part.key)
        return beside

    @cached_property
    def _counts(self) -> Mapping[Key, int]:
        """How many documents have each name."""
        return Counter(chain.from_iterable(self._beside.values()))

    @cached_property
    def _most(self) -> int:
        return max(_RARE, len(self._beside) // _SHARE)
