"""How wide the columns of a form are, and whether its pages lie on their side: so that the table is as short as can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from render.rebuilt.grid import GridRow
from render.textwidth import text_width
from rubrics.model import Column, ColumnRole

A4_SHORT, A4_LONG, MARGIN = 11906, 16838, 1020
"""Twentieths of a point; the margins are those of the published forms (18 mm)."""
FIGURE_SIZE = 180
"""The width of a Chinese sign in a table, at 9 points."""
CELL_MARGINS = 160
"""Left and right margin of a cell together."""
LINE = 234
"""The height of a line of a table."""
_FIXED = {
    ColumnRole.INDEX: 560,
    ColumnRole.POINTS: 900,
    ColumnRole.SCORE: 680,
    ColumnRole.DEDUCTION: 640,
    ColumnRole.ELEMENT: 1000,
}
"""Columns of figures and labels do not grow with their text."""
_TO_WRITE = {ColumnRole.DESCRIPTION: 24.0}
"""Signs that a person writes into a row of a column to fill."""
_LEAST, _LEAST_TO_WRITE = 900, 1300
_LONG_COLUMNS = 7
_LONG_ROWS = 110
"""Signs in the text columns of a row, in the mean, above which a page on its side is easier to read."""
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Page:
    """The page: whether it lies on its side, and the widths of the columns, in twentieths of a point."""

    is_landscape: bool
    columns: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the paper."""
        return (A4_LONG, A4_SHORT) if self.is_landscape else (A4_SHORT, A4_LONG)

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.size[1] - 2 * MARGIN


def page_for(columns: Sequence[Column], tables: Sequence[Sequence[GridRow]]) -> Page:
    """Return the page that a form's tables need."""
    lengths = _lengths(columns, tables)
    mean = sum(map(sum, lengths)) / len(lengths) if lengths else 0.0
    is_landscape = len(columns) > _LONG_COLUMNS or mean > _LONG_ROWS
    room = (A4_LONG if is_landscape else A4_SHORT) - 2 * MARGIN
    return Page(is_landscape, _widths(columns, lengths, room))


def lines_of_row(row: GridRow, widths: Sequence[int]) -> int:
    """Return how many lines the highest cell of a row has, those aside that are merged with others."""
    alone = [box for box in row.boxes if box.joins is None]
    return max((_lines(box.text, sum(widths[box.start : box.stop])) for box in alone), default=1)


def _lines(text: str, width: int) -> int:
    signs = max((width - CELL_MARGINS) / FIGURE_SIZE, 1)
    return sum(max(1, math.ceil(text_width(line, 0.25) / signs)) for line in text.split("\n"))


def _lengths(columns: Sequence[Column], tables: Sequence[Sequence[GridRow]]) -> list[list[float]]:
    """Return for each row of items how much stands in each column of text, or will stand in it, in signs."""
    fixed = {number for number, column in enumerate(columns) if column.role in _FIXED}
    rows = []
    for row in (row for table in tables for row in table if row.line is not None and row.line.item is not None):
        length = [_TO_WRITE.get(column.role, 0.0) for column in columns]
        for box in row.boxes:
            if box.start not in fixed and box.text:
                length[box.start] = text_width(box.text, 0.25)
        rows.append(length)
    return rows


def _widths(columns: Sequence[Column], lengths: Sequence[Sequence[float]], room: int) -> tuple[int, ...]:
    """Return widths that fill ``room``: the columns of text share what the others leave so that rows are low."""
    widths = [float(_FIXED.get(column.role, 0)) for column in columns]
    free = [number for number, column in enumerate(columns) if column.role not in _FIXED]
    if not free:
        return _whole([room / len(columns)] * len(columns), room)
    least = {n: _LEAST_TO_WRITE if columns[n].role in _TO_WRITE else _LEAST for n in free}
    rest = max(room - sum(widths), sum(least.values()))
    share = dict.fromkeys(free, 1 / len(free))
    for _ in range(_ROUNDS):
        high = dict.fromkeys(free, 1.0)
        for row in lengths:
            number = max(free, key=lambda n: row[n] / share[n])
            high[number] += row[number]
        wanted = {number: math.sqrt(high[number]) for number in free}
        total = sum(wanted.values())
        share = {number: (share[number] + max(wanted[number] / total, least[number] / rest)) / 2 for number in free}
    total = sum(share.values())
    for number in free:
        widths[number] = rest * share[number] / total
    return _whole(widths, room)


def _whole(widths: Sequence[float], room: int) -> tuple[int, ...]:
    """Return the widths as whole numbers that add up to ``room``."""
    scale = room / sum(widths)
    edges = [0, *(round(sum(widths[: n + 1]) * scale) for n in range(len(widths)))]
    return tuple(stop - start for start, stop in pairwise(edges))
