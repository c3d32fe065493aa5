"""Where the cells of a Word table stand: rows and columns as a reader counts them, merged cells once.

A Word row is a list of cells, each so many grid columns wide; a vertical merge is a mark on each cell that says whether it
goes on with the one above (ECMA-376 part 1, 17.4). Nothing in the file ties the marks together but the place of the edges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from extract.columns import TOLERANCE, border_widths, positions, snapped
from extract.wordxml import DEL, TC, TCPR, TR, TRPR, VAL, T, W, integer, is_on, unwrapped
from rubrics.errors import SourceError

MAX_COLUMNS = 2000
"""More grid columns than this are no table; Word itself stops at 63."""

SUPPOSED_WIDTH = 1440.0
GRID_SPAN, V_MERGE, H_MERGE = W + "gridSpan", W + "vMerge", W + "hMerge"
CELL_DELETED, CELL_MERGE, CELL_WIDTH = W + "cellDel", W + "cellMerge", W + "tcW"
CONTINUE = "continue"


@dataclass(slots=True)
class Slot:
    """A cell: its left and right edge (indices of edges, later of column borders), and the cells that it covers."""

    element: etree._Element
    row: int
    left: int
    right: int
    merge: str | None = None
    row_span: int = 1
    covered: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's shape: its cells in reading order, the widths of its columns, and how many rows head each page."""

    rows: int
    slots: Sequence[Slot]
    widths: tuple[float, ...]
    header_rows: int


def lay_out(table: etree._Element, marked: Collection[etree._Element]) -> Layout:
    """Return the shape of a ``w:tbl``; ``marked`` are the elements that hold anything but plain rows, cells and text."""
    rows: list[list[Slot]] = []
    trs: list[etree._Element] = []
    for tr in _children(table, TR, marked):
        slots = _row(tr, len(rows), marked)
        if slots:
            rows.append(slots)
            trs.append(tr)
    edges, is_known = _edges(table, rows)
    borders = snapped(edges, {(slot.left, slot.right) for row in rows for slot in row})
    for row in rows:
        for slot in row:
            slot.left, slot.right = borders[slot.left], borders[slot.right]
    widths = border_widths(edges, borders)
    return Layout(len(rows), _merged_down(rows), widths if is_known else (1.0,) * len(widths), _header_rows(trs))


def _children(parent: etree._Element, tag: str, marked: Collection[etree._Element]) -> Iterator[etree._Element]:
    return unwrapped(parent, (tag,)) if parent in marked else parent.iterchildren(tag)


def _row(tr: etree._Element, row: int, marked: Collection[etree._Element]) -> list[Slot]:
    """Return the cells of a row by its grid columns; none for a row that a reader does not see."""
    is_special = tr in marked
    if is_special and _is_unseen(tr):
        return []
    column = _skipped(tr) if is_special else 0
    slots: list[Slot] = []
    for tc in _children(tr, TC, marked):
        span, merge, joins_left = _marks(tc) if tc in marked else _plain_marks(tc)
        if span == 0:
            continue
        column += span
        if column > MAX_COLUMNS:
            raise SourceError("table-too-wide", where="", limit=MAX_COLUMNS)
        if joins_left and slots:
            slots[-1].right = column
            slots[-1].covered.append(tc)
        else:
            slots.append(Slot(tc, row, column - span, column, merge))
    return slots


def _is_unseen(tr: etree._Element) -> bool:
    """Tell whether a row is deleted, or marked hidden with nothing in it to see (ECMA-376 part 1, 17.4.20)."""
    properties = tr.find(TRPR)
    if properties is None:
        return False
    return properties.find(DEL) is not None or is_on(properties.find(W + "hidden"))


def _skipped(tr: etree._Element) -> int:
    before = tr.find(f"{TRPR}/{W}gridBefore")
    return 0 if before is None else min(max(integer(before.get(VAL), 0), 0), MAX_COLUMNS)


def _plain_marks(tc: etree._Element) -> tuple[int, str | None, bool]:
    """Return span, vertical merge, and whether it joins the cell to its left, for a cell without nested tables."""
    span, merge = 1, None
    for mark in tc.iter(GRID_SPAN, V_MERGE):
        if mark.tag == V_MERGE:
            merge = mark.get(VAL, CONTINUE)
        else:
            span = max(integer(mark.get(VAL), 1), 1)
    return span, merge, False


def _marks(tc: etree._Element) -> tuple[int, str | None, bool]:
    """Return the same for any cell, from its own properties; a span of 0 for a cell that is deleted."""
    properties = tc.find(TCPR)
    if properties is None:
        return 1, None, False
    if properties.find(CELL_DELETED) is not None:
        return 0, None, False
    span = properties.find(GRID_SPAN)
    vertical, across = properties.find(V_MERGE), properties.find(H_MERGE)
    merge = None if vertical is None else vertical.get(VAL, CONTINUE)
    tracked = properties.find(CELL_MERGE)
    if tracked is not None and tracked.get(W + "vMerge"):
        merge = CONTINUE if tracked.get(W + "vMerge") == "cont" else "restart"
    joins_left = across is not None and across.get(VAL, CONTINUE) == CONTINUE
    return 1 if span is None else max(integer(span.get(VAL), 1), 1), merge, joins_left


def _edges(table: etree._Element, rows: Sequence[Sequence[Slot]]) -> tuple[list[float], bool]:
    """Return where the edges lie that the slots' numbers mean, and whether that is known or only supposed.

    The grid of the table knows. Where it is missing, or where rows of one width end at different grid columns, the widths
    of the cells say where their edges are, and the slots' numbers are changed to those.
    """
    columns = max((row[-1].right for row in rows), default=0)
    grid = [_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    known = [width for width in grid if width is not None]
    if not sum(known):
        grid, known = [], []
    if len({row[-1].right for row in rows}) > 1:
        by_width = _edges_by_width(rows, only_even=bool(known))
        if by_width is not None:
            return by_width, True
    if not known:
        by_cells = _widths_of_cells(rows, columns)
        return positions(by_cells or [SUPPOSED_WIDTH] * columns), by_cells is not None
    typical = sum(known) / len(known)
    return positions([typical if width is None else width for width in grid] + [typical] * (columns - len(grid))), True


def _width(element: etree._Element | None) -> float | None:
    """Return a width in twentieths of a point; ``None`` where it is missing, automatic or a percentage."""
    if element is None or element.get(W + "type", "dxa") != "dxa":
        return None
    text = element.get(W + "w")
    return None if text is None else float(min(max(integer(text, 0), 0), 10**6))


def _slot_width(slot: Slot) -> float:
    """Return the width that a cell asks for, with those that it covers in its row; 0 where one does not say."""
    widths = [_width(tc.find(f"{TCPR}/{CELL_WIDTH}")) for tc in (slot.element, *slot.covered)]
    return 0.0 if None in widths else sum(width for width in widths if width)


def _edges_by_width(rows: Sequence[Sequence[Slot]], *, only_even: bool) -> list[float] | None:
    """Return the edges that the cells' widths give, and number the slots' edges by them.

    ``None``, and nothing changed, where a cell does not say its width, a row begins further right, or, if ``only_even``,
    the rows are not all of one width.
    """
    ends = [positions([_slot_width(slot) for slot in row]) for row in rows]
    lengths = [row_ends[-1] for row_ends in ends]
    is_even = max(lengths) - min(lengths) <= TOLERANCE
    has_widths = all(left < right for row_ends in ends for left, right in pairwise(row_ends))
    if not has_widths or any(row[0].left for row in rows) or (only_even and not is_even):
        return None
    edges = sorted({end for row_ends in ends for end in row_ends})
    number = {edge: index for index, edge in enumerate(edges)}
    for row, row_ends in zip(rows, ends, strict=True):
        for slot, left, right in zip(row, row_ends, row_ends[1:], strict=False):
            slot.left, slot.right = number[left], number[right]
    return edges


def _widths_of_cells(rows: Sequence[Sequence[Slot]], columns: int) -> list[float] | None:
    """Return the columns' widths as the narrowest cells over them say; ``None`` where a column stays unknown."""
    widths: list[float | None] = [None] * columns
    for slot in sorted((slot for row in rows for slot in row), key=lambda slot: slot.right - slot.left):
        unknown = [column for column in range(slot.left, slot.right) if widths[column] is None]
        rest = _slot_width(slot) - sum(width for width in widths[slot.left : slot.right] if width) if unknown else 0.0
        for column in unknown if rest > 0 else ():
            widths[column] = rest / len(unknown)
    found = [width for width in widths if width is not None]
    return found if len(found) == columns else None


def _merged_down(rows: Sequence[Sequence[Slot]]) -> list[Slot]:
    """Return the slots in reading order, those that go on with the one above folded into it.

    A mark to go on holds where the cell above has the same edges. Where that one has no mark itself (some programs leave out
    the mark of the first), an empty cell joins it and one with text of its own stays: Word would show neither in doubt.
    """
    shown: list[Slot] = []
    above: dict[int, Slot] = {}
    for row in rows:
        here: dict[int, Slot] = {}
        for slot in row:
            upper = above.get(slot.left) if slot.merge == CONTINUE else None
            if upper is not None and upper.right == slot.right and (upper.merge or _is_blank(slot.element)):
                upper.row_span += 1
                upper.covered.append(slot.element)
                here[slot.left] = upper
            else:
                here[slot.left] = slot
                shown.append(slot)
        above = here
    return shown


def _is_blank(tc: etree._Element) -> bool:
    return not any((t.text or "").strip() for t in tc.iter(T))


def _header_rows(trs: Sequence[etree._Element]) -> int:
    count = 0
    for tr in trs:
        if not is_on(tr.find(f"{TRPR}/{W}tblHeader")):
            break
        count += 1
    return count
