"""One row of a flattened table while it grows: which of its cells a line goes on in, and which line opens the next row.

The cells of a row come in the order of the columns, so that the walk only goes forward: requirement, method, points, rules.
A wording of the rules column, or the first line below the points, opens the rules; a line that does not go on in the rules
opens the next row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from normalize.flattened_lines import (
    Line,
    Mark,
    enumerator,
    is_closed,
    is_figure,
    is_in_brackets,
    is_open_ended,
    is_priced,
    opens_method,
)
from normalize.flattened_table import FlattenedRow
from normalize.flattened_vocabulary import VETO_WORDS
from rubrics.diagnostics import Place
from rubrics.model import Column, ColumnRole


class Phase(IntEnum):
    """Which cell of the row the walk is in."""

    LABEL = 0
    REQUIREMENT = 1
    METHOD = 2
    POINTS = 3
    RULES = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns the table has, as far as the walk needs to know it; ``depth`` counts the levels of labels."""

    depth: int
    index: bool
    points: bool
    method: bool
    rules: bool
    veto: bool
    points_last: bool

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Shape:
        """Return the shape of a table with these columns; a heading of its own for elements may stand over two levels."""
        roles = [column.role for column in columns]
        rules = [at for at, role in enumerate(roles) if role in (ColumnRole.RULES, ColumnRole.VETO)]
        points = [at for at, role in enumerate(roles) if role is ColumnRole.POINTS]
        return cls(
            depth=max(roles.count(ColumnRole.ELEMENT), 2),
            index=ColumnRole.INDEX in roles,
            points=bool(points),
            method=ColumnRole.METHOD in roles,
            rules=bool(rules),
            veto=ColumnRole.VETO in roles,
            points_last=bool(rules and points) and points[-1] > rules[-1],
        )


@dataclass(slots=True)
class OpenRow:
    """A row while it grows; ``may_be_several``: a line in its requirement could have opened one of its own."""

    shape: Shape
    line: Line
    labels: tuple[str, ...]
    index: str
    requirement: list[str] = field(default_factory=list)
    method: list[str] = field(default_factory=list)
    points: str | None = None
    rules: list[str] = field(default_factory=list)
    phase: Phase = Phase.REQUIREMENT
    may_be_several: bool = False
    counted: dict[str, int] = field(default_factory=dict)
    """the last number of each style of list in the cell that the walk is in"""

    def take(self, text: str) -> bool:
        """Take a line of text into the cell that it belongs to; return whether it could be a requirement of its own.

        A clause or a method at the beginning, whose requirement is lost, stands for it, too.
        """
        if self.lacks_requirement(text):
            self.requirement.append(text)
        if self.phase >= Phase.POINTS or (self.shape.rules and is_priced(text)):
            self._add(self.rules, Phase.RULES, text)
        elif self.phase is Phase.METHOD or (self.shape.method and opens_method(text)):
            self._add(self.method, Phase.METHOD, text)
        else:
            doubt = self._may_open_requirement(text)
            self.requirement.append(text)
            self.may_be_several |= doubt
            return doubt
        return False

    def lacks_requirement(self, text: str) -> bool:
        """Tell whether the first line of the row is none of its requirement, but of a cell behind it."""
        shape = self.shape
        return not self.requirement and ((shape.rules and is_priced(text)) or (shape.method and opens_method(text)))

    def ends_before(self, text: str, below: str) -> bool:
        """Tell whether the line ``text`` opens the next row; ``below`` is the line after it."""
        if self.phase is Phase.REQUIREMENT:
            return False
        counts_on = self._counts_on(text)
        if self.phase is Phase.METHOD:
            return not is_priced(text) and counts_on and not self._carries_on(text)
        if self.phase is Phase.POINTS:
            return not is_priced(text) and (not self.shape.rules or is_figure(below) or counts_on)
        return (self.shape.points_last and self.points is not None) or not self._goes_on_in_rules(text)

    def is_next_in_rules(self, mark: Mark) -> bool:
        """Tell whether a list number follows those in the rules, or begins a list there."""
        return mark.last == self.counted.get(mark.style, 0) + 1

    def where_cut_off(self) -> str | None:
        """Return the last line of the row if the text breaks off in it."""
        last = (self.rules or self.method or self.requirement or [""])[-1]
        unfinished = self.shape.rules and not self.rules and not is_closed(last)
        return last if is_open_ended(last) or unfinished else None

    def closed(self) -> FlattenedRow:
        """Return the row as it is."""
        veto = _veto_lines(self.rules) if self.shape.veto else 0
        return FlattenedRow(
            labels=self.labels,
            requirement="\n".join(self.requirement),
            points_text=self.points,
            inferred=False,
            rules="\n".join(self.rules[veto:]),
            place=Place(line=self.line.number),
            method="\n".join(self.method),
            veto="\n".join(self.rules[:veto]),
            index=self.index,
        )

    def _add(self, cell: list[str], phase: Phase, text: str) -> None:
        """Add a line to a cell behind the requirement, and note its list number."""
        if self.phase is not phase:
            self.counted = {}
        cell.append(text)
        self.phase = phase
        mark = enumerator(text)
        if mark is not None:
            self.counted[mark.style] = mark.last

    def _carries_on(self, text: str) -> bool:
        """Tell whether a line has the list number that follows the last one of its style in this cell."""
        mark = enumerator(text)
        return mark is not None and mark.last - 1 == self.counted.get(mark.style)

    def _may_open_requirement(self, text: str) -> bool:
        """Tell whether a line in the requirement could be one of its own: it counts on, or the line above does not end."""
        if not self.requirement:
            return False
        if self._counts_on(text):
            return True
        return not is_closed(self.requirement[-1]) and enumerator(text) is None and not is_in_brackets(self.requirement)

    def _counts_on(self, text: str) -> bool:
        """Tell whether a line has the list number that follows that of the requirement."""
        own, mark = enumerator(self.requirement[0]), enumerator(text)
        return own is not None and mark is not None and mark == Mark(own.style, (own.last + 1,))

    def _goes_on_in_rules(self, text: str) -> bool:
        """Tell whether a line goes on in the rules."""
        if is_in_brackets(self.rules) or is_priced(text):
            return True
        mark = enumerator(text)
        if mark is None:
            return text[:1] in "（(" or is_open_ended(self.rules[-1])
        if self._counts_on(text):
            return False
        return self.is_next_in_rules(mark) or mark.style == "bracket" or is_open_ended(self.rules[-1])


def _veto_lines(rules: Sequence[str]) -> int:
    """Return how many of the lines belong to the column of vetoes: up to the last that names one."""
    return max((at for at, line in enumerate(rules, start=1) if any(word in line for word in VETO_WORDS)), default=0)
