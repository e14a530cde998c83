"""Pairs of things under different names that may be one, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .fold import distinguishing
from .joining import Candidate, Node
from .parts import Key, Part, name_key

_CLAIMED = 0.96
_CONTESTED = 0.5
_MANY = 6  # claimants of one name, beyond which the name says nothing


def candidates(nodes: Mapping[Node, Sequence[Part]]) -> Iterator[Candidate]:
    """Yield the pairs that have something to say for them, each possibly more than once."""
    called: dict[Key, list[Node]] = defaultdict(list)
    for node in sorted(nodes):
        called[node[0]].append(node)
    yield from _claimed(nodes, called)


def _claimed(nodes: Mapping[Node, Sequence[Part]], called: Mapping[Key, Sequence[Node]]) -> Iterator[Candidate]:
    """Pair each thing with what claims its name as another name; of several that claim it none is sure."""
    claimants: dict[Key, set[Node]] = defaultdict(set)
    for node, members in nodes.items():
        for name in {name for part in members for name in other_names(part)}:
            if name in called:
                claimants[name].add(node)
    for name, claiming in sorted(claimants.items()):
        pairs = [(owner, node) for owner in sorted(claiming) for node in called[name]]
        if len(pairs) == 1:
            yield Candidate(_CLAIMED, *pairs[0], "one is another name of the other")
        elif len(pairs) <= _MANY:
            for pair in pairs:
                yield Candidate(_CONTESTED, *pair, "another name, but of several things")


def other_names(part: Part) -> Iterator[Key]:
    """Yield the keys of the aliases that can stand for an entity in another document.

    One word is not enough for a person: the Smith of another text is another Smith.
    """
    words = part.key[1]
    for name in (name_key(alias, part.entity.type) for alias in part.entity.aliases):
        told_apart = distinguishing(name[1]) != distinguishing(words)
        if name != part.key and not told_apart and (name[0] != "Person" or len(name[1]) > 1):
            yield name
