"""Pages read with pdfplumber and the pdfminer.six below it: slow, in plain Python, and a second opinion.

It shares no code with PDFium: where both see the same signs and lines, those are most likely on the page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from extract.pdf_limits import check_pages
from extract.pdf_page import Page, Run
from extract.pdf_paths import THIN, Matrix, Path, drawn_rules, moved, upright_page
from extract.pdf_runs import Sign, edges_of, grouped
from rubrics.errors import SourceError

_ABOVE, _BELOW = 0.88, 0.12
"""How far, in sizes of the font, a Chinese sign reaches above and below its baseline."""
_LARGE, _PALE, _WHITE = 20.0, 0.6, 0.96

Drawn = dict[str, Any]
"""What pdfplumber says of a sign, a line or a box."""


def pdfplumber_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages of a PDF one by one, as ``pdfium_pages`` does."""
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            check_pages(len(document.pages), name)
            for page in document.pages:
                yield _page(page)
                page.close()
    except SourceError:
        raise
    except Exception as problem:
        is_locked = any(isinstance(said, PDFPasswordIncorrect) for said in (problem, *problem.args))
        code = "encrypted" if is_locked else "pdf-damaged"
        raise SourceError(code, where=name) from problem


def _page(page: pdfplumber.page.Page) -> Page:
    x0, top, x1, bottom = page.bbox
    turns = _quarters(page.chars)
    matrix, width, height = upright_page((x0, -bottom, x1, -top), turns)
    pictures = [image for image in page.images if min(image["width"], image["height"]) > THIN]
    covered = min(sum(image["width"] * image["height"] for image in pictures) / max(width * height, 1.0), 1.0)
    runs = [_run(page.chars, signs, 90 * turns) for signs in grouped(_signs(page.chars, matrix))]
    return Page(page.page_number, width, height, runs, *drawn_rules(_paths(page, matrix)), covered)


def _quarters(chars: Sequence[Drawn]) -> int:
    """Return by how many quarter turns against the clock most of the text of a page is turned."""
    straight = Counter(angle // 90 for char in chars if (angle := _angle(char)) % 90 == 0)
    return max(straight, key=lambda turns: straight[turns], default=0)


def _angle(char: Drawn) -> int:
    a, b = char["matrix"][:2]
    return round(math.degrees(math.atan2(b, a))) % 360


def _signs(chars: Sequence[Drawn], matrix: Matrix) -> Iterator[Sign]:
    """Yield the signs; one that stands for several letters comes as these, in equal parts of its box."""
    for index, char in enumerate(chars):
        left, bottom, right, top = _box(char)
        (x0, y0), (x1, y1) = moved((left, bottom), matrix), moved((right, top), matrix)
        (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
        text = _text(char["text"])
        step = (x1 - x0) / max(len(text), 1)
        for part, sign in enumerate(text):
            yield Sign(index, sign, x0 + part * step, y0, x0 + (part + 1) * step, y1)


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
    return "".join(" " if sign == "\t" else sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text)


def _run(chars: Sequence[Drawn], signs: list[Sign], turned: int) -> Run:
    first = signs[0]
    char = chars[first.number]
    return Run(
        "".join(sign.sign for sign in signs),
        edges_of(signs),
        first.top,
        first.bottom,
        char["fontname"],
        (_angle(char) - turned) % 360 if len(signs) == 1 else 0,
        first.bottom - first.top > _LARGE and _lightness(char["non_stroking_color"]) > _PALE,
    )


def _paths(page: pdfplumber.page.Page, matrix: Matrix) -> Iterator[Path]:
    for drawn in (*page.lines, *page.rects, *page.curves):
        colour = drawn["stroking_color"] if drawn["stroke"] else drawn["non_stroking_color"]
        points = [moved((x, -y), matrix) for x, y in drawn["pts"]]
        if drawn["object_type"] == "rect":
            points.append(points[0])
        if len(points) > 1 and (drawn["stroke"] or drawn["fill"]):
            yield Path(points, bool(drawn["stroke"]), bool(drawn["fill"]), _lightness(colour) > _WHITE)
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
