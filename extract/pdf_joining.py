"""One table out of its parts on several pages, in which the page breaks do not show.

Parts belong together where their columns have the same edges and nothing stands between them. The header that a program
repeats on each page falls away. What is hard is told in ``extract.pdf_seams``: what goes on over the break, what begins there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf_columns import Span, on_common_columns, rooms_of
from extract.pdf_habits import NO_HABITS, Habits, Measured, habits_of
from extract.pdf_headers import Again, Words, headers_of, rows_that_come_again, words_of
from extract.pdf_line import Lines
from extract.pdf_paragraphs import Room
from extract.pdf_seams import Side, Verdict, cell_verdict, is_label_again, row_verdict
from extract.pdf_strips import without_strips
from extract.pdf_tables import PageTable, Piece

_MUCH_ROOM = 4
"""So many lines of room at the foot of a page say that the next row did not fit there as a whole, so it was not cut."""


@dataclass(slots=True)
class JoinedCell:
    """A cell over one page or several: ``parts`` are its lines on each page, ``foot`` the room below the last, in lines.

    That room is measured only where the cell stands at the foot of a page. ``words`` are those of its lines without white space.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    room: Room
    parts: tuple[Lines, ...] = ()
    words: str = ""
    foot: float = 0.0

    @property
    def span(self) -> Span:
        """The columns that it covers."""
        return self.column, self.column_span

    @property
    def end(self) -> int:
        """The row behind its last."""
        return self.row + self.row_span

    @property
    def texts(self) -> list[str]:
        """The words of all its lines."""
        return [text for part in self.parts for text in part.texts]

    @property
    def side(self) -> Side:
        """What it shows at a page break."""
        return Side(self.words, self.parts, self.room, self.foot)


@dataclass(frozen=True, slots=True)
class Break:
    """A page break in a table: the page that begins, the row (from 0) that stands there, and what was decided of it.

    ``cells`` are decisions about single cells that reach over the break though the row does not: their columns.
    """

    page: int
    row: int
    verdict: Verdict
    cells: tuple[tuple[int, Verdict], ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table with all its pages: cells in reading order, how many rows come again as header, and its page breaks.

    ``again`` are the rows at the top of each page but the first that come again.
    """

    pages: tuple[PageTable, ...]
    rows: int
    cells: tuple[JoinedCell, ...]
    header_rows: int
    breaks: tuple[Break, ...]
    again: tuple[Again, ...] = ()


def joined_table(pages: Sequence[PageTable]) -> JoinedTable:
    """Return the table that its parts on the following pages make.

    It is joined twice: what is usual in a column is known only then, and helps to decide at the page breaks.
    """
    parts = without_strips(on_common_columns(pages))
    again = rows_that_come_again(parts)
    rooms = rooms_of(parts)
    headers = headers_of(parts) if len(parts) > 1 else []
    around = _around(parts)
    habits = _habits(_Joining(parts[0], rooms, again, {}).over(parts, headers, around), again) if headers else {}
    return _Joining(parts[0], rooms, again, habits).over(parts, headers, around)


class _Joining:
    """A table to which one page after the other is added; ``last`` are the cells that stand on the last of them."""

    def __init__(self, first: PageTable, rooms: Mapping[Span, Room], again: set[Words], habits: Mapping[Span, Habits]) -> None:
        self.rooms, self.again, self.habits = rooms, again, habits
        self.cells = [_cell(piece, first, 0, rooms) for piece in first.pieces]
        self.last = self.cells
        self.rows = len(first.ys) - 1
        self.breaks: list[Break] = []

    def over(self, parts: Sequence[PageTable], headers: Sequence[Again], around: Sequence[list[str]]) -> JoinedTable:
        """Return the table with all its parts, of which the rows of a repeated header are left out.

        ``around`` is what the pages say of each break.
        """
        for part, again, reasons in zip(parts[1:], headers, around, strict=True):
            skipped = again.header
            below = [_cell(piece, part, self.rows - skipped, self.rooms) for piece in part.pieces if piece.row >= skipped]
            if below:
                self._add(part, below, reasons)
                self.rows += len(part.ys) - 1 - skipped
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        header = max((again.header for again in headers), default=0)
        return JoinedTable(tuple(parts), self.rows, tuple(self.cells), header, tuple(self.breaks), tuple(headers))

    def _add(self, part: PageTable, below: list[JoinedCell], around: list[str]) -> None:
        """Add the cells of a page; their rows are counted on from those above, unless the first row goes on with the last."""
        foot = [cell for cell in self.last if cell.end == self.rows]
        head = [cell for cell in below if cell.row == self.rows]
        is_header = bool(self.again & {self._words(foot, self.rows - 1), self._words(head, self.rows)})
        decided = self._decide(foot, head, [*around, "header"] if is_header else around)
        is_header |= self.rows == 1
        if decided.goes_on:
            self.rows -= 1
            for cell in below:
                cell.row -= 1
        taken = self._taken(foot, head, goes_on=decided.goes_on, is_header=is_header)
        for upper, cell, _ in taken:
            _unite(upper, cell, self._habit(cell))
        alone = tuple((cell.column, alone) for _, cell, alone in taken if alone is not None)
        self.breaks.append(Break(part.page, self.rows, decided, alone))
        gone = {id(cell) for _, cell, _ in taken}
        new = [cell for cell in below if id(cell) not in gone]
        self.cells += new
        self.last = [*(upper for upper, _, _ in taken), *new]

    def _decide(self, foot: Sequence[JoinedCell], head: Sequence[JoinedCell], around: Sequence[str]) -> Verdict:
        """Return whether the last row so far goes on in the first of the next page."""
        above = {cell.span: cell for cell in foot}
        if above.keys() != {cell.span for cell in head}:
            return row_verdict((), [*around, "other columns"])
        return row_verdict(((above[cell.span].side, cell.side, self._habit(cell)) for cell in head), around)

    def _taken(
        self, foot: Sequence[JoinedCell], head: Sequence[JoinedCell], *, goes_on: bool, is_header: bool
    ) -> list[tuple[JoinedCell, JoinedCell, Verdict | None]]:
        """Return the cells at the foot of a page with those below them that they go on in, and what was decided for one alone."""
        above = {cell.span: cell for cell in foot}
        least = min((cell.row_span for cell in head), default=1)
        taken: list[tuple[JoinedCell, JoinedCell, Verdict | None]] = []
        for cell in head:
            upper = above.get(cell.span)
            if upper is None:
                continue
            if goes_on:
                taken.append((upper, cell, None))
                continue
            alone = cell_verdict(upper.side, cell.side, self._habit(cell), is_tall=cell.row_span > least)
            if alone.goes_on and (not is_header or alone.is_certain):
                taken.append((upper, cell, alone if cell.parts else None))
        return taken

    def _habit(self, cell: JoinedCell) -> Habits:
        return self.habits.get(cell.span, NO_HABITS)

    def _words(self, cells: Sequence[JoinedCell], row: int) -> Words:
        return words_of([(cell.column, cell.words) for cell in cells if cell.row == row])


def _cell(piece: Piece, part: PageTable, offset: int, rooms: Mapping[Span, Room]) -> JoinedCell:
    row, column, row_span, column_span, lines, words, turned = piece
    room = turned or rooms[column, column_span]
    if not words:
        return JoinedCell(row + offset, column, row_span, column_span, part.page, room)
    foot = 0.0
    if turned is None and row + row_span == len(part.ys) - 1:
        last = lines[-1]
        is_column = len(words) == len(lines) > 1 and room.right - room.left > 2 * last.em  # the next may stand on the next page
        foot = 0.0 if is_column else (part.ys[-1] - last.bottom) / last.em
    return JoinedCell(row + offset, column, row_span, column_span, part.page, room, (lines,), words, foot)


def _around(parts: Sequence[PageTable]) -> list[list[str]]:
    """Return what the pages say of each break between them: the rule that is missing at the foot, room that was left.

    That one is missing tells something only where the table has a rule at its end.
    """
    lowest = max(part.ys[-1] for part in parts)
    found = []
    for before, part in pairwise(parts):
        reasons = []
        if parts[-1].has_bottom and not before.has_bottom:
            reasons.append("no rule")
        room = (lowest - before.ys[-1]) / _MUCH_ROOM
        if room > 0 and room > max(piece.lines.em for piece in part.pieces) > 0:
            reasons.append("room on the page")
        found.append(reasons)
    return found


def _unite(upper: JoinedCell, cell: JoinedCell, habits: Habits) -> None:
    """Let a cell go on in the one below it; a label that is only repeated on the new page counts once."""
    if not is_label_again(upper.side, cell.side, habits):
        upper.parts += cell.parts
        upper.words += cell.words
        upper.foot = cell.foot
    upper.row_span = cell.end - upper.row


def _habits(table: JoinedTable, again: set[Words]) -> dict[Span, Habits]:
    """Return what is usual in the cells over each span of columns.

    Headers do not count.
    """
    headers, heads = _rows_of(table.cells, again), {at.row for at in table.breaks}
    inner: dict[Span, list[JoinedCell]] = {}
    every: dict[Span, list[JoinedCell]] = {}
    for cell in table.cells:
        if cell.row not in headers:
            every.setdefault(cell.span, []).append(cell)
            if cell.row not in heads:
                inner.setdefault(cell.span, []).append(cell)
    known: dict[Span, set[str]] = {}
    for page in table.pages:
        for _, column, _, span, _, words, _ in page.pieces:
            known.setdefault((column, span), set()).add(words)
    return {
        span: habits_of(_measured(inner.get(span, [])), _measured(cells), frozenset(known[span])) for span, cells in every.items()
    }


def _measured(cells: Iterable[JoinedCell]) -> list[Measured]:
    return [(cell.texts, cell.row_span) for cell in cells]


def _rows_of(cells: Iterable[JoinedCell], again: set[Words]) -> set[int]:
    """Return the rows that hold the words of those that come again."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for cell in cells if again else ():
        by_row.setdefault(cell.row, []).append((cell.column, cell.words))
    return {row for row, words in by_row.items() if words_of(words) in again}
