from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from corpora import Named, organization, person, place, reading
from evigraph.bounds import uncollected
from evigraph.graph.assemble import assemble
from evigraph.graph.model import (
    Failure,
    Graph,
    Mention,
    Reading,
    Value,
)
from hypothesis import given
from hypothesis import strategies as st


def labels(graph: Graph) -> set[str]:
    return {entity.label for entity in graph.entities}


ALIBABA = reading(
    "a.txt",
    [organization("Alibaba", "BABA"), place("Hangzhou"), place("China")],
    (0, "foundedIn", 1, "asserted"),
    (1, "locatedIn", 2, "asserted"),
)
PROFILE = reading(
    "b.txt",
    [organization("Alibaba Group Holding Limited"), place("Hangzhou"), person("Jack Ma")],
    (0, "foundedIn", 1, "asserted"),
    (0, "foundedBy", 2, "possible"),
    (0, "foundedOn", Value("1999", "xsd:gYear"), "asserted"),
)


def test_one_relation_two_documents() -> None:
    """The same relation of two documents is one relation with the evidence of both."""
    graph = assemble([ALIBABA, PROFILE])
    founded = [relation for relation in graph.relations if relation.predicate == "foundedIn"]
    assert len(founded) == 1
    assert {evidence.document for evidence in founded[0].evidence} == {ALIBABA.document.id, PROFILE.document.id}


def test_names_of_both_documents() -> None:
    """The entity has the names of all its documents."""
    graph = assemble([ALIBABA, PROFILE])
    found = next(entity for entity in graph.entities if entity.label == "Alibaba")
    assert found.aliases == ("Alibaba Group Holding Limited", "BABA")
    assert len(found.mentions) == 2


def test_graph_is_sorted() -> None:
    """Documents and entities are in the order of their ids."""
    graph = assemble([PROFILE, ALIBABA])
    assert [document.id for document in graph.documents] == sorted(document.id for document in graph.documents)
    assert [entity.id for entity in graph.entities] == sorted(entity.id for entity in graph.entities)
    assert [each.document for each in graph.readings] == list(graph.documents)


def test_quotes_are_the_text() -> None:
    """Every quote is what its document has at its offsets."""
    graph = assemble([ALIBABA, PROFILE])
    texts = {document.id: document.text for document in graph.documents}
    for relation in graph.relations:
        assert relation.evidence
        for evidence in relation.evidence:
            assert texts[evidence.document][evidence.start : evidence.end] == evidence.quote


def test_evidence_id_is_of_its_document_alone() -> None:
    """Another document does not change the id of a claim."""
    alone = {each.id for relation in assemble([ALIBABA]).relations for each in relation.evidence}
    both = {each.id for relation in assemble([ALIBABA, PROFILE]).relations for each in relation.evidence}
    assert alone < both


def test_doubt_in_a_sentence_stays() -> None:
    """Of an asserted and a possible claim that one sentence makes of a relation the possible one stays."""
    said = reading(
        "c", [organization("A b"), place("C d")], (0, "foundedIn", 1, "asserted"), (0, "foundedIn", 1, "possible")
    )
    (relation,) = assemble([said]).relations
    assert [each.status for each in relation.evidence] == ["possible"]


def test_names_speak_before_pronouns() -> None:
    """What a sentence says of a name is not undone by what it denies of a pronoun further on."""
    said = reading("c", [person("Li"), organization("Google")], (0, "employer", 1, "asserted"), note="She of ")
    she = Mention("m9", 0, 3, "She", "Person", "pronoun", "e0")
    denied = replace(said.claims[0], subject="m9", status="negated", confidence=0.99)
    told = replace(said, mentions=(*said.mentions, she), claims=(*said.claims, denied))
    (relation,) = assemble([told]).relations
    assert [each.status for each in relation.evidence] == ["asserted"]


def test_same_claim_twice() -> None:
    """Of two claims that say the same in the same place the more confident one stays."""
    weak = replace(ALIBABA.claims[0], confidence=0.5, extractor="open")
    graph = assemble([replace(ALIBABA, claims=(weak, *ALIBABA.claims))])
    founded = next(relation for relation in graph.relations if relation.predicate == "foundedIn")
    assert [each.confidence for each in founded.evidence] == [1.0]


def test_no_entity_no_relation() -> None:
    """A claim with an end that is no entity is counted, not lost."""
    loose = replace(ALIBABA, mentions=(replace(ALIBABA.mentions[0], entity=None), *ALIBABA.mentions[1:]))
    graph = assemble([loose])
    assert [relation.predicate for relation in graph.relations] == ["locatedIn"]
    assert [each.rule for each in graph.dropped] == ["end is no entity"]


def test_self_loop() -> None:
    """A claim between two names of one entity is dropped with the reason."""
    said = reading("c", [organization("Alibaba"), organization("Alibaba Inc.")], (0, "ownedBy", 1, "asserted"))
    graph = assemble([said])
    assert graph.relations == ()
    assert [each.rule for each in graph.dropped] == ["both ends are one entity"]


def test_attribution_is_an_entity() -> None:
    """Who said it is an entity of the graph, or nobody if the mention is none."""
    said = replace(PROFILE, claims=(replace(PROFILE.claims[0], attributed_to="m2"),))
    graph = assemble([said])
    assert graph.relations[0].evidence[0].attributed_to == next(e.id for e in graph.entities if e.label == "Jack Ma")


def test_value_spans_belong_to_the_evidence() -> None:
    """The same value said at two places is one relation."""
    one = reading("c", [organization("Ab")], (0, "foundedOn", Value("1999", "xsd:gYear", 0, 1), "asserted"))
    two = reading("d", [organization("Ab")], (0, "foundedOn", Value("1999", "xsd:gYear", 1, 2), "asserted"), note="..")
    (relation,) = assemble([one, two]).relations
    assert relation.object == Value("1999", "xsd:gYear")
    assert sorted(each.object_span or () for each in relation.evidence) == [(0, 1), (1, 2)]


def test_one_text_two_sources() -> None:
    """The same text from two files is one document, and the source that comes first stays."""
    copy = replace(ALIBABA, document=replace(ALIBABA.document, source="0.txt"))
    graph = assemble([ALIBABA, copy])
    assert [document.source for document in graph.documents] == ["0.txt"]
    assert graph == assemble([copy, ALIBABA])


def test_failures_are_kept() -> None:
    """What could not be read stays with the graph, in order."""
    failures = [Failure("z.pdf", "broken", "save it again"), Failure("a.pdf", "broken", "save it again")]
    assert [failure.source for failure in assemble([], failures=failures).failures] == ["a.pdf", "z.pdf"]


def test_empty() -> None:
    """No readings make an empty graph."""
    assert assemble([]) == Graph()


def test_unmentioned_entity() -> None:
    """An entity that no mention has is no entity of the graph."""
    assert labels(assemble([replace(ALIBABA, mentions=(), claims=())])) == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (organization("Alibaba"), organization("Alibaba Group Holding Limited")),
        (place("the US"), place("United States")),
        (place("U.S."), place("America")),
        (place("São Paulo"), place("Sao Paulo")),
        (("Acme", "Company", ()), organization("Acme Inc.")),
        (person("Dr. Jane Goodall"), person("Jane Goodall")),
        (organization("International Business Machines", "IBM"), organization("IBM")),
        (organization("Massachusetts Institute of Technology", "MIT"), organization("MIT")),
    ],
)
def test_merged(first: Named, second: Named) -> None:
    """Names that are equal but for form, and an alias that one entity alone has, are one across documents."""
    assert len(assemble([reading("a", [first]), reading("b", [second], note="-")]).entities) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (place("Room 101"), place("Room 102")),
        (("2023 report", "Work", ()), ("2024 report", "Work", ())),
        (("World War I", "Event", ()), ("World War II", "Event", ())),
        (place("Iran"), person("Tigran")),
        (place("Washington"), person("Washington")),
        (organization("Alibaba"), organization("Alibaba Cloud")),
        (person("John Smith", "Smith"), person("Smith")),
        (person("John Smith"), person("Jane Smith")),
        (place("China"), ("Chinese", "Group", ())),
        (place("North Korea"), place("South Korea")),
        (organization("Group 1", "Group"), organization("Group")),
    ],
)
def test_kept_apart(first: Named, second: Named) -> None:
    """Names of other things stay apart, however alike."""
    assert len(assemble([reading("a", [first]), reading("b", [second], note="-")]).entities) == 2


def test_ambiguous_alias() -> None:
    """An acronym of two organisations joins neither."""
    medical = reading("a", [organization("American Medical Association", "AMA")])
    marketing = reading("b", [organization("American Marketing Association", "AMA")])
    assert len(assemble([medical, marketing, reading("c", [organization("AMA")])]).entities) == 3


def test_told_apart_in_a_document() -> None:
    """Two entities that one document tells apart are not joined by a name from another."""
    both = reading("a", [organization("Meta"), organization("Facebook")])
    alias = reading("b", [organization("Meta", "Facebook")])
    assert labels(assemble([both, alias])) == {"Meta", "Facebook"}


NAMES = [
    organization("Alibaba", "BABA"),
    organization("Alibaba Group Holding Limited"),
    organization("BABA"),
    organization("IBM"),
    organization("International Business Machines", "IBM"),
    organization("Institute of Better Maps", "IBM"),
    place("the US"),
    place("America"),
    place("Washington"),
    person("Washington"),
    person("Jack Ma", "Ma"),
    person("Ma"),
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
    ends = st.integers(0, len(names) - 1)
    claim = st.tuples(ends, st.sampled_from(["ownedBy", "open:like"]), ends, st.sampled_from(["asserted", "negated"]))
    return reading(draw(st.sampled_from("abcdef")), names, *draw(st.lists(claim, max_size=4)))


corpora = st.lists(readings(), max_size=5)


@given(corpora, st.randoms(use_true_random=False))
def test_any_order(corpus: list[Reading], random: object) -> None:
    """The order of readings leaves no trace."""
    shuffled = sorted(corpus, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis gives no type
    assert assemble(shuffled) == assemble(corpus)


@given(corpora, corpora)
def test_removal_is_subtraction(first: list[Reading], second: list[Reading]) -> None:
    """Taking the second documents away again gives the graph of the first."""
    gone = {each.document.id for each in second}
    kept = [each for each in assemble(first + second).readings if each.document.id not in gone]
    assert assemble(kept) == assemble([each for each in first if each.document.id not in gone])


@given(corpora)
def test_twice_changes_nothing(corpus: list[Reading]) -> None:
    """Adding every document again changes nothing."""
    assert assemble(corpus + corpus) == assemble(corpus)


@given(corpora)
def test_nothing_is_lost(corpus: list[Reading]) -> None:
    """Every claim supports a relation or is counted as dropped, relations have ends, and ids are unique."""
    graph = assemble(corpus)
    ids = [entity.id for entity in graph.entities]
    assert len(set(ids)) == len(ids)
    for relation in graph.relations:
        assert relation.evidence
        assert {relation.subject, relation.object} <= set(ids)
    for each in graph.readings:
        claimed = bool(each.claims)
        supported = {e.document for relation in graph.relations for e in relation.evidence}
        assert not claimed or each.document.id in supported | {lost.document for lost in graph.dropped}


def test_assembling_leaves_no_cycles_behind() -> None:
    """What assembling took is free at once, though nobody looks for cycles meanwhile."""
    gc.collect()
    with uncollected():
        assemble([ALIBABA, PROFILE])
        assert gc.collect() == 0
