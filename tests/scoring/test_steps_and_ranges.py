"""Steps that take all, ranges of points to give, what is taken besides, and parts of a step that count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics.errors import ErrorList
from scoring import StepKind
from tests.scoring.notation import card, rubric
from tests.scoring.test_items import scored


@pytest.mark.parametrize(
    ("rules", "answer", "expected"),
    [
        # 1处扣2分，2处扣5分，3处及以上不得分 of 10 points: 0, 1, 2, 3 and 7 faults
        ("tiers >=3:all 2-2:5 1-1:2", "1@0", "10"),
        ("tiers >=3:all 2-2:5 1-1:2", "1@1", "8"),
        ("tiers >=3:all 2-2:5 1-1:2", "1@2", "5"),
        ("tiers >=3:all 2-2:5 1-1:2", "1@3", "0"),
        ("tiers >=3:all 2-2:5 1-1:2", "1@7", "0"),
        # 低于80%扣2分，低于70%扣5分，低于60%不得分, and another rule's 3 points that the floor then gives back
        ("tiers <60:all <70:5 <80:2 | deduct 3", "1@59.9 2", "0"),
        ("tiers <60:all <70:5 <80:2 | deduct 3", "1@60 2", "2"),
        # 得6～8分; 优8-10分、良5-7分; 90%以上得8-10分，80%以上得5-7分
        ("award_range 6 8", "1+7.5", "7.5"),
        ("award_range 6 8", "1+6", "6"),
        ("award_range 1 2 per 项", "1+1.5x3", "4.5"),
        ("tiers 优=+8-10 良=+5-7", "1+9~优", "9"),
        ("tiers 优=+8-10 良=+5-7", "1+5~良", "5"),
        ("tiers >=90:+8-10 >=80:+5-7", "1+10@90", "10"),
        ("tiers >=90:+8-10 >=80:+5-7", "1+5.5@89.9", "5.5"),
        # 每低5%扣2分，不足5%按5%计: 88.9 is 1.1 below 90, which is one step; 85 one; 84.9 two
        ("deduct 2 every 5 below 90 part_counts", "1@88.9", "8"),
        ("deduct 2 every 5 below 90 part_counts", "1@85", "8"),
        ("deduct 2 every 5 below 90 part_counts", "1@84.9", "6"),
        ("deduct 2 every 5 below 90 part_counts", "1@90", "10"),
        ("deduct 1 per 人 every 3 part_counts", "1x7", "7"),
    ],
)
def test_steps_and_ranges_by_hand(rules: str, answer: str, expected: str) -> None:
    assert scored(rules, f"1-1 {answer}") == Decimal(expected)


@pytest.mark.parametrize(
    ("rules", "answer", "code", "key"),
    [
        ("award_range 6 8", "1", "answer-award-missing", 0),
        ("award_range 6 8", "1+5.9", "answer-award-outside", "award"),
        ("award_range 6 8", "1+8.1", "answer-award-outside", "award"),
        ("award_range 6 8", "1+7x2", "answer-count-not-wanted", "count"),
        ("award_range 6 8", "1$7", "answer-figure-not-wanted", "deduct"),
        ("deduct 2", "1+2", "answer-award-not-wanted", "award"),
        ("tiers 优=+8-10 良=+5-7", "1~优", "answer-award-missing", 0),
        ("tiers 优=+8-10 良=+5-7", "1+8~良", "answer-award-outside", "award"),
        ("tiers >=90:+8-10 >=80:+5-7", "1+9@85", "answer-award-outside", "award"),
        ("tiers >=90:+8 >=80:+5", "1+8@95", "answer-award-not-wanted", "award"),
        # what one measure gives is not given twice
        ("award_range 1 4", "1+4 1+3", "answer-fixed-price", "rule"),
        ("tiers >=90:+6 >=80:+4", "1@95 1@85", "answer-fixed-price", "rule"),
        ("award proportional", "1@50 1@60", "answer-fixed-price", "rule"),
    ],
)
def test_a_figure_to_give_stands_where_one_is_wanted_and_inside_its_range(
    rules: str, answer: str, code: str, key: object
) -> None:
    with pytest.raises(ErrorList) as raised:
        scored(rules, f"1-1 {answer}")
    assert code in [one.code for one in raised.value.errors]
    assert any(one.code == code and one.path[-1] == key for one in raised.value.errors)


def test_a_figure_to_give_needs_its_reason() -> None:
    from rubrics.assessment import Answer, Finding
    from scoring import check_answers
    from tests.scoring.notation import assessment

    drawn = rubric("1 目标 10\n  - 10 | award_range 6 8")
    bare = assessment().model_copy(update={"items": {"1-1": Answer(findings=(Finding(rule=1, award=Decimal(7)),))}})
    assert [one.code for one in check_answers(drawn, bare)] == ["answer-reason-missing"]


def test_a_step_that_takes_all_runs_on_no_more_than_a_clause_that_does() -> None:
    # 10 and 10 points; 50 % takes all of the first, and 8 more are within its 10: 0 + 10 remain whatever deductions run on into
    drawn = "1 类目 20\n  - 10 | {rule} | deduct 8\n  - 10"
    for rule, answer in (("tiers <60:all <80:4", "1@50"), ("zero", "1")):
        found = card(rubric(drawn.format(rule=rule), formula="percent", pool="category"), f"1-1 {answer} 2")
        assert (found.items["1-1"].score, found.elements["1"].score) == (0, 10)


def test_a_step_that_takes_all_needs_to_know_what_all_is() -> None:
    with pytest.raises(ErrorList) as raised:
        card(rubric("1 目标 10\n  - | tiers >=3:all 1-2:2"), "1-1 1@3")
    assert [one.code for one in raised.value.errors] == ["answer-needs-points"]


# 一 30 points: 甲 10, 乙 20. 不得分，并追加扣除15分 at 甲: 甲 0 of 10; 一 loses 10 + 15, so 30 − 25 = 5.
BESIDES = "1 类目 30\n  1.1 甲 10\n    - 10 | {rules}\n  1.2 乙 20\n    - 20 | deduct 8"


def test_what_is_taken_besides_runs_on_beyond_the_item() -> None:
    found = card(rubric(BESIDES.format(rules="zero further 15")), "1.1-1 1")
    assert (found.items["1.1-1"].score, found.elements["1.1"].score, found.elements["1"].score) == (0, 0, 5)
    assert found.elements["1.2"].score == 20
    assert [step.kind for step in found.items["1.1-1"].steps] == [
        StepKind.POINTS,
        StepKind.ZERO,
        StepKind.FURTHER,
        StepKind.OVERFLOW,
    ]
    assert sum(step.raw for step in found.items["1.1-1"].steps) == 0


@pytest.mark.parametrize(
    ("rules", "answer", "item", "first"),
    [
        ("zero further 15", "1x0", 10, 30),  # nobody found
        ("zero further 15", "1 1", 0, 5),  # found twice: the item can be lost once, and so what is taken besides
        ("zero further 50", "1", 0, 0),  # no category goes below nothing
        ("deduct 2 further 5", "1", 3, 23),  # 10 − 2 − 5, as a clause of its own would take it
        ("deduct 2 per 人 further 5", "1x2", 0, 16),  # 2 × 2 + 2 × 5 = 14, of which 4 run on
        ("zero further 15 | exempt", "1 2", 10, 30),
    ],
)
def test_what_is_taken_besides_by_hand(rules: str, answer: str, item: int, first: int) -> None:
    found = card(rubric(BESIDES.format(rules=rules)), f"1.1-1 {answer}")
    assert (found.items["1.1-1"].score, found.elements["1"].score) == (item, first)


@pytest.mark.parametrize(
    ("rules", "value", "is_told"),
    [
        ("tiers >=90:+10 80-89:+8 <80:+0", "89.5", True),  # between 89 and 90 the standard forgot a step
        ("tiers >=90:+10 80-89:+8 <80:+0", "89", False),
        ("tiers >=90:+10 >=80:+8", "40", False),  # too little is given nothing
        ("tiers 80-90:+8 60-79:+5", "95", True),  # nobody meant the best to get nothing
        ("tiers <60:10 <80:5", "95", False),  # good enough loses nothing
        ("tiers 60-69:10 70-79:5", "95", False),
        ("tiers 60-69:10 70-79:5", "40", True),  # nobody meant the worst to lose nothing
        ("tiers 2-2:3 1-1:1", "3", True),  # a third fault
        ("tiers 2-2:3 1-1:1", "0", False),
        ("tiers >=3:5 1-2:2", "8", False),
    ],
)
def test_a_value_that_meets_no_step_is_told_unless_it_lies_on_the_good_side(rules: str, value: str, *, is_told: bool) -> None:
    found = card(rubric(f"1 目标 10\n  - 10 | {rules}"), f"1-1 1@{value}")
    assert ("between-tiers" in [one.code for one in found.diagnostics]) is is_told


def test_an_item_that_is_given_all_and_loses_some_begins_with_all() -> None:
    # 达到90%以上得10分，每低1个百分点扣1分: 85 % is 10 − 5
    assert scored("award 10 | deduct 1 every 1 below 90", "1-1 2@85") == 5
    assert scored("award 10 | deduct 1 every 1 below 90", "1-1 1") == 10
    assert scored("award 4 | award 6 | deduct 1 per 处", "1-1 1 3x2") == 2


def test_an_item_that_is_given_points_and_was_given_none_is_told_where_it_loses_some() -> None:
    found = card(rubric("1 目标 10\n  - 10 | award 4 | award 6 | deduct 1 per 处"), "1-1 3x2")
    assert found.items["1-1"].score == 0
    assert [one.code for one in found.diagnostics] == ["nothing-given"]
    assert card(rubric("1 目标 10\n  - 10 | award 4 | deduct 1"), "1-1 1 2").diagnostics == ()
