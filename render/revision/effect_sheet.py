"""The effect on many assessments as CSV or as a workbook: in Chinese, whatever the locale, and names never become formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rubrics.catalogue.migrating import EFFECT_COLUMNS
from rubrics.catalogue.presenting import KINDS
from rubrics.messages import translate_to
from rubrics.values import show
from scoring.effects import EffectRow

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_COLUMNS = {
    "unit": "unit",
    "kind": "kind",
    "old_result": "old-result",
    "old_grade": "old-grade",
    "new_result": "new-result",
    "new_grade": "new-grade",
    "difference": "difference",
    "lowest": "lowest",
    "lowest_grade": "lowest-grade",
    "highest": "highest",
    "highest_grade": "highest-grade",
    "at_best": "at-best",
    "again": "open",
    "file": "file",
}
"""Fields of a row in the order of their columns, with their headings."""
_TEXTS = frozenset({"unit", "kind", "old_grade", "new_grade", "lowest_grade", "highest_grade", "file"})
_CHANGES = frozenset({"difference", "at_best"})
_WIDTHS = {"unit": 36, "file": 28, "old_grade": 14, "new_grade": 14, "lowest_grade": 14, "highest_grade": 14}
_WIDTH = 12
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula at the beginning of a text."""


def effect_csv(rows: Sequence[EffectRow]) -> bytes:
    """Return rows as CSV in UTF-8 with the mark by which spreadsheets know it; the same rows give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headings())
    for row in rows:
        writer.writerow([_cell(name, getattr(row, name)) for name in _COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def effect_workbook(rows: Sequence[EffectRow]) -> bytes:
    """Return rows as a workbook of one sheet, figures as numbers; the same rows give the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is wanted
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from render.workbook import heading_cell, saved, set_up  # noqa: PLC0415

    book = Workbook(write_only=True)
    page = book.create_sheet(translate_to("zh", EFFECT_COLUMNS["sheet"]))
    for number, name in enumerate(_COLUMNS, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
    set_up(page, get_column_letter(len(_COLUMNS)), len(rows))
    page.append(
        [heading_cell(page, heading, of_text=name in _TEXTS) for name, heading in zip(_COLUMNS, _headings(), strict=True)]
    )
    for row in rows:
        page.append([_sheet_cell(page, name, getattr(row, name)) for name in _COLUMNS])
    return saved(book)


def _headings() -> list[str]:
    return [translate_to("zh", EFFECT_COLUMNS[heading]) for heading in _COLUMNS.values()]


def _cell(name: str, value: object) -> str:
    """Return what stands in a cell of a CSV file, where a text that looks like a formula can only be kept by a sign before it."""
    if value is None or isinstance(value, Decimal):
        return "" if value is None else show(value)
    text = _text(name, value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheet_cell(page: Any, name: str, value: Any) -> Cell | None:
    """Return a cell of a sheet: a number as such, anything else as text."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    from render.workbook import text_cell  # noqa: PLC0415

    if value is None or isinstance(value, str):
        return None if value is None else text_cell(page, _text(name, value))
    cell = WriteOnlyCell(page, value)
    cell.number_format = "+#,##0.##;-#,##0.##;0" if name in _CHANGES else "General"
    return cell


def _text(name: str, value: object) -> str:
    return translate_to("zh", KINDS[str(value)]) if name == "kind" else str(value)
