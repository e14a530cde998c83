"""What claims are read from, whichever pipeline parsed the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .claims.draft import NamedSpan
from .claims.parsed import sentences
from .names import class_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .claims.tree import Sentence
    from .output import Output


@dataclass(frozen=True, slots=True)
class Parsed:
    """The sentences and the named mentions of a text, and what the network put out; a user's own pipeline has none."""

    sentences: Sequence[Sentence]
    names: tuple[NamedSpan, ...]
    output: Output | None = None

    @classmethod
    def of(cls, doc: Doc) -> Parsed:
        """Take what a spaCy pipeline found."""
        names = tuple([NamedSpan(ent.start_char, ent.end_char, class_of(ent.label_)) for ent in doc.ents])
        return cls(sentences(doc), names)
