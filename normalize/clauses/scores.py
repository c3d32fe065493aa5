"""Conditions on scores: 前15项…少于该项分值90%的 of other elements, 扣分超过10分的 of what was taken so far."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.clauses.price import POINTS
from normalize.clauses.thresholds import AFTER, SIDES, words_between
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import ELEMENT_WORDS, SCORE_WORDS, TOGETHER, Kind
from rubrics.model import ScoresCondition

_OWN_SCORE = re.compile(
    "得分(?:率|值)?(?:低于|少于|不足|小于|未达到?|不到|不满)[^,;。]{0,3}(?:本|该|此|单)[^,;。]{0,4}(?:分值|标准分|满分|总分|分)"
    "|^[,、]?(?:实际|单项)?得分率?(?:低于|少于|不足|小于|未达到?|不到|不满)"
)
_NOTHING_TAKEN = re.compile("(?:无|没有|未|未被|未出现)扣分")
"""本项无扣分的，另加1分."""
_PARTS = re.compile("[个大]?(?:项|要素|类目|部分|章)")
_COMPARED = frozenset({*SIDES, *AFTER, Kind.ZERO})


def scores_condition(text: Stretch, first: int, last: int) -> tuple[ScoresCondition, bool] | None:
    """Return the condition on the scores of the first so many elements, and whether it can be meant otherwise.

    It can where it may count for each of them, and where a mean can be that of the rates or the rate of all together.
    """
    kinds = [text.kind(at) for at in range(first, last)]
    condition = words_between(text, first, last)
    if Kind.FIRST not in kinds or not (Kind.SCORED in kinds or "得分" in condition):
        return None
    at = first + kinds.index(Kind.FIRST)
    count = text.tokens[at + 1].value if text.kind(at + 1) is Kind.NUMBER and text.touches(at) else None
    bound = next(iter(_bounds_below(text, at + 2, last)), None)
    if not _PARTS.match(text.text, text.tokens[at + 1].end):
        return None  # 前10名员工平均得分低于60分的
    if count is None or bound is None or count != int(count) or not 1 <= count <= 1000:
        return None
    together = next((way for words, way in TOGETHER if any(word in condition for word in words)), None)
    found = ScoresCondition.model_validate({"first": int(count), "together": together} | bound)
    return found, Kind.EACH in kinds or (together == "mean" and found.below_percent is not None)


def looks_elsewhere(text: Stretch, first: int, last: int) -> bool:
    """Tell whether a condition compares scores: 任一要素得分率低于60%的, 前10项得分之和少于…, 累计扣分超过10分的."""
    kinds = text.kinds[first:last]
    if Kind.DEDUCTING in kinds and _NOTHING_TAKEN.search(words_between(text, first, last)):
        return True
    if _COMPARED.isdisjoint(kinds):
        return False
    if any(_is_compared_deduction(text, at, last) for at in range(first, last)):
        return True
    condition = words_between(text, first, last)
    if _OWN_SCORE.search(condition):
        return True
    named = Kind.FIRST in kinds or any(word in condition for word in ELEMENT_WORDS)
    return named and any(word in condition for word in SCORE_WORDS)


def is_on_scores(text: Stretch, first: int, last: int) -> bool:
    """Tell whether a condition compares a score of any kind: 总得分低于80分的."""
    condition = words_between(text, first, last)
    return not _COMPARED.isdisjoint(text.kinds[first:last]) and any(word in condition for word in SCORE_WORDS)


def _is_compared_deduction(text: Stretch, index: int, last: int) -> bool:
    """Tell whether what was taken is compared at the token: 扣分超过10分, 扣分达到5分, 扣分在10分以上."""
    if text.kind(index) not in {Kind.DEDUCTING, Kind.TOTALLED} or "扣" not in text.tokens[index].text:
        return False
    at = index + 1
    while at < last and text.kind(at) in {*SIDES, Kind.FILLER, Kind.TOTALLED} and text.touches(at - 1):
        at += 1
    while at > index + 1 and at < last and text.kind(at) in {Kind.SCOPE, Kind.SHARE, Kind.FULL, Kind.FILLER}:
        at += 1  # 扣分超过本项分值50%
    is_points = text.kind(at) is Kind.NUMBER and text.kind(at + 1) in POINTS | {Kind.RATE}
    return is_points and at < last and (at > index + 1 or text.kind(at + 2) in AFTER)


def _bounds_below(text: Stretch, first: int, last: int) -> list[dict[str, Decimal]]:
    """Return the percents and points after a word of less, words such as 该项分值 between them aside."""
    found: list[dict[str, Decimal]] = []
    less = False
    for at in range(first, last):
        less = less or text.kind(at) is Kind.LESS
        value = text.tokens[at].value
        if less and value is not None and text.kind(at + 1) in {Kind.RATE, Kind.POINT}:
            found.append({"below_percent" if text.kind(at + 1) is Kind.RATE else "below_points": value})
    return found
