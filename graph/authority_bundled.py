"""The authority that comes with the package: countries and large cities at GeoNames, languages by ISO 639-2."""

from __future__ import annotations

from collections.abc import Iterator

from .authority import Kind, Named
from .cities import cities
from .countries import bundled as countries
from .languages import CLASS as LANGUAGE
from .languages import languages

NAME = "bundled"
_UNCLEAR = frozenset(("Georgia",))  # also a state of the US
_GEONAMES = "https://sws.geonames.org/{}/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-2/{}"


def records() -> Iterator[Named | Kind]:
    """Yield the names and kinds of all records; a people is none, since Americans are not the United States.

    >>> {row.iri for row in records() if isinstance(row, Named) and row.name in {"U.S.", "America"}}
    {'https://sws.geonames.org/6252001/'}
    """
    for country in countries().all:
        names = tuple(name for name in (country.name, *country.others) if name not in _UNCLEAR)
        yield from _record(country.iri, country.name, names, "Place")
    for city in cities():
        yield from _record(_GEONAMES.format(city.id), city.name, city.names, "Place")
    for language in languages():
        yield from _record(_LANGUAGES.format(language.code), language.name, language.names, LANGUAGE)


def _record(iri: str, usual: str, names: tuple[str, ...], kind: str) -> Iterator[Named | Kind]:
    """Yield a record; its usual name is not among the names if others have it as well."""
    for name in names:
        yield Named(iri, name, preferred=name == usual)
    yield Kind(iri, kind)
