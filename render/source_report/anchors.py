"""Where on the page a place of the source is: the anchors of tables, rows, cells and lines, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.document import Block, Cell, Document, Grid, Paragraph
from normalize.headings import MAX_HEADER_ROWS, SEARCHED_ROWS
from normalize.labels import squeeze
from normalize.roles import CellRole
from rubrics.diagnostics import Place


def row_anchor(table: int, row: int) -> str:
    """Return the anchor of a row; both count from 1."""
    return f"t{table}r{row}"


def cell_anchor(grid: Grid, cell: Cell) -> str:
    """Return the anchor of a cell."""
    return f"{row_anchor(grid.number, cell.row + 1)}c{cell.column + 1}"


def line_anchor(paragraph: Paragraph) -> str:
    """Return the anchor of a paragraph outside tables."""
    return str(paragraph.place)


@dataclass(frozen=True)
class Anchors:
    """The anchors of one document.

    ``order`` has each row and line with its position in reading order; ``begun`` the cells that begin in each row, with what
    they were taken for; ``lines`` the first line of each row and paragraph in a text, in order.
    """

    order: Mapping[str, int]
    begun: Mapping[str, tuple[tuple[str, CellRole | None, Cell], ...]]
    lines: tuple[tuple[int, str], ...]
    tables: frozenset[int]

    def row(self, place: Place | None) -> str:
        """Return the anchor of the row or line that a place is in, empty where it is in none or in the table as a whole."""
        if place is None:
            return ""
        if place.table is not None:
            return self._row_of_table(place.table, place)
        if str(place) in self.order:
            return str(place)
        if place.line is None:
            return ""
        at = bisect_right(self.lines, (place.line, "\U0010ffff"))
        return self.lines[at - 1][1] if at else ""

    def table(self, place: Place | None) -> str:
        """Return the anchor of the table that a place names, empty where it names none that is on the page."""
        return f"t{place.table}" if place is not None and place.table in self.tables else ""

    def cell(self, row: str, column: int | None, wanted: tuple[CellRole, ...], words: str = "") -> str:
        """Return the anchor of a cell of a row: over grid ``column`` (from 1), else the first with a wanted role and a text.

        Of several cells with that role, the one with ``words`` in it, where there is one.
        """
        cells = self.begun.get(row, ())
        if column is not None:
            over = [anchor for anchor, _, cell in cells if cell.column < column <= cell.column + cell.column_span]
            return over[0] if over else row
        for role in wanted:
            found = [(anchor, squeeze(cell.text)) for anchor, other, cell in cells if other is role and cell.text.strip()]
            if found:
                return next((anchor for anchor, text in found if words and squeeze(words) in text), found[0][0])
        return cells[0][0] if cells else row

    def _row_of_table(self, table: int, place: Place) -> str:
        if place.row is not None:
            found = row_anchor(table, place.row)
            return found if found in self.order else ""
        if place.column is None:
            return ""
        rows = (row_anchor(table, number) for number in range(1, SEARCHED_ROWS + MAX_HEADER_ROWS + 1))
        return next((row for row in rows if row in self.begun and self.cell(row, place.column, ()) != row), "")


def anchors_of(document: Document, roles: Mapping[int, Mapping[tuple[int, int], CellRole]]) -> Anchors:
    """Return the anchors of a document; ``roles`` are those of the cells, by the number of their table."""
    order: dict[str, int] = {}
    begun: dict[str, list[tuple[str, CellRole | None, Cell]]] = {}
    lines: list[tuple[int, str]] = []
    for block in _every_block(document.blocks):
        if isinstance(block, Paragraph):
            _note(line_anchor(block), block.place, order, lines)
            continue
        for number in range(block.rows):
            order.setdefault(row_anchor(block.number, number + 1), len(order))
        for cell in block.cells:
            row = row_anchor(block.number, cell.row + 1)
            role = roles.get(block.number, {}).get((cell.row, cell.column))
            begun.setdefault(row, []).append((cell_anchor(block, cell), role, cell))
            _note(row, cell.place, order, lines)
    cells = {row: tuple(found) for row, found in begun.items()}
    return Anchors(order, cells, tuple(sorted(lines)), frozenset(grid.number for grid in document.grids))


def _note(anchor: str, place: Place, order: dict[str, int], lines: list[tuple[int, str]]) -> None:
    order.setdefault(anchor, len(order))
    if place.line is not None:
        lines.append((place.line, anchor))


def _every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every paragraph and every grid, nested ones behind the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Grid):
            for cell in block.cells:
                yield from _every_block(cell.grids)
