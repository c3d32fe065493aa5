"""Where two readings of one PDF differ: each a place to look at, for a person who wants to be sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Cell, Document, Grid
from rubrics.diagnostics import Diagnostic, Place

_SHOWN = 60
_BEFORE = 10
"""So many signs before the first difference are quoted with it."""


def disagreements(one: Document, other: Document) -> Iterator[Diagnostic]:
    """Yield where the cells and the words of two readings differ, white space aside."""
    grids, others = list(one.grids), list(other.grids)
    if len(grids) != len(others):
        yield Diagnostic("pdf-readers-tables", figures={"one": len(grids), "other": len(others)})
    for grid, another in zip(grids, others, strict=False):
        yield from _of_grid(grid, another)
    yield from _of_words(None, _all_words(one), _all_words(other))


def _of_grid(one: Grid, other: Grid) -> Iterator[Diagnostic]:
    if [_frame(cell) for cell in one.cells] != [_frame(cell) for cell in other.cells]:
        figures = {"one": len(one.cells), "other": len(other.cells)}
        yield Diagnostic("pdf-readers-cells", Place(table=one.number), figures=figures)
        return
    for cell, another in zip(one.cells, other.cells, strict=True):
        yield from _of_words(cell.place, cell.text, another.text)


def _frame(cell: Cell) -> Sequence[int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


def _all_words(document: Document) -> str:
    return "".join(paragraph.text for paragraph in document.paragraphs)


def _of_words(place: Place | None, one: str, other: str) -> Iterator[Diagnostic]:
    one, other = "".join(one.split()), "".join(other.split())
    if one != other:
        same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        start = max(same - _BEFORE, 0)
        figures = {"one": one[start : start + _SHOWN], "other": other[start : start + _SHOWN]}
        yield Diagnostic("pdf-readers-words", place, figures=figures)
