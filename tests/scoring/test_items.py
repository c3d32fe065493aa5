"""What findings under each form of rule do to an item."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring import Status, StepKind
from tests.scoring.notation import card, rubric


def scored(rules: str, *answers: str, points: str = "10", **policy: object) -> Decimal | None:
    """Return the score of the one item of a rubric with these rules."""
    drawn = rubric(f"1 目标 {points}\n  - {points} | {rules}", **policy)
    return card(drawn, *answers).items["1-1"].score


@pytest.mark.parametrize(
    ("rules", "answer", "expected"),
    [
        ("zero", "1", "0"),
        ("zero | deduct 2 per 处", "2x2", "6"),
        ("zero | deduct 2 per 处", "2x9", "0"),
        ("zero | deduct 2 per 处", "1 2x2", "0"),
        ("deduct 0.05 per 项", "1x3", "9.85"),
        ("deduct 4", "1", "6"),
        ("deduct 4", "1x0", "10"),
        ("deduct 4 | deduct 3", "1 2", "3"),
        ("deduct 2 per 处 cap 5", "1x4", "5"),
        ("deduct 2 per 处 cap 5", "1x2 1x2", "5"),
        ("deduct 2 per 处 | deduct 3 | cap_item 4", "1x2 2", "6"),
        ("zero | deduct 3 | cap_item 2", "1", "0"),
        ("deduct 1 per 人 every 3", "1x7", "8"),
        ("deduct 1 every 1 below 99", "1@96", "7"),
        ("deduct 1 every 1 below 99", "1@96.5", "8"),
        ("deduct 1 every 1 below 99", "1@99.5", "10"),
        ("deduct 2 every 10 below 100", "1@75", "6"),
        ("deduct 2 every 1 above 5", "1@7", "6"),
        ("deduct 5 below 80", "1@70", "5"),
        ("deduct 5 below 80", "1@80", "10"),
        ("zero below 80", "1@79.5", "0"),
        ("zero below 80", "1@80", "10"),
        ("zero above 3", "1@4", "0"),
        ("zero above 3", "1@3", "10"),
        ("deduct 6 | full above 99", "1 2@100", "10"),
        ("deduct 6 | exempt above 99", "1 2@99", "4"),
        ("range 1 5", "1$3.5", "6.5"),
        ("range 1 2 per 处", "1$2x3", "4"),
        ("tiers <60:10 <80:5", "1@70", "5"),
        ("tiers <60:10 <80:5", "1@50", "0"),
        ("tiers <80:5 <60:10", "1@50", "0"),
        ("tiers <80:5 <60:10", "1@80", "10"),
        ("tiers 轻=-2 重=-5", "1~重", "5"),
        ("manual", "1$4", "6"),
        ("deduct 3 group a | deduct 5 group a | deduct 1", "1 2 3", "4"),
        ("deduct 6 | exempt", "1 2", "10"),
        ("zero | deduct 4 per 处 | full", "2x2 3", "10"),
        ("deduct 6 | exempt", "1 2x0", "4"),
    ],
)
def test_a_rule_takes_what_its_clause_says(rules: str, answer: str, expected: str) -> None:
    assert scored(rules, f"1-1 {answer}") == Decimal(expected)


@pytest.mark.parametrize(
    ("rules", "answer", "expected"),
    [
        ("award full", "1", "10"),
        ("award full", "1x0", "0"),
        ("award 2", "1", "2"),
        ("award 1 per 项 cap 5", "1x3", "3"),
        ("award 1 per 项 cap 5", "1x8", "5"),
        ("award 4 per 项", "1x8", "10"),
        ("award 4 | award 3 | cap_item 5", "1 2", "5"),
        ("award proportional", "1@85", "8.5"),
        ("award%70", "1", "7"),
        ("tiers A=100% B=70% C=30%", "1~B", "7"),
        ("tiers >=90:+10 >=80:+6 >=60:+3", "1@85", "6"),
        ("tiers >=60:+3 >=80:+6 >=90:+10", "1@95", "10"),
        ("tiers >=60:+3 >=80:+6", "1@40", "0"),
        ("award 4 group a | award 6 group a", "1 2", "6"),
        ("award 8 | deduct 3", "1 2", "5"),
        ("award 2 | deduct 3", "1 2", "0"),
        ("award 3 | full", "2", "10"),
        ("award full | deduct 2 per 处", "2x2", "6"),
    ],
)
def test_an_award_starts_from_nothing(rules: str, answer: str, expected: str) -> None:
    assert scored(rules, f"1-1 {answer}") == Decimal(expected)


def test_full_marks_and_the_assessors_own_figure_need_no_rule() -> None:
    assert scored("deduct 2", "1-1 full") == 10
    assert scored("award 2 per 项", "1-1 full") == 10
    assert scored("deduct 2", "1-1 =7.5") == Decimal("7.5")


def test_an_unassessed_item_has_no_score() -> None:
    from scoring import score
    from tests.scoring.notation import assessment

    drawn = rubric("1 目标 10\n  - 6\n  - 4")
    found = score(drawn, assessment("1-1 full"))
    assert found.items["1-2"].status is Status.UNASSESSED
    assert found.items["1-2"].score is None
    assert found.elements["1"].score == 6
    assert found.total.score == 6
    assert found.total.result is None
    assert [one.subject for one in found.against] == ["1-2"]


def test_a_finding_that_counts_nothing_takes_nothing() -> None:
    assert scored("zero | deduct 2 per 处", "1-1 1x0 2x0") == 10


def test_part_of_a_step_is_left_out_and_told() -> None:
    drawn = rubric("1 目标 10\n  - 10 | deduct 1 every 1 below 99")
    found = card(drawn, "1-1 1@96.5")
    assert [one.code for one in found.diagnostics] == ["step-in-part"]
    assert card(drawn, "1-1 1@96").diagnostics == ()


def test_the_trace_adds_up_by_hand_and_by_effect() -> None:
    drawn = rubric("1 目标 6\n  - 6 | deduct 2 per 处 cap 3 | deduct 4 | zero")
    item = card(drawn, "1-1 1x2 2?无制度 3").items["1-1"]
    steps = [(step.kind, step.rule, step.raw, step.points) for step in item.steps]
    assert steps == [
        (StepKind.POINTS, None, 6, 6),
        (StepKind.FINDING, 1, -4, 0),
        (StepKind.FINDING, 2, -4, 0),
        (StepKind.ZERO, 3, -6, -6),
        (StepKind.CAP, 1, 1, 0),
        (StepKind.FLOOR, None, 7, 0),
    ]
    assert item.steps[2].note == "无制度"
    assert (item.score, item.deduction) == (0, 6)


def test_the_last_of_several_findings_is_what_the_floor_cuts() -> None:
    drawn = rubric("1 目标 6\n  - 6 | deduct 4 | deduct 4")
    item = card(drawn, "1-1 2 1").items["1-1"]
    assert [(step.rule, step.points) for step in item.steps[1:3]] == [(1, -4), (2, -2)]


def test_what_a_rule_takes_beyond_the_item_runs_on_into_the_category() -> None:
    drawn = rubric("1 类目 20\n  1.1 甲 10\n    - 10 | zero | deduct 10 overflow category\n  1.2 乙 10\n    - 10")
    found = card(drawn, "1.1-1 1 2")
    assert found.items["1.1-1"].score == 0
    assert found.elements["1.1"].score == 0
    assert found.elements["1.2"].score == 10
    assert found.elements["1"].score == 0
    assert found.total.score == 0


def test_an_overflow_first_uses_what_the_item_still_has() -> None:
    drawn = rubric("1 类目 30\n  - 10 | deduct 4 | deduct 9 overflow element\n  - 20")
    found = card(drawn, "1-1 1 2")
    assert found.items["1-1"].score == 0
    assert found.elements["1"].score == 17


def test_an_overflow_into_the_total_stops_at_nothing() -> None:
    drawn = rubric("1 甲 5\n  - 5 | deduct 50 overflow total\n2 乙 10\n  - 10")
    found = card(drawn, "1-1 1")
    assert [element.score for element in found.elements.values()] == [0, 10]
    assert found.total.score == 0
    assert sum(step.raw for step in found.total.steps) == 0


def test_full_marks_can_be_given_to_a_whole_element() -> None:
    drawn = rubric(
        "1 类目 20\n  1.1 重大危险源 10\n    - 4 | deduct 2 | full element\n    - 6 | deduct 3\n  1.2 乙 10\n    - 10 | deduct 1"
    )
    found = card(drawn, "1.1-1 1 2", "1.1-2 1", "1.2-1 1")
    assert [item.score for item in found.items.values()] == [4, 6, 9]
    assert found.items["1.1-2"].steps[0].item == "1.1-1"


def test_full_marks_for_an_element_answer_for_items_that_nobody_looked_at() -> None:
    from scoring import score
    from tests.scoring.notation import assessment

    drawn = rubric("1 重大危险源 10\n  - 4 | full element\n  - 6 | deduct 3")
    assert score(drawn, assessment("1-1 1")).total.result == 100


def test_a_veto_stands_beside_full_marks_for_the_element() -> None:
    drawn = rubric("1 重大危险源 10\n  - 4 | full element | veto total\n  - 6 | deduct 3")
    found = card(drawn, "1-1 1 2")
    assert (found.items["1-1"].score, found.total.score) == (4, 0)
