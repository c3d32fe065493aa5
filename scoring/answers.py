"""Which answers of an assessment its rubric does not allow: all of them, each with the way of keys to it.

Nothing is scored before this list is empty: an impossible answer must never become a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding
from rubrics.binding import edition_name, edition_words, fits
from rubrics.errors import AssessmentError
from rubrics.model import Rubric
from rubrics.values import show
from scoring.faults import repeated_faults
from scoring.plan import Placed, Plan, Priced, PricedRule, Want
from scoring.preparing import prepare
from scoring.tiers import gives, tier_met

Keys = tuple[str | int, ...]
HUNDRED = 100


def check_answers(rubric: Rubric | Plan, assessment: Assessment) -> list[AssessmentError]:
    """Return everything in ``assessment`` that ``rubric`` does not allow, in the order of the assessment."""
    plan = rubric if isinstance(rubric, Plan) else prepare(rubric)
    return list(_errors(plan, assessment))


def _errors(plan: Plan, assessment: Assessment) -> Iterator[AssessmentError]:
    wrong = list(_wrong_rubric(plan, assessment))
    yield from wrong
    if wrong and assessment.rubric != plan.rubric.id:
        return  # its answers are about other items: each would be an error that says nothing
    facts = {fact.id for fact in plan.policy.facts}
    for name in assessment.facts:
        if name not in facts:
            yield AssessmentError("answer-unknown-fact", path=("facts", name), id=name)
    for name, element_answer in assessment.elements.items():
        yield from _element(plan, name, element_answer, assessment.elements, assessment.items)
    yield from _items(plan, assessment.items, ("items",))
    yield from repeated_faults(plan, assessment)


def _wrong_rubric(plan: Plan, assessment: Assessment) -> Iterator[AssessmentError]:
    """Refuse an assessment that was made with another edition, with the names of both, and the command that carries it over."""
    if fits(assessment, plan.rubric, plan.rubric_hash):
        return
    is_other = assessment.rubric != plan.rubric.id
    version = plan.rubric.version
    names = {
        "made": edition_words(assessment.rubric, assessment.rubric_version, assessment.rubric_hash),
        "given": edition_words(plan.rubric.id, version, plan.rubric_hash),
        "old": edition_name(assessment.rubric, assessment.rubric_version),
        "new": edition_name(plan.rubric.id, version),
        "assessment": "ASSESSMENT.yaml",
    }
    code, key = ("answer-wrong-rubric", "rubric") if is_other else ("answer-other-edition", "rubric_hash")
    if not is_other and assessment.rubric_hash is None:
        key = "rubric_version"
    yield AssessmentError(code, path=(key,), **names)


def _element(
    plan: Plan, name: str, answer: ElementAnswer, others: Mapping[str, ElementAnswer], items: Mapping[str, Answer]
) -> Iterator[AssessmentError]:
    path: Keys = ("elements", name)
    placed = plan.elements.get(name)
    if placed is None:
        yield AssessmentError("answer-unknown-element", path=path, id=name)
        return
    answered = [item for item in placed.below if item in items and items[item].is_given]
    if answer.not_applicable is not None or answer.objects:
        yield from (AssessmentError("answer-twice", path=("items", item), element=name) for item in answered)
        yield from (
            AssessmentError("answer-twice", path=("elements", inner), element=name)
            for inner in placed.inner
            if inner != name and inner in others
        )
    if answer.not_applicable is not None:
        yield from _not_applicable(plan, placed.priced, (*path, "not_applicable"))
    if answer.findings and all(item in items and items[item].not_applicable is not None for item in placed.below):
        yield AssessmentError("answer-finding-not-applicable", path=(*path, "findings"))
    yield from _findings(placed.priced, answer.findings, path)
    yield from _objects(plan, placed, answer, path)


def _objects(plan: Plan, placed: Placed, answer: ElementAnswer, path: Keys) -> Iterator[AssessmentError]:
    if not answer.objects:
        return
    if placed.level != 1 or placed.kind != "scored":
        yield AssessmentError("answer-objects-level", path=(*path, "objects"))
    if plan.policy.objects is None:
        yield AssessmentError("policy-needed", path=(*path, "objects"), key="objects")
    for number, one in enumerate(answer.objects):
        here = (*path, "objects", number)
        yield from _findings(placed.priced, one.findings, here)
        for item in one.items:
            if item in plan.items and item not in placed.below:
                yield AssessmentError("answer-object-item", path=(*here, "items", item), id=item)
        yield from _items(plan, one.items, (*here, "items"), inside_object=True)


def _items(plan: Plan, answers: Mapping[str, Answer], path: Keys, *, inside_object: bool = False) -> Iterator[AssessmentError]:
    items = plan.items
    for name, answer in answers.items():
        item = items.get(name)
        if item is None:
            yield AssessmentError("answer-unknown-item", path=(*path, name), id=name)
        elif answer.full and item.kind != "gate":
            if not item.full_has_a_figure:
                yield AssessmentError("answer-full-without-points", path=(*path, name, "full"))
        else:
            yield from _answer(plan, item, answer, (*path, name), inside_object=inside_object)


def _answer(plan: Plan, item: Priced, answer: Answer, path: Keys, *, inside_object: bool) -> Iterator[AssessmentError]:
    if item.kind == "gate":
        if answer.is_given and answer.met is None:
            yield AssessmentError("answer-gate", path=path)
        return
    if answer.met is not None:
        yield AssessmentError("answer-no-gate", path=(*path, "met"))
    if answer.not_applicable is not None:
        yield from _not_applicable(plan, item, (*path, "not_applicable"))
    if answer.score is not None:
        yield from _score(item, answer.score, (*path, "score"))
    yield from _findings(item, answer.findings, path)
    if answer.objects and inside_object:
        yield AssessmentError("answer-objects-nested", path=(*path, "objects"))
    elif answer.objects:
        yield from _item_objects(plan, item, answer, path)


def _not_applicable(plan: Plan, item: Priced, path: Keys) -> Iterator[AssessmentError]:
    """Tell where something may not be said not to apply; a bonus that does not apply is only not won."""
    if item.kind == "bonus":
        return
    if plan.policy.not_applicable is None:
        yield AssessmentError("policy-needed", path=path, key="not_applicable")
    elif plan.policy.not_applicable == "forbidden":
        yield AssessmentError("answer-not-applicable-forbidden", path=path)


def _score(item: Priced, score: Decimal, path: Keys) -> Iterator[AssessmentError]:
    if item.points is None:
        yield AssessmentError("answer-score-without-points", path=path)
    elif score > item.points:
        yield AssessmentError("answer-score-above", path=path, points=show(item.points), score=show(score))


def _item_objects(plan: Plan, item: Priced, answer: Answer, path: Keys) -> Iterator[AssessmentError]:
    if plan.policy.objects is None:
        yield AssessmentError("policy-needed", path=(*path, "objects"), key="objects")
    if plan.policy.guarantee is not None and _in_guarantee(plan, item):
        yield AssessmentError("answer-objects-guarantee", path=(*path, "objects"))
    for number, one in enumerate(answer.objects):
        yield from _answer(plan, item, one, (*path, "objects", number), inside_object=True)


def _in_guarantee(plan: Plan, item: Priced) -> bool:
    first = plan.elements[item.first]
    return any(plan.elements[name].element.guarantee for name in first.inner)


def _findings(item: Priced, findings: tuple[Finding, ...], path: Keys) -> Iterator[AssessmentError]:
    counted: dict[int, Decimal] = {}
    for number, finding in enumerate(findings):
        here = (*path, "findings", number)
        if finding.rule > len(item.rules):
            code = "answer-unknown-rule" if item.rules else "answer-no-rules"
            yield AssessmentError(code, path=(*here, "rule"), rule=finding.rule, count=len(item.rules))
            continue
        rule = item.rules[finding.rule - 1]
        yield from _finding(item, rule, finding, here)
        if rule.want is Want.ONCE or _gives_once(rule):
            counted[finding.rule] = counted.get(finding.rule, Decimal(0)) + _units(finding)
            if counted[finding.rule] > 1:
                yield _wrong("answer-fixed-price", rule, (*here, "rule"))
            elif counted[finding.rule] not in (0, 1):
                yield AssessmentError("answer-not-whole", path=(*here, "count"))


def _gives_once(rule: PricedRule) -> bool:
    """Tell whether a rule gives what one measure, or one step, is worth: two of them would be counted twice."""
    clause = rule.rule
    shared = clause.award == "proportional" or clause.award_range is not None or any(map(gives, clause.tiers))
    return shared and clause.per is None and clause.every is None


def _units(finding: Finding) -> Decimal:
    return Decimal(1) if finding.count is None else finding.count


def _finding(item: Priced, rule: PricedRule, finding: Finding, path: Keys) -> Iterator[AssessmentError]:
    """Tell what one finding says too much or too little for its rule."""
    want = rule.want
    if want is Want.NOTHING:
        yield _wrong("answer-silent-rule", rule, (*path, "rule"))
        return
    if item.points is None and _gives_a_share(rule):
        yield _wrong("answer-needs-points", rule, (*path, "rule"))
    if rule.rule.scores is not None and finding.note is None:
        yield AssessmentError("answer-reason-missing", path=(*path, "rule"))
    if finding.value is not None and want not in (Want.VALUE, Want.TIER):
        yield _wrong("answer-value-not-wanted", rule, (*path, "value"))
    if finding.tier is not None and want is not Want.TIER:
        yield _wrong("answer-tier-not-wanted", rule, (*path, "tier"))
    if finding.deduct is not None and want is not Want.FIGURE:
        yield _wrong("answer-figure-not-wanted", rule, (*path, "deduct"))
    if want is Want.VALUE:
        yield from _value(rule, finding, path)
    elif want is Want.TIER:
        yield from _tier(rule, finding, path)
    elif want is Want.FIGURE:
        yield from _figure(item, rule, finding, path)
    yield from _award(item, rule, finding, path)


def _gives_a_share(rule: PricedRule) -> bool:
    """Tell whether a rule gives or takes a share of the item's points, whatever these are."""
    return (
        rule.rule.award in {"full", "proportional"}
        or rule.rule.award_percent is not None
        or any(tier.award_percent is not None or tier.zero for tier in rule.rule.tiers)
    )


def _value(rule: PricedRule, finding: Finding, path: Keys) -> Iterator[AssessmentError]:
    if finding.value is None:
        yield _wrong("answer-value-missing", rule, path)
    elif rule.rule.award == "proportional" and not 0 <= finding.value <= HUNDRED:
        yield AssessmentError("answer-not-percent", path=(*path, "value"), value=show(finding.value))
    if finding.count is not None:
        yield _wrong("answer-count-not-wanted", rule, (*path, "count"))


def _tier(rule: PricedRule, finding: Finding, path: Keys) -> Iterator[AssessmentError]:
    labels = [tier.label for tier in rule.rule.tiers if tier.label]
    measured = any(
        bound is not None for tier in rule.rule.tiers for bound in (tier.below, tier.at_most, tier.above, tier.at_least)
    )
    if finding.tier is None and (finding.value is None or not measured):
        yield _wrong("answer-tier-missing", rule, path, known=", ".join(labels))
    elif finding.tier is not None and finding.tier not in labels:
        yield _wrong("answer-tier-unknown", rule, (*path, "tier"), tier=finding.tier, known=", ".join(labels))
    if finding.count is not None:
        yield _wrong("answer-count-not-wanted", rule, (*path, "count"))


def _figure(item: Priced, rule: PricedRule, finding: Finding, path: Keys) -> Iterator[AssessmentError]:
    if finding.deduct is None:
        yield _wrong("answer-figure-missing", rule, path)
        return
    if finding.note is None:
        yield AssessmentError("answer-reason-missing", path=(*path, "deduct"))
    if finding.count is not None and rule.rule.per is None:
        yield _wrong("answer-count-not-wanted", rule, (*path, "count"))
    least, most = rule.rule.range or (Decimal(0), None if rule.rule.overflow else item.points)
    if finding.deduct < least or (most is not None and finding.deduct > most):
        yield AssessmentError(
            "answer-figure-outside",
            path=(*path, "deduct"),
            rule=rule.number,
            least=show(least),
            most=show(most or Decimal(0)),
            figure=show(finding.deduct),
        )


def _award(item: Priced, rule: PricedRule, finding: Finding, path: Keys) -> Iterator[AssessmentError]:
    """Tell what is wrong with the figure that the assessor gives: none is wanted, none is there, or it is outside its range."""
    limits = _limits_of_award(item, rule, finding)
    if limits is None:
        if finding.award is not None:
            yield _wrong("answer-award-not-wanted", rule, (*path, "award"))
        return
    least, most = limits
    if finding.award is None:
        yield _wrong("answer-award-missing", rule, path, least=show(least), most=show(most))
        return
    if finding.note is None:
        yield AssessmentError("answer-reason-missing", path=(*path, "award"))
    if finding.count is not None and rule.rule.per is None:
        yield _wrong("answer-count-not-wanted", rule, (*path, "count"))
    if not least <= finding.award <= most:
        figures = {"least": show(least), "most": show(most), "figure": show(finding.award)}
        yield AssessmentError("answer-award-outside", path=(*path, "award"), rule=rule.number, **figures)


def _limits_of_award(item: Priced, rule: PricedRule, finding: Finding) -> tuple[Decimal, Decimal] | None:
    """Return between what figures the assessor picks what is given; ``None`` where nothing is to be picked."""
    if rule.want is Want.AWARD:
        return rule.rule.award_range
    tier = tier_met(rule.rule, finding, item.points or Decimal(0)) if rule.want in (Want.TIER, Want.VALUE) else None
    return tier.award_range if tier is not None else None


def _wrong(code: str, rule: PricedRule, path: Keys, **figures: str) -> AssessmentError:
    return AssessmentError(code, path=path, rule=rule.number, clause=rule.rule.text[:60], **figures)
