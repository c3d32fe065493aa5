"""The example assessments: credible, complete, and scored as a hand would."""

from decimal import Decimal

import pytest

from rubrics import load_assessment
from rubrics.library import open_library
from scoring import score
from scoring.scorecard import Status, StepKind
from tests.pipeline.conftest import EXAMPLES

RESULTS = {
    "jiangsu-small-enterprise.self": (Decimal(432), Decimal("74.7"), "三级达标"),
    "garage-level3.self": (Decimal("908.5"), Decimal("908.5"), "三级"),
    "garage-level3.review": (Decimal(886), Decimal(886), "三级"),
    "hangzhou-safety-culture.self": (Decimal("86.5"), Decimal("86.5"), "可申报"),
    "hainan-filling-station.review": (Decimal(1110), None, None),
    "small-enterprise-notes.self": (Decimal(55), None, None),
}


def scored(name):
    rubric = open_library(name.split(".")[0])
    assessment, _ = load_assessment(EXAMPLES / f"{name}.yaml")
    return rubric, assessment, score(rubric, assessment)


def test_there_is_an_assessment_for_each_example():
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == sorted(RESULTS)


@pytest.mark.parametrize("name", RESULTS)
def test_every_item_is_answered_and_the_result_is_the_one_worked_out_by_hand(name):
    rubric, assessment, card = scored(name)
    assert list(assessment.items) == list(rubric.by_item)
    assert not [item.id for item in card.items.values() if item.status is Status.UNASSESSED]
    assert (card.total.score, card.total.result, card.grade) == RESULTS[name]
    assert assessment.unit
    assert assessment.begin <= assessment.end
    assert assessment.leader
    assert len(assessment.members) >= 2


def test_jiangsu_has_deductions_a_zeroed_item_one_stopped_at_zero_items_that_do_not_apply_and_notes():
    _, assessment, card = scored("jiangsu-small-enterprise.self")
    kinds = {step.kind for item in card.items.values() for step in item.steps}
    assert {StepKind.FINDING, StepKind.ZERO, StepKind.FLOOR, StepKind.SCORE} <= kinds
    assert [item.id for item in card.items.values() if item.status is Status.NOT_APPLICABLE] == ["1.6-2", "2.2-7", "6.1-2"]
    assert [item.id for item in card.items.values() if item.score == 0] == ["2.2-10", "4.1-2"]
    assert all(finding.note for answer in assessment.items.values() for finding in answer.findings)


def test_garage_has_its_stars_of_the_third_level_in_full():
    for kind in ("self", "review"):
        rubric, _, card = scored(f"garage-level3.{kind}")
        assert all(card.items[item.id].score == item.points for item in rubric.by_item.values() if item.stars == 3)


def test_hangzhou_meets_its_gate_and_wins_bonus_points_for_the_ranking_only():
    _, _, card = scored("hangzhou-safety-culture.self")
    assert card.items["1-1"].status is Status.GATE_MET
    assert (card.total.bonus, card.total.with_bonus) == (Decimal("7.5"), Decimal(94))


def test_hainan_has_a_veto_that_zeroes_its_element():
    rubric, _, card = scored("hainan-filling-station.review")
    assert (rubric.by_element["12.3"].points, card.elements["12.3"].score) == (20, 0)
    assert StepKind.VETO in {step.kind for step in card.elements["12.3"].steps}
