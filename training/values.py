"""What the corpora give: sentences and documents of plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Sentence:
    """Words of one sentence with whatever its corpus annotates; spans are half-open word offsets."""

    words: list[str]
    spaces: list[int]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None  # 1-based within the sentence, 0 for the root
    rels: list[str] | None = None
    names: list[tuple[int, int, frozenset[str]]] | None = None  # a span and the types it may have
    unannotated: frozenset[str] = frozenset()  # types a word outside `names` may still have
    open_words: frozenset[int] = frozenset()  # words of which nothing is known
    sentence_known: bool = True
    facts: list[tuple[str, tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    annotated: frozenset[str] = frozenset()
    pairs: list[tuple[tuple[int, int], tuple[int, int], frozenset[str], frozenset[str]]] = field(default_factory=list)
    sorts: dict[int, str] = field(default_factory=dict)  # of words that head a mention: what they are of


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of a document: the number of its sentence and half-open word offsets there."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LinkExample:
    """What a mention may point back at, and which of that is right; itself where it points at nothing."""

    pointing: Place
    candidates: tuple[Place, ...]
    right: frozenset[Place]


@dataclass(slots=True)
class TrainingDocument:
    """Sentences in their order; windows never cross a document."""

    id: str
    sentences: list[Sentence]
    links: list[LinkExample] = field(default_factory=list)
    entities: list[list[Place]] = field(default_factory=list)
    relations: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)  # between entities, all that hold
