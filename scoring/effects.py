"""What a change of the standard does to many assessments: one row each, and whom it hurts most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scoring.effect import Effect


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The effect on one assessment in figures; ``again`` counts what is to be assessed again.

    Results are scores where the standard makes no result of them, and ``None`` while items are unassessed.
    ``at_best`` is how far the result moves if all of that comes out well: below zero the change hurts in any case.
    """

    file: str
    unit: str | None
    kind: str
    old_result: Decimal | None
    old_grade: str | None
    new_result: Decimal | None
    new_grade: str | None
    lowest: Decimal | None
    lowest_grade: str | None
    highest: Decimal | None
    highest_grade: str | None
    difference: Decimal | None
    at_best: Decimal | None
    again: int


@dataclass(frozen=True, slots=True)
class EffectTable:
    """The effect on many assessments of one standard, from ``old`` to ``new`` (ids with versions), the worst first."""

    old: str
    new: str
    rows: tuple[EffectRow, ...]


def effect_row(file: str, effect: Effect) -> EffectRow:
    """Return the effect on one assessment as a row."""
    lowest, highest = effect.lowest, effect.highest
    return EffectRow(
        file=file,
        unit=effect.unit,
        kind=effect.kind,
        old_result=effect.old.figure,
        old_grade=effect.old.grade,
        new_result=effect.new.figure,
        new_grade=effect.new.grade,
        lowest=lowest.figure if lowest is not None else None,
        lowest_grade=lowest.grade if lowest is not None else None,
        highest=highest.figure if highest is not None else None,
        highest_grade=highest.grade if highest is not None else None,
        difference=effect.difference,
        at_best=effect.at_best,
        again=len(effect.again),
    )


def worst_first(rows: Iterable[EffectRow]) -> tuple[EffectRow, ...]:
    """Return rows by loss: first who loses most even at best, of equals who can fall lowest; what is open at the end.

    Rows that are equal in this stand in the order of their files.
    """
    return tuple(sorted(rows, key=_loss))


def _loss(row: EffectRow) -> tuple[bool, Decimal, Decimal, str]:
    zero = Decimal(0)
    low = row.new_result if row.new_result is not None else row.lowest
    worst = zero if low is None or row.old_result is None else low - row.old_result
    return (row.at_best is None, row.at_best or zero, worst, row.file)
