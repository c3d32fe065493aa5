"""What stands around the scoring table and is filled: lines with blanks, cells beside their labels, boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from extract.document import Cell
from extract.word import WordFile
from extract.wordxml import P, unwrapped
from render.blanks import DATES, Answer, answer, kinds_of
from render.boxes import Box, Ticking, boxes_in, is_ticked, ticking
from render.boxsigns import has_boxes
from render.cells import CellSlot, cell_slot, printed_text
from render.figures import Filled
from render.gaps import ROOM, Asked, Page, line_slot
from render.lines import Key, LineSlot
from render.looserooms import has_room, loose_rooms, prompted
from render.places import parse_place
from render.runs import Looks
from render.signs import OTHER, shown, signs_of
from render.splice import Edit
from render.text import clean, written
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Blank, Rubric

_DATE_SIGNS = "年月日从至到"
_LOOSE = -1000
"""From here downwards run the keys of what is asked for without a colon."""
_SHOWN = 40
"""Signs of a line that a diagnostic shows."""


@dataclass(frozen=True, slots=True)
class _LinePart:
    """A line: its blanks in the order in which the line numbers them, and the boxes on it."""

    blanks: tuple[Blank, ...]
    boxes: Mapping[Key, Box]
    ticks: Ticking
    slot: LineSlot
    printed: str
    loose: Mapping[Key, Blank]
    """what is asked for without a colon, or by a prompt"""
    has_more: bool
    """whether there is room on the line that nothing is known of"""


@dataclass(frozen=True, slots=True)
class _BesidePart:
    """An empty cell beside the label of a blank."""

    blank: Blank
    slot: CellSlot


@dataclass(frozen=True, slots=True)
class AroundTable:
    """What is filled around the scoring table. ``diagnostics`` tell of blanks that are not where they should be."""

    diagnostics: tuple[Diagnostic, ...]
    _lines: tuple[_LinePart, ...]
    _beside: tuple[_BesidePart, ...]
    _unknown: tuple[str, ...]
    """what is printed on the lines with boxes that no assessment answers"""

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """The bytes at which each line and cell begins and ends."""
        yield from ((line.slot.start, line.slot.end) for line in self._lines)
        yield from ((beside.slot.start, beside.slot.end) for beside in self._beside)

    def filled(self, filled: Sequence[Filled], said: list[Diagnostic]) -> Iterator[Edit]:
        """Yield what is written; ``said`` takes what a person should know about it."""
        given: dict[str, Filled] = {one.assessment.kind: one for one in filled}
        said += [Diagnostic("boxes-left", figures={"text": text}) for text in self._unknown]
        for part in self._lines:
            values = {key: part.ticks.texts[key] for key, box in part.boxes.items() if is_ticked(box, given)}
            if part.boxes and not values:
                said.append(Diagnostic("boxes-left", figures={"text": part.printed}))
            for number in sorted(part.slot.found):
                answered = answer(part.blanks[number], given)
                said += _about(part.blanks[number], answered, part.slot.takes(number))
                values |= {(number, name): clean(value)[0] for name, value in answered.values.items()}
            loose = {key: answer(blank, given).values.get("text", "") for key, blank in part.loose.items()}
            values |= {key: clean(text)[0] for key, text in loose.items() if text}
            unanswered = [key for key, text in loose.items() if not text and set(kinds_of(part.loose[key].label)) & given.keys()]
            if part.has_more or unanswered:
                said.append(Diagnostic("room-left", figures={"text": part.printed}))
            if values:
                yield Edit(part.slot.start, part.slot.end, part.slot.filled(values))
        for beside in self._beside:
            answered = answer(beside.blank, given)
            said += _about(beside.blank, answered, frozenset({"text"}))
            text = answered.values.get("text", "")
            if any(written(text)[0]):
                yield Edit(beside.slot.start, beside.slot.end, beside.slot.filled(text)[0])


def around_table(rubric: Rubric, word: WordFile, page: Page, looks: Looks) -> AroundTable:
    """Return the lines, cells and boxes around the scoring table that can be filled."""
    boxed = {paragraph: boxes_in(paragraph, rubric) for paragraph in _loose_paragraphs(rubric, word)}
    ticks = {paragraph: boxes for paragraph, boxes in boxed.items() if boxes}
    unknown = [text for paragraph, boxes in boxed.items() if not boxes and has_boxes(text := shown(signs_of(paragraph)))]
    lines: list[_LinePart] = []
    beside: list[_BesidePart] = []
    missing: list[Diagnostic] = []
    for at, group in groupby(rubric.form.blanks, key=lambda blank: blank.at):
        wanted, place = tuple(group), parse_place(at)
        neighbour = _neighbour(place, word)
        if len(wanted) == 1 and neighbour is not None and not printed_text(word.cell(neighbour.place), neighbour):
            slot = cell_slot(word.cell(neighbour.place), page.extents, looks)
            beside += [_BesidePart(wanted[0], slot)] if slot is not None else []
            continue
        is_beside = neighbour is not None and len(wanted) == 1
        left = {number: Asked("" if is_beside else blank.label, blank.field in DATES) for number, blank in enumerate(wanted)}
        for paragraph in _paragraphs(neighbour.place if is_beside and neighbour is not None else place, word):
            boxes = ticks.pop(paragraph, {})
            part = _line(paragraph, wanted, boxes, left, page)
            left = {number: asked for number, asked in left.items() if number not in part.slot.found}
            lines += [part] if part.slot.found or boxes else []
        missing += [Diagnostic("blank-not-found", place, figures={"label": wanted[number].label}) for number in left]
    lines += [_line(paragraph, (), boxes, {}, page) for paragraph, boxes in ticks.items()]
    begun = {part.slot.start for part in lines}
    roomy = [_line(paragraph, (), {}, {}, page) for paragraph in _roomy(word) if page.extents.of(paragraph).start not in begun]
    lines += [part for part in roomy if part.loose or part.has_more]
    return AroundTable(tuple(missing), tuple(lines), tuple(beside), tuple(map(_short, unknown)))


def _line(
    paragraph: etree._Element, blanks: tuple[Blank, ...], boxes: Mapping[Key, Box], asked: Mapping[int, Asked], page: Page
) -> _LinePart:
    how = ticking(paragraph, {key: box.printed for key, box in boxes.items()}, page.extents)
    found = list(loose_rooms(paragraph, page.extents, [blank.label for blank in blanks]))
    loose = {(_LOOSE - number, "prompt" if one.is_prompt else "text"): one for number, one in enumerate(found)}
    rooms = {**how.rooms, **{key: one.room for key, one in loose.items()}}
    marks = {**how.marks, **{key: one.marks for key, one in loose.items()}}
    slot, printed = line_slot(paragraph, asked, page, rooms, marks), shown(signs_of(paragraph))
    has_more = not blanks and not boxes and not found
    return _LinePart(blanks, boxes, how, slot, _short(printed), {key: one.blank for key, one in loose.items()}, has_more)


def _roomy(word: WordFile) -> Iterator[etree._Element]:
    """Yield the paragraphs outside of tables that have room for something, whatever it is."""
    controls = prompted(word.root)
    for paragraph in word.document.paragraphs:
        if has_room(paragraph.text):
            yield from _paragraphs(paragraph.place, word)
        elif controls:
            yield from (element for element in _paragraphs(paragraph.place, word) if element in controls)


def _short(text: str) -> str:
    line = " ".join(text.replace(OTHER, "").split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def lines_around(rubric: Rubric, word: WordFile) -> Iterator[etree._Element]:
    """Yield the elements around the scoring table in which there is something to fill."""
    for at in {blank.at for blank in rubric.form.blanks}:
        place = parse_place(at)
        neighbour = _neighbour(place, word)
        yield from _paragraphs(place, word)
        if neighbour is not None:
            yield word.cell(neighbour.place)
            yield from word.cell(neighbour.place).iterancestors()
    yield from (paragraph for paragraph in _loose_paragraphs(rubric, word) if boxes_in(paragraph, rubric))
    yield from _roomy(word)


def _loose_paragraphs(rubric: Rubric, word: WordFile) -> Iterator[etree._Element]:
    """Yield the paragraphs with a box outside of the scoring tables, and in their rows above the first item."""
    scoring = {place.table for place in rubric.source.tables} if rubric.source is not None else set()
    first: dict[int, int] = {}
    for item in rubric.by_item.values():
        at = parse_place(item.at)
        if at is not None and at.table is not None and at.row is not None:
            first[at.table] = min(first.get(at.table, at.row), at.row)
    for paragraph in word.document.paragraphs:
        if has_boxes(paragraph.text) and paragraph.place.paragraph is not None:
            yield from _paragraphs(paragraph.place, word)
    for grid in word.document.grids:
        for cell in grid.cells:
            is_above = grid.number not in scoring or cell.row + 1 < first.get(grid.number, 0)
            if is_above and has_boxes(cell.text):
                yield from _paragraphs(cell.place, word)


def _neighbour(place: Place | None, word: WordFile) -> Cell | None:
    """Return the cell right of the one at ``place``, where that holds a label alone and this one is to hold the answer."""
    if place is None or place.table is None:
        return None
    grid = next((grid for grid in word.document.grids if grid.number == place.table), None)
    own = next((cell for cell in grid.cells if cell.place == place), None) if grid is not None else None
    if grid is None or own is None or own.text.rstrip(f"{ROOM}\n")[-1:] in _DATE_SIGNS or "_" in own.text:
        return None
    right = (cell for cell in grid.cells if cell.row == own.row and cell.column == own.column + own.column_span)
    found = next(right, None)
    return found if found is not None and not set("".join(found.text.split())) - set(_DATE_SIGNS + ROOM) else None


def _paragraphs(place: Place | None, word: WordFile) -> list[etree._Element]:
    """Return the paragraph at a place, or those of the cell at it; none for a place that the document does not have."""
    try:
        if place is None or place.table is None:
            return [] if place is None else [word.paragraph(place)]
        return list(unwrapped(word.cell(place), (P,)))
    except KeyError:
        return []


def _about(blank: Blank, answered: Answer, keys: frozenset[str]) -> Iterator[Diagnostic]:
    place = parse_place(blank.at)
    if answered.why_not is not None:
        yield Diagnostic(answered.why_not, place, figures={"label": blank.label})
    takes_one_day = bool(keys) and not keys & {"text", "end.day"}
    if takes_one_day and answered.values.get("end.day") and answered.values["text"].count("日") > 1:
        yield Diagnostic("blank-takes-one-day", place, figures={"label": blank.label})
