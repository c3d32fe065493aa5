"""A filled form as the blank one that it was: what people wrote must not change how its rows and columns are understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from extract.document import Cell, Document, Grid
from render.tickcolumns import tick_groups
from render.words import APPENDED
from rubrics.model import FILLED, Rubric

_HEADER_ROWS = 4
"""So far down a heading may stand."""


def blanked(document: Document, rubric: Rubric) -> Document:
    """Return the document with empty cells below the headings of the columns to fill: the rubric's, or appended ones."""
    filled = [column.heading for column in rubric.form.columns if column.role in FILLED] or APPENDED
    ticked = [rubric.form.columns[number].heading for group in tick_groups(rubric)[0] for number in group.columns]
    headings = {name for heading in (*filled, *ticked) for name in (heading, heading.rpartition("/")[2])}
    blocks = tuple(_blanked(block, headings) if isinstance(block, Grid) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _blanked(grid: Grid, headings: Collection[str]) -> Grid:
    tops = list(_tops(grid, headings))
    cells = []
    for cell in grid.cells:
        inner = replace(cell, grids=tuple(_blanked(one, headings) for one in cell.grids)) if cell.grids else cell
        cells.append(replace(inner, text="") if any(_is_below(cell, top) for top in tops) else inner)
    return replace(grid, cells=tuple(cells))


def _tops(grid: Grid, headings: Collection[str]) -> Iterator[Cell]:
    """Yield the heading cells of the columns to fill."""
    for cell in grid.cells:
        if cell.row < _HEADER_ROWS and "".join(cell.text.split()).replace("/", "") in {one.replace("/", "") for one in headings}:
            yield cell


def _is_below(cell: Cell, top: Cell) -> bool:
    """Tell whether a cell stands in the column of a heading, and in no other."""
    inside = cell.column >= top.column and cell.column + cell.column_span <= top.column + top.column_span
    return inside and cell.row > top.row and "".join(cell.text.split()) != "".join(top.text.split())
