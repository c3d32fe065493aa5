"""Boxes in the rows of items, ticked by what the items came to; words about an item that share the cell stand below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.document import Cell, Document
from extract.word import WordFile
from extract.wordxml import P, R, unwrapped
from render import words
from render.blanks import kinds_of
from render.boxes import Ticking, ticking
from render.boxsigns import has_boxes, printed_boxes
from render.figures import Figures
from render.gaps import Page, line_slot
from render.lines import Key, LineSlot
from render.places import cell_at, covering, parse_place
from render.runs import Looks, Typed
from render.signs import shown, signs_of
from render.splice import Edit, edited
from render.text import written
from render.verdicts import Verdict, verdict_on, verdicts_of
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Column, ColumnRole, Rubric
from scoring.scorecard import Status

_ROLES = frozenset({ColumnRole.IGNORED, ColumnRole.DESCRIPTION})


@dataclass(frozen=True, slots=True)
class BoxCell:
    """The cell of an item with boxes in it, and the column that it stands in."""

    item: str
    column: Column
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with boxes, where it begins in its cell, and which box says what."""

    slot: LineSlot
    at: int
    how: Ticking
    keys: Mapping[Verdict, Key]

    def ticked(self, verdict: Verdict) -> Edit:
        """Return the line with one of its boxes ticked."""
        key = self.keys[verdict]
        return Edit(self.at, self.at + len(self.slot.source), self.slot.filled({key: self.how.texts[key]}))


@dataclass(frozen=True, slots=True)
class BoxSlot:
    """A cell with boxes as its bytes: its lines, and where and how words are typed below them."""

    of: BoxCell
    start: int
    end: int
    source: bytes
    below: int
    typed: Typed
    lines: tuple[_Line, ...]

    def edit(self, sides: Mapping[str, Figures], said: list[Diagnostic]) -> Edit | None:
        """Return what the cell becomes; ``None`` where it stays. ``said`` takes what a person should know about it."""
        asked = [sides[kind] for kind in self._kinds() if kind in sides]
        cards = [card for one in asked if (card := one.filled.scorecard.items[self.of.item]).status is not Status.UNASSESSED]
        offered = {verdict for line in self.lines for verdict in line.keys}
        verdicts = {verdict_on(card, offered) for card in cards}
        verdict = verdicts.pop() if len(verdicts) == 1 else None
        if cards and verdict is None:
            said.append(Diagnostic("item-boxes-left", self.of.cell.place, self.of.item, {"heading": self.of.column.heading}))
        edits = [line.ticked(verdict) for line in self.lines if verdict in line.keys] if verdict is not None else []
        lines, removed = written(self._words(asked, verdict))
        if removed:
            said.append(Diagnostic("characters-removed", self.of.cell.place, self.of.item, {"count": removed}))
        if any(lines):
            edits.append(Edit(self.below, self.below, "".join(self.typed.further(line) for line in lines).encode()))
        return Edit(self.start, self.end, edited(self.source, 0, len(self.source), edits)) if edits else None

    def _kinds(self) -> tuple[str, ...]:
        return (self.of.column.side,) if self.of.column.side is not None else kinds_of(self.of.column.heading)

    def _words(self, asked: Sequence[Figures], verdict: Verdict | None) -> str:
        """Return the description of the item, where the column is for it; that a box says all there is to say is not repeated."""
        if self.of.column.role is not ColumnRole.DESCRIPTION or not asked:
            return ""
        text = asked[0].items(ColumnRole.DESCRIPTION, (self.of.item,))
        return "" if verdict is Verdict.MET and text == words.FULL else text


def box_cells(rubric: Rubric, document: Document) -> tuple[tuple[BoxCell, ...], tuple[Diagnostic, ...]]:
    """Return the cells of items with boxes about them, in columns for words or of no known use, and what to say of others."""
    columns = [(number, column) for number, column in enumerate(rubric.form.columns) if column.role in _ROLES]
    if not columns or rubric.source is None:
        return (), ()
    cells = covering(document)
    begins = {place.table: place.columns for place in rubric.source.tables}
    found: dict[Place, list[BoxCell]] = {}
    for item in rubric.by_item.values():
        for number, column in columns:
            cell = cell_at(parse_place(item.at), number, begins, cells)
            if cell is not None and has_boxes(cell.text):
                found.setdefault(cell.place, []).append(BoxCell(item.id, column, cell))
    known = {place: held[0] for place, held in found.items() if len(held) == 1 and _verdicts(held[0]) is not None}
    unknown = [held[0] for place, held in found.items() if place not in known]
    return tuple(known.values()), tuple(_told(unknown))


def _told(unknown: Sequence[BoxCell]) -> Iterator[Diagnostic]:
    """Yield for each column how many of its cells have boxes that ask for something else; a cell for words tells it by itself."""
    ignored = [one for one in unknown if one.column.role is ColumnRole.IGNORED]
    for heading, count in Counter(one.column.heading for one in ignored).items():
        first = next(one for one in ignored if one.column.heading == heading)
        yield Diagnostic("item-boxes-unknown", first.cell.place, figures={"heading": heading, "count": count})


def box_slots(boxes: Iterable[BoxCell], word: WordFile, page: Page, looks: Looks) -> Iterator[BoxSlot]:
    """Yield how the cells with boxes are filled."""
    for one in boxes:
        tc = word.cell(one.cell.place)
        paragraphs, known = list(unwrapped(tc, (P,))), _verdicts(one)
        if not paragraphs or known is None:
            continue
        whole, below = page.extents.of(tc), page.extents.of(paragraphs[-1]).end
        lines = [_line(paragraph, known, page, whole.start) for paragraph in paragraphs]
        typed = looks.at(paragraphs[-1], next(unwrapped(paragraphs[-1], (R,)), None))
        source = page.extents.xml[whole.start : whole.end]
        yield BoxSlot(one, whole.start, whole.end, source, below - whole.start, typed, tuple(line for line in lines if line.keys))


def _verdicts(one: BoxCell) -> Mapping[str, Verdict] | None:
    labels = [box.label for line in one.cell.text.split("\n") for box in printed_boxes(line)]
    return verdicts_of(labels, one.column.heading)


def _line(paragraph: etree._Element, known: Mapping[str, Verdict], page: Page, origin: int) -> _Line:
    boxes = {
        (-number, "tick"): box
        for number, box in enumerate(printed_boxes(shown(signs_of(paragraph))), 1)
        if box.label in known and not box.is_ticked
    }
    how = ticking(paragraph, boxes, page.extents)
    slot = line_slot(paragraph, {}, page, how.rooms, how.marks)
    return _Line(slot, slot.start - origin, how, {known[box.label]: key for key, box in boxes.items()})
