"""What is printed for an element, a figure and a cell of clauses, so that reading it gives back what the rubric says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.clauses import read_rules
from normalize.labels import Label, half_width, read_label
from rubrics.model import Element, Item, Rule
from rubrics.values import show

INFERRED = "〔{points}〕"
"""Around a figure that the source lost and that was worked out: the brackets of an editor's addition."""
_POINTS, _WEIGHT = "（{points}分）", "（{weight}%）"
_ELSE = ("{code}、{title}", "{code} {title}", "{code}{title}", "（{code}）{title}", "{code}.{title}")
"""Patterns for a label that does not read back in the pattern of its column."""


def printed_label(element: Element, pattern: str | None, *, has_code: bool) -> str:
    """Return the label of an element in the pattern of its column; ``has_code`` tells whether it says the code itself.

    >>> element = Element(code='一', title='基础管理', points=140)
    >>> printed_label(element, '{code}、{title}（{points}分）', has_code=True)
    '一、基础管理（140分）'
    >>> printed_label(element, None, has_code=False)
    '基础管理（140分）'
    """
    wanted = Label(element.code if has_code else "", element.title, element.points, element.weight)
    candidates = [_filled(element, one) for one in _patterns(element, pattern, has_code=has_code)]
    return next((text for text in candidates if read_label(text) == wanted), candidates[0])


def printed_points(item: Item) -> str:
    """Return what stands in the points column of an item: its figure, stars and mark."""
    figure = "" if item.points is None else show(item.points)
    if item.points_inferred and figure:
        figure = INFERRED.format(points=figure)
    return "\n".join(part for part in (figure, "★" * (item.stars or 0), item.mark) if part)


def printed_rules(rules: Sequence[Rule]) -> str:
    """Return clauses as the cell that they were read from, each with the mark that ended it.

    >>> printed_rules([Rule(text='未建档的，不得分'), Rule(text='记录不全的，一处扣2分')])
    '未建档的，不得分；记录不全的，一处扣2分。'
    """
    last = len(rules) - 1
    ends = (("。" if n == last else "；") if rule.end is None else rule.end for n, rule in enumerate(rules))
    return "".join(rule.text + end for rule, end in zip(rules, ends, strict=True))


def rules_and_vetoes(rules: Sequence[Rule], points: Decimal | None) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """Return the clauses of an item apart: those of its rules cell, and those of its veto cell behind them."""
    for at in range(len(rules), -1, -1):
        if _read(rules[:at], points) + _read(rules[at:], points, veto=True) == tuple(rules):
            return rules[:at], rules[at:]
    at = next((at for at in range(len(rules)) if all(rule.veto for rule in rules[at:])), len(rules))
    return rules[:at], rules[at:]


def _read(rules: Sequence[Rule], points: Decimal | None, *, veto: bool = False) -> tuple[Rule, ...]:
    return read_rules(printed_rules(rules), points, veto=veto)


def _patterns(element: Element, pattern: str | None, *, has_code: bool) -> Iterator[str]:
    """Yield the patterns to try, the column's own first, each with just the figures that the element has."""
    behind = _POINTS if element.points is not None else _WEIGHT if element.weight is not None else ""
    if pattern is not None and "{title}" in pattern:
        before, _, after = pattern.partition("{title}")
        before = before if ("{code}" in before) == has_code else "{code} " if has_code else ""
        is_fitting = ("{points}" in after, "{weight}" in after) == (behind == _POINTS, behind == _WEIGHT)
        yield f"{before}{{title}}{after if is_fitting else behind}"
    yield from ((f"{one}{behind}" for one in _ELSE) if has_code else (f"{{title}}{behind}",))


def _filled(element: Element, pattern: str) -> str:
    points, weight = ("" if figure is None else show(figure) for figure in (element.points, element.weight))
    before, _, behind = pattern.partition("{title}")
    behind = behind.replace("{points}", points).replace("{weight}", weight)
    return before.replace("{code}", half_width(element.code)) + element.title + behind
