"""Short documents made of templates over the vocabulary, with what each says and the reading a perfect reader gives.

Names are drawn as they occur in real text, few often and most seldom, out of a stock that grows with the documents.
What is said of a name is the same in nearly all documents, as it is of real things. The reading lets storage and
assembly be measured at sizes that would take days to read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from ...graph.model import Claim, Document, DocumentEntity, Mention, Reading, Value

SENTENCES = 4
CONTRADICTING = 0.02
_NUMBER = re.compile(r"\d+")
_SLOT = re.compile(r"\{(\w+)\}")
_TYPES = {"person": "Person", "company": "Company", "city": "City"}
_SYLLABLES = tuple(f"{consonant}{vowel}" for consonant in "bdfgklmnrstv" for vowel in "aeiou")
_GIVEN = (
    "Anna",
    "Maria",
    "Helen",
    "Laura",
    "Clara",
    "Nina",
    "Julia",
    "Ruth",
    "Emma",
    "David",
    "Peter",
    "Thomas",
    "Paul",
)
_KINDS = ("Energy", "Systems", "Foods", "Motors", "Software", "Steel", "Media", "Logistics")
_FORMS = (" Inc", " Ltd", " Group", "", "")
_CITIES = (
    *("Berlin", "Madrid", "Vienna", "Oslo", "Lisbon", "Dublin", "Warsaw", "Prague", "Athens", "Cairo", "Nairobi"),
    *("Mumbai", "Osaka", "Seoul", "Boston", "Chicago", "Denver", "Seattle", "Toronto", "Montreal", "Lima", "Sydney"),
)


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, and the facts it states as subject slot, predicate and object slot."""

    text: str
    facts: tuple[tuple[str, str, str], ...]


TEMPLATES = (
    Template("{person} was born in {city} in {year}.", (("person", "bornIn", "city"), ("person", "bornOn", "year"))),
    Template("{person} died in {city} in {year}.", (("person", "diedIn", "city"), ("person", "diedOn", "year"))),
    Template("{person} works for {company}.", (("person", "employer", "company"),)),
    Template("{person} is married to {person2}.", (("person", "spouse", "person2"),)),
    Template(
        "{company} was founded by {person} in {year}.",
        (("company", "foundedBy", "person"), ("company", "foundedOn", "year")),
    ),
    Template("{company} is headquartered in {city}.", (("company", "headquarteredIn", "city"),)),
    Template("{company} acquired {company2} in {year}.", (("company", "acquired", "company2"),)),
    Template("{company} is a subsidiary of {company2}.", (("company", "subsidiaryOf", "company2"),)),
    Template("{person} is the chief executive of {company}.", (("company", "chiefExecutive", "person"),)),
    Template("{company} competes with {company2}.", (("company", "competesWith", "company2"),)),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence says, by the names that stand in it; the object may be a year."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document, what it says, and the reading that finds just that."""

    document: Document
    facts: tuple[Fact, ...]
    reading: Reading


class Stock:
    """Names of people, companies and cities, as many as a corpus of some size has."""

    def __init__(self, documents: int) -> None:
        """Make names for a number of documents; a larger stock begins with the names of a smaller one."""
        number = max(10, documents // 2)
        self._names = {
            "person": _distinct("person", number, lambda chance: f"{chance.choice(_GIVEN)} {_word(chance)}"),
            "company": _distinct(
                "company", number, lambda chance: f"{_word(chance)} {chance.choice(_KINDS)}{chance.choice(_FORMS)}"
            ),
            "city": list(_CITIES),
        }

    def draw(self, slot: str, chance: random.Random) -> str:
        """Draw a name for a slot, or a year."""
        if slot.startswith("year"):
            return str(chance.randrange(1950, 2024))
        names = self._names[slot.rstrip("2")]
        return names[int(len(names) * chance.random() ** 3)]


def documents(number: int, *, seed: int = 0) -> Iterator[Made]:
    """Yield so many documents of one world; another seed draws other ones from it."""
    stock = Stock(number)
    return (made(each, stock, seed=seed) for each in range(number))


def made(number: int, stock: Stock, *, seed: int = 0) -> Made:
    """Make the document of a number; another seed says other things of the same names."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - made-up texts, no secrets
    writer = _Writer()
    for template in chance.sample(TEMPLATES, SENTENCES):
        writer.write(template, _filled(template, stock, chance))
    return writer.made(f"made-{number:07}.txt")


class MadeReader:
    """Gives documents the reading they were made with, in the place of a reader that takes a second for each.

    >>> made = next(documents(10))
    >>> MadeReader(10).read(made.document) == made.reading
    True
    """

    fingerprint = "made"

    def __init__(self, number: int) -> None:
        """Take how many documents were made."""
        self._stock = Stock(number)

    def read(self, document: Document) -> Reading:
        """Make the document of that name again, or the one of another seed that took its place; else find nothing."""
        number = int("".join(_NUMBER.findall(document.source)[-1:]) or 0)
        found = (made(number, self._stock, seed=seed).reading for seed in (0, 1))
        known = (replace(each, document=document) for each in found if each.document.id == document.id)
        return next(known, Reading(document))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in their order."""
        return map(self.read, documents)


def _filled(template: Template, stock: Stock, chance: random.Random) -> dict[str, str]:
    """Draw the first name; the others follow from it, but for a few texts that contradict the rest."""
    first, *others = _SLOT.findall(template.text)
    name = stock.draw(first, chance)
    filled = {first: name}
    world = chance if chance.random() < CONTRADICTING else random.Random(f"{name} {template.text}")  # noqa: S311 - as above
    for slot in others:
        while (found := stock.draw(slot, world)) == name:
            pass
        filled[slot] = found
    return filled


def _distinct(kind: str, number: int, make: Callable[[random.Random], str]) -> list[str]:
    chance = random.Random(kind)  # noqa: S311 - as above
    found: dict[str, None] = {}
    while len(found) < number:
        found[make(chance)] = None
    return list(found)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


class _Writer:
    """Writes sentences one after the other and notes where everything stands."""

    def __init__(self) -> None:
        self._text = ""
        self._spans: dict[tuple[int, int], tuple[str, str]] = {}
        self._entities: dict[tuple[str, str], str] = {}
        self._claims: list[tuple[tuple[int, int], str, tuple[int, int] | Value, int, int]] = []
        self._facts: list[Fact] = []

    def write(self, template: Template, filled: dict[str, str]) -> None:
        start = len(self._text)
        places = self._put(template.text, filled)
        end = len(self._text)
        self._text += " "
        for subject, predicate, target in template.facts:
            self._facts.append(Fact(filled[subject], predicate, filled[target]))
            where = places[target]
            value = Value(filled[target], "xsd:gYear", *where) if target == "year" else where
            self._claims.append((places[subject], predicate, value, start, end))

    def _put(self, text: str, filled: dict[str, str]) -> dict[str, tuple[int, int]]:
        places: dict[str, tuple[int, int]] = {}
        for number, piece in enumerate(_SLOT.split(text)):
            if number % 2 == 0:
                self._text += piece
                continue
            name = filled[piece]
            place = len(self._text), len(self._text) + len(name)
            self._text += name
            places[piece] = place
            if piece != "year":
                self._spans[place] = name, _TYPES[piece.rstrip("2")]
        return places

    def made(self, source: str) -> Made:
        document = Document.of(self._text, source=source, language="en")
        numbers = count(1)
        entities = {each: f"e{next(numbers)}" for each in dict.fromkeys(self._spans.values())}
        mentions = {
            place: Mention(f"m{number}", *place, name, type_, "name", entities[name, type_])
            for number, (place, (name, type_)) in enumerate(sorted(self._spans.items()), 1)
        }
        claims = tuple(
            Claim(
                mentions[subject].id,
                predicate,
                target if isinstance(target, Value) else mentions[target].id,
                start,
                end,
                confidence=0.9,
            )
            for subject, predicate, target, start, end in self._claims
        )
        named = tuple(DocumentEntity(id_, name, type_) for (name, type_), id_ in entities.items())
        return Made(document, tuple(self._facts), Reading(document, tuple(mentions.values()), named, claims))
