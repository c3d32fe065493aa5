"""Columns of their own for what an item came to (符合 | 不符合 | 不适用): ticked, told, read back."""

from __future__ import annotations

import pytest

from render import official_form, prepare
from render.reading import read_form
from tests.render.forms import FULL, codes, document_xml, filled, form, given, repacked, shown

ROWS = """
序号 | 检查项目 | 检查内容 | 标准分 | 评分标准 | {headings}
1 | 目标 | 制定目标。 | 6 | 不符合的，一处扣2分。 | {cells}
2 | 机构 | 设立机构。 | 4 | 未设立的，不得分。 | {cells}
3 | 制度 | 公布制度。 | 5 | 未公布的，扣5分。 | {cells}
4 | 储罐 | 储罐完好。 | 5 | 一处不符，扣1分。 | {cells}
"""
BELOW = """
序号 | 检查项目 | 检查内容 | 标准分 | 评分标准 | {above} | 得分
^ | ^ | ^ | ^ | ^ | {headings} | ^
1 | 目标 | 制定目标。 | 6 | 不符合的，一处扣2分。 | {cells}
2 | 机构 | 设立机构。 | 4 | 未设立的，不得分。 | {cells}
3 | 制度 | 公布制度。 | 5 | 未公布的，扣5分。 | {cells}
4 | 储罐 | 储罐完好。 | 5 | 一处不符，扣1分。 | {cells}
"""
ANSWERS = {
    "1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]},
    "2-1": FULL,
    "3-1": {"score": 0, "note": "没有"},
    "4-1": {"not_applicable": "没有储罐"},
}
MET, NOT_MET, NOT_APPLICABLE = "√ |  | ", " | √ | ", " |  | √"


def columns(headings: str, cell: str = ""):
    """Return the form with these headings, of which each has a cell like ``cell`` in each row, and its rubric."""
    return form(ROWS.format(headings=headings, cells=" | ".join([cell] * len(headings.split("|")))))


def below(above: str, headings: str):
    """Return the form with headings of two rows, and its rubric."""
    count = len(headings.split("|"))
    drawing = BELOW.format(
        above=" | ".join([above, *["<"] * (count - 1)]), headings=headings, cells=" | ".join([""] * (count + 1))
    )
    return form(drawing)


def ticked(data: bytes, count: int, row: int = -4) -> list[str]:
    """Return of the last rows the cells behind 评分标准, without the last."""
    lines = [line.split(" | ") for line in shown(data).splitlines()[row:]]
    return [" | ".join(cell.strip() for cell in line[5 : 5 + count]) for line in lines]


@pytest.mark.parametrize(
    ("headings", "cell", "told"),
    [
        ("符合 | 不符合 | 不适用 | 得分", "", [" | √ | ", "√ |  | ", " | √ | ", " |  | √"]),
        ("不涉及 | 合格（√） | 不合格（×） | 得分", "", [" |  | √", " | √ | ", " |  | √", "√ |  | "]),
        ("符合 | 基本符合 | 不符合 | 得分", "", [" | √ | ", "√ |  | ", " |  | √", " |  | "]),
        ("符合 | 不符合 | 不适用 | 得分", "□", ["□ | ☑ | □", "☑ | □ | □", "□ | ☑ | □", "□ | □ | ☑"]),
    ],
)
def test_the_cell_below_what_an_item_came_to_is_ticked_and_read_back(headings: str, cell: str, told: list[str]):
    source, rubric = columns(headings, cell)
    if cell:  # the score has no such cell
        source, rubric = form(ROWS.format(headings=headings, cells=" | ".join([*[cell] * 3, ""])))
    made = filled(source, rubric, ANSWERS)
    assert ticked(made.data, 3) == told
    assert codes(made) == ["words-without-column"] + ["item-boxes-left"] * (told[3] == " |  | ")
    carried = prepare(source, rubric).fill([given(rubric, ANSWERS)], carries=True).data
    assert codes(read_form(carried, rubric)) == []
    back = read_form(made.data, rubric, kind="self").assessments[0].items
    assert (back["1-1"].score, back["2-1"].full, back["3-1"].score) == (4, True, 0)
    assert ("4-1" in back and bool(back["4-1"].not_applicable)) == ("√" in told[3] or "☑" in told[3])


@pytest.mark.parametrize(
    ("above", "headings", "told"),
    [
        ("检查情况", "符合 | 不符合 | 不适用", [NOT_MET, MET, NOT_MET, NOT_APPLICABLE]),
        ("检查结果", "符合 | 不符合 | 不适用", [NOT_MET, MET, NOT_MET, NOT_APPLICABLE]),
        ("是否符合", "是 | 否 | 不适用", [NOT_MET, MET, NOT_MET, NOT_APPLICABLE]),
    ],
)
def test_a_heading_above_says_what_is_asked(above: str, headings: str, told: list[str]):
    source, rubric = below(above, headings)
    made = filled(source, rubric, ANSWERS)
    assert ticked(made.data, 3) == told
    back = read_form(made.data, rubric, kind="self").assessments[0].items
    assert (back["1-1"].score, back["2-1"].full, back["3-1"].score, bool(back["4-1"].not_applicable)) == (4, True, 0, True)


@pytest.mark.parametrize(
    ("above", "headings"), [("有无问题", "是 | 否"), ("整改复查情况", "符合 | 不符合"), ("检查", "符合 | 合格")]
)
def test_columns_that_ask_for_something_else_are_left_and_told(above: str, headings: str):
    source, rubric = below(above, headings)
    made = filled(source, rubric, ANSWERS)
    assert ticked(made.data, 2) == [" | "] * 4
    assert codes(made)[0] == "tick-columns-unknown"


def test_two_groups_of_columns_about_the_same_assessment_are_left_and_told():
    source, rubric = columns("符合 | 不符合 | 得分 | 合格 | 不合格")
    made = filled(source, rubric, ANSWERS)
    assert ticked(made.data, 2) == [" | "] * 4
    assert codes(made)[:2] == ["tick-columns-unknown"] * 2


def test_a_column_that_nobody_knows_the_use_of_is_told_and_remarks_are_not():
    source, rubric = columns("得分 | 检查人意见 | 备注")
    said = [one for one in filled(source, rubric, ANSWERS).diagnostics if one.code == "column-left"]
    assert [one.figures["heading"] for one in said] == ["检查人意见"]


def test_a_standard_that_only_has_columns_to_tick_gets_columns_for_figures_too():
    source, rubric = columns("符合 | 不符合 | 不适用 | 备注")
    official = official_form(rubric, source)
    made = official.fill([given(official.rubric, ANSWERS)])
    assert ticked(made.data, 3, 1)[:8:2] == [NOT_MET, MET, NOT_MET, NOT_APPLICABLE]
    back = read_form(made.data, rubric, kind="self")
    assert back.assessments[0].items == given(rubric, ANSWERS).assessment.items


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (("√", "", ""), ["read-tick-as-full"]),
        (("", "×", ""), ["read-without-figure"]),
        (("×", "", ""), []),
        (("√", "√", ""), ["read-ticks-several", "read-without-figure"]),
        (("见附件", "", ""), ["read-tick-unread"]),
        (("", "", "V"), []),
        (("/", "—", "□"), []),
    ],
)
def test_what_people_put_there_is_read_or_told(marks: tuple[str, str, str], said: list[str]):
    _, rubric = columns("符合 | 不符合 | 不适用 | 得分")
    plain = ROWS.format(headings="符合 | 不符合 | 不适用 | 得分", cells="CELLS")
    drawing = plain.replace("CELLS", " | ".join([*marks, ""]), 1).replace("CELLS", " | | | ")
    read = read_form(form(drawing)[0], rubric, kind="self")
    assert [code for code in codes(read) if code != "read-unanswered"] == said
    item = read.assessments[0].items.get("1-1")
    assert (bool(item and item.full), bool(item and item.not_applicable)) == (
        marks == ("√", "", ""),
        marks[2] == "V",
    )


def test_a_tick_that_a_person_moved_wins_over_what_goes_along():
    source, rubric = columns("符合 | 不符合 | 不适用 | 得分")
    data = prepare(source, rubric).fill([given(rubric, ANSWERS)], carries=True).data
    marks = document_xml(data).replace("√", "", 1)
    assert codes(read_form(repacked(data, marks), rubric)) == []
    other = document_xml(data).replace(">4<", ">6<", 1)
    assert "read-tick-differs" in codes(read_form(repacked(data, other), rubric))
