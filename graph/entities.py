"""The entities of a graph: one for each set of document entities that are one, with label, type, names and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .fold import tokens
from .merging import Key, entity_key, merge
from .model import DocumentEntity, Entity, EntityMention, Mention, Reading, content_hash
from .names import identity, kind
from .vocabulary import bundled

_SLUG = 40
_HASH = 8

Ends = Mapping[tuple[str, str], str]
"""The id of the entity by document id and mention id."""


@dataclass(frozen=True, slots=True)
class United:
    """The entities of some readings, sorted by id, and which of them each mention has."""

    entities: tuple[Entity, ...]
    ends: Ends


@dataclass(frozen=True, slots=True)
class _Part:
    """An entity of one document with its mentions there."""

    document: str
    entity: DocumentEntity
    mentions: tuple[Mention, ...]


def unite(readings: Sequence[Reading]) -> United:
    """Make one entity of all document entities that are one; those that no mention has are left out."""
    clusters = merge(readings)
    sets: dict[Key, list[_Part]] = defaultdict(list)
    for part in _parts(readings):
        sets[clusters.find(entity_key(part.entity))].append(part)
    ids = _ids({key: _names(parts) for key, parts in sets.items()})
    entities = [_entity(ids[key], parts) for key, parts in sets.items()]
    ends = {
        (part.document, each.id): ids[key] for key, parts in sets.items() for part in parts for each in part.mentions
    }
    return United(tuple(sorted(entities, key=lambda entity: entity.id)), ends)


def _parts(readings: Sequence[Reading]) -> Iterator[_Part]:
    for reading in readings:
        mentions: dict[str | None, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            mentions[mention.entity].append(mention)
        for entity in reading.entities:
            if entity.id in mentions:
                yield _Part(reading.document.id, entity, tuple(mentions[entity.id]))


def _names(parts: Sequence[_Part]) -> tuple[str, str]:
    """Choose label and type: those of most mentions; of equals the shorter label and the finer type."""
    labels: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for part in parts:
        labels[part.entity.label] += len(part.mentions)
        types[part.entity.type] += len(part.mentions)
    label = min(labels, key=lambda each: (-labels[each], len(each), each))
    return label, min(types, key=lambda each: (-types[each], -len(bundled().ancestors(each)), each))


def _entity(id_: str, parts: Sequence[_Part]) -> Entity:
    label, type_ = _names(parts)
    names = {name for part in parts for name in (part.entity.label, *part.entity.aliases)}
    mentions = {
        EntityMention(part.document, each.start, each.end, each.text, each.kind)
        for part in parts
        for each in part.mentions
    }
    ordered = sorted(mentions, key=lambda each: (each.document, each.start, each.end, each.kind))
    return Entity(id_, label, type_, tuple(sorted(names - {label})), tuple(ordered))


def _ids(names: Mapping[Key, tuple[str, str]]) -> dict[Key, str]:
    """Name each entity by its label and a hash of what identifies it, as long as needed to tell all apart."""
    stems = {key: (_slug(label), kind(type_), *identity(label, type_)) for key, (label, type_) in names.items()}
    taken = Counter(_id(stem, _HASH) for stem in stems.values())
    plain = {key: _id(stem, _HASH) for key, stem in stems.items()}
    # Two sets can end up with one label and class; then what they were gathered by tells them apart.
    return {
        key: found if taken[found] == 1 else _id((*stems[key], key[0], *key[1]), 2 * _HASH)
        for key, found in plain.items()
    }


def _id(stem: tuple[str, ...], length: int) -> str:
    return f"{stem[0]}-{content_hash(*stem[1:], length=length)}"


def _slug(label: str) -> str:
    words = [word for word in tokens(label) if word.isalnum()]
    return "-".join(words)[:_SLUG].strip("-") or "entity"
