"""Runs out of single signs, as engines give them: those that stand side by side on one baseline go together.

A page has thousands of signs, so they come as columns of plain figures, not as an object each.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import gt
from typing import NamedTuple

from extract.pdf_paths import Matrix

_CJK = "\u2e80"
_UNLIKE = 0.1
"""Boxes of one font on one baseline differ in height by less, as a share of it."""
_APART = 0.2
_EDGE = 1.0
"""So far may a sign stand out of the page and still be on it."""

Figures = Sequence[float]
Stretch = tuple[int, int, float, float]
"""From which sign to which (exclusive) a run goes, and the upper and lower edge of its first sign on the page."""


class Signs(NamedTuple):
    """The signs of a page, one character each, in the order in which they are drawn, and the edges of their boxes.

    A box without height is that of a sign that is not drawn. ``low`` to ``high`` is how far a box reaches upwards, as the PDF
    measures it; with ``down``, a factor of 1 or -1 and what is added then, it is as the page measures it, for there are many
    signs and few runs of them.
    """

    text: str
    left: Figures
    low: Figures
    right: Figures
    high: Figures
    down: tuple[float, float]

    def on_page(self, width: float, height: float) -> list[Stretch]:
        """Return the stretches of signs that begin on a page of this size, where somebody sees them."""
        lefts, (factor, by), furthest, lowest = self.left, self.down, width + _EDGE, height + _EDGE
        found: list[Stretch] = []
        for start, stop, low, high in stretches(self):
            top, bottom = (by - high, by - low) if factor < 0 else (by + low, by + high)
            if -_EDGE < lefts[start] < furthest and bottom > -_EDGE and top < lowest:
                found.append((start, stop, top, bottom))
        return found

    def has_box_of_next(self, number: int) -> bool:
        """Tell whether a sign has the same box as the one behind it, as letters that are drawn as one sign have."""
        return number + 1 < len(self.text) and self._box(number) == self._box(number + 1)

    def with_own_boxes(self) -> Signs:
        """Return the signs with a part of the box each where several have one."""
        left, right = list(self.left), list(self.right)
        for _, group in groupby(range(len(self.text)), self._box):
            numbers = list(group)
            width = (right[numbers[0]] - left[numbers[0]]) / len(numbers)
            for part, number in enumerate(numbers):
                left[number] += part * width
                right[number] = left[number] + width
        return self._replace(left=left, right=right)

    def _box(self, number: int) -> tuple[float, float, float, float]:
        return self.left[number], self.low[number], self.right[number], self.high[number]


def placed(text: str, boxes: Sequence[Figures], matrix: Matrix) -> Signs:
    """Return signs as they stand on the page.

    ``boxes`` are the left, top, right and bottom edges in PDF's coordinates, ``matrix`` the way to those of the page.
    """
    left, top, right, bottom = boxes
    a, b, c, d, e, f = matrix
    x = _ordered(*(_moved(a, left, right, e) if a else _moved(c, bottom, top, e)))
    low, high = _ordered(*((bottom, top) if d else (left, right)))
    return Signs(text, x[0], low, x[1], high, (d or b, f))


def _moved(factor: float, one: Figures, other: Figures, by: float) -> tuple[Figures, Figures]:
    """Return two edges of each box after a move."""
    if factor == 1:
        return (one, other) if by == 0 else ([value + by for value in one], [value + by for value in other])
    return [by - value for value in other], [by - value for value in one]  # -1: mirrored


def _ordered(one: Figures, other: Figures) -> tuple[Figures, Figures]:
    """Return two edges of each box, the lesser first, as they are but where a sign is mirrored."""
    if any(map(gt, one, other)):
        return list(map(min, one, other)), list(map(max, one, other))
    return one, other


def stretches(signs: Signs) -> Iterator[Stretch]:
    """Yield from where to where signs make a run, and how high its first one reaches.

    Chinese and Latin signs do not mix, what is not drawn is left out.
    """
    start = 0
    right = first_low = first_high = math.nan
    far = slack = 0.0  # of a sign that is not drawn, so that nothing goes on with it
    was_chinese = False
    for number, (sign, left, low, next_right, high) in enumerate(zip(*signs[:-1], strict=True)):
        if not (
            -far <= left - right <= far
            and (low == first_low or -slack <= low - first_low <= slack)
            and (high == first_high or -slack <= high - first_high <= slack)
            and (sign >= _CJK) is was_chinese
        ):
            if far > 0:
                yield start, number, first_low, first_high
            start, first_low, first_high, was_chinese = number, low, high, sign >= _CJK
            far, slack = _APART * (high - low), _UNLIKE * (high - low)
        right = next_right
    if far > 0:
        yield start, len(signs.text), first_low, first_high
