"""Countries by any of their names: a small authority, read from ``countries.ttl``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .fold import tokens
from .turtle import triples

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DEMONYM = "http://www.wikidata.org/prop/direct/P1549"


@dataclass(frozen=True, slots=True)
class Countries:
    """The usual name of each country by the words of every name it has, and the words for peoples."""

    names: Mapping[tuple[str, ...], str]
    demonyms: frozenset[tuple[str, ...]]


@cache
def bundled() -> Countries:
    """Return the countries that come with the package.

    >>> bundled().names[tokens("the U.S.")]
    'United States'
    >>> tokens("Chinese") in bundled().demonyms, tokens("Chinese") in bundled().names
    (True, False)
    """
    labels: dict[str, str] = {}
    names: dict[tuple[str, ...], str] = {}
    demonyms: set[tuple[str, ...]] = set()
    for subject, predicate, text in _named():
        if predicate == _SKOS + "prefLabel":
            labels[subject] = text
        if predicate == _DEMONYM:
            demonyms.add(tokens(text))
        else:
            names[tokens(text)] = labels[subject]
    return Countries(names, frozenset(demonyms))


def _named() -> Iterator[tuple[str, str, str]]:
    told = (_SKOS + "prefLabel", _SKOS + "altLabel", _DEMONYM)
    source = files(__package__).joinpath("countries.ttl").read_text(encoding="utf-8")
    return (triple for triple in triples(source) if triple.predicate in told and not triple.subject.endswith("/scheme"))
