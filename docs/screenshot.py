"""Take the pictures of the view that stand in the README: ``python docs/screenshot.py graph.out/graph.html``.

Needs Playwright (extra ``test``) and a Chromium; the one of the system is used where there is one.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Literal

Scheme = Literal["light", "dark"]
PICTURES: dict[Scheme, Path] = {
    "light": Path(__file__).with_name("view.png"),
    "dark": Path(__file__).with_name("view-dark.png"),
}
SETTLED_MS = 3000


def main() -> None:
    """Open the view offline, wait select, wait until it stands still, and save what it shows."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("view", type=Path, help="a graph.html")
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--select", default="Alibaba", metavar="NAME", help="the entity to show; '' for none")
    options = parser.parse_args()
    for scheme, picture in PICTURES.items():
        take(options.view, picture, (options.width, options.height), select=options.select, scheme=scheme)


def take(view: Path, picture: Path, size: tuple[int, int], *, select: str = "", scheme: Scheme = "light") -> None:
    """Save a picture of a view with an entity selected, ``size`` in pixels, with the network off."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, color_scheme=scheme)
        page = context.new_page()
        page.goto(view.resolve().as_uri())
        if select:
            page.fill("#search", select)
            page.press("#search", "Enter")
            page.evaluate("document.activeElement.blur()")  # or a frame would say which part has the keys
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
