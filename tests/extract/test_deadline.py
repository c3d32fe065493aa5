"""Work in this process ends in time, whatever it is at, in every thread."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from extract.deadline import within
from extract.limits import Limits, using
from normalize.standard import normalize_all
from rubrics.errors import SourceError
from tests.normalize.drawn import document, drawn


def forever():
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001, S112 - what a careless handler does
            continue


def a_slow_pattern():
    re.fullmatch("(a|aa)+b", "a" * 60)


def ended(work):
    """Return what is told of work that never ends by itself."""
    began = time.monotonic()
    with pytest.raises(SourceError) as caught, within(0.2, "a.docx"):
        work()
    assert time.monotonic() - began < 60
    return str(caught.value)


@pytest.mark.parametrize("work", [forever, a_slow_pattern] if hasattr(signal, "setitimer") else [forever])
def test_work_that_does_not_end_is_ended(work):
    assert ended(work).startswith("a.docx: was read, but not understood within 0.2 seconds")


def test_work_in_another_thread_is_ended_too():
    said = []
    thread = threading.Thread(target=lambda: said.append(ended(forever)))
    thread.start()
    thread.join(120)
    assert said
    assert "a.docx" in said[0]


def test_work_that_ends_in_time_leaves_nothing_behind():
    def inner():
        with within(3600, "a"):
            begun.append(is_timed() or bool(watchers()))
        left.extend(watchers())

    begun, left = [], []
    inner()
    thread = threading.Thread(target=inner)
    thread.start()
    thread.join(120)
    assert begun == [True, True]
    for watcher in left:  # called off, and at most on its way out
        watcher.join(120)
        assert not watcher.is_alive()
    assert not is_timed()


def is_timed():
    """Tell whether an alarm is set, or somebody waits for one."""
    if not hasattr(signal, "setitimer"):
        return False
    return signal.getitimer(signal.ITIMER_REAL) != (0.0, 0.0) or signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL


def watchers():
    return [thread for thread in threading.enumerate() if thread.name == "dabiao-deadline"]


def test_an_error_of_the_work_goes_through():
    with pytest.raises(KeyError), within(5, "a"):
        raise KeyError("x")


def test_understanding_a_document_is_bounded(monkeypatch):
    monkeypatch.setattr("normalize.standard.find_parts", lambda *_: forever())
    source = document(drawn("一级要素 | 达标标准 | 标准分值\n一、甲 | 乙 | 5"))
    with using(Limits(seconds=1)), pytest.raises(SourceError, match="seconds=N"):
        normalize_all(source)
