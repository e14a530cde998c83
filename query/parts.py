"""Parts of a graph that is too large for one page, read from a store as they are asked for.

What is around an entity, what a document says, a shortest way between two entities, and entities by name. All but a
document come without texts: their claims hold the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

import pyoxigraph as ox

from ..export.terms import Names, standard
from ..graph.model import Entity, Graph, Relation, Value
from .rebuild import Rebuilder
from .store import base

AROUND = 300
"""Claims that are read at once about an entity."""
SAID = 2_000
"""Claims that are read of a document."""
HOP = 20
"""Claims that are read of one hop of a way."""
MENTIONED = 100
"""Mentions that are read of an entity, of each kind."""
FOUND = 12
"""Entities that are found by a name."""
VISITED = 200_000
"""Entities that a search for a way may come past."""

_SUBJECT, _OBJECT = (ox.NamedNode(standard(name)) for name in ("rdf:subject", "rdf:object"))
_LABELS = tuple(ox.NamedNode(standard(name)) for name in ("rdfs:label", "skos:altLabel"))
_BETWEEN = """SELECT DISTINCT ?claim WHERE {{
  {{ ?claim rdf:subject {a} ; rdf:object {b} }} UNION {{ ?claim rdf:subject {b} ; rdf:object {a} }} }} LIMIT {most}"""
_NAMED = """SELECT DISTINCT ?thing WHERE {{ {{ ?thing rdfs:label ?name }} UNION {{ ?thing skos:altLabel ?name }}
  FILTER (STRSTARTS(STR(?thing), {space}) && {test}(LCASE(?name), {text})) }} LIMIT {most}"""


def around(store: ox.Store, entity: str, start: int = 0) -> tuple[Graph, int | None]:
    """Return claims about an entity with all that they name, and where to go on if there are more.

    >>> from .store import load
    >>> around(load(Graph(entities=(Entity("ann", "Ann", "Person"),))), "ann")[0].entities[0].label
    'Ann'
    """
    reader = _Parts(store)
    node = ox.NamedNode(reader.names.entity(entity))
    found = list(islice(reader.claims_about(node), start, start + AROUND + 1))
    return reader.part(found[:AROUND], [node]), start + AROUND if len(found) > AROUND else None


def said_in(store: ox.Store, document: str) -> Graph:
    """Return a document with its text and the claims in it."""
    reader = _Parts(store)
    home = ox.NamedNode(reader.names.claims_of(document))
    claims = (quad.subject for quad in store.quads_for_pattern(None, _SUBJECT, None, home))
    part = reader.part(islice((node for node in claims if isinstance(node, ox.NamedNode)), SAID), [])
    whole = [Rebuilder(store).document(document)] if reader.holds(document) else []
    return Graph((*whole, *(other for other in part.documents if other.id != document)), part.entities, part.relations)


def between(store: ox.Store, start: str, end: str) -> Graph:
    """Return the claims on a shortest way between two entities over what is asserted; nothing where there is none."""
    reader = _Parts(store)
    way = reader.way(*(ox.NamedNode(reader.names.entity(name)) for name in (start, end)))
    claims = [claim for one, other in pairwise(way) for claim in reader.claims_between(one, other)]
    return reader.part(claims, [])


def named(store: ox.Store, text: str) -> list[Entity]:
    """Return entities whose label or alias is, begins with, or holds a text, without regard to case."""
    reader = _Parts(store)
    wanted = text.strip().lower()
    found: dict[ox.NamedNode, None] = {}
    for look in (reader.called, reader.beginning, reader.holding) if wanted else ():
        found |= dict.fromkeys(look(text.strip() if look == reader.called else wanted))
        if len(found) >= FOUND:
            break
    return [reader.entity(node) for node in islice(found, FOUND)]


class _Parts(Rebuilder):
    """Reads parts of a graph, without texts."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store, texts=False)
        self.store, self.names = store, Names(base(store))

    def _mentioned(self, node: ox.NamedNode, name: str) -> list[str]:
        """Return some of the places where an entity is mentioned in one way; a hub has as many as claims."""
        quads = self.store.quads_for_pattern(node, ox.NamedNode(self.names.term(name)), None, None)
        return [quad.object.value for quad in islice(quads, MENTIONED) if isinstance(quad.object, ox.NamedNode)]

    def part(self, claims: Iterable[ox.NamedNode], more: list[ox.NamedNode]) -> Graph:
        """Return the graph of some claims, with the entities they name and more."""
        relations = tuple(self.relations(claims))
        ids = {end for relation in relations for end in _entities(relation)}
        nodes = {ox.NamedNode(self.names.entity(name)) for name in ids} | set(more)
        entities = [self.entity(node) for node in sorted(nodes, key=str) if self._is_known(node)]
        cited = {claim.document for relation in relations for claim in relation.evidence}
        cited |= {mention.document for entity in entities for mention in entity.mentions}
        documents = (self.document(name) for name in sorted(cited) if self.holds(name))
        return Graph(tuple(documents), tuple(sorted(entities, key=lambda found: found.id)), relations)

    def holds(self, document: str) -> bool:
        """Tell whether the store has a document."""
        return self._is_known(ox.NamedNode(self.names.document(document)))

    def _is_known(self, node: ox.NamedNode) -> bool:
        return next(self.store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) is not None

    def claims_about(self, node: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """Yield the claims with an entity as subject, then those with it as object."""
        for end in (_SUBJECT, _OBJECT):
            for quad in self.store.quads_for_pattern(None, end, node, None):
                if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(self.names.claim("")):
                    yield quad.subject

    def claims_between(self, one: ox.NamedNode, other: ox.NamedNode) -> list[ox.NamedNode]:
        """Return claims that connect two entities, either way."""
        return self._asked(_BETWEEN.format(a=one, b=other, most=HOP))

    def way(self, start: ox.NamedNode, end: ox.NamedNode) -> list[ox.NamedNode]:
        """Return a shortest way between two entities, walking from both at once."""
        before, after = {start: start}, {end: end}
        rims = [[start], [end]]
        while all(rims) and len(before) + len(after) < VISITED:
            side = 0 if len(rims[0]) <= len(rims[1]) else 1
            seen, other = (before, after) if side == 0 else (after, before)
            rims[side] = list(self._grown(rims[side], seen, other))
            meeting = next((node for node in rims[side] if node in other), None)
            if meeting is not None:
                return [*reversed(_chain(meeting, before)), *_chain(meeting, after)[1:]]
        return []

    def _grown(
        self, rim: list[ox.NamedNode], seen: dict[ox.NamedNode, ox.NamedNode], other: dict[ox.NamedNode, ox.NamedNode]
    ) -> Iterator[ox.NamedNode]:
        """Yield what lies one step further; nothing more once the other side is met."""
        for node in rim:
            for near in self._near(node):
                if near not in seen:
                    seen[near] = node
                    yield near
                    if near in other or len(seen) > VISITED:
                        return

    def _near(self, node: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """Yield what asserted relations connect an entity with."""
        space = self.names.entity("")
        for quad in self.store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(space):
                yield quad.object
        for quad in self.store.quads_for_pattern(None, None, node, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(space):
                yield quad.subject

    def called(self, name: str) -> Iterator[ox.NamedNode]:
        """Yield entities with this very name."""
        for label in _LABELS:
            for quad in islice(self.store.quads_for_pattern(None, label, ox.Literal(name), ox.DefaultGraph()), FOUND):
                if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(self.names.entity("")):
                    yield quad.subject

    def beginning(self, text: str) -> list[ox.NamedNode]:
        """Return entities with a name that begins so."""
        return self._tested("STRSTARTS", text)

    def holding(self, text: str) -> list[ox.NamedNode]:
        """Return entities with a name that has this in it."""
        return self._tested("CONTAINS", text)

    def _tested(self, test: str, text: str) -> list[ox.NamedNode]:
        space = ox.Literal(self.names.entity(""))
        return self._asked(_NAMED.format(test=test, text=ox.Literal(text), space=space, most=FOUND))

    def _asked(self, query: str) -> list[ox.NamedNode]:
        """Return the answers to a query of ours, into which terms are written as the engine writes them."""
        prefixes: dict[str, str] = {name: standard(f"{name}:") for name in ("rdf", "rdfs", "skos")}
        found = self.store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
        rows = found if isinstance(found, ox.QuerySolutions) else ()
        return [row[0] for row in rows if isinstance(row[0], ox.NamedNode)]


def _entities(relation: Relation) -> Iterator[str]:
    """Yield the ids of the entities that a relation and its claims name."""
    yield relation.subject
    if not isinstance(relation.object, Value):
        yield relation.object
    yield from (claim.attributed_to for claim in relation.evidence if claim.attributed_to)


def _chain(node: ox.NamedNode, back: dict[ox.NamedNode, ox.NamedNode]) -> list[ox.NamedNode]:
    """Return the nodes from one back to where the walk began."""
    chain = [node]
    while back[chain[-1]] != chain[-1]:
        chain.append(back[chain[-1]])
    return chain
