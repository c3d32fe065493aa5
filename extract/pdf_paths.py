"""Which ruled lines the drawn paths of a page make: strokes, thin filled boxes, and the sides of stroked boxes.

Word draws each border of a cell as a thin filled box, LibreOffice as a stroke, others as stroked boxes, dashes or dots.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf_page import Rule

THIN = 3.0
"""A box at most so wide is a line. The thickest border of Word is 6 pt wide; its boxes of two lines have sides of their own."""
_STRAIGHT = 0.7
"""How far a line may lean over its whole length and still be level or upright."""

_SEAM = 1.5
_CORNERS = 6
"""A box has no more, the first named again at its end, and once more where it is closed."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""The least x and y, then the greatest."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of a point's way: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3)."""


class Path(NamedTuple):
    """A part of a drawn path: its corners in order, straight lines between them, in the page's own coordinates.

    ``weight`` is how wide its line is drawn.
    """

    points: Sequence[Point]
    is_stroked: bool
    is_filled: bool
    is_white: bool = False
    weight: float = 0.0


def drawn_rules(paths: Iterable[Path]) -> tuple[list[Rule], list[Rule]]:
    """Return the level and the upright rules that the paths of a page draw.

    White lines count where they stand on a filled ground or between two, as Word draws them around the coloured cells of its
    table styles; so do the sides of a coloured cell that stand between level rules, below or above an upright one: Word draws no
    rules between the coloured cells of a header.

    >>> drawn_rules([Path([(0, 10), (50, 10)], True, False), Path([(0, 0), (1, 0), (1, 40), (0, 40)], False, True)])
    ([Rule(at=10.0, start=0, stop=50, weight=0)], [Rule(at=0.5, start=0, stop=40, weight=1)])
    """
    level: list[Rule] = []
    upright: list[Rule] = []
    white: list[tuple[Path, Box]] = []
    grounds: list[Box] = []
    for path in paths:
        box = _box(path.points)
        is_thin = min(box[2] - box[0], box[3] - box[1]) <= THIN
        if path.is_filled and not is_thin and not path.is_white:
            grounds.append(box)
        if path.is_white:
            white.append((path, box))
        elif is_thin or path.is_stroked:
            _add(path, box, level, upright)
    for path, box in white:
        if any(_lies_in(box, ground) for ground in grounds):
            _add(path, box, level, upright)
    upright += _sides_of_grounds(grounds, level, upright)
    return level, upright


def frames_of(parts: Sequence[Sequence[Point]]) -> list[tuple[list[Point], float]]:
    """Return the frames that the straight parts of one filled path make, each as corners along its middle and its width.

    A frame is a box in a box hardly wider, the inner one left open, as WeasyPrint draws the borders of a cell that stand apart
    from those beside it. There are none where one part of the path is not of a frame.

    >>> frames_of([[(1, 1), (9, 1), (9, 5), (1, 5), (1, 1)], [(0, 0), (10, 0), (10, 6), (0, 6), (0, 0)]])
    [([(0.5, 0.5), (9.5, 0.5), (9.5, 5.5), (0.5, 5.5), (0.5, 0.5)], 1)]
    """
    if len(parts) % 2 or not all(map(_is_box, parts)):
        return []
    boxes = sorted(map(_box, parts))
    frames = []
    for outer, inner in zip(boxes[::2], boxes[1::2], strict=True):
        widths = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
        if min(widths) < 0 or max(widths) > THIN:
            return []
        left, bottom, right, top = ((one + other) / 2 for one, other in zip(outer, inner, strict=True))
        corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        frames.append((corners, max(widths)))
    return frames


def _is_box(points: Sequence[Point]) -> bool:
    """Tell whether points are the corners of a level box."""
    left, bottom, right, top = _box(points)
    return 4 <= len(points) <= _CORNERS and all(
        min(x - left, right - x) + min(y - bottom, top - y) < _STRAIGHT for x, y in points
    )


def moved(point: Point, matrix: Matrix) -> Point:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def after(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does what ``first`` does, and then ``second``."""
    a, b = second[0] * first[0] + second[2] * first[1], second[1] * first[0] + second[3] * first[1]
    c, d = second[0] * first[2] + second[2] * first[3], second[1] * first[2] + second[3] * first[3]
    e, f = moved((first[4], first[5]), second)
    return a, b, c, d, e, f


def upright_page(box: Box, quarters: int) -> tuple[Matrix, float, float]:
    """Return the way from PDF's coordinates (y upwards) to those of a page whose text runs to the right; its width and height.

    ``box`` is the page in PDF's coordinates, ``quarters`` by how many quarter turns against the clock its text is turned.
    """
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if quarters % 2:
        matrix: Matrix = (0, 1, 1, 0, -bottom, -left) if quarters == 1 else (0, -1, -1, 0, top, right)
        return matrix, height, width
    return ((1, 0, 0, -1, -left, top) if quarters == 0 else (-1, 0, 0, 1, right, -bottom)), width, height


def _box(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _lies_in(box: Box, ground: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] - _SEAM < x < ground[2] + _SEAM and ground[1] - _SEAM < y < ground[3] + _SEAM


def _sides_of_grounds(grounds: Sequence[Box], level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the sides of filled boxes that go on an upright rule from one level rule to another."""
    xs, ys = sorted(rule.at for rule in upright), sorted(rule.at for rule in level)
    for left, top, right, bottom in grounds:
        if _has_near(ys, top) and _has_near(ys, bottom):
            yield from (Rule(x, top, bottom) for x in (left, right) if _has_near(xs, x))


def _has_near(places: Sequence[float], place: float) -> bool:
    """Tell whether one of some sorted places is about this one."""
    at = bisect_left(places, place - _SEAM)
    return at < len(places) and places[at] <= place + _SEAM


def _add(path: Path, box: Box, level: list[Rule], upright: list[Rule]) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= THIN:
        level.append(Rule((y0 + y1) / 2, x0, x1, max(y1 - y0, path.weight)))
    if x1 - x0 <= THIN:
        upright.append(Rule((x0 + x1) / 2, y0, y1, max(x1 - x0, path.weight)))
    if min(x1 - x0, y1 - y0) > THIN and path.is_stroked:
        for rule, is_level in _sides(path.points):
            (level if is_level else upright).append(rule._replace(weight=path.weight))


def _sides(points: Sequence[Point]) -> Iterator[tuple[Rule, bool]]:
    """Yield the level (true) and upright lines between the corners of a stroked path."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
            yield Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)), True
        elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
            yield Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)), False
