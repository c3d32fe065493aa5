"""Tab-separated text, as spreadsheets copy and save it: a line is a row, a tab parts two cells, merged cells are left empty.

A cell with a line break, a tab or a quotation mark in it stands in quotation marks, and its own are doubled. Programs differ in
whether they do that, so a mark counts only where a closing one stands right before a tab or the end of a line. Browsers and Word
do not do it at all: there a cell's line break cuts its row in two. Such rows are put together again where all of them then
have the width of the others, and that is told; else they stay as they are, and that is told too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract import limits
from extract.document import Block, Cell, Document, Grid, Paragraph
from extract.flattened import damaged, seen
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"(?=\t|\n|$)|(?P<plain>[^\t\n]*)')
_LEAST_ROWS = 2
_LEAST_SHARE = 0.5
"""So many of the lines that hold anything are rows, else the tabs are somebody's indentation."""
_LEAST_ALIKE = 0.6
"""So many of the rows have the most usual width, or one cell less (an empty last cell is often not written)."""

Row = tuple[int, list[str]]
"""The number of the line where a row begins, and its cells."""


def is_tab_separated(text: str) -> bool:
    r"""Tell whether a text is a table of tab-separated rows, and not a text or a dump in which tabs begin lines.

    >>> is_tab_separated('项目\t分值\n目标\t5\n制度\t5'), is_tab_separated('\t项目\n\t分值\n\n\t目标\n\t5')
    (True, False)
    """
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    tabs = Counter(line.count("\t") for line in lines if "\t" in line.lstrip("\t"))
    rows = tabs.total()
    if rows < _LEAST_ROWS or rows < _LEAST_SHARE * len(lines):
        return _has_quoted_rows(text)
    usual = max(tabs, key=lambda count: (tabs[count] + tabs[count - 1], count))
    return tabs[usual] + tabs[usual - 1] >= _LEAST_ALIKE * rows


def read_tab_separated(text: str, name: str, sha256: str) -> Document:
    """Return a tab-separated text as paragraphs (lines without a tab around the table) and grids of all its rows.

    Merged cells are not known (``knows_spans`` is false). ``place.line`` is the line where a row begins. ``SourceError`` where
    there are too many lines, columns or cells.
    """
    bounds = limits.current()
    if text.count("\n") >= bounds.lines:
        raise SourceError("text-too-long", where=name, limit=bounds.lines)
    rows = [(line, cells) for line, cells in _rows(text) if any(cell.strip() for cell in cells)]
    widest = max((len(cells) for _, cells in rows), default=0)
    if widest > bounds.columns:
        raise SourceError("table-too-wide", where=name, limit=bounds.columns)
    blocks, told = _blocks(rows)
    return Document(name, "tab-separated", sha256, tuple(blocks), diagnostics=(*damaged(text), *told))


def _has_quoted_rows(text: str) -> bool:
    """Tell whether the lines make a table once line breaks between quotation marks count as parts of cells."""
    if '\t"' not in text:
        return False
    widths = Counter(len(cells) for _, cells in _rows(text) if any(cell.strip() for cell in cells))
    usual, count = max(((width, count) for width, count in widths.items() if width > 1), key=lambda pair: pair[1], default=(0, 0))
    return usual > 1 and count >= _LEAST_ROWS and count >= _LEAST_SHARE * widths.total()


def _rows(text: str) -> Iterator[Row]:
    line, at, cells, begun = 1, 0, list[str](), 1
    while at <= len(text):
        match = _CELL.match(text, at)
        assert match is not None  # noqa: S101 - an empty plain cell matches everywhere
        quoted = match["quoted"]
        cells.append(match["plain"] if quoted is None else quoted.replace('""', '"'))
        line += match[0].count("\n")
        at = match.end() + 1
        if text[match.end() : at] != "\t":
            yield begun, cells
            line, cells = line + 1, []
            begun = line


def _blocks(rows: Sequence[Row]) -> tuple[list[Block], list[Diagnostic]]:
    """Return lines of one cell above and below the table as paragraphs, what is between the first and last row as a grid.

    A line of one cell between rows is a row itself: the label of an element often stands so.
    """
    several = [number for number, (_, cells) in enumerate(rows) if sum(map(bool, map(str.strip, cells))) > 1]
    first, last = (several[0], several[-1] + 1) if several else (len(rows), len(rows))
    table, told = _whole(rows[first:last])
    blocks: list[Block] = []
    for line, cells in rows[:first]:
        blocks.append(_paragraph(len(blocks) + 1, line, cells))
    if table:
        blocks.append(_grid(table))
    for line, cells in rows[last:]:
        blocks.append(_paragraph(len(blocks) + (not table), line, cells))
    return blocks, told


def _paragraph(number: int, line: int, cells: Sequence[str]) -> Paragraph:
    text = next(cell for cell in cells if cell.strip())
    return Paragraph(seen(text).strip(), Place(paragraph=number, line=line))


def _whole(rows: Sequence[Row]) -> tuple[list[Row], list[Diagnostic]]:
    """Return the rows with those put together that a line break in a cell cut, and what there is to say about it."""
    widths = Counter(len(cells) for _, cells in rows)
    usual = max((width for width, count in widths.items() if count > 1 and width > 1), default=0)
    whole: list[Row] = []
    told: list[Diagnostic] = []
    pieces: list[Row] = []
    for row in rows:
        pieces.append(row)
        width = sum(len(cells) - 1 for _, cells in pieces) + 1
        if len(pieces) == 1 and (width >= usual or width == 1):
            whole += pieces
        elif width == usual:
            told.append(Diagnostic("tab-row-joined", Place(line=pieces[0][0])))
            whole.append((pieces[0][0], _joined(pieces)))
        elif width > usual:
            break
        else:
            continue
        pieces = []
    if not pieces:
        return whole, told
    short = [line for line, cells in rows if 1 < len(cells) < usual]
    return list(rows), [Diagnostic("tab-row-short", Place(line=short[0]), figures={"count": len(short), "columns": usual})]


def _joined(pieces: Sequence[Row]) -> list[str]:
    cells: list[str] = []
    for _, piece in pieces:
        cells = [*cells[:-1], f"{cells[-1]}\n{piece[0]}", *piece[1:]] if cells else list(piece)
    return cells


def _grid(rows: Sequence[Row]) -> Grid:
    columns = max(len(cells) for _, cells in rows)
    cells = [
        Cell(number, column, 1, 1, _shown(text), Place(table=1, row=number + 1, column=column + 1, line=line))
        for number, (line, texts) in enumerate(rows)
        for column, text in enumerate([*texts, *[""] * (columns - len(texts))])
    ]
    return Grid(1, len(rows), columns, tuple(cells), (1.0,) * columns, knows_spans=False)


def _shown(text: str) -> str:
    return "\n".join(seen(line) for line in text.split("\n")).strip("\n")
