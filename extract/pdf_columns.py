"""The columns that the parts of a table on several pages have in common, and how far the lines in them reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.pdf_line import Lines
from extract.pdf_paragraphs import Room
from extract.pdf_tables import PageTable

SAME_EDGE = 3.0
"""So far may the edge of a column lie on the next page, measured from the left edge of the table."""

Span = tuple[int, int]
"""First column and number of columns of a cell."""


def has_same_columns(one: PageTable, other: PageTable) -> bool:
    """Tell whether two tables have columns with the same edges, those aside that one of them has no use for."""
    if abs(one.xs[-1] - other.xs[-1]) > SAME_EDGE:
        return False
    few, many = sorted((one.xs, other.xs), key=len)
    return all(any(abs(x - y) <= SAME_EDGE for y in many) for x in few)


def on_common_columns(pages: Sequence[PageTable]) -> list[PageTable]:
    """Return the parts of a table with their columns counted by the edges that all of them have together."""
    xs = common_edges(page.xs for page in pages)
    return [_on_columns(page, xs) for page in pages]


def common_edges(pages: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return the edges of all pages, those within ``SAME_EDGE`` as one.

    >>> common_edges([(0.0, 10.0, 50.0), (0.0, 30.0, 50.5)])
    (0.0, 10.0, 30.0, 50.0)
    """
    found: list[float] = []
    for x in sorted({x for xs in pages for x in xs}):
        if not found or x - found[-1] > SAME_EDGE:
            found.append(x)
    return tuple(found)


def _on_columns(page: PageTable, xs: Sequence[float]) -> PageTable:
    if page.xs == xs:
        return page
    at = [min(range(len(xs)), key=lambda n, x=x: abs(xs[n] - x)) for x in page.xs]  # type: ignore[misc]
    if at == list(range(len(xs))):
        return replace(page, xs=tuple(xs))
    pieces = tuple(
        piece._replace(column=at[piece.column], column_span=at[piece.column + piece.column_span] - at[piece.column])
        for piece in page.pieces
    )
    return replace(page, xs=tuple(xs), pieces=pieces)


def rooms_of(pages: Sequence[PageTable]) -> dict[Span, Room]:
    """Return how far the lines of the cells over the same columns reach on all pages.

    The margin on the right is as wide as the one on the left, unless a line shows that it is narrower.
    """
    lines: dict[Span, list[Lines]] = {}
    for page in pages:
        for _, column, _, span, own, words, turned in page.pieces:
            if turned is None:
                over = lines.setdefault((column, span), [])
                if words:
                    over.append(own)
    rooms: dict[Span, Room] = {}
    for (column, span), filled in lines.items():
        left, right = pages[0].xs[column], pages[0].xs[column + span]
        margin = max(min((min(part.lefts) for part in filled), default=left) - left, 0.0)
        widest = max((max(part.bodies) for part in filled), default=left)
        rooms[column, span] = Room(left + margin, min(max(right - margin, widest), right))
    return rooms
