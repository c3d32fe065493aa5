"""Where deductions stop, and points that several items share or that are misprinted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics.model import Form, TotalRow
from scoring import Outcome, Status, StepKind, score
from tests.scoring.notation import ELEMENT_POINTS, PLAIN, assessment, card, rubric

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
