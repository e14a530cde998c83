"""Tables, RDF, vocabularies and records of anyone: they are read, or refused with an error that names the place."""

from __future__ import annotations

import contextlib
import json
import random
import resource

import pytest
from evigraph.errors import AuthorityError, DocumentError
from evigraph.graph.authority import Kind, Named
from evigraph.graph.authority_files import read
from evigraph.graph.model import Document, Mention, Reading
from evigraph.graph.record import from_json, to_json
from evigraph.graph.vocabulary import NAMESPACE, bundled, parse, source
from hostile import damaged
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_graph_record import READING

quickly = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
TABLE = b"id,label,aliases,type\nQ1,Alibaba,BABA|Ali,company\nQ2,Hangzhou,,city\n"
RDF = {
    ".ttl": b'@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:a> s:prefLabel "A"@en ; s:altLabel "B" .',
    ".nt": b'<urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A" .\n',
    ".rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">'
    b'<rdf:Description rdf:about="urn:a"><s:prefLabel>A</s:prefLabel></rdf:Description></rdf:RDF>',
    ".jsonld": b'{"@id": "urn:a", "http://www.w3.org/2004/02/skos/core#prefLabel": "A"}',
}
LAUGHS = "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))


def drained(tmp_path, suffix: str, data: bytes) -> list[Named | Kind]:
    """Read an authority file."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    return list(read(path))


@given(damaged(TABLE) | st.binary(max_size=200))
@example(b"")
@example(b'id,label\n"')
@example(b"id,label\n\0,\0\n")
@example("id,label\nQ1,A\n".encode("utf-16"))
@quickly
def test_any_table_is_read_or_refused(tmp_path, data):
    """Whatever is in a CSV file, it gives names or one error of ours."""
    with contextlib.suppress(AuthorityError):
        assert all(isinstance(row, Named | Kind) for row in drained(tmp_path, ".csv", data))


@pytest.mark.parametrize("suffix", RDF)
def test_any_rdf_is_read_or_refused(tmp_path, suffix):
    """Whatever is in a file of RDF, it gives names or one error of ours."""
    assert [row.name for row in drained(tmp_path, suffix, RDF[suffix]) if isinstance(row, Named)][:1] == ["A"]

    @given(damaged(RDF[suffix]) | st.binary(max_size=100))
    @quickly
    def check(data):
        with contextlib.suppress(AuthorityError):
            drained(tmp_path, suffix, data)

    check()


@pytest.mark.parametrize("first", [True, False])
def test_a_line_without_end_is_refused(tmp_path, first):
    """A table in one line is told by its line, and is not held in memory."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"" if first else TABLE)
        file.truncate(1 << 28)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(AuthorityError, match=f"line {1 if first else 4}: is longer than"):
        list(read(path))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_entities_of_rdf_do_not_multiply(tmp_path):
    """Ten entities of ten others each, ten deep, are refused or left as they are."""
    text = RDF[".rdf"].replace(b">A<", b">&j;<").decode()
    with contextlib.suppress(AuthorityError):
        rows = drained(tmp_path, ".rdf", f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>{text}'.encode())
        assert sum(len(row.name) for row in rows if isinstance(row, Named)) < 10_000


def test_name_spaces_as_entities_are_read(tmp_path):
    """Files of Protégé declare entities for their name spaces, which do no harm."""
    text = RDF[".rdf"].replace(b'"urn:a"', b'"&here;a"').decode()
    (row,) = drained(tmp_path, ".owl", f'<!DOCTYPE rdf:RDF [<!ENTITY here "urn:x:">]>{text}'.encode())
    assert row == Named("urn:x:a", "A", preferred=True)


def test_entities_of_rdf_read_no_file(tmp_path):
    """A file of this machine cannot be put into a label."""
    (tmp_path / "secret").write_text("the secret")
    outside = (
        f'<!DOCTYPE x [<!ENTITY k SYSTEM "file://{tmp_path}/secret">]>{RDF[".rdf"].decode().replace(">A<", ">&k;<")}'
    )
    with contextlib.suppress(AuthorityError):
        assert "the secret" not in str(drained(tmp_path, ".rdf", outside.encode()))


def test_contexts_of_json_ld_are_not_fetched(tmp_path):
    """A context elsewhere is an error, not a request."""
    with pytest.raises(AuthorityError):
        drained(tmp_path, ".jsonld", b'{"@context": "http://127.0.0.1:9/c", "@id": "urn:a", "label": "A"}')


@pytest.mark.parametrize("suffix", [".jsonld", ".ttl", ".rdf", ".trig"])
def test_rdf_of_any_depth_is_read_or_refused(tmp_path, suffix):
    """A hundred thousand brackets end in an error, not in a crash."""
    deep = {".jsonld": b'{"@id":"urn:a","urn:p":' * 100_000, ".ttl": b"[<urn:p> " * 100_000, ".trig": b"<<" * 100_000}
    with contextlib.suppress(AuthorityError):
        drained(tmp_path, suffix, deep.get(suffix, b"<a>" * 100_000))


SEED = source().encode()[:6000]


@given(damaged(SEED) | st.binary(max_size=100))
@example(b"@prefix")
@example(b".")
@example(b"a .")
@example(f"<{NAMESPACE}A> <urn:p> <urn:o> .".encode())
@example(f"<{NAMESPACE}A> a <http://www.w3.org/2002/07/owl#Class> .".encode())
@quickly
def test_any_vocabulary_is_read_or_refused(data):
    """Whatever is in a vocabulary, it is one or a ValueError."""
    with contextlib.suppress(ValueError):
        parse(data.decode("utf-8", "replace"))


def test_classes_in_a_circle_end():
    """A class above itself is its own ancestor, and nothing else happens."""
    head = f"@prefix e: <{NAMESPACE}> . @prefix o: <http://www.w3.org/2002/07/owl#> ."
    head += " @prefix r: <http://www.w3.org/2000/01/rdf-schema#> ."
    one, other = (
        f'e:{name} a o:Class ; r:label "{name}" ; r:comment "-" ; r:subClassOf e:{above} .'
        for name, above in (("A", "B"), ("B", "A"))
    )
    assert parse(f"{head} {one} {other}").ancestors("A") == {"A", "B"}


def test_classes_of_any_depth_end():
    """Ten thousand classes above each other are all ancestors of the lowest."""
    known = bundled().classes["Company"]
    classes = {f"C{step}": type(known)(f"C{step}", "", "", (f"C{step + 1}",)) for step in range(10_000)}
    assert len(type(bundled())(classes, {}).ancestors("C0")) == 10_001


@given(damaged(to_json(READING).encode()) | st.binary(max_size=100))
@quickly
def test_any_record_is_read_or_refused(data):
    """Whatever is in a line, it is a reading of its own text or an error that names the place."""
    with contextlib.suppress(DocumentError):
        reading = from_json(data.decode("utf-8", "surrogateescape"))
        assert from_json(to_json(reading)) == reading


@given(st.randoms(use_true_random=False))
@quickly
def test_any_value_in_the_place_of_another_is_refused_or_read(chance: random.Random):
    """A record in which one value is of another kind never ends in any other error."""
    record = json.loads(to_json(READING))
    place, key = record, chance.choice(list(record))
    while isinstance(place[key], dict | list) and place[key] and chance.random() < 0.8:
        place = place[key]
        key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
    place[key] = chance.choice(
        [None, True, -1, 10**30, 1.5, float("inf"), "", "m1", [], [[]], {}, {"value": 1}, "\ud800"]
    )
    with contextlib.suppress(DocumentError):
        from_json(json.dumps(record))


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 5000, "1e-400"])
def test_numbers_of_any_size_in_a_record(number):
    """A number that is none, or has no end, is refused where it stands."""
    line = to_json(READING).replace("0.93", number)
    with contextlib.suppress(DocumentError):
        assert 0 <= from_json(line).claims[0].confidence <= 1


def test_a_record_with_many_items_is_read():
    """A hundred thousand mentions take their time and no more."""
    text = "a" * 100_000
    many = tuple(Mention(f"m{place}", place, place + 1, "a", "Thing", "name") for place in range(0, 100_000, 5))
    reading = Reading(Document.of(text, source="a"), many)
    assert from_json(to_json(reading)) == reading
