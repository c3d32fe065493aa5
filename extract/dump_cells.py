"""The cells of a dump as they stand in its lines, and the places between them at which a row may end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from extract import limits
from extract.dump_costs import Kind, Mark, Trait
from extract.flattened import seen
from rubrics.errors import SourceError

CELL_LINE = re.compile(r"(?P<torn>[ \xa0\u3000\x00-\x08\x0b-\x1f]{0,2})\t")
"""The beginning of a line that opens a cell; a sign before the tab is what a page break left."""
_NUMBER = re.compile(r"\s*[0-9０-９]{1,5}(?:\.[0-9]{1,3})?\s*分?\s*[★☆]*\s*")

_JOIN_BEHIND_TEXT = 1.5
_JOIN_BEHIND_EMPTY = 2.0
_JOIN_OVER_TEXT_BELOW = 1.5
_JOIN_OVER_PAGE_BREAK = 4.0
_CUT_IN_TEXT = 2.5
"""What it costs to let a row end inside a cell, at an empty line with text and then a tab below it."""
_SWITCH_AT_TEXT = 0.5
_SWITCH_IN_TEXT = 2.0
_SWITCH_AT_EMPTY_LINES = 4.0
"""What it costs to let a table of another width begin: below text under an empty cell, under a cell's text, and where there are
only empty lines."""

Line = tuple[int, str]
"""A line of the source: its number from 1, and its text."""


@dataclass(frozen=True)
class Strand:
    """A cell with all lines up to the next cell's tab; the first is what follows the own tab on line ``line``.

    ``torn`` says that a page break stands before it.
    """

    line: int
    lines: tuple[str, ...]
    torn: bool

    @cached_property
    def blanks(self) -> int:
        """How many empty lines follow, up to the next tab."""
        behind = (count for count, line in enumerate(reversed(self.lines[1:])) if line.strip())
        return next(behind, len(self.lines) - 1)

    @cached_property
    def gap(self) -> int:
        """How long the longest run of empty lines with text below it is."""
        return self._longest_gap[0]

    @cached_property
    def kind(self) -> Kind:
        """What kind of cell this is, text below its longest run of empty lines aside where it is empty or a figure above."""
        above = self.text_above if self.gap else self.text
        if not above:
            return Kind.EMPTY
        return Kind.NUMBER if _NUMBER.fullmatch(self.text) or above.strip().isdecimal() else Kind.TEXT

    @property
    def is_loose(self) -> bool:
        """Whether text hangs below an empty line on a cell that is otherwise empty."""
        return self.gap > 0 and self.kind is Kind.EMPTY

    @property
    def trait(self) -> Trait:
        """What the choice of row ends needs to know of the cell."""
        return Trait(self.kind, "".join(self.text.split()))

    @cached_property
    def text(self) -> str:
        """The lines as a cell's text, without empty lines at its ends."""
        return _joined(self.lines)

    @property
    def text_above(self) -> str:
        """The text above the longest run of empty lines."""
        return _joined(self.lines[: self._longest_gap[1]])

    @property
    def lines_below(self) -> tuple[Line, ...]:
        """The lines below the longest run of empty lines that hold something."""
        behind = self._longest_gap[1]
        return tuple((self.line + at, line) for at, line in enumerate(self.lines) if at >= behind and line.strip())

    @cached_property
    def _longest_gap(self) -> tuple[int, int]:
        """Length of the longest run of empty lines with text below it (the last of several), and the index behind it."""
        best, run = (0, 0), 0
        for index, line in enumerate(self.lines[1:], start=1):
            if line.strip() and run:
                best, run = max(best, (run, index)), 0
            elif not line.strip():
                run += 1
        return best


def read_strands(text: str, name: str) -> tuple[list[Line], list[Strand]]:
    """Return the lines above the first cell of a dump, and its cells."""
    above: list[Line] = []
    found: list[tuple[int, list[str], bool]] = []
    most = limits.current().dump_cells
    for number, line in enumerate(text.split("\n"), start=1):
        opening = CELL_LINE.match(line)
        if opening:
            found.append((number, [seen(line[opening.end() :])], bool(opening["torn"])))
        elif found:
            found[-1][1].append(seen(line))
        elif line.strip():
            above.append((number, seen(line)))
        if len(found) > most:
            raise SourceError("text-too-many-cells", where=name, limit=most)
    return above, [Strand(number, tuple(lines), torn) for number, lines, torn in found]


def row_marks(strands: Sequence[Strand]) -> dict[int, Mark]:
    """Return where rows may end, by the index of the cell behind the mark."""
    pairs = enumerate(pairwise(strands), start=1)
    return {index: mark for index, (before, strand) in pairs if (mark := _mark(before, strand)) is not None}


def _mark(before: Strand, strand: Strand) -> Mark | None:
    if strand.torn:
        return Mark(_JOIN_OVER_PAGE_BREAK, torn=True)
    if before.is_loose:
        return Mark(_JOIN_OVER_TEXT_BELOW, switch=_SWITCH_AT_TEXT)
    if before.blanks:
        join = _JOIN_BEHIND_EMPTY if before.kind is Kind.EMPTY else _JOIN_BEHIND_TEXT
        return Mark(join, switch=_SWITCH_AT_EMPTY_LINES if max(before.gap, before.blanks) > 1 else inf)
    return Mark(0.0, cut=_CUT_IN_TEXT, switch=_SWITCH_IN_TEXT) if before.gap else None


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line if line.strip() else "" for line in lines).strip("\n")
