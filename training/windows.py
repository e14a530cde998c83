"""Training windows: consecutive sentences of a document as arrays."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from ..extract.surroundings import surroundings
from ..extract.wordpieces import Pieces, WordPieces
from .labels import KNOWLEDGENET, NAME_TAGS, NAME_TYPES, SORTS
from .surface import surface_candidates
from .values import Place, Sentence, TrainingDocument

if TYPE_CHECKING:
    from numpy.typing import NDArray

IGNORED = -100
LONGEST_PIECES = 510  # the encoder has 512 places
WINDOW_WORDS = (40, 90, 140, 240)  # windows are cut to one of these, so that the reader meets short and long ones
WHOLE_WORDS = 340  # a document with relations between its entities is cut only beyond this


@dataclass(frozen=True, slots=True)
class Inventory:
    """The label sets of one training run, in the order of their indexes."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    rels: tuple[str, ...]
    relations: tuple[str, ...]  # KnowledgeNet's properties, then Wikidata's

    @property
    def wikidata(self) -> tuple[str, ...]:
        """Return the relations between the entities of a whole text."""
        return self.relations[len(KNOWLEDGENET) :]

    @classmethod
    def of(cls, documents: Iterable[TrainingDocument], wikidata: Iterable[str]) -> Inventory:
        """Collect the labels that occur."""
        upos, xpos, rels = set(), set(), set()
        for document in documents:
            for sentence in document.sentences:
                upos |= set(sentence.upos or ())
                xpos |= set(sentence.xpos or ())
                rels |= set(sentence.rels or ())
        return cls(tuple(sorted(upos)), tuple(sorted(xpos)), tuple(sorted(rels)), (*KNOWLEDGENET, *sorted(wikidata)))


@dataclass(slots=True)
class PairExamples:
    """Labelled pairs of one sentence: spans, their labels and the labels that count."""

    bounds: tuple[int, int]
    fixed: list[tuple[tuple[int, int], tuple[int, int], list[int], list[int]]]  # spans, true labels, labels left out
    candidates: set[tuple[int, int]] = field(default_factory=set)
    annotated: tuple[int, ...] | None = None  # KnowledgeNet: the labels that count; none where only teachers know


@dataclass(frozen=True, slots=True)
class Related:
    """Entities of a window: their words, the words of their sentences, and every pair with its gap and relations."""

    inside: NDArray[np.bool_]  # (E, N)
    near: NDArray[np.bool_]  # (E, N)
    pairs: NDArray[np.int64]  # (K, 2)
    gaps: NDArray[np.int64]  # (K,)
    labels: NDArray[np.bool_]  # (K, relations)


@dataclass(slots=True)
class Window:
    """One window: pieces, and what is annotated, per word."""

    source: str
    pieces: Pieces
    words: list[str]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    heads: NDArray[np.int64]
    rels: NDArray[np.int64]
    sentence: NDArray[np.int64]
    starts: NDArray[np.int64]
    names: NDArray[np.bool_]  # (N, tags): the tags a word may have
    roles: NDArray[np.int64]  # (N, roles): 0 outside, 1 begin, 2 inside, IGNORED
    sorts: NDArray[np.int64]
    pairs: list[PairExamples]
    links: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = field(default_factory=list)  # spans (C, 4), right (C,)
    related: Related | None = None

    @property
    def size(self) -> int:
        """Return the number of pieces."""
        return len(self.pieces.ids)


def write(path: Path, inventory: Inventory, windows: Sequence[Window]) -> None:
    """Keep the windows in a file, so that training needs neither corpora nor spaCy."""
    with gzip.open(path, "wb") as file:
        pickle.dump((inventory, windows), file)


def read(path: Path) -> tuple[Inventory, list[Window]]:
    """Return the windows of a file."""
    with gzip.open(path, "rb") as file:
        found: tuple[Inventory, list[Window]] = pickle.load(file)  # noqa: S301  # it is one's own
    return found


def cut_windows(
    documents: Iterable[TrainingDocument], source: str, inventory: Inventory, pieces: WordPieces, random: Random
) -> list[Window]:
    """Cut documents into windows of whole sentences."""
    windows = []
    for document in documents:
        group: list[int] = []
        limit = WHOLE_WORDS if document.entities else random.choice(WINDOW_WORDS)
        for number, sentence in enumerate(document.sentences):
            size = sum(len(document.sentences[other].words) for other in group)
            if group and size + len(sentence.words) > limit:
                windows.append(_window(document, group, source, inventory, pieces))
                group = []
                limit = WHOLE_WORDS if document.entities else random.choice(WINDOW_WORDS)
            if sentence.words:
                group.append(number)
        if group:
            windows.append(_window(document, group, source, inventory, pieces))
    return [window for window in windows if window.size <= LONGEST_PIECES]


def _window(
    document: TrainingDocument, numbers: Sequence[int], source: str, inventory: Inventory, pieces: WordPieces
) -> Window:
    sentences = [document.sentences[number] for number in numbers]
    words = [word for sentence in sentences for word in sentence.words]
    spaces = [space for sentence in sentences for space in sentence.spaces]
    count = len(words)
    window = Window(
        source,
        pieces.encode(words, spaces),
        words,
        upos=np.full(count, IGNORED),
        xpos=np.full(count, IGNORED),
        heads=np.full(count, IGNORED),
        rels=np.full(count, IGNORED),
        sentence=np.zeros(count, dtype=np.int64),
        starts=np.full(count, IGNORED),
        names=np.ones((count, len(NAME_TAGS)), dtype=np.bool_),
        roles=np.full((count, 2 * len(KNOWLEDGENET)), IGNORED),
        sorts=np.full(count, IGNORED),
        pairs=[],
    )
    start, begins = 0, dict[int, int]()
    for number, sentence in zip(numbers, sentences, strict=True):
        begins[number] = start
        part = slice(start, start + len(sentence.words))
        window.sentence[part] = number
        _fill_syntax(window, sentence, part, inventory)
        _fill_names(window, sentence, start)
        _fill_roles(window, sentence, start)
        _fill_pairs(window, sentence, start, inventory)
        for index, sort in sentence.sorts.items():
            window.sorts[start + index] = SORTS.index(sort) if sort in SORTS else IGNORED
        start += len(sentence.words)
    _fill_links(window, document, begins)
    if document.entities:
        window.related = _related(window, document, begins, inventory)
    return window


def _fill_links(window: Window, document: TrainingDocument, begins: Mapping[int, int]) -> None:
    """Keep the examples whose mention stands in the window, if what it points at does as well."""
    for example in document.links:
        here = [place for place in example.candidates if place.sentence in begins]
        right = np.array([place in example.right for place in here], dtype=np.bool_)
        if example.pointing.sentence in begins and right.any():
            spans = [(*_span(example.pointing, begins), *_span(place, begins)) for place in here]
            window.links.append((np.array(spans, dtype=np.int64), right))


def _span(place: Place, begins: Mapping[int, int]) -> tuple[int, int]:
    return begins[place.sentence] + place.start, begins[place.sentence] + place.end


def _related(
    window: Window, document: TrainingDocument, begins: Mapping[int, int], inventory: Inventory
) -> Related | None:
    here = [[place for place in places if place.sentence in begins] for places in document.entities]
    rows = {entity: row for row, entity in enumerate(entity for entity, places in enumerate(here) if places)}
    if len(rows) < 2:  # noqa: PLR2004 - a pair
        return None
    inside = np.zeros((len(rows), len(window.words)), dtype=np.bool_)
    for entity, row in rows.items():
        for place in here[entity]:
            start, end = _span(place, begins)
            inside[row, start:end] = True
    pairs = list(permutations(rows, 2))
    columns = {name: number for number, name in enumerate(inventory.wikidata)}
    labels = np.zeros((len(pairs), len(columns)), dtype=np.bool_)
    for number, pair in enumerate(pairs):
        labels[number, [columns[name] for name in document.relations.get(pair, ())]] = True
    places = np.array([[rows[one], rows[two]] for one, two in pairs], dtype=np.int64)
    near, gaps = surroundings(inside, window.sentence, places)
    return Related(inside, near, places, gaps, labels)


def _fill_syntax(window: Window, sentence: Sentence, part: slice, inventory: Inventory) -> None:
    if sentence.sentence_known:
        window.starts[part] = 0
    window.starts[part.start] = 1
    if sentence.heads is None or sentence.upos is None or sentence.xpos is None or sentence.rels is None:
        return
    upos, xpos, rels = (
        {label: index for index, label in enumerate(labels)}
        for labels in (inventory.upos, inventory.xpos, inventory.rels)
    )
    window.upos[part] = [upos.get(tag, IGNORED) for tag in sentence.upos]
    window.xpos[part] = [xpos.get(tag, IGNORED) for tag in sentence.xpos]
    window.rels[part] = [rels.get(rel, IGNORED) for rel in sentence.rels]
    window.heads[part] = [head + part.start if head else 0 for head in sentence.heads]


def _fill_names(window: Window, sentence: Sentence, start: int) -> None:
    if sentence.names is None:
        return
    tags = {tag: index for index, tag in enumerate(NAME_TAGS)}
    part = slice(start, start + len(sentence.words))
    free = ["O", *(f"{prefix}-{kind}" for kind in NAME_TYPES if kind in sentence.unannotated for prefix in "BI")]
    window.names[part] = False
    window.names[part, [tags[tag] for tag in free]] = True
    for index in sentence.open_words:
        window.names[start + index] = True
    for left, right, kinds in sentence.names:
        window.names[start + left : start + right] = False
        for kind in kinds:
            window.names[start + left, tags[f"B-{kind}"]] = True
            window.names[start + left + 1 : start + right, tags[f"I-{kind}"]] = True


def _fill_roles(window: Window, sentence: Sentence, start: int) -> None:
    for name in sentence.annotated & set(KNOWLEDGENET):
        for role in range(2):
            column = 2 * KNOWLEDGENET.index(name) + role
            window.roles[start : start + len(sentence.words), column] = 0
            for property_name, *spans in sentence.facts:
                if property_name == name:
                    left, right = spans[role]
                    window.roles[start + left, column] = 1
                    window.roles[start + left + 1 : start + right, column] = 2


def _fill_pairs(window: Window, sentence: Sentence, start: int, inventory: Inventory) -> None:
    index = {name: number for number, name in enumerate(inventory.relations)}
    bounds = (start, start + len(sentence.words))

    def move(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + start, span[1] + start

    if sentence.pairs:
        rows = [
            (
                move(subject),
                move(target),
                [index[name] for name in holds if name in index],
                [index[name] for name in unknown if name in index],
            )
            for subject, target, holds, unknown in sentence.pairs
        ]
        window.pairs.append(PairExamples(bounds, rows))
    else:
        true: dict[tuple[tuple[int, int], tuple[int, int]], list[int]] = {}
        for name, subject, target in sentence.facts:
            true.setdefault((move(subject), move(target)), []).append(index[name])
        fixed: list[tuple[tuple[int, int], tuple[int, int], list[int], list[int]]] = [
            (subject, target, labels, []) for (subject, target), labels in true.items()
        ]
        candidates = {span for pair in true for span in pair} | {
            move(span) for span in surface_candidates(sentence.words)
        }
        window.pairs.append(
            PairExamples(bounds, fixed, candidates, tuple(index[name] for name in sorted(sentence.annotated)))
        )
