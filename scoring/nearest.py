"""What would change the grade: how much is missing for the next one, and where the open points lie.

A fault in a vetoed element costs nothing more, so such an element stands here once, with everything that lifting the veto
would give back.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import ceil, floor

from rubrics.diagnostics import Diagnostic
from rubrics.model import Rubric
from rubrics.policy import Grade, Policy
from rubrics.presets import effective_policy
from scoring.exact import EXACT, HUNDRED, ZERO, as_decimal, settled
from scoring.scorecard import Outcome, Scorecard, Status, StepKind

LIFTED = frozenset({StepKind.VETO, StepKind.GUARANTEE})


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that lost points: how many, and whether the next grade asks for it in full."""

    id: str
    open: Decimal
    mandatory: bool


@dataclass(frozen=True, slots=True)
class OpenElement:
    """An element with points to win: how many, what they add to the result, and the items that lost them.

    ``vetoed``: they were lost to a veto or a guarantee part, and come back only together.
    """

    id: str
    open: Decimal
    gain: Decimal
    items: tuple[OpenItem, ...]
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The next grade, and what is missing for it.

    ``missing`` is what the result lacks of the grade's mark, ``missing_points`` the same in points (``None`` where a point does
    not count alike everywhere), ``against`` all that stands against it. ``elements`` are those with open points: first
    those with items that must be full, then by what they add.
    """

    name: str
    missing: Decimal
    missing_points: Decimal | None
    against: tuple[Diagnostic, ...]
    elements: tuple[OpenElement, ...]


def nearest(rubric: Rubric, card: Scorecard) -> NextGrade | None:
    """Return what the next grade takes; ``None`` where there is none, or where there is no result yet."""
    with localcontext(EXACT):
        return _nearest(rubric, card)


def _nearest(rubric: Rubric, card: Scorecard) -> NextGrade | None:
    policy = effective_policy(rubric.policy)
    grade = _next(policy, card)
    if grade is None or card.total.result is None or card.outcome in {Outcome.INCOMPLETE, Outcome.UNGRADED}:
        return None
    scale = _Scale(policy, grade, rubric, card)
    missing = max(Fraction(0), scale.asked() - scale.reached())
    wanted = {found.subject for found in card.against if found.code == "mandatory-not-full"}
    found = sorted(
        _open(rubric, card, scale, wanted), key=lambda one: (not any(item.mandatory for item in one.items), -one.gain, -one.open)
    )
    points = as_decimal(settled(missing / scale.of_a_point())) if scale.is_even else None
    return NextGrade(grade.name, as_decimal(settled(missing)), points, card.against, tuple(found))


def _next(policy: Policy, card: Scorecard) -> Grade | None:
    names = [grade.name for grade in policy.grades]
    if not names:
        return None
    number = names.index(card.grade) - 1 if card.grade in names else len(names) - 1
    return policy.grades[number] if number >= 0 else None


@dataclass(frozen=True, slots=True)
class _Scale:
    """The figure that a grade's mark is about: what it asks, what was reached, and what a point more adds to it."""

    policy: Policy
    grade: Grade
    rubric: Rubric
    card: Scorecard

    @property
    def is_even(self) -> bool:
        """Whether a point adds the same wherever it is won."""
        rescales = self.policy.not_applicable == "rescale"
        return self.grade.of == "points" or not (self.policy.formula == "weighted" or rescales)

    @property
    def factor(self) -> Fraction:
        """What a share of the whole is multiplied with."""
        return Fraction(HUNDRED if self.grade.of == "percent" or self.policy.scale is None else self.policy.scale)

    @property
    def in_points(self) -> bool:
        """Whether the figure is obtained points, not a share of the whole."""
        return self.grade.of == "points" or (self.grade.of == "result" and self.policy.formula == "points")

    def asked(self) -> Fraction:
        """Return the figure, before rounding, from which the grade is reached."""
        mark = Fraction(self.grade.at_least if self.grade.at_least is not None else self.grade.more_than or ZERO)
        if self.policy.rounding is None or self.grade.of != "result":
            return mark
        unit = Fraction(1, 10**self.policy.rounding.places)
        least = floor(mark / unit) + 1 if self.grade.more_than is not None else ceil(mark / unit)
        return unit * least - (unit / 2 if self.policy.rounding.mode == "half-up" else 0)

    def reached(self) -> Fraction:
        """Return the figure that was reached, before rounding."""
        total, bonus = self.card.total, self.policy.bonus
        counted = Fraction(total.bonus) if bonus is not None and "result" in bonus.counts_in else Fraction(0)
        if self.in_points:
            return Fraction(total.score) + counted
        if self.grade.of == "percent" or self.policy.formula == "weighted":
            return Fraction(total.percent or ZERO) / 100 * self.factor + (counted if self.grade.of == "result" else 0)
        return (Fraction(total.score) + counted) / Fraction(total.due) * self.factor

    def of_a_point(self, first: str | None = None) -> Fraction:
        """Return what a point more adds to the figure, in a first-level element where it is not the same everywhere."""
        if self.is_even or first is None:
            return Fraction(1) if self.in_points else self.factor / Fraction(self.card.total.due)
        element = self.card.elements[first]
        due = Fraction(element.due or ZERO)
        if self.policy.formula == "weighted":
            weights = {
                name: Fraction(self.rubric.by_element[name].weight or ZERO)
                for name, one in self.card.elements.items()
                if one.level == 1 and one.due and one.status is not Status.NOT_APPLICABLE
            }
            return weights[first] / sum(weights.values()) / due * self.factor
        stretch = Fraction(element.points or ZERO) / due
        return stretch if self.in_points else stretch * self.factor / Fraction(self.card.total.due)


def _open(rubric: Rubric, card: Scorecard, scale: _Scale, wanted: Container[str | None]) -> Iterator[OpenElement]:
    """Yield the elements that have open points; of a vetoed one only itself."""
    first, vetoed_level = "", 99
    for name, element in rubric.by_element.items():
        found = card.elements[name]
        first = name if found.level == 1 else first
        if found.level > vetoed_level or rubric.by_element[first].kind != "scored" or found.status is Status.NOT_APPLICABLE:
            continue
        lost_to = tuple(step.item for step in found.steps if step.kind in LIFTED and step.raw < 0 and step.item)
        vetoed_level = found.level if lost_to else 99
        items = [card.items[item.id] for item in element.items if card.items[item.id].deduction]
        whole = bool(lost_to) or not element.elements
        lost = found.deduction if whole else None
        lost = sum((item.deduction or ZERO for item in items), ZERO) if lost is None else lost
        if lost:
            entries = tuple(
                OpenItem(item.id, item.deduction or ZERO, item.id in wanted)
                for item in sorted(items, key=lambda item: -(item.deduction or ZERO))
            )
            yield OpenElement(name, lost, as_decimal(settled(scale.of_a_point(first) * Fraction(lost))), entries, bool(lost_to))
