"""Joining things that go by different names, in an order that depends on how sure each join is and on nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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

    What one document tells apart is never joined, unless a person says so.
    """

    def __init__(self, documents: Mapping[Node, Iterable[str]], forbidden: Iterable[tuple[Node, Node]]) -> None:
        """Start with every thing on its own.

        Arguments:
            documents: where each thing is mentioned.
            forbidden: pairs that a person told apart.
        """
        self.clusters = Clusters(documents)
        self._documents = {node: set(found) for node, found in documents.items()}
        self._forbidden: dict[Node, set[Node]] = defaultdict(set)
        for one, other in forbidden:
            self._forbidden[one].add(other)
            self._forbidden[other].add(one)

    def rule(self, one: Node, other: Node) -> bool:
        """Join two things because a person says so; tell whether they are one now."""
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
        if self._told_apart(first, second) or not self._documents[first].isdisjoint(self._documents[second]):
            return "apart"
        self._join(first, second)
        return "joined"

    def _told_apart(self, first: Node, second: Node) -> bool:
        return second in map(self.clusters.find, self._forbidden.get(first, ()))

    def _join(self, first: Node, second: Node) -> None:
        self.clusters.join(first, second)
        whole = self.clusters.find(first)
        self._documents[whole] = _union(self._documents[first], self._documents[second])
        self._forbidden[whole] = _union(self._forbidden[first], self._forbidden[second])


def _union(one: set[_Item], other: set[_Item]) -> set[_Item]:
    """Put the smaller set into the larger one, so that joining many costs little more than reading them."""
    smaller, larger = sorted((one, other), key=len)
    larger.update(smaller)
    return larger
