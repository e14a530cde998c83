"""Documents read by the machines of a Ray cluster (https://docs.ray.io).

Each actor reads its portions of the input through a process of its own, as `workers` does: a document that kills costs
itself only, and the portion of an actor or a machine that is lost is given to another one. Ray itself is driven from a
process apart, since it writes on standard output, and changes signals, logging and the environment.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .actors import Answer, Found, Item, Job, results
from .errors import EngineError
from .extract.limits import Limits
from .extract.parts import Part, cut, weigh
from .extract.stores import Place
from .graph.marks import Marks
from .workers import CONTEXT, Refused, pickled, uninterrupted

if TYPE_CHECKING:
    from .intake import AnyReader

PORTION = 64_000  # bytes that are read, and lost, together: some seconds of reading
_PORTIONS = 100_000  # at most, since each costs the machine that drives them some milliseconds
_PATIENCE = 20.0  # seconds for Ray to end its processes
_ANSWER = 10.0  # seconds for a cluster to take a call
_CURE = "see that RAY_ADDRESS, if it is set, names a cluster that is up, and run it again; a build goes on where it was"
_ADDRESS = "see that RAY_ADDRESS names a cluster, or leave it empty to start one here"
_EXTRA = 'pip install "evigraph[ray]"'


def read_on_cluster(
    load: Callable[[], AnyReader], number: int, items: Iterable[Item], *, limits: Limits, known: Marks
) -> Iterator[Found]:
    """Read parts of files on the cluster that ``RAY_ADDRESS`` names, or on one that is started here and ended again.

    Arguments:
        load: makes the reader; it goes to the machines by pickle.
        number: how many actors read at once.
        items: what to read; failures and notices come back in their places.
        limits: what one document may cost.
        known: documents that come back unread.

    Yields:
        What comes of each document, in the order of the input.

    Raises:
        EngineError: Ray is not installed, cannot be reached or has ended.
        ModelError: the reader cannot be sent to a process or loaded there.
        EvigraphError: whatever the reader raises.
    """
    if find_spec("ray") is None:
        raise EngineError("ray", "is not installed", cure=_EXTRA)
    portions = tuple(_portions([piece for item in items for piece in _cut(item)]))
    if not any(isinstance(item, Part) for portion in portions for item in portion):
        yield from (item for portion in portions for item in portion if not isinstance(item, Part))
        return
    _knock(os.environ.get("RAY_ADDRESS", ""))
    with TemporaryDirectory(prefix="evigraph-ray-", ignore_cleanup_errors=True) as room:
        yield from _driven(Job(pickled(load), number, portions, limits, known, room))


def _knock(address: str) -> None:
    """Raise an error if nothing answers at an address: Ray itself goes on asking for up to ten minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), _ANSWER).close()
        except (OSError, OverflowError, UnicodeError) as error:
            raise EngineError("ray", f"does not answer at {address}: {error}", cure=_ADDRESS) from error


def _cut(item: Item) -> Iterable[Item]:
    return cut(_from_anywhere(item), PORTION) if isinstance(item, Part) else (item,)


def _from_anywhere(part: Part) -> Part:
    """Return a part by the absolute path of its file, since actors run in other folders."""
    source, place = part.source, part.source.place
    if place.store is not None:
        return part
    return replace(part, source=replace(source, place=Place(str(Path(place.path).absolute()))))


def _portions(items: list[Item]) -> Iterator[tuple[Item, ...]]:
    """Yield what is read together: about as many bytes each."""
    weights = [weigh(item) if isinstance(item, Part) else 0 for item in items]
    enough = max(PORTION, sum(weights) // _PORTIONS)
    portion: list[Item] = []
    heavy = 0
    for item, weight in zip(items, weights, strict=True):
        if portion and heavy + weight > enough:
            yield tuple(portion)
            portion, heavy = [], 0
        portion.append(item)
        heavy += weight
    if portion:
        yield tuple(portion)


def _driven(job: Job) -> Iterator[Found]:
    """Run the process that drives Ray, and end it together with all it has started."""
    pipe, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=drive, args=(theirs, job), daemon=True, name="evigraph-ray")
    with uninterrupted():
        process.start()
    theirs.close()
    try:
        while (found := pipe.recv()) is not None:
            if isinstance(found, Refused):
                raise found.error()
            yield from found
        process.join(_PATIENCE)
    except EOFError as error:
        raise EngineError("ray", "ended before all was read", cure=_CURE) from error
    finally:
        process.terminate()  # so that it can end what Ray has started
        process.join(_PATIENCE)
        process.kill()
        process.join()
        pipe.close()


def drive(pipe: Connection, job: Job) -> None:
    """Have portions read by Ray and send what comes of each; the body of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides when to stop
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # as Ray has it, once it is there
    threading.Thread(target=_end_with_parent, daemon=True).start()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _settle()
    try:
        for found in _answers(job):
            pipe.send(found)
        pipe.send(None)
    except BrokenPipeError:
        return
    finally:
        if "ray" in sys.modules:
            sys.modules["ray"].shutdown()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _settle() -> None:
    """Set what Ray looks up when it is imported."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would tell its makers
    # An actor that does not answer gets no more to read before the cluster knows whether its machine is lost, which
    # takes less than 20 seconds.
    os.environ.setdefault("RAY_timeout_wait_for_death_info_ms", "20000")
    if not os.environ.get("RAY_ADDRESS"):  # a cluster of our own, whose ports are open to others
        os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32))
        os.environ.update(RAY_worker_niceness="0")  # else whatever else is done here comes first


def _answers(job: Job) -> Iterator[Answer]:
    """Yield what came of each portion in turn, or at last why Ray cannot be used."""
    try:
        yield from results(job)
    except ImportError:
        yield Refused(EngineError, "ray", "is not installed as it is needed", _EXTRA)
    except (OSError, RuntimeError, ValueError) as error:  # what Ray raises where it cannot start or be reached
        problem = f"cannot be used: {str(error).strip().partition(chr(10))[0]}"
        yield Refused(EngineError, "ray", problem, _ADDRESS)
