"""Peoples that stand for their country: "an American engineer" says of which country somebody is a citizen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from .countries import bundled as countries
from .fold import tokens
from .model import DocumentEntity, Mention, Reading
from .vocabulary import bundled as vocabulary

_COUNTRY = "Country"
_STANDING = frozenset((_COUNTRY, "Group"))
_OF = "country of "


def with_countries(reading: Reading) -> Reading:
    """Return a reading in which what is said of countries is said of them where the text names their people.

    The country is mentioned where the people is; all else that is said of the people stays as it was.
    """
    telling, peoples = _telling(), countries().demonyms
    told = {each.object for each in reading.claims if each.predicate in telling}
    if not told:
        return reading
    mentions = (each for each in reading.mentions if each.id in told)
    named = {each.id: country for each in mentions if (country := peoples.get(tokens(each.text)))}
    if not named:
        return reading
    return replace(
        reading,
        mentions=(*reading.mentions, *(_moved(each, named) for each in reading.mentions if each.id in named)),
        entities=(*reading.entities, *_entities(set(named.values()))),
        claims=tuple(
            replace(each, object=f"{_OF}{each.object}") if each.predicate in telling and each.object in named else each
            for each in reading.claims
        ),
    )


@cache
def _telling() -> frozenset[str]:
    """Return the properties whose values are countries, though a people may be named for one."""
    known = vocabulary().properties.values()
    return frozenset(each.name for each in known if _COUNTRY in each.range and _STANDING.issuperset(each.range))


def _moved(mention: Mention, named: Mapping[str, str]) -> Mention:
    return replace(mention, id=_OF + mention.id, type=_COUNTRY, kind="name", entity=_OF + named[mention.id])


def _entities(labels: Iterable[str]) -> Iterator[DocumentEntity]:
    return (DocumentEntity(_OF + label, label, _COUNTRY) for label in sorted(labels))
