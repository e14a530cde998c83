"""Treebanks as running text: what was written, and where each word and sentence of the treebank stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from ...extract.wordpieces import BLOCK, NO_SPACE, SPACE
from ...training.values import Sentence, TrainingDocument
from .measures import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GAPS = {BLOCK: "\n\n", SPACE: " ", NO_SPACE: ""}


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its annotation; ``head`` is the span of its governor, nothing for the root."""

    span: Span
    upos: str
    xpos: str
    head: Span | None
    rel: str


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a document and the spans of its words, sentence by sentence."""

    text: str
    spans: tuple[tuple[Span, ...], ...]


def written(document: TrainingDocument) -> Written:
    """Return a document as it was written, with an empty line between paragraphs.

    >>> pieces = [Sentence(["Go", "!"], [BLOCK, NO_SPACE]), Sentence(["Now", "."], [SPACE, NO_SPACE])]
    >>> written(TrainingDocument("d", pieces))
    Written(text='Go! Now.', spans=(((0, 2), (2, 3)), ((4, 7), (7, 8))))
    """
    pieces = [
        (word, GAPS[gap])
        for sentence in document.sentences
        for word, gap in zip(sentence.words, sentence.spaces, strict=True)
    ]
    text = "".join(gap + word for word, gap in pieces)
    start = len(text) - len(text.lstrip())
    ends = accumulate(len(word) + len(gap) for word, gap in pieces)
    spans = iter([(end - len(word) - start, end - start) for (word, _), end in zip(pieces, ends, strict=True)])
    return Written(text[start:], tuple(tuple(next(spans) for _ in sentence.words) for sentence in document.sentences))


def given_words(sentence: Sentence, spans: tuple[Span, ...]) -> list[Word]:
    """Return the words of a sentence of the treebank; none where it has no tree."""
    if sentence.heads is None or sentence.rels is None or sentence.upos is None or sentence.xpos is None:
        return []
    heads = [spans[head - 1] if head else None for head in sentence.heads]
    return [Word(*row) for row in zip(spans, sentence.upos, sentence.xpos, heads, sentence.rels, strict=True)]


def found_words(doc: Doc) -> Iterator[Word]:
    """Yield the words of a parsed text; white space is none."""
    for token in doc:
        if not token.is_space:
            root = token.head.i == token.i
            rel = "root" if root else token.dep_
            yield Word(_span(token), token.pos_, token.tag_, None if root else _span(token.head), rel)


def found_sentences(doc: Doc) -> set[Span]:
    """Return the sentences of a parsed text, from the first to the last word of each."""
    sentences = [[_span(token) for token in sentence if not token.is_space] for sentence in doc.sents]
    return {(spans[0][0], spans[-1][1]) for spans in sentences if spans}


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)
