"""The statistics as a workbook (xlsx): a sheet for each table, figures as numbers, and names that never become formulas.

In Chinese, whatever the locale, and without the time of writing: the same database gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from batch.statistics import notes
from batch.statistics.figures import Statistics
from batch.statistics.sheets import Column, Holds, Line, Sheet, sheets, value_of
from rubrics.messages import speaking, translate
from rubrics.widths import columns

_ROWS = 1_048_575
"""The rows of a sheet below its headings."""
_SIGNS = 32_767
"""The most signs that a cell holds."""
_FORMATS = {Holds.COUNT: "#,##0", Holds.FIGURE: "#,##0.######", Holds.PERCENT: "0.0", Holds.CHANGE: "+#,##0.##;-#,##0.##;0"}
_WHOLE, _BROKEN = "#,##0", "#,##0.0#####"
_WIDTHS = {"requirement": 60, "text": 60, "title": 30, "unit": 36, "label": 34, "value": 60, "name": 28, "grade": 18}
_WIDTH = 12
_HEAD = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F5F99"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_LEFT = Alignment(horizontal="left", vertical="top")
_RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)
_LINE, _HIGHEST = 15.0, 405.0
"""The height of a line of text, and of the highest row that there may be, in points."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula at the beginning of a text."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = b"1980-01-01T00:00:00Z"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def workbook(found: Statistics) -> bytes:
    """Return the statistics as a workbook."""
    book = Workbook(write_only=True)
    with speaking("zh"):
        for given in sheets(found):
            _add(book, given, tuple(_notes(found)) if given.name == "overview" else ())
    out = io.BytesIO()
    book.save(out)
    return _pinned(out.getvalue())


def _add(book: Workbook, given: Sheet, below: tuple[Line, ...]) -> None:
    page = book.create_sheet(translate(given.heading))
    page.freeze_panes = "A2"
    for number, column in enumerate(given.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.name, _WIDTH)
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    rows = min(len(given.rows), _ROWS)
    if given.name != "overview":
        page.auto_filter.ref = f"A1:{get_column_letter(len(given.columns))}{rows + 1}"
    page.append([_heading(page, translate(column.heading), column.holds) for column in given.columns])
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


def _heading(page: Any, text: str, holds: Holds) -> Cell:
    cell = _text(page, text)
    cell.font, cell.fill = _HEAD
    cell.alignment = _TOP if holds in {Holds.TEXT, Holds.EITHER} else _RIGHT
    return cell


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
        cell = _text(page, value)
        cell.alignment = _WRAPPED if column.name in _WIDTHS else _TOP
        return cell
    cell = WriteOnlyCell(page, value)
    cell.number_format = _format(value, column.holds)
    cell.alignment = _LEFT if column.holds is Holds.EITHER else _TOP
    return cell


def _format(value: int | Decimal, holds: Holds) -> str:
    """Return how a number is shown; points in all their places, but without a point behind whole ones."""
    if holds in {Holds.FIGURE, Holds.EITHER}:
        return _WHOLE if value == int(value) else _BROKEN
    return _FORMATS[holds]


def _text(page: Any, text: str) -> Cell:
    """Return a cell of text that stays text, whatever it begins with and whoever edits it later."""
    kept = ILLEGAL_CHARACTERS_RE.sub("", text)[:_SIGNS].encode("utf-8", "replace").decode()
    cell = WriteOnlyCell(page, kept)
    cell.data_type = "s"
    if kept.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def _pinned(data: bytes) -> bytes:
    """Return a package without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pinned:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _NO_TIME, content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            pinned.writestr(entry, content)
    return out.getvalue()
