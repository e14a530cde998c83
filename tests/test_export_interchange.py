"""What other programs take: Parquet, Neo4j, Cytoscape and JSON hold the whole graph and give it back."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import evigraph
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from evigraph.errors import DocumentError, FormatError, OutputError, WorkspaceError
from evigraph.export.edges import edges
from evigraph.export.formats import FOLDERS, dumps, write
from evigraph.export.parquet import read_readings, readings_schema, schema, write_readings
from evigraph.export.tables import TABLES, rows
from evigraph.graph.model import Document, Graph, Mention, Reading, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j_files import read, rebuilt
from samples import ALIBABA, GRAPH
from test_export_formats import GOLDEN
from test_graph_record import READING, readings

tidily = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def built(graph: Graph) -> Graph:
    """Leave out the spans of values in relations, which every graph that was built has in its claims only."""
    without = (
        replace(one, object=replace(one.object, start=None, end=None) if isinstance(one.object, Value) else one.object)
        for one in graph.relations
    )
    return replace(graph, relations=tuple(without))


def test_folders_are_pinned():
    """Formats of several files have the names the documentation gives them."""
    assert " ".join(FOLDERS) == "parquet neo4j"


@pytest.mark.parametrize("name", ["graph.parquet", "graph.json", "graph.cyjs"])
def test_the_graph_comes_back(name, tmp_path):
    """Parquet, JSON and Cytoscape hold all of documents, entities, relations and claims."""
    write(built(GRAPH), tmp_path / name)
    assert evigraph.load(tmp_path / name).graph == built(GRAPH)


def test_json_keeps_the_spans_of_values_and_failures(tmp_path):
    """The records have all that the values of the library have."""
    whole = replace(GRAPH, failures=(evigraph.Failure("a.pdf", "broken PDF", "print it anew"),))
    write(whole, tmp_path / "graph.json")
    assert evigraph.load(tmp_path / "graph.json").graph == whole


@pytest.mark.parametrize("name", ["graph.parquet", "graph.json", "graph.cyjs"])
def test_a_graph_of_nothing_comes_back(name, tmp_path):
    """No rows are rows as well."""
    write(Graph(), tmp_path / name)
    assert evigraph.load(tmp_path / name).graph == Graph()


def files_of(name: str, graph: Graph = GRAPH) -> dict[str, bytes]:
    """Return the files of a format that is a folder."""
    return {file: b"".join(pieces) for file, pieces in FOLDERS[name].files(graph)}


@pytest.mark.parametrize("name", ["parquet", "neo4j"])
def test_a_folder_is_no_stream(name):
    """Several files cannot go to standard output, and the message says what to do."""
    with pytest.raises(FormatError, match=f"is a folder of files.*-o graph.{name}"):
        dumps(GRAPH, name)


@pytest.mark.parametrize("name", ["parquet", "neo4j"])
def test_a_folder_repeats(name):
    """The same graph gives the same bytes."""
    assert files_of(name) == files_of(name)


def test_a_folder_is_filled_and_filled_again(tmp_path):
    """The files are replaced, what else is there stays, and nothing unfinished is left."""
    target = tmp_path / "graph.parquet"
    write(Graph(), target)
    (target / "mine.txt").touch()
    write(GRAPH, target)
    assert sorted(path.name for path in target.iterdir()) == sorted(
        ["mine.txt", *(f"{name}.parquet" for name in TABLES)]
    )
    assert pq.read_table(target / "claims.parquet").num_rows


def test_a_file_in_the_place_of_a_folder_stays(tmp_path):
    """A file is not replaced by a folder."""
    (tmp_path / "graph.parquet").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        write(GRAPH, tmp_path / "graph.parquet")
    assert (tmp_path / "graph.parquet").read_text() == "mine"


def test_golden_tables(tmp_path):
    """Columns, types and rows of Parquet are those that were looked at and kept."""
    write(GRAPH, tmp_path / "graph.parquet")
    found = {}
    for name in TABLES:
        table = pq.read_table(tmp_path / "graph.parquet" / f"{name}.parquet")
        columns = {field.name: f"{field.type}{'' if field.nullable else ' not null'}" for field in table.schema}
        found[name] = {"columns": columns, "rows": table.to_pylist()}
    golden = GOLDEN / "samples.parquet.json"
    assert json.dumps(found, ensure_ascii=False, indent=1) + "\n" == golden.read_text(encoding="utf-8")


def test_golden_neo4j():
    """The bytes of each file for Neo4j are those that were looked at and kept."""
    for name, content in files_of("neo4j").items():
        assert content == (GOLDEN / "neo4j" / name).read_bytes(), name


def test_golden_cytoscape():
    """The bytes for Cytoscape are those that were looked at and kept."""
    assert dumps(GRAPH, "cyjs") == (GOLDEN / "samples.cyjs").read_bytes()


def test_pandas_reads_the_tables(tmp_path):
    """A claim is found by its sentence, with the labels of what it relates."""
    import pandas as pd

    write(GRAPH, tmp_path / "graph.parquet")
    claims = pd.read_parquet(tmp_path / "graph.parquet" / "claims.parquet")
    relations = pd.read_parquet(tmp_path / "graph.parquet" / "relations.parquet")
    found = claims.merge(relations, left_on="relation", right_on="id")
    row = found[found.predicate == "foundedOn"].iloc[0]
    assert (row.subject_label, row.object_label, row.datatype) == (ALIBABA.label, "1999-06-28", "xsd:date")
    assert row.quote.startswith("🛒 Alibaba")


def test_every_claim_has_a_row_and_its_exact_quote():
    """No edge without evidence in the tables either."""
    texts = {row["id"]: row["text"] for row in rows(GRAPH, "documents")}
    known = {row["id"] for row in rows(GRAPH, "relations")}
    claims = list(rows(GRAPH, "claims"))
    assert {claim["relation"] for claim in claims} == known
    assert all(texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


@given(st.text(max_size=20), st.text(max_size=20))
@tidily
def test_any_text_can_be_in_a_table(tmp_path, text, title):
    """Whatever a text is made of, its row is written and read; what UTF-8 cannot hold is replaced one for one."""
    graph = Graph(documents=(Document.of(text, source=text, title=title or None),))
    write(graph, tmp_path / "any.parquet")
    clean = [
        "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in found) for found in (text, title)
    ]
    (document,) = evigraph.load(tmp_path / "any.parquet").graph.documents
    assert (document.text, document.title or "") == tuple(clean)


@given(st.lists(readings(), max_size=3))
@tidily
def test_readings_come_back(tmp_path, found):
    """Readings are a row each and come back equal, in their order."""
    write_readings(found, tmp_path / "readings.parquet")
    assert list(read_readings(tmp_path / "readings.parquet")) == found


def test_readings_stream(tmp_path):
    """Readings are written as they come, and an interrupted file is no file."""

    def broken():
        yield READING
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_readings(broken(), tmp_path / "readings.parquet")
    assert list(tmp_path.iterdir()) == []


def test_the_schema_of_readings_is_pinned(tmp_path):
    """A file of readings has these columns."""
    write_readings([READING], tmp_path / "readings.parquet")
    assert pq.read_schema(tmp_path / "readings.parquet").equals(readings_schema())
    assert " ".join(readings_schema().names) == "id source title date language text mentions entities claims rejected"


def test_readings_that_do_not_fit_their_text_are_refused(tmp_path):
    """A file that was changed is told by the place in its record."""
    odd = Reading(READING.document, (Mention("m1", 0, 7, "Tencent", "Organization", "name"),))
    write_readings([odd], tmp_path / "readings.parquet")
    with pytest.raises(DocumentError, match=r"mentions\[0\]\.text: not the text at its offsets"):
        list(read_readings(tmp_path / "readings.parquet"))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 100, b"no parquet"])
def test_what_is_no_parquet_is_refused(content, tmp_path):
    """A damaged or foreign file is named, of readings as of a graph."""
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(WorkspaceError, match="is no file of readings"):
        list(read_readings(tmp_path / "a.parquet"))
    write(GRAPH, tmp_path / "g.parquet")
    (tmp_path / "g.parquet" / "claims.parquet").write_bytes(content)
    with pytest.raises(WorkspaceError, match="is no table of a graph"):
        evigraph.load(tmp_path / "g.parquet")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_other_columns_is_refused(table, tmp_path):
    """A file of another program under one of our names is named."""
    write(GRAPH, tmp_path / "g.parquet")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "g.parquet" / f"{table}.parquet")
    with pytest.raises(WorkspaceError, match="is no table of a graph"):
        evigraph.load(tmp_path / "g.parquet")


def test_a_claim_of_no_relation_is_refused(tmp_path):
    """Tables that do not fit each other are told."""
    write(GRAPH, tmp_path / "g.parquet")
    empty = pa.Table.from_pylist([], schema=schema("relations"))
    pq.write_table(empty, tmp_path / "g.parquet" / "relations.parquet")
    with pytest.raises(WorkspaceError, match="a claim of no relation"):
        evigraph.load(tmp_path / "g.parquet")


def test_without_pyarrow_the_cure_is_named(monkeypatch, tmp_path):
    """The extra that brings the library is said."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(FormatError, match=r'pyarrow is not installed \(pip install "evigraph\[parquet\]"\)'):
        write(GRAPH, tmp_path / "g.parquet")


def test_neo4j_holds_the_whole_graph():
    """The nodes and relationships of Neo4j give the graph back."""
    assert rebuilt(read(files_of("neo4j").items())) == built(GRAPH)


def test_neo4j_has_only_what_is_asserted_as_relationships():
    """What is denied, planned or possible is a claim and no edge."""
    files = read(files_of("neo4j").items())
    found = [*files["relations"], *files["relations_to_values"]]
    assert {row["id"] for row in found} == {edge.id for edge in edges(GRAPH) if edge.asserted}
    assert len(files["claims"]) == sum(len(relation.evidence) for relation in GRAPH.relations)


def test_neo4j_ids_are_unique_and_known():
    """Every relationship starts and ends at a node of the space that its header names."""
    content = files_of("neo4j")
    files = read(content.items())
    known = {}
    for name in ("documents", "entities", "values", "claims"):
        ids = [row["id"] for row in files[name]]
        assert len(set(ids)) == len(ids)
        known[re.match(rb"id:ID\((\w+)\)", content[f"{name}.csv"])[1]] = set(ids)
    for name, rows_ in files.items():
        spaces = re.match(rb":START_ID\((\w+)\),:END_ID\((\w+)\)", content[f"{name}.csv"])
        for row in rows_ if spaces else ():
            assert row["from"] in known[spaces[1]]
            assert row["to"] in known[spaces[2]]


def test_cytoscape_has_unique_ids_and_ends_that_exist():
    """Cytoscape.js refuses an element whose id another one has, and an edge without its ends."""
    elements = json.loads(dumps(GRAPH, "cyjs"))["elements"]
    nodes = [node["data"]["id"] for node in elements["nodes"]]
    ids = [*nodes, *(edge["data"]["id"] for edge in elements["edges"])]
    assert len(set(ids)) == len(ids)
    assert {end for edge in elements["edges"] for end in (edge["data"]["source"], edge["data"]["target"])} <= set(nodes)


def test_cytoscape_edges_show_their_sentences():
    """The claims of an edge are objects with quote and document."""
    edge = json.loads(dumps(GRAPH, "cyjs"))["elements"]["edges"][0]["data"]
    assert edge["evidence"][0]["quote"]
    assert edge["evidence"][0]["document_source"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda found: found["documents"][0].pop("text"), "text: missing"),
        (lambda found: found["entities"][0].update(mentions=3), "mentions: expected `array`, got `int`"),
        (lambda found: found["relations"][0].update(subject="nobody"), "no entity has the id 'nobody'"),
        (lambda found: found["relations"][0].update(evidence=[]), "evidence: expected `array` of length >= 1"),
        (lambda found: found["relations"][0]["evidence"][0].update(status="true"), "status: invalid enum value 'true'"),
        (lambda found: found["relations"][0]["evidence"][0].update(confidence=9), "expected `float` <= 1.0"),
        (lambda found: found.pop("relations"), "relations: missing"),
    ],
)
def test_json_that_was_changed_is_refused(change, place, tmp_path):
    """The place of what is wrong is named."""
    found = json.loads(dumps(GRAPH, "json"))
    change(found)
    (tmp_path / "graph.json").write_text(json.dumps(found))
    with pytest.raises(WorkspaceError, match=place):
        evigraph.load(tmp_path / "graph.json")


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000, b"[]", b"{}", b'{"elements": 3}', b"1" * 9000])
def test_what_is_no_graph_is_refused(content, tmp_path):
    """Any other JSON is named, with the cure."""
    (tmp_path / "graph.cyjs").write_bytes(content)
    with pytest.raises(WorkspaceError, match="export it again"):
        evigraph.load(tmp_path / "graph.cyjs")


def test_extract_writes_parquet(tmp_path, monkeypatch):
    """The command line writes the readings that it would write as lines."""
    from evigraph import cli
    from fakes import FakeReader
    from typer.testing import CliRunner

    (tmp_path / "a.txt").write_text("Alibaba is in Hangzhou.")
    monkeypatch.setattr("evigraph.api.reader_for", lambda *_, **__: FakeReader)
    target = tmp_path / "readings.parquet"
    done = CliRunner().invoke(cli.app, ["extract", str(tmp_path / "a.txt"), "--parquet", str(target)])
    assert done.exit_code == 0, done.output
    assert [reading.document.text for reading in read_readings(target)] == ["Alibaba is in Hangzhou."]


PAGE = (GOLDEN.parents[1] / "docs" / "interchange.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_the_page_names_every_column(table):
    """The documentation has the columns of each table, in their order, and no others."""
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{table}.parquet`"))
    words = re.findall(r"`(\w+)`", line)
    named = [word for word in words if word in TABLES[table]]
    assert list(dict.fromkeys(named)) == list(TABLES[table])


def test_the_page_names_every_column_that_may_be_null():
    """What the schema lets be null is said, and nothing else."""
    line = PAGE.partition("Nullable are ")[2].partition(".\n")[0]
    nullable = {name for columns in TABLES.values() for name, kind in columns.items() if kind.endswith("?")}
    assert set(re.findall(r"`(\w+)`", line)) == nullable


def test_the_page_imports_every_file_for_neo4j():
    """The command of the page names each file, nodes as nodes."""
    for name, content in files_of("neo4j").items():
        assert f"--{'nodes' if content.startswith(b'id:ID(') else 'relationships'}={name}" in PAGE
