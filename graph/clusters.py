"""Sets that only ever grow together: union-find over sorted keys, so that the order of unions leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - each kind of key compares with its own kind


_Key = TypeVar("_Key", bound=_Ordered)


class Clusters(Generic[_Key]):
    """A partition of keys; the smallest key of a set stands for it.

    >>> clusters = Clusters("abc")
    >>> clusters.join("c", "a")
    >>> clusters.find("c"), clusters.sets()
    ('a', {'a': ['a', 'c'], 'b': ['b']})
    """

    def __init__(self, keys: Iterable[_Key]) -> None:
        """Start with every key on its own."""
        self._parent = {key: key for key in keys}

    def __contains__(self, key: object) -> bool:
        """Tell whether a key is one of those partitioned."""
        return key in self._parent

    def find(self, key: _Key) -> _Key:
        """Return the key that stands for the set of a key."""
        root = key
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[key] != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def join(self, first: _Key, second: _Key) -> None:
        """Make one set of two."""
        one, other = self.find(first), self.find(second)
        self._parent[max(one, other)] = min(one, other)

    def sets(self) -> dict[_Key, list[_Key]]:
        """Return the keys of each set, sorted, by the key that stands for it."""
        found: dict[_Key, list[_Key]] = {}
        for key in sorted(self._parent):
            found.setdefault(self.find(key), []).append(key)
        return found
