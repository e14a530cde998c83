"""The explorer of a graph too large for one file: a real server sends the rest to a real browser as it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from evigraph.benchmarks.large import made
from evigraph.export.explorer import excerpt
from evigraph.query import parts
from pages import needs_chromium
from serving import folder_of, serving

if TYPE_CHECKING:
    import httpx
    from evigraph.graph.model import Graph
    from playwright.sync_api import Page, Route

WAIT = 120_000


@pytest.fixture(scope="module")
def whole() -> Graph:
    """Make a graph of 400 entities, of which the file below holds the 60 best connected."""
    return made(400)


@pytest.fixture(scope="module")
def client(tmp_path_factory, whole) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpt, "FILE_ENTITIES", 300)
        patch.setattr(excerpt, "PART_ENTITIES", 60)
        folder = folder_of(whole, tmp_path_factory.mktemp("part"))
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def outside(whole) -> Any:
    """Give an entity with few relations, which the file therefore does not hold."""
    degree = {entity.id: len(entity.mentions) for entity in whole.entities}
    return min((entity for entity in whole.entities if degree[entity.id] > 1), key=lambda one: degree[one.id])


# -- what the server answers


def test_what_is_around_an_entity_comes_with_its_sentences(client, whole, outside):
    """A part holds the entity, all that is said of it, and the sentences, without the texts."""
    part = client.get("/explorer/part", params={"around": outside.id}).json()
    said = [one for one in whole.relations if outside.id in {one.subject, one.object}]
    assert len(part["claims"]["relation"]) == sum(len(one.evidence) for one in said)
    assert set(part["proofs"]["quote"]) == {claim.quote for one in said for claim in one.evidence}
    assert set(part["texts"]) == {None}
    assert outside.label in part["entities"]["label"]
    assert part["next"] is None


def test_a_large_neighbourhood_comes_in_pieces(client, whole, monkeypatch):
    """What is around a hub is read so many claims at a time, each once."""
    from evigraph.query.store import load

    monkeypatch.setattr(parts, "AROUND", 3)
    store = load(whole)
    hub = max(whole.entities, key=lambda entity: len(entity.mentions))
    seen, start = [], 0
    while start is not None:
        found, start = parts.around(store, hub.id, start)
        seen += [claim.id for relation in found.relations for claim in relation.evidence]
    assert len(seen) == len(set(seen)) > 6
    wanted = [claim.id for one in whole.relations if hub.id in {one.subject, one.object} for claim in one.evidence]
    assert sorted(seen) == sorted(wanted)


def test_a_document_comes_with_its_text(client, whole):
    """The text of a document and the places of its claims."""
    document = whole.documents[0]
    part = client.get("/explorer/part", params={"document": document.id}).json()
    at = part["documents"]["id"].index(document.id)
    assert part["texts"][at] == document.text
    assert set(part["proofs"]["quote"]) == {None}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("around=nobody", 404),
        ("document=nobody", 404),
        ("", 400),
        ("around=a&from=-1", 400),
        ("around=%00%3Cb%3E", 404),
        ("find=%22%20%7D%20%3B%20%5C", 200),
        ("find=", 200),
        ("path=nobody&to=nobody", 200),
    ],
)
def test_what_is_not_there_is_refused(client, query, status):
    """A part of nothing is refused by name, and no text of a request becomes a query."""
    assert client.get(f"/explorer/part?{query}").status_code == status


def test_names_are_found_by_their_beginning_first(client):
    """What is called so comes before what begins so, and that before what has it inside; case does not matter."""
    found = client.get("/explorer/part", params={"find": "person number 1"}).json()["entities"]["label"]
    assert found[0] == "Person number 1"
    assert all(label.startswith("Person number 1") for label in found)
    inside = client.get("/explorer/part", params={"find": "NUMBER 399"}).json()
    assert inside["entities"]["label"] == ["Technology number 399"]


def test_only_the_page_of_a_part_may_ask(client):
    """The policy of the page names its own server and nothing else."""
    page = client.get("/explorer")
    policy = page.headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


# -- what a person sees


@pytest.fixture
def open_part(browser, client) -> Iterator[Any]:
    """Return a function that opens the explorer; afterwards nothing has asked for anything but parts, or complained."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    own = str(client.base_url)

    def opened(hash_: str = "") -> Page:
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on("console", lambda message: None if "503" in message.text else troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: None if _own(request.url, own) else troubles.append(request.url))
        page.goto(f"{own}/explorer{hash_}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    context.close()
    assert troubles == []


def _own(url: str, own: str) -> bool:
    return url.startswith((f"{own.rstrip('/')}/explorer", "data:", "blob:"))


@needs_chromium
def test_page_says_that_it_is_a_part(open_part):
    """The page says how large the graph is of which it shows a part."""
    page = open_part()
    assert " of 400 entities" in page.inner_text("#summary")
    assert "brought from the server" in page.inner_text("#panel .part-note")


@needs_chromium
def test_search_brings_an_entity_with_what_is_around_it(open_part, outside):
    """An entity that is not in the page is found by name, and comes with its neighbours and their sentences."""
    page = open_part()
    page.fill("#search", outside.label)
    page.locator("#found li", has_text="on the server").first.click()
    page.locator("#panel h2", has_text=outside.label).wait_for()
    page.locator("#panel .claim mark.subject").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#panel .groups", has_text="Brought in").count() == 1


@needs_chromium
def test_document_is_fetched_when_it_is_opened(open_part, outside, whole):
    """The whole text comes when somebody reads it, with every claim marked in it."""
    page = open_part(f"#e={outside.id}")
    page.locator("#panel .claim .source").first.click()
    page.locator("#reader-text mark.cue").first.wait_for()
    text = page.locator("#reader-text").text_content()
    assert any(document.text[:60] in re.sub(r" ?\[[a-z]+:\] ", "", text) for document in whole.documents)
    count = page.inner_text("#reader-count")
    page.keyboard.press("n")
    assert page.inner_text("#reader-count") != count


@needs_chromium
def test_address_names_what_is_not_in_the_page(open_part, outside):
    """A deep link to an entity that the file does not hold opens its card."""
    page = open_part(f"#ego=1,{outside.id}&e={outside.id}")
    assert page.inner_text("#panel h2") == outside.label
    assert page.locator("#chips", has_text=f"Around {outside.label}").count() == 1


@needs_chromium
def test_path_comes_from_the_server(open_part, outside):
    """The way between two entities is looked for in the whole graph, and each hop has its sentence."""
    page = open_part(f"#e={outside.id}")
    page.get_by_role("button", name="Path to …").click()
    page.keyboard.type("Organization number 0")
    page.keyboard.press("Enter")
    page.locator("#panel .hop .quote").first.wait_for()
    assert "Path" in page.inner_text("#panel .kind")


@needs_chromium
def test_steps_are_undone_after_something_came(open_part, outside):
    """What was brought stays, and the view goes back to the one before."""
    page = open_part()
    page.fill("#search", outside.label)
    page.locator("#found li", has_text="on the server").first.click()
    page.locator("#panel .claim").first.wait_for()
    page.click("#undo")
    assert page.inner_text("#panel h2") == "Overview"


@needs_chromium
def test_a_server_that_is_gone_is_named(open_part, outside, client):
    """Where the server does not answer the page says so and stays usable."""
    page = open_part()
    page.route("**/explorer/part?around=*", lambda route: route.fulfill(status=503, body="server: is busy"))
    page.fill("#search", outside.label)
    page.locator("#found li", has_text="on the server").first.click()
    page.locator("#limited", has_text="The server answers 503: server: is busy").wait_for()
    page.fill("#search", "Organization")
    assert page.locator("#found li").count() > 3


@needs_chromium
def test_search_says_that_it_asks_the_server(open_part):
    """While the server looks for a name the list says so, and at the end that there is none."""
    page = open_part()
    asked: list[Route] = []  # the answer comes when the test has seen that it is awaited
    page.route("**/explorer/part?find=*", lambda route: asked.append(route))  # noqa: PLW0108 - it sets attributes
    with page.expect_request("**/explorer/part?find=*"):
        page.fill("#search", "zzzzzz")
    page.locator("#found .none", has_text="Looking on the server").wait_for()
    asked.pop().continue_()
    page.locator("#found .none", has_text="No entity of this name").wait_for()
