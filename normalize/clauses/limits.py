"""What hangs on a price: 扣完2分为止, 最多扣3分, （B级否决项）, 每处 after the figure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from normalize.clauses.amounts import amount
from normalize.clauses.price import CLOSING, POINTS, Price, touching
from normalize.clauses.tokens import RANKED_VETO, Stretch
from normalize.clauses.unitphrases import COUNTED, each_phrase
from normalize.clauses.units import unit_after
from normalize.clauses.vocabulary import UNSURE_VETOES, VETO_MIDDLES, VETO_RANKS, Kind
from rubrics.model import Reach

OF_ALL = "of-all"
"""Not a doubt yet: a cap on what is taken in all (累计最多扣5分), which can be meant for several clauses."""

_NOBODY = frozenset({"者"})
"""After 最高 these name somebody, and the limit is none: 得分最高者得满分."""
_UNKNOWN_UNIT = re.compile(r"/[^,;。()/]{1,5}(?=$|[,;。()])")
_UNTIL_SPENT = re.compile("[^,;。()0-9之]{1,6}(?:分值|分数|分)(?:为止|止)")
"""扣完规定分值为止, 扣完小项分为止."""
_ABOUT = frozenset({Kind.SCOPE, Kind.TOTALLED, Kind.DEDUCTING, Kind.GRADED, Kind.FILLER, *POINTS})
_VERBS = frozenset({Kind.DEDUCT, Kind.AWARD, Kind.DEDUCTING, Kind.GRADED})
_LEADING = frozenset({Kind.FILLER, Kind.AND, Kind.EACH_OF})
_TO_THE_END = frozenset({"扣完", "扣光", "扣满", "扣尽", "加满", "加至", "扣足", "扣净", "扣够", "减完"})
_IN_PART = frozenset({Kind.NUMBER, *COUNTED, Kind.FILLER, Kind.IS, Kind.GRADED, Kind.AWARD})
_BESIDES = frozenset({"外", "之外", "以外"})
_DOWN_TO = frozenset({"最低", "最少", "不低于", "不少于"})


def with_limits(text: Stretch, price: Price, last: int) -> Price:
    """Return ``price`` with every limit that follows it up to token ``last``, commas and brackets between them."""
    price = _with_part_before(text, _with_unit(text, price, last))
    while True:
        longer = _with_next(text, price, last)
        if longer is None:
            return price
        price = longer


def limit_at(text: Stretch, index: int, last: int) -> Price | None:
    """Return the limit that begins at token ``index``: a cap, an end (扣完为止), or a veto."""
    if text.kind(index) is Kind.VETO:
        effect, doubts = _veto(text.tokens[index].text)
        return Price(index, index + 1, effect, doubts, is_limit=True) if index < last else None
    if text.kind(index) is Kind.INTO:
        return Price(index, index + 1, {"overflow": Reach.CATEGORY}, is_limit=True) if index < last else None
    at = index
    while at < last and text.kind(at) in _ABOUT and text.touches(at):
        at += 1
    return (
        _used_up(text, index, at, last)
        or _down_to_nothing(text, index, at, last)
        or _maximum(text, index, at, last)
        or _figure_first(text, index, at, last)
    )


def merged(effect: dict[str, Any], limit: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a price together with those of a limit; a veto takes the place of the deduction.

    The figure that is printed beside a veto is kept as ``printed``: the reach of the veto decides, not the figure.
    """
    if "veto" not in limit or "deduct_percent" in effect:
        return effect | {name: value for name, value in limit.items() if name not in {"zero", "manual"} or not effect}
    figure = {"printed": effect["deduct"]} if "deduct" in effect else {}
    return limit | figure


def _with_unit(text: Stretch, price: Price, last: int) -> Price:
    """Read 扣1分/日, 扣0.5分每处, 扣2分（每人次）."""
    opened = text.kind(price.end) is Kind.OPEN
    if opened and "per" not in price.effect and (missing := _each_missing(text, price)) is not None:
        return missing
    after = unit_after(text, price.end + opened) if {"deduct", "range", "award"} & price.effect.keys() else None
    if after is None or after[2] > last or (opened and text.kind(after[2]) is not Kind.CLOSE):
        lost = _UNKNOWN_UNIT.match(text.text, text.tokens[price.end - 1].end) is not None  # 扣1分/100m
        return replace(price, doubts=(*price.doubts, "unit-unknown")) if lost else price
    unit, every, end = after
    doubts = (*price.doubts, "two-readings") if price.effect.get("per") not in (None, unit) else price.doubts
    effect = price.effect | {"per": unit} | ({"every": every} if every != 1 else {})
    return replace(price, end=end + opened, effect=effect, doubts=doubts)


def _each_missing(text: Stretch, price: Price) -> Price | None:
    """Read 扣2分(每少1人): nothing but the unit of the price stands in the brackets after it."""
    close = text.partner.get(price.end, 0)
    each = text.kind(price.end + 1) is Kind.EACH and {"deduct", "range", "award"} & price.effect.keys()
    phrase = each_phrase(text, price.end + 1, close) if each else None
    if phrase is None or not phrase.known or phrase.end != close or phrase.sense:
        return None
    every = {"every": phrase.every} if phrase.every != 1 else {}
    return replace(price, end=close + 1, effect=price.effect | {"per": phrase.unit} | every)


def _with_part_before(text: Stretch, price: Price) -> Price:
    """Read 每降5%（不足5%按5%计）扣1分: brackets between the unit and the verb say that a part of a step counts."""
    if "per" not in price.effect:
        return price
    for at in range(max(price.start - 1, 0), price.end):
        opened = text.partner.get(at) if text.kind(at) is Kind.CLOSE else None
        part = _part_counts(text, opened + 1, at) if opened is not None else None
        if part is not None and part.end == at:
            return replace(price, effect={**price.effect, "part_counts": True})
    return price


def _with_next(text: Stretch, price: Price, last: int) -> Price | None:
    """Return ``price`` with the one limit that comes next, ``None`` where none does."""
    at = price.end
    if text.tokens[at].text in _BESIDES and text.touches(at - 1):  # 除扣除该条分值外，追加扣除5分
        at += 1
    at += text.kind(at) is Kind.COMMA and text.touches(at - 1)
    opened = text.kind(at) is Kind.OPEN and text.partner.get(at, last) < last
    at += opened
    if not text.touches(at - 1):
        return None
    while at < last and text.kind(at) in _LEADING and text.touches(at):
        at += 1
    limit = (
        limit_at(text, at, last)
        or _used_up_at_last(text, at, last)
        or _onward(text, price, at, last)
        or _further(text, price, at, last)
    )
    limit = limit or _part_counts(text, at, last) or _word_first(text, price, at, last)
    if limit is None or (opened and text.kind(limit.end) is not Kind.CLOSE):
        return None
    doubts = (*price.doubts, *limit.doubts, *_of_two_caps(price, limit))
    return replace(price, end=limit.end + opened, effect=merged(price.effect, limit.effect), doubts=doubts)


def _of_two_caps(price: Price, limit: Price) -> tuple[str, ...]:
    """Return the doubt about 单项最多扣1分，总扣分不超过5分: a rule has one cap."""
    caps = {effect["cap"] for effect in (price.effect, limit.effect) if "cap" in effect}
    return ("two-readings",) if len(caps) > 1 else ()


def _further(text: Stretch, price: Price, index: int, last: int) -> Price | None:
    """Read 并追加扣除10分 after what else is taken: it runs on beyond the item, and holds whenever that holds."""
    taken = price.effect.keys() & {"zero", "deduct"} and not price.effect.keys() & {"veto", "further", "overflow"}
    if text.kind(index) is not Kind.FURTHER or not taken or text.tokens[index].text == "倒扣":
        return None
    figure = amount(text, index + 1)
    if figure is None or figure.percent or figure.low != figure.high or figure.end > last:
        return None
    doubts = ("two-readings",) if "per" in price.effect else ()
    return Price(index, figure.end, {"further": figure.low}, (*doubts, *((figure.doubt,) if figure.doubt else ())), is_limit=True)


def _onward(text: Stretch, price: Price, index: int, last: int) -> Price | None:
    """Read 以此类推: a price for each goes on by itself; of another one nobody says how."""
    if text.kind(index) is not Kind.ONWARD or index >= last:
        return None
    return Price(index, index + 1, doubts=() if "per" in price.effect else ("two-readings",), is_limit=True)


def _part_counts(text: Stretch, index: int, last: int) -> Price | None:
    """Read 不足1%的按1%计: a part of a step counts as a whole one."""
    if text.kind(index) is not Kind.LESS:
        return None
    for at in range(index + 1, min(last, index + 9)):
        if text.kind(at) not in _IN_PART or not text.touches(at - 1):
            return None
        if text.kind(at) in {Kind.GRADED, Kind.AWARD} and text.kind(at + 1) in CLOSING:
            return Price(index, at + 1, {"part_counts": True}, is_limit=True)
    return None


def _used_up_at_last(text: Stretch, index: int, last: int) -> Price | None:
    """Read 扣完, 本项分扣完 at the end, where 为止 is left out."""
    at = index
    while at < last and text.kind(at) in _ABOUT | {Kind.MAX} and text.touches(at):
        at += 1
    end = at + 1
    while at > index and end < last and text.kind(end) in POINTS | {Kind.SCOPE} and text.touches(end - 1):
        end += 1  # 最多扣完本项分
    known = text.kind(at) is Kind.USED_UP and text.tokens[at].text in _TO_THE_END and text.kind(end) in CLOSING
    return Price(index, end, is_limit=True) if known and at < last else None


def _used_up(text: Stretch, index: int, at: int, last: int) -> Price | None:
    """Read 扣完为止, 扣完2分为止, 扣完本项分值为止, 扣至0分为止."""
    if text.kind(at) is not Kind.USED_UP or not touching(text, index, at):
        return None
    end, effect = at + 1, dict[str, Any]()
    figure = amount(text, end)
    if figure is not None and not figure.percent and figure.low == figure.high:
        if figure.high and text.tokens[at].text not in _TO_THE_END:
            return None
        effect, end = ({"cap": figure.high} if figure.high else {}), figure.end
    while end < last and text.kind(end) in POINTS | {Kind.SCOPE} and text.touches(end - 1):
        end += 1
    named = _UNTIL_SPENT.match(text.text, text.tokens[at].end) if not effect else None
    if named is not None:
        until = next(step for step in range(at, last + 1) if text.tokens[step].end >= named.end())
        return Price(index, until + 1, is_limit=True) if until < last else None
    touches = text.touches(end - 1) and end < last
    if touches and text.kind(end) is Kind.WITHIN and text.kind(end + 1) in {Kind.DONE, Kind.EXEMPT} and text.touches(end):
        return Price(index, end + 2, effect, is_limit=True)  # 扣完该项分值后不再扣分
    return Price(index, end + 1, effect, is_limit=True) if touches and text.kind(end) is Kind.UNTIL else None


def _down_to_nothing(text: Stretch, index: int, at: int, last: int) -> Price | None:
    """Read 最低0分, 最多扣至0分, 不低于0分: no item goes below nothing."""
    at += text.kind(at) is Kind.MAX and text.kind(at + 1) is Kind.USED_UP and text.touches(at)
    words = text.tokens[at].text in _DOWN_TO or text.kind(at) is Kind.USED_UP
    end = at + 1
    while end < last and text.kind(end) in {Kind.AWARD, Kind.IS, Kind.SCOPE} and text.touches(end - 1):
        end += 1
    figure = amount(text, end) if words and touching(text, index, end) else None
    nothing = figure is not None and not figure.percent and figure.high == 0 and figure.end <= last
    return Price(index, figure.end, is_limit=True) if nothing and figure is not None else None


def _maximum(text: Stretch, index: int, at: int, last: int) -> Price | None:
    """Read 最多扣3分, 累计扣分不超过5分, 不超过本项分值, 上限5分."""
    verb = text.kind(at) in _VERBS and text.kind(at + 1) is Kind.MAX and text.touches(at)
    at += verb
    if text.kind(at) is not Kind.MAX or not touching(text, index, at):
        return None
    end, most = at + 1, min(last, at + 9)  # few words stand between
    between = _VERBS | {Kind.SCOPE, Kind.FILLER, Kind.IS, Kind.MAX}
    while end < most and text.kind(end) in between and text.tokens[end].text not in _NOBODY and text.touches(end - 1):
        end += 1
    figure = amount(text, end)
    if figure is not None and not figure.percent and figure.low == figure.high and figure.end <= last:
        end = figure.end + (text.kind(figure.end) in {Kind.CAPPED, Kind.UNTIL} and text.touches(figure.end - 1))
        total = any(
            text.kind(step) is Kind.TOTALLED or text.tokens[step].text.startswith(("累", "合", "总"))
            for step in range(index, end)
        )
        per = unit_after(text, end)
        if per is not None and per[2] <= last:  # 最多扣2分/项: a limit for each, which a rule cannot say
            return Price(index, per[2], {"cap": figure.high}, ("two-readings",), is_limit=True)
        return Price(index, end, {"cap": figure.high}, (OF_ALL,) * total, is_limit=True)
    share = _share_of_item(text, end, last)
    if share is not None:
        return replace(share, start=index)
    if text.kind(end) in POINTS and text.kind(end + 1) in CLOSING and text.touches(end - 1) and end < last:
        return Price(index, end + 1, is_limit=True)
    return None


def _share_of_item(text: Stretch, at: int, last: int) -> Price | None:
    """Read what stands after 最多不超过: 本项标准分的50%."""
    end = at
    while end < last and text.kind(end) in {Kind.SCOPE, Kind.FILLER, *POINTS} and text.touches(end - 1):
        end += 1
    figure = amount(text, end) if end > at else None
    if figure is None or not figure.percent or figure.low != figure.high or figure.end > last:
        return None
    return Price(at, figure.end, {"cap_percent": figure.high}, is_limit=True)


def _figure_first(text: Stretch, index: int, at: int, last: int) -> Price | None:
    """Read 5分封顶, 以5分为限, 1分扣完为止."""
    at += text.kind(at) is Kind.IS and text.tokens[at].text == "以"
    at += text.kind(at) in _VERBS and text.touches(at)
    end = at
    while end < last and text.kind(end) in POINTS | {Kind.SCOPE} and text.touches(end):
        end += 1
    if end > at and text.kind(end) is Kind.CAPPED and end < last and touching(text, index, end):
        return Price(index, end + 1, is_limit=True)  # 以本项分值为限
    figure = amount(text, at) if text.kind(at) is Kind.NUMBER else None
    if figure is None or figure.percent or figure.low != figure.high or not touching(text, index, figure.end):
        return None
    end = figure.end
    if text.kind(end) is Kind.USED_UP and text.kind(end + 1) is Kind.UNTIL:
        return Price(index, end + 2, {"cap": figure.high}, is_limit=True) if end + 2 <= last else None
    return Price(index, end + 1, {"cap": figure.high}, is_limit=True) if text.kind(end) is Kind.CAPPED and end < last else None


def _word_first(text: Stretch, price: Price, index: int, last: int) -> Price | None:
    """Read 封顶2分, 满2分为止, and after what is given for each 满分5分."""
    figure = amount(text, index + 1)
    if figure is None or figure.percent or figure.low != figure.high or figure.end > last or figure.doubt:
        return None
    until = text.tokens[index].text == "满" and text.kind(figure.end) is Kind.UNTIL and text.touches(figure.end - 1)
    given = text.tokens[index].text == "满分" and price.effect.keys() >= {"award", "per"}
    capped = text.tokens[index].text == "封顶" or given
    known = (until and figure.end < last) or (capped and text.kind(figure.end) in CLOSING)
    return Price(index, figure.end + until, {"cap": figure.high}, is_limit=True) if known else None


def _veto(word: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what a veto zeroes, with its rank as printed."""
    match = RANKED_VETO.fullmatch(word)
    if match is None:
        doubts = ("reach-unsure",) if word in UNSURE_VETOES else ()
        return {"zero": Reach.TOTAL, "veto": word}, doubts
    rank = match["rank"]
    doubts = () if match["middle"] in VETO_MIDDLES else ("veto-spelling",)
    if rank not in VETO_RANKS:
        return {"manual": True, "veto": rank}, (*doubts, "reach-unsure")
    return {"zero": VETO_RANKS[rank], "veto": rank}, doubts
