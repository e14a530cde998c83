"""Readings of many documents to one graph: entities that are one, relations with all that supports them.

A graph depends on the set of its readings and on decisions alone, so that taking a reading away gives the graph
without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from sys import intern

from .authority import Authority
from .demonyms import with_countries
from .entities import Ends, unite
from .inference import infer
from .kept import Documents, Readings, Relations
from .model import (
    Decision,
    DocumentEntity,
    Dropped,
    Entity,
    Failure,
    Graph,
    Link,
    Mention,
    Reading,
    Relation,
)
from .record import to_json
from .relations import relate
from .workspace import Workspace


def assemble(
    readings: Iterable[Reading],
    *,
    decisions: Sequence[Decision] = (),
    failures: Iterable[Failure] = (),
    authority: Authority | None = None,
    derive: bool = False,
) -> Graph:
    """Make the graph of some readings.

    Of several readings of the same text the one whose source comes first stays. A claim with an end that is no entity,
    or with both ends in one, is in ``dropped``.

    Arguments:
        readings: in any order.
        decisions: what a person said of who is who, in the order it was said.
        failures: files that could not be read, to be kept with the graph.
        authority: records to link entities to; those of one record are one entity, unless something forbids it.
        derive: also what follows by the vocabulary, as a layer of its own.

    >>> from .model import Claim, Document, DocumentEntity, Mention
    >>> document = Document.of("Alibaba is based in Hangzhou.", source="a.txt")
    >>> mentions = (
    ...     Mention("m1", 0, 7, "Alibaba", "Organization", "name", "e1"),
    ...     Mention("m2", 20, 28, "Hangzhou", "Place", "name", "e2"),
    ... )
    >>> entities = DocumentEntity("e1", "Alibaba", "Organization"), DocumentEntity("e2", "Hangzhou", "Place")
    >>> graph = assemble([Reading(document, mentions, entities, (Claim("m1", "headquarteredIn", "m2", 0, 29),))])
    >>> graph.relations[0].subject, graph.relations[0].evidence[0].quote
    ('alibaba-ed170af1', 'Alibaba is based in Hangzhou.')
    """
    kept = _one_per_document(readings)
    said = [with_countries(reading) for reading in kept]
    united = unite(said, decisions, authority)
    relations, dropped = relate(said, united.ends)
    graph = Graph(
        documents=tuple(reading.document for reading in kept),
        entities=_linked(united.entities, united.links),
        relations=relations,
        readings=kept,
        failures=_sorted(failures),
        dropped=dropped,
        questions=united.questions,
        unheeded=united.unheeded,
        links=united.links,
    )
    return replace(graph, derived=infer(graph)) if derive else graph


def assemble_kept(
    workspace: Workspace, *, failures: Iterable[Failure] = (), decisions: Sequence[Decision] = (), derive: bool = False
) -> Graph:
    """Make the graph of a workspace as `assemble` does, with documents, readings and relations left on disk.

    Entities and their mentions are in memory. The workspace has to stay open as long as the graph is used.

    Arguments:
        workspace: what was read.
        failures: files that could not be read, to be kept with the graph.
        decisions: what a person said of who is who, in the order it was said.
        derive: also what follows by the vocabulary, as a layer of its own.
    """
    readings = Readings(workspace)
    united = unite(_bare(readings), decisions, workspace.authority)
    dropped: list[Dropped] = []
    relations = Relations(_told(readings, united.ends, dropped))
    graph = Graph(
        documents=Documents(workspace),
        entities=_linked(united.entities, united.links),
        relations=relations,
        readings=readings,
        failures=_sorted(failures),
        dropped=tuple(dropped),
        questions=united.questions,
        unheeded=united.unheeded,
        links=united.links,
    )
    return replace(graph, derived=infer(graph)) if derive else graph


def _told(readings: Iterable[Reading], ends: Ends, dropped: list[Dropped]) -> Iterator[tuple[str, Sequence[Relation]]]:
    """Yield the relations of one document after the other; a claim says nothing about those of other documents."""
    for reading in readings:
        relations, left_out = relate((with_countries(reading),), ends)
        dropped.extend(left_out)
        yield reading.document.id, relations


def _bare(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return what tells who is who, with one copy in memory of each string that many readings have."""
    return tuple(
        Reading(
            reading.document,
            tuple(map(_mention, reading.mentions)),
            tuple(map(_entity, reading.entities)),
        )
        for reading in map(with_countries, readings)
    )


def _mention(found: Mention) -> Mention:
    home = None if found.entity is None else intern(found.entity)
    return Mention(intern(found.id), found.start, found.end, intern(found.text), intern(found.type), found.kind, home)


def _entity(found: DocumentEntity) -> DocumentEntity:
    return DocumentEntity(intern(found.id), intern(found.label), intern(found.type), found.aliases)


def _sorted(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda failure: (failure.source, failure.error, failure.cure)))


def _linked(entities: tuple[Entity, ...], links: Iterable[Link]) -> tuple[Entity, ...]:
    iris = {link.entity: link.iri for link in links if link.iri is not None}
    return tuple(replace(each, same_as=(iris[each.id],)) if each.id in iris else each for each in entities)


def _one_per_document(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    kept: dict[str, Reading] = {}
    for reading in readings:
        other = kept.get(reading.document.id)
        if other is None or _rank(reading) < _rank(other):
            kept[reading.document.id] = reading
    return tuple(kept[id_] for id_ in sorted(kept))


def _rank(reading: Reading) -> tuple[str, str]:
    return reading.document.source, to_json(reading)
