"""Things of one name: told apart by what texts say of them, and together where nothing does.

A profile says what is told of a part, as a set of values in each of some dimensions: the field a person works in, the
region a place is in. Two profiles clash if both tell of a dimension and share no value in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from .clusters import Clusters

Profile = Mapping[str, frozenset[str]]
"""The values that are told of a part, by dimension."""

Told = tuple[tuple[str, tuple[str, ...]], ...]
"""A profile that can be sorted and looked up."""


def told(profile: Profile) -> Told:
    """Return a profile in one order; a dimension without values tells nothing."""
    return tuple((name, tuple(sorted(values))) for name, values in sorted(profile.items()) if values)


def clash(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return the dimensions in which two profiles tell different things.

    >>> clash({"field": frozenset({"sport"})}, {"field": frozenset({"law"}), "born": frozenset({"1970"})})
    ('field',)
    """
    return tuple(name for name in sorted(one.keys() & other.keys()) if one[name].isdisjoint(other[name]))


def _shared(one: Profile, other: Profile) -> int:
    return sum(not one[name].isdisjoint(other[name]) for name in one.keys() & other.keys())


def divide(profiles: Sequence[Profile]) -> list[list[int]]:
    """Divide parts of one name into things, as lists of their places in the sequence.

    What nothing tells apart is together. Else parts that share what is told are together, as long as it is clear with
    which; those of which nothing is told are together, and with others only if these are all one thing.

    >>> divide([{"field": frozenset({"law"})}, {}, {"field": frozenset({"sport"})}, {}])
    [[0], [1, 3], [2]]
    """
    if not any(profiles):
        return [list(range(len(profiles)))]
    places: dict[Told, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        places[told(profile)].append(place)
    if _agree(map(dict, places)):
        return [list(range(len(profiles)))]
    clusters = _Divided(kind for kind in places if kind)
    clusters.gather()
    sets = clusters.sets()
    found = [sorted(place for kind in members for place in places[kind]) for members in sets]
    silent = places.get((), [])
    return sorted([*found, silent] if silent else found)


def _agree(kinds: Iterable[Mapping[str, Iterable[str]]]) -> bool:
    """Tell whether no dimension falls into parts: its values hang together by those that are told of one thing."""
    values: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kind in kinds:
        for name, found in kind.items():
            values[name].append(tuple(found))
    return all(_hang_together(told_of) for told_of in values.values())


def _hang_together(told_of: Sequence[tuple[str, ...]]) -> bool:
    clusters = Clusters({value for values in told_of for value in values})
    for values in told_of:
        for value in values[1:]:
            clusters.join(values[0], value)
    return len(clusters.sets()) <= 1


class _Divided:
    """Kinds of profiles, each in a set of those that are of one thing."""

    def __init__(self, kinds: Iterable[Told]) -> None:
        self._profiles: dict[Told, Profile] = {
            kind: {name: frozenset(values) for name, values in kind} for kind in sorted(kinds)
        }
        self._clusters = Clusters(self._profiles)

    def sets(self) -> list[list[Told]]:
        return list(self._clusters.sets().values())

    def gather(self) -> None:
        """Join what shares most first, then what can be of one thing only, until nothing more is clear."""
        for one, other in self._alike():
            self._join(one, other)
        while pairs := self._only_each_other():
            for one, other in pairs:
                self._join(one, other)

    def _alike(self) -> list[tuple[Told, Told]]:
        """Return pairs, each the best of the other, where all that is best for one of them can be one thing."""
        best = {kind: self._best(kind) for kind in self._profiles}
        return [(kind, other) for kind, found in best.items() for other in found if kind in best[other]]

    def _best(self, kind: Told) -> list[Told]:
        profile = self._profiles[kind]
        shares: dict[int, list[Told]] = defaultdict(list)
        for other, values in self._profiles.items():
            if other != kind and not clash(profile, values):
                shares[_shared(profile, values)].append(other)
        most = max(shares, default=0)
        found = shares[most] if most else []
        return found if _agree(self._profiles[each] for each in found) else []

    def _join(self, one: Told, other: Told) -> None:
        first, second = self._clusters.find(one), self._clusters.find(other)
        if first != second and not clash(self._profiles[first], self._profiles[second]):
            both = _union(self._profiles[first], self._profiles[second])
            self._clusters.join(first, second)
            self._profiles[self._clusters.find(first)] = both

    def _only_each_other(self) -> list[tuple[Told, Told]]:
        """Return the pairs of sets that clash with all others and not with each other."""
        heads = sorted(self._clusters.sets())
        fits = {head: [each for each in heads if each != head and self._fits(head, each)] for head in heads}
        only = {head: found[0] for head, found in fits.items() if len(found) == 1}
        return [(head, other) for head, other in only.items() if head < other and only.get(other) == head]

    def _fits(self, one: Told, other: Told) -> bool:
        return not clash(self._profiles[one], self._profiles[other])


def _union(one: Profile, other: Profile) -> Profile:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in one.keys() | other.keys()}


def undecided(groups: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of things of one name that nothing tells apart."""
    return ((one, other) for one, other in combinations(range(len(groups)), 2) if not clash(groups[one], groups[other]))


def united(profiles: Iterable[Profile]) -> Profile:
    """Return all that profiles tell."""
    whole: Profile = {}
    for profile in profiles:
        whole = _union(whole, profile)
    return whole
