"""Paragraphs out of lines: which line ends because it was full, and which because its paragraph does.

A line is full where the head of the next (its first signs, which no line end may part) had no room in it any more. A line that
is not full ends a paragraph. Of a full line this cannot be known; it goes on unless a number, an indent or a wider gap follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf_line import Line, Lines
from extract.pdf_numbering import Mark, leading_mark

_BESIDE_LATIN = 0.25
"""So much room, in sizes of the font, do programs put between Chinese and Latin signs."""
_WIDE_GAP = 1.4
"""A gap so many times as wide as the narrowest in the cell parts paragraphs."""
_CLOSEST = 1.0
"""Lines stand no closer, in sizes of the font; what does is a raised sign, or text over text."""
_INDENT = 0.3
_CENTRED = 0.3
_SAME_SIZE = 1.2
_QUOTED = 20
_ENDS = tuple("。；：！？;:!?")
_BRACKETED = re.compile(r"[（(][^（(）)]*[）)]")
_FIGURE_CUT = re.compile(r"[0-9]\.?\|[0-9](?!\.[^0-9]|[.、．）)])|[0-9]\|\.[0-9]")
_OF_FIGURE = ".0123456789"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_DIGIT = 0.5
"""How wide a digit is, in sizes of the font."""
_LATIN = re.compile(r"[!-~\u00a1-\u024f]")


class Room(NamedTuple):
    """From where to where the lines of a cell or a page may reach."""

    left: float
    right: float


class Passage(NamedTuple):
    """A paragraph: its words, the part (from 0) in which it begins, and the figures in it whose digits a line end parts."""

    text: str
    part: int
    joined: tuple[str, ...] = ()


def paragraphs(parts: Sequence[Lines], room: Room) -> list[Passage]:
    """Return the paragraphs that lines make, in order; ``parts`` are the lines on each page, from the top down."""
    if len(parts) == 1 and len(parts[0]) == 1:
        return [Passage(parts[0].text, 0)]
    found: list[Passage] = []
    marks: list[Mark] = []
    last: Line | None = None
    for part, kept in enumerate(parts):
        lines = list(kept)
        em = max([line.size for line in lines], default=0.0)
        gaps = [_gap(line, below, em) for line, below in pairwise(lines)]
        pitch = max(min(gaps, default=0.0), _CLOSEST)
        for line, gap in zip(lines, (0.0, *gaps), strict=False):
            mark = leading_mark(line.text)
            if last is None or gap > _WIDE_GAP * pitch or not goes_on(last, line, room, mark, marks):
                found.append(Passage(line.text, part))
            else:
                found[-1] = _longer(found[-1], last, line, room)
            if mark is not None:
                marks.append(mark)
            last = line
    return found


def _longer(passage: Passage, last: Line, line: Line, room: Room) -> Passage:
    """Return a paragraph with one more line, the one below its ``last``."""
    if last.tail + line.head > room.right - room.left:
        return passage._replace(text=spliced(passage.text, line.text, is_cut=True))
    if not _has_cut_figure(last, line, room):
        return passage._replace(text=spliced(passage.text, line.text))
    joined = (*passage.joined, f"{last.text[-_QUOTED:]}|{line.text[:_QUOTED]}")
    return passage._replace(text=spliced(passage.text, line.text, is_cut=True), joined=joined)


def joined_figures(parts: Sequence[Lines]) -> Iterator[str]:
    """Yield the figures of which a page break parts the digits."""
    for lines, following in pairwise(part for part in parts if part):
        words, more = lines.texts[-1], following.texts[0]
        if words[-1].isdecimal() and more[0].isdecimal() and leading_mark(more) is None:
            yield f"{words[-_QUOTED:]}|{more[:_QUOTED]}"


def _has_cut_figure(line: Line, below: Line, room: Room) -> bool:
    """Tell whether a line end parts the digits of a figure: no room for one more is left, where a word goes down as a whole.

    Word parts figures so where it may part Latin words, browsers where a page asks for it.
    """
    is_parted = (
        line.text[-1] in _OF_FIGURE and below.text[0] in _OF_FIGURE and _FIGURE_CUT.search(f"{line.text[-2:]}|{below.text[:3]}")
    )
    return bool(is_parted and _CHINESE.search(line.text)) and _free(line, room) < _DIGIT * below.em


def _gap(line: Line, below: Line, em: float) -> float:
    """Return how far apart two lines are, in the size of the larger; where only Latin signs stand, in ``em``."""
    return ((below.top + below.bottom) / 2 - (line.top + line.bottom) / 2) / (max(line.size, below.size) or em or line.em)


def goes_on(line: Line, below: Line, room: Room, mark: Mark | None = None, marks: Sequence[Mark] = ()) -> bool:
    """Tell whether the paragraph of ``line`` goes on in the line ``below``, which begins with ``mark``.

    ``marks`` are the numbers that began lines before, in order.
    """
    if not is_full(line, below, room) or _is_resized(line, below):
        return False
    if mark is not None and (line.text.endswith(_ENDS) or any(mark.follows(earlier) for earlier in marks)):
        return False
    if line.text.endswith(("）", ")")) and _BRACKETED.fullmatch(below.text) and _is_centred(line, room):
        return False  # （三级） under a title with a bracket of its own
    is_indented = below.left - max(line.left, room.left) > _INDENT * line.em
    return not (is_indented and line.text.endswith(_ENDS))


def _is_centred(line: Line, room: Room) -> bool:
    free_left, free_right = line.left - room.left, room.right - line.right
    return free_left > _INDENT * line.em and abs(free_left - free_right) < _CENTRED * line.em


def _is_resized(line: Line, below: Line) -> bool:
    sizes = sorted((line.size, below.size))
    return sizes[0] * _SAME_SIZE < sizes[1] and sizes[0] > 0


def is_full(line: Line, below: Line, room: Room) -> bool:
    """Tell whether a line has no room for the head of the one below it any more."""
    needed = below.head
    if (_LATIN.match(line.text[-1]) is None) is not (_LATIN.match(below.text[0]) is None):
        needed += _BESIDE_LATIN * line.em
    return _free(line, room) < needed


def _free(line: Line, room: Room) -> float:
    """Return how much room is left in a line; where it is centred, on both its sides."""
    free = room.right - line.right
    if line.left - room.left > line.em and _is_centred(line, room):
        free += line.left - room.left
    return free


def spliced(text: str, more: str, *, is_cut: bool = False) -> str:
    """Return a line and the one it goes on in as one: with a blank between Latin words, without beside Chinese signs.

    ``is_cut``: no line was wide enough for the word, which was cut in two.

    >>> spliced('符合GB', '50156的'), spliced('安全生', '产法'), spliced('（10', '0分）', is_cut=True)
    ('符合GB 50156的', '安全生产法', '（100分）')
    """
    return f"{text} {more}" if not is_cut and _LATIN.match(text[-1]) and _LATIN.match(more[0]) else text + more
