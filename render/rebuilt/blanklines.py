"""The lines with blanks above and below a rebuilt table: which stand together, and how much room each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from render import words
from rubrics.model import Blank

_TO_A_LINE = 2
_DATES = {"period": words.PERIOD_ROOM, "date": words.DATE_ROOM}
"""Dates are not underlined: 年, 月 and 日 stand in them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; room to write is underlined."""

    text: str
    is_underlined: bool = False


Line = tuple[Piece, ...]


def blank_lines(blanks: Sequence[Blank]) -> tuple[list[tuple[Line, list[Blank]]], list[tuple[Line, list[Blank]]]]:
    """Return the lines above and those below the table, each with its blanks: signatures at the end stand below."""
    at = len(blanks)
    while at and any(word in blanks[at - 1].label for word in words.SIGNATURES):
        at -= 1
    above, below = blanks[:at], blanks[at:]
    return [(_line(group), group) for group in _grouped(above)], [(_line(group), group) for group in _grouped(below)]


def _grouped(blanks: Sequence[Blank]) -> Iterator[list[Blank]]:
    """Yield the blanks of each line: those of one line of the source, two at most, and none behind a date."""
    for _, together in groupby(blanks, key=lambda blank: blank.at):
        line: list[Blank] = []
        for blank in together:
            if len(line) == _TO_A_LINE or (line and line[-1].field in _DATES):
                yield line
                line = []
            line.append(blank)
        yield line


def _line(blanks: Sequence[Blank]) -> Line:
    pieces: list[Piece] = []
    for number, blank in enumerate(blanks):
        pieces.append(Piece(f"{words.BETWEEN_BLANKS if number else ''}{blank.label}："))
        room = _DATES.get(blank.field)
        if blank.field == "other":
            pieces.append(Piece(words.UNKNOWN_ROOM))
        else:
            pieces.append(Piece(words.ROOM, is_underlined=True) if room is None else Piece(room))
    return tuple(pieces)
