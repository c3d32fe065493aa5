"""What the printed sum rows of a form (小计, 合计, 总计) come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.check import covered
from rubrics.model import Rubric, TotalRow
from scoring.exact import ZERO
from scoring.scorecard import ElementScore, Scorecard, Status


@dataclass(frozen=True, slots=True)
class RowScore:
    """One sum row: ``score`` and ``deduction`` are ``None`` where something under it is unassessed, or nothing applies."""

    status: Status
    score: Decimal | None
    deduction: Decimal | None


def total_rows(rubric: Rubric, card: Scorecard) -> tuple[RowScore, ...]:
    """Return what each of ``rubric.form.totals`` comes to, in their order.

    A row ``of`` an element has its figures. A row ``through`` an element adds up the first level from ``since`` to it; where
    that is all that is scored, it has the figures of the total, with the bonus where the bonus stands above it too.
    """
    return tuple(_row(rubric, card, total) for total in rubric.form.totals)


def _row(rubric: Rubric, card: Scorecard, total: TotalRow) -> RowScore:
    if total.of is not None:
        element = card.elements.get(total.of)
        return _figures([element] if element is not None else [])
    rows = covered(rubric, total.through, total.since)
    firsts = [(card.elements[name], element.kind) for name, element in rows if name in card.elements and element.kind != "gate"]
    cards = [element for element, _ in firsts]
    scored = [element for element, kind in firsts if kind == "scored"]
    row = _figures(cards)
    if row.status is Status.UNASSESSED or len(scored) < sum(element.kind == "scored" for element in rubric.elements):
        return row
    bonus = card.total.bonus if len(scored) < len(firsts) else ZERO
    return RowScore(Status.SCORED, card.total.score + bonus, card.total.deduction)


def _figures(cards: Sequence[ElementScore]) -> RowScore:
    if not cards or any(card.status is Status.UNASSESSED for card in cards):
        return RowScore(Status.UNASSESSED, None, None)
    if all(card.status is Status.NOT_APPLICABLE for card in cards):
        return RowScore(Status.NOT_APPLICABLE, None, None)
    return RowScore(Status.SCORED, _sum(card.score for card in cards), _sum(card.deduction for card in cards))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None
