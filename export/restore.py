"""A graph back out of the JSON that an export wrote, each value checked on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from ..errors import DocumentError, WorkspaceError
from ..graph import wire
from ..graph.checked import converted, parsed, refuse
from ..graph.model import Graph, Relation, Value

SUFFIXES = (".json", ".cyjs")


def load(path: Path) -> Graph:
    """Return the graph of a file of ours in the format json or cyjs.

    Raises:
        WorkspaceError: the file is not one of ours, or was changed; the message names the place.
    """
    try:
        content = parsed(path.read_bytes())
        cytoscape = isinstance(content, dict) and "elements" in content
        found = converted(content, _Cytoscape) if cytoscape else converted(content, wire.Graph)
        return _checked(found.read())
    except DocumentError as error:
        raise WorkspaceError(path.as_posix(), f"{error.subject}: {error.problem}", cure="export it again") from error
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise WorkspaceError(path.as_posix(), problem, cure="check the path") from error


def _checked(graph: Graph) -> Graph:
    known = {entity.id for entity in graph.entities}
    for index, relation in enumerate(graph.relations):
        for end in (relation.subject, relation.object):
            if isinstance(end, str) and end not in known:
                refuse(f"relations[{index}]", f"no entity has the id {end!r}")
    return graph


class _EntityNode(wire.Entity, tag_field="kind", tag="entity"):
    """A node that is an entity."""


class _ValueNode(Struct, tag_field="kind", tag="value"):
    """A node that is a value."""

    id: str
    value: str
    type: str
    unit: str | None


class _Node(Struct):
    data: _EntityNode | _ValueNode


class _EdgeData(Struct):
    source: str
    predicate: str
    target: str
    evidence: Annotated[tuple[wire.Evidence, ...], Meta(min_length=1)]


class _Edge(Struct):
    data: _EdgeData


class _Elements(Struct):
    nodes: tuple[_Node, ...]
    edges: tuple[_Edge, ...]


class _Data(Struct):
    documents: tuple[wire.Document, ...]


class _Cytoscape(Struct):
    """The elements of Cytoscape.js with the documents that they are of."""

    data: _Data
    elements: _Elements

    def read(self) -> Graph:
        nodes = [node.data for node in self.elements.nodes]
        values = {
            node.id: Value(node.value, node.type, unit=node.unit) for node in nodes if isinstance(node, _ValueNode)
        }
        return Graph(
            tuple([each.read() for each in self.data.documents]),
            tuple([node.read() for node in nodes if isinstance(node, _EntityNode)]),
            tuple([_relation(edge.data, values) for edge in self.elements.edges]),
        )


def _relation(edge: _EdgeData, values: dict[str, Value]) -> Relation:
    evidence = tuple([each.read() for each in edge.evidence])
    return Relation(edge.source, edge.predicate, values.get(edge.target, edge.target), evidence)
