"""Word's stories (the body, a cell, a text box, a note) read into paragraphs and grids, in a reader's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.document import Block, Cell, Grid, Paragraph
from extract.limits import check_nesting
from extract.paragraphs import read_properties
from extract.plaintext import plain_texts
from extract.reading import Note, Reading
from extract.runs import Line, read_line
from extract.wordtable import Layout, Slot, lay_out
from extract.wordxml import TBL, P, T, W, unwrapped
from rubrics.diagnostics import Place

NUMBERED = W + "numPr"
IMPORTED = frozenset({W + "altChunk", W + "subDoc"})
_BLOCKS = frozenset({P, TBL, *IMPORTED})


@dataclass
class Elements:
    """The elements of the file that the document was read from: a grid's cells in its own order, paragraphs by number."""

    cells: list[tuple[Grid, list[etree._Element]]] = field(default_factory=list)
    paragraphs: dict[int, etree._Element] = field(default_factory=dict)


@dataclass
class StoryReader:
    """Reads stories one after the other, and counts tables and paragraphs as it goes."""

    reading: Reading
    elements: Elements = field(default_factory=Elements)
    tables: int = 0
    depth: int = 0

    def body(self, story: etree._Element) -> tuple[Block, ...]:
        """Return the grids and the paragraphs that are not empty; the empty ones count in the numbers of places."""
        blocks = (_trimmed(block) if isinstance(block, Paragraph) else block for block in self._story(story, None))
        return tuple(block for block in blocks if isinstance(block, Grid) or block.text)

    def note(self, note: Note, story: etree._Element) -> Paragraph:
        """Return a footnote or endnote as one paragraph, at the place of its reference."""
        place = note.place or Place()
        return _trimmed(Paragraph(self._text(story, place)[0], place))

    def _story(self, story: etree._Element, place: Place | None) -> Iterator[Block]:
        """Yield what a story holds; every paragraph, empty ones too. ``place`` is that of the cell or note, if it is in one."""
        self.depth += 1
        check_nesting(self.depth)
        for item in self._items(story):
            if not isinstance(item, list):
                yield from self._imported(place) if item.tag in IMPORTED else self._table(item, place)
                continue
            here = place or self._next_place(item[0])
            self.reading.place = here
            plain = None if item[0] in self.reading.marks.special else plain_texts(item[0], P)
            line = Line(plain[0][1]) if plain else read_line(item, self.reading)
            if not line.is_gone:
                yield Paragraph(line.text, here)
            for box in line.boxes:
                yield from self._story(box, place)
        self.depth -= 1

    def _items(self, story: etree._Element) -> Iterator[list[etree._Element] | etree._Element]:
        """Yield the tables of a story, and its paragraphs in groups that stand on one line."""
        marked = self.reading.marks.special
        line: list[etree._Element] = []
        for block in unwrapped(story, _BLOCKS) if story in marked else story.iterchildren(P):
            if block.tag == P:
                line.append(block)
                if block in marked and read_properties(block).runs_on(self.reading.styles):
                    continue
            if line:
                yield line
                line = []
            if block.tag != P:
                yield block
        if line:
            yield line

    def _next_place(self, paragraph: etree._Element) -> Place:
        number = len(self.elements.paragraphs) + 1
        self.elements.paragraphs[number] = paragraph
        return Place(paragraph=number)

    def _imported(self, place: Place | None) -> Iterator[Block]:
        """Say that another file is drawn in here, whose text this one does not hold."""
        self.reading.place = place or self.reading.place
        self.reading.say("imported-part")
        yield from ()

    def _table(self, table: etree._Element, place: Place | None) -> Iterator[Block]:
        """Yield a table's grid; what a frame around tables holds; nothing for a table whose rows are all deleted."""
        layout = lay_out(table, self.reading.marks)
        if _is_frame(layout):
            for slot in layout.slots:
                yield from self._story(slot.element, place)
        elif layout.slots:
            yield self._grid(layout)

    def _grid(self, layout: Layout) -> Grid:
        self.tables += 1
        number = self.tables
        at = len(self.elements.cells)
        cells = tuple([self._cell(slot, number) for slot in layout.slots])
        grid = Grid(number, layout.rows, len(layout.widths), cells, layout.widths, header_rows=layout.header_rows)
        self.elements.cells.insert(at, (grid, [slot.element for slot in layout.slots]))
        return grid

    def _cell(self, slot: Slot, table: int) -> Cell:
        place = Place(None, table, slot.row + 1, slot.left + 1)
        text, grids = (slot.text, ()) if slot.text is not None else self._text(slot.element, place)
        if slot.covered:
            self._check_covered(slot, place, text)
        is_struck = slot.element in self.reading.marks.struck
        return Cell(slot.row, slot.left, slot.row_span, slot.right - slot.left, text, place, grids, is_struck)

    def _text(self, story: etree._Element, place: Place) -> tuple[str, tuple[Grid, ...]]:
        """Return the lines of a cell or note, and the grids in it."""
        blocks = list(self._story(story, place))
        return (
            "\n".join(block.text for block in blocks if isinstance(block, Paragraph)),
            tuple(block for block in blocks if isinstance(block, Grid)),
        )

    def _check_covered(self, slot: Slot, place: Place, shown: str) -> None:
        """Say where a cell under a merged one has other words: Word does not show them, but somebody wrote them."""
        for covered in slot.covered:
            self.reading.place = place
            if covered.text is None and next(covered.element.iter(NUMBERED), None) is not None:
                self.reading.say("covered-number")
            text = covered.text
            if text is None and next(covered.element.iter(T), None) is not None:
                text, _ = self._text(covered.element, place)
            if text and text.strip() and text.strip() != shown.strip():
                self.reading.place = place
                self.reading.say("covered-text", text=text.strip())


def _is_frame(layout: Layout) -> bool:
    """Tell whether a table is only drawn around others: one column, and tables in it (a whole standard in one cell)."""
    return len(layout.widths) == 1 and any(next(slot.element.iter(TBL), None) is not None for slot in layout.slots)


def _trimmed(paragraph: Paragraph) -> Paragraph:
    return Paragraph(paragraph.text.strip("\n"), paragraph.place)
