"""Readers of verdicts without a figure: 不得分, 此项不扣分, 不重复扣分, A级否决项, 一票否决."""

from __future__ import annotations

from normalize.clauses.deductions import deduction
from normalize.clauses.limits import limit_at, merged
from normalize.clauses.price import CLOSING, POINTS, Price, has_condition, scope_before, small_words, totals_before, words_before
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import TOTAL_SHARES, UNSURE_VETOES, Kind


def zero(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """不得分, 该要素不得分, 本项无分."""
    start, _ = small_words(text, index, left)
    begin, reach, doubts = scope_before(text, start, left)
    if index >= last or (text.tokens[index].text in {"无分", "否决"} and begin == start):
        return None
    if text.tokens[index].text.endswith("计分"):
        doubts = (*doubts, "two-readings")
    return Price(begin, index + 1, {"zero": reach}, doubts)


def used_up(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """本项分值全扣, 扣完本项分: all of it, unless 为止 makes it a limit."""
    start, _ = small_words(text, index, left)
    limit = limit_at(text, index, last)
    if limit is not None:
        begin = totals_before(text, start, left)
        return Price(begin, limit.end, limit.effect, limit.doubts, is_limit=True)
    end = index + 1
    while end < last and text.touches(end - 1) and text.kind(end) in POINTS | {Kind.SCOPE}:
        end += 1
    before = start > left and text.kind(start - 1) in POINTS | {Kind.SCOPE} and text.touches(start - 1)
    if before and (begin := totals_before(text, start, left)) > left and text.kind(begin - 1) in {Kind.USED_UP, Kind.MAX}:
        return Price(begin - 1, end, is_limit=True) if text.kind(end) in CLOSING else None  # 最多扣至本项分值扣完
    named = before or end > index + 1 or text.tokens[index].text.startswith("全")
    if (
        text.kind(end) not in CLOSING
        or not named
        or text.tokens[index].text.startswith("加")
        or (before and text.tokens[start - 1].text in TOTAL_SHARES)
    ):
        return None
    begin, reach, doubts = scope_before(text, start, left)
    return Price(begin, end, {"zero": reach}, doubts)


def exempt(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """此项不扣分."""
    start, _ = small_words(text, index, left)
    begin, _, _ = scope_before(text, start, left)
    return Price(begin, index + 1, {"exempt": True}) if index < last else None


def once(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """同一问题不重复扣分; 已扣分的不再扣分."""
    if text.kind(index) is Kind.DONE and not any(text.kind(at) is Kind.SAME for at in words_before(left, index)):
        return exempt(text, index, left, last)
    start, _ = small_words(text, index, left)
    end = index + 1
    end += text.kind(end) in {Kind.POINT, Kind.DEDUCTING, Kind.GRADED} and text.touches(index)
    return Price(start, end, {"once": True}) if end <= last else None


def limit(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """A级否决项, 一票否决, 最多扣5分, 累计不超过10分 where no price stands before them."""
    found = limit_at(text, index, last)
    if found is None:
        return None
    start, _ = small_words(text, index, left)
    if text.tokens[index].text in UNSURE_VETOES and text.kind(found.end) not in CLOSING:
        return None
    if text.kind(index) is Kind.VETO:
        return _vetoed_price(text, found, start, last) or Price(start, found.end, found.effect, found.doubts, is_limit=True)
    begin = totals_before(text, start, left)
    if has_condition(text, left, begin) and text.kind(index) is not Kind.INTO:
        return None
    return Price(begin, found.end, found.effect, found.doubts, is_limit=True)


def _vetoed_price(text: Stretch, veto: Price, start: int, last: int) -> Price | None:
    """Read 直接否定扣除总分的40%: a veto that says itself what it costs."""
    if text.kind(veto.end) is not Kind.DEDUCT or not text.touches(veto.end - 1):
        return None
    price = deduction(text, veto.end, veto.end, last)
    return Price(start, price.end, merged(price.effect, veto.effect), (*price.doubts, *veto.doubts)) if price else None
