"""Ways through a graph in a real browser: around an entity, from one to another, by community, in time, and back."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from evigraph.benchmarks.large import made
from evigraph.graph.model import Document, Entity, Evidence, Graph, Relation, Time, Value
from pages import Open, link, needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_chromium
SVG = "{http://www.w3.org/2000/svg}"


def _chain(*more: tuple[int, int]) -> Graph:
    """Six people of whom each knows the next, in documents of different years, and whoever is named besides."""
    names = ("Ann", "Bob", "Cid", "Dee", "Eve", "Fay")
    links = [*((n, n + 1) for n in range(5)), *more]
    documents, relations = [], []
    for number, (a, b) in enumerate(links):
        text = f"{names[a]} knows {names[b]}."
        document = Document.of(text, source=f"{number}.txt", date=f"{2000 + number}-05-01")
        start = text.index(names[b])
        spans = ((0, 3), (start, start + 3))
        evidence = Evidence(f"k{number}", document.id, 0, len(text), text, *spans, "knows", ((4, 9),))
        documents.append(document)
        relations.append(Relation(names[a].lower(), "knows", names[b].lower(), (evidence,)))
    entities = tuple(Entity(name.lower(), name, "Person") for name in names)
    return Graph(tuple(documents), entities, tuple(relations))


def _drawn(page: Page) -> str:
    """Return how many entities the cards show, which in a part of the graph are those on the map."""
    page.click("#to-cards")
    shown = page.inner_text("#cards-shown")
    page.click("#to-map")
    return shown


def _svg(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314 - the page under test made it


def _step(page: Page, name: str) -> None:
    page.get_by_role("group", name="On the map").get_by_role("button", name=name).click()


def _chips(page: Page) -> list[str]:
    return [text.split("\n")[0] for text in page.locator("#chips .chip > bdi").all_inner_texts()]


# -- around an entity


def test_ego_view_grows_with_depth(open_page: Open) -> None:
    """Only what is a number of steps away is drawn; the steps are counted beside a way back."""
    page = open_page(_chain(), link(_chain(), "Cid"))
    _step(page, "Only around it")
    assert _chips(page) == ["Around Cid: 1 step"]
    assert _drawn(page) == "3 of 3 entities"
    page.get_by_role("button", name="One step more").click()
    assert _drawn(page) == "5 of 5 entities"
    page.get_by_role("button", name="Take back: Around Cid").click()
    assert _chips(page) == []
    assert _drawn(page) == "6 of 6 entities"


def test_expanding_adds_neighbours(open_page: Open) -> None:
    """In a part of the graph an entity at its rim brings in its neighbours, and lets them go."""
    page = open_page(_chain(), "#ego=1,ann&e=bob")
    assert _drawn(page) == "2 of 2 entities"
    _step(page, "Expand")
    assert _drawn(page) == "3 of 3 entities"
    _step(page, "Collapse")
    assert _drawn(page) == "2 of 2 entities"


def test_collapsing_folds_what_hangs_on_an_entity(open_page: Open) -> None:
    """What is connected with one entity alone can be folded into it, and out again."""
    page = open_page(_chain(), link(_chain(), "Bob"))
    _step(page, "Collapse")
    assert _chips(page) == ["Bob folded"]
    with page.expect_download() as drawing:
        page.click("#drawing")
    texts = [one.text for one in _svg(drawing.value.path()).iter(f"{SVG}text")]
    assert "Bob (+1)" in texts
    assert "Ann" not in texts
    _step(page, "Unfold")
    assert _chips(page) == []


# -- from one to another


def test_path_shows_a_sentence_for_each_hop(open_page: Open) -> None:
    """From a card one asks for another entity; every hop between the two stands with its sentence."""
    page = open_page(_chain(), link(_chain(), "Ann"))
    _step(page, "Path to …")
    page.keyboard.type("Dee")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Ann – Dee"
    assert page.inner_text("#panel .path-count") == "3 hops · path 1 of 1"
    assert [text.split(" [")[0] for text in page.locator("#panel .hop .triple").all_inner_texts()]
    assert page.locator("#panel .hop .claim").count() == 3
    assert _drawn(page) == "4 of 4 entities"


def test_shortest_paths_can_be_turned_over(open_page: Open) -> None:
    """Where several paths are shortest, each can be seen."""
    page = open_page(_chain((0, 4), (4, 2)), "#path=0,ann,cid")
    assert page.inner_text("#panel .path-count") == "2 hops · path 1 of 2"
    first = page.inner_text("#panel")
    page.get_by_role("button", name="Next →").first.click()
    assert page.inner_text("#panel .path-count") == "2 hops · path 2 of 2"
    assert page.inner_text("#panel") != first
    assert {"Bob" in first, "Bob" in page.inner_text("#panel")} == {True, False}


def test_path_goes_over_what_is_in_view(open_page: Open) -> None:
    """A path does not go through what is hidden, and where there is none the page says so."""
    page = open_page(_chain(), "#path=0,ann,cid&removed=bob")
    assert "Nothing in view connects the two." in page.inner_text("#panel")
    page.get_by_role("button", name="Take back: Bob hidden").click()
    assert page.inner_text("#panel .path-count") == "2 hops · path 1 of 1"


# -- back


def test_everything_hidden_comes_back(open_page: Open, graph: Graph) -> None:
    """Each step can be undone and done again, to the view before the first."""
    page = open_page(graph, link(graph, "NVIDIA"))
    before = page.inner_text("#summary")
    _step(page, "Hide")
    hidden = page.inner_text("#summary")
    page.locator("[data-facet=type] li", has_text="Place").locator("input").uncheck()
    page.locator("#leaves").uncheck()
    assert len({before, hidden, page.inner_text("#summary")}) == 3
    for _ in range(3):
        page.click("#undo")
    assert page.inner_text("#summary") == before
    assert page.inner_text("#panel h2") == "NVIDIA"
    assert page.is_disabled("#undo")
    page.keyboard.press("r")
    assert page.inner_text("#summary") == hidden
    page.keyboard.press("Control+z")
    assert page.inner_text("#summary") == before


def test_each_limit_is_named_with_its_undoing(open_page: Open, graph: Graph) -> None:
    """Whatever limits the view stands above it, and each goes away on its own."""
    page = open_page(graph, "#min=50&core=2&leaves=0&t=-Place&from=2020-01-01")
    assert _chips(page) == [
        "Entity types: 1 hidden",
        "Confidence ≥ 50 %",
        "2020-01-01 to …",
        "Core ≥ 2",
        "Leaves hidden",
    ]
    for _ in range(5):
        page.locator("#chips .close").first.click()
    assert _chips(page) == []
    assert "91 of 102 claims" in page.inner_text("#summary")


def test_address_holds_the_part_of_the_graph(open_page: Open, graph: Graph) -> None:
    """The address of a view around an entity, with what is hidden and the dates, opens the same view."""
    page = open_page(graph, link(graph, "OpenAI"))
    _step(page, "Only around it")
    page.get_by_role("button", name="One step more").click()
    page.fill("#from", "2020-01-01")
    page.dispatch_event("#from", "change")
    page.click("#to-cards")
    again = open_page(graph, "#" + page.url.partition("#")[2])
    for part in ("#summary", "#chips", "#panel", "#cards-list"):
        assert again.inner_text(part) == page.inner_text(part)


# -- by shape


def test_core_keeps_what_is_knit_together(open_page: Open) -> None:
    """A core of 2 keeps the ring and drops the tail."""
    page = open_page(_chain((0, 2)))
    page.focus("#core")
    page.keyboard.press("End")
    assert page.inner_text("#core-value") == "≥ 2 · 3 entities"
    assert page.inner_text("#summary").startswith("3 entities")


def test_leaves_can_be_hidden(open_page: Open) -> None:
    """What has a single connection goes and comes back."""
    page = open_page(_chain())
    assert page.inner_text("#leaves-count") == "2"
    page.uncheck("#leaves")
    assert page.inner_text("#summary").startswith("4 entities")


def test_connected_parts_are_a_filter(open_page: Open) -> None:
    """Where the graph falls apart, each large part can be seen alone."""
    graph = _chain()
    page = open_page(Graph(graph.documents, graph.entities, graph.relations[:2] + graph.relations[3:]))
    row = page.locator("[data-facet=component] li", has_text="Part 2")
    assert row.locator(".count").inner_text() == "3"
    row.locator("input").uncheck()
    assert page.inner_text("#summary").startswith("3 entities")


# -- by time


def test_dates_limit_the_claims(open_page: Open) -> None:
    """A bar for each year keeps the claims of that year; two fields hold any range; undated claims wait outside."""
    page = open_page(_chain())
    assert page.locator("#years button").count() == 5
    page.locator("#years button").nth(2).click()
    assert "1 of 5 claims" in page.inner_text("#summary")
    assert page.input_value("#from") == "2002-01-01"
    page.fill("#to", "2003-12-31")
    assert "2 of 5 claims" in page.inner_text("#summary")
    page.click("#dates-all")
    assert "5 claims" in page.inner_text("#summary")


def test_card_has_a_time_line(open_page: Open) -> None:
    """Claims that say when, and values that are dates, stand in the order of time with a way to their sentence."""
    text = "Ann worked for Bob from 2003 to 2005. Ann was born in 1970."
    document = Document.of(text, source="a.txt")
    held = Evidence(
        *("k1", document.id, 0, 37, text[:37], (0, 3), (15, 18)), cues=((4, 10),), time=Time("2003", "2005")
    )
    born = Evidence("k2", document.id, 38, len(text), text[38:], (38, 41), (54, 58), cues=((46, 50),))
    relations = (
        Relation("ann", "employer", "bob", (held,)),
        Relation("ann", "bornOn", Value("1970", "xsd:gYear"), (born,)),
    )
    page = open_page(Graph((document,), (Entity("ann", "Ann", "Person"), Entity("bob", "Bob", "Person")), relations))
    page.fill("#search", "Ann")
    page.press("#search", "Enter")
    assert page.locator("#panel .timeline time").all_inner_texts() == ["1970", "2003 – 2005"]
    page.locator("#panel .timeline button.link").first.click()
    assert page.inner_text("#reader-text mark.cue") == "born"


# -- cards and files


def test_cards_show_key_facts(open_page: Open, graph: Graph) -> None:
    """A card holds type, aliases, key facts and a sentence; cards follow the filters and the order asked for."""
    page = open_page(graph)
    page.keyboard.press("c")
    first = page.locator("#cards-list .card").first
    for part in ("Organization", "connections", "develops"):
        assert part in first.inner_text()
    assert first.locator("mark.subject").count() == 1
    page.select_option("#cards-order", "name")
    names = page.locator("#cards-list h3").all_inner_texts()
    assert names == sorted(names, key=str.lower)
    row = page.locator("[data-facet=type] li", has_text="Place")
    row.hover()
    row.get_by_role("button").click()
    assert {text.split("\n")[0] for text in page.locator("#cards-list .kind").all_inner_texts()} <= {"Place"} | set()


def test_entities_as_csv(open_page: Open, graph: Graph) -> None:
    """The cards can be saved as a table with one row for each entity in view."""
    page = open_page(graph, "#view=cards")
    with page.expect_download() as download:
        page.click("#cards-csv")
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == int(page.inner_text("#summary").split()[0])
    alibaba = next(row for row in rows if row["entity"] == "Alibaba")
    assert alibaba["type"] == "Organization"
    assert "BABA" in alibaba["aliases"]


def test_drawing_is_svg(open_page: Open, graph: Graph) -> None:
    """The map can be saved as SVG: every symbol a path, names as text, nothing that runs."""
    page = open_page(graph)
    with page.expect_download() as download:
        page.click("#drawing")
    root = _svg(download.value.path())
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "rect", "path", "text"}
    assert "Alibaba" in {element.text for element in root.iter(f"{SVG}text")}
    assert sum(path.get("class") == "line" for path in root.iter(f"{SVG}path")) > 50


# -- by community


def test_communities_open_and_close(open_page: Open, graph: Graph) -> None:
    """Communities drawn as single symbols are opened from the list or the map, and closed again."""
    page = open_page(graph)
    page.check("#grouped")
    first = page.locator("#panel .groups button").first
    name = first.locator("bdi").inner_text()
    first.click()
    assert _chips(page) == [f"Open: {name}"]
    assert page.locator("#panel .groups button").first.get_attribute("aria-expanded") == "true"
    page.get_by_role("button", name="Take back: Open").click()
    assert page.locator("#panel .groups button").first.get_attribute("aria-expanded") == "false"
    page.click("#undo")
    assert len(_chips(page)) == 1


@pytest.fixture(scope="module")
def large() -> Graph:
    """A graph of 2,400 entities."""
    return made(2400)


def test_large_graph_opens_on_a_map_of_communities(open_page: Open, large: Graph) -> None:
    """Above 2,000 entities the map shows communities; opening one and searching bring entities in."""
    page = open_page(large)
    assert re.search(r"2,4\d\d entities in \d+ communities", page.inner_text("#limited").replace("2,3", "2,4"))
    page.locator("#panel .groups button").first.click()
    assert "opened=g" in page.url
    page.fill("#search", "Person number 1")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Person number 1"
    with page.expect_download() as download:
        page.click("#drawing")
    assert "Person number 1" in Path(download.value.path()).read_text(encoding="utf-8")


def test_part_of_a_large_graph_is_readable(open_page: Open, large: Graph) -> None:
    """What is around an entity of a large map, or on a path in it, is drawn close together with its labels."""
    entity = max(large.entities, key=lambda one: len(one.mentions))
    page = open_page(large, f"#ego=1,{entity.id}&e={entity.id}")
    with page.expect_download() as download:
        page.click("#drawing")
    texts = [one.text for one in _svg(download.value.path()).iter(f"{SVG}text")]
    assert entity.label in texts
    assert len(texts) > 10
    assert page.locator("#limited").is_hidden()


def test_filter_brings_a_large_graph_down_to_its_entities(open_page: Open, large: Graph) -> None:
    """As soon as no more than 2,000 entities are left they are drawn one by one."""
    page = open_page(large)
    page.locator("[data-facet=type] li", has_text="Person").locator("input").uncheck()
    page.locator("[data-facet=type] li", has_text="Place").locator("input").uncheck()
    assert page.locator("#limited").is_hidden()


def test_hub_of_thousands_is_a_page(open_page: Open) -> None:
    """One entity with thousands of neighbours neither hangs nor stays blank."""
    text = "Hub knows Leaf."
    document = Document.of(text, source="a.txt")
    evidence = Evidence("k", document.id, 0, len(text), text, (0, 3), (10, 14), "knows", ((4, 9),))
    leaves = [Entity(f"l{n:04}", f"Leaf {n}", "Person") for n in range(3000)]
    relations = tuple(Relation("hub", "knows", leaf.id, (evidence,)) for leaf in leaves)
    page = open_page(Graph((document,), (Entity("hub", "Hub", "Person"), *leaves), relations))
    assert "3,001 entities" in page.inner_text("#limited")
    page.fill("#search", "Hub")
    page.press("#search", "Enter")
    assert "best connected" in page.inner_text("#limited")


# -- the hand


def test_dragging_moves_the_map(open_page: Open) -> None:
    """The map follows the hand: what was clicked in the middle lies where it was dragged."""
    chain = _chain()
    page = open_page(Graph(chain.documents[:1], chain.entities[:2], chain.relations[:1]))
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 200, y - 200)
    page.mouse.down()
    page.mouse.move(x - 100, y - 150, steps=4)
    page.mouse.move(x - 80, y - 140, steps=4)
    page.mouse.up()
    page.mouse.click(x, y)
    assert page.inner_text("#panel h2") == "Overview"
    page.mouse.click(x + 120, y + 60)
    assert page.inner_text("#panel h2") == "Ann – Bob"


def test_reduced_motion_is_respected(open_page: Open, graph: Graph) -> None:
    """Where the system asks for less motion the map jumps instead of gliding."""
    page = open_page(graph, reduced_motion="reduce")
    page.fill("#search", "NVIDIA")
    page.press("#search", "Enter")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert page.inner_text("#panel h2") == "NVIDIA"
