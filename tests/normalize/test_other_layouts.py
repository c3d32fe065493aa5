"""Layouts of other published standards: what they print is what comes out."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.normalize.drawn import imported, outline

LAYOUTS = {
    "rules inside the requirement": (
        """考核项目 | 考核内容及评分标准 | 扣分 | 标准分 | 得分
        安全管理/（30分） | 1.未建立制度的，扣5分 |  | 10 |
        ^ | 2.未培训的，每人次扣2分 |  | 20 |
        现场管理/（20分） | 1.设备无防护，每处扣2分 |  | 20 |
        合计 | | | 50 | """,
        """\
        1 安全管理 30
          1-1 10 1.未建立制度的，扣5分
          1-2 20 2.未培训的，每人次扣2分
        2 现场管理 20
          2-1 20 1.设备无防护，每处扣2分""",
    ),
    "three levels under one heading, both sides to fill": (
        """序号 | 评估项目 | < | < | 评估内容 | 评估方式 | 评分标准 | 分值 | 自评得分 | 专家评分 | 扣分原因
        ^ | 一级指标 | 二级指标 | 三级指标 | ^ | ^ | ^ | ^ | ^ | ^ | ^
        1 | 组织管理（20分） | 制度（10分） | 责任制 | 建立责任制 | 查资料 | 未建立扣5分 | 5 | | |
        2 | ^ | ^ | 操作规程 | 建立规程 | 查资料 | 缺一项扣1分 | 5 | | |
        3 | ^ | 人员（10分） | 培训 | 定期培训 | 查资料 | 未培训扣10分 | 10 | | | """,
        """\
        1 组织管理 20
          1.1 制度 10
            1.1.1 责任制 -
              1.1.1-1 5 建立责任制
            1.1.2 操作规程 -
              1.1.2-1 5 建立规程
          1.2 人员 10
            1.2.1 培训 -
              1.2.1-1 10 定期培训""",
    ),
    "guarantee and general parts with subtotals": (
        """序号 | 检查项目 | < | 扣分标准 | 应得分数 | 扣减分数 | 实得分数
        1 | 保证项目 | 安全生产责任制 | 未建立安全责任制扣10分 | 10 | |
        2 | ^ | 施工组织设计 | 未编制扣10分 | 10 | |
        3 | ^ | 小计 | | 20 | |
        4 | 一般项目 | 分包单位 | 分包无资质扣10分 | 10 | |
        5 | ^ | 小计 | | 10 | |
        检查项目合计 | < | < | | 30 | | """,
        """\
        1 保证项目 -
          1-1 10 安全生产责任制
          1-2 10 施工组织设计
        2 一般项目 -
          2-1 10 分包单位""",
    ),
    "bands with a number of their own, points in the requirement": (
        """序号 | 考核要求 | 检查方法 | 评分标准 | 得分
        一 | 安全管理（10分） | < | < | <
        1 | 建立制度（2分，关键项） | 查资料 | 未建立不得分 |
        2 | 定期培训（8分） | 查资料 | 缺一次扣1分 |
        二 | 现场（5分） | < | < | <
        1 | 地面平整（5分） | 看现场 | 每处扣1分 | """,
        """\
        一 安全管理 10
          1-1 2 建立制度（2分，关键项）
          1-2 8 定期培训（8分）
        二 现场 5
          2-1 5 地面平整（5分）""",
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_tree_is_the_printed_one(drawing, expected):
    assert outline(imported("某某考核评分标准", dedent(drawing))) == dedent(expected)


def test_rules_inside_the_requirement_are_understood_and_the_requirement_keeps_its_words():
    item = imported("某某考核评分标准", LAYOUTS["rules inside the requirement"][0]).rubric.by_item["1-2"]
    assert [(rule.deduct, rule.per) for rule in item.rules] == [(2, "人次")]
    assert item.requirement == "2.未培训的，每人次扣2分"


def test_a_mark_beside_the_points_is_kept():
    name = "bands with a number of their own, points in the requirement"
    assert imported("某某考核评分标准", LAYOUTS[name][0]).rubric.by_item["1-1"].mark == "关键项"


def test_both_sides_of_a_form_are_told_apart():
    columns = imported("某某考核评分标准", LAYOUTS["three levels under one heading, both sides to fill"][0]).rubric.form.columns
    assert [(c.heading, c.side) for c in columns if c.role == "score"] == [("自评得分", "self"), ("专家评分", "review")]


def test_a_weight_in_a_label_is_a_weight():
    result = imported(
        "某某考核评分标准",
        "评价指标 | 评价内容 | 评分标准 | 分值\n岗位（70%） | 完成 | 未完成扣10分 | 100\n学习（30%） | 参加 | 缺一次扣10分 | 100",
    )
    assert [(e.title, e.weight) for e in result.rubric.elements] == [("岗位", 70), ("学习", 30)]


def test_a_placeholder_in_the_points_column_is_no_figure():
    result = imported(
        "某某考核评分标准", "项目 | 评分标准 | 分值\n技术 | 优秀得20分 | 20\n商务 | 好得10分 | ${x}\n业绩 | 一项得2分 | 10"
    )
    assert [(i.requirement, i.points) for i in result.rubric.by_item.values()] == [("技术", 20), ("商务", None), ("业绩", 10)]
    assert [d.figures["text"] for d in result.diagnostics if d.code == "points-unread"] == ["${x}"]


@pytest.mark.parametrize("box", ["□", "（ ）", "[ ]", "____"])
def test_columns_to_tick_are_no_clauses(box):
    rows = [f"{n} | {what}，未做的扣{n}分 | 50 | {box} | {box}" for n, what in ((1, "建立制度"), (2, "开展培训"))]
    found = imported("\n".join(("序号 | 检查内容 | 标准分 | 符合 | 不符合", *rows)))
    assert [[rule.deduct for rule in item.rules] for item in found.rubric.by_item.values()] == [[1], [2]]
