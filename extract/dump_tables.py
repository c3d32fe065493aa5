"""Which rows of a dump make a table, and which text stands between tables, not in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.dump_cells import Line, Strand
from extract.dump_costs import Kind
from extract.dump_rows import Row
from rubrics.diagnostics import Diagnostic, Place

_SHOWN = 30


@dataclass(frozen=True)
class DumpTable:
    """The rows of one table, and the lines below it. ``width`` is the number of cells of a full row."""

    rows: tuple[DumpRow, ...]
    width: int
    below: tuple[Line, ...]


@dataclass(frozen=True)
class DumpRow:
    """A row: its cells, and the text of each as it stands in the table (text below the table taken off the last)."""

    strands: Sequence[Strand]
    texts: tuple[str, ...]
    doubts: tuple[Diagnostic, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The texts without white space, to compare rows by."""
        return tuple("".join(text.split()) for text in self.texts)


def tables_of(rows: Sequence[Row], strands: Sequence[Strand]) -> tuple[DumpTable, ...]:
    """Return the tables into which the chosen ``rows`` of the cells ``strands`` fall, in order."""
    if not rows:
        return ()
    cells = [strands[row.start : row.end] for row in rows]
    begins = _beginnings(rows, cells)
    hangs = _hanging(rows, cells, begins)
    starts = [at for at in range(len(rows)) if begins[at] or hangs[at - 1]]
    return tuple(_table(rows, cells, hangs, start, end) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True))


def _beginnings(rows: Sequence[Row], cells: Sequence[Sequence[Strand]]) -> list[bool]:
    """Tell of each row whether it begins a table by itself: of another width, or the first row again behind empty lines."""
    begins: list[bool] = []
    first = -1
    for at, row in enumerate(rows):
        again = at > 0 and _is_wide(cells[at - 1][-1]) and _texts(cells[at]) == _texts(cells[first])
        begins.append(at == 0 or row.width != rows[at - 1].width or again)
        first = at if begins[at] else first
    return begins


def _is_wide(strand: Strand) -> bool:
    return max(strand.blanks, strand.gap) > 1


def _texts(cells: Sequence[Strand]) -> list[str]:
    return ["".join(strand.text.split()) for strand in cells]


def _hanging(rows: Sequence[Row], cells: Sequence[Sequence[Strand]], begins: Sequence[bool]) -> list[bool]:
    """Tell of each row whether the text below the empty lines of its last cell stands outside the table."""
    closes = [*begins[1:], True]
    torn_below = [*(line[0].torn for line in cells[1:]), True]
    filled, longest = _filled_to_the_end(rows, cells), _longest_gap_inside(cells, closes)
    hangs: list[bool] = []
    for row, line, close, torn in zip(rows, cells, closes, torn_below, strict=True):
        last = line[-1]
        below_empty = last.is_loose and (close or row.width not in filled)
        was_cut = not last.blanks and not torn
        hangs.append(last.gap > 0 and (below_empty or was_cut or (close and last.gap > longest)))
    return hangs


def _filled_to_the_end(rows: Sequence[Row], cells: Sequence[Sequence[Strand]]) -> frozenset[int]:
    """Return the widths of tables in whose last column most cells hold text."""
    last: defaultdict[int, Counter[bool]] = defaultdict(Counter)
    for row, line in zip(rows, cells, strict=True):
        last[row.width][line[-1].kind is not Kind.EMPTY] += len(line) == row.width
    return frozenset(width for width, count in last.items() if count[True] > count[False] + 1)


def _longest_gap_inside(cells: Sequence[Sequence[Strand]], closes: Sequence[bool]) -> int:
    """Return the longest run of empty lines inside a cell, the last cells of tables aside; at least 1."""
    gaps = (strand.gap for line, close in zip(cells, closes, strict=True) for strand in (line[:-1] if close else line))
    return max(gaps, default=0) or 1


def _table(rows: Sequence[Row], cells: Sequence[Sequence[Strand]], hangs: Sequence[bool], start: int, end: int) -> DumpTable:
    table = tuple(_row(cells[at], hangs=hangs[at], closes=at == end - 1) for at in range(start, end))
    below = cells[end - 1][-1].lines_below if hangs[end - 1] else ()
    return DumpTable(table, rows[start].width, below)


def _row(cells: Sequence[Strand], *, hangs: bool, closes: bool) -> DumpRow:
    last = cells[-1]
    texts = (*(strand.text for strand in cells[:-1]), last.text_above if hangs else last.text)
    doubts: tuple[Diagnostic, ...] = ()
    if hangs and not last.is_loose:
        doubts = (_doubt("dump-text-moved", last),)
    elif not hangs and last.gap and (last.is_loose or (closes and last.gap > 1)):
        doubts = (_doubt("dump-text-kept", last),)
    return DumpRow(cells, texts, doubts)


def _doubt(code: str, strand: Strand) -> Diagnostic:
    number, line = strand.lines_below[0]
    return Diagnostic(code, Place(line=number), figures={"text": line.strip()[:_SHOWN]})
