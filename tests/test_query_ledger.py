"""What was seen and not taken is shown with its sentence and the rule in words."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import evigraph
import pytest
from evigraph.errors import UnknownEntityError
from evigraph.extract.claims import verdict
from evigraph.graph.assemble import assemble
from evigraph.graph.model import Claim, Document, DocumentEntity, Graph, Mention, Reading, Rejection
from evigraph.graph.refusals import RULES
from evigraph.query.ledger import rejected

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

ROOT = Path(__file__).parents[1]
TEXT = "About us\n\nAlibaba took part in it. Ma left. Alibaba bought Alibaba."
START = TEXT.index("Alibaba")
READING = Reading(
    Document.of(TEXT, source="a.txt"),
    (
        Mention("m1", START, START + 7, "Alibaba", "Organization", "name", "e1"),
        Mention("m2", TEXT.index("Ma left"), TEXT.index("Ma left") + 2, "Ma", "Person", "name", "e2"),
        Mention(
            "m3",
            TEXT.rindex("Alibaba bought"),
            TEXT.rindex("Alibaba bought") + 7,
            "Alibaba",
            "Organization",
            "name",
            "e1",
        ),
    ),
    (DocumentEntity("e1", "Alibaba", "Organization"), DocumentEntity("e2", "Ma", "Person")),
    (Claim("m1", "acquired", "m3", TEXT.rindex("Alibaba bought"), len(TEXT)),),
    (
        Rejection("heading", 0, 8, "About us"),
        Rejection("meaningless head", TEXT.index("part"), TEXT.index("part") + 4, "part"),
        Rejection("no word of the relation", TEXT.index("Ma left"), TEXT.index("Ma left") + 7, "Ma left", "diedOn"),
    ),
)
GRAPH = assemble([READING])


def test_all_that_was_refused() -> None:
    """Without a name everything is shown, what the graph could not take as well, in reading order."""
    assert [(one.rule, one.text) for one in rejected(GRAPH).refused] == [
        ("heading", "About us"),
        ("meaningless head", "part"),
        ("no word of the relation", "Ma left"),
        ("both ends are one entity", "Alibaba bought Alibaba."),
    ]


def test_of_one_thing() -> None:
    """With a name only what stands in a sentence with that thing is shown."""
    assert [one.text for one in rejected(GRAPH, "Ma").refused] == ["Ma left"]
    assert [one.text for one in rejected(GRAPH, "alibaba").refused] == ["part", "Alibaba bought Alibaba."]


def test_each_has_its_sentence() -> None:
    """The sentence around the words is told, and where they stand."""
    for one in rejected(GRAPH).refused:
        assert TEXT[one.start : one.end] == one.text
        assert one.text in one.sentence
    assert rejected(GRAPH, "Ma").refused[0].sentence == "Ma left."


@pytest.mark.parametrize(
    "line",
    [
        "1 refused in sentences about Ma",
        "“Ma left.”",
        "    a.txt",
        "    diedOn in “Ma left”: the sentence has none of the words that this relation is said with",
    ],
)
def test_text(line: str) -> None:
    """The text shows each sentence, its document, what was refused, and why."""
    assert line in str(rejected(GRAPH, "Ma")).splitlines()


def test_nothing() -> None:
    """A graph in which nothing was refused says so."""
    assert str(rejected(Graph())) == "Nothing was refused."


def test_an_unknown_name_gets_a_hint() -> None:
    """A name the graph does not hold is an error with close ones."""
    with pytest.raises(UnknownEntityError, match="did you mean Alibaba"):
        rejected(GRAPH, "Alibaa")


def test_steers_no_terminal() -> None:
    """What a document says cannot clear the screen."""
    text = "x\x1b[2J"
    reading = Reading(Document.of(text, source="a\x1b.txt"), rejected=(Rejection("heading", 0, len(text), text),))
    assert "\x1b" not in str(rejected(assemble([reading])))


def test_is_plain_data() -> None:
    """A ledger can be written as JSON."""
    assert json.loads(json.dumps(asdict(rejected(GRAPH, "Ma"))))["refused"][0]["predicate"] == "diedOn"


def test_the_library_has_it() -> None:
    """A knowledge graph gives its ledger."""
    assert evigraph.KnowledgeGraph(GRAPH).rejected("Ma") == rejected(GRAPH, "Ma")


def test_every_rule_is_explained() -> None:
    """Each rule that the reader or the graph applies is told in words."""
    rules = {value for name, value in vars(verdict).items() if name.isupper() and isinstance(value, str)}
    for path in [*(ROOT / "extract").rglob("*.py"), *(ROOT / "graph").glob("*.py")]:
        rules |= set(re.findall(r'(?:Rejection|Refusal)\("([^"]+)"', path.read_text(encoding="utf-8")))
    assert rules
    assert rules <= set(RULES)


def test_likely_relations_that_no_words_say_are_in_the_ledger(reader: Reader) -> None:
    """A relation that the network finds likely and the sentence does not say is refused with its predicate."""
    text = "John Smith left Acme Corp. in 2010. Ann Lee studied at Yale University before she moved to Oslo."
    found = reader.read(Document.of(text, source="a", date="2024-05-02", language="en")).rejected
    typed = [one for one in found if one.predicate is not None]
    assert typed
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.rule in RULES for one in found)
