"""Figures of points: 2分, 1-5分, 1分至5分, 40%, 5分以内."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import Kind

_HALF = Decimal("0.5")
_CLOSING = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.END, Kind.SLASH})


@dataclass(frozen=True, slots=True)
class Amount:
    """Points (or percent) from ``low`` to ``high`` (equal where one figure stands), up to token ``end``."""

    low: Decimal
    high: Decimal
    end: int
    percent: bool = False
    doubt: str | None = None


def amount(text: Stretch, index: int) -> Amount | None:
    """Return the figure that begins at token ``index`` and touches what stands before it; ``None`` where none is read.

    Money (2000元), several figures to choose from (2分或5分) and figures with 以上 or 起 are none.
    """
    if text.kind(index) is Kind.OPEN:
        return _bracketed(text, index)
    if text.kind(index) is not Kind.NUMBER or not text.touches(index - 1):
        return None
    low = text.tokens[index].value
    if low is None:
        return None
    return _span(text, index, low) or _single(text, index, low)


def _bracketed(text: Stretch, index: int) -> Amount | None:
    """Read 扣(1~3)分: a range in brackets of its own."""
    end = index + 4
    kinds = [Kind.OPEN, Kind.NUMBER, Kind.RANGE, Kind.NUMBER, Kind.CLOSE, Kind.POINT]
    if text.kinds[index : index + 6] != kinds or not all(text.touches(at) for at in range(index - 1, end + 1)):
        return None
    low, high = text.tokens[index + 1].value, text.tokens[index + 3].value
    return None if low is None or high is None or low > high else Amount(low, high, end + 2)


def _span(text: Stretch, index: int, low: Decimal) -> Amount | None:
    """Read a range; its figures may stand in either order, but then it is doubtful."""
    dash = index + 1 + (text.kind(index + 1) is Kind.POINT)
    if text.kind(dash) is not Kind.RANGE or text.kind(dash + 1) is not Kind.NUMBER or text.kind(dash + 2) is not Kind.POINT:
        return None
    high = text.tokens[dash + 1].value
    if high is None or not all(text.touches(at) for at in range(index, dash + 2)):
        return None
    doubt = "two-readings" if high < low else None
    return Amount(min(low, high), max(low, high), dash + 3, doubt=doubt)


def _single(text: Stretch, index: int, value: Decimal) -> Amount | None:
    if not text.touches(index):
        return None
    unit, end = text.kind(index + 1), index + 2
    if unit is Kind.RATE and text.tokens[index + 1].text == "%":
        spans = text.kind(end) is Kind.RANGE and text.kind(end + 1) is Kind.NUMBER  # 扣标准分的20%～50%
        return None if spans or (text.kind(end) is Kind.UP and text.touches(end - 1)) else Amount(value, value, end, percent=True)
    if unit in _CLOSING and not (unit is Kind.SLASH and text.kind(end) is Kind.NUMBER):
        return Amount(value, value, index + 1, doubt="points-word-missing")
    if unit is not Kind.POINT:
        return None
    value += _HALF if text.tokens[end - 1].text == "分半" else 0
    after = text.kind(end) if text.touches(end - 1) else Kind.END
    if after is Kind.DOWN or (after is Kind.WITHIN and text.tokens[end].text in {"以内", "之内", "内"}):
        return Amount(Decimal(0), value, end + 1)
    choice = after in {Kind.OR, Kind.PAUSE, Kind.SLASH} and text.kind(end + 1) is Kind.NUMBER
    choice = choice and text.kind(end + 2) not in {Kind.UNIT, Kind.TIME, Kind.RATE}  # 1次扣5分、2次扣10分
    choice = choice or (text.tokens[end].text == "起" and text.kind(end + 1) in _CLOSING)
    choice = choice or (after is Kind.WITHIN and text.tokens[end].text == "左右")
    return None if after in {Kind.UP, Kind.RANGE} or choice else Amount(value, value, end)
