"""Whose figures go into which column, and what stands in rows that are not plainly scored."""

from __future__ import annotations

import re

import pytest

from render import prepare
from render.reading import read_form
from rubrics.errors import FormError
from rubrics.model import Reach, Rule, TablePlace
from tests.render.forms import FULL, SMALL, cells, changed, codes, document_xml, filled, form, given, imported, repacked, shown
from tests.wordfile import docx, read_word

TWO_SIDES = """
一级要素 | 二级要素 | 考评内容 | 分值 | 考评标准 | 自评摘要 | 自评分 | 考评摘要 | 考评分
一、安全目标（10分） | 1.1目标（10分） | 制定安全目标。 | 6 | 未制定的，扣6分。 | | | |
^ | ^ | 考核安全目标。 | 4 | 未考核的，扣4分。 | | | |
合计 | < | < | 10 | | | | |
"""
GATE_AND_BONUS = """
序号 | 一级指标 | 二级指标 | 分值 | 评分方法 | 评价情况描述 | 评价得分
1 | 基本条件 | 近3年没有发生死亡事故。 | | 符合此基本条件，方可参加评选。 | |
2 | 安全理念/6分 | 制定安全理念。 | 6 | 每处不符合扣1分。 | |
3 | 合计 | < | 6 | | |
4 | 奖励项/5分 | 获得市级以上表彰奖励。 | 5 | | |
5 | 总计 | < | | | |
"""
MERGED = """
一级要素 | 二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、管理（15分） | 1.1目标（10分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | |
^ | ^ | 考核目标。 | 4 | 未考核的，不得分。 | ^ | ^ | ^
^ | 1.2机构（5分） | 设立机构。 | 5 | 未设立的，不得分。 | | |
"""


def test_each_side_gets_its_own_assessment():
    source, rubric = form(TWO_SIDES)
    own = given(rubric, {"1.1-1": FULL, "1.1-2": FULL})
    review = given(rubric, {"1.1-1": FULL, "1.1-2": {"findings": [{"rule": 1, "note": "无考核记录"}]}}, kind="review")
    for both in ([own, review], [review, own]):
        assert shown(prepare(source, rubric).fill(both).data).splitlines()[1:] == [
            "一、安全目标（10分） | 1.1目标（10分） | 制定安全目标。 | 6 | 未制定的，扣6分。 | 符合要求 | 6 | 符合要求 | 6",
            "^ | ^ | 考核安全目标。 | 4 | 未考核的，扣4分。 | 符合要求 | 4 | 无考核记录（扣4分） | 0",
            "合计 | < | < | 10 |  |  | 10 |  | 6",
        ]


def test_a_side_without_an_assessment_stays_blank():
    source, rubric = form(TWO_SIDES)
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": FULL}, kind="review")
    assert cells(made.data, 6) == cells(made.data, 7) == ["", "", ""]
    assert cells(made.data, 9) == ["6", "4", "10"]


def refused(source: bytes, rubric, *both) -> str:
    with pytest.raises(FormError) as refusal:
        prepare(source, rubric).fill(both)
    assert str(refusal.value)
    return refusal.value.code


def test_columns_for_either_take_one_assessment_only():
    source, rubric = form(SMALL)
    assert refused(source, rubric, given(rubric, {}), given(rubric, {}, kind="review")) == "one-assessment-only"


def test_a_form_without_columns_for_the_kind_is_refused():
    source, rubric = form(TWO_SIDES)
    columns = tuple(column for column in rubric.form.columns if column.side != "review")
    rubric = changed(rubric, form=rubric.form.model_copy(update={"columns": columns}))
    assert refused(source, rubric, given(rubric, {}, kind="review")) == "no-column-for-kind"


def test_two_assessments_of_a_kind_are_refused():
    source, rubric = form(TWO_SIDES)
    assert refused(source, rubric, given(rubric, {}), given(rubric, {})) == "assessment-kind-twice"


def test_an_assessment_of_another_standard_is_refused():
    source, rubric = form(SMALL)
    other = changed(rubric, id="other")
    assert refused(source, rubric, given(other, {})) == "form-of-another-rubric"


def test_another_document_is_refused():
    _, rubric = form(SMALL)
    other, _ = form(SMALL, "单位：      ")
    with pytest.raises(FormError, match=r"form\.docx"):
        prepare(other, rubric)


@pytest.mark.parametrize("change", [{"format": "dump"}, {"tables": ()}])
def test_a_rubric_that_knows_no_places_in_a_word_document_wants_one(change: dict):
    source, rubric = form(SMALL)
    assert rubric.source is not None
    rubric = changed(rubric, source=rubric.source.model_copy(update=change))
    with pytest.raises(FormError, match="--form"):
        prepare(source, rubric)


def test_a_standard_without_columns_to_fill_says_so():
    source, rubric = form("\n".join(line.rpartition("|")[0].rpartition("|")[0] for line in SMALL.strip().splitlines()))
    with pytest.raises(FormError) as refusal:
        prepare(source, rubric)
    assert refusal.value.code == "no-columns-to-fill"


def test_what_does_not_apply_is_said_with_the_reason_and_scored_with_a_stroke():
    source, rubric = form(SMALL)
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": {"not_applicable": "本年度新成立"}})
    assert cells(made.data, 6) == ["符合要求", "不适用：本年度新成立"]
    assert cells(made.data, 7) == ["6", "/", "6"]


def test_a_whole_element_that_does_not_apply_is_a_stroke_in_its_sum():
    source, rubric = form(SMALL)
    made = filled(source, rubric, {}, elements={"1": {"not_applicable": "租赁厂房，不涉及"}})
    assert cells(made.data, 6) == ["不适用：租赁厂房，不涉及"] * 2
    assert cells(made.data, 7) == ["/", "/", "/"]


def test_the_form_speaks_the_word_that_its_notes_use_for_what_does_not_apply():
    source, rubric = form(SMALL, "得分＝实得分÷（10－缺项分值之和）×100。")
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": {"not_applicable": "本年度新成立"}})
    assert cells(made.data, 6)[1] == "缺项：本年度新成立"


def test_unassessed_items_and_the_sums_over_them_stay_blank_and_it_is_told():
    source, rubric = form(SMALL)
    made = filled(source, rubric, {"1.1-1": FULL})
    assert cells(made.data, 6) == ["符合要求", ""]
    assert cells(made.data, 7) == ["6", "", ""]
    told = next(d for d in made.diagnostics if d.code == "form-incomplete")
    assert (told.figures["count"], told.figures["items"]) == (1, "1.1-2")


def test_gates_say_whether_they_are_met_and_bonus_counts_in_the_last_sum_only():
    source, rubric = form(GATE_AND_BONUS)
    rubric = changed(rubric, policy=rubric.policy.model_copy(update={"formula": "points", "gates": "fail"}))
    answers = {"1-1": {"met": True}, "2-1": {"findings": [{"rule": 1, "count": 2}]}, "4-1": {"full": True, "note": "获市级表彰"}}
    made = filled(source, rubric, answers)
    assert cells(made.data, 6) == ["符合", "不符合（2处，扣2分）", "", "获市级表彰", ""]
    assert cells(made.data, 7) == ["/", "4", "4", "5", "9"]


def test_a_gate_that_is_not_met_says_why():
    source, rubric = form(GATE_AND_BONUS)
    made = filled(
        source, rubric, {"1-1": {"met": False, "note": "2023年发生1起死亡事故"}, "2-1": FULL, "4-1": {"score": 0, "note": "无"}}
    )
    assert cells(made.data, 6)[:4] == ["不符合：2023年发生1起死亡事故", "符合要求", "", "无"]


def test_a_gate_without_a_column_for_words_says_it_in_the_score():
    drawing = "\n".join(
        "|".join(cell for number, cell in enumerate(line.split("|")) if number != 5)
        for line in GATE_AND_BONUS.strip().splitlines()
    )
    source, rubric = form(drawing)
    assert cells(filled(source, rubric, {"1-1": {"met": True}}).data, 6)[0] == "符合"


def test_a_cell_over_all_items_of_an_element_holds_the_elements_figures():
    source, rubric = form(MERGED)
    answers = {"1.1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺车间目标"}]}, "1.1-2": FULL, "1.2-1": FULL}
    made = filled(source, rubric, answers)
    assert cells(made.data, 6) == ["1. 缺车间目标（1处，扣2分）\n2. 符合要求", "符合要求"]
    assert cells(made.data, 7) == ["2", "0"]
    assert cells(made.data, 8) == ["8", "5"]


def test_items_that_share_a_cell_and_are_alike_are_told_once():
    source, rubric = form(MERGED)
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": FULL, "1.2-1": FULL})
    assert cells(made.data, 6) == ["符合要求", "符合要求"]
    assert cells(made.data, 8) == ["10", "5"]


def test_a_shared_cell_with_an_unassessed_item_has_no_figure():
    source, rubric = form(MERGED)
    made = filled(source, rubric, {"1.1-1": FULL, "1.2-1": FULL})
    assert cells(made.data, 6) == ["1. 符合要求", "符合要求"]
    assert cells(made.data, 8) == ["", "5"]


def test_a_cell_over_items_of_two_elements_lists_their_figures():
    drawing = MERGED.replace("未设立的，不得分。 | | |", "未设立的，不得分。 | ^ | ^ | ^")
    source, rubric = form(drawing.replace("^ | 1.2机构", "二、机构（5分） | 2.1机构").replace("15分", "10分"))
    made = filled(source, rubric, dict.fromkeys(rubric.by_item, FULL))
    assert cells(made.data, 8) == ["6、4、5"]


def test_words_and_figures_that_share_a_cell_stand_behind_their_headings():
    drawing = SMALL.replace("| =about | =score", "| | <")
    source, rubric = form(drawing)
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": FULL})
    assert cells(made.data, 6)[0] == "符合要求\n实际得分：6"


def test_a_row_that_the_form_does_not_have_is_told():
    source, rubric = form(SMALL)
    assert rubric.source is not None
    places = (TablePlace(table=1, columns=rubric.source.tables[0].columns[:-1]),)
    rubric = changed(rubric, source=rubric.source.model_copy(update={"tables": places}))
    made = filled(source, rubric, {"1.1-1": FULL, "1.1-2": FULL})
    assert codes(made) == ["item-without-cell", "item-without-cell", "total-without-cell"]


def test_findings_about_an_element_are_told_in_the_row_of_their_clause():
    source, rubric = form(SMALL)
    first = rubric.elements[0]
    veto = Rule(text="目标弄虚作假的，B级要素不得分", zero=Reach.ELEMENT, veto="B", at="t1r3c5")
    inner = first.elements[0].model_copy(update={"rules": (veto,)})
    rubric = changed(rubric, elements=(first.model_copy(update={"elements": (inner,)}),))
    made = filled(
        source, rubric, {"1.1-1": FULL, "1.1-2": FULL}, elements={"1.1": {"findings": [{"rule": 1, "note": "目标为上年文本"}]}}
    )
    assert cells(made.data, 6) == ["符合要求", "目标为上年文本（B级否决项，该要素不得分）"]
    assert cells(made.data, 7) == ["6", "4", "0"]


def test_a_standard_inside_the_one_cell_of_an_outer_table_is_filled_there():
    inside, _ = form(SMALL, "自评单位：          自评组长：          ")
    body = re.search(r"<w:body>(.*)<w:sectPr/>", document_xml(inside))
    assert body is not None
    outer = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{body[1]}<w:p/></w:tc></w:tr></w:tbl>"
    source = docx(outer)
    made = filled(source, imported(source), {"1.1-1": FULL, "1.1-2": FULL}, unit="甲公司", leader="张三").data
    assert "自评单位：甲公司" in list(read_word(made, "x").paragraphs)[1].text
    assert cells(made, 7) == ["6", "4", "10"]


def labelled(*texts: str) -> str:
    """Return a form whose sum row has these texts printed in its last columns."""
    return f"""
一级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（10分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | |
^ | 考核目标。 | 4 | 未考核的，不得分。 | | |
合计 | < | 10 | | {" | ".join(texts)}
"""


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("得分合计：", "<", "<"), "得分合计：8 | < | <"),
        (("扣分合计：", "<", "<"), "扣分合计：2 | < | <"),
        (("合计：", "<", "<"), "合计：扣分：2/得分：8 | < | <"),
        (("", "扣分：", "得分："), "| 扣分：2 | 得分：8"),
        (("", "", "评审得分："), "| 2 | 评审得分："),
        (("", "", "自评得分："), "| 2 | 自评得分：8"),
        (("", "", "应得分："), "| 2 | 应得分："),
        (("", "", "自评：  评审："), "| 2 | 自评：  评审："),
    ],
)
def test_a_label_printed_in_a_cell_says_which_figure_goes_behind_it(texts: tuple[str, ...], told: str):
    source, rubric = form(labelled(*texts))
    made = filled(source, rubric, {"1-1": {"findings": [{"rule": 1}]}, "1-2": FULL})
    assert shown(made.data).splitlines()[-1].endswith(told)
    assert ("cell-not-empty" in codes(made)) == told.endswith("：")


def test_a_sum_behind_a_label_in_a_merged_cell_is_read_and_checked():
    source, rubric = form(labelled("得分合计：", "<", "<"))
    data = filled(source, rubric, {"1-1": FULL, "1-2": FULL}).data
    end = "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert f">10{end}" in document_xml(data)
    wrong = repacked(data, document_xml(data).replace(f">10{end}", f">9{end}"))
    assert [one.code for one in read_form(data, rubric, kind="self").diagnostics] == []
    assert [one.code for one in read_form(wrong, rubric, kind="self").diagnostics] == ["read-sum-differs"]
