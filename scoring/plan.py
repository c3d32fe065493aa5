"""What the engine knows of a rubric before it sees an assessment: worked out once, used for many.

A province is ten thousand assessments of one rubric; everything that depends on the rubric alone is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from rubrics.diagnostics import Diagnostic
from rubrics.model import Element, Item, Rubric, Rule, ScoresCondition
from rubrics.policy import Policy

Kind = Literal["scored", "gate", "bonus"]


class Want(StrEnum):
    """What a finding must say so that its rule can be priced."""

    NOTHING = "nothing"
    """No finding stands under this rule."""
    COUNT = "count"
    """How many units (1 where not said)."""
    ONCE = "once"
    """That it was seen: the price does not grow with a count."""
    VALUE = "value"
    """What was measured."""
    TIER = "tier"
    """What was measured, or the name of the tier."""
    FIGURE = "figure"
    """The assessor's figure of what is taken, with the reason."""
    AWARD = "award"
    """The assessor's figure of what is given, with the reason."""


@dataclass(frozen=True, slots=True)
class PricedRule:
    """A rule with its number within the item or element, and what a finding under it must say."""

    number: int
    rule: Rule
    effect: str
    want: Want


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule that the engine itself answers: it holds for those ``elements`` that have less than ``scores`` says.

    ``each``: it counts once for each of them, not once in all.
    """

    rule: PricedRule
    elements: tuple[str, ...]
    scores: ScoresCondition
    each: bool


@dataclass(frozen=True, slots=True)
class Priced:
    """An item, or an element with rules of its own, ready to be priced.

    ``element`` is the innermost element (the element itself for an element), ``first`` the first-level one above.
    ``awards``: it starts at nothing and is given points. ``cap``: the most that all its rules take together.
    """

    id: str
    element: str
    first: str
    kind: Kind
    points: Decimal | None
    rules: tuple[PricedRule, ...]
    awards: bool
    cap: Decimal | None
    once: bool
    conditions: tuple[Condition, ...] = ()
    item: Item | None = None

    @property
    def full_has_a_figure(self) -> bool:
        """Whether ``full: true`` says how many points that is."""
        return self.points is not None or not (self.awards or self.kind == "bonus")


@dataclass(frozen=True, slots=True)
class Placed:
    """An element in its tree.

    ``printed`` are the points in its title, or in its subtotal row; ``points`` these, else what is below added up (``None``
    where nothing below has any). ``can_exceed``: what stands below may add up to more, so that they must be the ceiling.
    ``pooled`` are the items without points that share ``rest``: what its points leave after all that is below and has
    points of its own (``pool_awards``: they are given it, from nothing up).
    ``pointed`` are its own items with points, ``inner`` the elements below it and itself, children before parents, ``below``
    all items below it.
    """

    id: str
    element: Element
    level: int
    first: str
    kind: Kind
    children: tuple[str, ...]
    items: tuple[str, ...]
    pointed: tuple[str, ...]
    printed: Decimal | None
    points: Decimal | None
    sum_below: Decimal | None
    can_exceed: bool
    rest: Decimal
    pooled: tuple[str, ...]
    pool_awards: bool
    inner: tuple[str, ...]
    below: tuple[str, ...]
    priced: Priced


@dataclass(frozen=True, slots=True)
class Plan:
    """A rubric, ready to score assessments against it; ``scoring.prepare`` makes it.

    ``points`` is the total that the formula is about. ``firsts`` are the ids of the first level, ``waiting`` the items with a
    condition on the scores of other elements, ``bonuses`` the elements whose points stand above the total,
    ``holders`` for each element the nearest one, itself or above, that has points to lose, ``mandatory`` for
    each grade the items that it wants in full, ``fulls`` the items and elements of which a rule can give full marks to more
    than the item, ``unpriced`` the items of which nothing says what they are worth. ``diagnostics`` tell what is wrong with
    the standard's own figures.
    """

    rubric: Rubric
    rubric_hash: str
    policy: Policy
    points: Decimal
    items: Mapping[str, Priced]
    elements: Mapping[str, Placed]
    firsts: tuple[str, ...]
    waiting: tuple[str, ...]
    bonuses: tuple[str, ...]
    holders: Mapping[str, str]
    mandatory: tuple[tuple[str, ...], ...]
    fulls: tuple[Priced, ...]
    unpriced: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    full_marks: dict[str, Any] = field(default_factory=dict, compare=False)
    """Marks of items in full without a note, which are the same in every assessment; filled as they are met."""
    full_tallies: dict[str, Any] = field(default_factory=dict, compare=False)
    """Tallies of elements whose items are all in full, likewise."""
