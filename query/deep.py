"""Work that recurses deeply, on a thread with a stack to match."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

_STACK = 256 * 1024 * 1024
_LOCK = threading.Lock()

T = TypeVar("T")


def deep(work: Callable[[], T]) -> T:
    """Do work on a thread with a 256 MB stack, of which only what is used takes memory.

    The engine parses and plans by recursion; on the stack of the main thread (8 MB, or 1 MB on Windows) a query of a
    few hundred patterns ends the process. The caller can be interrupted meanwhile. The thread waits for more work, as
    starting one takes longer than a small query.

    >>> deep(lambda: 6 * 7)
    42
    """
    try:
        worker = _WAITING.pop()
    except IndexError:
        worker = _Worker()
    return worker.do(work)


def shallow(work: Callable[[], T]) -> T:
    """Do work here and now; what it raises holds on to nothing of the engine, as with `deep`.

    >>> shallow(lambda: 6 * 7)
    42
    """
    try:
        return work()
    except BaseException as error:
        _let_go(error)
        raise


class _Worker:
    """A thread that does one work after another."""

    def __init__(self) -> None:
        self._works: SimpleQueue[tuple[Callable[[], object], SimpleQueue[Any]]] = SimpleQueue()
        with _LOCK:  # the size of new stacks belongs to the process: change it for this one start, then put it back
            before = threading.stack_size(_STACK)
            try:
                threading.Thread(target=self._loop, daemon=True).start()
            finally:
                threading.stack_size(before)

    def do(self, work: Callable[[], T]) -> T:
        """Have the thread do the work, and wait for it; whoever is interrupted leaves the thread to it."""
        done: SimpleQueue[tuple[T, None] | tuple[None, BaseException]] = SimpleQueue()
        self._works.put((work, done))
        found, error = done.get()
        if error is not None:
            raise error
        return found  # type: ignore[return-value]  # without an error it is what the work gave

    def _loop(self) -> None:
        while True:
            work, done = self._works.get()
            outcome = _outcome(work)
            _WAITING.append(self)  # before the answer, so that whoever gets it finds this thread again
            done.put(outcome)
            del work, outcome, done


_WAITING: list[_Worker] = []
if hasattr(os, "register_at_fork"):  # a forked process has the list, but none of the threads
    os.register_at_fork(after_in_child=_WAITING.clear)


def _outcome(work: Callable[[], object]) -> tuple[object, BaseException | None]:
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised again where the work was asked for
        _let_go(error)
        return None, error


def _let_go(error: BaseException | None) -> None:
    """Drop what the frames of an error still hold: answers of the engine may only be dropped on their own thread."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__
