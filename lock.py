"""One process at a time changes a folder; the lock goes with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import WorkspaceError

_HELD = ".evigraph-lock"  # on Windows, where a folder itself cannot be locked


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder for as long as a block runs.

    Raises:
        WorkspaceError: another process holds it.
    """
    try:
        held = _locked(folder)
    except (BlockingIOError, FileExistsError) as error:
        problem = "is being changed by another process"
        raise WorkspaceError(folder.as_posix(), problem, cure="wait until it has ended") from error
    try:
        yield
    finally:
        os.close(held)


if sys.platform == "win32":

    def _locked(folder: Path) -> int:
        return os.open(folder / _HELD, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)

else:
    import fcntl

    def _locked(folder: Path) -> int:
        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise
        except OSError:  # some network disks know no locks; SQLite still keeps what each process writes whole
            return held
        return held
