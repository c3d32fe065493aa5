"""A table of sums beside the scoring table (评分汇总表) gets the figures of its elements and of the whole."""

from __future__ import annotations

import pytest

from extract.word import open_word
from render import prepare
from render.reading import read_form
from tests.render.forms import FULL, POLICY, cells, changed, codes, document_xml, given, imported, repacked
from tests.wordfile import docx, drawn, read_word, table

SCORED = """
要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（10分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | |
^ | 考核目标。 | 4 | 未考核的，不得分。 | | |
二、机构（20分） | 设立机构。 | 20 | 不符合的，一处扣2分。 | | |
合计 | < | 30 | | | |
"""
ANSWERS = {
    "1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]},
    "1-2": {"not_applicable": "新成立"},
    "2-1": {"findings": [{"rule": 1, "count": 2, "note": "缺两个"}]},
}
FULL_SUMMARY = """
序号 | 评审项目 | 标准分值 | 合理缺项分值 | 应得分 | 扣分 | 实际得分 | 得分率%
1 | 目标 | 10 | | | | |
2 | 机构 | 20 | | | | |
合 计 | < | 30 | | | | |
"""


def summary(drawing: str, answers: dict | None = None) -> tuple[list[str], list[str]]:
    """Return the rows below the heading of a filled table of sums, and the codes of what was said."""
    source = docx("某省企业安全生产标准化评分细则", table(SCORED), "评分汇总表", table(drawing))
    rubric = changed(imported(source), policy=POLICY)
    made = prepare(source, rubric).fill([given(rubric, answers or ANSWERS)])
    return drawn(list(read_word(made.data, "x").grids)[1]).splitlines()[1:], codes(made)


def test_every_figure_of_an_element_and_of_the_whole_stands_in_its_column():
    assert summary(FULL_SUMMARY) == (
        [
            "1 | 目标 | 10 | 4 | 6 | 2 | 4 | 66.7",
            "2 | 机构 | 20 | 0 | 20 | 4 | 16 | 80.0",
            "合 计 | < | 30 | 4 | 26 | 6 | 20 | 76.9",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("要素名称 | 满分 | 实得分", ["4", "16", "20"]),
        ("评审类目 | 标准分 | 自评得分", ["4", "16", "20"]),
        ("评审类目 | 标准分 | 评审得分", ["", "", ""]),
        ("要素名称 | 标准得分 | 扣分值（分）", ["2", "4", "6"]),
        ("要素名称 | 配分 | 实得分值", ["4", "16", "20"]),
        ("要素名称 | 分值 | 得分情况", ["", "", ""]),
        ("要素名称 | 分值 | 扣分原因", ["", "", ""]),
    ],
)
def test_a_column_is_known_by_its_heading(heading: str, told: list[str]):
    rows, _ = summary(f"{heading}\n一、目标 | 10 |\n二、机构 | 20 |\n合计 | 30 |")
    assert [row.split(" | ")[2].strip() if row.count("|") == 2 else "" for row in rows] == told


def test_what_does_not_apply_is_a_stroke_and_what_is_open_stays_blank():
    rows, said = summary(FULL_SUMMARY, {"1-1": {"not_applicable": "无"}, "1-2": {"not_applicable": "无"}})
    assert rows == ["1 | 目标 | 10 | 10 | 0 | / | / | /", "2 | 机构 | 20 |  |  |  |  | ", "合 计 | < | 30 |  |  |  |  | "]
    assert said == ["form-incomplete"]


def test_a_row_with_other_points_or_another_name_is_left_and_told():
    rows = ["名称 | 分值 | 得分", *(f"{name} | {points} |" for name, points in (("目标", 10), ("机构", 25), ("目标", 10)))]
    rows += ["目标 | 10 |", "目标 | 10 |", "合计 | 30 |"]
    told, said = summary("\n".join(rows))
    assert [row.rpartition("| ")[2] for row in told] == ["4", "", "4", "4", "4", "20"]
    assert said == ["sums-unknown"]


def test_a_figure_that_is_printed_is_left():
    rows, _ = summary("名称 | 分值 | 得分\n目标 | 10 | 9\n机构 | 20 | ____分\n合计 | 30 |")
    assert rows == ["目标 | 10 | 9", "机构 | 20 | 16分", "合计 | 30 | 20"]


def test_with_a_bonus_among_its_rows_the_whole_has_it_too():
    drawing = SCORED.replace("合计 | <", "三、加分项（5分） | 获奖。 | 5 | 每项加5分。 | | |\n合计 | <")
    source = docx(
        "某省企业安全生产标准化评分细则",
        table(drawing),
        "汇总表",
        table("名称 | 分值 | 得分\n目标 | 10 |\n机构 | 20 |\n加分项 | 5 |\n合计 | 30 |"),
    )
    rubric = imported(source)
    if not any(element.kind == "bonus" for element in rubric.elements):
        pytest.fail("the drawing has no bonus")
    bonus = {"3-1": {"findings": [{"rule": 1, "count": 1}]}}
    made = prepare(source, rubric).fill([given(rubric, {**ANSWERS, "1-2": FULL, **bonus})])
    assert [row.rpartition("| ")[2] for row in drawn(list(open_word(made.data, "x").document.grids)[1]).splitlines()[1:]] == [
        "8",
        "16",
        "5",
        "29",
    ]


def test_a_sum_that_people_got_wrong_is_told_when_the_form_is_read():
    source = docx("某省企业安全生产标准化评分细则", table(SCORED), "评分汇总表", table(FULL_SUMMARY))
    rubric = changed(imported(source), policy=POLICY)
    data = prepare(source, rubric).fill([given(rubric, ANSWERS)]).data
    assert codes(read_form(data, rubric, kind="self")) == []
    rounded = repacked(data, document_xml(data).replace(">66.7<", ">67<").replace(">76.9<", ">76.92%<"))
    assert codes(read_form(rounded, rubric, kind="self")) == []
    wrong = repacked(data, document_xml(data).replace(">80.0<", ">82<").replace(">26<", ">30<").replace(">76.9<", ">甲<"))
    said = read_form(wrong, rubric, kind="self").diagnostics
    assert [(one.code, one.figures["label"]) for one in said] == [
        ("read-sum-differs", "机构"),
        ("read-sum-differs", "总计"),
        ("read-sum-unread", "总计"),
    ]


@pytest.mark.parametrize("label", ["得分率", "得 分 率"])
def test_a_row_for_the_rate_takes_that_of_the_whole_and_is_checked(label: str):
    source = docx("某省企业安全生产标准化评分细则", table(f"{SCORED.rstrip()}\n{label} | < | < | | | |\n"))
    rubric = changed(imported(source), policy=POLICY)
    data = prepare(source, rubric).fill([given(rubric, ANSWERS)]).data
    assert cells(data, 7)[-1] == "76.9%"
    assert codes(read_form(data, rubric, kind="self")) == []
    wrong = repacked(data, document_xml(data).replace("76.9%", "88%"))
    assert codes(read_form(wrong, rubric, kind="self")) == ["read-sum-differs"]


def test_of_two_elements_of_one_name_the_code_beside_it_tells_which():
    drawing = """
一级要素 | 二级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（10分） | 1.1目标（4分） | 制定目标。 | 4 | 未制定的，不得分。 | | |
^ | 1.2考核（6分） | 考核目标。 | 6 | 不符合的，一处扣2分。 | | |
"""
    sums = "编号 | 要素 | 得分\n一 | 目标 |\n1.1 | 目标 |\n1.2 | 考核 |"
    source = docx("某省企业安全生产标准化评分细则", table(drawing), "评分汇总表", table(sums))
    rubric = changed(imported(source), policy=POLICY)
    answers = {"1.1-1": FULL, "1.2-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]}}
    data = prepare(source, rubric).fill([given(rubric, answers)]).data
    assert [row.rpartition("| ")[2] for row in drawn(list(read_word(data, "x").grids)[1]).splitlines()[1:]] == ["8", "4", "4"]
