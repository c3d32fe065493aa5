"""A flattened standard as entries: from there on it is a standard like any other."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.entries import Entry, ItemEntry, TotalEntry
from normalize.flattened_table import FlattenedRow, FlattenedTable, FlattenedTotal
from normalize.labels import read_points, squeeze, tidy
from normalize.vocabulary import SUBTOTALS
from rubrics.diagnostics import Place
from rubrics.model import ColumnRole


def entries_of_flattened(table: FlattenedTable) -> Iterator[Entry]:
    """Yield rows and computed rows in the order of their lines."""
    has_rules = any(column.role is ColumnRole.RULES for column in table.columns)
    has_points = any(column.role is ColumnRole.POINTS for column in table.columns)
    label = next((total.label for total in table.totals if total.label), SUBTOTALS[0])
    entries: list[tuple[Place, Entry]] = [
        (row.place, _item(row, has_rules=has_rules, has_points=has_points)) for row in table.rows
    ]
    entries += [(total.place, _total(total, label)) for total in table.totals]
    yield from (entry for _, entry in sorted(entries, key=lambda pair: pair[0].line or 0))


def _item(row: FlattenedRow, *, has_rules: bool, has_points: bool) -> ItemEntry:
    new_label = any(squeeze(label) for label in row.labels)
    return ItemEntry(
        row.place,
        labels=row.labels,
        index=row.index,
        requirement=tidy(row.requirement),
        points=row.points_text or "",
        points_inferred=row.inferred,
        method=tidy(row.method),
        rules=tidy(row.rules),
        veto=tidy(row.veto),
        veto_is_shared=not has_points,
        joins=not row.requirement and row.points_text is None and not new_label,
        carries=not row.requirement and row.points_text is not None and not new_label,
        rules_inside=not has_rules,
    )


def _total(total: FlattenedTotal, label: str) -> TotalEntry:
    points = read_points(total.points_text).points if total.points_text is not None else None
    return TotalEntry(total.place, total.label or label, points, None, total.index)
