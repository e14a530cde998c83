"""The state of a running server: the snapshot it answers from, and the workers that read it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from time import monotonic

from ...errors import EvigraphError
from ..sparql import Scope
from .answers import Task, Written
from .settings import RefusedError, Settings
from .snapshots import Snapshot, Snapshots
from .worker import BUSY, Worker

_LOOK = 1.0  # seconds between two looks at the folder


class Pool:
    """Workers over one snapshot; a request takes one, and waits while all are busy."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Take the snapshot to read and the limits; a process starts when it is first needed."""
        self.snapshot, self._settings = snapshot, settings
        self._free: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for _ in range(settings.workers):
            self._free.put_nowait(Worker(snapshot.place, memory=settings.memory))

    async def ask(self, task: Task) -> Written:
        """Have a worker answer.

        Raises:
            QueryError: the query is wrong.
            RefusedError: the request is, it took too long, or no worker came free.
        """
        worker = await self._worker()
        # Whoever goes away while it works leaves the worker busy; it is free when it has answered, not before.
        return await asyncio.shield(asyncio.create_task(self._answer(worker, task)))

    async def close(self) -> None:
        """Wait until every worker is free, and end them."""
        for _ in range(self._settings.workers):
            worker = await self._free.get()
            await asyncio.to_thread(worker.stop)

    async def _answer(self, worker: Worker, task: Task) -> Written:
        try:
            return await asyncio.to_thread(worker.ask, task, self._settings.seconds)
        finally:
            self._free.put_nowait(worker)

    async def _worker(self) -> Worker:
        try:
            return await asyncio.wait_for(self._free.get(), self._settings.patience)
        except TimeoutError as error:
            raise RefusedError(BUSY, "server", "is busy with other queries", cure="try again in a while") from error


class Service:
    """Answers from the newest whole snapshot; who began with an older one ends with it."""

    def __init__(self, snapshots: Snapshots, settings: Settings, first: Snapshot) -> None:
        """Take the folder's snapshots, the settings, and the snapshot to begin with."""
        self.settings = settings
        self._snapshots, self._pool = snapshots, Pool(first, settings)
        self._looked = monotonic()
        self._lock = asyncio.Lock()  # one change of the snapshot at a time
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def base(self) -> str:
        """The IRI that all names of the data lie under."""
        return self._pool.snapshot.base

    async def ask(self, task: Task) -> Written:
        """Answer a task within the limits, from the newest snapshot there is.

        Raises:
            QueryError: the query is wrong.
            RefusedError: the request cannot be answered.
        """
        self._look()
        return await self._pool.ask(replace(task, limits=self.settings.limits))

    async def update(self, text: str, scope: Scope) -> None:
        """Apply an update to a copy of the snapshot, and switch to it.

        Raises:
            QueryError: the update is wrong or takes too long; nothing has changed then.
        """
        async with self._lock:
            before = self._pool.snapshot
            change = partial(self._snapshots.changed, before, text, scope, self.settings.seconds)
            self._switch(await asyncio.to_thread(change))

    async def close(self) -> None:
        """End all workers."""
        await asyncio.gather(self._pool.close(), *self._leaving, return_exceptions=True)

    def _look(self) -> None:
        """Begin to load what a build has published since; until that is whole, answers come from what was there."""
        if monotonic() - self._looked < _LOOK or self._lock.locked():
            return
        self._looked = monotonic()
        try:
            changed = self._snapshots.stamp() != self._pool.snapshot.stamp
        except EvigraphError:
            return  # the folder is gone; what was loaded is still there
        if changed:
            self._leave(asyncio.create_task(self._reload()))

    async def _reload(self) -> None:
        async with self._lock:
            try:
                self._switch(await asyncio.to_thread(self._snapshots.take))
            except EvigraphError:
                return  # no whole graph is there now; the next look tries again

    def _switch(self, snapshot: Snapshot) -> None:
        old, self._pool = self._pool, Pool(snapshot, self.settings)
        self._leave(asyncio.create_task(self._retire(old)))

    async def _retire(self, pool: Pool) -> None:
        await pool.close()
        self._snapshots.drop(pool.snapshot)

    def _leave(self, task: asyncio.Task[None]) -> None:
        """Hold on to a task until it is done; the loop alone would let it go."""
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
