"""Several objects of one kind (three cranes, five sites): the mean of what each came to, or the lowest of them.

An item may be answered once for each object, or a whole first-level element (JGJ 59: one table for each crane), where
guarantee parts and vetoes count for the object that they were found at. A veto of the whole counts from any object.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rubrics.assessment import Answer, ElementAnswer
from scoring.elements import work_out_category
from scoring.exact import ZERO, Exact, as_decimal, minus, ratio, settled, total
from scoring.ledger import Reaching
from scoring.marks import NOTHING, Given, Mark, mark, mark_findings, unassessed
from scoring.plan import Placed, Plan, Priced
from scoring.scorecard import ItemScore, Status, Step, StepKind
from scoring.tallies import Category, Sum, Tally, tally


def mark_answer(plan: Plan, item: Priced, answer: Answer | None, given: Given = NOTHING) -> Mark:
    """Return what an item comes to, whether it was answered once or once for each object."""
    if answer is None or not answer.objects or given.full_by is not None:
        return mark(plan, item, answer, given)
    marks = [mark(plan, item, one, given) for one in answer.objects]
    counted = [number for number, one in enumerate(marks) if one.applies]
    if plan.policy.objects == "lowest" and counted:
        counted = [min(counted, key=lambda number: _net(marks[number]))]
    return _one_mark(plan, item, marks, counted, answer)


def work_out_objects(
    plan: Plan, first: Placed, answer: ElementAnswer, given: Mapping[str, Given], held: Container[str]
) -> tuple[Category, dict[str, Mark]]:
    """Return a first-level element that was assessed once for each object, and the marks of its items.

    Items in ``held`` wait for scores of other elements, and count as unassessed until then.
    """
    marks = [
        {
            name: mark(plan, plan.items[name], None if name in held else one.items.get(name), given.get(name, NOTHING))
            for name in first.below
        }
        for one in answer.objects
    ]
    own = [{first.id: mark_findings(plan, first.priced, one.findings)} if one.findings else {} for one in answer.objects]
    each = [work_out_category(plan, first, found, findings) for found, findings in zip(marks, own, strict=True)]
    counted = [number for number, one in enumerate(each) if one.tallies[first.id].applies]
    if plan.policy.objects == "lowest" and counted:
        counted = [min(counted, key=lambda number: _share_of_due(each[number].tallies[first.id]))]
    items = {
        name: _one_mark(
            plan,
            plan.items[name],
            [one[name] for one in marks],
            [number for number in counted if marks[number][name].applies],
            Answer(),
        )
        for name in first.below
    }
    kind = StepKind.LOWEST if plan.policy.objects == "lowest" else StepKind.MEAN
    return _one_category(each, counted, first, kind), items


def _one_mark(plan: Plan, item: Priced, marks: Sequence[Mark], counted: Sequence[int], answer: Answer) -> Mark:
    """Return the mark of one item over its objects, of which only some are ``counted``."""
    if any(one.card.status is Status.UNASSESSED for one in marks):
        return unassessed(item)
    if not counted:
        return marks[0]
    steps = [replace(step, object=number + 1) for number in counted for step in marks[number].card.steps]
    takes = _mean([marks[number].takes for number in counted])
    gives = _mean([marks[number].gives for number in counted])
    score = _mean([marks[number].score or ZERO for number in counted])
    pointed = marks[counted[0]].score is not None
    reached = score if pointed else minus(gives, takes)
    steps.append(_adjusted(plan, steps, reached))
    deduction = minus(takes, gives) if item.points is None else minus(item.points, score)
    card = ItemScore(
        item.id,
        item.element,
        Status.SCORED,
        item.points,
        as_decimal(score) if pointed else None,
        as_decimal(deduction),
        tuple(steps),
        answer.note,
        answer.evidence,
    )
    return Mark(
        card,
        score if pointed else None,
        takes,
        gives,
        _divided((marks[n].spills for n in counted), len(counted)),
        tuple(veto for one in marks for veto in one.vetoes),
        tuple(dict.fromkeys(share for one in marks for share in one.shares)),
        tuple(found for one in marks for found in one.diagnostics),
    )


def _one_category(each: Sequence[Category], counted: Sequence[int], first: Placed, kind: StepKind) -> Category:
    """Return the objects of one first-level element as one."""
    return Category(
        tallies={name: _one_tally([one.tallies[name] for one in each], counted, kind) for name in first.inner},
        spills=list(_divided((each[number].spills for number in counted), len(counted))),
        vetoes=[veto for one in each for veto in one.vetoes],
        shares=list(dict.fromkeys(share for one in each for share in one.shares)),
        diagnostics=[found for one in each for found in one.diagnostics],
    )


def _one_tally(tallies: Sequence[Tally], counted: Sequence[int], kind: StepKind) -> Tally:
    """Return one element over its objects: where different points apply, each counts by its share of what is due."""
    used = [number for number in counted if tallies[number].applies]
    if not used:
        return tallies[0]
    steps = [replace(step, object=number + 1) for number in used for step in tallies[number].steps]
    dues = {tallies[number].due for number in used}
    points = tallies[used[0]].points
    scores = [tallies[number].score for number in used]
    not_applicable = tallies[used[0]].not_applicable
    if len(dues) > 1 and points is not None:
        scores = [settled(_share_of_due(tallies[number]) * Fraction(points)) for number in used]
        not_applicable = ZERO
    score = _mean(scores)
    step = as_decimal(minus(as_decimal(score), total(step.raw for step in steps)))
    complete = all(one.complete for one in tallies)
    adding = Sum([score], [*steps, Step(kind, step, step)], [not_applicable], complete, any(one.assessed for one in tallies))
    return tally(tallies[0].placed, Status.SCORED if complete else Status.UNASSESSED, points, adding)


def _adjusted(plan: Plan, steps: Sequence[Step], reached: Exact) -> Step:
    """Return the step from the sum of the objects to their mean, or to the lowest."""
    kind = StepKind.LOWEST if plan.policy.objects == "lowest" else StepKind.MEAN
    shown = as_decimal(reached)
    return Step(kind, shown - sum((step.points for step in steps), ZERO), shown - sum((step.raw for step in steps), ZERO))


def _divided(spills: Iterable[Sequence[Reaching]], among: int) -> tuple[Reaching, ...]:
    """Return what runs on from several objects, each with its part of the mean."""
    return tuple(replace(spill, amount=settled(ratio(spill.amount, Fraction(among)))) for one in spills for spill in one)


def _mean(values: Sequence[Exact]) -> Exact:
    return settled(ratio(total(values), Fraction(len(values))))


def _share_of_due(one: Tally) -> Fraction:
    return ratio(one.score, one.due) if one.due else Fraction(0)


def _net(found: Mark) -> Exact:
    """Return what orders objects from the lowest up: the score, or what is given less what is taken."""
    return found.score if found.score is not None else minus(found.gives, found.takes)
