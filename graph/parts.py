"""The entities of single documents as parts of those of a graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from ..frozen import frozen
from .fold import tokens
from .model import Anchor, Document, DocumentEntity, Mention, Reading
from .names import Words, abbreviates, identity, kind
from .nominals import common
from .vocabulary import bundled

Key = tuple[str, Words]
"""What equal entities share: the class that decides identity, and the words of the name."""

PartId = tuple[str, str]
"""Document id and the id of an entity in its reading."""


@frozen
class Part:
    """An entity of one document with its mentions there, of which there is at least one.

    ``id`` tells it from all others of a corpus, ``key`` is what it shares with the parts that have an equal name.
    """

    id: PartId
    key: Key
    document: Document
    entity: DocumentEntity
    mentions: tuple[Mention, ...]

    @property
    def other_keys(self) -> frozenset[Key]:
        """What it shares with the parts that have one of its other names."""
        if not self.entity.aliases:
            return frozenset()
        names = (self.entity.label, *self.entity.aliases)
        return frozenset(name_key(name, self.entity.type) for name in names) - {self.key}

    @property
    def anchor(self) -> Anchor:
        """The place to show: the first that names it, else the first."""
        first = min(self.mentions, key=lambda each: (each.kind != "name", each.start, each.end, each.id))
        document = self.document
        return Anchor(document.id, first.start, first.end, first.text, self.entity.type, document.source)


def entity_key(entity: DocumentEntity) -> Key:
    """Return what an entity shares with every entity that has an equal name.

    An acronym that the document spells out goes by the long name, since many things can have it, and so does the last
    word of the name of a team.

    >>> entity_key(DocumentEntity("e1", "Alibaba Group", "Company"))
    ('Organization', ('alibaba',))
    >>> entity_key(DocumentEntity("e1", "AMA", "Organization", ("American Medical Association",)))
    ('Organization', ('american', 'medical', 'association'))
    """
    if not entity.aliases:
        return name_key(entity.label, entity.type)
    spelled_out = (alias for alias in entity.aliases if _fuller(alias, entity))
    return name_key(max(spelled_out, key=lambda name: (len(name), name), default=entity.label), entity.type)


def _fuller(alias: str, entity: DocumentEntity) -> bool:
    """Tell whether an alias is the long form of a label that many things could have: AMA, or United of Manchester."""
    label, words = tokens(entity.label), tokens(alias)
    team = kind(entity.type) == "Organization" and len(label) == 1 < len(words) and words[-1:] == label
    return (team and not common(label[0])) or abbreviates(entity.label, words)


@lru_cache(maxsize=65_536)
def name_key(name: str, type_: str) -> Key:
    """Return what two names of a class share if they are equal but for form.

    The region behind the name of a place tells which of that name it is, but is no part of it.

    >>> name_key("Springfield, Illinois", "City")
    ('Place', ('springfield',))
    """
    class_ = kind(type_)
    return class_, identity(name.partition(", ")[0] if class_ == "Place" else name, type_)


def anchor_of(members: Iterable[Part]) -> Anchor:
    """Return the first place of all at which parts are mentioned."""
    return min(part.anchor for part in members)


def called(members: Sequence[Part]) -> tuple[str, str]:
    """Choose label and class of a thing: those of most mentions; of equals the shorter label and the finer class."""
    labels = _counted(members, attrgetter("entity.label"))
    types = _counted(members, attrgetter("entity.type"))
    label = _best(labels, lambda each: (-labels[each], len(each), each))
    return label, _best(types, lambda each: (-types[each], -len(bundled().ancestors(each)), each))


def _counted(members: Sequence[Part], what: Callable[[Part], str]) -> Mapping[str, int]:
    """Count the mentions of parts by something; what all have in common need not be counted."""
    found = set(map(what, members))
    if len(found) == 1:
        return dict.fromkeys(found, 1)
    counts: Counter[str] = Counter()
    for part in members:
        counts[what(part)] += len(part.mentions)
    return counts


def _best(found: Mapping[str, int], rank: Callable[[str], tuple[int, int, str]]) -> str:
    return min(found, key=rank) if len(found) > 1 else next(iter(found))


def names(members: Sequence[Part], label: str) -> tuple[str, ...]:
    """Return the names of a thing beside its label, in alphabetical order."""
    found = set(map(attrgetter("entity.label"), members))
    found.update(*[part.entity.aliases for part in members if part.entity.aliases])
    return tuple(sorted(found - {label}))


def parts(readings: Iterable[Reading]) -> Iterator[Part]:
    """Yield the entities of readings; one that no mention has is left out."""
    for reading in readings:
        document, home = reading.document, reading.document.id
        mentions: dict[str | None, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            mentions[mention.entity].append(mention)
        for entity in reading.entities:
            if entity.id in mentions:
                yield Part((home, entity.id), entity_key(entity), document, entity, tuple(mentions[entity.id]))
