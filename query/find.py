"""Find the entity a person means by a name: exactly, then without case, then without accents and punctuation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from ..errors import UnknownEntityError
from ..graph.fold import tokens
from ..graph.model import Entity, Graph

_EXACT: tuple[Callable[[str], object], ...] = (str, str.casefold, tokens)


def find(graph: Graph, name: str) -> Entity:
    """Return the entity of a name: its id, its label or one of its aliases.

    A label goes before an alias, a closer spelling before a looser one; among several the most mentioned wins.

    Raises:
        UnknownEntityError: nothing is called that; the message offers close names.

    >>> find(Graph(entities=(Entity("sao-paulo-1", "São Paulo", "Place"),)), "sao paulo").id
    'sao-paulo-1'
    """
    for spelling in _EXACT:
        wanted = spelling(name)
        for names_of in (_identifier, _label, _aliases):
            found = [entity for entity in graph.entities if wanted in map(spelling, names_of(entity))]
            if found:
                return max(found, key=lambda entity: (len(entity.mentions), entity.id))
    raise UnknownEntityError(name, "is no thing in this graph", cure=_cure(graph, name))


def _identifier(entity: Entity) -> Iterator[str]:
    yield entity.id


def _label(entity: Entity) -> Iterator[str]:
    yield entity.label


def _aliases(entity: Entity) -> Iterator[str]:
    yield from entity.aliases


def _cure(graph: Graph, name: str) -> str:
    """Offer the closest names, else the most mentioned ones."""
    by_key = {known.casefold(): known for entity in graph.entities for known in (entity.label, *entity.aliases)}
    close = [by_key[key] for key in get_close_matches(name.casefold(), sorted(by_key), n=3)]
    if close:
        return f"did you mean {' or '.join(dict.fromkeys(close))}?"
    known = sorted(graph.entities, key=lambda entity: (-len(entity.mentions), entity.id))[:3]
    return f"it knows of {', '.join(entity.label for entity in known)}" if known else "build it from some documents"
