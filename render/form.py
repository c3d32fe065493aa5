"""The published Word document as a form: its cells located once, filled as often as wanted.

``prepare`` cuts the document's XML at the cells and lines that can be filled; ``Form.fill`` puts texts between the pieces. So
what is not filled stays byte for byte, and a form costs no more than its texts and one compression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.package import Package
from extract.word import WordFile, open_word
from extract.wordxml import TR
from render.around import AroundTable, around_table, lines_around
from render.cells import CellSlot, asks_for_more, cell_slot, printed_text, row_heights
from render.checks import check_columns, check_given, check_source, describes, doubts
from render.description import Describer, describer
from render.figures import Figures, Filled, figures_of
from render.places import Content, Spot, locate
from render.runs import Looks
from render.splice import Edit, Extents
from render.templating import OwnTemplate
from render.text import written
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
    """A cell that figures go into; without a ``slot`` it cannot take any, for ``printed`` stands in it."""

    spot: Spot
    slot: CellSlot | None
    printed: str

    def says(self, code: str, /, **figures: str | int) -> Diagnostic:
        """Return a diagnostic about the cell."""
        return Diagnostic(code, self.spot.cell.place, self.spot.contents[0].subject, figures)


@dataclass(frozen=True)
class Form:
    """A form ready to be filled. ``diagnostics`` are about the form itself: rows without a cell, blanks that are not there."""

    rubric: Rubric
    package: Package
    diagnostics: tuple[Diagnostic, ...]
    _xml: bytes
    _cells: tuple[_CellPart, ...]
    _around: AroundTable
    _rows: tuple[Edit, ...]
    _describer: Describer

    def fill(self, filled: Sequence[Filled]) -> FilledForm:
        """Return the form with one assessment in it, or with a self-assessment and a review where it has columns for both.

        Without any it is the published document. ``FormError`` where the form has no columns for what is given.
        """
        check_given(self.rubric, filled)
        if not filled:
            return FilledForm(self.package.data, self.diagnostics)
        said: list[Diagnostic] = [*self.diagnostics, *doubts(filled)]
        edits = [*self._rows, *self._filled_cells(filled, said), *self._around.filled(filled, said)]
        part = self.package.main_part
        return FilledForm(self.package.save({part: _put_together(self._xml, edits)}), tuple(said))

    def _filled_cells(self, filled: Sequence[Filled], said: list[Diagnostic]) -> Iterator[Edit]:
        sides = figures_of(filled, self._describer, lambda kind: describes(self.rubric, kind))
        for part in self._cells:
            lines, removed = written(_text(part.spot.contents, sides))
            if removed:
                said.append(part.says("characters-removed", count=removed))
            if any(lines) and part.slot is not None:
                yield Edit(part.slot.start, part.slot.end, part.slot.filled(lines))
            elif any(lines) and "\n".join(lines) != part.printed:
                said.append(part.says("cell-not-empty", printed=_short(part.printed), text=_short("\n".join(lines))))


def prepare(source: bytes, rubric: Rubric, template: OwnTemplate | None = None) -> Form:
    """Return the form that the rubric was imported from: the bytes of its Word document, with every place to fill located.

    ``template`` composes the descriptions in place of the standard one.
    Raises ``FormError`` if ``source`` is another document or has no columns to fill, ``SourceError`` if it cannot be read.
    """
    check_columns(rubric)
    check_source(source, rubric)
    word = open_word(source, rubric.source.file if rubric.source is not None and rubric.source.file else rubric.id)
    located = locate(rubric, word.document)
    extents = Extents(word.package.read(word.package.main_part), word.root, _around(located.spots, rubric, word))
    looks = Looks()
    cells = [_cell_part(spot, word, extents, looks) for spot in located.spots]
    around = around_table(rubric, word, extents, looks)
    rows = {edit.start: edit for part in cells if part.slot for edit in row_heights(word.cell(part.spot.cell.place), extents)}
    diagnostics = (*located.diagnostics, *around.diagnostics)
    return Form(
        rubric,
        word.package,
        diagnostics,
        extents.xml,
        tuple(cells),
        around,
        tuple(rows.values()),
        describer(rubric, template),
    )


def _around(spots: Sequence[Spot], rubric: Rubric, word: WordFile) -> Iterator[etree._Element]:
    """Yield the elements in which there is something to fill: the rows of the cells, and the lines around the table."""
    for spot in spots:
        yield from word.cell(spot.cell.place).iterancestors(TR)
    yield from lines_around(rubric, word)


def _put_together(xml: bytes, edits: Sequence[Edit]) -> bytes:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [xml[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, xml[at:]])


def _text(contents: Sequence[Content], sides: Mapping[str, Figures]) -> str:
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


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _cell_part(spot: Spot, word: WordFile, extents: Extents, looks: Looks) -> _CellPart:
    tc = word.cell(spot.cell.place)
    printed = printed_text(tc, spot.cell)
    takes = not printed or asks_for_more(printed)
    return _CellPart(spot, cell_slot(tc, extents, looks) if takes else None, printed)
