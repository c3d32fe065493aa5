"""Phrases that count: 每缺一项, 每2处, 一处, 漏检1人, 每顶; numerals that only limit (3名以上, 至少1次) are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalize.clauses.price import touching
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import DOWNWARD, PRICE_TIME, UPWARD, Kind

COUNTED = frozenset({Kind.UNIT, Kind.TIME, Kind.RATE, Kind.POINT})
"""What a number can count."""

_LIMITS = frozenset({Kind.UP, Kind.DOWN, Kind.WITHIN, Kind.FIRST})
_GUARDS = frozenset({Kind.TIME, Kind.BOUND, Kind.LESS, Kind.MORE, Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE, Kind.MAX, Kind.SLASH})
_RATES = frozenset({Kind.RATE, Kind.POINT})
_BREAKS = frozenset(
    {Kind.COMMA, Kind.PAUSE, Kind.COLON, Kind.STOP, Kind.OPEN, Kind.CLOSE, Kind.MUST, Kind.AT_LEAST, Kind.DEDUCT, Kind.AWARD}
    | {Kind.EACH, Kind.END}
)
_COUNTERS = frozenset({Kind.NUMBER, Kind.UNIT, Kind.TIME, Kind.RATE})
_COMPARING = frozenset({Kind.LESS, Kind.MORE})
_AFTER_COMPARISON = frozenset({Kind.NUMBER})
"""What counts after a comparison: of 每低于指标值1% it is the percent, not 指标."""
_HUNDRED = 100
_RATE_NAME = re.compile("[^,;。()]{0,8}?率")
_DOTS = frozenset("·•")
_LIST = 8
_REACH = 10
"""How far, in characters, a unit can stand from its 每: 每发现违章指挥一次."""


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """A phrase from token ``start`` up to ``end``; one price is for ``every`` so many of ``unit``.

    ``each`` tells that 每 or the like leads it, ``strong`` that a word of fault or finding does (每缺一项, 漏检1人), ``time``
    that its unit is of time, and ``known`` that the vocabulary has its unit. ``sense`` is -1 for a rate that is counted
    down, +1 for one that is counted up.
    """

    start: int
    end: int
    unit: str
    every: Decimal
    each: bool
    strong: bool
    time: bool
    sense: int = 0
    known: bool = True


def unit_phrase(text: Stretch, index: int, price: int) -> UnitPhrase | None:
    """Return the phrase that begins at token ``index``, before the price at token ``price``."""
    kind = text.kind(index)
    if kind is Kind.EACH:
        return each_phrase(text, index, price)
    if kind is Kind.NUMBER and text.touches(index) and text.kind(index + 1) in COUNTED and index + 1 < price:
        return None if _is_in_each_phrase(text, index, price) else _number_phrase(text, index)
    if kind is Kind.NUMBER and text.tokens[index].value == 1 and (not text.touches(index) or index + 1 == price):
        return _one_unknown(text, index, price)
    if (
        text.tokens[index].text == "没"
        and text.kind(index + 1) is Kind.UNIT
        and touching(text, index, price)
        and index + 2 == price
    ):
        return UnitPhrase(index, price, text.tokens[index + 1].text, Decimal(1), each=True, strong=False, time=False, known=False)
    return None


def each_phrase(text: Stretch, index: int, price: int) -> UnitPhrase | None:
    """Read 每 … unit; words of fault may stand between (每缺一项, 每漏查1种, 每新增1处)."""
    at, begin = index + 1, text.tokens[index].end
    if text.tokens[at].text in {"满", "达到", "达"} and text.touches(index):
        at += 1  # 每满10人
    counters = _AFTER_COMPARISON if text.kind(at) in _COMPARING else _COUNTERS
    while at < price and text.kind(at) not in _BREAKS and text.kind(at) not in counters:
        at += 1
    inner = text.text[begin : text.tokens[at].start]
    every = Decimal(1)
    counted = at
    if text.kind(at) is Kind.NUMBER and at < price:
        every, counted = text.tokens[at].value or Decimal(0), at + 1
        if every <= 0 or not text.touches(at) or text.kind(counted) not in COUNTED:
            return _unknown(text, index, at, price)
    if counted >= price or text.kind(counted) not in COUNTED or len(inner) > _REACH:
        return _unknown(text, index, index, price)
    guarded = text.touches(index - 1) and text.kind(index - 1) in _GUARDS
    time = text.kind(counted) is Kind.TIME and not any(sign in PRICE_TIME for sign in inner)
    unit, end = unit_name(text, counted)
    if guarded or _names_rate(text, end, unit, every) or _is_ratio(text, end, every, price):
        return None
    if text.kind(end) in {Kind.UP, Kind.DOWN} and text.touches(end - 1):
        return _unknown(text, index, index, price)  # 每3处及以上
    sense = _sense(inner) if text.kind(counted) in _RATES else 0
    return UnitPhrase(index, end, unit, every, each=True, strong=bool(inner), time=time, sense=sense)


def _names_rate(text: Stretch, end: int, unit: str, every: Decimal) -> bool:
    """Tell whether 每 only begins the name of a rate: 每千人负伤率, 每万车公里事故率."""
    return (every >= _HUNDRED or unit.startswith("万")) and _RATE_NAME.match(text.text, text.tokens[end - 1].end) is not None


def _is_ratio(text: Stretch, end: int, every: Decimal, price: int) -> bool:
    """Tell whether 每 only says of how many so many are asked for: 每百张床位感染管理人员少于0.4人."""
    if every == 1:
        return False
    kinds = set(text.kinds[end : text.kinds.index(Kind.OPEN, end, price) if Kind.OPEN in text.kinds[end:price] else price])
    return Kind.NUMBER in kinds and (every >= _HUNDRED or not kinds.isdisjoint(_COMPARING))


def unit_name(text: Stretch, index: int) -> tuple[str, int]:
    """Return the printed unit at ``index`` with what belongs to it (台（套）, 处/项), and the token after it."""
    end = index + 1
    if text.touches(index) and _is_unit_list(text, end):
        end = text.partner[end] + 1
    elif text.kind(end) in {Kind.UNIT, Kind.TIME} and text.between(index, end) in _DOTS:
        end += 1  # 台·天
    elif (
        text.kind(end) in {Kind.SLASH, Kind.PAUSE, Kind.OR}
        and touching(text, index, end + 1)
        and text.kind(end + 1) in {Kind.UNIT, Kind.TIME}
    ):
        end += 2
    if end == index + 1:
        return text.tokens[index].text, end
    return text.text[text.tokens[index].start : text.tokens[end - 1].end], end


def _is_unit_list(text: Stretch, index: int) -> bool:
    """Tell whether brackets hold nothing but units: （套）, （套、件）."""
    close = text.partner.get(index, 0) if text.kind(index) is Kind.OPEN else 0
    kinds = text.kinds[index + 1 : close]
    listed = kinds[::2] and set(kinds[::2]) <= {Kind.UNIT} and set(kinds[1::2]) <= {Kind.PAUSE, Kind.SLASH}
    return bool(listed) and len(kinds) < _LIST and len(kinds) % 2 == 1 and touching(text, index, close)


def _unknown(text: Stretch, index: int, at: int, price: int) -> UnitPhrase | None:
    """Return 每 with a unit that the vocabulary lacks, as printed where it stands right before the price (每顶扣1分)."""
    if text.tokens[index].text != "每":
        return None
    name = text.text[text.tokens[at].end : text.tokens[at + 1].start] if at + 1 == price else ""
    every = text.tokens[at].value if at > index else Decimal(1)
    if not name or len(name) > 4 or not every:
        return UnitPhrase(index, index + 1, "", Decimal(1), each=True, strong=False, time=False, known=False)
    return UnitPhrase(index, price, name, every, each=True, strong=False, time=False, known=False)


def _one_unknown(text: Stretch, index: int, price: int) -> UnitPhrase | None:
    """Return one of something that the vocabulary lacks: 1柜未锁, 一柜扣1分; the second only right before a price."""
    near = index + 1 == price and text.tokens[price].start - text.tokens[index].end <= 3
    guarded = text.touches(index - 1) and text.kind(index - 1) in _GUARDS
    if guarded or not (near or text.tokens[index].text == "1"):
        return None
    return UnitPhrase(index, index + 1, "", Decimal(1), each=True, strong=False, time=False, known=False)


def _is_in_each_phrase(text: Stretch, index: int, price: int) -> bool:
    """Tell whether the number at ``index`` belongs to a 每 before it (每低5%)."""
    for at in range(index - 1, max(index - 5, -1), -1):
        if text.kind(at) is Kind.EACH:
            phrase = each_phrase(text, at, price)
            return phrase is not None and phrase.known and phrase.end > index
    return False


def _number_phrase(text: Stretch, index: int) -> UnitPhrase | None:
    """Read 一处, 1人次; not 3名以上, 至少1次, 第1次."""
    value = text.tokens[index].value
    if value == 1 and (_is_one_each(text, index - 2) or _is_one_each(text, index) or _is_less_or_one(text, index)):
        return UnitPhrase(index, index + 2, "", Decimal(1), each=True, strong=False, time=False, known=False)  # 1人1档
    touched = text.touches(index - 1)
    before = text.kind(index - 1) if touched and not _is_word_end(text, index - 1) else Kind.END
    unit, end = unit_name(text, index + 1)
    after = text.kind(end) if text.touches(end - 1) else Kind.END
    spans = after is Kind.RANGE and text.kind(index + 1) is Kind.RATE  # 1%-3%
    spans = spans or text.text.endswith("±", 0, text.tokens[index].start)  # 超过±1‰
    if not value or before in _GUARDS or after in _LIMITS or spans or text.kind(index + 1) is Kind.POINT:
        return None
    strong = before in {Kind.LACK, Kind.FOUND} or _lacks(text, index)
    inner = text.tokens[index - 1].text if strong else ""
    time = text.kind(index + 1) is Kind.TIME and not any(sign in PRICE_TIME for sign in inner)
    sense = _sense(inner) if text.kind(index + 1) in _RATES else 0
    return UnitPhrase(index, end, unit, value, each=False, strong=strong, time=time, sense=sense)


def _is_one_each(text: Stretch, index: int) -> bool:
    """Tell whether one of something for each one of another begins at a token: 1人1档; 一人一次 is a price for each 次."""
    pair = index >= 0 and text.kinds[index : index + 4] == [Kind.NUMBER, Kind.UNIT, Kind.NUMBER, Kind.UNIT]
    ones = pair and text.tokens[index].value == text.tokens[index + 2].value == 1 and text.tokens[index + 3].text != "次"
    return ones and all(text.touches(at) for at in range(index, index + 3))


def _is_less_or_one(text: Stretch, index: int) -> bool:
    """Tell whether 不足 before one thing may end a name or compare: 风量不足1处扣2分, 演练不足1次扣2分."""
    named = text.tokens[index].start - text.tokens[index - 1].end == 0 and text.tokens[index - 1].start > 0
    return named and text.tokens[index - 1].text == "不足" and text.kind(index + 1) is Kind.UNIT


def _is_word_end(text: Stretch, index: int) -> bool:
    """Tell whether 到 or 至 ends a word, and no range: 迟到一次, 受到1次处罚."""
    return (
        text.kind(index) is Kind.RANGE
        and text.tokens[index].text in {"到", "至"}
        and text.kind(index - 1) not in _COUNTERS | {Kind.POINT}
    )


def _lacks(text: Stretch, index: int) -> bool:
    """Tell whether a verb that names what is missing stands before the number: 少讲1次."""
    return text.tokens[index - 1].text in {"少", "漏"} and 0 < len(text.between(index - 1, index)) <= 1


def _sense(words: str) -> int:
    """Tell whether a rate is counted down or up by the words between 每 and the number."""
    if any(sign in DOWNWARD for sign in words):
        return -1
    return 1 if any(sign in UPWARD for sign in words) else 0
