"""The paths and pictures that PDFium finds on a page, in the page's coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.pdf_limits import MAX_OBJECTS, MAX_SEGMENTS
from extract.pdf_paths import THIN, Matrix, Path, Point, after, moved
from rubrics.errors import SourceError

MAX_DEPTH = 12
"""Forms may stand in forms; no program nests them deeper."""
_WHITE = 245
_CLEAR = 25
"""An alpha below this (of 255) shows nothing."""


def drawn_paths(page: Any, matrix: Matrix) -> tuple[list[Path], float]:
    """Return the paths that are drawn on a page, and the area of its pictures; ``matrix`` is the way to its coordinates.

    A thin picture is taken as a line: some programs draw borders so. Raises ``SourceError`` where more is drawn than on any page.
    """
    paths: list[Path] = []
    area = 0.0
    for drawn, kind, way in _objects(page, matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += _paths(drawn, way)
            continue
        corners = _corners(drawn, way)
        width, height = abs(corners[2][0] - corners[0][0]), abs(corners[2][1] - corners[0][1])
        area += width * height
        if min(width, height) <= THIN:
            paths.append(Path(corners, is_stroked=False, is_filled=True))
    return paths, area


def _objects(page: Any, matrix: Matrix) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield the paths and pictures of a page, those in its forms too, with the way of their points to the page."""
    waiting = [(iter(_children(page, is_page=True)), matrix)]
    seen = 0
    while waiting:
        drawn = next(waiting[-1][0], None)
        if drawn is None:
            waiting.pop()
            continue
        seen += 1
        if seen > MAX_OBJECTS:
            raise SourceError("pdf-too-much-drawn", where="", limit=MAX_OBJECTS)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield drawn, kind, waiting[-1][1]
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(waiting) <= MAX_DEPTH:
            waiting.append((iter(_children(drawn, is_page=False)), after(_matrix(drawn), waiting[-1][1])))


def _children(holder: Any, *, is_page: bool) -> Iterator[Any]:
    if is_page:
        return (pdfium.FPDFPage_GetObject(holder, index) for index in range(pdfium.FPDFPage_CountObjects(holder)))
    return (pdfium.FPDFFormObj_GetObject(holder, index) for index in range(pdfium.FPDFFormObj_CountObjects(holder)))


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _corners(drawn: Any, way: Matrix) -> list[Point]:
    """Return the corners of what is drawn, one after the other."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    corners = [(x.value, y.value) for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))]
    return [moved(corner, way) for corner in corners]


def _paths(drawn: Any, way: Matrix) -> Iterator[Path]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not fill.value and not stroke.value:  # only clips what is drawn after it
        return
    is_white = _is_white(drawn, is_stroked=bool(stroke.value))
    corners = _corners(drawn, way)
    if min(abs(corners[2][0] - corners[0][0]), abs(corners[2][1] - corners[0][1])) <= THIN:
        yield Path(corners, bool(stroke.value), bool(fill.value), is_white)
        return
    for points in _subpaths(drawn, after(_matrix(drawn), way)):
        yield Path(points, bool(stroke.value), bool(fill.value), is_white)


def _is_white(drawn: Any, *, is_stroked: bool) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if is_stroked else pdfium.FPDFPageObj_GetFillColor
    if not ask(drawn, *colour):
        return False
    return min(part.value for part in colour[:3]) >= _WHITE or colour[3].value < _CLEAR


def _subpaths(drawn: Any, way: Matrix) -> Iterator[list[Point]]:
    """Yield the straight parts of a path, each as its corners in order."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    start: Point | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), MAX_SEGMENTS)):
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
