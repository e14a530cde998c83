"""The entities of a graph: one for each set of document entities that are one, with label, type, names and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .fold import tokens
from .joining import Node
from .merging import merge
from .model import Decision, Entity, EntityMention, Question, Reading, content_hash
from .names import identity, kind
from .parts import Part
from .vocabulary import bundled

_SLUG = 40
_HASH = 8

Ends = Mapping[tuple[str, str], str]
"""The id of the entity by document id and mention id."""


@dataclass(frozen=True, slots=True)
class United:
    """The entities of some readings, sorted by id, which of them each mention has, and what is not sure."""

    entities: tuple[Entity, ...]
    ends: Ends
    questions: tuple[Question, ...]
    unheeded: tuple[Decision, ...]


def unite(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> United:
    """Make one entity of all document entities that are one; those that no mention has are left out."""
    merged = merge(readings, decisions)
    ids = _ids(merged.sets)
    entities = [_entity(ids[node], parts) for node, parts in merged.sets.items()]
    ends = {
        (part.document.id, each.id): ids[node]
        for node, parts in merged.sets.items()
        for part in parts
        for each in part.mentions
    }
    return United(tuple(sorted(entities, key=lambda entity: entity.id)), ends, merged.questions, merged.unheeded)


def _names(parts: Sequence[Part]) -> tuple[str, str]:
    """Choose label and type: those of most mentions; of equals the shorter label and the finer type."""
    labels: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for part in parts:
        labels[part.entity.label] += len(part.mentions)
        types[part.entity.type] += len(part.mentions)
    label = min(labels, key=lambda each: (-labels[each], len(each), each))
    return label, min(types, key=lambda each: (-types[each], -len(bundled().ancestors(each)), each))


def _entity(id_: str, parts: Sequence[Part]) -> Entity:
    label, type_ = _names(parts)
    names = {name for part in parts for name in (part.entity.label, *part.entity.aliases)}
    mentions = {
        EntityMention(part.document.id, each.start, each.end, each.text, each.kind)
        for part in parts
        for each in part.mentions
    }
    ordered = sorted(mentions, key=lambda each: (each.document, each.start, each.end, each.kind))
    return Entity(id_, label, type_, tuple(sorted(names - {label})), tuple(ordered))


def _ids(sets: Mapping[Node, Sequence[Part]]) -> dict[Node, str]:
    """Name each entity by its label and a hash of what identifies it, as long as needed to tell all apart."""
    names = {node: _names(parts) for node, parts in sets.items()}
    stems = {node: (_slug(label), kind(type_), *identity(label, type_)) for node, (label, type_) in names.items()}
    plain = {node: _id(stem, _HASH) for node, stem in stems.items()}
    taken = Counter(plain.values())
    # Two sets can end up with one label and class; then the first place that mentions each tells them apart.
    return {
        node: found if taken[found] == 1 else _id((*stems[node], *_first_place(sets[node])), 2 * _HASH)
        for node, found in plain.items()
    }


def _first_place(parts: Sequence[Part]) -> tuple[str, str, str, str]:
    first = min(part.anchor for part in parts)
    return first.document, str(first.start), str(first.end), first.text


def _id(stem: tuple[str, ...], length: int) -> str:
    return f"{stem[0]}-{content_hash(*stem[1:], length=length)}"


def _slug(label: str) -> str:
    words = [word for word in tokens(label) if word.isalnum()]
    return "-".join(words)[:_SLUG].strip("-") or "entity"
