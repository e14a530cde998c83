"""Linking entities to identifiers that others keep: candidates with their scores, and nothing rather than a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from .database import Database
from .fold import tokens
from .model import Entity, Link, Match
from .names import abbreviates, kind, without_legal_form
from .spelling import plain

LEAST = 0.85
"""The score from which a candidate is good enough."""

_MARGIN = 0.04
"""By how much it has to be better than the next one."""

_BATCH = 500  # names in a query, well below what SQLite takes
_BATCH_OF_ROWS = 10_000
_INDEXED = (
    ("authority_names", "spelling", "authority_by_spelling"),
    ("authority_names", "iri", "authority_by_iri"),
    ("authority_kinds", "iri", "authority_kinds_by_iri"),
)
_LABEL, _ALIAS, _LETTERS = 1.0, 0.95, 0.8  # how well a name of ours speaks for an entity
_OTHER_NAME = 0.03  # less for a name that is not the preferred one of the record
_ANY_KIND = 0.02  # less for a record that does not say what it is


class Named(NamedTuple):
    """A name of a record; its score is that of whoever gave it, 1 for a file."""

    iri: str
    name: str
    preferred: bool = False
    score: float = 1.0


class Kind(NamedTuple):
    """What a record says that it is: the class that decides identity."""

    iri: str
    kind: str


class Authority:
    """Records with their names, kept in a database so that a million of them cost no memory.

    >>> authority = Authority(Database.in_memory())
    >>> authority.replace([Named("http://x/1", "Alibaba Group", True), Kind("http://x/1", "Organization")])
    >>> authority.link([Entity("a-1", "Alibaba", "Organization")])[0].iri
    'http://x/1'
    """

    def __init__(self, database: Database) -> None:
        """Take the database that holds the records."""
        self._database = database

    def replace(self, rows: Iterable[Named | Kind]) -> None:
        """Keep records in place of all that are there."""
        with self._database.transaction():
            for table, _, index in _INDEXED:
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
                self._database.execute(f"DROP INDEX {index}")
            self._insert(rows)
            # An index of a million rows is made in a fraction of the time that it takes to grow row by row.
            for table, key, index in _INDEXED:
                self._database.execute(f"CREATE INDEX {index} ON {table} ({key})")

    def add(self, rows: Iterable[Named | Kind]) -> None:
        """Keep records beside those that are there."""
        with self._database.transaction():
            self._insert(rows)

    def _insert(self, rows: Iterable[Named | Kind]) -> None:
        left = iter(rows)
        while batch := list(islice(left, _BATCH_OF_ROWS)):
            kinds = [row for row in batch if isinstance(row, Kind)]
            names = [
                (spelling(row.name), row.iri, row.name, int(row.preferred), row.score)
                for row in batch
                if isinstance(row, Named)
            ]
            self._database.execute_many("INSERT INTO authority_kinds VALUES (?, ?)", kinds)
            self._database.execute_many("INSERT INTO authority_names VALUES (?, ?, ?, ?, ?)", names)

    def empty(self) -> bool:
        """Tell whether there are no records."""
        return self._database.one("SELECT 1 FROM authority_names") is None

    def known(self, iris: Iterable[str]) -> frozenset[str]:
        """Return those of some records that are there."""
        query = "SELECT DISTINCT iri FROM authority_names WHERE iri IN"
        return frozenset(row[0] for row in self._all(query, set(iris)))

    def link(self, entities: Sequence[Entity]) -> tuple[Link, ...]:
        """Return what each entity is linked to; those without any candidate are left out."""
        found = self._named({spelling(name) for entity in entities for name, _ in _names(entity)})
        kinds = self._kinds({named.iri for names in found.values() for named in names})
        links = (_link(entity, found, kinds) for entity in entities)
        return tuple(link for link in links if link.candidates)

    def _named(self, spellings: Collection[str]) -> Mapping[str, list[Named]]:
        query = "SELECT spelling, iri, name, preferred, score FROM authority_names WHERE spelling IN"
        found: dict[str, list[Named]] = defaultdict(list)
        for key, iri, name, preferred, score in self._all(query, spellings):
            found[key].append(Named(iri, name, bool(preferred), score))
        return found

    def _kinds(self, iris: Collection[str]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for iri, name in self._all("SELECT iri, kind FROM authority_kinds WHERE iri IN", iris):
            found[iri].add(name)
        return found

    def _all(self, query: str, keys: Collection[str]) -> Iterator[tuple[Any, ...]]:
        ordered = sorted(keys)
        for start in range(0, len(ordered), _BATCH):
            batch = ordered[start : start + _BATCH]
            yield from self._database.all(f"{query} ({', '.join('?' * len(batch))})", *batch)


def spelling(name: str) -> str:
    """Return what two names share for a look-up: all but case, accents, script and legal form.

    >>> spelling("Müller AG"), spelling("the U.S.")
    ('muller', 'us')
    """
    return plain(without_legal_form(tokens(name)), "")


def _names(entity: Entity) -> Iterator[tuple[str, float]]:
    """Yield the names of an entity with how well they speak for it.

    A single name says little of a person, and an acronym that is spelled out little beside the long name.
    """
    long = [tokens(name) for name in (entity.label, *entity.aliases)]
    for name, weight in ((entity.label, _LABEL), *((alias, _ALIAS) for alias in entity.aliases)):
        if kind(entity.type) != "Person" or len(tokens(name)) > 1:
            yield name, _LETTERS if any(abbreviates(name, words) for words in long) else weight


def _link(entity: Entity, found: Mapping[str, list[Named]], kinds: Mapping[str, set[str]]) -> Link:
    best: dict[str, Match] = {}
    for name, weight in _names(entity):
        for named in found.get(spelling(name), ()):
            told = kinds.get(named.iri, set())
            if told and kind(entity.type) not in told and entity.type != "Thing":
                continue
            less = (0 if named.preferred else _OTHER_NAME) + (0 if told else _ANY_KIND)
            candidate = Match(named.iri, named.name, round(max(0.0, weight * named.score - less), 2))
            best[named.iri] = max(best.get(named.iri, candidate), candidate, key=lambda each: (each.score, each.label))
    candidates = tuple(sorted(best.values(), key=lambda each: (-each.score, each.iri)))
    return Link(entity.id, chosen(candidates), candidates)


def rivals(candidates: Sequence[Match]) -> tuple[Match, ...]:
    """Return the candidates that are good enough, and so good that the best one is not clearly better.

    >>> [each.iri for each in rivals([Match("a", "A", 1.0), Match("b", "A", 0.97), Match("c", "A", 0.9)])]
    ['a', 'b']
    """
    return tuple(each for each in candidates if each.score >= LEAST and candidates[0].score - each.score < _MARGIN)


def chosen(candidates: Sequence[Match]) -> str | None:
    """Return the best candidate if it is good enough and clearly better than the next."""
    near = rivals(candidates)
    return near[0].iri if len(near) == 1 else None
