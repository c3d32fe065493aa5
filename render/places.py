"""Where in the document each figure belongs: the cell that Word shows at an item's row and a column to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extract.document import Cell, Document
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import FILLED, Column, ColumnRole, Rubric

Covering = Mapping[tuple[int, int, int], Cell]
"""The cells of a document by table, row and grid column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell is to hold of the form's column ``number``: the figures of ``items``, or of a sum row."""

    number: int
    column: Column
    items: tuple[str, ...] = ()
    total: int | None = None

    @property
    def subject(self) -> str | None:
        """The item that the cell is about; ``None`` of a sum row."""
        return self.items[0] if self.items else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell to fill, and what it is to hold, in the order of the form's columns."""

    cell: Cell
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """The cells to fill in reading order, and what there is to say about rows without one."""

    spots: tuple[Spot, ...]
    diagnostics: tuple[Diagnostic, ...]


def locate(rubric: Rubric, document: Document) -> Located:
    """Return the cells of ``document`` that the rubric's items and sum rows are to be written into."""
    cells = covering(document)
    begins = {place.table: place.columns for place in rubric.source.tables} if rubric.source is not None else {}
    wanted: dict[Place, dict[int, Content]] = {}
    found: dict[Place, Cell] = {}
    diagnostics = []
    for subject, at, content in _wanted(rubric):
        cell = cell_at(at, content.number, begins, cells)
        if cell is None:
            diagnostics.append(_without_cell(subject, at, content))
            continue
        found[cell.place] = cell
        held = wanted.setdefault(cell.place, {})
        before = held.get(content.number)
        held[content.number] = content if before is None else replace(before, items=before.items + content.items)
    spots = [Spot(found[place], tuple(held[number] for number in sorted(held))) for place, held in wanted.items()]
    return Located(tuple(spots), tuple(diagnostics))


def parse_place(text: str | None) -> Place | None:
    """Return the place that a rubric names; ``None`` where it names none, or nothing that is a place."""
    try:
        return Place.parse(text) if text else None
    except ValueError:
        return None


def _wanted(rubric: Rubric) -> Iterator[tuple[str, Place | None, Content]]:
    """Yield what is to be filled: who it is about, the row, and the content."""
    columns = [(number, column) for number, column in enumerate(rubric.form.columns) if column.role in FILLED]
    for item in rubric.by_item.values():
        for number, column in columns:
            yield item.id, parse_place(item.at), Content(number, column, (item.id,))
    for row, total in enumerate(rubric.form.totals):
        for number, column in columns:
            if column.role is not ColumnRole.DESCRIPTION:
                yield total.label, parse_place(total.at), Content(number, column, (), row)


def cell_at(at: Place | None, number: int, begins: Mapping[int, tuple[int, ...]], cells: Covering) -> Cell | None:
    """Return the cell at a row and a column of the form; ``begins`` says where the columns of each table begin."""
    if at is None or at.table is None or at.row is None:
        return None
    starts = begins.get(at.table, ())
    return cells.get((at.table, at.row, starts[number])) if number < len(starts) else None


def _without_cell(subject: str, at: Place | None, content: Content) -> Diagnostic:
    code = "item-without-cell" if content.items else "total-without-cell"
    figures = {"heading": content.column.heading} if content.items else {"label": subject, "heading": content.column.heading}
    return Diagnostic(code, at, content.subject, figures)


def covering(document: Document) -> Covering:
    """Return the cell at each table, row and grid column, counted from 1."""
    return {
        (grid.number, row + 1, column + 1): cell
        for grid in document.grids
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
