from __future__ import annotations

from evigraph.graph.summary import summary
from samples import GRAPH


def test_the_best_known_entity_is_one_with_relations() -> None:
    """The summary suggests to ask for something that has an answer."""
    assert summary(GRAPH).best_known == "Alibaba"


def test_figures_are_those_of_the_graph() -> None:
    """What is counted is what is there."""
    found = summary(GRAPH)
    assert (found.documents, found.entities) == (len(GRAPH.documents), len(GRAPH.entities))
    assert (found.relations, found.asserted) == (len(GRAPH.relations), sum(each.asserted for each in GRAPH.relations))
