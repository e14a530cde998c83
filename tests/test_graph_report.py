from __future__ import annotations

import json
from dataclasses import replace

from evigraph.graph.assemble import assemble
from evigraph.graph.model import Claim, Document, DocumentEntity, Failure, Graph, Mention, Reading, Rejection
from evigraph.graph.report import MOST_ROWS, report

TEXT = "Alibaba may leave Hangzhou. It stays."
READING = Reading(
    Document.of(TEXT, source="a.txt"),
    (
        Mention("m1", 0, 7, "Alibaba", "Organization", "name", "e1"),
        Mention("m2", 18, 26, "Hangzhou", "Place", "name", "e2"),
        Mention("m3", 28, 30, "It", "Organization", "pronoun"),
    ),
    (DocumentEntity("e1", "Alibaba", "Organization"), DocumentEntity("e2", "Hangzhou", "Place")),
    (
        Claim("m1", "open:leave", "m2", 0, 27, status="possible", extractor="open"),
        Claim("m1", "headquarteredIn", "m2", 0, 27),
        Claim("m3", "headquarteredIn", "m2", 28, 37),
        Claim("m1", "ownedBy", "m1", 0, 27),
    ),
    (Rejection("meaningless", 28, 30, "It"), Rejection("meaningless", 0, 7, "Alibaba")),
)
REPORT = report(assemble([READING], failures=[Failure("b.pdf", "broken", "save it again")]))


def test_counts() -> None:
    """Everything of the graph is counted."""
    assert REPORT["counts"] == {"documents": 1, "entities": 2, "relations": 2, "claims": 2, "failures": 1}
    assert REPORT["entities_by_type"] == {"Organization": 1, "Place": 1}
    assert REPORT["relations_by_predicate"] == {"headquarteredIn": 1, "open:leave": 1}


def test_every_status_is_named() -> None:
    """A status without claims is there with zero."""
    assert REPORT["claims_by_status"] == {
        "asserted": 1,
        "negated": 0,
        "possible": 1,
        "planned": 0,
        "conditional": 0,
    }


def test_nothing_is_dropped_in_silence() -> None:
    """What a document gave that the graph could not take is there with rule and text."""
    assert REPORT["claims_dropped"] == {"both ends are one entity": 1, "end is no entity": 1}
    (document,) = REPORT["documents"]
    assert document["rejected"] == REPORT["rejected"] == {"meaningless": 2}
    assert [each["text"] for each in document["rejections"]] == ["It", "Alibaba"]
    assert [each["text"] for each in document["dropped"]] == ["Alibaba may leave Hangzhou.", "It stays."]


def test_what_is_not_shown_is_counted() -> None:
    """Of very many rejections the first are shown, all are counted, and how many more there are is said."""
    many = tuple(Rejection("meaningless", 0, 7, "Alibaba") for _ in range(MOST_ROWS + 3))
    (document,) = report(assemble([replace(READING, rejected=many)]))["documents"]
    assert document["rejected"] == {"meaningless": MOST_ROWS + 3}
    assert (len(document["rejections"]), document["rejections_not_shown"]) == (MOST_ROWS, 3)


def test_rules_are_explained() -> None:
    """The report says what each rule that refused something means."""
    assert REPORT["rules"]["both ends are one entity"] == "both ends turned out to be the same thing"
    assert set(REPORT["rules"]) == {"meaningless", "both ends are one entity", "end is no entity"}


def test_claims_add_up() -> None:
    """Claims of the readings are those of the graph and those dropped."""
    assert len(READING.claims) == REPORT["counts"]["claims"] + sum(REPORT["claims_dropped"].values())


def test_failures() -> None:
    """A file that could not be read is named with the cause and the cure."""
    assert REPORT["failures"] == [{"source": "b.pdf", "error": "broken", "cure": "save it again"}]


def test_is_json() -> None:
    """The report is JSON and comes back the same."""
    assert json.loads(json.dumps(REPORT)) == REPORT


def test_graph_without_readings() -> None:
    """A graph that has lost its readings can still be reported on."""
    assert report(Graph(documents=(READING.document,)))["documents"][0]["rejected"] == {}
