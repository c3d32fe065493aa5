"""Rows that come again: the header that a program repeats on each page, and headers that somebody typed once more.

Rows of data can be the same as the first of their table too. A header holds words only: no figures, no numbers of a list, no
sentences. A title that does is left out only where all pages have it above the header, and that is told; any other row is
kept, and told as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.pdf_habits import STOPS
from extract.pdf_numbering import leading_mark
from extract.pdf_tables import PageTable, Piece

MAX_HEADER = 6
"""So many rows at the top of a table are looked at for a header that comes again."""
_LONGEST = 40
"""A label of a column has no more signs."""
_FIGURE = re.compile(r"[（(]?[0-9０-９]+(?:[.．][0-9０-９]+)?[分%％]?[）)]?")
_STOP = re.compile(rf"[{''.join(STOPS)}]")
_ALL_PAGES = 2
"""On so many pages, and on all that follow the first, rows with figures above a header belong to it."""

Words = tuple[tuple[int, str], ...]
"""The cells that begin in a row and hold words: their columns, and the words without white space."""


class Again(NamedTuple):
    """How many rows at the top of a page were taken as the header that comes again, and which rows are in doubt.

    So many as ``kept`` follow the header and are rows of the table's top as well; those in ``doubtful`` were left out with it
    though they hold figures or sentences.
    """

    header: int
    kept: int = 0
    doubtful: tuple[int, ...] = ()


def headers_of(parts: Sequence[PageTable]) -> list[Again]:
    """Return for each part of a table but the first which rows come again at its top."""
    first, *others = parts
    same = [_same_rows(first, part) for part in others]
    labels = [_rows_of_labels(part, count) for part, count in zip(others, same, strict=True)]
    whole = {_whole_rows(part, max(rows, default=-1) + 1) for part, rows in zip(others, labels, strict=True)}
    if len(others) >= _ALL_PAGES and len(whole) == 1:  # titles above the labels, on each page
        header = whole.pop()
        doubtful = [tuple(row for row in range(header) if row not in rows) for rows in labels]
        return [Again(header, n - header, rows) for n, rows in zip(same, doubtful, strict=True)]
    words = [_whole_rows(part, _first_gap(rows)) for part, rows in zip(others, labels, strict=True)]
    usual = _usual(count for count in words if count)
    found = []
    for part, n, count in zip(others, same, words, strict=True):
        header = _whole_rows(part, min(count, usual)) or count
        found.append(Again(header, n - header))
    return found


def _same_rows(first: PageTable, other: PageTable) -> int:
    """Return how many rows at the top of ``other`` are rows from the top of ``first``."""
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
            found.append((first, piece.column, min(last, count) - first, piece.column_span, piece.words))
    return found


def _rows_of_labels(part: PageTable, most: int) -> set[int]:
    """Return which of the first rows may belong to a header by their words."""
    found = set()
    for row in range(most):
        pieces = [piece for piece in part.pieces if piece.row == row]
        is_empty = sum(not piece.lines for piece in pieces) * 2 > len(pieces)
        if not is_empty and (_counts_columns(pieces) or all(_is_label(piece.words) for piece in pieces)):
            found.add(row)
    return found


def _first_gap(rows: set[int]) -> int:
    """Return how many rows stand together from the first."""
    return next(row for row in range(len(rows) + 1) if row not in rows)


def _whole_rows(part: PageTable, count: int) -> int:
    """Return how many of the first rows are left where those are given back out of which a cell reaches."""
    while count and _rows(part, 0, count) is None:
        count -= 1
    return count


def _is_label(words: str) -> bool:
    """Tell whether a text can be the label of a column: no figure, no number of a list, no sentence."""
    is_data = _FIGURE.fullmatch(words) or leading_mark(words) or _STOP.search(words)
    return not is_data and len(words) <= _LONGEST


def _counts_columns(pieces: Sequence[Piece]) -> bool:
    """Tell whether a row numbers its columns, from 1 on."""
    words = [piece.words for piece in pieces]
    return len(words) > 2 and words == [str(number) for number in range(1, len(words) + 1)]


def _usual(counts: Iterable[int]) -> int:
    """Return the number that comes most often, the least of several such."""
    votes = Counter(counts)
    return min((count for count, number in votes.items() if number == max(votes.values())), default=0)


def rows_that_come_again(parts: Sequence[PageTable]) -> set[Words]:
    """Return the rows of several cells with words, all of them labels, that stand in a table more than once."""
    rows: Counter[Words] = Counter()
    for part in parts:
        by_row: dict[int, list[Piece]] = {}
        for piece in part.pieces:
            by_row.setdefault(piece.row, []).append(piece)
        rows.update(words_of([(piece.column, piece.words) for piece in pieces]) for pieces in by_row.values())
    return {row for row, count in rows.items() if count > 1 and len(row) > 1 and all(_is_label(words) for _, words in row)}


def words_of(cells: Sequence[tuple[int, str]]) -> Words:
    """Return the cells that begin in one row, as columns and words, without the empty ones."""
    return tuple((column, words) for column, words in sorted(cells) if words)
