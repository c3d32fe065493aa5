"""Every row of the facts of the field can be said as policy, and does what the standard that says so does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics.model import Form, TotalRow
from rubrics.presets import preset, presets
from scoring import Outcome, Scorecard, Status, StepKind
from tests.scoring.notation import PLAIN, card, rubric

TWO = "1 甲 60\n  - 40 | deduct 1 per 处\n  - 20 | deduct 1 per 处\n2 乙 40\n  - 40 | deduct 1 per 处"


def policy(name: str, **more: Any) -> dict[str, Any]:
    """Return the policy of a preset as ``rubric`` takes it."""
    return preset(name).policy.model_dump(exclude_defaults=True) | more


def lost(first: int, second: int = 0, **more: Any) -> Scorecard:
    """Return the scorecard of TWO, with so many points lost in each element."""
    return card(rubric(TWO, **more), f"1-1 1x{first}", f"2-1 1x{second}")


# --- the formula --------------------------------------------------------------------------------------------------------


def test_the_percent_is_of_what_applies_with_one_place_half_up() -> None:
    # 工贸: obtained 71 of 100 − 20 that do not apply: 71 ÷ 80 × 100 = 88.75, half up 88.8.
    found = card(rubric(TWO, **policy("gongmao")), "1-1 1x9", "1-2 n/a")
    assert found.total.formula == "71 ÷ (100 − 20) × 100"
    assert (found.total.percent, found.total.result, found.grade) == (Decimal("88.75"), Decimal("88.8"), "二级")


def test_a_percent_can_be_rounded_to_an_integer() -> None:
    # 水利: 71 ÷ 80 × 100 = 88.75 → 89.
    found = card(rubric(TWO, **policy("shuili")), "1-1 1x9", "1-2 n/a")
    assert found.total.result == 89


def test_a_ratio_can_be_multiplied_with_a_thousand() -> None:
    # 机械 2005: 71 × 1000 ÷ 80 = 887.5.
    found = card(rubric(TWO, **policy("jixie-2005", pool="item")), "1-1 1x9", "1-2 n/a")
    assert (found.total.result, found.grade) == (Decimal("887.5"), "二级")


def test_too_many_points_that_do_not_apply_bar_the_first_grade() -> None:
    # 机械 2005: 各空项分之和超过200分的，不得评为一级.
    drawn = rubric("1 甲 700\n  - 700\n2 乙 100\n  - 100\n3 丙 200\n  - 200", **policy("jixie-2005"))
    assert card(drawn, "3-1 n/a").grade == "一级"
    found = card(drawn, "2-1 n/a", "3-1 n/a")
    assert found.grade == "二级"
    assert [one.code for one in found.against] == ["too-much-not-applicable"]


def test_points_alone_can_be_the_result() -> None:
    found = lost(30, formula="points", pool="item")
    assert (found.total.result, found.total.percent) == (70, 70)


def test_an_open_formula_gives_points_and_no_result() -> None:
    found = lost(5, pool="item", grades=[{"name": "达标", "at_least": 60}])
    assert found.total.score == 95
    assert (found.total.percent, found.total.result, found.grade) == (None, None, None)
    assert found.outcome is Outcome.UNGRADED
    assert [(one.code, one.figures["key"]) for one in found.against] == [("needs-policy", "formula")]


def test_rounding_that_nobody_states_is_told_where_it_would_decide() -> None:
    grades = [{"name": "达标", "at_least": 60}]
    drawn = rubric("1 甲 300\n  - 300 | deduct 1 per 处", formula="percent", pool="item", grades=grades)
    found = card(drawn, "1-1 1x121")  # 179 ÷ 300 = 59.666…
    assert found.outcome is Outcome.BELOW_PASS_MARK
    assert [one.code for one in found.diagnostics] == ["rounding-open"]
    assert card(drawn, "1-1 1x125").diagnostics == ()


def test_cut_off_rounding_is_not_half_up() -> None:
    assert lost(0, 5, formula="percent", pool="item", rounding={"places": 0, "mode": "down"}, scale=10).total.result == 9


# --- pass marks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("points", "grade"), [(10, "一级"), (11, "二级"), (25, "二级"), (26, "三级"), (40, "三级"), (41, None)])
def test_marks_of_ninety_seventy_five_and_sixty(points: int, grade: str | None) -> None:
    found = lost(min(points, 40), max(0, points - 40), **policy("gongmao"))
    assert found.grade == grade
    assert found.called == (grade or "不达标")


@pytest.mark.parametrize(("points", "grade"), [(9, "一级"), (10, "二级"), (20, "三级"), (30, None)])
def test_a_mark_can_ask_for_more_instead_of_at_least(points: int, grade: str | None) -> None:
    assert lost(points, **policy("dianli", pool="item")).grade == grade


def test_a_mark_is_met_by_the_rounded_result() -> None:
    drawn = rubric("1 甲 600\n  - 600 | deduct 1 per 处", **policy("gongmao-small"))
    assert card(drawn, "1-1 1x240").total.result == 60
    drawn = rubric("1 甲 1999\n  - 1999 | deduct 1 per 处", **policy("gongmao-small"))
    found = card(drawn, "1-1 1x800")  # 1199 ÷ 1999 = 59.97998…, rounded 60.0
    assert (found.total.result, found.grade) == (60, "三级")


def test_every_element_can_have_to_reach_a_share_of_its_points() -> None:
    # 水利: 93 in all, but 69.4 % of the first element is less than 70 % (so no grade one or two), and at least 60 %.
    drawn = rubric("1 甲 36\n  - 36 | deduct 1 per 处\n2 乙 964\n  - 964 | deduct 1 per 处", **policy("shuili"))
    found = card(drawn, "1-1 1x11", "2-1 1x64")
    assert (found.total.result, found.grade) == (93, "三级")
    assert [(one.code, one.subject) for one in found.against] == [("element-below", "1")]
    found = card(drawn, "1-1 1x16", "2-1 1x64")
    assert found.outcome is Outcome.ELEMENT_BELOW_MINIMUM
    assert found.called == "不达标"


def test_points_of_a_thousand_and_starred_items_in_full() -> None:
    # 交通运输 2012: ★★★ for grade three, ★★ for two as well, ★ for one as well.
    drawn = rubric(
        "1 甲 100\n  - 10★★★ | deduct 1\n  - 10★★ | deduct 1\n  - 10★ | deduct 1\n  - 70 | deduct 1\n"
        "2 乙 900\n  - 900 | deduct 1 per 处",
        **policy("jiaotong-2012"),
    )
    assert card(drawn, "1-4 1").grade == "一级"
    assert card(drawn, "1-3 1").grade == "二级"
    assert card(drawn, "1-2 1").grade == "三级"
    found = card(drawn, "1-1 1")
    assert (found.outcome, found.grade, found.called) == (Outcome.MANDATORY_NOT_FULL, None, "不达标")
    assert [one.subject for one in found.against] == ["1-1"]
    assert card(drawn, "2-1 1x101").grade == "二级"
    assert card(drawn, "2-1 1x401").outcome is Outcome.BELOW_PASS_MARK


def test_an_item_that_a_clause_makes_mandatory_must_score_in_full() -> None:
    grades = [{"name": "三级", "at_least": 60, "mandatory_level": "三级"}]
    drawn = rubric(
        "1 甲 100\n  - 10 | deduct 1 | mandatory 三级\n  - 90 | deduct 1", formula="percent", pool="item", grades=grades
    )
    assert card(drawn, "1-2 1").grade == "三级"
    assert card(drawn, "1-1 1").outcome is Outcome.MANDATORY_NOT_FULL


def test_a_grade_can_be_reached_in_two_ways() -> None:
    # JGJ 59—99: 合格 is 70 with every table above nothing, or 75 with one at nothing.
    grades = [
        {"name": "合格", "at_least": 70, "elements": {"more_than": 0}, "mandatory_stars": 1},
        {"name": "合格", "at_least": 75},
    ]
    drawn = rubric("1 甲 20\n  - 20★ | zero\n2 乙 80\n  - 80 | deduct 1 per 处", formula="percent", pool="item", grades=grades)
    assert card(drawn, "1-1 1").grade == "合格"
    assert card(drawn, "2-1 1x30").grade == "合格"
    assert card(drawn, "1-1 1", "2-1 1x6").grade is None


def test_facts_outside_the_table_limit_the_grade_and_the_lower_one_wins() -> None:
    # 机械 2013: grade one asks that nobody was seriously hurt, two that nobody died, three that at most one did.
    drawn = rubric(TWO, **policy("jixie-2013"))
    good = {"no-serious-injury": True, "no-death": True, "at-most-one-death": True}
    assert card(drawn, facts=good).grade == "一级"
    assert card(drawn, facts=good | {"no-serious-injury": False}).grade == "二级"
    assert card(drawn, facts=good | {"no-serious-injury": False, "no-death": False}).grade == "三级"
    assert card(drawn, facts=dict.fromkeys(good, False)).outcome is Outcome.GATE_FAILED
    assert card(drawn, "1-1 1x12", facts=good | {"no-serious-injury": False}).grade == "二级"
    assert card(drawn, "1-1 1x30", facts=good | {"no-serious-injury": False}).grade == "三级"


def test_a_fact_that_nobody_answered_leaves_the_assessment_incomplete() -> None:
    found = card(rubric(TWO, **policy("jixie-2013")), facts={"no-death": True, "at-most-one-death": True})
    assert found.outcome is Outcome.INCOMPLETE
    assert [one.subject for one in found.against] == ["no-serious-injury"]


# --- weights ------------------------------------------------------------------------------------------------------------


def test_elements_can_be_weighted_and_the_rest_of_one_counts_in_full() -> None:
    # 危化: A1 80 of 100 − 20 that do not apply (100 %), weight 0.3; A2 63 of 70 (90 %), weight 0.7:
    # (0.3 × 80 ÷ 80 + 0.7 × 63 ÷ 70) ÷ 1 × 100 = 93.
    drawn = rubric(
        "1 甲 100 weight=0.3\n  1.1 子 80\n    -\n  1.2 丑 20\n    -\n2 乙 70 weight=0.7\n  2.1 寅 70\n    -  | deduct 7 per 项",
        **policy("weihua"),
    )
    found = card(drawn, "1.2-1 n/a", "2.1-1 1")
    assert found.total.result == 93
    assert found.total.formula == "((0.3 × 80 ÷ 80 + 0.7 × 63 ÷ 70) ÷ 1) × 100"
    assert found.grade == "达标"
    assert found.elements["1.2"].status is Status.NOT_APPLICABLE
    assert (found.elements["1"].due, found.elements["1"].percent) == (80, 100)


def test_eighty_in_all_is_not_enough_where_one_element_is_below_sixty() -> None:
    drawn = rubric("1 甲 100 weight=0.1\n  -  | deduct 1 per 项\n2 乙 100 weight=0.9\n  -  | deduct 1 per 项", **policy("weihua"))
    assert card(drawn, "1-1 1x40").grade == "达标"
    found = card(drawn, "1-1 1x41")
    assert (found.total.result, found.outcome) == (Decimal("95.9"), Outcome.ELEMENT_BELOW_MINIMUM)


def test_weights_that_are_left_when_an_element_does_not_apply_are_the_standards_other_table() -> None:
    # JGJ/T 77 4.0.8: with a site 0.6 × (0.3, 0.2, 0.2, 0.3) and 0.4; without one 0.3, 0.2, 0.2, 0.3.
    lines = [
        f"{n} 表{n} 100 weight={w}\n  - 100 | deduct 1 per 处" for n, w in enumerate(("0.18", "0.12", "0.12", "0.18", "0.4"), 1)
    ]
    drawn = rubric("\n".join(lines), **policy("jgjt77"))
    losses = ("1-1 1x10", "2-1 1x20", "3-1 1x30", "4-1 1x40")
    # 0.3×90 + 0.2×80 + 0.2×70 + 0.3×60 = 75; with the site at 95: 0.6×75 + 0.4×95 = 83.
    assert card(drawn, *losses, "5-1 n/a").total.result == 75
    assert card(drawn, *losses, "5-1 1x5").total.result == 83


def test_an_element_without_a_weight_leaves_a_weighted_result_open() -> None:
    found = card(rubric("1 甲 10 weight=1\n  - 10\n2 乙 10\n  - 10", formula="weighted", pool="item"))
    assert found.total.result is None
    assert [one.figures["key"] for one in found.against] == ["weight"]


def test_rescaling_without_weights_gives_the_element_its_full_points() -> None:
    # 30 of 40 that apply of 60 count as 45; with 40 of the other: 85 of 100.
    drawn = rubric(TWO, formula="points", pool="item", not_applicable="rescale")
    found = card(drawn, "1-1 1x10", "1-2 n/a")
    assert (found.total.score, found.total.due, found.total.result) == (85, 100, 85)
    assert [(step.kind, step.raw) for step in found.total.steps] == [(StepKind.ELEMENTS, 70), (StepKind.RESCALED, 15)]


# --- what does not apply ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "score", "due", "result"), [("exclude", 70, 80, "87.5"), ("zero", 70, 100, "70"), ("full", 90, 100, "90")]
)
def test_what_does_not_apply_is_excluded_or_nothing_or_full(way: str, score: int, due: int, result: str) -> None:
    found = card(rubric(TWO, formula="percent", pool="item", not_applicable=way), "1-1 1x10", "1-2 n/a")
    assert (found.total.score, found.total.due, found.total.result) == (score, due, Decimal(result))
    assert found.items["1-2"].status is Status.NOT_APPLICABLE


def test_an_element_as_a_whole_can_not_apply() -> None:
    found = card(rubric(TWO), "1-1 1x10", elements={"2": {"not_applicable": "没有乙"}})
    assert (found.elements["2"].status, found.elements["2"].due) == (Status.NOT_APPLICABLE, 0)
    assert found.items["2-1"].note == "没有乙"
    assert found.total.formula == "50 ÷ (100 − 40) × 100"


def test_nothing_applies_gives_no_result() -> None:
    found = card(rubric("1 甲 10\n  - 10"), "1-1 n/a")
    assert (found.total.due, found.total.result, found.outcome) == (0, None, Outcome.UNGRADED)


def test_a_mandatory_item_that_does_not_apply_bars_no_grade() -> None:
    drawn = rubric("1 甲 100\n  - 10★ | deduct 1\n  - 90", **policy("jiaotong-2012", not_applicable="exclude"))
    found = card(drawn, "1-1 n/a")
    assert found.outcome is not Outcome.MANDATORY_NOT_FULL


# --- where deductions stop ----------------------------------------------------------------------------------------------

POOLS = "1 类目 30\n  1.1 甲 20\n    - 5 | deduct 4 per 处\n    - 15 | deduct 1 per 处\n  1.2 乙 10\n    - 10"


@pytest.mark.parametrize(
    ("pool", "times", "item", "element", "category"),
    [
        ("item", 2, 0, 15, 25),
        ("element", 2, 0, 12, 22),
        ("category", 2, 0, 15, 22),
        ("element", 9, 0, 0, 10),
        ("category", 9, 0, 15, 0),
    ],
)
def test_deductions_stop_at_the_item_the_element_or_the_category(
    pool: str, times: int, item: int, element: int, category: int
) -> None:
    found = card(rubric(POOLS, formula="points", pool=pool), f"1.1-1 1x{times}")
    assert (found.items["1.1-1"].score, found.elements["1.1"].score, found.elements["1"].score) == (item, element, category)


def test_an_open_pool_gives_no_result_where_it_would_decide() -> None:
    drawn = rubric(POOLS, formula="points")
    assert card(drawn, "1.1-1 1x1").total.result == 26
    found = card(drawn, "1.1-1 1x2")
    assert (found.items["1.1-1"].score, found.total.result) == (0, None)
    assert [(one.code, one.subject) for one in found.diagnostics] == [("needs-pool", "1.1-1")]
    assert [one.figures["key"] for one in found.against] == ["pool"]


def test_zeroing_an_item_runs_on_nowhere() -> None:
    drawn = rubric("1 甲 10\n  - 6 | zero | deduct 4\n  - 4", formula="points", pool="element")
    assert card(drawn, "1-1 1 2").elements["1"].score == 4
    assert card(rubric("1 甲 10\n  - 6 | zero | deduct 4\n  - 4", formula="points"), "1-1 1 2").total.result == 4


ELEMENT_POINTS = """
1 A要素 100
  1.1 B要素 30
    -  | deduct 5 | deduct 1 per 项
    -  | deduct 30
  1.2 B要素 70
    -  | veto element | veto category | deduct 2
"""


def test_points_on_elements_only_are_shared_by_their_items() -> None:
    # 危化, 海南: 30 − 5 − 3 − 0 = 22.
    found = card(rubric(ELEMENT_POINTS, formula="points", pool="element"), "1.1-1 1 2x3")
    assert (found.items["1.1-1"].score, found.items["1.1-1"].deduction, found.elements["1.1"].score) == (None, 8, 22)
    assert [(step.kind, step.raw, step.item) for step in found.elements["1.1"].steps] == [
        (StepKind.POOL, 30, None),
        (StepKind.FINDING, -8, "1.1-1"),
    ]
    assert found.total.score == 92


def test_shared_points_do_not_go_below_nothing_and_may_run_on_into_the_category() -> None:
    answers = ("1.1-1 1 2x3", "1.1-2 1")
    assert card(rubric(ELEMENT_POINTS, formula="points", pool="element"), *answers).total.score == 70
    found = card(rubric(ELEMENT_POINTS, formula="points", pool="category"), *answers)
    assert (found.elements["1.1"].score, found.elements["1"].score) == (0, 62)
    found = card(rubric(ELEMENT_POINTS, formula="points"), *answers)
    assert [(one.code, one.subject) for one in found.diagnostics] == [("needs-pool", "1.1")]


def test_an_element_leaves_both_sides_only_where_none_of_its_items_applies() -> None:
    drawn = rubric(ELEMENT_POINTS, formula="percent", pool="element", not_applicable="exclude")
    assert card(drawn, "1.1-1 n/a").total.due == 100
    found = card(drawn, "1.1-1 n/a", "1.1-2 n/a")
    assert (found.total.due, found.total.result, found.elements["1.1"].status) == (70, 100, Status.NOT_APPLICABLE)


def test_shared_points_are_not_given_while_an_item_is_unassessed() -> None:
    from scoring import score
    from tests.scoring.notation import assessment

    found = score(rubric(ELEMENT_POINTS, formula="points", pool="element"), assessment("1.1-1 full", "1.2-1 full"))
    assert (found.elements["1.1"].score, found.elements["1.1"].status) == (0, Status.UNASSESSED)
    assert (found.total.score, found.total.result) == (70, None)


def test_items_whose_points_were_lost_share_what_the_element_has_left() -> None:
    # 小企业: the subtotal is 5, one item has 2, so the other two share 3.
    drawn = rubric("1 甲 5\n  - 2 | deduct 1\n  -  | deduct 0.5 per 项\n  -  | deduct 4", formula="points", pool="item")
    assert card(drawn, "1-1 1", "1-2 1x3").total.score == Decimal("2.5")
    assert card(drawn, "1-3 1").total.score == 2


def test_a_subtotal_row_says_what_an_element_is_worth_where_its_title_does_not() -> None:
    drawn = rubric("1 甲\n  - 2 | deduct 1\n  -  | deduct 0.5 per 项", formula="points", pool="item")
    rows = Form(totals=(TotalRow(label="小计", of="1", points=Decimal(5)),))
    found = card(drawn.model_copy(update={"form": rows}), "1-2 1x3")
    assert (found.elements["1"].points, found.elements["1"].score, found.total.result) == (5, Decimal("3.5"), Decimal("3.5"))


def test_items_of_which_nothing_says_what_they_are_worth_give_no_result() -> None:
    found = card(rubric("1 甲\n  - 2 | deduct 1\n  -  | deduct 1"), "1-2 1")
    assert (found.total.score, found.total.result, found.outcome) == (2, None, Outcome.UNGRADED)
    assert [(one.code, one.figures["first"]) for one in found.against] == [("points-unknown", "1-2")]
    assert [(one.code, one.subject) for one in found.diagnostics] == [("item-without-points", "1-2")]


def test_items_that_have_nothing_left_to_share_are_told() -> None:
    found = card(rubric("1 甲 5\n  - 5\n  -  | deduct 1"))
    assert [(one.code, one.subject) for one in found.diagnostics] == [("nothing-to-share", "1")]


# --- vetoes -------------------------------------------------------------------------------------------------------------


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
    drawn = rubric("1 甲 10\n  - 5 | veto total | deduct 1\n  - 5\n2 乙 90\n  - 90", **policy("gongmao"))
    found = card(drawn, "1-1 1")
    assert (found.outcome, found.grade, found.called, found.total.result) == (Outcome.VETOED, None, "不达标", 0)
    assert found.elements["2"].score == 90
    assert [(step.kind, step.raw) for step in found.total.steps] == [(StepKind.ELEMENTS, 95), (StepKind.VETO, -95)]


def test_a_direct_veto_can_cost_a_share_of_the_total() -> None:
    # 直接否定扣除总分的40%: 100 − 2 − 40 = 58.
    drawn = rubric("1 甲 100\n  - 100 | share 40 | deduct 2", **policy("gongmao"))
    found = card(drawn, "1-1 1 2")
    assert (found.elements["1"].score, found.total.score, found.total.result) == (98, 58, 58)
    assert found.outcome is Outcome.BELOW_PASS_MARK
    drawn = rubric("1 甲 50 weight=1\n  - 50 | share 40\n2 乙 50 weight=3\n  - 50 | deduct 10", formula="weighted", pool="item")
    assert card(drawn, "1-1 1", "2-1 1").total.result == 45  # (1 × 1 + 3 × 0.8) ÷ 4 − 0.4


# --- JGJ 59 -------------------------------------------------------------------------------------------------------------

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
    found = card(rubric(TABLES, **policy("jgj59")), "1.1-1 1x6")
    assert (found.elements["1.1"].score, found.elements["1"].score) == (30, 0)
    assert found.elements["1"].steps[-1].kind is StepKind.GUARANTEE
    assert found.elements["1"].steps[-1].item == "1.1-1"
    assert (found.total.result, found.outcome, found.called) == (75, Outcome.ELEMENT_BELOW_MINIMUM, "不合格")


def test_a_guarantee_part_under_forty_zeroes_its_table() -> None:
    drawn = rubric(TABLES, **policy("jgj59"))
    found = card(drawn, "2.1-1 1x4", "2.2-1 1x8")
    assert (found.elements["2"].score, found.total.result) == (40, 55)
    assert card(drawn, "2.1-1 1x5").elements["2"].score == 0


def test_where_part_of_the_guarantee_does_not_apply_the_same_share_of_the_rest_is_asked() -> None:
    # 20 of 30 that apply is 40 of 60; 15 of 30 is less.
    drawn = rubric(TABLES, **policy("jgj59"))
    assert card(drawn, "1.1-2 n/a", "1.1-1 1x2").elements["1"].score == 60
    assert card(drawn, "1.1-2 n/a", "1.1-1 1x3").elements["1"].score == 0


def test_several_objects_of_one_table_count_by_their_mean() -> None:
    # Cranes at 90, 75 and (guarantee broken) 0: mean 55; (10 × 100 + 30 × 55) ÷ 40 = 66.25.
    drawn = rubric(TABLES, **policy("jgj59"))
    objects = [
        {"name": "1号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 2}]}, "2.2-1": {"full": True}}},
        {"name": "2号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 4}]}, "2.2-1": {"findings": [{"rule": 1}]}}},
        {"name": "3号", "items": {"2.1-1": {"findings": [{"rule": 1, "count": 5}]}, "2.2-1": {"full": True}}},
    ]
    found = card(drawn, elements={"2": {"objects": objects}})
    assert (found.elements["2"].score, found.total.result) == (55, Decimal("66.25"))
    assert sum(step.raw for step in found.elements["2"].steps) == 55
    assert {step.object for step in found.elements["2"].steps} == {1, 2, 3, None}
    drawn = rubric(TABLES, **policy("jgj59", objects="lowest"))
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


# --- gates, bonus, conditions -------------------------------------------------------------------------------------------

CULTURE = """
1 基本条件 gate
  -
2 理念 90
  - 90 | deduct 1 per 处
3 行为 10
  - 10 | deduct 1
7 奖励项 10 bonus
  - 2.5
  - 2.5
  - 2.5
  - 2.5
"""


def test_a_gate_that_is_not_met_fails_the_whole_or_is_only_told() -> None:
    found = card(rubric(CULTURE, **policy("hangzhou")), "1-1 unmet")
    assert (found.outcome, found.elements["1"].status) == (Outcome.GATE_FAILED, Status.GATE_FAILED)
    assert found.total.result == 100
    assert card(rubric(CULTURE, **policy("hangzhou", gates="report")), "1-1 unmet").grade == "可以申报"
    drawn = rubric(CULTURE, formula="points", pool="item", bonus={}, grades=[{"name": "达标", "at_least": 60}])
    found = card(drawn, "1-1 unmet")
    assert (found.outcome, found.grade) == (Outcome.UNGRADED, None)
    assert [one.figures["key"] for one in found.against] == ["gates"]


def test_a_bonus_counts_in_the_ranking_and_not_for_the_mark() -> None:
    # 杭州: 84 without the bonus is below 85, whatever the bonus.
    found = card(rubric(CULTURE, **policy("hangzhou")), "2-1 1x16", "7-4 =0")
    assert (found.total.score, found.total.bonus, found.total.result, found.total.with_bonus) == (
        84,
        Decimal("7.5"),
        84,
        Decimal("91.5"),
    )
    assert found.outcome is Outcome.BELOW_PASS_MARK
    assert card(rubric(CULTURE, **policy("hangzhou")), "2-1 1x15").grade == "可以申报"


def test_a_bonus_can_count_in_the_result_and_be_capped() -> None:
    drawn = rubric(CULTURE, formula="percent", pool="item", bonus={"counts_in": ["result"], "cap": 4})
    found = card(drawn, "2-1 1x16")
    assert (found.total.bonus, found.total.result, found.total.percent) == (4, 88, 84)


def test_a_bonus_that_does_not_apply_is_only_not_won() -> None:
    found = card(rubric(CULTURE, **policy("hangzhou")), "7-1 n/a")
    assert (found.total.bonus, found.total.due) == (Decimal("7.5"), 100)


def test_a_bonus_without_points_of_its_own_is_what_its_rules_give() -> None:
    drawn = rubric(
        "1 甲 100\n  - 100\n2 加分 10 bonus\n  -  | award 2 per 项 cap 6\n  -  | award 5", formula="points", pool="item", bonus={}
    )
    found = card(drawn, "2-1 1x2", "2-2 1")
    assert (found.items["2-1"].score, found.total.bonus) == (4, 9)
    assert card(drawn, "2-1 1x9", "2-2 1").total.bonus == 10


def test_a_bonus_of_which_the_standard_does_not_say_what_it_counts_for_leaves_the_result_open() -> None:
    drawn = rubric("1 甲 10\n  - 10\n2 加分 bonus\n  - 2", formula="points", pool="item")
    assert card(drawn).total.result is None
    assert card(drawn, "2-1 =0").total.result == 10


CONDITION = "1 甲 10\n  - 10 | deduct 1 per 处\n2 乙 10\n  - 10 | deduct 1 per 处\n3 丙 20\n  - 20 | deduct 4 | {rule}"


def test_the_engine_itself_sees_whether_other_elements_scored_enough() -> None:
    drawn = rubric(CONDITION.format(rule="low 90 first 2 deduct 10"))
    assert card(drawn, "1-1 1x1").items["3-1"].score == 20
    found = card(drawn, "1-1 1x2", "2-1 1x5", "3-1 1")
    assert found.items["3-1"].score == 6
    step = next(step for step in found.items["3-1"].steps if step.kind is StepKind.CONDITION)
    assert (step.rule, step.raw, step.note) == (2, -10, "1, 2")


def test_a_condition_can_count_once_for_each_element() -> None:
    drawn = rubric(CONDITION.format(rule="low 90 first 2 deduct 3 each"))
    assert card(drawn, "1-1 1x2", "2-1 1x5").items["3-1"].score == 14


def test_a_condition_looks_at_what_applies_of_an_element() -> None:
    drawn = rubric("1 甲 10\n  - 5 | deduct 1 per 处\n  - 5\n3 丙 20\n  - 20 | low 90 first 1 deduct 10")
    assert card(drawn, "1-1 1").items["3-1"].score == 20
    assert card(drawn, "1-1 1", "1-2 n/a").items["3-1"].score == 10


def test_the_assessor_can_override_a_condition_with_a_reason_and_it_is_told() -> None:
    drawn = rubric(CONDITION.format(rule="low 90 first 2 deduct 10"))
    found = card(drawn, "1-1 1x2", "3-1 2x0?已整改")
    assert (found.items["3-1"].score, [one.code for one in found.diagnostics]) == (20, ["condition-overridden"])
    found = card(drawn, "1-1 1x2", "3-1 =15")
    assert (found.items["3-1"].score, [one.code for one in found.diagnostics]) == (15, ["condition-overridden"])
    assert card(drawn, "3-1 2x0?看过").diagnostics == ()


def test_a_condition_waits_until_the_elements_are_assessed() -> None:
    from scoring import score
    from tests.scoring.notation import assessment

    found = score(rubric(CONDITION.format(rule="low 90 first 2 deduct 10")), assessment("1-1 full", "3-1 full"))
    assert found.items["3-1"].status is Status.UNASSESSED
    assert [(one.code, one.subject) for one in found.against] == [("unassessed", "2-1"), ("condition-waits", "3-1")]


def test_conditions_can_build_on_each_other() -> None:
    drawn = rubric(
        "1 甲 10\n  - 10 | deduct 5\n2 乙 10\n  - 10 | low 90 of 1 deduct 10\n3 丙 10\n  - 10 | low 90 of 2 deduct 10",
    )
    assert [item.score for item in card(drawn, "1-1 1").items.values()] == [5, 0, 0]


def test_no_item_may_come_to_nothing_where_the_standard_says_so() -> None:
    # JGJ/T 77: 各评分表中无实得分数为零的评定项目.
    grades = [{"name": "合格", "at_least": 60, "no_zero_items": True}]
    drawn = rubric("1 甲 100\n  - 10 | zero\n  - 90", formula="percent", pool="item", grades=grades)
    assert card(drawn, "1-1 1").outcome is Outcome.ELEMENT_BELOW_MINIMUM


def test_the_outcome_is_the_first_of_all_that_hold() -> None:
    text = "1 条件 gate\n  - \n2 甲 100\n  - 10★ | veto total\n  - 50★ | deduct 1\n  - 40 | deduct 30"
    drawn = rubric(
        text,
        formula="percent",
        pool="item",
        gates="fail",
        grades=[{"name": "达标", "at_least": 90, "mandatory_stars": 1, "elements": {"at_least": 80}}],
    )
    assert card(drawn, "1-1 unmet", "2-1 1", "2-2 1", "2-3 1").outcome is Outcome.GATE_FAILED
    assert card(drawn, "2-1 1", "2-2 1", "2-3 1").outcome is Outcome.VETOED
    assert card(drawn, "2-2 1", "2-3 1").outcome is Outcome.MANDATORY_NOT_FULL
    assert card(drawn, "2-3 1").outcome is Outcome.ELEMENT_BELOW_MINIMUM
    assert card(drawn).outcome is Outcome.GRADED


def test_printed_points_that_are_not_what_stands_below_are_told() -> None:
    found = card(rubric("1 甲 24\n  - 20\n2 乙 10\n  - 10", points=40))
    assert [(one.code, one.subject, one.figures["sum"]) for one in found.diagnostics] == [
        ("points-differ", None, "34"),
        ("points-differ", "1", "20"),
    ]
    assert found.total.points == 40


def test_items_that_add_up_to_more_than_is_printed_count_no_further_than_that() -> None:
    # The garage standard prints 70 points for element 11, and 75 beside its items.
    drawn = rubric("1 甲 9\n  - 6 | deduct 1 per 处\n  - 5\n2 乙 2\n  - 2", points=10, **PLAIN)
    found = card(drawn)
    assert (found.elements["1"].score, found.elements["1"].percent, found.total.score) == (9, 100, 10)
    assert [(step.kind, step.raw) for step in found.elements["1"].steps] == [(StepKind.ITEMS, 11), (StepKind.CEILING, -2)]
    assert [(step.kind, step.raw) for step in found.total.steps] == [(StepKind.ELEMENTS, 11), (StepKind.CEILING, -1)]
    assert card(drawn, "1-1 1x3").elements["1"].score == 8
    assert card(drawn, "1-2 n/a").elements["1"].score == 4


@pytest.mark.parametrize("name", presets())
def test_every_preset_names_its_source_and_scores(name: str) -> None:
    assert preset(name).source
    drawn = rubric("1 甲 100 weight=1\n  - 100★★★", **policy(name))
    facts = {fact.id: True for fact in preset(name).policy.facts}
    assert card(drawn, facts=facts).total.result in {100, 1000}
