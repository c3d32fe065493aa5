"""Work shared by processes: in order, each task once, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from commands.parallel import in_order

DEADLY = (3, 4, 11)


def work(task: int) -> int:
    if task in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 10


def long_work(task: int) -> int:
    time.sleep(task)
    return task


def lost(task: int) -> int:
    return -task


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that ends a process at once")
def test_tasks_come_back_in_order_and_once_and_only_those_that_kill_are_lost():
    assert list(in_order(work, iter(range(14)), 2, lost)) == [lost(n) if n in DEADLY else n * 10 for n in range(14)]


def test_no_more_tasks_are_taken_than_the_processes_can_hold():
    taken = []
    found = in_order(work, (taken.append(n) or n for n in range(20, 1000)), 2, lost)
    assert next(found) == 200
    assert len(taken) <= 4
    found.close()


def test_whoever_stops_early_does_not_wait_for_what_is_in_work():
    found = in_order(long_work, iter((0, 3600, 3600, 3600, 3600)), 2, lost)
    assert next(found) == 0
    found.close()  # as an interrupt does
    assert multiprocessing.active_children() == []
