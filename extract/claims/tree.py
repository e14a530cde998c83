"""A parsed sentence as frozen values: Universal Dependencies v2, free of any parser.

Two doors lead in: `parsed.sentences` for documents of any spaCy pipeline, `Sentence.from_conllu` for trees written
down.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, NamedTuple, Protocol, TypeVar

from ...errors import DocumentError

ROOT = -1
ANY = ""  # stands for all labels where dependents are listed
Found = defaultdict[object, dict[int, Any]]
nothing_found: Callable[[], Found] = partial(defaultdict, dict)


class Word(NamedTuple):
    """A word of a tree: ``tag`` is its PTB tag, ``pos`` its UPOS, ``head`` an index in the sentence or -1 for the root.

    ``start`` and ``end`` are code points in the text of the document. No value is made and compared more often, which
    named tuples do several times as fast as frozen dataclasses. They sort in reading order.
    """

    index: int  # type: ignore[assignment]  # hides a method of tuples that nobody asks for
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
        rel = self.rel
        return rel in labels or (":" in rel and rel.partition(":")[0] in labels)


word_of = partial(tuple.__new__, Word)
"""Makes a word of all its fields, past the `__new__` of named tuples, which is a call of its own."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, its text, and where it lies in the document.

    ``_starts`` holds where each word begins, ``_below`` its dependents by label, with and without subtype, ``_edges``
    the first and the last word of its subtree, ``_said`` all words and lemmas in lower case, and ``_found`` what
    `remembered` functions found.
    """

    words: tuple[Word, ...]
    start: int
    end: int
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _below: tuple[Mapping[str, list[Word]], ...] = field(init=False, repr=False, compare=False)
    _edges: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    _said: frozenset[str] = field(init=False, repr=False, compare=False)
    _found: Found = field(default_factory=nothing_found, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cut cycles, which only a broken parse has, and list the dependents of every word once."""
        words = _rooted(self.words)
        said = [word.text for word in words] + [word.lemma for word in words]
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "_starts", tuple([word.start for word in words]))
        object.__setattr__(self, "_below", _dependents(words))
        object.__setattr__(self, "_edges", _edges([word.head for word in words]))
        object.__setattr__(self, "_said", frozenset(map(str.lower, said)))

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

    def children(self, word: Word, label: str = ANY, *others: str) -> Sequence[Word]:
        """Return the dependents of a word in reading order, only those with one of the labels where any are given."""
        below = self._below[word.index]
        if not others:  # as nearly always
            return below.get(label, ())
        found: Sequence[Word] = ()
        for each in (label, *others):
            if each in below:
                if found:  # seldom
                    return sorted({word for each in (label, *others) for word in below.get(each, ())})
                found = below[each]
        return found

    def child(self, word: Word, *labels: str) -> Word | None:
        """Return the first dependent of a word with one of some labels."""
        below = self._below[word.index]
        found: Word | None = None
        for label in labels:
            if label in below and (found is None or below[label][0].index < found.index):
                found = below[label][0]
        return found

    def above(self, label: str) -> list[Word]:
        """Return the words that have a dependent with a label, in reading order."""
        return [word for word, below in zip(self.words, self._below, strict=True) if label in below]

    def parent(self, word: Word) -> Word | None:
        """Return the head of a word, ``None`` for the root."""
        return None if word.head == ROOT else self.words[word.head]

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Yield the heads above a word, nearest first."""
        head = word.head
        while head != ROOT:
            above = self.words[head]
            yield above
            head = above.head

    def subtree(self, word: Word) -> list[Word]:
        """Return a word and everything below it, in reading order."""
        found = [word]
        for above in found:  # grows while it is walked
            found.extend(self._below[above.index].get(ANY, ()))
        return sorted(found)

    def edges(self, word: Word) -> tuple[int, int]:
        """Return the indexes of the first and the last word of a subtree."""
        return self._edges[word.index]

    def over(self, start: int, end: int) -> Sequence[Word]:
        """Return the words that share a place with a span of the document."""
        first = max(0, bisect_right(self._starts, start) - 1)
        inside = self.words[first : bisect_left(self._starts, end)]
        return inside[1:] if inside and inside[0].end <= start else inside

    def within(self, start: int, end: int) -> Sequence[Word]:
        """Return the words that begin between two offsets of the document."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def lacks(self, words: frozenset[str]) -> bool:
        """Tell whether none of some words stands in the sentence, as it is or as a lemma, whatever its case."""
        return self._said.isdisjoint(words)

    def quote(self, start: int, end: int) -> str:
        """Return the text between two offsets of the document."""
        return self.text[start - self.start : end - self.start]


class Remembering(Protocol):
    """What never changes and keeps what `remembered` functions found in it."""

    @property
    def _found(self) -> Found: ...


S = TypeVar("S", bound=Remembering)
T = TypeVar("T")


def remembered(find: Callable[[S, Word], T]) -> Callable[[S, Word], T]:
    """Keep what a function or method finds of each word of a sentence, since many claims ask for the same."""

    @wraps(find)
    def known(sentence: S, word: Word) -> T:
        found: dict[int, T] = sentence._found[find]  # noqa: SLF001 - the one way into it
        index = word.index
        if index in found:
            return found[index]
        value = found[index] = find(sentence, word)
        return value

    return known


def top(words: Sequence[Word]) -> Word | None:
    """Return the first of some words in a row that hangs on none of the others."""
    for word in words:
        if not words[0].index <= word.head <= words[-1].index:
            return word
    return None


def _dependents(words: Sequence[Word]) -> tuple[Mapping[str, list[Word]], ...]:
    """Return the dependents of each word by their labels; most words have none."""
    below: list[dict[str, list[Word]]] = [_NOBODY] * len(words)
    for word in words:
        if word.head != ROOT:
            labels = below[word.head]
            if labels is _NOBODY:
                labels = below[word.head] = {}
            rel = word.rel
            for label in (ANY, rel.partition(":")[0], rel) if ":" in rel else (ANY, rel):
                if label in labels:
                    labels[label].append(word)
                else:
                    labels[label] = [word]
    return tuple(below)


_NOBODY: dict[str, list[Word]] = {}


def _edges(heads: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the first and the last index of the subtree of each word: each tells those above it, until one knows."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    for index in range(len(heads)):
        above = heads[index]
        while above != ROOT and first[above] > index:
            first[above], above = index, heads[above]
    for index in reversed(range(len(heads))):
        above = heads[index]
        while above != ROOT and last[above] < index:
            last[above], above = index, heads[above]
    return tuple(zip(first, last, strict=True))


def _rooted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Make a root of one word of every cycle, so that each walk upwards ends."""
    heads = [word.head for word in words]
    ends, cut = {ROOT}, set()  # from where a walk upwards is known to end, and where one was made to
    for index in range(len(heads)):
        if heads[index] in ends:
            ends.add(index)
            continue
        seen: set[int] = set()
        above = index
        while above not in ends:
            if above in seen:
                heads[above] = ROOT
                cut.add(above)
                break
            seen.add(above)
            above = heads[above]
        ends |= seen
    return tuple(w._replace(head=ROOT, rel="root") if w.index in cut else w for w in words) if cut else words
