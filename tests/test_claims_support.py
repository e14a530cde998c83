"""Which words between two ends let a sentence say a relation, and how it says it."""

from __future__ import annotations

import pytest
from evigraph.extract.claims import Argument, NamedSpan, Sentence
from evigraph.extract.claims.cues import may_say
from evigraph.extract.claims.status import path_status
from evigraph.extract.claims.support import Path, at_school, other_kin, supported

# Each word as text/lemma/UPOS/head/label, heads counted from 1.
COLLEAGUE = """Demir/Demir/PROPN/2/nsubj worked/work/VERB/0/root with/with/ADP/5/case the/the/DET/5/det
chemist/chemist/NOUN/2/obl Ek/Ek/PROPN/5/flat of/of/ADP/8/case Chalmers/Chalmers/PROPN/5/nmod"""
FATHER = """Her/her/PRON/2/nmod:poss father/father/NOUN/3/nsubj worked/work/VERB/0/root for/for/ADP/5/case
Phillips/Phillips/PROPN/3/obl"""
CHARTS = """Exxon/Exxon/PROPN/2/nsubj used/use/VERB/0/root her/her/PRON/4/nmod:poss charts/chart/NOUN/2/obj"""
SECRETARY = """Bertha/Bertha/PROPN/4/nsubj was/be/AUX/4/cop his/his/PRON/4/nmod:poss secretary/secretary/NOUN/0/root"""
WIFE = """He/he/PRON/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod meet/meet/VERB/0/root his/his/PRON/6/nmod:poss
wife/wife/NOUN/4/obj Mary/Mary/PROPN/6/appos"""
RETIRE = """Ma/Ma/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod retire/retire/VERB/0/root but/but/CCONJ/6/cc
founded/found/VERB/4/conj Alibaba/Alibaba/PROPN/6/obj"""
BECOME = """Ann/Ann/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod become/become/VERB/0/root
chief/chief/NOUN/4/xcomp
of/of/ADP/7/case Acme/Acme/PROPN/5/nmod"""
YALE = """Tsai/Tsai/PROPN/5/nsubj who/who/PRON/3/nsubj studied/study/VERB/1/acl:relcl Yale/Yale/PROPN/3/obl
left/leave/VERB/0/root"""


def tree(written: str) -> Sentence:
    """Read a sentence written in one line."""
    rows = [word.split("/") for word in written.split()]
    lines = [f"# text = {' '.join(row[0] for row in rows)}"]
    tags = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP"}
    for number, (text, lemma, pos, head, label) in enumerate(rows, 1):
        lines.append("\t".join((str(number), text, lemma, pos, tags.get(pos, "X"), "_", head, label, "_", "_")))
    return Sentence.from_conllu("\n".join(lines))


def end(sentence: Sentence, text: str, kind: str | None = None) -> Argument:
    """Return the phrase of one word."""
    word = next(word for word in sentence.words if word.text == text)
    return Argument(word.start, word.end, word.index, "name", kind)


def way(sentence: Sentence, *ends: Argument) -> Path:
    """Return the path between two phrases."""
    subject, target = (sentence.words[each.head] for each in ends)
    return Path.between(sentence, subject, target)


def backed(predicate: str, written: str, subject: str, target: str, *persons: str) -> bool:
    """Tell whether a relation of a person to an organisation, or of two people, is supported."""
    sentence = tree(written)
    names = [NamedSpan(word.start, word.end, "Person") for word in sentence.words if word.text in persons]
    kind = "Person" if target in persons else "Organization"
    ends = end(sentence, subject, "Person"), end(sentence, target, kind)
    return supported(predicate, way(sentence, *ends), *ends, names)


@pytest.mark.parametrize(
    ("predicate", "written", "subject", "target", "expected"),
    [
        ("memberOf", COLLEAGUE, "Ek", "Chalmers", True),
        ("memberOf", COLLEAGUE, "Demir", "Chalmers", False),
        ("memberOf", FATHER, "father", "Phillips", True),
        ("memberOf", FATHER, "Her", "Phillips", False),
        ("subsidiaryOf", CHARTS, "her", "Exxon", False),
        ("spouse", SECRETARY, "Bertha", "his", False),
        ("spouse", WIFE, "his", "Mary", True),
        ("foundedBy", RETIRE, "Alibaba", "Ma", True),
        ("director", CHARTS, "her", "Exxon", True),
    ],
)
def test_a_doubtful_claim_needs_a_word_of_its_relation(
    predicate: str, written: str, subject: str, target: str, expected: bool
) -> None:
    """What a colleague or a father belongs to says nothing of oneself; a relation without known words passes."""
    assert backed(predicate, written, subject, target, "Demir", "Ek", "Bertha", "Mary", "Ma") is expected


def test_who_studies_somewhere_does_not_work_there() -> None:
    """The word that the organisation hangs on decides."""
    yale, work = tree(YALE), tree(FATHER)
    assert at_school(way(yale, end(yale, "Tsai"), end(yale, "Yale")))
    assert not at_school(way(work, end(work, "father"), end(work, "Phillips")))


def test_a_path_goes_up_from_both_ends() -> None:
    """The ends stand first on their sides, the word above both between them."""
    sentence = tree(COLLEAGUE)
    path = Path.between(sentence, sentence.words[0], sentence.words[7])
    assert path.meets
    assert ([w.text for w in path.left], [w.text for w in path.right]) == (["Demir"], ["Chalmers", "chemist"])


def test_a_broken_tree_supports_nothing() -> None:
    """Two words under different roots have no path."""
    sentence = tree("Ann/Ann/PROPN/0/root Acme/Acme/PROPN/0/root")
    ends = end(sentence, "Ann"), end(sentence, "Acme")
    assert not supported("employer", way(sentence, *ends), *ends, [])


@pytest.mark.parametrize(
    ("written", "events", "expected"),
    [
        (WIFE, ["wife"], "asserted"),
        (RETIRE, ["retire", "founded"], "asserted"),
        (RETIRE, ["retire"], "negated"),
        (BECOME, ["become", "chief"], "negated"),
    ],
)
def test_negation_stays_in_its_clause(written: str, events: list[str], expected: str) -> None:
    """What one does or does not do to a wife denies no marriage, and a later clause speaks for itself."""
    sentence = tree(written)
    assert path_status(sentence, [word for word in sentence.words if word.text in events]) == expected


def test_an_age_is_no_date_of_death() -> None:
    """A hyphen between two years may mean a life, one in "24-year-old" does not."""
    assert not may_say("diedOn", "the 24-year-old Brazilian, who came in 2021", 3)
    assert may_say("diedOn", "Ann Lee (1901-1980) was a painter", 3)


SISTER = """Ann/Ann/PROPN/3/nsubj:pass
is/be/AUX/3/aux:pass survived/survive/VERB/0/root by/by/ADP/6/case
two/two/NUM/6/nummod
children/child/NOUN/3/obl:agent and/and/CCONJ/10/cc by/by/ADP/10/case a/a/DET/10/det sister/sister/NOUN/6/conj
Eve/Eve/PROPN/10/appos"""


@pytest.mark.parametrize(("predicate", "other"), [("child", True), ("spouse", True), ("sibling", False)])
def test_the_kinship_beside_a_person_decides(predicate: str, other: bool) -> None:
    """Who is called a sister is no child, though the sentence has children as well."""
    sentence = tree(SISTER)
    ends = end(sentence, "Ann", "Person"), end(sentence, "Eve", "Person")
    assert other_kin(predicate, way(sentence, *ends)) is other


def test_a_phrase_is_not_planned_by_what_is_done_to_it() -> None:
    """ "Will love her film" plans no film."""
    sentence = tree(
        "They/they/PRON/3/nsubj will/will/AUX/3/aux love/love/VERB/0/root Ann/Ann/PROPN/6/nmod:poss 's/'s/PART/4/case "
        "film/film/NOUN/3/obj Dawn/Dawn/PROPN/6/appos"
    )
    assert path_status(sentence, [sentence.words[5]]) == "asserted"
