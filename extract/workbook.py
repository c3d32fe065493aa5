"""A workbook (.xlsx) becomes a ``Document``: its visible sheets in order, tables as grids, lines around them as paragraphs.

openpyxl would read it too, but it shows values, not what a person sees (1.1 for 1.10), sets no bounds on a zip or its XML, and
loses merged cells in its fast mode; the parts that are needed here are four, and read like those of a Word document.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from extract.cellstyles import S, read_cell_styles
from extract.document import Document
from extract.package import Package, open_package
from extract.sheet import Book, Position, Sheet, read_sheet
from extract.spans import Draft, Slot, blocks_of, check_size
from rubrics.diagnostics import Diagnostic
from rubrics.errors import SourceError

ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUSTED_BORDERS = 0.6
"""Where so many of the rows with several cells have borders, the borders say what is a table."""
_GAP = "    "
"""What stands between the words of cells in a line outside tables."""


def read_workbook(data: bytes, name: str) -> Document:
    """Return the document in the bytes of an .xlsx (.xlsm, .xltx); ``SourceError`` if they are no workbook, or out of bounds."""
    package = open_package(data, name)
    book_root = package.xml(package.main_part)
    if book_root.tag != S + "workbook":
        raise SourceError("not-a-workbook", where=name)
    links = package.relationships(package.main_part)
    book = _book(package, book_root)
    items: list[str | Draft] = []
    diagnostics: list[Diagnostic] = []
    for listed in book_root.iterfind(f"{S}sheets/{S}sheet"):
        link = links.get(listed.get(ID, ""))
        if link is None or link.kind != "worksheet" or not package.has(link.target):
            continue
        sheet = read_sheet(package.xml(link.target), book)
        title = listed.get("name", "")
        if listed.get("state", "visible") != "visible":
            if sheet.texts:
                diagnostics.append(Diagnostic("sheet-hidden", figures={"sheet": title}))
            continue
        items += items_of(sheet)
        diagnostics += (Diagnostic(code, figures={"sheet": title, "count": count}) for code, count in sheet.told.items())
    return Document(name, "xlsx", hashlib.sha256(data).hexdigest(), blocks_of(items), diagnostics=tuple(diagnostics))


def items_of(sheet: Sheet) -> Iterator[str | Draft]:
    """Yield the lines and tables of a sheet, from the top.

    Where borders are drawn, they say what is a table; else a table goes from the first row of several cells to the last before
    an empty row. Rows of one cell above it (a title, a note) are lines.
    """
    rows = _rows(sheet)
    columns = sorted({column for _, column in sheet.texts})
    tables = _table_rows(sheet, rows)
    for is_table, group in groupby(_with_gaps(sheet, rows), key=lambda row: row in tables if row else None):
        if is_table:
            yield _draft(sheet, list(group), columns)
        elif is_table is not None:
            yield from (_line(sheet, row, columns) for row in group)


def _book(package: Package, root: etree._Element) -> Book:
    links = package.relationships(package.main_part).values()
    parts = {link.kind: link.target for link in links if package.has(link.target)}
    texts = list(package.xml(parts["sharedStrings"]).iterchildren(S + "si")) if "sharedStrings" in parts else []
    styles = read_cell_styles(package.xml(parts["styles"])) if "styles" in parts else []
    properties = root.find(S + "workbookPr")
    return Book(texts, styles, properties is not None and properties.get("date1904", "0") in ("1", "true"))


def _rows(sheet: Sheet) -> dict[int, int]:
    """Return the rows in which anything is shown, in order, each with how many cells show something in it."""
    counts: dict[int, int] = {}
    for row, _ in sheet.texts:
        counts[row] = counts.get(row, 0) + 1
    for (top, column), (bottom, _) in sheet.merged.items():
        for row in range(top + 1, bottom + 1) if (top, column) in sheet.texts else ():
            counts[row] = counts.get(row, 0) + 1
    return dict(sorted(counts.items()))


def _table_rows(sheet: Sheet, rows: dict[int, int]) -> set[int]:
    """Return which rows belong to tables."""
    several = {row for row, count in rows.items() if count > 1}
    if several and len(several & sheet.bordered_rows) >= _TRUSTED_BORDERS * len(several):
        return rows.keys() & sheet.bordered_rows
    tables: set[int] = set()
    left = min((column for _, column in sheet.texts), default=1)
    for chunk in _chunks(list(rows)):
        held = [row for row in chunk if row in several or (row, left) not in sheet.texts]
        if several.intersection(chunk):
            first = chunk[0] if tables else min(several.intersection(chunk))
            tables.update(row for row in chunk if first <= row <= held[-1])
    return tables


def _chunks(rows: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of rows without an empty one between."""
    for _, group in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        yield [row for _, row in group]


def _with_gaps(sheet: Sheet, rows: dict[int, int]) -> Iterator[int]:
    """Yield the rows, and 0 where empty rows without borders part them."""
    before = 0
    for row in rows:
        if before and any(empty not in sheet.bordered_rows for empty in range(before + 1, row)):
            yield 0
        yield row
        before = row


def _draft(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Draft:
    """Return rows as a table: a cell, empty or not, on each position that no merged cell covers."""
    check_size(len(rows), len(columns), len(rows) * len(columns))
    row_at = {row: number for number, row in enumerate(rows)}
    slots: list[Slot] = []
    covered: set[Position] = set()
    for row in rows:
        for at, column in enumerate(columns):
            if (row, column) in covered:
                continue
            bottom, right = sheet.merged.get((row, column), (row, column))
            height = bisect_right(rows, bottom) - row_at[row]
            width = bisect_right(columns, right) - at
            covered.update((y, x) for y in rows[row_at[row] : row_at[row] + height] for x in columns[at : at + width])
            text = sheet.texts.get((row, column))
            slots.append(Slot(row_at[row], at, height, width, [text] if text else []))
    return Draft(slots, widths=[sheet.widths.get(column, 9.0) for column in columns])


def _line(sheet: Sheet, row: int, columns: Sequence[int]) -> str:
    return _GAP.join(sheet.texts[row, column] for column in columns if (row, column) in sheet.texts)
