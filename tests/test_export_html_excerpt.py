"""A graph too large for one file: the best connected part of it as a page that says so, in bounded time and size."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from evigraph.benchmarks.large import hub, made
from evigraph.export.explorer import excerpt
from evigraph.export.explorer.excerpt import size_of
from evigraph.export.html import render, streamed
from evigraph.graph.communities import communities
from evigraph.graph.sketch import sketch
from pages import PATIENCE, needs_chromium

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file hold 300 entities, and of a larger graph 60 of them with 90 claims."""
    monkeypatch.setattr(excerpt, "FILE_ENTITIES", 300)
    monkeypatch.setattr(excerpt, "PART_ENTITIES", 60)
    monkeypatch.setattr(excerpt, "PART_CLAIMS", 90)


def _data(page: str, name: str) -> Any:
    found = re.search(f'id="graph-{name}">([^<]*)<', page)
    assert found
    return json.loads(zlib.decompress(b64decode(found[1])))


def test_a_graph_that_fits_is_whole() -> None:
    """Up to the size of one file everything is in the page, and nothing says that there is more."""
    page = render(made(200))
    assert 'id="graph-whole"' not in page
    assert streamed(page, "/explorer/part") == page


@pytest.mark.usefixtures("small")
def test_a_larger_graph_gives_its_best_connected_part() -> None:
    """The page has so many entities and claims as it may, the best connected ones, and says how large the whole is."""
    graph = made(400)
    page = render(graph)
    tables, whole = _data(page, "graph"), _data(page, "whole")
    size = size_of(graph)
    assert [whole[name] for name in ("entities", "claims", "documents")] == [size.entities, size.claims, size.documents]
    assert len(tables["entities"]["id"]) == 60
    assert len(tables["claims"]["relation"]) <= 90
    degree = {entity.id: 0 for entity in graph.entities}
    for relation in graph.relations:
        degree[relation.subject] += 1
        degree[str(relation.object)] += 1
    kept = set(tables["entities"]["id"])
    assert min(degree[one] for one in kept) >= max(degree[one] for one in degree.keys() - kept)


@pytest.mark.usefixtures("small")
def test_a_part_has_sentences_and_no_texts() -> None:
    """Each claim of a part brings its sentence; whole texts are left out."""
    evidence = _data(render(made(400)), "evidence")
    assert set(evidence["texts"]) == {None}
    assert all(" has worked with " in quote for quote in evidence["proofs"]["quote"])


@pytest.mark.usefixtures("small")
def test_a_part_is_the_same_every_time_and_types_look_as_in_the_whole() -> None:
    """The part is a function of the graph, and the look of a type does not depend on what the part holds."""
    graph = made(400)
    odd = replace(graph.entities[0], id="zz", type="Aardvark", mentions=())
    larger = replace(graph, entities=(*graph.entities, odd))
    assert render(larger) == render(larger)
    styles = _data(render(larger), "whole")["styles"]
    assert styles.keys() == {entity.type for entity in larger.entities}
    nodes = _data(render(larger), "nodes")
    types = _data(render(larger), "graph")["entities"]["type"]
    assert [{name: node[name] for name in ("shape", "color")} for node in nodes] == [styles[kind] for kind in types]


@pytest.mark.parametrize("limit", ["FILE_CLAIMS", "FILE_CHARACTERS"])
def test_many_claims_or_long_texts_are_too_large_as_well(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Not only the number of entities bounds a file."""
    monkeypatch.setattr(excerpt, limit, 100)
    assert 'id="graph-whole"' in render(made(200))


def test_one_relation_brings_few_of_its_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relation that thousands of sentences support takes the place of five."""
    monkeypatch.setattr(excerpt, "FILE_CLAIMS", 100)
    graph = hub(3)
    many = tuple(replace(graph.relations[0].evidence[0], id=f"k{number}") for number in range(3000))
    part = excerpt.excerpt(replace(graph, relations=(replace(graph.relations[0], evidence=many),)))
    assert [len(relation.evidence) for relation in part.relations] == [5]


def test_only_the_page_of_a_part_is_told_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file names no address and may ask for nothing; a server writes both into the page it sends."""
    monkeypatch.setattr(excerpt, "FILE_ENTITIES", 10)
    page = render(made(20), title="default-src &#39;none&#39;;")
    assert "connect-src" not in page.partition("<script>")[0]
    served = streamed(page, '/part?"><b>')
    assert served.count("connect-src &#39;self&#39;") == 1
    assert 'data-address="/part?&#34;&gt;&lt;b&gt;"' in served


def test_a_hub_is_bounded() -> None:
    """One entity with 120,000 neighbours gives a small page."""
    graph = hub(120_000)
    page = render(graph)
    assert len(page) < 1_000_000
    assert "hub" in _data(page, "graph")["entities"]["id"]
    assert _data(page, "whole")["entities"] == 120_001


def test_single_outermost_community_is_left_out() -> None:
    """Where all hang together, the communities inside are the outermost."""
    graph = hub(2500)
    tree = communities(sketch(graph))
    assert sum(group.parent is None for group in tree) > 1


@needs_chromium
@pytest.mark.usefixtures("small")
def test_file_of_a_part_says_so(browser: Browser, tmp_path: Path) -> None:
    """Opened as a file the page says what it holds, how to come to the rest, and why there are no whole texts."""
    path = tmp_path / "part.html"
    path.write_text(render(made(400)), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda sent: None if sent.url.startswith(("file:", "data:")) else troubles.append(sent.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    assert " of 400 entities" in page.inner_text("#summary")
    assert "evigraph serve shows all" in page.inner_text("#panel .part-note")
    page.locator("#panel .spread .entity").first.click()
    assert page.locator("#panel .claim mark.object").count() > 0
    assert "a part of what is said of it" in page.inner_text("#panel")
    page.locator("#panel .claim .source").first.click()
    assert "too large for one file" in page.inner_text("#reader-text")
    context.close()
    assert troubles == []
