"""Authority files: tables with an identifier and names in each row, and RDF of any kind, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TextIO

from ..errors import AuthorityError
from . import authority_bundled, doctype
from .authority import Kind, Named
from .names import kind
from .vocabulary import bundled

_TABLES = frozenset((".csv", ".tsv"))
_XML = (".rdf", ".xml", ".owl")
_RDF = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".xml", ".owl", ".jsonld")
_COLUMNS = {"iri": ("id", "iri", "uri"), "label": ("label", "name"), "aliases": ("aliases",), "type": ("type",)}
_NEEDED = ("iri", "label")
_ALIASES = "|"
_LONGEST = 1_000_000  # characters in a line
_BASE = "https://evigraph.example/authority/"  # for what a file names relative to itself
_PREFERRED = frozenset(
    (
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://schema.org/name",
        "https://schema.org/name",
        "http://xmlns.com/foaf/0.1/name",
    )
)
_OTHER = frozenset(
    (
        "http://www.w3.org/2004/02/skos/core#altLabel",
        "http://www.w3.org/2004/02/skos/core#hiddenLabel",
        "http://schema.org/alternateName",
        "https://schema.org/alternateName",
    )
)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What others call our classes.
_SYNONYMS = {
    "business": "Organization",
    "corporation": "Organization",
    "human": "Person",
    "organisation": "Organization",
    "administrativearea": "Place",
    "creativework": "Work",
    "location": "Place",
    "spatialthing": "Place",
}


def read(path: Path) -> Iterator[Named | Kind]:
    """Yield the names and kinds of an authority file: CSV, TSV or RDF, by its suffix; "bundled" is the one we bring.

    A table has the columns ``id`` and ``label``, and may have ``aliases``, with ``|`` between them, and ``type``.

    Raises:
        AuthorityError: the file cannot be read, or is of no such kind; the message names the line where there is one.
    """
    suffix = path.suffix.lower()
    if path == Path(authority_bundled.NAME):
        yield from authority_bundled.records()
        return
    with _explained(path):
        if suffix in _TABLES:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from _table(file, path)
        elif suffix in _RDF:
            yield from _rdf(path)
        else:
            cure = f"name a file that ends in {', '.join((*sorted(_TABLES), *_RDF))}, or say {authority_bundled.NAME}"
            raise AuthorityError(path.as_posix(), "is no authority file", cure=cure)


def fingerprint(paths: Iterable[Path]) -> str | None:
    """Name the content of authority files, or nothing if the bundled one is among them, which is soon read.

    Raises:
        AuthorityError: a file cannot be read.
    """
    digest = sha256()
    for path in paths:
        if path == Path(authority_bundled.NAME):
            return None
        with _explained(path), path.open("rb") as file:
            digest.update(path.suffix.encode() + file_digest(file, "sha256").digest())
    return digest.hexdigest()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise AuthorityError(path.as_posix(), problem, cure="check the path") from error
    except UnicodeDecodeError as error:
        raise AuthorityError(path.as_posix(), "is not UTF-8", cure="save it as UTF-8") from error


def _table(file: TextIO, path: Path) -> Iterator[Named | Kind]:
    lines = _lines(file, path)
    head = next(lines, "")
    delimiter = max("\t;,", key=head.count)
    rows = csv.reader(lines, delimiter=delimiter)
    labels: dict[int, int] = {}  # of hashes, since those of a million records fit into memory
    try:
        columns = _columns(next(csv.reader([head], delimiter=delimiter), []), path)
        for row in filter(None, rows):
            cells = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
            line = f"{path.as_posix()}, line {rows.line_num + 1}"
            if labels.setdefault(hash(cells["iri"]), hash(cells["label"])) != hash(cells["label"]):
                cure = "give each record one row, and its other names in a column aliases, with | between them"
                raise AuthorityError(line, "has the id of an earlier row and another label", cure=cure)
            yield from _row(cells, line)
    except csv.Error as error:
        place = f"{path.as_posix()}, line {rows.line_num + 1}"
        raise AuthorityError(place, f"is no row of a table: {error}", cure="export it again") from error


def _lines(file: TextIO, path: Path) -> Iterator[str]:
    """Yield the lines of a table, none of which may be so long that it could fill the memory."""
    number = 1
    while line := file.readline(_LONGEST + 1):
        if len(line) > _LONGEST:
            place = f"{path.as_posix()}, line {number}"
            raise AuthorityError(place, f"is longer than {_LONGEST:,} characters", cure="export it again")
        yield line
        number += 1


def _columns(names: list[str], path: Path) -> Mapping[str, int]:
    given = [name.strip().casefold() for name in names]
    found = {ours: given.index(name) for ours, known in _COLUMNS.items() for name in known[::-1] if name in given}
    missing = [_COLUMNS[name][0] for name in _NEEDED if name not in found]
    if missing:
        cure = "give it a head line with the columns id and label, and if you like aliases and type"
        raise AuthorityError(path.as_posix(), f"has no column {' and no column '.join(missing)}", cure=cure)
    return found


def _row(cells: Mapping[str, str], place: str) -> Iterator[Named | Kind]:
    iri, label = cells["iri"], cells["label"]
    if not iri or not label:
        raise AuthorityError(place, f"has no {'label' if iri else 'id'}", cure="fill it in, or leave the row out")
    yield Named(iri, label, preferred=True)
    for alias in cells.get("aliases", "").split(_ALIASES):
        if alias.strip():
            yield Named(iri, alias.strip())
    told = _kind(cells.get("type", ""))
    if told:
        yield Kind(iri, told)


@cache
def _kind(name: str) -> str | None:
    """Return the class that decides identity for what others call a class, if it is one of ours."""
    plain = name.strip().replace(" ", "").replace("_", "").casefold()
    ours = {each.casefold(): each for each in bundled().classes}
    found = ours.get(plain) or _SYNONYMS.get(plain)
    return kind(found) if found and found != "Thing" else None


def _rdf(path: Path) -> Iterator[Named | Kind]:
    import pyoxigraph as ox

    format_ = ox.RdfFormat.RDF_XML if path.suffix.lower() == ".owl" else None
    if path.suffix.lower() in _XML:
        with path.open("rb") as file:
            wrong = doctype.problem(file.read(doctype.HEAD))
        if wrong is not None:
            raise AuthorityError(path.as_posix(), wrong, cure="save it as Turtle, by a program of your trust")
    try:
        for quad in ox.parse(path=path, format=format_, base_iri=_BASE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield from _statement(quad.subject.value, quad.predicate.value, quad.object.value)
    except SyntaxError as error:
        raise AuthorityError(path.as_posix(), f"is no valid RDF: {error.msg}", cure="ask its maker") from error


def _statement(subject: str, predicate: str, found: str) -> Iterator[Named | Kind]:
    if (predicate in _PREFERRED or predicate in _OTHER) and found.strip():
        yield Named(subject, found.strip(), predicate in _PREFERRED)
    elif predicate == _TYPE:
        told = _kind(found.replace("#", "/").rpartition("/")[2])
        if told:
            yield Kind(subject, told)
