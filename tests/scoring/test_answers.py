"""Answers that a rubric does not allow are refused, all at once, each with the way of keys to it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics.errors import AssessmentError, ErrorList
from scoring import check_answers, prepare, score
from tests.scoring.notation import assessment, rubric

DEMO = """
1 目标 30 | veto element
  - 10 | zero | deduct 2 per 处 | deduct 3 | method | cap_item 8
  - 10 | range 1 5 | deduct 1 below 99 | tiers 轻=-2 重=-5 | tiers <60:5 | manual
  - 10 | award proportional | award 2 per 项
2 现场 10
  -  | zero | deduct 1 per 处
  -  | award 2 per 项 | award full | award%50 | tiers A=70%
3 条件 gate
  -
4 加分 bonus
  -  | award 1 per 项
"""


def wrong(
    *answers: str, drawn: str = DEMO, given: dict[str, Any] | None = None, **policy: Any
) -> list[tuple[str, tuple[object, ...]]]:
    """Return the code and the keys of every error in these answers."""
    found = check_answers(rubric(drawn, **policy), assessment(*answers, **(given or {})))
    assert all(str(one) for one in found), "every error has its sentence"
    return [(one.code, one.path) for one in found]


def test_answers_that_fit_are_not_complained_about() -> None:
    assert (
        wrong("1-1 1 2x2 3", "1-2 1$3 2@97 3~轻 4@50 5$10", "1-3 1@50 2x3", "2-1 1$4 2x2", "2-2 1x2", "3-1 met", "4-1 1x2", "1 1")
        == []
    )


@pytest.mark.parametrize(
    ("answer", "code", "keys"),
    [
        ("9-9 full", "answer-unknown-item", ("items", "9-9")),
        ("9-9 1", "answer-unknown-item", ("items", "9-9")),
        ("1-1 6", "answer-unknown-rule", ("items", "1-1", "findings", 0, "rule")),
        ("3-1 full", "answer-gate", ("items", "3-1")),
        ("1-1 met", "answer-no-gate", ("items", "1-1", "met")),
        ("1-1 4", "answer-silent-rule", ("items", "1-1", "findings", 0, "rule")),
        ("1-1 5", "answer-silent-rule", ("items", "1-1", "findings", 0, "rule")),
        ("1-1 3x2", "answer-fixed-price", ("items", "1-1", "findings", 0, "rule")),
        ("1-1 3 3", "answer-fixed-price", ("items", "1-1", "findings", 1, "rule")),
        ("1-1 3x0.5", "answer-not-whole", ("items", "1-1", "findings", 0, "count")),
        ("1-1 2@5", "answer-value-not-wanted", ("items", "1-1", "findings", 0, "value")),
        ("1-1 2~轻", "answer-tier-not-wanted", ("items", "1-1", "findings", 0, "tier")),
        ("1-1 2$5", "answer-figure-not-wanted", ("items", "1-1", "findings", 0, "deduct")),
        ("1-1 =10.5", "answer-score-above", ("items", "1-1", "score")),
        ("1-2 1", "answer-figure-missing", ("items", "1-2", "findings", 0)),
        ("1-2 1$6", "answer-figure-outside", ("items", "1-2", "findings", 0, "deduct")),
        ("1-2 1$0.5", "answer-figure-outside", ("items", "1-2", "findings", 0, "deduct")),
        ("1-2 1$2x3", "answer-count-not-wanted", ("items", "1-2", "findings", 0, "count")),
        ("1-2 5$11", "answer-figure-outside", ("items", "1-2", "findings", 0, "deduct")),
        ("1-2 2", "answer-value-missing", ("items", "1-2", "findings", 0)),
        ("1-2 2x2@90", "answer-count-not-wanted", ("items", "1-2", "findings", 0, "count")),
        ("1-2 3", "answer-tier-missing", ("items", "1-2", "findings", 0)),
        ("1-2 3@5", "answer-tier-missing", ("items", "1-2", "findings", 0)),
        ("1-2 3~中", "answer-tier-unknown", ("items", "1-2", "findings", 0, "tier")),
        ("1-2 4", "answer-value-missing", ("items", "1-2", "findings", 0)),
        ("1-3 1@101", "answer-not-percent", ("items", "1-3", "findings", 0, "value")),
        ("2-1 1", "answer-figure-missing", ("items", "2-1", "findings", 0)),
        ("2-1 =3", "answer-score-without-points", ("items", "2-1", "score")),
        ("2-2 2", "answer-needs-points", ("items", "2-2", "findings", 0, "rule")),
        ("2-2 3", "answer-needs-points", ("items", "2-2", "findings", 0, "rule")),
        ("2-2 4~A", "answer-needs-points", ("items", "2-2", "findings", 0, "rule")),
        ("2-2 full", "answer-full-without-points", ("items", "2-2", "full")),
        ("4-1 full", "answer-full-without-points", ("items", "4-1", "full")),
        ("8 1", "answer-unknown-element", ("elements", "8")),
        ("1 2", "answer-unknown-rule", ("elements", "1", "findings", 0, "rule")),
        ("2 1", "answer-no-rules", ("elements", "2", "findings", 0, "rule")),
    ],
)
def test_an_impossible_answer_is_refused(answer: str, code: str, keys: tuple[object, ...]) -> None:
    assert wrong(answer) == [(code, keys)]


def test_a_figure_of_ones_own_needs_its_reason() -> None:
    given = assessment("1-2 1$3")
    bare = given.items["1-2"].model_copy(update={"findings": (given.items["1-2"].findings[0].model_copy(update={"note": None}),)})
    found = check_answers(rubric(DEMO), given.model_copy(update={"items": {"1-2": bare}}))
    assert [(one.code, one.path[-1]) for one in found] == [("answer-reason-missing", "deduct")]


def test_an_assessment_of_another_rubric_or_another_version_is_refused() -> None:
    assert wrong(given={"rubric": "other"}) == [("answer-wrong-rubric", ("rubric",))]
    assert wrong(given={"rubric_hash": "sha256:0"}) == [("answer-other-edition", ("rubric_hash",))]
    plan = prepare(rubric(DEMO))
    assert wrong(given={"rubric_hash": plan.rubric_hash}) == []


def test_what_must_apply_cannot_be_said_not_to() -> None:
    keys = ("items", "1-1", "not_applicable")
    assert wrong("1-1 n/a", formula="percent", not_applicable="forbidden") == [("answer-not-applicable-forbidden", keys)]
    assert wrong("1-1 n/a", formula="percent") == [("policy-needed", keys)]
    assert wrong("2 n/a", formula="percent") == [("policy-needed", ("elements", "2", "not_applicable"))]
    assert wrong("4-1 n/a", formula="percent") == []


def test_a_policy_that_is_needed_is_named() -> None:
    found = check_answers(rubric(DEMO, formula="percent"), assessment("1-1 n/a"))
    assert str(found[0]) == (
        "items 1-1 not_applicable: the standard leaves open not_applicable, and it is needed here; "
        "set policy.not_applicable in the rubric, or import it with a preset (--policy NAME)"
    )


def test_an_item_is_answered_in_one_place() -> None:
    assert wrong("2-1 full", "2 n/a") == [("answer-twice", ("items", "2-1"))]
    nested = "1 甲 10\n  1.1 乙 10 | veto element\n    - 10"
    assert wrong("1 n/a", "1.1 1", drawn=nested) == [("answer-twice", ("elements", "1.1"))]


def test_no_finding_stands_under_an_element_of_which_nothing_applies() -> None:
    assert wrong("1 1", "1-1 n/a", "1-2 n/a", "1-3 n/a") == [("answer-finding-not-applicable", ("elements", "1", "findings"))]


def test_objects_stand_where_the_policy_says_what_they_come_to() -> None:
    text = "1 甲 10\n  1.1 乙 10 guarantee\n    - 10 | deduct 1 per 处"
    assert wrong("1.1-1 full/1", drawn=text) == [("policy-needed", ("items", "1.1-1", "objects"))]
    assert wrong("1.1-1 full/2", drawn=text, objects="mean") == [
        ("answer-unknown-rule", ("items", "1.1-1", "objects", 1, "findings", 0, "rule"))
    ]
    guarded = {"item_zero": True}
    assert wrong("1.1-1 full/1", drawn=text, objects="mean", guarantee=guarded) == [
        ("answer-objects-guarantee", ("items", "1.1-1", "objects"))
    ]
    one = {"objects": [{"name": "1号", "items": {"2-1": {"full": True}, "9-9": {"full": True}}}]}
    assert wrong(drawn=text + "\n2 丙 5\n  - 5", objects="mean", given={"elements": {"1": one}}) == [
        ("answer-object-item", ("elements", "1", "objects", 0, "items", "2-1")),
        ("answer-unknown-item", ("elements", "1", "objects", 0, "items", "9-9")),
    ]
    assert wrong(drawn=text, objects="mean", given={"elements": {"1.1": {"objects": [{"name": "1号"}]}}}) == [
        ("answer-objects-level", ("elements", "1.1", "objects"))
    ]


def test_a_fact_that_nobody_asked_for_is_refused() -> None:
    assert wrong(given={"facts": {"no-death": True}}) == [("answer-unknown-fact", ("facts", "no-death"))]


ONCE = "1 甲 20\n  - 10 | deduct 1 per 处 | deduct 2 per 处 | once\n  - 10 | deduct 1 per 处 | deduct 2 per 处"


def test_the_same_fault_counts_once_where_the_standard_says_so() -> None:
    again = [("answer-fault-twice", ("items", "1-1", "findings", 1, "rule"))]
    assert wrong("1-1 1?无记录 2?无记录", drawn=ONCE) == again
    assert wrong("1-1 1?甲!f 2?乙!f", drawn=ONCE) == again
    assert wrong("1-1 1?无记录!f 2?无记录!g", drawn=ONCE) == []
    assert wrong("1-1 1?甲 2?乙", drawn=ONCE) == []
    assert wrong("1-1 1x0?甲 2?甲", drawn=ONCE) == []
    assert wrong("1-2 1?甲 2?甲", drawn=ONCE) == []


def test_a_fault_that_was_counted_elsewhere_is_not_counted_again() -> None:
    assert wrong("1-1 1!f", "1-2 1!f", drawn=ONCE) == [("answer-fault-twice", ("items", "1-1", "findings", 0, "rule"))]
    assert wrong("1-2 1!f 2!f", drawn=ONCE) == []
    assert wrong("1-2 1!f 2!f", drawn=ONCE, once=True, formula="points") == [
        ("answer-fault-twice", ("items", "1-2", "findings", 1, "rule"))
    ]


def test_every_error_is_told_at_once_and_nothing_is_scored() -> None:
    given = assessment("1-1 9", "1-2 1$9", "9-9 full", "7 1")
    with pytest.raises(ErrorList) as caught:
        score(rubric(DEMO), given)
    assert [one.code for one in caught.value.errors] == [
        "answer-unknown-element",
        "answer-unknown-rule",
        "answer-figure-outside",
        "answer-unknown-item",
    ]
    assert all(isinstance(one, AssessmentError) for one in caught.value.errors)
    assert len(str(caught.value).splitlines()) == 4


def test_whoever_knows_the_file_gives_the_errors_their_place() -> None:
    from rubrics.assessment import ASSESSMENT_SCHEMA, Assessment
    from rubrics.files import parse
    from rubrics.yaml_reading import read_yaml

    text = "schema: dabiao/assessment/v1\nrubric: demo\nkind: self\nitems:\n  1-1: {findings: [{rule: 1}, {rule: 9}]}\n"
    loaded = read_yaml(text.encode(), "self.yaml")
    found = check_answers(rubric(DEMO), parse(loaded, Assessment, ASSESSMENT_SCHEMA))
    assert [loaded.where(one.path) for one in found] == ["self.yaml:5:32"]


def test_a_rubric_whose_rules_cannot_be_worked_out_is_refused() -> None:
    from rubrics.errors import RubricError

    for text, code in (
        ("1 甲 10\n  - 10 | low 90 of 9 deduct 1", "condition-unknown-element"),
        ("1 甲 10\n  - 10 | low 90 of 1 deduct 1", "condition-cycle"),
        ("1 甲 10\n  - 10 | low 90 of 2 deduct 1\n2 乙 10\n  - 10 | low 90 of 1 deduct 1", "condition-cycle"),
        ("1 甲 10\n  - 10\n1 乙 10\n  - 10", "identifier-repeated"),
    ):
        with pytest.raises(RubricError) as caught:
            prepare(rubric(text))
        assert caught.value.code == code
    with pytest.raises(RubricError, match="no-accident"):
        prepare(rubric("1 甲 10\n  - 10", grades=[{"name": "达标", "facts": ["no-accident"]}]))


def test_large_counts_stay_exact() -> None:
    given = assessment("1-1 2x999999999")
    found = score(rubric("1 甲 999999.999999\n  - 999999.999999 | zero | deduct 0.000001 per 处"), given)
    assert found.items["1-1"].score == Decimal(999000)


def test_an_assessment_of_another_rubric_is_one_error_not_one_for_each_of_its_answers() -> None:
    assert wrong("8-8 1", "9-9 full", given={"rubric": "other"}) == [("answer-wrong-rubric", ("rubric",))]
