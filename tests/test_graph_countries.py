"""Countries by any name, capitals, cities and languages: what texts call them, and what they are linked to."""

from __future__ import annotations

import pytest
from corpora import Named, anchor, organization, person, place, reading
from evigraph.graph.assemble import assemble
from evigraph.graph.authority import Authority
from evigraph.graph.authority_bundled import records
from evigraph.graph.database import Database
from evigraph.graph.difference import difference
from evigraph.graph.model import Decision, Graph

US = "https://sws.geonames.org/6252001/"
AMERICAN: Named = ("American", "Group", ())


@pytest.fixture(scope="module")
def bundled() -> Authority:
    """Open the authority that comes with the package, once."""
    authority = Authority(Database.in_memory())
    authority.replace(records())
    return authority


def linked(bundled: Authority, *names: Named) -> dict[str, tuple[str, ...]]:
    graph = assemble([reading("a", list(names))], authority=bundled)
    return {entity.label: entity.same_as for entity in graph.entities}


@pytest.mark.parametrize("name", ["the US", "U.S.", "the U.S.A.", "USA", "United States", "America"])
def test_a_country_has_many_names(bundled: Authority, name: str) -> None:
    """All of them are the United States, alone or beside another."""
    assert list(linked(bundled, place(name)).values()) == [(US,)]
    assert len(assemble([reading("a", [place(name)]), reading("b", [place("America")])]).entities) == 1


def test_a_people_is_not_its_country(bundled: Authority) -> None:
    """Americans are no place, and are linked to none."""
    assert linked(bundled, place("America"), AMERICAN) == {"America": (US,), "American": ()}


@pytest.mark.parametrize(
    ("named", "iri"),
    [
        (place("Bombay"), "https://sws.geonames.org/1275339/"),
        (place("Bern"), "https://sws.geonames.org/2661552/"),
        (place("Canberra"), "https://sws.geonames.org/2172517/"),
        (("Farsi", "Language", ()), "http://id.loc.gov/vocabulary/iso639-2/per"),
        (("English", "Language", ()), "http://id.loc.gov/vocabulary/iso639-2/eng"),
    ],
)
def test_capitals_large_cities_and_languages(bundled: Authority, named: Named, iri: str) -> None:
    """Under any name that is theirs alone."""
    assert linked(bundled, named) == {named[0]: (iri,)}


@pytest.mark.parametrize("named", [place("Georgia"), place("Springfield"), place("Birmingham"), organization("Paris")])
def test_what_others_are_called_too_is_not_linked(bundled: Authority, named: Named) -> None:
    """A name of several places, and that of a city for another kind of thing, say nothing."""
    assert linked(bundled, named) == {named[0]: ()}


@pytest.mark.parametrize(("one", "other"), [("Farsi", "Persian"), ("Bangla", "Bengali"), ("Castilian", "Spanish")])
def test_a_language_has_many_names(one: str, other: str) -> None:
    """Two names of one language are of one thing, without an authority."""
    first, second = reading("a", [(one, "Language", ())]), reading("b", [(other, "Language", ())])
    assert len(assemble([first, second]).entities) == 1


ENGINEER = reading(
    "a", [person("John Smith"), AMERICAN], (0, "citizenOf", 1, "asserted"), (0, "memberOf", 1, "asserted")
)


def said(graph: Graph) -> list[tuple[str, str, str]]:
    labels = {entity.id: entity.label for entity in graph.entities}
    return [(labels[each.subject], each.predicate, labels[str(each.object)]) for each in graph.relations]


def test_a_people_stands_for_its_country_where_a_country_is_said() -> None:
    """The citizen of an American engineer's country is one of the United States; a member of a people stays one."""
    graph = assemble([ENGINEER])
    assert said(graph) == [
        ("John Smith", "citizenOf", "United States"),
        ("John Smith", "memberOf", "American"),
    ]
    assert ENGINEER in graph.readings
    claim = graph.relations[0].evidence[0]
    assert claim.object_span is not None
    assert ENGINEER.document.text[slice(*claim.object_span)] == "American"


def test_it_is_the_country_that_other_texts_name() -> None:
    """Whatever they call it."""
    other = reading("b", [person("Eve Stone"), place("the U.S.")], (0, "citizenOf", 1, "asserted"))
    countries = [entity.label for entity in assemble([ENGINEER, other]).entities if entity.type in {"Place", "Country"}]
    assert len(countries) == 1


def test_a_decision_about_the_people_is_about_the_people() -> None:
    """Though its country is mentioned at the same place."""
    again = reading("b", [AMERICAN], note="- ")
    decision = Decision(anchor(ENGINEER, 1), anchor(again), "different")
    graph = assemble([ENGINEER, again], decisions=[decision])
    assert sorted(entity.label for entity in graph.entities if entity.type == "Group") == ["American", "American"]


def test_nothing_differs_from_itself() -> None:
    """A people and its country at one place are two things in both graphs."""
    assert not difference(assemble([ENGINEER]), assemble([ENGINEER]))
