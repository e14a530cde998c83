"""Languages by any of their English names, so that Farsi is Persian; read from ``languages.csv``.

Codes are those of ISO 639-2 as the Library of Congress keeps them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .fold import tokens
from .spelling import plain

FILE = Path(__file__).with_name("languages.csv")
CLASS = "Language"


class Language(NamedTuple):
    """A language with its code, its usual name, and all its names."""

    code: str
    name: str
    names: tuple[str, ...]


def spelling(name: str) -> str:
    """Return what the spellings of a name share."""
    return plain(tokens(name), CLASS)


@cache
def bundled() -> Mapping[str, str]:
    """Return the code by the spelling of each name.

    >>> bundled()[spelling("Farsi")], bundled()[spelling("Persian")]
    ('per', 'per')
    """
    return {spelling(name): each.code for each in languages() for name in each.names}


def languages() -> Iterator[Language]:
    """Yield the languages that come with the package."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Language(row["code"], row["name"], tuple(row["names"].split("|")))
