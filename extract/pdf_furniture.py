"""What stands on a page without being part of the text: running heads and feet, page numbers, watermarks.

They are known by repetition, by place, by counting with the pages, by slant and by paleness; what is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import MutableSequence, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from extract.pdf_line import Line
from extract.pdf_packed import PackedBlocks
from extract.pdf_page import Page, Run
from extract.pdf_tables import PageText
from rubrics.diagnostics import Diagnostic, Place

_SAME_PLACE = 4.0
"""Points by which the place of a running head may differ from page to page."""
_ENOUGH = 3
"""On so many pages, or on all of fewer, a line must come again to be a running head."""
_DEEPEST = 12
"""No running head or foot has so many lines."""
_LEANING = 3
"""Degrees by which a sign may lean and still stand straight."""
_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-—–~·•|第\s]*(?:page\s*)?([0-9]{1,4})\s*(?:页|頁)?\s*(?:(?:/|of|[,，]?\s*共)\s*[0-9]{1,4}\s*(?:页|頁)?)?[-—–~·•|\s]*",
    re.IGNORECASE,
)


def without_watermarks(page: Page) -> tuple[Page, str]:
    """Return a page without the signs that lean or are large and pale, and those signs."""
    odd = [run for run in page.runs if (run.is_pale or run.angle) and _is_watermark(run)]
    if not odd:
        return page, ""
    kept = [run for run in page.runs if not _is_watermark(run)]
    return page._replace(runs=kept), "".join(run.text for run in odd).strip()


def _is_watermark(run: Run) -> bool:
    return run.is_pale or _LEANING < run.angle % 90 < 90 - _LEANING


def without_furniture(pages: MutableSequence[PackedBlocks]) -> list[Diagnostic]:
    """Take running heads, feet and page numbers from what stands on the pages, and return what is to be said of them."""
    found: dict[str, list[tuple[int, str]]] = {}
    for at_foot in (False, True):
        edges = _Edges(pages, at_foot=at_foot)
        for number, lines in enumerate(edges.lines):
            furniture = list(takewhile(partial(edges.is_furniture, number), lines))
            if len(furniture) == _DEEPEST:
                continue  # a page of text that comes again, not what stands at the edge of one
            for line in furniture:
                found.setdefault(_masked(line), []).append((number + 1, line.text))
            pages[number] = _cut(pages[number], len(furniture), at_foot=at_foot)
    return [
        Diagnostic("pdf-furniture", Place(page=places[0][0]), figures={"text": places[0][1], "count": len(places)})
        for places in found.values()
    ]


class _Edges:
    """The lines above all tables of each page, or those below them from the foot up, as far as a running head can reach."""

    def __init__(self, pages: Sequence[PackedBlocks], *, at_foot: bool) -> None:
        self.lines = [_edge_lines(blocks, at_foot=at_foot) for blocks in pages]
        self._heights: dict[str, list[tuple[float, int]]] = {}
        self._counting: dict[int, set[int]] = {}
        for number, lines in enumerate(self.lines):
            for line in lines:
                self._heights.setdefault(_masked(line), []).append((line.top, number))
            for shown in map(_page_number, lines[:2]):
                if shown is not None:
                    self._counting.setdefault(shown - number, set()).add(number)

    def is_furniture(self, number: int, line: Line) -> bool:
        """Tell whether a line on a page (``number`` from 0) is a running head or foot, or a page number."""
        return self._comes_again(line) or self._is_page_number(number, line)

    def _comes_again(self, line: Line) -> bool:
        """Tell whether a line stands on several pages at the same height, but for its figures."""
        enough = min(_ENOUGH, max(len(self.lines), 2))
        on: set[int] = set()
        for top, number in self._heights[_masked(line)]:
            if abs(top - line.top) <= _SAME_PLACE:
                on.add(number)
                if len(on) == enough:
                    return True
        return False

    def _is_page_number(self, number: int, line: Line) -> bool:
        """Tell whether a line is a number that counts with the pages; alone, that of the page itself."""
        shown = _page_number(line)
        if shown is None:
            return False
        return shown == number + 1 or bool(self._counting.get(shown - number, set()) - {number})


def _edge_lines(blocks: PackedBlocks, *, at_foot: bool) -> list[Line]:
    if not blocks:
        return []
    block = blocks[-1 if at_foot else 0]
    if not isinstance(block, PageText):
        return []
    return list(block.lines[-_DEEPEST:])[::-1] if at_foot else list(block.lines[:_DEEPEST])


def _masked(line: Line) -> str:
    """Return the words of a line with # for its figures."""
    return _DIGITS.sub("#", line.text)


def _page_number(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[1]) if match else None


def _cut(blocks: PackedBlocks, count: int, *, at_foot: bool) -> PackedBlocks:
    """Return the blocks of a page without ``count`` lines at its head or foot."""
    if not count:
        return blocks
    block = blocks[-1 if at_foot else 0]
    assert isinstance(block, PageText)  # noqa: S101 - its lines were counted
    lines = block.lines[:-count] if at_foot else block.lines[count:]
    kept: PackedBlocks = [replace(block, lines=lines)] if lines else []
    return [*blocks[:-1], *kept] if at_foot else [*kept, *blocks[1:]]
