"""The library's face: documents in, a knowledge graph out that can be looked at, queried, explained and saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .building import Built, Options, build_in_memory, build_into
from .extract.language import guess
from .extract.limits import Limits
from .graph.model import Document, Entity, Graph, Reading, Relation
from .intake import AnyReader, Engine, Step

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]  # it comes without types
    import pandas as pd  # type: ignore[import-untyped]  # its types are a package of their own
    import pyoxigraph as ox
    import rdflib

    from .extract.parts import Notice
    from .graph.conflicts import Conflict
    from .query.explain import Explanation
    from .query.explain import Path as Connection
    from .query.ledger import Ledger
    from .query.table import Table

PathLike = str | Path
_DEFAULTS = Limits()


def build(  # noqa: PLR0913 - each is an option of its own
    paths: PathLike | Iterable[PathLike],
    *,
    output: PathLike | None = None,
    pipeline: str | None = None,
    threshold: float | None = None,
    whole_document: bool = False,
    authority: PathLike | Iterable[PathLike] = (),
    reconcile: str | None = None,
    infer: bool = False,
    reader: AnyReader | None = None,
    workers: int = 1,
    limits: Limits = _DEFAULTS,
    engine: str = Engine.LOCAL,
    progress: Callable[[Step], None] | None = None,
) -> KnowledgeGraph:
    """Read documents and build their graph.

    What cannot be read is in ``graph.failures`` of the result, with cause and cure; the rest is read.

    Arguments:
        paths: a file or folder, or several; ``-`` is standard input.
        output: a folder to keep the graph in; a second build into it reads only what changed.
        pipeline: the name of a spaCy pipeline to read with in place of the bundled one.
        threshold: the least probability, from 0 to 1, of a relation that the network finds; .8 unless told.
        whole_document: also relations that no sentence says but the document as a whole suggests.
        authority: files of identifiers to link to, CSV or RDF.
        reconcile: the address of a reconciliation service to link to; it is sent the labels of named entities.
        infer: also what follows by the vocabulary, in ``graph.derived``: a layer of its own.
        reader: a reader that is loaded already, in place of a pipeline; with several workers pickle has to copy it.
        workers: how many processes read at once.
        limits: what one document may cost; one that costs more is a failure.
        engine: ``local``, or ``ray`` for the cluster that ``RAY_ADDRESS`` names or one that is started here.
        progress: called after each document or failure.

    Raises:
        OutputError: the folder cannot be written.
        WorkspaceError: the folder holds a workspace that cannot be used.
        ModelError: the pipeline cannot be loaded, in a worker either, or the threshold is no probability.
        AuthorityError: what to link to cannot be read or reached.
        EngineError: Ray is asked for, and is not installed or cannot be used.

    >>> build("missing.txt").graph.failures[0].error
    'no such file or folder'
    """
    files = _listed(paths)
    options = Options(tuple(_listed(authority)), reconcile, infer, workers, limits, engine)
    load = (
        reader_for(pipeline, threshold, whole_document=whole_document) if reader is None else partial(_itself, reader)
    )
    built = (
        build_in_memory(files, load, progress, options)
        if output is None
        else build_into(Path(output), files, load, progress, options)
    )
    return KnowledgeGraph.of(built)


def _itself(reader: AnyReader) -> AnyReader:
    return reader


def _listed(paths: PathLike | Iterable[PathLike]) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def load(folder: PathLike) -> KnowledgeGraph:
    """Open the graph that a build left in a folder, or one that was exported as RDF, json, cyjs or parquet.

    Raises:
        WorkspaceError: the folder holds none, or the file no whole export of ours.
        FormatError: it is Parquet, and pyarrow is not installed.
    """
    from .opening import graph_in

    return KnowledgeGraph(graph_in(Path(folder)))


def read(
    text: str, *, pipeline: str | None = None, threshold: float | None = None, whole_document: bool = False
) -> Reading:
    """Find the mentions, entities and claims of one text; the options are those of `build`.

    Raises:
        ModelError: the pipeline cannot be loaded, or the threshold is no probability.
    """
    return _reader(pipeline, threshold, whole_document).read(Document.of(text, source="text", language=guess(text)))


def reader_for(
    pipeline: str | None, threshold: float | None = None, *, whole_document: bool = False
) -> Callable[[], AnyReader]:
    """Return a function that loads the reader, for whoever may turn out not to need it."""
    return partial(_reader, pipeline, threshold, whole_document)


@lru_cache(maxsize=1)
def _reader(pipeline: str | None, threshold: float | None, whole_document: bool) -> AnyReader:
    """Load a reader and keep the last one, since loading takes longer than reading an article."""
    from .extract.reading import Reader

    return Reader.load(pipeline, threshold=threshold, whole_document=whole_document)


class KnowledgeGraph:
    """Entities and relations over documents, every relation with the sentences that say it.

    A face over the frozen `Graph`: whatever it gives is made from that, when it is first asked for.

    >>> KnowledgeGraph(Graph())
    <KnowledgeGraph: 0 documents, 0 entities, 0 relations>
    """

    def __init__(self, graph: Graph, *, notices: tuple[Notice, ...] = ()) -> None:
        """Wrap a graph; ``notices`` are what its documents needed assumed or left out."""
        self.graph = graph
        self.notices = notices

    @classmethod
    def of(cls, built: Built) -> KnowledgeGraph:
        """Wrap what a build gave."""
        return cls(built.graph, notices=built.notices)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, sorted by id."""
        return self.graph.entities

    @property
    def relations(self) -> Collection[Relation]:
        """The relations, the ones that are not asserted too."""
        return self.graph.relations

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What cannot all be so: two values where there can be one, circles in hierarchies, and two classes."""
        from .graph.conflicts import conflicts

        return conflicts(self.graph)

    @cached_property
    def network(self) -> nx.MultiDiGraph:
        """The NetworkX graph, keyed by predicate."""
        from .graph.network import network

        return network(self.graph)

    def to_rdf(self) -> rdflib.Dataset:
        """Return a new rdflib data set with the graph, its claims and their evidence."""
        from .query.rdf import dataset

        return dataset(self.graph)

    def query(self, sparql: str) -> Table | bool | bytes:
        """Answer a SPARQL query; the prefixes of the exports need no declaration.

        Returns:
            A table for SELECT, a truth value for ASK, and Turtle for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: the query is wrong, or asks for what is not given (files, the network).
        """
        from .query.deep import deep
        from .query.sparql import query

        store = self._store
        return deep(lambda: query(store, sparql))  # so that it can be interrupted

    @cached_property
    def _store(self) -> ox.Store:
        from .query.store import load as load_store

        return load_store(self.graph)

    def explain(self, name: str) -> Explanation:
        """Return what is known of a thing, each fact with its sentence.

        Raises:
            UnknownEntityError: nothing is called that.
        """
        from .query.explain import explain

        return explain(self.graph, name)

    def rejected(self, name: str | None = None) -> Ledger:
        """Return what was seen and not taken, each with its sentence and the rule that refused it.

        Arguments:
            name: only what was refused in the sentences that speak of this thing.

        Raises:
            UnknownEntityError: nothing is called that.
        """
        from .query.ledger import rejected

        return rejected(self.graph, name)

    def path(self, start: str, end: str) -> Connection:
        """Return how two things connect, each hop with its sentence.

        Raises:
            UnknownEntityError: nothing is called that.
        """
        from .query.explain import path

        return path(self.graph, start, end)

    def to_pandas(self) -> pd.DataFrame:
        """Return a table with a row per relation; its columns are those of `evigraph.frame.COLUMNS`.

        Raises:
            FormatError: pandas is not installed.
        """
        from .frame import frame

        return frame(self.graph)

    def save(self, path: PathLike, format: str | None = None) -> None:  # noqa: A002 - the word every library uses
        """Write the graph to a file in the format of its suffix, or in the one named.

        Raises:
            FormatError: there is no such format.
            OutputError: the file cannot be written.
        """
        from .export.formats import write

        write(self.graph, path, format)

    def to_html(self) -> str:
        """Return the view as one HTML page that needs no network."""
        from .export.html import render

        return render(self.graph)

    def _repr_html_(self) -> str:
        """Show the view in a notebook cell, apart from the notebook's own scripts and styles."""
        from .export.notebook import cell

        return cell(self.graph, repr(self))

    def __repr__(self) -> str:
        """Count what is in it."""
        graph = self.graph
        counts = f"{len(graph.documents)} documents, {len(graph.entities)} entities, {len(graph.relations)} relations"
        return f"<KnowledgeGraph: {counts}>"
