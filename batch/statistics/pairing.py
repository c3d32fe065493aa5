"""Two assessments of each unit side by side: an earlier run and this one, or the self-assessment and the review.

Both sides come ordered by the unit's number and are merged like two sorted files: the two may stand in different databases of
different kinds, and only one unit of each is in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import groupby
from typing import Any

from sqlalchemy import select

from batch import tables
from batch.rows import points, shortest
from batch.statistics.figures import Compared, ElementChange, Pair
from batch.statistics.queries import mean_of, percent_of
from batch.statistics.source import Source
from scoring.scorecard import Status

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class _One:
    """The assessment of a unit on one side."""

    unit: str
    result: int | None
    grade: str | None
    assessment: int


@dataclass(slots=True)
class _Tally:
    """What the merge has seen so far; ``sums`` hold by element: how many, and due and score on both sides."""

    counts: Counter[str] = field(default_factory=Counter)
    change: int = 0
    sums: dict[int, list[int]] = field(default_factory=dict)


def compare(first: Source, second: Source, most: int) -> Compared:
    """Return what changed from one set of assessments to another, with the ``most`` greatest changes listed."""
    if first.head.rubric_hash != second.head.rubric_hash:
        return Compared(first.head, second.head, reason="rubric")
    tally = _Tally()
    pairs = nsmallest(most, _pairs(first, second, tally), key=lambda pair: (-abs(pair.change), pair.change, pair.unit))
    counts, paired = tally.counts, tally.counts["paired"]
    return Compared(
        first.head,
        second.head,
        reason=None,
        other_engine=first.head.engine != second.head.engine,
        paired=paired,
        only_first=counts["only_first"],
        only_second=counts["only_second"],
        ambiguous=counts["ambiguous"],
        without_result=counts["without_result"],
        nameless=counts["nameless"],
        risen=counts["risen"],
        fallen=counts["fallen"],
        same=counts["same"],
        mean_change=mean_of(tally.change, paired) if paired else None,
        pairs=tuple(pairs),
        left_out=paired - len(pairs),
        elements=tuple(_elements(second, tally)),
    )


def _pairs(first: Source, second: Source, tally: _Tally) -> Iterator[Pair]:
    """Yield the units that have a result on both sides, and count all others."""
    waiting: list[tuple[_One, _One]] = []
    for before, after in _merged(_units(first, tally), _units(second, tally), tally):
        if before.result is None or after.result is None:
            tally.counts["without_result"] += 1
            continue
        change = after.result - before.result
        tally.change += change
        tally.counts.update(("paired", "risen" if change > 0 else "fallen" if change < 0 else "same"))
        waiting.append((before, after))
        if len(waiting) == _AT_ONCE:
            _add_elements(first, second, waiting, tally)
            waiting = []
        results = (points(before.result), points(after.result))
        yield Pair(after.unit, *results, points(change), before.grade, after.grade)
    _add_elements(first, second, waiting, tally)


def _merged(
    first: Iterator[tuple[int, _One | None]], second: Iterator[tuple[int, _One | None]], tally: _Tally
) -> Iterator[tuple[_One, _One]]:
    """Yield what stands on both sides under one number, once on each."""
    left, right = next(first, None), next(second, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            tally.counts["only_first"] += 1
            left = next(first, None)
        elif left is None or right[0] < left[0]:
            tally.counts["only_second"] += 1
            right = next(second, None)
        else:
            if left[1] is None or right[1] is None:
                tally.counts["ambiguous"] += 1
            else:
                yield left[1], right[1]
            left, right = next(first, None), next(second, None)


def _units(source: Source, tally: _Tally) -> Iterator[tuple[int, _One | None]]:
    """Yield the units of one side by number, ``None`` for one that was assessed several times; count those without a name."""
    columns = tables.ASSESSMENTS.c
    wanted = select(columns.unit_number, columns.unit, columns.result, columns.called, columns.assessment).where(source.wanted)
    ordered = wanted.order_by(columns.unit_number, columns.assessment)
    rows = source.connection.execute(ordered.execution_options(yield_per=1000))
    for number, same in groupby(rows, key=lambda row: row.unit_number):
        given = list(same) if number is not None else []
        if number is None:
            tally.counts["nameless"] += sum(1 for _ in same)
        else:
            yield number, _One(*given[0][1:]) if len(given) == 1 else None


def _add_elements(first: Source, second: Source, paired: list[tuple[_One, _One]], tally: _Tally) -> None:
    """Add up the elements of paired units that are complete on both sides."""
    befores = _complete(first, [before.assessment for before, _ in paired])
    afters = _complete(second, [after.assessment for _, after in paired])
    for before, after in paired:
        for element, due, score in befores.get(before.assessment, ()):
            other = next((one for one in afters.get(after.assessment, ()) if one[0] == element), None)
            if other is not None:
                sums = tally.sums.setdefault(element, [0] * 5)
                for place, value in enumerate((1, due, score, *other[1:])):
                    sums[place] += value


def _complete(source: Source, assessments: list[int]) -> dict[int, list[tuple[int, int, int]]]:
    scores = tables.ELEMENT_SCORES.c
    found: dict[int, list[tuple[int, int, int]]] = {}
    for start in range(0, len(assessments), 500):
        wanted = select(scores.assessment, scores.element, scores.due, scores.score).where(
            scores.run == source.number,
            scores.assessment.in_(assessments[start : start + 500]),
            scores.status == Status.SCORED.value,
            scores.deduction.is_not(None),
        )
        for assessment, *figures in source.connection.execute(wanted):
            found.setdefault(assessment, []).append(tuple(figures))
    return found


def _elements(source: Source, tally: _Tally) -> Iterator[ElementChange]:
    named = tables.ELEMENTS.c
    listed: Any = select(named.number, named.id, named.code, named.title).where(named.run == source.number).order_by(named.number)
    for row in source.connection.execute(listed):
        counted, *sums = tally.sums.get(row.number, [0] * 5)
        if sums[0] and sums[2]:
            before, after = percent_of(sums[1], sums[0]), percent_of(sums[3], sums[2])
            yield ElementChange(row.id, row.code, row.title, counted, before, after, shortest(after - before))
