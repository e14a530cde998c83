"""What the tokens of a spaCy document are, all at once: to ask each for itself takes several times as long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


MOST_KNOWN = 100_000  # strings that are kept, so that a word is made once and not once a document
_known: dict[int, str] = {}  # by their hashes, which spaCy has for keys and which mean the same in all vocabularies


def columns(doc: Doc, *attributes: str) -> list[list[str]]:
    """Return an attribute of every token, for each of some attributes that are strings."""
    keys = doc.to_array([*attributes]).astype("uint64").reshape(-1, len(attributes)).T.tolist()
    try:
        return [[*map(_known.__getitem__, column)] for column in keys]
    except KeyError:
        strings = doc.vocab.strings
        known = {key: strings[key] for key in set(chain.from_iterable(keys))}
        if len(_known) < MOST_KNOWN:
            _known.update(known)
        return [[*map(known.__getitem__, column)] for column in keys]


def joined(doc: Doc, texts: Sequence[str]) -> str:
    """Return the text of a document, given those of its tokens."""
    spaces = doc.to_array("SPACY").tolist()
    return "".join([f"{text} " if space else text for text, space in zip(texts, spaces, strict=True)])
