"""A line of the edited form in the making: what it prints, what it printed before, and its rows of the Word table."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from render.editing.plan import Printed
from render.editing.wordrows import WordRow


class NotEditableError(Exception):
    """The published form cannot be brought to what the rubric says; the subject is what stands in the way."""


@dataclass(eq=False)
class FormLine:
    """What a line prints now, what it printed (or the line printed that it is a copy of), and its rows, the first its own."""

    printed: Printed
    old: Printed
    rows: list[WordRow]
    is_copy: bool

    @property
    def subject(self) -> str:
        """The id of what stands in the line."""
        return subject_of(self.printed)

    def rejoins(self, column: int) -> bool:
        """Tell whether the cell over a column of the form is merged with others than before."""
        now, before = self.printed.box(column), self.old.box(column)
        return (now.joins if now is not None else None) != (before.joins if before is not None else None)

    @property
    def is_rejoined(self) -> bool:
        """Whether any cell is merged with others than before."""
        return any(self.rejoins(box.start) for box in self.printed.row.boxes)


def subject_of(line: Printed) -> str:
    """Return the id of what a line prints."""
    return next(filter(None, line.key[1:]), "")


def spelled(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines with the words of a merged cell in each of its rows."""
    words: dict[Hashable, str] = {}
    for box in (box for line in lines for box in line.row.boxes):
        if box.joins is not None and box.text:
            words.setdefault(box.joins, box.text)
    return [_with_words(line, words) for line in lines]


def _with_words(line: Printed, words: dict[Hashable, str]) -> Printed:
    boxes = (box if box.joins is None else replace(box, text=words.get(box.joins, "")) for box in line.row.boxes)
    return replace(line, row=replace(line.row, boxes=tuple(boxes)))
