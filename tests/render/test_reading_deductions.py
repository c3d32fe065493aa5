"""Figures under 扣分: what is taken, said in other ways, and what contradicts itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract import read as extracted
from extract.office import converted
from render import prepare
from render.reading import ReadForm, read_form
from rubrics import Rubric
from tests.render.forms import FULL, answer, changed, codes, document_xml, form, given, repacked
from tests.wordfile import docx, table

DRAWN = """
一级要素 | 二级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、管理（20分） | 1.1目标（20分） | 制定目标。 | 10 | 一处扣2分。 | =about | =taken | =score
^ | ^ | 考核目标。 | 10 | 未考核的，不得分。 | | | 满分
"""
TITLE = "某市企业达标评分细则"
RUBRIC = form(DRAWN, about="", taken="", score="")[1]


def by_hand(about: str, taken: str, score: str, rubric: Rubric = RUBRIC) -> ReadForm:
    """Return what is read where a person wrote these texts into the row of 1.1-1."""
    return read_form(docx(TITLE, table(DRAWN, about=about, taken=taken, score=score)), rubric, kind="self")


@pytest.mark.parametrize(
    ("taken", "score"),
    [("2", "8"), ("扣两分", "8"), ("−2", "8"), ("共扣2分", "8"), ("十分", "0"), ("得8分", "8"), ("10-2=8", "8")],
)
def test_what_is_taken_leaves_the_rest(taken: str, score: str):
    read = by_hand("目标笼统", taken, "")
    assert answer(read)["score"] == int(score)
    assert ("read-score-as-deduction" in codes(read)) == (taken in ("得8分", "10-2=8"))


@pytest.mark.parametrize("taken", ["扣完", "全扣", "扣光", "不得分", "得零分"])
def test_all_taken_leaves_nothing_though_the_word_names_no_figure(taken: str):
    assert answer(by_hand("无目标", taken, "")) == {"score": 0, "note": "无目标"}


@pytest.mark.parametrize("taken", ["不扣分", "0", "零", "满分"])
def test_nothing_taken_leaves_all(taken: str):
    assert answer(by_hand("", taken, "")) == FULL


@pytest.mark.parametrize("score", ["一", "8 2", "1 0", "12-2=10", "两三分"])
def test_what_may_be_a_dash_or_two_figures_or_a_sum_from_other_points_is_no_score(score: str):
    read = by_hand("台账不全", "", score)
    assert answer(read) == {"note": "台账不全"}
    assert "read-figure-unread" in codes(read)


@pytest.mark.parametrize(
    ("about", "taken", "score"), [("", "不适用", "8"), ("不涉及", "", "8"), ("缺项", "0", "8"), ("不涉及储罐", "", "8")]
)
def test_a_figure_beside_what_does_not_apply_stands_and_is_told(about: str, taken: str, score: str):
    read = by_hand(about, taken, score)
    assert answer(read)["score"] == 8
    assert "read-not-applicable-scored" in codes(read)


@pytest.mark.parametrize(
    ("counts", "taken", "score", "is_told"),
    [("full", "0", "10", False), ("zero", "10", "0", False), ("exclude", "0", "10", True), ("full", "", "0", True)],
)
def test_what_does_not_apply_may_have_the_figures_that_its_standard_gives_it(counts: str, taken: str, score: str, is_told: bool):
    rubric = changed(RUBRIC, policy=RUBRIC.policy.model_copy(update={"not_applicable": counts}))
    read = by_hand("不涉及：无储罐", taken, score, rubric)
    assert ("read-not-applicable-scored" in codes(read)) is is_told
    assert (answer(read) == {"not_applicable": "无储罐"}) is not is_told


@pytest.mark.parametrize("about", ["不应扣2分", "原扣2分，复查后恢复", "已整改，免扣2分"])
def test_a_deduction_that_the_words_take_back_is_none(about: str):
    read = by_hand(about, "", "")
    assert answer(read) == {"note": about}
    assert "read-without-figure" in codes(read)


def test_words_that_all_is_well_are_no_reason_for_a_deduction():
    assert "read-without-reason" in codes(by_hand("符合要求", "2", "8"))


STRUCK = 'p/(r/(rPr/strike,t"1"),r/t"8")'


def test_a_figure_beside_one_that_is_struck_through_is_not_taken():
    read = by_hand("目标笼统", "", STRUCK)
    assert answer(read) == {"note": "目标笼统"}
    assert {"read-struck", "read-figure-unread"} <= set(codes(read))
    assert answer(by_hand("目标笼统", "", STRUCK.replace("strike", "strike{val=0}").replace('"1"', '""')))["score"] == 8


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")
def test_what_is_struck_through_is_known_of_a_document_of_another_format(tmp_path: Path):
    path = tmp_path / "form.odt"
    word = docx(TITLE, table(DRAWN, about="目标笼统", taken="", score=STRUCK))
    path.write_bytes(converted(word, "form.docx", ".docx", "odt"))
    struck = [cell.place for grid in extracted(path).grids for cell in grid.cells if cell.struck]
    assert [(place.row, place.column) for place in struck] == [(2, 8)]


def test_a_figure_that_was_struck_through_in_word_is_not_given_back():
    source, rubric = form(DRAWN, about="", taken="", score="")
    data = prepare(source, rubric).fill([given(rubric, {"1.1-1": FULL})], carries=True).data
    end = "<w:t>10</w:t></w:r></w:p></w:tc></w:tr>"
    struck = document_xml(data).replace(end, f"<w:rPr><w:strike/></w:rPr>{end}", 1)
    assert "strike" in struck
    read = read_form(repacked(data, struck), rubric, kind="self")
    assert "read-struck" in codes(read)
    assert answer(read).get("full") is None


ONE_SIDE = DRAWN.replace("扣分说明 | 扣分 | 得分", "自评描述 | 扣分 | 得分")


@pytest.mark.parametrize("carries", [True, False])
def test_columns_without_a_side_belong_to_the_only_one_that_others_name(carries: bool):
    source, rubric = form(ONE_SIDE, about="", taken="", score="")
    one = given(rubric, {"1.1-1": {"findings": [{"rule": 1, "count": 2, "note": "两处不符"}]}, "1.1-2": FULL})
    data = prepare(source, rubric).fill([one], carries=carries).data
    read = read_form(data, rubric)
    assert [found.kind for found in read.assessments] == ["self"]
    assert read.assessments[0].items == one.assessment.items
    assert "read-kind-assumed" not in codes(read)


def test_what_a_review_put_under_columns_without_a_side_is_the_review():
    source, rubric = form(ONE_SIDE, about="", taken="2", score="8")
    assert [found.kind for found in read_form(source, rubric, kind="review").assessments] == ["review"]
