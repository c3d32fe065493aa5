"""From a rubric and an assessment to the scorecard: the main road of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

from rubrics import content_hash
from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding
from rubrics.diagnostics import Diagnostic
from rubrics.errors import DabiaoError, ErrorList
from rubrics.model import Reach, Rubric, ScoresCondition
from scoring.answers import check_answers
from scoring.charges import holds
from scoring.elements import work_out_category
from scoring.exact import EXACT, ZERO, Exact, percent, ratio, settled, total
from scoring.grading import Facts, close_to_mark, judge
from scoring.ledger import Reaching
from scoring.marks import Given, Mark, mark_findings
from scoring.objects import mark_answer, work_out_objects
from scoring.plan import Condition, Plan
from scoring.preparing import prepare
from scoring.scorecard import Scorecard
from scoring.tallies import Category, Tally
from scoring.totals import work_out_total

HUNDRED_PERCENT = 100
ENGINE = "dabiao-scoring 2"
"""The version of the engine that scorecards name; it changes whenever the same input may give another figure."""


def score(rubric: Rubric | Plan, assessment: Assessment) -> Scorecard:
    """Return the scorecard of an assessment; ``ErrorList`` of every answer that the rubric does not allow.

    Who scores many assessments of one rubric gives the plan that ``prepare(rubric)`` returned.
    """
    plan = rubric if isinstance(rubric, Plan) else prepare(rubric)
    with localcontext(EXACT):
        wrong: list[DabiaoError] = [*check_answers(plan, assessment)]
        if wrong:
            raise ErrorList(wrong)
        return _score(plan, assessment)


def _score(plan: Plan, assessment: Assessment) -> Scorecard:
    work = _Work(plan, assessment, held=set(plan.waiting), given=_full_marks(plan, assessment))
    for first in plan.firsts:
        work.work_out(first)
    told = _answer_conditions(work)
    again = tuple(name for name in assessment.open_elements if name in plan.elements)
    complete = not again and all(tally.complete for tally in work.tallies.values())
    whole = work_out_total(plan, list(work.categories.values()), work.tallies, complete=complete)
    waiting = frozenset(name for name in work.held if name in assessment.items and assessment.items[name].is_given)
    facts = Facts(plan, work.marks, work.tallies, whole, assessment.facts, waiting, again)
    verdict = judge(facts)
    found = [*plan.diagnostics, *(d for one in work.categories.values() for d in one.diagnostics), *told, *close_to_mark(facts)]
    return Scorecard(
        rubric=plan.rubric.id,
        rubric_hash=plan.rubric_hash,
        assessment_hash=content_hash(assessment),
        engine=ENGINE,
        kind=assessment.kind,
        items={name: work.marks[name].card for name in plan.items},
        elements={name: work.tallies[name].card for name in plan.rubric.by_element},
        total=whole.card,
        outcome=verdict.outcome,
        grade=verdict.grade,
        called=verdict.called,
        against=verdict.against,
        diagnostics=_once(found),
    )


@dataclass(slots=True)
class _Work:
    """One assessment while it is worked out, a first-level element at a time.

    ``held`` are items that wait for the scores of other elements; ``given`` is what the engine itself knows about items.
    """

    plan: Plan
    assessment: Assessment
    held: set[str]
    given: dict[str, Given]
    marks: dict[str, Mark] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)

    def work_out(self, first: str) -> None:
        """Work out one first-level element and everything below it."""
        plan, placed = self.plan, self.plan.elements[first]
        answer = self.assessment.elements.get(first)
        if answer is not None and answer.objects:
            category, marks = work_out_objects(plan, placed, answer, self.given, self.held)
        else:
            marks = self._marks(placed.below)
            own = {
                name: mark_findings(plan, plan.elements[name].priced, said.findings)
                for name in placed.inner
                if (said := self.assessment.elements.get(name)) is not None and said.findings
            }
            category = work_out_category(plan, placed, marks, own)
        self.marks.update(marks)
        self.tallies.update(category.tallies)
        self.categories[first] = category

    def _marks(self, items: Iterable[str]) -> dict[str, Mark]:
        """Return the marks of items from their own answers, or from that of an element that does not apply."""
        plan, answers, given = self.plan, self.assessment.items, self.given
        absent = _not_applicable(plan, self.assessment.elements) if self.assessment.elements else {}
        marks = {}
        for name in items:
            answer = None if name in self.held else absent.get(name) or answers.get(name)
            marks[name] = (
                mark_answer(plan, plan.items[name], answer, given[name])
                if name in given
                else mark_answer(plan, plan.items[name], answer)
            )
        return marks


def _not_applicable(plan: Plan, answers: dict[str, ElementAnswer]) -> dict[str, Answer]:
    """Return the answers of items whose element as a whole does not apply."""
    return {
        item: Answer(not_applicable=said.not_applicable)
        for name, said in answers.items()
        if said.not_applicable is not None
        for item in plan.elements[name].below
        if plan.items[item].kind != "gate"
    }


def _full_marks(plan: Plan, assessment: Assessment) -> dict[str, Given]:
    """Return the items that a finding elsewhere gives full marks (无重大危险源的，此要素得满分)."""
    given: dict[str, Given] = {}
    for priced in plan.fulls:
        said = assessment.elements.get(priced.id) if priced.item is None else assessment.items.get(priced.id)
        for finding in said.findings if said is not None else ():
            rule = priced.rules[finding.rule - 1].rule
            reach = rule.full
            if reach is None or not holds(rule, finding) or (reach is Reach.ITEM and priced.item is not None):
                continue
            by = Given(full_by=Reaching(reach, priced.id, finding.rule))
            covered = {Reach.CATEGORY: priced.first, Reach.ELEMENT: priced.element, Reach.ITEM: priced.element}
            items = plan.elements[covered[reach]].below if reach in covered else tuple(plan.items)
            given |= {item: by for item in items if plan.items[item].kind == "scored"}
    return given


def _answer_conditions(work: _Work) -> list[Diagnostic]:
    """Answer the rules that look at other elements' scores, as soon as these are known; tell what the assessor overrode."""
    told: list[Diagnostic] = []
    while True:
        ready = [
            name
            for name in sorted(work.held)
            if all(
                work.tallies[element].complete for condition in work.plan.items[name].conditions for element in condition.elements
            )
        ]
        if not ready:
            break
        for name in ready:
            told += _answer_item(work, name)
        for first in dict.fromkeys(work.plan.items[name].first for name in ready):
            work.work_out(first)
    return told


def _answer_item(work: _Work, name: str) -> list[Diagnostic]:
    """Let an item be scored that waited, with the findings that its conditions make."""
    work.held.discard(name)
    if name in work.given:
        return []
    item, told = work.plan.items[name], []
    answer = work.assessment.items.get(name, Answer())
    recorded = {finding.rule: finding.count != 0 for finding in answer.findings}
    findings = []
    for condition in item.conditions:
        number = condition.rule.number
        low = _low_elements(work, condition)
        if answer.score is not None or number in recorded:
            if recorded.get(number, False) != bool(low):
                told.append(
                    Diagnostic("condition-overridden", subject=name, figures={"rule": number, "elements": ", ".join(low)})
                )
        elif low:
            count = Decimal(len(low)) if condition.each else None
            findings.append(Finding(rule=number, count=count, note=", ".join(low)))
    work.given[name] = Given(findings=tuple(findings))
    return told


def _low_elements(work: _Work, condition: Condition) -> list[str]:
    """Return the elements that a condition holds for, of those that apply; all of them where it is about them together."""
    found = [tally for name in condition.elements if (tally := work.tallies[name]).applies and tally.due]
    scores = condition.scores
    low = [tally.placed.id for tally in found if _is_low(scores, tally.score, tally.due or ZERO)]
    if scores.together is None:
        return low
    names = [tally.placed.id for tally in found]
    if scores.together == "all" or not found:
        return low if low == names else []
    return names if _is_low_together(scores, found) else []


def _is_low(scores: ScoresCondition, score: Exact, due: Exact) -> bool:
    if scores.below_percent is not None:
        return percent(score, due) < scores.below_percent
    return score < (scores.below_points or ZERO)


def _is_low_together(scores: ScoresCondition, found: Sequence[Tally]) -> bool:
    """Tell whether the sum of some elements is low, or their mean (of percents, where the bound is one)."""
    if scores.together == "mean" and scores.below_percent is not None:
        shares = [ratio(tally.score, tally.due or ZERO) for tally in found]
        return sum(shares, Fraction(0)) * HUNDRED_PERCENT < Fraction(scores.below_percent) * len(shares)
    points = total(tally.score for tally in found)
    parts = len(found) if scores.together == "mean" else 1
    return _is_low(scores, settled(Fraction(points) / parts), total(tally.due or ZERO for tally in found))


def _once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics without repetitions (objects of one kind repeat them), in order."""
    return tuple({(one.code, one.subject, str(one.figures)): one for one in found}.values())
