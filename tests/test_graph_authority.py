"""Entities are linked to the identifiers of others, with candidates and scores, and to nothing if it is not clear."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import evigraph
import pytest
from evigraph import AuthorityError, Graph
from evigraph.building import Options, build_in_memory, build_into
from fakes import FakeReader

CSV = "id,label,aliases,type\nhttp://x/1,Alibaba Group,BABA|阿里巴巴,Company\nhttp://x/2,Hangzhou,,City\n"
SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://x/1> a <https://schema.org/Organization> ; skos:prefLabel "Alibaba Group"@en ; skos:altLabel "BABA" .
<http://x/2> skos:prefLabel "Hangzhou"@en .
[] skos:prefLabel "Hangzhou" .
"""
XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
<rdf:Description rdf:about="http://x/1"><rdfs:label>Alibaba</rdfs:label></rdf:Description></rdf:RDF>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text about Alibaba, Hangzhou and Jack Ma, from where the tests run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Alibaba is in Hangzhou. Jack Ma left.")
    return tmp_path


def linked(name: str, content: str) -> Graph:
    Path(name).write_text(content, encoding="utf-8")
    return build_in_memory([Path("a.txt")], FakeReader, options=Options((Path(name),))).graph


def iris(graph: Graph) -> dict[str, tuple[str, ...]]:
    return {entity.label: entity.same_as for entity in graph.entities}


BOTH = {"Alibaba": ("http://x/1",), "Hangzhou": ("http://x/2",), "Jack Ma": ()}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("k.csv", CSV, BOTH),
        ("k.csv", "\ufeff" + CSV.replace(",", ";"), BOTH),
        ("k.tsv", CSV.replace(",", "\t"), BOTH),
        ("k.ttl", SKOS, BOTH),
        ("k.rdf", XML, {**BOTH, "Hangzhou": ()}),
        ("k.owl", XML, {**BOTH, "Hangzhou": ()}),
        ("k.nt", '<http://x/2> <http://schema.org/name> "HANGZHOU" .', {**BOTH, "Alibaba": ()}),
    ],
)
def test_every_kind_of_file(folder: Path, name: str, content: str, expected: dict[str, tuple[str, ...]]) -> None:
    """Tables and RDF link what they name, and nothing else."""
    assert iris(linked(name, content)) == expected


@pytest.mark.parametrize(
    ("rows", "candidates"),
    [
        ("q1,Alibaba,\nq2,Alibaba,\n", 2),
        ("q1,Alibaba,Company\nq2,Alibaba Inc,Company\n", 2),
        ("q1,Alibaba,Person\n", 0),
        ("q1,Ali Baba and the Forty Thieves,\n", 0),
    ],
)
def test_nothing_rather_than_a_guess(folder: Path, rows: str, candidates: int) -> None:
    """Two records of one name, one of another class and one of another name are no link; the candidates are told."""
    graph = linked("k.csv", f"id,label,type\n{rows}")
    assert iris(graph)["Alibaba"] == ()
    assert [len(link.candidates) for link in graph.links] == ([candidates] if candidates else [])


def test_the_class_decides_between_namesakes(folder: Path) -> None:
    """The record of the class that the text speaks of is the one."""
    graph = linked("k.csv", "id,label,type\nq1,Hangzhou,Company\nq2,Hangzhou,City\n")
    assert iris(graph)["Hangzhou"] == ("q2",)


def test_duplicate_rows_are_one_record(folder: Path) -> None:
    """A record that is there twice is no rival of itself."""
    assert iris(linked("k.csv", CSV + CSV.partition("\n")[2])) == BOTH


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("k.csv", "", "has no column id and no column label"),
        ("k.csv", "id,title\n", "has no column label"),
        ("k.csv", "id,label\nq1,A\n,B\n", "line 3: has no id"),
        ("k.csv", "id,label\nq1\n", "line 2: has no label"),
        ("k.csv", "id,label\nq1,A\nq1,A\nq1,B\n", "line 4: has the id of an earlier row and another label"),
        ("k.ttl", "this is no turtle", "is no valid RDF"),
        ("k.xlsx", "", "is no authority file"),
    ],
)
def test_a_bad_file_is_named_with_the_cure(folder: Path, name: str, content: str, problem: str) -> None:
    """Line and cure are there."""
    with pytest.raises(AuthorityError, match=problem):
        linked(name, content)


def test_a_missing_file_and_one_in_another_encoding(folder: Path) -> None:
    """Both are said before any document is read."""
    (folder / "k.csv").write_bytes("id,label\nq,Müller\n".encode("latin-1"))
    for name, problem in (("gone.csv", "cannot be read"), ("k.csv", "is not UTF-8")):
        with pytest.raises(AuthorityError, match=problem):
            build_in_memory([Path("a.txt")], FakeReader, options=Options((Path(name),)))


def test_a_folder_keeps_its_authority(folder: Path) -> None:
    """What was linked is linked when the folder is opened, and a build without an authority forgets it."""
    (folder / "k.csv").write_text(CSV, encoding="utf-8")
    build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options((Path("k.csv"),)))
    assert iris(evigraph.load("out").graph) == BOTH
    assert "<http://x/1>" in Path("out/graph.nq").read_text(encoding="utf-8")
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert report["links"][0]["candidates"][0]["score"] == 1.0
    build_into(Path("out"), [Path("a.txt")], FakeReader)
    assert set(iris(evigraph.load("out").graph).values()) == {()}


def test_an_authority_is_taken_in_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build with the same file does not read it again, one with another does, and one after a service, too."""
    read: list[str] = []
    monkeypatch.setattr("evigraph.graph.authority_files.csv.reader", _counting(read))
    (folder / "k.csv").write_text(CSV, encoding="utf-8")

    def build(**options: str) -> int:
        before = len(read)
        build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options((Path("k.csv"),), **options))
        return len(read) - before

    assert (build(), build()) == (2, 0)
    with service({"result": []}, []) as address:
        assert build(service=address) == 0
    assert build() == 2
    (folder / "k.csv").write_text(CSV + "http://x/3,Jack Ma,,Person\n", encoding="utf-8")
    assert build() == 2
    assert iris(evigraph.load("out").graph)["Jack Ma"] == ("http://x/3",)


def _counting(read: list[str]) -> Callable[..., object]:
    reader = csv.reader

    def count(*arguments: object, **options: object) -> object:
        read.append("table")
        return reader(*arguments, **options)  # type: ignore[call-overload]  # whatever it is called with

    return count


def test_a_bad_authority_leaves_the_folder_as_it_was(folder: Path) -> None:
    """Half an authority is none."""
    (folder / "k.csv").write_text(CSV, encoding="utf-8")
    (folder / "bad.csv").write_text("id,label\nq9,Jack Ma\n,\n", encoding="utf-8")
    build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options((Path("k.csv"),)))
    with pytest.raises(AuthorityError):
        build_into(Path("out"), [Path("a.txt")], FakeReader, options=Options((Path("bad.csv"),)))
    assert iris(evigraph.load("out").graph) == BOTH


def _filled(answer: object, label: str) -> object:
    return json.loads(json.dumps(answer).replace("LABEL", label))


@contextmanager
def service(answer: object, asked: list[str]) -> Iterator[str]:
    """Run a reconciliation service that answers each query alike but for its label, and note what it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({"name": "test", "identifierSpace": "http://x/", "schemaSpace": "http://x/"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            queries = json.loads(parse_qs(body)["queries"][0])
            asked.extend(query["query"] for query in queries.values())
            told = {key: _filled(answer, query["query"]) for key, query in queries.items()}
            self._send(told if isinstance(answer, dict) else answer)

        def _send(self, found: object) -> None:
            content = json.dumps(found).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("match", "expected"), [(True, ("http://x/Alibaba",)), (False, ())])
def test_a_service_links_what_it_calls_a_match(folder: Path, match: bool, expected: tuple[str, ...]) -> None:
    """What it is not sure of is a candidate only; the labels of named entities are all that it is sent."""
    asked: list[str] = []
    result = {"result": [{"id": "LABEL", "name": "X", "score": 90, "match": match, "type": []}]}
    with service(result, asked) as address:
        graph = build_in_memory([Path("a.txt")], FakeReader, options=Options(service=address)).graph
    assert iris(graph)["Alibaba"] == expected
    assert len(graph.links) == 3
    assert asked == ["Alibaba", "Hangzhou", "Jack Ma"]


@pytest.mark.parametrize("answer", [[], {"result": 7}, {"result": [{"name": "no id"}]}])
def test_a_service_that_speaks_otherwise_is_named(folder: Path, answer: object) -> None:
    """Whatever it sends, the error says which service it was."""
    with service(answer, []) as address, pytest.raises(AuthorityError, match="does not answer"):
        build_in_memory([Path("a.txt")], FakeReader, options=Options(service=address))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "file:///etc/passwd", "nonsense"])
def test_a_service_that_is_not_there(folder: Path, address: str) -> None:
    """Only the web is asked, and silence has a cure."""
    with pytest.raises(AuthorityError, match=r"cannot be reached|no address"):
        build_in_memory([Path("a.txt")], FakeReader, options=Options(service=address))
