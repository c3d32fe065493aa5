"""Tables of cells that say how many rows and columns they cover, as web pages and workbooks have them, made grids.

What is built here is a draft: its cells still hold blocks, since only at the end is it known which tables are drawn around
others for looks, and so how tables and paragraphs are counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from extract import limits
from extract.document import Block, Cell, Grid, Paragraph
from rubrics.diagnostics import Place
from rubrics.errors import SourceError


@dataclass(slots=True)
class Slot:
    """A cell of a draft: where it stands, what it covers, and what it holds."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    items: list[str | Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines of the cell, without empty ones at its ends."""
        return "\n".join(item for item in self.items if isinstance(item, str)).strip("\n")


@dataclass(slots=True)
class Draft:
    """A table: its cells in reading order, no two on one position, and how many rows at the top head each page."""

    slots: list[Slot]
    header_rows: int = 0
    widths: Sequence[float] = ()
    """widths of the columns, where they are known."""


def blocks_of(items: Sequence[str | Draft]) -> tuple[Block, ...]:
    """Return lines and drafts as the blocks of a document: tables and paragraphs numbered, rows and columns that are seen."""
    tables, paragraphs = count(1), count(1)
    return tuple(_blocks(items, tables, paragraphs))


def check_size(rows: int, columns: int, cells: int) -> None:
    """Raise ``SourceError`` where a table that is being read has grown too large."""
    bounds = limits.current()
    if columns > bounds.columns:
        raise SourceError("table-too-wide", where="", limit=bounds.columns)
    if max(cells, rows) > bounds.cells:
        raise SourceError("too-many-cells", where="", limit=bounds.cells)


def _blocks(items: Sequence[str | Draft], tables: Iterator[int], paragraphs: Iterator[int]) -> Iterator[Block]:
    for item in items:
        if isinstance(item, Draft):
            yield _grid(item, tables)
        elif item.strip():
            yield Paragraph(item.strip("\n"), Place(paragraph=next(paragraphs)))


def _grid(draft: Draft, tables: Iterator[int]) -> Grid:
    """Return a draft as a grid in which each row and each column is one in which a cell begins."""
    number = next(tables)
    rows = sorted({slot.row for slot in draft.slots})
    columns = sorted({slot.column for slot in draft.slots})
    cells = []
    for slot in draft.slots:
        row, column = bisect_left(rows, slot.row), bisect_left(columns, slot.column)
        row_span = bisect_left(rows, slot.row + slot.row_span) - row
        column_span = bisect_left(columns, slot.column + slot.column_span) - column
        place = Place(table=number, row=row + 1, column=column + 1)
        inner = tuple(_grid(item, tables) for item in slot.items if isinstance(item, Draft))
        cells.append(Cell(row, column, row_span, column_span, slot.text, place, inner))
    header_rows = bisect_left(rows, draft.header_rows)
    return Grid(number, len(rows), len(columns), tuple(cells), _widths(draft, columns), header_rows=header_rows)


def _widths(draft: Draft, columns: Sequence[int]) -> tuple[float, ...]:
    """Return the widths of the columns that are left: each with those to its right that fell away."""
    if not draft.widths:
        return (1.0,) * len(columns)
    ends = [*columns[1:], len(draft.widths)]
    return tuple(sum(draft.widths[start:end]) or 1.0 for start, end in zip(columns, ends, strict=True))
