"""The relations of a graph as a pandas table, a row each, with the sentence that says it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import FormatError
from .graph.model import Entity, Evidence, Graph, Relation, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd  # type: ignore[import-untyped]  # its types are a package of their own

COLUMNS = {
    "subject": "string",
    "subject_type": "string",
    "predicate": "string",
    "object": "string",
    "object_type": "string",
    "status": "string",
    "confidence": "float64",
    "claims": "int64",
    "documents": "int64",
    "sentence": "string",
    "source": "string",
    "start": "int64",
    "end": "int64",
    "subject_id": "string",
    "object_id": "string",
}
Cell = str | float | int | None


def frame(graph: Graph) -> pd.DataFrame:
    """Return a row per relation.

    ``object_type`` is a class, or the datatype of a value. ``status``, ``confidence``, ``sentence`` and where that
    stands are of the best claim: an asserted one before others, then the most confident.

    Raises:
        FormatError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise FormatError("pandas", "is not installed", cure='pip install "evigraph[notebook]"') from error
    return pd.DataFrame(rows(graph), columns=list(COLUMNS)).astype(COLUMNS)


def rows(graph: Graph) -> list[tuple[Cell, ...]]:
    """Return the rows of the table, in the order of the relations.

    >>> rows(Graph())
    []
    """
    entities = {entity.id: entity for entity in graph.entities}
    sources = {document.id: document.source for document in graph.documents}
    return [_row(relation, entities, sources) for relation in graph.relations]


def _row(relation: Relation, entities: Mapping[str, Entity], sources: Mapping[str, str]) -> tuple[Cell, ...]:
    subject = entities[relation.subject]
    claim = best(relation)
    return (
        *(subject.label, subject.type, relation.predicate),
        *_object(relation.object, entities),
        *(claim.status, claim.confidence, len(relation.evidence), len({found.document for found in relation.evidence})),
        *(claim.quote, sources[claim.document], claim.start, claim.end),
        *(subject.id, relation.object if isinstance(relation.object, str) else None),
    )


def _object(found: str | Value, entities: Mapping[str, Entity]) -> tuple[str, str]:
    if isinstance(found, Value):
        return found.value, found.datatype
    return entities[found].label, entities[found].type


def best(relation: Relation) -> Evidence:
    """Return the claim that supports a relation best: asserted before others, then confident, then by id."""
    return min(relation.evidence, key=lambda claim: (claim.status != "asserted", -claim.confidence, claim.id))
