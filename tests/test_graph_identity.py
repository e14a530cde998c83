"""Who is who across documents: what is one thing, what is not, and what stays a question."""

from __future__ import annotations

import pytest
from corpora import Named, organization, person, place, reading
from evigraph.benchmarks.quality import identity
from evigraph.graph.assemble import assemble
from evigraph.graph.model import Document, DocumentEntity, Graph, Mention, Reading


def said(source: str, text: str, *names: Named) -> Reading:
    """Make a document of a text, and a thing of each name at the first place where it stands."""
    mentions = [
        Mention(f"m{number}", start, start + len(name), name, type_, "name", f"e{number}")
        for number, (name, type_, _) in enumerate(names)
        if (start := text.index(name)) >= 0
    ]
    entities = [DocumentEntity(f"e{number}", *name) for number, name in enumerate(names)]
    return Reading(Document.of(text, source=source), tuple(mentions), tuple(entities))


def together(*readings: Reading) -> Graph:
    return assemble(readings)


def alone(first: Named, second: Named) -> Graph:
    return together(reading("a", [first]), reading("b", [second], note="- "))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (place("Tromsø"), place("Tromso")),
        (place("Łódź"), place("Lodz")),
        (place("Munich"), place("München")),
        (place("Bombay"), place("Mumbai")),
        (place("Kyiv"), place("Kiev")),
        (person("Владимир Путин"), person("Vladimir Putin")),
        (organization("Procter & Gamble"), organization("Procter and Gamble")),
        (organization("OpenAI"), organization("Open AI")),
        (organization("JPMorgan Chase"), organization("J.P. Morgan Chase")),
        (organization("Celtic F.C."), organization("Celtic")),
        (organization("United", "Manchester United"), organization("Manchester United F.C.")),
        (organization("International Monetary Fund"), organization("IMF")),
        (organization("IMF", "International Monetary Fund"), organization("International Monetary Fund")),
        (organization("Stanford"), organization("Stanford University")),
        (person("John Kennedy"), person("John Fitzgerald Kennedy")),
        (organization("Ford"), organization("Ford Motor Company", "Ford")),
    ],
)
def test_one_thing(first: Named, second: Named) -> None:
    """Names that differ in spelling, form or length alone are of one thing where only one has them."""
    assert len(alone(first, second).entities) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (place("Room 101"), place("Room 102")),
        (("2023 Annual Report", "Work", ()), ("2024 Annual Report", "Work", ())),
        (("World Cup 2018", "Event", ()), ("World Cup 2022", "Event", ())),
        (("Henry VII", "Person", ()), ("Henry VIII", "Person", ())),
        (("Boeing 737", "Product", ()), ("Boeing 747", "Product", ())),
        (("Apollo 11", "Event", ()), ("Apollo 13", "Event", ())),
        (person("Tigran"), place("Iran")),
        (place("Iran"), place("Iraq")),
        (place("Austria"), place("Australia")),
        (place("Niger"), place("Nigeria")),
        (person("John Smith"), person("Jane Smith")),
        (person("George W. Bush"), person("George H. W. Bush")),
        (person("Martin Luther"), person("Martin Luther King")),
        (person("John Smith"), person("John Smith Jr.")),
        (organization("Alibaba"), organization("Alibaba Cloud")),
        (organization("Tata Motors"), organization("Tata Steel")),
        (organization("Siemens"), organization("Siemens Energy")),
        (organization("Acme AG"), organization("Acme Ltd")),
        (organization("Manchester United"), organization("Manchester City")),
        (organization("Manchester United"), place("Manchester")),
        (organization("Boston Celtics"), organization("Celtic")),
        (organization("Bank of America"), organization("Bank of England")),
        (place("Kansas"), place("Kansas City")),
        (organization("University of York"), organization("York University")),
        (person("Bill Gates"), person("William Gates")),
    ],
)
def test_two_things(first: Named, second: Named) -> None:
    """Different numbers, years, given names, legal entities, classes and endings are of different things."""
    assert len(alone(first, second).entities) == 2


def test_an_acronym_that_two_names_have_is_neither() -> None:
    """It is a question, and so is which of the two a bare one is."""
    graph = together(
        reading("a", [organization("AMA", "American Medical Association")]),
        reading("b", [organization("AMA", "American Marketing Association")], note="- "),
        reading("c", [organization("AMA")], note="The "),
    )
    assert len(graph.entities) == 3
    assert len(graph.questions) == 2


def test_company_decides_which_acronym_is_meant() -> None:
    """A bare acronym beside somebody whom only one of the two is mentioned with is that one, and is shown."""
    graph = together(
        reading("a", [organization("AMA", "American Medical Association"), person("Jesse Ehrenfeld")]),
        reading("b", [organization("AMA", "American Marketing Association"), person("Philip Kotler")]),
        reading("c", [organization("AMA"), person("Philip Kotler")], note="The "),
    )
    assert len(graph.entities) == 4
    assert [question.joined for question in graph.questions] == [True]


def test_short_given_names_need_company() -> None:
    """Bill and William are one person if they are mentioned with the same others, and a question if not."""
    bill, william = person("Bill Burns"), person("William Burns")
    assert [question.joined for question in alone(bill, william).questions] == [False]
    agency = organization("Langley Club")
    graph = together(reading("a", [bill, agency]), reading("b", [william, agency]))
    assert len(graph.entities) == 2


def test_what_a_body_is_does_not_name_it() -> None:
    """The University of one text is not the only one that another text names, whoever is mentioned with it."""
    ma = person("Pony Ma")
    graph = together(
        reading("a", [organization("University"), ma]),
        reading("b", [organization("Shenzhen University"), place("Shenzhen"), ma]),
    )
    assert {"University", "Shenzhen University"} <= {entity.label for entity in graph.entities}


def test_a_bare_surname_is_nobody_in_particular() -> None:
    """The Smith of one text is not the Smith of another, where anybody is called Smith."""
    graph = together(
        reading("a", [person("Smith")]), reading("b", [person("Smith")], note="- "), reading("c", [person("Eve Smith")])
    )
    assert len(graph.entities) == 3


def test_a_single_name_may_be_a_whole_one() -> None:
    """Plato is Plato."""
    assert len(alone(person("Plato"), person("Plato")).entities) == 1


def test_namesakes_are_told_apart_by_what_they_do() -> None:
    """A footballer and a chemist are two, and the join is offered for review."""
    graph = together(
        said("a", "The chemist David Miller spoke.", person("David Miller")),
        said("b", "David Miller, a footballer from Leeds, scored.", person("David Miller")),
    )
    assert len(graph.entities) == 2
    assert len({entity.id for entity in graph.entities}) == 2
    assert [question.reason for question in graph.questions] == ["one name, but told apart by field"]


@pytest.mark.parametrize("what", ["a lawyer", "a senator", "a professor"])
def test_one_person_does_more_than_one_thing(what: str) -> None:
    """Professors and lawyers become senators."""
    graph = together(
        said("a", "Eve Stone, the senator, spoke.", person("Eve Stone")),
        said("b", f"Eve Stone, {what}, wrote.", person("Eve Stone")),
    )
    assert len(graph.entities) == 1


def test_namesakes_of_places_are_told_apart_by_region() -> None:
    """The one that a text does not place is a third, unless its company tells."""
    illinois = said("a", "He lived in Springfield, Illinois.", place("Springfield"))
    massachusetts = said("b", "It began in Springfield, Massachusetts.", place("Springfield"))
    bare = said("c", "They met in Springfield.", place("Springfield"))
    assert len(together(illinois, massachusetts).entities) == 2
    assert len(together(illinois, bare).entities) == 1
    graph = together(illinois, massachusetts, bare)
    assert (len(graph.entities), len([each for each in graph.questions if each.score > 0.4])) == (3, 2)


def test_a_list_of_places_is_no_region() -> None:
    """In "Paris, London and Rome" London is not where Paris is."""
    cities = said("a", "They saw Paris, London and Rome.", place("Paris"))
    assert len(together(cities, said("b", "She left Paris, France.", place("Paris"))).entities) == 1


def test_what_one_document_tells_apart_stays_apart() -> None:
    """Two names side by side in one text are two things, whatever another text calls them."""
    graph = together(
        reading("a", [organization("Facebook"), organization("Meta")]), reading("b", [organization("Meta", "Facebook")])
    )
    assert {entity.label for entity in graph.entities} == {"Facebook", "Meta"}


@pytest.mark.parametrize("half", identity.HALVES)
def test_the_hard_texts(half: str) -> None:
    """On texts made to be hard, nearly all that is joined is one thing, and nine tenths of what is one are joined."""
    result = identity.measure(identity.passages(half))
    assert result.pairs.precision >= 0.98, result.wrong
    assert result.pairs.recall >= 0.9, result.missed
