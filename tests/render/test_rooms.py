"""Cells to fill that have a figure's frame printed in them: ____分, 得分：____, 扣    分, （  ）分."""

from __future__ import annotations

import pytest

from render import prepare
from render.reading import read_form
from tests.render.forms import FULL, codes, filled, form, given, shown

FRAMED = """
一级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（10分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | {taken} | {scored}
^ | 考核目标。 | 4 | 未考核的，不得分。 | | {taken} | {scored}
合计 | < | 10 | | | {taken} | {scored}
"""
ANSWERS = {"1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]}, "1-2": FULL}


def framed(taken: str, scored: str):
    return form(FRAMED.format(taken=taken, scored=scored))


@pytest.mark.parametrize(
    ("taken", "scored", "told"),
    [
        ("____分", "____分", ("2分", "8分")),
        ("扣____分", "得____分", ("扣2分", "得8分")),
        ("扣分：____", "得分：____分", ("扣分：2", "得分：8分")),
        ("分", "　　分", ("2分", "8分")),
        ("（  ）分", "(   )", ("（2）分", "(8)")),
        ("____", "________", ("2", "8")),
    ],
)
def test_a_figure_takes_the_room_among_what_is_printed_and_reads_back(taken: str, scored: str, told: tuple[str, str]):
    source, rubric = framed(taken, scored)
    made = filled(source, rubric, ANSWERS)
    assert codes(made) == []
    assert shown(made.data).splitlines()[-1].endswith(" | ".join(told))
    back = read_form(made.data, rubric, kind="self")
    assert codes(back) == []
    assert back.assessments[0].items == given(rubric, ANSWERS).assessment.items
    carried = prepare(source, rubric).fill([given(rubric, ANSWERS)], carries=True).data
    assert codes(read_form(carried, rubric)) == []


@pytest.mark.parametrize("scored", ["满分____", "扣____分", "10分", "____年____分", "应得分：____分"])
def test_room_that_asks_for_something_else_is_left_and_told(scored: str):
    source, rubric = framed("", scored)
    made = filled(source, rubric, ANSWERS)
    assert shown(made.data).splitlines()[-1].endswith(scored)
    assert codes(made).count("cell-not-empty") == 3


def test_room_that_nobody_filled_is_no_figure():
    source, rubric = framed("____分", "____分")
    back = read_form(filled(source, rubric, {}).data, rubric, kind="self")
    assert codes(back) == ["read-unanswered"]
    assert back.assessments[0].items == {}


def test_room_on_several_lines_is_left_and_told():
    source, rubric = framed("", "____分/____分")
    assert codes(filled(source, rubric, ANSWERS)).count("cell-not-empty") == 3
