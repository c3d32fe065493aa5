"""Reader of figures that stand without a verb: 优秀10分、良好8分、一般6分, and a lone 0分."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from normalize.clauses.amounts import Amount, amount
from normalize.clauses.awards import bare_zero, is_bare_figure
from normalize.clauses.price import Price, words_before
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import SCALES, Kind
from rubrics.model import Tier

_LABELS = tuple(sorted({label for scale in SCALES for label in scale}, key=len, reverse=True))
_NOT_BEFORE = "不未非无较"
_LONGEST = 12
_NEAR = 10
"""Tokens beside a list of grades in which another grade of its scale stands."""

_Entry = tuple[str, Amount]


def bare(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """Read grades with their points, or the figure of nothing at the end of a condition."""
    begin, entries = _entries(text, index, left, last)
    if not entries or any(is_bare_figure(text, at) for at in words_before(left, index)):
        return bare_zero(text, index, left, last)
    last_figure = entries[-1][1]
    end = last_figure.end + (text.kind(last_figure.end) is Kind.CLOSE and text.partner.get(last_figure.end, -1) >= begin)
    if len(entries) < 2 or not _falls(entries):
        return None if len(entries) > 1 else bare_zero(text, index, left, last)
    if _names_scores(text, max(left, begin - _NEAR), begin) or _names_scores(text, end, min(last, end + _NEAR)):
        return None
    effect: dict[str, Any] = {"tiers": tuple(_tier(label, figure) for label, figure in entries)}
    return Price(begin, end, effect)


def _names_scores(text: Stretch, first: int, last: int) -> bool:
    """Tell whether a grade beside the list is a matter of a score: 优秀:90分以上;良好:80-89分 gives no points."""
    return any(text.kind(at) is Kind.POINT and text.kind(at + 1) in {Kind.UP, Kind.DOWN} for at in range(first, last))


def _tier(label: str, figure: Amount) -> Tier:
    if figure.low != figure.high:
        return Tier(label=label, award_range=(figure.low, figure.high))
    return Tier(label=label, award=figure.low)


def _entries(text: Stretch, index: int, left: int, last: int) -> tuple[int, list[_Entry]]:
    """Return the token where the list of grades begins whose first figure stands at ``index``, and its entries."""
    begin, found = index, list[_Entry]()
    first, at = left, index
    while len(found) < _LONGEST:
        figure = amount(text, at)
        label = _label(text, first, at, is_first=not found) if _is_points(text, figure, last) else None
        if label is None or figure is None:
            break
        begin = begin if found else max(left, at - 1 - (text.kind(at - 1) in {Kind.COLON, Kind.IS, Kind.OPEN}))
        found.append((label, figure))
        end = figure.end + _is_bracketed(text, at, figure.end)
        following = _next_number(text, end, last)
        if following is None:
            break
        first, at = end + 1, following
    return begin, found


def _is_points(text: Stretch, figure: Amount | None, last: int) -> bool:
    return figure is not None and not figure.percent and figure.end <= last and text.kind(figure.end - 1) is Kind.POINT


def _label(text: Stretch, first: int, at: int, *, is_first: bool) -> str | None:
    """Return the grade right before the figure at ``at``; nothing else stands before a later one."""
    words = text.text[text.tokens[first - 1].end if first else 0 : text.tokens[at].start]
    words = words.removesuffix(":").removesuffix("为").removesuffix("(")
    label = next((one for one in _LABELS if words.endswith(one)), None)
    before = words.removesuffix(label) if label is not None else ""
    return None if (before and not is_first) or before[-1:] in tuple(_NOT_BEFORE) else label


def _is_bracketed(text: Stretch, at: int, end: int) -> bool:
    """Tell whether a figure stands in brackets of its own: 优秀（10分）."""
    return text.kind(at - 1) is Kind.OPEN and text.partner.get(at - 1) == end


def _next_number(text: Stretch, end: int, last: int) -> int | None:
    """Return the next figure of the list after the comma at token ``end``."""
    if text.kind(end) not in {Kind.COMMA, Kind.PAUSE, Kind.STOP}:
        return None
    return next((at for at in range(end + 1, min(last, end + 5)) if text.kind(at) is Kind.NUMBER), None)


def _falls(entries: list[_Entry]) -> bool:
    """Tell whether the grades are of one scale, the better first, with ever fewer points."""
    labels = [label for label, _ in entries]
    figures = [(figure.low, figure.high) for _, figure in entries]
    ordered = any(set(labels) <= set(scale) and labels == [one for one in scale if one in labels] for scale in SCALES)
    return ordered and all(one[0] >= other[1] and one[1] > other[1] for one, other in pairwise(figures))
