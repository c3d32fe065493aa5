"""A form that has nothing to fill gets it: columns for 扣分说明, 扣分 and 得分, and rows for the sums.

In the published document itself the table grows within the page: what the page has no room for is taken from the other columns
in proportion. Headings stand over all header rows, also where the header comes again. Where items have no points of their own
the score of their element stands in one cell beside them; below each first-level element comes its sum, at the end the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from extract.word import WordFile, open_word
from extract.wordxml import TBL, TC, TCPR, TR, TRPR, VAL, W, integer, unwrapped
from normalize.parts import Part, find_parts
from normalize.rows import RowKind
from normalize.standard import normalize
from render import words
from render.checks import check_source
from render.newcells import WIDTH, new_cell, new_element, set_span, span_of
from render.places import parse_place
from render.relocating import relocate
from rubrics.diagnostics import Place
from rubrics.model import FILLED, Column, ColumnRole, Element, Rubric, TotalRow, walk_elements
from rubrics.values import show

_WIDTHS = (1900, 640, 680)
"""Of the appended columns, in twentieths of a point."""
_CENTRED = (False, True, True)
_TO_THE_PAGE = frozenset({"dxa", None})
_A4, _MARGIN = 11906, 1800


def lacks_columns(rubric: Rubric) -> bool:
    """Tell whether the form of a rubric has no columns to fill."""
    return not any(column.role in FILLED for column in rubric.form.columns)


def completed(rubric: Rubric) -> Rubric:
    """Return the rubric with what its form lacks: the columns to fill, and the sum rows where it has none."""
    roles = (ColumnRole.DESCRIPTION, ColumnRole.DEDUCTION, ColumnRole.SCORE)
    columns = tuple(Column(heading=heading, role=role) for heading, role in zip(words.APPENDED, roles, strict=True))
    totals = rubric.form.totals or tuple(_sums(rubric))
    form = rubric.form.model_copy(update={"columns": (*rubric.form.columns, *columns), "totals": totals})
    return Rubric.model_construct(**{name: getattr(rubric, name) for name in Rubric.model_fields} | {"form": form})


def append_columns(source: bytes, rubric: Rubric) -> tuple[bytes, Rubric]:
    """Return the published document with columns to fill, and the rubric with its places.

    ``source`` is the Word document that the rubric's places are about. The rows keep all that is printed in them.
    """
    check_source(source, rubric)
    name = rubric.source.file if rubric.source is not None and rubric.source.file else rubric.id
    numbers = [place.table for place in rubric.source.tables] if rubric.source is not None else []
    word = open_word(source, name)
    parts = find_parts(word.document, numbers).parts
    sums = () if rubric.form.totals else tuple(_sums(rubric))
    last_rows = _last_rows(rubric, parts)
    for part in parts:
        _Widener(word, part, rubric).widen([(last_rows[key], total) for total in sums if (key := total.of or total.through)])
    data = word.save()
    found = normalize(open_word(data, name).document, id=rubric.id, preset=rubric.policy.preset, tables=numbers).rubric
    return data, relocate(rubric, found)


def _sums(rubric: Rubric) -> Iterator[TotalRow]:
    """Yield a sum row for each first-level element, and one for all."""
    firsts = [(next(walk_elements((element,)))[0], element) for element in rubric.elements]
    for name, element in firsts:
        if len(firsts) > 1:
            yield TotalRow(label=words.SUBTOTAL, of=name, points=element.points)
    if firsts:
        yield TotalRow(label=words.TOTAL, through=firsts[-1][0], points=rubric.points)


def _last_rows(rubric: Rubric, parts: Sequence[Part]) -> dict[str, Place]:
    """Return the last row of each first-level element: the one above the next one's first, headers between them left out."""
    rows = [row.place for part in parts for row in part.rows if row.kind is RowKind.BODY]
    order = {(place.table, place.row): number for number, place in enumerate(rows)}
    firsts = [(next(walk_elements((element,)))[0], _first_row(element)) for element in rubric.elements]
    begins = [order.get((at.table, at.row), 0) if at is not None else 0 for _, at in firsts]
    ends = [*begins[1:], len(rows)]
    return {name: rows[max(end - 1, 0)] for (name, _), end in zip(firsts, ends, strict=True)}


def _first_row(element: Element) -> Place | None:
    items = [item for _, inner in walk_elements((element,)) for item in inner.items]
    return parse_place(items[0].at if items else element.at)


class _Widener:
    """Adds columns and rows to one table of a Word document."""

    def __init__(self, word: WordFile, part: Part, rubric: Rubric) -> None:
        first = word.cell(part.grid.cells[0].place)
        self.part = part
        self.table = next(first.iterancestors(TBL))
        self.rows = list(unwrapped(self.table, (TR,)))
        self.columns = [integer(column.get(W + "w"), 0) for column in self.table.iterfind(f"{W}tblGrid/{W}gridCol")]
        self.elements = _elements_by_row(rubric, part.grid.number)
        self.is_shared = ColumnRole.POINTS not in {column.role for column in rubric.form.columns}
        self.sums: list[etree._Element] = []
        """The sum rows that were added."""
        self.scale = self._fit(_room(self.table))

    def widen(self, sums: Sequence[tuple[Place, TotalRow]]) -> None:
        """Add the cells of the new columns to every row, and the sum rows behind the rows at their places."""
        kinds = {row.number: row.kind for row in self.part.rows}
        before: tuple[str, ...] = ()
        element = ""
        for number, tr in enumerate(self.rows, 1):
            is_header = self.part.header.first < number <= self.part.header.last or kinds.get(number) is RowKind.HEADER
            element = self.elements.get(number, element)
            if is_header:
                self._add(tr, words.APPENDED if before != ("header",) else ("", "", ""), "header", goes_on=before == ("header",))
            elif kinds.get(number) is RowKind.BODY:
                self._add(tr, ("", "", ""), element, goes_on=before == ("body", element))
            else:
                self._reach_over(tr)
            before = ("header",) if is_header else ("body", element) if kinds.get(number) is RowKind.BODY else ()
        for place, total in sums:
            if place.table == self.part.grid.number and place.row is not None:
                self._add_sum(self.rows[place.row - 1], total)

    def _fit(self, room: int) -> float:
        """Write the widths of the grid; return by how much the columns that were there shrank."""
        old, new = sum(self.columns), sum(_WIDTHS)
        scale = min(1.0, max(room - new, old / 2) / old) if old else 1.0
        grid = self.table.find(f"{W}tblGrid")
        if grid is not None:
            for column, width in zip(grid.iterchildren(W + "gridCol"), self.columns, strict=True):
                column.set(W + "w", str(int(width * scale)))
            grid[len(self.columns) : len(self.columns)] = [new_element("gridCol", w=str(width)) for width in _WIDTHS]
        whole = self.table.find(f"{W}tblPr/{W}tblW")
        if whole is not None and whole.get(W + "type") in _TO_THE_PAGE:
            whole.set(W + "w", str(int(old * scale) + new))
        for own in self.table.iterfind(f".//{TC}/{TCPR}/{WIDTH}"):
            if own.get(W + "type") in _TO_THE_PAGE and next(own.iterancestors(TBL)) is self.table:
                own.set(W + "w", str(int(integer(own.get(W + "w"), 0) * scale)))
        return scale

    def _add(self, tr: etree._Element, texts: Sequence[str], element: str, *, goes_on: bool) -> None:
        """Add three cells to a row; ``goes_on``: those that are merged with the ones above."""
        cells = list(unwrapped(tr, (TC,)))
        if not cells:
            return
        is_header = element == "header"
        last = cells[-1]
        self._fill_up(tr, cells)
        for number, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True)):
            is_merged = (is_header and self._has_rows_of_header()) or (number == 2 and self.is_shared and not is_header)
            merge = ("continue" if goes_on else "restart") if is_merged else None
            tr.append(new_cell(last, text, width, merge, is_centred=is_header or _CENTRED[number]))

    def _has_rows_of_header(self) -> bool:
        return self.part.header.last - self.part.header.first > 1

    def _fill_up(self, tr: etree._Element, cells: Sequence[etree._Element]) -> None:
        """Add a cell where a row ends before the table does, so that the new ones stand below each other."""
        properties = tr.find(TRPR)
        missing = len(self.columns) - sum(span_of(cell) for cell in cells)
        for tag in ("gridBefore", "gridAfter", "wAfter"):
            mark = properties.find(W + tag) if properties is not None else None
            if mark is not None and properties is not None:
                missing -= integer(mark.get(VAL), 0) if tag == "gridBefore" else 0
                if tag != "gridBefore":
                    properties.remove(mark)
        if missing > 0:
            tr.append(new_cell(cells[-1], "", sum(self.columns[-missing:]), None, span=missing))

    def _reach_over(self, tr: etree._Element) -> None:
        """Let the last cell of a title, note or sum row reach over the new columns."""
        cells = list(unwrapped(tr, (TC,)))
        if cells:
            self._fill_up(tr, cells)
            last = list(unwrapped(tr, (TC,)))[-1]
            set_span(last, span_of(last) + len(_WIDTHS))
            width = last.find(f"{TCPR}/{WIDTH}")
            if width is not None and width.get(W + "type") in _TO_THE_PAGE:
                width.set(W + "w", str(integer(width.get(W + "w"), 0) + sum(_WIDTHS)))

    def _add_sum(self, behind: etree._Element, total: TotalRow) -> None:
        """Add a row with a label over all printed columns, and a cell each for deduction and score."""
        while (after := behind.getnext()) is not None and after in self.sums:
            behind = after
        model = list(unwrapped(behind, (TC,)))[-1]
        label = total.label if total.points is None else f"{total.label}（{show(total.points)}分）"
        row = new_element("tr")
        etree.SubElement(row, TRPR).append(new_element("cantSplit"))
        width = int(sum(self.columns) * self.scale)
        row.append(new_cell(model, label, width, None, span=len(self.columns), is_centred=True))
        row.extend(new_cell(model, "", one, None, is_centred=centred) for one, centred in zip(_WIDTHS, _CENTRED, strict=True))
        self.sums.append(row)
        behind.addnext(row)


def _elements_by_row(rubric: Rubric, table: int) -> dict[int, str]:
    """Return the innermost element of each row at which an item stands."""
    found: dict[int, str] = {}
    for name, element in rubric.by_element.items():
        for item in element.items:
            at = parse_place(item.at)
            if at is not None and at.table == table and at.row is not None:
                found[at.row] = name
    return found


def _room(table: etree._Element) -> int:
    """Return the width between the margins of the pages that a table stands on."""
    sections = (found for after in table.itersiblings() for found in after.iter(W + "sectPr"))
    section = next(sections, None)
    if section is None:
        return _A4 - 2 * _MARGIN
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    width = integer(size.get(W + "w") if size is not None else None, _A4)
    sides = (integer(margins.get(W + side) if margins is not None else None, _MARGIN) for side in ("left", "right"))
    return width - sum(sides)
