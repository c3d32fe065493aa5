"""What each column of a scoring table holds: by its heading, and by its content where the heading leaves it open.

A heading over several columns is split where the rows below are; a column of figures that add up to the titles' points is the
points column, whatever its heading says; of columns of labels the last one holds the requirements where nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extract.document import Grid
from normalize.headings import Header, Heading, rows_of, side_of
from normalize.labels import read_label, read_points, squeeze
from normalize.rows import Row, RowKind, kind_of, table_rows
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import FILLED, Column, ColumnRole

_MOSTLY = 0.8
"""Share of the filled cells of a column that must be alike to say what the column holds."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a scoring table: grid columns ``start`` to ``stop`` (half open, from 0), heading, and what it holds."""

    start: int
    stop: int
    heading: str
    role: ColumnRole
    level: int | None = None
    side: str | None = None

    def as_column(self) -> Column:
        """Return the column as the rubric keeps it."""
        return Column.model_validate({"heading": self.heading, "role": self.role, "level": self.level, "side": self.side})


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands in a column below the header."""

    filled: float
    """Share of the body rows in which a cell with text stands over the column."""
    figures: float
    """Share of the filled cells that are points."""
    counts_up: bool
    """Whether the figures are 1, 2, 3 …: an index, not points."""
    length: float
    """Mean number of signs of the filled cells."""


def columns_of(grid: Grid, header: Header) -> tuple[tuple[TableColumn, ...], tuple[Diagnostic, ...]]:
    """Return the columns of a scoring table with their roles, and what is doubtful about them."""
    headings = list(_split(grid, header))
    rows = [
        row
        for row in table_rows(grid, [(h.start, h.stop) for h in headings], header.last)
        if kind_of(row, header) is RowKind.BODY
    ]
    profiles = [_profile(rows, column) for column in range(len(headings))]
    roles: list[ColumnRole | None] = [heading.role for heading in headings]
    diagnostics = list(_settle_points(roles, headings, profiles, rows, grid))
    _settle_requirement(roles, profiles)
    diagnostics += [
        Diagnostic("column-unknown", Place(table=grid.number, column=heading.start + 1), None, {"heading": heading.text})
        for heading, role, profile in zip(headings, roles, profiles, strict=True)
        if role is None and profile.filled > 0
    ]
    return tuple(_finished(headings, roles)), tuple(diagnostics)


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


def _profile(rows: Sequence[Row], column: int) -> Profile:
    texts = [squeeze(row.text(column)) for row in rows if row.begins[column]]
    filled = [text for text in texts if text]
    figures = [figure for text in filled if (figure := read_points(text).points) is not None]
    counts_up = (
        len(figures) > 1
        and len(figures) == len(filled)
        and all(value in (1, before + 1, before) for before, value in pairwise(figures))
        and figures[0] == 1
    )
    covered = sum(bool(cell is not None and squeeze(cell.text)) for row in rows for cell in (row.cells[column],))
    return Profile(
        covered / len(rows) if rows else 0.0,
        len(figures) / len(filled) if filled else 0.0,
        counts_up,
        sum(map(len, filled)) / len(filled) if filled else 0.0,
    )


def _settle_points(
    roles: list[ColumnRole | None], headings: Sequence[Heading], profiles: Sequence[Profile], rows: Sequence[Row], grid: Grid
) -> Iterator[Diagnostic]:
    """Make the one column of figures that add up the points column, and tell where the heading said otherwise."""
    named = [c for c, role in enumerate(roles) if role is ColumnRole.POINTS]
    figures = [
        c
        for c, profile in enumerate(profiles)
        if profile.figures >= _MOSTLY
        and profile.filled > 0.3
        and roles[c] is not ColumnRole.INDEX
        and not (profile.counts_up and c not in named)
    ]
    if not figures:
        return
    labels = [c for c, role in enumerate(roles) if role in (ColumnRole.ELEMENT, ColumnRole.REQUIREMENT)]
    best = max(figures, key=lambda c: (_sums_met(rows, labels, c), c in named, profiles[c].filled))
    for column in named:
        if column != best:
            roles[column] = ColumnRole.SCORE if profiles[column].filled == 0 else ColumnRole.IGNORED
    if best not in named:
        yield Diagnostic(
            "points-by-content", Place(table=grid.number, column=headings[best].start + 1), None, {"heading": headings[best].text}
        )
    roles[best] = ColumnRole.POINTS


def _sums_met(rows: Sequence[Row], labels: Sequence[int], column: int) -> int:
    """Return for how many labels with points the figures of ``column`` below them add up to those points."""
    met = 0
    for label in labels:
        wanted: Decimal | None = None
        total = Decimal(0)
        for row in rows:
            if squeeze(row.text(label)):
                met += wanted is not None and total == wanted
                wanted, total = read_label(row.text(label)).points, Decimal(0)
            total += read_points(row.text(column)).points or 0
        met += wanted is not None and total == wanted
    return met


def _settle_requirement(roles: list[ColumnRole | None], profiles: Sequence[Profile]) -> None:
    """Make sure that exactly one column holds requirements, and that unnamed columns of long text are not lost."""
    named = [c for c, role in enumerate(roles) if role is ColumnRole.REQUIREMENT]
    if not named:
        for substitute in (ColumnRole.SPECIFICATION, ColumnRole.ELEMENT):
            candidates = [c for c, role in enumerate(roles) if role is substitute]
            if len(candidates) > (substitute is ColumnRole.ELEMENT and len(profiles) < 3):
                roles[candidates[-1]] = ColumnRole.REQUIREMENT
                return
        unnamed = [c for c, role in enumerate(roles) if role is None and profiles[c].length > 0]
        if unnamed:
            roles[max(unnamed, key=lambda c: profiles[c].length)] = ColumnRole.REQUIREMENT
    for column in named[:-1]:
        roles[column] = ColumnRole.ELEMENT if profiles[column].length <= 20 else ColumnRole.SPECIFICATION


def _finished(headings: Sequence[Heading], roles: Sequence[ColumnRole | None]) -> Iterator[TableColumn]:
    level = 0
    for heading, role in zip(headings, roles, strict=True):
        settled = role or ColumnRole.IGNORED
        level += settled is ColumnRole.ELEMENT
        yield TableColumn(
            heading.start,
            heading.stop,
            heading.text,
            settled,
            level if settled is ColumnRole.ELEMENT else None,
            side_of(heading.text) if settled in FILLED else None,
        )
