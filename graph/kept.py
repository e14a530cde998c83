"""Parts of a graph that stay on disk: they can be counted and gone through again and again, as tuples can."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from .database import Database, decoded, encoded
from .model import Document, Evidence, Reading, Rejection, Relation, Time, Value
from .workspace import Workspace

_TOLD = """
CREATE TABLE told (
    subject BLOB, predicate BLOB, object BLOB, literal INTEGER, datatype BLOB, unit BLOB, document TEXT, evidence BLOB
);
"""
_KEY = "subject, predicate, object, literal, datatype, unit"
# A value without a unit stands where "None" would, as it does in a graph that was sorted in memory.
_ORDER = "subject, predicate, object, literal, datatype, coalesce(unit, x'4e6f6e65'), document"
_COUNT = f"SELECT count(*) FROM (SELECT DISTINCT {_KEY} FROM relations)"  # noqa: S608 - our columns
_VALUES = "SELECT DISTINCT object, datatype, unit FROM relations WHERE literal"
_GATHER = f"CREATE TABLE relations AS SELECT {_KEY}, evidence FROM told ORDER BY {_ORDER}"  # noqa: S608 - our columns


ById = Callable[[str], Document | None]
"""Returns the document of an id, if there is one."""


def by_id(documents: Collection[Document]) -> ById:
    """Return a function that finds documents by their ids.

    >>> by_id([Document.of("IBM", source="a.txt")])("none") is None
    True
    """
    return documents.get if isinstance(documents, Documents) else {each.id: each for each in documents}.get


class Readings(Collection[Reading]):
    """The readings of a workspace, one for each text: that of the source which comes first."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace, which has to stay open."""
        self._workspace = workspace

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings in the order of their documents."""
        for _, found in groupby(self._workspace.readings(), key=lambda reading: reading.document.id):
            yield next(found)

    def rejections(self) -> Iterator[tuple[str, tuple[Rejection, ...]]]:
        """Yield what each rejected, by the id of its document."""
        for id_, found in groupby(self._workspace.rejections(), key=itemgetter(0)):
            yield id_, next(found)[1]

    def __len__(self) -> int:
        """Count them."""
        return self._workspace.size()

    def __contains__(self, reading: object) -> bool:
        """Tell whether a reading is one of them."""
        return any(each == reading for each in self)


def rejections(readings: Collection[Reading]) -> Iterator[tuple[str, tuple[Rejection, ...]]]:
    """Yield what was seen in each document and not taken, by its id; of readings on disk nothing else is read.

    >>> list(rejections([Reading(Document.of("IBM", source="a.txt"), rejected=(Rejection("no noun", 0, 3, "IBM"),))]))
    [('973a4a818d799636', (Rejection(rule='no noun', start=0, end=3, text='IBM', predicate=None),))]
    """
    if isinstance(readings, Readings):
        yield from readings.rejections()
    else:
        yield from ((reading.document.id, reading.rejected) for reading in readings)


class Documents(Collection[Document]):
    """The documents of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace, which has to stay open."""
        self._workspace = workspace
        self.get: ById = lru_cache(maxsize=1_000)(workspace.document)

    def __iter__(self) -> Iterator[Document]:
        """Yield them in the order of their ids."""
        return self._workspace.documents()

    def __len__(self) -> int:
        """Count them."""
        return self._workspace.size()

    def __contains__(self, document: object) -> bool:
        """Tell whether a document is one of them."""
        return isinstance(document, Document) and self.get(document.id) == document


class Relations(Collection[Relation]):
    """Relations, gathered by a database on disk out of those that single documents tell.

    >>> from .model import Evidence
    >>> evidence = Evidence("c", "d", 0, 1, "A", (0, 1), None)
    >>> one, other = Relation("a", "near", "b", (evidence,)), Relation("a", "like", Value("b"), (evidence,))
    >>> [(relation.predicate, len(relation.evidence)) for relation in Relations([("d", [one, other]), ("e", [one])])]
    [('like', 1), ('near', 2)]
    """

    def __init__(self, told: Iterable[tuple[str, Iterable[Relation]]]) -> None:
        """Take the id of each document with the relations that it tells."""
        self._database = Database.temporary(_TOLD)
        rows = (_row(document, relation) for document, relations in told for relation in relations)
        with self._database.transaction():
            self._database.execute_many("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._database.execute(_GATHER)
            self._database.execute("DROP TABLE told")

    def __iter__(self) -> Iterator[Relation]:
        """Yield them in the order of a graph, each with the evidence of all documents."""
        for (subject, predicate, found, literal, datatype, unit), rows in self._rows():
            evidence = tuple(_evidence(each) for row in rows for each in marshal.loads(row[-1]))  # noqa: S302 - ours
            value = _value(found, datatype, unit) if literal else decoded(found)
            yield Relation(decoded(subject), decoded(predicate), value, evidence)

    def __len__(self) -> int:
        """Count them."""
        row = self._database.one(_COUNT)
        return int(row[0]) if row else 0

    def __contains__(self, relation: object) -> bool:
        """Tell whether a relation is one of them."""
        return any(each == relation for each in self)

    def values(self) -> Iterator[Value]:
        """Yield the values that they end in, each once."""
        for found, datatype, unit in self._database.all(_VALUES):
            yield _value(found, datatype, unit)

    def _rows(self) -> Iterator[tuple[Any, Iterator[tuple[Any, ...]]]]:
        rows = self._database.all(f"SELECT {_KEY}, evidence FROM relations ORDER BY rowid")  # noqa: S608 - our columns
        return groupby(rows, key=itemgetter(0, 1, 2, 3, 4, 5))


def values(relations: Collection[Relation]) -> Iterator[Value]:
    """Yield the values that relations end in, in no order, some again and again; of those on disk nothing else is read.

    >>> list(values((Relation("a", "near", "b", ()), Relation("a", "like", Value("b"), ()))))
    [Value(value='b', datatype='xsd:string', start=None, end=None, unit=None)]
    """
    if isinstance(relations, Relations):
        yield from relations.values()
    else:
        yield from (each.object for each in relations if isinstance(each.object, Value))


def _value(found: bytes, datatype: bytes, unit: bytes | None) -> Value:
    return Value(decoded(found), decoded(datatype), unit=None if unit is None else decoded(unit))


def _row(document: str, relation: Relation) -> tuple[object, ...]:
    found = relation.object
    literal, datatype, unit = False, None, None
    if isinstance(found, Value):
        literal, datatype, unit = True, encoded(found.datatype), None if found.unit is None else encoded(found.unit)
    target = found.value if isinstance(found, Value) else found
    ends = encoded(relation.subject), encoded(relation.predicate), encoded(target), literal, datatype, unit
    return (*ends, document, marshal.dumps([plain(each) for each in relation.evidence]))


_NAMES = [each.name for each in fields(Evidence)]
_TIME = _NAMES.index("time")
_all_of = attrgetter(*_NAMES)


def plain(evidence: Evidence) -> list[Any]:
    """Return the fields of evidence as plain values, which are written, read and compared fast."""
    values = list(_all_of(evidence))
    if evidence.time is not None:
        values[_TIME] = (evidence.time.start, evidence.time.end)
    return values


def _evidence(values: list[Any]) -> Evidence:
    if values[_TIME] is not None:
        values[_TIME] = Time(*values[_TIME])
    return Evidence(*values)
