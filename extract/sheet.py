"""The cells of one sheet of a workbook as a person sees them: texts, merged cells, hidden rows and columns, borders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extract import limits
from extract.cellformats import shown
from extract.cellstyles import PLAIN, CellStyle, S, symbol_font
from extract.equations import SUPERSCRIPT, can_be_raised
from extract.flattened import CONTROLS
from extract.spans import check_size
from extract.symbols import symbols
from extract.wordxml import integer
from rubrics.errors import SourceError

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Position = tuple[int, int]
"""Row and column, from 1."""


@dataclass(slots=True)
class Sheet:
    """What one sheet shows. Merged cells are given by their top left position; what they cover holds nothing.

    ``told`` are the codes of what a person should know: formulas that were never worked out, formats not understood, hidden rows.
    """

    texts: dict[Position, str] = field(default_factory=dict)
    merged: dict[Position, Position] = field(default_factory=dict)
    """top left -> bottom right"""
    bordered_rows: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)

    def tell(self, code: str) -> None:
        """Count one more of what a person should know."""
        self.told[code] = self.told.get(code, 0) + 1


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share: texts, styles, and from where its days are counted.

    A text may be named by a million cells, so each is read once, and all that the cells show is counted as it grows.
    """

    texts: Sequence[etree._Element]
    styles: Sequence[CellStyle]
    since_1904: bool = False
    known: dict[tuple[int, str | None], str] = field(default_factory=dict)
    length: int = 0

    def text(self, number: int, font: str | None) -> str:
        """Return the shared text of a number; nothing where there is none."""
        if not 0 <= number < len(self.texts):
            return ""
        if (number, font) not in self.known:
            self.known[number, font] = rich_text(self.texts[number], font).strip("\n")
        return self.known[number, font]

    def count(self, text: str) -> str:
        """Return a text that a cell shows; ``SourceError`` where all of them have come to too much."""
        self.length += len(text)
        if self.length > limits.current().text:
            raise SourceError("document-too-long", where="", limit=limits.current().text)
        return text


def read_sheet(root: etree._Element, book: Book) -> Sheet:
    """Return what a sheet shows; ``SourceError`` where it has more cells than it may."""
    sheet = Sheet()
    hidden = _read_columns(root, sheet)
    hidden_rows: set[int] = set()
    row_number = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        row_number = min(integer(row.get("r"), row_number + 1), MAX_ROW)
        if row.get("hidden", "0") in ("1", "true"):
            hidden_rows.add(row_number)
        _read_row(row, row_number, sheet, book, hidden)
    _read_merged(root, sheet)
    _drop_hidden(sheet, hidden_rows, hidden)
    return sheet


def position(reference: str) -> Position | None:
    """Return the row and column that ``B3`` names; ``None`` for anything else.

    >>> position("B3"), position("$AA$10"), position("x")
    ((3, 2), (10, 27), None)
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 0 < row <= MAX_ROW and column <= MAX_COLUMN else None


def rich_text(holder: etree._Element, font: str | None = None) -> str:
    """Return the text of a shared or inline string: its runs, without the readings that stand over Japanese words."""
    shown_text = []
    for part in holder.iterchildren(S + "t", S + "r"):
        run_font, is_raised = font, False
        properties = part.find(S + "rPr") if part.tag == S + "r" else None
        if properties is not None:
            run_font = symbol_font(properties, "rFont")
            raised = properties.find(S + "vertAlign")
            is_raised = raised is not None and raised.get("val") == "superscript"
        text = "".join(t.text or "" for t in ([part] if part.tag == S + "t" else part.iterchildren(S + "t")))
        text = clean(text) if run_font is None else symbols(run_font, clean(text))
        shown_text.append(text.translate(SUPERSCRIPT) if is_raised and can_be_raised(text) else text)
    return "".join(shown_text)


def clean(text: str) -> str:
    """Return a string with its escaped signs (``_x000D_``, ECMA-376 part 1, 22.9.2.19) put back, and without control signs."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_columns(root: etree._Element, sheet: Sheet) -> set[int]:
    """Read the widths of columns; return those that are hidden."""
    hidden: set[int] = set()
    most = limits.current().columns
    for columns in root.iterfind(f"{S}cols/{S}col"):
        first = max(integer(columns.get("min"), 1), 1)
        last = min(integer(columns.get("max"), first), first + most, MAX_COLUMN)
        width = columns.get("width", "")
        for column in range(first, last + 1):
            sheet.widths[column] = float(width) if re.fullmatch(r"\d{1,4}(?:\.\d{1,18})?", width) else 9.0
            if columns.get("hidden", "0") in ("1", "true") or sheet.widths[column] == 0:
                hidden.add(column)
    return hidden


def _read_row(row: etree._Element, number: int, sheet: Sheet, book: Book, hidden: set[int]) -> None:
    column = 0
    for cell in row.iterchildren(S + "c"):
        named = position(cell.get("r", ""))
        column = named[1] if named is not None else column + 1
        style_number = integer(cell.get("s"), 0)
        style = book.styles[style_number] if 0 <= style_number < len(book.styles) else PLAIN
        if style.has_border and column not in hidden:
            sheet.bordered_rows.add(number)
        text = book.count(_cell_text(cell, style, sheet, book).strip("\n"))
        if text and not text.isspace():
            sheet.texts[number, column] = text
            check_size(0, 0, len(sheet.texts))


def _cell_text(cell: etree._Element, style: CellStyle, sheet: Sheet, book: Book) -> str:
    """Return what a cell shows, by its type (18.18.11)."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(S + "is")
        return "" if inline is None else rich_text(inline, style.symbol_font)
    holder = cell.find(S + "v")
    value = "" if holder is None else holder.text or ""
    if not value:
        if cell.find(S + "f") is not None and kind != "str":
            sheet.tell("formula-without-value")
        return ""
    if kind == "s":
        return book.text(integer(value, -1), style.symbol_font)
    if kind == "b":
        return "TRUE" if value in ("1", "true") else "FALSE"
    if kind == "e":
        sheet.tell("cell-error")
    return _number_text(value, style, sheet, book) if kind == "n" else clean(value)


def _number_text(value: str, style: CellStyle, sheet: Sheet, book: Book) -> str:
    text = None if style.format_code is None else shown(value, style.format_code or "General", since_1904=book.since_1904)
    if text is None:
        sheet.tell("cell-format-unknown")
        text = shown(value, "General")
    return clean(value) if text is None else text


def _read_merged(root: etree._Element, sheet: Sheet) -> None:
    """Read the merged cells that show something, cut to where anything is shown; one that overlaps another does not count."""
    bottom = max((row for row, _ in sheet.texts), default=0)
    right = max((column for _, column in sheet.texts), default=0)
    taken: dict[int, list[tuple[int, int]]] = {}
    for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = position(first), position(last)
        if start is None or end is None or start[0] > bottom or start[1] > right or end[0] < start[0] or end[1] < start[1]:
            continue
        end = (min(end[0], bottom), min(end[1], right))
        rows = range(start[0], end[0] + 1)
        if any(a <= end[1] and start[1] <= b for row in rows for a, b in taken.get(row, ())):
            continue
        for row in rows:
            taken.setdefault(row, []).append((start[1], end[1]))
        check_size(0, 0, len(taken))
        sheet.merged[start] = end
    _clear_covered(sheet)


def _clear_covered(sheet: Sheet) -> None:
    """Take away what stands in covered cells: a spreadsheet does not show it."""
    for start, end in sheet.merged.items():
        inside = ((row, column) for row in range(start[0], end[0] + 1) for column in range(start[1], end[1] + 1))
        for place in (
            inside if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) <= len(sheet.texts) else _within(sheet, start, end)
        ):
            if place != start and sheet.texts.pop(place, None) is not None:
                sheet.tell("covered-cell")


def _within(sheet: Sheet, start: Position, end: Position) -> Iterable[Position]:
    return [place for place in sheet.texts if start[0] <= place[0] <= end[0] and start[1] <= place[1] <= end[1]]


def _drop_hidden(sheet: Sheet, rows: set[int], columns: set[int]) -> None:
    """Take hidden rows and columns away, and move what is merged over them to what is left of it."""
    if not rows and not columns:
        return
    for start, end in list(sheet.merged.items()):
        left = _left_of(start, end, rows, columns)
        text = sheet.texts.pop(start, "")
        del sheet.merged[start]
        if left is not None:
            sheet.merged[left[0]] = left[1]
            if text:
                sheet.texts[left[0]] = text
    for place in [place for place in sheet.texts if place[0] in rows or place[1] in columns]:
        del sheet.texts[place]
        sheet.tell("hidden-cell")
    sheet.bordered_rows -= rows


def _left_of(start: Position, end: Position, rows: set[int], columns: set[int]) -> tuple[Position, Position] | None:
    """Return the corners of what is seen of a merged cell; ``None`` where nothing is."""
    seen_rows = list(_seen(start[0], end[0], rows))
    seen_columns = list(_seen(start[1], end[1], columns))
    if not seen_rows or not seen_columns:
        return None
    return (seen_rows[0], seen_columns[0]), (seen_rows[-1], seen_columns[-1])


def _seen(first: int, last: int, hidden: set[int]) -> Iterator[int]:
    return (number for number in range(first, last + 1) if number not in hidden)
