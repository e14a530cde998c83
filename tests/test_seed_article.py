"""What the seed article says is in its graph, with the sentence that says it, under the names a reader would use."""

from __future__ import annotations

import re
from pathlib import Path

import evigraph
import pytest
from evigraph import Entity, KnowledgeGraph, Relation, Value

ARTICLE = Path(__file__).parents[1] / "seeds" / "china-ai-talent.txt"
HEADINGS = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if not line.endswith(".")]
FOUNDING = "Established on June 28, 1999, in Hangzhou, Zhejiang"


@pytest.fixture(scope="module")
def article() -> KnowledgeGraph:
    """Give the graph of the article alone."""
    return evigraph.build(ARTICLE)


def plain(name: str) -> str:
    """Return a name as people compare names: without case and article."""
    return re.sub(r"^(the|a|an) ", "", name.casefold())


def called(graph: KnowledgeGraph, name: str) -> list[Entity]:
    """Return the entities with this label or alias."""
    wanted = plain(name)
    return [entity for entity in graph.graph.entities if wanted in map(plain, (entity.label, *entity.aliases))]


def only(graph: KnowledgeGraph, name: str) -> Entity:
    """Return the one entity of this name."""
    found = called(graph, name)
    assert len(found) == 1, f"{name}: {[(entity.label, entity.type) for entity in found]}"
    return found[0]


def between(graph: KnowledgeGraph, subject: str, predicates: set[str], target: str) -> list[Relation]:
    """Return the relations with one of these predicates from one name to the other."""
    sources = {entity.id for entity in called(graph, subject)}
    targets = {entity.id for entity in called(graph, target)}
    return [
        relation
        for relation in graph.graph.relations
        if relation.subject in sources and relation.predicate in predicates and relation.object in targets
    ]


def values(graph: KnowledgeGraph, subject: str, predicate: str) -> set[tuple[str, str]]:
    """Return the asserted values of a property, each with its datatype."""
    source = only(graph, subject).id
    return {
        (relation.object.value, relation.object.datatype)
        for relation in graph.graph.relations
        if relation.subject == source and relation.predicate == predicate and relation.asserted
        if isinstance(relation.object, Value)
    }


def rows(graph: KnowledgeGraph, question: str) -> list[list[str]]:
    """Return the rows of an answer as text."""
    return [[str(cell) for cell in row] for row in graph.query(question)]


def said(relations: list[Relation], *, status: str = "asserted") -> str:
    """Return the sentences that support some relations with this status."""
    return " ".join(
        evidence.quote for relation in relations for evidence in relation.evidence if evidence.status == status
    )


@pytest.mark.parametrize("name", ["Alibaba", "Alibaba Group Holding Limited", "BABA"])
def test_alibaba_is_one_organisation_under_every_name(article: KnowledgeGraph, name: str) -> None:
    """Full name, short name and ticker lead to one entity, an organisation."""
    assert only(article, name) == only(article, "Alibaba")
    assert only(article, name).type == "Organization"


def test_alibaba_is_nothing_else(article: KnowledgeGraph) -> None:
    """No other entity is called Alibaba or BABA; what belongs to it has a name of its own."""
    called_so = {"alibaba", "baba", "alibaba group holding limited"}
    named = [each for each in article.graph.entities if called_so & {n.casefold() for n in (each.label, *each.aliases)}]
    assert named == [only(article, "Alibaba")]


def test_alibaba_was_founded_in_hangzhou(article: KnowledgeGraph) -> None:
    """The place of founding, from the sentence that starts with it."""
    assert FOUNDING in said(between(article, "Alibaba", {"foundedIn"}, "Hangzhou"))


def test_hangzhou_is_a_place(article: KnowledgeGraph) -> None:
    """Hangzhou and Zhejiang are places, each one entity."""
    assert {only(article, name).type for name in ("Hangzhou", "Zhejiang")} == {"Place"}


def test_alibaba_was_founded_on_a_day(article: KnowledgeGraph) -> None:
    """The founding date is a date, in its normal form."""
    assert values(article, "Alibaba", "foundedOn") == {("1999-06-28", "xsd:date")}


def test_alibaba_has_a_ticker(article: KnowledgeGraph) -> None:
    """The ticker is a value and not part of the label."""
    assert values(article, "Alibaba", "tickerSymbol") == {("BABA", "xsd:string")}
    assert "BABA" not in only(article, "Alibaba").label


def test_hangzhou_lies_in_zhejiang(article: KnowledgeGraph) -> None:
    """A place named with its province lies in it."""
    assert FOUNDING in said(between(article, "Hangzhou", {"locatedIn"}, "Zhejiang"))


@pytest.mark.parametrize("industry", ["e-commerce", "retail", "internet", "technology"])
def test_alibaba_has_four_industries(article: KnowledgeGraph, industry: str) -> None:
    """Each industry of the list is an edge of its own."""
    assert "fiercely competitive field" in said(between(article, "Alibaba", {"industry"}, industry))


@pytest.mark.parametrize(
    "service",
    [
        "electronic payment",
        "search engine",
        "cloud computing",
        "consumer-to-consumer",
        "business-to-consumer",
        "business-to-business",
    ],
)
def test_alibaba_offers_services(article: KnowledgeGraph, service: str) -> None:
    """Each service of the two lists is an edge of its own, under its name with or without the word they share."""
    offered = [
        *between(article, "Alibaba", {"offers"}, service),
        *between(article, "Alibaba", {"offers"}, f"{service} services"),
    ]
    assert FOUNDING in said(offered)


def test_top_talents_migrate_to_the_united_states(article: KnowledgeGraph) -> None:
    """The participle gives the claim."""
    assert "migrating to the United States" in said(between(article, "top talents", {"migratesTo"}, "United States"))


def test_talent_migrates_to_the_us(article: KnowledgeGraph) -> None:
    """The noun phrase "talent drain to the US" gives it again."""
    assert "talent drain to the US" in said(between(article, "talent", {"migratesTo"}, "US"))


def test_the_united_states_are_one_place(article: KnowledgeGraph) -> None:
    """The short name and the long name lead to one entity."""
    assert only(article, "the US") == only(article, "the United States")
    assert only(article, "the US").type == "Place"


def test_china_is_another_place(article: KnowledgeGraph) -> None:
    """China is one entity and not the United States."""
    assert only(article, "China").type == "Place"
    assert only(article, "China") != only(article, "the US")


def test_chinese_is_not_an_organisation(article: KnowledgeGraph) -> None:
    """The adjective makes no organisation."""
    assert "Organization" not in {entity.type for entity in called(article, "Chinese")}


def test_chinese_employers_court_professionals(article: KnowledgeGraph) -> None:
    """The progressive verb gives the claim, under its own phrase or the vocabulary's."""
    courting = between(article, "Chinese employers", {"open:court", "open:recruit", "recruits"}, "AI professionals")
    assert "aggressively courting AI professionals" in said(courting)


def test_chinese_employers_offer_premiums(article: KnowledgeGraph) -> None:
    """The claim of "by offering" has the main clause's subject."""
    offering = between(article, "Chinese employers", {"open:offer", "offers"}, "salary premiums")
    assert "offering substantial salary premiums" in said(offering)


def test_china_struggles_with_a_brain_drain(article: KnowledgeGraph) -> None:
    """The pronoun's claim belongs to China, and the preposition to the relation."""
    struggling = between(article, "China", {"open:struggle with"}, "brain drain")
    assert "it struggles with a brain drain" in said(struggling)


def test_what_may_be_is_possible(article: KnowledgeGraph) -> None:
    """The claims of "may very well dictate" are kept, as possible."""
    phrases = [
        evidence.status
        for relation in article.graph.relations
        for evidence in relation.evidence
        if "dictate" in evidence.phrase
    ]
    assert set(phrases) == {"possible"}


@pytest.mark.parametrize("modal", ["may", "could", "can", "might"])
def test_modal_verbs_make_possible_claims(modal: str) -> None:
    """What could happen is a claim, and is not asserted."""
    claims = evigraph.read(f"Tencent {modal} acquire Supercell.").claims
    assert {claim.status for claim in claims} == {"possible"}


def test_nothing_that_can_be_is_asserted(article: KnowledgeGraph) -> None:
    """The expertise that "can be transformative" is not asserted to be so."""
    transformative = [
        evidence.status
        for relation in article.graph.relations
        for evidence in relation.evidence
        if "transformative" in evidence.phrase
    ]
    assert "asserted" not in transformative


def test_no_entity_is_a_heading(article: KnowledgeGraph) -> None:
    """Headings and lines of keywords name no thing of their own."""
    assert len(HEADINGS) > 4
    assert [heading for heading in HEADINGS if called(article, heading)] == []
    assert [entity.label for entity in article.graph.entities if "\n" in entity.label] == []


def test_no_entity_is_a_number(article: KnowledgeGraph) -> None:
    """Every entity has a letter in its name."""
    assert [entity for entity in article.graph.entities if not any(map(str.isalpha, entity.label))] == []


def test_what_somebody_has_is_named_with_its_owner(article: KnowledgeGraph) -> None:
    """A pronoun that owns a thing is resolved in its name; a heading with an owner in it is no thing."""
    labels = {entity.label for entity in article.graph.entities}
    assert "Alibaba's global footprint" in labels
    assert not any("its " in f"{label} " or "Position" in label for label in labels)


def test_every_quote_is_the_text_at_its_offsets(article: KnowledgeGraph) -> None:
    """Evidence, mentions and both ends of every claim are exact."""
    texts = {document.id: document.text for document in article.graph.documents}
    evidence = [found for relation in article.graph.relations for found in relation.evidence]
    mentions = [mention for entity in article.graph.entities for mention in entity.mentions]
    assert evidence
    assert mentions
    assert [found for found in evidence if texts[found.document][found.start : found.end] != found.quote] == []
    assert [found for found in mentions if texts[found.document][found.start : found.end] != found.text] == []


def test_a_plain_question_is_answered(article: KnowledgeGraph) -> None:
    """SPARQL with plain triples finds where Alibaba was founded."""
    question = 'SELECT ?where WHERE { ?c rdfs:label "Alibaba" ; ev:foundedIn/rdfs:label ?where }'
    assert rows(article, question) == [["Hangzhou"]]


def test_the_evidence_query_of_the_readme_gives_the_sentence(article: KnowledgeGraph) -> None:
    """The README's query returns the sentence, and its offsets lead to it."""
    readme = ARTICLE.parents[1].joinpath("README.md").read_text(encoding="utf-8")
    shown = re.search(r"^> (SELECT \?start \?end \?sentence .*?)'$", readme, re.DOTALL | re.MULTILINE)
    assert shown is not None
    found = rows(article, shown[1].replace("\n> ", "\n"))
    text = article.graph.documents[0].text
    assert any(FOUNDING in sentence for *_, sentence in found)
    assert [sentence for start, end, sentence in found if text[int(start) : int(end)] != sentence] == []
