"""Tables of the pages of a long PDF, packed until the pages are put together, so that many pages take little room."""

from __future__ import annotations

import marshal
import zlib
from dataclasses import fields
from typing import NamedTuple

from extract.pdf_line import Lines
from extract.pdf_paragraphs import Room
from extract.pdf_tables import Blocks, PageTable, PageText, Piece

_FASTEST = 1
"""How hard zlib packs."""
_PIECES = next(at for at, part in enumerate(fields(PageTable)) if part.name == "pieces")


class PackedTable(NamedTuple):
    """A table on one page, as bytes."""

    packed: bytes


PackedBlocks = list[PageText | PageTable | PackedTable]
"""What stands on a page, from the top down, tables as they are or packed."""


def packed(blocks: PackedBlocks) -> PackedBlocks:
    """Return what stands on a page with its tables packed."""
    return [_packed(block) if isinstance(block, PageTable) else block for block in blocks]


def unpacked(blocks: PackedBlocks) -> Blocks:
    """Return what stands on a page with its tables as they were before they were packed."""
    return [_unpacked(block) if isinstance(block, PackedTable) else block for block in blocks]


def _packed(table: PageTable) -> PackedTable:
    values = [getattr(table, part.name) for part in fields(table)]
    values[_PIECES] = [(piece[:4], *piece.lines.packed(), piece.words, tuple(piece.turned or ())) for piece in table.pieces]
    return PackedTable(zlib.compress(marshal.dumps(values), _FASTEST))


def _unpacked(table: PackedTable) -> PageTable:
    values = marshal.loads(zlib.decompress(table.packed))  # noqa: S302 - this very process packed it
    values[_PIECES] = tuple(
        Piece._make((*box, Lines.unpacked(text, figures), words, Room(*turned) if turned else None))
        for box, text, figures, words, turned in values[_PIECES]
    )
    return PageTable(*values)
