"""What the store says of one thing: its own triples, the claims about it, and the passages those come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import pyoxigraph as ox

from ...export.terms import Names, standard
from ..store import base
from . import answers, pages
from .answers import Task, Written
from .negotiate import choose
from .settings import RefusedError

_HTML = "text/html; charset=utf-8"
_MOST = 500
"""Claims that a page shows; a query finds the others."""

_LABEL, _SUBJECT, _OBJECT, _SOURCE, _PASSAGE, _SELECTOR = (
    ox.NamedNode(standard(name))
    for name in (
        *("rdfs:label", "rdf:subject", "rdf:object"),
        *("oa:hasSource", "prov:wasDerivedFrom", "oa:hasSelector"),
    )
)
_STATEMENT = ox.NamedNode(standard("rdf:Statement"))
_TYPE = ox.NamedNode(standard("rdf:type"))

Node = ox.NamedNode | ox.BlankNode


def thing(store: ox.Store, task: Task) -> Written:
    """Show a thing as a page or as RDF, whichever the client wants.

    Raises:
        RefusedError: the store says nothing of it, or the client takes neither.
    """
    node = ox.NamedNode(task.text)
    own = list(_of(store, node))
    is_graph = store.contains_named_graph(node)
    if not own and not is_graph and next(store.quads_for_pattern(None, None, node, None), None) is None:
        raise RefusedError(404, task.text, "is nothing this graph knows", cure="start from the query page at /")
    claims, cut = _claims(store, node)
    if choose(task.accept, ["text/html", *answers.GRAPHS]) != "text/html":
        if is_graph:
            return answers.graph(store, task)
        found = answers.statements(_cited(store, node, own, claims), task)
        return Written(found.content, found.media_type, found.cut or cut)
    page = pages.thing_page(pages.Shelf(store, Names(base(store))), node, own, claims, cut)
    return Written(page.encode("utf-8", "replace"), _HTML, cut)


def terms(store: ox.Store, task: Task) -> Written:
    """Show the vocabulary as a page with one section for each term, or as RDF.

    Raises:
        RefusedError: the client takes neither.
    """
    if choose(task.accept, ["text/html", *answers.GRAPHS]) != "text/html":
        return answers.graph(store, task)
    shelf = pages.Shelf(store, Names(base(store)))
    labelled = store.quads_for_pattern(None, _LABEL, None, ox.NamedNode(task.text))
    nodes = sorted({quad.subject.value for quad in labelled if isinstance(quad.subject, ox.NamedNode)})
    page = pages.vocabulary_page(shelf, [ox.NamedNode(iri) for iri in nodes])
    return Written(page.encode("utf-8", "replace"), _HTML)


def _of(store: ox.Store, node: Node) -> Iterator[ox.Triple]:
    """Yield what is said with a thing as subject, in any graph, each once."""
    seen = {str(quad.triple): quad.triple for quad in store.quads_for_pattern(node, None, None, None)}
    yield from (seen[line] for line in sorted(seen))


def _claims(store: ox.Store, node: ox.NamedNode) -> tuple[list[ox.NamedNode], str]:
    """Return the claims about a thing (a claim is about itself), and whether there are more."""
    if next(store.quads_for_pattern(node, _TYPE, _STATEMENT, None), None) is not None:
        return [node], ""
    about = chain(
        *(store.quads_for_pattern(None, end, node, None) for end in (_SUBJECT, _OBJECT)),
        store.quads_for_pattern(None, _TYPE, _STATEMENT, _home(store, node)),
    )
    found = {quad.subject.value for quad in islice(about, _MOST + 1) if isinstance(quad.subject, ox.NamedNode)}
    names = [ox.NamedNode(iri) for iri in sorted(found)]
    return names[:_MOST], f"{_MOST} claims" if len(names) > _MOST else ""


def _home(store: ox.Store, node: ox.NamedNode) -> ox.NamedNode:
    """Return the graph that holds the claims of a document; of any other thing, the graph of its own name."""
    names = Names(base(store))
    start = names.document("")
    return ox.NamedNode(names.claims_of("") + node.value.removeprefix(start)) if node.value.startswith(start) else node


def _cited(
    store: ox.Store, node: ox.NamedNode, own: Iterable[ox.Triple], claims: Iterable[ox.NamedNode]
) -> Iterator[ox.Triple]:
    """Yield the triples of a thing, then those of its claims and of what they cite."""
    yield from own
    for claim in claims:
        if claim != node:
            yield from _of(store, claim)
        for passage in _objects(store, claim, _PASSAGE):
            yield from _of(store, passage)
            for part in chain(_objects(store, passage, _SELECTOR), _objects(store, passage, _SOURCE)):
                yield from _of(store, part)


def _objects(store: ox.Store, node: Node, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(node, predicate, None, None):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object
