"""Computed rows: which they are, and what they add up."""

from __future__ import annotations

import pytest

from tests.normalize.drawn import imported

HEAD = "序号 | 考核项目 | 考核内容 | 标准分 | 评分标准 | 得分"
FOUR = (
    "1 | 制度建设 | 建立制度 | 20 | 未建立不得分 |",
    "2 | 教育培训 | 开展培训 | 30 | 少一次扣2分 |",
    "3 | 现场管理 | 排查隐患 | 30 | 每处扣5分 |",
    "4 | 应急管理 | 开展演练 | 20 | 未演练不得分 |",
)


def sums(*rows: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return label, ``of``, ``since`` and ``through`` of each computed row of four elements among which ``rows`` stand."""
    found = imported("\n".join((HEAD, *rows)))
    assert [element.title for element in found.rubric.elements] == ["制度建设", "教育培训", "现场管理", "应急管理"]
    assert "total-sum" not in {diagnostic.code for diagnostic in found.diagnostics}
    return [(row.label, row.of, row.since, row.through) for row in found.rubric.form.totals]


@pytest.mark.parametrize(
    ("after_two", "after_four", "labels", "second"),
    [
        ("第一部分合计 | | 50", "第二部分合计 | | 50", ["合计", "合计"], ("3", "4")),
        ("合计 | | 50", "合计 | | 100", ["合计", "合计"], (None, "4")),
        ("小计 | | 50", "小计 | | 50", ["小计", "小计"], ("3", "4")),
        ("小计 | | ", "小计 | | ", ["小计", "小计"], ("3", "4")),
        ("A部分小计 | | 50", "B部分小计 | | 50", ["A部分小计", "B部分小计"], ("3", "4")),
    ],
    ids=["parts", "from the beginning", "subtotals", "subtotals without figures", "named parts"],
)
def test_a_row_adds_up_what_its_figure_or_its_label_says(after_two, after_four, labels, second):
    found = sums(*FOUR[:2], f" | {after_two} | |", *FOUR[2:], f" | {after_four} | |")
    assert found == [(labels[0], None, None, "2"), (labels[1], None, *second)]


@pytest.mark.parametrize("label", ["基本得分合计", "制度建设和教育培训小计", "前两项合计", "A部分小计", "1-2项合计"])
def test_a_label_of_its_own_words_beside_a_figure_is_no_element(label):
    found = sums(*FOUR[:2], f" | {label} | | 50 | |", *FOUR[2:], " | 总分 | | 100 | |")
    assert found == [(label, None, None, "2"), ("总分", None, None, "4")]


def test_a_subtotal_that_names_the_element_above_it_is_its_own():
    found = sums(*FOUR[:2], " | 教育培训小计 | | 30 | |", *FOUR[2:])
    assert found == [("教育培训小计", "2", None, None)]


def test_what_ends_like_a_sum_but_has_rules_is_scored():
    found = imported(f"{HEAD}\n{FOUR[0]}\n2 | 费用台账 | 全年费用合计 | 10 | 未汇总扣10分 |")
    assert [item.points for item in found.rubric.by_item.values()] == [20, 10]
    assert not found.rubric.form.totals


def test_a_total_may_be_printed_with_the_bonus():
    rows = (*FOUR, " | 基本得分合计 | | 100 | |", "5 | 加分项 | 获得表彰 | 10 | 每次加2分 |", " | 总得分 | | 110 | |")
    found = imported("\n".join((HEAD, *rows)))
    assert [(element.title, element.kind) for element in found.rubric.elements][-1] == ("加分项", "bonus")
    assert "total-sum" not in {diagnostic.code for diagnostic in found.diagnostics}
    assert found.rubric.points == 100


@pytest.mark.parametrize("label", ["得分率（%）", "百 分 率", "得分百分比（%）", "实得分占应得分百分比（%）"])
def test_a_row_for_the_rate_is_no_element(label):
    found = imported("\n".join((HEAD, *FOUR, " | 合计 | | 100 | |", f" | {label} | | | |")))
    assert [element.title for element in found.rubric.elements] == ["制度建设", "教育培训", "现场管理", "应急管理"]
    assert found.rubric.points == 100
