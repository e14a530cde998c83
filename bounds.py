"""What a process may use: memory, time for looking for what can be freed, and the modules of the one that starts it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def bound_memory(size: int) -> None:
    """Give this process no more than so many bytes of memory, and let it leave no dump when it ends for want of them.

    Linux holds a process to it, macOS does in part and Windows has no such limits.
    """
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    size = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def uncollected(*, aged: bool = True) -> Iterator[None]:
    """Look for no cycles while a block runs: our values have none, and there are so many that looking takes long.

    What was made counts as old after it where it is ``aged``, so that it is not looked through at once.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if aged and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def same_modules() -> dict[str, str]:
    """Return the environment for a process of Python, started with ``-P``, that is to find the modules found here."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}  # noqa: PTH109
