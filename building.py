"""From paths to a folder: read what changed, assemble the graph, and publish its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .errors import DocumentError, OutputError
from .extract.documents import Notice
from .extract.limits import Limits
from .graph.model import Entity, Failure, Graph
from .intake import AnyReader, Intake, Step

if TYPE_CHECKING:
    from .graph.authority import Authority, Kind, Named
    from .graph.workspace import Remark, Workspace

FORMATS = {"graph.ttl": "ttl", "graph.nq": "nq", "graph.html": "html", "graph.graphml": "graphml"}
VIEW = "graph.html"
BESIDE = ("vocabulary.ttl", "shapes.ttl")  # what the graph is written in, and what that asks of it
REPORT = "report.json"
CATALOG = "dataset.ttl"
_DERIVE = "derive"
_RECORDS = "records"
_UNFINISHED = ".evigraph-"
_DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and what to make of it: links to authority files and a service, what follows by rules, and limits."""

    authorities: tuple[Path, ...] = ()
    service: str | None = None
    infer: bool = False
    limits: Limits = _DEFAULTS


_PLAIN = Options()


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, how many documents were read for it and how many were known, and what the user should be told."""

    graph: Graph
    read: int
    unchanged: int
    notices: tuple[Notice, ...]

    def account(self) -> dict[str, Any]:
        """Return the counts, failures and notices, ready for JSON."""
        return {
            "read": self.read,
            "unchanged": self.unchanged,
            "documents": len(self.graph.documents),
            "entities": len(self.graph.entities),
            "relations": len(self.graph.relations),
            "failures": [asdict(failure) for failure in self.graph.failures],
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
        intake = Intake(paths, progress=progress, distinct=True, limits=options.limits)
        readings = list(intake.readings(load))
        _ask(options, authority, lambda: assemble(readings).entities)
        graph = assemble(readings, failures=intake.failures, authority=authority, derive=options.infer)
    return Built(graph, len(readings), 0, _sorted(intake.notices))


def build_into(
    folder: Path,
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    options: Options = _PLAIN,
) -> Built:
    """Make a folder hold the graph of some documents; of those it knows already, only the changed ones are read.

    Each reading is kept as soon as it is made, so that an interrupted build goes on where it was. The files are only
    replaced at the end, and not at all if none of the documents can be read while the folder holds a graph.

    Raises:
        OutputError: the folder cannot be written.
        WorkspaceError: the folder holds a workspace that cannot be used.
        DocumentError: no document could be read, and the graph that is there was left as it is.
        AuthorityError: what to link to cannot be read or reached.
        ModelError: the reader cannot be loaded.
    """
    from .graph.workspace import Workspace

    prepare(folder)
    with Workspace.open(folder) as workspace:
        _keep_records(workspace, options)
        intake = take_in(workspace, paths, load, progress, options.limits)
        if not intake.sources and workspace.sources():
            problem = "none of the paths holds a document; the graph that is there was left as it is"
            raise DocumentError(folder.as_posix(), problem, cure="check the paths")
        workspace.keep(intake.sources)
        workspace.set(_DERIVE, "yes" if options.infer else None)
        workspace.remember(remarks(intake))
        if options.service is not None:
            workspace.set(_RECORDS, None)
            _ask(options, workspace.authority, lambda: state(workspace).graph.entities)
        built = state(workspace, read=len(intake.sources) - intake.unchanged, unchanged=intake.unchanged)
    publish(built, folder)
    return built


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


def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    limits: Limits = _DEFAULTS,
) -> Intake:
    """Read what a workspace does not know of some paths into it, each reading as soon as it is made."""
    reader = cache(load)
    intake = Intake(
        paths,
        known=lambda document: workspace.recall(document, reader().fingerprint) is not None,
        progress=progress,
        distinct=True,
        limits=limits,
    )
    for reading in intake.readings(reader):
        workspace.put(reading, reader().fingerprint)
    return intake


def remarks(intake: Intake) -> tuple[Remark, ...]:
    """Return what the user was told during a run, as a workspace keeps it."""
    from .graph.workspace import Remark

    failures = [Remark(failure.source, failure.error, failure.cure) for failure in intake.failures]
    return *failures, *(Remark(notice.source, notice.message, None) for notice in intake.notices)


def state(workspace: Workspace, *, read: int = 0, unchanged: int = 0, before: int | None = None) -> Built:
    """Assemble the graph of a workspace as it is now, or as it would be without some decisions.

    Arguments:
        workspace: what was read and decided.
        read: how many documents were read for it.
        unchanged: how many were known.
        before: the number of the first decision to leave out.

    Raises:
        WorkspaceError: there is no decision of that number, or the workspace is damaged.
    """
    from .graph.assemble import assemble

    told = workspace.remarks()
    failures = [Failure(source, problem, cure) for source, problem, cure in told if cure is not None]
    notices = [Notice(source, problem) for source, problem, cure in told if cure is None]
    decisions = workspace.journal.decisions(before=before)
    readings = workspace.readings(before=before)
    derive = workspace.get(_DERIVE) is not None
    linked = workspace.authority
    graph = assemble(readings, decisions=decisions, failures=failures, authority=linked, derive=derive)
    return Built(graph, read, unchanged, _sorted(notices))


def open_folder(folder: Path) -> Graph:
    """Assemble the graph of a folder from its workspace.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
    """
    from .graph.workspace import Workspace

    with Workspace.open(folder, read_only=True) as workspace:
        return state(workspace).graph


def publish(built: Built, folder: Path) -> None:
    """Write every file aside, then move each into its place, so that no reader meets half a file.

    Raises:
        OutputError: the folder cannot be written, or the disk is full.
    """
    from .export.catalog import catalog
    from .export.formats import dumps
    from .export.shapes import shapes
    from .graph.vocabulary import source

    files = {name: dumps(built.graph, format_) for name, format_ in FORMATS.items()}
    files |= zip(BESIDE, (source().encode(), shapes()), strict=True)
    files[REPORT] = _report(built)
    files[CATALOG] = catalog(built.graph, files)
    with _explained(folder), TemporaryDirectory(prefix=_UNFINISHED, dir=folder) as unfinished:
        for name, content in files.items():
            Path(unfinished, name).write_bytes(content)
        for name in files:
            Path(unfinished, name).replace(folder / name)


def _report(built: Built) -> bytes:
    """Return the report; it counts nothing that differs between a first build and a second one."""
    from .graph.report import report
    from .graph.written import json_bytes

    account = {**report(built.graph), "notices": [asdict(notice) for notice in built.notices]}
    return json_bytes(account, indent=2)


def prepare(folder: Path) -> None:
    """Find out before the reading, not after it, whether there will be a place for its fruits.

    Raises:
        OutputError: the folder cannot be written.
        WorkspaceError: the folder holds a graph, but its workspace has lost what the graph was made of.
    """
    from .graph.database import refuse_empty

    if (folder / REPORT).exists():
        refuse_empty(folder)
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_UNFINISHED, dir=folder):
            pass


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        cure = "name another folder, or see to its permissions and to space on the disk"
        raise OutputError(folder.as_posix(), problem, cure=cure) from error


def _sorted(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda notice: (notice.source, notice.message)))
