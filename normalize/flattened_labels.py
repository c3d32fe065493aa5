"""The labels of the elements among the lines of a flattened table: found by their codes, which count up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from normalize.flattened_lines import Code, Line, Mark, code_of, computed_label, is_figure, is_label_points, is_priced, is_title
from normalize.labels import squeeze

_MOST_SKIPPED = 2
"""A code may be so many further than the one before: lines drop out."""
_SHORT_PIECE = 4
"""No requirement has so few signs; a title that is broken over lines has such pieces."""
_LONGEST_UNCODED = 15


class Label(NamedTuple):
    """A label: its text (lines kept), its level from 0, how many lines it takes, and whether it repeats the open one."""

    text: str
    level: int
    lines: int
    mark: Mark | None
    repeats: bool = False


class Labels:
    """The labels met so far: which style of code each level has, and the code that is open on it."""

    def __init__(self, lines: Sequence[Line], depth: int) -> None:
        self.lines, self.depth = lines, depth
        self.styles: list[str] = []
        self.open: list[Mark | None] = []
        self.titles: list[str] = []
        self.points_follow = False
        """whether the labels of the first level print their points"""

    def at(self, at: int, *, fresh: bool) -> Label | None:
        """Return the label that begins at line ``at``; ``fresh``: nothing but a label stands right above it."""
        code = code_of(self.lines[at].text)
        if code is None or (not code.title and not self._title_follows(at)):
            return None
        text, count = self._text(at, code)
        repeated = self._repeated(code, text)
        if repeated is not None:
            return Label(text, repeated, count, code.mark, repeats=True)
        level = self._level(code.mark, fresh=fresh)
        if level is None or (level == 0 and code.mark.style == "plain" and self.points_follow and not _has_points(text)):
            return None
        return Label(text, level, count, code.mark)

    def uncoded(self, at: int) -> Label | None:
        """Return the label without a code at line ``at``, for tables whose index counts the elements."""
        if at >= len(self.lines):
            return None
        text = self.lines[at].text
        if len(squeeze(text)) > _LONGEST_UNCODED or not is_title(text) or is_figure(text) or not squeeze(text)[-1:].isalnum():
            return None
        points = at + 1 < len(self.lines) and is_label_points(self.lines[at + 1].text)
        return Label(f"{text}\n{self.lines[at + 1].text}" if points else text, 0, 1 + points, None)

    def take(self, label: Label) -> None:
        """Open ``label``."""
        if label.level == len(self.styles) and label.mark is not None:
            self.styles.append(label.mark.style)
        if not self.open:
            self.points_follow = _has_points(label.text)
        self.open = [*self.open[: label.level], label.mark]
        self.titles = [*self.titles[: label.level], squeeze(label.text)]

    def _title_follows(self, at: int) -> bool:
        """Tell whether the line below a bare code is its title."""
        if at + 1 >= len(self.lines):
            return False
        below = self.lines[at + 1].text
        return is_title(below) and not is_figure(below) and code_of(below) is None and not computed_label(below)

    def _text(self, at: int, code: Code) -> tuple[str, int]:
        """Return the label's text with its lines, and how many there are: title, short pieces of it, points."""
        count = 1 if code.title else 2
        while at + count < len(self.lines) and not _has_points(self.lines[at + count - 1].text):
            below = self.lines[at + count].text
            if is_label_points(below):
                count += 1
                break
            if not self._is_piece(at + count):
                break
            count += 1
        return "\n".join(line.text for line in self.lines[at : at + count]), count

    def _is_piece(self, at: int) -> bool:
        """Tell whether the line ``at`` is a piece of the title above it: short, and text that is no price follows below."""
        text = self.lines[at].text
        return len(squeeze(text)) <= _SHORT_PIECE and squeeze(text).isalpha() and self._is_text(at) and self._is_text(at + 1)

    def _is_text(self, at: int) -> bool:
        """Tell whether the line ``at`` is neither a figure nor a price nor coded nor a computed row."""
        if at >= len(self.lines):
            return False
        text = self.lines[at].text
        return not (is_figure(text) or is_priced(text) or code_of(text) or computed_label(text))

    def _repeated(self, code: Code, text: str) -> int | None:
        """Return the level on which this very label is open already (after a page break), ``None`` where it is not."""
        return next(
            (level for level, mark in enumerate(self.open) if mark == code.mark and self.titles[level] == squeeze(text)), None
        )

    def _level(self, mark: Mark, *, fresh: bool) -> int | None:
        """Return the level of a label with this code if it fits to those before."""
        if mark.style not in self.styles:
            opens = mark.last == 1 or mark.style == "dotted"
            is_new = len(self.styles) == len(self.open) < self.depth and opens and (fresh or not self.styles)
            return len(self.styles) if is_new and self._belongs(mark, len(self.styles)) else None
        level = self.styles.index(mark.style)
        if level > len(self.open) or not self._belongs(mark, level):
            return None
        before = self.open[level] if level < len(self.open) else None
        if before is None:
            return level if fresh and (mark.last == 1 or mark.style == "dotted") else None
        skipped = mark.last - before.last
        most = 1 if mark.style in ("digits", "plain") else _MOST_SKIPPED
        if mark.style == "dotted" and mark.numbers[:-1] != before.numbers[:-1]:
            return None
        return level if 1 <= skipped <= most else None

    def _belongs(self, mark: Mark, level: int) -> bool:
        """Tell whether a dotted code names the open element above it."""
        above = self.open[level - 1] if 0 < level <= len(self.open) else None
        return mark.style != "dotted" or above is None or mark.numbers[0] == above.numbers[0] or level > 1


def _has_points(text: str) -> bool:
    lines = text.split("\n")
    return is_label_points(lines[-1]) or squeeze(lines[-1]).rstrip(")）]】").endswith("分")
