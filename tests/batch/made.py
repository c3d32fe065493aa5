"""Assessments of one rubric as a province hands them in: varied, drawn from a seed, the same in every run.

A unit has a care of its own, so that results spread; some items do not apply, some are scored with the assessor's own figure, and
where asked for some are left unassessed. Self-assessments see less than reviews of the same unit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding
from scoring.plan import Plan, Priced, Want

PLACES = ("苏州", "无锡", "常州", "南通", "徐州", "盐城", "泰州")
TRADES = ("安达", "顺通", "远航", "宏图", "诚信", "驰远", "新光", "永固")
NOTES = ("抽查三份记录均无签名", "制度未以文件形式发布", "现场询问员工不清楚", "台账缺少第三季度记录", "消防通道堆放杂物")
PRICED = (Want.COUNT, Want.ONCE)


def made(
    plan: Plan, count: int, *, seed: int = 1, kinds: tuple[str, ...] = ("review",), open_share: float = 0.02
) -> Iterator[tuple[str, Assessment]]:
    """Yield names of files with assessments of ``count`` units, one of each kind; about ``open_share`` of them are incomplete."""
    for number in range(1, count + 1):
        for kind in kinds:
            chance = random.Random(f"{seed} {number} {kind}")  # noqa: S311 - the same in every run
            care = random.Random(f"{seed} {number}").betavariate(6, 2)  # noqa: S311
            care = care if kind == "review" else (1 + care) / 2
            yield f"{number:06}.{kind}.yaml", one(plan, number, kind, chance, care=care, open_share=open_share)


def one(plan: Plan, number: int, kind: str, chance: random.Random, *, care: float, open_share: float = 0.0) -> Assessment:
    """Return the assessment of one unit."""
    is_open = chance.random() < open_share
    may_be_absent = plan.policy.not_applicable not in {None, "forbidden"}
    items = {name: answer(item, care, chance, may_be_absent=may_be_absent) for name, item in plan.items.items()}
    for name in chance.sample(list(items), 2) if is_open else ():
        del items[name]
    day = date(2026, 1, 5) + timedelta(days=number % 200)
    return Assessment(
        rubric=plan.rubric.id,
        kind="self" if kind == "self" else "review",
        unit=f"{PLACES[number % len(PLACES)]}{TRADES[number // 7 % len(TRADES)]}第{number}汽车维修有限公司",
        begin=day,
        end=day + timedelta(days=1),
        facts={fact.id: True for fact in plan.policy.facts},
        elements=vetoes(plan, care, chance),
        items=items,
    )


def answer(item: Priced, care: float, chance: random.Random, *, may_be_absent: bool = True) -> Answer:
    """Return what was found at one item: often nothing, else findings under one or two of its rules."""
    if item.kind == "gate":
        return Answer(met=chance.random() < 0.995)
    drawn = chance.random()
    if may_be_absent and item.kind == "scored" and drawn < 0.02:
        return Answer(not_applicable="本企业不涉及")
    if item.points is not None and drawn > 0.99:
        return Answer(score=(item.points * chance.randint(0, 4) / 4).quantize(Decimal("0.01")), note="现场核定")
    rules = [rule for rule in item.rules if rule.want in PRICED and rule.rule.scores is None and rule.effect != "zero"]
    hard = [rule for rule in item.rules if rule.effect == "zero" and rule.want in PRICED and rule.rule.scores is None]
    rules = hard if hard and (not rules or drawn < 0.03) else rules
    if not rules or (chance.random() < care and item.full_has_a_figure):
        return Answer(full=True) if item.full_has_a_figure else Answer(findings=(Finding(rule=1, count=Decimal(0)),))
    chosen = chance.sample(rules, min(len(rules), chance.choice((1, 1, 2))))
    return Answer(findings=tuple(finding(rule.number, rule.want, chance) for rule in chosen))


def vetoes(plan: Plan, care: float, chance: random.Random) -> dict[str, ElementAnswer]:
    """Return a veto of an element now and then."""
    found = {}
    for name, placed in plan.elements.items():
        rules = [rule for rule in placed.priced.rules if rule.effect == "zero" and rule.want in PRICED]
        if rules and chance.random() < (1 - care) / 40:
            found[name] = ElementAnswer(findings=(finding(chance.choice(rules).number, Want.ONCE, chance),))
    return found


def finding(rule: int, want: Want, chance: random.Random) -> Finding:
    """Return one finding under a rule."""
    count = Decimal(chance.randint(1, 3)) if want is Want.COUNT else None
    return Finding(rule=rule, count=count, note=chance.choice(NOTES))
