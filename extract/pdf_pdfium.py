"""Pages read with PDFium, through the plain C functions that pypdfium2 hands on.

Each call costs about a microsecond and a page has thousands of signs: a page's text comes in one call, each sign costs one
more for its box, and everything else is asked once a run.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.pdf_drawings import drawn_paths
from extract.pdf_limits import check_pages
from extract.pdf_page import Page, Run
from extract.pdf_paths import Matrix, drawn_rules, moved, upright_page
from extract.pdf_runs import Sign, edges_of, grouped, is_chinese
from rubrics.errors import SourceError

_ERRORS = {pdfium.FPDF_ERR_PASSWORD: "encrypted", pdfium.FPDF_ERR_SECURITY: "encrypted"}
_SCANNED = 0.5
"""A page of which pictures cover so much may have its text drawn invisibly over them."""
_LARGE = 20.0
"""Points of height from which text can be a watermark."""
_PALE = 150
"""A colour of which no part is darker, of 255."""
_PRIVATE = "\ue000"
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 65534, 65535), "�") | {
    0x02: "-",  # what PDFium gives for a hyphen at the end of a line
    0x09: " ",
    0x0A: "\n",
    0x0D: "\r",
    0xAD: "-",
}
_ASKED = 64
"""On so many signs of a page is looked for the way its text runs."""


def pdfium_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages of a PDF one by one; nothing of a page is kept when the next is read.

    Raises ``SourceError`` where the file or one of its pages cannot be read.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise SourceError(_ERRORS.get(pdfium.FPDF_GetLastError(), "pdf-damaged"), where=name)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        check_pages(count, name)
        for index in range(count):
            page = pdfium.FPDF_LoadPage(document, index)
            text = pdfium.FPDFText_LoadPage(page) if page else None
            if not text:
                raise SourceError("pdf-page-damaged", where=name, page=index + 1)
            try:
                yield _page(page, text, index + 1)
            finally:
                pdfium.FPDFText_ClosePage(text)
                pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(page: Any, text: Any, number: int) -> Page:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    turns = _quarters(page, text)
    matrix, width, height = upright_page((bounds.left, bounds.bottom, bounds.right, bounds.top), turns)
    paths, pictures = drawn_paths(page, matrix)
    covered = min(pictures / max(width * height, 1.0), 1.0)
    groups = [signs for signs in grouped(_signs(text, matrix)) if _is_on_page(signs[0], width, height)]
    seen = groups if covered < _SCANNED else [signs for signs in groups if not _is_unseen(text, signs[0].number)]
    unseen = sum(map(len, groups)) - sum(map(len, seen))
    return Page(number, width, height, [_run(text, signs, 90 * turns) for signs in seen], *drawn_rules(paths), covered, unseen)


def _quarters(page: Any, text: Any) -> int:
    """Return by how many quarter turns against the clock most of the text of a page is turned."""
    count = pdfium.FPDFText_CountChars(text)
    turns = Counter(_angle(text, index) for index in range(0, count, max(count // _ASKED, 1)))
    straight = [(votes, angle // 90) for angle, votes in turns.items() if angle % 90 == 0]
    return max(straight)[1] if straight else int(pdfium.FPDFPage_GetRotation(page)) % 4


def _angle(text: Any, index: int) -> int:
    """Return by how many degrees against the clock a sign is turned; 0 where it is not drawn."""
    clockwise = math.degrees(pdfium.FPDFText_GetCharAngle(text, index))
    return -round(clockwise) % 360 if clockwise >= 0 else 0


def _signs(text: Any, matrix: Matrix) -> Iterator[Sign]:
    """Yield the signs that are drawn, in the order in which they are drawn."""
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    ask = pdfium.FPDFText_GetLooseCharBox
    for index, sign in enumerate(_text(text)):
        if sign in "\r\n" or not ask(text, index, place):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if top == bottom:  # PDFium's own blank between words that stand apart
            continue
        (x0, y0), (x1, y1) = moved((left, bottom), matrix), moved((right, top), matrix)
        yield Sign(index, sign, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _text(text: Any) -> str:
    """Return one sign for each index, U+FFFD for those that the font does not know."""
    count = pdfium.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    shown = bytes(buffer).decode("utf-16-le", errors="replace")[: max(written - 1, 0)]
    if len(shown) != count:  # signs beyond the basic plane take two places, unknown ones none
        codes = (pdfium.FPDFText_GetUnicode(text, index) for index in range(count))
        shown = "".join("\0" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)
    return shown.translate(_CONTROLS)


def _is_on_page(sign: Sign, width: float, height: float) -> bool:
    return -1 < sign.left < width + 1 and sign.bottom > -1 and sign.top < height + 1


def _run(text: Any, signs: list[Sign], turned: int) -> Run:
    first = signs[0]
    return Run(
        "".join([sign.sign for sign in signs]),
        edges_of(signs),
        first.top,
        first.bottom,
        _font(text, first.number) if not is_chinese(first.sign) or first.sign >= _PRIVATE else "",
        (_angle(text, first.number) - turned) % 360 if len(signs) == 1 else 0,
        first.bottom - first.top > _LARGE and _is_pale(text, first.number),
    )


def _font(text: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, None)
    return buffer.value.decode("utf-8", errors="replace")


def _is_pale(text: Any, index: int) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(text, index, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return min(red, green, blue) > _PALE or alpha < _PALE


def _is_unseen(text: Any, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
