"""Pages read with PDFium, through the plain C functions that pypdfium2 hands on.

Each call costs about a microsecond and a page has thousands of signs: a page's text comes in one call, each sign costs one
more for its box, and everything else is asked once a run.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.pdf_calls import Address, address, as_address, boxes, font_of, loose_box, name_of_font, text_of, turn_of, words_of
from extract.pdf_drawings import drawings
from extract.pdf_limits import check_pages
from extract.pdf_page import SECOND_PLACE, Page, Run
from extract.pdf_paths import Matrix, drawn_rules, upright_page
from extract.pdf_runs import Signs, Stretch, placed
from rubrics.errors import SourceError

_ERRORS = {pdfium.FPDF_ERR_PASSWORD: "encrypted", pdfium.FPDF_ERR_SECURITY: "encrypted"}
_SCANNED = 0.5
"""A page of which pictures cover so much may have its text drawn invisibly over them."""
_LARGE = 20.0
"""Points of height from which text can be a watermark."""
_PALE, _WHITE = 150, 250
"""A colour of which no part is darker, of 255, and one so light that it shows only on a dark ground, where no watermark is."""
_LAST_OF_ONE = "\uffff"
"""Signs beyond this have two places in PDFium's text."""
_NO_SYMBOL = re.compile("[\u2e80-\ud7ff\uf900-\uffef]")
"""What no font of symbols calls its signs: those have codes below 256, or of Unicode's areas for private use."""
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 65534, 65535), "�") | {
    0x02: "-",  # what PDFium gives for a hyphen at the end of a line
    0x09: " ",
    0xAD: "-",
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\xad\ufffe\uffff]")
_UTF_16 = f"utf-16-{sys.byteorder[0]}e"
_JOINED = ("ff", "fi", "fl", "st")
"""Letters that fonts join (ﬃ); PDFium gives them as single letters with one box."""
_JOINING = re.compile("f(?=[fil])|s(?=t)")
_ASKED = 32
"""On so many signs of a page is looked for the way its text runs."""


def pdfium_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages of a PDF one by one; nothing of a page is kept when the next is read.

    Raises ``SourceError`` where the file or one of its pages cannot be read.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise SourceError(_ERRORS.get(pdfium.FPDF_GetLastError(), "pdf-damaged"), where=name)
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        check_pages(pages, name)
        for index in range(pages):
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
    drawn = drawings(page, matrix)
    covered = min(drawn.pictures / max(width * height, 1.0), 1.0)
    signs = _signs(text, matrix)
    seen, unseen = signs.on_page(width, height), 0
    if covered >= _SCANNED:
        found, seen = seen, [stretch for stretch in seen if not _is_unseen(text, stretch[0])]
        unseen = sum(stop - start for start, stop, *_ in found) - sum(stop - start for start, stop, *_ in seen)
    runs = _runs(text, signs, seen, 90 * turns)
    return Page(number, width, height, runs, *drawn_rules(drawn.paths), covered, unseen, drawn.may_lack_signs, drawn.is_cut)


def _quarters(page: Any, text: Any) -> int:
    """Return by how many quarter turns against the clock most of the text of a page is turned."""
    length = pdfium.FPDFText_CountChars(text)
    place, asked = address(text), range(0, length, max(length // _ASKED, 1))
    if asked and not any(map(turn_of, repeat(place), asked)):
        return 0
    turns = Counter(_angle(place, index) for index in asked)
    straight = [(votes, angle // 90) for angle, votes in turns.items() if angle % 90 == 0]
    return max(straight)[1] if straight else int(pdfium.FPDFPage_GetRotation(page)) % 4


def _angle(text: Address, index: int) -> int:
    """Return by how many degrees against the clock a sign is turned; 0 where it is not drawn."""
    clockwise = turn_of(text, index)
    return -round(math.degrees(clockwise)) % 360 if clockwise > 0 else 0


def _signs(text: Any, matrix: Matrix) -> Signs:
    """Return the signs in the order in which they are drawn; PDFium's own blanks and line ends have boxes without height."""
    shown = _text(text)
    signs = placed(shown, boxes(loose_box, (repeat(address(text)), range(len(shown))), len(shown)), matrix)
    may_join = any(letters in shown for letters in _JOINED)
    if may_join and any(signs.has_box_of_next(match.start()) for match in _JOINING.finditer(shown)):
        return signs.with_own_boxes()
    return signs


def _text(text: Any) -> str:
    """Return one sign for each index, U+FFFD for those that the font does not know."""
    length = pdfium.FPDFText_CountChars(text)
    shown = words_of(address(text), length).decode(_UTF_16, errors="replace")
    if not shown.isascii() and max(shown) > _LAST_OF_ONE:
        shown = "".join(sign if sign <= _LAST_OF_ONE else sign + SECOND_PLACE for sign in shown)
    if len(shown) != length:  # unknown signs take no place
        codes = (pdfium.FPDFText_GetUnicode(text, index) for index in range(length))
        shown = "".join("\0" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)
    shown = shown.replace("\r", " ").replace("\n", " ")
    return shown.translate(_CONTROLS) if not shown.isprintable() and _CONTROL.search(shown) else shown


def _runs(text: Any, signs: Signs, seen: Iterable[Stretch], turned: int) -> list[Run]:
    """Return stretches of signs as runs; the text of the page is turned by ``turned`` degrees against the clock."""
    fonts = _Fonts(text)
    place, name, is_chinese = fonts.text, fonts.name, _NO_SYMBOL.match
    shown, left, right = signs.text, signs.left, signs.right
    runs: list[Run] = []
    for start, stop, top, bottom in seen:
        words = shown[start:stop]
        font = "" if is_chinese(words) else name(start)
        angle = (_angle(place, start) - turned) % 360 if stop - start == 1 else 0
        is_pale = bottom - top > _LARGE and _is_pale(text, start)
        runs.append(Run(words, (*left[start:stop], right[stop - 1]), top, bottom, font, angle, is_pale))
    return runs


class _Fonts:
    """The fonts of a page; each is asked for its name once."""

    def __init__(self, text: Any) -> None:
        self.text = address(text)
        self._names: dict[int | None, str] = {}

    def name(self, index: int) -> str:
        """Return the name of a sign's font, as far as ``_NAME`` goes."""
        drawn = text_of(self.text, index)
        font = font_of(as_address(drawn)) if drawn else None
        known = self._names.get(font)
        if known is None:
            known = self._names[font] = name_of_font(self.text, index)
        return known


def _is_pale(text: Any, index: int) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(text, index, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return _PALE < min(red, green, blue) < _WHITE or alpha < _PALE


def _is_unseen(text: Any, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
