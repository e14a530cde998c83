"""The graph as an rdflib data set, for whoever works with rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from .statements import quads
from .terms import DEFAULT_BASE, Iri, Names, Object

if TYPE_CHECKING:
    from ..graph.model import Graph


def dataset(graph: Graph, *, base: str = DEFAULT_BASE) -> rdflib.Dataset:
    """Return a new rdflib data set that holds the graph; its default graph is the union of all graphs.

    Entities and asserted relations lie in the default graph, the claims of each document in a named one.

    Arguments:
        graph: the graph to convert.
        base: the IRI all names lie under.

    Raises:
        FormatError: ``base`` makes no valid IRIs.

    >>> from ..graph.model import Entity, Graph
    >>> alibaba = Entity("alibaba-1", "Alibaba", "Organization")
    >>> found = dataset(Graph(entities=(alibaba,)))
    >>> str(found.default_graph.value(rdflib.URIRef("https://evigraph.example/entity/alibaba-1"), rdflib.RDFS.label))
    'Alibaba'
    """
    found = rdflib.Dataset(default_union=True)
    for prefix, space in Names.under(base).prefixes().items():
        found.bind(prefix, space, replace=True)
    for subject, predicate, target, home in quads(graph, base=base):
        where = DATASET_DEFAULT_GRAPH_ID if home is None else rdflib.URIRef(home)
        found.graph(where).add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(target)))
    return found


def _term(found: Object) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(found, Iri):
        return rdflib.URIRef(found)
    if found.language is not None:
        return rdflib.Literal(found.value, lang=found.language)
    plain = found.datatype == rdflib.XSD.string
    # rdflib tells "x" from "x"^^xsd:string, which RDF 1.1 does not; the plain one is what its parsers make.
    return rdflib.Literal(found.value, datatype=None if plain else rdflib.URIRef(found.datatype), normalize=False)
