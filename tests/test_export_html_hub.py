"""The card of an entity of which much is said: the first hundred facts, and the others when asked for."""

from __future__ import annotations

import pytest
from evigraph.graph.model import Document, Entity, Evidence, Graph, Relation, content_hash
from pages import Open, needs_chromium

pytestmark = needs_chromium
EACH = 130


@pytest.fixture(scope="module")
def star() -> Graph:
    """Ann, who knows 130 people and is liked by as many, as one text says."""
    lines = [
        f"Ann {verb} P{number}" if verb == "knows" else f"P{number} {verb} Ann"
        for verb in ("knows", "likes")
        for number in range(EACH)
    ]
    document = Document.of(". ".join(lines) + ".", source="a.txt", date="2020-01-01")
    relations, start = [], 0
    for line in lines:
        subject, verb, target = line.split()
        spans = ((start, start + len(subject)), (start + len(line) - len(target), start + len(line)))
        evidence = Evidence(content_hash(line), document.id, start, start + len(line), line, *spans, verb)
        relations.append(Relation(subject.lower(), verb, target.lower(), (evidence,)))
        start += len(line) + 2
    people = tuple(Entity(f"p{number}", f"P{number}", "Person") for number in range(EACH))
    return Graph((document,), (Entity("ann", "Ann", "Person"), *people), tuple(relations))


def test_card_begins_with_a_hundred_facts(open_page: Open, star: Graph) -> None:
    """Each of two long lists begins with its share of a hundred, and says how many there are."""
    page = open_page(star, "#e=ann")
    assert page.locator("#panel .fact").count() == 100
    assert page.locator("#panel .fact-group .portion .count").all_inner_texts() == ["50 of 130", "50 of 130"]


def test_rest_comes_by_keyboard(open_page: Open, star: Graph) -> None:
    """Enter on "Show more" brings the rest of that list, and the focus goes on to the first that came."""
    page = open_page(star, "#e=ann")
    page.locator("#panel .fact-group .portion button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .fact").count() == EACH + 50
    assert page.evaluate("document.activeElement.textContent") == "P50"
    assert page.locator("#panel .fact-group .portion").count() == 1
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "P50"


def test_filters_leave_what_is_listed(open_page: Open, star: Graph) -> None:
    """A filter keeps the lists as far as they were opened, another card begins anew, and the hidden are counted."""
    page = open_page(star, "#e=ann")
    page.locator("#panel .fact-group .portion button").first.click()
    page.locator("[data-facet=predicate] li", has_text="likes").locator("input").uncheck()
    assert page.locator("#panel .fact").count() == EACH
    assert "130 claims are hidden" in page.inner_text("#panel")
    page.click("#undo")
    assert page.locator("#panel .fact").count() == EACH + 50
    page.fill("#search", "P7")
    page.press("#search", "Enter")
    page.fill("#search", "Ann")
    page.press("#search", "Enter")
    assert page.locator("#panel .fact").count() == 100


def test_nothing_is_missing_on_paper(open_page: Open, star: Graph) -> None:
    """On paper stand all facts; afterwards the card is as it was."""
    page = open_page(star, "#e=ann")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#panel .fact").count() == 2 * EACH
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#panel .fact").count() == 100


def test_every_claim_is_reached_in_the_document(open_page: Open, star: Graph) -> None:
    """From a fact that came later one opens the document at its sentence and goes on to the next claim."""
    page = open_page(star, "#e=ann")
    page.locator("#panel .fact-group .portion button").first.click()
    page.locator("#panel .fact").nth(99).locator(".source").click()
    assert page.inner_text("#reader-count") == "Claim 100 of 260"
    page.click("#reader-next")
    assert page.inner_text("#reader-count") == "Claim 101 of 260"
    again = open_page(star, "#" + page.url.partition("#")[2])
    assert again.inner_text("#reader-count") == "Claim 101 of 260"
