"""From the lines of a flattened table to its rows: labels, figures and computed rows are told from the text of the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from normalize.flattened_cells import OpenRow, Phase, Shape
from normalize.flattened_labels import Label, Labels
from normalize.flattened_lines import Line, computed_label, is_figure, is_open_ended
from normalize.flattened_table import FlattenedRow, FlattenedTotal
from normalize.flattened_vocabulary import BLANK_TOTALS
from normalize.labels import on_one_line, read_label
from normalize.vocabulary import TOTALS
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Column
from rubrics.values import show

_SHOWN = 40
_COUNTING = ("digits", "plain", "bracket")
"""Styles of codes that lists inside cells have, too."""


@dataclass(slots=True)
class Walked:
    """What the lines gave. ``elements`` has the element of the first level (from 0) for each row.

    ``doubtful`` are the numbers (from 0) of rows that may be several.
    """

    rows: list[FlattenedRow] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)
    totals: list[FlattenedTotal] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def walk(lines: Sequence[Line], columns: Sequence[Column]) -> Walked:
    """Return the rows that the ``lines`` of a table with these ``columns`` make."""
    walker = _Walker(lines, Shape.of(columns))
    at = 0
    while at < len(lines):
        at += walker.take(at)
    walker.finish()
    return walker.walked


class _Walker:
    """Walks over the lines and fills one row after the other."""

    def __init__(self, lines: Sequence[Line], shape: Shape) -> None:
        self.lines, self.shape = lines, shape
        self.labels = Labels(lines, shape.depth)
        self.pending: list[str] = []
        self.pending_line: Line | None = None
        self.index = ""
        self.expected_index = 1
        self.element = -1
        self.row: OpenRow | None = None
        self.total_ends = -1
        self.walked = Walked()

    def take(self, at: int) -> int:
        """Take the line ``at`` with the lines that belong to it; return how many."""
        line = self.lines[at]
        if computed_label(line.text):
            return self._take_total(at)
        if self._is_index(at):
            return self._take_index_line(at)
        label = self._label(at)
        if label is not None:
            return self._take_label(at, label)
        if is_figure(line.text):
            self._take_figure(at)
        else:
            self._take_text(at)
        return 1

    def finish(self) -> None:
        """Close the last row; report it where the text breaks off in it."""
        last = self.row.where_cut_off() if self.row is not None else None
        if last is not None:
            self._tell("flattened-cut-off", self.lines[-1], text=last[:_SHOWN])
        self._close(cut=last is not None)
        self._close_labels()

    def _label(self, at: int) -> Label | None:
        """Return the label at line ``at``; a number that could as well be one of a list in a cell is none inside a cell."""
        label = self.labels.at(at, fresh=self.row is None and bool(self.pending))
        if label is None and self.shape.index and not self.labels.styles:
            label = self.labels.uncoded(at)
            return label if label is not None and label.lines > 1 else None
        row = self.row
        if label is None or row is None or label.repeats or label.mark is None or label.mark.style not in _COUNTING:
            return label
        if row.phase in (Phase.REQUIREMENT, Phase.METHOD):
            return None
        return None if row.rules and row.is_next_in_rules(label.mark) and is_open_ended(row.rules[-1]) else label

    def _take_label(self, at: int, label: Label) -> int:
        if label.repeats:
            return label.lines
        self._close()
        if label.level < len(self.pending) and any(self.pending[label.level :]):
            self._close_labels()
        self.element += label.level == 0
        self.labels.take(label)
        self.pending = [*self.pending[: label.level], *[""] * (label.level - len(self.pending)), label.text]
        self.pending_line = self.pending_line or self.lines[at]
        return label.lines

    def _is_index(self, at: int) -> bool:
        """Tell whether the figure at line ``at`` counts the elements: it stands above a label or a computed row.

        Only the next number is one above a label without points; numbers before it may have dropped out of the text.
        """
        text = self.lines[at].text
        if not self.shape.index or not (text.isdecimal() and len(text) < 3) or at + 1 >= len(self.lines):
            return False
        skipped = int(text) - self.expected_index
        if computed_label(self.lines[at + 1].text):
            return skipped >= 0
        label = self.labels.uncoded(at + 1)
        return label is not None and (skipped == 0 or (skipped > 0 and label.lines > 1))

    def _take_index_line(self, at: int) -> int:
        self.index = self.lines[at].text
        self.expected_index = int(self.index) + 1
        label = None if computed_label(self.lines[at + 1].text) else self.labels.uncoded(at + 1)
        return 1 + (self._take_label(at + 1, label) if label is not None else 0)

    def _take_total(self, at: int) -> int:
        """Take a computed row: its label, and its figure beside or below it."""
        text = self.lines[at].text
        below = self._text(at + 1)
        inside = read_label(text).points
        if inside is None and not is_figure(below) and self.total_ends == at and any(word in text for word in BLANK_TOTALS):
            return 1
        self._close()
        label = computed_label(text) or on_one_line(text)
        figure = below if inside is None and is_figure(below) else None if inside is None else show(inside)
        self._add_total(label, None if label in TOTALS else self.element, figure, at)
        count = 1 if inside is not None or figure is None else 2
        self.total_ends = at + count if figure is not None else -1
        return count

    def _take_figure(self, at: int) -> None:
        row, line = self.row, self.lines[at]
        if row is not None and self.shape.points and row.points is None and self._takes_points(row, at):
            row.points = line.text
            row.phase = max(row.phase, Phase.POINTS)
        elif row is not None and self.shape.points and self._closes_element(at):
            self._close()
            self._add_total("", self.element, line.text, at)
        else:
            self._tell("flattened-figure-odd", line, text=line.text)

    def _takes_points(self, row: OpenRow, at: int) -> bool:
        """Tell whether the figure at line ``at`` is the points of ``row``."""
        if self.shape.points_last:
            return True
        return row.phase < Phase.POINTS and not self._is_bare_subtotal(at)

    def _is_bare_subtotal(self, at: int) -> bool:
        """Tell whether a figure below a requirement closes the element: so did one below each element before."""
        if not self._closes_element(at) or self.element < 1:
            return False
        closed = {total.element for total in self.walked.totals}
        return all(element in closed for element in range(self.element))

    def _closes_element(self, at: int) -> bool:
        """Tell whether behind the line ``at`` another element of the first level begins, or nothing follows."""
        if at + 1 >= len(self.lines):
            return True
        if computed_label(self.lines[at + 1].text) in TOTALS or self._is_index(at + 1):
            return True
        label = self.labels.at(at + 1, fresh=False)
        return label is not None and label.level == 0 and not label.repeats

    def _take_text(self, at: int) -> None:
        line = self.lines[at]
        if self.row is not None and self.row.ends_before(line.text, self._text(at + 1)):
            self._close()
        if self.row is None:
            self.row = OpenRow(self.shape, line, self._take_pending(), self._take_index())
            if self.row.lacks_requirement(line.text):
                self._tell("flattened-requirement-lost", line, text=line.text[:_SHOWN])
        if self.row.take(line.text):
            self._tell("flattened-cells-joined", line, text=line.text[:_SHOWN])

    def _close(self, *, cut: bool = False) -> None:
        """Close the open row; one that is ``cut`` off is reported as that, not for what it lacks."""
        row, self.row = self.row, None
        if row is None:
            return
        if row.may_be_several:
            self.walked.doubtful.add(len(self.walked.rows))
        self._add(row)
        if self.shape.rules and not row.rules and not cut:
            self._tell("flattened-rules-lost", row.line)

    def _close_labels(self) -> None:
        """Make a row without an item of labels below which none came."""
        if any(self.pending) and self.pending_line is not None:
            self._tell("flattened-element-empty", self.pending_line, text=on_one_line(self.pending[-1])[:_SHOWN])
            line = self.pending_line
            self._add(OpenRow(self.shape, line, self._take_pending(), self._take_index()))

    def _add(self, row: OpenRow) -> None:
        self.walked.rows.append(row.closed())
        self.walked.elements.append(max(self.element, 0))

    def _add_total(self, label: str, element: int | None, figure: str | None, at: int) -> None:
        place = Place(line=self.lines[at].number)
        self.walked.totals.append(FlattenedTotal(label, element, figure, place, self._take_index()))

    def _text(self, at: int) -> str:
        return self.lines[at].text if at < len(self.lines) else ""

    def _take_pending(self) -> tuple[str, ...]:
        labels = (*self.pending, *[""] * (self.shape.depth - len(self.pending)))
        self.pending, self.pending_line = [], None
        return labels

    def _take_index(self) -> str:
        index, self.index = self.index, ""
        return index

    def _tell(self, code: str, line: Line, **figures: object) -> None:
        self.walked.diagnostics.append(Diagnostic(code, Place(line=line.number), figures=figures))
