"""The statistics worked out slowly, in fractions and by eye, from scorecards that stand in memory."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rubrics.errors import RubricError
from rubrics.model import Rubric
from scoring import Scorecard, Status, rank


def four_places(value: Fraction) -> Decimal:
    return (Decimal(value.numerator * 10**12 // value.denominator) / 10**12).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def stored(value: Decimal | None) -> Decimal | None:
    """Return a figure as far as the database keeps it: to the millionth."""
    return None if value is None else value.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def spread(cards: list[Scorecard]) -> tuple[Decimal, ...] | None:
    known = sorted(stored(card.total.result) for card in cards if card.total.result is not None)
    if not known:
        return None
    count = len(known)
    middle = (known[(count - 1) // 2] + known[count // 2]) / 2
    quarter = {share: known[-(-share * count // 4) - 1] for share in (1, 3)}
    return four_places(Fraction(sum(known)) / count), known[0], quarter[1], four_places(Fraction(middle)), quarter[3], known[-1]


def elements(cards: list[Scorecard], name: str) -> tuple[int, int, int, Decimal, Decimal]:
    """Return how many have it complete, incomplete, not applicable; what was due and obtained by the complete ones."""
    mine = [card.elements[name] for card in cards]
    complete = [one for one in mine if one.status is Status.SCORED and one.deduction is not None]
    return (
        len(complete),
        sum(one.status is Status.UNASSESSED for one in mine),
        sum(one.status is Status.NOT_APPLICABLE for one in mine),
        sum((stored(one.due) for one in complete), Decimal(0)),
        sum((stored(one.score) for one in complete), Decimal(0)),
    )


def items(cards: list[Scorecard], name: str) -> tuple[int, int, Decimal, int, int]:
    """Return by how many it was scored, by how many points were lost and how many; how many left it open, or had none of it."""
    mine = [card.items[name] for card in cards]
    scored = [one for one in mine if one.status is Status.SCORED]
    lost = [stored(one.deduction) for one in scored if one.deduction and stored(one.deduction) > 0]
    open_ = sum(one.status is Status.UNASSESSED for one in mine)
    return len(scored), len(lost), sum(lost, Decimal(0)), open_, sum(one.status is Status.NOT_APPLICABLE for one in mine)


def places(rubric: Rubric, cards: list[Scorecard]) -> dict[int, int | None]:
    """Return the place of each scorecard by the engine's own ranking; by the result where the standard has none."""
    try:
        return {one.number: one.place for one in rank(rubric, cards)}
    except RubricError:
        results = [card.total.result for card in cards]
        better = sorted((value for value in results if value is not None), reverse=True)
        return {number: None if value is None else better.index(value) + 1 for number, value in enumerate(results)}
