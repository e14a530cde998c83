"""What training is told that mentions point back at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evigraph.training.corpora import gum
from evigraph.training.links import gap
from evigraph.training.relations import gap_documents, knowledgenet_documents, redocred_documents
from evigraph.training.values import LinkExample, Place, TrainingDocument

GUM = """\
# newdoc id = one
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
1	Ann	Ann	PROPN	NNP	_	2	nsubj	_	Entity=(1-person-new-n-cf1-1-coref)
2	sold	sell	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(2-object-new-n-cf2-2-coref
4	car	car	NOUN	NN	_	2	obj	_	_
5	of	of	ADP	IN	_	6	case	_	_
6	Bob	Bob	PROPN	NNP	_	4	nmod	_	Entity=(3-person-new-n-cf3-1-sgl)2)
7	.	.	PUNCT	.	_	2	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-n-cf1-1-coref)
2	missed	miss	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	Entity=(2-object-giv:act-n-cf2-1-coref)
4	.	.	PUNCT	.	_	2	punct	_	_

"""


def said(document: TrainingDocument, place: Place) -> str:
    return " ".join(document.sentences[place.sentence].words[place.start : place.end])


def pointing(document: TrainingDocument) -> dict[str, set[str]]:
    """Return what each mention rightly points at, by its words; itself where it points at nothing."""
    return {said(document, link.pointing): {said(document, place) for place in link.right} for link in document.links}


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Make a folder of corpora with a document each."""
    (tmp_path / "gum" / "train").mkdir(parents=True)
    (tmp_path / "gum" / "train" / "one.conllu").write_text(GUM, encoding="utf-8")
    (tmp_path / "gap").mkdir()
    text = "Ann Lee met Eve Ray. Mary Day sat when she spoke."
    rows = [
        "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL",
        f"one\t{text}\tshe\t{text.index('she')}\tAnn Lee\t0\tFALSE\tEve Ray\t12\tTRUE\tx",
        f"two\t{text}\tshe\t{text.index('she')}\tAnn Lee\t0\tFALSE\tEve Ray\t12\tFALSE\tx",
    ]
    (tmp_path / "gap" / "development.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "knowledgenet").mkdir()
    (tmp_path / "knowledgenet" / "folds-1-3.jsonl").write_text(json.dumps(KNOWLEDGENET) + "\n", encoding="utf-8")
    (tmp_path / "redocred").mkdir()
    (tmp_path / "redocred" / "dev.json").write_text(json.dumps([REDOCRED]), encoding="utf-8")
    return tmp_path


KNOWLEDGENET = {
    "doc_id": "one",
    "fold": 1,
    "text": "Ann Lee lives in Oslo. She was born in Rome.",
    "passages": [
        {
            "start": 0,
            "end": 22,
            "text": "Ann Lee lives in Oslo.",
            "annotated": ["PLACE_OF_RESIDENCE"],
            "facts": [
                {
                    "property": "PLACE_OF_RESIDENCE",
                    "subject": [0, 7],
                    "object": [17, 21],
                    "subject_uri": "Q1",
                    "object_uri": "Q2",
                }
            ],
        },
        {
            "start": 23,
            "end": 44,
            "text": "She was born in Rome.",
            "annotated": ["PLACE_OF_BIRTH"],
            "facts": [
                {
                    "property": "PLACE_OF_BIRTH",
                    "subject": [23, 26],
                    "object": [39, 43],
                    "subject_uri": "Q1",
                    "object_uri": "Q3",
                }
            ],
        },
    ],
}

REDOCRED = {
    "title": "one",
    "sents": [["Ann", "Lee", "sang", "."], ["It", "was", "in", "Rome", "."]],
    "vertexSet": [
        [{"name": "Ann Lee", "sent_id": 0, "pos": [0, 2], "type": "PER"}],
        [{"name": "Rome", "sent_id": 1, "pos": [3, 4], "type": "LOC"}],
    ],
    "labels": [{"h": 0, "t": 1, "r": "P19", "evidence": [1]}],
}


def test_gum_says_what_pronouns_point_at(corpora: Path) -> None:
    """Each pronoun points at what it refers to; a phrase that is new points at nothing."""
    (document,) = gum(corpora, "train")
    assert pointing(document) == {"She": {"Ann"}, "it": {"the car"}, "the car": {"the car"}}


def test_gum_says_what_heads_are_of(corpora: Path) -> None:
    """The head of each mention has its sort."""
    (document,) = gum(corpora, "train")
    assert document.sentences[0].sorts == {0: "person", 3: "object", 5: "person"}


def test_knowledgenet_says_what_pronouns_point_at(corpora: Path) -> None:
    """A pronoun points at the name with the same reference, and at no other."""
    (document,) = knowledgenet_documents(corpora, frozenset({1}))
    assert pointing(document) == {"She": {"Ann Lee"}}
    (link,) = document.links
    assert {said(document, place) for place in link.candidates} == {"Ann Lee", "Oslo", "She"}


def test_gap_says_which_name_is_meant(corpora: Path) -> None:
    """The right name is right; the other name and names beside it are not."""
    (link,) = gap_documents(corpora, slice(0, 1))[0].links
    assert link == LinkExample(link.pointing, link.candidates, frozenset({Place(0, 3, 5)}))
    assert Place(0, 0, 2) in link.candidates


def test_gap_leaves_open_what_else_is_meant(corpora: Path) -> None:
    """When neither name is meant, anything else may be."""
    document = gap_documents(corpora, slice(1, 2))[0]
    assert pointing(document)["she"] == {"Mary Day", "she"}


def test_gap_counts_characters(corpora: Path) -> None:
    """Offsets are those of the text."""
    one = gap(corpora)[0]
    assert [one.text[start:end] for start, end in (one.pronoun, *one.names)] == ["she", "Ann Lee", "Eve Ray"]


def test_redocred_relates_things_of_two_sentences(corpora: Path) -> None:
    """Entities have their places, and a pair of them all its relations."""
    (document,) = redocred_documents(corpora, slice(0, 1))
    assert document.entities == [[Place(0, 0, 2)], [Place(1, 3, 4)]]
    assert document.relations == {(0, 1): frozenset({"P19"})}
