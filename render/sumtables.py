"""A table of sums that goes with the scoring table (评分汇总表): a row for each element, and what it came to beside its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extract.document import Cell, Document, Grid
from extract.word import WordFile
from normalize.labels import read_label, read_points, squeeze
from normalize.rows import is_subtotal, total_label
from render import words
from render.blanks import kinds_of
from render.celllabels import cell_label
from render.cells import Slot, slot_of
from render.figures import Figures
from render.gaps import Page
from render.places import cell_at, covering
from render.runs import Looks
from render.scorecards import figure, percent
from render.splice import Edit
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import ColumnRole, Rubric
from scoring.scorecard import ElementScore, Outcome, Scorecard, Status, TotalScore

_LONGEST_LABEL = 16
"""Signs of the label of a row for the rate."""
_HEADER_ROWS = 3
"""So far down the headings of a table of sums may stand."""
_LEAST_NAMED = 0.8
"""This part of its rows have to name elements."""
_SIGNS = re.compile(r"[（(][^（）()]*[)）]|[%％：:]")
_COUNTED = re.compile("(?:值|数|合计|小计|汇总)$")
TOTAL = ""
"""Stands for the whole where others name an element."""


class SumKind(StrEnum):
    """What a column of a table of sums is for."""

    POINTS = "points"
    NOT_APPLICABLE = "not-applicable"
    DUE = "due"
    PERCENT = "percent"
    DEDUCTION = "deduction"
    SCORE = "score"


_BY_WORDS = (
    (words.SUM_RATE, SumKind.PERCENT),
    (words.SUM_DUE, SumKind.DUE),
    (words.SUM_TAKEN, SumKind.DEDUCTION),
    (words.SUM_SCORE, SumKind.SCORE),
)


@dataclass(frozen=True, slots=True)
class SumCell:
    """An empty cell of a table of sums: of which element (``TOTAL`` of the whole), which figure, and whose."""

    cell: Cell
    element: str
    kind: SumKind
    heading: str
    with_bonus: bool = False
    """of the whole: whether the bonus is among the rows that it adds up"""


@dataclass(frozen=True, slots=True)
class SumSlot:
    """Where such a cell takes its figure."""

    of: SumCell
    slot: Slot

    def edit(self, sides: Mapping[str, Figures]) -> Edit | None:
        """Return the cell with its figure; ``None`` where there is none, or two assessments differ in it."""
        asked = [figures for kind in kinds_of(self.of.heading) if (figures := sides.get(kind)) is not None]
        texts = {sum_text(figures.filled.scorecard, self.of) for figures in asked}
        text = texts.pop() if len(texts) == 1 else ""
        return Edit(self.slot.start, self.slot.end, self.slot.filled(text)[0]) if text else None


def sum_cells(
    rubric: Rubric, document: Document, *, is_filled: bool = False
) -> tuple[tuple[SumCell, ...], tuple[Diagnostic, ...]]:
    """Return the empty cells of the tables of sums beside the scoring tables, and which of their rows name nothing known.

    With them go those of a row for the rate (得分率) in a scoring table. Of a form that ``is_filled`` all of them are returned.
    """
    scoring = {place.table for place in rubric.source.tables} if rubric.source is not None else set()
    found = list(_rate_cells(rubric, document))
    said: list[Diagnostic] = []
    for grid in document.grids:
        columns = _columns(grid) if grid.number not in scoring and scoring else None
        if columns is not None:
            cells, unknown = _cells(rubric, grid, *columns)
            found += cells
            said += [Diagnostic("sums-unknown", place, figures={"label": label}) for place, label in unknown if cells]
    return tuple(one for one in found if is_filled or _is_open(one.cell)), tuple(said)


def _rate_cells(rubric: Rubric, document: Document) -> Iterator[SumCell]:
    """Yield the cells for scores in the rows of the scoring tables that ask for the rate of the whole."""
    begins = {place.table: place.columns for place in rubric.source.tables} if rubric.source is not None else {}
    scores = [(number, column) for number, column in enumerate(rubric.form.columns) if column.role is ColumnRole.SCORE]
    taken = {str(at).partition("c")[0] for at in (item.at for item in rubric.by_item.values()) if at}
    labels = [
        (Place(table=grid.number, row=cell.row + 1), cell)
        for grid in document.grids
        if grid.number in begins and scores
        for cell in grid.cells
        if len(cell.text) < _LONGEST_LABEL
        and ("率" in cell.text or "比" in cell.text)
        and _SIGNS.sub("", squeeze(cell.text)) in words.SUM_RATE
    ]
    cells = covering(document) if labels else {}
    for row, label in labels:
        if str(row) not in taken:
            for number, column in scores:
                cell = cell_at(row, number, begins, cells)
                if cell is not None and cell.row == label.row and cell.column > label.column:
                    yield SumCell(cell, TOTAL, SumKind.PERCENT, column.heading)


def sum_slots(cells: Sequence[SumCell], word: WordFile, page: Page, looks: Looks) -> Iterator[SumSlot]:
    """Yield how the cells of tables of sums are filled."""
    for one in cells:
        slot, _ = slot_of(word.cell(one.cell.place), one.cell, page, looks)
        if slot is not None:
            yield SumSlot(one, slot)


def _columns(grid: Grid) -> tuple[int, int, dict[int, tuple[SumKind, str]]] | None:
    """Return the first row below the headings, the last column of names, and the columns of figures; ``None`` of other tables."""
    for row in range(_HEADER_ROWS):
        cells = [cell for cell in grid.cells if cell.row == row]
        headings = {cell.column: squeeze(cell.text) for cell in cells}
        kinds = {column: (kind, text) for column, text in headings.items() if (kind := _kind(text)) is not None}
        names = [column for column, text in headings.items() if column not in kinds and any(w in text for w in words.SUM_NAMES)]
        if names and {SumKind.SCORE, SumKind.DEDUCTION} & {kind for kind, _ in kinds.values()}:
            below = max((cell.row + cell.row_span for cell in cells), default=row + 1)
            return below, max(names), kinds
    return None


def _kind(heading: str) -> SumKind | None:
    plain = _SIGNS.sub("", heading)
    bare = _COUNTED.sub("", plain)
    if any(word in plain for word in words.SUM_ABSENT):
        return SumKind.NOT_APPLICABLE if bare.endswith("分") else None
    if plain in words.SUM_POINTS:
        return SumKind.POINTS
    return next((kind for known, kind in _BY_WORDS if bare.endswith(known)), None)


def _cells(
    rubric: Rubric, grid: Grid, below: int, names: int, kinds: Mapping[int, tuple[SumKind, str]]
) -> tuple[list[SumCell], list[tuple[Place, str]]]:
    """Return the cells for figures of a table, and its rows that name nothing known; nothing where too few name elements."""
    at = {(cell.row, cell.column): cell for cell in grid.cells}
    found: list[SumCell] = []
    unknown: list[tuple[Place, str]] = []
    named = 0
    for row in range(below, grid.rows):
        label = next((cell for column in range(names, -1, -1) if (cell := at.get((row, column))) and squeeze(cell.text)), None)
        left = [squeeze(cell.text) for column in range(label.column if label else 0) if (cell := at.get((row, column)))]
        element = None if label is None else _element(rubric, label.text, left)
        held = {kind: cell for column, (kind, _) in kinds.items() if (cell := at.get((row, column))) is not None}
        if label is None or element is None or not _agrees(rubric, element, held.get(SumKind.POINTS)):
            unknown += [(label.place, squeeze(label.text))] if label is not None else []
            continue
        named += 1
        own = [(column, cell) for column in kinds if (cell := at.get((row, column))) is not None]
        found += [SumCell(cell, element, *kinds[column]) for column, cell in own]
    if any(one.element != TOTAL and rubric.by_element[one.element].kind == "bonus" for one in found):
        found = [replace(one, with_bonus=True) for one in found]
    return (found, unknown) if named >= _LEAST_NAMED * (named + len(unknown)) and named > 1 else ([], [])


def _element(rubric: Rubric, text: str, left: Sequence[str]) -> str | None:
    """Return the id of the one element that a row names by its title, or code and title; ``TOTAL`` of the whole.

    ``left`` are the texts before the title, in which the code may stand.
    """
    total = total_label(text)
    if total is not None:
        return None if is_subtotal(total) else TOTAL
    label = read_label(text)
    title = squeeze(label.title)
    alike = [name for name, element in rubric.by_element.items() if squeeze(element.title) == title]
    codes = {label.code} if label.code else {*left}
    by_code = [name for name in alike if {name, rubric.by_element[name].code} & codes]
    top = [name for name in alike if any(element is rubric.by_element[name] for element in rubric.elements)]
    return next((found[0] for found in (by_code, alike, top) if len(found) == 1), None)


def _agrees(rubric: Rubric, element: str, cell: Cell | None) -> bool:
    """Tell whether the points that a row prints are those that the element, or the standard, has."""
    printed = None if cell is None else read_points(cell.text).points
    points = rubric.points if element == TOTAL else rubric.by_element[element].points
    return printed is None or points is None or printed == points


def _is_open(cell: Cell) -> bool:
    """Tell whether a cell has room for a figure and prints none."""
    text = cell.text.strip()
    return not text or cell_label(text) is not None


def sum_text(card: Scorecard, of: SumCell) -> str:
    """Return the figure of a cell; nothing where there is none, or it is not known yet."""
    if of.element == TOTAL:
        total = card.total if not of.with_bonus else replace(card.total, score=card.total.score + card.total.bonus)
        return "" if card.outcome is Outcome.INCOMPLETE else _figure(total, of.kind, of.heading)
    score = card.elements[of.element]
    if score.status is Status.NOT_APPLICABLE and of.kind in (SumKind.SCORE, SumKind.DEDUCTION, SumKind.PERCENT):
        return words.NOTHING
    return "" if score.status is Status.UNASSESSED else _figure(score, of.kind, of.heading)


def _figure(score: ElementScore | TotalScore, kind: SumKind, heading: str) -> str:
    if kind is SumKind.PERCENT:
        shown = percent(score.percent)
        return shown if not shown or any(sign in heading for sign in "%％") else f"{shown}%"
    values = {
        SumKind.POINTS: score.points,
        SumKind.NOT_APPLICABLE: score.not_applicable,
        SumKind.DUE: score.due,
        SumKind.DEDUCTION: score.deduction,
        SumKind.SCORE: score.score,
    }
    return figure(values[kind])
