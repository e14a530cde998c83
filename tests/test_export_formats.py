"""Files in every format: chosen by name or suffix, whole or not at all, and read back by others."""

from __future__ import annotations

import csv
import io
import json
import stat
from dataclasses import asdict, replace
from pathlib import Path

import networkx as nx
import pytest
from evigraph.errors import FormatError, OutputError
from evigraph.export.edges import edges, nodes
from evigraph.export.formats import FORMATS, dumps, format_of, several, write
from evigraph.export.graphml import EDGE_FIELDS, NODE_FIELDS
from evigraph.export.table import COLUMNS, defused
from evigraph.graph.model import Document, Entity, Graph, Relation, Value
from hypothesis import given
from hypothesis import strategies as st
from samples import ALIBABA, GRAPH

GOLDEN = Path(__file__).parent / "golden"
FLAT = ("graphml", "gexf", "json", "csv")


def test_names_are_pinned():
    """Formats have the names the documentation gives them."""
    assert " ".join(FORMATS) == "ttl ttl12 nt nq trig jsonld rdfxml graphml gexf json csv cyjs html"


@pytest.mark.parametrize("name", FORMATS)
def test_every_suffix_names_its_format(name):
    """Each suffix, in any case, leads to one format."""
    assert {format_of(suffix.upper()).name for suffix in FORMATS[name].suffixes} == {name}


@pytest.mark.parametrize("name", FLAT)
def test_golden(name):
    """The bytes of each format are those that were looked at and kept."""
    assert dumps(GRAPH, name) == (GOLDEN / f"samples.{name}").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_file_has_the_bytes(name, tmp_path):
    """A file holds what `dumps` gives, by suffix or by name."""
    by_suffix, by_name = tmp_path / f"a{FORMATS[name].suffixes[0]}", tmp_path / "plain"
    write(GRAPH, by_suffix)
    write(GRAPH, by_name, name)
    assert by_suffix.read_bytes() == by_name.read_bytes() == dumps(GRAPH, name)


@pytest.mark.parametrize("name", FORMATS)
def test_empty_graph_has_every_format(name):
    """A graph of nothing can be written."""
    assert dumps(Graph(), name)


def test_formats_written_together_are_those_written_alone():
    """What is gathered once for some formats does not show in them."""
    groups = several(GRAPH, dict.fromkeys(FORMATS, b""))
    together = {name: b"".join(found) for group in groups for name, found in group.items()}
    assert together == {name: dumps(GRAPH, name) for name in FORMATS}


@pytest.mark.parametrize(("name", "hint"), [("tutle", "turtle"), ("grapml", "graphml"), ("xlsx", "the formats are")])
def test_unknown_format(name, hint):
    """A format nobody writes is refused with the close one, or all."""
    with pytest.raises(FormatError, match=hint):
        dumps(GRAPH, name)


@pytest.mark.parametrize("name", ["graph", "graph.xyz"])
def test_unknown_suffix(name, tmp_path):
    """A file whose suffix tells nothing is refused and not made."""
    with pytest.raises(FormatError, match="the formats are ttl"):
        write(GRAPH, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_missing_folder(tmp_path):
    """A folder that is not there is named, with the cure."""
    with pytest.raises(OutputError, match=r"nowhere.graph\.ttl: cannot be written: No such file"):
        write(GRAPH, tmp_path / "nowhere" / "graph.ttl")


def test_target_is_a_folder(tmp_path):
    """A folder in the place of the file stays, and nothing is left beside it."""
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write(GRAPH, tmp_path / "graph.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_failure_keeps_the_old_file(tmp_path, monkeypatch):
    """When the disk fails in the middle, the file of before is still whole and no other is left."""
    target = tmp_path / "graph.nt"
    target.write_text("before")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="No space left"):
        write(GRAPH, target)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]
    assert target.read_text() == "before"


def test_file_mode_is_kept(tmp_path):
    """A file that is replaced keeps its permissions; a new one can be read by others."""
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.touch(0o600)
    for path in (old, new):
        write(GRAPH, path)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o600, 0o644]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"html", "csv"}])
def test_no_carriage_returns(name):
    """Lines end in a line feed; a carriage return of a document is escaped or inside a JSON string."""
    assert b"\r" not in dumps(GRAPH, name)


@pytest.mark.parametrize("name", FORMATS)
def test_lone_surrogates(name):
    """A text that no encoding can hold does no harm."""
    odd = Document.of("a\ud800b", source="\udfff", title="\ud800")
    broken = replace(
        GRAPH, documents=(odd,), entities=(Entity("x\ud800", "\ud800", "Thing", ("\udfff",)),), relations=()
    )
    assert dumps(broken, name).decode("utf-8")


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_it(name, read):
    """NetworkX finds every node, every parallel edge, and the evidence of each."""
    found = read(io.BytesIO(dumps(GRAPH, name)))
    assert found.is_directed()
    assert set(found.nodes) == {node.id for node in nodes(GRAPH)}
    kept = {(s, t, d["predicate"], d["sentence"], d["evidence"]) for s, t, d in found.edges(data=True)}
    assert kept == {(edge.source, edge.target, edge.predicate, edge.sentence, edge.evidence) for edge in edges(GRAPH)}


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_every_attribute_comes_back(name, read):
    """What a node and an edge have is read as it was, numbers and truth values too."""
    found = read(io.BytesIO(dumps(GRAPH, name)))
    for node in nodes(GRAPH):
        assert {field: found.nodes[node.id][field] for field in NODE_FIELDS} == {
            field: getattr(node, field) for field in NODE_FIELDS
        }
    kept = [
        (source, target, {field: data[field] for field in EDGE_FIELDS})
        for source, target, data in found.edges(data=True)
    ]
    for edge in edges(GRAPH):
        assert (edge.source, edge.target, {field: getattr(edge, field) for field in EDGE_FIELDS}) in kept
    assert len(kept) == len(list(edges(GRAPH)))


def test_parallel_edges_stay_apart():
    """Two relations between the same two things are two edges."""
    ends = [(edge.source, edge.target) for edge in edges(GRAPH)]
    assert len(ends) > len(set(ends))


def test_evidence_of_an_edge_is_json_with_offsets():
    """The claims of an edge name document, source and offsets."""
    texts = {document.id: document.text for document in GRAPH.documents}
    for edge in edges(GRAPH):
        for claim in json.loads(edge.evidence):
            assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"]
            assert claim["source"]


def test_the_sentence_of_an_edge_asserts_it():
    """An edge shows its surest assertion before a surer guess."""
    (found,) = [relation for relation in GRAPH.relations if relation.predicate == "foundedIn"]
    asserted, possible = sorted(found.evidence, key=lambda evidence: evidence.status)
    odd = replace(found, evidence=(replace(asserted, confidence=0.1), replace(possible, confidence=0.9)))
    (edge,) = edges(Graph(relations=(odd,)))
    assert (edge.sentence, edge.confidence, edge.status) == (asserted.quote, 0.1, "asserted possible")


def test_values_are_one_node_each():
    """The same value at two edges is one node; another unit is another node."""
    relations = [
        Relation("a", predicate, Value("5", "xsd:integer", unit=unit), GRAPH.relations[0].evidence)
        for predicate, unit in (("p", None), ("q", None), ("r", "kg"))
    ]
    found = list(nodes(Graph(relations=tuple(relations))))
    assert sorted(node.label for node in found) == ["5", "5 kg"]


def test_json_holds_the_whole_graph():
    """JSON gives back each document, entity and relation."""
    content = json.loads(dumps(GRAPH, "json"))
    assert content["entities"] == json.loads(json.dumps([asdict(entity) for entity in GRAPH.entities]))
    assert [found["text"] for found in content["documents"]] == [found.text for found in GRAPH.documents]
    assert len(content["relations"]) == len(GRAPH.relations)


def test_csv_has_a_row_per_claim():
    """Each claim is a row with its sentence and place."""
    rows = list(csv.DictReader(io.StringIO(dumps(GRAPH, "csv").decode(), newline="")))
    assert len(rows) == sum(len(relation.evidence) for relation in GRAPH.relations)
    assert tuple(rows[0]) == COLUMNS
    (row,) = [row for row in rows if row["predicate"] == "foundedOn"]
    assert (row["subject"], row["object"], row["object_type"]) == (ALIBABA.label, "1999-06-28", "xsd:date")
    assert row["sentence"].startswith("🛒 Alibaba")


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", " =1", "\r=1", "|x", "\uff1d1"])
def test_formulas_are_defused(cell):
    """What a spreadsheet would run begins with an apostrophe."""
    assert defused(cell) == f"'{cell}"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_are_left_alone(number):
    """A negative number is no formula."""
    assert defused(str(number)) == str(number)


@given(st.text(max_size=20))
def test_no_cell_can_run(label):
    """Whatever a label is, its cell begins with nothing a spreadsheet runs."""
    relation = replace(GRAPH.relations[0], subject="x")
    content = dumps(Graph(entities=(Entity("x", label, "Thing"),), relations=(relation,)), "csv").decode()
    first = next(csv.DictReader(io.StringIO(content, newline="")))["subject"]
    assert (
        first.lstrip()[:1] not in {"=", "+", "@"}
        or first.startswith("'")
        or first.lstrip("+").replace(".", "").isdigit()
    )
