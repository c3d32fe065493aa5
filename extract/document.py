"""What every extractor gives: paragraphs and grids in reading order, each cell once, with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rubrics.diagnostics import Diagnostic, Place

Format = Literal[
    "docx", "flat-opc", "doc", "wps", "odt", "rtf", "xlsx", "xls", "ods", "pdf", "html", "tab-separated", "dump", "flattened"
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph outside tables; ``text`` as a reader sees it, breaks as ``\n``, never empty lines at its ends."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    r"""A cell, once, however many grid positions it covers.

    ``row`` and ``column`` count the grid from 0; ``place`` counts from 1 and names the table. ``text`` has one line for
    each paragraph or line break of the cell (``\n`` between them); its nested tables stand in ``grids``, not in ``text``.
    ``struck``: something in it is struck through by hand, so that ``text`` is more than what a reader takes it for.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    place: Place
    grids: tuple[Grid, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``cells`` in reading order, at most one on each grid position.

    ``number`` counts the tables of the source from 1 in reading order, nested ones included (the outer first).
    ``widths`` are the widths of the grid columns in any unit (all 1 where the source does not know them).
    ``knows_spans`` is false where the source cannot show merged cells: an empty cell may then be part of a merged one, and
    a short row may have lost cells.
    """

    number: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    knows_spans: bool = True
    header_rows: int = 0
    """how many rows at the top the source itself marks as a repeated header."""


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A source, read: its blocks in reading order, footnotes at the end, and what the extractor has to say."""

    name: str
    format: Format
    sha256: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Paragraph, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    running: tuple[str, ...] = ()
    """what stands at the head of every page of a Word file, line by line: the title where the text itself has none"""

    @property
    def grids(self) -> Iterator[Grid]:
        """Every grid, nested ones right after the one that holds them."""
        for block in self.blocks:
            if isinstance(block, Grid):
                yield from with_nested(block)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph outside tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


def with_nested(grid: Grid) -> Iterator[Grid]:
    """Yield ``grid`` and then the grids inside its cells, in reading order."""
    yield grid
    for cell in grid.cells:
        for inner in cell.grids:
            yield from with_nested(inner)
