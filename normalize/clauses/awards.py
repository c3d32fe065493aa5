"""Readers of what gives points: 得满分, 得2分, 每有一项加1分, 得满分的50%, 按比例得分, 必须得满分."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from normalize.clauses.amounts import Amount, amount
from normalize.clauses.deductions import counted, each_of, skip_points
from normalize.clauses.formulas import is_by_rate
from normalize.clauses.price import CLOSING, POINTS, Price, is_negated, scope_before, small_words, words_before
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import Kind

_LONGEST_RATE = 24
"""Signs of words that name a rate."""
_MEETING = frozenset({"符合", "有", "满足", "完成", "提供", "达到", "通过", "具有", "达"})


def must_be_full(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """必须满分: the demand without 得."""
    asked = text.kind(index + 1) is Kind.FULL and text.touches(index) and text.kind(index + 2) in CLOSING
    return _whole(text, index + 1, left, index + 2, last) if asked and index + 2 <= last else None


def award(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """得2分, 加0.5分, 得满分, 得该项分值的50%, 得0分."""
    start, words = small_words(text, index, left)
    if is_negated(text, start, left):
        return None
    figure = amount(text, index + 1)
    if figure is not None and not figure.percent and figure.end <= last:
        if Kind.MAX in words and figure.low == figure.high:  # 方案合理的，最高得5分
            figure = replace(figure, low=Decimal(0))
        return _given(text, start, left, figure)
    return _share(text, index, start, left, last) or _discretion(text, index, start, words)


def counts_as(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """视为满分, 判为0分, 按满分的80%得分, 按50%计分."""
    start, _ = small_words(text, index, left)
    figure = amount(text, index + 1)
    if figure is not None and not figure.percent and figure.high == 0 and figure.end <= last:
        return _zero(text, start, left, figure.end)
    if figure is not None and figure.low != figure.high and text.kind(figure.end) in {Kind.AWARD, Kind.GRADED}:
        return Price(start, figure.end + 1, {"award_range": (figure.low, figure.high)}) if figure.end < last else None
    if figure is not None and not (figure.percent and text.kind(skip_points(text, figure.end)) is Kind.GRADED):
        return None
    return _share(text, index, start, left, last)


def graded(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """按比例得分, 酌情给分, 计分2分, 符合要求得分."""
    start, words = small_words(text, index, left)
    figure = amount(text, index + 1)
    if figure is not None and not figure.percent and figure.end <= last and text.kind(figure.end) in CLOSING:
        return _given(text, start, left, figure)
    before = {text.kind(at) for at in words_before(left, index)} | words
    if Kind.DISCRETION in words:
        return Price(start, index + 1, {"manual": True})
    if start > left and text.kind(start - 1) is Kind.HALF and text.touches(start - 1):
        return Price(start - 1, index + 1, {"award_percent": Decimal(50)})
    end = text.tokens[index].start
    words_left = text.text[max(text.tokens[left - 1].end if left else 0, end - _LONGEST_RATE) : end]
    if Kind.PROPORTION in before or is_by_rate(words_left):
        return Price(start, index + 1, {"award": "proportional"})
    met = any(text.tokens[at].text in _MEETING for at in words_before(left, index))
    if text.tokens[index].text == "得分" and met and text.kind(index + 1) in CLOSING and text.touches(index):
        return Price(start, index + 1, {"award": "full"}, ("two-readings",))
    return None


def bare_zero(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """…，0分: a figure of nothing that stands alone at the end."""
    token = text.tokens[index]
    alone = token.value == 0 and text.kind(index + 1) is Kind.POINT and text.touches(index) and text.kind(index + 2) in CLOSING
    before = text.kind(index - 1) if index > left and text.touches(index - 1) else Kind.END
    if not alone or index + 2 > last or before in {Kind.RANGE, Kind.SLASH, Kind.MAX, Kind.USED_UP, Kind.AT_LEAST, Kind.LESS}:
        return None
    if any(is_bare_figure(text, at) for at in (*words_before(left, index), *range(index + 2, min(last, index + 40)))):
        return None
    price = _zero(text, index, left, index + 2)
    return replace(price, doubts=(*price.doubts, "two-readings")) if before is Kind.COLON else price  # 优秀率<50%:0分


def is_bare_figure(text: Stretch, index: int) -> bool:
    """Tell whether a figure of points stands without a verb: a list such as 符合5分，不符合0分 is not read in part."""
    bare = text.kind(index) is Kind.NUMBER and text.kind(index + 1) is Kind.POINT and text.touches(index)
    verbs = {Kind.DEDUCT, Kind.DEDUCTING, Kind.AWARD, Kind.GRADED, Kind.FURTHER, Kind.MAX, Kind.USED_UP, Kind.FULL, Kind.SHARE}
    return bare and text.kind(index - 1) not in verbs | {Kind.LESS, Kind.MORE, Kind.AT_LEAST, Kind.AT_MOST}


def _given(text: Stretch, start: int, left: int, figure: Amount) -> Price:
    doubts = (figure.doubt,) if figure.doubt else ()
    if figure.high == 0:
        return _zero(text, start, left, figure.end)
    if figure.low != figure.high:
        given: dict[str, Any] = {"award_range": (figure.low, figure.high)}
    else:
        given = {"award": figure.low}
    of = each_of(text, start, left, figure.end)
    if of is not None:
        return Price(min(start, of), figure.end, given | {"per": text.tokens[of].text}, doubts)
    begin, per, doubtful = counted(text, left, start)
    return Price(begin, figure.end, given | per, (*doubts, *doubtful))


def _zero(text: Stretch, start: int, left: int, end: int) -> Price:
    begin, reach, doubts = scope_before(text, start, left)
    return Price(begin, end, {"zero": reach}, doubts)


def _share(text: Stretch, index: int, start: int, left: int, last: int) -> Price | None:
    """Read (该项)满分, 满分的50%, 50%的分值, 一半分."""
    at = index + 1
    if not text.touches(index):
        return None
    scoped = text.kind(at) is Kind.SCOPE and text.touches(at)
    at += scoped
    named = text.kind(at) in POINTS and (scoped or text.kind(at) is not Kind.POINT)
    whole = text.kind(at) is Kind.FULL or (scoped and named)
    at += named
    percent = _percent_after(text, at, named=named or scoped)
    if percent is not None and percent[1] <= last:
        return Price(start, percent[1], {"award_percent": percent[0]})
    return _whole(text, start, left, at, last) if whole and at <= last else None


def _percent_after(text: Stretch, at: int, *, named: bool) -> tuple[Decimal, int] | None:
    of = at + (text.kind(at) is Kind.FILLER and text.tokens[at].text == "的")
    if text.kind(of) is Kind.HALF and text.touches(of - 1):
        return Decimal(50), skip_points(text, of + 1)
    figure = amount(text, of)
    if figure is None or not figure.percent or figure.low > 100:
        return None
    end = skip_points(text, figure.end)
    known = named or end > figure.end or text.kind(end) in CLOSING | {Kind.GRADED}
    return (figure.low, end + (text.kind(end) is Kind.GRADED and text.touches(end - 1))) if known else None


def _whole(text: Stretch, start: int, left: int, end: int, last: int) -> Price:
    """Full marks: demanded of a level, given where something does not exist, or awarded."""
    kinds = [text.kind(at) for at in words_before(left, start)]
    if Kind.MUST in kinds[-2:] or (kinds and text.kind(start - 1) is Kind.MUST):
        levels = [text.tokens[at].text for at in words_before(left, start) if text.kind(at) is Kind.LEVEL]
        effect: dict[str, Any] = {
            "mandatory": levels[-1] if levels else text.text[text.tokens[start - 1].start : text.tokens[end - 1].end]
        }
        return Price(start, last, effect, () if len(set(levels)) == 1 else ("level-unsure",))
    begin, reach, doubts = scope_before(text, start, left)
    if Kind.ABSENT in kinds:
        return Price(begin, end, {"full": reach}, doubts)
    return Price(begin, end, {"award": "full"}, doubts)


def _discretion(text: Stretch, index: int, start: int, words: set[str]) -> Price | None:
    known = Kind.DISCRETION in words and text.kind(index + 1) is Kind.POINT
    return Price(start, index + 2, {"manual": True}) if known else None
