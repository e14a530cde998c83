"""The description of a folder: every file with its media type, size and checksum, and counts that are right."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from evigraph.building import Built
from evigraph.export.catalog import catalog, measured
from evigraph.export.ntriples import nq
from evigraph.graph.summary import summary
from evigraph.graph.workspace import Workspace
from evigraph.publishing import CATALOG, publish
from evigraph.query.store import load
from samples import GRAPH

MEDIA_TYPES = {
    "graph.ttl": "text/turtle",
    "graph.nq": "application/n-quads",
    "graph.html": "text/html",
    "graph.graphml": "application/graphml+xml",
    "vocabulary.ttl": "text/turtle",
    "shapes.ttl": "text/turtle",
    "report.json": "application/json",
}
FILES = """
PREFIX spdx: <http://spdx.org/rdf/terms#>
SELECT ?url ?type ?size ?algorithm ?digest {
  ?data a dcat:Dataset ; dcat:distribution ?file . ?file a dcat:Distribution ; dcat:downloadURL ?url ;
  dcat:mediaType ?type ; dcat:byteSize ?size ; spdx:checksum ?sum . ?sum spdx:algorithm ?algorithm ;
  spdx:checksumValue ?digest }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found = tmp_path_factory.mktemp("catalog")
    with Workspace.open(found) as workspace:
        publish(Built(summary(GRAPH), 3, 0, (), (), lambda: GRAPH), found, workspace)
    return found


@pytest.fixture(scope="module")
def described(folder) -> ox.Store:
    """Read the description as if from where it lies."""
    store = ox.Store()
    store.load(path=folder / CATALOG, format=ox.RdfFormat.TURTLE, base_iri=(folder / CATALOG).as_uri())
    return store


def rows(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    prefixes = {"dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#"}
    return [tuple(value.value for value in row) for row in store.query(text, prefixes=prefixes)]


def test_every_file_is_a_distribution(folder, described):
    """Each file of a folder is described with what it is and what it holds, and the addresses lead to it."""
    found = {}
    for url, media_type, size, algorithm, digest in rows(described, FILES):
        content = Path(unquote(urlsplit(url).path)).read_bytes()
        assert (int(size), digest) == (len(content), sha256(content).hexdigest())
        assert algorithm.endswith("_sha256")
        found[url.rpartition("/")[2]] = media_type.removeprefix("https://www.iana.org/assignments/media-types/")
    assert found == MEDIA_TYPES
    assert {path.name for path in folder.iterdir() if path.suffix != ".db"} == {*found, CATALOG}


def test_triples_are_counted_once(folder, described):
    """VoID's number of triples is that of the Turtle file."""
    ((counted,),) = rows(described, "SELECT ?n { ?data void:triples ?n }")
    assert int(counted) == len({*ox.parse((folder / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)})


@pytest.mark.parametrize(
    ("count", "pattern"),
    [
        ("void:entities", "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a ?c . FILTER(STRSTARTS(STR(?e), STR(entity:))) }"),
        ("void:documents", "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a schema:CreativeWork }"),
    ],
)
def test_void_counts_what_is_there(count, pattern):
    """The numbers in the description are those that a query counts."""
    from evigraph.query.sparql import query

    store = load(GRAPH)
    stated = query(store, f"SELECT ?n {{ ?d a dcat:Dataset ; {count} ?n }}")
    assert str(stated.rows[0][0]) == str(query(store, pattern).rows[0][0])


def test_void_counts_the_entities_of_each_class():
    """So many entities as a class partition states have that class."""
    from evigraph.query.sparql import query

    wrong = query(
        load(GRAPH),
        "SELECT ?c { ?d void:classPartition ?p . ?p void:class ?c ; void:entities ?n ."
        " { SELECT ?c (COUNT(DISTINCT ?e) AS ?m) { ?e a ?c } GROUP BY ?c } FILTER(?n != ?m) }",
    )
    assert not wrong.rows


def test_the_same_files_are_described_in_the_same_bytes():
    """Nothing of the clock or the place is in a description."""
    one, other = (catalog({"graph.nq": measured("graph.nq", nq(GRAPH))}) for _ in range(2))
    assert one == other
