"""The graphs the view is measured with, and the table the figures stand in."""

from __future__ import annotations

from evigraph.benchmarks.large import hub, made
from evigraph.benchmarks.view import Figure, Row, table


def test_made_graphs_are_of_the_size_asked_for() -> None:
    """A graph has the entities asked for, about twice as many relations, and evidence that stands in its text."""
    graph = made(200)
    texts = {document.id: document.text for document in graph.documents}
    claims = [claim for relation in graph.relations for claim in relation.evidence]
    assert len(graph.entities) == 200
    assert 300 <= len(graph.relations) <= 400
    assert all(texts[claim.document][claim.start : claim.end] == claim.quote for claim in claims)
    assert graph == made(200)


def test_table_says_how_many_times_as_much() -> None:
    """A stock page stands beside ours with its figures as multiples of ours, or as over the time-out."""
    row = Row("300", Figure(0.5, 0.8, 0.4, 17, 400_000), Figure(40.0, 40.0, 32.0, None, 800_000), 0.2, 0.4)
    ours, stock = table([row]).splitlines()[2:]
    assert ours == "| 300 | evigraph | 0.50 s | 0.40 s | 0.80 s | 17 ms | 0.40 MB | 0.2 s | 0.4 s |"
    times = "40.00 s (80 times) | 32.00 s (80 times) | 40.00 s (50 times) | over the time-out"
    assert stock == f"| | stock pyvis | {times} | 0.80 MB | | |"


def test_hub_has_one_entity_that_all_others_know() -> None:
    """Each relation leads from the hub to a leaf of its own."""
    graph = hub(50)
    assert len(graph.entities) == 51
    assert {relation.subject for relation in graph.relations} == {"hub"}
    assert len({relation.object for relation in graph.relations}) == 50
