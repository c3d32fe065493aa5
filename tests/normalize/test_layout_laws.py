"""The same standard after any change of layout that keeps its meaning gives the same rubric, provenance aside."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import read
from extract.document import Cell, Document, Grid, Paragraph
from normalize.headings import find_header
from normalize.standard import normalize
from rubrics import content_hash
from rubrics.diagnostics import Place

ROOT = Path(__file__).parents[2]
STANDARDS = ("jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station")


@cache
def source(name):
    return read(ROOT / "examples" / f"{name}.docx")


@cache
def original(name):
    return content_hash(normalize(source(name)).rubric)


def labels_blank(grid, _):
    """A label over several rows becomes one cell and empty ones below it."""
    cells = []
    for cell in grid.cells:
        if cell.row_span == 1 or cell.row < find_header(grid).last:
            cells.append(cell)
            continue
        cells.append(replace(cell, row_span=1))
        cells += [replace(cell, row=cell.row + n, row_span=1, text="") for n in range(1, cell.row_span)]
    return [rebuilt(grid, cells)]


def labels_repeated(grid, _):
    """A label over several rows becomes one cell with the same text in each row."""
    columns = label_columns(grid)
    cells = []
    for cell in grid.cells:
        split = cell.row_span > 1 and cell.column in columns and cell.row >= find_header(grid).last
        cells += [replace(cell, row=cell.row + n, row_span=1) for n in range(cell.row_span)] if split else [cell]
    return [rebuilt(grid, cells)]


def columns_tripled(grid, _):
    """The grid has three times as many columns as a reader sees."""
    cells = [replace(cell, column=cell.column * 3, column_span=cell.column_span * 3) for cell in grid.cells]
    return [
        replace(grid, cells=tuple(cells), columns=grid.columns * 3, widths=tuple(w / 3 for w in grid.widths for _ in range(3)))
    ]


def split_without_header(grid, data):
    """A page break makes two tables of one; the second has no header."""
    at = data.draw(st.sampled_from(safe_rows(grid)))
    return [part(grid, 0, at), part(grid, at, grid.rows)]


def split_with_header(grid, data):
    """A page break makes two tables of one; the second repeats the header."""
    at = data.draw(st.sampled_from(safe_rows(grid)))
    return [part(grid, 0, at), with_header(grid, part(grid, at, grid.rows))]


def header_apart(grid, _):
    """The header is a table of its own."""
    last = find_header(grid).last
    return [part(grid, 0, last), part(grid, last, grid.rows)]


def header_repeated(grid, data):
    """The header comes again in the body."""
    at = data.draw(st.sampled_from(safe_rows(grid)))
    below = with_header(grid, part(grid, at, grid.rows))
    above = part(grid, 0, at)
    cells = [*above.cells, *(replace(c, row=c.row + at) for c in below.cells)]
    return [replace(grid, rows=above.rows + below.rows, cells=tuple(cells))]


def spans_unknown(grid, _):
    """The source shows no merged cells at all."""
    cells = [
        replace(c, row=c.row + r, column=c.column + n, row_span=1, column_span=1, text="" if r or n else c.text)
        for c in grid.cells
        for r in range(c.row_span)
        for n in range(c.column_span)
    ]
    return [replace(rebuilt(grid, cells), knows_spans=False, widths=(1.0,) * grid.columns)]


CHANGES = [
    labels_blank,
    labels_repeated,
    columns_tripled,
    split_without_header,
    split_with_header,
    header_apart,
    header_repeated,
    spans_unknown,
]


@pytest.mark.parametrize("name", STANDARDS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_change_of_layout_changes_nothing_else(name, data):
    change = data.draw(st.sampled_from(CHANGES))
    blocks = []
    for block in source(name).blocks:
        made = change(block, data) if isinstance(block, Grid) else [block]
        for number, piece in enumerate(made):
            if number and data.draw(st.booleans()):
                blocks.append(Paragraph(data.draw(st.sampled_from(["", "（续）", "续表"])), Place(paragraph=999)))
            blocks.append(piece)
    changed = replace(source(name), blocks=renumbered(blocks))
    assert content_hash(normalize(changed).rubric) == original(name)


@pytest.mark.parametrize("name", STANDARDS)
def test_a_whole_standard_inside_the_one_cell_of_an_outer_table_is_read(name):
    grids = tuple(source(name).grids)
    around = [b for b in source(name).blocks if isinstance(b, Paragraph)]
    first = next(n for n, b in enumerate(source(name).blocks) if isinstance(b, Grid))
    outer = Grid(1, 1, 1, (Cell(0, 0, 1, 1, "", Place(table=1, row=1, column=1), grids),), (1.0,))
    blocks = [*around[:first], outer, *[p for p in around[first:] if p.text.strip()]]
    changed = Document(source(name).name, "docx", source(name).sha256, tuple(blocks))
    assert content_hash(normalize(changed).rubric) == original(name)


def label_columns(grid):
    header = find_header(grid)
    return {c for h in header.headings if h.role in ("element", "index") for c in range(h.start, h.stop)}


def safe_rows(grid):
    """Return the rows before which the table can be cut without cutting a cell that says something."""
    header = find_header(grid)
    crossing = {
        cell.row + n
        for cell in grid.cells
        for n in range(1, cell.row_span)
        if cell.column not in label_columns(grid) and cell.text.strip()
    }
    return [row for row in range(header.last, grid.rows) if row not in crossing] or [header.last]


def part(grid, start, stop):
    """Return rows ``start`` to ``stop`` as a table; a label that is cut goes on as an empty cell."""
    cells = []
    for cell in grid.cells:
        first, last = max(cell.row, start), min(cell.row + cell.row_span, stop)
        if first < last:
            text = cell.text if cell.row >= start else ""
            cells.append(replace(cell, row=first - start, row_span=last - first, text=text))
    return replace(grid, rows=stop - start, cells=tuple(cells))


def with_header(grid, body):
    header = part(grid, find_header(grid).first, find_header(grid).last)
    cells = [*header.cells, *(replace(c, row=c.row + header.rows) for c in body.cells)]
    return replace(body, rows=body.rows + header.rows, cells=tuple(cells))


def rebuilt(grid, cells):
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def renumbered(blocks):
    numbers = iter(range(1, 1000))
    return tuple(replace(b, number=next(numbers)) if isinstance(b, Grid) else b for b in blocks)
