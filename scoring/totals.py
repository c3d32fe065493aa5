"""The whole: first-level elements added up, the formula, the bonus, and the rounding that the standard states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rubrics.policy import Policy
from scoring.exact import HUNDRED, ZERO, Exact, as_decimal, minus, plus, ratio, rounded, said, settled, total
from scoring.ledger import Reaching
from scoring.plan import Plan
from scoring.scorecard import Step, StepKind, TotalScore
from scoring.tallies import Category, Sum, Tally


@dataclass(frozen=True, slots=True)
class Total:
    """The whole in exact figures.

    ``percent``, ``unrounded`` (the result before rounding), ``result`` and ``with_bonus`` are ``None`` where nothing says what
    they are. ``missing`` are the keys of the policy that the result needs and that are open. ``vetoes`` zeroed the whole.
    """

    points: Exact
    not_applicable: Exact
    score: Exact
    bonus: Exact
    percent: Exact | None
    unrounded: Exact | None
    result: Exact | None
    with_bonus: Exact | None
    formula: str
    steps: tuple[Step, ...]
    vetoes: tuple[Reaching, ...]
    missing: tuple[str, ...]
    complete: bool

    @property
    def due(self) -> Exact:
        """The points that apply."""
        return minus(self.points, self.not_applicable)

    @property
    def card(self) -> TotalScore:
        """The total's entry in the scorecard."""
        return TotalScore(
            as_decimal(self.points),
            as_decimal(self.not_applicable),
            as_decimal(self.due),
            as_decimal(minus(self.due, self.score)) if self.complete else None,
            as_decimal(self.score),
            as_decimal(self.bonus),
            _shown(self.percent),
            _shown(self.result),
            _shown(self.with_bonus),
            self.formula,
            self.steps,
        )


def work_out_total(plan: Plan, categories: Sequence[Category], tallies: Mapping[str, Tally], *, complete: bool) -> Total:
    """Return the whole from its first-level elements; no result while something is unassessed or a needed policy is open."""
    policy = plan.policy
    firsts = [tallies[name] for name in plan.firsts if tallies[name].placed.kind == "scored"]
    vetoes = tuple(veto for one in categories for veto in one.vetoes)
    due = max(ZERO, minus(plan.points, _not_applicable(policy, firsts)))
    adding, taken = _add_up(policy, categories, firsts, vetoes, due)
    bonus = total(tallies[name].score for name in plan.bonuses)
    bonus = bonus if policy.bonus is None or policy.bonus.cap is None else min(bonus, policy.bonus.cap)
    missing = _missing(plan, firsts, categories, bonus)
    share = _share(policy, firsts, adding.score, due, taken) if complete and not missing else None
    share = Fraction(0) if share is not None and vetoes else share
    counted = bonus if policy.bonus is not None and "result" in policy.bonus.counts_in else ZERO
    unrounded, with_bonus = (_result(policy, share, due, extra) for extra in (counted, bonus))
    return Total(
        plan.points,
        minus(plan.points, due),
        adding.score,
        bonus,
        None if share is None else settled(share * 100),
        unrounded,
        _round(policy, unrounded),
        _round(policy, with_bonus),
        "" if share is None else _formula(plan, firsts, (adding.score, due, counted), taken),
        tuple(adding.steps),
        vetoes,
        missing,
        complete,
    )


def _add_up(
    policy: Policy, categories: Sequence[Category], firsts: Sequence[Tally], vetoes: Sequence[Reaching], due: Exact
) -> tuple[Sum, Fraction]:
    """Return the sum of the first-level elements less what is taken from the whole, and the share of the whole that is.

    A share of the total (扣除总分的40%) is one of the points that apply: what does not apply changes no percent.
    """
    adding = Sum()
    adding.add(StepKind.ELEMENTS, total(tally.score for tally in firsts))
    if _rescales(policy):
        adding.add(StepKind.RESCALED, total(minus(_in_full(tally), tally.score) for tally in firsts))
    if adding.score > due:
        adding.add(StepKind.CEILING, minus(due, adding.score))
    before = adding.score
    for one in categories:
        for share in one.shares:
            adding.add(StepKind.SHARE, settled(-Fraction(due) * Fraction(share.percent) / 100), share.rule, share.item)
        for spill in one.spills:
            adding.add(StepKind.OVERFLOW, minus(ZERO, spill.amount), spill.rule, spill.item)
    taken = ratio(minus(before, adding.score), due) if due else Fraction(0)
    if adding.score < 0:
        adding.add(StepKind.FLOOR, minus(ZERO, adding.score))
    for veto in vetoes:
        adding.add(StepKind.VETO, minus(ZERO, adding.score), veto.rule, veto.item)
    return adding, taken


def _rescales(policy: Policy) -> bool:
    """Tell whether the rest of an element counts in full (in a weighted formula each element is its own ratio anyway)."""
    return policy.not_applicable == "rescale" and policy.formula != "weighted"


def _in_full(tally: Tally) -> Exact:
    """Return an element's score as if all of its points applied."""
    if not tally.due or not tally.applies or not tally.complete or tally.points is None:
        return tally.score
    return settled(ratio(tally.score, tally.due) * Fraction(tally.points))


def _not_applicable(policy: Policy, firsts: Sequence[Tally]) -> Exact:
    if _rescales(policy):
        return total(tally.points or ZERO for tally in firsts if not tally.applies)
    return total(tally.not_applicable for tally in firsts)


def _missing(plan: Plan, firsts: Sequence[Tally], categories: Sequence[Category], bonus: Exact) -> tuple[str, ...]:
    """Return the keys of the policy that the result depends on and that nobody set; ``points`` where items have none."""
    policy = plan.policy
    needs_pool = any(found.code == "needs-pool" for one in categories for found in one.diagnostics)
    unweighted = policy.formula == "weighted" and any(tally.placed.element.weight is None for tally in firsts)
    needed = {
        "points": bool(plan.unpriced),
        "formula": policy.formula is None,
        "pool": needs_pool,
        "bonus": bonus > 0 and policy.bonus is None,
        "weight": unweighted,
    }
    return tuple(key for key, is_missing in needed.items() if is_missing)


def _share(policy: Policy, firsts: Sequence[Tally], score: Exact, due: Exact, taken: Fraction) -> Fraction | None:
    """Return what was obtained of what is due, before the scale; ``None`` where nothing is due."""
    if policy.formula != "weighted":
        return ratio(score, due) if due else None
    weighted = [
        (Fraction(tally.placed.element.weight or 0), ratio(tally.score, tally.due))
        for tally in firsts
        if tally.applies and tally.due
    ]
    weights = sum((weight for weight, _ in weighted), Fraction(0))
    if not weights:
        return None
    return max(Fraction(0), sum((weight * share for weight, share in weighted), Fraction(0)) / weights - taken)


def _result(policy: Policy, share: Fraction | None, due: Exact, bonus: Exact) -> Exact | None:
    """Return the result of the formula with bonus points added to what was obtained."""
    if share is None:
        return None
    if policy.formula == "points":
        return plus(settled(share * Fraction(due)), bonus)
    scale = Fraction(policy.scale or HUNDRED)
    if policy.formula == "weighted":
        return plus(settled(share * scale), bonus)
    return settled((share + ratio(bonus, due)) * scale)


def _round(policy: Policy, value: Exact | None) -> Exact | None:
    return value if value is None or policy.rounding is None else rounded(value, policy.rounding)


def _formula(plan: Plan, firsts: Sequence[Tally], figures: tuple[Exact, Exact, Exact], taken: Fraction) -> str:
    """Return the formula with its figures, such as ``540 ÷ (600 − 20) × 100``."""
    policy = plan.policy
    score, due, bonus = figures
    obtained = f"({said(score)} + {said(bonus)})" if bonus else said(score)
    scale = said(policy.scale or HUNDRED)
    if policy.formula == "points":
        return obtained.strip("()")
    if policy.formula == "percent":
        less = minus(plan.points, due)
        whole = f"({said(plan.points)} − {said(less)})" if less else said(due)
        return f"{obtained} ÷ {whole} × {scale}"
    used = [tally for tally in firsts if tally.applies and tally.due]
    parts = " + ".join(
        f"{said(tally.placed.element.weight or ZERO)} × {said(tally.score)} ÷ {said(tally.due or ZERO)}" for tally in used
    )
    weights = said(total(tally.placed.element.weight or ZERO for tally in used))
    away = f" − {said(settled(taken))}" if taken else ""
    more = f" + {said(bonus)}" if bonus else ""
    return f"(({parts}) ÷ {weights}{away}) × {scale}{more}"


def _shown(value: Exact | None) -> Decimal | None:
    return None if value is None else as_decimal(value)
