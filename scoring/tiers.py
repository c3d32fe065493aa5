"""Prices in steps: which step a finding meets, what it is worth, and whether a value fell between the steps."""

from __future__ import annotations

from decimal import Decimal

from rubrics.assessment import Finding
from rubrics.model import Rule, Tier
from scoring.exact import HUNDRED, ZERO


def tier_met(rule: Rule, finding: Finding, points: Decimal) -> Tier | None:
    """Return the tier that a finding meets; of several the first that takes or gives most."""
    met = [tier for tier in rule.tiers if _meets(tier, finding)]
    return max(met, key=lambda tier: worth(tier, points), default=None)


def gives(tier: Tier) -> bool:
    """Tell whether a tier gives points rather than takes them."""
    return tier.award is not None or tier.award_percent is not None or tier.award_range is not None


def worth(tier: Tier, points: Decimal) -> Decimal:
    """Return what a tier gives at most, or takes; ``points`` are those of the item."""
    if gives(tier):
        most = tier.award_range[1] if tier.award_range is not None else tier.award or ZERO
        return most + points * (tier.award_percent or ZERO) / HUNDRED
    return points if tier.zero else tier.deduct or ZERO


def is_between_tiers(rule: Rule, finding: Finding, points: Decimal) -> bool:
    """Tell whether a value meets no tier though the standard must have meant one: 89.5 where 80%～89% and 90%以上 are printed.

    Beyond the last tier on the good side nothing is taken, and on the bad side nothing is given: that is no gap. A third
    fault where the steps are for one and two is one.
    """
    value = finding.value
    measured = [tier for tier in rule.tiers if _bounds(tier) != (None, None)]
    if value is None or not measured or tier_met(rule, finding, points) is not None:
        return False
    ordered = sorted(measured, key=_middle)
    is_above = all(high is not None and value >= high for _, high in map(_bounds, ordered))
    is_below = all(low is not None and value <= low for low, _ in map(_bounds, ordered))
    if not (is_above or is_below):
        return True
    lowest, highest = (worth(ordered[end], points) for end in (0, -1))
    rises = highest > lowest
    return len(ordered) > 1 and rises is is_above


def _bounds(tier: Tier) -> tuple[Decimal | None, Decimal | None]:
    """Return between what values a tier holds; ``None`` where it is open."""
    low = tier.at_least if tier.at_least is not None else tier.above
    return low, tier.at_most if tier.at_most is not None else tier.below


def _middle(tier: Tier) -> Decimal:
    """Return a figure by which tiers stand in the order of what is measured."""
    low, high = _bounds(tier)
    known = [bound for bound in (low, high) if bound is not None]
    return sum(known, ZERO) / len(known)


def _meets(tier: Tier, finding: Finding) -> bool:
    if finding.tier is not None:
        return tier.label == finding.tier
    value = finding.value
    return (
        _bounds(tier) != (None, None)
        and value is not None
        and (
            (tier.below is None or value < tier.below)
            and (tier.at_most is None or value <= tier.at_most)
            and (tier.above is None or value > tier.above)
            and (tier.at_least is None or value >= tier.at_least)
        )
    )
