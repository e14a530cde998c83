"""What Ray runs: actors that read on the machines of a cluster, and one apart for what is lost with any of them.

Ray Data (https://docs.ray.io/en/latest/data/data.html) gives each actor a portion of the input at a time. A portion
that is lost with its actor or its machine cannot wait for an actor in its place: there may be no machine for one before
all else is read, and what is read meanwhile would pile up behind it. So it is read at once by an actor that needs next
to nothing of a core, which the others leave free.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from .errors import EvigraphError
from .extract.documents import read_parts
from .extract.limits import MEGABYTE, Limits
from .extract.parsing import Parsing
from .extract.parts import Notice, Part
from .extract.sources import LINES
from .graph.marks import Marks
from .graph.model import Document, Failure, Reading
from .workers import Crew, Refused

Found: TypeAlias = Reading | Document | Failure | Notice
"""What comes of a document: its reading, or itself if it seems to be known; its failure; or a notice."""
Item: TypeAlias = Part | Failure | Notice
Answer: TypeAlias = tuple[Found, ...] | Refused
"""What comes of a portion."""

_TRIES = 3
_APART = 0.01  # of a core, for the actor that reads what was lost
_STORE = 256 * MEGABYTE  # for what is on its way, of a cluster on this machine; more goes to the disk


@dataclass(frozen=True, slots=True)
class Job:
    """All that the process needs which drives Ray: how to read, by how many, what, and where to keep its files."""

    load: bytes
    number: int
    portions: tuple[tuple[Item, ...], ...]
    limits: Limits
    known: Marks
    room: str


def results(job: Job) -> Iterator[Answer]:
    """Yield what came of each portion in turn; of one that no machine could read, a failure of each of its files.

    Raises:
        ImportError: Ray is not there, or not all of it.
        OSError, RuntimeError, ValueError: it cannot start or be reached.
    """
    ray = _ray()
    _connect(ray, job)
    apart = _Apart(ray, job)
    turn = 0
    for place, found in _read_by(ray, job):
        yield from map(apart.read, job.portions[turn:place])
        yield found
        turn = place + 1
    yield from map(apart.read, job.portions[turn:])


def _ray() -> Any:  # noqa: ANN401 - what it is, only Ray knows
    import ray
    import ray.data  # so that ray.data is there

    return ray


def _connect(ray: Any, job: Job) -> None:  # noqa: ANN401 - as above
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


def _read_by(ray: Any, job: Job) -> Iterator[tuple[int, Answer]]:  # noqa: ANN401 - as above
    """Yield what came of each portion that was not lost, with its place and in order."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.max_errored_blocks = -1  # what is lost is missed in `results`
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
        num_cpus=1 - _APART,
        max_task_retries=0,
        max_restarts=-1,
        compute=actors,
        fn_constructor_args=(job.load, job.limits, job.known),
    )
    for bundle in found.iter_internal_ref_bundles():
        for block in bundle.block_refs:
            try:
                rows = ray.get(block).to_pylist()
            except ray.exceptions.RayError:  # the machine is lost that had it
                continue
            for row in rows:
                yield row["place"], pickle.loads(row["found"])  # noqa: S301 - from our own actors


class _Apart:
    """The actor that reads what was lost, which is started when there is something."""

    def __init__(self, ray: Any, job: Job) -> None:  # noqa: ANN401 - as above
        self._ray, self._job = ray, job
        self._actor: Any = None

    def read(self, portion: tuple[Item, ...]) -> Answer:
        """Read a portion that was lost once, as often as is left."""
        if self._actor is None:
            options = {"num_cpus": _APART, "max_restarts": -1, "max_task_retries": _TRIES - 2}
            started = self._ray.remote(**options)(Actor)
            self._actor = started.remote(self._job.load, self._job.limits, self._job.known)
        batch = {"place": [0], "portion": [pickle.dumps(portion)]}
        try:
            (found,) = self._ray.get(self._actor.__call__.remote(batch))["found"]
        except self._ray.exceptions.RayError:
            return tuple(map(_lost, portion))
        answer: Answer = pickle.loads(found)  # noqa: S301 - from our own actor
        return answer


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
        found: Answer
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
