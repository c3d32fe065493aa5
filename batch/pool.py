"""A pool of processes on this machine, each on a pipe of its own, so that it is known which file a worker had when it died.

``concurrent.futures`` gives up the whole pool when one of its processes is killed (by the system, for want of memory), and leaves
processes behind when this one is. Here a new worker takes the place of one that died, and a worker whose parent is gone ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Self

from batch.executors import Answer, Chunk
from batch.job import Job, do_all, ready
from extract.child import deaf_children, die_with
from rubrics.errors import DabiaoError

HELD = 2
"""Chunks that a worker holds: one in work, one waiting, so that it need not wait for us."""
_GONE = (EOFError, ConnectionError, BrokenPipeError)


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    is_ready: bool = False
    chunks: deque[Chunk] = field(default_factory=deque)


class Pool:
    """Processes that do chunks."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        self._workers = [_start(self._job) for _ in range(self._jobs)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def has_room(self) -> bool:
        """Tell whether a worker can take a further chunk."""
        return any(len(worker.chunks) < HELD for worker in self._workers)

    def give(self, chunk: Chunk) -> None:
        """Send a chunk to the worker that has least to do."""
        worker = min(self._workers, key=lambda each: len(each.chunks))
        worker.chunks.append(chunk)
        try:
            worker.pipe.send(chunk.works)
        except _GONE:  # its end is found out when its answer is taken
            return

    def take(self) -> list[Answer]:
        """Return what the workers have ready, after waiting for one; a worker that died is replaced."""
        while any(worker.chunks for worker in self._workers):
            answers: list[Answer] = []
            ends: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
            for end in wait(list(ends)):
                answers += self._answers(ends[end])
            if answers:
                return answers
        return []

    def _answers(self, worker: _Worker) -> list[Answer]:
        """Return what one worker says; what a dead one had in hand is told to be lost, what it had not begun is told too."""
        try:
            said = worker.pipe.recv()
        except _GONE:
            return self._replace(worker)
        if not worker.is_ready:
            worker.is_ready = True
            return []
        return [Answer(worker.chunks.popleft(), said)]

    def _replace(self, worker: _Worker) -> list[Answer]:
        worker.process.join()
        worker.pipe.close()
        if not worker.is_ready:
            raise DabiaoError("batch-workers-fail", status=worker.process.exitcode)
        self._workers[self._workers.index(worker)] = _start(self._job)
        return [Answer(chunk, None, begun=number == 0) for number, chunk in enumerate(worker.chunks)]


def _start(job: Job) -> _Worker:
    """Start a worker: a fresh process, which shares no open files with its siblings."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, job, os.getpid()), name="dabiao")
    resource_tracker.ensure_running()  # where it is started with a process, it lets interrupts through again
    with deaf_children():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def serve(pipe: Connection, job: Job, parent: int) -> None:
    """Do what comes through the pipe until it is closed; in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends the pool
    die_with(parent)
    try:
        made = ready(job)
        pipe.send("ready")
        while True:
            pipe.send(do_all(made, pipe.recv()))
    except _GONE:
        return
