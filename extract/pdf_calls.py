"""The functions of PDFium that are called for each sign and each drawn thing, with addresses as plain numbers.

The prototypes of pypdfium2 check and convert every argument, which takes longer than the call itself.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_NAME = 128
"""Bytes of a font's name that are looked at."""
_Name = ctypes.c_char * _NAME
_FLOAT = ctypes.sizeof(ctypes.c_float)


def address(pointer: Any) -> int:
    """Return a pointer of pypdfium2 as a number."""
    return ctypes.c_void_p.from_buffer(pointer).value or 0


def words_of(text: Any, length: int) -> bytes:
    """Return the first ``length`` signs of a text page, as UTF-16 without byte order mark."""
    place = array("H", bytes(2 * (length + 1)))
    written = get_text(address(text), 0, length, place.buffer_info()[0])
    return place[: max(written - 1, 0)].tobytes()


def boxes(ask: Any, arguments: Sequence[Iterable[int]], number: int, *, apart: bool = False) -> Sequence[Sequence[float]]:
    """Return in four columns what ``ask`` writes of ``number`` things; 0 where it fails.

    ``arguments`` has a column for each of its first arguments. Behind them it takes the address of a rectangle, or ``apart``
    those of its four figures.
    """
    if not number:
        return [], [], [], []
    figures = array("f", bytes(4 * number * _FLOAT))
    start, _ = figures.buffer_info()
    addresses = [count(start + figure * _FLOAT, 4 * _FLOAT) for figure in range(4 if apart else 1)]
    deque(map(ask, *arguments, *addresses), maxlen=0)
    return [figures[column::4].tolist() for column in range(4)]


def name_of_font(text: int, number: int) -> str:
    """Return the name of the font of a sign, as far as ``_NAME`` goes."""
    place = bytearray(_NAME)
    font_name(text, number, ctypes.addressof(_Name.from_buffer(place)), _NAME, None)
    return place.partition(b"\0")[0].decode("utf-8", errors="replace")


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))


_A, _N = ctypes.c_void_p, ctypes.c_int

get_text = _plain(pdfium.FPDFText_GetText, _N, _A, _N, _N, _A)
"""Text page, number of the first sign, how many, where to write them and a 0; how many were written, with the 0."""
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
