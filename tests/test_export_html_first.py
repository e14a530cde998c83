"""The first picture of the page: painted before the library is there, and the map that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evigraph.benchmarks.large import made
from pages import Open, link, needs_chromium

if TYPE_CHECKING:
    from evigraph.graph.model import Graph

pytestmark = needs_chromium

# The page goes on after a frame by a timer without a delay: held back here until the first picture was looked at.
HOLD = """(() => {
  const later = window.setTimeout;
  let held = [];
  window.setTimeout = (act, delay) => (held && delay === undefined ? held.push(act) : later(act, delay));
  window.goOn = () => { const acts = held; held = null; acts.forEach((act) => act()); };
})()"""
# What is compared stays in the page: a million pixels take seconds to be sent.
KEEP = """(selector) => {
  const canvas = document.querySelector(selector);
  window.first = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
}"""
DIFFERING = """(selector) => {
  const canvas = document.querySelector(selector);
  const last = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let [count, whole] = [0, 0];
  for (let at = 3; at < last.length; at += 4) {
    if (Math.abs(last[at] - window.first[at]) > 96) count += 1;
    if (window.first[at] > 96) whole += 1;
  }
  return count / whole;
}"""
PICTURE = "(selector) => document.querySelector(selector).toDataURL()"


@pytest.mark.parametrize("size", [0, 300, 3_000])
def test_first_picture_is_the_map_that_stays(open_page: Open, graph: Graph, size: int) -> None:
    """What is seen first covers what the map covers later, at nodes as at communities, and gives way to it."""
    page = open_page(made(size) if size else graph, script=HOLD, ready=False)
    page.wait_for_selector("html[data-painted]", state="attached")
    assert page.evaluate("typeof vis") == "undefined"
    page.evaluate(KEEP, "#sketch")
    page.evaluate("goOn()")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_selector("#sketch", state="detached")
    assert page.evaluate(DIFFERING, "#canvas canvas") < 0.05


def test_table_first_and_the_map_later(open_page: Open, graph: Graph) -> None:
    """A page that opens on the table paints no map, and shows all of it when somebody asks for it."""
    page = open_page(graph, "#view=table")
    assert page.locator("#sketch").count() == 0
    page.click("#to-map")
    page.wait_for_function(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(pixels.buffer)).size > 100;
        }"""
    )


def test_what_was_typed_early_is_searched(open_page: Open, graph: Graph) -> None:
    """Letters typed before the search answers are searched as soon as it does."""
    page = open_page(graph, script=HOLD, ready=False)
    page.wait_for_selector("html[data-painted]", state="attached")
    page.fill("#search", "hangz")
    page.evaluate("goOn()")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.inner_text("#found [role=option] .name") == "Hangzhou"


def test_selection_of_an_address_is_in_the_first_picture(open_page: Open, graph: Graph) -> None:
    """An address that selects an entity gives a first picture in which it stands out."""
    plain, chosen = (open_page(graph, hash_, script=HOLD, ready=False) for hash_ in ("", link(graph, "Alibaba")))
    for page in (plain, chosen):
        page.wait_for_selector("html[data-painted]", state="attached")
    assert plain.evaluate(PICTURE, "#sketch") != chosen.evaluate(PICTURE, "#sketch")
