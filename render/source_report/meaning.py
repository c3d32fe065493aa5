"""What was understood of a clause, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from render.source_report.words import Words, both, joined
from rubrics.catalogue.source_report import MEANINGS
from rubrics.model import Rule, ScoresCondition, Tier
from rubrics.values import show


def meaning(rule: Rule) -> Words:
    """Return what a clause costs or gives, as it was understood.

    >>> meaning(Rule(text='每处扣2分，最多扣6分', deduct=2, per='处', cap=6)).en
    'takes 2; for each 处; at most 6'
    """
    return joined([*_effect(rule), *_conditions(rule)])


def is_manual(rule: Rule) -> bool:
    """Tell whether a clause is left to the assessor."""
    return rule.effect in ("manual", "unread")


def _effect(rule: Rule) -> Iterator[Words]:
    """Yield the one effect of a clause."""
    if rule.veto:
        yield _say("veto", rank=rule.veto)
    if rule.zero is not None:
        yield _say(f"zero-{rule.zero}")
    elif rule.deduct is not None:
        yield _say("deduct", points=show(rule.deduct))
    elif rule.deduct_percent is not None:
        yield _say("deduct-percent", percent=show(rule.deduct_percent))
    elif rule.range is not None:
        yield _say("range", low=show(rule.range[0]), high=show(rule.range[1]))
    elif rule.tiers:
        yield _say("tiers", steps="，".join(map(_tier, rule.tiers)))
    elif rule.full is not None:
        yield _say(f"full-{rule.full}")
    elif rule.mandatory is not None:
        yield _say("mandatory", level=rule.mandatory)
    elif rule.cap_item is not None:
        yield _say("cap-item", points=show(rule.cap_item))
    else:
        yield from _other_effect(rule)


def _other_effect(rule: Rule) -> Iterator[Words]:
    if isinstance(rule.award, Decimal):
        yield _say("award", points=show(rule.award))
    elif rule.award is not None:
        yield _say(f"award-{rule.award}")
    elif rule.award_range is not None:
        yield _say("award-range", low=show(rule.award_range[0]), high=show(rule.award_range[1]))
    elif rule.award_percent is not None:
        yield _say("award-percent", percent=show(rule.award_percent))
    else:
        yield _say("manual" if is_manual(rule) else rule.effect)


def _conditions(rule: Rule) -> Iterator[Words]:
    """Yield what bounds the effect, and what made the reading doubtful."""
    yield from _units(rule)
    if rule.below is not None:
        yield _say("below", figure=show(rule.below))
    if rule.above is not None:
        yield _say("above", figure=show(rule.above))
    if rule.cap is not None:
        yield _say("cap", points=show(rule.cap))
    if rule.further is not None:
        yield _say("further", points=show(rule.further))
    if rule.part_counts:
        yield _say("part-counts")
    if rule.overflow is not None:
        yield _say(f"overflow-{rule.overflow}")
    if rule.scores is not None:
        yield from _scores(rule.scores)
    if rule.printed is not None:
        yield _say("printed", points=show(rule.printed))
    if rule.group is not None:
        yield _say("group")
    if rule.doubt:
        yield _say("doubt", doubt=", ".join(rule.doubt))


def _units(rule: Rule) -> Iterator[Words]:
    if rule.per is not None and rule.every is not None:
        yield _say("per-every", every=show(rule.every), unit=rule.per)
    elif rule.per is not None:
        yield _say("per", unit=rule.per)
    elif rule.every is not None:
        yield _say("every", every=show(rule.every))


def _scores(condition: ScoresCondition) -> Iterator[Words]:
    points = "" if condition.below_percent is not None else "-points"
    bound = show(condition.below_percent if condition.below_percent is not None else condition.below_points or Decimal(0))
    if condition.elements:
        yield _say(f"scores-some{points}", elements="、".join(condition.elements), percent=bound)
    else:
        yield _say(f"scores-first{points}", first=condition.first or "", percent=bound)
    if condition.together is not None:
        yield _say(f"scores-{condition.together}")
    if condition.each:
        yield _say("scores-each")


def _tier(tier: Tier) -> str:
    """Return one step in signs that need no language.

    >>> _tier(Tier(label='B', below=80, at_least=60, deduct=2))
    'B <80 ≥60 −2'
    """
    bounds = (("<", tier.below), ("≤", tier.at_most), (">", tier.above), ("≥", tier.at_least))
    said = [tier.label or "", *(f"{sign}{show(value)}" for sign, value in bounds if value is not None)]
    prices = (("−", tier.deduct, ""), ("+", tier.award, ""), ("", tier.award_percent, "%"))
    said += [f"{sign}{show(value)}{unit}" for sign, value, unit in prices if value is not None]
    said += ["+" + "–".join(map(show, tier.award_range))] if tier.award_range is not None else []
    said += ["→0"] * tier.zero
    return " ".join(filter(None, said))


def _say(key: str, **figures: object) -> Words:
    return both(MEANINGS[key], **figures)
