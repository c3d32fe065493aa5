"""Conditions on the scores of other elements that look at them together, and at points; each sum worked out by hand."""

from __future__ import annotations

import pytest

from rubrics.model import ScoresCondition
from scoring import Status, StepKind, score
from tests.scoring.notation import assessment, card, rubric

# 甲 10, 乙 20, 丙 30 points, and an item of 10 that looks at them.
DRAWN = "1 甲 10\n  - 10\n2 乙 20\n  - 20\n3 丙 30\n  - 30\n4 丁 10\n  - 10 | {rule} deduct 4"


@pytest.mark.parametrize(
    ("rule", "scores", "expected"),
    [
        # sums: 5 + 15 + 20 = 40 of 60 points, which is 66.67 %
        ("low 40pts first 3 sum", (5, 15, 20), 10),
        ("low 40.5pts first 3 sum", (5, 15, 20), 6),
        ("low 66 first 3 sum", (5, 15, 20), 10),
        ("low 67 first 3 sum", (5, 15, 20), 6),
        # means: of the points 40 ÷ 3 = 13.33; of the shares (50 + 75 + 66.67) ÷ 3 = 63.89 %
        ("low 13pts first 3 mean", (5, 15, 20), 10),
        ("low 13.4pts first 3 mean", (5, 15, 20), 6),
        ("low 63 first 3 mean", (5, 15, 20), 10),
        ("low 64 first 3 mean", (5, 15, 20), 6),
        # every one: 50, 75 and 66.67 % are below 76, and not all below 75
        ("low 75 first 3 all", (5, 15, 20), 10),
        ("low 76 first 3 all", (5, 15, 20), 6),
        # any one: 5 points are fewer than 6
        ("low 6pts first 3", (5, 15, 20), 6),
        ("low 5pts first 3", (5, 15, 20), 10),
    ],
)
def test_conditions_look_at_elements_together_or_one_by_one(rule: str, scores: tuple[int, ...], expected: int) -> None:
    found = card(rubric(DRAWN.format(rule=rule)), *(f"{at}-1 ={score}" for at, score in enumerate(scores, 1)))
    assert found.items["4-1"].score == expected


def test_what_does_not_apply_is_left_out_of_what_is_looked_at_together() -> None:
    # 乙 does not apply: 5 + 20 = 25 of 40 points, 62.5 %
    drawn = DRAWN.format(rule="low 62.6 first 3 sum")
    assert card(rubric(drawn), "1-1 =5", "2-1 n/a", "3-1 =20").items["4-1"].score == 6
    assert card(rubric(drawn), "1-1 =6", "2-1 n/a", "3-1 =20").items["4-1"].score == 10
    assert card(rubric(drawn), "1-1 n/a", "2-1 n/a", "3-1 n/a").items["4-1"].score == 10


def test_a_condition_has_one_bound_and_one_way_to_look() -> None:
    for wrong in ({"first": 3}, {"below_percent": 60, "below_points": 5}, {"below_percent": 60, "each": True, "together": "sum"}):
        with pytest.raises(ValueError, match=r"needed|exclude"):
            ScoresCondition.model_validate(wrong)


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
    found = score(rubric(CONDITION.format(rule="low 90 first 2 deduct 10")), assessment("1-1 full", "3-1 full"))
    assert found.items["3-1"].status is Status.UNASSESSED
    assert [(one.code, one.subject) for one in found.against] == [("unassessed", "2-1"), ("condition-waits", "3-1")]


def test_conditions_can_build_on_each_other() -> None:
    drawn = rubric(
        "1 甲 10\n  - 10 | deduct 5\n2 乙 10\n  - 10 | low 90 of 1 deduct 10\n3 丙 10\n  - 10 | low 90 of 2 deduct 10",
    )
    assert [item.score for item in card(drawn, "1-1 1").items.values()] == [5, 0, 0]
