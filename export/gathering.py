"""All that is stated of each subject, together and in order: gathered once for all syntaxes that write it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Self

from .changes import EVERYTHING, Changes
from .sorting import Gathered, Group
from .spelling import term
from .statements import descriptions
from .terms import DEFAULT_BASE, Description, Names

if TYPE_CHECKING:
    from ..graph.model import Graph


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a graph that are about what has changed, by their subjects and named graphs.

    What many of them need of the disk is given back by `close`.
    """

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
    """Gather the facts of each subject and named graph.

    A row is what follows the subject in N-Triples, without the end of the line.
    """
    return Gathered((f"{about.subject} {about.graph or ''}", _rows(about)) for about in said)


def _rows(about: Description) -> list[str]:
    return [f"<{predicate}> {term(found)}" for predicate, found in about.facts]


def by_subject(found: Iterable[Group]) -> Iterator[tuple[str, list[Group]]]:
    """Yield each subject with its rows by the graphs they lie in, of which the default one has no name."""
    for subject, same in groupby(found, key=_subject):
        yield subject, [(thing[len(subject) + 1 :], rows) for thing, rows in same]


def merged(found: Iterable[Group]) -> Iterator[Group]:
    """Yield each subject with its rows, the graphs passed over."""
    for subject, homes in by_subject(found):
        yield subject, homes[0][1] if len(homes) == 1 else sorted({row for _, rows in homes for row in rows})


def _subject(group: Group) -> str:
    return group[0].partition(" ")[0]
