"""Assessments whose scores were worked out by hand before the engine saw them; the sum stands beside each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from render.explanation import explanation_lines
from rubrics.presets import preset
from scoring import Scorecard
from tests.scoring.notation import PLAIN, by_preset, card, rubric
from tests.scoring.test_explanations import sums

POINTS = {"formula": "points", "pool": "item", "not_applicable": "exclude"}


class Case(NamedTuple):
    """A rubric, its policy, the answers, and what they come to: scores by id, and the result under ``=``."""

    name: str
    drawn: str
    policy: dict[str, Any]
    answers: tuple[str, ...]
    comes_to: dict[str, str]
    told: tuple[str, ...] = ()


ONE = "1 甲\n  - 10 | "
TWO = "1 甲 30\n  - 10 | deduct 1 per 处\n  - 20 | deduct 1 per 处\n2 乙 70\n  - 70 | deduct 1 per 处"
BORDERS = ONE + "tiers <60:10 <80:5"
GIVEN = ONE + "tiers >=90:+10 >=80:+8 <80:+0"
CAPPED = ONE + "deduct 2 per 处 cap 6 | deduct 3 | deduct 5"
IN_ALL = ONE + "zero | deduct 1 per 处 | deduct 2 | cap_item 4"
CATEGORY = "1 类目 30\n  1.1 甲 10\n    - 5 | {}\n    - 5 | deduct 1 per 处\n  1.2 乙 20\n    - 20 | deduct 1 per 处"
BONUS = "1 甲 100\n  - 100 | deduct 1 per 处\n2 奖励 bonus\n  - 5\n  - 3 | deduct 1"
WEIGHTED = "\n".join(f"{n} 表 {p} weight={p}\n  - {p} | deduct 1 per 处" for n, p in ((1, 30), (2, 20), (3, 50)))
GUARD = """
1 表 100 weight=1
  1.1 保证 60 guarantee
    - 30 | deduct 0.5 per 处
    - 30 | deduct 0.5 per 处
  1.2 一般 40
    - 40
"""
CONDITION = "1 甲 10\n  - 10 | deduct 1 per 处\n2 乙 20\n  - 20 | deduct 1 per 处\n3 丙 10\n  - 10 | {}"

CASES = [
    # Limits of rules and items.
    Case("four at two, capped at six, and three: 10 − 6 − 3", CAPPED, POINTS, ("1-1 1x4 2",), {"1-1": "1", "=": "1"}),
    Case("10 − 6 − 3 − 5 is nothing, not less", CAPPED, POINTS, ("1-1 1x4 2 3",), {"1-1": "0"}),
    Case("three at two reach the cap exactly: 10 − 6", CAPPED, POINTS, ("1-1 1x3",), {"1-1": "4"}),
    Case("two findings of one rule share its cap: 2×2 + 2×2 → 6", CAPPED, POINTS, ("1-1 1x2 1x2",), {"1-1": "4"}),
    Case("5 + 2 are capped at four for the item", IN_ALL, POINTS, ("1-1 2x5 3",), {"1-1": "6"}),
    Case("不得分 is not limited by what others take at most", IN_ALL, POINTS, ("1-1 1 2x2",), {"1-1": "0"}),
    Case(
        "of 5 and 10 for the same only 10, and one: 10 − 10",
        ONE + "deduct 5 group a | deduct 10 group a | deduct 1",
        POINTS,
        ("1-1 1 2",),
        {"1-1": "0"},
    ),
    Case(
        "of 2 and 4 for the same only 4, and one: 10 − 4 − 1",
        ONE + "deduct 2 group a | deduct 4 group a | deduct 1",
        POINTS,
        ("1-1 1 2 3",),
        {"1-1": "5"},
    ),
    Case("a thousand faults take no more than there is", ONE + "deduct 1 per 处", POINTS, ("1-1 1x1000",), {"1-1": "0"}),
    Case("none of a fault takes nothing", ONE + "deduct 1 per 处 | deduct 4", POINTS, ("1-1 1x0 2x0",), {"1-1": "10"}),
    Case("0.25 × 3 + 0.05: 10 − 0.8", ONE + "deduct 0.25 per 处 | deduct 0.05", POINTS, ("1-1 1x3 2",), {"1-1": "9.2"}),
    # Steps.
    Case(
        "one and a half of something is one: 10 − 2",
        ONE + "deduct 2 per 吨",
        POINTS,
        ("1-1 1x1.5",),
        {"1-1": "8"},
        ("step-in-part",),
    ),
    Case(
        "seven by threes are two: 10 − 2", ONE + "deduct 1 per 处 every 3", POINTS, ("1-1 1x7",), {"1-1": "8"}, ("step-in-part",)
    ),
    Case(
        "seven by threes are three where a part counts",
        ONE + "deduct 1 per 处 every 3 part_counts",
        POINTS,
        ("1-1 1x7",),
        {"1-1": "7"},
    ),
    Case("six by threes are two either way", ONE + "deduct 1 per 处 every 3 part_counts", POINTS, ("1-1 1x6",), {"1-1": "8"}),
    Case(
        "99 − 96.5 is two whole percent",
        ONE + "deduct 1 per % below 99",
        POINTS,
        ("1-1 1@96.5",),
        {"1-1": "8"},
        ("step-in-part",),
    ),
    Case("99 itself is not below 99", ONE + "deduct 1 per % below 99", POINTS, ("1-1 1@99",), {"1-1": "10"}),
    Case("better than asked takes nothing", ONE + "deduct 1 per % below 90", POINTS, ("1-1 1@97",), {"1-1": "10"}),
    Case(
        "by tenths: (95 − 94.7) ÷ 0.1 = 3 exactly",
        ONE + "deduct 0.5 per % every 0.1 below 95",
        POINTS,
        ("1-1 1@94.7",),
        {"1-1": "8.5"},
    ),
    Case("5.4 % over 5 % by 0.2: two", ONE + "deduct 1 per % every 0.2 above 5", POINTS, ("1-1 1@5.4",), {"1-1": "8"}),
    # Tiers at their borders.
    *(
        Case(f"{at} takes {lost} of <60:10 <80:5", BORDERS, POINTS, (f"1-1 1@{at}",), {"1-1": str(10 - lost)})
        for at, lost in (("100", 0), ("80", 0), ("79.99", 5), ("60", 5), ("59.99", 10), ("0", 10))
    ),
    *(
        Case(f"{at} gives {gives} of >=90:10 >=80:8", GIVEN, POINTS, (f"1-1 1@{at}",), {"1-1": gives})
        for at, gives in (("90", "10"), ("89.9", "8"), ("80", "8"), ("79.9", "0"))
    ),
    Case("90 is in both 80-90 and from 90: the better one", ONE + "tiers >=90:+5 80-90:+3", POINTS, ("1-1 1@90",), {"1-1": "5"}),
    Case("90 is not above 90", ONE + "tiers >90:+5 80-90:+3", POINTS, ("1-1 1@90",), {"1-1": "3"}),
    Case(
        "between 80-89 and from 90 lies 89.5: told",
        ONE + "tiers >=90:+5 80-89:+3 <80:+0",
        POINTS,
        ("1-1 1@89.5",),
        {"1-1": "0"},
        ("between-tiers",),
    ),
    Case("three of 1..1, 2..2, from 3: all", ONE + "tiers >=3:all 2-2:5 1-1:2", POINTS, ("1-1 1@3",), {"1-1": "0"}),
    Case("two of them: 10 − 5", ONE + "tiers >=3:all 2-2:5 1-1:2", POINTS, ("1-1 1@2",), {"1-1": "5"}),
    Case("none of them: 10", ONE + "tiers >=3:all 2-2:5 1-1:2", POINTS, ("1-1 1@0",), {"1-1": "10"}),
    # What is given.
    Case("three at one", ONE + "award 1 per 项 cap 5", POINTS, ("1-1 1x3",), {"1-1": "3"}),
    Case("nine at one are five", ONE + "award 1 per 项 cap 5", POINTS, ("1-1 1x9",), {"1-1": "5"}),
    Case("no more than the item is worth", "1 甲\n  - 4 | award 1 per 项 cap 5", POINTS, ("1-1 1x9",), {"1-1": "4"}),
    Case("70 % of 10", ONE + "award%70", POINTS, ("1-1 1",), {"1-1": "7"}),
    Case("83.5 % of 10", ONE + "award proportional", POINTS, ("1-1 1@83.5",), {"1-1": "8.35"}),
    Case("2 + 5 given, 3 taken", ONE + "award 2 | award 5 | deduct 3", POINTS, ("1-1 1 2 3",), {"1-1": "4"}),
    Case("given five, and 不得分", ONE + "award 5 | zero", POINTS, ("1-1 1 2",), {"1-1": "0"}),
    Case(
        "full from 90 on, less one for each percent: 10 − 3",
        ONE + "award full | deduct 1 per % below 90",
        POINTS,
        ("1-1 2@87",),
        {"1-1": "7"},
    ),
    Case("picked 6.5 of 6 to 8", ONE + "award_range 6 8", POINTS, ("1-1 1+6.5",), {"1-1": "6.5"}),
    Case("picked 1.5 of 1 to 5, twice: 10 − 3", ONE + "range 1 5 per 处", POINTS, ("1-1 1$1.5x2",), {"1-1": "7"}),
    # Contradictions.
    Case("nothing to look at gives all, whatever else was noted", ONE + "full | deduct 3", POINTS, ("1-1 1 2",), {"1-1": "10"}),
    Case("excused, whatever it would have cost", ONE + "exempt | deduct 3", POINTS, ("1-1 1 2",), {"1-1": "10"}),
    Case("not excused, the condition being found none of", ONE + "exempt | deduct 3", POINTS, ("1-1 1x0 2",), {"1-1": "7"}),
    # Running on.
    Case(
        "10 of 5 run on: 30 − 10",
        CATEGORY.format("deduct 10 overflow category"),
        POINTS,
        ("1.1-1 1",),
        {"1.1-1": "0", "1.1": "5", "1": "20"},
    ),
    Case("40 of 30 are all", CATEGORY.format("deduct 40 overflow category"), POINTS, ("1.1-1 1",), {"1.1": "5", "1": "0"}),
    Case(
        "不得分 and ten besides: 30 − 5 − 10", CATEGORY.format("zero further 10"), POINTS, ("1.1-1 1",), {"1.1-1": "0", "1": "15"}
    ),
    Case(
        "2 and ten besides, three of them the item's: 30 − 12",
        CATEGORY.format("deduct 2 further 10"),
        POINTS,
        ("1.1-1 1",),
        {"1.1-1": "0", "1": "18"},
    ),
    Case(
        "8 of 5 stop at the B element: 10 − 8",
        CATEGORY.format("deduct 4 per 处"),
        POINTS | {"pool": "element"},
        ("1.1-1 1x2",),
        {"1.1": "2", "1": "22"},
    ),
    Case("8 of 5 are five", CATEGORY.format("deduct 4 per 处"), POINTS, ("1.1-1 1x2",), {"1.1": "5", "1": "25"}),
    # What does not apply: 10 of 30; 15 of 20 and 63 of 70 are left.
    Case("78 ÷ 90", TWO, PLAIN, ("1-1 n/a", "1-2 1x5", "2-1 1x7"), {"1": "15", "=": "86.7"}),
    Case("78 ÷ 100", TWO, PLAIN | {"not_applicable": "zero"}, ("1-1 n/a", "1-2 1x5", "2-1 1x7"), {"1": "15", "=": "78"}),
    Case("88 ÷ 100", TWO, PLAIN | {"not_applicable": "full"}, ("1-1 n/a", "1-2 1x5", "2-1 1x7"), {"1": "25", "=": "88"}),
    Case(
        "(15 ÷ 20 × 30 + 63) ÷ 100", TWO, PLAIN | {"not_applicable": "rescale"}, ("1-1 n/a", "1-2 1x5", "2-1 1x7"), {"=": "85.5"}
    ),
    # Rounding.
    Case("706 ÷ 800 = 88.25", "1 甲\n  - 800 | deduct 1 per 处", PLAIN, ("1-1 1x94",), {"=": "88.3"}),
    Case("1199 ÷ 2000 = 59.95", "1 甲\n  - 2000 | deduct 1 per 处", PLAIN, ("1-1 1x801",), {"=": "60"}),
    Case(
        "59.95 cut off",
        "1 甲\n  - 2000 | deduct 1 per 处",
        PLAIN | {"rounding": {"places": 1, "mode": "down"}},
        ("1-1 1x801",),
        {"=": "59.9"},
    ),
    Case(
        "695 ÷ 1000 to an integer",
        "1 甲\n  - 1000 | deduct 1 per 处",
        PLAIN | {"rounding": {"places": 0}},
        ("1-1 1x305",),
        {"=": "70"},
    ),
    Case(
        "2 ÷ 3 to two places", "1 甲\n  - 3 | deduct 1 per 处", PLAIN | {"rounding": {"places": 2}}, ("1-1 1x1",), {"=": "66.67"}
    ),
    # Weights: 27 of 30, 10 of 20, 40 of 50.
    Case(
        "30 × 0.9 + 20 × 0.5 + 50 × 0.8",
        WEIGHTED,
        {"formula": "weighted", "pool": "item"},
        ("1-1 1x3", "2-1 1x10", "3-1 1x10"),
        {"=": "77"},
    ),
    Case(
        "(27 + 40) ÷ 80",
        WEIGHTED,
        {"formula": "weighted", "pool": "item", "not_applicable": "exclude"},
        ("1-1 1x3", "2-1 n/a", "3-1 1x10"),
        {"=": "83.75"},
    ),
    # Bonus: 5 and 3 − 1.
    Case("95 and min(7, 6)", BONUS, POINTS | {"bonus": {"counts_in": ["result"], "cap": 6}}, ("1-1 1x5", "2-2 1"), {"=": "101"}),
    Case("95 for the mark", BONUS, POINTS | {"bonus": {}}, ("1-1 1x5", "2-2 1"), {"=": "95"}),
    # Vetoes and shares.
    Case(
        "the B element: 30 − 10",
        CATEGORY.format("veto element"),
        POINTS,
        ("1.1-1 1", "1.1-2 1x2"),
        {"1.1-2": "3", "1.1": "0", "1": "20"},
    ),
    Case(
        "the A element",
        CATEGORY.format("veto category"),
        POINTS,
        ("1.1-1 1", "1.2-1 1x2"),
        {"1.2-1": "18", "1.2": "18", "1": "0"},
    ),
    Case("everything", CATEGORY.format("veto total"), PLAIN, ("1.1-1 1",), {"1.2": "20", "=": "0"}),
    Case(
        "40 % and 20 % of 100, and ten: 100 − 10 − 60",
        "1 甲\n  - 100 | share 40 | share 20 | deduct 10",
        PLAIN,
        ("1-1 1 2 3",),
        {"1-1": "90", "=": "30"},
    ),
    Case(
        "40 % of the 90 that apply: (80 − 36) ÷ 90",
        "1 甲\n  - 90 | share 40 | deduct 10\n  - 10",
        PLAIN,
        ("1-1 1 2", "1-2 n/a"),
        {"=": "48.9"},
    ),
    # Conditions on scores.
    Case(
        "60 % is not below 60 %",
        CONDITION.format("low 60 first 2 deduct 5"),
        POINTS,
        ("1-1 1x4", "2-1 1x8"),
        {"3-1": "10", "=": "28"},
    ),
    Case("55 % is", CONDITION.format("low 60 first 2 deduct 5"), POINTS, ("1-1 1x4", "2-1 1x9"), {"3-1": "5", "=": "22"}),
    Case(
        "6 + 12 are fewer than 18.5",
        CONDITION.format("low 18.5pts first 2 sum deduct 5"),
        POINTS,
        ("1-1 1x4", "2-1 1x8"),
        {"3-1": "5"},
    ),
    Case(
        "the mean of 6 and 12 is nine",
        CONDITION.format("low 9pts first 2 mean deduct 5"),
        POINTS,
        ("1-1 1x4", "2-1 1x8"),
        {"3-1": "10"},
    ),
    Case("for each of the two", CONDITION.format("low 70 first 2 deduct 2 each"), POINTS, ("1-1 1x4", "2-1 1x8"), {"3-1": "6"}),
    # Guarantee parts: forty is enough, 39.5 is not.
    Case("15 + 25 of the guarantee part", GUARD, by_preset("jgj59"), ("1.1-1 1x30", "1.1-2 1x10"), {"1.1": "40", "=": "80"}),
    Case("15 + 24.5", GUARD, by_preset("jgj59"), ("1.1-1 1x30", "1.1-2 1x11"), {"1.1": "39.5", "1": "0", "=": "0"}),
    # Printed points that are not the sum of what stands below.
    Case(
        "16 of the 20 that are printed",
        "1 甲 20\n  - 6\n  - 10 | deduct 1 per 处",
        PLAIN,
        ("1-2 1x2",),
        {"1": "14", "=": "70"},
        ("points-differ",),
    ),
    Case(
        "20 printed, 24 below: 24 − 2 are more than 20",
        "1 甲 20\n  - 4\n  - 20 | deduct 1 per 处",
        PLAIN,
        ("1-2 1x2",),
        {"1": "20", "=": "100"},
        ("points-differ",),
    ),
]


def found(case: Case) -> Scorecard:
    return card(rubric(case.drawn, **case.policy), *case.answers)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_engine_comes_to_what_a_person_worked_out(case: Case) -> None:
    worked = found(case)
    scores = {name: one.score for name, one in (*worked.items.items(), *worked.elements.items())} | {"=": worked.total.result}
    assert {name: scores[name] for name in case.comes_to} == {name: Decimal(figure) for name, figure in case.comes_to.items()}
    assert tuple(one.code for one in worked.diagnostics) == case.told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_of_its_explanation_adds_up(case: Case) -> None:
    worked = found(case)
    drawn = rubric(case.drawn, **case.policy)
    for item in worked.items.values():
        if item.score is not None:
            assert list(sums(explanation_lines(drawn, worked, item.id))) == [(item.score, item.score)]
    for added, said in sums(explanation_lines(drawn, worked)):
        assert abs(added - said) <= Decimal("0.02")


@pytest.mark.parametrize(
    ("name", "drawn", "answers", "grade"),
    [
        ("gongmao", "1 甲\n  - 2000 | deduct 1 per 处", ("1-1 1x501",), "二级"),  # 74.95 → 75.0
        ("gongmao", "1 甲\n  - 2000 | deduct 1 per 处", ("1-1 1x502",), "三级"),  # 74.9
        ("gongmao-small", "1 甲\n  - 600 | deduct 1 per 处", ("1-1 1x240",), "三级"),  # 60
        ("gongmao-small", "1 甲\n  - 600 | deduct 1 per 处", ("1-1 1x241",), None),  # 59.83 → 59.8
        ("dianli", "1 甲\n  - 100 | deduct 0.1 per 处", ("1-1 1x100",), "二级"),  # 90 is not more than 90
        ("dianli", "1 甲\n  - 100 | deduct 0.1 per 处", ("1-1 1x99",), "一级"),  # 90.1
        ("jixie-2005", "1 甲\n  - 800\n  - 200", ("1-2 n/a",), "一级"),  # 200 are not more than 200
        ("jixie-2005", "1 甲\n  - 799\n  - 201", ("1-2 n/a",), "二级"),
        ("ranqi", "1 甲\n  - 1000 | deduct 1 per 处", ("1-1 1x400",), "三级"),
        ("ranqi", "1 甲\n  - 1000 | deduct 1 per 处", ("1-1 1x401",), None),
        ("hangzhou", "1 甲\n  - 100 | deduct 0.5 per 处", ("1-1 1x30",), "可以申报"),  # 85
        ("hangzhou", "1 甲\n  - 100 | deduct 0.5 per 处", ("1-1 1x31",), None),  # 84.5
        ("shuili", "1 甲\n  - 1000 | deduct 1 per 处", ("1-1 1x105",), "一级"),  # 89.5 → 90
        ("shuili", "1 甲\n  - 1000 | deduct 1 per 处", ("1-1 1x106",), "二级"),  # 89.4 → 89
        ("jiaotong-2012", "1 甲\n  - 990 | deduct 1 per 处\n  - 10★★★ | deduct 1", ("1-1 1x400",), "三级"),
        ("jiaotong-2012", "1 甲\n  - 990 | deduct 1 per 处\n  - 10★★★ | deduct 1", ("1-1 1x300", "1-2 1"), None),
        ("weihua", "1 甲 100 weight=1\n  -  | deduct 1 per 处", ("1-1 1x20",), "达标"),
        ("weihua", "1 甲 100 weight=1\n  -  | deduct 1 per 处", ("1-1 1x21",), None),
        ("jgj59", "1 甲 100 weight=1\n  - 100 | deduct 1 per 处", ("1-1 1x20",), "优良"),
        ("jgj59", "1 甲 100 weight=1\n  - 100 | deduct 1 per 处", ("1-1 1x21",), "合格"),
        ("jgj59", "1 甲 100 weight=1\n  - 100 | deduct 1 per 处", ("1-1 1x31",), None),
    ],
)
def test_each_presets_marks_are_met_exactly_or_not_at_all(
    name: str, drawn: str, answers: tuple[str, ...], grade: str | None
) -> None:
    policy = by_preset(name) | ({"pool": "item"} if preset(name).policy.pool is None else {})
    assert card(rubric(drawn, **policy), *answers).grade == grade
