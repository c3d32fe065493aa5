"""Whether a row, or a cell, goes on over a page break.

No PDF says it. What speaks for a row that was cut: a sentence that breaks off at the foot of the page, a list that goes on, cells
that stay empty which are never empty, a rule that is missing. What speaks for a new row: numbers that begin anew, figures in both
cells, room that was left at the foot of the page. Each has a weight; where they come to little, a diagnostic says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.pdf_habits import FIGURE, STOPS, Habits, is_mostly
from extract.pdf_line import Line, Lines
from extract.pdf_lines import OPENING
from extract.pdf_numbering import Mark, leading_mark
from extract.pdf_paragraphs import Room, is_full

WEIGHTS = {
    # of the page
    "no rule": 12.0,
    "room on the page": -2.0,
    "header": -30.0,
    "other columns": -30.0,
    # of a cell that is empty on one side
    "stays empty": 2.0,
    "label stays empty": 0.5,
    "begins": -2.0,
    "may begin": -1.0,
    # of the words on both sides
    "whole elsewhere": 6.0,
    "runs on": 4.0,
    "runs on after a colon": 2.0,
    "not ended": 1.0,
    "remark": 2.0,
    "no number": 2.0,
    "remark ended": -2.0,
    "opens as others do": -2.0,
    "ends as others do": -5.0,
    "two figures": -7.0,
    "figure begins": -4.0,
    "points of a title": 6.0,
    "figure cut": -1.0,
    "room below": -1.5,
    "much room below": -5.0,
    # of the number that the words below begin with
    "list opens": 2.0,
    "list goes on": 3.0,
    "next number": -2.0,
    "list begins anew": -3.0,
    "list begins": -0.5,
}
"""What speaks for (above 0) and against going on. Weighed on 168 PDFs of the four standards in examples/, printed in other
page sizes, margins, fonts and sizes, where the Word documents tell the truth; only a few of the weights matter each time."""
SURE = 2.0
"""Evidence of less weight than this is doubtful."""
_CERTAIN = 5.0
_TOLD_BY_MERGED = 0.1
_TOLD_BY_LABEL = 0.45
"""That a label fills its line is worth so much where the row it stands in does not go on: labels often do."""
_LABEL = 24
"""A label has no more signs."""
_OFTEN = 0.5
_FOOT = 2.5
"""So many lines would have had room below a text that is supposed to go on on the next page: two may be left free, so that
none of a paragraph stands alone."""
_LARGE_FOOT = 6.0
"""So much room is left below no text that goes on."""
_FOOT_OF_FIGURE = 1.6
"""So many lines have room below a figure that was not cut."""
_SHORT = 6
"""The label above a column of figures has no more signs."""
_LONGEST_REMARK = 200
_REMARK = re.compile(r"[（(【][^（(）)]*[）)】]")
_FIGURE_ENDING = re.compile(r"[0-9０-９]\s*([^0-9０-９]{0,2})$")


class Side(NamedTuple):
    """A cell at a page break: its lines on each page where it has any, the room of its lines, and the room below the last.

    ``words`` are those of its lines without white space; there are none where there are no lines.
    """

    words: str
    parts: Sequence[Lines]
    room: Room
    foot: float = 0.0

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.parts[0][0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.parts[-1][-1]

    @property
    def texts(self) -> list[str]:
        """The words of its lines, from the top down."""
        return [text for part in self.parts for text in part.texts]


class Verdict(NamedTuple):
    """Whether something goes on, the weight of what speaks for it (below 0: against it), and the reasons."""

    goes_on: bool
    weight: float
    reasons: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether the evidence leaves no doubt."""
        return abs(self.weight) >= SURE

    @property
    def is_certain(self) -> bool:
        """Whether the evidence is stronger than any other."""
        return self.weight > _CERTAIN


Pair = tuple[Side, Side, Habits]
"""A cell at the foot of a page, the one below it at the head of the next, and the habits of their column."""


def row_verdict(pairs: Iterable[Pair], around: Iterable[str] = ()) -> Verdict:
    """Return whether a row goes on in the one below it; ``around`` are reasons that the page gives.

    A cell that is merged over rows may go on though the row does not, so that tells little.
    """
    reasons = list(around)
    weight = sum(WEIGHTS[reason] for reason in reasons)
    for above, below, habits in pairs:
        for reason in evidence(above, below, habits):
            share = _TOLD_BY_MERGED if habits.are_merged and WEIGHTS[reason] > 0 else 1.0
            weight += share * WEIGHTS[reason]
            reasons.append(reason)
    return Verdict(weight > 0, weight, tuple(reasons))


def cell_verdict(above: Side, below: Side, habits: Habits, *, is_tall: bool = False) -> Verdict:
    """Return whether one cell goes on in the one below it though the row does not, as cells that are merged over rows do.

    ``is_tall``: the one below is merged over rows itself.
    """
    if not below.words:
        is_sure = habits.filled == 1 or (habits.are_filled and (is_tall or habits.are_merged))
        goes_on = habits.are_whole or is_sure
        return Verdict(goes_on, (SURE if is_sure else SURE / 2) if goes_on else -SURE, ())
    if is_label_again(above, below, habits):
        return Verdict(goes_on=True, weight=SURE, reasons=("label again",))
    reasons = tuple(evidence(above, below, habits))
    is_certain = any(WEIGHTS[reason] > _CERTAIN for reason in reasons)
    is_guess = "runs on" in reasons and not is_certain and len(above.words) <= _LABEL
    weight = (_TOLD_BY_LABEL if is_guess else 1.0) * sum(WEIGHTS[reason] for reason in reasons)
    may_go_on = is_certain or (habits.are_merged and above.foot <= _FOOT)
    return Verdict(weight > 0 and may_go_on, weight, reasons)


def is_label_again(above: Side, below: Side, habits: Habits) -> bool:
    """Tell whether a cell merged over rows has its words printed again on the new page."""
    return bool(below.words) and habits.are_merged and above.words == below.words


def evidence(above: Side, below: Side, habits: Habits) -> Iterator[str]:
    """Yield the reasons for and against a cell's going on in the one below it."""
    if not below.words:
        if habits.are_filled and above.words:
            yield "label stays empty" if habits.are_merged else "stays empty"
    elif not above.words:
        yield "begins" if habits.are_filled else "may begin"
    elif _is_figure(below) and _is_figure(above):
        yield "figure cut" if _may_be_cut(above, below) else "two figures"
    elif _is_figure(below) and (habits.titles or 0.0) >= _OFTEN:
        yield "points of a title"
    elif _is_figure(below) and _is_label(above, habits):
        yield "figure begins"
    else:
        yield from _of_words(above, below, habits)


def _of_words(above: Side, below: Side, habits: Habits) -> Iterator[str]:
    words, more = above.words, below.words
    if words == more:
        return
    if words + more in habits.texts:
        yield "whole elsewhere"
        return
    if _ends_alike(above.last, below.last):
        yield "ends as others do"
    if above.foot > _FOOT:
        yield "much room below" if above.foot > _LARGE_FOOT else "room below"
    opening = below.first.text
    mark = leading_mark(opening) or leading_mark(more)
    if mark is None and _REMARK.match(more):
        yield "remark"
    if mark is not None:
        yield from _of_number(mark, above, habits)
    elif opening in habits.openings:
        yield "opens as others do"
    else:
        yield from _of_sentence(above, below, habits)


def _of_sentence(above: Side, below: Side, habits: Habits) -> Iterator[str]:
    last = above.last
    is_ended = last.text.endswith(STOPS)
    if _ends_with_remark(above.texts):
        yield "remark ended"
    elif not is_ended and is_full(last, below.first, above.room):
        yield "runs on after a colon" if last.text.endswith(("：", ":")) else "runs on"
    elif not is_ended and is_mostly(habits.stopped):
        yield "not ended"
    if is_mostly(habits.numbered):
        yield "no number"


def _of_number(mark: Mark, above: Side, habits: Habits) -> Iterator[str]:
    texts = above.texts
    earlier = [found for text in texts if (found := leading_mark(text)) is not None]
    if mark.number == 1:
        if texts[-1].endswith(("：", ":")):
            yield "list opens"
        else:
            yield "list begins anew" if any(found.style == mark.style for found in earlier) else "list begins"
        return
    if not any(mark.follows(found) for found in earlier):
        return
    lead = leading_mark(texts[0])
    is_rows_own = lead is not None and lead.style == mark.style
    several = sum(found.style == mark.style for found in earlier) > 1
    yield "next number" if is_rows_own and not several and not habits.restart else "list goes on"


def _is_figure(side: Side) -> bool:
    return FIGURE.fullmatch(side.words) is not None


def _may_be_cut(above: Side, below: Side) -> bool:
    """Tell whether two figures can be the digits of one: it fills its line, and no other had room below it."""
    is_one = FIGURE.fullmatch(above.words + below.words) is not None
    return is_one and above.foot <= _FOOT_OF_FIGURE and is_full(above.last, below.first, above.room)


def _is_label(side: Side, habits: Habits) -> bool:
    """Tell whether a cell above a figure is the label of a column of figures."""
    words = side.words
    is_short = len(words) <= _SHORT and not any(sign.isdecimal() for sign in words) and words[-1] not in OPENING
    return is_mostly(habits.figures) or (habits.figures is None and is_short)


def _ends_alike(line: Line, other: Line) -> bool:
    """Tell whether two texts end with a figure and the same mark behind it, ``#分）``, as the titles of one column do."""
    endings = [_FIGURE_ENDING.search(text) for text in (line.text, other.text)]
    if line.text.endswith(STOPS) or endings[0] is None or endings[1] is None:
        return False
    return endings[0][1] == endings[1][1]


def _ends_with_remark(lines: Sequence[str]) -> bool:
    """Tell whether the last lines are one remark in brackets."""
    text = ""
    for line in reversed(lines):
        text = "".join(line.split()) + text
        if text[0] in "（(【" or len(text) > _LONGEST_REMARK:
            break
    return _REMARK.fullmatch(text) is not None
