"""What stands on a page without being part of the text: running heads and feet, page numbers, watermarks.

They are known by repetition, by place, by counting with the pages, by slant and by paleness; what is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_lines import Line
from extract.pdf_page import Page, Run
from extract.pdf_tables import PageTable, PageText
from rubrics.diagnostics import Diagnostic, Place

_SAME_PLACE = 4.0
"""Points by which the place of a running head may differ from page to page."""
_ENOUGH = 3
"""On so many pages, or on all of fewer, a line must come again to be a running head."""
_LEANING = 3
"""Degrees by which a sign may lean and still stand straight."""
_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-—–~·•|第\s]*(?:page\s*)?([0-9]{1,4})\s*(?:页|頁)?\s*(?:(?:/|of|[,，]?\s*共)\s*[0-9]{1,4}\s*(?:页|頁)?)?[-—–~·•|\s]*",
    re.IGNORECASE,
)

Blocks = list[PageText | PageTable]


def without_watermarks(page: Page) -> tuple[Page, str]:
    """Return a page without the signs that lean or are large and pale, and those signs."""
    odd = [run for run in page.runs if (run.is_pale or run.angle) and _is_watermark(run)]
    if not odd:
        return page, ""
    kept = [run for run in page.runs if not _is_watermark(run)]
    return page._replace(runs=kept), "".join(run.text for run in odd).strip()


def _is_watermark(run: Run) -> bool:
    return run.is_pale or _LEANING < run.angle % 90 < 90 - _LEANING


def without_furniture(pages: Sequence[Blocks]) -> tuple[list[Blocks], list[Diagnostic]]:
    """Return what stands on the pages without running heads, feet and page numbers, and what is to be said of those."""
    found: dict[str, list[tuple[int, str]]] = {}
    pages = list(pages)
    for at_foot in (False, True):
        edges = [_edge_lines(blocks, at_foot=at_foot) for blocks in pages]
        counts = [_furniture(edges, number) for number in range(len(pages))]
        for number, count in enumerate(counts):
            for line in edges[number][:count]:
                found.setdefault(_DIGITS.sub("#", line.text), []).append((number + 1, line.text))
        pages = [_cut(blocks, count, at_foot=at_foot) for blocks, count in zip(pages, counts, strict=True)]
    return pages, [
        Diagnostic("pdf-furniture", Place(page=places[0][0]), figures={"text": places[0][1], "count": len(places)})
        for places in found.values()
    ]


def _edge_lines(blocks: Blocks, *, at_foot: bool) -> list[Line]:
    """Return the lines above all tables of a page, or those below them from the foot up."""
    if not blocks:
        return []
    block = blocks[-1 if at_foot else 0]
    if isinstance(block, PageTable):
        return []
    return list(reversed(block.lines)) if at_foot else list(block.lines)


def _furniture(edges: Sequence[Sequence[Line]], number: int) -> int:
    """Return how many lines at the edge of a page are furniture."""
    count = 0
    for line in edges[number]:
        if not (_comes_again(line, edges) or _is_page_number(line, edges, number)):
            break
        count += 1
    return count


def _comes_again(line: Line, edges: Sequence[Sequence[Line]]) -> bool:
    """Tell whether a line stands on several pages at the same height, but for its figures."""
    text = _DIGITS.sub("#", line.text)
    pages = sum(
        any(abs(other.top - line.top) <= _SAME_PLACE and _DIGITS.sub("#", other.text) == text for other in lines)
        for lines in edges
    )
    return pages >= min(_ENOUGH, max(len(edges), 2))


def _is_page_number(line: Line, edges: Sequence[Sequence[Line]], number: int) -> bool:
    """Tell whether a line is a number that counts with the pages; alone, that of the page itself."""
    own = _page_number(line)
    if own is None:
        return False
    others = [(at, _page_number(other)) for at, lines in enumerate(edges) for other in lines[:2] if at != number]
    return own == number + 1 or any(value is not None and value - at == own - number for at, value in others)


def _page_number(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[1]) if match else None


def _cut(blocks: Blocks, count: int, *, at_foot: bool) -> Blocks:
    """Return the blocks of a page without ``count`` lines at its head or foot."""
    if not count:
        return blocks
    block = blocks[-1 if at_foot else 0]
    assert isinstance(block, PageText)  # noqa: S101 - its lines were counted
    lines = block.lines[:-count] if at_foot else block.lines[count:]
    kept: Blocks = [replace(block, lines=lines)] if lines else []
    return [*blocks[:-1], *kept] if at_foot else [*kept, *blocks[1:]]
