"""Boxes in the rows of items: ticked by what the items came to, and read back."""

from __future__ import annotations

import pytest

from render import prepare
from render.reading import read_form
from tests.render.forms import FULL, cells, codes, document_xml, filled, form, given, repacked, shown

BOXED = """
一级要素 | 达标标准 | 分值 | 评分方式 | {heading} | {score}
一、目标（20分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | {boxes} |
^ | 考核目标。 | 4 | 未考核的，不得分。 | {boxes} |
^ | 公布目标。 | 5 | 未公布的，扣5分。 | {boxes} |
^ | 储罐完好。 | 5 | 一处不符，扣1分。 | {boxes} |
合计 | < | 20 | | |
"""
ANSWERS = {
    "1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]},
    "1-2": FULL,
    "1-3": {"score": 0, "note": "没有"},
    "1-4": {"not_applicable": "没有储罐"},
}


def boxed(heading: str, boxes: str, score: str = "得分"):
    return form(BOXED.format(heading=heading, boxes=boxes, score=score))


MET, NOT_MET = "☑符合 □不符合 □不适用", "□符合 ☑不符合 □不适用"
FOUR = " 合格□ 基本合格□ 不合格□ 缺项□"


TICKED = [FOUR.replace(f" {name}□", f" {name}☑").strip() for name in ("基本合格", "合格", "不合格", "缺项")]


@pytest.mark.parametrize(
    ("heading", "boxes", "told"),
    [
        ("检查结果", "□符合 □不符合 □不适用", [NOT_MET, MET, NOT_MET, "□符合 □不符合 ☑不适用"]),
        (
            "检查结果",
            FOUR.strip(),
            [FOUR.replace(f" {name}□", f" {name}☑").strip() for name in ("基本合格", "合格", "不合格", "缺项")],
        ),
        ("是否符合", "□是/□否", ["□是\n☑否", "☑是\n□否", "□是\n☑否", "□是\n□否"]),
        ("是否达标", "（ ）是（ ）否", ["（ ）是（√）否", "（√）是（ ）否", "（ ）是（√）否", "（ ）是（ ）否"]),
    ],
)
def test_the_box_of_an_item_is_ticked_and_read_back(heading: str, boxes: str, told: list[str]):
    source, rubric = boxed(heading, boxes)
    made = filled(source, rubric, ANSWERS)
    assert cells(made.data, 5)[:4] == told
    assert codes(made) == ["words-without-column"] + ["item-boxes-left"] * (told[3] == cells(source, 5)[3])
    carried = prepare(source, rubric).fill([given(rubric, ANSWERS)], carries=True).data
    assert codes(read_form(carried, rubric)) == []
    back = read_form(made.data, rubric, kind="self").assessments[0].items
    assert back["1-2"].full
    assert (back["1-1"].score, back["1-3"].score) == (4, 0)
    assert ("1-4" in back and bool(back["1-4"].not_applicable)) == (told[3] != cells(source, 5)[3])


@pytest.mark.parametrize(
    ("heading", "boxes"),
    [
        ("有无问题", "□是 □否"),
        ("是否不符合", "□是 □否"),
        ("检查结果", "□符合 □其他"),
        ("检查结果", "□符合 □合格"),
        ("整改", "□有 □无"),
    ],
)
def test_boxes_that_ask_for_something_else_are_left(heading: str, boxes: str):
    source, rubric = boxed(heading, boxes)
    made = filled(source, rubric, ANSWERS)
    assert cells(made.data, 5)[:4] == [boxes] * 4
    assert [(one.figures["heading"], one.figures["count"]) for one in made.diagnostics if one.code == "item-boxes-unknown"] == [
        (heading, 4)
    ]


def test_words_stand_below_the_boxes_that_share_their_cell():
    source, rubric = boxed("检查情况", "□符合 □不符合 □不适用")
    made = filled(source, rubric, ANSWERS)
    assert cells(made.data, 5)[:4] == [
        "□符合 ☑不符合 □不适用\n缺一个（1处，扣2分）",
        "☑符合 □不符合 □不适用",
        "□符合 ☑不符合 □不适用\n没有，不得分",
        "□符合 □不符合 ☑不适用\n不适用：没有储罐",
    ]
    back = read_form(made.data, rubric, kind="self")
    assert codes(back) == []
    assert back.assessments[0].items == given(rubric, ANSWERS).assessment.items


def test_a_box_that_says_something_else_than_the_score_is_told_and_makes_the_item_read_anew():
    source, rubric = boxed("检查结果", "□符合 □不符合 □不适用")
    data = prepare(source, rubric).fill([given(rubric, ANSWERS)], carries=True).data
    before, _, after = document_xml(data).partition("☑符合 □不符合")
    read = read_form(repacked(data, f"{before}□符合 ☑不符合{after}"), rubric)
    assert codes(read) == ["read-edited", "read-tick-differs"]
    both = read_form(repacked(data, f"{before}☑符合 ☑不符合{after}"), rubric)
    assert codes(both) == ["read-edited", "read-ticks-several"]


def test_a_tick_alone_says_that_an_item_is_met_or_does_not_apply():
    source, rubric = boxed("检查结果", "□符合 □不符合 □不适用")
    xml = document_xml(source)
    for ticked in ("☑符合 □不符合 □不适用", "□符合 □不符合 ☑不适用", "□符合 ☑不符合 □不适用"):
        xml = xml.replace("□符合 □不符合 □不适用", ticked, 1)
    read = read_form(repacked(source, xml), rubric, kind="self")
    items = read.assessments[0].items
    assert (items["1-1"].full, items["1-2"].not_applicable) == (True, "不适用")
    assert "1-3" not in items or not items["1-3"].is_given
    assert shown(source) != shown(repacked(source, xml))
