"""Stricter or milder is said only where it follows from what the standard says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics.model import Element, Item, Rubric, Rule
from rubrics.policy import ElementMinimum, Grade, Policy, Rounding
from rubrics.revision import Tendency, compare

OPPOSITE = {"stricter": "milder", "milder": "stricter"}


def clause(text: str, **understood: object) -> Rule:
    return Rule(text=text, **{name: Decimal(value) if isinstance(value, int) else value for name, value in understood.items()})


def tendency(old: list[Rule], new: list[Rule], points: tuple[int, int] = (10, 10)) -> str:
    """Return the tendency of an item whose rules and points changed."""
    rubrics = [
        Rubric(
            id="a",
            title="标准",
            elements=(
                Element(
                    code="1",
                    title="要素",
                    items=(Item(id="1-1", requirement="建立台账。", points=Decimal(worth), rules=tuple(rules)),),
                ),
            ),
        )
        for rules, worth in zip((old, new), points, strict=True)
    ]
    return compare(*rubrics).items[0].tendency.value


RULES = {
    "a higher price": (
        clause("台账不全的，每处扣1分", deduct=1, per="处"),
        clause("台账不全的，每处扣2分", deduct=2, per="处"),
        "stricter",
    ),
    "a price for each instead of once": (
        clause("台账不全的，扣1分", deduct=1),
        clause("台账不全的，每处扣1分", deduct=1, per="处"),
        "stricter",
    ),
    "another unit": (
        clause("台账不全的，每处扣1分", deduct=1, per="处"),
        clause("台账不全的，每项扣1分", deduct=1, per="项"),
        "unclear",
    ),
    "a higher price for a larger unit": (
        clause("台账不全的，每处扣1分", deduct=1, per="处"),
        clause("台账不全的，扣2分", deduct=2),
        "unclear",
    ),
    "a lower cap": (
        clause("台账不全的，每处扣1分，扣完5分为止", deduct=1, per="处", cap=5),
        clause("台账不全的，每处扣1分，扣完3分为止", deduct=1, per="处", cap=3),
        "milder",
    ),
    "a cap where there was none": (
        clause("台账不全的，每处扣1分", deduct=1, per="处"),
        clause("台账不全的，每处扣1分，扣完3分为止", deduct=1, per="处", cap=3),
        "milder",
    ),
    "nothing instead of a price": (
        clause("未建立台账的，扣5分", deduct=5),
        clause("未建立台账的，不得分", zero="item"),
        "stricter",
    ),
    "nothing instead of a price that may be above the points": (
        clause("未建立台账的，扣15分", deduct=15),
        clause("未建立台账的，不得分", zero="item"),
        "unclear",
    ),
    "a veto of more": (
        clause("未建立台账的，不得分", zero="item"),
        clause("未建立台账的，不得分", zero="element", veto="B"),
        "stricter",
    ),
    "a range that begins higher": (
        clause("台账不全的，扣1-5分", range=(Decimal(1), Decimal(5))),
        clause("台账不全的，扣2-5分", range=(Decimal(2), Decimal(5))),
        "stricter",
    ),
    "a range that is wider at both ends": (
        clause("台账不全的，扣2-4分", range=(Decimal(2), Decimal(4))),
        clause("台账不全的，扣1-5分", range=(Decimal(1), Decimal(5))),
        "unclear",
    ),
    "a range around the price": (
        clause("台账不全的，扣2分", deduct=2),
        clause("台账不全的，扣1-5分", range=(Decimal(1), Decimal(5))),
        "unclear",
    ),
    "a higher award": (
        clause("建立台账的，得1分", award=1),
        clause("建立台账的，得2分", award=2),
        "milder",
    ),
    "another condition at a higher price": (
        clause("未建立台账的，扣1分", deduct=1),
        clause("未建立纸质台账的，扣2分", deduct=2),
        "unclear",
    ),
    "a threshold that is no price": (
        clause("培训率低于90%的，扣1分", deduct=1),
        clause("培训率低于95%的，扣2分", deduct=2),
        "unclear",
    ),
    "a threshold in points": (
        clause("考试低于60分的，扣1分", deduct=1),
        clause("考试低于80分的，扣1分", deduct=1),
        "unclear",
    ),
    "only the way to look": (
        clause("查台账", method=True),
        clause("查台账和记录", method=True),
        "neither",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_of_a_changed_clause(name):
    old, new, expected = RULES[name]
    assert (tendency([old], [new]), tendency([new], [old])) == (expected, OPPOSITE.get(expected, expected))


def test_of_a_clause_more_or_less():
    first, second = clause("未建立台账的，扣1分", deduct=1), clause("安全出口堵塞的，扣2分", deduct=2)
    exempt = clause("无此设备的，不扣分", exempt=True)
    assert tendency([first], [first, second]) == "stricter"
    assert tendency([first, second], [first]) == "milder"
    assert tendency([first], [first, exempt]) == "milder"
    assert tendency([first], [second, exempt]) == "unclear"


def test_two_changes_that_pull_in_two_directions_cannot_be_told():
    first, dearer = clause("未建立台账的，扣1分", deduct=1), clause("未建立台账的，扣3分", deduct=3)
    second, cheaper = clause("安全出口堵塞的，扣5分", deduct=5), clause("安全出口堵塞的，扣4分", deduct=4)
    assert tendency([first, second], [dearer, second]) == "stricter"
    assert tendency([first, second], [dearer, cheaper]) == "unclear"


def test_points_alone_are_neither_stricter_nor_milder_for_sure():
    rule = clause("未建立台账的，扣1分", deduct=1)
    assert tendency([rule], [rule], (10, 8)) == "unclear"
    assert tendency([clause("未建立的，扣5分", deduct=5)], [clause("未建立的，不得分", zero="item")], (10, 8)) == "unclear"


PASS = Grade(name="合格", at_least=Decimal(60))
POLICIES = {
    "a higher pass mark": (Policy(grades=(PASS,)), Policy(grades=(Grade(name="合格", at_least=Decimal(65)),)), "stricter"),
    "more than instead of at least": (
        Policy(grades=(PASS,)),
        Policy(grades=(Grade(name="合格", more_than=Decimal(60)),)),
        "stricter",
    ),
    "a minimum for elements": (
        Policy(grades=(PASS,)),
        Policy(grades=(PASS.model_copy(update={"elements": ElementMinimum(at_least=Decimal(60))}),)),
        "stricter",
    ),
    "cut off instead of rounded": (
        Policy(rounding=Rounding(places=1)),
        Policy(rounding=Rounding(places=1, mode="down")),
        "stricter",
    ),
    "deductions run on into the element": (Policy(pool="item"), Policy(pool="element"), "stricter"),
    "a pass mark of another figure": (
        Policy(formula="percent", scale=Decimal(100), grades=(PASS,)),
        Policy(formula="points", grades=(Grade(name="合格", at_least=Decimal(600)),)),
        "unclear",
    ),
    "another formula": (Policy(formula="percent"), Policy(formula="points"), "unclear"),
}


@pytest.mark.parametrize("name", POLICIES)
def test_of_a_changed_policy(name):
    old, new, expected = POLICIES[name]
    for before, after, wanted in ((old, new, expected), (new, old, OPPOSITE.get(expected, expected))):
        changes = compare(*(Rubric(id="a", title="标准", policy=policy) for policy in (before, after))).policy
        found = {change.tendency for change in changes}
        assert found == {Tendency(wanted)}
