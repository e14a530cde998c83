"""Joining things that go by different names, in an order that depends on how sure each join is and on nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

from .clusters import Clusters
from .parts import Key

Node = tuple[Key, int]
"""A name, and the number of the thing among those of that name."""

_Item = TypeVar("_Item")

Outcome = Literal["joined", "apart", "one"]


class Candidate(NamedTuple):
    """Two things that may be one: how sure that is, from 0 to 1, and why."""

    score: float
    one: Node
    other: Node
    reason: str


class Joiner:
    """Sets of things that are one, and what may not be in one set.

    What one document tells apart is never joined, and what an authority has two records of, unless a person says so.
    """

    def __init__(
        self, nodes: Iterable[Node], documents: Callable[[Node], Iterable[str]], records: Mapping[Node, str]
    ) -> None:
        """Start with every thing on its own.

        Arguments:
            nodes: all things.
            documents: tells where a thing is mentioned; of most nobody asks.
            records: which record of an authority a thing is, where that is clear.
        """
        self.clusters = Clusters(nodes)
        self._where = documents
        self._documents: dict[Node, set[str]] = {}
        self._records = {node: {record} for node, record in records.items()}
        self._forbidden: dict[Node, set[Node]] = defaultdict(set)

    def forbid(self, one: Node, other: Node) -> None:
        """Keep two things apart that are not one already, whatever comes."""
        first, second = self.clusters.find(one), self.clusters.find(other)
        if first != second:
            self._forbidden[first].add(second)
            self._forbidden[second].add(first)

    def rule(self, one: Node, other: Node) -> bool:
        """Join two things because somebody who knows says so; tell whether they are one now."""
        first, second = self.clusters.find(one), self.clusters.find(other)
        if first == second or self._told_apart(first, second):
            return first == second
        self._join(first, second)
        return True

    def join(self, one: Node, other: Node) -> Outcome:
        """Join two things if nothing forbids it, and tell what came of it."""
        first, second = self.clusters.find(one), self.clusters.find(other)
        if first == second:
            return "one"
        met = not self._in(first).isdisjoint(self._in(second))
        if met or self._told_apart(first, second) or self._two_records(first, second):
            return "apart"
        self._join(first, second)
        return "joined"

    def _in(self, head: Node) -> set[str]:
        """Return the documents that mention what a node stands for."""
        if head not in self._documents:
            self._documents[head] = set(self._where(head))
        return self._documents[head]

    def _told_apart(self, first: Node, second: Node) -> bool:
        return second in map(self.clusters.find, self._forbidden.get(first, ()))

    def _two_records(self, first: Node, second: Node) -> bool:
        one, other = self._records.get(first, set()), self._records.get(second, set())
        return bool(one and other) and one.isdisjoint(other)

    def _join(self, first: Node, second: Node) -> None:
        self.clusters.join(first, second)
        whole = self.clusters.find(first)
        self._documents[whole] = _union(self._in(first), self._in(second))
        self._forbidden[whole] = _union(self._forbidden[first], self._forbidden[second])
        self._records[whole] = _union(self._records.get(first, set()), self._records.get(second, set()))


def _union(one: set[_Item], other: set[_Item]) -> set[_Item]:
    """Put the smaller set into the larger one, so that joining many costs little more than reading them."""
    smaller, larger = sorted((one, other), key=len)
    larger.update(smaller)
    return larger
