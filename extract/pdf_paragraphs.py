"""Paragraphs out of lines: which line ends because it was full, and which because its paragraph does.

A line is full where the head of the next (its first signs, which no line end may part) had no room in it any more. A line that
is not full ends a paragraph. Of a full line this cannot be known; it goes on unless a number, an indent or a wider gap follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf_lines import Line
from extract.pdf_numbering import Mark, leading_mark

_SLACK = 0.02
"""So much of a sign's height may be missing where the next head has room: programs round."""
_BESIDE_LATIN = 0.25
"""So much room, in heights of the signs, do programs put between Chinese and Latin signs."""
_WIDE_GAP = 1.4
_INDENT = 0.8
_CENTRED = 0.3
_ENDS = tuple("。；：！？;:!?")
_LATIN = re.compile(r"[!-~\u00a1-\u024f]")


class Room(NamedTuple):
    """From where to where the lines of a cell or a page may reach."""

    left: float
    right: float


def paragraphs(parts: Sequence[Sequence[Line]], room: Room) -> list[str]:
    """Return the paragraphs that lines make, in order; ``parts`` are the lines on each page, from the top down."""
    found: list[str] = []
    marks: list[Mark] = []
    last: Line | None = None
    for lines in parts:
        pitch = _pitch(lines)
        for number, line in enumerate(lines):
            mark = leading_mark(line.text)
            gap = line.middle - last.middle if last is not None and number else 0.0
            if last is None or gap > _WIDE_GAP * pitch or not goes_on(last, line, room, mark, marks):
                found.append(line.text)
            else:
                found[-1] = spliced(found[-1], line.text, is_cut=last.tail + line.head > room.right - room.left)
            if mark is not None:
                marks.append(mark)
            last = line
    return found


def _pitch(lines: Sequence[Line]) -> float:
    """Return the distance from line to line inside a paragraph, as far as the lines of one cell tell it."""
    return min((below.middle - line.middle for line, below in pairwise(lines)), default=0.0)


def goes_on(line: Line, below: Line, room: Room, mark: Mark | None = None, marks: Sequence[Mark] = ()) -> bool:
    """Tell whether the paragraph of ``line`` goes on in the line ``below``, which begins with ``mark``.

    ``marks`` are the numbers that began lines before, in order.
    """
    if not is_full(line, below, room):
        return False
    if mark is not None and (line.text.endswith(_ENDS) or any(mark.follows(earlier) for earlier in marks)):
        return False
    is_indented = below.left - max(line.left, room.left) > _INDENT * line.height
    return not (is_indented and line.text.endswith(_ENDS))


def is_full(line: Line, below: Line, room: Room) -> bool:
    """Tell whether a line has no room for the head of the one below it any more."""
    free_left, free_right = line.left - room.left, room.right - line.right
    if free_left > line.height and abs(free_left - free_right) < _CENTRED * line.height:
        free_right += free_left
    needed = below.head - _SLACK * line.height
    if (_LATIN.match(line.text[-1]) is None) is not (_LATIN.match(below.text[0]) is None):
        needed += _BESIDE_LATIN * line.height
    return free_right < needed


def spliced(text: str, more: str, *, is_cut: bool = False) -> str:
    """Return a line and the one it goes on in as one: with a blank between Latin words, without beside Chinese signs.

    ``is_cut``: no line was wide enough for the word, which was cut in two.

    >>> spliced('符合GB', '50156的'), spliced('安全生', '产法'), spliced('（10', '0分）', is_cut=True)
    ('符合GB 50156的', '安全生产法', '（100分）')
    """
    return f"{text} {more}" if not is_cut and _LATIN.match(text[-1]) and _LATIN.match(more[0]) else text + more
