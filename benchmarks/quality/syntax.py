"""Tags, trees, words and sentences on the development parts of the treebanks, from raw text and over gold words.

From raw text words are aligned by equal spans of characters, as in the CoNLL 2018 shared task (Zeman et al. 2018): a
word that the tokenizer cuts otherwise is wrong in every measure, and a head is right when it is the aligned word. Over
gold words each sentence is read alone, as one sentence. LAS keeps the subtypes of labels; ``LAS, no subtypes`` is the
shared task's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ...extract.decode import tree
from ...extract.encoder import Encoder
from ...training.corpora import ewt, gum
from ...training.values import Sentence, TrainingDocument
from .bundled import pipeline
from .measures import Counts, Span, f1, total
from .published import others
from .report import Choice, Report, Table
from .treebanks import Word, found_sentences, found_words, given_words, written

KEPT = slice(0, None)
PUNCTUATION = "PUNCT"
MEASURES: dict[str, Callable[[Word, Word], bool]] = {
    "UPOS": lambda found, given: found.upos == given.upos,
    "XPOS": lambda found, given: found.xpos == given.xpos,
    "UAS": lambda found, given: found.head == given.head,
    "LAS": lambda found, given: (found.head, found.rel) == (given.head, given.rel),
    "LAS, no subtypes": lambda found, given: (found.head, _universal(found.rel)) == (given.head, _universal(given.rel)),
}
TREES = ("UAS", "LAS", "LAS, no subtypes")
WITHOUT = ", no punctuation"
Scores = dict[str, Counts]


def _universal(rel: str) -> str:
    return rel.partition(":")[0]


def compare(found: Sequence[Word], given: Sequence[Word]) -> Scores:
    """Count the words of a text that are right, by measure, words aligned by equal spans."""
    gold = {word.span: word for word in given}
    aligned = [(word, gold[word.span]) for word in found if word.span in gold]
    scores = {"words": Counts(len(aligned), len(found), len(aligned), len(given))}
    for name, right in MEASURES.items():
        both = sum(right(*pair) for pair in aligned)
        scores[name] = Counts(both, len(found), both, len(given))
    for name in TREES:
        scores[name + WITHOUT] = _without_punctuation(MEASURES[name], found, gold)
    return scores


def _without_punctuation(right: Callable[[Word, Word], bool], found: Sequence[Word], gold: dict[Span, Word]) -> Counts:
    """Count words that the treebank does not call punctuation; of those it does not know, the tag found decides."""
    left = [word for word in found if gold.get(word.span, word).upos != PUNCTUATION]
    both = sum(word.span in gold and right(word, gold[word.span]) for word in left)
    return Counts(both, len(left), both, sum(word.upos != PUNCTUATION for word in gold.values()))


def from_raw(document: TrainingDocument) -> Scores:
    """Measure the pipeline on a document as it was written."""
    text = written(document)
    doc = pipeline()(text.text)
    given = [
        word
        for sentence, spans in zip(document.sentences, text.spans, strict=True)
        for word in given_words(sentence, spans)
    ]
    sentences = {(spans[0][0], spans[-1][1]) for spans in text.spans if spans}
    return {**compare(list(found_words(doc)), given), "sentences": Counts.of(found_sentences(doc), sentences)}


def over_gold_words(encoder: Encoder, document: TrainingDocument) -> Scores:
    """Measure the network on the sentences of a document, each alone and cut as the treebank cuts it."""
    scores = [
        compare(_parsed(encoder, sentence, spans), given_words(sentence, spans))
        for sentence, spans in zip(document.sentences, written(document).spans, strict=True)
        if sentence.heads is not None
    ]
    return summed(scores)


def _parsed(encoder: Encoder, sentence: Sentence, spans: Sequence[Span]) -> list[Word]:
    output = encoder.read_window(sentence.words, sentence.spaces)
    heads = tree(output.arcs)
    rows = np.array([head + 1 for head in heads])
    rels = encoder.arc_labels(output.dependent, output.governor[rows])
    labels = encoder.labels
    return [
        Word(
            span,
            labels.upos[output.upos[i]],
            labels.xpos[output.xpos[i]],
            None if heads[i] < 0 else spans[heads[i]],
            "root" if heads[i] < 0 else labels.rels[rels[i]],
        )
        for i, span in enumerate(spans)
    ]


def summed(scores: Iterable[Scores]) -> Scores:
    """Add scores up by measure."""
    parts = list(scores)
    return {name: total(one[name] for one in parts) for name in (parts[0] if parts else ())}


def report(corpora: Path, choice: Choice) -> Report:
    """Measure both treebanks, both ways."""
    encoder = Encoder()
    tables: list[str | Table] = []
    for title, documents in (("EWT dev", ewt(corpora, "dev")), ("GUM dev", gum(corpora, "dev"))):
        part = documents[choice.of(KEPT)]
        raw = [from_raw(document) for document in part]
        gold = [over_gold_words(encoder, document) for document in part]
        words = int(summed(raw)["words"].given)
        tables.append(Table((f"{title}, {words:,} words", "raw text, F1", "gold words"), list(_rows(raw, gold))))
    about = "Raw text: aligned by characters as in CoNLL 2018; gold words: each sentence alone. 95 % intervals."
    return Report("Universal Dependencies", [about, *tables, others("syntax")])


def _rows(raw: Sequence[Scores], gold: Sequence[Scores]) -> Iterator[tuple[str, str, str]]:
    for name in raw[0]:
        known = name in MEASURES or name.endswith(WITHOUT)
        yield name, str(f1([one[name] for one in raw])), str(f1([one[name] for one in gold])) if known else ""
