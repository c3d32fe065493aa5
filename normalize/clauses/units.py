"""What a price is for: 一处, 每人次, 每缺一项, 每低1% - the unit that stands before a price, or after it (扣1分/日).

The words nearest to the price are asked first; a phrase that may or may not be the unit leaves the price without one, and
says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from normalize.clauses.price import touching
from normalize.clauses.tokens import Stretch
from normalize.clauses.unitphrases import COUNTED, UnitPhrase, each_phrase, unit_name, unit_phrase
from normalize.clauses.vocabulary import Kind

_FAULTS = frozenset({Kind.FAULT, Kind.ABSENT, Kind.LACK, Kind.LESS, Kind.LABEL, Kind.FOUND, Kind.NOT, Kind.MORE})
_ASKS = frozenset({Kind.MUST, Kind.AT_LEAST, Kind.AT_MOST})
_SMALL = frozenset({Kind.FILLER, Kind.COMMA, Kind.DISCRETION})
_ENDING = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.END, Kind.PAUSE})
_FAULT_REACH = 10
_NEAR = 20


_OUTER_UNKNOWN = re.compile("每[^每,;。0-9]{1,5}$")
"""每仓 before 每次: the two are one unit."""


class _Verdict(Enum):
    YES = 1
    MAYBE = 2
    NO = 3


@dataclass(frozen=True, slots=True)
class Per:
    """The unit of a price as printed, how many of it one price is for, and the token where its words begin.

    ``unit`` is empty where it is doubtful whether there is one. ``sense`` is -1 for a rate that is counted down, +1 for
    one that is counted up.
    """

    unit: str
    every: Decimal
    start: int
    sense: int = 0
    doubt: str | None = None


@dataclass(slots=True)
class _Way:
    """What lies between a phrase and the price: commas (the one right before a bare price aside), brackets, obligations."""

    chunks: int = 0
    is_plain: bool = True
    is_asked: bool = False


def unit_before(text: Stretch, first: int, price: int) -> Per | None:
    """Return what the price that begins at token ``price`` is for, as the words from token ``first`` on say it."""
    way = _Way()
    maybe: UnitPhrase | None = None
    index = price - 1
    while index >= first:
        kind = text.kind(index)
        if kind is Kind.CLOSE and index in text.partner:
            inner = text.partner[index] + 1
            is_each = index == price - 1 and text.kind(inner) is Kind.EACH
            bracketed = each_phrase(text, inner, index) if is_each else None
            if bracketed is not None and bracketed.known and bracketed.end == index and text.touches(index):
                return _per(text, bracketed, first)  # （每条）扣1分
            counts = text.kind(inner - 2) in COUNTED and text.touches(inner - 2) and text.kind(inner) is Kind.UNIT  # 一天（次）
            index, way.is_plain = text.partner[index] - 1, way.is_plain and counts
            continue
        phrase = unit_phrase(text, index, price)
        verdict = _judge(text, phrase, first, price, way) if phrase is not None else _Verdict.NO
        if phrase is not None and verdict is _Verdict.YES:
            return _per(text, phrase, first)
        maybe = phrase if verdict is _Verdict.MAYBE and maybe is None else maybe
        if kind is Kind.STOP and not _is_bare(text, index, price):
            break
        if kind in {Kind.COMMA, Kind.STOP}:
            way.chunks += not (way.chunks == 0 and _is_bare(text, index, price))
            way.is_plain = way.is_asked = False
        way.is_asked = way.is_asked or (kind in _ASKS and not _is_met(text, index))
        index -= 1
    return _doubtful(maybe) if maybe is not None else None


def unit_after(text: Stretch, index: int) -> tuple[str, Decimal, int] | None:
    """Return the unit that follows a price at token ``index`` (/处, 每人次), how many of it, and the token after it."""
    slashed = text.kind(index) is Kind.SLASH
    if slashed and text.kind(index + 1) is Kind.OPEN and text.kind(text.partner.get(index + 1, index)) is Kind.CLOSE:
        return _unit_in_brackets(text, index)
    each = text.kind(index + slashed) is Kind.EACH
    at = index + slashed + each
    every = Decimal(1)
    if text.kind(at) is Kind.NUMBER and text.tokens[at].value:
        every, at = text.tokens[at].value or every, at + 1
    if not (slashed or each) or text.kind(at) not in {Kind.UNIT, Kind.TIME, Kind.RATE} or not touching(text, index, at):
        return None
    unit, end = unit_name(text, at)
    goes_on = not text.touches(end - 1) or text.kind(end) not in _ENDING
    return None if goes_on and not slashed else (unit, every, end)


def _unit_in_brackets(text: Stretch, index: int) -> tuple[str, Decimal, int] | None:
    """Read /（人·次）: nothing but one unit stands in the brackets after the slash."""
    close = text.partner[index + 1]
    if text.kind(index + 2) not in {Kind.UNIT, Kind.TIME} or not touching(text, index, index + 2):
        return None
    unit, end = unit_name(text, index + 2)
    return (unit, Decimal(1), close + 1) if end == close and text.touches(end - 1) else None


def _judge(text: Stretch, phrase: UnitPhrase, first: int, price: int, way: _Way) -> _Verdict:
    """Say whether ``phrase`` is what the price is for."""
    word = text.tokens[phrase.start].text
    if not phrase.known:
        return _unknown(phrase, way)
    is_each = phrase.each and word != "各"
    if _is_adjacent(text, phrase.end, price) and (is_each or (phrase.every == 1 and not phrase.each) or phrase.end == price):
        rate = phrase.unit == "%" and not (phrase.each or (phrase.strong and phrase.sense))
        return _Verdict.YES if not rate else _Verdict.MAYBE if phrase.every == 1 else _Verdict.NO
    if phrase.each:
        return _judge_each(text, phrase, first, way)
    return _Verdict.NO if phrase.every != 1 or way.is_asked else _judge_one(text, phrase, first, way)


def _judge_each(text: Stretch, phrase: UnitPhrase, first: int, way: _Way) -> _Verdict:
    """Say whether 每 with a unit, not right before the price, is what the price is for."""
    near = way.chunks == 0
    if phrase.time:
        return _Verdict.MAYBE if near and way.is_plain and not way.is_asked else _Verdict.NO
    if text.tokens[phrase.start].text == "各" or (way.is_asked and not (near and phrase.strong)) or not (near or phrase.strong):
        return _Verdict.NO
    return _Verdict.MAYBE if not phrase.strong and _is_denied(text, phrase, first) else _Verdict.YES


def _judge_one(text: Stretch, phrase: UnitPhrase, first: int, way: _Way) -> _Verdict:
    """Say whether one thing (一处, 漏检1人) is what the price is for."""
    near = way.chunks == 0
    doubtful = phrase.time or (phrase.unit == "%" and not phrase.strong)
    if phrase.unit == "%" and not phrase.sense and phrase.every != 1:
        return _Verdict.NO
    if phrase.strong and (near or text.tokens[phrase.start - 1].text.endswith("发现")):
        return _Verdict.MAYBE if doubtful else _Verdict.YES
    before = phrase.start - 1
    begins = phrase.start == first or (text.kind(before) in {Kind.COMMA, Kind.STOP} and text.touches(before))
    if near and not doubtful and (_has_fault_after(text, phrase) or (begins and way.is_plain)):
        return _Verdict.YES
    return _Verdict.MAYBE if near and (way.is_plain or doubtful) else _Verdict.NO


def _is_met(text: Stretch, index: int) -> bool:
    """Tell whether a word of reaching stands without a figure: 每项达到得1分."""
    return text.tokens[index].text.endswith(("达到", "达", "做到")) and text.kind(index + 1) is not Kind.NUMBER


def _is_denied(text: Stretch, phrase: UnitPhrase, first: int) -> bool:
    """Tell whether it is said before 每 that something was not done: 未对每名员工培训 can mean one fault or many."""
    for at in range(phrase.start - 1, max(first, phrase.start - _NEAR) - 1, -1):
        if text.kind(at) in {Kind.COMMA, Kind.STOP}:
            return False
        if text.kind(at) in {Kind.FAULT, Kind.ABSENT, Kind.NOT}:
            return True
    return False


def _unknown(phrase: UnitPhrase, way: _Way) -> _Verdict:
    if phrase.unit:
        return _Verdict.YES
    return _Verdict.MAYBE if way.chunks == 0 and not way.is_asked else _Verdict.NO


def _doubtful(phrase: UnitPhrase) -> Per:
    """Return the price without a unit, and why: the unit is not known, or may not be meant."""
    return Per("", Decimal(1), phrase.start, doubt="two-readings" if phrase.known else "unit-unknown")


def _is_adjacent(text: Stretch, end: int, price: int) -> bool:
    """Tell whether nothing but small words and one comma stands between the unit and the price."""
    return all(text.kind(at) in _SMALL for at in range(end, price)) and touching(text, end - 1, price)


def _is_bare(text: Stretch, comma: int, price: int) -> bool:
    """Tell whether the price follows right after the comma, small words aside."""
    kinds = {Kind.FILLER, Kind.DISCRETION, Kind.NUMBER, Kind.UNIT}
    return all(text.kind(at) in kinds for at in range(comma + 1, price)) and touching(text, comma, price)


def _has_fault_after(text: Stretch, phrase: UnitPhrase) -> bool:
    """Tell whether the one thing is said to be at fault: 1项不符合, 1人未持证."""
    at = phrase.end
    while text.kind(at) in {Kind.FILLER, Kind.UNIT} and at < phrase.end + 4:
        at += 1
    return text.kind(at) in _FAULTS and text.tokens[at].start - text.tokens[phrase.end - 1].end <= _FAULT_REACH


def _per(text: Stretch, phrase: UnitPhrase, first: int) -> Per:
    """Return the accepted phrase as a unit; a bare number above one (2处扣1分) can be read in two ways."""
    doubt = None if phrase.each or phrase.every == 1 else "two-readings"
    if not phrase.known:
        doubt = "unit-unknown" if text.tokens[phrase.start].text == "每" else "two-readings"
    start = phrase.start - 1 if not phrase.each and phrase.strong else phrase.start
    outer = _outer(text, start, first) if phrase.each else None
    if outer is None:
        unknown = phrase.each and _OUTER_UNKNOWN.search(text.text, max(0, text.tokens[start].start - 6), text.tokens[start].start)
        return Per(phrase.unit, phrase.every, start, phrase.sense, "unit-unknown" if unknown else doubt)
    return Per(f"{outer.unit}每{phrase.unit}", phrase.every, outer.start, doubt=doubt)


def _outer(text: Stretch, start: int, first: int) -> UnitPhrase | None:
    """Return 每人 before 每次: together they are one unit."""
    if start - 2 < first or text.kind(start - 2) is not Kind.EACH:
        return None
    phrase = each_phrase(text, start - 2, start)
    return (
        phrase
        if phrase is not None and phrase.known and phrase.end == start and text.touches(start - 1) and not phrase.time
        else None
    )
