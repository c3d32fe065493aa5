"""The rows of a scoring table as a reader sees them: one cell for each of its columns, and what kind of row it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise

from extract.document import Cell, Grid
from normalize.headings import Header, rows_of
from normalize.labels import half_width, read_label, read_points, squeeze
from normalize.vocabulary import (
    CLOSING_LABEL,
    CONTINUED,
    EXAMPLE_OPENINGS,
    LOOSE_TOTAL,
    NOTE_OPENINGS,
    PART_WORDS,
    RESULT_LABEL,
    SIGNATURE,
    SUBTOTAL_WORDS,
    SUBTOTALS,
    TOTAL_LABEL,
    TOTALS,
)
from rubrics.diagnostics import Place
from rubrics.numerals import plain_code

_LONGEST_LABEL = 200
"""No label, heading or note opening that tells what a row is for has more signs."""


_LATIN_BESIDE = re.compile(r"^[A-Za-z./]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[A-Za-z./]+$")
"""The same label in another language: 合计/Total, Subtotal 小计."""
_COMPOSED_TOTAL = re.compile(TOTAL_LABEL)
_RESULT = re.compile(RESULT_LABEL)
_LOOSE_TOTAL = re.compile(LOOSE_TOTAL)
_PRINTED_RESULT = re.compile(
    r"(?:应得分?|实得分?|得分|扣分|总分|总得分|实际得分|应得总分|实得总分|得分率)(?:\([^()]{0,8}\))?:[0-9.]*[分%]?"
)
"""应得分：100, 实得分：, 得分率："""
_CLOSING = re.compile(CLOSING_LABEL)
_BOX = "□"
_SIGNED = re.compile(SIGNATURE)
_STROKES = frozenset("/\\-–—")
"""What is struck through rows that stay empty."""
_DATE_SIGNS = frozenset("年月日_/-.0123456789 ")


_LONGEST_BARE_LABEL = 16
_LONGEST_PART_NAME = 30
_NO_LABEL = frozenset("。,;:!?…_×÷=%()□0123456789")
"""Signs of sentences, blanks and formulas: no label without a code has them."""


class RowKind(Enum):
    """What a row is for."""

    BODY = auto()
    HEADER = auto()
    TOTAL = auto()
    BAND = auto()
    NOTE = auto()
    EMPTY = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: for each column of the table the cell that covers it, and whether that cell begins in this row."""

    number: int
    place: Place
    cells: tuple[Cell | None, ...]
    begins: tuple[bool, ...]
    own: tuple[Cell, ...]
    """the cells that begin in this row, each once, in column order"""
    kind: RowKind = RowKind.BODY

    def text(self, column: int) -> str:
        """Return the text of the cell over ``column``, empty where none begins here."""
        cell = self.cells[column]
        return cell.text if cell is not None and self.begins[column] else ""

    def continues(self, column: int) -> bool:
        """Tell whether the cell over ``column`` began in a row above."""
        return self.cells[column] is not None and not self.begins[column]


def read_rows(grid: Grid, spans: Sequence[tuple[int, int]], header: Header) -> list[Row]:
    """Return the rows of ``grid`` below its header with what each is for; ``spans`` are the grid columns of each table column.

    A short line over the whole width above an item is a label though it has no code; above the header again it is one where it
    names a part of a standard (附录B 加分指标评分表).
    """
    rows = [replace(row, kind=kind_of(row, header)) for row in _rows_from(grid, spans, header.last)]
    for number, (row, below) in enumerate(pairwise(rows)):
        is_wide = row.kind is RowKind.NOTE and below.kind is RowKind.BODY and _is_bare_label(row)
        is_label = is_wide or (below.kind is RowKind.HEADER and _names_part(row))
        is_label = is_label and (row.kind is RowKind.NOTE or _stands_alone(row))
        if is_label and row.kind in (RowKind.NOTE, RowKind.BODY):
            rows[number] = replace(row, kind=RowKind.BAND)
    return rows


def _rows_from(grid: Grid, spans: Sequence[tuple[int, int]], first: int) -> Iterator[Row]:
    covering: list[Cell | None] = [None] * max(grid.columns, max((stop for _, stop in spans), default=0))
    widths = _widths(grid, spans)
    for number, starting in enumerate(rows_of(grid)):
        covering = [cell if cell is not None and cell.row + cell.row_span > number else None for cell in covering]
        for cell in starting:
            covering[cell.column : cell.column + cell.column_span] = [cell] * cell.column_span
        if number >= first:
            cells = tuple(_widest(covering, span, widths) for span in spans)
            begins = tuple(cell is not None and cell.row == number for cell in cells)
            place = Place(table=grid.number, row=number + 1, line=_line(starting))
            yield Row(number + 1, place, cells, begins, tuple(_distinct(cells, begins)))


def kind_of(row: Row, header: Header) -> RowKind:
    """Return what ``row`` by itself is for."""
    filled = [text for cell in row.own if (text := squeeze(cell.text.lstrip()[:_LONGEST_LABEL]))]
    if not any(set(text) - _STROKES for text in filled):
        return RowKind.EMPTY
    if _is_header_again(filled, header.texts):
        return RowKind.HEADER
    named = filled[1:] if len(filled) > 1 and filled[0].isdigit() else filled
    if _is_total(named):
        return RowKind.TOTAL
    closing = _kind_of_closing(filled, reaches=_spans_most(row)) or _kind_of_result(named)
    if closing is not None:
        return closing
    if (len(filled) == 1 or (len(filled) == 2 and _is_index(filled[0]))) and _spans_most(row):
        return _kind_of_lone_text("".join(filled))
    return RowKind.NOTE if len(filled) == 1 and _stands_alone(row) and _is_remark(filled[0]) else RowKind.BODY


def _is_total(filled: Sequence[str]) -> bool:
    """Tell whether a row opens with the label of a computed row; where that is a loose one, nothing but figures stands behind."""
    if total_label(filled[0]):
        return True
    behind = (half_width(text) for text in filled[1:] if text != filled[0])
    return computed_label(filled[0]) is not None and all(map(_is_result, behind))


def _is_remark(text: str) -> bool:
    """Tell whether a text at the beginning of an otherwise empty row is a note, though no cell shows how far it reaches."""
    return half_width(text).startswith(tuple(f"{word}:" for word in NOTE_OPENINGS))


def _names_part(row: Row) -> bool:
    text = "".join(squeeze(cell.text) for cell in row.own)
    is_part = any(word in text for word in PART_WORDS) or bool(_stands_alone(row) and read_label(text).code)
    return len(text) <= _LONGEST_PART_NAME and is_part


def _stands_alone(row: Row) -> bool:
    """Tell whether nothing but the first cell of a row has words in it, and nothing from above reaches into the row."""
    return all(row.begins) and [bool(squeeze(cell.text)) for cell in row.own] == [True] + [False] * (len(row.own) - 1)


def _is_bare_label(row: Row) -> bool:
    texts = [text for cell in row.own if (text := squeeze(cell.text))]
    if len(texts) != 1 or len(texts[0]) > _LONGEST_BARE_LABEL or is_continued_mark(texts[0]):
        return False
    return not texts[0].startswith(NOTE_OPENINGS) and _NO_LABEL.isdisjoint(half_width(texts[0]))


def total_label(text: str) -> str | None:
    """Return the label of a computed row (小计, 合计…) where ``text`` is one, else ``None``.

    >>> total_label('合   计'), total_label('小计（140分）'), total_label('合计人数不少于3名'), total_label('合计/Total')
    ('合计', '小计', None, '合计')
    """
    plain = _LATIN_BESIDE.sub("", half_width(squeeze(text)).rstrip(":"))
    bare = plain.split("(")[0]
    label = read_label(plain)
    for candidate in (plain, bare, label.title, label.title.split("(")[0]):
        if candidate in SUBTOTALS or candidate in TOTALS:
            return candidate
    return label.title if _COMPOSED_TOTAL.fullmatch(label.title) else None


def computed_label(text: str) -> str | None:
    """Return the label of a row that holds nothing but a label and figures, where the label is that of a computed row.

    Any word before and behind will do (经营小计, 合计分值, 小计1): what is no item has no words beside it.

    >>> computed_label('经营小计'), computed_label('合计100分'), computed_label('A+B'), computed_label('地面')
    ('经营小计', '合计100分', 'A+B', None)
    """
    plain = half_width(squeeze(text)).rstrip(":")
    return total_label(text) or (plain if _LOOSE_TOTAL.fullmatch(plain.upper()) else None)


def is_subtotal(label: str) -> bool:
    """Tell whether the label of a computed row names the part above it, not everything.

    >>> is_subtotal('本项得分小计'), is_subtotal('满分合计')
    (True, False)
    """
    return label in SUBTOTALS or any(word in label for word in SUBTOTAL_WORDS)


def printed_total(row: Row) -> Decimal | None:
    """Return the figure printed in a computed row: the first cell behind its label that holds one, or one in the label."""
    filled = [cell for cell in row.own if squeeze(cell.text)]
    labelled = next((number for number, cell in enumerate(filled) if computed_label(cell.text)), 0)
    behind = (read_points(cell.text).points for cell in filled[labelled + 1 :])
    labels = (read_label(cell.text).points for cell in filled if computed_label(cell.text))
    return next((points for points in behind if points is not None), next(labels, None))


def is_continued_mark(text: str) -> bool:
    """Tell whether a paragraph only says that the table goes on (（续）, 续表…)."""
    plain = squeeze(text)
    return bool(plain) and any(plain == mark or (plain.endswith(mark) and len(plain) < 40) for mark in CONTINUED)


def _widths(grid: Grid, spans: Sequence[tuple[int, int]]) -> list[float]:
    """Return the widths of the grid columns, padded to the columns that the table has."""
    count = max(grid.columns, max((stop for _, stop in spans), default=0))
    return [*grid.widths, *([1.0] * (count - len(grid.widths)))]


def _widest(covering: Sequence[Cell | None], span: tuple[int, int], widths: Sequence[float]) -> Cell | None:
    """Return the cell that covers most of the width of ``span``."""
    start, stop = span
    if stop - start == 1:
        return covering[start]
    shares: dict[int, tuple[float, Cell]] = {}
    for column in range(start, stop):
        cell = covering[column]
        if cell is not None:
            shares[id(cell)] = (shares.get(id(cell), (0.0, cell))[0] + widths[column], cell)
    return max(shares.values(), key=lambda share: share[0])[1] if shares else None


def _distinct(cells: Sequence[Cell | None], begins: Sequence[bool]) -> Iterator[Cell]:
    """Yield the cells that begin in a row, each once; one cell over several columns may be parted by another."""
    seen: set[int] = set()
    for cell, is_new in zip(cells, begins, strict=True):
        if is_new and cell is not None and id(cell) not in seen:
            seen.add(id(cell))
            yield cell


def _line(cells: Sequence[Cell]) -> int | None:
    return cells[0].place.line if cells else None


def _is_header_again(filled: Sequence[str], header_texts: frozenset[str]) -> bool:
    """Tell whether a row repeats the header, or the part of it that a page break left."""
    return all(text in header_texts for text in filled) and (len(filled) > 1 or len(header_texts) == 1)


def _spans_most(row: Row) -> bool:
    """Tell whether the last text of the row stands in a cell over more than half of the columns."""
    last = [cell for cell in row.own if squeeze(cell.text)][-1]
    return sum(cell is last for cell in row.cells) * 2 > len(row.cells)


def _is_index(text: str) -> bool:
    """Tell whether a text is a number of a sequence: 一, 3, (二), 2.1."""
    return len(text) <= 6 and plain_code(text).replace(".", "").isdecimal()


def _kind_of_closing(filled: Sequence[str], *, reaches: bool) -> RowKind | None:
    """Return what a row is that has nothing but results, conclusions or signatures in it; ``None`` for any other row.

    ``reaches``: its last text reaches over most of the columns, as no requirement does that has points beside it.
    """
    first = half_width(filled[0])
    behind = [half_width(text) for text in filled[1:]]
    if first.startswith(EXAMPLE_OPENINGS) or all(_PRINTED_RESULT.fullmatch(text) for text in (first, *behind)):
        return RowKind.NOTE
    if _CLOSING.fullmatch(first.rstrip(":")) and (
        (reaches and len(behind) == 1)
        or all(_BOX in text or _is_day(text) or _CLOSING.fullmatch(text.rstrip(":")) for text in behind)
    ):
        return RowKind.NOTE
    if _SIGNED.search(first) and all(_SIGNED.search(text) or _is_day(text) for text in behind):
        return RowKind.NOTE
    return None


def _kind_of_result(filled: Sequence[str]) -> RowKind | None:
    """Return what a row is that has nothing but results in it, its number left out; ``None`` for any other row."""
    first, *behind = map(half_width, filled)
    is_result = _RESULT.fullmatch(first) and all(_RESULT.fullmatch(text) or _is_result(text) for text in behind)
    return RowKind.NOTE if is_result else None


def _is_result(text: str) -> bool:
    return read_points(text.rstrip("%")).points is not None or not text.strip("/-—%")


def _is_day(text: str) -> bool:
    return set(text) <= _DATE_SIGNS and not text.isdigit()


def _kind_of_lone_text(text: str) -> RowKind:
    label = read_label(text)
    if text.startswith(NOTE_OPENINGS) and not label.code:
        return RowKind.NOTE
    return RowKind.BAND if (label.code or label.points is not None) and len(text) <= 60 else RowKind.NOTE
