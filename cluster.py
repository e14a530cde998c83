"""Documents read by the machines of a Ray cluster (https://docs.ray.io/en/latest/data/data.html).

Each actor of Ray Data reads its portions of the input through a process of its own, as `workers` does: a document that
kills costs itself only, and Ray gives the portion of an actor or a machine that is lost to another one. Ray itself is
driven from a process apart, since it writes on standard output, and changes signals, logging and the environment.
"""

from __future__ import annotations

import os
import pickle
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from .errors import EngineError, EvigraphError
from .extract.documents import read_parts
from .extract.limits import MEGABYTE, Limits
from .extract.parsing import Parsing
from .extract.parts import Notice, Part, cut, weigh
from .extract.sources import LINES
from .graph.marks import Marks
from .graph.model import Document, Failure, Reading
from .workers import CONTEXT, Crew, Refused, pickled, uninterrupted

if TYPE_CHECKING:
    from .intake import AnyReader

Found: TypeAlias = Reading | Document | Failure | Notice
"""What comes of a document: its reading, or itself if it seems to be known; its failure; or a notice."""
Item: TypeAlias = Part | Failure | Notice

PORTION = 64_000  # bytes that are read, and lost, together: some seconds of reading
_PORTIONS = 100_000  # at most, since each costs the machine that drives them some milliseconds
_TRIES = 3
_STORE = 256 * MEGABYTE  # for what is on its way, of a cluster on this machine; more goes to the disk
_PATIENCE = 20.0  # seconds for Ray to end its processes
_CURE = "see that RAY_ADDRESS, if it is set, names a cluster that is up, and run it again; a build goes on where it was"
_EXTRA = 'pip install "evigraph[ray]"'


@dataclass(frozen=True, slots=True)
class _Job:
    """All that the process needs which drives Ray: how to read, by how many, what, and where to keep its files."""

    load: bytes
    number: int
    portions: tuple[tuple[Item, ...], ...]
    limits: Limits
    known: Marks
    room: str


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
    with TemporaryDirectory(prefix="evigraph-ray-", ignore_cleanup_errors=True) as room:
        yield from _driven(_Job(pickled(load), number, portions, limits, known, room))


def _cut(item: Item) -> Iterable[Item]:
    return cut(item, PORTION) if isinstance(item, Part) else (item,)


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


def _driven(job: _Job) -> Iterator[Found]:
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


def drive(pipe: Connection, job: _Job) -> None:
    """Have portions read by Ray and send what comes of each; the body of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides when to stop
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # as Ray has it, once it is there
    threading.Thread(target=_end_with_parent, daemon=True).start()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _settle()
    try:
        for found in _results(job):
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
    if not os.environ.get("RAY_ADDRESS"):  # a cluster of our own, whose ports are open to others
        os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32))
        os.environ.update(RAY_worker_niceness="0")  # else whatever else is done here comes first


def _results(job: _Job) -> Iterator[tuple[Found, ...] | Refused]:
    """Yield what came of each portion in turn; of one that no machine could read, a failure of each of its files."""
    try:
        ray = _ray()
        _connect(ray, job)
        turn = 0
        for place, found in _read_by(ray, job):
            for lost in job.portions[turn:place]:
                yield tuple(map(_lost, lost))
            turn = place + 1
            yield found
        for lost in job.portions[turn:]:
            yield tuple(map(_lost, lost))
    except ImportError:
        yield Refused(EngineError, "ray", "is not installed as it is needed", _EXTRA)
    except (OSError, RuntimeError, ValueError) as error:  # what Ray raises where it cannot start or be reached
        problem = f"cannot be used: {str(error).strip().partition(chr(10))[0]}"
        yield Refused(
            EngineError, "ray", problem, "see that RAY_ADDRESS names a cluster, or leave it empty to start one here"
        )


def _ray() -> Any:  # noqa: ANN401 - what it is, only Ray knows
    import ray
    import ray.data  # so that ray.data is there

    return ray


def _connect(ray: Any, job: _Job) -> None:  # noqa: ANN401 - as above
    quiet = {"configure_logging": False, "log_to_driver": False}
    if os.environ.get("RAY_ADDRESS"):
        ray.init(**quiet)
        return
    ray.init(
        address="local",
        num_cpus=job.number,
        object_store_memory=_STORE,
        include_dashboard=False,
        _temp_dir=job.room,
        **quiet,
    )


def _read_by(ray: Any, job: _Job) -> Iterator[tuple[int, tuple[Found, ...] | Refused]]:  # noqa: ANN401 - as above
    """Yield what came of each portion that was not lost, with its place and in order."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.max_errored_blocks = -1  # what is lost is missed in `_results`
    rows = [{"place": place, "portion": pickle.dumps(portion)} for place, portion in enumerate(job.portions)]
    actors = ray.data.ActorPoolStrategy(
        min_size=1,
        max_size=job.number,
        initial_size=min(job.number, len(rows)),
        max_tasks_in_flight_per_actor=1,  # what only waits for an actor is not lost with it
    )
    found = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Actor,
        batch_size=1,
        num_cpus=1,
        max_task_retries=_TRIES - 1,
        max_restarts=-1,
        compute=actors,
        fn_constructor_args=(job.load, job.limits, job.known),
    )
    for batch in found.iter_batches(batch_size=None, prefetch_batches=0):  # else the last that is done would wait
        for place, content in zip(batch["place"], batch["found"], strict=True):
            yield int(place), pickle.loads(content)  # noqa: S301 - from our own actors


def _lost(item: Item) -> Failure | Notice:
    if not isinstance(item, Part):
        return item
    where = f" from {item.first if item.suffix in LINES else item.start + 1} on" if item.stop is not None else ""
    problem = f"each of {_TRIES} processes that were reading it{where} was lost"
    return Failure(item.source.name, problem, "run it again; with fewer workers each has more memory")


class Actor:
    """What Ray keeps on a machine: the process that reads, and the one that parses."""

    def __init__(self, load: bytes, limits: Limits, known: Marks) -> None:
        """Take how to read; the reader is loaded by the first document that has to be read."""
        self._crew = Crew(load, 1)
        self._parsing, self._limits, self._known = Parsing(limits), limits, known

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Read a portion."""
        found: tuple[Found, ...] | Refused
        try:
            found = tuple(self._read(pickle.loads(batch["portion"][0])))  # noqa: S301 - from our own driver
        except EvigraphError as error:
            found = Refused.of(error)
        return {"place": [batch["place"][0]], "found": [pickle.dumps(found)]}

    def _read(self, items: Iterable[Item]) -> Iterator[Found]:
        notices: list[Notice] = []
        read = read_parts(items, self._parsing, notice=notices.append, limits=self._limits)
        found = [each for each in read if isinstance(each, Document | Failure)]  # only a workspace knows files again
        yield from notices
        fresh = [each for each in found if isinstance(each, Document) and each not in self._known]
        readings = self._crew.read_in_order(fresh)
        for each in found:
            yield each if isinstance(each, Failure) or each in self._known else next(readings)
