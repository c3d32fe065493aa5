"""Words in the columns to fill of a form that stand at no item and in no sum: people typed them into a row of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extract.document import Cell, Document
from render.places import Spot, parse_place
from render.reading.vocabulary import NOTHING_SIGNS
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import FILLED, Rubric

_SHOWN = 40


def words_elsewhere(placed: Rubric, document: Document, spots: Sequence[Spot], told: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what stands below the headings of columns to fill and goes to no item; rows in ``told`` are told already."""
    read = {spot.cell.place for spot in spots}
    skipped = {_row(at) for at in (*told, *(total.at for total in placed.form.totals))}
    items = {_row(item.at) for item in placed.by_item.values()} - {None}
    for table in placed.source.tables if placed.source is not None else ():
        rows = [row for number, row in filter(None, items) if number == table.table]
        begins = {table.columns[n] for n, column in enumerate(placed.form.columns) if column.role in FILLED}
        for cell in _cells(document, table.table) if rows else ():
            is_inside = min(rows) <= cell.row + 1 and cell.column + 1 in begins and (table.table, cell.row + 1) not in skipped
            if is_inside and cell.place not in read and _says_something(cell, placed):
                yield Diagnostic("read-words-elsewhere", cell.place, figures={"text": " ".join(cell.text.split())[:_SHOWN]})


def _cells(document: Document, number: int) -> Iterator[Cell]:
    yield from (cell for grid in document.grids if grid.number == number for cell in grid.cells)


def _row(at: str | None) -> tuple[int, int] | None:
    place: Place | None = parse_place(at)
    return None if place is None or place.table is None or place.row is None else (place.table, place.row)


def _says_something(cell: Cell, placed: Rubric) -> bool:
    """Tell whether a cell holds words that are neither a sign for nothing nor a heading that comes again."""
    text = "".join(cell.text.split())
    headings = {part for column in placed.form.columns for part in (column.heading, *column.heading.split("/"))}
    return text not in NOTHING_SIGNS | {""} and text not in headings
