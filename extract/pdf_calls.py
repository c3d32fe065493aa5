"""The functions of PDFium that are called for each sign and each drawn thing, with addresses that need no conversion.

The prototypes of pypdfium2 check and convert every argument, which takes longer than the call itself. These take addresses as
``Address`` and figures as ``int``, and look at neither.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, NewType

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Address = NewType("Address", object)
"""An address as ctypes hands it on to C; a plain number would be cut to half its length there."""
as_address: Callable[[int], Address] = ctypes.c_void_p.from_param  # type: ignore[assignment]

_FLOAT = ctypes.sizeof(ctypes.c_float)
_MANY = 1024
"""So many things are asked at once where each answers with four figures."""
_NOTHING = array("f", bytes(4 * _MANY * _FLOAT))
_ANSWERS = array("f", _NOTHING)
"""Where PDFium writes; it is not made for several threads."""
_PLACES = [as_address(_ANSWERS.buffer_info()[0] + number * _FLOAT) for number in range(4 * _MANY)]
_NAME = ctypes.create_string_buffer(128)
"""Where the name of a font is written, as far as it goes."""
_TO_NAME = as_address(ctypes.addressof(_NAME))


def address(pointer: Any) -> Address:
    """Return the address that a pointer of pypdfium2 holds."""
    return as_address(ctypes.c_void_p.from_buffer(pointer).value or 0)


def words_of(text: Address, length: int) -> bytes:
    """Return the first ``length`` signs of a text page, as UTF-16 without byte order mark."""
    place = array("H", bytes(2 * (length + 1)))
    written = get_text(text, 0, length, as_address(place.buffer_info()[0]))
    return place[: max(written - 1, 0)].tobytes()


def boxes(ask: Any, arguments: Sequence[Iterable[Any]], number: int, *, apart: bool = False) -> Sequence[Sequence[float]]:
    """Return in four columns what ``ask`` writes of ``number`` things; 0 where it fails.

    ``arguments`` has a column for each of its first arguments. Behind them it takes the address of a rectangle, or ``apart``
    those of its four figures.
    """
    waiting = [iter(column) for column in arguments]
    places = [_PLACES[figure::4] for figure in range(4 if apart else 1)]
    columns: Sequence[list[float]] = [], [], [], []
    for start in range(0, number, _MANY):
        count = min(number - start, _MANY)
        _ANSWERS[:] = _NOTHING
        deque(map(ask, *(islice(column, count) for column in waiting), *places), maxlen=0)
        for figure, column in enumerate(columns):
            column.extend(_ANSWERS[figure : 4 * count : 4].tolist())
    return columns


def name_of_font(text: Address, number: int) -> str:
    """Return the name of the font of a sign, as far as ``_NAME`` goes."""
    _NAME.value = b""
    font_name(text, number, _TO_NAME, ctypes.c_ulong(len(_NAME)), None)
    return _NAME.value.decode("utf-8", errors="replace")


def _plain(function: Any, result: Any) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.c_void_p.from_buffer(function).value or 0)


_A, _N = ctypes.c_void_p, ctypes.c_int

get_text = _plain(pdfium.FPDFText_GetText, _N)
"""Text page, number of the first sign, how many, where to write them and a 0; how many were written, with the 0."""
loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _N)
"""Text page, number of the sign, where to write left, top, right and bottom."""
font_name = _plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong)
"""Text page, number of the sign, where to write the name, how long it may be, where to write flags."""
object_of_page = _plain(pdfium.FPDFPage_GetObject, _A)
object_of_form = _plain(pdfium.FPDFFormObj_GetObject, _A)
"""Page or form, number of the thing that is drawn there; the number of its address, ``None`` for none."""
count_of_page = _plain(pdfium.FPDFPage_CountObjects, _N)
count_of_form = _plain(pdfium.FPDFFormObj_CountObjects, _N)
kind_of = _plain(pdfium.FPDFPageObj_GetType, _N)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds, _N)
"""Drawn thing, where to write left, bottom, right and top."""
text_of = _plain(pdfium.FPDFText_GetTextObject, _A)
"""Text page, number of the sign; the number of the address of the drawn text that it belongs to, ``None`` for none."""
font_of = _plain(pdfium.FPDFTextObj_GetFont, _A)
"""Drawn text; the number of the address of its font, ``None`` for none."""
turn_of = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
"""Text page, number of the sign; its angle in radians with the clock, below 0 where it is not drawn."""
is_embedded = _plain(pdfium.FPDFFont_GetIsEmbedded, _N)
paint_of = _plain(pdfium.FPDFPath_GetDrawMode, _N)
"""Path, where to write how it is filled (0: not) and whether it is stroked."""
fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, _N)
stroke_colour = _plain(pdfium.FPDFPageObj_GetStrokeColor, _N)
"""Drawn thing, where to write red, green, blue and alpha."""
width_of = _plain(pdfium.FPDFPageObj_GetStrokeWidth, _N)
matrix_of = _plain(pdfium.FPDFPageObj_GetMatrix, _N)
segments_of = _plain(pdfium.FPDFPath_CountSegments, _N)
segment_of = _plain(pdfium.FPDFPath_GetPathSegment, _A)
"""Path, number of the segment; the number of its address."""
kind_of_segment = _plain(pdfium.FPDFPathSegment_GetType, _N)
point_of_segment = _plain(pdfium.FPDFPathSegment_GetPoint, _N)
"""Segment, where to write x and y of its end."""
is_closing = _plain(pdfium.FPDFPathSegment_GetClose, _N)
