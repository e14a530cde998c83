"""What the map draws in a real browser, read back from its own drawing as SVG: lines, arrows, labels, communities."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from evigraph.graph.model import Document, Entity, Evidence, Graph, Relation, content_hash
from pages import Open, link, needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_chromium
SVG = "{http://www.w3.org/2000/svg}"


def _told(*lines: str) -> Graph:
    """Make a graph of lines "subject predicate object", one document and one claim each."""
    documents, relations, names = [], {}, {}
    for line in lines:
        subject, predicate, target = line.split()
        document = Document.of(f"{line}.", source=f"{len(documents)}.txt", date="2020-01-01")
        spans = ((0, len(subject)), (len(line) - len(target), len(line)))
        evidence = Evidence(content_hash(line, str(len(documents))), document.id, 0, len(line), line, *spans, predicate)
        documents.append(document)
        relations.setdefault((subject, predicate, target), []).append(evidence)
        names |= {subject: None, target: None}
    entities = tuple(Entity(name.lower(), name, "Person") for name in names)
    made = (Relation(a.lower(), predicate, b.lower(), tuple(said)) for (a, predicate, b), said in relations.items())
    return Graph(tuple(documents), entities, tuple(made))


def _drawing(page: Page) -> ElementTree.Element:
    with page.expect_download() as download:
        page.click("#drawing")
    return ElementTree.parse(Path(download.value.path())).getroot()  # noqa: S314 - the page under test made it


def _texts(page: Page) -> list[str | None]:
    return [text.text for text in _drawing(page).iter(f"{SVG}text")]


def _count(drawing: ElementTree.Element, kind: str) -> int:
    """Count the lines, loops, heads of arrows or symbols of a drawing."""
    return sum(path.get("class") == kind for path in drawing.iter(f"{SVG}path"))


def test_parallel_claims_are_one_line_with_their_number(open_page: Open) -> None:
    """Three claims between two people are one line, on which their number stands."""
    page = open_page(_told("Ann knows Bob", "Ann knows Bob", "Ann likes Bob"))
    drawing = _drawing(page)
    assert _count(drawing, "line") == 1
    assert sorted(str(text.text) for text in drawing.iter(f"{SVG}text")) == ["3", "Ann", "Bob"]


@pytest.mark.parametrize(("lines", "heads"), [(("Ann knows Bob",), 1), (("Ann knows Bob", "Bob knows Ann"), 2)])
def test_arrows_point_where_claims_do(open_page: Open, lines: tuple[str, ...], heads: int) -> None:
    """A line has a head at each end that is an object of a claim."""
    assert _count(_drawing(open_page(_told(*lines))), "head") == heads


def test_relation_to_oneself_is_a_loop(open_page: Open) -> None:
    """What is said of a thing and itself is drawn and can be read."""
    page = open_page(_told("Ann quotes Ann"), "#e=ann&with=ann")
    assert _count(_drawing(page), "loop") == 1
    assert page.inner_text("#panel h2") == "Ann – itself"


def test_names_of_relations_stand_on_the_selection_alone(open_page: Open) -> None:
    """Nothing is named on the lines until something is selected, and then on its lines only."""
    page = open_page(_told("Ann knows Bob", "Bob likes Cid"), reduced_motion="reduce")
    assert not {"knows", "likes"} & set(_texts(page))
    page.fill("#search", "Cid")
    page.press("#search", "Enter")
    assert {"knows", "likes"} & set(_texts(page)) == {"likes"}


def test_path_names_every_hop(open_page: Open) -> None:
    """On a path each line has its relation."""
    page = open_page(_told("Ann knows Bob", "Bob likes Cid", "Cid meets Dee"), "#path=0,ann,cid")
    assert {"knows", "likes", "meets"} & set(_texts(page)) == {"knows", "likes"}


def test_hubs_keep_their_labels_from_afar(open_page: Open, graph: Graph) -> None:
    """However far one zooms out, the best connected have their names."""
    page = open_page(graph, reduced_motion="reduce")
    degree = Counter(end for one in graph.relations if isinstance(one.object, str) for end in (one.subject, one.object))
    hub = next(entity.label for entity in graph.entities if entity.id == degree.most_common(1)[0][0])
    for _ in range(6):
        page.click("#zoom-out")
    labels = _texts(page)
    assert hub in labels
    assert len(labels) < len(graph.entities) / 2


def test_communities_are_named_by_their_top_entities(open_page: Open, graph: Graph) -> None:
    """Each disc has the name of its best connected entities and its size, and lines sum what is between discs."""
    page = open_page(graph, "#grouped=1")
    listed = page.locator("#panel .groups > li bdi").all_inner_texts()
    drawing = _drawing(page)
    names = [str(text.text) for text in drawing.iter(f"{SVG}text")]
    assert len(names) > 3
    for name in names:
        top, size = re.fullmatch(r"(.+?)…? \(([\d,]+)\)", name).groups()
        assert any(one.startswith(top) for one in listed)
        assert 0 < int(size) <= len(graph.entities)
    assert _count(drawing, "line")


def test_community_is_a_filter(open_page: Open, graph: Graph) -> None:
    """A community can be hidden, is then named above the map, and comes back."""
    page = open_page(graph)
    before = page.inner_text("#summary")
    page.locator("[data-facet=community] li").first.locator("input").uncheck()
    assert page.inner_text("#summary") != before
    page.get_by_role("button", name="Take back: Communities").click()
    assert page.inner_text("#summary") == before


@pytest.mark.parametrize(
    ("name", "query", "direction"),
    [
        ("阿里巴巴集团", "巴巴", "ltr"),
        ("شركة علي بابا", "علي", "rtl"),
        ("🛒 Shop 👩🏽‍💻", "shop", "ltr"),
        ("קוקה קולה", "קולה", "rtl"),
    ],
)
def test_labels_of_any_script_are_right(open_page: Open, name: str, query: str, direction: str) -> None:
    """Names in Chinese, Arabic, Hebrew and with emoji are found, drawn whole, and stand in their own direction."""
    text = f"{name} knows Bob."
    document = Document.of(text, source="a.txt")
    at = len(name) + 7
    evidence = Evidence("k", document.id, 0, len(text), text, (0, len(name)), (at, at + 3), "knows")
    ends = (Entity("a", name, "Organization"), Entity("b", "Bob", "Person"))
    page = open_page(Graph((document,), ends, (Relation("a", "knows", "b", (evidence,)),)))
    page.fill("#search", query)
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == name
    assert page.locator("#panel h2 bdi").evaluate("one => getComputedStyle(one).direction") == direction
    assert page.inner_text("#panel .claim mark.subject") == name
    assert name in _texts(page)


def test_legend_explains_what_is_drawn(open_page: Open, graph: Graph) -> None:
    """Each type has its shape beside its name, and so have both kinds of lines and the community."""
    page = open_page(graph)
    legend = page.locator("#legend li")
    assert {entity.type for entity in graph.entities} <= set(legend.all_inner_texts())
    assert {"asserted", "not asserted", "community"} <= set(legend.all_inner_texts())
    shapes = page.locator("#legend .symbol path").evaluate_all(
        "all => all.map(one => one.getAttribute('d') + getComputedStyle(one).fill)"
    )
    assert len(set(shapes)) == len(shapes)


def test_reduced_motion_jumps(open_page: Open, graph: Graph) -> None:
    """Where the system asks for less motion the map is at its goal at once."""
    page = open_page(graph, reduced_motion="reduce")
    before = _places(page)
    page.click("#zoom-in")
    first = _places(page)
    page.wait_for_timeout(500)
    assert before != first == _places(page)


def _places(page: Page) -> list[str | None]:
    return [text.get("x") for text in _drawing(page).iter(f"{SVG}text")]


def test_everything_by_keyboard(open_page: Open, graph: Graph) -> None:
    """Tab reaches the skip link first, every control after it can be reached, and none loses its mark of focus."""
    page = open_page(graph)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    reached = set()
    page.focus("#skip")
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.type"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
    assert {"search", "to-map", "to-cards", "to-table", "help-open", "reset", "restore", "floor", "checkbox"} <= reached


def test_screen_reader_has_the_same_claims(open_page: Open, graph: Graph) -> None:
    """The canvas says what it is and where the same is as text; what changes is announced."""
    page = open_page(graph)
    assert "table holds the same claims" in str(page.get_attribute("#canvas", "aria-label"))
    page.keyboard.press("t")
    assert page.get_by_role("table", name="Claims that pass the filters").get_by_role("row").count() == 92
    page.locator("#claims-body .entity").first.click()
    assert page.inner_text("#panel h2") in page.inner_text("#live")
    page.click("#undo")
    assert page.inner_text("#live") == page.inner_text("#summary")


def test_address_holds_everything(open_page: Open, graph: Graph) -> None:
    """Every choice there is, all at once, is in the address and opens the same view."""
    page = open_page(graph, link(graph, "Alibaba", "Hangzhou"))
    page.check("#grouped")
    page.locator("#panel .entity").first.click()
    for name in ("Collapse", "Expand"):
        step = page.get_by_role("group", name="On the map").get_by_role("button", name=name)
        if step.count():
            step.click()
    page.keyboard.press("Escape")
    page.locator("#panel .groups button").first.click()
    for facet in ("status", "predicate", "document", "type"):
        page.locator(f"[data-facet={facet}] li").nth(1).locator("input").click()
    page.uncheck("#leaves")
    page.check("#loose")
    page.focus("#floor")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.focus("#core")
    page.keyboard.press("ArrowRight")
    page.locator("#panel .source").first.click()
    page.click("#reader-next")
    address = "#" + page.url.partition("#")[2]
    parts = {pair.partition("=")[0] for pair in address.removeprefix("#").split("&")}
    assert {"s", "p", "d", "t", "min", "core", "leaves", "loose", "grouped", "opened", "doc", "claim"} <= parts
    again = open_page(graph, address)
    for part in ("#summary", "#chips", "#panel", "#facets", "#reader-claim", "#reader-count"):
        assert again.inner_text(part) == page.inner_text(part)
    assert again.url.partition("#")[2] == page.url.partition("#")[2]


def test_entities_without_lines_are_drawn_apart(open_page: Open) -> None:
    """Several entities and no claim: all are on the map, each with its name, and the page says why."""
    names = ("Ann", "Bob", "Cid")
    page = open_page(Graph(entities=tuple(Entity(name.lower(), name, "Person") for name in names)))
    assert sorted(str(text) for text in _texts(page)) == sorted(names)
    assert page.inner_text("#limited") == "No claim was found: the documents only mention these entities."
    assert page.locator("#empty").is_hidden()
