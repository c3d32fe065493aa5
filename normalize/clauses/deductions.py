"""Readers of what takes points: 扣2分, 每处扣1～3分, 追加扣除10分, 扣除总分的40%, 酌情扣分."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from normalize.clauses.amounts import Amount, amount
from normalize.clauses.price import (
    CLOSING,
    POINTS,
    Price,
    has_condition,
    is_negated,
    near,
    scope_before,
    small_words,
    totals_before,
    touching,
    words_before,
)
from normalize.clauses.scores import scores_condition
from normalize.clauses.thresholds import base_of_rate, bounds_count, counts_exactly
from normalize.clauses.tokens import Stretch
from normalize.clauses.units import unit_before
from normalize.clauses.vocabulary import MINUS, REACH_NOUNS, SCOPES, TOTAL_SHARES, TOTAL_WORDS, UNSURE_SCOPES, Kind
from rubrics.model import Reach

_OF_THE_TOTAL = re.compile(
    f"(?:(?:{'|'.join(TOTAL_WORDS)})(?:的?基础)?|[从在][^,;。]{{0,8}}(?:{'|'.join(REACH_NOUNS)})(?:得分|分值|总分))[中里内上]?$"
)
_BESIDES_ALL = re.compile("除[^,;。]{0,10}(?:扣完|扣除|扣光|扣减|不得分)[^,;。]{0,8}[外后],?$")
"""All of the item is taken as well: 除本分值扣完后，追加扣除15分 (M)."""
_FOR_SOME_TIME = re.compile(
    "(?:(?:第[0-9一二三四五六七八九十]+[^,;。()]{1,4}(?:起|开始|以上)|[0-9](?:个?(?:月|工作日|小时)|[天日年周])(?:后|以后|之后)),?"
    "|[0-9](?:个?(?:月|工作日|小时)|[天日年周])(?:以内|之内)的?)$"
)
"""Before 每天: not every day costs it (从第4个月起每月扣1分, 30天以内每天扣0.1分, 逾期超过5天后每天扣1分)."""
_NEAR = 40
"""How many tokens back the figure may stand from which a rate is counted (达到90%得满分，每低1%扣1分)."""
_WRONG = frozenset({Kind.FAULT, Kind.ABSENT, Kind.LACK, Kind.LESS, Kind.NOT})
_BEFORE_DASH = frozenset(
    {Kind.NUMBER, Kind.POINT, Kind.RATE, Kind.DEDUCT, Kind.DEDUCTING, Kind.AWARD, Kind.GRADED, Kind.SHARE, Kind.FULL, Kind.LEVEL}
    | {Kind.IS, Kind.MAX, Kind.USED_UP, Kind.FURTHER, Kind.TIME}
)


def deduction(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """扣2分, 扣1-5分, 每处扣2分, 最多扣5分, 扣除总分的40%, 扣除本条分值."""
    start, words = small_words(text, index, left)
    if is_negated(text, start, left):
        return None
    at = _after_maximum(text, index + 1)
    figure = amount(text, at)
    if figure is None or figure.percent or figure.end > last:
        return _share(text, index, start, left, last) or _discretion(text, index, start, words)
    if Kind.MAX in words or text.kind(at - 1) is Kind.MAX:
        return _at_most(text, start, left, figure)
    return _priced(text, start, left, figure, words)


def deducting(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """扣分2分, 酌情扣分; 按有关标准扣分 is left to the assessor."""
    price = deduction(text, index, left, last)
    if price is not None:
        return price
    start, words = small_words(text, index, left)
    before = {text.kind(at) for at in words_before(left, index)} | words
    if Kind.PROPORTION in before:
        return Price(start, index + 1, {"manual": True}, ("two-readings",))
    if Kind.ACCORDING in before:
        return Price(start, index + 1, {"manual": True}, ("see-elsewhere",))
    return None


def further(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """追加扣除10分: what is taken beyond the item's points runs on into the category."""
    figure = amount(text, index + 1)
    if figure is None or figure.percent or figure.end > last:
        return None
    start, words = small_words(text, index, left)
    if figure.low == figure.high and _BESIDES_ALL.search(text.text, near(text, left, start), text.tokens[start].start):
        return Price(start, figure.end, {"zero": Reach.ITEM, "further": figure.low}, (figure.doubt,) if figure.doubt else ())
    price = _priced(text, start, left, figure, words)
    doubts = (*price.doubts, *(("reach-unsure",) if text.tokens[index].text == "倒扣" else ()))
    return replace(price, effect={**price.effect, "overflow": Reach.CATEGORY}, doubts=doubts)


def minus(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """未配备-2分, 每处-1分: a minus sign between a fault and a figure."""
    figure = amount(text, index + 1) if text.tokens[index].text in MINUS and _ends_words(text, index, left) else None
    if figure is None or figure.percent or figure.doubt or figure.low != figure.high or figure.end > last:
        return None
    price = _priced(text, index, left, figure, set())
    ends = text.kind(figure.end) in CLOSING | {Kind.EACH, Kind.SLASH}
    return price if ends and ("per" in price.effect or _is_fault(text, left, index)) else None


def _ends_words(text: Stretch, index: int, left: int) -> bool:
    """Tell whether a Chinese word, and no figure, stands right before the token at ``index``."""
    start = text.tokens[index].start
    known = index > left and text.touches(index - 1)
    sign = text.text[start - 1 : start]
    return ("一" <= sign <= "龥" or sign == ",") and not (known and text.kind(index - 1) in _BEFORE_DASH)


def _is_fault(text: Stretch, left: int, index: int) -> bool:
    """Tell whether the condition before token ``index`` says that something is wrong or absent."""
    return any(text.kind(at) in _WRONG or text.tokens[at].text[0] in "不未" for at in words_before(left, index))


def _priced(text: Stretch, start: int, left: int, figure: Amount, words: set[str]) -> Price:
    """Return a deduction with its unit, its rate, or its condition on other elements."""
    doubts = [figure.doubt] if figure.doubt else []
    effect: dict[str, Any] = {"deduct": figure.low} if figure.low == figure.high else {"range": (figure.low, figure.high)}
    if Kind.TOTALLED in words:
        doubts.append("two-readings")  # 累计扣2分: in all, or again and again
    if Kind.DISCRETION in words and figure.low == figure.high:
        effect = {"range": (Decimal(0), figure.high)}
        doubts.append("two-readings")
    condition = scores_condition(text, left, start)
    if condition is not None:
        return Price(start, figure.end, effect | {"scores": condition[0]}, tuple(doubts + ["two-readings"] * condition[1]))
    of = each_of(text, start, left, figure.end)
    if of is not None:
        return Price(min(start, of), figure.end, effect | {"per": text.tokens[of].text}, tuple(doubts))
    begin, per, doubtful = counted(text, left, start)
    elsewhere = ("reach-unsure",) if _is_of_more(text, start, left) else ()
    return Price(begin, figure.end, effect | per, (*doubts, *doubtful, *elsewhere))


def _is_of_more(text: Stretch, start: int, left: int) -> bool:
    """Tell whether words before the verb say that the points are not the item's: 该一级要素扣10分, 从总分中扣5分."""
    _, reach, _ = scope_before(text, start, left)
    return (
        reach is not Reach.ITEM or _OF_THE_TOTAL.search(text.text, near(text, left, start), text.tokens[start].start) is not None
    )


def counted(text: Stretch, left: int, start: int) -> tuple[int, dict[str, Any], tuple[str, ...]]:
    """Return where the words of the unit begin, and the fields that say what the price at ``start`` is for."""
    per = unit_before(text, left, start)
    if per is None:
        return start, {}, ("two-readings",) if counts_exactly(text, left, start) else ()
    doubts = [per.doubt] if per.doubt else []
    if per.unit and _is_for_some(text, left, per.start, start, per.unit):
        doubts.append("two-readings")
    fields: dict[str, Any] = {"per": per.unit} if per.unit else {}
    if per.unit and per.every != 1:
        fields["every"] = per.every
    if per.sense:
        begins = not text.text[text.tokens[left - 1].end if left else 0 : text.tokens[per.start].start].strip(",、;")
        base, unsure = base_of_rate(text, max(0, left - _NEAR) if begins else left, per.start, per.unit)
        doubts += ["two-readings"] * unsure
        if base is not None:
            fields["below" if per.sense < 0 else "above"] = base
    begin = per.start if per.unit and touching(text, per.start, start) else start
    return begin, fields, tuple(doubts)


def _is_for_some(text: Stretch, left: int, begin: int, start: int, unit: str) -> bool:
    """Tell whether the price for each is for those within a number only: 前3处每处扣1分, not 少于2次的，每少1次扣1分."""
    if _FOR_SOME_TIME.search(text.text, near(text, left, begin), text.tokens[begin].start):
        return True
    more = {Kind.LACK, Kind.LESS, Kind.MORE, Kind.TIME, Kind.RATE, Kind.POINT}
    return not any(text.kind(at) in more for at in range(begin, start)) and bounds_count(text, left, begin, unit)


def each_of(text: Stretch, start: int, left: int, end: int) -> int | None:
    """Return the token 各 or 均 right before the verb: several conditions with one price."""
    for at in range(max(start - 1, left), end):
        if text.kind(at) is Kind.EACH_OF or (text.tokens[at].text == "各" and touching(text, at, start)):
            return at
    return None


def _at_most(text: Stretch, start: int, left: int, figure: Amount) -> Price | None:
    """最多扣5分: a limit of its own, or the upper end of what the assessor picks where it stands with a condition."""
    begin = totals_before(text, start, left)
    if not has_condition(text, left, begin):
        return Price(begin, figure.end, {"cap": figure.high}, is_limit=True)
    total = any(text.tokens[at].text[0] in "累合总共" for at in range(begin, figure.end))  # 上述两项合计最多扣3分
    each = any(text.kind(at) is Kind.EACH for at in range(left, start))  # 每次最多扣2分
    return Price(start, figure.end, {"range": (Decimal(0), figure.high)}, ("two-readings",) if left or total or each else ())


def _share(text: Stretch, index: int, start: int, left: int, last: int) -> Price | None:
    """扣除总分的40%, 扣该项分值的一半, 扣除本条分值, 扣全分."""
    at, scope, doubts = _scope(text, index)
    named = text.kind(at) in POINTS and text.touches(at - 1)
    total = named and scope is None and text.tokens[at].text in TOTAL_SHARES
    whole = named and not total and (scope is not None or text.kind(at) is not Kind.POINT)
    at += named
    at += named and text.kind(at) in POINTS and text.touches(at - 1)
    percent = _percent(text, at + _is_of(text, at))
    if percent is not None and percent[1] <= last:
        of_item = (scope or Reach.ITEM) is Reach.ITEM and not total
        effect: dict[str, Any] = {"item_percent" if of_item else "deduct_percent": percent[0]}
        begin, per, doubtful = counted(text, left, start)
        end = skip_points(text, percent[1])
        unsure = ("two-readings",) if scope is None and not named and end == percent[1] else ()
        if not (of_item or total or scope is Reach.TOTAL):
            return Price(start, end, {"manual": True}, ("reach-unsure",))
        return Price(begin, end, effect | per, (*doubts, *doubtful, *unsure))
    span = _percents(text, at + _is_of(text, at)) if not total and (scope or Reach.ITEM) is Reach.ITEM else None
    if span is not None and span[2] <= last and (named or _is_share_of_item(text, span[2])):
        begin, per, doubtful = counted(text, left, start)
        return Price(begin, skip_points(text, span[2]), {"item_percents": span[:2]} | per, (*doubts, *doubtful))
    part = text.kind(at) is Kind.FILLER and text.kind(at + 1) in {Kind.NUMBER, Kind.CODE, Kind.HALF}  # 扣该项分的1/2
    if whole and not part and at <= last and text.kind(at) in CLOSING | {Kind.FILLER, Kind.WITHIN}:
        return Price(start, at + (text.kind(at) is Kind.WITHIN and text.touches(at - 1)), {"zero": scope or Reach.ITEM}, doubts)
    return None


def _scope(text: Stretch, index: int) -> tuple[int, Reach | None, tuple[str, ...]]:
    """Read 本条, 该项 after the verb; return the token after it, the reach, and a doubt."""
    at = index + 1
    if text.kind(at) is not Kind.SCOPE or not text.touches(index):
        return at, None, ()
    word = text.tokens[at].text
    return at + 1, SCOPES[word], ("reach-unsure",) if word in UNSURE_SCOPES else ()


def _percent(text: Stretch, at: int) -> tuple[Decimal, int] | None:
    """Read 40% or 一半."""
    if text.kind(at) is Kind.HALF and text.touches(at - 1):
        return Decimal(50), at + 1
    figure = amount(text, at)
    return (figure.low, figure.end) if figure is not None and figure.percent and figure.low <= 100 else None


def _percents(text: Stretch, at: int) -> tuple[Decimal, Decimal, int] | None:
    """Read 20%～50%."""
    dash = at + 1 + (text.kind(at + 1) is Kind.RATE)
    figure = amount(text, dash + 1) if text.kind(at) is Kind.NUMBER and text.kind(dash) is Kind.RANGE else None
    low = text.tokens[at].value
    if figure is None or low is None or not figure.percent or not low < figure.low <= 100 or not touching(text, at, dash):
        return None
    return low, figure.low, figure.end


def _is_share_of_item(text: Stretch, at: int) -> bool:
    """Tell whether words such as 标准分 follow a percent, those for the whole aside."""
    end = skip_points(text, at)
    return end > at and text.tokens[end - 1].text not in TOTAL_SHARES


def _is_of(text: Stretch, at: int) -> bool:
    return text.kind(at) is Kind.FILLER and text.tokens[at].text == "的" and text.touches(at)


def skip_points(text: Stretch, at: int) -> int:
    """Return the token after words such as 的分值 that follow a percent."""
    end = at + _is_of(text, at)
    return end + 1 if text.kind(end) in POINTS and text.touches(end - 1) else at


def _discretion(text: Stretch, index: int, start: int, words: set[str]) -> Price | None:
    """酌情扣分: the assessor enters the figure."""
    known = Kind.DISCRETION in words and text.kind(index + 1) is not Kind.NUMBER
    return Price(start, index + 1, {"manual": True}) if known else None


def _after_maximum(text: Stretch, at: int) -> int:
    """Return the token of the figure: after 扣(分)(最多|不超过), after 扣本项, after 扣分值为, or right after 扣."""
    step = at + (text.kind(at) is Kind.COLON or (text.tokens[at].text == "为" and text.touches(at - 1)))
    if text.kind(step) is Kind.SCOPE and text.touches(step - 1):
        step += 1 + (text.kind(step + 1) in POINTS and text.touches(step))
    if text.kind(step) is Kind.MAX and text.touches(step - 1):
        return step + 1
    return step if text.kind(step) is Kind.NUMBER and text.kind(step + 1) is not Kind.RATE else at
