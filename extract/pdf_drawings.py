"""The paths and pictures that PDFium finds on a page, in the page's coordinates."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator
from itertools import compress, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract import limits
from extract.pdf_calls import (
    Address,
    address,
    as_address,
    bounds_of,
    boxes,
    count_of_form,
    count_of_page,
    fill_colour,
    font_of,
    is_closing,
    is_embedded,
    kind_of,
    kind_of_segment,
    matrix_of,
    object_of_form,
    object_of_page,
    paint_of,
    point_of_segment,
    segment_of,
    segments_of,
    stroke_colour,
    width_of,
)
from extract.pdf_paths import THIN, Box, Matrix, Path, Point, after, frames_of, moved
from rubrics.errors import SourceError

_WHITE = 245
_CLEAR = 25
"""An alpha below this (of 255) shows nothing."""
_NO_WIDTH = 0.01
"""Text that is drawn on less, in points, is left out by PDFium (``CPDF_TextPage::ProcessTextObject``)."""


class Drawings(NamedTuple):
    """What is drawn on a page beside its text: the paths, and the area of the pictures.

    ``may_lack_signs``: text stands there that PDFium leaves out, because it takes it to be without width. ``is_cut``: more is
    drawn than the limits let be looked at.
    """

    paths: list[Path]
    pictures: float
    may_lack_signs: bool
    is_cut: bool


def drawings(page: Any, matrix: Matrix) -> Drawings:
    """Return what is drawn on a page; ``matrix`` is the way to its coordinates.

    A thin picture is taken as a line: some programs draw borders so. Raises ``SourceError`` where more is drawn than on any page.
    """
    paths: list[Path] = []
    area = 0.0
    may_lack_signs = False
    asking = _Asking()
    for drawn, kind, way in _objects(page, matrix, asking):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if any(paint := asking.paint(drawn)):  # else it only clips what is drawn after it
                paths += _paths(drawn, way, asking, paint)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            may_lack_signs = True
        else:
            left, bottom, right, top = asking.bounds(drawn)
            corners = [moved(corner, way) for corner in ((left, bottom), (right, bottom), (right, top), (left, top))]
            width, height = abs(corners[2][0] - corners[0][0]), abs(corners[2][1] - corners[0][1])
            area += width * height
            if min(width, height) <= THIN:
                paths.append(Path(corners, is_stroked=False, is_filled=True))
    return Drawings(paths, area, may_lack_signs, asking.is_cut)


def _objects(page: Any, matrix: Matrix, asking: _Asking) -> Iterator[tuple[Address, int, Matrix]]:
    """Yield the paths, the pictures and the texts without width of a page, those in its forms too, with their way to the page."""
    place = address(page)
    seen = _checked(count_of_page(place), 0)
    waiting = [(iter(_children(place, seen, object_of_page)), matrix)]
    while waiting:
        inside, way = waiting[-1]
        drawn, kind = next(inside, (None, 0))
        if drawn is None:
            waiting.pop()
        elif kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, way
        elif len(waiting) > limits.current().pdf_forms:
            asking.is_cut = True
        else:
            number = count_of_form(drawn)
            seen = _checked(number, seen)
            waiting.append((iter(_children(drawn, number, object_of_form)), after(asking.matrix(drawn), way)))


def _checked(number: int, seen: int) -> int:
    """Return how many things were seen with ``number`` more; ``SourceError`` where they are too many."""
    most = limits.current().pdf_objects
    if seen + number > most:
        raise SourceError("pdf-too-much-drawn", where="", limit=most)
    return seen + number


def _children(holder: Address, number: int, one: Callable[[Address, int], int]) -> list[tuple[Address, int]]:
    """Return the addresses and kinds of what is drawn on a page or in a form, but for the text that PDFium has seen."""
    places = list(map(as_address, map(one, repeat(holder), range(number))))
    kinds = list(map(kind_of, places))
    texts = list(compress(places, map(_IS_TEXT, kinds)))
    lacking = [(place, pdfium.FPDF_PAGEOBJ_TEXT) for place in _without_width(texts)]
    if len(texts) == number:
        return lacking
    return lacking + [child for child in zip(places, kinds, strict=True) if child[1] in _LOOKED_AT]


def _without_width(texts: list[Address]) -> list[Address]:
    """Return the texts that PDFium takes to be without width, in fonts that are not in the file: it may not know their signs."""
    fonts = list(map(font_of, texts))
    strange = {font for font in set(fonts) if not font or is_embedded(as_address(font)) != 1}
    if not strange:
        return []
    doubtful = [text for text, font in zip(texts, fonts, strict=True) if font in strange]
    left, _, right, _ = boxes(bounds_of, (doubtful,), len(doubtful), apart=True)
    return [text for text, x0, x1 in zip(doubtful, left, right, strict=True) if x1 - x0 < _NO_WIDTH]


_LOOKED_AT = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_IS_TEXT = pdfium.FPDF_PAGEOBJ_TEXT.__eq__


class _Asking:
    """The places where PDFium writes what it answers of one drawn thing; made once a page, for that costs more than asking.

    ``is_cut`` is set where something on the page is too much to be asked about.
    """

    def __init__(self) -> None:
        self.is_cut = False
        self._figures, self._numbers = array("f", bytes(6 * 4)), array("I", bytes(4 * 4))
        self._to_figures, self._to_numbers = (
            [as_address(place.buffer_info()[0] + part * place.itemsize) for part in range(4)]
            for place in (self._figures, self._numbers)
        )

    def matrix(self, drawn: Address) -> Matrix:
        """Return the way from its own coordinates to those of the page or form that it is drawn in."""
        if not matrix_of(drawn, self._to_figures[0]):
            return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        a, b, c, d, e, f = self._figures
        return a, b, c, d, e, f

    def bounds(self, drawn: Address) -> Box:
        """Return its left, bottom, right and top edge."""
        if not bounds_of(drawn, *self._to_figures):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top, _, _ = self._figures
        return left, bottom, right, top

    def point(self, segment: Address) -> Point:
        """Return where a segment of a path ends."""
        point_of_segment(segment, *self._to_figures[:2])
        return self._figures[0], self._figures[1]

    def paint(self, drawn: Address) -> tuple[bool, bool]:
        """Return whether a path is stroked, and whether it is filled."""
        if not paint_of(drawn, *self._to_numbers[:2]):
            return False, False
        return self._numbers[1] != 0, self._numbers[0] != 0

    def is_white(self, drawn: Address, *, is_stroked: bool) -> bool:
        """Tell whether its line, or its ground where it has none, is white or clear."""
        if not (stroke_colour if is_stroked else fill_colour)(drawn, *self._to_numbers):
            return False
        red, green, blue, alpha = self._numbers
        return min(red, green, blue) >= _WHITE or alpha < _CLEAR

    def weight(self, drawn: Address, way: Matrix) -> float:
        """Return how wide the line of a path is drawn."""
        if not width_of(drawn, self._to_figures[0]):
            return 0.0
        return self._figures[0] * math.sqrt(abs(way[0] * way[3] - way[1] * way[2]))


def _paths(drawn: Address, way: Matrix, asking: _Asking, paint: tuple[bool, bool]) -> list[Path]:
    is_stroked, is_filled = paint
    is_white = asking.is_white(drawn, is_stroked=is_stroked)
    left, bottom, right, top = asking.bounds(drawn)
    one, other = moved((left, bottom), way), moved((right, top), way)
    is_thin = min(abs(other[0] - one[0]), abs(other[1] - one[1])) <= THIN
    own_way = after(asking.matrix(drawn), way) if is_stroked or not is_thin else way
    weight = asking.weight(drawn, own_way) if is_stroked else 0.0
    if is_thin:
        return [Path(_without_ends(one, other, weight) if weight else (one, other), is_stroked, is_filled, is_white, weight)]
    parts = list(_subpaths(drawn, own_way, asking))
    if not is_stroked and len(parts) > 1 and (frames := frames_of(parts)):
        return [Path(points, is_stroked=True, is_filled=False, is_white=is_white, weight=wide) for points, wide in frames]
    return [Path(points, is_stroked, is_filled, is_white, weight) for points in parts]


def _without_ends(one: Point, other: Point, weight: float) -> list[Point]:
    """Return two opposite corners of a line without what PDFium adds on each side for its width."""
    (x0, y0), (x1, y1) = one, other
    across, up = min(weight, abs(x1 - x0) / 2), min(weight, abs(y1 - y0) / 2)
    across, up = math.copysign(across, x1 - x0), math.copysign(up, y1 - y0)
    return [(x0 + across, y0 + up), (x1 - across, y1 - up)]


def _subpaths(drawn: Address, way: Matrix, asking: _Asking) -> Iterator[list[Point]]:
    """Yield the straight parts of a path, each as its corners in order."""
    points: list[Point] = []
    start: Point | None = None
    number, most = segments_of(drawn), limits.current().pdf_segments
    asking.is_cut |= number > most
    for index in range(min(number, most)):
        segment = as_address(segment_of(drawn, index))
        point = moved(asking.point(segment), way)
        kind = kind_of_segment(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
            start = point if kind == pdfium.FPDF_SEGMENT_MOVETO else start
        points.append(point)
        if is_closing(segment) and start is not None:
            points.append(start)
    if len(points) > 1:
        yield points
