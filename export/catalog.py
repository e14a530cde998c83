"""The files of a folder in DCAT (https://www.w3.org/TR/vocab-dcat-3/): media type, size and checksum of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from mmap import mmap
from pathlib import PurePath
from typing import NamedTuple

from .formats import format_of
from .literals import integer, text
from .ntriples import triples_in
from .renewal import copied
from .terms import DEFAULT_BASE, Description, Fact, Iri, Literal, Names, standard
from .turtle import blocks, header, shortener

_SPDX = "http://spdx.org/rdf/terms#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_DUMP = "graph.nq"
_TITLES: Mapping[str, str] = {
    "graph.graphml": "The graph for Gephi, yEd and NetworkX",
    "graph.html": "The graph to look at, with its sentences",
    "graph.nq": "The graph, the claims of each document in a named graph",
    "graph.ttl": "The graph, all in one",
    "report.json": "What was read, skipped and rejected",
    "shapes.ttl": "The rules of the vocabulary, in SHACL",
    "vocabulary.ttl": "The vocabulary that the graph is written in",
}


class Measured(NamedTuple):
    """A file in figures: bytes, SHA-256, and the triples in N-Quads."""

    size: int
    digest: str
    triples: int | None = None


def measured(name: str, content: bytes | mmap) -> Measured:
    """Measure a file; most of that another thread can do while this one goes on.

    >>> measured("graph.nq", b"").triples
    0
    """
    digest = sha256()
    pieces = _digested(copied(content, 0, len(content)), digest.update)
    triples = triples_in(pieces) if name == _DUMP else None
    deque(pieces, maxlen=0)  # whatever nobody has looked at
    return Measured(len(content), digest.hexdigest(), triples)


def catalog(files: Mapping[str, Measured], *, base: str = DEFAULT_BASE) -> bytes:
    """Return the description of a data set by its files, as Turtle; addresses are relative, so that a folder can move.

    Arguments:
        files: each file by its name, ``graph.nq`` among them.
        base: the IRI all names lie under.

    Raises:
        FormatError: ``base`` makes no valid IRIs, or a file has a suffix that belongs to no format.

    >>> b"dcat:byteSize" in catalog({"graph.nq": measured("graph.nq", b"")})
    True
    """
    names = Names.under(base)
    shorten = shortener({**names.prefixes(), "spdx": _SPDX})
    described = (make(name, file, names) for name, file in files.items() for make in (_file, _checksum))
    body = blocks(chain([_data_set(files, names)], described), shorten)
    return f"{header(base)}@prefix spdx: <{_SPDX}> .\n{''.join(body)}".encode()


def _data_set(files: Mapping[str, Measured], names: Names) -> Description:
    facts: list[Fact] = [
        (standard("rdf:type"), standard("dcat:Dataset")),
        (standard("rdf:type"), standard("void:Dataset")),
        (standard("void:triples"), integer(files[_DUMP].triples or 0)),
        (standard("void:dataDump"), Iri(_DUMP)),
        *((standard("dcat:distribution"), names.partition("file", name)) for name in files),
    ]
    return Description(names.dataset, facts)


def _digested(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece


def _file(name: str, file: Measured, names: Names) -> Description:
    facts: list[Fact] = [
        (standard("rdf:type"), standard("dcat:Distribution")),
        (standard("dcterms:title"), text(_TITLES.get(name, name), "en")),
        (standard("dcat:downloadURL"), Iri(name)),
        (standard("dcat:mediaType"), Iri(_MEDIA_TYPES + _media_type(name))),
        (standard("dcat:byteSize"), Literal(str(file.size), standard("xsd:nonNegativeInteger"))),
        (Iri(_SPDX + "checksum"), names.partition("checksum", name)),
    ]
    return Description(names.partition("file", name), facts)


def _checksum(name: str, file: Measured, names: Names) -> Description:
    facts: list[Fact] = [
        (standard("rdf:type"), Iri(_SPDX + "Checksum")),
        (Iri(_SPDX + "algorithm"), Iri(_SPDX + "checksumAlgorithm_sha256")),
        (Iri(_SPDX + "checksumValue"), Literal(file.digest, standard("xsd:hexBinary"))),
    ]
    return Description(names.partition("checksum", name), facts)


def _media_type(name: str) -> str:
    return format_of(PurePath(name).suffix).media_type.partition(";")[0]
