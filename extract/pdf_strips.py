"""Strips: what is left of a row on the other side of a page break when all its words stand on one.

Programs cut a row anywhere, in the room above or below its words too, and draw the sides of cells that go on as far as the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_tables import PageTable, Piece

_LOW = 0.9
"""No row of cells is lower than this, in sizes of the font: an empty paragraph is a line high."""


def without_strips(parts: Sequence[PageTable]) -> list[PageTable]:
    """Return the parts of a table on its pages without the empty strips at the page breaks.

    A strip is lower than a line, or is not closed at the break though the table is closed at both its ends.
    """
    is_closed = parts[0].has_top and parts[-1].has_bottom
    found = []
    for number, part in enumerate(parts):
        kept = part
        if number < len(parts) - 1 and _is_strip(part, len(part.ys) - 2, is_open=is_closed and not part.has_bottom):
            kept = replace(_without_row(kept, len(part.ys) - 2), has_bottom=True)
        if number and len(kept.ys) > 2 and _is_strip(kept, 0, is_open=is_closed and not part.has_top):
            kept = replace(_without_row(kept, 0), has_top=True)
        found.append(kept)
    return found


def _is_strip(part: PageTable, row: int, *, is_open: bool) -> bool:
    """Tell whether nothing stands in a row but the rest of another."""
    if len(part.ys) <= 2 or any(piece.lines for piece in part.pieces if _is_in(piece, row)):
        return False
    height = part.ys[row + 1] - part.ys[row]
    return is_open or height < _LOW * min((piece.lines.em for piece in part.pieces if piece.lines), default=0.0)


def _is_in(piece: Piece, row: int) -> bool:
    return piece.row == row and piece.row_span == 1


def _without_row(part: PageTable, row: int) -> PageTable:
    """Return a table without one of its rows, and without the cells that stand only there."""
    pieces = tuple(
        piece._replace(
            row=piece.row - (piece.row > row), row_span=piece.row_span - (piece.row <= row < piece.row + piece.row_span)
        )
        for piece in part.pieces
        if not _is_in(piece, row)
    )
    return replace(part, ys=part.ys[:-1] if row else part.ys[1:], pieces=pieces)
