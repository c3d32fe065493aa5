"""Where the cells of a Word table stand: rows and columns as a reader counts them, merged cells once.

A Word row is a list of cells, each so many grid columns wide; a vertical merge is a mark on each cell that says whether it
goes on with the one above (ECMA-376 part 1, 17.4). Nothing in the file ties the marks together but the place of the edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from extract import limits
from extract.columns import TOLERANCE, border_widths, positions, snapped
from extract.marks import CELL_DELETED, CELL_MERGE, GRID_SPAN, H_MERGE, V_MERGE, Marks
from extract.plaintext import plain_texts
from extract.wordxml import DEL, MOVE_FROM, RPR, TC, TCPR, TR, TRPR, VAL, T, W, integer, is_on, unwrapped
from rubrics.errors import SourceError

SUPPOSED_WIDTH = 1440.0
CELL_WIDTH = W + "tcW"
CONTINUE, RESTART = "continue", "restart"
_UNMERGED = (1, None, False)


@dataclass(slots=True)
class Slot:
    """A cell: its left and right edge (indices of edges, later of column borders), and the cells that it covers.

    ``text`` is there where the cell holds nothing special.
    """

    element: etree._Element
    row: int
    left: int
    right: int
    text: str | None = None
    merge: str | None = None
    row_span: int = 1
    covered: list[Slot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's shape: its cells in reading order, the widths of its columns, and how many rows head each page."""

    rows: int
    slots: Sequence[Slot]
    widths: tuple[float, ...]
    header_rows: int


def lay_out(table: etree._Element, marks: Marks) -> Layout:
    """Return the shape of a ``w:tbl``; ``marks`` tell which of its rows and cells need a closer look."""
    rows: list[list[Slot]] = []
    trs: list[etree._Element] = []
    for tr in _children(table, TR, marks):
        slots = _row(tr, len(rows), marks)
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


def _children(parent: etree._Element, tag: str, marks: Marks) -> Iterator[etree._Element]:
    return unwrapped(parent, (tag,)) if parent in marks.special else parent.iterchildren(tag)


def _row(tr: etree._Element, row: int, marks: Marks) -> list[Slot]:
    """Return the cells of a row by its grid columns; none for a row that a reader does not see."""
    is_special = tr in marks.special
    if is_special and _is_unseen(tr):
        return []
    column = _skipped(tr) if is_special else 0
    slots: list[Slot] = []
    for tc, text in _cells(tr, marks):
        span, merge, joins_left = _marks(tc) if tc in marks.merging else _UNMERGED
        if span == 0:
            continue
        column += span
        slot = Slot(tc, row, column - span, column, text, merge)
        if joins_left and slots:
            slots[-1].right = column
            slots[-1].covered.append(slot)
        else:
            slots.append(slot)
    most = limits.current().columns
    if column > most:
        raise SourceError("table-too-wide", where="", limit=most)
    return slots


def _cells(tr: etree._Element, marks: Marks) -> Iterable[tuple[etree._Element, str | None]]:
    """Return the cells of a row with their texts, those of plain cells only."""
    if tr not in marks.special:
        plain = plain_texts(tr, TC)
        if plain is not None:
            return plain
    return ((tc, _plain_text(tc, marks)) for tc in _children(tr, TC, marks))


def _plain_text(tc: etree._Element, marks: Marks) -> str | None:
    plain = None if tc in marks.special else plain_texts(tc, TC)
    return None if plain is None else plain[0][1]


def _is_unseen(tr: etree._Element) -> bool:
    """Tell whether a row is deleted, or marked hidden with nothing in it to see (ECMA-376 part 1, 17.4.20)."""
    properties = tr.find(TRPR)
    if properties is None:
        return False
    if properties.find(DEL) is not None:
        return True
    return is_on(properties.find(W + "hidden")) and not _has_words(tr)


def _skipped(tr: etree._Element) -> int:
    before = tr.find(f"{TRPR}/{W}gridBefore")
    return 0 if before is None else min(max(integer(before.get(VAL), 0), 0), limits.current().columns)


def _marks(tc: etree._Element) -> tuple[int, str | None, bool]:
    """Return a cell's span (0 if it is deleted), its vertical merge, and whether it joins the cell to its left."""
    span, merge, joins_left, tracked = 1, None, False, None
    for mark in next(tc.iterchildren(TCPR), ()):
        tag = mark.tag
        if tag == V_MERGE:
            merge = mark.get(VAL, CONTINUE)
        elif tag == GRID_SPAN:
            span = max(integer(mark.get(VAL), 1), 1)
        elif tag == H_MERGE:
            joins_left = mark.get(VAL, CONTINUE) == CONTINUE
        elif tag == CELL_DELETED:
            return 0, None, False
        elif tag == CELL_MERGE:
            tracked = mark.get(W + "vMerge")
    if tracked:
        merge = CONTINUE if tracked == "cont" else RESTART
    return span, merge, joins_left


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
    widths = [_width(tc.find(f"{TCPR}/{CELL_WIDTH}")) for tc in (slot.element, *(covered.element for covered in slot.covered))]
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

    A mark to go on holds where the cell above has the same edges. Where nothing above says that a merged cell starts (some
    programs leave that out), an empty cell joins the one above, and one with words of its own starts a merged cell itself.
    """
    shown: list[Slot] = []
    above: dict[int, Slot] = {}
    for row in rows:
        here: dict[int, Slot] = {}
        for slot in row:
            upper = above.get(slot.left) if slot.merge == CONTINUE else None
            if upper is not None and upper.right == slot.right and (upper.merge == RESTART or _is_blank(slot)):
                upper.row_span += 1
                upper.covered.append(slot)
                here[slot.left] = upper
            else:
                here[slot.left] = slot
                shown.append(slot)
        above = here
    return shown


def _is_blank(slot: Slot) -> bool:
    if slot.text is not None:
        return not slot.text.strip()
    return not _has_words(slot.element)


def _has_words(element: etree._Element) -> bool:
    return any((t.text or "").strip() and _is_seen(t) for t in element.iter(T))


def _is_seen(t: etree._Element) -> bool:
    """Tell whether a text is neither moved away nor hidden."""
    run = t.getparent()
    if run is None or is_on(run.find(f"{RPR}/{W}vanish")):
        return False
    return next(run.iterancestors(MOVE_FROM), None) is None


def _header_rows(trs: Sequence[etree._Element]) -> int:
    count = 0
    for tr in trs:
        if not is_on(tr.find(f"{TRPR}/{W}tblHeader")):
            break
        count += 1
    return count
