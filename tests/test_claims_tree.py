"""Trees: CoNLL-U and spaCy in, one Universal Dependencies shape out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from evigraph.errors import DocumentError
from evigraph.extract.claims import Argument, NamedSpan, claims
from evigraph.extract.claims.clearnlp import Row, to_universal
from evigraph.extract.claims.parsed import sentences
from evigraph.extract.claims.tree import Sentence, top
from hypothesis import given
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy")

Token = tuple[str, str, str, str, int, str]  # text, lemma, tag, UPOS, head, label


def parsed(tokens: Sequence[Token]) -> Sentence:
    """Build a spaCy document by hand and read it as a sentence."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    texts, lemmas, tags, poses, heads, labels = (list(column) for column in zip(*tokens, strict=True))
    doc = Doc(Vocab(), words=texts, lemmas=lemmas, tags=tags, pos=poses, heads=heads, deps=labels)
    (sentence,) = sentences(doc)
    return sentence


def said(sentence: Sentence, *names: tuple[str, str]) -> set[str]:
    """Return the claims of a sentence as lines."""
    spans = [NamedSpan(sentence.text.index(n), sentence.text.index(n) + len(n), kind) for n, kind in names]
    drafts, _ = claims([sentence], spans)
    lines = set()
    for draft in drafts:
        target = draft.object
        end = sentence.quote(target.start, target.end) if isinstance(target, Argument) else target.value
        lines.add(f"{sentence.quote(draft.subject.start, draft.subject.end)} | {draft.predicate} | {end}")
    return lines


PASSIVE_CLEARNLP: list[Token] = [
    ("Lazada", "Lazada", "NNP", "PROPN", 2, "nsubjpass"),
    ("was", "be", "VBD", "AUX", 2, "auxpass"),
    ("founded", "found", "VBN", "VERB", 2, "ROOT"),
    ("in", "in", "IN", "ADP", 2, "prep"),
    ("Singapore", "Singapore", "NNP", "PROPN", 3, "pobj"),
    ("by", "by", "IN", "ADP", 2, "agent"),
    ("Rocket", "Rocket", "NNP", "PROPN", 5, "pobj"),
]
PASSIVE_UD: list[Token] = [
    ("Lazada", "Lazada", "NNP", "PROPN", 2, "nsubj:pass"),
    ("was", "be", "VBD", "AUX", 2, "aux:pass"),
    ("founded", "found", "VBN", "VERB", 2, "ROOT"),
    ("in", "in", "IN", "ADP", 4, "case"),
    ("Singapore", "Singapore", "NNP", "PROPN", 2, "obl"),
    ("by", "by", "IN", "ADP", 6, "case"),
    ("Rocket", "Rocket", "NNP", "PROPN", 2, "obl:agent"),
]


@pytest.mark.parametrize("tokens", [PASSIVE_CLEARNLP, PASSIVE_UD], ids=["ClearNLP", "UD"])
def test_both_label_schemes_give_the_same_claims(tokens: list[Token]) -> None:
    """A pipeline with ClearNLP labels and one with UD labels lead to the same claims."""
    names = ("Lazada", "Organization"), ("Singapore", "Place"), ("Rocket", "Organization")
    assert said(parsed(tokens), *names) == {"Lazada | foundedIn | Singapore", "Lazada | foundedBy | Rocket"}


def test_a_clearnlp_copula_is_lowered_below_its_predicate() -> None:
    """ "Lima is the capital of Peru" with attr, prep and pobj is a copular clause in UD."""
    sentence = parsed(
        [
            ("Lima", "Lima", "NNP", "PROPN", 1, "nsubj"),
            ("is", "be", "VBZ", "AUX", 1, "ROOT"),
            ("the", "the", "DT", "DET", 3, "det"),
            ("capital", "capital", "NN", "NOUN", 1, "attr"),
            ("of", "of", "IN", "ADP", 3, "prep"),
            ("Peru", "Peru", "NNP", "PROPN", 4, "pobj"),
        ]
    )
    assert [(w.head, w.rel) for w in sentence.words] == [
        (3, "nsubj"), (3, "cop"), (3, "det"), (-1, "root"), (5, "case"), (3, "nmod"),
    ]  # fmt: skip
    assert "Lima | capitalOf | Peru" in said(sentence, ("Lima", "Place"), ("Peru", "Place"))


def test_clearnlp_conjuncts_hang_on_the_first_one() -> None:
    """A chain of conjuncts becomes a fan, with each conjunction below what follows it."""
    rows = [
        Row("hire", "VERB", -1, "ROOT"),
        Row("cook", "NOUN", 0, "dobj"),
        Row("baker", "NOUN", 1, "conj"),
        Row("and", "CCONJ", 2, "cc"),
        Row("waiter", "NOUN", 2, "conj"),
    ]
    assert [(row.head, row.rel) for row in to_universal(rows)] == [
        (-1, "root"), (0, "obj"), (1, "conj"), (4, "cc"), (1, "conj"),
    ]  # fmt: skip


def test_a_clearnlp_gerund_after_a_preposition_is_a_clause() -> None:
    """ "grew by hiring" is an adverbial clause marked by its preposition."""
    rows = [Row("grow", "VERB", -1, "ROOT"), Row("by", "ADP", 0, "prep"), Row("hire", "VERB", 1, "pcomp")]
    assert [(row.head, row.rel) for row in to_universal(rows)] == [(-1, "root"), (2, "mark"), (0, "advcl")]


def test_spaces_between_tokens_do_not_shift_the_tree() -> None:
    """Whitespace tokens of spaCy are left out and heads still point right."""
    sentence = parsed([("Go", "go", "VB", "VERB", 0, "ROOT"), (" ", " ", "_SP", "SPACE", 0, ""),
                       ("on", "on", "RP", "ADP", 0, "compound:prt")])  # fmt: skip
    assert [(w.text, w.head) for w in sentence.words] == [("Go", -1), ("on", 0)]


def test_a_tree_without_its_text_is_refused() -> None:
    """CoNLL-U without a text line has no offsets, and the error says what to add."""
    with pytest.raises(DocumentError, match="# text"):
        Sentence.from_conllu("1\tHi\thi\tUH\tUH\t_\t0\troot\t_\t_")


def test_a_word_outside_its_text_is_refused() -> None:
    """A word that the text line does not hold is an error that names the word."""
    with pytest.raises(DocumentError, match="Ho"):
        Sentence.from_conllu("# text = Hi\n1\tHo\tho\tUH\tUH\t_\t0\troot\t_\t_")


def test_words_are_found_by_offsets() -> None:
    """Words begin between two offsets or share a place with a span, and the top of some hangs on none of them."""
    rows = (
        "1 The the DET DT _ 3 det",
        "2 old old ADJ JJ _ 3 amod",
        "3 firm firm NOUN NN _ 4 nsubj",
        "4 grew grow VERB VBD _ 0 root",
    )
    sentence = Sentence.from_conllu(
        "\n".join(["# text = The old firm grew", *("\t".join(row.split()) for row in rows)])
    )
    found = sentence.within(1, 9), sentence.over(1, 9), sentence.over(3, 4)
    texts = [[word.text for word in words] for words in found]
    assert texts == [["old", "firm"], ["The", "old", "firm"], []]
    assert [top(sentence.within(0, end)) for end in (12, 17, 0)] == [*sentence.words[2:], None]


LABELS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "acl", "acl:relcl", "advcl", "xcomp", "appos", "case")
TAGS = {
    "NN": "NOUN",
    "NNP": "PROPN",
    "VBD": "VERB",
    "VBN": "VERB",
    "JJ": "ADJ",
    "PRP": "PRON",
    "IN": "ADP",
    "CD": "NUM",
}
SHAPES = st.lists(
    st.tuples(st.integers(-1, 9), st.sampled_from(LABELS), st.sampled_from(sorted(TAGS))), min_size=1, max_size=10
)


@given(SHAPES)
def test_no_tree_however_broken_makes_reading_fail(shape: list[tuple[int, str, str]]) -> None:
    """Any tree, even one with cycles, is read without an error and in bounded time."""
    words = [f"w{i}" for i in range(len(shape))]
    rows = [
        "\t".join([str(i + 1), f"w{i}", f"w{i}", TAGS[tag], tag, "_",
                   str(min(head, len(shape) - 1) + 1), rel, "_", "_"])
        for i, (head, rel, tag) in enumerate(shape)
    ]  # fmt: skip
    sentence = Sentence.from_conllu("\n".join([f"# text = {' '.join(words)}", *rows]))
    drafts, _ = claims([sentence], [])
    assert all(0 <= draft.subject.start < draft.subject.end <= sentence.end for draft in drafts)


def test_an_empty_document_says_nothing() -> None:
    """No sentence gives no claim and no rejection."""
    assert claims([], []) == ((), ())
