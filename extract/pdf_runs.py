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


class Signs(NamedTuple):
    """The signs of a page, one character each, in the order in which they are drawn, and the edges of their boxes.

    A box without height is that of a sign that is not drawn.
    """

    text: str
    left: Figures
    top: Figures
    right: Figures
    bottom: Figures

    def on_page(self, width: float, height: float) -> list[tuple[int, int]]:
        """Return the stretches of signs that begin on a page of this size, where somebody sees them."""
        _, left, top, _, bottom = self
        furthest, lowest = width + _EDGE, height + _EDGE
        return [
            stretch
            for stretch in stretches(self)
            if -_EDGE < left[start := stretch[0]] < furthest and bottom[start] > -_EDGE and top[start] < lowest
        ]

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
        return self.left[number], self.top[number], self.right[number], self.bottom[number]


def placed(text: str, boxes: Sequence[Figures], matrix: Matrix) -> Signs:
    """Return signs as they stand on the page.

    ``boxes`` are the left, top, right and bottom edges in PDF's coordinates, ``matrix`` the way to those of the page.
    """
    left, top, right, bottom = boxes
    a, b, c, d, e, f = matrix
    across = (a, left, right) if a else (c, bottom, top)
    down = (d, bottom, top) if d else (b, left, right)
    x, y = _moved(*across, e), _moved(*down, f)
    return Signs(text, x[0], y[0], x[1], y[1])


def _moved(factor: float, one: Figures, other: Figures, by: float) -> tuple[Figures, Figures]:
    """Return two edges of each box after a move, the lesser first."""
    if factor == 1 and by == 0:
        least, most = one, other
    elif factor == 1:
        least, most = [value + by for value in one], [value + by for value in other]
    else:  # -1: mirrored
        least, most = [by - value for value in other], [by - value for value in one]
    if any(map(gt, least, most)):  # mirrored signs
        return list(map(min, least, most)), list(map(max, least, most))
    return least, most


def stretches(signs: Signs) -> Iterator[tuple[int, int]]:
    """Yield from where to where signs make a run; Chinese and Latin signs do not mix, what is not drawn is left out."""
    start = 0
    right = first_top = first_bottom = math.nan
    far = slack = 0.0  # of a sign that is not drawn, so that nothing goes on with it
    was_chinese = False
    for number, (sign, left, top, next_right, bottom) in enumerate(zip(*signs, strict=True)):
        if not (
            -far <= left - right <= far
            and (top == first_top or -slack <= top - first_top <= slack)
            and (bottom == first_bottom or -slack <= bottom - first_bottom <= slack)
            and (sign >= _CJK) is was_chinese
        ):
            if far > 0:
                yield start, number
            start, first_top, first_bottom, was_chinese = number, top, bottom, sign >= _CJK
            far, slack = _APART * (bottom - top), _UNLIKE * (bottom - top)
        right = next_right
    if far > 0:
        yield start, len(signs.text)
