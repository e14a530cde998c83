"""A parsed sentence as frozen values: Universal Dependencies v2, free of any parser.

Two doors lead in: [`Sentence.from_spacy`] for a span of any spaCy pipeline (labels of the ClearNLP style are rewritten
to UD on the way) and [`Sentence.from_conllu`] for trees written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ...errors import DocumentError
from .clearnlp import ONLY_CLEARNLP, Row, to_universal

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ROOT = -1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a tree: ``tag`` is its PTB tag, ``pos`` its UPOS, ``head`` an index in the sentence or -1 for the root.

    ``start`` and ``end`` are code points in the text of the document.
    """

    index: int
    text: str
    lemma: str
    tag: str
    pos: str
    head: int
    rel: str
    start: int
    end: int

    def is_a(self, *labels: str) -> bool:
        """Tell whether the relation to the head is one of ``labels``; a label without subtype covers its subtypes.

        >>> Word(0, "BABA", "BABA", "NNP", "PROPN", 1, "nsubj:pass", 0, 4).is_a("nsubj")
        True
        """
        return self.rel in labels or (":" in self.rel and self.rel.partition(":")[0] in labels)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, its text, and where it lies in the document.

    ``_children`` holds the dependents of each word, each with its relation without subtype, and ``_found`` what
    `remembered` functions found.
    """

    words: tuple[Word, ...]
    start: int
    end: int
    text: str
    _children: tuple[tuple[tuple[str, Word], ...], ...] = field(init=False, repr=False, compare=False)
    _found: dict[object, dict[int, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cut cycles, which only a broken parse has, and list the dependents of every word once."""
        object.__setattr__(self, "words", _rooted(self.words))
        below: list[list[tuple[str, Word]]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != ROOT:
                below[word.head].append((word.rel.partition(":")[0], word))
        object.__setattr__(self, "_children", tuple(map(tuple, below)))

    @classmethod
    def from_spacy(cls, span: Span) -> Sentence:
        """Make a sentence of a parsed spaCy span; heads outside the span count as the root.

        It reaches from its first word to its last, without the white space around them. UD labels are kept; the
        ClearNLP labels of spaCy's own English pipelines are rewritten to UD.
        """
        tokens = [token for token in span if not token.text.isspace()]
        if not tokens:
            return cls((), span.start_char, span.start_char, "")
        places = {token.i: index for index, token in enumerate(tokens)}
        heads = [places.get(token.head.i, ROOT) for token in tokens]
        heads = [ROOT if head == index else head for index, head in enumerate(heads)]
        rels = ["root" if head == ROOT else token.dep_ for token, head in zip(tokens, heads, strict=True)]
        words = tuple(map(_word, range(len(tokens)), tokens, heads, rels))
        if not ONLY_CLEARNLP.isdisjoint(rels):
            rows = to_universal([Row(word.lemma, word.pos, word.head, word.rel) for word in words])
            words = tuple(replace(word, head=row.head, rel=row.rel) for word, row in zip(words, rows, strict=True))
        # Not cut out of `doc.text`, which spaCy joins anew each time: a long text would take quadratic time.
        said = span.doc[tokens[0].i : tokens[-1].i + 1].text
        return cls(words, words[0].start, words[-1].end, said)

    @classmethod
    def from_conllu(cls, block: str, *, start: int = 0) -> Sentence:
        """Read one sentence in CoNLL-U; its ``# text`` line gives the offsets, counted from ``start``.

        Raises `DocumentError` where there is no text line or a word is not in it.

        >>> Sentence.from_conllu("# text = Hi\\n1\\tHi\\thi\\tUH\\tUH\\t_\\t0\\troot\\t_\\t_").words[0].rel
        'root'
        """
        lines = block.strip().split("\n")
        text = next((line.partition("=")[2].strip() for line in lines if line.startswith("# text =")), None)
        if text is None:
            raise DocumentError("CoNLL-U block", "it has no text line", cure="add '# text = …' above the words")
        words: list[Word] = []
        position = 0
        for columns in (line.split("\t") for line in lines if line[:1].isdigit()):
            if not columns[0].isdigit():  # ranges of multiword tokens and empty nodes
                continue
            position = text.find(columns[1], position)
            if position < 0:
                raise DocumentError(columns[1], "the word is not in the text line", cure="make both agree")
            end = position + len(columns[1])
            form, lemma, pos, tag, head, rel = (columns[i] for i in (1, 2, 3, 4, 6, 7))
            span = (start + position, start + end)
            words.append(Word(len(words), form, lemma, tag, pos, int(head) - 1, rel, *span))
            position = end
        return cls(tuple(words), start, start + len(text), text)

    def children(self, word: Word, *labels: str) -> list[Word]:
        """Return the dependents of a word in reading order, only those of ``labels`` where any are given."""
        below = self._children[word.index]
        if not below:  # as of most words
            return []
        if not labels:
            return [child for _, child in below]
        return [child for base, child in below if base in labels or child.rel in labels]

    def child(self, word: Word, *labels: str) -> Word | None:
        """Return the first dependent of a word with one of ``labels``."""
        for base, child in self._children[word.index]:
            if base in labels or child.rel in labels:
                return child
        return None

    def parent(self, word: Word) -> Word | None:
        """Return the head of a word, ``None`` for the root."""
        return None if word.head == ROOT else self.words[word.head]

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Yield the heads above a word, nearest first."""
        above = self.parent(word)
        while above is not None:
            yield above
            above = self.parent(above)

    def subtree(self, word: Word) -> list[Word]:
        """Return a word and everything below it, in reading order."""
        found = [word]
        for above in found:  # grows while it is walked
            found.extend(child for _, child in self._children[above.index])
        return sorted(found, key=attrgetter("index"))

    def quote(self, start: int, end: int) -> str:
        """Return the text between two offsets of the document."""
        return self.text[start - self.start : end - self.start]


def _word(index: int, token: Token, head: int, rel: str) -> Word:
    text, start = token.text, token.idx
    return Word(index, text, token.lemma_ or text.lower(), token.tag_, token.pos_, head, rel, start, start + len(text))


def remembered(find: Callable[[Sentence, Word], T]) -> Callable[[Sentence, Word], T]:
    """Keep what a function finds of each word, since many claims ask for the same; a sentence never changes."""

    @wraps(find)
    def known(sentence: Sentence, word: Word) -> T:
        found = sentence._found.setdefault(find, {})  # noqa: SLF001 - the one way into it
        if word.index not in found:
            found[word.index] = find(sentence, word)
        return cast("T", found[word.index])

    return known


def _rooted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Make a root of one word of every cycle, so that each walk upwards ends."""
    heads = [word.head for word in words]
    ends = {ROOT}  # from where a walk upwards is known to end
    for index in range(len(heads)):
        seen, above = {index}, heads[index]
        while above not in ends:
            if above in seen:
                heads[above] = ROOT
                break
            seen.add(above)
            above = heads[above]
        ends |= seen
    return tuple(w if w.head == h else replace(w, head=h, rel="root") for w, h in zip(words, heads, strict=True))
