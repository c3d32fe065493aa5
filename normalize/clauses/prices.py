"""The heart of the grammar: the consequences of a sentence, in order.

``prices`` walks the tokens and hands each one that can begin a consequence to the reader of its kind; the reader reads
on by descent, looks back at the words before, and says what it understood. A reader that does not know the words returns
nothing, and the walk goes on: what no reader understood is found, and said, by ``unused_figures``.
"""

from __future__ import annotations

from normalize.clauses import awards, deductions, verdicts
from normalize.clauses.limits import with_limits
from normalize.clauses.price import CLOSING, Price, Reader
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import Kind

READERS: dict[str, Reader] = {
    Kind.DEDUCT: deductions.deduction,
    Kind.DEDUCTING: deductions.deducting,
    Kind.FURTHER: deductions.further,
    Kind.AWARD: awards.award,
    Kind.IS: awards.counts_as,
    Kind.GRADED: awards.graded,
    Kind.NUMBER: awards.bare_zero,
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
_SUSPECTS = _GIVES_OR_TAKES | _VERDICTS | {Kind.NUMBER}
_COMPARING = frozenset(
    {Kind.LESS, Kind.MORE, Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE, Kind.SCORED, Kind.FULL, Kind.SHARE, Kind.SCOPE, Kind.TOTALLED}
)
_FIGURES = frozenset({Kind.NUMBER, Kind.RANGE, Kind.CODE, Kind.FULL})


def prices(text: Stretch, first: int, last: int) -> list[Price]:
    """Return the consequences from token ``first`` up to ``last`` in order, those inside brackets aside."""
    found: list[Price] = []
    kinds = text.kinds
    index = left = first
    while index < last:
        kind = kinds[index]
        reader = READERS.get(kind)
        price = reader(text, index, left, last) if reader else None
        if price is not None:
            found.append(price if price.is_limit else with_limits(text, price, last))
            index = left = found[-1].end
        elif kind is Kind.OPEN:
            index = text.partner.get(index, index) + 1
        else:
            index += 1
    return found


def has_unused_figure(text: Stretch, first: int, last: int, used: list[Price]) -> bool:
    """Tell whether points or a verdict from token ``first`` up to ``last`` lie outside the consequences that were read."""
    spans = iter([*((price.start, price.end) for price in used), (last, last)])
    start, end = next(spans)
    index = first
    while index < last:
        if index >= start:
            index, (start, end) = max(end, index), next(spans, (last, last))
            continue
        if text.kinds[index] in _SUSPECTS and _is_figure(text, index):
            return True
        index += 1
    return False


def _is_figure(text: Stretch, index: int) -> bool:
    """Tell whether the token begins a figure of points or a verdict; 80分以上 and 十分清楚 are none."""
    kind, following = text.kind(index), text.kind(index + 1)
    if kind in _VERDICTS:
        return kind is not Kind.VETO or text.kind(index - 1) is not Kind.OPEN
    if not text.touches(index):
        return False
    if kind in _GIVES_OR_TAKES and following in _FIGURES:
        return text.tokens[index].text.startswith("扣") or _is_given(text, index + 1)
    if kind is not Kind.NUMBER or following is not Kind.POINT or text.kind(index - 1) in _COMPARING | _GIVES_OR_TAKES:
        return False
    if text.kind(index + 2) in {Kind.UP, Kind.DOWN, Kind.RANGE} or text.tokens[index - 1].text in {"共", "为"}:
        return False
    return text.tokens[index].text != "十" or (text.kind(index + 2) in CLOSING and text.touches(index + 1))


def _is_given(text: Stretch, index: int) -> bool:
    """Tell whether what follows 得 or 加 is a figure of points: 得5分 and 得满分, not 得80分以上, 加2人."""
    if text.kind(index) is not Kind.NUMBER:
        return text.kind(index) is Kind.FULL
    return text.kind(index + 1) is Kind.POINT and text.kind(index + 2) not in {Kind.UP, Kind.DOWN}
