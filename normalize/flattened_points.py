"""Points that dropped out of a flattened text: inferred where a printed total leaves one figure only, else flagged."""

from __future__ import annotations

from collections import defaultdict
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


@dataclass(slots=True)
class _Sum:
    """A printed figure that the points of some rows (by their number) add up to; ``left`` and ``open`` change as rows settle."""

    rows: Sequence[int]
    total: Decimal
    is_certain: bool
    left: Decimal = Decimal(0)
    open: int = 0


def infer_points(
    rows: Sequence[FlattenedRow], elements: Sequence[int], totals: Sequence[FlattenedTotal], doubtful: Collection[int]
) -> tuple[tuple[FlattenedRow, ...], tuple[Diagnostic, ...]]:
    """Return the rows with the points that can only be one figure, and what is to be said about lost points.

    A row's points follow from a sum when no other row of it lacks points and something is left; that can settle another sum, so
    the sums are gone through until nothing more follows. Two rows without points are never settled, nor is anything in a sum
    with a row that may be several (``doubtful`` by number): no figure is a guess.
    """
    points = [read_points(row.points_text).points if row.points_text else None for row in rows]
    printed = [*_label_sums(rows), *_total_sums(rows, elements, totals)]
    sums = [_opened(numbers, total, points, doubtful) for numbers, total in printed]
    containing: defaultdict[int, list[_Sum]] = defaultdict(list)
    for one in sums:
        for number in one.rows:
            containing[number].append(one)
    inferred = _settle(rows, points, sums, containing)
    settled = tuple(
        replace(row, points_text=show(inferred[number]), inferred=True) if number in inferred else row
        for number, row in enumerate(rows)
    )
    return settled, tuple(_told(rows, points, inferred, containing))


def _label_sums(rows: Sequence[FlattenedRow]) -> Iterator[tuple[Sequence[int], Decimal]]:
    """Yield the rows below each label that prints points, and the points; innermost labels first."""
    depth = max((len(row.labels) for row in rows), default=0)
    for level in reversed(range(depth)):
        begins = [number for number, row in enumerate(rows) if any(row.labels[: level + 1])]
        for start, end in pairwise([*begins, len(rows)]):
            points = read_label(rows[start].labels[level]).points if rows[start].labels[level] else None
            if points is not None:
                yield range(start, end), points


def _total_sums(
    rows: Sequence[FlattenedRow], elements: Sequence[int], totals: Sequence[FlattenedTotal]
) -> Iterator[tuple[Sequence[int], Decimal]]:
    """Yield the rows of each element that a computed row closes, and its figure."""
    by_element: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(rows)):
        by_element[elements[number]].append(number)
    for total in totals:
        points = read_points(total.points_text).points if total.points_text else None
        if points is not None and total.element is not None:
            yield by_element[total.element], points


def _opened(numbers: Sequence[int], total: Decimal, points: Sequence[Decimal | None], doubtful: Collection[int]) -> _Sum:
    known = [figure for number in numbers if (figure := points[number]) is not None]
    is_certain = not any(number in doubtful for number in numbers)
    return _Sum(numbers, total, is_certain, total - sum(known, Decimal(0)), len(numbers) - len(known))


def _settle(
    rows: Sequence[FlattenedRow], points: list[Decimal | None], sums: Sequence[_Sum], containing: dict[int, list[_Sum]]
) -> dict[int, Decimal]:
    """Put the points that a sum leaves no choice of into ``points``, and return them by the row's number."""
    inferred: dict[int, Decimal] = {}
    waiting = list(reversed(sums))
    while waiting:
        one = waiting.pop()
        if not one.is_certain or one.open != 1 or one.left <= 0:
            continue
        number = next(number for number in one.rows if points[number] is None)
        if _may_be_several(rows[number].requirement):
            continue
        points[number] = inferred[number] = figure = one.left
        for other in containing[number]:
            other.left -= figure
            other.open -= 1
            waiting.append(other)
    return inferred


def _may_be_several(requirement: str) -> bool:
    """Tell whether the lines of a requirement without a figure could be several: a sentence ends, and no list goes on."""
    lines = requirement.split("\n")
    return any(above.endswith(("。", ".", "！", "？")) and enumerator(below) is None for above, below in pairwise(lines))


def _told(
    rows: Sequence[FlattenedRow],
    points: Sequence[Decimal | None],
    inferred: dict[int, Decimal],
    containing: dict[int, list[_Sum]],
) -> Iterator[Diagnostic]:
    """Yield what is to be said about each row that had no points."""
    label = ""
    for number, row in enumerate(rows):
        label = row.labels[0] or label
        if number in inferred:
            yield Diagnostic("flattened-points-inferred", row.place, figures={"points": inferred[number]})
        elif points[number] is None and row.requirement and not any(word in squeeze(label) for word in GATE_WORDS):
            yield _lost(row, next(iter(containing.get(number, ())), None))


def _lost(row: FlattenedRow, one: _Sum | None) -> Diagnostic:
    if one is None:
        return Diagnostic("flattened-points-open", row.place)
    figures = {"total": one.total, "known": one.total - one.left, "count": one.open}
    return Diagnostic("flattened-points-lost", row.place, figures=figures)
