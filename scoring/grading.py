"""Which grade a result is worth, and what stands against the next one.

The outcome is the first that holds of: incomplete, a gate (or a fact that every grade asks for) failed, vetoed, a mandatory
item not full, an element below its minimum, below the pass mark, graded. Of grades the highest counts whose conditions all
hold, so that the lower of two criteria wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from rubrics.diagnostics import Diagnostic
from rubrics.policy import ElementMinimum, Grade
from rubrics.values import show
from scoring.exact import ZERO, Exact, plus, ratio, said, settled
from scoring.marks import Mark
from scoring.plan import Plan
from scoring.scorecard import Outcome, Status
from scoring.tallies import Tally
from scoring.totals import Total

ORDER = tuple(Outcome)
FAILED = frozenset(
    {Outcome.GATE_FAILED, Outcome.VETOED, Outcome.MANDATORY_NOT_FULL, Outcome.ELEMENT_BELOW_MINIMUM, Outcome.BELOW_PASS_MARK}
)


class Against(NamedTuple):
    """Something that stands against a grade, and the outcome that it would lead to."""

    outcome: Outcome
    why: Diagnostic


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, the grade that was reached, what the result is called, and what stands against the next grade."""

    outcome: Outcome
    grade: str | None
    called: str | None
    against: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a grade can depend on.

    ``waiting`` are items that were answered, but wait for other elements' scores; ``again`` are elements whose own rules
    changed and are to be judged again.
    """

    plan: Plan
    marks: Mapping[str, Mark]
    tallies: Mapping[str, Tally]
    total: Total
    stated: Mapping[str, bool]
    waiting: frozenset[str]
    again: tuple[str, ...]


def judge(facts: Facts) -> Verdict:
    """Return the verdict on an assessment that was worked out."""
    standing = [*_incomplete(facts), *_gates(facts), *_vetoes(facts)]
    policy, total = facts.plan.policy, facts.total
    if not standing and total.missing:
        return Verdict(Outcome.UNGRADED, None, None, tuple(_open(facts.plan, key) for key in total.missing))
    if not standing and (not policy.grades or total.result is None):
        return Verdict(Outcome.UNGRADED, None, None, ())
    next_above: list[Against] = []
    for number, grade in enumerate(policy.grades if not standing else ()):
        found = list(_against(facts, grade, facts.plan.mandatory[number]))
        if not found:
            return Verdict(Outcome.GRADED, grade.name, grade.name, tuple(one.why for one in next_above))
        next_above = found
    standing = standing or next_above
    outcome = min((one.outcome for one in standing), key=ORDER.index)
    called = policy.below_all if outcome in FAILED else None
    return Verdict(outcome, None, called, tuple(one.why for one in standing))


def _open(plan: Plan, key: str) -> Diagnostic:
    """Return what a person has to settle before there can be a result."""
    if key == "points":
        return Diagnostic("points-unknown", figures={"count": len(plan.unpriced), "first": plan.unpriced[0]})
    return Diagnostic("needs-policy", figures={"key": key})


def _incomplete(facts: Facts) -> Iterator[Against]:
    """Yield what nobody assessed: items, facts, elements that hold nothing to assess."""
    for name, found in facts.marks.items():
        if found.card.status is Status.UNASSESSED:
            code = "condition-waits" if name in facts.waiting else "unassessed"
            yield Against(Outcome.INCOMPLETE, Diagnostic(code, subject=name))
    for name in facts.again:
        yield Against(Outcome.INCOMPLETE, Diagnostic("element-again", subject=name))
    for name, tally in facts.tallies.items():
        if not tally.placed.below and not tally.placed.children and tally.placed.kind != "gate":
            yield Against(
                Outcome.INCOMPLETE,
                Diagnostic("element-without-items", subject=name, figures={"title": tally.placed.element.title}),
            )
    asked = {fact for grade in facts.plan.policy.grades for fact in grade.facts}
    for fact in facts.plan.policy.facts:
        if fact.id in asked and fact.id not in facts.stated:
            yield Against(Outcome.INCOMPLETE, Diagnostic("fact-unanswered", subject=fact.id, figures={"question": fact.question}))


def _gates(facts: Facts) -> Iterator[Against]:
    policy = facts.plan.policy.gates
    for name, found in facts.marks.items():
        if found.card.status is Status.GATE_FAILED and policy != "report":
            why = Diagnostic("gate-failed", subject=name) if policy else Diagnostic("needs-policy", figures={"key": "gates"})
            yield Against(Outcome.GATE_FAILED if policy else Outcome.UNGRADED, why)


def _vetoes(facts: Facts) -> Iterator[Against]:
    for veto in facts.total.vetoes:
        yield Against(Outcome.VETOED, Diagnostic("vetoed", subject=veto.item, figures={"rule": veto.rule}))


def _against(facts: Facts, grade: Grade, mandatory: tuple[str, ...]) -> Iterator[Against]:
    """Yield everything that stands against one grade."""
    questions = {fact.id: fact.question for fact in facts.plan.policy.facts}
    for fact in grade.facts:
        if not facts.stated.get(fact, False):
            yield Against(
                Outcome.GATE_FAILED,
                Diagnostic("fact-not-met", subject=fact, figures={"grade": grade.name, "question": questions[fact]}),
            )
    for name in mandatory:
        if _is_short(facts.marks[name]):
            yield Against(
                Outcome.MANDATORY_NOT_FULL, Diagnostic("mandatory-not-full", subject=name, figures={"grade": grade.name})
            )
    if grade.no_zero_items:
        for name, found in facts.marks.items():
            if found.score == 0 and found.card.points:
                yield Against(
                    Outcome.ELEMENT_BELOW_MINIMUM, Diagnostic("item-at-zero", subject=name, figures={"grade": grade.name})
                )
    if grade.elements is not None:
        yield from _low_elements(facts, grade, grade.elements)
    yield from _mark(facts, grade)


def _is_short(found: Mark) -> bool:
    """Tell whether an item that applies did not score in full."""
    if not found.applies:
        return False
    return found.takes > 0 if found.card.points is None else found.score != found.card.points


def _low_elements(facts: Facts, grade: Grade, minimum: ElementMinimum) -> Iterator[Against]:
    for name, tally in facts.tallies.items():
        placed, due = tally.placed, tally.due
        if placed.level != minimum.level or placed.kind != "scored" or not tally.applies or not due:
            continue
        reached = tally.score if minimum.of == "points" else settled(ratio(tally.score, due) * 100)
        if not _reaches(reached, minimum.at_least, minimum.more_than):
            yield Against(
                Outcome.ELEMENT_BELOW_MINIMUM,
                Diagnostic(
                    "element-below",
                    subject=name,
                    figures={
                        "grade": grade.name,
                        "title": placed.element.title,
                        "reached": said(reached),
                        "wanted": show(_asked(minimum)),
                    },
                ),
            )


def _mark(facts: Facts, grade: Grade) -> Iterator[Against]:
    limit = grade.not_applicable_at_most
    if limit is not None and facts.total.not_applicable > limit:
        yield Against(
            Outcome.BELOW_PASS_MARK,
            Diagnostic(
                "too-much-not-applicable",
                figures={"grade": grade.name, "limit": show(limit), "points": said(facts.total.not_applicable)},
            ),
        )
    reached = measured(facts, grade)
    if reached is not None and not _reaches(reached, grade.at_least, grade.more_than):
        yield Against(
            Outcome.BELOW_PASS_MARK,
            Diagnostic("below-mark", figures={"grade": grade.name, "reached": said(reached), "wanted": show(_asked(grade))}),
        )


def measured(facts: Facts, grade: Grade) -> Exact | None:
    """Return the figure that a grade's mark is compared with."""
    total, bonus = facts.total, facts.plan.policy.bonus
    if grade.of == "percent":
        return total.percent
    if grade.of == "points":
        return plus(total.score, total.bonus) if bonus is not None and "result" in bonus.counts_in else total.score
    return total.result


def _reaches(value: Exact, at_least: Decimal | None, more_than: Decimal | None) -> bool:
    return (at_least is None or value >= at_least) and (more_than is None or value > more_than)


def _asked(mark: Grade | ElementMinimum) -> Decimal:
    return mark.at_least if mark.at_least is not None else mark.more_than or ZERO


def close_to_mark(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning where rounding, of which the standard says nothing, would decide about a grade."""
    policy, unrounded = facts.plan.policy, facts.total.unrounded
    if policy.rounding is not None or unrounded is None or policy.formula == "points":
        return
    for grade in policy.grades:
        if (
            grade.of == "result"
            and grade.at_least is not None
            and 0 < Fraction(grade.at_least) - Fraction(unrounded) <= Fraction(1, 2)
        ):
            yield Diagnostic(
                "rounding-open", figures={"grade": grade.name, "reached": said(unrounded), "wanted": show(grade.at_least)}
            )
