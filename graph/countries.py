"""Countries by any of their names, with their identifiers at GeoNames, read from ``countries.ttl``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .fold import tokens
from .turtle import Triple, triples

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL, _OTHER, _SAME = (_SKOS + name for name in ("prefLabel", "altLabel", "exactMatch"))
_DEMONYM = "http://www.wikidata.org/prop/direct/P1549"


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its IRI at GeoNames, its usual name, and its other names."""

    iri: str
    name: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, and the usual name of each by the words of every name it has and by those for its people."""

    all: tuple[Country, ...]
    names: Mapping[tuple[str, ...], str]
    demonyms: Mapping[tuple[str, ...], str]


@cache
def bundled() -> Countries:
    """Return the countries that come with the package.

    >>> bundled().names[tokens("the U.S.")]
    'United States'
    >>> bundled().demonyms[tokens("Chinese")], tokens("Chinese") in bundled().names
    ('China', False)
    """
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, text in _named():
        told[subject][predicate].append(text)
    known = tuple(Country(each[_SAME][0], each[_LABEL][0], tuple(each[_OTHER])) for each in told.values())
    names = {tokens(name): each.name for each in known for name in (each.name, *each.others)}
    demonyms = {tokens(name): each[_LABEL][0] for each in told.values() for name in each[_DEMONYM]}
    return Countries(known, names, demonyms)


def _named() -> Iterator[Triple]:
    source = files(__package__).joinpath("countries.ttl").read_text(encoding="utf-8")
    used = (_LABEL, _OTHER, _DEMONYM, _SAME)
    return (triple for triple in triples(source) if triple.predicate in used and not triple.subject.endswith("/scheme"))
