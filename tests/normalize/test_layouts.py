"""The same small standard in every layout that authorities print gives the same tree."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.normalize.drawn import codes, drawn, imported, outline

TREE = dedent("""\
    一 基础管理 10
      1.1 目标 10
        1.1-1 4 有制度
        1.1-2 6 有记录
    二 现场 5
      2.1 设备 5
        2.1-1 5★★ 有防护""")

HEADER = "一级要素 | 二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 得分"
ROWS = """
一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
^ | ^ | 有记录 | 6 | 每缺一项扣2分 |
二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |
"""

LAYOUTS = {
    "labels merged": f"{HEADER}{ROWS}",
    "labels repeated": f"""{HEADER}
        一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
        一、基础管理（10分） | 1.1目标（10分） | 有记录 | 6 | 每缺一项扣2分 |
        二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |""",
    "labels blank": f"""{HEADER}
        一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
         | | 有记录 | 6 | 每缺一项扣2分 |
        二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |""",
    "header again with the open label": f"""{HEADER}
        一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
        {HEADER}
        一、基础管理（10分） | 1.1目标（10分）（续） | 有记录 | 6 | 每缺一项扣2分 |
        二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |""",
    "header again without the label": f"""{HEADER}
        一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
        {HEADER}
         | | 有记录 | 6 | 每缺一项扣2分 |
        二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |""",
    "one heading over two label columns": f"""考评项目 | < | 考评内容 | 分值 | 考评标准 | 考评分{ROWS}""",
    "two header rows": f"""一级要素 | 二级要素 | 企业达标标准 | 评分 | < | 得分
        ^ | ^ | ^ | 标准分值 | 评分方式 | ^{ROWS}""",
    "a title row above the header": f"""评分表 | < | < | < | < | <
        {HEADER}{ROWS}""",
    "labels as bands over the whole width": """二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 得分
        一、基础管理（10分） | < | < | < | <
        1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
        ^ | 有记录 | 6 | 每缺一项扣2分 |
        二、现场（5分） | < | < | < | <
        2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |""",
    "points under a foreign heading": f"""一级要素 | 二级要素 | 企业达标标准 | 系数 | 评分方式 | 得分{ROWS}""",
    "more grid columns than a reader sees": """一级要素 | < | 二级要素 | 企业达标标准 | < | < | 标准分值 | 评分方式 | < | 得分
        一、基础管理（10分） | < | 1.1目标（10分） | 有制度 | < | < | 4 | 未建立的，不得分 | < |
        ^ | ^ | ^ | 有记录 | < | < | 6 | 每缺一项扣2分 | < |
        二、现场（5分） | < | 2.1设备（5分） | 有防护 | < | < | 5★★ | 一处扣1分 | < |""",
    "computed rows": f"""{HEADER}
        一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |
        ^ | ^ | 有记录 | 6 | 每缺一项扣2分 |
        小计 | < | < | 10 | 得分小计 |
        二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |
        小  计 | < | < | 5 | 得分小计 |
        总计 | < | < | 15 | 得分总计 | """,
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_the_same_tree(layout):
    assert outline(imported("某某评分标准", layout)) == TREE


@pytest.mark.parametrize("name", ["labels merged", "labels blank", "computed rows", "header again without the label"])
def test_a_source_that_cannot_show_merged_cells_gives_the_same_tree(name):
    lines = LAYOUTS[name].strip().split("\n")
    plain = "\n".join(line.replace("^", "").replace("<", "") for line in lines)
    assert outline(imported("某某评分标准", drawn(plain, knows_spans=False))) == TREE


def test_a_standard_split_over_several_tables_is_one():
    first = f"{HEADER}\n一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |"
    second = f"{HEADER}\n | | 有记录 | 6 | 每缺一项扣2分 |\n二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |"
    assert outline(imported("某某评分标准", first, "（续）", second)) == TREE


def test_a_table_without_a_header_carries_on_the_one_above():
    first = f"{HEADER}\n一、基础管理（10分） | 1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |"
    second = " | | 有记录 | 6 | 每缺一项扣2分 |\n二、现场（5分） | 2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |"
    assert outline(imported("某某评分标准", first, "", second)) == TREE


def test_a_header_may_be_a_table_of_its_own():
    assert outline(imported("某某评分标准", HEADER, ROWS)) == TREE


def test_labels_may_stand_in_paragraphs_above_their_tables():
    head = "二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 得分"
    first = f"{head}\n1.1目标（10分） | 有制度 | 4 | 未建立的，不得分 |\n^ | 有记录 | 6 | 每缺一项扣2分 |"
    second = f"{head}\n2.1设备（5分） | 有防护 | 5★★ | 一处扣1分 |"
    assert outline(imported("某某评分标准", "一、基础管理（10分）", first, "二、现场（5分）", second)) == TREE


def test_a_figure_over_several_requirements_makes_them_one_item():
    result = imported(
        "某某评分标准",
        f"""{HEADER}
        一、甲（10分） | 1.1乙（10分） | 有制度 | 10 | 未建立的，不得分 |
        ^ | ^ | 有记录 | ^ | 每缺一项扣2分 | ^""",
    )
    assert [item.requirement for item in result.rubric.by_item.values()] == ["有制度\n有记录"]
    assert len(result.rubric.by_item["1.1-1"].rules) == 2


def test_a_requirement_over_several_figures_makes_an_item_of_each():
    result = imported(
        "某某评分标准",
        f"""{HEADER}
        一、甲（10分） | 1.1乙（10分） | 有制度 | 4 | 未建立的，不得分 |
        ^ | ^ | ^ | 6 | 每缺一项扣2分 | """,
    )
    assert [(i.requirement, i.points) for i in result.rubric.by_item.values()] == [("有制度", 4), ("有制度", 6)]


def test_rules_over_several_rows_of_one_item_are_all_kept():
    result = imported(
        "某某评分标准",
        f"""{HEADER}
        一、甲（10分） | 1.1乙（10分） | 有制度 | 10 | 未建立的，不得分 |
        ^ | ^ | ^ | ^ | 每缺一项扣2分 | """,
    )
    assert [rule.text for rule in result.rubric.by_item["1.1-1"].rules] == ["未建立的，不得分", "每缺一项扣2分"]


def test_what_does_not_add_up_is_reported_and_left_as_printed():
    result = imported(
        "某某评分标准",
        f"""{HEADER}
        一、甲（12分） | 1.1乙（10分） | 有制度 | 4 | 未建立的，不得分 |
        ^ | ^ | 有记录 | 5 | 每缺一项扣2分 |
        小计 | < | < | 11 | 得分小计 | """,
    )
    assert [c for c in codes(result) if c.endswith("-sum")] == ["points-sum", "points-sum", "total-sum"]
    assert result.rubric.elements[0].points == 12


def test_points_that_cannot_be_read_are_flagged_not_guessed():
    result = imported(
        "某某评分标准", f"{HEADER}\n一、甲（9分） | 1.1乙 | 有制度 | 见表 | 未建立的，不得分 |\n | | 有人 | 9 | 一处扣1分 |"
    )
    assert "points-unread" in codes(result)
    assert result.rubric.by_item["1.1-1"].points is None


def test_ids_stay_when_another_part_of_the_standard_changes():
    before = imported("某某评分标准", LAYOUTS["labels merged"]).rubric
    after = imported(
        "某某评分标准",
        LAYOUTS["labels merged"].replace("^ | ^ | 有记录 | 6", "^ | ^ | 有培训 | 1 | 未做的，不得分 |\n^ | ^ | 有记录 | 5"),
    ).rubric
    assert after.by_item["2.1-1"] == before.by_item["2.1-1"].model_copy(update={"at": after.by_item["2.1-1"].at})
