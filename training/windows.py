"""Training windows: consecutive sentences of a document as arrays, and batches of windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from ..extract.surroundings import surroundings
from ..extract.wordpieces import SHAPES, Pieces, WordPieces
from .labels import KNOWLEDGENET, NAME_TAGS, NAME_TYPES, SORTS
from .modules import HIDDEN
from .relations import surface_candidates
from .values import Place, Sentence, TrainingDocument

if TYPE_CHECKING:
    from numpy.typing import NDArray

IGNORED = -100
LONGEST_PIECES = 510  # the encoder has 512 places
WINDOW_WORDS = (40, 90, 140, 240)  # windows are cut to one of these, so that the reader meets short and long ones
WHOLE_WORDS = 340  # a document with relations between its entities is cut only beyond this
RECASED = (0.05, 0.08)  # of all windows, a share is written in capitals, and up to the second in small letters
NEGATIVES = 40  # pairs without a relation, at most, per sentence and epoch


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
    annotated: tuple[int, ...] | None = None  # KnowledgeNet: the labels that count


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
    """One window: pieces, the frozen encoder's output, and what is annotated, per word."""

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
    lower: Tensor | None = None

    @property
    def size(self) -> int:
        """Return the number of pieces."""
        return len(self.pieces.ids)


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
    elif sentence.annotated:
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


@dataclass(slots=True)
class Batch:
    """Windows side by side, padded, as tensors; spans are offsets into all words in a row."""

    windows: list[Window]
    arrays: dict[str, Tensor]
    word_mask: Tensor
    spans: Tensor
    bounds: Tensor
    pair_labels: Tensor
    pair_mask: Tensor
    links: tuple[Tensor, Tensor, Tensor]  # spans (C, 4), which mention each is a candidate of (C,), right (C,)


def batches(windows: Sequence[Window], pieces: int, random: Random | None) -> Iterator[list[Window]]:
    """Group windows of like length so that a batch holds about ``pieces``; shuffled when given a random."""
    order = sorted(range(len(windows)), key=lambda i: windows[i].size + (random.random() * 12 if random else 0))
    groups: list[list[int]] = []
    group: list[int] = []
    for index in order:
        if group and (len(group) + 1) * windows[index].size > pieces:
            groups.append(group)
            group = []
        group.append(index)
    if group:
        groups.append(group)
    if random:
        random.shuffle(groups)
    for chosen in groups:
        yield [windows[index] for index in chosen]


def padding_bias(lengths: Sequence[int], longest: int) -> Tensor:
    """Return the additive attention mask (B, 1, 1, P)."""
    places = torch.arange(longest)[None]
    return torch.where(places < torch.tensor(lengths)[:, None], 0.0, -1e4)[:, None, None]


def collate(windows: list[Window], labels: int, random: Random, blind: float = 0.0) -> Batch:
    """Pad windows into a batch and draw its pairs; a share of capitalised words is hidden but for their shapes."""
    longest, most = max(window.size for window in windows), max(len(window.words) for window in windows)
    arrays = {
        name: _pad([getattr(window.pieces, name) for window in windows], longest, 0)
        for name in ("ids", "firsts", "spaces")
    }
    arrays["shapes"] = _pad([_recase(window.pieces.shapes, random) for window in windows], longest, 0)
    arrays |= {
        name: _pad([getattr(window.pieces, f"word_{name}") for window in windows], most, 0)
        for name in ("first", "last")
    }
    arrays |= {
        name: _pad([getattr(window, name) for window in windows], most, IGNORED)
        for name in ("upos", "xpos", "heads", "rels", "starts", "sorts")
    }
    arrays["sentence"] = _pad([window.sentence for window in windows], most, -1)
    arrays["roles"] = _pad([window.roles for window in windows], most, IGNORED)
    arrays["names"] = _pad([window.names for window in windows], most, 1).bool()
    arrays["bias"] = padding_bias([window.size for window in windows], longest)
    if windows[0].lower is not None:
        lower = torch.zeros(len(windows), longest, HIDDEN)
        for row, window in enumerate(windows):
            assert window.lower is not None  # noqa: S101  # all or none are cached
            lower[row, : window.size] = window.lower.float()
            if (
                blind and (window.pairs or window.links) and window.source != "gum"
            ):  # names repeat in a small corpus, and are learned by heart unless hidden
                _hide(lower[row], window, random, blind)
        arrays["lower"] = lower
    mask = arrays["sentence"] >= 0
    return Batch(windows, arrays, mask, *draw_pairs(windows, most, labels, random), _links(windows, most))


def _recase(shapes: NDArray[np.int64], random: Random) -> NDArray[np.int64]:
    """Return how words are written; in a few windows all in capitals or all in small letters, as headlines are."""
    drawn = random.random()
    if drawn >= RECASED[1]:
        return shapes
    cased = [SHAPES.index(name) for name in ("lower", "title", "upper", "mixed")]
    other = SHAPES.index("upper" if drawn < RECASED[0] else "lower")
    return np.where(np.isin(shapes, cased), other, shapes)


def _links(windows: Sequence[Window], most: int) -> tuple[Tensor, Tensor, Tensor]:
    spans: list[NDArray[np.int64]] = []
    groups: list[NDArray[np.int64]] = []
    right: list[NDArray[np.bool_]] = []
    for row, window in enumerate(windows):
        for candidates, true in window.links:
            groups.append(np.full(len(true), len(groups)))
            spans.append(candidates + row * most)
            right.append(true)
    if not spans:
        return torch.zeros(0, 4).long(), torch.zeros(0).long(), torch.zeros(0).bool()
    return tuple(torch.from_numpy(np.concatenate(rows)) for rows in (spans, groups, right))  # type: ignore[return-value]  # three of them


def each_once(spans: Tensor) -> tuple[Tensor, Tensor]:
    """Return the ends of pairs (K, 4) once each (E, 2), and the pairs as rows of those (K, 2).

    >>> each_once(torch.tensor([[0, 2, 4, 5], [4, 5, 0, 2]]))[1].tolist()
    [[0, 1], [1, 0]]
    """
    ends, rows = torch.unique(spans.view(-1, 2), dim=0, return_inverse=True)
    return ends, rows.view(-1, 2)


def _hide(lower: Tensor, window: Window, random: Random, share: float) -> None:
    for word, first, last in zip(window.words, window.pieces.word_first, window.pieces.word_last, strict=True):
        if word[0].isupper() and random.random() < share:
            lower[first : last + 1] = 0


def _pad(rows: Sequence[NDArray[np.generic]], longest: int, value: int) -> Tensor:
    out = np.full((len(rows), longest, *rows[0].shape[1:]), value, dtype=np.int64)
    for index, row in enumerate(rows):
        out[index, : len(row)] = row
    return torch.from_numpy(out)


def draw_pairs(windows: list[Window], most: int, labels: int, random: Random) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Draw the labelled pairs of a batch: all with a relation, and up to `NEGATIVES` without, per sentence."""
    spans, bounds, truth, masks = [], [], [], []
    for row, window in enumerate(windows):
        offset = row * most
        for examples in window.pairs:
            for subject, target, true, counted in _draw(examples, labels, random):
                spans.append([offset + place for place in (*subject, *target)])
                bounds.append([offset + place for place in examples.bounds])
                truth.append(true)
                masks.append(counted)
    if not spans:
        return torch.zeros(0, 4).long(), torch.zeros(0, 2).long(), torch.zeros(0, labels), torch.zeros(0, labels)
    return (
        torch.tensor(spans),
        torch.tensor(bounds),
        torch.from_numpy(np.stack(truth)),
        torch.from_numpy(np.stack(masks)),
    )


def _draw(
    examples: PairExamples, labels: int, random: Random
) -> Iterator[tuple[tuple[int, int], tuple[int, int], NDArray[np.float32], NDArray[np.float32]]]:
    if examples.annotated is None:
        said = [row for row in examples.fixed if row[2]]
        silent = [row for row in examples.fixed if not row[2]]
        for subject, target, true, unknown in said + random.sample(silent, min(NEGATIVES // 2, len(silent))):
            yield subject, target, _hot(true, labels), 1 - _hot(unknown, labels)
        return
    counted = _hot(examples.annotated, labels)
    known = {(subject, target): true for subject, target, true, _ in examples.fixed}
    for (subject, target), true in known.items():
        yield subject, target, _hot(true, labels), counted
    others = [
        pair
        for pair in permutations(sorted(examples.candidates), 2)
        if pair not in known
        and not _touch(*pair)
        and not any(_touch(pair[0], s) and _touch(pair[1], t) for s, t in known)
    ]
    for subject, target in random.sample(others, min(NEGATIVES, len(others))):
        yield subject, target, _hot((), labels), counted


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hot(indexes: Iterable[int], size: int) -> NDArray[np.float32]:
    out = np.zeros(size, dtype=np.float32)
    out[list(indexes)] = 1
    return out
