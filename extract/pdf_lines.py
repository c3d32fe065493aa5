"""Lines of text out of runs of signs.

A PDF knows no words, no lines and no paragraphs, only signs with places. Signs of one height are a line, a gap between them is
a blank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.pdf_line import NO_LINES, Figures, Lines
from extract.pdf_page import SECOND_PLACE, Run

_SAME_LINE = 0.5
"""Signs whose middles are so close, in the height of the larger, stand on one line; raised and lowered ones do."""
_BLANK = 0.15
"""So wide, in heights of the signs, is a gap between Latin letters that parts words."""
_WIDE_BLANK = 0.6
"""So wide is one beside a Chinese sign; programs put up to a quarter of a sign between Chinese and Latin, and spread lines."""
_DOUBLED = 0.35
"""The same sign again so close, in its own width, is one sign drawn twice to look bold."""
_OVERLAP = 0.2
_SPREAD_FROM = 4
_LOW = 5.0
_FLAT = 0.25
"""The box of a sign is lower than this, in its width, only in fonts of drawings (Type 3), as browsers make them."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f"
LOST = "\ufffd"
CLOSING = "，。、；：！？）〉》」』】〕”’％…,.;:!?)]}%·"
"""Signs that may not begin a line: they go with the sign before them (GB/T 15834-2011, 5.1)."""
OPENING = "（〈《「『【〔“‘([{"
"""Signs that may not end a line."""
_LATIN = re.compile(rf"[^\s{_CJK}]")
_TAIL = re.compile(rf"{_LATIN.pattern}+$")
_QUOTES = "“”‘’"
"""Signs that some programs part from neither side (Unicode Standard Annex 14, class QU)."""
_TWO_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
"""What most lines begin with: its head is the first sign."""
_UNIT = rf"[{re.escape(OPENING)}]*(?:[{_CJK}]|[^\s{_CJK}{re.escape(OPENING)}]+)?[{re.escape(CLOSING)}]*"
_HEAD = re.compile(rf"{_UNIT}(?:(?:(?<=[{_QUOTES}])|(?=[{_QUOTES}])|(?<=[{re.escape(CLOSING)}])(?=[0-9])){_UNIT})*")


def lines_of(runs: Iterable[Run], origin: float = 0.0) -> Lines:
    """Return the lines that upright runs make, from the top down; a line of blanks alone is none.

    Their places are measured from ``origin``.
    """
    lines = [line for group in _levels(runs) if (line := _line(group, origin))]
    return Lines(lines) if lines else NO_LINES


def _levels(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line, from left to right."""
    group: list[Run] = []
    middle = size = 0.0
    for run in sorted(runs, key=lambda run: run.top + run.bottom):
        own_middle, own_size = (run.top + run.bottom) / 2, run.bottom - run.top
        if own_size < _LOW:
            own_size = _height(run)
        if group and own_middle - middle > _SAME_LINE * max(size, own_size):
            yield group if len(group) == 1 else sorted(group, key=_left)
            group = []
        if not group or own_size > size:
            middle, size = own_middle, own_size
        group.append(run)
    if group:
        yield group if len(group) == 1 else sorted(group, key=_left)


def _height(run: Run) -> float:
    """Return how high signs are; where a box is only as high as what is drawn in it (一, —), as high as that is wide."""
    height, width = run.bottom - run.top, run.edges[1] - run.edges[0]
    return width if height < _FLAT * width and not run.angle else height


def _left(run: Run) -> float:
    return run.edges[0]


def _line(runs: Sequence[Run], origin: float) -> Figures | None:
    """Return the words and figures of the line that runs from left to right make, ``None`` if they are blanks."""
    if len(runs) > 1:
        text, lefts, rights = _signs_of(runs)
        top, bottom, size = min([run.top for run in runs]), max([run.bottom for run in runs]), max(map(_width, runs))
    else:
        (run,) = runs
        text, lefts, rights, top, bottom, size = run.text, run.edges, run.edges[1:], run.top, run.bottom, _width(run)
    words = text.strip()
    if not words:
        return None
    start = 0 if len(words) == len(text) else len(text) - len(text.lstrip())
    last = start + len(words) - 1
    body = start + max(len(words.rstrip(CLOSING)) - 1, 0) if words[-1] in CLOSING else last
    tail = _TAIL.search(words) if _LATIN.match(words[-1]) else None
    return (
        words.replace(SECOND_PLACE, ""),
        lefts[start] - origin,
        rights[last] - origin,
        top,
        bottom,
        rights[start + _head(words) - 1] - lefts[start],
        rights[body] - origin,
        rights[last] - lefts[start + tail.start()] if tail else 0.0,
        size,
    )


def _width(run: Run) -> float:
    """Return the size of its font as Chinese signs tell it, which are as wide as high; 0 for Latin ones, which differ by font."""
    return run.edges[1] - run.edges[0] if run.text[0] >= _FIRST_CJK else 0.0


def _head(words: str) -> int:
    """Return of how many signs at its beginning no line end may part a line, at least one."""
    if _TWO_CHINESE.match(words):
        return 1
    head = _HEAD.match(words)
    return max(head.end(), 1) if head else 1


def _signs_of(runs: Sequence[Run]) -> tuple[str, Sequence[float], Sequence[float]]:
    """Return the signs of a line with blanks where there are gaps, and the left and right edge of each."""
    parts: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    spread = _spread(runs) if len(runs) >= _SPREAD_FROM else 0.0
    for words, edges, top, bottom, *_ in _once(runs):
        if parts and (gap := edges[0] - rights[-1] - spread) > _BLANK * (bottom - top):
            between = _between(parts[-1][-1], words[0], gap, bottom - top)
            if between:
                parts.append(between)
                lefts += [rights[-1]] * len(between)
                rights += [edges[0]] * len(between)
        parts.append(words)
        lefts += edges[:-1]
        rights += edges[1:]
    return "".join(parts), lefts, rights


def _once(runs: Sequence[Run]) -> Iterable[Run]:
    """Return the runs of a line without the signs that are drawn a second time to look bold."""
    right = -math.inf
    for _, edges, top, bottom, *_ in runs:
        if edges[0] <= right - _OVERLAP * (bottom - top):
            return _first_drawn(runs)
        right = edges[-1]
    return runs


def _first_drawn(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs of a line without the signs that stand in one before."""
    drawn: dict[str, list[float]] = {}
    for run in runs:
        kept = [n for n, sign in enumerate(run.text) if not _is_drawn(drawn, sign, run.edges[n], run.edges[n + 1])]
        if len(kept) == len(run.text):
            yield run
        elif kept:
            edges = (*(run.edges[n] for n in kept), run.edges[kept[-1] + 1])
            yield run._replace(text="".join(run.text[n] for n in kept), edges=edges)


def _is_drawn(drawn: dict[str, list[float]], sign: str, left: float, right: float) -> bool:
    """Tell whether a sign stands there already; remember it if not."""
    places = drawn.setdefault(sign, [])
    if sign != " " and any(abs(place - left) < _DOUBLED * (right - left) for place in places):
        return True
    places.append(left)
    return False


def _spread(runs: Sequence[Run]) -> float:
    """Return how far apart the signs of a line are set on purpose, 0 where they stand as usual."""
    if len([run for run in runs if len(run.text) == 1]) < 0.6 * len(runs):
        return 0.0
    return max(median(run.edges[0] - last.edges[-1] for last, run in pairwise(runs)), 0.0)


def _between(before: str, behind: str, gap: float, size: float) -> str:
    """Return what a gap between two signs stands for: nothing, blanks, or a sign that was lost.

    Between figures a gap without a blank drawn in it is where a dash may have been (扣1-5分 that reads 扣15分): U+FFFD.
    """
    least = _BLANK if before < _FIRST_CJK and behind < _FIRST_CJK else _WIDE_BLANK
    if gap <= least * size or before == " " or behind == " ":
        return ""
    if before.isdecimal() and behind.isdecimal() and gap < size:
        return LOST
    return " " * max(round(2 * gap / size), 1)


_FIRST_CJK = "\u2e80"
