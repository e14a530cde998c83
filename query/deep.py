"""Work that recurses deeply, on a thread with a stack to match."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_STACK = 256 * 1024 * 1024
_LOCK = threading.Lock()

T = TypeVar("T")


def deep(work: Callable[[], T]) -> T:
    """Do work on a thread of its own with a 256 MB stack, of which only what is used takes memory.

    The engine parses and plans by recursion; on the stack of the main thread (8 MB, or 1 MB on Windows) a query of a
    few hundred patterns ends the process. The caller can be interrupted meanwhile.

    >>> deep(lambda: 6 * 7)
    42
    """
    done: Future[T] = Future()
    with _LOCK:  # the size of new stacks belongs to the process: change it for this one start, then put it back
        before = threading.stack_size(_STACK)
        try:
            threading.Thread(target=_settle, args=(work, done), daemon=True).start()
        finally:
            threading.stack_size(before)
    return done.result()


def _settle(work: Callable[[], T], done: Future[T]) -> None:
    try:
        done.set_result(work())
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised again where the work was asked for
        _let_go(error)
        done.set_exception(error)


def _let_go(error: BaseException | None) -> None:
    """Drop what the frames of an error still hold: answers of the engine may only be dropped on their own thread."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__
