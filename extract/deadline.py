"""A bound on the time of work in this very process, for what is no parser of strange files but has to end all the same.

The main thread of a Unix process is stopped by a signal, which reaches into regular expressions too; any other thread, and
Windows, by an exception that Python raises there at its next step. Either is tried again each second until it has come through:
an exception raised inside a finaliser is lost.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rubrics.errors import SourceError

AGAIN = 1.0
"""Seconds until the work is told once more that its time is up."""


class TimeIsUpError(BaseException):
    """What ends the work; no handler of ordinary errors may take it."""


@contextmanager
def within(seconds: float, where: str) -> Iterator[None]:
    """Let the work of the block take ``seconds`` at most; ``SourceError`` about ``where`` if it takes longer."""
    stop = _by_signal(seconds) if _has_signal() else _by_thread(seconds)
    try:
        try:
            yield
        finally:
            stop()
    except TimeIsUpError as problem:
        stop()  # the end may have come while the alarm was being called off
        raise SourceError("not-understood-in-time", where=where, limit=seconds) from problem


def _has_signal() -> bool:
    """Tell whether the alarm of this process is there, ours to set, and not in use."""
    here = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    return here and signal.getitimer(signal.ITIMER_REAL)[0] == 0 and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def _by_signal(seconds: float) -> Callable[[], None]:
    """Set the alarm of this process; what it returns calls it off."""

    def end(*_: object) -> None:
        """End the work, wherever it is."""
        raise TimeIsUpError

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)

    def stop() -> None:
        """Call the alarm off."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    return stop


def _by_thread(seconds: float) -> Callable[[], None]:
    """Start a thread that ends the work of this one; what it returns calls that off."""
    worker, over, lock = threading.get_ident(), threading.Event(), threading.Lock()

    def watch() -> None:
        """Wait until the time is up, and raise the end of the work in its thread until it is told to be over."""
        wait = seconds
        while not over.wait(wait):
            with lock:
                if not over.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(TimeIsUpError))
            wait = AGAIN

    def stop() -> None:
        """Tell that the work is over, and take back an end that has not come through."""
        with lock:
            over.set()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), None)  # one that was on its way

    threading.Thread(target=watch, name="dabiao-deadline", daemon=True).start()
    return stop
