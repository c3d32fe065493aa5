"""Vetoes, guarantee parts, and several objects of one kind."""

from __future__ import annotations

from decimal import Decimal

from scoring import Outcome, StepKind
from tests.scoring.notation import ELEMENT_POINTS, by_preset, card, rubric


def test_a_veto_of_b_rank_zeroes_its_element_and_one_of_a_rank_the_category() -> None:
    drawn = rubric(ELEMENT_POINTS, formula="points", pool="element")
    found = card(drawn, "1.2-1 1 3")
    assert (found.elements["1.1"].score, found.elements["1.2"].score, found.elements["1"].score) == (30, 0, 30)
    assert [(step.kind, step.raw, step.rule) for step in found.elements["1.2"].steps][-1] == (StepKind.VETO, -68, 1)
    found = card(drawn, "1.2-1 2")
    assert (found.elements["1.2"].score, found.elements["1"].score, found.total.score) == (70, 0, 0)
    assert found.outcome is Outcome.UNGRADED


def test_a_veto_can_be_a_rule_of_the_element_itself() -> None:
    drawn = rubric("1 甲 10 | veto element | deduct 3\n  - 10\n2 乙 10\n  - 10", formula="points", pool="item")
    assert card(drawn, "1 1").total.score == 10
    assert card(drawn, "1 2").elements["1"].score == 7


def test_a_direct_veto_fails_the_whole() -> None:
    drawn = rubric("1 甲 10\n  - 5 | veto total | deduct 1\n  - 5\n2 乙 90\n  - 90", **by_preset("gongmao"))
    found = card(drawn, "1-1 1")
    assert (found.outcome, found.grade, found.called, found.total.result) == (Outcome.VETOED, None, "不达标", 0)
    assert found.elements["2"].score == 90
    assert [(step.kind, step.raw) for step in found.total.steps] == [(StepKind.ELEMENTS, 95), (StepKind.VETO, -95)]


def test_a_direct_veto_can_cost_a_share_of_the_total() -> None:
    # 直接否定扣除总分的40%: 100 − 2 − 40 = 58.
    drawn = rubric("1 甲 100\n  - 100 | share 40 | deduct 2", **by_preset("gongmao"))
    found = card(drawn, "1-1 1 2")
    assert (found.elements["1"].score, found.total.score, found.total.result) == (98, 58, 58)
    assert found.outcome is Outcome.BELOW_PASS_MARK
    drawn = rubric("1 甲 50 weight=1\n  - 50 | share 40\n2 乙 50 weight=3\n  - 50 | deduct 10", formula="weighted", pool="item")
    assert card(drawn, "1-1 1", "2-1 1").total.result == 45  # (1 × 1 + 3 × 0.8) ÷ 4 − 0.4


TABLES = """
1 安全管理 100 weight=10
  1.1 保证项目 60 guarantee
    - 30 | deduct 5 per 项
    - 30 | deduct 5 per 项
  1.2 一般项目 40
    - 40 | deduct 5 per 项
2 塔式起重机 100 weight=30
  2.1 保证项目 60 guarantee
    - 60 | deduct 5 per 项
  2.2 一般项目 40
    - 40 | deduct 5 per 项
"""


def test_a_guarantee_item_at_nothing_zeroes_its_table() -> None:
    found = card(rubric(TABLES, **by_preset("jgj59")), "1.1-1 1x6")
    assert (found.elements["1.1"].score, found.elements["1"].score) == (30, 0)
    assert found.elements["1"].steps[-1].kind is StepKind.GUARANTEE
    assert found.elements["1"].steps[-1].item == "1.1-1"
    assert (found.total.result, found.outcome, found.called) == (75, Outcome.ELEMENT_BELOW_MINIMUM, "不合格")


def test_a_guarantee_part_under_forty_zeroes_its_table() -> None:
    drawn = rubric(TABLES, **by_preset("jgj59"))
    found = card(drawn, "2.1-1 1x4", "2.2-1 1x8")
    assert (found.elements["2"].score, found.total.result) == (40, 55)
    assert card(drawn, "2.1-1 1x5").elements["2"].score == 0


def test_where_part_of_the_guarantee_does_not_apply_the_same_share_of_the_rest_is_asked() -> None:
    # 20 of 30 that apply is 40 of 60; 15 of 30 is less.
    drawn = rubric(TABLES, **by_preset("jgj59"))
    assert card(drawn, "1.1-2 n/a", "1.1-1 1x2").elements["1"].score == 60
    assert card(drawn, "1.1-2 n/a", "1.1-1 1x3").elements["1"].score == 0


def test_several_objects_of_one_table_count_by_their_mean() -> None:
    # Cranes at 90, 75 and (guarantee broken) 0: mean 55; (10 × 100 + 30 × 55) ÷ 40 = 66.25.
    drawn = rubric(TABLES, **by_preset("jgj59"))
    objects = [
        {"name": "1号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 2}]}, "2.2-1": {"full": True}}},
        {"name": "2号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 4}]}, "2.2-1": {"findings": [{"rule": 1}]}}},
        {"name": "3号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 5}]}, "2.2-1": {"full": True}}},
    ]
    found = card(drawn, elements={"2": {"objects": objects}})
    assert (found.elements["2"].score, found.total.result) == (55, Decimal("66.25"))
    assert sum(step.raw for step in found.elements["2"].steps) == 55
    assert {step.object for step in found.elements["2"].steps} == {1, 2, 3, None}
    drawn = rubric(TABLES, **by_preset("jgj59", objects="lowest"))
    assert card(drawn, elements={"2": {"objects": objects[:2]}}).elements["2"].score == 75


def test_several_objects_of_one_item_count_by_their_mean_or_by_the_lowest() -> None:
    text = "1 甲 10\n  - 10 | deduct 1 per 处"
    found = card(rubric(text, formula="points", pool="item", objects="mean", not_applicable="exclude"), "1-1 full/1x1/1x3/absent")
    assert found.total.score == Decimal("8.666666666666666666666666667")
    assert sum(step.raw for step in found.items["1-1"].steps) == found.items["1-1"].score
    assert card(rubric(text, formula="points", pool="item", objects="lowest"), "1-1 full/1x1/1x3").total.score == 7


def test_three_thirds_are_a_whole() -> None:
    text = "1 甲 30\n  - 10 | deduct 10\n  - 10 | deduct 10\n  - 10 | deduct 10"
    drawn = rubric(text, formula="points", pool="item", objects="mean", grades=[{"name": "达标", "at_least": 10}])
    found = card(drawn, "1-1 full/1/1", "1-2 full/1/1", "1-3 full/1/1")
    assert (found.total.score, found.grade) == (10, "达标")
