"""The columns of a scoring table: where they stand, and what they hold.

A heading over several columns is split where the rows below are; what a heading leaves open is settled by content
(``normalize.settling``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Grid
from normalize.heading_vocabulary import GRADERS, POINTS_INSIDE
from normalize.headings import Header, Heading, names_both_sides, rows_of, side_of
from normalize.labels import squeeze
from normalize.rows import Row, RowKind, read_rows
from normalize.settling import Settled, settle
from normalize.weights import is_weight, weight_scale
from rubrics.diagnostics import Diagnostic
from rubrics.model import FILLED, Column, ColumnRole


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a scoring table: grid columns ``start`` to ``stop`` (half open, from 0), heading, and what it holds."""

    start: int
    stop: int
    heading: str
    role: ColumnRole
    level: int | None = None
    side: str | None = None
    figures_of: int | None = None
    """the level of the elements whose own points or weights stand in this column"""
    of_titles: bool = False
    """whether the points of titles that stand in rows of their own are in this column"""
    weight: int = 0
    """what makes its figures percentages where they are weights (15%: 1, 0.15: 100), 0 where they are none"""
    step: str = ""
    """the name of the step that has the column for itself"""
    is_price: bool = False
    """whether its bare figures are what each row costs"""
    holds_points: bool = False
    """whether the heading says that points stand behind the words: 二级指标（分值）"""

    def as_column(self) -> Column:
        """Return the column as the rubric keeps it."""
        return Column.model_validate({"heading": self.heading, "role": self.role, "level": self.level, "side": self.side})


def columns_of(grid: Grid, header: Header) -> tuple[tuple[TableColumn, ...], list[Row], tuple[Diagnostic, ...]]:
    """Return the columns of a scoring table with their roles, its rows, and what is doubtful about the columns."""
    headings = list(_split(grid, header))
    rows = read_rows(grid, [(h.start, h.stop) for h in headings], header)
    table = settle(grid, headings, [row for row in rows if row.kind is RowKind.BODY])
    columns = tuple(_of_first_graders(_with_sides(list(_finished(table))), table))
    return columns, rows, (*table.diagnostics, *_reordered(rows, headings))


def _reordered(rows: Sequence[Row], headings: Sequence[Heading]) -> Iterator[Diagnostic]:
    """Yield where the headings stand again in another order, so that the rows below are read by the wrong ones."""
    for row in rows:
        if row.kind is RowKind.HEADER and any(squeeze(row.text(n)) not in h.text for n, h in enumerate(headings)):
            yield Diagnostic("header-reordered", row.place)


def _split(grid: Grid, header: Header) -> Iterator[Heading]:
    """Yield the headings, a wide one split where most rows below it are split."""
    body = [row for number, row in enumerate(rows_of(grid)) if number >= header.last]
    for heading in header.headings:
        starts = [0] * (heading.stop - heading.start)
        voting = 0
        for row in body:
            inside = [cell.column for cell in row if heading.start <= cell.column < heading.stop]
            voting += bool(inside)
            for column in inside:
                starts[column - heading.start] += 1
        edges = [
            heading.start,
            *(heading.start + offset for offset, votes in enumerate(starts) if offset and votes * 3 > voting),
            heading.stop,
        ]
        for start, stop in pairwise(edges):
            yield replace(heading, start=start, stop=stop)


def _finished(table: Settled) -> Iterator[TableColumn]:
    levels = {column: level for level, column in enumerate(table.having(ColumnRole.ELEMENT), 1)}
    for number, (heading, role) in enumerate(zip(table.headings, table.roles, strict=True)):
        settled = role or ColumnRole.IGNORED
        yield TableColumn(
            heading.start,
            heading.stop,
            heading.text,
            settled,
            levels.get(number),
            side_of(heading.text) if settled in FILLED else None,
            levels.get(table.figures_of.get(number, -1)),
            number in table.of_titles,
            weight_scale(row.text(number) for row in table.rows) if is_weight(heading.text) else 0,
            heading.step,
            number == table.prices,
            number == table.holds_points
            or (settled not in FILLED | {ColumnRole.POINTS} and any(word in heading.text for word in POINTS_INSIDE)),
        )


def _with_sides(columns: Sequence[TableColumn]) -> Iterator[TableColumn]:
    """Yield the columns; of two to fill with the same the one without a side is the other's where its neighbour names one."""
    for column in columns:
        others = [c for c in columns if c.role is column.role and c is not column] if column.role in FILLED else []
        if column.side is None and len(others) == 1 and others[0].side is not None and not names_both_sides(column.heading):
            yield replace(column, side="review" if others[0].side == "self" else "self")
        else:
            yield column


def _of_first_graders(columns: Iterable[TableColumn], table: Settled) -> Iterator[TableColumn]:
    """Yield the columns; a score of a further assessor (复评 | 终评) is none that an assessment of that side gives."""
    graded: set[str | None] = set()
    for number, column in enumerate(columns):
        if column.role is ColumnRole.SCORE and column.side in graded and any(word in column.heading for word in GRADERS):
            table.say("grader-further", number)
            yield replace(column, role=ColumnRole.IGNORED, side=None)
            continue
        if column.role is ColumnRole.SCORE:
            graded.add(column.side)
        yield column
