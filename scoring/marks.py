"""What one item comes to: its card, and what it does to the elements above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rubrics.assessment import Answer, Finding
from rubrics.diagnostics import Diagnostic
from rubrics.model import Reach
from rubrics.values import show
from scoring.charges import ZEROING, sum_left
from scoring.exact import ZERO, Exact
from scoring.ledger import Ledger, Reaching, work_out
from scoring.plan import Plan, Priced
from scoring.scorecard import ItemScore, Status, Step, StepKind
from scoring.tiers import is_between_tiers

REACHING = frozenset({"zero", "deduct_percent"})
"""Effects that may reach beyond the item."""


@dataclass(frozen=True, slots=True)
class Share:
    """Percent of the whole standard's points that a finding takes from the total."""

    percent: Decimal
    item: str
    rule: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An item's card and what its element needs: the exact score, what an item without points takes and gives, what runs on."""

    card: ItemScore
    score: Exact | None = None
    takes: Exact = ZERO
    gives: Exact = ZERO
    spills: tuple[Reaching, ...] = ()
    vetoes: tuple[Reaching, ...] = ()
    shares: tuple[Share, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether the item counts on both sides of the ratio."""
        return self.card.status is not Status.NOT_APPLICABLE or self.score is not None


@dataclass(frozen=True, slots=True)
class Given:
    """What the engine itself knows about an item: findings under conditions on scores, and full marks from elsewhere."""

    findings: tuple[Finding, ...] = ()
    full_by: Reaching | None = None


NOTHING = Given()


def mark(plan: Plan, item: Priced, answer: Answer | None, given: Given = NOTHING) -> Mark:
    """Return what an item comes to under an answer that ``check_answers`` let through."""
    if given.full_by is not None:
        return _full_from_elsewhere(plan, item, answer or Answer(), given.full_by)
    if answer is None or not answer.is_given:
        return unassessed(item)
    if item.kind == "gate":
        return _gate(item, answer)
    if answer.full and not given.findings:
        return _full(plan, item, answer)
    return _judged(plan, item, answer, given)


def _judged(plan: Plan, item: Priced, answer: Answer, given: Given) -> Mark:
    """Return what an answer comes to that is more than a yes or a no."""
    if answer.not_applicable is not None:
        return _not_applicable(plan, item, answer)
    if answer.score is not None:
        step = Step(StepKind.SCORE, answer.score, answer.score, note=answer.note, evidence=answer.evidence)
        return _scored(item, answer, (step,), answer.score)
    findings = [(finding, StepKind.FINDING) for finding in answer.findings]
    findings += [(finding, StepKind.CONDITION) for finding in given.findings]
    return _priced(item, answer, work_out(plan.policy, item, findings))


def mark_findings(plan: Plan, item: Priced, findings: Sequence[Finding]) -> Mark:
    """Return what findings come to, of an element as a whole or of an item."""
    return _priced(item, Answer(), work_out(plan.policy, item, [(finding, StepKind.FINDING) for finding in findings]))


def unassessed(item: Priced) -> Mark:
    """Return the mark of an item that nobody looked at."""
    return Mark(ItemScore(item.id, item.element, Status.UNASSESSED, item.points, None, None, ()))


def _gate(item: Priced, answer: Answer) -> Mark:
    status = Status.GATE_MET if answer.met else Status.GATE_FAILED
    return Mark(ItemScore(item.id, item.element, status, item.points, None, None, (), answer.note, answer.evidence))


def _full(plan: Plan, item: Priced, answer: Answer) -> Mark:
    """Return full marks; without a note they are the same in every assessment and made once."""
    found: Mark | None = plan.full_marks.get(item.id)
    if found is None:
        found = plan.full_marks[item.id] = _made_once(item)
    if answer.note is None and not answer.evidence:
        return found
    return replace(found, card=replace(found.card, note=answer.note, evidence=answer.evidence))


def _made_once(item: Priced) -> Mark:
    if item.points is None:
        return Mark(ItemScore(item.id, item.element, Status.SCORED, None, None, ZERO, ()))
    kind = StepKind.FULL if item.awards else StepKind.POINTS
    return _scored(item, Answer(), (Step(kind, item.points, item.points),), item.points)


def _scored(item: Priced, answer: Answer, steps: tuple[Step, ...], score: Decimal) -> Mark:
    deduction = None if item.points is None else item.points - score
    card = ItemScore(item.id, item.element, Status.SCORED, item.points, score, deduction, steps, answer.note, answer.evidence)
    return Mark(card, score)


def _full_from_elsewhere(plan: Plan, item: Priced, answer: Answer, by: Reaching) -> Mark:
    """Return full marks that a rule of another item, or of the element, gives; vetoes found at the item still stand."""
    points = item.points or ZERO
    step = Step(StepKind.FULL, points, points, by.rule, item=by.item)
    found = _scored(item, answer, (step,), points)
    if item.points is None:
        found = Mark(replace(found.card, score=None, deduction=ZERO))
    if answer.findings:
        priced = mark_findings(plan, item, answer.findings)
        found = replace(found, vetoes=priced.vetoes, shares=priced.shares)
    return found


def _not_applicable(plan: Plan, item: Priced, answer: Answer) -> Mark:
    """Return the mark of an item that does not apply: out of both sides, or nothing, or full marks, as the policy says."""
    counted = plan.policy.not_applicable in {"zero", "full"} and item.kind == "scored"
    points = item.points if plan.policy.not_applicable == "full" else ZERO
    score = points if counted and item.points is not None and points is not None else None
    step = Step(StepKind.NOT_APPLICABLE, score or ZERO, score or ZERO, note=answer.not_applicable)
    deduction = item.points - score if item.points is not None and score is not None else None
    card = ItemScore(
        item.id,
        item.element,
        Status.NOT_APPLICABLE,
        item.points,
        score,
        deduction,
        (step,),
        "\n".join(word for word in (answer.not_applicable, answer.note) if word),
        answer.evidence,
    )
    return Mark(card, score)


def _priced(item: Priced, answer: Answer, ledger: Ledger) -> Mark:
    """Return the mark of a finished sum."""
    steps = ledger.steps
    if item.points is not None or item.kind == "bonus":
        found = _scored(item, answer, steps, sum((step.points for step in steps), ZERO))
    else:
        takes, gives = sum_left(ledger.taking), sum_left(ledger.giving)
        card = ItemScore(item.id, item.element, Status.SCORED, None, None, takes - gives, steps, answer.note, answer.evidence)
        found = Mark(card, takes=takes, gives=gives)
    doubts = _doubts(item, ledger)
    hits = [one for one in ledger.charges if one.rule.effect in REACHING and one.holds]
    if not (hits or ledger.spills or doubts):
        return found
    vetoes = tuple(
        Reaching(reach, item.id, one.rule.number)
        for one in hits
        if (reach := one.rule.rule.zero) is not None and (reach is not Reach.ITEM or item.item is None)
    )
    shares = tuple(
        Share(one.rule.rule.deduct_percent * (one.count or 1), item.id, one.rule.number)
        for one in hits
        if one.rule.rule.deduct_percent is not None
    )
    return replace(found, spills=tuple(ledger.spills), vetoes=vetoes, shares=shares, diagnostics=doubts)


def _doubts(item: Priced, ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Return what a person should look at: parts of steps that were left out, values between steps, a floor nobody stated."""
    found = [
        Diagnostic("step-in-part", subject=item.id, figures={"rule": one.rule.number, "clause": one.rule.rule.text})
        for one in ledger.charges
        if one.partial
    ]
    found += [
        Diagnostic("between-tiers", subject=item.id, figures={"rule": one.rule.number, "value": show(one.finding.value or ZERO)})
        for one in ledger.charges
        if is_between_tiers(one.rule.rule, one.finding, item.points or ZERO)
    ]
    if item.awards and ledger.taking and not any(one.gives or one.kind in ZEROING for one in ledger.charges):
        found.append(Diagnostic("nothing-given", subject=item.id))
    if ledger.beyond:
        found.append(Diagnostic("needs-pool", subject=item.id))
    return tuple(found)
