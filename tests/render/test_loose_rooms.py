"""Room behind a label without a colon, in a prompt or a content control: filled where its label is known, else told."""

from __future__ import annotations

import pytest

from tests.render.forms import FULL, codes, document_xml, filled, form, read_word
from tests.wordfile import xml

ROWS = """
一级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（10分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | |
^ | 考核目标。 | 4 | 未考核的，不得分。 | | |
二、机构（10分） | 设立机构。 | 10 | 未设立的，不得分。 | | |
合计 | < | 20 | | | |
"""
ANSWERS = {"1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]}, "1-2": {"not_applicable": "无"}, "2-1": FULL}
CONTROL = (
    'p/(r/t"企业名称：",sdt/(sdtPr/(alias{val=甲},showingPlcHdr),'
    'sdtContent/r/(rPr/rStyle{val=PlaceholderText},t"单击输入。")),r/t"。")'
)


def line(printed: str) -> tuple[str, list[str], str]:
    """Return the line above the table once it is filled, what was said, and the form's XML."""
    source, rubric = form(ROWS, printed)
    who = {"unit": "某公司", "leader": "张三", "end": "2024-03-04", "reviewer": "某所"}
    made = filled(source, rubric, ANSWERS, kind="review", **who)
    return list(read_word(made.data, "x").paragraphs)[1].text, codes(made), document_xml(made.data)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("评审得分______分，得分率____。", "评审得分14__分，得分率87.5%。"),
        ("企业名称：${unit}", "企业名称：某公司"),
        ("企业名称：[单击此处输入企业名称] 评审组长：【请输入】", "企业名称：某公司 评审组长：张三"),
        ("评审组长：______ 评审得分______", "评审组长：张三__ 评审得分14____"),
        ("应得分______分，实得分______分，扣分______分", "应得分16____分，实得分14____分，扣分2_____分"),
        ("目标得分____分，机构得分____分，总得分____分", "目标得分4___分，机构得分10__分，总得分14__分"),
        ("目标得分：          机构得分：          ", "目标得分：4         机构得分：10        "),
    ],
)
def test_room_takes_what_its_label_asks_for(printed: str, told: str):
    text, said, _ = line(printed)
    assert text.replace("_", "").replace(" ", "") == told.replace("_", "").replace(" ", "")
    assert said == []


def test_a_content_control_that_shows_its_prompt_takes_the_answer_and_shows_it_as_such():
    text, said, document = line(CONTROL)
    assert text == "企业名称：某公司。"
    assert said == []
    assert "showingPlcHdr" not in document
    assert "PlaceholderText" not in document
    assert xml("alias{val=甲}") in document


@pytest.mark.parametrize(
    "printed", ["抽查____家，发现____处", "项目编号：${number}", "检查得分情况____见附件", "复评日期____年__月"]
)
def test_room_for_what_nobody_knows_is_left_and_told(printed: str):
    text, said, _ = line(printed)
    assert text == printed
    assert "room-left" in said


def test_room_for_a_side_that_is_not_given_stays_and_is_not_told():
    text, said, _ = line("自检得分____分")
    assert (text, said) == ("自检得分____分", [])
