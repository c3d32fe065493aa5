"""Forms that people filled by hand: what an assessment is made of, and what a person is told to look at."""

from __future__ import annotations

import re

import pytest

from render.reading import ReadForm, read_form
from rubrics.errors import FormError
from rubrics.values import show
from tests.render.forms import FULL, SMALL, answer, codes, document_xml, filled, form, given, repacked
from tests.wordfile import docx, table

LINE = "自评单位：          自评组长：          自评组成员：          自评时间：从    年  月  日到    年  月  日"
SOURCE, RUBRIC = form(SMALL)


def by_hand(about: str, score: str, *more: str, total: str = "") -> ReadForm:
    """Return what is read where a person wrote these texts into the row of 1.1-1 (and of 1.1-2)."""
    about2, score2 = more or ("", "满分")
    drawing = SMALL.replace("| 4 | 未考核的，不得分。 | |", "| 4 | 未考核的，不得分。 | =about2 | =score2")
    drawing = drawing.replace("| 得分小计 | < |", "| 得分小计 | < | =total")
    data = docx(
        "某省企业安全生产标准化评分细则",
        table(drawing, about=about, score=score, about2=about2, score2=score2, total=total),
    )
    return read_form(data, RUBRIC, kind="self")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4", "4"),
        ("4分", "4"),
        ("４．５分", "4.5"),
        ("得4分", "4"),
        ("扣2分", "4"),
        ("－2", "4"),
        ("6-2=4", "4"),
        ("四分", "4"),
        ("不得分", "0"),
    ],
)
def test_a_figure_is_understood_as_people_write_it(written: str, value: str):
    read = by_hand("目标笼统", written)
    assert show(read.assessments[0].items["1.1-1"].score) == value  # type: ignore[arg-type]
    assert read.assessments[0].items["1.1-1"].note == "目标笼统"


@pytest.mark.parametrize("written", ["满分", "6", "6.0分", "√", "✓", "扣0分"])
def test_full_marks_are_full_however_they_are_written(written: str):
    assert answer(by_hand("", written)) == {"full": True}


@pytest.mark.parametrize("words", ["符合要求", "符合", "达标。"])
def test_words_that_say_that_nothing_was_found_are_no_note(words: str):
    assert answer(by_hand(words, "6")) == {"full": True}


@pytest.mark.parametrize(
    ("about", "score", "reason"),
    [
        ("不参与考评：无储罐", "／", "无储罐"),
        ("不涉及危险化学品", "", "不涉及危险化学品"),
        ("", "不适用", "不适用"),
        ("缺项", "—", "缺项"),
        ("不涉及", "空", "不涉及"),
    ],
)
def test_what_does_not_apply_is_told_in_words(about: str, score: str, reason: str):
    assert answer(by_hand(about, score)) == {"not_applicable": reason}


def test_a_word_that_only_begins_like_not_applicable_is_a_description():
    assert answer(by_hand("缺项目负责人签字", "4")) == {"score": 4, "note": "缺项目负责人签字"}


@pytest.mark.parametrize("written", ["／", "—", "空", "-"])
def test_a_sign_for_nothing_without_a_word_leaves_the_item_unassessed_and_says_so(written: str):
    read = by_hand("", written)
    assert answer(read) == {}
    assert codes(read) == ["read-without-figure", "read-unanswered"]


@pytest.mark.parametrize("written", ["①", "3²", "约5", "5、6", "６／8", "6/8", "1e2", "6-2=5", "99999999999999999"])
def test_a_figure_that_is_not_certain_is_never_guessed(written: str):
    read = by_hand("台账不全", written)
    assert answer(read) == {"note": "台账不全"}
    assert "read-figure-unread" in codes(read)


def test_more_than_the_item_has_is_an_error_and_no_score():
    read = by_hand("好", "7")
    assert answer(read) == {"note": "好"}
    assert next((d.code, dict(d.figures), str(d.place)) for d in read.diagnostics) == (
        "read-figure-outside",
        {"figure": "7", "points": "6"},
        "t1r2c6",
    )


def test_a_figure_without_a_reason_is_kept_and_told():
    read = by_hand("", "4")
    assert answer(read) == {"score": 4, "note": "表中未写明扣分原因"}
    assert codes(read) == ["read-without-reason"]


def test_words_and_figures_that_differ_are_told_with_both():
    read = by_hand("一处不符扣1分，一处过期扣3分", "4")
    assert [(d.code, dict(d.figures)) for d in read.diagnostics] == [("read-words-differ", {"told": "1＋3", "deduction": "2"})]


def test_a_sum_that_people_got_wrong_is_told_with_its_place_and_both_figures():
    read = by_hand("目标笼统", "4", "", "4", total="9分")
    assert [(d.code, str(d.place), d.figures["written"], d.figures["computed"]) for d in read.diagnostics] == [
        ("read-sum-differs", "t1r4c7", "9", "8")
    ]
    assert codes(by_hand("目标笼统", "4", "", "4", total="8")) == []


def test_the_words_that_a_form_was_filled_with_become_findings_again():
    finding = {"findings": ({"rule": 2, "count": 2, "note": "两个车间；一个库房"},)}
    assert answer(by_hand("两个车间；一个库房（2处，扣4分）", "2")) == finding


def test_a_cost_that_a_score_of_ones_own_would_be_told_with_too_stays_a_score():
    assert answer(by_hand("没有目标，不得分", "0")) == {"score": 0, "note": "没有目标"}


def test_our_own_clause_is_a_finding_under_its_rule():
    assert answer(by_hand("未制定，不得分", "0")) == {"findings": ({"rule": 1},)}


def test_blanks_are_read_back():
    data, rubric = form(SMALL, LINE)
    who = {"unit": "某厂", "leader": "张建国", "members": ["李明", "王芳"], "begin": "2024-03-04", "end": "2024-03-08"}
    read = read_form(filled(data, rubric, {"1.1-1": FULL}, **who).data, rubric)
    assert read.assessments[0].model_dump(mode="json", include=set(who)) == who


def test_blanks_are_read_as_people_write_them():
    rubric = form(SMALL, LINE)[1]
    written = LINE.replace("自评单位：          ", "自评单位： 某厂（盖章） ").replace(
        "成员：          ", "成员：李明，王 芳;赵六  "
    )
    written = re.sub("从.*", "2024.3.4～3月8日", written)
    read = read_form(docx("某省企业安全生产标准化评分细则", written, table(SMALL, about="", score="6")), rubric)
    one = read.assessments[0]
    assert (one.unit, one.members, str(one.begin), str(one.end)) == (
        "某厂（盖章）",
        ("李明", "王 芳", "赵六"),
        "2024-03-04",
        "2024-03-08",
    )


def test_a_blank_form_has_no_answers():
    read = read_form(SOURCE, RUBRIC, kind="self")
    assert read.assessments[0].items == {}
    assert [(d.code, d.figures["count"]) for d in read.diagnostics] == [("read-unanswered", 2)]


def test_rows_are_found_where_they_stand_now():
    made = filled(SOURCE, RUBRIC, {"1.1-1": FULL, "1.1-2": {"score": 1, "note": "不全"}}).data
    moved = repacked(made, document_xml(made).replace("<w:body>", "<w:body><w:p><w:r><w:t>附件3</w:t></w:r></w:p>", 1))
    assert {name: one.is_given for name, one in read_form(moved, RUBRIC).assessments[0].items.items()} == {
        "1.1-1": True,
        "1.1-2": True,
    }


def test_a_form_of_another_standard_is_refused():
    other, _ = form(SMALL.replace("制定年度目标。", "制定三年目标。"))
    with pytest.raises(FormError, match=re.escape("1.1-1")):
        read_form(other, RUBRIC)


def test_whose_assessment_it_is_has_to_be_said_where_the_form_does_not():
    assert codes(read_form(SOURCE, RUBRIC))[:1] == ["read-kind-assumed"]
    assert read_form(SOURCE, RUBRIC, kind="review").assessments[0].kind == "review"


def test_the_assessment_can_be_scored_again():
    read = by_hand("目标笼统", "4", "不涉及考核", "／")
    assert given(RUBRIC, {}).scorecard.total.score == 0
    assert codes(read) == []
    assert read.assessments[0].rubric_hash


@pytest.mark.parametrize("about", ["合计", "小计：10分", "一、基础管理", "企业达标标准", "/", "1.1安全目标（10分）"])
def test_no_words_of_people_change_how_the_rows_are_understood(about: str):
    read = by_hand(about, "4", "5.1 附件", "满分")
    assert set(read.assessments[0].items) == {"1.1-1", "1.1-2"}
    assert [one.is_given for one in read.assessments[0].items.values()] == [True, True]
