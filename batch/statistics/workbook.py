"""The statistics as a workbook (xlsx): a sheet for each table, figures as numbers, and names that never become formulas.

In Chinese, whatever the locale, and without the time of writing: the same database gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from batch.statistics import notes
from batch.statistics.figures import Statistics
from batch.statistics.sheets import Column, Holds, Line, Sheet, sheets, value_of
from render.workbook import TOP, heading_cell, saved, set_up, text_cell
from rubrics.messages import speaking, translate
from rubrics.widths import columns

_ROWS = 1_048_575
"""The rows of a sheet below its headings."""
_FORMATS = {Holds.COUNT: "#,##0", Holds.FIGURE: "#,##0.######", Holds.PERCENT: "0.0", Holds.CHANGE: "+#,##0.##;-#,##0.##;0"}
_WHOLE, _BROKEN = "#,##0", "#,##0.0#####"
_WIDTHS = {"requirement": 60, "text": 60, "title": 30, "unit": 36, "label": 34, "value": 60, "name": 28, "grade": 18}
_WIDTH = 12
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LEFT = Alignment(horizontal="left", vertical="top")
_LINE, _HIGHEST = 15.0, 405.0
"""The height of a line of text, and of the highest row that there may be, in points."""


def workbook(found: Statistics) -> bytes:
    """Return the statistics as a workbook."""
    book = Workbook(write_only=True)
    with speaking("zh"):
        for given in sheets(found):
            _add(book, given, tuple(_notes(found)) if given.name == "overview" else ())
    return saved(book)


def _add(book: Workbook, given: Sheet, below: tuple[Line, ...]) -> None:
    page = book.create_sheet(translate(given.heading))
    for number, column in enumerate(given.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.name, _WIDTH)
    rows = None if given.name == "overview" else min(len(given.rows), _ROWS)
    set_up(page, get_column_letter(len(given.columns)), rows)
    texts = {Holds.TEXT, Holds.EITHER}
    page.append([heading_cell(page, translate(one.heading), of_text=one.holds in texts) for one in given.columns])
    for number, row in enumerate((*given.rows[:_ROWS], *below), 2):
        values = [value_of(row, column) for column in given.columns]
        page.row_dimensions[number].height = _height(values, given.columns)  # before its cells: they are written at once
        page.append([_cell(page, value, column) for value, column in zip(values, given.columns, strict=True)])


def _notes(found: Statistics) -> Iterator[Line]:
    """Yield the sentences about what is left out, and about comparisons."""
    said = [*notes.left_out(found), notes.ranked_by(found.run)]
    for name, compared in (("change", found.change), ("gap", found.gap)):
        if compared is not None:
            said += [notes.say(name, run=compared.first.name), *notes.comparison(compared)]
    yield from (Line("", sentence) for sentence in said)


def _height(values: Sequence[Any], given: Sequence[Column]) -> float:
    """Return how high a row must be for all lines of its texts; a program that opens it need not work that out."""
    lines = [
        sum(-(-columns(line) // (_WIDTHS[column.name] - 2)) or 1 for line in value.split("\n"))
        for value, column in zip(values, given, strict=True)
        if isinstance(value, str) and column.name in _WIDTHS
    ]
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _cell(page: Any, value: Any, column: Column) -> Cell | None:
    """Return a cell: a number as such, with the format of its column, and anything else as text."""
    if value is None:
        return None
    if isinstance(value, str):
        cell = text_cell(page, value)
        cell.alignment = _WRAPPED if column.name in _WIDTHS else TOP
        return cell
    cell = WriteOnlyCell(page, value)
    cell.number_format = _format(value, column.holds)
    cell.alignment = _LEFT if column.holds is Holds.EITHER else TOP
    return cell


def _format(value: int | Decimal, holds: Holds) -> str:
    """Return how a number is shown; points in all their places, but without a point behind whole ones."""
    if holds in {Holds.FIGURE, Holds.EITHER}:
        return _WHOLE if value == int(value) else _BROKEN
    return _FORMATS[holds]
