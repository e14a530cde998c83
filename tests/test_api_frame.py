"""A graph as a table: a row per relation, with the sentence that says it best."""

from __future__ import annotations

import sys

import pytest
from evigraph import KnowledgeGraph
from evigraph.errors import FormatError
from evigraph.frame import COLUMNS, best, frame
from evigraph.graph.model import Graph
from samples import GRAPH


def test_a_row_per_relation():
    """No relation is left out or said twice, and the order is that of the graph."""
    table = frame(GRAPH)
    assert list(table.columns) == list(COLUMNS)
    assert list(table["predicate"]) == [relation.predicate for relation in GRAPH.relations]


def test_the_sentence_is_where_the_row_says():
    """Source and offsets lead to the sentence."""
    texts = {document.source: document.text for document in GRAPH.documents}
    for row in frame(GRAPH).itertuples():
        assert texts[row.source][row.start : row.end] == row.sentence


def test_the_best_claim_is_asserted_if_one_is():
    """A relation that is asserted somewhere shows that claim."""
    for relation in GRAPH.relations:
        assert (best(relation).status == "asserted") == relation.asserted


def test_an_empty_graph_has_the_same_columns_and_types():
    """Code that works on a table works on an empty one."""
    assert frame(Graph()).dtypes.equals(frame(GRAPH).dtypes)
    assert len(frame(Graph())) == 0


def test_without_pandas_the_cure_is_said(monkeypatch):
    """pandas is optional, and its absence is an error with a cure."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(FormatError, match=r"pandas: is not installed \(pip install"):
        KnowledgeGraph(Graph()).to_pandas()
