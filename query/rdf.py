"""The graph as an rdflib data set over Oxigraph, for whoever works with rdflib."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import pyoxigraph as ox
import rdflib
from oxrdflib.store import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from ..errors import QueryError
from ..export.ntriples import nq
from ..export.terms import DEFAULT_BASE, Names, standard
from .asked import asked
from .deep import deep, shallow
from .update import refuse

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query, Update
    from rdflib.query import Result
    from rdflib.term import Identifier

    from ..graph.model import Graph

    _Pattern: TypeAlias = tuple[Node | None, Node | None, Node | None]
    _Triple: TypeAlias = tuple[Node, Node, Node]

N = TypeVar("N", bound=Node)
_OFFSETS = frozenset(rdflib.URIRef(standard(name)) for name in ("oa:start", "oa:end"))


def dataset(graph: Graph, *, base: str = DEFAULT_BASE) -> rdflib.Dataset:
    """Return a new rdflib data set that holds the graph; its default graph is the union of all graphs.

    Entities and asserted relations lie in the default graph, the claims of each document in a named one. Oxigraph
    holds the data and answers queries, without ``SERVICE`` and ``LOAD``; prepared queries are rdflib's own affair.

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
    store = ox.Store()
    store.bulk_load(input=nq(graph, base=base), format=ox.RdfFormat.N_QUADS)
    found = rdflib.Dataset(_Face(store=store), default_union=True)
    for prefix, space in Names(base).prefixes().items():
        found.bind(prefix, space, replace=True)
    return found


class _Face(OxigraphStore):
    """Oxigraph as a store of rdflib, with the literals that rdflib makes itself, and nothing fetched."""

    def triples(
        self, triple_pattern: _Pattern, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[rdflib.Graph | None]]]:
        """Yield what matches, each triple with its graphs."""
        for (subject, predicate, target), graphs in super().triples(triple_pattern, context):
            yield (subject, predicate, _offset(target) if predicate in _OFFSETS else _plain(target)), graphs

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, object],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **more: object,
    ) -> Result:
        """Answer a query by Oxigraph.

        Raises:
            QueryError: it asks another server, is longer or deeper than the engine can take, or fails while it runs.
        """
        ask = super().query
        if not isinstance(query, str):
            return ask(query, initNs, initBindings, queryGraph, **more)  # which says that it cannot; then rdflib does
        found = asked(query)
        home = "" if found.graphs else queryGraph  # FROM, where there is one, says what is asked
        place: Callable[[Callable[[], Result]], Result] = shallow if found.small else deep
        try:
            return place(lambda: _whole(ask(query, initNs, initBindings, home, **more)))
        except RuntimeError as error:
            if initBindings and not found.graphs:  # of what is not selected; rdflib can bind that
                raise NotImplementedError from error
            raise QueryError("query", f"failed while it ran: {error}", cure="change the part that is named") from error

    def update(
        self,
        update: Update | str,
        initNs: Mapping[str, object],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **more: object,
    ) -> None:
        """Change the data by Oxigraph.

        Raises:
            QueryError: it would fetch something.
        """
        if isinstance(update, str):
            refuse(update)
        change = super().update
        home = DATASET_DEFAULT_GRAPH_ID if queryGraph == "__UNION__" else queryGraph  # updates name their graphs
        deep(lambda: change(update, initNs, initBindings, home, **more))


def _whole(result: Result) -> Result:
    """Read all of an answer, on the thread that has it of the engine."""
    if result.type == "SELECT":
        result.bindings = [{name: _plain(found) for name, found in row.items()} for row in result.bindings]
    return result


def _plain(found: N) -> N | rdflib.Literal:
    """Return a literal as rdflib's own parsers make it: RDF 1.1 knows no "x" beside "x"^^xsd:string, rdflib does."""
    if isinstance(found, rdflib.Literal) and found.datatype == rdflib.XSD.string:
        return rdflib.Literal(str(found))
    return found


def _offset(found: Node) -> Node:
    """Return an offset in the type that Web Annotation wants; the engine has one type for whole numbers."""
    if isinstance(found, rdflib.Literal) and found.datatype == rdflib.XSD.integer:
        return rdflib.Literal(str(found), datatype=rdflib.XSD.nonNegativeInteger)
    return found
