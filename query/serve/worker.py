"""A process that answers from a read-only store, and can be killed without harm to anyone."""

from __future__ import annotations

import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pyoxigraph as ox

from ...bounds import bound_memory
from ...errors import QueryError
from . import answers, explorer, things
from .answers import Task, Written
from .settings import RefusedError

_CONTEXT = get_context("spawn")  # a fork would take along the threads and the sockets of the server
_START = 60.0  # seconds a process may take to start
BUSY = 503


class Worker:
    """A process over one store; it starts with its first task and again after it was killed."""

    def __init__(self, store: Path, *, memory: int) -> None:
        """Take the folder of the store, and how many bytes the process may use."""
        self._store, self._memory = store, memory
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, task: Task, seconds: float) -> Written:
        """Return the answer to a task.

        Raises:
            QueryError: the query is wrong.
            RefusedError: the request is, or its answer takes too long or too much memory; the process is then killed.
        """
        try:
            pipe = self._connected()
            pipe.send(task)
            if not pipe.poll(seconds):
                self.stop()
                cure = "ask for less, add LIMIT, or start the server with a longer --timeout"
                raise RefusedError(BUSY, "query", f"took longer than {seconds:g} s and was stopped", cure=cure)
            found = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise RefusedError(BUSY, "query", "needed more memory than it may use", cure="ask for less") from error
        if isinstance(found, Written):
            return found
        raise RefusedError(found[0], found[1], found[2], cure=found[3])

    def stop(self) -> None:
        """Kill the process, whatever it is doing."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _connected(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.stop()
            self._pipe, theirs = _CONTEXT.Pipe()
            arguments = (theirs, str(self._store), self._memory)
            self._process = _CONTEXT.Process(target=run, args=arguments, daemon=True, name="evigraph-worker")
            self._process.start()
            theirs.close()
            if not self._pipe.poll(_START):
                raise EOFError  # as if it had ended
            self._pipe.recv()
        return self._pipe


def run(pipe: Connection, store_path: str, memory: int) -> None:
    """Answer tasks until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    store = ox.Store.read_only(store_path)
    bound_memory(memory)
    pipe.send("ready")
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(_done(store, task))


def _done(store: ox.Store, task: Task) -> Written | tuple[int, str, str, str]:
    """Return the answer, or the parts of an error: exceptions with keyword arguments cannot be pickled."""
    try:
        return _KINDS[task.kind](store, task)
    except RefusedError as error:
        return error.status, error.subject, error.problem, error.cure
    except QueryError as error:
        return 400, error.subject, error.problem, error.cure
    except MemoryError:
        return BUSY, "query", "needed more memory than it may use", "ask for less"


_KINDS = {
    "query": answers.answered,
    "graph": answers.graph,
    "thing": things.thing,
    "terms": things.terms,
    "part": explorer.part,
}
