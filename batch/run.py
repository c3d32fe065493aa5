"""A run over many assessments: what is to be done, who does it, what is kept, and how it is taken up again after a kill.

OUT is in the end what one undisturbed run over the same inputs would have made of it, however often the run was killed before:
each file is written whole or not at all, each assessment is kept in the database and the journal by a transaction, and what was
kept is not done again while what it was made of is the same.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from batch.database import Results
from batch.executors import chunked, finished, workers_of
from batch.inputs import Input, inputs
from batch.job import Job, Ready, ready
from batch.journal import Journal
from batch.keeping import Keeping, KeptThere
from batch.lists import LISTS, write_lists
from batch.partners import KINDS, head_of
from batch.progress import watching
from batch.rows import run_of
from batch.storage import HIDDEN, Storage
from batch.work import OF_A_FORM, Done, Output, State
from render.checks import check_sides
from rubrics.errors import DabiaoError

JOURNAL = "journal.sqlite"
RESULTS = "results.sqlite"
CHUNK = 16
"""Assessments that go to a worker together."""
SLOW = {Output.PAPERS: 4, Output.REPORT: 4, Output.PDF: 1}
"""So many at the most where each takes long."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked to do: the words of the command line that name the assessments, and how it is to be done.

    ``database`` is a URL of SQLAlchemy (``None``: a SQLite file in OUT), ``run`` its name there. ``state`` is where the journal
    stands (``None``: in OUT, which must be a folder of this machine then). ``pair`` has the self-assessment and the review of a
    unit share a form.
    """

    words: tuple[str, ...]
    job: Job
    run: str
    jobs: int
    scheduler: str | None = None
    database: str | None = None
    state: Path | None = None
    force: bool = False
    pair: bool = False


@dataclass(slots=True)
class Tally:
    """How many assessments there were, and what became of them."""

    total: int = 0
    done: int = 0
    unchanged: int = 0
    failed: int = 0
    removed: int = 0
    pairs: int = 0
    repeated: int = 0
    seconds: float = 0.0

    def count(self, one: Done) -> None:
        """Count what became of one assessment."""
        self.done += one.state is State.DONE
        self.unchanged += one.state is State.UNCHANGED and not one.is_bad
        self.failed += one.is_bad


def run(order: Order) -> Tally:
    """Do what is ordered; ``DabiaoError`` where the run as a whole cannot go on. The same order again goes on from there."""
    began = time.monotonic()
    made = ready(order.job)
    _refuse_pairs(order, made)
    state = state_of(order)
    storage = order.job.storage
    _refuse_others(order, state)
    with ExitStack() as held:
        journal = held.enter_context(Journal(state / JOURNAL))
        storage.clear_parts()
        tally = Tally(total=journal.plan(_inputs(order.words)))
        _refuse_other_inputs(order, journal, tally.total)
        tally.pairs = journal.pair(head_of) if order.pair else 0
        for name in LISTS:
            storage.remove(name)
        results = held.enter_context(Results.open(_database(order, state)))
        _refuse_other_run(order, journal, results)
        results.begin(run_of(made.plan, order.run))
        results.forget(journal.agree(results.keys()))
        _work(order, _shared(order, made, results), journal, results, tally)
        tally.removed = _remove_stale(journal, storage)
        results.finish()
        tally.repeated = results.repeated()
        if order.database is None and storage.local is None:
            storage.put(RESULTS, state / RESULTS)
        write_lists(storage, journal, state)
    tally.seconds = time.monotonic() - began
    return tally


def state_of(order: Order) -> Path:
    """Return the folder of the journal: in OUT, or for one that lies elsewhere in this user's cache, by its URL."""
    if order.state is not None:
        return order.state
    local = order.job.storage.local
    if local is not None:
        return local / HIDDEN
    name = hashlib.sha256(order.job.out.rstrip("/").encode()).hexdigest()[:16]
    return Path.home() / ".cache" / "dabiao" / "batch" / name


def _refuse_pairs(order: Order, made: Ready) -> None:
    """Refuse to pair where there is no form to pair in, or none with columns for both."""
    if order.pair and not OF_A_FORM & set(order.job.outputs):
        raise DabiaoError("batch-pair-without-forms")
    if order.pair:
        check_sides(made.form.rubric, KINDS)


def _refuse_others(order: Order, state: Path) -> None:
    """Refuse an OUT in which something stands that no run has put there."""
    storage = order.job.storage
    if order.force or (state / JOURNAL).exists() or storage.is_empty():
        return
    local = storage.local
    if local is None or any(path.name != HIDDEN for path in local.iterdir()):
        raise DabiaoError("batch-out-taken", where=order.job.out)


def _refuse_other_inputs(order: Order, journal: Journal, total: int) -> None:
    """Refuse a run without any input, and one that has none in common with what stands in OUT, which it would replace."""
    if not total:
        raise DabiaoError("batch-nothing-given", where=" ".join(order.words[:3]))
    if not order.force and not journal.shares_inputs():
        raise DabiaoError("batch-other-inputs", where=order.job.out)


def _refuse_other_run(order: Order, journal: Journal, results: Results) -> None:
    """Refuse to go on with a run of this name that another folder has made in a database that serves several."""
    if order.database is None:
        return
    if not order.force and not journal.keeps_in(results.where, order.run) and results.holds(order.run):
        raise DabiaoError("batch-run-taken", where=results.where, run=order.run)
    journal.will_keep_in(results.where, order.run)


def _inputs(words: Sequence[str]) -> Iterator[tuple[int, Input]]:
    for number, word in enumerate(words):
        for one in inputs(word):
            yield number, one


def _database(order: Order, state: Path) -> str | Path:
    """Return the database: the one that was named, else a file in OUT, or beside the journal until it can be brought there."""
    if order.database is not None:
        return order.database
    local = order.job.storage.local
    return (state if local is None else local) / RESULTS


def _shared(order: Order, made: Ready, results: Results) -> Ready:
    """Return the job with the database where the workers add to it themselves: a server, which takes rows from many at once."""
    if order.database is None or not results.is_server or (order.jobs == 1 and order.scheduler is None):
        return made
    kept_there = KeptThere(order.database, results.share())
    return replace(made, job=replace(made.job, kept_there=kept_there))


def _work(order: Order, made: Ready, journal: Journal, results: Results, tally: Tally) -> None:
    """Have everything done, and keep what comes back, some at a time."""
    keeping = Keeping(journal, results)
    size = min(CHUNK, max(1, tally.total // (order.jobs * 4)), *(SLOW[one] for one in order.job.outputs if one in SLOW))
    with watching(tally.total) as step, workers_of(made, order.jobs, order.scheduler) as workers:
        try:
            for found in finished(workers, chunked(journal.works(), size)):
                for one in found:
                    if one.stop is not None:
                        code, where, figures = one.stop
                        raise DabiaoError(code, where=where, **figures)
                    tally.count(one)
                keeping.add(found)
                step(len(found), sum(one.is_bad for one in found))
        finally:
            keeping.flush()


def _remove_stale(journal: Journal, storage: Storage) -> int:
    """Remove what was made of assessments that are not given any more; return of how many."""
    count = 0
    for key, outputs in journal.stale():
        for output in outputs:
            storage.remove(Output(output).file(key))
        journal.forget([key])
        count += 1
    return count
