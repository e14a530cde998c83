"""The bundled network at work: windows of words in, the outputs of every head out, one core, no thread of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it comes without types

from ..errors import ModelError
from .calibration import Calibration
from .wordpieces import BLOCK, WordPieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"
WINDOW_WORDS = 140  # trees are better than in the longest windows it was trained on (LAS on GUM dev .880 to .864)
LONGEST_WORDS = 240  # a sentence is read whole up to here, which leaves room in the encoder's 512 pieces
LONGEST_PIECES = 510
CONTEXT_WORDS = 30  # a longer sentence is cut among so many words before the end of its window, which holds more
PAIRS_AT_ONCE = 512
AFTER_STOP = -2.0  # where a full stop and a blank stand before it, a word need not look more like a start than this
_FINAL = frozenset(".!?…。！？")
_CLOSING = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the indexes of the outputs mean."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    rels: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    sorts: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def wikidata(self) -> tuple[str, ...]:
        """Return the relations that may hold between entities of a whole text."""
        return self.relations[len(self.roles) :]


@dataclass(frozen=True, slots=True)
class WindowOutput:
    """The outputs for the words ``start`` to ``end`` (N of them).

    ``upos``, ``xpos``, ``sorts`` and ``starts`` are decided; ``arcs`` (N, N + 1) are scores of heads, 0 the root;
    ``names`` (N, T) are scores of tags; ``roles`` (N, R) are 0 outside of a role, 1 where its span begins, 2 inside;
    ``states`` (N, 384) are what the heads of spans read.
    """

    start: int
    end: int
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    starts: NDArray[np.bool_]
    arcs: NDArray[np.float32]
    dependent: NDArray[np.float32]
    governor: NDArray[np.float32]
    names: NDArray[np.float32]
    roles: NDArray[np.int8]
    sorts: NDArray[np.int64]
    states: NDArray[np.float32]

    def sentences(self) -> list[tuple[int, int]]:
        """Return from which word to which each sentence reaches, counted from ``start``."""
        places = [0, *(np.flatnonzero(self.starts[1:]) + 1).tolist(), self.end - self.start]
        return list(pairwise(places))

    def cut(self, start: int, end: int) -> WindowOutput:
        """Return the part of the words ``start`` to ``end``, counted like ``self.start``; heads outside it are lost."""
        left, right = start - self.start, end - self.start
        heads = [0, *range(left + 1, right + 1)]
        part = slice(left, right)
        return WindowOutput(
            start,
            end,
            self.upos[part],
            self.xpos[part],
            self.starts[part],
            self.arcs[part][:, heads],
            self.dependent[part],
            self.governor[heads],
            self.names[part],
            self.roles[part],
            self.sorts[part],
            self.states[part],
        )


@dataclass(slots=True)
class Encoder:
    """The five graphs of the weights folder, checked against their checksums when first used."""

    weights: Path = WEIGHTS
    _sessions: dict[str, onnxruntime.InferenceSession] = field(default_factory=dict, repr=False)
    pieces: WordPieces = field(init=False, repr=False)
    labels: Labels = field(init=False, repr=False)
    calibration: Calibration = field(init=False, repr=False)
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        """Check the weights, and load what is small."""
        self.fingerprint = _check(self.weights)
        self.pieces = WordPieces(self.weights / "vocab.txt")
        given = json.loads((self.weights / "labels.json").read_text(encoding="utf-8"))
        self.calibration = Calibration.read(self.weights / "calibration.json")
        self.labels = Labels(**{name: tuple(labels) for name, labels in given.items()})

    def _run(self, graph: str, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        session = self._sessions.get(graph)
        if session is None:
            session = self._sessions[graph] = _session(self.weights / f"{graph}.onnx")
        outputs: list[NDArray[Any]] = session.run(None, inputs)
        return outputs

    def read(self, words: Sequence[str], spaces: Sequence[int]) -> Iterator[WindowOutput]:
        """Read a text window by window; every word comes in exactly one output, whole sentences together.

        A window ends where a block or a sentence surely ends. Where it had to be cut elsewhere, its last sentence is
        read again at the head of the next; of a sentence longer than `LONGEST_WORDS`, its last clause.
        """
        place, size = 0, WINDOW_WORDS
        while place < len(words):
            end, sure = self._window(words, spaces, place, size)
            output = self.read_window(words[place:end], spaces[place:end], place)
            last = end if sure else int(np.flatnonzero(output.starts)[-1]) + place
            if last > place:
                yield output.cut(place, last) if last < end else output
                place, size = last, WINDOW_WORDS
            elif end - place < size or size >= LONGEST_WORDS:
                last = self._seam(words, spaces, end)
                yield output.cut(place, last)
                place, size = last, WINDOW_WORDS
            else:
                size = LONGEST_WORDS

    def _window(self, words: Sequence[str], spaces: Sequence[int], start: int, size: int) -> tuple[int, bool]:
        """Return where a window from ``start`` ends, and whether a sentence surely ends there."""
        pieces, end = 2, start
        while end < len(words) and end - start < size:
            pieces += len(self.pieces.of_word(words[end]))
            if pieces > LONGEST_PIECES:
                break
            end += 1
        if end == len(words):
            return end, True
        last = next((place for place in range(end, start, -1) if surely_ends(words, spaces, place)), None)
        return (end, False) if last is None else (last, True)

    def read_window(self, words: Sequence[str], spaces: Sequence[int], start: int = 0) -> WindowOutput:
        """Read the words of one window, which must fit into `LONGEST_PIECES`; ``start`` is the place of the first."""
        window = self.pieces.encode(words, spaces)
        inputs = {
            "ids": window.ids,
            "shapes": window.shapes,
            "firsts": window.firsts,
            "spaces": window.spaces,
            "first": window.word_first,
            "last": window.word_last,
        }
        found = self._run("tokens", {name: array[None] for name, array in inputs.items()})
        upos, xpos, starts, arcs, dependent, governor, names, roles, sorts, states = (array[0] for array in found)
        begins = starts > 0
        for place in np.flatnonzero((starts <= 0) & (starts > AFTER_STOP)).tolist():
            begins[place] = place > 0 and surely_ends(words, spaces, place)
        begins[0] = True
        begins |= np.asarray(spaces) == BLOCK
        return WindowOutput(
            start,
            start + len(words),
            upos.argmax(-1),
            xpos.argmax(-1),
            begins,
            arcs,
            dependent,
            governor,
            names,
            _likeliest_of_three(roles),
            sorts.argmax(-1),
            states,
        )

    def _seam(self, words: Sequence[str], spaces: Sequence[int], end: int) -> int:
        """Return where to cut a sentence too long for one window: shortly before its end, between two clauses.

        The words around the end are read by themselves for it: trees of endless sentences are poor.
        """
        start, stop = end - CONTEXT_WORDS, end + CONTEXT_WORDS
        near = self.read_window(words[start:stop], spaces[start:stop], start)
        return start + fewest_crossing(near.arcs, range(1, CONTEXT_WORDS + 1))

    def arc_labels(self, dependent: NDArray[np.float32], governor: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the label indexes of arcs, given the projections of their two ends, row by row."""
        found: NDArray[np.int64] = self._run("labels", {"dependent": dependent, "governor": governor})[0].argmax(-1)
        return found

    def pair_logits(
        self,
        states: NDArray[np.float32],
        spans: NDArray[np.int64],
        pairs: NDArray[np.int64],
        bounds: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the logits (K, relations) that relations hold between two spans of a sentence each.

        Arguments:
            states: (W, 384), of the words of a window.
            spans: (S, 2), half-open offsets into ``states``.
            pairs: (K, 2), rows of ``spans``, subject and object.
            bounds: (K, 2), half-open offsets of the sentence into ``states``.
        """
        found = [np.zeros((0, len(self.labels.relations)), dtype=np.float32)]
        for part, ends, rows in _batches(spans, pairs):
            found += self._run("pairs", {"words": states, "ends": ends, "pairs": rows, "bounds": bounds[part]})
        return np.concatenate(found)

    def link_scores(
        self, states: NDArray[np.float32], spans: NDArray[np.int64], pairs: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return how well (K,) mentions point back at others; arguments as of `pair_logits`, but of a whole text."""
        found = [np.zeros(0, dtype=np.float32)]
        for _, ends, rows in _batches(spans, pairs):
            low, high = int(ends[:, 0].min()), int(ends[:, 1].max())
            found += self._run("links", {"words": states[low:high], "ends": ends - low, "pairs": rows})
        return np.concatenate(found)

    def document_logits(
        self,
        states: NDArray[np.float32],
        inside: NDArray[np.bool_],
        near: NDArray[np.bool_],
        pairs: NDArray[np.int64],
        gaps: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the logits (K, `Labels.wikidata`) that relations hold between two entities each.

        Arguments:
            states: (W, 384), of the words of a text.
            inside: (E, W), which words are mentions of an entity.
            near: (E, W), which words stand in a sentence with one.
            pairs: (K, 2), rows of ``inside``, subject and object.
            gaps: (K,), the sentences between the two, as `surroundings` counts them.
        """
        found = [np.zeros((0, len(self.labels.wikidata)), dtype=np.float32)]
        for start in range(0, len(pairs), PAIRS_AT_ONCE):
            part = slice(start, start + PAIRS_AT_ONCE)
            inputs: dict[str, NDArray[Any]] = {
                "words": states,
                "inside": inside.astype(np.float32),
                "near": near.astype(np.float32),
                "pairs": pairs[part],
                "gaps": gaps[part],
            }
            found += self._run("documents", inputs)
        return np.concatenate(found)


def fewest_crossing(arcs: NDArray[np.float32], places: Sequence[int]) -> int:
    """Return the last of those places before a word that the fewest arcs cross.

    >>> fewest_crossing(np.array([[0, 0, 9, 0], [9, 0, 0, 0], [9, 0, 0, 0]], dtype=np.float32), [1, 2])
    2

    Arguments:
        arcs: (N, N + 1) scores of heads, 0 the root.
        places: indexes of words.
    """
    words, heads = np.arange(len(arcs)), arcs.argmax(axis=1) - 1
    left, right = np.minimum(words, heads), np.maximum(words, heads)
    cuts = np.asarray(places)[:, None]
    crossing = ((heads >= 0) & (left < cuts) & (cuts <= right)).sum(axis=1)
    return int(places[np.flatnonzero(crossing == crossing.min())[-1]])


def surely_ends(words: Sequence[str], spaces: Sequence[int], end: int) -> bool:
    """Tell whether a sentence ends before the word ``end``, by a block or by a full stop that stands alone.

    >>> surely_ends(["It", "ended", ".", "Then"], [2, 1, 0, 1], 3), surely_ends(["Mr.", "Ma"], [2, 1], 1)
    (True, False)
    """
    if spaces[end] == BLOCK:
        return True
    last = end - 1
    while last > 0 and words[last] in _CLOSING:
        last -= 1
    return bool(spaces[end]) and words[last] in _FINAL and not words[end][0].islower()


def _batches(
    spans: NDArray[np.int64], pairs: NDArray[np.int64]
) -> Iterator[tuple[slice, NDArray[np.int64], NDArray[np.int64]]]:
    """Yield which pairs are next, some at a time, as rows of those spans that are in one of them."""
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        rows = pairs[part]
        used = np.bincount(rows.ravel(), minlength=len(spans)).nonzero()[0]
        yield (part, spans, rows) if len(used) == len(spans) else (part, spans[used], used.searchsorted(rows))


def _likeliest_of_three(logits: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the index of the largest over a last axis of three, written out: numpy is slow over so few at a time."""
    first, second, third = np.ascontiguousarray(logits.transpose(2, 0, 1))
    found: NDArray[np.int8] = (second > first).astype(np.int8)
    found[third > np.maximum(first, second)] = 2
    return found


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers share the cores; and one order of sums
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _check(weights: Path) -> str:
    """Compare the files with their checksums and return a fingerprint of all of them."""
    sums = weights / "SHA256SUMS"
    cure = "install evigraph again"
    if not sums.is_file():
        raise ModelError(str(weights), "the weights are missing", cure=cure)
    text = sums.read_text(encoding="utf-8")
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        path = weights / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ModelError(str(path), "is missing or not what was shipped", cure=cure)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
