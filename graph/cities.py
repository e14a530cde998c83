"""Large cities by any of their names, so that Bombay is Mumbai; read from ``cities.csv`` (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

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
    """Return the GeoNames id of each name that only one large city has.

    >>> bundled()[spelling("Bombay")] == bundled()[spelling("Mumbai")]
    True
    >>> spelling("Georgia") in bundled()
    False
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return {spelling(name): row["geonames"] for row in csv.DictReader(file) for name in row["names"].split("|")}
