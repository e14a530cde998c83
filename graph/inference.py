"""What follows from asserted relations by the vocabulary: inverse, symmetric, transitive and finer properties.

A layer of its own: each derived relation names the rule and the relations that it follows from, and none is evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .model import Derived, Graph, Triple, Value
from .vocabulary import Property, bundled


def infer(graph: Graph) -> tuple[Derived, ...]:
    """Return all that follows and is not said, sorted; each with the premises of its shortest derivation."""
    said = [(each.subject, each.predicate, each.object) for each in graph.relations if each.asserted]
    reasoner = _Reasoner(said)
    fresh: list[Triple] = sorted(said, key=_rank)
    while fresh:
        fresh = reasoner.step(fresh)
    return tuple(sorted(reasoner.derived.values(), key=lambda each: _rank(each.triple)))


class _Reasoner:
    def __init__(self, said: Iterable[Triple]) -> None:
        self._known = set(said)
        self._from: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._to: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._properties = bundled().properties
        self.derived: dict[Triple, Derived] = {}

    def step(self, fresh: Iterable[Triple]) -> list[Triple]:
        """Derive what follows from new relations and those before, and return what is new now."""
        for subject, predicate, target in fresh:
            if isinstance(target, str):
                self._from[subject, predicate].add(target)
                self._to[target, predicate].add(subject)
        found: dict[Triple, Derived] = {}
        for triple in fresh:
            for derived in self._following(triple):
                if derived.triple not in self._known and derived.triple[0] != derived.triple[2]:
                    found.setdefault(derived.triple, derived)
        self._known |= found.keys()
        self.derived |= found
        return sorted(found, key=_rank)

    def _following(self, triple: Triple) -> Iterator[Derived]:
        known = self._properties.get(triple[1])
        if known is None:
            return
        for parent in known.parents:
            yield Derived((triple[0], parent, triple[2]), "finer property", (triple,))
        if isinstance(triple[2], str):
            yield from self._between(triple, triple[2], known)

    def _between(self, triple: Triple, target: str, known: Property) -> Iterator[Derived]:
        subject, predicate, _ = triple
        if known.inverse is not None and known.inverse != predicate:
            yield Derived((target, known.inverse, subject), "inverse", (triple,))
        if known.symmetric:
            yield Derived((target, predicate, subject), "symmetric", (triple,))
        if known.transitive:
            for last in sorted(self._from[target, predicate]):
                yield Derived((subject, predicate, last), "transitive", (triple, (target, predicate, last)))
            for first in sorted(self._to[subject, predicate]):
                yield Derived((first, predicate, target), "transitive", ((first, predicate, subject), triple))


def _rank(triple: Triple) -> tuple[str, ...]:
    target = triple[2]
    last = (target.value, target.datatype, str(target.unit)) if isinstance(target, Value) else (target,)
    return (triple[0], triple[1], *last)
