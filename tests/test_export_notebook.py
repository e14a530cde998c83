"""The view in a notebook: each graph in a frame of its own, what all share sent once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evigraph.api import KnowledgeGraph
from evigraph.export.notebook import Notebook, cell
from evigraph.graph.model import Entity, Graph
from pages import PATIENCE, needs_chromium

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser

ANN = Graph(entities=(Entity("ann", "Ann", "Person"),))
BOB = Graph(entities=(Entity("bob", "Bob", "Person"),))


class _Shell:
    """A running notebook, as IPython gives it: it says which cell runs."""

    def __init__(self, cell: str, deleted: tuple[str, ...] = ()) -> None:
        self.metadata = {"cellId": cell, "deletedCells": list(deleted)}

    def get_parent(self) -> dict[str, object]:
        return {"metadata": self.metadata}


def _run(monkeypatch: pytest.MonkeyPatch, book: Notebook, graph: Graph, *running: object) -> str:
    import IPython

    monkeypatch.setattr(IPython, "get_ipython", lambda: _Shell(*running))  # type: ignore[arg-type]
    return cell(graph, "a <graph>", notebook=book)


def test_shared_part_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second cell sends its data alone; the first sends everything whenever it runs again."""
    book = Notebook()
    first, second, again = (_run(monkeypatch, book, *run) for run in ((ANN, "1"), (BOB, "2"), (ANN, "1")))
    assert "evigraph-shell" in first.partition("<script>")[0]
    assert "evigraph-shell" not in second.partition("<script>")[0]
    assert len(second) < 12_000
    assert again == first


def test_deleted_home_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first cell was deleted, the next to run sends the shared part."""
    book = Notebook()
    _run(monkeypatch, book, ANN, "1")
    assert "evigraph-shell" in _run(monkeypatch, book, BOB, "2", ("1",)).partition("<script>")[0]


def test_unknown_cells_are_whole() -> None:
    """Where no notebook tells the cell, each output is complete."""
    pages = [KnowledgeGraph(graph)._repr_html_() for graph in (ANN, BOB)]
    assert all("evigraph-shell" in page.partition("<script>")[0] for page in pages)


def test_name_is_escaped() -> None:
    """The name of a view is text, also where scripts do not run."""
    assert "<p>a &lt;graph&gt;</p>" in cell(ANN, "a <graph>")


@needs_chromium
def test_cells_show_their_graphs(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one notebook two cells show two graphs, the later one from what the first sent, without a network."""
    book = Notebook()
    outputs = [_run(monkeypatch, book, graph, name) for graph, name in ((ANN, "1"), (BOB, "2"))]
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{''.join(outputs)}", encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(path.as_uri())
    shown = []
    for number in range(2):
        frame = page.frame_locator("iframe").nth(number)
        frame.locator("html[data-ready]").wait_for(timeout=PATIENCE)
        frame.locator("#search").fill("b" if number else "a")
        frame.locator("#search").press("Enter")
        shown.append(frame.locator("#panel h2").inner_text())
    assert shown == ["Ann", "Bob"]
    assert troubles == []
    context.close()


# What VS Code lets outputs do where its notebooks have a policy, with the place of its resources left out.
WEBVIEW_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src https: http: data:; font-src https:; connect-src https:; child-src https: data:"
)
# Notebooks put an output into the page as markup, which runs no script, and then run a copy of each script in it.
PUT = """html => {
  const output = document.createElement('div');
  output.innerHTML = html;
  document.body.append(output);
  for (const script of [...output.querySelectorAll('script')]) {
    const copy = document.createElement('script');
    copy.text = script.innerText;
    if (script.type) copy.type = script.type;
    output.append(copy);
    copy.remove();
  }
}"""


@needs_chromium
def test_outputs_run_under_the_policy_of_a_webview(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put into the page as VS Code does, under the policy it has there, two cells show their graphs."""
    book = Notebook()
    outputs = [_run(monkeypatch, book, graph, name) for graph, name in ((ANN, "1"), (BOB, "2"))]
    path = tmp_path / "webview.html"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{WEBVIEW_POLICY}">'
    path.write_text(f"<!doctype html><meta charset=utf-8>{policy}<base href='https://nowhere.example/'>", "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(path.as_uri())
    for output in outputs:
        page.evaluate(PUT, output)
    for number, name in enumerate(("Ann", "Bob")):
        frame = page.frame_locator("iframe").nth(number)
        frame.locator("html[data-ready]").wait_for(timeout=PATIENCE)
        frame.locator("#search").fill(name)
        frame.locator("#search").press("Enter")
        assert frame.locator("#panel h2").inner_text() == name
        frame.locator("#to-cards").click()
        assert name in frame.locator("#cards-list").inner_text()
    context.close()
    assert troubles == []


def test_outputs_use_what_every_notebook_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output writes no document anew, registers no worker and names no server."""
    output = _run(monkeypatch, Notebook(), ANN, "1")
    loader = output.rpartition("<script>")[2]
    assert not re.search(r"document\.write|serviceWorker|https?:|import\(|require\(|allow-same-origin", loader)


@needs_chromium
def test_view_without_shared_part_says_so(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell whose shared part is gone tells which cell to run, and comes alive when that one runs."""
    book = Notebook()
    home, other = (_run(monkeypatch, book, graph, name) for graph, name in ((ANN, "1"), (BOB, "2")))
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{other}", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert "run the cell that showed the first graph again" in page.inner_text(".evigraph-view")
    shell = re.search(r"(?s)<script type=.text/plain.*?</script>", home)
    assert shell
    path.write_text(f"<!doctype html><meta charset=utf-8>{other}{shell[0]}{home}", encoding="utf-8")
    page.reload()
    page.frame_locator("iframe").first.locator("html[data-ready]").wait_for(timeout=PATIENCE)
    assert page.locator("iframe").count() == 2
    page.close()
