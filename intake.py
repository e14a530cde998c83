"""Documents through a reader, or several at once, with an account of every one that was skipped, known or read."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeGuard

from .extract.documents import read_documents
from .extract.limits import Limits
from .extract.parsing import Parsing
from .extract.parts import Notice, count, parts
from .graph.contents import Contents, Same
from .graph.marks import Marks
from .graph.model import Document, Failure, Reading

_NO_LIMITS_TOLD = Limits()


class Engine(StrEnum):
    """Who reads: processes of this machine, or the machines of a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


class AnyReader(Protocol):
    """What turns documents into readings; its fingerprint changes whenever the same text might read differently."""

    @property
    def fingerprint(self) -> str:
        """Name model, weights and rules."""

    def read(self, document: Document) -> Reading:
        """Read one document."""

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in their order."""


@dataclass(frozen=True, slots=True)
class Step:
    """One document or failure done, as the ``done``-th of ``total``."""

    done: int
    total: int
    item: Document | Failure | Same


class Intake:
    """A run over some paths, whose account fills as its readings are drawn."""

    def __init__(  # noqa: PLR0913 - each is an option of its own
        self,
        paths: Sequence[Path],
        *,
        known: Callable[[Document], bool] = lambda _: False,
        contents: Contents | None = None,
        progress: Callable[[Step], None] | None = None,
        distinct: bool = False,
        workers: int = 1,
        limits: Limits = _NO_LIMITS_TOLD,
        engine: str = Engine.LOCAL,
        marks: Callable[[], Marks] = Marks,
    ) -> None:
        """Prepare a run; nothing is read yet.

        Arguments:
            paths: files and folders, or ``-``.
            known: tells whether a document need not be read again.
            contents: what files held before; told what they hold as soon as whoever draws a reading asks for the next.
            progress: called after each document or failure; they are counted first only if there is someone to tell.
            distinct: whether two different documents of one source are a failure, as they are in a graph.
            workers: how many processes read; one reads here, unless it is on a cluster.
            limits: what one document may cost.
            engine: who reads, one of `Engine`.
            marks: what is known, for machines that cannot ask.
        """
        self.sources: dict[str, str] = {}
        self.failures: list[Failure] = []
        self.notices: list[Notice] = []
        self.unchanged = 0
        self._paths = paths
        self._known = known
        self._contents = contents
        self._progress = progress
        self._total = count(paths, limits) if progress is not None else 0
        self._distinct = distinct
        self._workers = workers
        self._limits = limits
        self._engine = Engine(engine)
        self._marks = marks
        self._done = 0

    def readings(self, load: Callable[[], AnyReader], *, ordered: bool = True) -> Generator[Reading, None, None]:
        """Yield a reading per new document; the reader is only loaded if there is a document for it.

        Arguments:
            load: makes the reader, in each process that reads.
            ordered: keep the order of the documents; else each reading comes as soon as it is made.
        """
        found = self._from_cluster(load) if self._engine is Engine.RAY else self._from_here(load, ordered=ordered)
        for each in found:
            if isinstance(each, Failure):
                self.sources.pop(each.source, None)
                self._fail(each)
            else:
                self._tell(each.document)
                yield each
                self._keep(each.document)
        if self._contents is not None:
            self._contents.flush()

    def _from_here(self, load: Callable[[], AnyReader], *, ordered: bool) -> Iterator[Reading | Failure]:
        found = read_documents(self._paths, notice=self.notices.append, limits=self._limits, contents=self._contents)
        fresh = self._fresh(found)
        for first in fresh:
            yield from self._read(load, chain([first], fresh), ordered=ordered)

    def _from_cluster(self, load: Callable[[], AnyReader]) -> Iterator[Reading | Failure]:
        """Yield what comes from a cluster, less what turns out to be known or not to be wanted."""
        from .cluster import read_on_cluster

        with Parsing(self._limits) as parsing:
            items = list(parts(self._paths, parsing))
        for found in read_on_cluster(load, self._workers, items, limits=self._limits, known=self._marks()):
            if isinstance(found, Notice):
                self.notices.append(found)
            elif isinstance(found, Reading):
                yield from (found for _ in self._fresh([found.document]))
            else:  # one that was taken for a known one and is not is read here
                yield from load().read_many(self._fresh([found]))

    def _read(
        self, load: Callable[[], AnyReader], documents: Iterable[Document], *, ordered: bool
    ) -> Iterator[Reading | Failure]:
        if self._workers == 1:
            return load().read_many(documents)
        from .workers import read_by

        return read_by(load, self._workers, documents, ordered=ordered)

    def _fresh(self, items: Iterable[Document | Failure | Same]) -> Iterator[Document]:
        """Yield the documents that have to be read, and account for all others."""
        for item in items:
            if isinstance(item, Failure):
                self._fail(item)
            elif self._distinct and self.sources.get(item.source, item.id) != item.id:
                cure = 'give each a "source" of its own'
                self._fail(Failure(item.source, "another document of this run has the same source", cure))
            elif self._take(item):
                yield item

    def _take(self, item: Document | Same) -> TypeGuard[Document]:
        """Note a document, and tell whether it has to be read."""
        self.sources[item.source] = item.id
        if isinstance(item, Document):
            if not self._known(item):
                return True
            self._keep(item)
        self.unchanged += 1
        self._tell(item)
        return False

    def _keep(self, document: Document) -> None:
        if self._contents is not None:
            self._contents.keep(document)

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self._tell(failure)

    def _tell(self, item: Document | Failure | Same) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(Step(self._done, max(self._done, self._total), item))
