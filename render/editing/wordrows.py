"""The rows of a Word table taken apart and put together again: merged cells follow the rows that they are over."""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extract.document import Cell
from extract.wordxml import DEL, TC, TCPR, TR, TRPR, P, W, unwrapped
from render.editing.celltext import drop, shown
from render.newcells import new_element

MERGE = W + "vMerge"
_AFTER_MERGE = frozenset(
    W + name
    for name in ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns")
)
MARKS = (W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
"""What a copy must not have a second time."""


@dataclass(eq=False)
class WordCell:
    """A cell of a row: its element, the grid columns that it covers (from 1, half open), and what it is merged with.

    Cells right above each other with the same ``group`` (but ``None``) are one merged cell.
    """

    element: etree._Element
    start: int
    stop: int
    group: Hashable = None
    model: etree._Element | None = None
    """The cell that this one is a copy of."""


@dataclass(eq=False)
class WordRow:
    """A row: its element and its cells."""

    element: etree._Element
    cells: list[WordCell] = field(default_factory=list)

    def at(self, column: int) -> WordCell | None:
        """Return the cell that covers a grid column, from 1."""
        return next((cell for cell in self.cells if cell.start <= column < cell.stop), None)


def rows_of(table: etree._Element, cells: Mapping[etree._Element, Cell]) -> list[WordRow]:
    """Return the rows of a table that a reader sees, with a group for each cell over several of them.

    ``cells`` are the cells as read, by their elements: they say which columns a cell covers, whatever the table's own grid is.
    """
    owners = {(row, column): cell for cell in cells.values() for row, column in _covered(cell)}
    rows: list[WordRow] = []
    for tr in unwrapped(table, (TR,)):
        if tr.find(f"{TRPR}/{DEL}") is None:
            number = len(rows)
            rows.append(WordRow(tr, list(_cells_of(tr, number, cells, owners))))
    return rows


def _covered(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.row_span):
        yield from ((row, column) for column in range(cell.column, cell.column + cell.column_span))


def _cells_of(
    tr: etree._Element, number: int, cells: Mapping[etree._Element, Cell], owners: Mapping[tuple[int, int], Cell]
) -> Iterator[WordCell]:
    """Yield the cells of a row: those that begin in it, and those that carry on one above, from the left."""
    at = 0
    for tc in unwrapped(tr, (TC,)):
        own = cells.get(tc)
        if own is None:
            while (number, at) in owners and owners[number, at].row == number:
                at += 1
            own = owners.get((number, at))
        if own is None:
            continue
        group = ("merged", own.row, own.column) if own.row_span > 1 else None
        yield WordCell(tc, own.column + 1, own.column + own.column_span + 1, group)
        at = own.column + own.column_span


def copied(row: WordRow) -> WordRow:
    """Return a copy of a row that no bookmark or comment points into."""
    element = copy.deepcopy(row.element)
    for mark in [*element.iter(*MARKS)]:
        drop(mark)
    for one in element.iter():
        for name in [name for name in one.attrib if str(name).endswith(("}paraId", "}textId"))]:
            del one.attrib[name]
    twins = dict(zip(row.element.iter(TC), element.iter(TC), strict=True))
    cells = [WordCell(twins[cell.element], cell.start, cell.stop, cell.group, cell.element) for cell in row.cells]
    return WordRow(element, cells)


def words_of(rows: Sequence[WordRow]) -> dict[Hashable, etree._Element]:
    """Return for each merged cell the one that holds its words."""
    words: dict[Hashable, etree._Element] = {}
    for cell in (cell for row in rows for cell in row.cells):
        if cell.group is not None and cell.group not in words and has_words(cell.element):
            words[cell.group] = cell.element
    return words


def set_merges(rows: Sequence[WordRow]) -> None:
    """Write the merges of rows that stand below each other now: a cell goes on where the one above has its group."""
    above: dict[tuple[int, int], Hashable] = {}
    for number, row in enumerate(rows):
        below = {(cell.start, cell.stop): cell.group for cell in rows[number + 1].cells} if number + 1 < len(rows) else {}
        for cell in row.cells:
            place = (cell.start, cell.stop)
            goes_on = cell.group is not None and above.get(place) == cell.group
            begins = cell.group is not None and below.get(place) == cell.group
            if goes_on:
                _empty(cell.element)
            _mark(cell.element, "continue" if goes_on else "restart" if begins else None)
        above = {(cell.start, cell.stop): cell.group for cell in row.cells if cell.group is not None}


def take_words(cell: etree._Element, other: etree._Element) -> None:
    """Let a cell hold copies of the paragraphs of another."""
    for p in [*unwrapped(cell, (P,))]:
        drop(p)
    cell.extend(copy.deepcopy(p) for p in unwrapped(other, (P,)))


def has_words(cell: etree._Element) -> bool:
    """Tell whether anything is printed in a cell."""
    return any(shown(p).strip() for p in unwrapped(cell, (P,)))


def _empty(cell: etree._Element) -> None:
    """Leave one paragraph without words: what a cell that goes on holds."""
    paragraphs = [*unwrapped(cell, (P,))]
    for p in paragraphs[1:]:
        drop(p)
    for child in [child for p in paragraphs[:1] for child in p if child.tag != W + "pPr"]:
        drop(child)


def _mark(cell: etree._Element, merge: str | None) -> None:
    properties = cell.find(TCPR)
    if properties is None:
        if merge is None:
            return
        properties = new_element("tcPr")
        cell.insert(0, properties)
    for old in [*properties.iterfind(MERGE)]:
        properties.remove(old)
    if merge is None:
        return
    mark = new_element("vMerge", val=merge) if merge == "restart" else new_element("vMerge")
    at = next((n for n, child in enumerate(properties) if child.tag in _AFTER_MERGE), len(properties))
    properties.insert(at, mark)
