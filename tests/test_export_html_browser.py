"""The page in a real browser, offline: every part is clicked, and hostile text runs nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from evigraph.graph.model import Document, Entity, Evidence, Failure, Graph, Relation
from pages import Open, link, needs_chromium
from samples import GRAPH

pytestmark = needs_chromium


def _pair() -> Graph:
    """Two entities and two claims between them."""
    text = "Ann knows Bob."
    document = Document.of(text, source="a.txt")
    evidence = Evidence("k1", document.id, 0, len(text), text, (0, 3), (10, 13), "knows", ((4, 9),))
    return Graph(
        (document,),
        (Entity("ann", "Ann", "Person"), Entity("bob", "Bob", "Person")),
        (Relation("ann", "knows", "bob", (evidence,)),),
    )


# -- the map


def test_map_is_painted(open_page: Open, graph: Graph) -> None:
    """The canvas shows more than its ground."""
    page = open_page(graph)
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(pixels.data.buffer)).size;
        }"""
    )
    assert colours > 100


def test_only_asserted_claims_at_first(open_page: Open, graph: Graph) -> None:
    """At first asserted claims alone are in view; the others wait behind their boxes."""
    page = open_page(graph)
    assert "91 of 102 claims" in page.inner_text("#summary")
    assert page.locator("[data-facet=status] input:checked").count() == 1


def test_click_on_node_opens_its_card(open_page: Open) -> None:
    """A click on the only node opens its card."""
    page = open_page(Graph(entities=(Entity("ann", "Ann", "Person", ("Annie",)),)))
    page.click("#canvas canvas")
    assert page.inner_text("#panel h2") == "Ann"
    assert "Annie" in page.inner_text("#panel")


def test_click_on_edge_opens_its_claims(open_page: Open) -> None:
    """A click on the middle of the only edge opens the claims on it, and one beside it closes them."""
    page = open_page(_pair())
    page.click("#canvas canvas")
    assert page.inner_text("#panel h2") == "Ann – Bob"
    page.click("#canvas canvas", position={"x": 80, "y": 80})
    assert page.inner_text("#panel h2") == "Overview"


def test_keyboard_walks_the_map(open_page: Open) -> None:
    """Arrow keys go from entity to entity, Enter to the evidence, Escape back."""
    page = open_page(_pair())
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    right = page.inner_text("#panel h2")
    page.keyboard.press("ArrowLeft")
    assert {right, page.inner_text("#panel h2")} == {"Ann", "Bob"}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "Overview"


# -- evidence


def test_card_shows_each_fact_with_its_sentence(open_page: Open, graph: Graph) -> None:
    """A card holds type, aliases, links, and facts by predicate, under each its sentence and what is known of it."""
    page = open_page(graph, link(graph, "Alibaba"))
    panel = page.inner_text("#panel")
    for part in (
        "Organization",
        "BABA",
        "founded in",
        "Hangzhou",
        "1999-06-28",
        "develops",
        "Where it is the object",
        "asserted",
        "99 %",
        "2025-02-10",
    ):
        assert part in panel
    assert page.get_attribute("#panel a.chip", "rel") == "noopener noreferrer"
    assert page.locator("#panel a").count() == 1


def test_marks_are_exact_outside_ascii(open_page: Open, graph: Graph) -> None:
    """After an emoji and beside Chinese characters the marks still cover subject, relation and object."""
    page = open_page(graph, link(graph, "Alibaba", "Hangzhou"))
    marked = [page.inner_text(f"#panel .claim mark.{role}") for role in ("subject", "cue", "object")]
    assert marked == ["Alibaba", "founded in", "Hangzhou"]
    page = open_page(graph, link(graph, "Tsinghua University", "AI researchers"))
    assert page.inner_text("#panel .claim mark.object") == "AI researchers"


def test_all_marks_are_the_spans_of_their_claims(open_page: Open, graph: Graph) -> None:
    """Every mark in the table of all claims covers exactly what the claim names."""
    page = open_page(graph, "#view=table&s=-")
    shown = page.eval_on_selector_all(
        "#claims-body blockquote",
        """quotes => quotes.map(quote => ["subject", "cue", "object"].map(role =>
             [...quote.querySelectorAll("mark." + role)].map(mark => mark.textContent).join("")))""",
    )
    texts = {document.id: document.text for document in graph.documents}

    def spans(evidence: Evidence) -> list[str]:
        text = texts[evidence.document]
        return [
            text[slice(*span)] if span else ""
            for span in (evidence.subject_span, evidence.cues[0], evidence.object_span)
        ]

    assert shown == [spans(evidence) for relation in graph.relations for evidence in relation.evidence]


def test_edge_shows_claims_of_both_directions(open_page: Open, graph: Graph) -> None:
    """An edge panel lists the claims either way, and what the filters hide can be shown."""
    page = open_page(graph, link(graph, "Microsoft", "OpenAI"))
    assert page.locator("#panel .claim").count() == 3
    page.click("#panel .note button")
    assert page.locator("#panel .claim").count() == 4
    assert page.locator("#panel .claim.negated").count() == 1


def test_document_opens_at_the_claim(open_page: Open, graph: Graph) -> None:
    """From a claim one comes to the whole document, with every claim marked and this one current."""
    page = open_page(graph, link(graph, "Alibaba", "Hangzhou"))
    page.click("#panel .claim .source")
    text = next(document for document in graph.documents if "Alibaba 🧡" in document.text).text
    assert page.inner_text("#reader-text").replace("\xa0", " ").startswith("[")
    assert (
        page.evaluate(
            """() => { const copy = document.querySelector("#reader-text").cloneNode(true);
                   copy.querySelectorAll(".spoken").forEach(one => one.remove()); return copy.textContent; }"""
        )
        == text
    )
    assert page.inner_text("#reader-text mark.object") == "Hangzhou"
    assert page.locator("#reader-text .said").count() > 5


def test_next_and_previous_claim(open_page: Open, graph: Graph) -> None:
    """Buttons and keys step through the claims of a document, around both ends."""
    document = next(document for document in graph.documents if document.source == "people.md")
    page = open_page(graph, f"#doc={document.id}")
    assert page.inner_text("#reader-count") == "Claim 1 of 20"
    page.click("#reader-next")
    assert page.inner_text("#reader-count") == "Claim 2 of 20"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.inner_text("#reader-count") == "Claim 20 of 20"
    page.keyboard.press("Escape")
    assert page.locator("#reader").is_hidden()
    page.wait_for_url(lambda url: "doc=" not in url)


# -- search


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("nvidia", "NVIDIA"),
        ("BABA", "Alibaba"),
        ("杭州", "Hangzhou"),
        ("clement", "Clément Delangue"),
        ("Antropic", "Anthropic"),
        ("Sutskevre", "Ilya Sutskever"),
    ],
)
def test_search_finds(open_page: Open, graph: Graph, typed: str, label: str) -> None:
    """Search finds labels and aliases in any script, without accents and with a slip, from the keyboard alone."""
    page = open_page(graph)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    assert page.get_attribute("#search", "aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == label


def test_search_without_answer_says_so(open_page: Open, graph: Graph) -> None:
    """Nothing found is said, and Escape clears the box."""
    page = open_page(graph)
    page.fill("#search", "zzzzzz")
    assert page.inner_text("#found") == "No entity of this name"
    page.press("#search", "Escape")
    assert page.locator("#found").is_hidden()


# -- filters


def test_facets_hide_and_show(open_page: Open, graph: Graph) -> None:
    """A box hides, "all" brings back, "only" keeps one; the counts follow."""
    page = open_page(graph)
    before = page.inner_text("#summary")
    page.locator("[data-facet=type] li", has_text="Person").locator("input").uncheck()
    assert page.inner_text("#summary") != before
    page.locator("[data-facet=type] legend button").click()
    assert page.inner_text("#summary") == before
    row = page.locator("[data-facet=predicate] li", has_text="founded by")
    row.hover()
    row.get_by_role("button").click()
    assert "14 of 102 claims" in page.inner_text("#summary")


def test_status_filter_brings_the_unsaid(open_page: Open, graph: Graph) -> None:
    """Ticking "possible" adds the possible claims."""
    page = open_page(graph)
    page.locator("[data-facet=status] li", has_text="possible").locator("input").check()
    assert "95 of 102 claims" in page.inner_text("#summary")


def test_confidence_floor(open_page: Open, graph: Graph) -> None:
    """The slider keeps claims at or above a confidence."""
    page = open_page(graph)
    page.focus("#floor")
    page.keyboard.press("End")
    assert page.inner_text("#empty-message") == "Nothing passes the filters."
    page.click("#empty-cure")
    assert "102 claims" in page.inner_text("#summary")


def test_deep_link_holds_the_whole_state(open_page: Open, graph: Graph) -> None:
    """The address of a view opens the same view."""
    page = open_page(graph, link(graph, "NVIDIA"))
    page.locator("[data-facet=status] li", has_text="conditional").locator("input").check()
    page.locator("[data-facet=type] li", has_text="Place").locator("input").uncheck()
    page.locator("[data-facet=predicate] li", has_text="founded by").locator("input").uncheck()
    page.check("#values")
    page.click("#to-table")
    again = open_page(graph, "#" + page.url.partition("#")[2])
    for part in ("#summary", "#panel", "#claims-body"):
        assert again.inner_text(part) == page.inner_text(part)
    assert again.is_checked("#values")


def test_back_returns_to_the_last_selection(open_page: Open, graph: Graph) -> None:
    """The back button of the browser goes back from one entity to the one before."""
    page = open_page(graph, link(graph, "NVIDIA"))
    page.click("#panel .target .entity")
    assert page.inner_text("#panel h2") != "NVIDIA"
    page.go_back()
    assert page.inner_text("#panel h2") == "NVIDIA"


def test_broken_address_opens_the_plain_view(open_page: Open, graph: Graph) -> None:
    """What an address names and the graph does not hold is left out."""
    page = open_page(graph, "#e=nobody&t=%25E0%25A4%25A&p=-nothing&min=abc&doc=no&view=?")
    assert page.inner_text("#panel h2") == "Overview"
    assert "91 of 102 claims" in page.inner_text("#summary")


# -- table


def test_table_follows_the_filters_and_sorts(open_page: Open, graph: Graph) -> None:
    """The table holds the claims in view and sorts by a column, both ways."""
    page = open_page(graph)
    page.keyboard.press("t")
    assert page.locator("#claims-body tr").count() == 91
    page.get_by_role("button", name="Confidence").last.click()
    assert page.get_attribute("th.col-confidence", "aria-sort") == "ascending"
    lowest = page.locator("#claims-body tr").first.inner_text()
    page.get_by_role("button", name="Confidence").last.click()
    assert page.locator("#claims-body tr").first.inner_text() != lowest
    page.locator("[data-facet=document] li", has_text="Chips").locator(".only").focus()
    page.keyboard.press("Enter")
    assert page.locator("#claims-body tr").count() == 21


def test_csv_holds_the_claims_in_view(open_page: Open) -> None:
    """The file has one row per claim, quotes doubled, and no cell that a spreadsheet would run."""
    text = '=HYPERLINK("x") knows Bob.'
    document = Document.of(text, source="=a.txt")
    evidence = Evidence("k1", document.id, 0, len(text), text, (0, 15), (22, 25), "knows", ((16, 21),))
    ends = (Entity("a", '=HYPERLINK("x")', "Person"), Entity("b", "Bob", "Person"))
    page = open_page(Graph((document,), ends, (Relation("a", "knows", "b", (evidence,)),)), "#view=table")
    with page.expect_download() as download:
        page.click("#csv")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith('"\'=HYPERLINK(""x"")","Person","knows","Bob","Person","asserted","1","\'=a.txt"')


def test_picture_is_a_png(open_page: Open, graph: Graph) -> None:
    """The map can be saved as a picture."""
    page = open_page(graph)
    with page.expect_download() as download:
        page.click("#picture")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


# -- looks


def test_dark_and_light_follow_the_system(open_page: Open, graph: Graph) -> None:
    """The page is dark where the system is, also when it changes while the page is open."""
    page = open_page(graph, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) != dark


def test_print_leaves_the_tools_out(open_page: Open, graph: Graph) -> None:
    """On paper stand the title, the map and the evidence."""
    page = open_page(graph, link(graph, "OpenAI"))
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#panel").is_visible()


def test_whole_map_is_printed(open_page: Open, graph: Graph) -> None:
    """The map goes onto paper as a picture of what is seen, as wide as the sheet, and the canvas comes back."""
    page = open_page(graph)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed").is_visible()
    assert page.locator("#canvas").is_hidden()
    wide = "(one => one.decode().then(() => one.naturalWidth))(document.getElementById('printed'))"
    assert page.evaluate(wide) > 500
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#canvas").is_visible()


def test_claim_names_who_says_it(open_page: Open) -> None:
    """Beside a claim that a text attributes stands who says it, as a way to that entity."""
    page = open_page(GRAPH, link(GRAPH, "Alibaba", "Lazada"))
    page.locator("#panel .meta", has_text="said by").get_by_role("button", name="Joe Tsai").click()
    assert page.inner_text("#panel h2") == "Joe Tsai"


def test_every_control_has_a_name(open_page: Open, graph: Graph) -> None:
    """Each button, field and region says to a screen reader what it is."""
    page = open_page(graph, link(graph, "OpenAI"))
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, aside, main section, dialog")].filter(one =>
             !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length || one.title)).length"""
    )
    assert nameless == 0


def test_narrow_window_has_no_sideways_scroll(open_page: Open, graph: Graph) -> None:
    """On a telephone the parts stand below each other."""
    page = open_page(graph)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# -- little, much and hostile


def test_empty_graph_says_so(open_page: Open) -> None:
    """An empty graph, with what could not be read, is a page that says so."""
    page = open_page(Graph(failures=(Failure("a.pdf", "is broken", "save it again"),)))
    assert "empty" in page.inner_text("#empty-message")
    assert "a.pdf: is broken (save it again)" in page.inner_text("#panel")


def test_old_browser_is_told(open_page: Open) -> None:
    """A browser that cannot unpack the page gets a page that says so."""
    page = open_page(Graph(), script="delete globalThis.DecompressionStream", ready=False)
    assert "too old" in page.inner_text("#empty-message")


def test_entities_without_claims_are_shown(open_page: Open) -> None:
    """Where nothing is claimed the entities are drawn, and the page says why there are no lines or filters."""
    page = open_page(Graph(entities=(Entity("ann", "Ann", "Person"),)))
    assert page.inner_text("#limited") == "No claim was found: the documents only mention this entity."
    assert page.locator("#floor").is_hidden()
    assert page.inner_text("#summary").startswith("1 entity · 0 claims")


def test_many_entities_are_communities_and_reachable(open_page: Open) -> None:
    """Above 2,000 entities the map is one of communities, the page says so, and search brings any entity in."""
    page = open_page(Graph(entities=tuple(Entity(f"e{n:04}", f"Thing {n}", "Concept") for n in range(2010))))
    assert "2,010 entities in 7 communities" in page.inner_text("#limited")
    page.fill("#search", "Thing 2009")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Thing 2009"


HOSTILE = (
    '<img src=x onerror="window.taken=1">',
    "</script><script>window.taken=1</script>",
    "{{7*7}}${7*7}",
    "javascript:window.taken=1",
    "a\u202eb\u2066c\u0000",
    "half \ud83d",
    "x" * 10_000,
    "",
    "م" * 40,
    "href",
)


def _hostile() -> Graph:
    text = " knows ".join(HOSTILE)
    document = Document.of(text, source="<b>a</b>", title='"><svg onload="window.taken=1">')
    ids = ("1", "01", "1e3", "__proto__", "constructor", "toString", "true", "-1", "null", "n0")
    entities = tuple(
        Entity(i, name, name[:20] or "?", (name,), (), (name,)) for i, name in zip(ids, HOSTILE, strict=True)
    )
    evidence = Evidence(
        "<i>", document.id, 0, len(text), text, (0, 3), (5, 9), "x", ((3, 5), (0, 99_999)), extractor="<b>"
    )
    relations = tuple(
        Relation(a, f"open:{name[:30]}", b, (evidence,)) for a, b, name in zip(ids, ids[1:], HOSTILE, strict=False)
    )
    return Graph((document,), entities, relations)


@pytest.mark.parametrize("identifier", [entity.id for entity in _hostile().entities])
def test_hostile_text_is_shown_and_runs_nothing(open_page: Open, identifier: str) -> None:
    """Markup, scripts, templates, direction marks, half characters and endless names are text and nothing else."""
    page = open_page(_hostile(), f"#e={identifier}&values=1")
    entity = next(entity for entity in _hostile().entities if entity.id == identifier)
    assert page.text_content("#panel h2") == re.sub("[\ud800-\udfff]", "\ufffd", entity.label)
    page.locator("#panel .claim .source").first.click()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.click("#to-table")
    page.click("#to-cards")
    page.click("#to-map")
    for step in ("Only around it", "Show all again", "Hide"):
        page.get_by_role("group", name="On the map").get_by_role("button", name=step).click()
    page.check("#grouped")
    page.keyboard.press("u")
    with page.expect_download() as drawing:
        page.click("#drawing")
    ElementTree.parse(drawing.value.path())  # noqa: S314 - the page under test made it
    assert page.evaluate("window.taken === undefined && !document.querySelector('main img, #panel img, svg[onload]')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
