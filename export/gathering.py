"""All that is stated of each subject, together and in order: gathered once for all syntaxes that write it so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import tee
from typing import TYPE_CHECKING, Self

from .changes import EVERYTHING, Changes
from .sorting import Gathered, Group
from .spelling import term
from .statements import descriptions
from .terms import DEFAULT_BASE, Description, Iri, Names

if TYPE_CHECKING:
    from ..graph.model import Graph

END = " ."


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a graph about what has changed, gathered; `close` gives back what they take of the disk."""

    names: Names
    changes: Changes
    found: Iterable[Group]

    @classmethod
    def of(cls, graph: Graph, *, base: str = DEFAULT_BASE, changes: Changes = EVERYTHING) -> Self:
        """Gather the statements of a graph of any size.

        Raises:
            FormatError: ``base`` makes no valid IRIs.
        """
        return cls(Names.under(base), changes, gathered(descriptions(graph, base=base, changes=changes)))

    def shared(self, number: int) -> list[Self]:
        """Return them some times over, to be gone through in turns, so that they are sorted and read once for all."""
        return [replace(self, found=found) for found in tee(self.found, number)]

    def close(self) -> None:
        """Remove what is on the disk."""
        if isinstance(self.found, Gathered):  # and no share of what is there
            self.found.close()


def gathered(said: Iterable[Description]) -> Gathered:
    """Gather statements by their subjects, as what stands after the subject in N-Quads: predicate, object and rest."""
    openings = _Openings()
    return Gathered(_group(about, openings) for about in said)


class _Openings(dict[Iri, str]):
    """What stands before the objects of predicates, by these, of which there are few."""

    def __missing__(self, predicate: Iri) -> str:
        self[predicate] = opening = f"<{predicate}> "
        return opening


def _group(about: Description, openings: _Openings) -> Group:
    subject, facts, graph = about
    rest = END if graph is None else f" <{graph}>{END}"
    return subject, [(openings[predicate], term(found), rest) for predicate, found in facts]
