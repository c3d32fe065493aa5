"""What a price is for: 一处, 每人次, 每缺一项, 每低1% - the unit that stands before a price, or after it (扣1分/日).

A numeral in a condition is no unit: 3名以上, 不少于2年, 每年至少1次. The words nearest to the price are asked first.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import DOWNWARD, PRICE_TIME, UPWARD, Kind

COUNTED = frozenset({Kind.UNIT, Kind.TIME, Kind.RATE, Kind.POINT})
_LIMITS = frozenset({Kind.UP, Kind.DOWN, Kind.WITHIN, Kind.FIRST})
_GUARDS = frozenset({Kind.BOUND, Kind.LESS, Kind.MORE, Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE, Kind.MAX, Kind.SLASH})
_FAULTS = frozenset({Kind.FAULT, Kind.ABSENT, Kind.LACK, Kind.LESS, Kind.LABEL, Kind.FOUND, Kind.NOT, Kind.MORE})
_RATES = frozenset({Kind.RATE, Kind.POINT})
_ASKS = frozenset({Kind.MUST, Kind.AT_LEAST, Kind.AT_MOST})
_BREAKS = frozenset(
    {
        Kind.COMMA,
        Kind.PAUSE,
        Kind.COLON,
        Kind.STOP,
        Kind.OPEN,
        Kind.CLOSE,
        Kind.MUST,
        Kind.AT_LEAST,
        Kind.DEDUCT,
        Kind.EACH,
        Kind.END,
    }
)
_REACH = 10


@dataclass(frozen=True, slots=True)
class Per:
    """The unit of a price as printed, how many of it one price is for, and the token where its words begin.

    ``sense`` is -1 where a rate is counted down, +1 where it is counted up, 0 for things that are counted.
    """

    unit: str
    every: Decimal
    start: int
    sense: int = 0
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """每缺一项 or 一处: from token ``start`` up to ``end``; ``strong`` where a word of fault or finding leads it."""

    start: int
    end: int
    unit: str
    every: Decimal
    each: bool
    strong: bool
    time: bool
    sense: int = 0
    doubt: str | None = None


def unit_before(text: Stretch, first: int, price: int) -> Per | None:
    """Return what the price that begins at token ``price`` is for, as the words from token ``first`` on say it."""
    chunk, plain, asked, maybe = 0, True, False, None
    index = price - 1
    while index >= first:
        kind = text.kind(index)
        if kind is Kind.CLOSE and index in text.partner:
            index = text.partner[index] - 1
            plain = False
            continue
        phrase = _phrase(text, index, price)
        if phrase is not None:
            verdict = _judge(text, phrase, first, price, chunk=chunk, bare=plain, asked=asked)
            if verdict == "yes":
                return _per(text, phrase, first, price)
            if verdict == "maybe" and maybe is None:
                maybe = phrase
        if kind is Kind.STOP and not _is_bare(text, index, price):
            break
        if kind in {Kind.COMMA, Kind.STOP}:
            chunk += not (chunk == 0 and _is_bare(text, index, price))
            plain = False
            asked = False
        asked = asked or kind in _ASKS
        index -= 1
    return Per("", maybe.every, maybe.start, doubt="two-readings") if maybe is not None else None


def unit_after(text: Stretch, index: int) -> tuple[str, Decimal, int] | None:
    """Return the unit that follows a price at token ``index`` (/处, 每人次), how many of it, and the token after it."""
    at = index
    slashed = text.kind(at) is Kind.SLASH
    at += slashed
    each = text.kind(at) is Kind.EACH
    at += each
    if not (slashed or each):
        return None
    every = Decimal(1)
    if text.kind(at) is Kind.NUMBER and text.tokens[at].value is not None:
        every = text.tokens[at].value or Decimal(1)
        at += 1
    if text.kind(at) not in {Kind.UNIT, Kind.TIME, Kind.RATE}:
        return None
    unit, at = _unit(text, at)
    if not slashed and text.touches(at - 1) and text.kind(at) not in {Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.END, Kind.PAUSE}:
        return None
    if not slashed and not text.touches(at - 1):
        return None
    return unit, every, at


def _phrase(text: Stretch, index: int, price: int) -> _Phrase | None:
    kind = text.kind(index)
    if kind is Kind.EACH:
        return _each_phrase(text, index, price)
    if kind is Kind.NUMBER and text.touches(index) and text.kind(index + 1) in COUNTED and index + 1 < price:
        return None if _is_in_each_phrase(text, index, price) else _number_phrase(text, index)
    return None


def _is_in_each_phrase(text: Stretch, index: int, price: int) -> bool:
    """Tell whether the number at ``index`` belongs to a 每 before it (每低5%)."""
    for at in range(index - 1, max(index - 5, -1), -1):
        if text.kind(at) is Kind.EACH:
            phrase = _each_phrase(text, at, price)
            return phrase is not None and phrase.end > index
    return False


def _each_phrase(text: Stretch, index: int, price: int) -> _Phrase | None:
    """Read 每 … unit: words of fault may stand between (每缺一项, 每漏查1种, 每新增1处)."""
    at, begin = index + 1, text.tokens[index].end
    while at < price and text.kind(at) not in _BREAKS and text.kind(at) not in {Kind.NUMBER, Kind.UNIT, Kind.TIME, Kind.RATE}:
        at += 1
    if at >= price or text.tokens[at].start - begin > _REACH:
        return None
    inner = text.text[begin : text.tokens[at].start]
    every = Decimal(1)
    if text.kind(at) is Kind.NUMBER:
        value = text.tokens[at].value
        if value is None or not text.touches(at) or text.kind(at + 1) not in COUNTED or value <= 0:
            return None
        every, at = value, at + 1
    if text.kind(at) not in COUNTED or at >= price:
        return None
    time = text.kind(at) is Kind.TIME and not any(sign in PRICE_TIME for sign in inner)
    unit, end = _unit(text, at)
    return _Phrase(index, end, unit, every, each=True, strong=bool(inner), time=time, sense=_sense(inner) if text.kind(at) in _RATES else 0)


def _number_phrase(text: Stretch, index: int) -> _Phrase | None:
    """Read 一处, 1人次; not 3名以上, 至少1次, 第1次."""
    value = text.tokens[index].value
    before, touched = text.kind(index - 1), text.touches(index - 1)
    unit, end = _unit(text, index + 1)
    guarded = (touched and before in _GUARDS) or (text.touches(end - 1) and text.kind(end) in _LIMITS)
    if guarded or value is None or text.kind(index + 1) is Kind.POINT:
        return None
    strong = touched and before in {Kind.LACK, Kind.FOUND}
    inner = text.tokens[index - 1].text if strong else ""
    if text.kind(index + 1) is Kind.RATE and not strong:
        return None
    time = text.kind(index + 1) is Kind.TIME and not any(sign in PRICE_TIME for sign in inner)
    return _Phrase(
        index,
        end,
        unit,
        value,
        each=False,
        strong=strong,
        time=time,
        sense=_sense(inner) if text.kind(index + 1) in _RATES else 0,
    )


def _unit(text: Stretch, index: int) -> tuple[str, int]:
    """Return the printed unit at ``index`` with what belongs to it (台（套）, 处/项), and the token after it."""
    end = index + 1
    if (
        text.touches(index)
        and text.kind(end) is Kind.OPEN
        and text.kind(end + 1) is Kind.UNIT
        and text.kind(end + 2) is Kind.CLOSE
    ):
        end += 3
    elif (
        text.touches(index)
        and text.kind(end) in {Kind.SLASH, Kind.PAUSE, Kind.OR}
        and text.touches(end)
        and text.kind(end + 1) in {Kind.UNIT, Kind.TIME}
    ):
        end += 2
    if end == index + 1:
        return text.tokens[index].text, end
    return text.text[text.tokens[index].start : text.tokens[end - 1].end], end


def _judge(text: Stretch, phrase: _Phrase, first: int, price: int, *, chunk: int, bare: bool, asked: bool) -> str:
    """Say whether ``phrase`` is what the price is for: yes, no, or maybe.

    ``chunk`` counts the commas on the way to the price, the one right before a bare price aside; ``asked`` tells that a
    word of obligation stands between them; ``bare`` that no comma and no bracket does.
    """
    of_each = phrase.each and text.tokens[phrase.start].text != "各"
    if _is_adjacent(text, phrase.end, price) and (of_each or (phrase.every == 1 and not phrase.each) or phrase.end == price):
        return "yes"
    if phrase.time or text.tokens[phrase.start].text == "各":
        return "no"
    if phrase.each and phrase.strong:
        return "no" if asked and chunk else "yes"
    if phrase.each:
        return "no" if asked else ("yes" if chunk == 0 else "no")
    if phrase.every != 1 or asked:
        return "no"
    if phrase.strong and (chunk == 0 or text.tokens[phrase.start - 1].text.endswith("发现")):
        return "yes"
    begins = phrase.start == first or text.kind(phrase.start - 1) in {Kind.COMMA, Kind.STOP} and text.touches(phrase.start - 1)
    if chunk == 0 and (_has_fault_after(text, phrase) or (begins and bare)):
        return "yes"
    return "maybe" if chunk == 0 and bare else "no"


def _is_adjacent(text: Stretch, end: int, price: int) -> bool:
    """Tell whether nothing but small words and one comma stands between the unit and the price."""
    return all(text.kind(at) in {Kind.FILLER, Kind.COMMA, Kind.DISCRETION} for at in range(end, price)) and all(
        text.touches(at) for at in range(end - 1, price)
    )


def _is_bare(text: Stretch, comma: int, price: int) -> bool:
    """Tell whether the price follows right after the comma, small words aside."""
    return all(text.touches(at) for at in range(comma, price)) and all(
        text.kind(at) in {Kind.FILLER, Kind.DISCRETION, Kind.NUMBER, Kind.UNIT} for at in range(comma + 1, price)
    )


def _has_fault_after(text: Stretch, phrase: _Phrase) -> bool:
    """Tell whether the one thing is said to be at fault: 1项不符合, 1人未持证."""
    at = phrase.end
    while text.kind(at) in {Kind.FILLER, Kind.ORDINARY, Kind.UNIT} and at < phrase.end + 4:
        at += 1
    return text.kind(at) in _FAULTS and text.tokens[at].start - text.tokens[phrase.end - 1].end <= _REACH


def _per(text: Stretch, phrase: _Phrase, first: int, price: int) -> Per:
    """Return the accepted phrase as a unit; a bare number above one (2处扣1分) can be read in two ways."""
    doubt = None if phrase.each or phrase.every == 1 else "two-readings"
    start = phrase.start - 1 if not phrase.each and phrase.strong else phrase.start
    before = (
        _each_phrase(text, start - 2, start) if phrase.each and start - 2 >= first and text.kind(start - 2) is Kind.EACH else None
    )
    if before is not None and before.end == start and text.touches(start - 1) and not before.time:
        unit = text.text[text.tokens[before.start].end : text.tokens[phrase.end - 1].end]
        return Per(unit, phrase.every, before.start, doubt=doubt)
    return Per(phrase.unit, phrase.every, start, phrase.sense, doubt)


def _sense(words: str) -> int:
    """Tell whether a rate is counted down or up by the words between 每 and the number."""
    if any(sign in DOWNWARD for sign in words):
        return -1
    return 1 if any(sign in UPWARD for sign in words) else 0
