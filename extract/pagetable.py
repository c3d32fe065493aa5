"""The rows and cells of a table in a web page, put where a browser puts them (HTML 5, 4.9.12, "forming a table")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.pagestyle import is_hidden
from extract.spans import Draft, Slot, check_size
from extract.wordxml import integer

CELLS = frozenset({"td", "th"})
GROUPS = frozenset({"thead", "tbody", "tfoot"})
COLUMNS = frozenset({"col", "colgroup"})
MOST_COLUMNS_OF_CELL = 1000
MOST_ROWS_OF_CELL = 65_534


@dataclass(slots=True)
class Rows:
    """The rows of a table in groups, and what stands between its cells: a caption, stray words, a stray table."""

    groups: list[list[list[etree._Element]]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    strays: list[etree._Element | str] = field(default_factory=list)


def rows_of(table: etree._Element) -> Rows:
    """Return the rows of a ``table`` element; the footer group last, wherever it stands."""
    rows = Rows()
    _collect(table, rows, is_open=False)
    feet: list[list[list[etree._Element]]] = []
    for child in table.iterchildren("tfoot"):
        foot = Rows()
        _collect(child, foot, is_open=False)
        feet += foot.groups
    rows.groups += feet
    rows.heads += [False] * len(feet)
    return rows


def placed(rows: Rows) -> Iterator[tuple[Slot, etree._Element]]:
    """Yield each cell with the positions that it covers; no two cover the same, and none reaches out of its group."""
    taken: dict[int, int] = {}  # column -> the first row below the cell that covers it
    count = cells = 0
    for group in rows.groups:
        end = count + len(group)
        for row, elements in enumerate(group, start=count):
            column = 0
            for element in elements:
                while taken.get(column, 0) > row:
                    column += 1
                slot = _slot(element, row, column, end, taken)
                for covered in range(column, column + slot.column_span):
                    taken[covered] = row + slot.row_span
                column += slot.column_span
                cells += 1
                check_size(row + 1, column, cells)
                yield slot, element
        count = end


def head_rows(rows: Rows) -> int:
    """Return how many rows at the top the page marks as a header."""
    count = 0
    for group, is_head in zip(rows.groups, rows.heads, strict=True):
        if not is_head:
            break
        count += len(group)
    return count


def is_layout(draft: Draft) -> bool:
    """Tell whether a table only puts other things in their places: one column, or fewer words of its own than tables in it.

    A cell of a scoring table may hold a small table; a table for looks has few cells, and in one of them the whole matter.
    """
    if len({slot.column for slot in draft.slots}) <= 1:
        return True
    inner = [item for slot in draft.slots for item in slot.items if isinstance(item, Draft)]
    own = sum(bool(slot.text) for slot in draft.slots)
    return bool(inner) and own < sum(bool(slot.text) for table in inner for slot in table.slots)


def _collect(holder: etree._Element, rows: Rows, *, is_open: bool) -> bool:
    """Add the rows below ``holder`` to ``rows``; tell whether the last row still takes cells that stand without one."""
    _stray(rows, holder.text)
    for child in holder.iterchildren("*"):
        tag = child.tag
        if is_hidden(child) or tag in COLUMNS or (tag == "tfoot" and holder.tag == "table") or _is_ruler(child):
            pass
        elif tag in GROUPS:
            _begin_group(rows, is_head=tag == "thead")
            _collect(child, rows, is_open=False)
            _begin_group(rows, is_head=False)
            is_open = False
        elif tag == "tr":
            _group(rows).append([])
            _collect(child, rows, is_open=True)
            is_open = False
        elif tag in CELLS:
            if not is_open:
                _group(rows).append([])
            _group(rows)[-1].append(child)
            is_open = True
        elif tag != "table" and _holds_cells(child):  # a form or a font around rows or cells
            is_open = _collect(child, rows, is_open=is_open)
        else:
            rows.strays.append(child)
        _stray(rows, child.tail)
    return is_open


def _is_ruler(row: etree._Element) -> bool:
    """Tell whether a row only holds the widths of the columns, as Word ends tables with irregular ones in the pages it saves."""
    return row.tag == "tr" and row.get("height") == "0" and not "".join(map(str, row.itertext())).strip()


def _begin_group(rows: Rows, *, is_head: bool) -> None:
    if rows.groups and not rows.groups[-1]:
        rows.groups.pop()
        rows.heads.pop()
    rows.groups.append([])
    rows.heads.append(is_head)


def _group(rows: Rows) -> list[list[etree._Element]]:
    if not rows.groups:
        _begin_group(rows, is_head=False)
    return rows.groups[-1]


def _stray(rows: Rows, text: str | None) -> None:
    if text and text.strip():
        rows.strays.append(text)


def _holds_cells(element: etree._Element) -> bool:
    """Tell whether rows or cells stand below an element that are not those of a table of its own."""
    table = next(element.iterancestors("table"), None)
    return any(next(each.iterancestors("table"), None) is table for each in element.iter("tr", "td", "th", "tbody"))


def _slot(element: etree._Element, row: int, column: int, end: int, taken: dict[int, int]) -> Slot:
    """Return what a cell covers: no more columns than are free in its row, no rows below its group."""
    asked = min(max(integer(element.get("colspan"), 1), 1), MOST_COLUMNS_OF_CELL)
    span = next((step for step in range(1, asked) if taken.get(column + step, 0) > row), asked)
    down = integer(element.get("rowspan"), 1)
    rows = end - row if down == 0 else min(max(down, 1), MOST_ROWS_OF_CELL, end - row)
    return Slot(row, column, rows, span)
