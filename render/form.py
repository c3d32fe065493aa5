"""The published Word document as a form: its cells located once, filled as often as wanted.

``prepare`` cuts the document's XML at the cells and lines that can be filled; ``Form.fill`` puts texts between the pieces. So
what is not filled stays byte for byte, and a form costs no more than its texts and one compression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from extract.package import Package
from extract.word import WordFile, open_word
from extract.wordxml import TR, P, unwrapped
from render.blanks import DATES, Answer, answer
from render.cells import CellSlot, asks_for_more, cell_slot, printed_text, row_heights
from render.checks import check_columns, check_given, check_source, describes, doubts
from render.description import Describer, describer
from render.figures import Figures, Filled, figures_of
from render.gaps import Asked, line_slot
from render.lines import Key, LineSlot
from render.places import Content, Spot, locate, parse_place
from render.runs import Looks
from render.splice import Edit, Extents
from render.templating import OwnTemplate
from render.text import clean, written
from render.textwidth import space_width
from rubrics.assessment import Assessment
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Blank, ColumnRole, Rubric

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


@dataclass(frozen=True, slots=True)
class _LinePart:
    """A line with blanks, in the order in which the line numbers them."""

    blanks: tuple[Blank, ...]
    slot: LineSlot


@dataclass(frozen=True)
class Form:
    """A form ready to be filled. ``diagnostics`` are about the form itself: rows without a cell, blanks that are not there."""

    rubric: Rubric
    package: Package
    diagnostics: tuple[Diagnostic, ...]
    _xml: bytes
    _cells: tuple[_CellPart, ...]
    _lines: tuple[_LinePart, ...]
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
        edits = [*self._rows, *self._filled_cells(filled, said), *self._filled_lines(filled, said)]
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

    def _filled_lines(self, filled: Sequence[Filled], said: list[Diagnostic]) -> Iterator[Edit]:
        given: dict[str, Assessment] = {one.assessment.kind: one.assessment for one in filled}
        for part in self._lines:
            values: dict[Key, str] = {}
            for number in sorted(part.slot.found):
                answered = answer(part.blanks[number], given)
                said += _about_blank(part.blanks[number], answered, part.slot.takes(number))
                values |= {(number, name): clean(value)[0] for name, value in answered.values.items()}
            if values:
                yield Edit(part.slot.start, part.slot.end, part.slot.filled(values))


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
    lines, missing = _line_parts(rubric.form.blanks, word, extents)
    rows = {edit.start: edit for part in cells if part.slot for edit in row_heights(word.cell(part.spot.cell.place), extents)}
    diagnostics = (*located.diagnostics, *missing)
    return Form(
        rubric,
        word.package,
        diagnostics,
        extents.xml,
        tuple(cells),
        tuple(lines),
        tuple(rows.values()),
        describer(rubric, template),
    )


def _around(spots: Sequence[Spot], rubric: Rubric, word: WordFile) -> Iterator[etree._Element]:
    """Yield the elements in which there is something to fill: the rows of the cells, and the lines with blanks."""
    for spot in spots:
        yield from word.cell(spot.cell.place).iterancestors(TR)
    for at in {blank.at for blank in rubric.form.blanks}:
        yield from _paragraphs(parse_place(at), word)


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


def _about_blank(blank: Blank, answered: Answer, keys: frozenset[str]) -> Iterator[Diagnostic]:
    place = parse_place(blank.at)
    if answered.why_not is not None:
        yield Diagnostic(answered.why_not, place, figures={"label": blank.label})
    takes_one_day = bool(keys) and not keys & {"text", "end.day"}
    if takes_one_day and answered.values.get("end.day") and answered.values["text"].count("日") > 1:
        yield Diagnostic("blank-takes-one-day", place, figures={"label": blank.label})


def _cell_part(spot: Spot, word: WordFile, extents: Extents, looks: Looks) -> _CellPart:
    tc = word.cell(spot.cell.place)
    printed = printed_text(tc, spot.cell)
    takes = not printed or asks_for_more(printed)
    return _CellPart(spot, cell_slot(tc, extents, looks) if takes else None, printed)


def _line_parts(blanks: Sequence[Blank], word: WordFile, extents: Extents) -> tuple[list[_LinePart], list[Diagnostic]]:
    """Return the lines that hold the blanks, and which blanks are not found on theirs."""
    space = space_width(word.package)
    parts: list[_LinePart] = []
    missing: list[Diagnostic] = []
    for at, group in groupby(blanks, key=lambda blank: blank.at):
        wanted = tuple(group)
        left = {number: Asked(blank.label, blank.field in DATES) for number, blank in enumerate(wanted)}
        for paragraph in _paragraphs(parse_place(at), word):
            slot = line_slot(paragraph, left, extents, space)
            left = {number: asked for number, asked in left.items() if number not in slot.found}
            parts += [_LinePart(wanted, slot)] if slot.found else []
        missing += [Diagnostic("blank-not-found", parse_place(at), figures={"label": asked.label}) for asked in left.values()]
    return parts, missing


def _paragraphs(place: Place | None, word: WordFile) -> list[etree._Element]:
    """Return the paragraph at a place, or those of the cell at it; none for a place that the document does not have."""
    try:
        if place is None or place.table is None:
            return [] if place is None else [word.paragraph(place)]
        return list(unwrapped(word.cell(place), (P,)))
    except KeyError:
        return []
