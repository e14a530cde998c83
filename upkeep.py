"""Keeping the graph of a folder over time: documents come and go, and what a person decided can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .building import Built, graph_of, remarks, state, take_in
from .errors import DocumentError
from .extract.limits import Limits
from .graph.difference import Difference, difference
from .graph.journal import Entry
from .graph.model import Decision, Failure, Graph
from .graph.workspace import Workspace
from .intake import AnyReader, Engine, Intake, Step
from .publishing import prepared, publish

_SHOWN = 3
_DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Kept:
    """The graph of a folder after a change, what the change did, and what could not be read for it."""

    built: Built
    difference: Difference
    failures: tuple[Failure, ...] = ()


def add_to(  # noqa: PLR0913 - each is an option of its own
    folder: Path,
    paths: Sequence[Path],
    load: Callable[[], AnyReader],
    progress: Callable[[Step], None] | None = None,
    *,
    workers: int = 1,
    limits: Limits = _DEFAULTS,
    engine: str = Engine.LOCAL,
) -> Kept:
    """Add documents to the graph of a folder; those it has stay, and of the new ones only the unknown are read.

    Raises:
        OutputError: the folder cannot be written.
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
        DocumentError: none of the paths holds a document.
        ModelError: the reader cannot be loaded.
        EngineError: Ray is asked for, and is not installed or cannot be used.
    """

    def act(workspace: Workspace) -> Intake:
        intake = take_in(workspace, paths, load, progress, workers=workers, limits=limits, engine=engine)
        if not intake.sources:
            problem = "none of the paths holds a document; the graph was left as it is"
            raise DocumentError(folder.as_posix(), problem, cure="check the paths")
        told = remarks(intake)
        workspace.remember(told, instead={*intake.sources, *(remark.source for remark in told)})
        return intake

    return _change(folder, act)


def remove_from(folder: Path, names: Iterable[str], *, for_good: bool = False) -> Kept:
    """Take documents out of the graph of a folder.

    Arguments:
        folder: what a build made.
        names: sources as the graph calls them, or folders and files of lines that hold such.
        for_good: erase what was read, too; without it `undo_in` brings it back.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
        DocumentError: the graph has no such source.
        OutputError: the folder cannot be written.
    """

    def act(workspace: Workspace) -> None:
        sources = _named(workspace.sources(), names)
        if for_good:
            workspace.erase(sources)
        else:
            workspace.journal.remove(sources)

    return _change(folder, act)


def decide_in(folder: Path, decisions: Iterable[Decision]) -> Kept:
    """Keep what a person said of who is who, each as soon as it is said, and make the graph anew.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
        OutputError: the folder cannot be written.
    """

    def act(workspace: Workspace) -> None:
        for decision in decisions:
            workspace.journal.decide(decision)

    return _change(folder, act)


def undo_in(folder: Path, number: int | None = None) -> Kept:
    """Take back a decision, the last one unless told which, and make the graph anew.

    Raises:
        WorkspaceError: the folder holds no workspace that can be used, or there is no such decision.
        OutputError: the folder cannot be written.
    """
    return _change(folder, lambda workspace: workspace.journal.undo(number))


def entries_in(folder: Path) -> tuple[Entry, ...]:
    """Return the decisions of a folder in the order they were taken.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
    """
    with Workspace.open(folder, read_only=True) as workspace:
        return workspace.journal.entries()


def decisions_in(folder: Path) -> tuple[Decision, ...]:
    """Return what was said of who is who in a folder.

    Raises:
        WorkspaceError: the folder holds no workspace, or one that cannot be used.
    """
    return tuple(entry.decision for entry in entries_in(folder) if entry.decision is not None)


def before(folder: Path, number: int) -> Graph:
    """Return the graph of a folder as it would be without a decision and all that were taken after it.

    Raises:
        WorkspaceError: the folder holds no workspace that can be used, or there is no such decision.
    """
    with Workspace.open(folder, read_only=True) as workspace:
        return graph_of(workspace, before=number)


def _change(folder: Path, act: Callable[[Workspace], object]) -> Kept:
    """Change the workspace of a folder, which has to hold one, and publish what comes of it."""
    Workspace.open(folder, read_only=True).close()
    with prepared(folder), Workspace.open(folder) as workspace:
        old = state(workspace).graph
        done = act(workspace)
        unchanged = done.unchanged if isinstance(done, Intake) else 0
        read = len(done.sources) - unchanged if isinstance(done, Intake) else 0
        built = state(workspace, read=read, unchanged=unchanged)
        publish(built, folder, workspace)
        change = difference(old, built.graph)
    return Kept(built, change, tuple(done.failures) if isinstance(done, Intake) else ())


def _named(sources: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that are named, or lie in a folder or a file of lines that is."""
    known = sorted(sources)
    found: set[str] = set()
    for name in names:
        below = (f"{name.rstrip('/')}/", f"{name}#")
        named = [source for source in known if source == name or source.startswith(below)]
        if not named:
            raise DocumentError(name, "is no document of this graph", cure=_cure(known))
        found.update(named)
    return tuple(sorted(found))


def _cure(known: Sequence[str]) -> str:
    more = ", …" if len(known) > _SHOWN else ""
    return f"it has {', '.join(known[:_SHOWN])}{more}" if known else "it has none"
