"""The tables and lines of the source, row by row as they were read, with what each row gave beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extract.document import Block, Cell, Grid, Paragraph
from normalize.headings import rows_of
from normalize.labels import half_width, squeeze
from normalize.parts import Part
from normalize.roles import CellRole, column_role
from render.source_report.anchors import cell_anchor, line_anchor, row_anchor
from render.source_report.notes import Notes
from render.source_report.tree import Grown
from render.source_report.view import CellView, Node, Piece, RowView, TableView, Understood
from render.source_report.words import Words, both
from rubrics.catalogue.source_report import LINES, PAGE, ROLES

_SHOWN_ROWS = 40
"""So many rows of a table that was not taken are shown."""
_SHOWN_LINES = 12
"""More lines in a row that gave nothing are folded."""
_NARROW = 0.35
"""What the width of a column to fill, or of one that was not used, counts for: it is mostly empty."""
_LEAST_WIDTH = 6.0
"""Percent of the width that a column has at least."""
_STICKY_ROWS = 3
"""A header of more rows would cover the table when it stays in sight."""
_NEAR = 3
"""A code stands so many signs from the beginning of its label at most (第, a bracket)."""


@dataclass(frozen=True)
class Shown:
    """What the tables are drawn from: parts and roles by the table's number, why others were left out, and what rows gave."""

    parts: Mapping[int, Part]
    roles: Mapping[int, Mapping[tuple[int, int], CellRole]]
    lines: Mapping[str, str]
    left_out: Mapping[int, tuple[str, Words]]
    grown: Grown
    notes: Notes

    def tables(self, blocks: Iterable[Block]) -> Iterator[TableView]:
        """Yield the blocks of a document: each table, and the lines between two tables together."""
        for is_grid, group in groupby(blocks, key=lambda block: isinstance(block, Grid)):
            if is_grid:
                yield from (self._table(block) for block in group if isinstance(block, Grid))
            else:
                yield from self._paragraphs([block for block in group if isinstance(block, Paragraph)])

    def _table(self, grid: Grid) -> TableView:
        part = self.parts.get(grid.number)
        if part is None:
            return self._other_table(grid)
        last = part.header.last if part.rows else grid.rows
        rows = list(self._rows(grid, last))
        return TableView(
            anchor=f"t{grid.number}",
            number=grid.number,
            widths=_widths(grid, part),
            head=tuple(rows[:last]),
            body=tuple(_with_joined(rows[last:])),
            state="taken",
            sticky=0 < last <= _STICKY_ROWS,
        )

    def _other_table(self, grid: Grid) -> TableView:
        """Return a table that was not taken, or that only lays out others."""
        holds = any(cell.grids for cell in grid.cells)
        severity, reason = self.left_out.get(grid.number, ("", None))
        return TableView(
            anchor=f"t{grid.number}",
            number=grid.number,
            widths=(),
            head=(),
            body=tuple(self._rows(grid, 0, grid.rows if holds else _SHOWN_ROWS)),
            state="layout" if holds and reason is None else "not-taken",
            reason=reason,
            more=0 if holds else max(0, grid.rows - _SHOWN_ROWS),
            is_folded=not holds and severity != "warning",
        )

    def _rows(self, grid: Grid, head: int, most: int | None = None) -> Iterator[RowView]:
        """Yield the rows of a grid; no cell of its first ``head`` rows reaches below them, so that they can stand apart."""
        page: int | None = None
        covered = [0] * grid.columns
        for number, starting in enumerate(rows_of(grid, most)):
            anchor = row_anchor(grid.number, number + 1)
            bottom = head if number < head else grid.rows if most is None else min(grid.rows, most)
            cells = tuple(self._cells(grid, number, starting, covered, bottom))
            own = next((cell.place.page for cell in starting), page)
            new, page = (own if own != page else None), own
            yield RowView(anchor, str(number + 1), cells, tuple(self.grown.by_row.get(anchor, ())), self.notes.at(anchor), new)

    def _cells(self, grid: Grid, number: int, starting: Sequence[Cell], covered: list[int], bottom: int) -> Iterator[CellView]:
        """Yield the cells of a row and the gaps between them; ``covered`` says up to which row each grid column is taken."""
        at = 0
        for cell in [*starting, None]:
            stop = grid.columns if cell is None else cell.column
            gap = sum(covered[column] <= number for column in range(at, stop))
            if gap:
                yield CellView("", "", (), 1, gap)
            if cell is None:
                return
            end = min(cell.column + cell.column_span, grid.columns)
            rows = max(1, min(cell.row + cell.row_span, bottom) - number)
            covered[cell.column : end] = [number + rows] * (end - cell.column)
            yield self._cell(grid, cell, rows, end - cell.column)
            at = end

    def _cell(self, grid: Grid, cell: Cell, rows: int, columns: int) -> CellView:
        anchor = cell_anchor(grid, cell)
        role = self.roles.get(grid.number, {}).get((cell.row, cell.column))
        nodes = tuple(self.grown.at_cell.get(anchor, ()))
        row = row_anchor(grid.number, cell.row + 1)
        return CellView(
            anchor=anchor,
            role=role.value if role else "",
            pieces=tuple(_pieces(cell.text, [node for node in nodes if not node.is_item])),
            row_span=rows,
            column_span=columns,
            heading=self._heading(grid, cell) if role is CellRole.HEADER else None,
            nodes=nodes,
            notes=tuple(note for note in self.notes.at(row) if note.target == anchor),
            tables=tuple(self.tables(cell.grids)),
        )

    def _heading(self, grid: Grid, cell: Cell) -> Words | None:
        """Return what the columns below a heading were taken for, for the lowest row of the header."""
        part = self.parts.get(grid.number)
        if part is None or cell.row + cell.row_span < (part.header.last or grid.rows) or cell.row >= part.header.last > 0:
            return None
        below = [c.role for c in part.columns if c.start < cell.column + cell.column_span and c.stop > cell.column]
        said = [both(ROLES[role]) for role in dict.fromkeys(map(column_role, below))]
        return Words(", ".join(word.en for word in said), "、".join(word.zh for word in said)) if said else None

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[TableView]:
        """Yield lines of text, those that became something apart from long stretches that did not."""
        rows = [self._line(paragraph) for paragraph in paragraphs if squeeze(paragraph.text)]
        for is_folded, stretch in _stretches(rows):
            yield TableView(stretch[0].anchor + "-lines", None, (), (), tuple(_reaching(stretch)), "lines", is_folded=is_folded)

    def _line(self, paragraph: Paragraph) -> RowView:
        anchor = line_anchor(paragraph)
        role = self.lines.get(anchor, "ignored")
        nodes = tuple(node for node in self.grown.at_cell.get(anchor, ()) if node.is_item)
        pieces = tuple(_pieces(paragraph.text, self.grown.at_cell.get(anchor, ())))
        cell = CellView(anchor + "c1", role, pieces, 1, 1, both(LINES[role]), nodes, self.notes.at(anchor))
        label = str(paragraph.place.line or paragraph.place.paragraph or "")
        given = tuple(self.grown.by_row.get(anchor, ()))
        return RowView(anchor, label, (cell,), given, self.notes.at(anchor), None)


def _stretches(rows: Sequence[RowView]) -> Iterator[tuple[bool, list[RowView]]]:
    """Yield lines that became something, and long stretches that did not apart from them, which are folded."""
    kept: list[RowView] = []
    for is_used, group in groupby(rows, key=lambda row: _is_told(row) or row.cells[0].role != "ignored"):
        found = list(group)
        if is_used or len(found) <= _SHOWN_LINES:
            kept += found
            continue
        if kept:
            yield False, kept
        yield True, found
        kept = []
    if kept:
        yield False, kept


def _is_told(row: RowView) -> bool:
    return bool(row.understood or row.notes)


def _reaching(rows: Sequence[RowView]) -> Iterator[RowView]:
    """Yield lines, what each gave set over the lines behind it that gave nothing."""
    begins = [number for number, row in enumerate(rows) if number == 0 or _is_told(row)]
    reach = dict(zip(begins, (stop - start for start, stop in pairwise([*begins, len(rows)])), strict=True))
    yield from (replace(row, reach=reach.get(number, 0)) for number, row in enumerate(rows))


def _widths(grid: Grid, part: Part) -> tuple[float, ...]:
    """Return the widths of the grid columns in percent, those of columns that are mostly empty reduced."""
    widths = [*grid.widths, *([1.0] * (grid.columns - len(grid.widths)))]
    for column in part.columns:
        if column_role(column.role) in (CellRole.TO_FILL, CellRole.IGNORED):
            widths[column.start : column.stop] = [width * _NARROW for width in widths[column.start : column.stop]]
    total = sum(widths) or 1.0
    least = [max(100 * width / total, min(_LEAST_WIDTH, 100 / len(widths))) for width in widths]
    return tuple(100 * width / sum(least) for width in least)


def _with_joined(rows: Iterable[RowView]) -> Iterator[RowView]:
    """Yield the rows of a body; one that gave nothing of its own says why: it goes on with an item, or was left out."""
    last = ""
    for row in rows:
        last = next((given.node.name for given in reversed(row.understood) if given.node and given.node.is_item), last)
        yield row if row.understood else replace(row, understood=tuple(_nothing_new(row, last)))


def _nothing_new(row: RowView, item: str) -> Iterator[Understood]:
    filled = {cell.role for cell in row.cells if cell.role and any(piece.text.strip() for piece in cell.pieces)}
    if not filled - {CellRole.TO_FILL}:
        yield Understood(words=both(PAGE["empty-row"]))
    elif filled <= {CellRole.HEADER}:
        yield Understood(words=both(PAGE["header-row"]))
    elif filled <= {CellRole.NOTE}:
        yield Understood(words=both(PAGE["note-row"]))
    elif item:
        yield Understood(words=both(PAGE["joined"], item=item))


def _pieces(text: str, nodes: Sequence[Node]) -> Iterator[Piece]:
    """Yield the text of a label cut where its code and its points stand; another text as it is."""
    marked = sorted(_marked(half_width(text), nodes))
    at = 0
    for start, stop, kind in marked:
        if start >= at:
            yield Piece(text[at:start])
            yield Piece(text[start:stop], kind)
            at = stop
    yield Piece(text[at:])


def _marked(text: str, nodes: Sequence[Node]) -> Iterator[tuple[int, int, str]]:
    """Yield where codes and points of elements stand in a label."""
    for node in nodes:
        code = node.code
        at = text.find(code) if code else -1
        if 0 <= at <= _NEAR:
            yield at, at + len(code), "code"
        points = text.rfind(node.points) if node.points and not node.is_item else -1
        if points > max(at, 0):
            yield points, points + len(node.points), "points"
