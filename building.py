"""From paths to a folder: read what changed, and if that is anything, assemble the graph and publish its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bounds import uncollected
from .errors import DocumentError
from .extract.limits import Limits
from .extract.parts import Notice
from .graph.model import Entity, Failure, Graph
from .graph.summary import Summary, summary
from .intake import AnyReader, Engine, Intake, Step
from .publishing import LARGE, made_of, prepared, publish, published

if TYPE_CHECKING:
    from .graph.authority import Authority, Kind, Named
    from .graph.workspace import Remark, Workspace

_DERIVE = "derive"
_RECORDS = "records"
_DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: what to link to, files or a service, whether to infer, how many read, within what, and who."""

    authorities: tuple[Path, ...] = ()
    service: str | None = None
    infer: bool = False
    workers: int = 1
    limits: Limits = _DEFAULTS
    engine: str = Engine.LOCAL


_PLAIN = Options()


@dataclass(frozen=True)
class Built:
    """A graph in figures, how many documents were read for it and how many were known, and what the user is to know.

    ``assemble`` makes the graph itself when it is first asked for; ``made_of`` names what in a workspace it is made of.
    """

    summary: Summary
    read: int
    unchanged: int
    failures: tuple[Failure, ...]
    notices: tuple[Notice, ...]
    assemble: Callable[[], Graph] = field(repr=False)
    made_of: str = ""

    @cached_property
    def graph(self) -> Graph:
        """The graph."""
        return self.assemble()

    def account(self) -> dict[str, Any]:
        """Return the counts, failures and notices, ready for JSON."""
        return {
            "read": self.read,
            "unchanged": self.unchanged,
            "documents": self.summary.documents,
            "entities": self.summary.entities,
            "relations": self.summary.relations,
            "failures": [asdict(failure) for failure in self.failures],
            "notices": [asdict(notice) for notice in self.notices],
        }


def build_in_memory(
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    options: Options = _PLAIN,
) -> Built:
    """Read all documents and assemble their graph; nothing is kept on disk.

    Raises:
        AuthorityError: what to link to cannot be read or reached.
        ModelError: the reader cannot be loaded.
    """
    from .graph.assemble import assemble
    from .graph.authority import Authority
    from .graph.database import Database

    with closing(Database.in_memory()) as database:
        authority = Authority(database)
        authority.replace(_records(options))
        intake = Intake(
            paths,
            progress=progress,
            distinct=True,
            workers=options.workers,
            limits=options.limits,
            engine=options.engine,
        )
        readings = list(intake.readings(load))
        _ask(options, authority, lambda: assemble(readings).entities)
        graph = assemble(readings, failures=intake.failures, authority=authority, derive=options.infer)
    return Built(summary(graph), len(readings), 0, graph.failures, _sorted(intake.notices), lambda: graph)


def build_into(
    folder: Path,
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    options: Options = _PLAIN,
) -> Built:
    """Make a folder hold the graph of some documents; of those it knows already, only the changed ones are read.

    Each reading is kept as soon as it is made, so that an interrupted build goes on where it was. The files are only
    replaced at the end, and not at all if nothing has changed, or if none of the documents can be read while the folder
    holds a graph.

    Raises:
        OutputError: the folder cannot be written.
        WorkspaceError: the folder holds a workspace that cannot be used, or another process is changing it.
        DocumentError: no document could be read, and the graph that is there was left as it is.
        AuthorityError: what to link to cannot be read or reached.
        ModelError: the reader cannot be loaded.
    """
    from .graph.workspace import Workspace

    with prepared(folder), Workspace.open(folder) as workspace:
        _keep_records(workspace, options)
        intake = take_in(
            workspace, paths, load, progress, workers=options.workers, limits=options.limits, engine=options.engine
        )
        if not intake.sources and workspace.sources():
            problem = "none of the paths holds a document; the graph that is there was left as it is"
            raise DocumentError(folder.as_posix(), problem, cure="check the paths")
        workspace.keep(intake.sources)
        workspace.set(_DERIVE, "yes" if options.infer else None)
        workspace.remember(remarks(intake))
        if options.service is not None:
            workspace.set(_RECORDS, None)
            _ask(options, workspace.authority, lambda: state(workspace).graph.entities)
        read = len(intake.sources) - intake.unchanged
        own = made_of(workspace)
        same = published(workspace, folder, own)
        if same is not None:
            told = told_of(workspace)
            return Built(same, read, intake.unchanged, *told, partial(open_folder, folder))
        built = state(workspace, own, read=read, unchanged=intake.unchanged)
        publish(built, folder, workspace)
    # What stays on disk goes with the workspace; whoever asks for the graph asks for it in memory.
    return replace(built, assemble=partial(open_folder, folder)) if built.summary.documents > LARGE else built


def _keep_records(workspace: Workspace, options: Options) -> None:
    """Take in the authority files, unless they are those that are there: a million rows take a minute."""
    from .graph.authority_files import fingerprint

    found = fingerprint(options.authorities)
    if found is None or workspace.get(_RECORDS) != found:
        workspace.set(_RECORDS, None)
        workspace.authority.replace(_records(options))
        workspace.set(_RECORDS, found)


def _records(options: Options) -> Iterator[Named | Kind]:
    from .graph.authority_files import read

    for file in options.authorities:
        yield from read(file)


def _ask(options: Options, authority: Authority, entities: Callable[[], Sequence[Entity]]) -> None:
    """Keep what a service proposes, if one is named."""
    from .graph.reconciliation import reconcile

    if options.service is not None:
        authority.add(list(reconcile(options.service, entities())))


def take_in(  # noqa: PLR0913 - each is an option of its own
    workspace: Workspace,
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    *,
    workers: int = 1,
    limits: Limits = _DEFAULTS,
    engine: str = Engine.LOCAL,
) -> Intake:
    """Read what a workspace does not know of some paths into it, each reading as soon as it is made."""
    reader = cache(load)
    intake = Intake(
        paths,
        known=lambda document: workspace.recall(document, reader().fingerprint),
        contents=workspace.contents(lambda: reader().fingerprint),
        progress=progress,
        distinct=True,
        workers=workers,
        limits=limits,
        engine=engine,
        marks=lambda: workspace.marks(reader().fingerprint),
    )
    here = workers == 1 and engine == Engine.LOCAL
    # Closed when a reading cannot be kept: the processes that read would go on until nobody holds the error any more.
    with closing(intake.readings(reader if here else load, ordered=False)) as readings:
        for reading in readings:
            workspace.put(reading, reader().fingerprint)
    return intake


def remarks(intake: Intake) -> tuple[Remark, ...]:
    """Return what the user was told during a run, as a workspace keeps it."""
    from .graph.workspace import Remark

    failures = [Remark(failure.source, failure.error, failure.cure) for failure in intake.failures]
    return *failures, *(Remark(notice.source, notice.message, None) for notice in intake.notices)


@uncollected()
def state(workspace: Workspace, own: str | None = None, *, read: int = 0, unchanged: int = 0) -> Built:
    """Assemble the graph of a workspace as it is now.

    One of more than `LARGE` documents is left on disk, and can be used as long as the workspace is open.

    Arguments:
        workspace: what was read and decided.
        own: the name of all that, if it is known.
        read: how many documents were read for it.
        unchanged: how many were known.

    Raises:
        WorkspaceError: the workspace is damaged.
    """
    own = made_of(workspace) if own is None else own
    graph = graph_at_hand(workspace)
    return Built(summary(graph), read, unchanged, graph.failures, told_of(workspace)[1], lambda: graph, own)


def graph_of(workspace: Workspace, *, before: int | None = None) -> Graph:
    """Assemble the graph of a workspace in memory, as it is now or as it would be without some decisions.

    Arguments:
        workspace: what was read and decided.
        before: the number of the first decision to leave out.

    Raises:
        WorkspaceError: there is no decision of that number, or the workspace is damaged.
    """
    from .graph.assemble import assemble

    return assemble(
        workspace.readings(before=before),
        decisions=workspace.journal.decisions(before=before),
        failures=told_of(workspace)[0],
        authority=workspace.authority,
        derive=workspace.get(_DERIVE) is not None,
    )


def graph_at_hand(workspace: Workspace) -> Graph:
    """Assemble the graph of a workspace as it is now: in memory, or on disk and to be used as long as that is open.

    Raises:
        WorkspaceError: the workspace is damaged.
    """
    from .graph.assemble import assemble_kept

    if workspace.size() <= LARGE:
        return graph_of(workspace)
    return assemble_kept(
        workspace,
        decisions=workspace.journal.decisions(),
        failures=told_of(workspace)[0],
        derive=workspace.get(_DERIVE) is not None,
    )


def told_of(workspace: Workspace) -> tuple[tuple[Failure, ...], tuple[Notice, ...]]:
    """Return what a workspace keeps of what the user was told: failures, and notices."""
    told = workspace.remarks()
    failures = tuple(Failure(source, problem, cure) for source, problem, cure in told if cure is not None)
    return failures, _sorted([Notice(source, problem) for source, problem, cure in told if cure is None])


@uncollected()
def open_folder(folder: Path) -> Graph:
    """Assemble the graph of a folder from its workspace, in memory whatever its size.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
    """
    from .graph.workspace import Workspace

    with Workspace.open(folder, read_only=True) as workspace:
        return graph_of(workspace)


def _sorted(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda notice: (notice.source, notice.message)))
