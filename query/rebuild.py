"""A graph back out of its RDF: what an export states, read from a store into the values it was made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast
from urllib.parse import unquote

import pyoxigraph as ox

from ..errors import WorkspaceError
from ..export.terms import STANDARD_PREFIXES, Names, standard
from ..graph.model import (
    KINDS,
    OPEN,
    Document,
    Entity,
    EntityMention,
    Evidence,
    Graph,
    Relation,
    Status,
    Time,
    Value,
)
from .store import base

_SPAN = re.compile(r"(.+)#char=(\d+),(\d+)")
_XSD = STANDARD_PREFIXES["xsd"]
_WORK = "schema:CreativeWork"

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def rebuild(store: ox.Store) -> Graph:
    """Return the graph that a store was loaded with: documents, entities, relations and their evidence.

    What a build knows beside its graph (readings, failures, what was left out) is in no export, and values are in
    canonical form.

    Arguments:
        store: what `evigraph.query.store.load` gave for an export of ours in any syntax.

    Raises:
        WorkspaceError: the store holds claims without their parts.

    >>> from .store import load
    >>> hangzhou = Entity("hangzhou-1", "Hangzhou", "Place")
    >>> rebuild(load(Graph(entities=(hangzhou,)))).entities == (hangzhou,)
    True
    """
    return Rebuilder(store).graph()


class Rebuilder:
    """Reads the values of a graph from the nodes of a store, all of them or some.

    ``texts`` tells whether documents come with their texts; without them they and the mentions in them are empty.
    """

    def __init__(self, store: ox.Store, *, texts: bool = True) -> None:
        """Take the store and what of it to read."""
        self._store, self._with_texts = store, texts
        self._names = Names(base(store))
        self._documents: dict[str, Document] = {}

    def graph(self) -> Graph:
        """Return all there is."""
        documents = [self.document(self._id(node, self._names.document(""))) for node in self._typed(_WORK)]
        entities = (self.entity(node) for node in self._under(self._names.entity("")))
        return Graph(
            tuple(sorted(documents, key=lambda found: found.id)),
            tuple(sorted(entities, key=lambda found: found.id)),
            tuple(self.relations(self._typed("rdf:Statement"))),
        )

    def document(self, identifier: str) -> Document:
        """Return a document by its id."""
        if identifier not in self._documents:
            self._documents[identifier] = self._document(ox.NamedNode(self._names.document(identifier)))
        return self._documents[identifier]

    def _document(self, node: ox.NamedNode) -> Document:
        title = self._texts(node, "rdfs:label")
        date, language = self._texts(node, "schema:datePublished"), self._texts(node, "schema:inLanguage")
        return Document(
            self._id(node, self._names.document("")),
            self._one(node, "schema:text") if self._with_texts else "",
            self._one(node, "dcterms:source"),
            *(next(iter(found), None) for found in (title, date, language)),
        )

    def entity(self, node: ox.NamedNode) -> Entity:
        """Return the entity that has a name."""
        kinds = [iri for iri in self._texts(node, "rdf:type") if iri.startswith(self._names.term(""))]
        same = (*self._texts(node, "schema:sameAs"), *self._texts(node, "schema:identifier"))
        return Entity(
            self._id(node, self._names.entity("")),
            self._one(node, "rdfs:label"),
            unquote(kinds[0].removeprefix(self._names.term(""))) if kinds else "Thing",
            tuple(self._texts(node, "skos:altLabel")),
            tuple(sorted(self._mentions(node), key=lambda found: (found.document, found.start, found.end))),
            same,
        )

    def _mentions(self, node: ox.NamedNode) -> Iterator[EntityMention]:
        for kind in KINDS:
            for iri in self._mentioned(node, f"{kind}At"):
                document, start, end = self._place(iri)
                yield EntityMention(document, start, end, self.document(document).text[start:end], kind)

    def _mentioned(self, node: ox.NamedNode, name: str) -> list[str]:
        """Return the places where an entity is mentioned in one way."""
        return self._texts(node, name)

    def relations(self, nodes: Iterable[ox.NamedNode]) -> Iterator[Relation]:
        """Yield the relations that claims support, in the order of a graph."""
        claims: dict[tuple[str, str, str | Value], list[Evidence]] = defaultdict(list)
        for node in nodes:
            evidence = self._evidence(node)
            claims[self._triple(node, evidence)].append(evidence)
        for ends in sorted(claims, key=lambda found: (found[0], found[1], str(found[2]))):
            yield Relation(*ends, tuple(sorted(claims[ends], key=lambda found: found.id)))

    def _triple(self, node: ox.NamedNode, evidence: Evidence) -> tuple[str, str, str | Value]:
        subject, predicate, target = (self._node(node, f"rdf:{part}") for part in ("subject", "predicate", "object"))
        if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
            raise _partial(node)
        own = self._names.term("")
        local = predicate.value.removeprefix(own) if predicate.value.startswith(own) else None
        name = OPEN + self._one(predicate, "rdfs:label") if local is None else unquote(local)
        return self._id(subject, self._names.entity("")), name, self._end(node, target, evidence)

    def _end(self, node: ox.NamedNode, target: Node, evidence: Evidence) -> str | Value:
        if isinstance(target, ox.NamedNode):
            return self._id(target, self._names.entity(""))
        if not isinstance(target, ox.Literal):
            raise _partial(node)
        unit = next(iter(self._texts(node, "unit")), None)
        datatype = "xsd:" + target.datatype.value.removeprefix(_XSD)
        start, end = evidence.object_span or (None, None)
        return Value(target.value, datatype, start, end, unit)

    def _evidence(self, node: ox.NamedNode) -> Evidence:
        passage = self._named(node, "prov:wasDerivedFrom")
        places = {part: self._selected(passage, part) for part in ("oa:exact", "oa:start", "oa:end")}
        document = self._id(self._named(passage, "oa:hasSource"), self._names.document(""))
        said_by, target = self._texts(node, "attributedTo"), self._texts(node, "objectAt")
        return Evidence(
            id=self._id(node, self._names.claim("")),
            document=document,
            start=int(places["oa:start"]),
            end=int(places["oa:end"]),
            quote=places["oa:exact"],
            subject_span=self._place(self._one(node, "subjectAt"))[1:],
            object_span=self._place(target[0])[1:] if target else None,
            phrase="".join(self._texts(node, "phrase")),
            cues=tuple(sorted(self._place(iri)[1:] for iri in self._texts(node, "cueAt"))),
            confidence=float(self._one(node, "confidence")),
            status=cast("Status", self._one(node, "status").removeprefix(self._names.term(""))),
            attributed_to=self._id(ox.NamedNode(said_by[0]), self._names.entity("")) if said_by else None,
            time=self._time(node),
            extractor=self._id(self._named(node, "prov:wasAttributedTo"), self._names.agent("")),
        )

    def _time(self, node: ox.NamedNode) -> Time | None:
        start, end = (next(iter(self._texts(node, part)), None) for part in ("validFrom", "validUntil"))
        return None if start is None and end is None else Time(start, end)

    def _place(self, iri: str) -> tuple[str, int, int]:
        found = _SPAN.fullmatch(iri)
        if found is None:
            raise _partial(ox.NamedNode(iri))
        return self._id(ox.NamedNode(found[1]), self._names.document("")), int(found[2]), int(found[3])

    def _selected(self, passage: ox.NamedNode, part: str) -> str:
        selectors = [node for node in self._nodes(passage, "oa:hasSelector") if isinstance(node, ox.NamedNode)]
        return next((text for node in selectors for text in self._texts(node, part)), None) or _missing(passage)

    def _typed(self, kind: str) -> list[ox.NamedNode]:
        node = ox.NamedNode(standard(kind))
        quads = self._store.quads_for_pattern(None, ox.NamedNode(standard("rdf:type")), node, None)
        return sorted({quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}, key=str)

    def _under(self, space: str) -> list[ox.NamedNode]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(standard("rdf:type")), None, ox.DefaultGraph())
        subjects = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return [node for node in subjects if node.value.startswith(space)]

    def _nodes(self, node: ox.NamedNode, name: str) -> list[Node]:
        predicate = ox.NamedNode(standard(name) if ":" in name else self._names.term(name))
        found = {str(quad.object): quad.object for quad in self._store.quads_for_pattern(node, predicate, None, None)}
        return [found[key] for key in sorted(found)]

    def _node(self, node: ox.NamedNode, name: str) -> Node:
        found = self._nodes(node, name)
        if not found:
            raise _partial(node)
        return found[0]

    def _named(self, node: ox.NamedNode, name: str) -> ox.NamedNode:
        found = self._node(node, name)
        if not isinstance(found, ox.NamedNode):
            raise _partial(node)
        return found

    def _texts(self, node: ox.NamedNode, name: str) -> list[str]:
        found = self._nodes(node, name)
        return [each.value for each in found if isinstance(each, ox.NamedNode | ox.Literal)]

    def _one(self, node: ox.NamedNode, name: str) -> str:
        found = self._texts(node, name)
        return found[0] if found else _missing(node)

    @staticmethod
    def _id(node: ox.NamedNode, space: str) -> str:
        return unquote(node.value.removeprefix(space))


def _missing(node: ox.NamedNode) -> str:
    raise _partial(node)


def _partial(node: ox.NamedNode) -> WorkspaceError:
    return WorkspaceError(node.value, "lacks a part that every export of ours has", cure="export the graph again")
