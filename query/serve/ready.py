"""The ready-made queries, each a file whose first line says what it asks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Ready(NamedTuple):
    """A query and what it asks."""

    title: str
    text: str


@cache
def ready() -> tuple[Ready, ...]:
    """Return the ready-made queries in the order of their files.

    >>> ready()[0].title
    'Everything about a thing, with the sentences'
    """
    places = sorted(files(__package__).joinpath("queries").iterdir(), key=lambda place: place.name)
    texts = [place.read_text(encoding="utf-8") for place in places if place.name.endswith(".rq")]
    return tuple(Ready(text.partition("\n")[0].removeprefix("# "), text) for text in texts)
