"""What stands on one page, in reading order: lines of text, and tables with the lines of their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.pdf_lattice import Box, Lattice, lattice
from extract.pdf_line import NO_LINES, Lines
from extract.pdf_lines import lines_of
from extract.pdf_page import SECOND_PLACE, Page, Run
from extract.pdf_paragraphs import Room
from extract.pdf_rules import SNAP, meshes
from extract.pdf_turned import laid_down, main_angle

_CUT = 0.15
"""A rule that runs through a sign so near to its middle leaves open on which side it belongs."""


class Piece(NamedTuple):
    """A cell as it stands on one page, with its lines; places are measured from the left edge of the table.

    ``words`` are those of its lines without white space. ``turned`` is how far the cell reaches in the direction in which its
    lines run, where that is not from left to right.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    lines: Lines
    words: str
    turned: Room | None = None


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page: the places of its columns' edges from the first at 0, and of its rows' edges on the page.

    ``is_torn``: its rules leave fields that are no box. ``is_apart``: the borders of its cells stand apart. ``crossed`` are words
    through which a rule runs.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pieces: tuple[Piece, ...]
    has_top: bool
    has_bottom: bool
    is_torn: bool = False
    is_apart: bool = False
    crossed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """Lines that stand outside tables, above the first, between two or below the last of a page of this ``width``."""

    page: int
    width: float
    lines: Lines


Blocks = list[PageText | PageTable]
"""What stands on a page, from the top down."""


def page_blocks(page: Page, before: Sequence[PageText | PageTable] = ()) -> Blocks:
    """Return what stands on a page of whole rules (``pdf_rules.with_whole_rules``), from the top down.

    ``before`` is what stands on the page before: upright rules without a level one are a row that covers the whole page only
    where a table there is not closed.
    """
    found = meshes(page.level, page.upright)
    shapes = [
        shape
        for mesh in found
        if len((shape := lattice(mesh, page.runs)).boxes) > 1 and (mesh.level or _is_awaited(shape, before))
    ]
    frames = [_Frame(shape) for shape in sorted(shapes, key=_area)]
    outside = page.runs
    for frame in frames:
        outside = frame.without_own(outside)
    tables = sorted((frame.table(page.number) for frame in frames), key=lambda table: (table.ys[0], table.xs[0]))
    return list(_in_order(page, tables, lines_of(outside)))


def _is_awaited(shape: Lattice, before: Sequence[PageText | PageTable]) -> bool:
    """Tell whether a table without level rules goes on with one that is not closed."""
    return any(
        isinstance(block, PageTable)
        and not block.has_bottom
        and len(block.xs) == len(shape.xs)
        and all(abs(x - shape.xs[0] - other) <= SNAP for x, other in zip(shape.xs, block.xs, strict=True))
        for block in before
    )


class _Frame:
    """A table that is filled with the runs that stand in it."""

    def __init__(self, shape: Lattice) -> None:
        self.shape = shape
        self.fields = shape.fields()
        self.runs: list[list[Run]] = [[] for _ in shape.boxes]
        self.crossed: list[str] = []

    def without_own(self, runs: Sequence[Run]) -> list[Run]:
        """Put each run into the cells in which its signs stand; return those that do not stand in the table."""
        xs, ys, fields = self.shape.xs, self.shape.ys, self.fields
        rows, columns = len(ys) - 1, len(xs) - 1
        outside: list[Run] = []
        for run in runs:
            _, edges, top, bottom, *_ = run
            row = bisect_right(ys, (top + bottom) / 2) - 1
            first = bisect_right(xs, (edges[0] + edges[1]) / 2) - 1
            last = first if len(edges) == 2 else bisect_right(xs, (edges[-2] + edges[-1]) / 2) - 1
            first_in, last_in = 0 <= first < columns, 0 <= last < columns
            if not 0 <= row < rows or not (first_in or last_in):
                outside.append(run)
                continue
            if first_in and last_in and (number := fields[row, first]) == fields[row, last]:
                self.runs[number].append(run)
            else:
                self._divide(run, row)
            is_inside = ys[row] <= top and bottom <= ys[row + 1]
            if not is_inside and self._is_cut(run, row, last if last_in else first):
                self.crossed.append(run.text.replace(SECOND_PLACE, ""))
        return outside

    def _divide(self, run: Run, row: int) -> None:
        """Put the signs of a run into several cells."""
        edges = run.edges
        columns = [self.shape.column_at((edges[n] + edges[n + 1]) / 2) for n in range(len(run.text))]
        known = next(column for column in columns if column is not None)
        start = 0
        if any(self._is_parted(edges[n], edges[n + 1]) for n in range(len(run.text)) if run.text[n] != " "):
            self.crossed.append(run.text.replace(SECOND_PLACE, ""))
        cells = [self.fields[row, known := (known if column is None else column)] for column in columns]
        for stop in range(1, len(cells) + 1):
            if stop == len(cells) or cells[stop] != cells[start]:
                self.runs[cells[start]].append(run._replace(text=run.text[start:stop], edges=edges[start : stop + 1]))
                start = stop

    def _is_parted(self, left: float, right: float) -> bool:
        """Tell whether an upright edge runs through the middle of a sign: its words do not end there."""
        inner = _CUT * (right - left)
        return bisect_right(self.shape.xs, left + inner) != bisect_right(self.shape.xs, right - inner)

    def _is_cut(self, run: Run, row: int, column: int) -> bool:
        """Tell whether a level rule runs through the middle of a run of words."""
        near = (self.shape.row_at(run.middle - _CUT * run.size), self.shape.row_at(run.middle + _CUT * run.size))
        others = {other for other in near if other is not None and other != row}
        is_cut = any(self.fields[other, column] != self.fields[row, column] for other in others)
        return is_cut and not run.text.isspace()

    def table(self, page: int) -> PageTable:
        """Return the table with the lines of its cells."""
        shape, origin = self.shape, self.shape.xs[0]
        pieces = tuple([_piece(box, runs, shape, origin) for box, runs in zip(shape.boxes, self.runs, strict=True)])
        xs = tuple(x - origin for x in shape.xs)
        drawn = shape.has_top, shape.has_bottom, shape.is_torn, shape.is_apart
        return PageTable(page, xs, shape.ys, pieces, *drawn, tuple(self.crossed))


def _piece(box: Box, runs: Sequence[Run], shape: Lattice, origin: float) -> Piece:
    if not runs:
        return Piece(*box, NO_LINES, "")
    angle = main_angle(runs)
    if not angle:
        lines = lines_of(runs, origin)
        return Piece(*box, lines, lines.words)
    left, right = shape.xs[box.column] - origin, shape.xs[box.column + box.column_span] - origin
    top, bottom = shape.ys[box.row], shape.ys[box.row + box.row_span]
    lines = lines_of(laid_down(runs, angle))
    return Piece(*box, lines, lines.words, {90: Room(-bottom, -top), 180: Room(-right, -left), 270: Room(top, bottom)}[angle])


def _area(shape: Lattice) -> float:
    return (shape.xs[-1] - shape.xs[0]) * (shape.ys[-1] - shape.ys[0])


def _in_order(page: Page, tables: Sequence[PageTable], lines: Lines) -> Iterator[PageText | PageTable]:
    """Yield tables and the lines around them as they follow each other down the page."""
    for table in tables:
        above = sum(line.top + line.bottom < 2 * table.ys[0] for line in lines)
        if above:
            yield PageText(page.number, page.width, lines[:above])
            lines = lines[above:]
        yield table
    if lines:
        yield PageText(page.number, page.width, lines)
