"""Keeping what became of assessments: first in the database, then in the journal, so that the journal never knows more.

The rows of a SQLite file are added by the one process that directs the run. A server takes rows from many at once: there each
worker adds those of its chunk itself, and only what the journal notes comes back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from batch.database import Results
from batch.journal import Journal
from batch.rows import Rows, failed_rows
from batch.work import Done, State
from rubrics.errors import DabiaoError

_SECONDS, _MOST = 1.0, 400
"""What came back is kept after so long, or when it is so many assessments."""


@dataclass(frozen=True, slots=True)
class KeptThere:
    """The database of a server into which workers add their rows themselves, and the number of the run in it."""

    url: str = field(repr=False)  # it may hold a password
    run: int


class Keeping:
    """Keeps what comes back from the workers."""

    def __init__(self, journal: Journal, results: Results) -> None:
        self._journal = journal
        self._results = results
        self._waiting: list[Done] = []
        self._last = time.monotonic()

    def add(self, found: Sequence[Done]) -> None:
        """Take what came back, and keep it with what came before when there is enough of it."""
        self._waiting += [one for one in found if one.state is not State.UNCHANGED]
        if len(self._waiting) >= _MOST or time.monotonic() - self._last > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Keep all that waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._results.add(_rows(one) for one in waiting if not one.is_kept)
            self._journal.keep(waiting)
        self._last = time.monotonic()


def kept_by_worker(results: Results, found: list[Done]) -> list[Done]:
    """Add the rows of a chunk to a server, and return what is left for the journal; a server that fails stops the run."""
    try:
        results.add(_rows(one) for one in found if _is_fresh(one))
    except DabiaoError as problem:
        stop = (problem.code, problem.where, problem.figures)
        return [Done(found[0].number, found[0].key, State.FAILED, stop=stop)]
    return [replace(one, rows=None, is_kept=True) if _is_fresh(one) else one for one in found]


def _is_fresh(one: Done) -> bool:
    return one.state is not State.UNCHANGED and one.stop is None


def _rows(one: Done) -> Rows:
    """Return what the database keeps of an assessment."""
    if one.rows is not None:
        return one.rows
    said = [(error.code, error.where, error.plain_words) for error in one.errors]
    return failed_rows(one.key, one.fingerprint, said)
