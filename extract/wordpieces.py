"""What the encoder sees of a word: its pieces, its shape and the space before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from ..errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

VOCABULARY = Path(__file__).parent / "weights" / "vocab.txt"
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
PIECES_PER_WORD = 8  # of a longer word (a URL, a line of dashes) the encoder sees the first and the last four pieces
MOST_KNOWN = 100_000  # words whose pieces are kept; a million documents hold many more rare ones
SHAPES = ("lower", "title", "letter", "upper", "dotted", "mixed", "digits", "number", "alphanumeric", "symbol", "other")
NO_SPACE, SPACE, BLOCK = 0, 1, 2


@lru_cache(maxsize=MOST_KNOWN)
def shape(word: str) -> int:
    """Return the index in `SHAPES` of how a word is written, which an uncased encoder cannot see.

    >>> words = ("word", "Word", "A", "US", "U.S.", "iPhone", "42", "1,000", "B2B", "--", "阿里")
    >>> [SHAPES[shape(word)] for word in words]
    ['lower', 'title', 'letter', 'upper', 'dotted', 'mixed', 'digits', 'number', 'alphanumeric', 'symbol', 'other']
    """
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if letters and digits:
        return SHAPES.index("alphanumeric")
    if digits:
        return SHAPES.index("digits" if word.isdigit() else "number")
    return SHAPES.index(_letter_shape(word, letters) if letters else "symbol")


def _letter_shape(word: str, letters: list[str]) -> str:
    upper = [letter.isupper() for letter in letters]
    if not any(upper):
        return "lower" if any(letter.islower() for letter in letters) else "other"
    if all(upper):
        return "letter" if len(letters) == 1 and len(word) == 1 else "dotted" if "." in word else "upper"
    return "title" if upper[0] and not any(upper[1:]) else "mixed"


@dataclass(frozen=True, slots=True)
class Pieces:
    """One window for the encoder: per piece ``ids``, ``shapes``, ``firsts`` and ``spaces``; per word its end pieces."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    spaces: NDArray[np.int64]
    word_first: NDArray[np.int64]
    word_last: NDArray[np.int64]


class WordPieces:
    """Cut words into the encoder's pieces (Wu et al. 2016; uncased BERT normalisation)."""

    def __init__(self, vocabulary: Path = VOCABULARY) -> None:
        """Load a vocabulary, one piece a line."""
        self._tokenizer = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token=UNKNOWN))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._unknown, self._first, self._last = (self._id(token) for token in (UNKNOWN, FIRST, LAST))
        self._known: dict[str, tuple[int, ...]] = {}

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ModelError("vocab.txt", f"the vocabulary has no {token}", cure="install evigraph again")
        return found

    def of_word(self, word: str) -> tuple[int, ...]:
        """Return the piece ids of one word, at least one and at most `PIECES_PER_WORD`."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids or [self._unknown]
            half = PIECES_PER_WORD // 2
            known = tuple(ids if len(ids) <= PIECES_PER_WORD else ids[:half] + ids[-half:])
            if len(self._known) < MOST_KNOWN:
                self._known[word] = known
        return known

    def encode(self, words: Sequence[str], spaces: Sequence[int]) -> Pieces:
        """Return the pieces of a window between its special tokens; ``spaces`` is what stands before each word."""
        pieces = [self.of_word(word) for word in words]
        symbol = SHAPES.index("symbol")
        counts = np.array([1, *map(len, pieces), 1], dtype=np.int64)
        places = np.cumsum(counts) - counts  # where each word begins, the special tokens counted as words
        ids = [self._first, *chain.from_iterable(pieces), self._last]
        firsts = np.zeros(len(ids), dtype=np.int64)
        firsts[places] = 1
        return Pieces(
            np.array(ids, dtype=np.int64),
            np.repeat(np.array([symbol, *map(shape, words), symbol], dtype=np.int64), counts),
            firsts,
            np.repeat(np.array([BLOCK, *spaces, BLOCK], dtype=np.int64), counts),
            places[1:-1],
            (places + counts - 1)[1:-1],
        )
