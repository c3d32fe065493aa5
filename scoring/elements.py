"""What an element comes to: the scores below it added up, what its items take from its points, and its vetoes.

The order: items and elements added up; what items without points of their own take from what they share; findings about
the element; what runs on from below; nothing as floor; guarantee parts; vetoes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rubrics.diagnostics import Diagnostic
from rubrics.model import Reach
from rubrics.policy import Guarantee
from scoring.exact import ZERO, Exact, minus, total
from scoring.ledger import Reaching
from scoring.marks import Mark
from scoring.plan import Placed, Plan
from scoring.scorecard import Status, StepKind
from scoring.tallies import Category, Sum, Tally, tally


@dataclass(slots=True)
class _Walk:
    """The way through one first-level element, children before parents: what reaches each element from below it."""

    plan: Plan
    marks: Mapping[str, Mark]
    own: Mapping[str, Mark]
    category: Category = field(default_factory=Category)
    spills: dict[str, list[Reaching]] = field(default_factory=lambda: defaultdict(list))
    vetoes: dict[str, list[Reaching]] = field(default_factory=lambda: defaultdict(list))


def work_out_category(plan: Plan, first: Placed, marks: Mapping[str, Mark], own: Mapping[str, Mark]) -> Category:
    """Return a first-level element worked out from the marks of its items, and of ``own`` findings about elements."""
    walk = _Walk(plan, marks, own)
    for name in first.below:
        _reach_out(walk, marks[name], plan.items[name].element)
    for name in first.inner:
        if name in own:
            _reach_out(walk, own[name], name)
    tallies = walk.category.tallies
    for name in first.inner:
        placed = plan.elements[name]
        tallies[name] = _gate(placed, marks, tallies) if placed.kind == "gate" else _tally(walk, placed)
    return walk.category


def _reach_out(walk: _Walk, found: Mark, element: str) -> None:
    """Sort what a mark does beyond its item by the element that it reaches, or the total."""
    if not (found.spills or found.vetoes or found.shares or found.diagnostics):
        return
    plan, category = walk.plan, walk.category
    category.shares += found.shares
    category.diagnostics += found.diagnostics
    first = plan.elements[element].first
    for spill in found.spills:
        to = first if spill.reach is Reach.CATEGORY else plan.holders[element]
        (category.spills if spill.reach is Reach.TOTAL else walk.spills[to]).append(spill)
    for veto in found.vetoes:
        to = first if veto.reach is Reach.CATEGORY else element
        (category.vetoes if veto.reach is Reach.TOTAL else walk.vetoes[to]).append(veto)


def _gate(placed: Placed, marks: Mapping[str, Mark], tallies: Mapping[str, Tally]) -> Tally:
    """Return an element of conditions of entry: met where all below are."""
    states = {marks[name].card.status for name in placed.items} | {tallies[name].status for name in placed.children}
    status = next((state for state in (Status.UNASSESSED, Status.GATE_FAILED) if state in states), Status.GATE_MET)
    return tally(placed, status, None, Sum(complete=status is not Status.UNASSESSED, assessed=True))


def _tally(walk: _Walk, placed: Placed) -> Tally:
    """Return one element, everything below it being worked out; one with all items in full is worked out once."""
    own, spills, vetoes = walk.own.get(placed.id), walk.spills.get(placed.id, ()), walk.vetoes.get(placed.id, ())
    if own is not None or spills or vetoes or placed.children or not _is_full(walk, placed):
        return _worked_out(walk, placed, own, spills, vetoes)
    found: Tally | None = walk.plan.full_tallies.get(placed.id)
    if found is None:
        found = walk.plan.full_tallies[placed.id] = _worked_out(walk, placed, None, (), ())
    return found


def _is_full(walk: _Walk, placed: Placed) -> bool:
    full = walk.plan.full_marks
    return bool(placed.items) and all(walk.marks[name] is full.get(name) for name in placed.items)


def _worked_out(walk: _Walk, placed: Placed, own: Mark | None, spills: Sequence[Reaching], vetoes: Sequence[Reaching]) -> Tally:
    adding = Sum()
    _add_items(adding, placed, walk.marks)
    _add_elements(adding, placed, [walk.category.tallies[name] for name in placed.children])
    excess = _add_pool(walk, adding, placed)
    if own is not None:
        adding.amounts.append(minus(own.gives, own.takes))
        adding.steps += own.card.steps
    for spill in spills:
        adding.add(StepKind.OVERFLOW, minus(ZERO, spill.amount), spill.rule, spill.item)
    _bound(walk, adding, placed, excess)
    if placed.id == placed.first and walk.plan.policy.guarantee is not None and adding.complete:
        _apply_guarantee(walk, adding, placed, walk.plan.policy.guarantee)
    for veto in vetoes:
        _veto(walk, adding, placed, veto)
    if not adding.applies:
        return tally(placed, Status.NOT_APPLICABLE, placed.points, Sum(not_applicable=[placed.points or ZERO], assessed=True))
    return tally(placed, Status.SCORED if adding.complete else Status.UNASSESSED, placed.points, adding)


def _add_items(adding: Sum, placed: Placed, marks: Mapping[str, Mark]) -> None:
    """Add the scores of the element's own items, and see which apply and which were assessed."""
    scores: list[Exact] = []
    for name in placed.items:
        found = marks[name]
        status = found.card.status
        if status is Status.UNASSESSED:
            adding.complete = False
            adding.applies = True
        elif found.applies:
            adding.assessed = adding.applies = True
            if found.score is not None:
                scores.append(found.score)
        else:
            adding.assessed = True
            if found.card.points is not None:
                adding.not_applicable.append(found.card.points)
    if not placed.items and not placed.children:
        adding.complete, adding.applies = False, True
    if placed.pointed or scores:
        adding.add(StepKind.ITEMS, total(scores))


def _add_elements(adding: Sum, placed: Placed, below: Sequence[Tally]) -> None:
    """Add the scores of the elements right below."""
    if not below:
        return
    adding.complete = adding.complete and all(one.complete for one in below)
    adding.assessed = adding.assessed or any(one.assessed for one in below)
    adding.applies = adding.applies or any(one.applies for one in below)
    counted = [one for one in below if one.placed.kind == placed.kind and one.points is not None]
    adding.not_applicable += [one.not_applicable for one in counted]
    if counted:
        adding.add(StepKind.ELEMENTS, total(one.score for one in counted))


def _add_pool(walk: _Walk, adding: Sum, placed: Placed) -> Exact:
    """Add what items without points of their own leave of what they share; return what they take beyond it, if it runs on.

    The share leaves both sides where none of them applies, and adds nothing while one of them is unassessed.
    """
    if not placed.pooled:
        return ZERO
    pool = walk.plan.policy.pool
    active = [found for name in placed.pooled if (found := walk.marks[name]).card.status is not Status.NOT_APPLICABLE]
    if not active:
        adding.not_applicable.append(placed.rest)
    if not active or any(found.card.status is Status.UNASSESSED for found in active):
        return ZERO
    start = min(total(found.gives for found in active), placed.rest) if placed.pool_awards else placed.rest
    adding.add(StepKind.POOL, start)
    for found in active:
        if found.takes:
            adding.add(StepKind.FINDING, minus(ZERO, found.takes), item=found.card.id)
    excess = max(ZERO, minus(total(found.takes for found in active), start))
    if not excess or pool in {"element", "category"}:
        return excess
    adding.add(StepKind.FLOOR, excess)
    if pool is None:
        walk.category.diagnostics.append(Diagnostic("needs-pool", subject=placed.id))
    return ZERO


def _bound(walk: _Walk, adding: Sum, placed: Placed, excess: Exact) -> None:
    """Keep the element between nothing and its points; what its items take beyond may run on.

    A misprinted standard's items can add up to more than their element prints (a diagnostic says so): the element counts.
    """
    score = adding.score
    if placed.can_exceed and placed.points is not None:
        due = max(ZERO, minus(placed.points, total(adding.not_applicable)))
        if score > due:
            adding.add(StepKind.CEILING, minus(due, score))
    if score >= 0:
        return
    beyond = minus(ZERO, score)
    if excess and placed.id != placed.first and walk.plan.policy.pool == "category":
        runs_on = min(excess, beyond)
        walk.spills[placed.first].append(Reaching(Reach.CATEGORY, placed.id, None, runs_on))
        adding.add(StepKind.OVERFLOW, runs_on)
        beyond = minus(beyond, runs_on)
    if beyond:
        adding.add(StepKind.FLOOR, beyond)


def _veto(walk: _Walk, adding: Sum, placed: Placed, veto: Reaching) -> None:
    """Zero an element; one without points has nothing to lose, which a person must know."""
    if placed.points is None:
        walk.category.diagnostics.append(Diagnostic("veto-without-points", subject=placed.id, figures={"item": veto.item}))
    adding.add(StepKind.VETO, minus(ZERO, adding.score), veto.rule, veto.item)


def _apply_guarantee(walk: _Walk, adding: Sum, placed: Placed, policy: Guarantee) -> None:
    """Zero a first-level element whose guarantee part is broken."""
    parts = [part for name in placed.inner if (part := walk.plan.elements[name]).element.guarantee]
    items = dict.fromkeys(item for part in parts for item in part.below)
    nothing = [item for item in items if walk.marks[item].score == 0 and walk.marks[item].card.points]
    low = [
        part.id
        for part in parts
        if policy.subtotal_below is not None and _is_low(walk.category.tallies[part.id], policy.subtotal_below)
    ]
    broken = [*(nothing if policy.item_zero else []), *low]
    if broken:
        adding.add(StepKind.GUARANTEE, minus(ZERO, adding.score), item=broken[0])


def _is_low(part: Tally, below: Decimal) -> bool:
    """Tell whether a guarantee part is under its figure; where some of it does not apply, under the same share of the rest.

    JGJ 59—99: with 40 of 60 points asked and parts missing, obtained ÷ due is compared with 40 ÷ 60.
    """
    if part.points is None or not part.applies or not part.due:
        return False
    return Fraction(part.score) * Fraction(part.points) < Fraction(below) * Fraction(part.due)
