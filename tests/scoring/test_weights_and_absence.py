"""Weights of elements, and what happens to what does not apply."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring import Outcome, Status, StepKind
from tests.scoring.notation import by_preset, card, rubric

TWO = "1 甲 60\n  - 40 | deduct 1 per 处\n  - 20 | deduct 1 per 处\n2 乙 40\n  - 40 | deduct 1 per 处"


def test_elements_can_be_weighted_and_the_rest_of_one_counts_in_full() -> None:
    # 危化: A1 80 of 100 − 20 that do not apply (100 %), weight 0.3; A2 63 of 70 (90 %), weight 0.7:
    # (0.3 × 80 ÷ 80 + 0.7 × 63 ÷ 70) ÷ 1 × 100 = 93.
    drawn = rubric(
        "1 甲 100 weight=0.3\n  1.1 子 80\n    -\n  1.2 丑 20\n    -\n2 乙 70 weight=0.7\n  2.1 寅 70\n    -  | deduct 7 per 项",
        **by_preset("weihua"),
    )
    found = card(drawn, "1.2-1 n/a", "2.1-1 1")
    assert found.total.result == 93
    assert found.total.formula == "((0.3 × 80 ÷ 80 + 0.7 × 63 ÷ 70) ÷ 1) × 100"
    assert found.grade == "达标"
    assert found.elements["1.2"].status is Status.NOT_APPLICABLE
    assert (found.elements["1"].due, found.elements["1"].percent) == (80, 100)


def test_eighty_in_all_is_not_enough_where_one_element_is_below_sixty() -> None:
    drawn = rubric(
        "1 甲 100 weight=0.1\n  -  | deduct 1 per 项\n2 乙 100 weight=0.9\n  -  | deduct 1 per 项", **by_preset("weihua")
    )
    assert card(drawn, "1-1 1x40").grade == "达标"
    found = card(drawn, "1-1 1x41")
    assert (found.total.result, found.outcome) == (Decimal("95.9"), Outcome.ELEMENT_BELOW_MINIMUM)


def test_weights_that_are_left_when_an_element_does_not_apply_are_the_standards_other_table() -> None:
    # JGJ/T 77 4.0.8: with a site 0.6 × (0.3, 0.2, 0.2, 0.3) and 0.4; without one 0.3, 0.2, 0.2, 0.3.
    lines = [
        f"{n} 表{n} 100 weight={w}\n  - 100 | deduct 1 per 处" for n, w in enumerate(("0.18", "0.12", "0.12", "0.18", "0.4"), 1)
    ]
    drawn = rubric("\n".join(lines), **by_preset("jgjt77"))
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
    drawn = rubric("1 甲 100\n  - 10★ | deduct 1\n  - 90", **by_preset("jiaotong-2012", not_applicable="exclude"))
    found = card(drawn, "1-1 n/a")
    assert found.outcome is not Outcome.MANDATORY_NOT_FULL
