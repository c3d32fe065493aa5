"""Paragraphs and grids out of what stands on the pages, and what is doubtful about them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TypeVar

from extract import limits
from extract.document import Block, Cell, Grid, Paragraph
from extract.pdf_columns import has_same_columns
from extract.pdf_joining import Break, JoinedCell, JoinedTable, joined_table
from extract.pdf_line import Lines
from extract.pdf_lines import LOST
from extract.pdf_packed import PackedBlocks, PackedTable, unpacked
from extract.pdf_paragraphs import Room, joined_figures, paragraphs
from extract.pdf_tables import PageTable, PageText
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

T = TypeVar("T")

_SHOWN = 40
"""So many signs of a text are quoted in a diagnostic."""
_REACHING, _AT_THE_EDGE = 3, 1.5
"""More lines than this must end this close (in sizes of the font) to the furthest to show where the text's right edge is."""


def blocks_of(pages: deque[PackedBlocks]) -> tuple[list[Block], list[Diagnostic]]:
    """Return paragraphs and grids in reading order, and the doubts about them; tables and paragraphs may go over pages.

    The ``pages`` are taken out one after the other, so that a long document is not held twice.
    """
    found = _Found()
    rooms = _rooms(block for page in pages for block in page)
    blank = frozenset(number for number, page in enumerate(pages, 1) if not page)
    for group in _groups((block for page in _taken(pages) for block in unpacked(page)), blank):
        tables = deque(block for block in group if isinstance(block, PageTable))
        if tables:
            group.clear()
            found.add_table(tables)
        else:
            found.add_text([block for block in group if isinstance(block, PageText)], rooms)
    return found.blocks, found.doubts


def _taken(things: deque[T]) -> Iterator[T]:
    """Yield things one after the other; none is held any more when the next comes."""
    while things:
        yield things.popleft()


def _groups(blocks: Iterable[PageText | PageTable], blank: frozenset[int]) -> Iterator[list[PageText | PageTable]]:
    """Yield the blocks that belong together: the parts of one table, and text on one page and the next.

    ``blank`` pages part no table. Who takes a group may empty it.
    """
    group: list[PageText | PageTable] = []
    for block in blocks:
        if group and not _follows(group[-1], block, blank):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _follows(one: PageText | PageTable, other: PageText | PageTable, blank: frozenset[int]) -> bool:
    if isinstance(one, PageTable) and isinstance(other, PageTable):
        is_next = one.page < other.page and blank.issuperset(range(one.page + 1, other.page))
        return is_next and has_same_columns(one, other)
    return isinstance(one, PageText) and isinstance(other, PageText)


def _rooms(blocks: Iterable[PageText | PageTable | PackedTable]) -> dict[int, Room]:
    """Return for each width of page how far the lines outside tables reach."""
    lines: dict[int, list[Lines]] = {}
    for block in blocks:
        if isinstance(block, PageText):
            lines.setdefault(round(block.width), []).append(block.lines)
    return {width: _room(width, found) for width, found in lines.items()}


def _room(width: float, parts: Sequence[Lines]) -> Room:
    """Return how far lines reach: as several of them show, else up to a margin as wide as the one on the left."""
    left = min(min(lines.lefts) for lines in parts)
    right = max(max(lines.bodies) for lines in parts)
    likely = width - left
    reaching = sum(line.body > right - _AT_THE_EDGE * line.em for lines in parts for line in lines)
    is_near = right > likely - _AT_THE_EDGE * median([line.em for lines in parts for line in lines])
    return Room(left, right if reaching > _REACHING or (reaching > 1 and is_near) else max(right, likely))


@dataclass
class _Found:
    """The blocks of a document as they are found, and the doubts."""

    blocks: list[Block] = field(default_factory=list)
    doubts: list[Diagnostic] = field(default_factory=list)
    tables: int = 0
    texts: int = 0

    def add_text(self, group: Sequence[PageText], rooms: dict[int, Room]) -> None:
        """Add the paragraphs of the text on one or several pages."""
        for texts in _alike(group):
            room = rooms[round(texts[0].width)]
            for paragraph in paragraphs([text.lines for text in texts], room):
                self.texts += 1
                place = Place(page=texts[paragraph.part].page, paragraph=self.texts)
                self._tell_of_signs(paragraph.text, place)
                self._tell_of_figures(paragraph.joined, place)
                self.blocks.append(Paragraph(paragraph.text, place))

    def add_table(self, parts: deque[PageTable]) -> None:
        """Add the table that parts make as a grid; they are taken out, so that a long table is not held twice."""
        self.tables += 1
        table = joined_table([*_taken(parts)])
        xs = table.pages[0].xs
        if len(xs) - 1 > limits.current().columns:
            raise SourceError("table-too-wide", where="", limit=limits.current().columns)
        widths = tuple(right - left for left, right in pairwise(xs))
        rows, header_rows = table.rows, table.header_rows
        about = [*self._about_pages(table.pages), *self._about_headers(table)]
        about += [doubt for at in table.breaks for doubt in self._about_break(at, table.cells)]
        waiting = deque(table.cells)
        del table
        cells = tuple([self._cell(cell) for cell in _taken(waiting)])
        self.blocks.append(Grid(self.tables, rows, len(widths), cells, widths, header_rows=header_rows))
        self.doubts += about

    def _cell(self, cell: JoinedCell) -> Cell:
        found = paragraphs(cell.parts, cell.room) if cell.parts else []
        text = "\n".join([paragraph.text for paragraph in found])
        place = Place(cell.page, self.tables, cell.row + 1, cell.column + 1)
        self._tell_of_signs(text, place)
        if len(cell.parts) > 1:
            self._tell_of_figures(joined_figures(cell.parts), place)
        for paragraph in found:
            self._tell_of_figures(paragraph.joined, place)
        return Cell(cell.row, cell.column, cell.row_span, cell.column_span, text, place)

    def _tell_of_signs(self, text: str, place: Place) -> None:
        if LOST in text:
            at = max(text.index(LOST) - _SHOWN // 2, 0)
            shown = text[at : at + _SHOWN].replace("\n", " ")
            self.doubts.append(Diagnostic("pdf-sign-unknown", place, figures={"text": shown}))

    def _tell_of_figures(self, figures: Iterable[str], place: Place) -> None:
        self.doubts += [Diagnostic("pdf-figure-joined", place, figures={"text": figure}) for figure in figures]

    def _about_pages(self, pages: Sequence[PageTable]) -> Iterator[Diagnostic]:
        """Yield what is odd about the rules of a table."""
        if len(pages) > 1 and any(page.is_apart for page in pages):
            yield Diagnostic("pdf-borders-apart", Place(page=pages[0].page, table=self.tables))
        for page in pages:
            place = Place(page=page.page, table=self.tables)
            if page.is_torn:
                yield Diagnostic("pdf-cell-torn", place)
            for words in page.crossed:
                yield Diagnostic("pdf-text-crossed", place, figures={"text": words[:_SHOWN]})

    def _about_headers(self, table: JoinedTable) -> Iterator[Diagnostic]:
        """Yield which rows at the top of a page are in doubt because the table begins with the same."""
        for page, again in zip(table.pages[1:], table.again, strict=True):
            place = Place(page=page.page, table=self.tables)
            for row in again.doubtful:
                yield Diagnostic("pdf-header-doubtful", place, figures={"text": _words_of_page(page, row)})
            for row in range(again.header, again.header + again.kept):
                yield Diagnostic("pdf-row-again", place, figures={"text": _words_of_page(page, row)})

    def _about_break(self, at: Break, cells: Sequence[JoinedCell]) -> Iterator[Diagnostic]:
        """Yield where it is doubtful what goes on over a page break."""
        if not at.verdict.is_sure:
            code = "pdf-row-joined" if at.verdict.goes_on else "pdf-row-begun"
            yield Diagnostic(code, self._place(at, None), figures={"text": _words(at.row, cells)})
        for column, alone in at.cells:
            if not alone.is_sure:
                text = _words(at.row, [cell for cell in cells if cell.column == column])
                yield Diagnostic("pdf-cell-joined", self._place(at, column), figures={"text": text})

    def _place(self, at: Break, column: int | None) -> Place:
        return Place(at.page, self.tables, at.row + 1, None if column is None else column + 1)


def _alike(group: Sequence[PageText]) -> Iterator[list[PageText]]:
    """Yield texts that follow each other on pages of one width."""
    alike: list[PageText] = []
    for text in group:
        if alike and round(alike[-1].width) != round(text.width):
            yield alike
            alike = []
        alike.append(text)
    if alike:
        yield alike


def _words(row: int, cells: Sequence[JoinedCell]) -> str:
    """Return the first words on the new page of the cells that stand over a row, for a person to find it."""
    found = (cell.parts[-1].texts[0] for cell in cells if cell.row <= row < cell.end and cell.parts)
    return " | ".join(text[:_SHOWN] for text in found)[: 2 * _SHOWN]


def _words_of_page(page: PageTable, row: int) -> str:
    """Return the first words of the cells that begin in a row of a page."""
    found = (piece.lines.texts[0] for piece in page.pieces if piece.row == row and piece.lines)
    return " | ".join(text[:_SHOWN] for text in found)[: 2 * _SHOWN]
