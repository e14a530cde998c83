"""The graph as NetworkX has it, for its algorithms."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from .model import Entity, Graph, Relation, Status, Value

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]  # it comes without types

_ASSERTED: tuple[Status, ...] = ("asserted",)


def network(graph: Graph, *, statuses: Collection[Status] = _ASSERTED, values: bool = False) -> nx.MultiDiGraph:
    """Return a new directed multigraph: entity ids as nodes, a relation as an edge keyed by its predicate.

    A node has ``label``, ``type``, ``aliases`` and ``mentions`` (how many). An edge has ``claims`` (how many),
    ``confidence`` (that of the surest), ``status`` (that of the surest) and ``quotes``, all of claims with one of the
    statuses.

    Arguments:
        graph: the graph to convert.
        statuses: the claims to count; a relation without any is no edge.
        values: whether literals are nodes as well, with their text as ``label`` and their datatype as ``type``.

    >>> network(Graph(entities=(Entity("alibaba-1", "Alibaba", "Organization"),))).nodes["alibaba-1"]["label"]
    'Alibaba'
    """
    import networkx as nx

    found: nx.MultiDiGraph = nx.MultiDiGraph()
    for entity in graph.entities:
        found.add_node(entity.id, **_node(entity))
    for relation in graph.relations:
        if values or not isinstance(relation.object, Value):
            _connect(found, relation, statuses)
    return found


def _node(entity: Entity) -> dict[str, object]:
    return {
        "label": entity.label,
        "type": entity.type,
        "aliases": entity.aliases,
        "mentions": len(entity.mentions),
    }


def _connect(found: nx.MultiDiGraph, relation: Relation, statuses: Collection[Status]) -> None:
    claims = [claim for claim in relation.evidence if claim.status in statuses]
    if not claims:
        return
    target = relation.object
    if isinstance(target, Value):
        found.add_node(literal_id(target), label=_text(target), type=target.datatype, aliases=(), mentions=0)
        target = literal_id(target)
    surest = max(claims, key=lambda claim: claim.confidence)
    found.add_edge(
        relation.subject,
        target,
        key=relation.predicate,
        claims=len(claims),
        confidence=surest.confidence,
        status=surest.status,
        quotes=tuple(dict.fromkeys(claim.quote for claim in claims)),
    )


def _text(value: Value) -> str:
    return value.value if value.unit is None else f"{value.value} {value.unit}"


def literal_id(value: Value) -> str:
    """Name the node of a literal as Turtle writes it, which no entity id can be.

    >>> literal_id(Value("1999", "xsd:gYear")), literal_id(Value("5", "xsd:integer", unit="USD"))
    ('"1999"^^xsd:gYear', '"5 USD"^^xsd:integer')
    """
    return f'"{_text(value)}"^^{value.datatype}'
