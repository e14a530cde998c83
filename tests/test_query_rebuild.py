"""Out into RDF and back: nothing of a graph is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import evigraph
import pytest
from evigraph.errors import WorkspaceError
from evigraph.export.formats import dumps, write
from evigraph.export.literals import literal
from evigraph.export.ntriples import nq
from evigraph.graph.model import Graph, Relation, Value
from evigraph.query.rebuild import rebuild
from evigraph.query.store import load
from samples import GRAPH


def canonical(graph: Graph) -> Graph:
    """Return a graph as RDF has it: values in canonical form, and everything that has no order in one."""
    entities = tuple(
        replace(
            entity,
            aliases=tuple(sorted(entity.aliases, key=lambda alias: f'"{alias}"')),
            mentions=tuple(sorted(entity.mentions, key=lambda found: (found.document, found.start, found.end))),
        )
        for entity in graph.entities
    )
    relations = tuple(sorted(map(_canonical, graph.relations), key=lambda r: (r.subject, r.predicate, str(r.object))))
    documents = tuple(replace(document, language=document.language) for document in graph.documents)
    return Graph(documents, entities, relations)


def _canonical(relation: Relation) -> Relation:
    target = relation.object
    if isinstance(target, Value):
        span = relation.evidence[0].object_span or (None, None)
        target = replace(target, value=literal(target).value, start=span[0], end=span[1])
    return replace(relation, object=target, evidence=tuple(sorted(relation.evidence, key=lambda said: said.id)))


def test_the_graph_comes_back():
    """Documents, entities, mentions, relations, sentences, statuses, times and spans are what they were."""
    assert rebuild(load(GRAPH)) == canonical(GRAPH)


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig"])
def test_every_syntax_brings_it_back(tmp_path, name):
    """Whichever file was kept, the graph is in it."""
    write(GRAPH, tmp_path / f"graph.{name}", name)
    assert rebuild(load(tmp_path / f"graph.{name}")) == canonical(GRAPH)


@pytest.mark.parametrize("name", ["ttl", "nq", "ttl12", "jsonld", "rdfxml"])
def test_what_came_back_is_written_as_before(name):
    """Out, back and out again are the same bytes."""
    assert dumps(rebuild(load(GRAPH)), name) == dumps(GRAPH, name)


def test_another_base_is_no_obstacle():
    """Names lie under the base the data states."""
    assert rebuild(load(nq(GRAPH, base="https://kg.example/"))) == canonical(GRAPH)


def test_half_a_claim_is_named():
    """A store that lacks a part of a claim is refused, not guessed at."""
    lines = nq(GRAPH).decode().splitlines(keepends=True)
    with pytest.raises(WorkspaceError, match="lacks a part"):
        rebuild(load("".join(line for line in lines if "oa#exact" not in line).encode()))


def test_a_built_graph_comes_back(kg, built):
    """The graph of the seeds is the same bytes after a round trip."""
    assert nq(rebuild(load(built / "graph.nq"))) == (built / "graph.nq").read_bytes()


def test_a_file_of_rdf_opens_as_a_graph(tmp_path):
    """What was exported can be explained again."""
    write(GRAPH, tmp_path / "graph.ttl")
    assert evigraph.load(tmp_path / "graph.ttl").explain("Alibaba").entity.label == "Alibaba"
