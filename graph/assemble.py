"""Readings of many documents to one graph: entities that are one, relations with all that supports them.

A graph depends on the set of its readings and on decisions alone, so that taking a reading away gives the graph
without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .authority import Authority
from .demonyms import with_countries
from .entities import unite
from .inference import infer
from .model import Decision, Entity, Failure, Graph, Link, Reading
from .record import to_json
from .relations import relate


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
        failures=tuple(sorted(failures, key=lambda failure: (failure.source, failure.error, failure.cure))),
        dropped=dropped,
        questions=united.questions,
        unheeded=united.unheeded,
        links=united.links,
    )
    return replace(graph, derived=infer(graph)) if derive else graph


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
