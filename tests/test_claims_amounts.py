"""Value claims: whose amount it is, in which unit, when, and what is a change and no level."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from evigraph.export.formats import dumps
from evigraph.extract.claims.amounts import amounts
from evigraph.extract.claims.measures import AMOUNTS, KINDS
from evigraph.extract.claims.tree import Sentence
from evigraph.graph.assemble import assemble
from evigraph.graph.model import Document, Reading, Value
from evigraph.graph.vocabulary import bundled
from evigraph.query.explain import explain

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

TODAY = "2024-05-02"


def read(reader: Reader, text: str) -> Reading:
    """Read a text of a known day."""
    return reader.read(Document.of(text, source="text", date=TODAY, language="en"))


def said(reader: Reader, text: str) -> set[str]:
    """Return the value claims of a text as lines, with the status where it is not asserted, and the time."""
    reading = read(reader, text)
    mentions = {mention.id: mention.text for mention in reading.mentions}
    lines = set()
    for claim in reading.claims:
        if isinstance(claim.object, Value) and claim.object.datatype in ("xsd:decimal", "xsd:string"):
            parts = [
                mentions[claim.subject],
                claim.predicate,
                " ".join(filter(None, (claim.object.value, claim.object.unit))),
            ]
            parts += [] if claim.status == "asserted" else [claim.status]
            parts += [] if claim.time is None else [f"{claim.time.start} to {claim.time.end}"]
            lines.add(" | ".join(parts))
    return lines


LEVELS = {
    # Of verbs.
    "The company employs 5,000 people.": {"company | employeeCount | 5000 people"},
    "The company has 2,300 employees.": {"company | employeeCount | 2300 employee"},
    "The town, which has 12,000 inhabitants, lies in Bavaria.": {"town | population | 12000 inhabitant"},
    "The university has 25,000 students.": {"university | studentCount | 25000 student"},
    "The union has 2 million members.": {"union | memberCount | 2000000 member"},
    "Bangladesh covers 147,570 square kilometres.": {"Bangladesh | area | 147570 km2"},
    "The startup raised $30 million from Sequoia.": {"startup | fundsRaised | 30000000 USD"},
    "The startup is valued at more than $1 billion.": {"startup | estimatedValue | 1000000000 USD"},
    "The earthquake killed 3,000 people.": {"earthquake | deathCount | 3000 people"},
    "The film lasts 120 minutes.": {"film | duration | 120 min"},
    "The painting sold for $450 million.": {"painting | price | 450000000 USD"},
    "Microsoft bought LinkedIn for $26.2 billion in 2016.": {"LinkedIn | price | 26200000000 USD | 2016 to 2016"},
    "Google paid $12.5 billion for Motorola.": {"Google | open:pay | 12500000000 USD"},
    "Intel was fined 20 million euros.": {"Intel | open:be fined | 20000000 EUR"},
    "Fairfax owns 12% of BlackBerry.": {"Fairfax | open:own share of | 12 %"},
    "The family still holds 54 percent of the shares.": {"family | open:hold share of | 54 %"},
    "The Democrats won 45 percent of the vote.": {"Democrats | open:win share of vote | 45 %"},
    "The chain operates 340 stores.": {"chain | open:operate | 340 store"},
    "Costco sells in 19 countries.": {"Costco | open:sell in | 19 country"},
    "The app has 2 million users.": {"app | open:have | 2000000 user"},
    "The fund paid $20 a share.": {"fund | open:pay | 20 USD/share"},
    "The hotel offers rooms for $200 a night.": {"hotel | open:offer room for | 200 USD/d"},
    "The plane flies at 900 km/h.": {"plane | open:fly at | 900 km/h"},
    # Of nouns.
    "Intel reported revenue of $5 million in 2022.": {"Intel | revenue | 5000000 USD | 2022 to 2022"},
    "Intel posted a net loss of $3 million in the third quarter.": {
        "Intel | open:have net loss of | 3000000 USD | 2023-07-01 to 2023-09-30"
    },
    "Intel, a company with revenue of $5 million, hired engineers.": {"Intel | revenue | 5000000 USD"},
    "Intel generated $5 billion in sales last year.": {"Intel | revenue | 5000000000 USD | 2023 to 2023"},
    "The startup raised $30 million in funding.": {"startup | fundsRaised | 30000000 USD"},
    "The town has a population of 12,000.": {"town | population | 12000"},
    "Peru, with a population of 8 million, joined the union.": {"Peru | population | 8000000"},
    "Leipzig (population 620,000) lies in Saxony.": {"Leipzig | population | 620000"},
    "Chapter 12 describes the town.": set(),
    "Leipzig, a city of 620,000 people, lies in Saxony.": {"Leipzig | population | 620000 people"},
    "The lake has an area of 20 square kilometres and a depth of 50 metres.": {
        "lake | area | 20 km2",
        "lake | depth | 50 m",
    },
    "Intel had revenue of 1.3 billion euros in 2023 and about 6,200 employees.": {
        "Intel | revenue | 1300000000 EUR | 2023 to 2023",
        "Intel | employeeCount | 6200 employee | 2023 to 2023",
    },
    "Alibaba bought a 25 percent stake in Cainiao.": {"Alibaba | open:buy stake of | 25 %"},
    "Apple signed a deal worth $5 billion with Intel.": {"Apple | open:sign deal worth | 5000000000 USD"},
    "Apple signed a $3 billion deal with Intel.": {"Apple | open:sign deal worth | 3000000000 USD"},
    "Intel's acquisition of Mobileye for $15.3 billion was approved.": {"Mobileye | price | 15300000000 USD"},
    "Intel announced its $15.3 billion acquisition of Mobileye.": {"Mobileye | price | 15300000000 USD"},
    "The bridge was built at a cost of $3 million.": {"bridge | cost | 3000000 USD"},
    # Of being.
    "Intel's revenue was $5 million last year.": {"Intel | revenue | 5000000 USD | 2023 to 2023"},
    "The population of Leipzig is 620,000.": {"Leipzig | population | 620000"},
    "Spain's unemployment rate was 11.2 percent.": {"Spain | unemploymentRate | 11.2 %"},
    "The tower is 330 metres tall.": {"tower | height | 330 m"},
    "The Nile is 6,650 km long.": {"Nile | length | 6650 km"},
    "The company is 12 years old.": {"company | open:be aged | 12 a"},
    "Intel, worth $100 billion, is based in Ohio.": {"Intel | estimatedValue | 100000000000 USD"},
    # Of change: where it leads is a level, by how much is none.
    "Nvidia's market value reached $3 trillion.": {"Nvidia | marketCapitalization | 3000000000000 USD"},
    "Profit at Siemens rose 12 percent to $2 billion.": {
        "Siemens | netProfit | 2000000000 USD",
        "Siemens | open:profit rise by | 12 %",
    },
    "Intel's revenue rose by 5 percent.": {"Intel | open:revenue rise by | 5 %"},
    "Intel's revenue rose from $1 billion to $2 billion.": {"Intel | revenue | 2000000000 USD"},
    "The company grew from 50 to 340 employees.": {"company | employeeCount | 340 employee"},
    "The unemployment rate in Spain fell to 11.2 percent.": {"Spain | unemploymentRate | 11.2 %"},
    "The shares fell 5 percent to $40.": {"shares | open:fall | 5 %", "shares | open:fall to | 40 USD"},
}


@pytest.mark.parametrize("text", LEVELS)
def test_a_sentence_gives_its_amounts_and_no_other(reader: Reader, text: str) -> None:
    """Each amount is said of what has it, in its unit and with its time."""
    assert said(reader, text) == LEVELS[text]


NARROWER = {
    "Acme Corp. employs 340 people in Leipzig.": {"Acme Corp. | open:employ | 340 people"},
    "Intel's advertising revenue was $5 billion.": {"Intel | open:have advertising revenue of | 5000000000 USD"},
    "Intel hired 340 engineers in 2021.": set(),
    "Intel lost $3 million in 2022.": {"Intel | open:lose | 3000000 USD | 2022 to 2022"},
    "The company earned $2 a share.": {"company | open:earn | 2 USD/share"},
}


@pytest.mark.parametrize("text", NARROWER)
def test_a_part_is_not_taken_for_the_whole(reader: Reader, text: str) -> None:
    """What is said of one place, one branch or one share does not become a property of the whole."""
    assert said(reader, text) == NARROWER[text]


STATUS = {
    "The company did not report revenue of $5 million.": "negated",
    "The company expects revenue of $3 billion.": "possible",
    "Intel is expected to report revenue of $5 billion.": "possible",
    "The company will pay $5 million.": "planned",
    "If the company earns $3 billion, shareholders will cheer.": "conditional",
}


@pytest.mark.parametrize("text", STATUS)
def test_an_amount_is_said_as_any_claim_is(reader: Reader, text: str) -> None:
    """What is denied, expected or planned is no asserted amount."""
    assert [line.split(" | ")[3] for line in said(reader, text)] == [STATUS[text]]


REFUSED = {
    "The company could raise up to $30 million.": "no more than an upper limit",
    "Revenue was $5 billion.": "amount without an owner",
    "Nearly 40 percent of Germans live in cities.": "amount without an owner",
    "The village lies 12 km north of Berlin.": "distance from somewhere",
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_amount_that_is_not_taken_is_in_the_ledger(reader: Reader, text: str) -> None:
    """A limit, a distance, and an amount that nothing is said to have are refused, and that is recorded."""
    assert said(reader, text) == set()
    assert REFUSED[text] in {rejection.rule for rejection in read(reader, text).rejected}


@pytest.mark.parametrize("text", ["They had two daughters.", "Two men robbed three banks in Paris."])
def test_few_things_in_words_stay_things(reader: Reader, text: str) -> None:
    """Who is counted in words is meant as such, and no number."""
    assert said(reader, text) == set()


@pytest.mark.parametrize("text", ["He joined in 1999.", "Boeing 737 jets landed.", "She moved to Room 12.", "No."])
def test_years_and_names_are_no_amounts(reader: Reader, text: str) -> None:
    """A year, a model and a room are no amounts."""
    assert said(reader, text) == set()


def test_the_span_is_what_the_text_says(reader: Reader) -> None:
    """The span of a value covers the words of the amount, that of a rate its unit as well."""
    text = "The fund paid about $20 a share."
    (value,) = [claim.object for claim in read(reader, text).claims if isinstance(claim.object, Value)]
    assert text[value.start : value.end] == "$20 a share"


def test_who_says_an_amount_is_kept(reader: Reader) -> None:
    """An amount has its source as any claim has."""
    reading = read(reader, "Intel said its revenue was $5 billion.")
    (claim,) = [claim for claim in reading.claims if claim.predicate == "revenue"]
    by = {mention.id: mention.text for mention in reading.mentions}
    assert claim.attributed_to is not None
    assert by[claim.attributed_to] == "Intel"


@pytest.mark.parametrize("format_", ["ttl", "nq", "graphml", "gexf", "csv", "json", "jsonld", "html"])
def test_every_format_keeps_the_unit(reader: Reader, format_: str) -> None:
    """Amount and unit stand in each format."""
    graph = assemble([read(reader, "The river is 1,200 km long.")])
    text = dumps(graph, format_).decode()
    assert "1200" in text
    assert "km" in text.replace("1,200 km", "").replace("1,200 km", "")


def test_the_table_has_a_column_for_the_unit(reader: Reader) -> None:
    """A row of the table has value, datatype and unit apart."""
    graph = assemble([read(reader, "Intel reported revenue of $5 million in 2022.")])
    (row,) = csv.DictReader(io.StringIO(dumps(graph, "csv").decode("utf-8-sig")))
    assert (row["object"], row["object_type"], row["unit"]) == ("5000000", "xsd:decimal", "USD")


def test_the_unit_is_explained(reader: Reader) -> None:
    """An explanation shows an amount with its unit and its time."""
    graph = assemble([read(reader, "Intel reported revenue of $5 million in 2022.")])
    shown = str(explain(graph, "Intel"))
    assert "Intel – revenue – 5000000 USD" in shown
    assert "2022 to 2022" in shown


def test_the_record_keeps_the_unit(reader: Reader) -> None:
    """The JSON of a graph has the unit beside the value."""
    graph = assemble([read(reader, "Intel reported revenue of $5 million in 2022.")])
    assert '"USD"' in json.dumps(json.loads(dumps(graph, "json")))


def test_every_amount_has_its_property() -> None:
    """Each property of the table takes decimal numbers, and each kind of amount is told from its unit."""
    assert set(KINDS) == {row[3] for row in AMOUNTS}
    assert all("xsd:decimal" in bundled().properties[name].range for name in KINDS)


def test_a_sentence_without_numbers_has_no_amounts() -> None:
    """Nothing is searched where no word is a number."""
    block = "# text = Hi\n1\tHi\thi\tUH\tUH\t_\t0\troot\t_\t_"
    assert amounts(Sentence.from_conllu(block)) == ()
