"""Many documents imported at once: each by a process of a pool, the results in the order of the documents, one bad one a line.

What one document gives depends on nothing but its bytes, so the results are those of one process, byte for byte.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any

from extract.given import document_in
from extract.sources import Source
from normalize.standard import Import, normalize_all
from render.terminal import level_counts, standard_line
from rubrics.catalogue import Severity
from rubrics.diagnostics import Diagnostic
from rubrics.errors import DabiaoError, NoStandardError, SourceError
from rubrics.files import dump_rubric
from rubrics.revision.marks import marked
from rubrics.values import show

FEW = 3
"""So many documents and more are worth the start of further processes."""


@dataclass(frozen=True, slots=True)
class Order:
    """How documents are to be imported: limits to move, whether with a report, and what ``normalize_all`` is told."""

    limits: tuple[str, ...]
    report: bool
    how: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard that was read: its id and title, its rubric as YAML, and what there is to say about it."""

    id: str
    title: str
    rubric: str
    line: str
    figures: tuple[str, str, str]
    diagnostics: tuple[Diagnostic, ...]

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics of a severity there are."""
        return sum(d.severity is severity for d in self.diagnostics)

    def to_look_at(self) -> list[tuple[str, int]]:
        """Return the codes of errors and warnings with how many there are, errors first."""
        doubts = [d for d in self.diagnostics if d.severity is not Severity.INFO]
        return list(Counter(d.code for d in sorted(doubts, key=lambda d: d.severity is not Severity.ERROR)).items())


@dataclass(frozen=True, slots=True)
class Imported:
    """What one source gave: its standards and the page that shows them, or the reason why there are none.

    ``is_left_out``: it is no standard and nobody said that it is one, such as the letter in a folder of standards.
    """

    where: str
    standards: tuple[Standard, ...] = ()
    report: bytes = b""
    problem: DabiaoError | None = None
    is_left_out: bool = False
    is_given: bool = False


def import_one(source: Source, order: Order) -> Imported:
    """Return what one source gives; ``DabiaoError`` where it cannot be read or holds no standard."""
    try:
        return _imported(source, order)
    except RecursionError as problem:
        raise SourceError("levels-too-deep", where=source.name) from problem


def _imported(source: Source, order: Order) -> Imported:
    document = document_in(source, order.limits)
    read = normalize_all(document, **order.how)
    report = b""
    if order.report:
        from render.source_report import source_report

        report = source_report(document, read)
    return Imported(source.where, tuple(map(_standard, read)), report, is_given=source.is_given)


def import_each(sources: Iterable[Source], order: Order, jobs: int | None = None) -> Iterator[Imported]:
    """Yield what each source gives, in their order, worked out by ``jobs`` processes (as many as there are cores).

    A single source is imported here, and its error raised; of several, one that fails is yielded with its problem.
    """
    given = iter(sources)
    first = list(islice(given, FEW))
    if len(first) == 1:
        yield import_one(first[0], order)
        return
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(first) < FEW:
        yield from (_import(source, order) for source in chain(first, given))
    else:
        from commands.parallel import in_order

        yield from in_order(partial(_import, order=order), chain(first, given), jobs, _lost)


def _standard(read: Import) -> Standard:
    rubric = read.rubric
    points = show(rubric.points) if rubric.points is not None else ""
    figures = (level_counts(rubric), str(len(rubric.by_item)), points)
    return Standard(rubric.id, rubric.title, dump_rubric(marked(rubric)), standard_line(rubric), figures, read.diagnostics)


def _import(source: Source, order: Order) -> Imported:
    """Return what one of several sources gives, whatever becomes of it."""
    try:
        return import_one(source, order)
    except DabiaoError as problem:
        is_beside = isinstance(problem, NoStandardError) and not source.is_given
        return Imported(source.where, problem=problem, is_left_out=source.is_left_out or is_beside)
    except MemoryError:
        return Imported(source.where, problem=SourceError("batch-out-of-memory", where=source.where))
    except Exception as problem:  # noqa: BLE001 - a defect costs a line, not what the other documents give
        said = f"{type(problem).__name__}: {problem}"[:300]
        return Imported(source.where, problem=SourceError("batch-defect", where=source.where, problem=said))


def _lost(source: Source) -> Imported:
    return Imported(source.where, problem=SourceError("reader-died", where=source.where, status="?"))
