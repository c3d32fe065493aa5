"""How the lines of a flattened table become rows: small tables, one question each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.flattened_vocabulary import PRICE_WORDS
from rubrics.errors import NoStandardError
from rubrics.model import ColumnRole
from tests.normalize.flattening import table_of

HEADINGS = "一级要素\n二级\n要素\n企业达标标准\n标准分值\n评分方式\n自评/评审\n描述\n实际得分\n"
METHODS = "考评项目\n考评内容\n考评方法\n分值\n考评标准\n"
INDEXED = "序号\n一级指标\n二级指标\n分值\n评分方法\n评价得分\n"
LAST = "考评项目\n考评内容\n评分标准\n分值\n得分\n"


def shown(text):
    """The rows as ``labels | requirement | points | rules``, line feeds as /."""
    rows = table_of(text).rows
    parts = [(" ".join(filter(None, r.labels)), r.requirement, r.points_text or "-", r.rules) for r in rows]
    return [" | ".join(parts_of_row).replace("\n", "/") for parts_of_row in parts]


def codes(text):
    return [diagnostic.code for diagnostic in table_of(text).diagnostics]


def test_requirement_points_and_rules_follow_one_another():
    text = HEADINGS + "一、目标\n1.1目标\n制定目标\n2\n未制定的,不得分;\n不合理的,扣1分\n考核目标\n3\n未考核的,不得分\n"
    assert shown(text) == [
        "一、目标 1.1目标 | 制定目标 | 2 | 未制定的,不得分;/不合理的,扣1分",
        " | 考核目标 | 3 | 未考核的,不得分",
    ]
    assert codes(text) == []


def test_a_cell_does_not_end_in_an_open_bracket():
    text = HEADINGS + "一、目标\n1.1目标\n投入资金\n2\n未投入的,(按营业收入计提。\n新建企业按当年计提)不得分;\n未用的,扣1分\n"
    assert shown(text) == ["一、目标 1.1目标 | 投入资金 | 2 | 未投入的,(按营业收入计提。/新建企业按当年计提)不得分;/未用的,扣1分"]


def test_a_list_in_a_requirement_belongs_to_it():
    text = HEADINGS + "一、目标\n1.1目标\n制度包括:\n(1)责任制;\n(2)培训\n2\n每缺一项,扣1分\n"
    assert shown(text) == ["一、目标 1.1目标 | 制度包括:/(1)责任制;/(2)培训 | 2 | 每缺一项,扣1分"]


@pytest.mark.parametrize("label", ["1.2\n机构与职责\n（24分）", "1.2\n隐患\n排查", "1.2 职业健康", "1.2机构（24分）"])
def test_a_label_may_be_broken_over_lines(label):
    text = HEADINGS + f"一、管理\n1.1目标\n制定目标。\n2\n不得分。\n{label}\n设立机构并明确职责。\n3\n扣1分。\n"
    assert table_of(text).rows[1].labels[1] == label
    assert table_of(text).rows[1].requirement == "设立机构并明确职责。"


def test_a_label_that_comes_again_after_a_page_break_opens_nothing():
    rows = "制定目标。\n2\n不得分。\n1.1目标\n考核目标。\n3\n扣1分。\n"
    assert [row.labels for row in table_of(HEADINGS + "一、管理\n1.1目标\n" + rows).rows] == [("一、管理", "1.1目标"), ("", "")]


def test_headings_that_come_again_are_none_of_the_table():
    text = HEADINGS + "一、目标\n1.1目标\n制定目标\n2\n不得分\n" + HEADINGS + "考核目标\n3\n扣1分\n"
    assert shown(text)[1] == " | 考核目标 | 3 | 扣1分"


def test_numbered_rules_are_no_labels_and_labels_no_rules():
    rules = "查文件：\n1.未制定的，扣2分；\n2.未考核的，扣1分。\n"
    text = METHODS + "一、目标35分\n1.方针\n①制定方针；\n查资料：\n1.文件\n5★★\n" + rules
    text += "②落实方针。\n查资料：\n文件。\n5\n" + rules + "2.规划\n制订规划。\n查资料：\n规划。\n10\n" + rules
    rows = table_of(text).rows
    assert [row.labels for row in rows] == [("一、目标35分", "1.方针"), ("", ""), ("", "2.规划")]
    assert [(row.requirement, row.points_text) for row in rows] == [
        ("①制定方针；", "5★★"),
        ("②落实方针。", "5"),
        ("制订规划。", "10"),
    ]
    assert rows[0].method == "查资料：\n1.文件"


def test_stars_on_a_line_of_their_own_belong_to_the_figure():
    text = METHODS + "一、目标\n1.方针\n①制定方针；\n查资料：\n文件\n15\n★★★\n查文件：未制定的，扣2分。\n"
    assert table_of(text).rows[0].points_text == "15\n★★★"


def test_an_index_counts_elements_without_codes():
    text = (
        INDEXED + "1\n安全理念\n15分\n1．纳入企业文化。\n4\n每项扣1分。\n2\n合   计\n100\n3\n奖励项\n10分\n1．受到表彰。\n2.5\n"
    )
    table = table_of(text)
    assert [(row.index, row.labels[0], row.points_text) for row in table.rows] == [
        ("1", "安全理念\n15分", "4"),
        ("3", "奖励项\n10分", "2.5"),
    ]
    assert [(total.label, total.points_text, total.index) for total in table.totals] == [("合计", "100", "2")]


def test_points_may_stand_behind_the_rules():
    text = LAST + "一、目标\n1.方针\n制定方针\n未制定的，不得分。\n5\n落实方针\n未落实的，扣2分。\n3\n"
    assert shown(text) == ["一、目标 1.方针 | 制定方针 | 5 | 未制定的，不得分。", " | 落实方针 | 3 | 未落实的，扣2分。"]


def test_vetoes_are_told_from_deductions():
    headings = "A级要素\nB级要素\n企业达标要求\n评审方法\n评分标准\n否决项\n扣分项\n"
    text = (
        headings
        + "1 法规\n(100分）\n1.1\n识别\n(50分）\n1.识别法规。\n查文件：\n清单\n未识别，扣50分。\n（B级否决项）\n1.不全，扣5分。\n"
    )
    table = table_of(text + "2.更新清单。\n查文件：\n清单\n未更新，扣5分。\n")
    assert [row.labels for row in table.rows] == [("1 法规\n(100分）", "1.1\n识别\n(50分）"), ("", "")]
    assert [(row.veto, row.rules) for row in table.rows] == [
        ("未识别，扣50分。\n（B级否决项）", "1.不全，扣5分。"),
        ("", "未更新，扣5分。"),
    ]
    assert [column.heading for column in table.columns][-2:] == ["评分标准/否决项", "评分标准/扣分项"]


def test_a_bare_figure_at_an_elements_end_is_its_subtotal():
    text = HEADINGS + "一、目标\n1.1目标\n制定目标\n1\n不得分\n得分小计\n1\n"
    text += "二、投入\n2.1投入\n保证投入\n4\n不得分\n4\n三、培训\n3.1培训\n开展培训\n5\n不得分\n5\n"
    totals = table_of(text).totals
    assert [(total.label, total.element, total.points_text) for total in totals] == [
        ("得分小计", 0, "1"),
        ("", 1, "4"),
        ("", 2, "5"),
    ]


def test_a_label_without_an_item_is_kept_and_told():
    text = HEADINGS + "一、目标\n1.1目标\n1.2考核\n考核目标\n1\n不得分\n"
    assert [(row.labels, row.requirement) for row in table_of(text).rows] == [
        (("一、目标", "1.1目标"), ""),
        (("", "1.2考核"), "考核目标"),
    ]
    assert codes(text) == ["flattened-element-empty"]


def test_a_clause_without_a_requirement_stands_in_its_place_and_is_told():
    text = HEADINGS + "一、目标\n1.1目标\n未制定的,不得分\n考核目标\n1\n扣1分\n"
    assert shown(text)[0] == "一、目标 1.1目标 | 未制定的,不得分 | - | 未制定的,不得分"
    assert codes(text) == ["flattened-requirement-lost", "flattened-points-open"]


def test_a_figure_without_a_place_is_told_not_taken():
    text = HEADINGS + "一、目标\n1.1目标\n制定目标\n1\n不得分\n7\n考核目标\n2\n扣1分\n"
    assert [row.points_text for row in table_of(text).rows] == ["1", "2"]
    assert codes(text) == ["flattened-figure-odd"]


@pytest.mark.parametrize("end", ["根据承包商、", "根据承包商", "根据承包商\n2\n未建立的,"])
def test_a_text_that_breaks_off_is_told(end):
    assert "flattened-cut-off" in codes(HEADINGS + f"一、目标\n1.1目标\n{end}\n- 配套讲稿:\n如PPT文件的首页\n")


def test_unknown_headings_between_known_ones_are_columns_left_out():
    text = "一级要素\n企业达标标准\n主管条线\n标准分值\n评分方式\n一、目标\n制定目标\n2\n不得分\n"
    table = table_of(text)
    assert [column.role for column in table.columns][2] is ColumnRole.IGNORED
    assert codes(text) == ["column-unknown"]


@pytest.mark.parametrize("text", ["安全生产\n制定目标\n0.5\n", "一级要素\n二级要素\n", "标准分值\n"])
def test_a_text_without_the_headings_of_a_scoring_table_is_refused(text):
    with pytest.raises(NoStandardError, match="no headings of a scoring table"):
        table_of(text)


PIECES = st.sampled_from(
    [
        *(
            "一、目标",
            "二、职责（20分）",
            "1.1目标",
            "1.2",
            "2.1职责",
            "35分",
            "5．档案",
            "十二、其他",
            "12.3",
            "小计",
            "合   计",
        ),
        *("1", "2", "0.5", "5★★", "140", "99.9", "①制定；", "②实施。", "1.建立制度。", "2.建立台账", "3.查文件：", "查资料："),
        *("不得分;", "扣2分", "扣2分。", "(未提取的,", "新建)不得分;", "说明：见附件", "第1页共2页", "- 上传时间:2022"),
        *("根据承包商、", "企业应当建立制度"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([HEADINGS, METHODS, INDEXED, LAST, "考评项目\n考评内容\n分值\n"]), st.lists(PIECES, max_size=25))
def test_every_line_is_kept_somewhere(headings, lines):
    table = table_of("标题\n" + headings + "\n".join(lines))
    rows = [(r.index, *r.labels, r.requirement, r.points_text or "", r.method, r.veto, r.rules) for r in table.rows]
    totals = [(total.index, total.label, total.points_text or "") for total in table.totals]
    told = [str(diagnostic.figures.get("text", "")) for diagnostic in table.diagnostics]
    kept = "\n".join([*("\n".join(part) for part in (*rows, *totals)), *told, *(p.text for p in table.below)])
    assert all(line in kept or "".join(line.split()) in kept for line in lines)
    assert all(diagnostic.sentence for diagnostic in table.diagnostics)


def test_the_patterns_of_the_vocabulary_are_each_of_use():
    assert len(set(PRICE_WORDS)) == len(PRICE_WORDS)
