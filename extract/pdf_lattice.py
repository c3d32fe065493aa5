"""From a mesh of rules to the cells that a reader sees: boxes with nothing drawn through them.

The positions of all rules make a lattice; two of its fields are one cell where no rule stands between them. An outer rule
that is not drawn is supposed where the others end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from statistics import median
from typing import NamedTuple

from extract.pdf_page import Rule, Run
from extract.pdf_rules import Mesh, reach, root, snapped

_COVERED = 0.6
"""A rule divides two fields where it stands along so much of the side between them, and comes as far as the rules across it."""
_OUTER = 5.0
"""An outer rule is missing where the others end further out than this."""

_SLIT = 6.0
_SLIT_OF_SIZE = 0.8
"""Between rules so close, in points and in heights of the signs, no sign has room: they are the borders of cells that stand
apart, and one edge."""

_APART = 2
"""In a table of cells whose borders stand apart so many edges, at the least, are two rules each."""


class Box(NamedTuple):
    """A cell: its first row and column (from 0), and how many it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


Field = tuple[int, int]
"""A row and a column."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's shape on one page: where its columns' and rows' edges are, its cells, and which outer rules are drawn.

    ``is_torn``: the rules leave fields that are no box; they were cut into boxes. ``is_apart``: the borders of its cells stand
    apart, or the table is closed at its left or right only in some rows, as such borders leave it at a page break.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    has_top: bool
    has_bottom: bool
    is_torn: bool = False
    is_apart: bool = False

    def fields(self) -> dict[tuple[int, int], int]:
        """Return the number of the cell that covers each row and column."""
        return {
            (row, column): number
            for number, box in enumerate(self.boxes)
            for row in range(box.row, box.row + box.row_span)
            for column in range(box.column, box.column + box.column_span)
        }

    def row_at(self, y: float) -> int | None:
        """Return the row at a height, ``None`` above and below the table."""
        return _between(self.ys, y)

    def column_at(self, x: float) -> int | None:
        """Return the column at a place, ``None`` beside the table."""
        return _between(self.xs, x)


def lattice(mesh: Mesh, runs: Sequence[Run] = ()) -> Lattice:
    """Return the cells of a mesh; ``runs`` are those of the page, which tell how much room signs need."""
    level, upright, has_top, has_bottom = _closed(mesh, runs)
    xs, ys = sorted({rule.at for rule in upright}), sorted({rule.at for rule in level})
    rows, columns = len(ys) - 1, len(xs) - 1
    below = _dividers(level, ys, upright)
    right = _dividers(upright, xs, level)
    parents = list(range(rows * columns))  # of the fields, counted along the rows
    for row, column in set(product(range(1, rows), range(columns))) - below:
        _unite(parents, (row - 1) * columns + column, row * columns + column)
    for column, row in set(product(range(1, columns), range(rows))) - right:
        _unite(parents, row * columns + column - 1, row * columns + column)
    groups: dict[int, list[Field]] = {}
    for field, parent in enumerate(parents):
        groups.setdefault(field if parent == field else root(parents, field), []).append(divmod(field, columns))
    boxes, is_torn = _boxes(list(groups.values()))
    is_apart = len({rule.at for rule in mesh.level}) - len(ys) >= _APART or any(
        0 < sum((edge, row) in right for row in range(rows)) < rows for edge in (0, columns)
    )
    return _without_unused(Lattice(tuple(xs), tuple(ys), tuple(boxes), has_top, has_bottom, is_torn, is_apart))


def _closed(mesh: Mesh, runs: Sequence[Run]) -> tuple[list[Rule], list[Rule], bool, bool]:
    """Return the rules with the outer ones that are missing, and whether those at the top and the bottom are drawn."""
    level, upright = _without_slits(mesh.level, runs), _without_slits(mesh.upright, runs)
    left = min((rule.start for rule in level), default=upright[0].at)
    right = max((rule.stop for rule in level), default=upright[-1].at)
    top = min(rule.start for rule in upright)
    bottom = max(rule.stop for rule in upright)
    has_top = bool(level) and level[0].at <= top + _OUTER
    has_bottom = bool(level) and level[-1].at >= bottom - _OUTER
    for at, is_missing in ((left, upright[0].at > left + _OUTER), (right, upright[-1].at < right - _OUTER)):
        if is_missing:
            upright.append(Rule(at, top, bottom))
    first, last = min(rule.at for rule in upright), max(rule.at for rule in upright)
    for at, is_there in ((top, has_top), (bottom, has_bottom)):
        if not is_there:
            level.append(Rule(at, first, last))
    return level, upright, has_top, has_bottom


def _without_slits(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Rule]:
    """Return rules of which none stand so close that there is no room between them."""
    places = sorted({rule.at for rule in rules})
    has_slits = any(other - place <= _SLIT for place, other in pairwise(places))
    if not has_slits:
        return list(rules)
    sizes = [run.bottom - run.top for run in runs]
    return snapped(rules, min(_SLIT, _SLIT_OF_SIZE * median(sizes)) if sizes else _SLIT)


def _dividers(rules: Sequence[Rule], places: Sequence[float], across: Sequence[Rule]) -> set[tuple[int, int]]:
    """Return which fields' sides are drawn: the number of the edge at which a rule stands, and of the field along it."""
    numbers = {place: number for number, place in enumerate(places)}
    reaches: dict[float, float] = {}
    for rule in across:
        reaches[rule.at] = max(reach(rule), reaches.get(rule.at, 0.0))
    along = sorted(reaches)
    found: set[tuple[int, int]] = set()
    for rule in rules:
        first = max(bisect_right(along, rule.start) - 1, 0)
        for field in range(first, len(along) - 1):
            start, stop = along[field], along[field + 1]
            if start >= rule.stop:
                break
            is_whole = rule.start <= start + reaches[start] and rule.stop >= stop - reaches[stop]
            if is_whole and min(stop, rule.stop) - max(start, rule.start) >= _COVERED * (stop - start):
                found.add((numbers[rule.at], field))
    return found


def _unite(parents: list[int], one: int, other: int) -> None:
    parents[root(parents, other)] = root(parents, one)


def _boxes(groups: Sequence[Sequence[Field]]) -> tuple[list[Box], bool]:
    """Return the groups of fields as boxes in reading order; a group that is no box is cut into some."""
    boxes: list[Box] = []
    is_torn = False
    for group in groups:
        if len(group) == 1:
            boxes.append(Box(*group[0], 1, 1))
            continue
        rows, columns = [row for row, _ in group], [column for _, column in group]
        box = Box(min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
        if box.row_span * box.column_span == len(group):
            boxes.append(box)
        else:
            is_torn = True
            boxes += _cut(sorted(group))
    return sorted(boxes), is_torn


def _cut(fields: Sequence[Field]) -> Iterator[Box]:
    """Yield boxes that cover the fields: the level strips of each row, equal ones below each other as one."""
    open_: dict[tuple[int, int], Box] = {}
    for row, columns in _rows(fields):
        strips = {(first, last): Box(row, first, 1, last - first + 1) for first, last in _strips(columns)}
        for strip, box in open_.items():
            if strip not in strips:
                yield box
        open_ = {
            strip: Box(open_[strip].row, box.column, open_[strip].row_span + 1, box.column_span) if strip in open_ else box
            for strip, box in strips.items()
        }
    yield from open_.values()


def _rows(fields: Sequence[Field]) -> Iterator[tuple[int, list[int]]]:
    rows: dict[int, list[int]] = {}
    for row, column in fields:
        rows.setdefault(row, []).append(column)
    first, last = min(rows), max(rows)
    return ((row, rows.get(row, [])) for row in range(first, last + 1))


def _strips(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at] != columns[at - 1] + 1:
            yield columns[start], columns[at - 1]
            start = at


def _without_unused(shape: Lattice) -> Lattice:
    """Return a lattice without the edges at which no cell ends: those of lines that lead nowhere."""
    xs = sorted({x for box in shape.boxes for x in (box.column, box.column + box.column_span)})
    ys = sorted({y for box in shape.boxes for y in (box.row, box.row + box.row_span)})
    if len(xs) == len(shape.xs) and len(ys) == len(shape.ys):
        return shape
    new_x, new_y = {x: n for n, x in enumerate(xs)}, {y: n for n, y in enumerate(ys)}
    boxes = tuple(
        Box(
            new_y[box.row],
            new_x[box.column],
            new_y[box.row + box.row_span] - new_y[box.row],
            new_x[box.column + box.column_span] - new_x[box.column],
        )
        for box in shape.boxes
    )
    places = tuple(shape.xs[x] for x in xs), tuple(shape.ys[y] for y in ys)
    return Lattice(*places, boxes, shape.has_top, shape.has_bottom, shape.is_torn, shape.is_apart)


def _between(edges: Sequence[float], place: float) -> int | None:
    at = bisect_right(edges, place) - 1
    return at if 0 <= at < len(edges) - 1 else None
