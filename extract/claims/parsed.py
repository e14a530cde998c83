"""Sentences out of a document that a spaCy pipeline has parsed: labels of the ClearNLP style are rewritten to UD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tokens import columns, joined
from .clearnlp import ONLY_CLEARNLP, Row, to_universal
from .tree import ROOT, Sentence, Word, word_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def sentences(doc: Doc) -> list[Sentence]:
    """Make the sentences of a document that have a word; heads outside of a sentence count as the root.

    Each reaches from its first word to its last, without the white space around them. UD labels are kept; the ClearNLP
    labels of spaCy's own English pipelines are rewritten to UD.
    """
    texts, lemmas, tags, kinds, rels = columns(doc, "ORTH", "LEMMA", "TAG", "POS", "DEP")
    steps, starts = doc.to_array(["HEAD", "IDX"]).astype("int64").T.tolist()  # from words to heads, some of them back
    text, found = joined(doc, texts), []
    for span in doc.sents:
        inside = [place for place in range(span.start, span.end) if not texts[place].isspace()]
        indexes = {place: index for index, place in enumerate(inside)}
        words = []
        for index, place in enumerate(inside):
            head = indexes.get(place + steps[place], ROOT) if steps[place] else ROOT
            rel, said, start = "root" if head == ROOT else rels[place], texts[place], starts[place]
            lemma = lemmas[place] or said.lower()
            words.append(word_of((index, said, lemma, tags[place], kinds[place], head, rel, start, start + len(said))))
        if words:
            start, end = words[0].start, words[-1].end
            found.append(Sentence(_universal(words), start, end, text[start:end]))
    return found


def _universal(words: list[Word]) -> tuple[Word, ...]:
    if ONLY_CLEARNLP.isdisjoint([word.rel for word in words]):
        return tuple(words)
    rows = to_universal([Row(word.lemma, word.pos, word.head, word.rel) for word in words])
    return tuple(word._replace(head=row.head, rel=row.rel) for word, row in zip(words, rows, strict=True))
