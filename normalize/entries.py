"""From the rows of scoring tables to entries: what each row adds to the standard, whatever its layout.

An entry names only what is new in its row. Merged, repeated and blank labels, items whose cells run over several rows, and rows
that a merged requirement or a merged figure shares all come out the same here, so that the tree is grown in one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.document import Cell
from normalize.columns import TableColumn
from normalize.headings import Header
from normalize.labels import on_one_line, points_inside, squeeze, tidy
from normalize.rows import Row, RowKind, distinct_cells, kind_of, printed_total, total_label
from rubrics.diagnostics import Place
from rubrics.model import ColumnRole


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A row that assesses something. ``labels`` has one text a level, empty where nothing new begins.

    ``joins``: the row belongs to the item above it (one requirement or one figure over several rows). ``carries``: the row
    has a figure of its own for the requirement above it. ``rules_inside``: the table has no column of rules, so they may stand
    in the requirement. Texts are tidied.
    """

    place: Place
    labels: tuple[str, ...] = ()
    index: str = ""
    specification: str = ""
    requirement: str = ""
    points: str = ""
    points_inferred: bool = False
    method: str = ""
    rules: str = ""
    veto: str = ""
    veto_is_shared: bool = True
    joins: bool = False
    carries: bool = False
    rules_inside: bool = False


@dataclass(frozen=True, slots=True)
class BandEntry:
    """A label that stands alone: over the whole width of a table, or in a paragraph above one."""

    place: Place
    label: str
    index: str = ""


@dataclass(frozen=True, slots=True)
class TotalEntry:
    """A computed row; ``level`` is the level of the elements that it closes, where its label's column tells."""

    place: Place
    label: str
    points: Decimal | None
    level: int | None
    index: str = ""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A row that only says something about the table."""

    place: Place
    text: str


Entry = ItemEntry | BandEntry | TotalEntry | NoteEntry


def entries_of(rows: Sequence[Row], columns: Sequence[TableColumn], header: Header) -> Iterator[Entry]:
    """Yield what each row of one table adds, headers and empty rows left out."""
    reader = _RowReader(columns, rows, header)
    for row in rows:
        kind = kind_of(row, header)
        if kind is RowKind.BODY:
            yield reader.item(row)
        elif kind is RowKind.TOTAL:
            yield _total(row, columns)
        elif kind is RowKind.BAND:
            yield _band(row)
        elif kind is RowKind.NOTE:
            yield NoteEntry(row.place, tidy(_lone_text(row)))


class _RowReader:
    """Reads body rows by the roles of the columns."""

    def __init__(self, columns: Sequence[TableColumn], rows: Sequence[Row], header: Header) -> None:
        self.by_role: dict[ColumnRole, list[int]] = {}
        for number, column in enumerate(columns):
            self.by_role.setdefault(column.role, []).append(number)
        self.levels = self.by_role.get(ColumnRole.ELEMENT, [])
        self.index_is_elements = self._index_is_elements(rows, header)

    def item(self, row: Row) -> ItemEntry:
        """Return what a body row adds."""
        requirement = self._own_text(row, ColumnRole.REQUIREMENT)
        points = self._joined(row, ColumnRole.POINTS)
        joins, carries = self._shares(row, requirement, points)
        return ItemEntry(
            row.place,
            labels=tuple(self._labels(row)),
            index=self._joined(row, ColumnRole.INDEX) if self.index_is_elements else "",
            specification=self._joined(row, ColumnRole.SPECIFICATION),
            requirement=tidy(requirement),
            points=points or self._points_inside(requirement),
            method=self._joined(row, ColumnRole.METHOD),
            rules=self._joined(row, ColumnRole.RULES),
            veto=self._joined(row, ColumnRole.VETO),
            veto_is_shared=self._veto_is_shared(row),
            joins=joins,
            carries=carries,
            rules_inside=ColumnRole.RULES not in self.by_role,
        )

    def _points_inside(self, requirement: str) -> str:
        """Return the points that stand at the end of a requirement, in a table without a column of points."""
        return points_inside(requirement) if ColumnRole.POINTS not in self.by_role else ""

    def _index_is_elements(self, rows: Sequence[Row], header: Header) -> bool:
        """Tell whether the index numbers the elements of the first level, not the rows."""
        if not self.levels:
            return False
        body = [row for row in rows if kind_of(row, header) is RowKind.BODY]
        labels = sum(bool(squeeze(row.text(self.levels[0]))) for row in body)
        return sum(bool(self._joined(row, ColumnRole.INDEX)) for row in body) <= labels

    def _labels(self, row: Row) -> Iterator[str]:
        before: Cell | None = None
        for column in self.levels:
            cell = row.cells[column]
            yield "" if cell is None or cell is before else row.text(column)
            before = cell

    def _own_text(self, row: Row, role: ColumnRole) -> str:
        """Return the text under ``role`` unless the cell is a label that reaches over."""
        labels = [row.cells[column] for column in self.levels]
        return "\n".join(
            row.text(column)
            for column in self.by_role.get(role, [])
            if row.text(column) and all(row.cells[column] is not label for label in labels)
        )

    def _joined(self, row: Row, role: ColumnRole) -> str:
        """Return the texts of all columns with ``role``, tidied, a cell over several of them once."""
        columns = self.by_role.get(role, ())
        if len(columns) == 1:
            return tidy(row.text(columns[0]))
        cells: list[Cell] = []
        for column in columns:
            cell = row.cells[column]
            if cell is not None and row.begins[column] and all(cell is not other for other in cells):
                cells.append(cell)
        return "\n".join(text for cell in cells if (text := tidy(cell.text)))

    def _shares(self, row: Row, requirement: str, points: str) -> tuple[bool, bool]:
        """Return whether the row joins the item above, and whether it carries on the requirement above with a new figure."""
        begins_requirement = bool(squeeze(requirement))
        points_columns = self.by_role.get(ColumnRole.POINTS, [])
        points_continue = bool(points_columns) and all(row.continues(column) for column in points_columns)
        new_label = any(squeeze(label) for label in self._labels(row))
        if begins_requirement:
            return points_continue and not new_label, False
        return not points and not new_label, bool(points) and not new_label

    def _veto_is_shared(self, row: Row) -> bool:
        """Tell whether the veto cell is about more than this row: merged over several, or in a table without item points."""
        cells = [row.cells[column] for column in self.by_role.get(ColumnRole.VETO, [])]
        return ColumnRole.POINTS not in self.by_role or any(cell is not None and cell.row_span > 1 for cell in cells)


def _band(row: Row) -> BandEntry:
    """Return the label of a row, and the number in the index column beside it."""
    texts = [cell.text for cell in distinct_cells(row) if squeeze(cell.text)]
    return BandEntry(row.place, texts[-1], texts[0] if len(texts) > 1 else "")


def _total(row: Row, columns: Sequence[TableColumn]) -> TotalEntry:
    cell = next(cell for cell in distinct_cells(row) if total_label(cell.text))
    first = next(number for number, other in enumerate(row.cells) if other is cell)
    level = columns[first].level
    label = total_label(cell.text) or on_one_line(cell.text)
    index = next((on_one_line(row.text(n)) for n, c in enumerate(columns) if c.role is ColumnRole.INDEX), "")
    return TotalEntry(
        row.place, label, printed_total(row), level - 1 if level and level > 1 else None, index if index.isdecimal() else ""
    )


def _lone_text(row: Row) -> str:
    return next(cell.text for cell in distinct_cells(row) if squeeze(cell.text))
