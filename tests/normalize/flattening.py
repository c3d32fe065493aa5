"""Flattens documents the way a web page does: every line of every cell below the other, empty cells gone."""

from __future__ import annotations

from collections.abc import Iterable

from extract.document import Document, Paragraph
from extract.flattened import read_flattened
from normalize.flattened import FlattenedTable, rows_of_flattened


def lines_of(document: Document) -> list[str]:
    """Return the lines of a document's paragraphs and cells in reading order."""
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    if any(not isinstance(block, Paragraph) for block in document.blocks):
        texts = (text for block in document.blocks for text in _texts(block))
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def table_of(lines: Iterable[str] | str) -> FlattenedTable:
    """Return the table that the flattened ``lines`` (or one text) give."""
    text = lines if isinstance(lines, str) else "\n".join(lines)
    return rows_of_flattened(read_flattened(text, "x.txt", "0"))


def _texts(block):
    if isinstance(block, Paragraph):
        return [block.text]
    return [cell.text for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column))]
