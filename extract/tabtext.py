"""Tab-separated text, as spreadsheets copy and save it: a line is a row, a tab parts two cells, merged cells are left empty.

A cell with a line break, a tab or a quotation mark in it stands in quotation marks, and its own are doubled. Programs differ in
whether they do that, so a mark counts only where a closing one stands right before a tab or the end of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract import limits
from extract.document import Block, Cell, Document, Grid, Paragraph
from extract.flattened import damaged, seen
from rubrics.diagnostics import Place
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
    return Document(name, "tab-separated", sha256, tuple(_blocks(_parted(rows))), diagnostics=damaged(text))


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


def _parted(rows: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Yield the rows in groups: lines of one cell above and below the tables, and tables.

    A line of one cell between rows is a row itself: the label of an element often stands so.
    """
    tables = [number for number, (_, cells) in enumerate(rows) if sum(map(bool, map(str.strip, cells))) > 1]
    first, last = (tables[0], tables[-1]) if tables else (len(rows), -1)
    for is_table, group in groupby(range(len(rows)), key=lambda number: first <= number <= last):
        yield is_table, [rows[number] for number in group]


def _blocks(parts: Iterator[tuple[bool, list[Row]]]) -> Iterator[Block]:
    paragraphs = 0
    for is_table, rows in parts:
        if is_table:
            yield _grid(rows)
            continue
        for line, cells in rows:
            paragraphs += 1
            text = next(cell for cell in cells if cell.strip())
            yield Paragraph(seen(text).strip(), Place(paragraph=paragraphs, line=line))


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
