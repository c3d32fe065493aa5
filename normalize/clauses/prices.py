"""The heart of the grammar: the consequences of a sentence, in order.

``prices`` walks the tokens and hands each one that can begin a consequence to the reader of its kind; the reader reads
on by descent, looks back at the words before, and says what it understood. A reader that does not know the words returns
nothing, and the walk goes on: what no reader understood is found, and said, by ``unused_figures``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from normalize.clauses import awards, deductions, scales, verdicts
from normalize.clauses.limits import with_limits
from normalize.clauses.price import CLOSING, Price, Reader, has_condition
from normalize.clauses.scores import is_on_scores, looks_elsewhere
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import AT_THE_LEAST, CHOICE, MINUS, UNSURE_VETOES, Kind
from rubrics.model import Reach

READERS: dict[str, Reader] = {
    Kind.DEDUCT: deductions.deduction,
    Kind.DEDUCTING: deductions.deducting,
    Kind.FURTHER: deductions.further,
    Kind.AWARD: awards.award,
    Kind.IS: awards.counts_as,
    Kind.MUST: awards.must_be_full,
    Kind.GRADED: awards.graded,
    Kind.NUMBER: scales.bare,
    Kind.RANGE: deductions.minus,
    Kind.ZERO: verdicts.zero,
    Kind.USED_UP: verdicts.used_up,
    Kind.EXEMPT: verdicts.exempt,
    Kind.ONCE: verdicts.once,
    Kind.DONE: verdicts.once,
    Kind.VETO: verdicts.limit,
    Kind.MAX: verdicts.limit,
    Kind.INTO: verdicts.limit,
}
"""Which function reads the consequence that a token of a kind begins."""

_GIVES_OR_TAKES = frozenset({Kind.DEDUCT, Kind.FURTHER, Kind.DEDUCTING, Kind.AWARD, Kind.GRADED})
_VERDICTS = frozenset({Kind.ZERO, Kind.EXEMPT, Kind.VETO, Kind.FURTHER})
_SUSPECTS = _GIVES_OR_TAKES | _VERDICTS | {Kind.NUMBER, Kind.CODE, Kind.RANGE}
_COMPARING = frozenset(
    {Kind.LESS, Kind.MORE, Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE, Kind.SCORED, Kind.FULL, Kind.SHARE, Kind.SCOPE, Kind.TOTALLED}
)
_WORTH = frozenset({Kind.SHARE, Kind.FULL, Kind.SCOPE, Kind.TOTALLED})
_IN_BRACKETS = frozenset({Kind.DEDUCT, Kind.ZERO})
_LONGEST_ONE = 6
_ONE_OF = re.compile("(?:有|任|任何|任意|其中)[一1](?:项|个|条)$")
_FIGURES = frozenset({Kind.NUMBER, Kind.RANGE, Kind.CODE, Kind.FULL})


def prices(text: Stretch, first: int, last: int) -> list[Price]:
    """Return the consequences from token ``first`` up to ``last`` in order, those inside brackets aside."""
    found: list[Price] = []
    kinds = text.kinds
    index = left = first
    is_verdict = False
    while index < last:
        kind = kinds[index]
        reader = READERS.get(kind)
        price = reader(text, index, left, last) if reader else None
        if price is not None and _is_condition(text, price, last):
            index, is_verdict = price.end, True
        elif price is not None:
            price = _with_doubt(text, price, left, is_verdict=is_verdict)
            found.append(price if price.is_limit else with_limits(text, price, last))
            index = left = found[-1].end
            is_verdict = False
        elif kind is Kind.OPEN and (inner := _in_brackets(text, index, left, last)) is not None:
            found.append(with_limits(text, inner, last))
            index = left = found[-1].end
        elif kind is Kind.OPEN:
            index = text.partner.get(index, index) + 1
        else:
            index += 1
    return found


def _in_brackets(text: Stretch, index: int, left: int, last: int) -> Price | None:
    """Return the price that alone stands in the brackets after its condition: 未建立台账（扣2分）, 优秀（10分）、良好（8分）."""
    end = text.partner.get(index, 0)
    if text.kind(index + 1) is Kind.NUMBER:
        listed = scales.bare(text, index + 1, left, last)
        return listed if listed is not None and "zero" not in listed.effect else None
    if text.kind(index + 1) not in _IN_BRACKETS or text.kind(end + 1) not in CLOSING or not has_condition(text, left, index):
        return None
    reader = READERS[text.kind(index + 1)]
    price = reader(text, index + 1, index + 1, end)
    price = with_limits(text, price, end) if price is not None and not price.is_limit else None
    return replace(price, start=index, end=end + 1) if price is not None and price.end == end else None


def _is_condition(text: Stretch, price: Price, last: int) -> bool:
    """Tell whether a verdict is only the condition of another consequence: 有一个要素得零分的，扣5分; 有一项不得分或….

    不得分或扣5分 are two consequences to choose from.
    """
    end = price.end
    if "zero" not in price.effect or end + 1 >= last:
        return False
    if text.kind(end) is Kind.OR and text.touches(end - 1):
        return text.kind(end + 1) not in _GIVES_OR_TAKES | _VERDICTS or not text.touches(end)
    begin = text.tokens[price.start].start
    if text.kind(end) is Kind.COMMA and _ONE_OF.search(text.text, max(0, begin - _LONGEST_ONE), begin):
        return any(text.kind(at) in _VERDICTS for at in range(end, last))  # 保证项目有一项得零分，该表不得分
    return text.tokens[end].text in {"的", "时"} and text.touches(end - 1) and text.kind(end + 1) is Kind.COMMA


def _with_doubt(text: Stretch, price: Price, left: int, *, is_verdict: bool) -> Price:
    """Return a consequence, doubtful where it is one of two, the least of many, or hangs on what other parts score."""
    words = text.text[text.tokens[left - 1].end if left else 0 : text.tokens[price.start].start]
    condition = price.end if "per" in price.effect else price.start  # the unit may stand in it: 任一要素得分低于60分的，扣10分
    if price.effect == {"zero": Reach.ITEM} and words.endswith(AT_THE_LEAST):
        return replace(price, effect={}, doubts=(), is_limit=True)  # 最低得0分
    if not price.is_limit and (words.strip(",、") in CHOICE or words.endswith(AT_THE_LEAST)):
        price = replace(price, doubts=(*price.doubts, "two-readings"))
    if "veto" in price.effect and is_on_scores(text, left, price.start):
        return replace(price, doubts=(*price.doubts, "scores-elsewhere"))
    if price.is_limit or "scores" in price.effect or not (is_verdict or looks_elsewhere(text, left, condition)):
        return price
    return replace(price, doubts=(*price.doubts, "scores-elsewhere"))


def has_unused_figure(text: Stretch, first: int, last: int, used: list[Price]) -> bool:
    """Tell whether points or a verdict from token ``first`` up to ``last`` lie outside the consequences that were read."""
    spans = iter([*((price.start, price.end) for price in used), (last, last)])
    start, end = next(spans)
    index = first
    while index < last:
        if index >= start:
            index, (start, end) = max(end, index), next(spans, (last, last))
            continue
        if text.kinds[index] in _SUSPECTS and (_is_figure(text, index) or (not used and _is_lone(text, index))):
            return True
        index += 1
    return False


def _is_figure(text: Stretch, index: int) -> bool:
    """Tell whether the token begins a figure of points or a verdict; 80分以上 and 十分清楚 are none."""
    kind, following = text.kind(index), text.kind(index + 1)
    if kind in _VERDICTS:
        return _is_verdict(text, index)
    if kind is Kind.RANGE or not text.touches(index):
        return kind is Kind.RANGE and _is_minus(text, index)
    if kind in _GIVES_OR_TAKES and following in _FIGURES:
        return "扣" in text.tokens[index].text or _is_given(text, index + 1)
    if kind is not Kind.NUMBER or following is not Kind.POINT or _is_compared(text, index):
        return False
    if text.kind(index + 2) in {Kind.UP, Kind.DOWN, Kind.RANGE} or text.tokens[index - 1].text in {"共", "为"}:
        return False
    return text.tokens[index].text != "十" or (text.kind(index + 2) in CLOSING and text.touches(index + 1))


def _is_verdict(text: Stretch, index: int) -> bool:
    if text.tokens[index].text in UNSURE_VETOES and text.kind(index + 1) not in CLOSING | {Kind.COLON}:
        return False
    return text.kind(index) is not Kind.VETO or text.kind(index - 1) is not Kind.OPEN


def _is_minus(text: Stretch, index: int) -> bool:
    """Tell whether a figure below nothing stands alone, without 分: 未落实的，-2."""
    alone = text.kind(index - 1) is Kind.COMMA and text.tokens[index].text in MINUS
    return alone and text.kind(index + 1) is Kind.NUMBER and text.kind(index + 2) in CLOSING


def _is_compared(text: Stretch, index: int) -> bool:
    """Tell whether the words before a figure only compare it, or say what something is worth: 低于60分, 满分10分."""
    before = text.kind(index - 1)
    if before is Kind.USED_UP and text.tokens[index + 2].text == "的":
        return True  # 扣满6分的，追加扣除10分: what was taken so far
    if before is Kind.RANGE:
        return text.kind(index - 2) in {Kind.NUMBER, Kind.POINT, Kind.UNIT, Kind.RATE}
    return before in _COMPARING | _GIVES_OR_TAKES


def _is_lone(text: Stretch, index: int) -> bool:
    """Tell whether a range of points, or a figure after 为 or letters, begins here that no consequence explains: 优8-10分."""
    if text.kind(index) is Kind.CODE:
        return text.kind(index + 1) is Kind.POINT and text.touches(index) and text.kind(index + 2) in CLOSING
    if text.kind(index) is not Kind.NUMBER or _is_compared(text, index):
        return False
    at = index + 1 + (text.kind(index + 1) is Kind.POINT)
    if text.kind(at) is Kind.RANGE:
        return text.kind(at + 1) is Kind.NUMBER and text.kind(at + 2) is Kind.POINT
    worth = text.tokens[index - 1].text == "为" and text.kind(index - 2) not in _WORTH
    return worth and at == index + 2 and text.kind(at) in CLOSING


def _is_given(text: Stretch, index: int) -> bool:
    """Tell whether what follows 得 or 加 is a figure of points: 得5分 and 得满分, not 得80分以上, 加2人."""
    if text.kind(index) is not Kind.NUMBER:
        return text.kind(index) is Kind.FULL
    return text.kind(index + 1) is Kind.POINT and text.kind(index + 2) not in {Kind.UP, Kind.DOWN}
