"""The formula of a standard, its rounding, and the marks that make a grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics.presets import preset, presets
from scoring import Outcome, Scorecard
from tests.scoring.notation import by_preset, card, rubric

TWO = "1 甲 60\n  - 40 | deduct 1 per 处\n  - 20 | deduct 1 per 处\n2 乙 40\n  - 40 | deduct 1 per 处"


def lost(first: int, second: int = 0, **more: Any) -> Scorecard:
    """Return the scorecard of TWO, with so many points lost in each element."""
    return card(rubric(TWO, **more), f"1-1 1x{first}", f"2-1 1x{second}")


def test_the_percent_is_of_what_applies_with_one_place_half_up() -> None:
    # 工贸: obtained 71 of 100 − 20 that do not apply: 71 ÷ 80 × 100 = 88.75, half up 88.8.
    found = card(rubric(TWO, **by_preset("gongmao")), "1-1 1x9", "1-2 n/a")
    assert found.total.formula == "71 ÷ (100 − 20) × 100"
    assert (found.total.percent, found.total.result, found.grade) == (Decimal("88.75"), Decimal("88.8"), "二级")


def test_a_percent_can_be_rounded_to_an_integer() -> None:
    # 水利: 71 ÷ 80 × 100 = 88.75 → 89.
    found = card(rubric(TWO, **by_preset("shuili")), "1-1 1x9", "1-2 n/a")
    assert found.total.result == 89


def test_a_ratio_can_be_multiplied_with_a_thousand() -> None:
    # 机械 2005: 71 × 1000 ÷ 80 = 887.5.
    found = card(rubric(TWO, **by_preset("jixie-2005", pool="item")), "1-1 1x9", "1-2 n/a")
    assert (found.total.result, found.grade) == (Decimal("887.5"), "二级")


def test_too_many_points_that_do_not_apply_bar_the_first_grade() -> None:
    # 机械 2005: 各空项分之和超过200分的，不得评为一级.
    drawn = rubric("1 甲 700\n  - 700\n2 乙 100\n  - 100\n3 丙 200\n  - 200", **by_preset("jixie-2005"))
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


@pytest.mark.parametrize(("points", "grade"), [(10, "一级"), (11, "二级"), (25, "二级"), (26, "三级"), (40, "三级"), (41, None)])
def test_marks_of_ninety_seventy_five_and_sixty(points: int, grade: str | None) -> None:
    found = lost(min(points, 40), max(0, points - 40), **by_preset("gongmao"))
    assert found.grade == grade
    assert found.called == (grade or "不达标")


@pytest.mark.parametrize(("points", "grade"), [(9, "一级"), (10, "二级"), (20, "三级"), (30, None)])
def test_a_mark_can_ask_for_more_instead_of_at_least(points: int, grade: str | None) -> None:
    assert lost(points, **by_preset("dianli", pool="item")).grade == grade


def test_a_mark_is_met_by_the_rounded_result() -> None:
    drawn = rubric("1 甲 600\n  - 600 | deduct 1 per 处", **by_preset("gongmao-small"))
    assert card(drawn, "1-1 1x240").total.result == 60
    drawn = rubric("1 甲 1999\n  - 1999 | deduct 1 per 处", **by_preset("gongmao-small"))
    found = card(drawn, "1-1 1x800")  # 1199 ÷ 1999 = 59.97998…, rounded 60.0
    assert (found.total.result, found.grade) == (60, "三级")


def test_every_element_can_have_to_reach_a_share_of_its_points() -> None:
    # 水利: 93 in all, but 69.4 % of the first element is less than 70 % (so no grade one or two), and at least 60 %.
    drawn = rubric("1 甲 36\n  - 36 | deduct 1 per 处\n2 乙 964\n  - 964 | deduct 1 per 处", **by_preset("shuili"))
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
        **by_preset("jiaotong-2012"),
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
    drawn = rubric(TWO, **by_preset("jixie-2013"))
    good = {"no-serious-injury": True, "no-death": True, "at-most-one-death": True}
    assert card(drawn, facts=good).grade == "一级"
    assert card(drawn, facts=good | {"no-serious-injury": False}).grade == "二级"
    assert card(drawn, facts=good | {"no-serious-injury": False, "no-death": False}).grade == "三级"
    assert card(drawn, facts=dict.fromkeys(good, False)).outcome is Outcome.GATE_FAILED
    assert card(drawn, "1-1 1x12", facts=good | {"no-serious-injury": False}).grade == "二级"
    assert card(drawn, "1-1 1x30", facts=good | {"no-serious-injury": False}).grade == "三级"


def test_a_fact_that_nobody_answered_leaves_the_assessment_incomplete() -> None:
    found = card(rubric(TWO, **by_preset("jixie-2013")), facts={"no-death": True, "at-most-one-death": True})
    assert found.outcome is Outcome.INCOMPLETE
    assert [one.subject for one in found.against] == ["no-serious-injury"]


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


@pytest.mark.parametrize("name", presets())
def test_every_preset_names_its_source_and_scores(name: str) -> None:
    assert preset(name).source
    drawn = rubric("1 甲 100 weight=1\n  - 100★★★", **by_preset(name))
    facts = {fact.id: True for fact in preset(name).policy.facts}
    assert card(drawn, facts=facts).total.result in {100, 1000}
