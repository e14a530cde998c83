"""Stores on disk that never change: one for each state of a folder, made aside and switched to when whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from ...errors import EvigraphError, QueryError, WorkspaceError
from ..sparql import Scope
from ..store import base, load
from ..update import update

QUADS = "graph.nq"
_CONTEXT = get_context("spawn")
_START = 60.0  # seconds a process may take to start
_LOAD = 600.0  # seconds that loading a graph may take

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A store that never changes: its place, the base IRI of its names, and the state of the file it was made of."""

    place: Path
    base: str
    stamp: Stamp


class Snapshots:
    """Makes snapshots of a folder in a room of their own."""

    def __init__(self, folder: Path, room: Path) -> None:
        """Take the folder that `evigraph build` wrote, and an empty one to keep stores in."""
        self._quads, self._room, self._numbers = folder / QUADS, room, count()

    def stamp(self) -> Stamp:
        """Tell one state of the folder from another; a build replaces the file as a whole.

        Raises:
            WorkspaceError: the folder holds no graph.
        """
        try:
            found = self._quads.stat()
        except OSError as error:
            cure = "make one with `evigraph build PATH -o DIR`"
            raise WorkspaceError(self._quads.parent.as_posix(), f"holds no {QUADS}", cure=cure) from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def take(self) -> Snapshot:
        """Load the folder as it is now.

        Raises:
            WorkspaceError: the folder holds no graph that can be loaded.
        """
        stamp, place = self.stamp(), self._next()
        return Snapshot(place, _apart(_loaded, place, str(self._quads), seconds=_LOAD), stamp)

    def changed(self, before: Snapshot, text: str, scope: Scope, seconds: float) -> Snapshot:
        """Return a snapshot with an update applied to it, whole or not at all; the one before stays as it is.

        Raises:
            QueryError: the update is wrong, or takes too long.
        """
        place = self._next()
        own = _apart(_updated, place, str(before.place), text, scope, seconds=seconds)
        return Snapshot(place, own, before.stamp)

    def drop(self, snapshot: Snapshot) -> None:
        """Delete a snapshot that nobody reads any more."""
        shutil.rmtree(snapshot.place, ignore_errors=True)

    def _next(self) -> Path:
        return self._room / f"{next(self._numbers)}"


def _apart(work: object, place: Path, *arguments: object, seconds: float) -> str:
    """Do work in a process of its own, which gives its memory back and can be stopped.

    Raises:
        EvigraphError: what the work raised, or that it took too long.
    """
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work, args=(theirs, work, str(place), arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(_START) or not ours.recv() or not ours.poll(seconds):
            raise QueryError("work", f"took longer than {seconds:g} s and was stopped", cure="do it in smaller steps")
        found = ours.recv()
    except EOFError as error:
        raise QueryError("work", "ended before it was done", cure="make room in memory and on the disk") from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(found, str):
        return found
    shutil.rmtree(place, ignore_errors=True)
    kind, subject, problem, cure = found
    raise kind(subject, problem, cure=cure)


def _work(pipe: Connection, work: object, place: str, arguments: tuple[object, ...]) -> None:
    pipe.send("started")
    try:
        pipe.send(work(place, *arguments))  # type: ignore[operator]  # one of the two below
    except EvigraphError as error:
        kind = WorkspaceError if isinstance(error, WorkspaceError) else QueryError
        pipe.send((kind, error.subject, error.problem, error.cure))


def _loaded(place: str, quads: str) -> str:
    store = load(quads, ox.Store(place))
    store.flush()
    return base(store)


def _updated(place: str, before: str, text: str, scope: Scope) -> str:
    ox.Store.read_only(before).backup(place)
    store = ox.Store(place)
    update(store, text, scope)
    store.flush()
    return base(store)
