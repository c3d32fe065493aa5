"""One table out of its parts on several pages, in which the page breaks do not show.

Parts belong together where their columns have the same edges and nothing stands between them. The header that a program
repeats on each page falls away. What is hard is told in ``extract.pdf_seams``: whether the first row of a page goes on with the
last of the page before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.pdf_lines import Line
from extract.pdf_paragraphs import Room
from extract.pdf_seams import NO_HABITS, Habits, Side, Verdict, cell_verdict, habits_of, is_mostly, is_often, squeezed, squeezed_lines, verdict
from extract.pdf_tables import PageTable, Piece

SAME_EDGE = 3.0
"""So far may the edge of a column lie on the next page, measured from the left edge of the table."""
_MAX_HEADER = 6
"""So many rows at the top of a table are looked at for a header that comes again."""


@dataclass(slots=True)
class JoinedCell:
    """A cell over one page or several: ``parts`` are its lines on each page, ``foot`` the room below the last, in line heights."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    room: Room
    parts: list[tuple[Line, ...]] = field(default_factory=list)
    foot: float = 0.0

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [line for part in self.parts for line in part]


@dataclass(frozen=True, slots=True)
class Break:
    """A page break in a table: the page that begins, the row (from 0) that stands there, and what was decided of it."""

    page: int
    row: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table with all its pages: cells in reading order, the edges of its columns, how many rows come again as header."""

    pages: tuple[PageTable, ...]
    xs: tuple[float, ...]
    rows: int
    cells: tuple[JoinedCell, ...]
    header_rows: int
    breaks: tuple[Break, ...]


def has_same_columns(one: PageTable, other: PageTable) -> bool:
    """Tell whether two tables have columns with the same edges, those aside that one of them has no use for."""
    if abs(one.xs[-1] - other.xs[-1]) > SAME_EDGE:
        return False
    few, many = sorted((one.xs, other.xs), key=len)
    return all(any(abs(x - y) <= SAME_EDGE for y in many) for x in few)


def joined_table(pages: Sequence[PageTable]) -> JoinedTable:
    """Return the table that its parts on the following pages make.

    It is joined twice: what is usual in a column is known only then, and helps to decide at the page breaks.
    """
    xs = common_edges([page.xs for page in pages])
    parts = [_on_common_edges(page, xs) for page in pages]
    rooms = _rooms(parts, xs)
    headers = [_header_rows(parts[0], part) for part in parts[1:]]
    again = _rows_that_come_again(parts)
    first = _join(parts, headers, rooms, again, {})
    return _join(parts, headers, rooms, again, _habits(first, again))


def common_edges(pages: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return the edges of all pages, those within ``SAME_EDGE`` as one.

    >>> common_edges([(0.0, 10.0, 50.0), (0.0, 30.0, 50.5)])
    (0.0, 10.0, 30.0, 50.0)
    """
    found: list[float] = []
    for x in sorted({x for xs in pages for x in xs}):
        if not found or x - found[-1] > SAME_EDGE:
            found.append(x)
    return tuple(found)


def _on_common_edges(page: PageTable, xs: Sequence[float]) -> PageTable:
    """Return a part with its columns counted by the edges that all parts have together."""
    at = [min(range(len(xs)), key=lambda n, x=x: abs(xs[n] - x)) for x in page.xs]
    pieces = tuple(
        replace(piece, column=at[piece.column], column_span=at[piece.column + piece.column_span] - at[piece.column])
        for piece in page.pieces
    )
    return replace(page, xs=tuple(xs), pieces=pieces)


Span = tuple[int, int]
"""First column and number of columns of a cell."""


def _rooms(parts: Sequence[PageTable], xs: Sequence[float]) -> dict[Span, Room]:
    """Return how far the lines of the cells over the same columns reach on all pages."""
    lines: dict[Span, list[Line]] = {}
    for piece in (piece for part in parts for piece in part.pieces if not piece.is_turned):
        lines.setdefault((piece.column, piece.column_span), []).extend(piece.lines)
    rooms: dict[Span, Room] = {}
    for (column, span), found in lines.items():
        left, right = xs[column], xs[column + span]
        margin = max(min((line.left - left for line in found), default=0.0), 0.0)
        widest = max((line.body for line in found), default=left)
        rooms[column, span] = Room(left + margin, min(max(right - margin, widest), right))
    return rooms


def _header_rows(first: PageTable, other: PageTable) -> int:
    """Return how many rows at the top of ``other`` are rows from the top of ``first`` that come again."""
    most = min(_MAX_HEADER, len(first.ys) - 1, len(other.ys) - 1)
    for count in range(most, 0, -1):
        rows = _rows(other, 0, count)
        if rows is None or not any(words for *_, words in rows):
            continue
        if any(_rows(first, start, count, cut_short=True) == rows for start in range(most + 1 - count)):
            return count
    return 0


def _rows(part: PageTable, start: int, count: int, *, cut_short: bool = False) -> list[tuple[int, int, int, int, str]] | None:
    """Return the cells of some rows with their words, ``None`` where one reaches out of them; below, it may be ``cut_short``."""
    found = []
    for piece in part.pieces:
        first, last = piece.row - start, piece.row + piece.row_span - start
        if first < count and last > 0:
            if first < 0 or (last > count and not cut_short):
                return None
            found.append((first, piece.column, min(last, count) - first, piece.column_span, squeezed_lines(piece.lines)))
    return found


def _join(
    parts: Sequence[PageTable],
    headers: Sequence[int],
    rooms: Mapping[Span, Room],
    again: set[Words],
    habits: Mapping[Span, Habits],
) -> JoinedTable:
    """Return the table that the parts make, by the habits of its columns as far as they are known."""
    lowest = max(part.ys[-1] for part in parts)
    cells = [_cell(piece, parts[0], 0, rooms) for piece in parts[0].pieces]
    rows = len(parts[0].ys) - 1
    breaks: list[Break] = []
    for before, part, skipped in zip(parts, parts[1:], headers, strict=False):
        below = [_cell(piece, part, rows - skipped, rooms) for piece in part.pieces if piece.row >= skipped]
        if not below:
            continue
        foot = [cell for cell in cells if cell.row + cell.row_span == rows]
        head = [cell for cell in below if cell.row == rows]
        around = _around(before, part, skipped, lowest)
        if again & {_words(foot, rows - 1), _words(head, rows)}:
            around.append(("header", -9.0))
        decided = _decide(foot, head, habits, around)
        breaks.append(Break(part.page, rows - decided.goes_on, decided))
        if decided.goes_on:
            rows -= 1
            for cell in below:
                cell.row -= 1
        taken = _unite(foot, head, habits, goes_on=decided.goes_on, only_parted=("header", -9.0) in around)
        cells += [cell for cell in below if not any(cell is other for other in taken)]
        rows += len(part.ys) - 1 - skipped
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return JoinedTable(tuple(parts), parts[0].xs, rows, tuple(cells), max(headers, default=0), tuple(breaks))


Words = tuple[tuple[int, str], ...]
"""The cells that begin in a row and hold words: their columns, and the words without white space."""


def _rows_that_come_again(parts: Sequence[PageTable]) -> set[Words]:
    """Return the rows of several cells that stand in the table more than once: headers that somebody typed again."""
    rows: Counter[Words] = Counter()
    for number, part in enumerate(parts):
        cells = [JoinedCell(piece.row, piece.column, 1, 1, number, Room(0, 0), [piece.lines]) for piece in part.pieces]
        rows.update(_words(cells, row) for row in range(len(part.ys) - 1))
    return {words for words, count in rows.items() if count > 1 and len(words) > 1}


def _words(cells: Sequence[JoinedCell], row: int) -> Words:
    found = ((cell.column, squeezed(_side(cell))) for cell in cells if cell.row == row)
    return tuple((column, words) for column, words in found if words)


def _cell(piece: Piece, part: PageTable, offset: int, rooms: Mapping[Span, Room]) -> JoinedCell:
    room = Room(piece.left, piece.right) if piece.is_turned else rooms[piece.column, piece.column_span]
    foot = 0.0
    if piece.lines and not piece.is_turned:
        last = piece.lines[-1]
        foot = (part.ys[piece.row + piece.row_span] - last.bottom) / last.height
    lines = [piece.lines] if piece.lines else []
    return JoinedCell(piece.row + offset, piece.column, piece.row_span, piece.column_span, part.page, room, lines, foot)


def _decide(
    foot: Sequence[JoinedCell], head: Sequence[JoinedCell], habits: Mapping[Span, Habits], around: Sequence[tuple[str, float]]
) -> Verdict:
    """Return whether the last row so far goes on in the first of the next page."""
    above = {(cell.column, cell.column_span): cell for cell in foot}
    if above.keys() != {(cell.column, cell.column_span) for cell in head}:
        return Verdict(goes_on=False, weight=-9.0, reasons=(("other columns", -9.0),))
    pairs = []
    for cell in head:
        span = cell.column, cell.column_span
        pairs.append((_side(above[span]), _side(cell), habits.get(span, NO_HABITS)))
    return verdict(pairs, around)


def _side(cell: JoinedCell) -> Side:
    return Side(cell.parts, cell.room, cell.foot)


def _around(before: PageTable, part: PageTable, skipped: int, lowest: float) -> list[tuple[str, float]]:
    """Return what the pages say of the break between them: rules that are missing, room that was left."""
    found = []
    if not before.has_bottom or not (part.has_top or skipped):
        found.append(("no rule", 2.0))
    heights = [line.height for piece in part.pieces for line in piece.lines]
    if heights and lowest - before.ys[-1] > 4 * max(heights):
        found.append(("room on the page", -2.0))
    return found


def _unite(
    foot: Sequence[JoinedCell], head: Sequence[JoinedCell], habits: Mapping[Span, Habits], *, goes_on: bool, only_parted: bool
) -> list[JoinedCell]:
    """Add to the cells at the foot of a page those below them that they go on in; return the latter.

    ``only_parted``: one of the rows is a header, so that nothing else goes on than a word that the break parted.
    """
    above = {(cell.column, cell.column_span): cell for cell in foot}
    least = min((cell.row_span for cell in head), default=1)
    taken = []
    for cell in head:
        upper = above.get((cell.column, cell.column_span))
        if upper is None:
            continue
        habit = habits.get((cell.column, cell.column_span), NO_HABITS)
        weight = cell_verdict(_side(upper), _side(cell), habit).weight if cell.lines else 0.0
        is_again = bool(cell.lines) and squeezed(_side(upper)) == squeezed(_side(cell)) and is_often(habit.merged)
        is_merged = not cell.lines and is_mostly(habit.filled) and (cell.row_span > least or is_often(habit.merged))
        if not (weight > 5 or (not only_parted and (goes_on or is_again or is_merged or (weight > 0 and is_often(habit.merged))))):
            continue
        if not is_again:
            upper.parts += cell.parts
            upper.foot = cell.foot
        upper.row_span = cell.row + cell.row_span - upper.row
        taken.append(cell)
    return taken


def _habits(table: JoinedTable, again: set[Words]) -> dict[Span, Habits]:
    """Return what is usual in the cells over each span of columns, headers aside."""
    by_row: dict[int, list[JoinedCell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    groups: dict[Span, list[tuple[list[Line], int]]] = {}
    for cells in by_row.values():
        if _words(cells, cells[0].row) not in again:
            for cell in cells:
                groups.setdefault((cell.column, cell.column_span), []).append((cell.lines, cell.row_span))
    known: dict[Span, set[str]] = {}
    for piece in (piece for page in table.pages for piece in page.pieces):
        known.setdefault((piece.column, piece.column_span), set()).add(squeezed_lines(piece.lines))
    return {span: habits_of(cells, frozenset(known[span])) for span, cells in groups.items()}
