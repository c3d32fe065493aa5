"""The functions of PDFium that are called for each sign and each drawn thing, with addresses as plain numbers.

The prototypes of pypdfium2 check and convert every argument, which takes longer than the call itself.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]


def address(pointer: Any) -> int:
    """Return a pointer of pypdfium2 as a number."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def boxes(ask: Any, arguments: Sequence[Iterable[int]], number: int, *, apart: bool = False) -> Sequence[Sequence[float]]:
    """Return in four columns what ``ask`` writes of ``number`` things; 0 where it fails.

    ``arguments`` has a column for each of its first arguments. Behind them it takes the address of a rectangle, or ``apart``
    those of its four figures.
    """
    if not number:
        return [], [], [], []
    place = (ctypes.c_float * (4 * number))()
    size = ctypes.sizeof(ctypes.c_float)
    addresses = [count(ctypes.addressof(place) + figure * size, 4 * size) for figure in range(4 if apart else 1)]
    deque(map(ask, *arguments, *addresses), maxlen=0)
    figures = memoryview(place).cast("B").cast("f")
    return [figures[column::4].tolist() for column in range(4)]


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


_A, _N = ctypes.c_void_p, ctypes.c_int

loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _N, _A, _N, _A)
"""Text page, number of the sign, where to write left, top, right and bottom."""
font_name = _plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _A, _N, _A, ctypes.c_ulong, _A)
"""Text page, number of the sign, where to write the name, how long it may be, where to write flags."""
object_of_page = _plain(pdfium.FPDFPage_GetObject, _A, _A, _N)
object_of_form = _plain(pdfium.FPDFFormObj_GetObject, _A, _A, _N)
"""Page or form, number of the thing that is drawn there; ``None`` for none."""
count_of_page = _plain(pdfium.FPDFPage_CountObjects, _N, _A)
count_of_form = _plain(pdfium.FPDFFormObj_CountObjects, _N, _A)
kind_of = _plain(pdfium.FPDFPageObj_GetType, _N, _A)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds, _N, _A, _A, _A, _A, _A)
"""Drawn thing, where to write left, bottom, right and top."""
text_of = _plain(pdfium.FPDFText_GetTextObject, _A, _A, _N)
"""Text page, number of the sign; the drawn text that it belongs to."""
font_of = _plain(pdfium.FPDFTextObj_GetFont, _A, _A)
turn_of = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _A, _N)
"""Text page, number of the sign; its angle in radians with the clock, below 0 where it is not drawn."""
is_embedded = _plain(pdfium.FPDFFont_GetIsEmbedded, _N, _A)
paint_of = _plain(pdfium.FPDFPath_GetDrawMode, _N, _A, _A, _A)
"""Path, where to write how it is filled (0: not) and whether it is stroked."""
fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, _N, _A, _A, _A, _A, _A)
stroke_colour = _plain(pdfium.FPDFPageObj_GetStrokeColor, _N, _A, _A, _A, _A, _A)
"""Drawn thing, where to write red, green, blue and alpha."""
width_of = _plain(pdfium.FPDFPageObj_GetStrokeWidth, _N, _A, _A)
matrix_of = _plain(pdfium.FPDFPageObj_GetMatrix, _N, _A, _A)
