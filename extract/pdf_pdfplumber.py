"""Pages read with pdfplumber and the pdfminer.six below it: slow, in plain Python, and a second opinion.

It shares no code with PDFium: where both see the same signs and lines, those are most likely on the page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Self

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from extract.pdf_limits import check_pages
from extract.pdf_page import Page, Run
from extract.pdf_paths import THIN, Matrix, Path, drawn_rules, moved, upright_page
from extract.pdf_runs import Signs, Stretch, placed
from rubrics.errors import SourceError

_ABOVE, _BELOW = 0.88, 0.12
"""How far, in sizes of the font, a Chinese sign reaches above and below its baseline."""
_LARGE, _PALE, _WHITE, _WHITEST = 20.0, 0.6, 0.96, 0.98

Drawn = dict[str, Any]
"""What pdfplumber says of a sign, a line or a box."""


def pdfplumber_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages of a PDF one by one, as ``pdfium_pages`` does."""
    with PageByPage(data, name) as document:
        for number in range(1, document.count + 1):
            yield document.page(number)


class PageByPage:
    """An open PDF of which any page can be read, a context manager; ``SourceError`` where the file or the page cannot be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        with self._refusing():
            self._document = pdfplumber.open(BytesIO(data))
            self.count = len(self._document.pages)
            check_pages(self.count, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, number: int) -> Page:
        """Return a page, counted from 1; nothing of it is kept."""
        with self._refusing():
            page = self._document.pages[number - 1]
            try:
                return _page(page)
            finally:
                page.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Make a ``SourceError`` of whatever pdfminer trips over."""
        try:
            yield
        except (SourceError, MemoryError):
            raise
        except Exception as problem:
            is_locked = any(isinstance(said, PDFPasswordIncorrect) for said in (problem, *problem.args))
            raise SourceError("encrypted" if is_locked else "pdf-damaged", where=self.name) from problem


def _page(page: pdfplumber.page.Page) -> Page:
    x0, top, x1, bottom = page.bbox
    turns = _quarters(page.chars)
    matrix, width, height = upright_page((x0, -bottom, x1, -top), turns)
    pictures = [image for image in page.images if min(image["width"], image["height"]) > THIN]
    covered = min(sum(image["width"] * image["height"] for image in pictures) / max(width * height, 1.0), 1.0)
    signs, numbers = _signs(page.chars, matrix)
    runs = [_run(page.chars[numbers[stretch[0]]], signs, stretch, 90 * turns) for stretch in signs.on_page(width, height)]
    return Page(page.page_number, width, height, runs, *drawn_rules(_paths(page, matrix)), covered)


def _quarters(chars: Sequence[Drawn]) -> int:
    """Return by how many quarter turns against the clock most of the text of a page is turned."""
    straight = Counter(angle // 90 for char in chars if (angle := _angle(char)) % 90 == 0)
    return max(straight, key=lambda turns: straight[turns], default=0)


def _angle(char: Drawn) -> int:
    a, b = char["matrix"][:2]
    return round(math.degrees(math.atan2(b, a))) % 360


def _signs(chars: Sequence[Drawn], matrix: Matrix) -> tuple[Signs, list[int]]:
    """Return the signs, and of each the number of what pdfplumber says of it.

    One that stands for several letters comes as these, in equal parts of its box.
    """
    text: list[str] = []
    numbers: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    for number, char in enumerate(chars):
        left, bottom, right, top = _box(char)
        shown = _text(char["text"])
        step = (right - left) / max(len(shown), 1)
        text += shown
        numbers += [number] * len(shown)
        boxes += [(left + part * step, bottom, left + (part + 1) * step, top) for part in range(len(shown))]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    return placed("".join(text), (lefts, tops, rights, bottoms), matrix), numbers


def _box(char: Drawn) -> tuple[float, float, float, float]:
    """Return the box of a sign, y upwards; the same above and below the baseline whatever the font says of itself."""
    left, bottom, right, top = char["x0"], -char["bottom"], char["x1"], -char["top"]
    x, y = char["matrix"][4], char["matrix"][5] - char["top"] - char["y1"]
    turns = _angle(char) / 90
    size = char["width"] if turns in (1, 3) else char["height"]
    if turns == 0:
        return left, y - _BELOW * size, right, y + _ABOVE * size
    if turns == 1:
        return x - _ABOVE * size, bottom, x + _BELOW * size, top
    if turns == 2:
        return left, y - _ABOVE * size, right, y + _BELOW * size
    if turns == 3:
        return x - _BELOW * size, bottom, x + _ABOVE * size, top
    return left, bottom, right, top


def _text(text: str) -> str:
    """Return the characters of a sign: U+FFFD where the font does not tell them (pdfminer: ``(cid:12)``)."""
    if text.startswith("(cid:"):
        return "\ufffd"
    if text == "\u00ad":
        return "-"
    return "".join(" " if sign in "\t\r\n" else sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text)


def _run(char: Drawn, signs: Signs, stretch: Stretch, turned: int) -> Run:
    start, stop, top, bottom = stretch
    return Run(
        signs.text[start:stop],
        (*signs.left[start:stop], signs.right[stop - 1]),
        top,
        bottom,
        char["fontname"],
        (_angle(char) - turned) % 360 if stop - start == 1 else 0,
        bottom - top > _LARGE and _PALE < _lightness(char["non_stroking_color"]) < _WHITEST,
    )


def _paths(page: pdfplumber.page.Page, matrix: Matrix) -> Iterator[Path]:
    for drawn in (*page.lines, *page.rects, *page.curves):
        colour = drawn["stroking_color"] if drawn["stroke"] else drawn["non_stroking_color"]
        points = [moved((x, -y), matrix) for x, y in drawn["pts"]]
        if drawn["object_type"] == "rect":
            points.append(points[0])
        if len(points) > 1 and (drawn["stroke"] or drawn["fill"]):
            weight = float(drawn["linewidth"] or 0) if drawn["stroke"] else 0.0
            yield Path(points, bool(drawn["stroke"]), bool(drawn["fill"]), _lightness(colour) > _WHITE, weight)
    for image in page.images:
        if min(image["width"], image["height"]) <= THIN:
            corners = ((image["x0"], -image["bottom"]), (image["x1"], -image["top"]))
            yield Path([moved(corner, matrix) for corner in corners], is_stroked=False, is_filled=True)


def _lightness(colour: Any) -> float:
    """Return how light a colour is, from 0 (black) to 1: of one grey, three of red, green and blue, or four of printing inks."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0.0
    if len(parts) == 4:
        return 1.0 - max(float(part) for part in parts)
    return min((float(part) for part in parts), default=0.0)
