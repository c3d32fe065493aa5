"""Cells and bytes of a workbook (xlsx): names never become formulas, and the same rows give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

TOP = Alignment(vertical="top")
_RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)
_HEAD = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F5F99"))
_SIGNS = 32_767
"""The most signs that a cell holds."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula at the beginning of a text."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = b"1980-01-01T00:00:00Z"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def text_cell(page: Any, text: str) -> Cell:
    """Return a cell of text that stays text, whatever it begins with and whoever edits it later."""
    kept = ILLEGAL_CHARACTERS_RE.sub("", text)[:_SIGNS].encode("utf-8", "replace").decode()
    cell = WriteOnlyCell(page, kept)
    cell.data_type = "s"
    if kept.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def heading_cell(page: Any, text: str, *, of_text: bool) -> Cell:
    """Return the heading of a column, over texts on the left and over figures on the right."""
    cell = text_cell(page, text)
    cell.font, cell.fill = _HEAD
    cell.alignment = TOP if of_text else _RIGHT
    return cell


def set_up(page: Any, columns: str, rows: int | None) -> None:
    """Have a sheet print on pages that lie on their side, headings on each; with ``rows`` below them they filter."""
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if rows is not None:
        page.auto_filter.ref = f"A1:{columns}{rows + 1}"


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file, without the time at which it was made."""
    out = io.BytesIO()
    book.save(out)
    pinned = io.BytesIO()
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(pinned, "w", zipfile.ZIP_DEFLATED) as package:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _NO_TIME, content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, content)
    return pinned.getvalue()
