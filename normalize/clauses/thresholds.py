"""Comparisons in conditions: 低于80%, 90%以上, 60%～80%, 50%以上不足80%.

By law (民法典 1259) 以上 and 以下 hold the figure itself, 超过, 低于, 不满 do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from normalize.clauses.price import touching
from normalize.clauses.tokens import Stretch
from normalize.clauses.unitphrases import COUNTED
from normalize.clauses.vocabulary import AFTERWARDS, WORDS, Kind

AFTER = {Kind.UP: "at_least", Kind.DOWN: "at_most"}
"""What compares after its figure: 80%以上."""
SIDES: dict[str, str] = {Kind.LESS: "below", Kind.AT_MOST: "at_most", Kind.MORE: "above", Kind.AT_LEAST: "at_least"}
"""What compares before its figure: 低于80%."""
_COMPARING = frozenset({Kind.NUMBER, Kind.MAX, *SIDES})
"""What a comparison can begin with."""
_BETWEEN = frozenset({Kind.FILLER, Kind.COMMA, Kind.OPEN})
_WRONG = frozenset({Kind.FAULT, Kind.LABEL, Kind.UNIT})
_THINGS = frozenset(WORDS[Kind.UNIT])
_WHOLE = Decimal(100)
_FAULT_REACH = 12
"""Signs that can say what is wrong with things that are counted: 1人不知晓, 2台未检测."""
_APART = frozenset({Kind.COMMA, Kind.STOP, Kind.NUMBER, Kind.OPEN, Kind.COLON})
_OPEN_ENDS = {"at_least": "above", "at_most": "below"}
_NOT_ABOVE = frozenset({"不超过", "不超", "不得超过"})
_INSIDE = frozenset({"以内", "之内", "内", "(含)以内", "(含)之内"})


@dataclass(frozen=True, slots=True)
class Threshold:
    """Bounds of a measured value with their unit, from token ``start`` up to ``end``; ``exact`` where no word compares.

    ``included``: the figures that belong to it by the words themselves (5次以下（含5次）, 5次（含）以上).
    """

    bounds: dict[str, Decimal]
    unit: str
    start: int
    end: int
    exact: Decimal | None = None
    included: frozenset[Decimal] = frozenset()

    @property
    def counts(self) -> bool:
        """Whether it is about a number of things (3处以上), not a rate, points or time."""
        return self.unit in _THINGS


def thresholds(text: Stretch, first: int, last: int) -> list[Threshold]:
    """Return the comparisons from token ``first`` up to ``last``, those in brackets aside."""
    found: list[Threshold] = []
    kinds = text.kinds
    index = first
    while index < last:
        kind = kinds[index]
        if kind is Kind.OPEN and index in text.partner:
            index = text.partner[index] + 1
            continue
        threshold = _threshold(text, index, last) if kind in _COMPARING else None
        if threshold is not None:
            found.append(threshold)
            index = threshold.end
        else:
            index += 1
    return found


def last_threshold(text: Stretch, first: int, price: int) -> Threshold | None:
    """Return the comparison that stands right before the price at token ``price``.

    Between a number of things and the price may stand what is wrong with them: 1～3处不符合的扣2分.
    """
    last = _last(text, first, price)
    if last is not None and last.exact == _WHOLE and last.unit == "%":
        return replace(last, bounds={"at_least": _WHOLE}, exact=None)  # 完成100%得5分，90%以上得4分
    return last if last is not None and last.exact is None else None


def last_count(text: Stretch, first: int, verb: int) -> Threshold | None:
    """Return the number of things, exact or compared, that stands right before the verb at token ``verb``."""
    found = thresholds(text, first, verb)
    last = found[-1] if found else None
    if last is None or not last.counts or text.kind(last.start - 1) is Kind.BOUND:
        return None  # 第1次
    between = text.kinds[last.end : verb]
    apart = text.tokens[verb].start - text.tokens[last.end - 1].end > _FAULT_REACH
    return None if apart or _APART.intersection(between) - {Kind.COMMA} or Kind.COMMA in between[:-1] else last


def counts_exactly(text: Stretch, first: int, price: int) -> bool:
    """Tell whether the condition is a number of things: 两人不合格扣3分 may be a step after 一人不合格扣1分."""
    last = _last(text, first, price) or _at_fault(text, first, price)
    if last is None or not last.counts or last.exact is None or last.exact <= 1 or last.exact % 1:
        return False
    before = last.start - 1
    return last.start == first or (text.kind(before) is Kind.COMMA and text.touches(before))


def _at_fault(text: Stretch, first: int, price: int) -> Threshold | None:
    """Return the number of things that are said to be at fault, without a comma before the price: 2人未培训扣3分."""
    found = thresholds(text, first, price)
    last = found[-1] if found else None
    if last is None or text.kind(last.end) is not Kind.FAULT or not text.touches(last.end - 1):
        return None
    return None if any(text.kind(at) is Kind.COMMA for at in range(last.end, price)) else last


def bounds_count(text: Stretch, first: int, price: int, unit: str) -> bool:
    """Tell whether the condition bounds the number of what the price is for: 3处以内每处扣1分，超过3处的每处扣2分."""
    for at in range(first, price):
        if text.kind(at) is not Kind.NUMBER or text.tokens[at + 1].text != unit or not text.touches(at):
            continue
        before = text.kind(at - 1) if at > first and text.touches(at - 1) else Kind.END
        if before is Kind.BOUND and text.text.startswith("起", text.tokens[at + 1].end):
            return True  # 第3次起每次扣1分
        if before in {Kind.AT_LEAST, Kind.METHOD, Kind.BOUND}:
            continue
        after = text.kind(at + 2) if text.touches(at + 1) else Kind.END
        if before in {Kind.MORE, Kind.LESS, Kind.FIRST, Kind.AT_MOST} or after in {Kind.UP, Kind.DOWN, Kind.WITHIN}:
            return True
    return words_between(text, first, price).strip(",、").startswith(AFTERWARDS)


def _last(text: Stretch, first: int, price: int) -> Threshold | None:
    found = _paired(text, thresholds(text, first, price))
    if not found:
        return None
    at = found[-1].end
    between = _BETWEEN | _WRONG if found[-1].counts else _BETWEEN
    while at < price:
        if not text.touches(at - 1) or text.kind(at) not in between:
            return None
        at = text.partner.get(at, price) + 1 if text.kind(at) is Kind.OPEN else at + 1
    return found[-1] if at == price and text.touches(at - 1) else None


def _paired(text: Stretch, found: list[Threshold]) -> list[Threshold]:
    """Return the comparisons with the last two as one where they touch, as both ends of one step: 50%以上不足80%.

    Where they are of one thing, but do not go together so (超过3天不足2天), the last one stands for nothing.
    """
    if len(found) < 2 or found[-2].exact is not None or found[-1].exact is not None or found[-2].unit != found[-1].unit:
        return found
    one, other = found[-2], found[-1]
    between = text.text[text.tokens[one.end - 1].end : text.tokens[other.start].start]
    if between.strip(",的且、并但在") or not text.touches(one.end - 1):
        return found
    bounds = {**one.bounds, **other.bounds}
    lows = [bounds[side] for side in ("at_least", "above") if side in bounds]
    highs = [bounds[side] for side in ("at_most", "below") if side in bounds]
    if len(lows) != 1 or len(highs) != 1 or lows[0] >= highs[0]:
        return found[:-2]
    return [*found[:-2], Threshold(bounds, other.unit, one.start, other.end, included=one.included | other.included)]


def base_of_rate(text: Stretch, first: int, last: int, unit: str) -> tuple[Decimal | None, bool]:
    """Return the figure from which a rate in ``unit`` is counted, and whether more than one could be it."""
    kind = _kind_of(unit)
    figures = {
        figure
        for threshold in thresholds(text, first, last)
        if _kind_of(threshold.unit) == kind and not _is_step(text, threshold.start)
        for figure in (*threshold.bounds.values(), threshold.exact)
        if figure is not None
    }
    return (figures.pop(), False) if len(figures) == 1 else (None, len(figures) > 1)


def _is_step(text: Stretch, start: int) -> bool:
    """Tell whether the figure at token ``start`` is what a price is for, or a price: 每高于基准价1%扣0.5分."""
    if text.kind(start - 1) in {Kind.DEDUCT, Kind.AWARD, Kind.GRADED, Kind.MAX, Kind.USED_UP} and text.touches(start - 1):
        return True
    for at in range(start - 1, max(start - 5, -1), -1):
        if text.kind(at) in {Kind.COMMA, Kind.STOP}:
            return False
        if text.kind(at) is Kind.EACH:
            return True
    return False


def words_between(text: Stretch, first: int, last: int) -> str:
    """Return the words of the condition from token ``first`` up to ``last``, those before its first token included."""
    return text.text[text.tokens[first - 1].end if first else 0 : text.tokens[last].start]


def _threshold(text: Stretch, index: int, last: int) -> Threshold | None:
    """Read a comparison that begins at token ``index``: 低于80%, 80%以上, 60%～80%, or a bare figure."""
    side = SIDES.get(text.kind(index)) or ("at_most" if text.tokens[index].text in _NOT_ABOVE else None)
    at = index + (side is not None)
    low = text.tokens[at].value if at < last and text.kind(at) is Kind.NUMBER and touching(text, index, at + 1) else None
    if low is None:
        return None
    between = None if side is not None else _between(text, at, last) or _around(text, at, last)
    if between is not None or text.kind(at + 1) not in COUNTED:
        return between
    unit, end = text.tokens[at + 1].text, at + 2
    after = text.kind(end) if text.touches(end - 1) and end < last else Kind.END
    rate = text.kind(at + 1) is Kind.RATE
    if side is not None and (rate or text.kind(index) is not Kind.MAX):
        return Threshold({side: low}, unit, index, end + (after in AFTER))
    if after in AFTER:
        included = frozenset({low}) if "含" in text.tokens[end].text else frozenset[Decimal]()
        return _without(text, Threshold({AFTER[after]: low}, unit, index, end + 1, included=included))
    if rate and after is Kind.WITHIN and text.tokens[end].text in _INSIDE:
        included = frozenset({low}) if "含" in text.tokens[end].text else frozenset[Decimal]()
        return _without(text, Threshold({"at_most": low}, unit, index, end + 1, included=included))
    return Threshold({}, unit, index, end, exact=low)


def _without(text: Stretch, threshold: Threshold) -> Threshold:
    """Return a threshold without its figure where brackets say so, or with it: 80%以上（不含80%）, 5次以下（含5次）."""
    if text.kind(threshold.end) is not Kind.OPEN:
        return threshold
    if text.text.startswith("(含", text.tokens[threshold.end].start):
        return replace(threshold, included=frozenset(threshold.bounds.values()))
    if not text.text.startswith("(不含", text.tokens[threshold.end].start):
        return threshold
    return replace(threshold, bounds={_OPEN_ENDS.get(side, side): figure for side, figure in threshold.bounds.items()})


def _between(text: Stretch, at: int, last: int) -> Threshold | None:
    """Read 60%～80%, 60～80分, 60%至80%之间, 80%（含）—90%."""
    dash = at + 1 + (text.kind(at + 1) in COUNTED)
    included = dash if _in_brackets(text, dash) in {"含", "不含"} else None
    dash = text.partner[dash] + 1 if included is not None else dash
    if text.kind(dash) is not Kind.RANGE or text.kind(dash + 1) is not Kind.NUMBER or text.kind(dash + 2) not in COUNTED:
        return None
    low, high = text.tokens[at].value, text.tokens[dash + 1].value
    end = dash + 3
    if (
        low is None
        or high is None
        or end > last
        or not all(text.touches(step) for step in range(at, end - 1) if included is None or not included <= step < dash)
    ):
        return None
    end += text.touches(end - 1) and text.kind(end) is Kind.WITHIN and end < last
    bounds = {"at_least": min(low, high), "at_most": max(low, high)}
    if included is not None and _in_brackets(text, included) == "不含" and low < high:
        bounds = {"above": low, "at_most": high}
    if _in_brackets(text, end) == "不含" and low < high:
        bounds["below"] = bounds.pop("at_most")
    held = frozenset({max(low, high)} if _in_brackets(text, end) == "含" else ())  # 10%～20%（含）
    return Threshold(bounds, text.tokens[dash + 2].text, at, end, included=held)


def _in_brackets(text: Stretch, at: int) -> str:
    """Return what stands in the brackets that open at a token: （不含）."""
    close = text.partner.get(at, at)
    return text.between(at, close) if text.kind(at) is Kind.OPEN and close > at else ""


def _around(text: Stretch, at: int, last: int) -> Threshold | None:
    """Read 90%≤达标率<95%: bounds on both sides of what is measured."""
    lower = {Kind.AT_MOST: "at_least", Kind.LESS: "above"}.get(text.kind(at + 2))
    if text.kind(at + 1) not in COUNTED or lower is None or not touching(text, at, at + 2):
        return None
    side = at + 3
    while side < min(last, at + 8) and text.kind(side) not in {Kind.AT_MOST, Kind.LESS, Kind.COMMA, Kind.STOP}:
        side += 1
    upper = {Kind.AT_MOST: "at_most", Kind.LESS: "below"}.get(text.kind(side))
    low, high = text.tokens[at].value, text.tokens[side + 1].value if side + 1 < last else None
    if upper is None or low is None or high is None or text.kind(side + 2) not in COUNTED or not touching(text, side, side + 2):
        return None
    return Threshold({lower: low, upper: high}, text.tokens[side + 2].text, at, side + 3)


def _kind_of(unit: str) -> str:
    """Return what a unit measures: percent and percentage points are one."""
    return "%" if unit == "%" or unit.endswith(("百分点", "个点")) else unit
