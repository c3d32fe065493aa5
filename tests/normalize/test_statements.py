"""What standards say of themselves in sentences, in the spellings of several trades."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.statements import read_policy, read_stated, sentences_of


def policy(*notes):
    return read_policy(sentences_of(notes))[0]


def grades(*notes):
    return [(g.name, g.at_least if g.at_least is not None else -g.more_than) for g in policy(*notes).grades]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("60分为三级达标合格分。", [("三级达标", 60)]),
        (
            "90分以上（含90分）为一级，75分以上（含75分）为二级，60分以上（含60分）为三级。",
            [("一级", 90), ("二级", 75), ("三级", 60)],
        ),
        ("一级：得分≥90分；二级：得分≥75分；三级：得分≥60分。", [("一级", 90), ("二级", 75), ("三级", 60)]),
        ("二级企业得分不低于80分", [("二级", 80)]),
        ("得分75分及以上的为二级，60-75分的为三级。", [("二级", 75), ("三级", 60)]),
        ("一级得分大于90分，二级得分大于80分。", [("一级", -90), ("二级", -80)]),
    ],
)
def test_grades_are_read(note, expected):
    assert grades(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "低于60分为不合格。",
        "未制定的，扣5分为止。",
        "不足60分为不达标。",
        "每项扣2分，直到该项扣完为止。",
        "总分100分。",
        "近3年未发生事故的为合格。",
    ],
)
def test_what_is_no_grade_is_not_read_as_one(note):
    assert grades(note) == []


@pytest.mark.parametrize(
    ("note", "scale"),
    [
        ("标准化得分（百分制）=评定得分÷（600－不参与考评内容分数之和）×100。", 100),
        ("标准化得分=实得分/(1000-不参与考评内容分数之和)×100", 100),
        ("实际得分＝各项实得分之和÷（1000－各空项分之和）×1000", 1000),
    ],
)
def test_the_formula_that_excludes_what_does_not_apply_is_read(note, scale):
    read = policy(note)
    assert (read.formula, read.scale, read.not_applicable) == ("percent", scale, "exclude")


@pytest.mark.parametrize(
    ("note", "places"),
    [
        ("最终得分采用四舍五入，取小数点后一位数。", 1),
        ("得分四舍五入，保留一位小数", 1),
        ("得分四舍五入，保留两位小数", 2),
        ("最终得分四舍五入取整数", 0),
    ],
)
def test_rounding_is_read(note, places):
    assert (policy(note).rounding.places, policy(note).rounding.mode) == (places, "half-up")


def test_places_without_a_way_of_rounding_stay_open():
    assert policy("得分保留一位小数。").rounding is None


def test_the_sentence_is_kept_as_the_source():
    assert policy("1、适用于本省。", "2、60分为三级达标合格分。").source == ("2、60分为三级达标合格分。",)


def test_a_sentence_about_results_that_is_not_understood_is_told():
    _, puzzling = read_policy(["各要素得分率均不小于60分的方可评定二级。", "本标准由省局负责解释。"])
    assert [d.code for d in puzzling] == ["note-not-understood"]


@pytest.mark.parametrize(
    ("note", "stated"),
    [
        ("本评分细则共含6项一级要素，20项二级要素及68条企业达标标准。", (None, (6, 20), 68)),
        ("本标准共有十二个A级要素、四十四个B级要素", (None, (12, 44), None)),
        ("评分总分为1000分", (Decimal(1000), (), None)),
        ("一级要素共13个，二级要素共42个", (None, (13, 42), None)),
    ],
)
def test_declared_figures_are_read(note, stated):
    read = read_stated(sentences_of([note]))
    assert (read.points, read.elements, read.items) == stated
