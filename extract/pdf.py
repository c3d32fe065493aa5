"""A born-digital PDF becomes a ``Document``: its tables put together again over the pages, its lines made paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.document import Block, Cell, Document, Grid, Paragraph
from extract.pdf_furniture import without_furniture
from extract.pdf_joining import JoinedCell, JoinedTable, has_same_columns, joined_table
from extract.pdf_lines import Line
from extract.pdf_paragraphs import Room, goes_on, paragraphs
from extract.pdf_pdfium import pdfium_pages
from extract.pdf_tables import PageTable, PageText, page_blocks
from rubrics.diagnostics import Diagnostic, Place


def read_pdf(data: bytes, name: str, sha256: str) -> Document:
    pages, told = without_furniture([page_blocks(page) for page in pdfium_pages(data, name)])
    blocks = [block for page in pages for block in page]
    return Document(name, "pdf", sha256, tuple(_blocks(blocks)))


def _blocks(blocks: Sequence[PageText | PageTable]) -> Iterator[Block]:
    numbers = [0, 0]
    rooms = _rooms(blocks)
    for group in _grouped(blocks):
        if isinstance(group[0], PageTable):
            numbers[0] += 1
            yield _grid(joined_table(group), numbers[0])
        else:
            for page, text in _texts(group, rooms):
                numbers[1] += 1
                yield Paragraph(text, Place(page=page, paragraph=numbers[1]))


def _grouped(blocks):
    group = []
    for block in blocks:
        if group and not _follows(group[-1], block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _follows(one, other):
    if isinstance(one, PageTable) and isinstance(other, PageTable):
        return one.page + 1 == other.page and has_same_columns(one, other)
    return isinstance(one, PageText) and isinstance(other, PageText)


def _texts(group, rooms):
    for text in group:
        for p in paragraphs([text.lines], rooms[round(text.width)]):
            yield text.page, p


def _rooms(blocks):
    lines = {}
    for block in blocks:
        if isinstance(block, PageText):
            lines.setdefault(round(block.width), []).extend(block.lines)
    return {width: _room(width, found) for width, found in lines.items()}


def _room(width, lines):
    left = min(line.left for line in lines)
    right = max(line.body for line in lines)
    full = sum(line.body > right - 1.5 * line.height for line in lines)
    return Room(left, right if full > 1 else max(right, width - left))


def _grid(table: JoinedTable, number: int) -> Grid:
    cells = tuple(_shown(cell, number) for cell in table.cells)
    widths = tuple(b - a for a, b in pairwise(table.xs))
    return Grid(number, table.rows, len(widths), cells, widths, header_rows=table.header_rows)


def _shown(cell: JoinedCell, table: int) -> Cell:
    text = "\n".join(paragraphs(cell.parts, cell.room))
    place = Place(cell.page, table, cell.row + 1, cell.column + 1)
    return Cell(cell.row, cell.column, cell.row_span, cell.column_span, text, place)
