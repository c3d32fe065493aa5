"""A dump of a Word document: a text in which a converter left the cells of tables recognisable.

A line that begins with a tab opens a cell, a further line without one goes on in it, an empty line before a tab closes the
row. What the converter lost or blurred is overcome here:

- a cell's own empty lines look like a row's end: ``extract.dump_rows`` chooses the row ends that explain all cells best;
- a page break swallowed the beginning of a row and left a blank or a control character before the tab: what is left of the row
  is put into the columns of an earlier row that ends alike, and reported;
- text below a table hangs on the table's last cell: ``extract.dump_tables`` takes it off again where that cell is otherwise
  empty, and reports where it may be the cell's own;
- a bookmark's name stands in the text.

A table ends where a paragraph stands below it, where rows of another width begin behind several empty lines, and where its
first row comes again behind several empty lines. Rows that come again behind one empty line stay in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.document import Block, Cell, Document, Grid, Paragraph
from extract.dump_cells import Line, Strand, read_strands, row_marks
from extract.dump_rows import Row, choose_rows
from extract.dump_tables import DumpRow, DumpTable, tables_of
from extract.flattened import damaged
from rubrics.diagnostics import Diagnostic, Place

_BOOKMARK = re.compile(r"\[bookmark: ?[^\s\[\]]{1,60}\]")


def read_dump(text: str, name: str, sha256: str) -> Document:
    """Return the paragraphs and grids of a dump in reading order.

    The grids know no merged cells (``knows_spans`` is false) and no widths; short rows have fewer cells. ``place`` names table,
    row, column and line. Raises ``SourceError`` where the text has more cells than any standard.
    """
    above, strands = read_strands(_BOOKMARK.sub("", text), name)
    rows = choose_rows([strand.trait for strand in strands], row_marks(strands))
    tables = tables_of(rows, strands)
    offsets = _offsets(tables)
    diagnostics = (*damaged(text), *_told_of_rows(tables, offsets), *_told_of_joins(rows, strands))
    return Document(name, "dump", sha256, tuple(_blocks(above, tables, offsets)), diagnostics=diagnostics)


Offsets = dict[int, int]
"""In which column (from 0) a row begins, by the line of its first cell, where it is not the first."""


def _offsets(tables: Sequence[DumpTable]) -> Offsets:
    """Return where rows begin whose own beginning a page break swallowed: as an earlier row that ends with the same texts."""
    offsets: Offsets = {}
    earlier: dict[tuple[str, ...], int] = {}
    for table in tables:
        for row in table.rows:
            key = row.key
            if row.strands[0].torn and len(key) < table.width:
                offsets[row.strands[0].line] = earlier.get(key, 0)
            else:
                earlier.update((key[start:], start) for start in range(1, len(key)))
    return offsets


def _blocks(above: Sequence[Line], tables: Sequence[DumpTable], offsets: Offsets) -> Iterator[Block]:
    """Yield paragraphs and grids in reading order."""
    count = len(above)
    yield from _paragraphs(above, 1)
    for number, table in enumerate(tables, start=1):
        yield _grid(table, number, offsets)
        yield from _paragraphs(table.below, count + 1)
        count += len(table.below)


def _paragraphs(lines: Sequence[Line], first: int) -> Iterator[Paragraph]:
    return (Paragraph(line, Place(paragraph=count, line=number)) for count, (number, line) in enumerate(lines, start=first))


def _grid(table: DumpTable, number: int, offsets: Offsets) -> Grid:
    cells = tuple(cell for at, row in enumerate(table.rows) for cell in _cells(row, number, at, offsets))
    columns = max(cell.column for cell in cells) + 1
    return Grid(number, len(table.rows), columns, cells, (1.0,) * columns, knows_spans=False)


def _cells(row: DumpRow, table: int, at: int, offsets: Offsets) -> Iterator[Cell]:
    first = offsets.get(row.strands[0].line, 0)
    for column, (strand, text) in enumerate(zip(row.strands, row.texts, strict=True), start=first):
        place = Place(table=table, row=at + 1, column=column + 1, line=strand.line)
        yield Cell(at, column, 1, 1, text, place)


def _told_of_rows(tables: Sequence[DumpTable], offsets: Offsets) -> Iterator[Diagnostic]:
    """Yield what a person should know about single rows."""
    for number, table in enumerate(tables, start=1):
        for at, row in enumerate(table.rows, start=1):
            place = Place(table=number, row=at, line=row.strands[0].line)
            yield from row.doubts
            if row.strands[0].line in offsets:
                yield Diagnostic("dump-row-torn", place, figures={"text": " | ".join(row.key)})
            elif len(row.texts) > table.width:
                yield Diagnostic("dump-row-long", place, figures={"cells": len(row.texts), "columns": table.width})


def _told_of_joins(rows: Sequence[Row], strands: Sequence[Strand]) -> Iterator[Diagnostic]:
    """Yield where an empty line before a tab was taken as a cell's own."""
    inner = (strand for row in rows for strand in strands[row.start : row.end - 1])
    return (Diagnostic("dump-row-joined", Place(line=strand.line)) for strand in inner if strand.blanks)
