"""Documents read by several processes at once; one that dies costs the document it was reading and no other.

Each process has a pipe of its own, since whoever dies while holding a shared queue would take the others along. It gets
a batch when it has answered the last one, so that no more is in memory than the processes are at work on.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, TypeAlias

from .errors import EvigraphError, ModelError
from .graph.model import Document, Failure, Reading

if TYPE_CHECKING:
    from .intake import AnyReader

BATCH = 8_000  # code points that a process gets at once: about a second of reading, beside which sending is nothing
AHEAD = 32  # batches for each process that may be done before one that was begun earlier
CONTEXT = get_context("spawn")  # the same on every system; a fork would take along threads and open files
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_TRIAL = Document.of("It was a trial.", source="trial")
_PATIENCE = 5.0  # seconds for a process that has ended to say how

Placed: TypeAlias = tuple[int, Document]
"""A document and its place among those to read."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An error of ours in parts: exceptions with keyword arguments cannot be pickled."""

    kind: type[EvigraphError]
    subject: str
    problem: str
    cure: str

    @classmethod
    def of(cls, error: EvigraphError) -> Refused:
        """Take an error apart."""
        return cls(type(error), error.subject, error.problem, error.cure)

    def error(self) -> EvigraphError:
        """Put it together again."""
        return self.kind(self.subject, self.problem, cure=self.cure)


def read_by(
    load: Callable[[], AnyReader], number: int, documents: Iterable[Document], *, ordered: bool
) -> Iterator[Reading | Failure]:
    """Read documents in processes of their own, each of which loads the reader once.

    Arguments:
        load: makes the reader; it goes to the processes by pickle.
        number: how many processes there are at most.
        documents: they are drawn no faster than they are read.
        ordered: whether readings come in the order of the documents, or each as soon as it is made.

    Yields:
        A reading per document, or the failure of one that its process did not outlive.

    Raises:
        ModelError: the reader cannot be sent to a process or loaded there.
        EvigraphError: whatever the reader raises.
    """
    return _read_by(Crew(pickled(load), number), documents, ordered=ordered)


def _read_by(crew: Crew, documents: Iterable[Document], *, ordered: bool) -> Iterator[Reading | Failure]:
    try:
        yield from crew.read_in_order(documents) if ordered else (found for _, found in crew.read(documents))
    finally:
        crew.stop()


def pickled(load: Callable[[], AnyReader]) -> bytes:
    """Return what makes the reader as it goes to other processes.

    Raises:
        ModelError: it cannot.
    """
    try:
        return pickle.dumps(load)
    except (pickle.PicklingError, AttributeError, TypeError) as error:  # what pickle raises depends on the object
        cure = "read with one worker, or with a reader that pickle can copy"
        raise ModelError("reader", f"cannot be sent to another process: {error}", cure=cure) from error


def _in_order(answered: Iterable[tuple[int, Reading | Failure]]) -> Iterator[Reading | Failure]:
    early: dict[int, Reading | Failure] = {}
    turn = 0
    for place, found in answered:
        early[place] = found
        while turn in early:
            yield early.pop(turn)
            turn += 1


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents that a process gets at once, and how many batches went before."""

    number: int
    documents: tuple[Placed, ...]


def _batches(documents: Iterable[Document]) -> Iterator[_Batch]:
    """Yield documents in batches of about equal length; a long one is a batch of its own."""
    batch: list[Placed] = []
    numbers = count()
    length = 0
    for placed in enumerate(documents):
        if batch and length + len(placed[1].text) > BATCH:
            yield _Batch(next(numbers), tuple(batch))
            batch, length = [], 0
        batch.append(placed)
        length += len(placed[1].text)
    if batch:
        yield _Batch(next(numbers), tuple(batch))


class Crew:
    """The processes, which stay for the next documents, and the batches that none of them has yet."""

    def __init__(self, load: bytes, number: int) -> None:
        """Take what `pickled` made, and how many processes there are at most; they start when there is work."""
        self._load, self._number, self._ahead = load, number, sys.maxsize
        self._workers: list[_Worker] = []
        self._waiting: deque[_Batch] = deque()

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[int, Reading | Failure]]:
        """Yield a reading or failure per document with its place, as they are made; read to the end before the next."""
        batches = _batches(documents)
        self._waiting.extend(islice(batches, self._number))
        for _ in range(len(self._waiting) - len(self._workers)):  # fewer batches need fewer processes
            self._workers.append(_Worker(self._load))
        while self._hand_out(batches):
            for worker in self._heard():
                yield from self._answers(worker)

    def read_in_order(self, documents: Iterable[Document]) -> Iterator[Reading | Failure]:
        """Yield them in the order of the documents; few are read ahead of one that takes long."""
        self._ahead = AHEAD * self._number
        return _in_order(self.read(documents))

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._workers:
            worker.stop()

    def _hand_out(self, batches: Iterator[_Batch]) -> bool:
        """Give each free process a batch, and tell whether anything is left to wait for."""
        for worker in self._workers:
            batch = self._next(batches) if worker.free else None
            if batch is not None and not worker.give(batch):
                self._waiting.appendleft(batch)  # it has died, and its pipe will say so
        return bool(self._waiting) or any(worker.documents for worker in self._workers)

    def _next(self, batches: Iterator[_Batch]) -> _Batch | None:
        """Return the batch to read next, unless that is too far ahead of one that is still being read."""
        if not self._waiting:
            self._waiting.extend(islice(batches, 1))
        begun = min((worker.batch for worker in self._workers if worker.documents), default=None)
        if not self._waiting or (begun is not None and self._waiting[0].number - begun >= self._ahead):
            return None
        return self._waiting.popleft()

    def _heard(self) -> list[_Worker]:
        """Wait for those that have something to say, or have died."""
        heard = wait([worker.pipe for worker in self._workers])
        return [worker for worker in self._workers if worker.pipe in heard]

    def _answers(self, worker: _Worker) -> Iterator[tuple[int, Reading | Failure]]:
        try:
            found = worker.hear()
        except (EOFError, OSError):
            yield from self._lost(worker)
        else:
            if isinstance(found, Refused):
                raise found.error()
            if found is not None:
                yield found

    def _lost(self, worker: _Worker) -> Iterator[tuple[int, Failure]]:
        """Put another process in the place of one that died, and yield what became of the document it was reading."""
        how = worker.end()
        if not worker.loaded:
            problem = f"ended before it had loaded the reader ({how})"
            raise ModelError("worker", problem, cure="see what it said above; fewer workers need less memory")
        self._workers[self._workers.index(worker)] = _Worker(self._load)
        if worker.documents:
            place, document = worker.documents.popleft()
            if worker.documents:
                self._waiting.appendleft(_Batch(worker.batch, tuple(worker.documents)))
            problem = f"the process that was reading it ended ({how})"
            yield place, Failure(document.source, problem, "run it again; with fewer workers each has more memory")


class _Worker:
    """A process with the documents it has still to read, the first of which it is reading."""

    def __init__(self, load: bytes) -> None:
        self.loaded = False
        self.batch = -1
        self.documents: deque[Placed] = deque()
        self.pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=run, args=(theirs, load), daemon=True, name="evigraph-reader")
        with uninterrupted():
            self._process.start()
        theirs.close()

    @property
    def free(self) -> bool:
        return self.loaded and not self.documents

    def give(self, batch: _Batch) -> bool:
        """Send documents to a process that waits for some; tell whether it is there to take them."""
        try:
            self.pipe.send([document for _, document in batch.documents])
        except OSError:
            return False
        self.batch = batch.number
        self.documents.extend(batch.documents)
        return True

    def hear(self) -> tuple[int, Reading] | Refused | None:
        """Return the reading of a document with its place; nothing when the process says that it has loaded.

        Raises:
            EOFError: the process has died.
        """
        found: Reading | Refused | None = self.pipe.recv()
        if isinstance(found, Refused):
            return found
        if found is None:
            self.loaded = True
            return None
        return self.documents.popleft()[0], found

    def end(self) -> str:
        """Wait for a process that closed its pipe, and return how it ended."""
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        self.stop()
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """Kill the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even while they start; here it arrives a moment later."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # else it starts within, and lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run(pipe: Connection, load: bytes) -> None:
    """Read what comes through a pipe until its other end closes; the body of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides when to stop
    for name in _ONE_THREAD:
        os.environ[name] = "1"  # before any library counts the cores: all of them are busy with other documents
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        reader: AnyReader = pickle.loads(load)()  # noqa: S301 - from the process that started this one
        reader.read(_TRIAL)  # loads what a reader loads with its first document
        pipe.send(None)
        while True:
            for document in pipe.recv():
                pipe.send(reader.read(document))
    except EvigraphError as error:
        pipe.send(Refused.of(error))
    except (EOFError, BrokenPipeError):
        return


def _end_with_parent() -> None:
    """End in the middle of a document when whoever wants it is gone."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
