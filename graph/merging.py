"""Which entities of several documents are one: equal names, and other names that only one entity claims.

What a document tells apart stays apart: two of its entities are never joined by another name. The result depends on
the set of readings alone, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .clusters import Clusters
from .fold import distinguishing
from .model import DocumentEntity, Reading
from .names import Words, identity, kind

Key = tuple[str, Words]
"""What equal entities share: the class that decides identity, and the words of the name."""


def entity_key(entity: DocumentEntity) -> Key:
    """Return what an entity shares with every entity that has an equal name.

    >>> entity_key(DocumentEntity("e1", "Alibaba Group", "Company"))
    ('Organization', ('alibaba',))
    """
    return _key(entity.label, entity.type)


def _key(name: str, type_: str) -> Key:
    return kind(type_), identity(name, type_)


def merge(readings: Sequence[Reading]) -> Clusters[Key]:
    """Return the sets of keys that are one entity."""
    documents = _documents(readings)
    clusters = Clusters(documents)
    for key, other in sorted(_unambiguous(readings)):
        if key in documents and other in documents:
            _join_if_apart(clusters, documents, key, other)
    return clusters


def _join_if_apart(clusters: Clusters[Key], documents: dict[Key, set[str]], key: Key, other: Key) -> None:
    """Join two sets that no document has both of; the set that stands for both keeps the documents of both."""
    one, two = clusters.find(key), clusters.find(other)
    if one != two and documents[one].isdisjoint(documents[two]):
        clusters.join(one, two)
        documents[clusters.find(one)] = documents[one] | documents[two]


def _documents(readings: Iterable[Reading]) -> dict[Key, set[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for reading in readings:
        for entity in reading.entities:
            found[entity_key(entity)].add(reading.document.id)
    return dict(found)


def _unambiguous(readings: Iterable[Reading]) -> Iterator[tuple[Key, Key]]:
    """Yield each other name with the one entity that claims it."""
    claimants: dict[Key, set[Key]] = defaultdict(set)
    for reading in readings:
        for entity in reading.entities:
            for name in _other_names(entity):
                claimants[name].add(entity_key(entity))
    for name, keys in claimants.items():
        if len(keys) == 1:
            yield name, min(keys)


def _other_names(entity: DocumentEntity) -> Iterator[Key]:
    """Yield the keys of the aliases that can stand for an entity in another document.

    One word is not enough for a person: the Smith of another text is another Smith.
    """
    label = entity_key(entity)
    for name in (_key(alias, entity.type) for alias in entity.aliases):
        told_apart = distinguishing(name[1]) != distinguishing(label[1])
        if name != label and not told_apart and (name[0] != "Person" or len(name[1]) > 1):
            yield name
