"""Pages of graphs in a real browser with the network off: what the tests of the view share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from evigraph.export.html import render
from telling import story

if TYPE_CHECKING:
    from evigraph.graph.model import Graph
    from playwright.sync_api import Browser, Page

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 120_000  # milliseconds in which a machine with much other work to do has drawn a page
Open = Callable[..., "Page"]
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: apt-get install chromium"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def graph() -> Graph:
    return story()


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Graph], str]:
    """Return a function that renders a graph once and gives the address of its file."""
    folder = tmp_path_factory.mktemp("pages")
    pages: dict[Graph, str] = {}

    def address(graph: Graph) -> str:
        if graph not in pages:
            path = folder / f"{len(pages)}.html"
            path.write_text(render(graph, title="Laboratories"), encoding="utf-8")
            pages[graph] = path.as_uri()
        return pages[graph]

    return address


@pytest.fixture
def open_page(browser: Browser, rendered: Callable[[Graph], str]) -> Iterator[Open]:
    """Return a function that opens a graph; afterwards no page has asked for anything or complained."""
    troubles: list[str] = []
    contexts = []

    def opened(graph: Graph, hash_: str = "", *, script: str = "", ready: bool = True, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True, **settings)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("file:", "data:", "blob:")) else troubles.append(request.url)
            ),
        )
        if script:
            page.add_init_script(script)
        page.goto(rendered(graph) + hash_)
        if ready:
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == [], troubles


def link(graph: Graph, *labels: str) -> str:
    """Return the address part that selects entities by label."""
    ids = {entity.label: entity.id for entity in graph.entities}
    return "#" + "&".join(f"{name}={ids[label]}" for name, label in zip(("e", "with"), labels, strict=False))
