"""What counts as right on each corpus, on tiny cases made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from evigraph.benchmarks.quality import (
    calibration,
    carb,
    clauses,
    gap,
    knowledgenet,
    mine,
    names,
    redocred,
    syntax,
    triples,
)
from evigraph.benchmarks.quality.__main__ import with_report
from evigraph.benchmarks.quality.knowledgenet import Fact
from evigraph.benchmarks.quality.measures import Counts, Judged
from evigraph.benchmarks.quality.report import Choice, Report, Table
from evigraph.benchmarks.quality.treebanks import Word
from evigraph.extract.reading import Reader
from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading, Value

TEXT = "Ma founded Alibaba in 1999. He led Alibaba Group."
PASSAGE = {
    "start": 0,
    "end": 27,
    "annotated": ["FOUNDED_BY", "CEO"],
    "facts": [{"property": "FOUNDED_BY", "subject": [11, 18], "object": [0, 2]}],
}
RELATIONS = frozenset({"P112", "P571", "P749", "P355"})


MENTIONS = (
    Mention("m1", 0, 2, "Ma", "Person", "name", "e1"),
    Mention("m2", 11, 18, "Alibaba", "Company", "name", "e2"),
    Mention("m3", 28, 30, "He", "Person", "pronoun", "e1"),
    Mention("m4", 35, 48, "Alibaba Group", "Organization", "name", "e2"),
)
ENTITIES = (DocumentEntity("e1", "Ma", "Person"), DocumentEntity("e2", "Alibaba", "Organization"))
FOUNDED_BY = Claim("m2", "foundedBy", "m1", 0, 27, confidence=0.9)
FOUNDED_ON = Claim("m4", "foundedOn", Value("1999", "xsd:gYear", 22, 26), 0, 27, confidence=0.6)


def reading(*claims: Claim) -> Reading:
    """Make a reading of the text."""
    return Reading(Document.of(TEXT, source="t"), MENTIONS, ENTITIES, claims)


def gold(*found: tuple[str, int, int]) -> triples.Annotated:
    """Annotate the text: Ma, Alibaba (once by its longer name), 1999."""
    mentions = (((0, 2, "PER"),), ((11, 18, "ORG"), (35, 42, "ORG")), ((22, 26, "TIME"),))
    return triples.Annotated("t", TEXT, mentions, frozenset(found))


def test_a_fact_of_the_passage_is_found():
    """Overlap is enough for one way of scoring and not for the other."""
    found = [Fact("FOUNDED_BY", (11, 16), (0, 2))]
    assert knowledgenet.score(PASSAGE, found, exact=False)["FOUNDED_BY"] == Counts(1, 1, 1, 1)
    assert knowledgenet.score(PASSAGE, found, exact=True)["FOUNDED_BY"] == Counts(0, 1, 0, 1)


def test_a_property_that_was_not_annotated_is_not_wrong():
    """Only properties the passage is complete for are judged."""
    scores = knowledgenet.score(PASSAGE, [Fact("SPOUSE", (0, 2), (11, 18)), Fact("CEO", (11, 18), (0, 2))], exact=False)
    assert "SPOUSE" not in scores
    assert scores["CEO"] == Counts(0, 1, 0, 0)


def test_a_twin_of_a_right_prediction_is_not_wrong():
    """Two predictions that overlap each other and a fact count once."""
    found = [Fact("FOUNDED_BY", (11, 18), (0, 2)), Fact("FOUNDED_BY", (11, 16), (0, 2))]
    assert knowledgenet.score(PASSAGE, found, exact=False)["FOUNDED_BY"] == Counts(1, 1, 1, 1)
    assert [one.right for one in knowledgenet.judge(PASSAGE, found, exact=False)] == [True, True]


def test_what_is_outside_the_passage_is_not_judged():
    """A fact that reaches over the end of the passage is left out."""
    assert knowledgenet.judge(PASSAGE, [Fact("CEO", (35, 48), (0, 2))], exact=False) == []


def test_claims_are_facts_with_their_confidence():
    """The property of a claim is known by its predicate; the extractor can be chosen."""
    (fact,) = knowledgenet.facts_of(reading(FOUNDED_BY))
    assert (fact, fact.confidence) == (Fact("FOUNDED_BY", (11, 18), (0, 2)), 0.9)
    assert knowledgenet.facts_of(reading(FOUNDED_BY), extractor="pattern") == []


def test_a_child_is_said_from_the_other_end():
    """KnowledgeNet says of the child whose child it is."""
    claim = Claim("m1", "child", "m2", 0, 27)
    assert knowledgenet.facts_of(reading(claim)) == [Fact("CHILD_OF", (11, 18), (0, 2))]


def test_a_claim_between_matching_entities_is_right():
    """An entity matches by any of its mentions, a literal by its span."""
    document = gold(("P112", 1, 0), ("P571", 1, 2))
    found = triples.claimed(reading(FOUNDED_BY, FOUNDED_ON), document, RELATIONS)
    assert found == {("P112", 1, 0): 0.9, ("P571", 1, 2): 0.6}
    assert triples.triple_counts(found, document) == {"P112": Counts(1, 1, 1, 1), "P571": Counts(1, 1, 1, 1)}


def test_an_end_that_is_no_gold_entity_is_wrong_and_not_judged():
    """What matches no gold mention stays in the count of what was found."""
    document = triples.Annotated("t", TEXT, (((0, 2, "PER"),), ((12, 18, "ORG"),)), frozenset({("P112", 1, 0)}))
    found = triples.claimed(reading(FOUNDED_BY), document, RELATIONS)
    assert found == {("P112", "e2", 0): 0.9}
    assert triples.triple_counts(found, document)["P112"] == Counts(0, 1, 0, 1)
    assert triples.judge(reading(FOUNDED_BY), document, RELATIONS) == []


def test_lenient_matching_takes_overlapping_names():
    """The same end matches when an overlap is enough."""
    document = triples.Annotated("t", TEXT, (((0, 2, "PER"),), ((12, 18, "ORG"),)), frozenset({("P112", 1, 0)}))
    assert triples.claimed(reading(FOUNDED_BY), document, RELATIONS, exact=False) == {("P112", 1, 0): 0.9}


def test_a_claim_says_its_inverse_too():
    """A subsidiary's parent has it as a subsidiary."""
    claim = Claim("m1", "subsidiaryOf", "m2", 0, 27)
    assert set(triples.claimed(reading(claim), gold(), RELATIONS)) == {("P749", 0, 1), ("P355", 1, 0)}


def test_a_claim_is_judged_once():
    """Its confidence is not weighed twice for its inverse."""
    claim = Claim("m1", "subsidiaryOf", "m2", 0, 27, confidence=0.4)
    assert triples.judge(reading(claim), gold(), RELATIONS) == [Judged("P749", 0.4, right=False)]


def test_the_same_triple_counts_once_and_by_its_surest_claim():
    """Triples are unique in a document."""
    again = Claim("m4", "foundedBy", "m3", 28, 49, confidence=0.7)
    assert triples.claimed(reading(again, FOUNDED_BY), gold(), RELATIONS) == {("P112", 1, 0): 0.9}


def test_predicates_the_corpus_does_not_know_are_no_triples():
    """Open claims, and properties outside the corpus, are not judged."""
    claims = (Claim("m1", "open:lead", "m2", 0, 27), Claim("m2", "chiefExecutive", "m1", 0, 27))
    assert triples.claimed(reading(*claims), gold(), RELATIONS) == {}


def test_triples_of_a_model_that_was_given_the_entities_are_scored_alike():
    """Triples name gold entities by their numbers."""
    scores = triples.triple_counts([("P112", 1, 0), ("P112", 0, 1), ("P112", 1, 0)], gold(("P112", 1, 0)))
    assert scores == {"P112": Counts(1, 2, 1, 1)}


def test_claims_are_judged_with_their_confidence():
    """Only those whose two ends are gold entities are."""
    assert triples.judge(reading(FOUNDED_BY), gold(), RELATIONS) == [Judged("P112", 0.9, right=False)]


def test_a_relation_without_a_property_is_missing():
    """Every relation of the corpus should have one."""
    assert triples.missing_properties(["P112", "P999999"]) == ["P999999"]


def test_mentions_need_span_and_type():
    """MISC counts in the six types alone."""
    found = redocred.names_of(reading(), [(22, 26, "Date")])
    assert found == {(0, 2, "PER"), (11, 18, "ORG"), (35, 48, "ORG"), (22, 26, "TIME")}
    assert redocred.mention_counts(found, gold(), with_misc=False) == Counts(3, 4, 3, 4)
    with_misc = found | {(5, 9, "MISC")}
    assert redocred.mention_counts(with_misc, gold(), with_misc=False).found == 4
    assert redocred.mention_counts(with_misc, gold(), with_misc=True).found == 5


def test_clusters_are_of_names():
    """Pronouns are not annotated, times and numbers are no entities of a reading."""
    assert redocred.found_clusters(reading()) == [{(0, 2)}, {(11, 18), (35, 48)}]
    assert redocred.given_clusters(gold()) == [{(0, 2)}, {(11, 18), (35, 42)}]


def test_a_pronoun_means_the_names_of_its_entity():
    """A name is meant when it overlaps a mention of the pronoun's entity."""
    assert gap.meant(reading(), (28, 30), [(0, 2), (11, 18)]) == (True, False)
    assert gap.meant(reading(), (3, 10), [(0, 2)]) == (False,)


def test_gap_counts_names():
    """One right, one too many, none missed."""
    assert gap.counts((True, True), (True, False)) == Counts(1, 2, 1, 1)


def word(start: int, end: int, head: tuple[int, int] | None, rel: str = "nsubj", upos: str = "NOUN") -> Word:
    """Make a word of a tree."""
    return Word((start, end), upos, "NN", head, rel)


GIVEN = [word(0, 2, None, "root"), word(3, 5, (0, 2), "obl:tmod"), word(5, 6, (0, 2), "punct", "PUNCT")]


def test_a_tree_as_given_is_right():
    """Every measure is one."""
    assert {counts.f1 for counts in syntax.compare(GIVEN, GIVEN).values()} == {1.0}


def test_a_word_cut_otherwise_is_wrong_on_both_sides():
    """Two words found for one given: precision and recall both lose."""
    found = [GIVEN[0], word(3, 4, (0, 2)), word(4, 5, (0, 2)), GIVEN[2]]
    scores = syntax.compare(found, GIVEN)
    assert scores["words"] == Counts(2, 4, 2, 3)
    assert scores["UAS"] == Counts(2, 4, 2, 3)
    assert scores["UAS, no punctuation"] == Counts(1, 3, 1, 2)


def test_a_head_cut_otherwise_is_wrong():
    """The head must be the aligned word."""
    found = [GIVEN[0], word(3, 5, (0, 1), "obl:tmod"), GIVEN[2]]
    assert syntax.compare(found, GIVEN)["UAS"].right == 2


def test_subtypes_count_in_one_of_the_two_ways():
    """``obl`` is ``obl:tmod`` without its subtype."""
    scores = syntax.compare([GIVEN[0], word(3, 5, (0, 2), "obl"), GIVEN[2]], GIVEN)
    assert (scores["LAS"].right, scores["LAS, no subtypes"].right) == (2, 3)


def test_names_of_other_classes_are_left_out():
    """Universal NER has people, organisations and places."""
    assert names.of_kinds({(0, 2, "Group"), (3, 4, "Place")}) == {(3, 4, "Place")}


def test_precision_and_recall_at_a_threshold():
    """A line for each threshold."""
    lines = calibration.at_thresholds(lambda least: Counts(1, 1, 1, 1) if least < 0.6 else Counts(0, 0, 0, 1))
    assert lines[0] == (".3", "1.000", "1.000", "1.000")
    assert lines[-1] == (".9", ".000", ".000", ".000")


def test_a_report_is_markdown_in_the_quality_section(monkeypatch: pytest.MonkeyPatch):
    """It says when, on what machine and by which command it was measured."""
    monkeypatch.setattr("sys.argv", ["quality", "--corpora", "/somewhere/else", "--date", "2026-01-31"])
    report = str(Report("GAP", ["About.", Table(("a",), [(1,)])]))
    text = with_report("# Results\n", "gap", report, "2026-01-31")
    assert "### GAP\n\n2026-01-31, " in text
    assert "python -m evigraph.benchmarks.quality --corpora DIR --date 2026-01-31\n" in text
    assert "| a |\n|---|\n| 1 |" in text
    assert "/somewhere/else" not in text


def test_a_choice_moves_start_and_end():
    """The first document and their number can be told."""
    assert Choice(first=2, limit=3).of(slice(1, None)) == slice(2, 5)


def test_the_corpus_is_read_as_text(tmp_path: Path):
    """GAP's rows are values with spans."""
    folder = tmp_path / "gap"
    folder.mkdir()
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    row = '1\tAnn "A" met Eve; she left.\tshe\t17\tAnn\t0\tTRUE\tEve\t12\tFALSE\tu'
    (folder / "development.tsv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    (example,) = gap.examples(tmp_path)
    assert example.text[slice(*example.names[1])] == "Eve"
    assert example.text[slice(*example.pronoun)] == "she"


BORN = clauses.Tuple("was born in", "Ann", "Rome Italy")


def test_tuples_without_a_word_of_the_relation_in_common_match_nothing():
    """The same ends under another relation are another tuple."""
    assert carb.match(BORN, clauses.Tuple("died", "Ann", "Rome Italy")) == (0.0, 0.0)


def test_a_found_be_is_any_form_of_it():
    """The lemma of a claim that its text says without a verb matches the verb that an annotator wrote."""
    gold, found = clauses.Tuple("was", "Ann", "a nurse"), clauses.Tuple("be", "Ann", "a nurse")
    assert carb.match(gold, found) == (1.0, 1.0)
    assert carb.match(found, gold) == (0.0, 0.0)


def test_who_says_something_and_what_is_said_may_change_places():
    """As in the released scorer, only under a verb of saying."""
    ends = ("it rains", "Ann")
    assert carb.match(clauses.Tuple("said", "Ann", "it rains"), clauses.Tuple("said", *ends)) == (1.0, 1.0)
    assert carb.match(clauses.Tuple("saw", "Ann", "it rains"), clauses.Tuple("saw", *ends)) == (1 / 4, 1 / 4)


def test_precision_pairs_the_most_precise_tuples_first():
    """A short tuple that is right is paired before a longer one that covers more of the gold one."""
    short, long = clauses.Tuple("born", "Ann", "Rome"), clauses.Tuple("was born in", "Ann", "Rome Italy Europe")
    assert carb.score([BORN], [long, short]).right == 1.0


def test_recall_of_carb_takes_any_tuple_and_precision_each_one_once():
    """Two gold tuples may be hit by one found tuple, which counts once for precision."""
    found = [clauses.Tuple("was born in", "Ann", "Rome Italy"), clauses.Tuple("likes", "Ann", "tea")]
    assert carb.score([BORN, BORN], found) == Counts(1, 2, 2, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann moved to Rome in May.", [("moved to", "Ann", "Rome in May")]),
        ("The town was bought by Ann.", [("was bought by", "The town", "Ann")]),
        ("In Rome, Ann found a coin.", [("found", "Ann", "a coin In Rome")]),
        ("Ann was said to have found a coin.", [("was said to have found", "Ann", "a coin")]),
    ],
)
def test_all_that_a_verb_says_of_a_thing_is_one_tuple(text: str, expected: list[tuple[str, str, str]]):
    """Whole phrases for ends, what else hangs on the verb after them, and the verb with what comes before it."""
    read = Reader.load().read(Document.of(text, source="t"))
    assert [one.slots for one in clauses.as_phrases(read)] == expected


def test_a_sentence_of_the_treebank_is_read_as_people_write_it():
    """Quotes, brackets and clitics lose the marks of the treebank."""
    assert plain_sentence() == "Ann's \"new\" book (on Rome) didn't sell."


def plain_sentence() -> str:
    """Give a sentence of the treebank without its marks."""
    return carb.plain("Ann 's `` new '' book -LRB- on Rome -RRB- did n't sell .")


class Judge:
    """A judge to whom every triple speaks of every fact."""

    SHARE = 0.6

    def contexts(self, _: object, facts: list[str], triples: list[mine.Triple]) -> list[set[mine.Triple]]:
        """Return all triples for each fact."""
        return [set(triples) for _ in facts]

    def stems(self, text: str) -> set[str]:
        """Return the words."""
        return set(text.lower().split())


def test_a_fact_is_held_when_enough_of_its_words_are_in_its_triples():
    """Two of three words are enough, one is not."""
    essay = mine.Essay("1", "", ("Bees make honey", "Ants build nests"))
    assert mine.held(Judge(), None, essay, [("bees", "make", "wax"), ("ants", "eat", "leaves")]) == Counts(1, 2, 1, 2)


def test_triples_of_an_essay_are_ranked():
    """Claims of the vocabulary come before open ones, with labels for ends."""
    both = (FOUNDED_BY, Claim("m1", "open:lead", "m4", 28, 49, confidence=0.95))
    found = [triple for triple, _ in mine.ranked(reading(*both))]
    assert [predicate for _, predicate, _ in found] == ["founded by", "lead"]
