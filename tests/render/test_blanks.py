"""The blanks above the table are filled as a person would, and the line keeps its layout."""

from __future__ import annotations

import re

import pytest

from render.blanks import kinds_of
from rubrics.model import Blank
from tests.render.forms import FULL, SMALL, changed, codes, document_xml, filled, form
from tests.wordfile import read_word

ALL = {"1.1-1": FULL, "1.1-2": FULL}
WHO = {"unit": "南京恒力公司", "begin": "2024-03-04", "end": "2024-12-08", "leader": "张建国", "members": ["李明", "王芳"]}


def line(written: str, **more) -> str:
    """Return the text of a line above the table after filling; ``written`` is its text, or its XML written short."""
    source, rubric = form(SMALL, written)
    made = filled(source, rubric, ALL, **{**WHO, **more})
    return list(read_word(made.data, "x").paragraphs)[1].text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("自评单位：", "自评单位：南京恒力公司"),
        ("自评组长：          自评成员：", "自评组长：张建国  自评成员：李明、王芳"),
        ("自评日期：    年  月  日", "自评日期：2024年12月8日"),
        ("自评时间：从    年  月  日 到    年  月  日", "自评时间：从2024年3月4日 到2024年12月8日"),
        ("自评时间：    年  月  日至  月  日", "自评时间：2024年3月4日至12月8日"),
        ("自评时间：", "自评时间：2024年3月4日至2024年12月8日"),
        ("企业名称：__________ 自评组长：______", "企业名称：南京恒力公司_ 自评组长：张建国"),
        ("企业名称：　　　　　　　　自评组长：　　", "企业名称：南京恒力公司　　自评组长：张建国"),
    ],
)
def test_a_blank_takes_its_value(printed: str, expected: str):
    assert line(printed) == expected


def test_what_is_printed_further_on_stays_where_it_was():
    """A space of 宋体 is half as wide as a sign: six signs take the room of twelve spaces."""
    font = "rPr/rFonts{ascii=宋体,hAnsi=宋体,eastAsia=宋体}"
    written = line(f'p/r/({font},t"自评单位：{" " * 20}自评组长：")')
    assert written == f"自评单位：南京恒力公司{' ' * 8}自评组长：张建国"


def test_the_font_of_the_style_says_how_wide_a_space_is():
    styles = "style{type=paragraph,default=1,styleId=a}/(name{val=Normal},rPr/rFonts{ascii=SimSun})"
    source, rubric = form(SMALL, f"自评单位：{' ' * 20}自评组长：", styles=styles)
    text = list(read_word(filled(source, rubric, ALL, **WHO).data, "x").paragraphs)[1].text
    assert text == f"自评单位：南京恒力公司{' ' * 8}自评组长：张建国"


def test_room_that_was_too_small_is_made_up_for_in_the_next():
    font = "rPr/rFonts{ascii=宋体}"
    written = line(f'p/r/({font},t"自评单位：{" " * 8}自评组长：{" " * 20}自评成员：")')
    assert written == f"自评单位：南京恒力公司  自评组长：张建国{' ' * 8}自评成员：李明、王芳"


def test_an_underlined_blank_stays_underlined_under_its_value():
    underlined = 'r/(rPr/u{val=single},t"          ")'
    source, rubric = form(SMALL, f'p/(r/t"自评单位：",{underlined},r/t" 自评组长：",{underlined})')
    document = document_xml(filled(source, rubric, ALL, **WHO).data)
    runs = re.findall(r'<w:u w:val="single"/></w:rPr><w:t[^>]*>(.*?)</w:t>', document)
    assert [run.strip() for run in runs] == ["南京恒力公司", "张建国"]


def test_a_blank_of_tabs_keeps_its_tabs():
    source, rubric = form(SMALL, 'p/(r/t"自评单位：",r/(rPr/u{val=single},tab,tab),r/t"自评组长：")')
    document = document_xml(filled(source, rubric, ALL, **WHO).data)
    assert '<w:rPr><w:u w:val="single"/></w:rPr><w:t>南京恒力公司</w:t><w:tab/><w:tab/></w:r>' in document


def test_a_label_in_several_runs_is_found():
    assert line('p/(r/t"自评",r/t"单",r/t"位：   ",r/t"   ")').startswith("自评单位：南京恒力公司")


def test_labels_say_whose_assessment_they_ask_about():
    assert [kinds_of(label) for label in ("自评单位", "考评组长", "评审时间")] == [("self",), ("review",), ("review",)]
    assert {kinds_of(label) for label in ("自评/评审单位", "企业名称", "被评审单位")} == {("self", "review")}


def test_blanks_for_the_other_kind_stay():
    assert line("评审单位：          自评单位：          ").split("自评单位：")[0] == "评审单位：          "


def test_the_unit_that_reviews_is_not_guessed():
    source, rubric = form(SMALL, "自评/评审单位：          ")
    made = filled(source, rubric, ALL, kind="review", **WHO)
    assert "南京" not in document_xml(made.data)
    assert codes(made) == ["reviewer-not-known"]


@pytest.mark.parametrize(("missing", "label"), [("unit", "自评单位"), ("begin", "自评时间"), ("leader", "自评组长")])
def test_what_the_assessment_does_not_say_is_left_and_told(missing: str, label: str):
    printed = f"{label}：          "
    source, rubric = form(SMALL, printed)
    made = filled(source, rubric, ALL, **{key: value for key, value in WHO.items() if key != missing})
    assert printed in document_xml(made.data)
    assert [d.figures["label"] for d in made.diagnostics if d.code == "blank-not-answered"] == [label]


def test_a_last_day_that_the_form_has_no_room_for_is_told():
    source, rubric = form(SMALL, "自评时间：    年  月  日")
    made = filled(source, rubric, ALL, **WHO)
    assert "2024年3月4日" in list(read_word(made.data, "x").paragraphs)[1].text
    assert codes(made) == ["blank-takes-one-day"]


@pytest.mark.parametrize(("printed", "expected"), [("20  年  月  日", "2024年12月8日"), ("2023年  月  日", "2023年12月8日")])
def test_printed_parts_of_a_year_are_not_written_again(printed: str, expected: str):
    source, rubric = form(SMALL, f"自评日期：{printed}")
    blank = Blank(label="自评日期", field="date", at="p2")
    rubric = changed(rubric, form=rubric.form.model_copy(update={"blanks": (blank,)}))
    assert list(read_word(filled(source, rubric, ALL, **WHO).data, "x").paragraphs)[1].text == f"自评日期：{expected}"


def test_a_blank_that_is_not_on_its_line_is_told():
    source, rubric = form(SMALL, "自评单位：          ")
    blank = rubric.form.blanks[0].model_copy(update={"label": "申报单位"})
    rubric = changed(rubric, form=rubric.form.model_copy(update={"blanks": (blank,)}))
    assert codes(filled(source, rubric, ALL, **WHO)) == ["blank-not-found"]


@pytest.mark.parametrize("label", ["被检查单位负责人（签字）", "企业负责人", "受检单位负责人"])
def test_who_signs_for_a_unit_is_not_the_leader_of_an_assessment(label: str):
    data, rubric = form(SMALL, f"{label}：            ")
    rubric = changed(rubric, form=rubric.form.model_copy(update={"blanks": (Blank(label=label, field="leader", at="p2"),)}))
    made = filled(data, rubric, {"1.1-1": FULL}, leader="张建国")
    assert "张建国" not in document_xml(made.data)
    assert "blank-not-answered" in codes(made)
