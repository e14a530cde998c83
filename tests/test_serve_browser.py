"""The query page in a real browser: asked, completed, corrected, shared, and safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pages import needs_chromium
from samples import GRAPH
from serving import folder_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
pytestmark = needs_chromium
WAIT = 120_000
ANSWERED = re.compile(r"^(?!asking).+")


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    with serving(folder_of(GRAPH, tmp_path_factory.mktemp("browser"))) as client:
        yield str(client.base_url.join("/"))


@pytest.fixture(scope="module")
def page(browser, address) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(WAIT)
    opened.goto(address)
    playwright.expect(opened.locator("#query")).not_to_have_value("", timeout=WAIT)
    yield opened
    context.close()


def said(page: Page, pattern: re.Pattern[str]) -> None:
    """Wait until the page says something; the policy of the page forbids to wait by script."""
    playwright.expect(page.locator("#message")).to_have_text(pattern, timeout=WAIT)


def ask(page: Page, query: str) -> str:
    """Write a query, ask it, and give what the page says once there is an answer."""
    page.fill("#query", query)
    page.click("button[type=submit]")
    said(page, ANSWERED)
    return page.inner_text("#message")


def test_an_answer_is_a_table_with_links(page):
    """Things lead to their pages here, values are text, and what is counted is said."""
    words = ask(page, 'SELECT ?c ?l { ?c rdfs:label ?l FILTER(?l = "Alibaba") }')
    assert words.startswith("1 row in")
    assert page.inner_text("#answer tbody").split() == ["entity:alibaba-97c2d66f", "Alibaba"]
    assert page.get_attribute("#answer tbody a", "href") == "/entity/alibaba-97c2d66f"


def test_a_mistake_is_shown_at_its_place(page):
    """The line is marked and the caret stands where the error is."""
    assert "line 2" in ask(page, "SELECT * {\n ?s ?p ?o ] }")
    assert page.inner_text("#lines .bad").strip() == "2"
    assert page.evaluate("document.querySelector('#query').selectionStart") == 21


def test_an_unknown_term_gets_a_hint(page):
    """Nothing found, and what was probably meant."""
    assert "did you mean ev:foundedIn?" in ask(page, "SELECT * { ?a ev:fuondedIn ?b }")


def test_words_are_completed(page):
    """The vocabulary is offered while one writes, and Tab takes the first."""
    page.fill("#query", "")
    page.type("#query", "SELECT * { ?a ev:foundedI")
    page.wait_for_selector("#offers li")
    page.press("#query", "Tab")
    assert page.input_value("#query").endswith("ev:foundedIn")


def test_colours_hold_the_same_text(page):
    """The coloured layer under the text has every character of it, so that they stand above each other."""
    text = 'PREFIX a: <http://b#c> # why\nSELECT ?x { ?x rdfs:label "q\\"<i>" ; a:b 1 }'
    page.fill("#query", text)
    assert page.evaluate("document.querySelector('#colours').textContent") == text + "\n"
    assert page.inner_text("#colours .t-comment") == "# why"


def test_a_link_brings_the_query_back(page, address):
    """The address holds the query behind its #, and asks it when it is opened."""
    ask(page, "ASK { ?a ev:foundedIn ?b }")
    link = page.url
    assert "#query=" in link
    other = page.context.new_page()
    other.goto(link)
    said(other, re.compile("^true"))
    assert other.input_value("#query") == "ASK { ?a ev:foundedIn ?b }"
    other.close()


@pytest.mark.parametrize(("button", "start"), [("csv", b"l\n"), ("json", b'{"head"')])
def test_answers_are_downloaded(page, button, start):
    """A file with the whole answer."""
    page.fill("#query", 'SELECT ?l { ?c rdfs:label ?l FILTER(?l = "Alibaba") }')
    with page.expect_download() as download:
        page.click(f"#{button}")
    path = download.value.path()
    assert path.read_bytes().startswith(start)
    assert download.value.suggested_filename == f"answer.{button}"


def test_a_ready_made_query_is_asked_at_once(page):
    """Choosing one is asking it."""
    page.select_option("#ready", index=1)
    said(page, re.compile("rows"))
    assert "Hangzhou" in page.inner_text("#answer")


def test_hostile_text_runs_nothing(page):
    """Markup in an answer is text, and an address that runs code leads nowhere."""
    ask(page, "SELECT ('<img src=x onerror=document.title=1>' AS ?a) (<javascript:document.title=1> AS ?b) {}")
    assert page.locator("#answer img").count() == 0
    assert page.locator("#answer a").count() == 0
    assert page.title() == "Query · evigraph"


def test_the_explorer_runs_from_the_server(page, address):
    """The view works under the policy of its header."""
    other = page.context.new_page()
    problems: list[str] = []
    other.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    other.goto(f"{address}explorer")
    other.wait_for_selector("canvas")
    assert problems == []
    other.close()
