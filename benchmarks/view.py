"""Measure the view beside a stock pyvis page of the same graph, and write the table into RESULTS.md.

Run it from a clone, with Playwright (extra ``test``) and a Chromium::

    python -m evigraph.benchmarks.view --date 2026-01-31

Both pages are opened in the same headless browser with the network off. First paint is the time from the start of the
navigation to the second frame after something is drawn; a frame while panning is the 90th percentile of the time from
frame to frame while the map is dragged. Work is what the main thread of the page takes of the processor until first
paint; other programs do not lengthen it, nor the time for making the page, most of which goes into places
and communities. Nothing here is a test: times differ from machine to machine, so they are reported, not asserted.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..export.html import render
from ..graph.model import Document, Entity, EntityMention, Evidence, Graph, Relation, content_hash
from .results import RESULTS, machine, replaced, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
TYPES = ("Organization", "Person", "Place", "Technology", "Event", "Concept")
PREDICATES = ("employer", "foundedBy", "locatedIn", "develops", "partnersWith", "participatedIn", "open:work with")
FAMILY = 40  # entities that mostly know each other
PER_DOCUMENT = 50  # sentences
PAN_STEPS = 60
STOCK_DRAWN = """(() => {
  const canvas = document.querySelector('#mynetwork canvas');
  if (!canvas) return false;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return new Uint32Array(pixels.buffer).some(Boolean);
})()"""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
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
    work_s: float | None
    frame_ms: float | None
    size: int


def main() -> None:
    """Measure the sizes asked for, print the table, and put it into the results file."""
    parser = argparse.ArgumentParser(prog="python -m evigraph.benchmarks.view", description=__doc__.split("\n")[0])
    parser.add_argument("--date", help="the day, as it shall stand in the results; without it they are only printed")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1_000, 10_000, 100_000])
    parser.add_argument("--stock-limit", type=int, default=1_000, help="the largest graph given to stock pyvis")
    parser.add_argument("--timeout", type=float, default=120, help="seconds to wait for a stock page (default 120)")
    options = parser.parse_args()
    rows = [_row(size, options.timeout if size <= options.stock_limit else 0) for size in options.sizes]
    section = _section(rows, options.date or "not kept")
    print(section)
    if options.date:
        RESULTS.write_text(replaced(text_of(RESULTS), "view", section), encoding="utf-8")


def made(size: int, seed: int = 1) -> Graph:
    """Make a graph of entities in families with twice as many relations, each with a sentence of its own."""
    chance = random.Random(seed)  # noqa: S311 - the same graph each time, nothing secret
    links = sorted({_link(chance, size) for _ in range(2 * size)})
    chunks = [links[at : at + PER_DOCUMENT] for at in range(0, len(links), PER_DOCUMENT)]
    return _graph(size, [_Page(chunk, number) for number, chunk in enumerate(chunks)])


def _link(chance: random.Random, size: int) -> tuple[int, int]:
    one = chance.randrange(size)
    family = one // FAMILY * FAMILY
    hub = chance.random() < 0.3  # noqa: PLR2004 - a share
    near = family if hub else chance.randrange(family, min(size, family + FAMILY))
    other = near if chance.random() < 0.9 else chance.randrange(size)  # noqa: PLR2004 - a share
    return (one, other) if one != other else (one, (one + 1) % size)


def _name(number: int) -> str:
    return f"{TYPES[number % len(TYPES)]} number {number}"


class _Page:
    """One document of sentences, and the evidence in it."""

    def __init__(self, links: list[tuple[int, int]], number: int) -> None:
        self.links = links
        self.sentences = [f"{_name(a)} has worked with {_name(b)} for {a * 7 % 90 + 1} years." for a, b in links]
        date = f"{2000 + number % 25}-0{number % 9 + 1}-15"
        self.document = Document.of(" ".join(self.sentences), source=f"{number}.txt", date=date, language="en")

    def evidence(self) -> list[tuple[tuple[int, int], Evidence]]:
        found, start = [], 0
        for (a, b), sentence in zip(self.links, self.sentences, strict=True):
            found.append(((a, b), self._evidence(a, b, start, sentence)))
            start += len(sentence) + 1
        return found

    def _evidence(self, a: int, b: int, start: int, sentence: str) -> Evidence:
        other = start + sentence.index(" with ") + 6
        ends = ((start, start + len(_name(a))), (other, other + len(_name(b))))
        cue = (start + sentence.index(" has ") + 1, other - 1)
        identifier = content_hash(self.document.id, str(start))
        return Evidence(
            *(identifier, self.document.id, start, start + len(sentence), sentence, *ends),
            cues=(cue,),
            confidence=round(0.5 + (a * 13 + b) % 50 / 100, 2),
        )


def _graph(size: int, pages: list[_Page]) -> Graph:
    found = [(page, link, evidence) for page in pages for link, evidence in page.evidence()]
    mentions: dict[int, list[EntityMention]] = {}
    for page, link, evidence in found:
        for end, span in zip(link, (evidence.subject_span, evidence.object_span), strict=True):
            if span:
                mentions.setdefault(end, []).append(EntityMention(page.document.id, *span, _name(end), "name"))
    ids = [
        f"{_name(number).replace(' ', '-').lower()}-{content_hash(_name(number), length=8)}" for number in range(size)
    ]
    entities = [Entity(ids[n], _name(n), TYPES[n % len(TYPES)], (), tuple(mentions.get(n, ()))) for n in range(size)]
    relations = [Relation(ids[a], PREDICATES[(a + b) % 7], ids[b], (evidence,)) for _, (a, b), evidence in found]
    return Graph(tuple(page.document for page in pages), tuple(entities), tuple(relations))


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured at one size: our page, the stock page if it was made, and the work of making ours."""

    nodes: int
    ours: Figure
    stock: Figure | None
    made_s: float


def _row(size: int, timeout: float) -> Row:
    graph = made(size)
    started = time.process_time()
    html = render(graph)
    elapsed = time.process_time() - started
    ours = _measured(html, None, "#canvas", 300)
    stock = _measured(_stock_page(graph), STOCK_DRAWN, "#mynetwork", timeout) if timeout else None
    row = Row(size, ours, stock, elapsed)
    print(row, file=sys.stderr, flush=True)
    return row


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


def _measured(html: str, drawn: str | None, canvas: str, timeout: float) -> Figure:
    """Open a page in a browser of its own, so that one that hangs cannot hold up the next."""
    from playwright.sync_api import Error, sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder, "page.html")
        path.write_text(html, encoding="utf-8")
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            return _opened(browser, path, drawn, canvas, timeout)
        except Error:  # the time-out, or a page that froze
            return Figure(None, None, None, path.stat().st_size)
        finally:
            browser.close()


def _opened(browser: Browser, path: Path, drawn: str | None, canvas: str, timeout: float) -> Figure:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    page.set_default_timeout(timeout * 1000)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")
    if drawn:
        page.wait_for_function(drawn)
    else:
        page.wait_for_selector("html[data-painted]", state="attached")  # its policy lets nobody evaluate a text
    paint = float(page.evaluate(TWO_FRAMES))
    metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)
    return Figure(paint / 1000, metrics["TaskDuration"], _frame(page, canvas), path.stat().st_size)


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
    return f"## View\n\n{date}, {machine()}\n\n    {command}\n\n{table(rows)}\n"


def table(rows: list[Row]) -> str:
    """Write the figures as a table, a stock page below ours of the same graph."""
    columns = ("nodes", "page", "first paint", "of it work", "frame while panning", "file", "made in Python")
    head = f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|"
    return "\n".join([head, *(line for row in rows for line in _lines(row))])


def _lines(row: Row) -> list[str]:
    made_in = f"{row.made_s:.1f} s"
    lines = [f"| {row.nodes:,} | evigraph | {_cells(row.ours, None)} | {made_in} |"]
    if row.stock:
        lines.append(f"| | stock pyvis | {_cells(row.stock, row.ours)} | |")
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
    frame = cell(figure.frame_ms, beside.frame_ms if beside else None, "ms", 0)
    return f"{paint} | {work} | {frame} | {figure.size / 1e6:.2f} MB"


if __name__ == "__main__":
    main()
