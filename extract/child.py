"""A reader run in a process of its own, with bounds on its time and memory that hold inside C code too.

A PDF or a web page is parsed by C libraries, and nothing in Python can stop one of those, or survive its crash. So whoever
reads a file of such a kind calls ``in_child``: the file goes to a fresh Python process, the document comes back, and whatever
becomes of the process becomes a ``SourceError``. What comes back is unpickled with the classes of documents only.

A plain .docx is read without this (see docs/limits.md for the measurement): the bounds on its size bound its cost.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeVar, cast

from extract import limits
from rubrics.errors import SourceError

R = TypeVar("R")

ALLOWED = frozenset({"extract.document", "rubrics.diagnostics"})
"""The modules whose classes a result may be made of, beside the plain values of Python."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from extract.child import main; main()"
_DIE_WITH_PARENT = 1
"""``PR_SET_PDEATHSIG`` of Linux."""
_GRACE = 5
"""So many seconds of work more the process itself allows, in case nobody is left to stop it."""


def in_child(
    function: Callable[..., R], *args: object, where: str = "", seconds: int | None = None, megabytes: int | None = None
) -> R:
    """Return ``function(*args)``, worked out by another process within ``seconds`` and ``megabytes`` of address space.

    ``function`` is one of a module, its result a document or plain values, ``where`` the name of the file for errors. Bounds
    that are not given are those of ``limits.current()``. A ``SourceError`` of the function is raised here; running out of
    time or memory, a crash, and any other exception are ``SourceError``s of their own.
    """
    bounds = limits.current()
    seconds, megabytes = seconds or bounds.seconds, megabytes or bounds.memory
    task = pickle.dumps((function, args, bounds, seconds, megabytes))
    with _process() as process:
        try:
            answer, _ = process.communicate(task, timeout=seconds)
        except subprocess.TimeoutExpired as problem:
            raise SourceError("too-slow", where=where, limit=seconds) from problem
    return cast("R", _result(answer, process.returncode, where, seconds, megabytes))


@contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    """Start the process, and see to it that nothing of it is left, whatever happens."""
    command = [sys.executable, "-P", "-c", _START, *sys.path]
    process = subprocess.Popen(  # noqa: S603 - this very Python, with its own search path
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with process:
        try:
            yield process
        finally:
            stop_group(process)


def stop_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session of its own, and every process that it started."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # already gone, or all that is left of it is waiting to be reaped
            process.kill()
    else:
        process.kill()


@contextmanager
def deaf_children() -> Iterator[None]:
    """Have the processes that the block starts hear no Ctrl-C, not even while they load; it is this process's business.

    A signal that comes meanwhile is held back and comes at the end of the block. (Not on Windows, where nothing is held.)
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def die_with(parent: int) -> None:
    """Let this process be killed with its parent, where the system can; elsewhere it ends at its next word to it."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only in a process that works for another

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _result(answer: bytes, status: int, where: str, seconds: int, megabytes: int) -> Any:
    """Return what the process answered; an answer that is cut off or none at all is the answer of one that died."""
    try:
        kind, *said = _Answer(BytesIO(answer)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError) as problem:
        is_late = hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU
        code = "too-slow" if is_late else "reader-died"
        raise SourceError(code, where=where, limit=seconds, status=status) from problem
    if kind == "value":
        return said[0]
    if kind == "refused":
        code, place, figures = said
        raise SourceError(code, where=place or where, **figures)
    if kind == "memory":
        raise SourceError("too-much-memory", where=where, limit=megabytes)
    error = SourceError("reader-failed", where=where, problem=said[0])
    error.add_note(said[1])
    raise error


class _Answer(pickle.Unpickler):
    """Reads an answer without letting it name anything but the classes of documents."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of a document; ``pickle.UnpicklingError`` for anything else."""
        found = getattr(sys.modules.get(module), name, None) if module in ALLOWED else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


# --- in the other process ---------------------------------------------------------------------------------------------


def main() -> None:
    """Read a task from standard input, do it, and write the answer to standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get into the answer
    function, args, bounds, seconds, megabytes = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process above
    _bound(seconds, megabytes)
    with limits.using(bounds):
        answer = _answer(function, args)
    with out:
        out.write(answer)


def _answer(function: Callable[..., object], args: tuple[object, ...]) -> bytes:
    try:
        return pickle.dumps(("value", function(*args)))
    except SourceError as problem:
        return pickle.dumps(("refused", problem.code, problem.where, problem.figures))
    except MemoryError:
        return pickle.dumps(("memory",))
    except RecursionError:
        return pickle.dumps(("refused", "nested-too-deep", "", {"limit": limits.current().nesting}))
    except Exception as problem:  # noqa: BLE001 - whatever a reader trips over, the user gets a sentence
        return pickle.dumps(("failed", f"{type(problem).__name__}: {problem}"[:300], traceback.format_exc()[-4000:]))


def _bound(seconds: int, megabytes: int) -> None:
    """Bound this process: its memory, its time (in case nobody is left to stop it), and that it writes no file."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for kind, most in (
        (resource.RLIMIT_AS, megabytes * limits.MEGABYTE),
        (resource.RLIMIT_CPU, seconds + _GRACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a lower bound holds already, or the system knows none
            continue
