"""Columns of their own for what an item came to (符合 | 不符合 | 不适用): the cell below the right one is ticked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from extract.document import Cell, Document
from extract.word import WordFile
from extract.wordxml import P, unwrapped
from render import words
from render.blanks import kinds_of
from render.boxes import ticking
from render.boxsigns import TICK, TICKED_SIGNS, lone_box
from render.cells import Slot, slot_of
from render.figures import Figures
from render.gaps import ROOM, Page, line_slot
from render.lines import Key, LineSlot
from render.places import cell_at, covering, parse_place
from render.runs import Looks
from render.signs import shown, signs_of
from render.splice import Edit
from render.verdicts import Tick, Verdict, verdict_on, verdicts_of
from rubrics.diagnostics import Diagnostic
from rubrics.model import ColumnRole, Rubric
from scoring.scorecard import Status

_ROLES = frozenset({ColumnRole.IGNORED, ColumnRole.DESCRIPTION})
_KEY: Key = (-1, "tick")
_ASIDE = re.compile(rf"[（(][^（）()]*[)）]|打?[{TICKED_SIGNS}×]")
_EMPTY = re.compile(rf"[{ROOM}\s]*|[（(][{ROOM}]*[)）]|[□☐]|[/／—–-]+")
_MARKED = re.compile(rf"[（(]?[{ROOM}]*[{TICKED_SIGNS}●Vv][{ROOM}]*[)）]?")
_CROSSED = re.compile(rf"[（(]?[{ROOM}]*[×✗✘Xx][{ROOM}]*[)）]?")
"""A cross says that the word above does not hold, but under 不符合, where people put one in place of a tick."""


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Columns side by side of which one is ticked in each row: their numbers in the form, each with what it says."""

    heading: str
    columns: Mapping[int, Verdict]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Whose assessment they are about."""
        return kinds_of(self.heading)


@dataclass(frozen=True, slots=True)
class TickRow:
    """The cells of an item in such columns, by what each says."""

    item: str
    group: TickGroup
    cells: Mapping[Verdict, Cell]


@dataclass(frozen=True, slots=True)
class _BoxedCell:
    """The line of a cell with nothing but a box in it."""

    line: LineSlot
    tick: str

    @property
    def start(self) -> int:
        return self.line.start

    @property
    def end(self) -> int:
        return self.line.end

    def filled(self, _: str) -> tuple[bytes, int]:
        return self.line.filled({_KEY: self.tick}), 0


@dataclass(frozen=True, slots=True)
class TickSlots:
    """Where the cells of such a row take a tick; a cell with something printed in it takes none."""

    of: TickRow
    slots: Mapping[Verdict, Slot | _BoxedCell]

    def edit(self, sides: Mapping[str, Figures], said: list[Diagnostic]) -> Edit | None:
        """Return the one cell with its tick; ``None`` where the item is not assessed, or ``said`` takes why there is none."""
        asked = [sides[kind].filled.scorecard.items[self.of.item] for kind in self.of.group.kinds if kind in sides]
        verdicts = {verdict_on(card, self.of.cells) for card in asked if card.status is not Status.UNASSESSED}
        verdict = verdicts.pop() if len(verdicts) == 1 else None
        place = next(iter(self.of.cells.values())).place
        if verdict is None:
            is_open = all(card.status is Status.UNASSESSED for card in asked)
            said += [] if is_open else [Diagnostic("item-boxes-left", place, self.of.item, {"heading": self.of.group.heading})]
            return None
        slot, cell = self.slots.get(verdict), self.of.cells[verdict]
        if slot is None:
            said.append(Diagnostic("cell-not-empty", cell.place, self.of.item, {"printed": cell.text.strip(), "text": TICK}))
            return None
        return Edit(slot.start, slot.end, slot.filled(TICK)[0])


def tick_groups(rubric: Rubric) -> tuple[tuple[TickGroup, ...], tuple[str, ...]]:
    """Return the groups of columns to tick, and the headings of such whose question, or whose assessor, is not known."""
    found: list[TickGroup] = []
    unknown: list[str] = []
    for above, labels in _label_runs(rubric):
        heading = above or "、".join(labels.values())
        known = verdicts_of(list(labels.values()), above)
        if known is None or any(word in above for word in words.ASKS_LATER):
            unknown.append(heading)
        else:
            found.append(TickGroup(heading, {number: known[label] for number, label in labels.items()}))
    kinds = [kind for group in found for kind in group.kinds]
    if len(kinds) > len(set(kinds)):
        return (), (*unknown, *(group.heading for group in found))
    return tuple(found), tuple(unknown)


def with_tick_columns(rubric: Rubric) -> Rubric:
    """Return the rubric with the columns to tick as such: below 检查情况 they are taken for columns for words."""
    numbers = {number for _, labels in _label_runs(rubric) for number in labels}
    if all(rubric.form.columns[number].role is ColumnRole.IGNORED for number in numbers):
        return rubric
    ignored = {"role": ColumnRole.IGNORED, "side": None}
    columns = [one.model_copy(update=ignored) if n in numbers else one for n, one in enumerate(rubric.form.columns)]
    return rubric.model_copy(update={"form": rubric.form.model_copy(update={"columns": tuple(columns)})})


def _label_runs(rubric: Rubric) -> Iterator[tuple[str, dict[int, str]]]:
    """Yield what stands above columns side by side that name what an item came to, and the names by the columns' numbers."""
    columns = [(number, column) for number, column in enumerate(rubric.form.columns) if column.role in _ROLES]
    runs = groupby(enumerate(columns), key=lambda one: (one[1][0] - one[0], one[1][1].heading.rpartition("/")[0]))
    for (_, above), run in runs:
        labels = {number: label for _, (number, column) in run if (label := _label(column.heading)) in words.BOX_LABELS}
        if len(labels) > 1:
            yield above, labels


def tick_rows(rubric: Rubric, document: Document) -> tuple[TickRow, ...]:
    """Return the cells to tick of each item that has them to itself."""
    groups, _ = tick_groups(rubric)
    if not groups or rubric.source is None:
        return ()
    cells = covering(document)
    begins = {place.table: place.columns for place in rubric.source.tables}
    rows: list[TickRow] = []
    for item in rubric.by_item.values():
        for group in groups:
            found = {verdict: cell_at(parse_place(item.at), n, begins, cells) for n, verdict in group.columns.items()}
            rows.append(TickRow(item.id, group, {verdict: cell for verdict, cell in found.items() if cell is not None}))
    uses = Counter(cell.place for row in rows for cell in row.cells.values())
    whole = (row for row in rows if len(row.cells) == len(row.group.columns))
    return tuple(row for row in whole if all(uses[cell.place] == 1 for cell in row.cells.values()))


def tick_slots(rows: Iterable[TickRow], word: WordFile, page: Page, looks: Looks) -> Iterator[TickSlots]:
    """Yield how the rows are ticked."""
    for row in rows:
        slots: dict[Verdict, Slot | _BoxedCell] = {}
        for verdict, cell in row.cells.items():
            tc = word.cell(cell.place)
            slot = _boxed(tc, page) or slot_of(tc, cell, page, looks)[0]
            slots |= {} if slot is None else {verdict: slot}
        yield TickSlots(row, slots)


def ticks_in(rows: Iterable[TickRow], said: list[Diagnostic]) -> Iterator[tuple[TickRow, Tick]]:
    """Yield what is ticked in the rows of a filled form; ``said`` takes what stands in such a cell and is no tick."""
    for row in rows:
        marked: list[Verdict] = []
        labels: list[str] = []
        for verdict, cell in row.cells.items():
            text = cell.text.strip()
            is_crossed = _CROSSED.fullmatch(text) is not None
            if _MARKED.fullmatch(text) or (is_crossed and verdict is Verdict.NOT_MET):
                marked.append(verdict)
                labels.append(words.VERDICT_LABELS[verdict.value])
            elif not _EMPTY.fullmatch(text) and not is_crossed:
                said.append(Diagnostic("read-tick-unread", cell.place, row.item, {"text": " ".join(text.split())}))
        if marked:
            yield row, Tick(marked[0] if len(marked) == 1 else None, "、".join(labels))


def _label(heading: str) -> str:
    return _ASIDE.sub("", heading.rpartition("/")[2])


def _boxed(tc: etree._Element, page: Page) -> _BoxedCell | None:
    """Return the slot of a cell that holds a box and nothing else."""
    lines = [(p, text) for p in unwrapped(tc, (P,)) if (text := shown(signs_of(p))).strip()]
    box = lone_box(lines[0][1]) if len(lines) == 1 else None
    if box is None:
        return None
    how = ticking(lines[0][0], {_KEY: box}, page.extents)
    return _BoxedCell(line_slot(lines[0][0], {}, page, how.rooms, how.marks), how.texts[_KEY])
