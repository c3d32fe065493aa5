"""Rows of elements that have points of their own and room for what the element came to: sum rows by another name.

Such a row (一 | 基础管理 | 30 | | | ) stands above its items. Where the element has no 小计, people write its sum into it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from normalize.labels import read_points
from render.places import Covering, cell_at, covering, parse_place
from rubrics.diagnostics import Place
from rubrics.model import ColumnRole, Element, Rubric, TotalRow

_FIGURES = frozenset({ColumnRole.SCORE, ColumnRole.DEDUCTION})


def with_element_rows(rubric: Rubric, document: Document) -> Rubric:
    """Return the rubric with a sum row more for each element whose own row has a free cell for a figure in ``document``."""
    if rubric.source is None:
        return rubric
    begins = {place.table: place.columns for place in rubric.source.tables}
    cells = covering(document)
    rows = tuple(
        TotalRow(label=element.title, of=name, points=element.points, at=f"t{at.table}r{at.row}")
        for name, element, at in _own_rows(rubric)
        if _has_room(rubric, element, at, begins.get(at.table or 0, ()), cells)
    )
    form = rubric.form.model_copy(update={"totals": (*rubric.form.totals, *rows)})
    return rubric.model_copy(update={"form": form}) if rows else rubric


def _own_rows(rubric: Rubric) -> Iterator[tuple[str, Element, Place]]:
    """Yield the elements that stand in a row without an item or a sum, and have no sum row; of several in a row none."""
    summed = {total.of for total in rubric.form.totals}
    taken = {_row(at) for at in (*(item.at for item in rubric.by_item.values()), *(total.at for total in rubric.form.totals))}
    rows = [_row(element.at) for element in rubric.by_element.values()]
    for name, element in rubric.by_element.items():
        at = parse_place(element.at)
        row = _row(element.at)
        if at is not None and row is not None and row not in taken and rows.count(row) == 1 and name not in summed:
            yield name, element, at


def _has_room(rubric: Rubric, element: Element, at: Place, begins: tuple[int, ...], cells: Covering) -> bool:
    """Tell whether a row prints the element's points, and has an empty cell of its own in a column for figures."""
    found = {number: cell_at(at, number, {at.table or 0: begins}, cells) for number in range(len(rubric.form.columns))}
    roles = {number: column.role for number, column in enumerate(rubric.form.columns)}
    printed = [read_points(cell.text).points for n, cell in found.items() if cell is not None and roles[n] is ColumnRole.POINTS]
    figures = [cell for n, cell in found.items() if cell is not None and roles[n] in _FIGURES]
    own = [cell for cell in figures if not cell.text.strip() and (cell.row + 1, cell.row_span) == (at.row, 1)]
    return element.points is not None and printed == [element.points] and bool(own) and len(own) == len(figures)


def _row(at: str | None) -> tuple[int, int] | None:
    place = parse_place(at)
    return None if place is None or place.table is None or place.row is None else (place.table, place.row)
