"""A Dask cluster as the workers of a run: the same function, with the job sent to each of its processes once.

What a worker had in hand when it was lost is given to another by the scheduler; only a chunk that several workers were lost
over comes back. Results are files that are written whole and rows that replace each other, so that one that a worker makes after
it was given up changes nothing.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self

from distributed import CancelledError, Client, KilledWorker, as_completed
from distributed.comm.addressing import get_address_host_port, normalize_address
from distributed.diagnostics.plugin import WorkerPlugin

from batch.executors import Answer, Chunk
from batch.job import Job, Ready, do_all, ready
from batch.work import Done, Work
from rubrics.errors import DabiaoError

HELD = 2
"""Chunks for each thread of the cluster: one in work, one waiting there."""
_SECONDS = 30
"""How long the scheduler may take to answer at first."""
_as_completed: Any = as_completed
_jobs: dict[str, Job] = {}
_made: dict[str, Ready] = {}
"""In a worker's process: the jobs of the runs that go on, several of which can share a cluster, and what was made of each."""


class JobPlugin(WorkerPlugin):
    """Brings the job to every worker, also to one that joins later."""

    def __init__(self, run: str, job: Job) -> None:
        self.run = run
        self.job = job

    def setup(self, worker: object) -> None:  # noqa: ARG002 - Dask's signature
        """Keep the job in the worker's process."""
        _jobs[self.run] = self.job

    def teardown(self, worker: object) -> None:  # noqa: ARG002 - Dask's signature
        """Let it go when the run is over."""
        _jobs.pop(self.run, None)
        _made.pop(self.run, None)


def do_there(run: str, works: Sequence[Work]) -> list[Done]:
    """Do a chunk of a run, in a worker of the cluster; the job is made ready once."""
    if run not in _made:
        _made[run] = ready(_jobs[run])
    return do_all(_made[run], works)


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, job: Job, scheduler: str) -> None:
        self._job = job
        self._scheduler = scheduler
        self._given: dict[Any, Chunk] = {}
        self._run = f"dabiao-{uuid.uuid4().hex}"
        self._count = 0
        self._seen = (float("-inf"), 1)

    def __enter__(self) -> Self:
        try:
            # a client of an address that is none would go on waiting for it
            get_address_host_port(normalize_address(self._scheduler), strict=True)
            make: Any = Client
            self._client: Any = make(self._scheduler, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise DabiaoError("batch-no-scheduler", where=self._scheduler, problem=str(problem)[:200]) from problem
        try:
            self._answers: Any = _as_completed([], loop=self._client.loop)
            self._client.register_plugin(JobPlugin(self._run, self._job), name=self._run)
        except (OSError, TimeoutError) as problem:
            self._client.close()
            raise DabiaoError("batch-cluster-lost", where=self._scheduler) from problem
        except Exception as problem:  # whatever a worker trips over when it is given the job
            self._client.close()
            raise _failing(problem) from problem
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError, TimeoutError):  # a worker that is cut off cannot be told; it lets the job go when it ends
            self._client.cancel(list(self._given))
            self._client.unregister_worker_plugin(self._run)
        self._client.close()

    def has_room(self) -> bool:
        """Tell whether the cluster can take a further chunk."""
        return len(self._given) < HELD * self._threads()

    def give(self, chunk: Chunk) -> None:
        """Send a chunk to the scheduler."""
        self._count += 1
        key = f"{self._run}-{self._count}"
        future = self._client.submit(do_there, self._run, chunk.works, key=key, pure=False)
        self._given[future] = chunk
        self._answers.add(future)

    def take(self) -> list[Answer]:
        """Return what the cluster has ready, after waiting for one."""
        if not self._given:
            return []
        future = next(self._answers)
        chunk = self._given.pop(future)
        try:
            return [Answer(chunk, future.result())]
        except KilledWorker:
            return [Answer(chunk, None)]
        except CancelledError as problem:
            raise DabiaoError("batch-cluster-lost", where=self._scheduler) from problem
        except DabiaoError:
            raise
        except Exception as problem:
            raise _failing(problem) from problem

    def _threads(self) -> int:
        """Return how many threads the cluster has, at least one; asked once a second."""
        now = time.monotonic()
        if now - self._seen[0] > 1:
            self._seen = (now, max(1, sum(self._client.nthreads().values())))
        return self._seen[1]


def _failing(problem: Exception) -> DabiaoError:
    """Return what is told where workers cannot do anything at all, most often for want of dabiao on their machine."""
    return DabiaoError("batch-workers-fail", status=f"{type(problem).__name__}: {problem}"[:300])
