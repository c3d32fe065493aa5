"""What findings take and give, before and after the limits of their rules and of their item.

Each finding becomes a charge with a raw amount. The limits then cut charges, the last ones first, and each limit leaves a
step that says how much it gave back; so both sums of a trace come to the score (see ``Step``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.assessment import Finding
from rubrics.model import Reach, Rule
from scoring import tiers
from scoring.exact import HUNDRED, ZERO, whole_steps
from scoring.plan import Priced, PricedRule
from scoring.scorecard import Step, StepKind

ONE = Decimal(1)
ZEROING = frozenset({StepKind.ZERO, StepKind.VETO})


@dataclass(slots=True)
class Charge:
    """What one finding takes (or gives, where ``gives``): ``raw`` by the rule, ``left`` after limits, ``count`` units priced.

    ``partial``: part of a step was left over and not counted.
    """

    rule: PricedRule
    finding: Finding
    raw: Decimal
    left: Decimal
    count: Decimal | None
    gives: bool
    kind: StepKind
    partial: bool = False

    @property
    def holds(self) -> bool:
        """Whether the finding says that the rule's condition holds."""
        return holds(self.rule.rule, self.finding)

    @property
    def step(self) -> Step:
        """The charge as a step of the trace."""
        sign = ONE if self.gives else -ONE
        return Step(
            self.kind, sign * self.left, sign * self.raw, self.rule.number, self.count, self.finding.note, self.finding.evidence
        )


def charge(item: Priced, finding: Finding, kind: StepKind = StepKind.FINDING) -> Charge:
    """Return what a finding (that ``check_answers`` let through) takes or gives by its rule alone."""
    rule = item.rules[finding.rule - 1]
    points = item.points or ZERO
    if rule.effect == "zero" and finding.deduct is None:
        amount = points if holds(rule.rule, finding) else ZERO
        kind = StepKind.ZERO if rule.rule.zero is Reach.ITEM else StepKind.VETO
        return Charge(rule, finding, amount, amount, finding.count, gives=False, kind=kind)
    if rule.effect == "tiers":
        return _tiered(rule, finding, points)
    if rule.effect in {"award", "award_percent", "award_range"}:
        return _award(rule, finding, points)
    if rule.effect in {"deduct", "range", "manual", "unread"} or finding.deduct is not None:
        return _deduction(rule, finding, kind)
    return Charge(rule, finding, ZERO, ZERO, finding.count, gives=False, kind=kind)


def further(charges: Iterable[Charge]) -> list[Charge]:
    """Return what findings take besides under rules that say so: once for each such rule, for each unit where it has one."""
    found: dict[int, Charge] = {}
    for one in charges:
        rule, number = one.rule.rule, one.rule.number
        if rule.further is None or not one.holds or (number in found and rule.per is None):
            continue
        beyond = Rule(text=rule.text, deduct=rule.further, overflow=Reach.CATEGORY)
        amount = rule.further * (one.count or ONE if rule.per is not None else ONE)
        raw = amount + (found[number].raw if number in found else ZERO)
        priced = PricedRule(number, beyond, "deduct", one.rule.want)
        found[number] = Charge(priced, one.finding, raw, raw, None, gives=False, kind=StepKind.FURTHER)
    return list(found.values())


def units(rule: PricedRule, finding: Finding) -> tuple[Decimal, bool]:
    """Return how many whole units or steps a finding counts, and whether a part of one was left over."""
    clause = rule.rule
    if finding.value is None or (clause.below is None and clause.above is None):
        amount = ONE if finding.count is None else finding.count
    elif clause.per is None and clause.every is None:
        amount = ONE if holds(clause, finding) else ZERO
    else:
        amount = clause.below - finding.value if clause.below is not None else finding.value - (clause.above or ZERO)
    every = clause.every or ONE
    steps = whole_steps(amount, every)
    is_partial = amount > steps * every
    return (steps + 1, False) if is_partial and clause.part_counts else (steps, is_partial)


def holds(rule: Rule, finding: Finding) -> bool:
    """Tell whether a finding says that its rule's condition holds: not one of none, nor of a value on the good side."""
    if finding.count == 0:
        return False
    value = finding.value
    return value is None or not (
        (rule.below is not None and value >= rule.below) or (rule.above is not None and value <= rule.above)
    )


def cut(charges: Sequence[Charge], most: Decimal) -> Decimal:
    """Cut charges, the last first, until together they come to ``most``; return how much was cut."""
    over = max(ZERO, sum_left(charges) - most)
    rest = over
    for one in reversed(charges):
        if rest == 0:
            break
        taken = min(one.left, rest)
        one.left -= taken
        rest -= taken
    return over


def limit_rules(charges: Sequence[Charge]) -> list[Step]:
    """Apply each rule's own cap, then let only the dearest of alternatives count; return the steps of both."""
    if all(one.rule.rule.cap is None and one.rule.rule.group is None for one in charges):
        return []
    by_rule: dict[int, list[Charge]] = {}
    for one in charges:
        by_rule.setdefault(one.rule.number, []).append(one)
    steps = []
    groups: dict[str, list[list[Charge]]] = {}
    for number, own in by_rule.items():
        rule = own[0].rule.rule
        if rule.cap is not None:
            steps += _given_back(StepKind.CAP, cut(own, rule.cap), gives=own[0].gives, rule=number)
        if rule.group is not None:
            groups.setdefault(rule.group, []).append(own)
    for alternatives in groups.values():
        steps += _only_dearest(alternatives)
    return steps


def limit_item(charges: Sequence[Charge], most: Decimal | None) -> list[Step]:
    """Apply the most that all rules of an item take (or give) together."""
    if most is None:
        return []
    steps = []
    for gives in (False, True):
        priced = [one for one in charges if one.gives is gives and one.kind not in ZEROING]
        steps += _given_back(StepKind.ITEM_CAP, cut(priced, most), gives=gives)
    return steps


def _given_back(kind: StepKind, amount: Decimal, *, gives: bool, rule: int | None = None) -> list[Step]:
    return [Step(kind, ZERO, -amount if gives else amount, rule)] if amount else []


def _only_dearest(alternatives: Sequence[Sequence[Charge]]) -> list[Step]:
    """Leave of several rules' charges only those of the rule that takes (or gives) most; of the first where two do."""
    sums = [sum_left(own) for own in alternatives]
    dearest = sums.index(max(sums))
    steps = []
    for number, own in enumerate(alternatives):
        if number != dearest:
            steps += _given_back(StepKind.GROUP, cut(own, ZERO), gives=own[0].gives, rule=own[0].rule.number)
    return steps


def _deduction(rule: PricedRule, finding: Finding, kind: StepKind) -> Charge:
    count, partial = units(rule, finding)
    price = finding.deduct if finding.deduct is not None else rule.rule.deduct or ZERO
    shown = count if finding.count is not None or finding.value is not None else None
    return Charge(rule, finding, price * count, price * count, shown, gives=False, kind=kind, partial=partial)


def _award(rule: PricedRule, finding: Finding, points: Decimal) -> Charge:
    count, partial = units(rule, finding)
    award = finding.award if rule.rule.award_range is not None else rule.rule.award
    if award == "proportional":
        amount = points * (finding.value or ZERO) / HUNDRED
        return Charge(rule, finding, amount, amount, finding.value, gives=True, kind=StepKind.AWARD)
    if award == "full" or rule.rule.award_percent is not None:
        amount = points * (HUNDRED if award == "full" else rule.rule.award_percent or ZERO) / HUNDRED * min(count, ONE)
    else:
        amount = (award if isinstance(award, Decimal) else ZERO) * count
    return Charge(rule, finding, amount, amount, finding.count, gives=True, kind=StepKind.AWARD, partial=partial)


def _tiered(rule: PricedRule, finding: Finding, points: Decimal) -> Charge:
    """Price a tier: by its name, or of those that the measured value meets the one that takes or gives most."""
    tier = tiers.tier_met(rule.rule, finding, points)
    is_award = any(map(tiers.gives, rule.rule.tiers))
    amount = ZERO if tier is None else tiers.worth(tier, points)
    if tier is not None and tier.award_range is not None and finding.award is not None:
        amount = finding.award
    kind = StepKind.AWARD if is_award else StepKind.ZERO if tier is not None and tier.zero else StepKind.FINDING
    return Charge(rule, finding, amount, amount, finding.value, gives=is_award, kind=kind)


def sum_left(charges: Iterable[Charge]) -> Decimal:
    """Return what is left of charges after the limits so far."""
    return sum((one.left for one in charges), ZERO)
