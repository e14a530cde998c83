from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evigraph.graph.resolve import resolve
from hypothesis import given
from hypothesis import strategies as st
from marking import marked

if TYPE_CHECKING:
    from evigraph.graph.model import DocumentEntity


def who(source: str) -> list[str | None]:
    """Return the entity of each mention."""
    return [mention.entity for mention in resolve(*marked(source))[0]]


def things(source: str) -> dict[str, DocumentEntity]:
    return {entity.label: entity for entity in resolve(*marked(source))[1]}


@pytest.mark.parametrize(
    "source",
    [
        "{O Alibaba Group Holding Limited} grew. {O Alibaba} hired.",
        "{O Alibaba Group Holding Limited BABA} grew. {O Alibaba} hired.",
        "{O Alibaba Group Holding Limited} {O BABA} grew.",
        "{O Alibaba Group Holding Limited} BABA grew. {O BABA}'s stake.",
        "{O Alibaba} (NYSE: {O BABA}) grew.",
        "{O Alibaba} (NYSE: BABA) grew. {O BABA} hired.",
        "{O International Business Machines} grew. {O IBM} hired.",
        "{O IBM} grew. {O International Business Machines Corporation} hired.",
        "{O Massachusetts Institute of Technology} and more. {O MIT} teaches.",
        "{O Stanford University} grew. {O Stanford} teaches.",
        "{P Jack Ma} left. {P Ma} came back.",
        "{P Jack Ma} left. {P Mr. Ma} came back.",
        "{P Jack Ma} left. {P Jack} came back.",
        "{P Barack Obama} left. {P Barack Hussein Obama} came. {P Obama} won.",
        "{P Dr. Jane Goodall} left. {P Jane Goodall} came.",
        "{L the United States} grew. {L the US} too. {L U.S.} law. {L America} is big. {L USA}",
        "{L the United Kingdom} left. {L UK} law. {L Britain} too.",
        "{L China} grew. {L People's Republic of China} law. {L PRC}",
        "{L São Paulo} grew. {L Sao Paulo} too.",
        "{T artificial intelligence} ({T AI}) grows.",
        "{c artificial intelligence} ({T AI}) grows.",
        "{g top talents} leave. {g The top talents} come. {g a top talent}",
        "{O BABA} rose. {O BABA's} stake.",
        "{O The Coca-Cola Company} grew. {O Coca Cola} too.",
        "{O Meta} grew. {O META} too.",
        "{O Alibaba} grew. {L Alibaba} hired. {O Alibaba} won. {U Alibaba} lost.",
        "{O Alibaba} grew. {o The company} hired.",
        "{O Alibaba} grew in China. The {o Hangzhou-based firm} hired.",
        "{O Alibaba} grew. {? It} hired. {? Its} staff left.",
        "{P Ada Lovelace} wrote. {? She} died. {? Her} notes live.",
        "{L China} finds {? itself} alone as {? it} struggles.",
        "{G Chinese employers} hire. {? They} pay.",
        "{P Jack Ma}, {? who} left, came back.",
        "{P Jack Ma} left. {O Ma}, {? who} was away, came back.",
    ],
)
def test_one(source: str) -> None:
    """All these are one thing."""
    assert set(who(source)) == {"e1"}


@pytest.mark.parametrize(
    "source",
    [
        "{L Room 101} is here. {L Room 102} is there.",
        "{W 2023 report} came. {W 2024 report} came.",
        "{E World War I} ended. {E World War II} began.",
        "{P John Smith} left. {P Jane Smith} came.",
        "{P Donald Trump} left. {P Donald Trump Jr.} came.",
        "{P Tigran} left. {L Iran} grew.",
        "{L China} grew. {G Chinese} people.",
        "{L China} grew. {O Chinese} people.",
        "{O Alibaba} grew. {O Alibaba Cloud} grew.",
        "{O Amazon} sells. {L Amazon} flows.",
        "{O Stanford} and {O Stanford University} differ.",
        "{O American Medical Association} met. {O American Marketing Association} met.",
        "{L North Korea} grew. {L South Korea} grew.",
        "{O Apple} grew. {c apples} fell.",
        "{O Apple Inc.} {P Tim Cook} spoke.",
    ],
)
def test_two(source: str) -> None:
    """These are two things, however alike."""
    assert who(source) == ["e1", "e2"]


def test_last_name_of_two() -> None:
    """A last name that two people share is joined to neither."""
    assert who("{P John Smith} left. {P Jane Smith} came. {P Smith} won.") == ["e1", "e2", "e3"]


def test_acronym_of_two() -> None:
    """An acronym that two names have is joined to neither."""
    found = who("{O American Medical Association} met. {O American Marketing Association} met. {O AMA} won.")
    assert found == ["e1", "e2", "e3"]


def test_acronym_in_brackets() -> None:
    """An acronym right after one of two names is of that one."""
    found = who("{O American Marketing Association} ({O AMA}) met. {O American Medical Association} met.")
    assert found == ["e1", "e1", "e2"]


def test_post_after_a_legal_form() -> None:
    """What stands in capitals behind a legal form need not be a symbol."""
    assert things("{O Apple Inc.} CEO {P Tim Cook} spoke.")["Apple Inc."].aliases == ()


@pytest.mark.parametrize(
    "source",
    [
        "{? It} rains.",
        "{o The company} grew.",
        "{L Paris} is big. {? He} left.",
        "{P Jack Ma} spoke. Then all went home. Rain fell. {? He} left.",
        "{O Alibaba} and {O Tencent} grew. {o The company} hired.",
        "{P Mr. Ma} spoke. {? She} left.",
        "{O Alibaba} grew. {? We} hired.",
    ],
)
def test_abstains(source: str) -> None:
    """What cannot be told has no entity."""
    assert who(source)[-1] is None


def test_values_are_no_entities() -> None:
    """A date is a value, not a thing."""
    assert who("{O Alibaba} began in {D 1999}.") == ["e1", None]


def test_salient_company() -> None:
    """Of two companies the one spoken of twice as often is "the company"."""
    found = who("{O Alibaba} grew. {O Alibaba} met {O Tencent}. {o The company} hired.")
    assert found == ["e1", "e1", "e2", "e1"]


def test_other_company() -> None:
    """A description that tells apart does not point back."""
    assert who("{O Alibaba} grew. {o The other company} shrank.") == ["e1", "e2"]


def test_subject_before_object() -> None:
    """A pronoun is the likelier subject of the sentence before."""
    assert who("{O Alibaba} bought {O Lazada}. {? It} paid.") == ["e1", "e2", "e1"]


def test_company_is_no_school() -> None:
    """ "The company" is not the university that was named last."""
    assert who("{O Tencent} grew. Ma studied at {O Shenzhen University} and runs {o the company}.") == [
        "e1",
        "e2",
        "e1",
    ]


def test_apposition() -> None:
    """ "Ant, its affiliate" is about what Ant is to another."""
    assert who("{O Alibaba} grew. {O Ant}, {? its} affiliate, grew too.") == ["e1", "e2", "e1"]


def test_gender() -> None:
    """A person who was "he" is not "she"."""
    assert who("{P Ma} met {P Tsai}. {? He} spoke and {? she} left.") == ["e1", "e2", "e1", "e2"]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("{P Curie} wrote. Her husband, {P Pierre}, spoke. {? She} left.", None),
        ("{P Ma} met {? his} wife {P Ann}. {? She} left.", "e2"),
        ("{P Ma} left. With {P Ann} and {P Bob} {? he} came back.", "e1"),
        ("{P Ma} left. {P Bob}, a friend, praised {? him}.", "e1"),
        ("{P Ma} said that {P Bob} praised {? him}.", "e1"),
        ("{P Ann} left. {P Bob} admired {? her}.", "e1"),
        ("{P Ann} met {P Bob} at {O Acme}. {? They} married.", None),
        ("{O Acme} makes {t chips}. {? They} sell.", "e2"),
        ("{t chips} sell. {? It} rains.", None),
        ("{O Acme} grew. {O Acme} hired. {O Best} praised {O Acme} before {? it} fell.", "e1"),
    ],
)
def test_place_of_a_pronoun(source: str, meant: str | None) -> None:
    """Kin, number, and where a pronoun stands tell what it cannot mean."""
    assert who(source)[-1] == meant


def test_country_before_possessor() -> None:
    """ "It" is an organisation before it is a country."""
    assert who("{L China}'s {O Alibaba} said {? it} grew.") == ["e1", "e2", "e2"]


def test_belongings() -> None:
    """What belongs to one thing is not what belongs to another, and is called by its owner."""
    found = things("{O Alibaba} hired {g its employees}. Later {O Tencent} fired {g its employees}.")
    assert list(found) == ["Alibaba", "Alibaba's employees", "Tencent", "Tencent's employees"]


@pytest.mark.parametrize(
    ("source", "label", "aliases"),
    [
        ("{O Alibaba Group Holding Limited BABA} a. {O Alibaba} b. {O BABA}'s c. {O BABA} d.", "Alibaba", None),
        ("{O Alibaba Group Holding Limited} a.", "Alibaba Group Holding Limited", ()),
        ("{L the US} a. {L US} b. {L the United States} c.", "United States", ("US",)),
        ("{P Ma} a. {P Ma} b. {P Jack Ma} c.", "Jack Ma", ("Ma",)),
        ("{P President Xi Jinping} a.", "Xi Jinping", ()),
        ("{O IBM} a. {O International Business Machines} b.", "International Business Machines", ("IBM",)),
        ("{O McDonald's} a. {O McDonald's} b.", "McDonald's", ()),
        ("{O BABA's} a.", "BABA", ()),
        ("{g The top talents} a. {g top talents} b.", "top talents", ()),
        ("{O The New York Times} a.", "New York Times", ()),
    ],
)
def test_label(source: str, label: str, aliases: tuple[str, ...] | None) -> None:
    """A thing is called by the name people know it by."""
    (entity,) = resolve(*marked(source))[1]
    assert entity.label == label
    assert entity.aliases == (("Alibaba Group Holding Limited", "BABA") if aliases is None else aliases)


def test_type_of_most() -> None:
    """A thing has the class of most of its names, and so have its mentions."""
    mentions, (entity,) = resolve(*marked("{O Alibaba} a. {L Alibaba} b. {O Alibaba} c."))
    assert entity.type == "Organization"
    assert {mention.type for mention in mentions} == {"Organization"}


def test_order_of_mentions_stays() -> None:
    """Mentions come back in the order in which they were given, with their own ids."""
    text, mentions = marked("{O Alibaba} a. {P Ma} b.")
    resolved, entities = resolve(text, mentions[::-1])
    assert [mention.id for mention in resolved] == ["m1", "m0"]
    assert [entity.label for entity in entities] == ["Alibaba", "Ma"]


def test_nothing() -> None:
    """A text without mentions has no entities."""
    assert resolve("", []) == ((), ())


words = st.sampled_from(
    ["Alibaba", "BABA", "the US", "Ma", "Jack Ma", "it", "he", "its staff", "the company", "...", "1999"]
)
codes = st.sampled_from("OPLGTolgc?U")
texts = st.lists(st.tuples(codes, words, st.sampled_from([" ", ". ", " and ", " ("])), max_size=12)


@given(texts)
def test_laws(parts: list[tuple[str, str, str]]) -> None:
    """Every entity is had by a mention, every mention keeps its place, and resolving again changes nothing."""
    text, mentions = marked("".join(f"{{{code} {word}}}{gap}" for code, word, gap in parts))
    resolved, entities = resolve(text, mentions)
    assert {mention.entity for mention in resolved} - {None} == {entity.id for entity in entities}
    assert [(mention.id, mention.start, mention.text) for mention in resolved] == [
        (mention.id, mention.start, mention.text) for mention in mentions
    ]
    assert resolve(text, mentions) == (resolved, entities)
    assert [entity.id for entity in entities] == [f"e{number}" for number in range(1, len(entities) + 1)]


def test_seed_article() -> None:
    """In the seed article Alibaba is one organisation with all its names, and the US one country."""
    article = (Path(__file__).parent.parent / "seeds" / "china-ai-talent.txt").read_text(encoding="utf-8")
    names = {
        "Alibaba Group Holding Limited": "O",
        "Alibaba BABA": "O",
        "Alibaba": "O",
        "BABA": "O",
        "the United States": "L",
        "the US": "L",
        "China": "L",
        "Chinese": "O",
    }
    pattern = "|".join(rf"\b{re.escape(name)}\b" for name in names)
    source = re.sub(pattern, lambda match: f"{{{names[match.group()]} {match.group()}}}", article)
    found = things(source)
    assert set(found) == {"Alibaba", "United States", "China", "Chinese"}
    assert found["Alibaba"].aliases == ("Alibaba Group Holding Limited", "BABA")
    assert found["Chinese"].type == "Group"


def test_a_long_sentence_takes_no_longer_than_its_words() -> None:
    """Words without end between a name and a pronoun are gone through once, not in every way they can be grouped."""
    source = "{P Ann Lee}, " + "immediatelypriortotherevolution" * 40 + " (they) say {? he} left."
    assert who(source) == ["e1", "e1"]


def pointed(source: str, *likely: float) -> str | None:
    """Return what the last mention is of, where the network gives the ones before it these probabilities."""
    text, mentions = marked(source)
    others = {mention.id: value for mention, value in zip(mentions, likely, strict=False)}
    resolved, entities = resolve(text, mentions, {mentions[-1].id: others})
    return next((entity.label for entity in entities if entity.id == resolved[-1].entity), None)


@pytest.mark.parametrize(
    ("source", "likely", "expected"),
    [
        ("{O Norvik} met {O Bladetec}. {? It} grew.", (0.6, 0.3), "Norvik"),
        ("{O Norvik} met {O Bladetec}. {? It} grew.", (0.45, 0.4), None),  # either could be meant
        ("{O Norvik} met {O Bladetec}. {? They} grew.", (0.1, 0.75), "Bladetec"),
        ("{L Italy} came third. {? It} was windy.", (0.02,), None),  # of nothing
        ("{O Norvik} hired. If {? it} is true, all is well.", (0.0,), None),
        ("{P Ann Lee} sang. {? She} left.", (0.1,), "Ann Lee"),  # a person's pronoun always means somebody
        ("{O Norvik} bought {O Bladetec}. The {o company} grew.", (0.3, 0.4), None),
        ("{O Norvik} grew. The {o company} hired.", (0.5,), "Norvik"),
        ("{O Norvik} grew. The {o company} hired.", (0.01,), "Norvik"),
    ],
)
def test_what_the_network_is_in_doubt_about_is_left_alone(
    source: str, likely: tuple[float, ...], expected: str | None
) -> None:
    """One thing has to be much likelier than any other for "it", and place alone tells nothing the network denies."""
    assert pointed(source, *likely) == expected
