"""All that is stated of each subject, together and in order: gathered once for all syntaxes that write it so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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
    found: Gathered

    @classmethod
    def of(cls, graph: Graph, *, base: str = DEFAULT_BASE, changes: Changes = EVERYTHING) -> Self:
        """Gather the statements of a graph of any size.

        Raises:
            FormatError: ``base`` makes no valid IRIs.
        """
        return cls(Names.under(base), changes, gathered(descriptions(graph, base=base, changes=changes)))

    def close(self) -> None:
        """Remove what is on the disk."""
        self.found.close()


def gathered(said: Iterable[Description]) -> Gathered:
    """Gather statements by their subjects, as what stands after the subject in N-Quads: predicate, object and rest."""
    return Gathered(map(_group, said))


def _group(about: Description) -> Group:
    rest = END if about.graph is None else f" <{about.graph}>{END}"
    return about.subject, [(_opening(predicate), term(found), rest) for predicate, found in about.facts]


@lru_cache(maxsize=10_000)
def _opening(predicate: Iri) -> str:
    return f"<{predicate}> "
