"""Whether a row goes on over a page break.

No PDF says it. What speaks for a row that was cut: a sentence that breaks off at the foot of the page, a list that goes on, cells
that stay empty which are never empty, a rule that is missing. What speaks for a new row: numbers that begin anew, figures in both
cells, room that was left at the foot of the page. Each has a weight; where they come to little, a diagnostic says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.pdf_lines import Line
from extract.pdf_numbering import Mark, leading_mark
from extract.pdf_paragraphs import Room, is_full

SURE = 2.0
"""Evidence of less weight than this is doubtful."""
_STOPS = tuple("。；！？;!?")
_COLONS = tuple("：:")
_FIGURE = re.compile(r"[（(]?[0-9０-９]{1,4}(?:[.．][0-9０-９]{1,2})?\s*分?[）)]?\s*[★☆*]*")
_BRACKETED = re.compile(r"[（(【][^（(）)]*[）)】]")
_FIGURE_ENDING = re.compile(r"[0-9０-９]\s*([^0-9０-９]{0,2})$")
_TOLD_BY_MERGED = 0.1
_LONGEST_REMARK = 200
_SEVERAL = 3
_FEW = 4
"""Of fewer cells than this no habit of a column is told."""


class Habits(NamedTuple):
    """What the cells of a column have in common, as shares of them; ``None`` where there are too few.

    ``filled``: with text; ``merged``: over several rows; of those with text: ``stopped`` end with a stop, ``numbered`` begin with a
    number, ``restarting`` with the first number. ``texts`` are the words, without white space, of those that no page break parts;
    ``openings`` are lines with which several of them begin.
    """

    filled: float | None = None
    merged: float | None = None
    stopped: float | None = None
    numbered: float | None = None
    restarting: float | None = None
    texts: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()


NO_HABITS = Habits()


class Side(NamedTuple):
    """A cell at a page break: its lines on each page, from the top down, and the room of its lines.

    ``foot``: how much room is left below its last line, in line heights.
    """

    parts: Sequence[Sequence[Line]]
    room: Room
    foot: float = 0.0

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [line for part in self.parts for line in part]


class Verdict(NamedTuple):
    """Whether the row goes on, the weight of what speaks for it (below 0: against it), and the reasons with their weights."""

    goes_on: bool
    weight: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def is_sure(self) -> bool:
        """Whether the evidence leaves no doubt."""
        return abs(self.weight) >= SURE


Pair = tuple[Side, Side, Habits]
"""A cell at the foot of a page, the one below it at the head of the next, and the habits of their column."""


def verdict(pairs: Iterable[Pair], around: Iterable[tuple[str, float]] = ()) -> Verdict:
    """Return whether the cells above go on in those below; ``around`` is evidence from the page.

    A cell that is merged over rows may go on though the row does not, so that tells little.
    """
    reasons = list(around)
    for pair in pairs:
        share = _TOLD_BY_MERGED if is_often(pair[2].merged) else 1.0
        reasons += [(reason, weight * share if weight > 0 else weight) for reason, weight in evidence(*pair)]
    return _summed(reasons)


def cell_verdict(above: Side, below: Side, habits: Habits) -> Verdict:
    """Return whether one cell goes on in the one below it."""
    return _summed(list(evidence(above, below, habits)))


def _summed(reasons: Sequence[tuple[str, float]]) -> Verdict:
    weight = sum(weight for _, weight in reasons)
    return Verdict(weight > 0, weight, tuple(reasons))


def evidence(above: Side, below: Side, habits: Habits) -> Iterator[tuple[str, float]]:
    """Yield what speaks for (above 0) and against a cell's going on, with its weight."""
    if not below.lines:
        yield from _of_empty(above, habits)
    elif not above.lines:
        yield "begins", -2.0 if is_mostly(habits.filled) else -1.0
    else:
        yield from _of_texts(above, below, habits)


def _of_empty(above: Side, habits: Habits) -> Iterator[tuple[str, float]]:
    if is_mostly(habits.filled) and above.lines:
        yield "stays empty", 0.5 if is_often(habits.merged) else 2.0


def _of_texts(above: Side, below: Side, habits: Habits) -> Iterator[tuple[str, float]]:
    last, first = above.lines[-1], below.lines[0]
    mark = leading_mark(first.text) or leading_mark(squeezed(below))
    if _is_figure(above) and _is_figure(below):
        yield "two figures", -1.0 if is_full(last, first, above.room) else -4.0
        return
    words, more = squeezed(above), squeezed(below)
    if words == more:
        return
    if words + more in habits.texts:
        yield "whole elsewhere", 6.0
        return
    if not last.text.endswith(_STOPS) and _ending(last) == _ending(below.lines[-1]) != "":
        yield "ends alike", -5.0
    if _BRACKETED.fullmatch(more):
        yield "bracket", 2.0
    if above.foot > 2.5:
        yield "room below", -1.5
    if mark is not None:
        yield from _of_mark(mark, above, habits)
        return
    if first.text in habits.openings:
        yield "opens as others do", -2.0
        return
    if _ends_with_remark(above.lines):
        yield "remark ends", -2.0
    elif not last.text.endswith(_STOPS) and is_full(last, first, above.room):
        yield "runs on", 4.0 if not last.text.endswith(_COLONS) else 2.0
    elif not last.text.endswith(_STOPS) and is_mostly(habits.stopped):
        yield "not ended", 1.0
    if is_mostly(habits.numbered):
        yield "no number", 2.0


def _ends_with_remark(lines: Sequence[Line]) -> bool:
    """Tell whether the last lines are one remark in brackets."""
    text = ""
    for line in reversed(lines):
        text = "".join(line.text.split()) + text
        if text[0] in "（(【" or len(text) > _LONGEST_REMARK:
            break
    return _BRACKETED.fullmatch(text) is not None


def _ending(line: Line) -> str:
    """Return what a line ends with behind a figure, empty where it ends with words: ``#分）`` as the titles of one column do."""
    match = _FIGURE_ENDING.search(line.text)
    return "#" + match[1] if match else ""


def _of_mark(mark: Mark, above: Side, habits: Habits) -> Iterator[tuple[str, float]]:
    earlier = [found for line in above.lines if (found := leading_mark(line.text)) is not None]
    if mark.number == 1:
        if above.lines[-1].text.endswith(_COLONS):
            yield "list opens", 2.0
        elif any(found.style == mark.style for found in earlier):
            yield "list begins anew", -3.0
        else:
            yield "list begins", -0.5
        return
    if not any(mark.follows(found) for found in earlier):
        return
    lead = leading_mark(above.lines[0].text)
    if lead is None or lead.style != mark.style:
        yield "list goes on", 3.0
    elif is_mostly(habits.restarting) or len([found for found in earlier if found.style == mark.style]) > 1:
        yield "list goes on", 3.0
    else:
        yield "next number", -2.0


def squeezed(side: Side) -> str:
    """Return the words of a cell without white space."""
    return squeezed_lines(side.lines)


def squeezed_lines(lines: Iterable[Line]) -> str:
    """Return the words of some lines without white space."""
    return "".join("".join(line.text.split()) for line in lines)


def habits_of(cells: Sequence[tuple[Sequence[Line], int]], known: frozenset[str]) -> Habits:
    """Return what the cells of a column, as lines and rows spanned, have in common; ``known`` are their ``texts``."""
    texts = [lines for lines, _ in cells if lines]
    if len(cells) < _FEW:
        return Habits(texts=known)
    filled = len(texts) / len(cells)
    merged = sum(span > 1 for _, span in cells) / len(cells)
    if len(texts) < _FEW:
        return Habits(filled, merged, texts=known)
    marks = [leading_mark(lines[0].text) for lines in texts]
    return Habits(
        filled,
        merged,
        sum(lines[-1].text.endswith(_STOPS) for lines in texts) / len(texts),
        sum(mark is not None for mark in marks) / len(texts),
        sum(mark is not None and mark.number == 1 for mark in marks) / len(texts),
        known,
        _openings(texts),
    )


def _openings(texts: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the lines that several cells begin with, and that stand more often there than further down."""
    first = Counter(lines[0].text for lines in texts)
    inside = Counter(line.text for lines in texts for line in lines[1:])
    return frozenset(text for text, count in first.items() if count >= _SEVERAL and count > inside[text])


def _is_figure(side: Side) -> bool:
    return _FIGURE.fullmatch(squeezed(side)) is not None


def is_mostly(share: float | None) -> bool:
    """Tell whether a habit holds nearly always."""
    return share is not None and share >= 0.8


def is_often(share: float | None) -> bool:
    """Tell whether a habit shows now and then, which is no chance."""
    return share is not None and share >= 0.1
