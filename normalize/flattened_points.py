"""Points that dropped out of a flattened text: inferred where a printed total leaves one figure only, else flagged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from normalize.flattened_lines import enumerator
from normalize.flattened_table import FlattenedRow, FlattenedTotal
from normalize.labels import read_label, read_points, squeeze
from normalize.vocabulary import GATE_WORDS
from rubrics.diagnostics import Diagnostic
from rubrics.values import show


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed figure that the points of some rows (by their number) add up to."""

    rows: tuple[int, ...]
    total: Decimal


def infer_points(
    rows: Sequence[FlattenedRow], elements: Sequence[int], totals: Sequence[FlattenedTotal], doubtful: Collection[int]
) -> tuple[tuple[FlattenedRow, ...], tuple[Diagnostic, ...]]:
    """Return the rows with the points that can only be one figure, and what is to be said about lost points.

    A row's points follow from a sum when no other row of it lacks points and something is left; that can settle another sum, so
    the sums are gone through until nothing more follows. Two rows without points are never settled, nor is anything in a sum
    with a row that may be several (``doubtful`` by number): no figure is a guess.
    """
    points = [read_points(row.points_text).points if row.points_text else None for row in rows]
    sums = [*_label_sums(rows), *_total_sums(rows, elements, totals)]
    certain = [one for one in sums if not any(number in doubtful for number in one.rows)]
    several = {number for number, row in enumerate(rows) if _may_be_several(row.requirement)}
    inferred: dict[int, Decimal] = {}
    while found := next(_forced(points, certain, several), None):
        number, figure = found
        points[number] = inferred[number] = figure
    settled = tuple(
        replace(row, points_text=show(inferred[number]), inferred=True) if number in inferred else row
        for number, row in enumerate(rows)
    )
    return settled, tuple(_told(rows, points, inferred, sums))


def _label_sums(rows: Sequence[FlattenedRow]) -> Iterator[_Sum]:
    """Yield the points that labels print, innermost first, with the rows below each."""
    depth = max((len(row.labels) for row in rows), default=0)
    for level in reversed(range(depth)):
        begins = [number for number, row in enumerate(rows) if any(row.labels[: level + 1])]
        for start, end in pairwise([*begins, len(rows)]):
            points = read_label(rows[start].labels[level]).points if rows[start].labels[level] else None
            if points is not None:
                yield _Sum(tuple(range(start, end)), points)


def _total_sums(rows: Sequence[FlattenedRow], elements: Sequence[int], totals: Sequence[FlattenedTotal]) -> Iterator[_Sum]:
    for total in totals:
        points = read_points(total.points_text).points if total.points_text else None
        if points is not None and total.element is not None:
            yield _Sum(tuple(number for number in range(len(rows)) if elements[number] == total.element), points)


def _may_be_several(requirement: str) -> bool:
    """Tell whether the lines of a requirement without a figure could be several: a sentence ends, and no list goes on."""
    return any(
        above.endswith(("。", ".", "！", "？")) and enumerator(below) is None
        for above, below in pairwise(requirement.split("\n"))
    )


def _forced(points: Sequence[Decimal | None], sums: Sequence[_Sum], several: Collection[int]) -> Iterator[tuple[int, Decimal]]:
    """Yield a row whose points a sum leaves no choice of, and the points."""
    for one in sums:
        open_rows = [number for number in one.rows if points[number] is None]
        left = _left(points, one)
        if len(open_rows) == 1 and open_rows[0] not in several and left > 0:
            yield open_rows[0], left


def _left(points: Sequence[Decimal | None], one: _Sum) -> Decimal:
    return one.total - sum((points[number] or Decimal(0) for number in one.rows), Decimal(0))


def _told(
    rows: Sequence[FlattenedRow], points: Sequence[Decimal | None], inferred: dict[int, Decimal], sums: Sequence[_Sum]
) -> Iterator[Diagnostic]:
    label = ""
    for number, row in enumerate(rows):
        label = row.labels[0] or label
        if number in inferred:
            yield Diagnostic("flattened-points-inferred", row.place, figures={"points": inferred[number]})
        elif points[number] is None and row.requirement and not any(word in squeeze(label) for word in GATE_WORDS):
            one = next((one for one in sums if number in one.rows), None)
            yield _lost(row, points, one)


def _lost(row: FlattenedRow, points: Sequence[Decimal | None], one: _Sum | None) -> Diagnostic:
    if one is None:
        return Diagnostic("flattened-points-open", row.place)
    known = one.total - _left(points, one)
    count = sum(points[number] is None for number in one.rows)
    return Diagnostic("flattened-points-lost", row.place, figures={"total": one.total, "known": known, "count": count})
