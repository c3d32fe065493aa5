"""What stands around the table is filled as a person would: cells beside labels, boxes, the reviewing unit, results."""

from __future__ import annotations

import pytest

from render import prepare
from rubrics import Rubric
from rubrics.policy import Policy
from tests.render.forms import FULL, HEADER, SMALL, changed, codes, document_xml, form, given, imported
from tests.wordfile import docx, drawn, read_word, table

ALL = {"1.1-1": {"findings": [{"rule": 2, "count": 1}]}, "1.1-2": FULL}
WHO = {"unit": "南京恒力公司", "begin": "2024-03-04", "end": "2024-03-08", "leader": "张建国", "members": ["李明"]}
GRADES = [{"name": "一级", "at_least": 90}, {"name": "二级", "at_least": 75}]


def graded(rubric: Rubric) -> Rubric:
    return changed(rubric, policy=Policy.model_validate({**rubric.policy.model_dump(), "grades": GRADES, "below_all": "不达标"}))


def lines(*above: str, kind: str = "self", **who: str) -> list[str]:
    """Return the lines above the table after filling."""
    source, rubric = form(SMALL, *above)
    rubric = graded(rubric)
    made = prepare(source, rubric).fill([given(rubric, ALL, kind, **{**WHO, **who})])
    return [paragraph.text for paragraph in read_word(made.data, "x").paragraphs][1:]


def test_the_reviewing_unit_is_named_where_a_review_is_asked_for_its_own():
    line = lines("评审单位：          企业名称：          ", kind="review", reviewer="某某咨询公司")[0]
    assert line.split() == ["评审单位：某某咨询公司", "企业名称：南京恒力公司"]


def test_score_and_grade_stand_behind_their_labels():
    assert lines("自评得分：________  达标等级：________")[0].replace("_", "") == "自评得分：8  达标等级：二级"
    assert lines("标准化得分（百分制）：________")[0].replace("_", "") == "标准化得分（百分制）：80"


def test_an_unfinished_assessment_has_no_score_behind_a_label():
    source, rubric = form(SMALL, "得分：________")
    made = prepare(source, rubric).fill([given(rubric, {"1.1-1": FULL})])
    assert [p.text for p in read_word(made.data, "x").paragraphs][1] == "得分：________"
    assert "blank-not-answered" in codes(made)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("考评类型：□自评 □评审", "考评类型：☑自评 □评审"),
        ("□ 企业自评   ☐ 外部评审", "☑ 企业自评   ☐ 外部评审"),
        ("评定等级：□一级 □二级 □不达标", "评定等级：□一级 ☑二级 □不达标"),
        ("评定等级：一级□ 二级□ 不达标□", "评定等级：一级□ 二级☑ 不达标□"),
        ("考评方式：自评□  评审□   评定等级：□一级 □二级", "考评方式：自评☑  评审□   评定等级：□一级 ☑二级"),
        ("经评定为一级□ 二级□ 不达标□ 企业", "经评定为一级□ 二级☑ 不达标□ 企业"),
        ("一级 □ 二级 □ 三级", "一级 □ 二级 □ 三级"),
        ("评定等级：（  ）一级 （  ）二级", "评定等级：（  ）一级 （√）二级"),
        ("评定等级：一级（ ）、二级（ ）、不达标（ ）", "评定等级：一级（ ）、二级（√）、不达标（ ）"),
        ("□同意", "□同意"),
        ("□是 □否", "□是 □否"),
    ],
)
def test_the_box_that_an_assessment_answers_is_ticked(printed: str, expected: str):
    assert lines(printed)[0] == expected


FIELD = """
<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>
</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>"""
SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
LETTER = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0a8</w:t></w:r>'
CONTROL = """
<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>
<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"""


@pytest.mark.parametrize(
    ("box", "ticked"),
    [
        (FIELD, '<w:default w:val="0"/><w:checked/>'),
        (FIELD.replace("</w:checkBox>", '<w:checked w:val="0"/></w:checkBox>'), '<w:default w:val="0"/><w:checked/>'),
        (SYMBOL, 'w:char="F0FE"'),
        (LETTER, "<w:t>\uf0fe</w:t>"),
        (CONTROL, '<w14:checked w14:val="1"/>'),
    ],
)
def test_a_box_that_is_no_letter_is_ticked_in_its_own_way(box: str, ticked: str):
    names = ("一级", "二级", "不达标")
    source, rubric = form(SMALL, "<w:p>" + "".join(f"{box}<w:r><w:t>{name}</w:t></w:r>" for name in names) + "</w:p>")
    made = prepare(source, graded(rubric)).fill([given(graded(rubric), ALL)]).data
    assert [p.text for p in read_word(made, "x").paragraphs][1].replace("☐", "□") == "□一级☑二级□不达标"
    assert document_xml(made).count(ticked) == 1


def test_a_line_of_boxes_that_nothing_answers_is_told():
    source, rubric = form(SMALL, "□同意 □不同意", "评定等级：□一级 □二级")
    said = prepare(source, rubric).fill([given(rubric, ALL)]).diagnostics
    assert [one.figures["text"] for one in said if one.code == "boxes-left"] == ["□同意 □不同意", "评定等级：□一级 □二级"]


def test_a_box_and_a_blank_share_a_line():
    assert lines("□自评 □评审  自评组长：________")[0].rstrip("_") == "☑自评 □评审  自评组长：张建国"


def test_a_review_ticks_its_own_box():
    assert lines("□自评 □评审", kind="review")[0] == "□自评 ☑评审"


COVER = """
企业名称 | =unit | 自评组长 | =leader
自评日期 | 年  月  日 | 联系电话 | =phone
"""


def test_a_cell_beside_its_label_is_filled():
    cover = table(COVER, unit="", leader="", phone="")
    source = docx("某省企业安全生产标准化评分细则", cover, table(SMALL, about="", score=""))
    rubric = imported(source)
    assert [(blank.label, blank.field, blank.at) for blank in rubric.form.blanks] == [
        ("企业名称", "unit", "t1r1c1"),
        ("自评组长", "leader", "t1r1c3"),
        ("自评日期", "date", "t1r2c1"),
    ]
    made = prepare(source, rubric).fill([given(rubric, ALL, **WHO)])
    assert [line.rstrip() for line in drawn(next(read_word(made.data, "x").grids)).splitlines()] == [
        "企业名称 | 南京恒力公司 | 自评组长 | 张建国",
        "自评日期 | 2024年3月8日 | 联系电话 |",
    ]


def test_rows_above_the_header_hold_blanks_too():
    drawing = "企业名称： | < | =unit | < | < | < | <\n" + SMALL.strip()
    source = docx("某省企业安全生产标准化评分细则", table(drawing, unit="", about="", score=""))
    rubric = imported(source)
    assert HEADER.split(" | ")[0] in SMALL
    assert [(blank.label, blank.at) for blank in rubric.form.blanks] == [("企业名称", "t1r1c1")]
    made = prepare(source, rubric).fill([given(rubric, ALL, **WHO)])
    assert drawn(next(read_word(made.data, "x").grids)).splitlines()[0] == "企业名称： | < | 南京恒力公司 | < | < | < | <"
