"""Conditions of entry, and points above the total."""

from __future__ import annotations

from decimal import Decimal

from scoring import Outcome, Status
from tests.scoring.notation import by_preset, card, rubric

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
    found = card(rubric(CULTURE, **by_preset("hangzhou")), "1-1 unmet")
    assert (found.outcome, found.elements["1"].status) == (Outcome.GATE_FAILED, Status.GATE_FAILED)
    assert found.total.result == 100
    assert card(rubric(CULTURE, **by_preset("hangzhou", gates="report")), "1-1 unmet").grade == "可以申报"
    drawn = rubric(CULTURE, formula="points", pool="item", bonus={}, grades=[{"name": "达标", "at_least": 60}])
    found = card(drawn, "1-1 unmet")
    assert (found.outcome, found.grade) == (Outcome.UNGRADED, None)
    assert [one.figures["key"] for one in found.against] == ["gates"]


def test_a_bonus_counts_in_the_ranking_and_not_for_the_mark() -> None:
    # 杭州: 84 without the bonus is below 85, whatever the bonus.
    found = card(rubric(CULTURE, **by_preset("hangzhou")), "2-1 1x16", "7-4 =0")
    assert (found.total.score, found.total.bonus, found.total.result, found.total.with_bonus) == (
        84,
        Decimal("7.5"),
        84,
        Decimal("91.5"),
    )
    assert found.outcome is Outcome.BELOW_PASS_MARK
    assert card(rubric(CULTURE, **by_preset("hangzhou")), "2-1 1x15").grade == "可以申报"


def test_a_bonus_can_count_in_the_result_and_be_capped() -> None:
    drawn = rubric(CULTURE, formula="percent", pool="item", bonus={"counts_in": ["result"], "cap": 4})
    found = card(drawn, "2-1 1x16")
    assert (found.total.bonus, found.total.result, found.total.percent) == (4, 88, 84)


def test_a_bonus_that_does_not_apply_is_only_not_won() -> None:
    found = card(rubric(CULTURE, **by_preset("hangzhou")), "7-1 n/a")
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
