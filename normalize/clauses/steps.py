"""Tiered prices: 低于80%扣5分，低于60%扣10分; 优得5分，良得3分，差得0分.

Clauses that follow each other, each with nothing but its step as a condition, are one rule with tiers. The tightest step
stands first, because the first that holds is the one that counts: the dearest for faults, the best for merits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from normalize.clauses.joining import Clause
from normalize.clauses.price import Price
from normalize.clauses.thresholds import Threshold, last_threshold
from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import STEP_NOUNS, STEP_WORDS, Kind
from rubrics.model import Reach, Tier

_INFINITE = Decimal("Infinity")
_GAPS = frozenset(one + two + three for one in ("", *STEP_NOUNS) for two in ("", "的") for three in ("", ","))
_TIERED = frozenset({"deduct", "award", "award_percent", "award_range", "zero"})


@dataclass(frozen=True, slots=True)
class _Step:
    """The condition of one tier, what is said to be measured (合格率 in 合格率低于80%), and what the tier takes or gives.

    ``fault`` is what is wrong with things that are counted: 不符合 in 1～3处不符合的.
    """

    threshold: Threshold | None
    subject: str
    tier: Tier
    fault: str = ""

    @property
    def unit(self) -> str:
        """What steps of one tiered price have in common: the unit of what is measured."""
        return self.threshold.unit if self.threshold else "label"

    @property
    def bounds(self) -> dict[str, object]:
        """The condition of its tier."""
        return {"label": self.tier.label} if self.threshold is None else dict(self.threshold.bounds)

    @property
    def does(self) -> str:
        """Whether the step takes points, gives them, or leaves nothing of the item (不得分)."""
        return "takes" if self.tier.deduct is not None else "all" if self.tier.award == 0 else "gives"


@dataclass(frozen=True, slots=True)
class _Run:
    """Steps of one price, one after the other: the clauses, the first as a step, and what any of them does."""

    clauses: list[Clause]
    first: _Step | None
    does: set[str]


def with_tiers(clauses: list[Clause], *, has_points: bool) -> list[Clause]:
    """Return the clauses with each run of steps made one clause with tiers.

    ``has_points``: the item's points are known, so that a step can take all of them (低于60%不得分).
    """
    runs: list[_Run] = []
    for clause in clauses:
        step = _step(clause)
        if runs and step is not None and _is_above_each(runs[-1].clauses[-1], clause, step):
            clause.doubts.append("two-readings")
        if runs and step is not None and _goes_on(runs[-1], clause, step, has_points=has_points):
            runs[-1].clauses.append(clause)
            runs[-1].does.add(step.does)
        else:
            runs.append(_Run([clause], step, {step.does} if step is not None else set()))
    return [_tiered(run.clauses) if len(run.clauses) > 1 or _is_step_of_counts(run.first) else run.clauses[0] for run in runs]


def _is_above_each(before: Clause, clause: Clause, step: _Step) -> bool:
    """Tell whether a step goes on with a price for each: 每次得分低于80分的扣0.5分，低于70分的扣1分."""
    price, piece = before.price, before.pieces[0]
    if price is None or "per" not in price.effect or step.threshold is None or step.subject or step.does == "all":
        return False
    kinds = piece.text.kinds
    if price.effect["per"] == step.threshold.unit and Kind.EACH not in kinds[piece.first : piece.last]:
        return (
            before.pieces[-1].paragraph == clause.pieces[0].paragraph and clause.pieces[0].marker is None
        )  # 1天扣1分，3天以上扣3分
    verb = next((at for at in range(price.start, price.end) if kinds[at] in {Kind.DEDUCT, Kind.AWARD}), price.start)
    first = last_threshold(piece.text, piece.first, verb)
    same_line = before.pieces[-1].paragraph == clause.pieces[0].paragraph and clause.pieces[0].marker is None
    return same_line and first is not None and (first.unit, first.bounds.keys()) == (step.unit, step.threshold.bounds.keys())


def _goes_on(run: _Run, clause: Clause, step: _Step, *, has_points: bool) -> bool:
    """Tell whether a step belongs to the run before it: on the same line, of one family, about the same subject."""
    first = run.first
    if run.clauses[-1].pieces[-1].paragraph != clause.pieces[0].paragraph or clause.pieces[0].marker is not None:
        return False
    if first is None or not _is_of_family(run, step, first, has_points=has_points):
        return False
    return step.subject in {"", first.subject} and step.fault in {"", first.fault}


def _is_of_family(run: _Run, step: _Step, first: _Step, *, has_points: bool) -> bool:
    """Tell whether a step is measured, and takes or gives, as those of the run do; beside steps that take 不得分 takes all."""
    does = run.does | {step.does}
    allowed = does <= {"gives", "all"} or does == {"takes"} or (has_points and does <= {"takes", "all"})
    return first.unit == step.unit and allowed


def _is_step_of_counts(step: _Step | None) -> bool:
    """Tell whether a clause alone prices a step of counts: 1～3处不符合的扣2分 is no fixed deduction."""
    return step is not None and step.threshold is not None and step.threshold.counts and len(step.threshold.bounds) > 1


def _step(clause: Clause) -> _Step | None:
    """Return the clause as a step of a tiered price, ``None`` where it is none."""
    price, piece = clause.price, clause.pieces[-1]
    if price is None or price.doubts or len(clause.pieces) > 1 or not _TIERED.issuperset(price.effect):
        return None
    text = piece.text
    threshold = last_threshold(text, piece.first, price.start)
    if threshold is None or not threshold.counts:
        label = _label_before(text, piece.first, price)
        word = text.tokens[label] if label is not None else None
        if word is not None:
            return _with_tier(price, None, {"label": word.text}, text.text[piece.body_in_text : word.start])
    if threshold is None:
        return None
    step = _with_tier(price, threshold, threshold.bounds, text.text[piece.body_in_text : text.tokens[threshold.start].start])
    if step is None or not threshold.counts:
        return step
    fault = text.text[text.tokens[threshold.end - 1].end : text.tokens[price.start].start]
    return replace(step, fault=fault.strip("的,则"))


def _label_before(text: Stretch, first: int, price: Price) -> int | None:
    """Return the token of the label before a price: right before what takes, with 要求的 between before what gives.

    轻微的扣1分 and 严重的扣5分 can both be found, of 符合要求的得5分 and 基本符合要求的得3分 only one holds.
    """
    gaps = _GAPS if "deduct" not in price.effect else frozenset({""})
    for at in range(price.start - 1, max(first, price.start - 4) - 1, -1):
        gap = text.text[text.tokens[at].end : text.tokens[price.start].start]
        if _is_label(text, at):
            return at if gap in gaps else None
    return None


def _is_label(text: Stretch, at: int) -> bool:
    return text.kind(at) in {Kind.LABEL, Kind.LEVEL} or text.tokens[at].text in STEP_WORDS


def _with_tier(price: Price, threshold: Threshold | None, condition: Mapping[str, object], subject: str) -> _Step | None:
    tier = _tier(price)
    return _Step(threshold, subject, tier.model_copy(update=dict(condition))) if tier is not None else None


def _tier(price: Price) -> Tier | None:
    effect = price.effect
    if effect.keys() == {"deduct"}:
        return Tier(deduct=effect["deduct"])
    if effect.keys() == {"award"} and isinstance(effect["award"], Decimal):
        return Tier(award=effect["award"])
    if effect == {"award": "full"}:
        return Tier(award_percent=Decimal(100))
    if effect.keys() == {"award_range"}:
        return Tier(award_range=effect["award_range"])
    if effect.keys() == {"award_percent"}:
        return Tier(award_percent=effect["award_percent"])
    return Tier(award=Decimal(0)) if effect == {"zero": Reach.ITEM} else None


def _tiered(run: list[Clause]) -> Clause:
    """Return one clause for a run of steps."""
    steps = [step for clause in run if (step := _step(clause)) is not None]
    if any(step.does == "takes" for step in steps):
        steps = [
            replace(step, tier=Tier.model_validate(step.bounds | {"zero": True})) if step.does == "all" else step
            for step in steps
        ]
    steps = _without_shared_ends(steps)
    if steps[0].threshold is not None:
        steps.sort(key=lambda step: _tightness(step.tier))
    pieces = [piece for clause in run for piece in clause.pieces]
    unsure = len(run) == 1 or _has_milder_border([step.tier for step in steps])
    doubts = [*(doubt for clause in run for doubt in clause.doubts), *(["two-readings"] if unsure else [])]
    price = run[0].price
    assert price is not None  # noqa: S101 - a step has a price
    return Clause(pieces, Price(price.start, price.end, {"tiers": tuple(step.tier for step in steps)}), doubts)


def _has_milder_border(tiers: list[Tier]) -> bool:
    """Tell whether a figure belongs to two steps that take, and the milder comes first: 95%以上扣1分，95%以下扣3分."""
    return any(
        one.at_least is not None and one.at_least == two.at_most and (one.deduct or 0) < (two.deduct or 0)
        for one, two in pairwise(tiers)
    )


def _without_shared_ends(steps: list[_Step]) -> list[_Step]:
    """Return the steps, a figure that one of them holds by its own words no other's: 5次以下（含5次）…，5次以上…."""
    held = {figure for step in steps if step.threshold is not None for figure in step.threshold.included}
    return [
        replace(step, tier=step.tier.model_copy(update=_opened(step.tier, held - step.threshold.included)))
        if step.threshold is not None
        else step
        for step in steps
    ]


def _opened(tier: Tier, held: set[Decimal]) -> dict[str, Decimal | None]:
    """Return the changes that leave figures that another step holds out of one step."""
    changes: dict[str, Decimal | None] = {}
    if tier.at_least in held:
        changes |= {"at_least": None, "above": tier.at_least}
    if tier.at_most in held:
        changes |= {"at_most": None, "below": tier.at_most}
    return changes


def _tightness(tier: Tier) -> tuple[int, Decimal]:
    """Order upward steps from the highest, then downward steps from the lowest."""
    low = tier.at_least if tier.at_least is not None else tier.above
    if low is not None:
        return 0, -low
    high = tier.below if tier.below is not None else tier.at_most
    return 1, high if high is not None else _INFINITE
