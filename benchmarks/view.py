"""Measure the view beside a stock pyvis page of the same graph, and write the table into RESULTS.md.

Run it from a clone, with Playwright (extra ``test``) and a Chromium::

    python -m evigraph.benchmarks.view --date 2026-01-31

Both pages are opened in the same headless browser with the network off. First paint is the time from the start of the
navigation to the beginning of the second frame after the nodes and edges of the graph are on the canvas, at the places
where they stay; usable is the same after everything answers, down to the sentences of the documents. The page measures
both itself, and nothing but that is put into it. A frame while panning is the 90th percentile of the time from frame to
frame while the map is dragged. Work is what the main thread of the page takes of the processor until first paint; other
programs do not lengthen it, nor the time in Python: for communities and places, and for all of the page, with those.
Times are medians over several openings. The last row is one entity that a million others are related to, of which the
page holds a part.

Nothing here is a test: times differ from machine to machine, so they are reported, not asserted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..export.explorer.excerpt import excerpt, size_of
from ..export.html import render
from ..graph.drawing import draw
from ..graph.model import Graph
from ..graph.sketch import sketch
from .large import hub, made
from .results import RESULTS, machine, replaced, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, ConsoleMessage, Page

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PAN_STEPS = 60
# Looked for from inside, when an attribute changes or every tenth of a second: the driver would put scripts of its own
# into the page while it loads, and a look at each frame would make frames.
WATCH = """(() => {
  const tell = (name) => requestAnimationFrame(() => requestAnimationFrame(() => console.log(name, performance.now())));
  const waiting = { painted: () => PAINTED, usable: () => USABLE };
  const look = () => {
    for (const [name, holds] of Object.entries(waiting)) if (holds()) { tell(name); delete waiting[name]; }
  };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true });
  setInterval(look, 100);
})()"""
OURS = ("document.documentElement?.dataset.painted", "document.documentElement?.dataset.ready")
STOCK_DRAWN = """(() => {
  const canvas = document.querySelector('#mynetwork canvas');
  if (!canvas) return false;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return new Uint32Array(pixels.buffer).some(Boolean);
})()"""
RECORD = """() => {
  window.frames_ = []; let last = performance.now();
  const step = (now) => {
    window.frames_.push(now - last);
    last = now;
    if (!window.stopped_) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of one page; ``None`` where it took longer than the time-out."""

    paint_s: float | None
    usable_s: float | None
    work_s: float | None
    frame_ms: float | None
    size: int


def main() -> None:
    """Measure the sizes asked for, print the table, and put it into the results file."""
    parser = argparse.ArgumentParser(prog="python -m evigraph.benchmarks.view", description=__doc__.split("\n")[0])
    parser.add_argument("--date", help="the day, as it shall stand in the results; without it they are only printed")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1_000, 10_000, 100_000])
    parser.add_argument("--hub", type=int, default=1_000_000, help="relations of the hub; 0 leaves it out")
    parser.add_argument("--repeat", type=int, default=3, help="how often each of our pages is opened (default 3)")
    parser.add_argument("--stock-limit", type=int, default=1_000, help="the largest graph given to stock pyvis")
    parser.add_argument("--timeout", type=float, default=120, help="seconds to wait for a stock page (default 120)")
    options = parser.parse_args()
    rows = [
        _row(f"{size:,}", made(size), options.timeout if size <= options.stock_limit else 0, options.repeat)
        for size in options.sizes
    ]
    if options.hub:
        rows.append(_row(f"hub of {options.hub:,}", hub(options.hub), 0, options.repeat))
    section = _section(rows, options.date or "not kept")
    print(section)
    if options.date:
        RESULTS.write_text(replaced(text_of(RESULTS), "view", section), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one graph: our page, the stock page if it was made, and the work of making ours."""

    nodes: str
    ours: Figure
    stock: Figure | None
    placed_s: float
    made_s: float


def _row(name: str, graph: Graph, timeout: float, repeat: int) -> Row:
    started = time.process_time()
    html = render(graph)
    elapsed = time.process_time() - started
    ours = _median([_measured(html, OURS, "#canvas", 300) for _ in range(repeat)])
    stock = _measured(_stock_page(graph), (STOCK_DRAWN,) * 2, "#mynetwork", timeout) if timeout else None
    row = Row(name, ours, stock, _placed(graph), elapsed)
    print(row, file=sys.stderr, flush=True)
    return row


def _placed(graph: Graph) -> float:
    """Return the seconds of the processor that communities and places take, of the part that one file holds."""
    held = graph if size_of(graph).fits else excerpt(graph)
    started = time.process_time()
    draw(sketch(held))
    return time.process_time() - started


def _median(figures: list[Figure]) -> Figure:
    """Return the medians of several openings of one page; a time that was over the time-out once is over it."""

    def middle(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return statistics.median(known) if len(known) == len(values) else None

    return Figure(
        middle([figure.paint_s for figure in figures]),
        middle([figure.usable_s for figure in figures]),
        middle([figure.work_s for figure in figures]),
        middle([figure.frame_ms for figure in figures]),
        figures[0].size,
    )


def _stock_page(graph: Graph) -> str:
    """Return what pyvis makes of the graph as its documentation tells."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

    network = Network(directed=True, cdn_resources="in_line")
    for entity in graph.entities:
        network.add_node(entity.id, label=entity.label, title=entity.type)
    for relation in graph.relations:
        network.add_edge(relation.subject, relation.object, title=relation.predicate)
    page: str = network.generate_html()
    return page


def _measured(html: str, signs: tuple[str, str], canvas: str, timeout: float) -> Figure:
    """Open a page in a browser of its own, so that one that hangs cannot hold up the next."""
    from playwright.sync_api import Error, sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder, "page.html")
        path.write_text(html, encoding="utf-8")
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            return _opened(browser, path, signs, canvas, timeout)
        except Error:  # the time-out, or a page that froze
            return Figure(None, None, None, None, path.stat().st_size)
        finally:
            browser.close()


def _opened(browser: Browser, path: Path, signs: tuple[str, str], canvas: str, timeout: float) -> Figure:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    page.set_default_timeout(timeout * 1000)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(WATCH.replace("PAINTED", signs[0]).replace("USABLE", signs[1]))
    with page.expect_console_message(_named("usable")) as usable:
        with page.expect_console_message(_named("painted")) as painted:
            page.goto(path.as_uri(), wait_until="commit")
        metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)
    paint_s, usable_s = (float(told.value.text.split()[1]) / 1000 for told in (painted, usable))
    return Figure(paint_s, usable_s, metrics["TaskDuration"], _frame(page, canvas), path.stat().st_size)


def _named(name: str) -> Callable[[ConsoleMessage], bool]:
    return lambda message: message.text.startswith(name)


def _frame(page: Page, canvas: str) -> float:
    """Drag the map from a free corner; return the 90th percentile of the time between two frames, in milliseconds."""
    box: Any = page.locator(canvas).bounding_box()
    x, y = box["x"] + box["width"] * 0.08, box["y"] + box["height"] * 0.9
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(RECORD)
    for step in range(PAN_STEPS):
        page.mouse.move(x + step * 3, y - step * 2)
    page.mouse.up()
    frames: list[float] = page.evaluate("() => { window.stopped_ = true; return window.frames_; }")
    return statistics.quantiles(frames[1:], n=10)[-1]


def _section(rows: list[Row], date: str) -> str:
    command = " ".join(["python -m evigraph.benchmarks.view", *sys.argv[1:]])
    load = f"{os.getloadavg()[1]:.0f} programs at work on the machine over five minutes"
    return f"## View\n\n{date}, {machine()}, {load}\n\n    {command}\n\n{table(rows)}\n"


def table(rows: list[Row]) -> str:
    """Write the figures as a table, a stock page below ours of the same graph."""
    columns = (
        *("nodes", "page", "first paint", "of it work", "usable", "frame while panning", "file"),
        *("communities and places", "made in Python"),
    )
    head = f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|"
    return "\n".join([head, *(line for row in rows for line in _lines(row))])


def _lines(row: Row) -> list[str]:
    lines = [f"| {row.nodes} | evigraph | {_cells(row.ours, None)} | {row.placed_s:.1f} s | {row.made_s:.1f} s |"]
    if row.stock:
        lines.append(f"| | stock pyvis | {_cells(row.stock, row.ours)} | | |")
    return lines


def _cells(figure: Figure, beside: Figure | None) -> str:
    """Write the figures of a page, and how many times those of another they are."""

    def cell(value: float | None, other: float | None, unit: str, digits: int) -> str:
        if value is None:
            return "over the time-out"
        ratio = f" ({value / other:.0f} times)" if other and value / other >= 2 else ""  # noqa: PLR2004 - less says nothing
        return f"{value:,.{digits}f} {unit}{ratio}"

    paint = cell(figure.paint_s, beside.paint_s if beside else None, "s", 2)
    work = cell(figure.work_s, beside.work_s if beside else None, "s", 2)
    usable = cell(figure.usable_s, beside.usable_s if beside else None, "s", 2)
    frame = cell(figure.frame_ms, beside.frame_ms if beside else None, "ms", 0)
    return f"{paint} | {work} | {usable} | {frame} | {figure.size / 1e6:.2f} MB"


if __name__ == "__main__":
    main()
