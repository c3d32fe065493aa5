"""The sum of one item under its findings: charges, then limits in a fixed order, each leaving its step.

The order: the most of one rule; only the dearest of alternatives; the most of the item; full marks and exemptions; the
item's points as ceiling; nothing as floor, where what is taken beyond runs on if the policy or the rule says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rubrics.assessment import Finding
from rubrics.model import Reach
from rubrics.policy import Policy
from scoring.charges import ZEROING, Charge, charge, cut, further, limit_item, limit_rules, sum_left
from scoring.exact import ZERO, Exact
from scoring.plan import Priced
from scoring.scorecard import Step, StepKind

POOLS = {"element": Reach.ELEMENT, "category": Reach.CATEGORY}


@dataclass(frozen=True, slots=True)
class Reaching:
    """Something that a finding does beyond its item: a veto, full marks, or points that run on (``amount``)."""

    reach: Reach
    item: str
    rule: int | None
    amount: Exact = ZERO


@dataclass(slots=True)
class Ledger:
    """The sum of one item while it is worked out.

    ``start`` is what it begins with, ``lifted`` what full marks by a rule added. ``beyond``: more was taken than there is,
    and the policy leaves open what then happens.
    """

    item: Priced
    charges: list[Charge]
    start: Decimal
    limits: list[Step] = field(default_factory=list)
    spills: list[Reaching] = field(default_factory=list)
    lifted: Decimal = ZERO
    beyond: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order in which a person adds them up."""
        first = (Step(StepKind.POINTS, self.start, self.start),) if self.start else ()
        return (*first, *(one.step for one in self.charges), *self.limits)

    @property
    def taking(self) -> list[Charge]:
        """The charges that take points."""
        return [one for one in self.charges if not one.gives]

    @property
    def giving(self) -> list[Charge]:
        """The charges that give points."""
        return [one for one in self.charges if one.gives]

    def note(self, kind: StepKind, raw: Decimal, points: Decimal = ZERO, rule: int | None = None) -> None:
        """Add the step of a limit, where it changed anything."""
        if raw or points:
            self.limits.append(Step(kind, points, raw, rule))


def work_out(policy: Policy, item: Priced, findings: Sequence[tuple[Finding, StepKind]]) -> Ledger:
    """Return the finished sum of an item under findings that ``check_answers`` let through."""
    charges = sorted((charge(item, finding, kind) for finding, kind in findings), key=lambda one: one.rule.number)
    besides = further(charges)
    ledger = Ledger(item, [*charges, *besides], item.points if item.points is not None and not item.awards else ZERO)
    ledger.limits += [*limit_rules(charges), *limit_item(charges, item.cap)]
    _lift(ledger)
    if item.points is not None:
        _bound(ledger, item.points, policy)
    else:
        _run_on(ledger, ZERO)
        _floor_bonus(ledger)
    return ledger


def _lift(ledger: Ledger) -> None:
    """Undo what is taken where a rule gives full marks, or takes nothing, and its condition was found to hold."""
    held = {one.rule.effect for one in ledger.charges if one.holds}
    points = ledger.item.points
    if "full" in held and points is not None:
        by_hand = ledger.start + sum_left(ledger.giving) - sum_left(ledger.taking)
        cut(ledger.charges, ZERO)
        ledger.lifted = points - ledger.start
        ledger.note(StepKind.FULL, points - by_hand, ledger.lifted)
    elif held & {"full", "exempt"}:
        ledger.note(StepKind.EXEMPT, cut(ledger.taking, ZERO))


def _bound(ledger: Ledger, points: Decimal, policy: Policy) -> None:
    """Keep an item between nothing and its points."""
    giving, taking = ledger.giving, ledger.taking
    ledger.note(StepKind.CEILING, -cut(giving, points - ledger.start - ledger.lifted))
    available = ledger.start + ledger.lifted + sum_left(giving)
    if sum_left(taking) <= available:
        return
    zeroing = [one for one in taking if one.kind in ZEROING]
    plain = [one for one in taking if one.kind not in ZEROING and one.rule.rule.overflow is None]
    excess = max(ZERO, sum_left(plain) - available)
    pool = POOLS.get(policy.pool or "") if ledger.item.kind == "scored" else None
    over = cut([*plain, *zeroing] if pool else [*zeroing, *plain], available)
    if pool and excess:
        ledger.spills.append(Reaching(pool, ledger.item.id, None, excess))
        ledger.note(StepKind.OVERFLOW, excess)
        over -= excess
    ledger.note(StepKind.FLOOR, over)
    ledger.beyond = policy.pool is None and excess > 0
    _run_on(ledger, available - sum_left(plain) - sum_left(zeroing))


def _run_on(ledger: Ledger, left: Decimal) -> None:
    """Let what the item cannot lose any more run on into the element or the total, rule by rule."""
    charges = [one for one in ledger.taking if one.rule.rule.overflow is not None and one.kind not in ZEROING]
    before = [one.left for one in charges]
    cut(charges, left)
    for one, was in zip(charges, before, strict=True):
        if was > one.left and one.rule.rule.overflow is not None:
            ledger.spills.append(Reaching(one.rule.rule.overflow, ledger.item.id, one.rule.number, was - one.left))
            ledger.note(StepKind.OVERFLOW, was - one.left, rule=one.rule.number)


def _floor_bonus(ledger: Ledger) -> None:
    """Keep a bonus without points of its own from going below nothing."""
    if ledger.item.kind == "bonus":
        ledger.note(StepKind.FLOOR, cut(ledger.taking, sum_left(ledger.giving)))
