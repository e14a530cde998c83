from __future__ import annotations

import networkx as nx
import pytest
from evigraph.graph.model import Entity, Evidence, Graph, Relation, Status, Value
from evigraph.graph.network import network


def claim(id_: str, status: Status = "asserted", confidence: float = 0.5, quote: str = "A bought B.") -> Evidence:
    return Evidence(id_, "d", 0, len(quote), quote, (0, 1), (9, 10), confidence=confidence, status=status)


GRAPH = Graph(
    entities=(Entity("a-1", "A", "Organization", ("Aa",)), Entity("b-1", "B", "Organization")),
    relations=(
        Relation("a-1", "acquired", "b-1", (claim("1"), claim("2", "possible", 0.9, "A may buy B."))),
        Relation("a-1", "foundedOn", Value("1999", "xsd:gYear"), (claim("3"),)),
        Relation("a-1", "owns", "b-1", (claim("4"),)),
        Relation("b-1", "owns", "a-1", (claim("5", "negated"),)),
    ),
)


def test_parallel_edges() -> None:
    """Two relations between the same entities are two edges, keyed by predicate."""
    assert list(network(GRAPH).edges(keys=True)) == [("a-1", "b-1", "acquired"), ("a-1", "b-1", "owns")]


def test_asserted_only() -> None:
    """An edge counts and quotes its asserted claims alone."""
    edge = network(GRAPH).edges["a-1", "b-1", "acquired"]
    assert edge == {"claims": 1, "confidence": 0.5, "status": "asserted", "quotes": ("A bought B.",)}


def test_other_statuses() -> None:
    """Asked for, claims that are not asserted count too, and the surest gives confidence and status."""
    edge = network(GRAPH, statuses=("asserted", "possible")).edges["a-1", "b-1", "acquired"]
    assert (edge["claims"], edge["confidence"], edge["status"]) == (2, 0.9, "possible")
    assert network(GRAPH, statuses=("negated",)).has_edge("b-1", "a-1", "owns")


def test_values() -> None:
    """Literals are nodes only if asked for."""
    assert set(network(GRAPH)) == {"a-1", "b-1"}
    found = network(GRAPH, values=True)
    assert found.nodes['"1999"^^xsd:gYear']["type"] == "xsd:gYear"


def test_node_attributes() -> None:
    """A node has what one needs to show it."""
    assert network(GRAPH).nodes["a-1"] == {"label": "A", "type": "Organization", "aliases": ("Aa",), "mentions": 0}


def test_algorithms_run() -> None:
    """It is a graph for NetworkX to work on, and changing it leaves ours alone."""
    found = network(GRAPH)
    assert nx.is_weakly_connected(found)
    found.remove_node("a-1")
    assert len(network(GRAPH)) == 2


@pytest.mark.parametrize("values", [False, True])
def test_empty(values: bool) -> None:
    """An empty graph is an empty network."""
    assert len(network(Graph(), values=values)) == 0
