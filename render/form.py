"""The published Word document as a form: its cells located once, filled as often as wanted.

``prepare`` cuts the document's XML at the cells and lines that can be filled; ``Form.fill`` puts texts between the pieces. So
what is not filled stays byte for byte, and a form costs no more than its texts and one compression.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.document import Cell
from extract.package import Package
from extract.word import WordFile, open_word
from extract.wordxml import TR
from render.around import AroundTable, around_table, lines_around
from render.as_docx import as_docx
from render.carried import Descriptions, carried_parts, not_printed
from render.celllabels import CellLabel, cell_label
from render.cells import Slot, row_heights, slot_of
from render.checks import check_columns, check_given, check_source, describes, doubts
from render.description import Describer, describer
from render.elementrows import with_element_rows
from render.figures import Figures, Filled, figures_of
from render.gaps import Page
from render.itemboxes import BoxSlot, box_cells, box_slots
from render.places import Content, Spot, locate
from render.runs import Looks
from render.splice import Edit, Extents, Pieces
from render.sumtables import SumSlot, sum_cells, sum_slots
from render.templating import OwnTemplate
from render.text import written
from render.textwidth import space_width
from render.tickcolumns import TickSlots, tick_rows, tick_slots, with_tick_columns
from render.untold import Beyond, left_columns, sums_beyond, untold
from rubrics.assessment import Assessment
from rubrics.diagnostics import Diagnostic
from rubrics.model import ColumnRole, Rubric

_SHOWN = 40
"""Signs of a cell's text that a diagnostic shows."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form: the bytes of the Word document, and what a person should look at before it is sent."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _CellPart:
    """A cell that figures go into: the piece ``number`` of the document; without a ``slot`` it takes none, being ``printed``.

    Where a ``label`` is printed in it, it takes what that asks for.
    """

    spot: Spot
    slot: Slot | None
    printed: str
    number: int
    label: CellLabel | None

    @property
    def own(self) -> Content | None:
        """What it holds, where that is the figure of one item in one column, as in most cells."""
        contents = self.spot.contents
        return contents[0] if len(contents) == 1 and len(contents[0].items) == 1 else None

    def contents(self, sides: Mapping[str, Figures]) -> tuple[Content, ...]:
        """Return what it is to hold of these sides: all, or what its label asks for."""
        if self.label is None:
            return self.spot.contents
        kinds = [content.column.side or next(iter(sides)) for content in self.spot.contents]
        pairs = zip(self.spot.contents, kinds, strict=True)
        return tuple(content for content, kind in pairs if self.label.asks_for(content.column.role, kind))

    def says(self, code: str, /, **figures: str | int) -> Diagnostic:
        """Return a diagnostic about the cell."""
        return Diagnostic(code, self.spot.cell.place, self.spot.contents[0].subject, figures)


@dataclass(frozen=True)
class Form:
    """A form ready to be filled. ``diagnostics`` are about the form itself: rows without a cell, blanks that are not there."""

    rubric: Rubric
    package: Package
    diagnostics: tuple[Diagnostic, ...]
    _pieces: Pieces
    _own: Mapping[tuple[str | None, ColumnRole], tuple[tuple[str, _CellPart], ...]]
    """by side and column the cells that one item has to itself, each with the item"""
    _shared: tuple[_CellPart, ...]
    _around: AroundTable
    _boxes: tuple[BoxSlot, ...]
    """the cells of items with boxes to tick"""
    _ticks: tuple[TickSlots, ...]
    """the cells of items in columns to tick"""
    _sums: tuple[SumSlot, ...]
    """the cells of tables of sums"""
    _beyond: tuple[Beyond, ...]
    """the sum rows over elements that are worth more than their items"""
    _describer: Describer

    def fill(self, filled: Sequence[Filled], *, carries: bool = False) -> FilledForm:
        """Return the form with one assessment in it, or with a self-assessment and a review where it has columns for both.

        Without any it is the published document. ``carries``: the assessments go along in a part of their own, so that the form
        reads back to just these; else nothing changes but what is filled. ``FormError`` where the form has no columns for
        what is given.
        """
        check_given(self.rubric, filled)
        if not filled:
            return FilledForm(self.package.data, self.diagnostics)
        changes: dict[int, bytes] = {}
        sides = figures_of(filled, self._describer, lambda kind: describes(self.rubric, kind))
        said: list[Diagnostic] = [*self.diagnostics, *doubts(filled), *untold(self.rubric, sides, self._beyond)]
        for part, text, is_asked in self._texts(sides):
            if part.slot is None or not is_asked:
                said += _not_taken(part, text)
                continue
            changes[part.number], removed = part.slot.filled(text)
            if removed:
                said.append(part.says("characters-removed", count=removed))
        edits = [slot.edit(sides, said) for slot in self._boxes] + [slot.edit(sides, said) for slot in self._ticks]
        edits += [slot.edit(sides) for slot in self._sums]
        for edit in (*self._around.filled(filled, said), *filter(None, edits)):
            number = self._pieces.numbers.get((edit.start, edit.end))  # none where it stands inside of another place
            changes |= {} if number is None else {number: edit.new}
        parts = {self.package.main_part: self._pieces.joined(changes)}
        if carries:
            assessments = [one.assessment for one in filled]
            parts |= carried_parts(self.package, assessments, self._own_descriptions(sides))
            said += _carried(assessments)
        return FilledForm(self.package.save(parts), tuple(said))

    def _own_descriptions(self, sides: Mapping[str, Figures]) -> Descriptions:
        """Return what a template of one's own told, which nobody without it could tell again."""
        told = sides.items() if self._describer.own is not None else ()
        return {kind: figures.descriptions for kind, figures in told if figures.describes}

    def _texts(self, sides: Mapping[str, Figures]) -> Iterator[tuple[_CellPart, str, bool]]:
        """Yield the cells that something is to be written into, what, and whether the label in the cell asks for it."""
        for (side, role), cells in self._own.items():
            figures = sides.get(side) if side is not None else next(iter(sides.values()))
            texts = figures.own(role) if figures is not None else {}
            for item, part in cells:
                text = texts.get(item)
                if text:
                    yield part, text, part.label is None or bool(part.contents(sides))
        for part in self._shared:
            asked = part.contents(sides)
            text = cell_text(asked or part.spot.contents, sides)
            if text:
                yield part, text, bool(asked)


def prepare(source: bytes, rubric: Rubric, template: OwnTemplate | None = None) -> Form:
    """Return the form that the rubric was imported from: the bytes of its Word document, with every place to fill located.

    ``template`` composes the descriptions in place of the standard one.
    Raises ``FormError`` if ``source`` is another document or has no columns to fill, ``SourceError`` if it cannot be read.
    """
    rubric = with_tick_columns(rubric)
    check_columns(rubric)
    check_source(source, rubric)
    name = rubric.source.file if rubric.source is not None and rubric.source.file else rubric.id
    word = open_word(as_docx(source, name), name)
    rubric = with_element_rows(rubric, word.document)
    located = locate(rubric, word.document)
    about_items, other_boxes = box_cells(rubric, word.document)
    boxes = {one.cell.place: one for one in about_items}
    spots = [spot for spot in located.spots if spot.cell.place not in boxes]
    sums, other_sums = sum_cells(rubric, word.document)
    to_tick = tick_rows(rubric, word.document)
    rows = [*(spot.cell for spot in spots), *(box.cell for box in about_items), *(one.cell for one in sums)]
    rows += [cell for row in to_tick for cell in row.cells.values()]
    extents = Extents(word.package.read(word.package.main_part), word.root, _around(rows, rubric, word))
    page, looks = Page(extents, space_width(word.package)), Looks()
    slots = [slot_of(word.cell(spot.cell.place), spot.cell, page, looks) for spot in spots]
    boxed = tuple(box_slots(boxes.values(), word, page, looks))
    summed = tuple(sum_slots(sums, word, page, looks))
    around = around_table(rubric, word, page, looks)
    ticked = tuple(tick_slots(to_tick, word, page, looks))
    further = [*boxed, *(one.slot for one in summed), *(slot for row in ticked for slot in row.slots.values())]
    places = [*_places(slots), *around.places, *((slot.start, slot.end) for slot in further)]
    pieces = Pieces(extents.xml, places, _heights(spots, slots, word, extents))
    cells = [
        _CellPart(spot, slot, printed, 0 if slot is None else pieces.numbers[slot.start, slot.end], cell_label(printed))
        for spot, (slot, printed) in zip(spots, slots, strict=True)
    ]
    return Form(
        rubric,
        word.package,
        (*located.diagnostics, *around.diagnostics, *other_boxes, *other_sums, *left_columns(rubric, word.document)),
        pieces,
        _by_column(cells),
        tuple(part for part in cells if part.own is None),
        around,
        boxed,
        ticked,
        summed,
        sums_beyond(rubric),
        describer(rubric, template),
    )


def _by_column(cells: Sequence[_CellPart]) -> dict[tuple[str | None, ColumnRole], tuple[tuple[str, _CellPart], ...]]:
    """Return the cells that one item has to itself by side and column, each with the item."""
    found: dict[tuple[str | None, ColumnRole], list[tuple[str, _CellPart]]] = {}
    for part in cells:
        own = part.own
        if own is not None:
            found.setdefault((own.column.side, own.column.role), []).append((own.items[0], part))
    return {key: tuple(held) for key, held in found.items()}


def _places(slots: Iterable[tuple[Slot | None, str]]) -> Iterator[tuple[int, int]]:
    yield from ((slot.start, slot.end) for slot, _ in slots if slot is not None)


def _heights(spots: Sequence[Spot], slots: Sequence[tuple[Slot | None, str]], word: WordFile, extents: Extents) -> Iterator[Edit]:
    """Yield the edits by which rows of a fixed height grow, each once."""
    rows: dict[int, Edit] = {}
    for spot, (slot, _) in zip(spots, slots, strict=True):
        rows |= {edit.start: edit for edit in row_heights(word.cell(spot.cell.place), extents)} if slot is not None else {}
    yield from rows.values()


def cell_text(contents: Sequence[Content], sides: Mapping[str, Figures]) -> str:
    """Return what a cell is to hold; where several columns share it, figures stand behind their headings."""
    if len(contents) == 1:
        return _text_of(contents[0], sides)
    told = [(content.column, text) for content in contents if (text := _text_of(content, sides))]
    plain = [column.role is ColumnRole.DESCRIPTION for column, _ in told].count(True) < 2
    return "\n".join(
        text if plain and column.role is ColumnRole.DESCRIPTION else f"{column.heading}：{text}" for column, text in told
    )


def _text_of(content: Content, sides: Mapping[str, Figures]) -> str:
    side = content.column.side
    figures = sides.get(side) if side is not None else next(iter(sides.values()))
    if figures is None:
        return ""
    if content.total is not None:
        return figures.total(content.column.role, content.total)
    return figures.items(content.column.role, content.items)


def _around(cells: Iterable[Cell], rubric: Rubric, word: WordFile) -> Iterator[etree._Element]:
    """Yield the elements in which there is something to fill: the rows of the cells, and the lines around the table."""
    for cell in cells:
        yield from word.cell(cell.place).iterancestors(TR)
    yield from lines_around(rubric, word)


def _carried(assessments: Sequence[Assessment]) -> Iterator[Diagnostic]:
    """Yield what goes along that no cell shows."""
    counts = not_printed(assessments)
    if any(counts.values()):
        yield Diagnostic("form-carries", figures=counts)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _not_taken(part: _CellPart, text: str) -> Iterator[Diagnostic]:
    """Yield that a cell has something printed in it where something else is to be written."""
    lines, removed = written(text)
    if removed:
        yield part.says("characters-removed", count=removed)
    if any(lines) and "\n".join(lines) != part.printed:
        yield part.says("cell-not-empty", printed=_short(part.printed), text=_short("\n".join(lines)))
