"""The queries of docs/rdf.md run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from evigraph.query.sparql import query
from evigraph.query.store import load
from evigraph.query.table import Table
from samples import GRAPH

PAGE = (Path(__file__).parents[1] / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_has_queries():
    """The page shows queries."""
    assert QUERIES


@pytest.mark.parametrize("text", QUERIES)
def test_queries_answer(text):
    """Each query of the page finds something in the samples."""
    found = query(load(GRAPH), text)
    assert isinstance(found, Table)
    assert found.rows
