"""Writes tables the way the converter did: what the tests of the dump reader read back."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, Grid

Rows = Sequence[Sequence[str]]
"""The rows of a table; a cell's own lines are separated by line feeds, also empty ones at its end."""


def dump_of(*blocks: str | Rows) -> str:
    """Return the dump of paragraphs (texts) and tables (rows): a cell a line behind a tab, an empty line behind each row."""
    return "".join(f"{block}\n" if isinstance(block, str) else _table(block) for block in blocks)


def rows_in(grid: Grid) -> list[list[str]]:
    """Return the texts of a grid's cells by rows, in order."""
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    return rows


def rows_of(document: Document) -> list[list[str]]:
    """Return the texts of all cells of a document by rows, in order."""
    return [row for grid in document.grids for row in rows_in(grid)]


def squeezed(rows: Rows) -> list[list[str]]:
    """Return ``rows`` without any white space."""
    return [["".join(cell.split()) for cell in row] for row in rows]


def _table(rows: Rows) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
