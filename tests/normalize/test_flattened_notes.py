"""The flattened text of the example standard, line by line as a person reads it.

Counted by hand in the text before any code read it: 7 elements of the first level, 16 below them, 28 items (the last one cut
off). Points stand at 8 items; at 2 more the subtotal leaves one figure only (1.1: 1 - 0.5; 3.1: 5 - 4); 18 have none.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extract import read
from normalize.flattened import rows_of_flattened
from rubrics.model import ColumnRole

SOURCE = Path(__file__).parents[2] / "examples" / "small-enterprise-notes.txt"

ITEMS = """
1.1 制定年度安全生产目标 0.5 3
1.1 对安全生产目标 0.5* 2
2.1 企业主要负责人全面负责 1 6
2.1 企业应当建立、健全 - 1
2.1 工会组织或员工代表 - 2
2.1 建立针对安全生产责任制 - 2
3.1 保证安全生产所必需 4 6
3.1 按规定缴纳工伤保险费 1* 1
4.1 每年一次识别 2 3
4.2 建立和发布健全 - 2
4.3 建立各岗位安全操作规程 - 3
5.1 企业主要负责人应当参加 6 9
5.2 对相关方人员 - 2
5.3 采取多种形式 - 1
6.1 所有设备设施建设 18 1
6.1 生产经营单位新建 - 1
6.2 建立设备设施的检修 - 4
6.3 按规定对设备设施 - 2
7.1 对经营场所 - 2
7.1 建立对“三违”行为 - 2
7.1 车行道 1.5 1
7.1 建立至少包括 - 3
7.2 严格执行 3 1
7.2 在有易燃 - 1
7.2 为从业人员 - 3
7.3 在有较大危险因素 - 1
7.3 在设备设施检维修 - 0
7.4 根据承包商、 - 0
"""  # element, how the requirement opens, points (* inferred, - lost), lines of rules
ELEMENTS = (
    "一、目标",
    "二、组织机构和职责",
    "三、安全生产投入",
    "四、法律法规与安全管理制度",
    "五、教育培训",
    "六、生产设备设施",
    "七、作业安全",
)
LEVEL_TWO = (1, 1, 1, 3, 3, 3, 4)
SUBTOTALS = [("一", "1"), ("二", "3"), ("三", "5"), ("四", "7"), ("五", "8"), ("六", "30")]


@pytest.fixture(scope="module")
def table():
    return rows_of_flattened(read(SOURCE))


def told(table, code):
    return [diagnostic for diagnostic in table.diagnostics if diagnostic.code == code]


def test_every_item_is_found_with_its_points_and_rules(table):
    element, found = "", []
    for row in table.rows:
        element = row.labels[1] or element
        points = "-" if row.points_text is None else row.points_text + "*" * row.inferred
        found.append((element[:3], row.requirement, points, len(row.rules.split("\n")) if row.rules else 0))
    expected = [line.split() for line in ITEMS.strip().split("\n")]
    assert len(found) == len(expected)
    for (code, opening, points, rules), row in zip(expected, found, strict=True):
        assert (row[0], row[1][: len(opening)], row[2], row[3]) == (code, opening, points, int(rules))


def test_the_elements_stand_where_they_begin(table):
    first = [row.labels[0] for row in table.rows if row.labels[0]]
    assert tuple(first) == ELEMENTS
    assert sum(bool(row.labels[1]) for row in table.rows) == sum(LEVEL_TWO)


def test_requirements_and_rules_are_kept_verbatim(table):
    assert table.rows[0].requirement == "制定年度安全生产目标,分解到各部门,并制定考核办法"
    assert table.rows[6].rules.split("\n")[:2] == [
        "未按规定投入安全生产资金的,(以上年度实际营业收入为计提依据,不超过1000万元的按照2%、超过1000万元至1亿元的按照1%,平均逐月提取。",
        "新建企业和投产不足一年的企业以当年实际营业收入为提取依据,按月计提安全费用)不得分;",
    ]
    assert table.rows[2].requirement.split("\n")[-1] == "(6)及时、如实报告生产安全事故"


def test_the_columns_are_those_of_the_headings_broken_over_lines(table):
    assert [(column.heading, column.role, column.level) for column in table.columns] == [
        ("一级要素", ColumnRole.ELEMENT, 1),
        ("二级要素", ColumnRole.ELEMENT, 2),
        ("企业达标标准", ColumnRole.REQUIREMENT, None),
        ("标准分值", ColumnRole.POINTS, None),
        ("评分方式", ColumnRole.RULES, None),
        ("自评/评审描述", ColumnRole.DESCRIPTION, None),
        ("实际得分", ColumnRole.SCORE, None),
    ]


def test_subtotals_are_found_with_and_without_their_label(table):
    assert [(ELEMENTS[total.element][0], total.points_text) for total in table.totals] == SUBTOTALS
    assert [total.label for total in table.totals] == ["得分小计", "", "", "", "得分小计", ""]


def test_each_lost_figure_is_flagged_with_what_is_known(table):
    lost = told(table, "flattened-points-lost")
    assert [d.place.line for d in lost] == [47, 49, 52, 88, 105, 131, 135, 145, 149, 157]
    assert [d.figures for d in lost[:3]] == [{"total": Decimal(3), "known": Decimal(1), "count": 3}] * 3
    assert [d.figures for d in lost[5:7]] == [{"total": Decimal(8), "known": Decimal(6), "count": 2}] * 2


def test_a_lost_figure_without_a_subtotal_is_flagged_too(table):
    assert [d.place.line for d in told(table, "flattened-points-open")] == [164, 167, 173, 186, 188, 193, 195, 197]


def test_each_inferred_figure_is_said_to_be_inferred(table):
    assert [(d.place.line, d.figures["points"]) for d in told(table, "flattened-points-inferred")] == [
        (26, Decimal("0.5")),
        (77, Decimal(1)),
    ]


def test_an_item_whose_rules_dropped_out_is_flagged(table):
    assert [d.place.line for d in told(table, "flattened-rules-lost")] == [195]


def test_the_break_in_the_middle_is_reported_with_its_line(table):
    (cut,) = told(table, "flattened-cut-off")
    assert (cut.place.line, cut.figures["text"]) == (197, "根据承包商、")


def test_two_sentences_that_may_be_two_cells_are_flagged(table):
    assert [d.place.line for d in told(table, "flattened-cells-joined")] == [150]


def test_the_chatter_of_the_page_is_left_out_and_the_title_and_the_blanks_are_kept(table):
    assert [(paragraph.text, paragraph.place.line) for paragraph in table.above] == [
        ("小企业考评说明", 1),
        ("自评/评审组主要成员:", 9),
    ]
    assert table.below == ()
    everything = "\n".join(row.requirement + row.rules for row in table.rows)
    assert not any(word in everything for word in ("会员", "讲稿", "国旗", "关 键 词"))
