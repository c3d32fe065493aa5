"""Work shared by several processes of this machine, its results in the order of the tasks, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from extract.child import deaf_children, die_with
from rubrics.messages import use_language

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""For each process so many tasks are held ready, and no more: a folder may hold thousands of documents."""


def in_order(work: Callable[[T], R], tasks: Iterator[T], jobs: int, lost: Callable[[T], R]) -> Iterator[R]:
    """Yield ``work`` of each task, done by ``jobs`` processes; ``lost`` of a task on which a process dies.

    Where a process dies, nobody knows on which of the tasks in work: they are done again, each alone.
    """
    while True:
        waiting: deque[T] = deque()
        try:
            with _pool(jobs) as pool:
                given: deque[Future[R]] = deque()
                for task in tasks:
                    waiting.append(task)
                    with deaf_children():
                        given.append(pool.submit(work, task))
                    if len(waiting) >= jobs * _AHEAD:
                        yield given.popleft().result()
                        waiting.popleft()
                while waiting:
                    yield given.popleft().result()
                    waiting.popleft()
                return
        except BrokenProcessPool:
            yield from (_alone(work, task, lost) for task in waiting)


def _alone(work: Callable[[T], R], task: T, lost: Callable[[T], R]) -> R:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return lost(task)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes; where the block is left early, nobody waits for what is in work, and in any case none of them is left."""
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_alone else "spawn")  # a copy of this process has everything loaded
    language = os.environ.get("LANGUAGE")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_ready, initargs=(os.getpid(), language))
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _ready(parent: int, language: str | None) -> None:
    """Prepare a process: it ends with the one that started it, whose business an interrupt is, and speaks the same language."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_language(language)
