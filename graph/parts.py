"""The entities of single documents as parts of those of a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .model import Anchor, Document, DocumentEntity, Mention, Reading
from .names import Words, identity, kind

Key = tuple[str, Words]
"""What equal entities share: the class that decides identity, and the words of the name."""

PartId = tuple[str, str]
"""Document id and the id of an entity in its reading."""


@dataclass(frozen=True)
class Part:
    """An entity of one document with its mentions there, of which there is at least one."""

    document: Document
    entity: DocumentEntity
    mentions: tuple[Mention, ...]

    @property
    def id(self) -> PartId:
        """Tell the part from all others of a corpus."""
        return self.document.id, self.entity.id

    @cached_property
    def key(self) -> Key:
        """What it shares with the parts that have an equal name."""
        return entity_key(self.entity)

    @cached_property
    def anchor(self) -> Anchor:
        """The place to show: the first that names it, else the first."""
        first = min(self.mentions, key=lambda each: (each.kind != "name", each.start, each.end, each.id))
        document = self.document
        return Anchor(document.id, first.start, first.end, first.text, self.entity.type, document.source)


def entity_key(entity: DocumentEntity) -> Key:
    """Return what an entity shares with every entity that has an equal name.

    >>> entity_key(DocumentEntity("e1", "Alibaba Group", "Company"))
    ('Organization', ('alibaba',))
    """
    return name_key(entity.label, entity.type)


def name_key(name: str, type_: str) -> Key:
    """Return what two names of a class share if they are equal but for form."""
    return kind(type_), identity(name, type_)


def parts(readings: Iterable[Reading]) -> Iterator[Part]:
    """Yield the entities of readings; one that no mention has is left out."""
    for reading in readings:
        mentions: dict[str | None, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            mentions[mention.entity].append(mention)
        for entity in reading.entities:
            if entity.id in mentions:
                yield Part(reading.document, entity, tuple(mentions[entity.id]))
