"""Quads in the shape of an export, made by counting: as many as are wanted, the same each time."""

from __future__ import annotations

from collections.abc import Iterator

from ...export.terms import DEFAULT_BASE, STANDARD_PREFIXES

_PER_CLAIM = 8.65  # quads that one claim gives here, with those of its share of entities, each once
_CLAIMS_PER_DOCUMENT = 20
_CLAIMS_PER_ENTITY = 3
_SAMPLE = 10
_PREDICATES = ("foundedIn", "acquired", "partnersWith", "locatedIn", "employer", "ownedBy")
_RDF, _RDFS, _PROV, _OA = (STANDARD_PREFIXES[name] for name in ("rdf", "rdfs", "prov", "oa"))


def quads(count: int) -> Iterator[str]:
    """Yield about so many N-Quads: entities with labels, plain triples, claims with their passages.

    >>> round(len(set(quads(10_000))), -3)
    10000
    """
    claims = round(count / _PER_CLAIM)
    entities = max(claims // _CLAIMS_PER_ENTITY, 2)
    for number in range(entities):
        yield f"{_iri('entity', number)} <{_RDF}type> <{DEFAULT_BASE}ontology#Organization> .\n"
        yield f'{_iri("entity", number)} <{_RDFS}label> "Entity {number}" .\n'
    for number in range(claims):
        yield from _claim(number, entities)


def _claim(number: int, entities: int) -> Iterator[str]:
    subject, target = _iri("entity", number % entities), _iri("entity", (number * 7919 + 1) % entities)
    predicate = f"<{DEFAULT_BASE}ontology#{_PREDICATES[number % len(_PREDICATES)]}>"
    claim, passage = _iri("claim", number), _iri("evidence", number)
    home = _iri("graph", number // _CLAIMS_PER_DOCUMENT)
    yield f"{subject} {predicate} {target} .\n"
    yield f"{claim} <{_RDF}type> <{_RDF}Statement> {home} .\n"
    yield f"{claim} <{_RDF}subject> {subject} {home} .\n"
    yield f"{claim} <{_RDF}predicate> {predicate} {home} .\n"
    yield f"{claim} <{_RDF}object> {target} {home} .\n"
    yield f"{claim} <{_PROV}wasDerivedFrom> {passage} {home} .\n"
    yield f"{passage} <{_OA}hasSource> {_iri('document', number // _CLAIMS_PER_DOCUMENT)} {home} .\n"
    yield f'{passage} <{_OA}exact> "Sentence {number} says so." {home} .\n'
    if number % _SAMPLE < 3:  # noqa: PLR2004 - three in ten
        yield f"{claim} <{DEFAULT_BASE}ontology#status> <{DEFAULT_BASE}ontology#asserted> {home} .\n"


def _iri(kind: str, number: int) -> str:
    return f"<{DEFAULT_BASE}{kind}/{number}>"
