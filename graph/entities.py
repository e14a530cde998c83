"""The entities of a graph: one for each set of document entities that are one, with label, type, names and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .authority import Authority
from .fold import tokens
from .joining import Node
from .merging import merge
from .model import Decision, Entity, EntityMention, Link, Question, Reading, content_hash
from .names import identity, kind
from .parts import Part, anchor_of, called, names

_SLUG = 40
_HASH = 8

Ends = Mapping[str, Mapping[str, str]]
"""By document id, the id of the entity that each mention has, by mention id."""

Face = tuple[str, str]
"""The label of an entity and its class."""


@dataclass(frozen=True, slots=True)
class United:
    """Entities sorted by id, which of them each mention has, their records, and what is not sure about them."""

    entities: tuple[Entity, ...]
    ends: Ends
    links: tuple[Link, ...]
    questions: tuple[Question, ...]
    unheeded: tuple[Decision, ...]


def unite(
    readings: Sequence[Reading], decisions: Sequence[Decision] = (), authority: Authority | None = None
) -> United:
    """Make one entity of all document entities that are one; those that no mention has are left out."""
    merged = merge(readings, decisions, authority)
    faces = {node: called(parts) for node, parts in merged.sets.items()}
    ids = _ids(merged.sets, faces)
    entities = [_entity(ids[node], faces[node], parts) for node, parts in merged.sets.items()]
    ends: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for node, parts in merged.sets.items():
        id_ = ids[node]
        for part in parts:
            here = ends[part.id[0]]
            for mention in part.mentions:
                here[mention.id] = id_
    links = [Link(ids[node], each.record, each.candidates) for node, each in merged.identified.items()]
    return United(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        ends,
        tuple(sorted(links, key=lambda link: link.entity)),
        merged.questions,
        merged.unheeded,
    )


def _entity(id_: str, face: Face, parts: Sequence[Part]) -> Entity:
    # A dictionary keeps their order, which is about the one they are to be in, and sorting that takes little time.
    mentions = {
        (part.id[0], each.start, each.end, each.kind, each.text): None for part in parts for each in part.mentions
    }
    ordered = [EntityMention(home, start, end, text, said) for home, start, end, said, text in sorted(mentions)]
    return Entity(id_, *face, names(parts, face[0]), tuple(ordered))


def _ids(sets: Mapping[Node, Sequence[Part]], faces: Mapping[Node, Face]) -> dict[Node, str]:
    """Name each entity by its label and a hash of what identifies it, as long as needed to tell all apart."""
    stems = {node: (_slug(label), kind(type_), *identity(label, type_)) for node, (label, type_) in faces.items()}
    plain = {node: _id(stem, _HASH) for node, stem in stems.items()}
    taken = Counter(plain.values())
    # Two sets can end up with one label and class; then the first place that mentions each tells them apart.
    return {
        node: found if taken[found] == 1 else _id((*stems[node], *_first_place(sets[node])), 2 * _HASH)
        for node, found in plain.items()
    }


def _first_place(parts: Sequence[Part]) -> tuple[str, str, str, str]:
    first = anchor_of(parts)
    return first.document, str(first.start), str(first.end), first.text


def _id(stem: tuple[str, ...], length: int) -> str:
    return f"{stem[0]}-{content_hash(*stem[1:], length=length)}"


def _slug(label: str) -> str:
    words = [word for word in tokens(label) if word.isalnum()]
    return "-".join(words)[:_SLUG].strip("-") or "entity"
