"""The papers as tables: which columns, which rows, what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from render import paper_words as said
from render import words
from render.rebuilt.grid import Box, GridRow, Look
from render.rebuilt.lines import Line
from render.result import Result

_OWN_NUMBER = re.compile(words.NUMBER)
_BODY = Line(())
"""What tells a row of the body from a header."""
_LABEL, _TEXT, _FIGURE, _HEADING = Look.LABEL, Look.TEXT, Look.FIGURE, Look.HEADING
_WRITTEN_ROW = 560
"""The height of a row of the conclusion, which people sign."""
_MANY = 24
"""So many unassessed items are named; more are only counted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: its name, the widths of its columns as shares, the rows, and lines of signatures below."""

    name: str
    is_landscape: bool
    shares: tuple[float, ...]
    rows: tuple[GridRow, ...]
    row_height: int = 340
    """the least height of a row, in twentieths of a point"""
    signed: tuple[str, ...] = ()


def sheets(result: Result) -> tuple[Sheet, ...]:
    """Return the papers of one result: the summary, the deductions, what does not apply, the evidence, the conclusion."""
    return (_summary(result), _losses(result), _absent(result), _evidence(result), _conclusion(result))


def _header(headings: Sequence[str]) -> GridRow:
    return GridRow(tuple(Box(n, n + 1, heading, _HEADING) for n, heading in enumerate(headings)))


def _row(texts: Sequence[str], looks: Sequence[Look], joined: Sequence[int] = ()) -> GridRow:
    """Return a row of the body; columns ``joined`` are one cell with the row above where that is about the same element."""
    boxes = [
        Box(n, n + 1, text, look, (n, *texts[1 : n + 1]) if n in joined and text else None)
        for n, (text, look) in enumerate(zip(texts, looks, strict=True))
    ]
    return GridRow(tuple(boxes), _BODY)


def _none(columns: int) -> GridRow:
    return GridRow((Box(0, columns, said.NONE, _LABEL),), _BODY)


def _summary(result: Result) -> Sheet:
    rows = [_header(said.SUMMARY_HEADINGS)]
    for one in result.elements:
        number, title = (_HEADING, _HEADING) if one.level == 1 else (_LABEL, _TEXT)
        texts = (one.number, one.title, one.points, one.not_applicable, one.due, one.deduction, one.score, one.percent)
        rows.append(_row(texts, (number, title, *[_FIGURE] * 6)))
    figures = (result.points, result.not_applicable, result.due, result.deduction, result.score, result.percent)
    rows.append(_spanned(said.TOTAL, 2, figures))
    if result.bonus:
        rows.append(_spanned(said.BONUS, 2, (*[said.NOT_GIVEN] * 4, result.bonus, said.NOT_GIVEN)))
    return Sheet(said.SUMMARY, False, (7, 28, 10, 14, 10, 9, 11, 11), tuple(rows))


def _spanned(label: str, columns: int, figures: Sequence[str]) -> GridRow:
    boxes = [Box(0, columns, label, _HEADING)]
    boxes += [Box(n, n + 1, figure, _HEADING) for n, figure in enumerate(figures, columns)]
    return GridRow(tuple(boxes), _BODY)


def _losses(result: Result) -> Sheet:
    rows = [_header(said.LOSSES_HEADINGS)]
    looks = (_LABEL, _LABEL, _LABEL, _TEXT, _TEXT, _FIGURE)
    for one in result.losses:
        requirement = _numbered(one.item, one.requirement)
        rows.append(_row((str(one.number), one.first, one.second, requirement, one.reason, one.points), looks, (1, 2)))
    rows.append(_spanned(said.TOTAL, 5, (result.deduction,)) if result.losses else _none(len(looks)))
    return Sheet(said.LOSSES, True, (5, 11, 13, 35, 29, 7), tuple(rows))


def _absent(result: Result) -> Sheet:
    rows = [_header(said.ABSENT_HEADINGS)]
    looks = (_LABEL, _LABEL, _TEXT, _FIGURE, _TEXT)
    for one in result.absent:
        second = one.second or one.first
        rows.append(_row((str(one.number), second, _numbered(one.item, one.requirement), one.points, one.reason), looks, (1,)))
    if result.absent:
        boxes = (Box(0, 3, said.TOTAL, _HEADING), Box(3, 4, result.not_applicable, _HEADING), Box(4, 5, "", _TEXT))
        rows.append(GridRow(boxes, _BODY))
    else:
        rows.append(_none(len(looks)))
    return Sheet(said.ABSENT, False, (7, 18, 40, 9, 26), tuple(rows))


def _numbered(item: str, requirement: str) -> str:
    """Return a requirement behind the id of its item; one that is printed with a number keeps that alone."""
    return requirement if _OWN_NUMBER.match(requirement) else f"{item} {requirement}".strip()


def _evidence(result: Result) -> Sheet:
    rows = [_header(said.EVIDENCE_HEADINGS)]
    looks = (_LABEL, _LABEL, _TEXT, _TEXT, _TEXT)
    rows += [_row((str(one.number), one.item, one.requirement, one.name, one.note), looks) for one in result.evidence]
    if not result.evidence:
        rows.append(_none(len(said.EVIDENCE_HEADINGS)))
    return Sheet(said.EVIDENCE, True, (5, 8, 36, 22, 29), tuple(rows))


def _conclusion(result: Result) -> Sheet:
    """Return the conclusion: who, when, the figures, the grade, and what stands against a better one."""
    rows = [_pairs((said.STANDARD, result.title + result.subtitle))]
    rows.append(_pairs((said.UNIT, result.unit)))
    if result.reviewer:
        rows.append(_pairs((said.REVIEWER, result.reviewer)))
    rows.append(_pairs((result.kind + said.PERIOD, result.period), (said.LEADER, result.leader)))
    rows.append(_pairs((said.MEMBERS, result.members)))
    rate = f"{result.percent}%" if result.percent else ""
    figures = (result.points, result.not_applicable, result.due, result.deduction, result.score, rate)
    named = list(zip(said.FIGURES, figures, strict=True))
    rows += [_pairs(*named[n : n + 2]) for n in range(0, len(named), 2)]
    if result.bonus:
        rows.append(_pairs((said.BONUS, result.bonus), (said.WITH_BONUS, result.with_bonus)))
    rows.append(_pairs((said.RESULT, result.result or said.NOT_GIVEN), (said.GRADE, result.grade or said.FALLEN_SHORT)))
    rows += [_pairs(one) for one in _told(result)]
    return Sheet(said.CONCLUSION.format(kind=result.kind), False, (20, 33, 18, 29), tuple(rows), _WRITTEN_ROW, said.SIGNED)


def _told(result: Result) -> Iterator[tuple[str, str]]:
    counts = {"losses": len(result.losses), "absent": len(result.absent), "unassessed": len(result.unassessed)}
    yield said.COUNTS, said.COUNTED.format(**counts)
    if result.formula:
        yield said.FORMULA, result.formula
    yield said.OUTCOME, result.outcome
    if result.against:
        yield said.AGAINST, "\n".join(result.against)
    if result.unassessed:
        names = "、".join(one.item for one in result.unassessed[:_MANY])
        yield said.LEFT, names + (" ……" if len(result.unassessed) > _MANY else "")


def _pairs(*pairs: tuple[str, str]) -> GridRow:
    """Return a row of one label and its text over the whole width, or of two side by side."""
    (label, text), *more = pairs
    if not more:
        return GridRow((Box(0, 1, label, _HEADING), Box(1, 4, text, _TEXT)), _BODY)
    (second, other), *_ = more
    boxes = (Box(0, 1, label, _HEADING), Box(1, 2, text, _TEXT), Box(2, 3, second, _HEADING), Box(3, 4, other, _TEXT))
    return GridRow(boxes, _BODY)
