"""Who does the work: this process, a pool of processes here, or a Dask cluster; all by the same function, ``batch.job.do_all``.

Work goes out in chunks and only so much of it at once as the workers can hold; nothing more goes out until somebody takes what
came back. So memory stays what it is, however many files there are, and the writers are never flooded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, Self

from batch.errors import Error
from batch.job import Job, Ready, do_all
from batch.work import Done, State, Work
from rubrics.errors import DabiaoError

MOST_SIGNS = 20_000
"""How long the names in one chunk may be all together, so that it always fits into a pipe."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some assessments to be done together; ``died`` tells how many workers were lost over them."""

    works: tuple[Work, ...]
    died: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker gave back for a chunk; ``None`` where the worker was lost, ``begun`` if it had begun with it."""

    chunk: Chunk
    found: list[Done] | None
    begun: bool = True


class Workers(AbstractContextManager["Workers"], Protocol):
    """Those who do the work."""

    def has_room(self) -> bool:
        """Tell whether a further chunk can be given now."""

    def give(self, chunk: Chunk) -> None:
        """Give a chunk to be done."""

    def take(self) -> list[Answer]:
        """Return what has come back, after waiting for it; an empty list where nothing is being done."""


def chunked(works: Iterable[Work], size: int) -> Iterator[Chunk]:
    """Yield works in chunks of ``size``, smaller where their names are very long."""
    given = iter(works)
    while block := tuple(islice(given, size)):
        start = signs = 0
        for number, work in enumerate(block):
            length = len(work.name) + len(work.key) + len(work.place) + len(work.member or "")
            if signs + length > MOST_SIGNS and number > start:
                yield Chunk(block[start:number])
                start, signs = number, 0
            signs += length
        yield Chunk(block[start:])


def finished(workers: Workers, chunks: Iterator[Chunk]) -> Iterator[list[Done]]:
    """Yield what became of all works, a chunk at a time, in the order in which they are ready.

    Where a worker was lost over a chunk, each of its works is tried once more alone; one over which a worker is lost again is
    told as an error, and the others go on. Only one that is suspected is out at a time, for it may take those with it that wait
    at the same worker.
    """
    again: deque[Chunk] = deque()
    suspect: Chunk | None = None
    while True:
        while workers.has_room() and (chunk := again.popleft() if again and not suspect else next(chunks, None)) is not None:
            workers.give(chunk)
            suspect = chunk if chunk.died else suspect
        answers = workers.take()
        if not answers and not again:
            return
        for answer in answers:
            suspect = None if answer.chunk is suspect else suspect
            if answer.found is not None:
                yield answer.found
            elif not answer.begun:
                again.append(answer.chunk)
            elif answer.chunk.died:
                yield [_lost(work) for work in answer.chunk.works]
            else:
                again.extend(Chunk((work,), died=1) for work in answer.chunk.works)


def _lost(work: Work) -> Done:
    return Done(work.number, work.key, State.FAILED, errors=(Error("batch-worker-died"),))


class Here:
    """The work done in this process."""

    def __init__(self, made: Ready) -> None:
        self._made = made
        self._waiting: deque[Chunk] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.clear()

    def has_room(self) -> bool:
        """Tell whether no chunk is waiting."""
        return not self._waiting

    def give(self, chunk: Chunk) -> None:
        """Let a chunk wait."""
        self._waiting.append(chunk)

    def take(self) -> list[Answer]:
        """Do the chunk that waits."""
        if not self._waiting:
            return []
        chunk = self._waiting.popleft()
        return [Answer(chunk, do_all(self._made, chunk.works))]


def workers_of(made: Ready, jobs: int, scheduler: str | None) -> Workers:
    """Return those who do the work: a cluster where a scheduler is named, else ``jobs`` processes, or this one alone."""
    if scheduler is not None:
        try:
            from batch.cluster import Cluster  # noqa: PLC0415 - distributed is an extra, and heavy
        except ImportError as problem:
            raise DabiaoError("batch-no-distributed") from problem
        return Cluster(made.job, scheduler)
    if jobs == 1:
        return Here(made)
    from batch.pool import Pool  # noqa: PLC0415 - not loaded where one process does it

    return Pool(made.job, jobs)


__all__ = ["Answer", "Chunk", "Here", "Job", "Workers", "chunked", "finished", "workers_of"]
