"""What each cell of a scoring table was taken for: for whoever shows a person what was understood.

The import itself works on rows and columns; this says the same cell by cell, from the very same rows, columns and kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from normalize.columns import TableColumn
from normalize.parts import Part
from normalize.rows import Row, RowKind
from rubrics.model import FILLED, ColumnRole


class CellRole(StrEnum):
    """What a cell was taken for."""

    HEADER = "header"
    CODE = "code"
    TITLE = "title"
    SPECIFICATION = "specification"
    REQUIREMENT = "requirement"
    POINTS = "points"
    METHOD = "method"
    RULE = "rule"
    VETO = "veto"
    TO_FILL = "to-fill"
    SUBTOTAL = "subtotal"
    NOTE = "note"
    IGNORED = "ignored"


_BY_COLUMN: Mapping[ColumnRole, CellRole] = {
    ColumnRole.INDEX: CellRole.CODE,
    ColumnRole.ELEMENT: CellRole.TITLE,
    ColumnRole.SPECIFICATION: CellRole.SPECIFICATION,
    ColumnRole.REQUIREMENT: CellRole.REQUIREMENT,
    ColumnRole.POINTS: CellRole.POINTS,
    ColumnRole.METHOD: CellRole.METHOD,
    ColumnRole.RULES: CellRole.RULE,
    ColumnRole.VETO: CellRole.VETO,
    ColumnRole.IGNORED: CellRole.IGNORED,
    **dict.fromkeys(FILLED, CellRole.TO_FILL),
}
_BY_KIND = {RowKind.HEADER: CellRole.HEADER, RowKind.TOTAL: CellRole.SUBTOTAL, RowKind.NOTE: CellRole.NOTE}


def column_role(role: ColumnRole) -> CellRole:
    """Return what the cells of a column with ``role`` are taken for."""
    return _BY_COLUMN[role]


def cell_roles(part: Part) -> dict[tuple[int, int], CellRole]:
    """Return what each cell of a table was taken for, by its row and column from 0.

    A cell that no column of the table took is ``IGNORED``: none of its words is in the rubric.
    """
    roles: dict[tuple[int, int], CellRole] = {}
    for row in part.rows:
        for at, role in _row_roles(row, part):
            if roles.get(at, CellRole.IGNORED) is CellRole.IGNORED:  # a label that reaches over stays a label
                roles[at] = role
    for cell in part.grid.cells:
        roles.setdefault((cell.row, cell.column), _outside(cell.row, part))
    return roles


def _outside(row: int, part: Part) -> CellRole:
    """Return what a cell is that stands in no row of the body: in the header, above it, or beside every column."""
    if row < part.header.first:
        return CellRole.NOTE
    return CellRole.HEADER if row < part.header.last or not part.rows else CellRole.IGNORED


def _row_roles(row: Row, part: Part) -> list[tuple[tuple[int, int], CellRole]]:
    return [
        ((cell.row, cell.column), _BY_KIND.get(row.kind) or _role(column, row.kind))
        for column, cell, begins in zip(part.columns, row.cells, row.begins, strict=True)
        if cell is not None and begins
    ]


def _role(column: TableColumn, kind: RowKind) -> CellRole:
    """Return the role of a cell in a row of the body; of a label over the whole table, that of the label."""
    if kind is RowKind.BAND:
        return CellRole.CODE if column.role is ColumnRole.INDEX else CellRole.TITLE
    return _BY_COLUMN[column.role] if column.figures_of is None else CellRole.POINTS
