"""Bytes that a fuzzer thinks up, through every reader: ``python -m evigraph.benchmarks.fuzz TARGET --seconds N``.

Needs atheris (https://github.com/google/atheris, ``pip install atheris``), which looks for bytes that lead to code no
others led to. Whatever comes of them other than a reading or an error of ours is printed once for each place it comes
from, with the bytes, and goes into the folder of ``--findings``. It starts from the files of ``--seeds``.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import EvigraphError

Target = Callable[[bytes], object]

_SIZE = 1_000_000  # bytes that a document may have
_LONGEST = 16_000  # bytes that the fuzzer thinks up
_TURTLE = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a:b> skos:prefLabel 'Alibaba'@en .\n"
_RECORD = (
    b'{"document":{"id":"d","source":"a","title":null,"date":null,"language":"en","text":"IBM"},"mentions":[],'
    b'"entities":[],"claims":[{"subject":"m1","object":{"value":"1"}}],"rejected":[]}'
)
_GRAPH = (
    b'{"documents":[],"entities":[],"relations":[{"subject":"a","predicate":"p","object":{"value":"1"},"evidence":[]}]}'
)
_VOCABULARY = b"""@prefix ev: <https://evigraph.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ev:Thing a owl:Class ; rdfs:label "thing"@en ; rdfs:comment "Any \\"thing\\"."@en .
"""


def document(suffix: str, data: bytes) -> object:
    """Read a document."""
    from ..extract.formats.parsers import parser

    return parser(suffix, _SIZE)(data, "a")


def texts(file: Path, data: bytes) -> object:
    """Read a table of texts."""
    from ..extract.formats import tables
    from ..extract.stores import Place

    file.write_bytes(data)
    tables._opened.cache_clear()  # noqa: SLF001 - it would be the file before
    place = Place(str(file))
    return [tables.parse(tables.address(place, row), "a") for row in (None, 0)]


def authority(file: Path, data: bytes) -> object:
    """Read an authority file."""
    from ..graph.authority_files import read

    file.write_bytes(data)
    return list(read(file))


def ontology(data: bytes) -> object:
    """Read a vocabulary, whose errors are those of values: only ours is ever read."""
    from ..graph.vocabulary import parse

    try:
        return parse(data.decode("utf-8", "replace"))
    except ValueError:
        return None


def record(data: bytes) -> object:
    """Read the line of a reading."""
    from ..graph.record import from_json

    return from_json(data.decode("utf-8", "surrogateescape"))


def restored(file: Path, data: bytes) -> object:
    """Load a graph that was exported."""
    from ..opening import graph_in

    file.write_bytes(data)
    return graph_in(file)


def parquet(folder: Path, data: bytes) -> object:
    """Load the tables of a graph, all of which hold the same bytes."""
    from ..export.parquet import load
    from ..export.tables import TABLES

    for table in TABLES:
        (folder / f"{table}.parquet").write_bytes(data)
    return load(folder)


def verdicts(data: bytes) -> object:
    """Take the verdicts of a table."""
    from ..graph.model import Graph
    from ..reviewing import from_csv

    return from_csv(data.decode("utf-8", "replace"), Graph(), ())


def targets(room: Path) -> dict[str, tuple[Target, bytes]]:
    """Return every reader by name, with bytes to begin with."""
    found: dict[str, tuple[Target, bytes]] = {
        "txt": (partial(document, ".txt"), "Café.\r\n".encode()),
        "md": (partial(document, ".md"), b"---\ntitle: T\n---\n# A *b*\n\n- [x](y)\n\n|a|b|\n|-|-|\n|1|2|\n"),
        "html": (partial(document, ".html"), b"<!doctype html><html lang=en><title>T</title><p>Alibaba hires.</p>"),
        "pdf": (
            partial(document, ".pdf"),
            b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\ntrailer<</Root 1 0 R>>",
        ),
        "docx": (partial(document, ".docx"), b"PK\x03\x04"),
        "jsonl": (partial(document, ".jsonl"), b'{"text": "Alibaba hires.", "title": "t", "date": "2024"}'),
        "texts": (partial(texts, room / "a.parquet"), b"PAR1"),
        "ontology": (ontology, _VOCABULARY),
        "record": (record, _RECORD),
        "verdicts": (verdicts, b"id,verdict\n1,same\n"),
        "parquet": (partial(parquet, room), b"PAR1"),
    }
    for suffix, begin in (
        ("csv", b"id,label,aliases,type\na:b,Alibaba,BABA|Ali,company\n"),
        ("ttl", _TURTLE),
        ("rdf", b"<rdf:RDF/>"),
    ):
        found[f"authority-{suffix}"] = (partial(authority, room / f"authority.{suffix}"), begin)
    for suffix, begin in (
        ("json", _GRAPH),
        ("cyjs", b'{"data":{},"elements":{"nodes":[],"edges":[]}}'),
        ("nq", b"<a:s> <a:p> <a:o> .\n"),
    ):
        found[f"restored-{suffix}"] = (partial(restored, room / f"restored.{suffix}"), begin)
    return found


class Watch:
    """Calls a reader, and keeps what it should not have raised."""

    def __init__(self, read: Target, findings: Path) -> None:
        """Take the reader, and the folder for bytes that are too much for it."""
        self._read, self._findings = read, findings
        self._seen: set[tuple[str, str]] = set()

    def __call__(self, data: bytes) -> None:
        """Read some bytes."""
        try:
            self._read(data)
        except EvigraphError:
            return
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            found = type(error).__name__, f"{last.filename}:{last.lineno}"
            if found not in self._seen:
                self._seen.add(found)
                self._findings.mkdir(parents=True, exist_ok=True)
                (self._findings / sha256(data).hexdigest()[:16]).write_bytes(data)
                print("FINDING", *found, error, data[:200], flush=True)
                traceback.print_exception(error, limit=-6)


def main() -> None:
    """Let the fuzzer think up bytes for one reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    with TemporaryDirectory() as room:
        known = targets(Path(room))
        parser.add_argument("target", choices=known)
        parser.add_argument("--seconds", type=int, default=60)
        parser.add_argument("--seeds", type=Path, nargs="*", default=[], help="files to begin with")
        parser.add_argument("--findings", type=Path, default=Path("findings"))
        given = parser.parse_args()
        import atheris  # it is no dependency

        read, begin = known[given.target]
        corpus = Path(room, "corpus")
        corpus.mkdir()
        for number, content in enumerate([begin, *(path.read_bytes() for path in given.seeds)]):
            (corpus / f"{number}").write_bytes(content)
        with atheris.instrument_imports(include=["evigraph"]):
            Watch(read, given.findings)(begin)  # imports what it needs
        options = [f"-max_total_time={given.seconds}", f"-max_len={_LONGEST}", "-timeout=60", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], *options, "-verbosity=1", str(corpus)], Watch(read, given.findings))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
