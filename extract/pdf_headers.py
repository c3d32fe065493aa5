"""Rows that come again: the header that a program repeats on each page, and headers that somebody typed once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.pdf_habits import squeezed
from extract.pdf_tables import PageTable, Piece

MAX_HEADER = 6
"""So many rows at the top of a table are looked at for a header that comes again."""

Words = tuple[tuple[int, str], ...]
"""The cells that begin in a row and hold words: their columns, and the words without white space."""


def header_rows(first: PageTable, other: PageTable) -> int:
    """Return how many rows at the top of ``other`` are rows from the top of ``first`` that come again."""
    most = min(MAX_HEADER, len(first.ys) - 1, len(other.ys) - 1)
    for count in range(most, 0, -1):
        rows = _rows(other, 0, count)
        if rows is None or not any(words for *_, words in rows):
            continue
        if any(_rows(first, start, count, cut_short=True) == rows for start in range(most + 1 - count)):
            return count
    return 0


def _rows(part: PageTable, start: int, count: int, *, cut_short: bool = False) -> list[tuple[int, int, int, int, str]] | None:
    """Return the cells of some rows with their words, ``None`` where one reaches out of them; below, it may be ``cut_short``."""
    found = []
    for piece in part.pieces:
        first, last = piece.row - start, piece.row + piece.row_span - start
        if first < count and last > 0:
            if first < 0 or (last > count and not cut_short):
                return None
            found.append((first, piece.column, min(last, count) - first, piece.column_span, squeezed(piece.lines)))
    return found


def rows_that_come_again(parts: Sequence[PageTable]) -> set[Words]:
    """Return the rows of several cells with words that stand in a table more than once."""
    rows: Counter[Words] = Counter()
    for part in parts:
        by_row: dict[int, list[Piece]] = {}
        for piece in part.pieces:
            by_row.setdefault(piece.row, []).append(piece)
        rows.update(words_of([(piece.column, squeezed(piece.lines)) for piece in pieces]) for pieces in by_row.values())
    return {words for words, count in rows.items() if count > 1 and len(words) > 1}


def words_of(cells: Sequence[tuple[int, str]]) -> Words:
    """Return the cells that begin in one row, as columns and words, without the empty ones."""
    return tuple((column, words) for column, words in sorted(cells) if words)
