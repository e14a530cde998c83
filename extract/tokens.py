"""What the tokens of a spaCy document are, all at once: to ask each for itself takes several times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def columns(doc: Doc, *attributes: str) -> list[list[str]]:
    """Return an attribute of every token, for each of some attributes that are strings."""
    keys = doc.to_array([*attributes]).astype("uint64").reshape(-1, len(attributes)).T.tolist()
    strings = doc.vocab.strings
    known = {key: strings[key] for key in set().union(*keys)}
    return [[known[key] for key in column] for column in keys]


def joined(doc: Doc, texts: Sequence[str]) -> str:
    """Return the text of a document, given those of its tokens."""
    spaces = doc.to_array("SPACY").tolist()
    return "".join([f"{text} " if space else text for text, space in zip(texts, spaces, strict=True)])
