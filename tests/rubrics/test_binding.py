"""An assessment is bound to the edition of the rubric that it was made with."""

from __future__ import annotations

import json

import pytest

from rubrics import content_hash, load_assessment
from rubrics.binding import binding, is_bound
from rubrics.errors import ErrorList
from rubrics.library import EXAMPLES, open_library
from rubrics.skeleton import skeleton
from rubrics.yaml_reading import read_yaml
from scoring import score
from tests.rubrics.pinning import PINNED, found


@pytest.fixture
def rubric():
    return open_library("jiangsu-small-enterprise").model_copy(update={"version": "2024年版"})


@pytest.fixture
def assessment():
    return load_assessment(EXAMPLES / "jiangsu-small-enterprise.self.yaml")[0]


def refused(rubric, assessment):
    with pytest.raises(ErrorList) as told:
        score(rubric, assessment)
    return str(told.value)


@pytest.mark.parametrize("kind", ["rubrics", "assessments"])
def test_hashes_and_figures_of_the_examples_are_those_that_were_pinned(kind):
    assert found()[kind] == json.loads(PINNED.read_text(encoding="utf-8"))[kind], "see tests/rubrics/pinning.py"


def test_an_empty_assessment_names_id_version_and_hash(rubric):
    data = read_yaml(skeleton(rubric).encode(), "a.yaml").data
    assert {key: data[key] for key in binding(rubric)} == dict(binding(rubric))
    assert data["rubric_version"] == "2024年版"


def test_scoring_against_another_edition_names_both_and_the_command(rubric, assessment):
    bound = assessment.model_copy(update=dict(binding(rubric)))
    assert score(rubric, bound).total.score == 432
    newer = rubric.model_copy(update={"version": "2026年版"})
    said = refused(newer, bound)
    assert f"jiangsu-small-enterprise@2024年版 ({content_hash(rubric)[:15]})" in said
    assert f"jiangsu-small-enterprise@2026年版 ({content_hash(newer)[:15]})" in said
    assert "--from jiangsu-small-enterprise@2024年版 --to jiangsu-small-enterprise@2026年版" in said


def test_a_version_alone_binds_too(rubric, assessment):
    bound = assessment.model_copy(update={"rubric_version": "2019年版"})
    assert "made with the edition jiangsu-small-enterprise@2019年版, not with" in refused(rubric, bound)
    assert score(rubric, bound.model_copy(update={"rubric_version": "2024年版"})).total.score == 432


def test_a_corrected_typo_is_another_content(rubric, assessment):
    bound = assessment.model_copy(update=dict(binding(rubric)))
    mended = rubric.model_copy(update={"title": rubric.title + "。"})
    assert "where only a typo was corrected, all other answers stay as they are" in refused(mended, bound)


def test_without_a_version_and_a_hash_any_edition_will_do(rubric, assessment):
    assert not is_bound(assessment)
    assert score(rubric, assessment).total.score == 432
