"""Large cities and capitals by any of their names, so that Bombay is Mumbai; read from ``cities.csv``.

The names are those of GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .fold import tokens
from .spelling import plain

FILE = Path(__file__).with_name("cities.csv")


def spelling(name: str) -> str:
    """Return what the spellings of a name share.

    >>> spelling("München") == spelling("Munchen")
    True
    """
    return plain(tokens(name), "Place")


@cache
def bundled() -> Mapping[str, str]:
    """Return the GeoNames id by the spelling of each name that only one large city has.

    >>> bundled()[spelling("Bombay")] == bundled()[spelling("Mumbai")]
    True
    >>> spelling("Georgia") in bundled()
    False
    """
    return {spelling(name): city.id for city in cities() for name in city.names}


class City(NamedTuple):
    """A city with its id at GeoNames, its usual name, and the names that it alone has."""

    id: str
    name: str
    names: tuple[str, ...]


def cities() -> Iterator[City]:
    """Yield the cities that come with the package."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield City(row["geonames"], row["name"], tuple(row["names"].split("|")))
