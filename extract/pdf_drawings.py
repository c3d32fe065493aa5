"""The paths and pictures that PDFium finds on a page, in the page's coordinates."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract import limits
from extract.pdf_calls import (
    address,
    bounds_of,
    boxes,
    count_of_form,
    count_of_page,
    fill_colour,
    font_of,
    is_embedded,
    kind_of,
    matrix_of,
    object_of_form,
    object_of_page,
    paint_of,
    stroke_colour,
    width_of,
)
from extract.pdf_paths import THIN, Matrix, Path, Point, after, moved
from rubrics.errors import SourceError

MAX_DEPTH = 12
"""Forms may stand in forms; no program nests them deeper."""
_WHITE = 245
_CLEAR = 25
"""An alpha below this (of 255) shows nothing."""
_NO_WIDTH = 0.01
"""Text that is drawn on less, in points, is left out by PDFium (``CPDF_TextPage::ProcessTextObject``)."""


class Drawings(NamedTuple):
    """What is drawn on a page beside its text: the paths, and the area of the pictures.

    ``may_lack_signs``: text stands there that PDFium leaves out, because it takes it to be without width.
    """

    paths: list[Path]
    pictures: float
    may_lack_signs: bool


def drawings(page: Any, matrix: Matrix) -> Drawings:
    """Return what is drawn on a page; ``matrix`` is the way to its coordinates.

    A thin picture is taken as a line: some programs draw borders so. Raises ``SourceError`` where more is drawn than on any page.
    """
    paths: list[Path] = []
    area = 0.0
    may_lack_signs = False
    for drawn, kind, way in _objects(page, matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += _paths(drawn, way)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            may_lack_signs = True
        else:
            corners = _corners(drawn, way)
            width, height = abs(corners[2][0] - corners[0][0]), abs(corners[2][1] - corners[0][1])
            area += width * height
            if min(width, height) <= THIN:
                paths.append(Path(corners, is_stroked=False, is_filled=True))
    return Drawings(paths, area, may_lack_signs)


def _objects(page: Any, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """Yield the paths, the pictures and the texts without width of a page, those in its forms too, with their way to the page."""
    place = address(page)
    seen = _checked(count_of_page(place), 0)
    waiting = [(iter(_children(place, seen, object_of_page)), matrix)]
    while waiting:
        inside, way = waiting[-1]
        drawn, kind = next(inside, (0, 0))
        if not drawn:
            waiting.pop()
        elif kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, way
        elif len(waiting) <= MAX_DEPTH:
            number = count_of_form(drawn)
            seen = _checked(number, seen)
            waiting.append((iter(_children(drawn, number, object_of_form)), after(_matrix(drawn), way)))


def _checked(number: int, seen: int) -> int:
    """Return how many things were seen with ``number`` more; ``SourceError`` where they are too many."""
    most = limits.current().pdf_objects
    if seen + number > most:
        raise SourceError("pdf-too-much-drawn", where="", limit=most)
    return seen + number


def _children(holder: int, number: int, one: Callable[[int, int], int]) -> list[tuple[int, int]]:
    """Return the addresses and kinds of what is drawn on a page or in a form, but for the text that PDFium has seen."""
    places = list(map(one, repeat(holder), range(number)))
    kinds = list(map(kind_of, places))
    texts = [place for place, kind in zip(places, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    lacking = [(place, pdfium.FPDF_PAGEOBJ_TEXT) for place in _without_width(texts)]
    return lacking + [child for child in zip(places, kinds, strict=True) if child[1] in _LOOKED_AT]


def _without_width(texts: list[int]) -> list[int]:
    """Return the texts that PDFium takes to be without width, in fonts that are not in the file: it may not know their signs."""
    fonts = list(map(font_of, texts))
    strange = {font for font in set(fonts) if not font or is_embedded(font) != 1}
    doubtful = [text for text, font in zip(texts, fonts, strict=True) if font in strange]
    left, _, right, _ = boxes(bounds_of, (doubtful,), len(doubtful), apart=True)
    return [text for text, x0, x1 in zip(doubtful, left, right, strict=True) if x1 - x0 < _NO_WIDTH]


_LOOKED_AT = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)


def _matrix(drawn: int) -> Matrix:
    parts = (ctypes.c_float * 6)()
    matrix_of(drawn, ctypes.addressof(parts))
    a, b, c, d, e, f = parts
    return a, b, c, d, e, f


def _corners(drawn: int, way: Matrix) -> list[Point]:
    """Return the corners of what is drawn, one after the other."""
    ((left,), (bottom,), (right,), (top,)) = boxes(bounds_of, ((drawn,),), 1, apart=True)
    return [moved(corner, way) for corner in ((left, bottom), (right, bottom), (right, top), (left, top))]


def _paths(drawn: int, way: Matrix) -> Iterator[Path]:
    paint = (ctypes.c_int * 2)()
    paint_of(drawn, ctypes.addressof(paint), ctypes.addressof(paint) + ctypes.sizeof(ctypes.c_int))
    is_filled, is_stroked = map(bool, paint)
    if not is_filled and not is_stroked:  # only clips what is drawn after it
        return
    is_white = _is_white(drawn, is_stroked=is_stroked)
    own_way = after(_matrix(drawn), way)
    weight = _weight(drawn, own_way) if is_stroked else 0.0
    corners = _corners(drawn, way)
    is_thin = min(abs(corners[2][0] - corners[0][0]), abs(corners[2][1] - corners[0][1])) <= THIN
    for points in [_without_ends(corners, weight)] if is_thin else _subpaths(drawn, own_way):
        yield Path(points, is_stroked, is_filled, is_white, weight)


def _without_ends(corners: list[Point], weight: float) -> list[Point]:
    """Return the corners of a line without what PDFium adds on each side for its width."""
    (x0, y0), _, (x1, y1), _ = corners
    across, up = min(weight, abs(x1 - x0) / 2), min(weight, abs(y1 - y0) / 2)
    across, up = math.copysign(across, x1 - x0), math.copysign(up, y1 - y0)
    return [(x0 + across, y0 + up), (x1 - across, y1 - up)]


def _is_white(drawn: int, *, is_stroked: bool) -> bool:
    colour = (ctypes.c_uint * 4)()
    places = [ctypes.addressof(colour) + part * ctypes.sizeof(ctypes.c_uint) for part in range(4)]
    if not (stroke_colour if is_stroked else fill_colour)(drawn, *places):
        return False
    red, green, blue, alpha = colour
    return bool(min(red, green, blue) >= _WHITE or alpha < _CLEAR)


def _weight(drawn: int, way: Matrix) -> float:
    """Return how wide the line of a path is drawn."""
    width = ctypes.c_float()
    width_of(drawn, ctypes.addressof(width))
    return width.value * math.sqrt(abs(way[0] * way[3] - way[1] * way[2]))


def _subpaths(place: int, way: Matrix) -> Iterator[list[Point]]:
    """Yield the straight parts of a path, each as its corners in order."""
    drawn = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    start: Point | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), limits.current().pdf_segments)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved((x.value, y.value), way)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
            start = point if kind == pdfium.FPDF_SEGMENT_MOVETO else start
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            points.append(start)
    if len(points) > 1:
        yield points
