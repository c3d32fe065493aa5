"""Presets fill what a document leaves open, and nothing else."""

from __future__ import annotations

import pytest

from rubrics.errors import RubricError
from rubrics.policy import Policy
from rubrics.presets import apply_preset, effective_policy, preset, presets, with_preset
from scoring import prepare
from tests.scoring.notation import card, rubric


def test_what_the_document_says_goes_before_the_preset():
    policy = with_preset(Policy(formula="points", rounding=None), "gongmao")
    assert (policy.formula, policy.rounding.places, policy.not_applicable) == ("points", 1, "exclude")
    assert [grade.name for grade in policy.grades] == ["一级", "二级", "三级"]


def test_the_preset_and_its_sources_are_named():
    policy = with_preset(Policy(source=("正文如此说",)), "shuili")
    assert policy.preset == "shuili"
    assert policy.source == ("正文如此说", preset("shuili").title, *preset("shuili").source)


def test_filling_twice_is_filling_once():
    once = with_preset(Policy(), "weihua")
    assert with_preset(once, "weihua") == once == effective_policy(once)


def test_an_unknown_preset_names_those_there_are():
    with pytest.raises(RubricError, match="gongmao, "):
        preset("tielu")


def test_a_key_in_the_rubric_alone_chooses_the_preset():
    drawn = rubric("1 甲 100\n  - 100 | deduct 1 per 处", preset="dianli")
    assert prepare(drawn).policy.formula == "percent"
    assert card(drawn, "1-1 1x10").grade == "二级"
    assert card(apply_preset(rubric("1 甲 100\n  - 100", formula="percent"), "dianli")).grade == "一级"


@pytest.mark.parametrize("name", presets())
def test_every_preset_has_a_title_and_a_source(name):
    assert preset(name).title
    assert preset(name).source
