"""What a form cannot show of its assessment is told beside it."""

from __future__ import annotations

import pytest

from tests.render.forms import FULL, cells, codes, filled, form

UNEQUAL = """
一级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分
一、目标（{points}分） | 制定目标。 | 6 | 不符合的，一处扣2分。 | | |
^ | 考核目标。 | 4 | 未考核的，不得分。 | | |
小计 | < | {points} | | | |
二、机构（5分） | 设立机构。 | 5 | 未设立的，不得分。 | | |
小计 | < | 5 | | | |
合计 | < | {total} | | | |
"""
ANSWERS = {"1-1": {"findings": [{"rule": 1, "count": 1, "note": "缺一个"}]}, "1-2": FULL, "2-1": FULL}


@pytest.mark.parametrize(("points", "told"), [(15, 2), (10, 0)])
def test_a_deduction_in_a_sum_that_no_finding_took_is_told(points: int, told: int):
    source, rubric = form(UNEQUAL.format(points=points, total=points + 5))
    made = filled(source, rubric, ANSWERS)
    assert cells(made.data, 6) == ["2", "0", str(points - 8), "0", "0", str(points - 8)]
    assert cells(made.data, 7) == ["4", "4", "8", "5", "5", "13"]
    said = [one for one in made.diagnostics if one.code == "sum-beyond-items"]
    assert [one.figures["rest"] for one in said] == ["5"] * told
    assert [str(one.place) for one in said] == ["t1r4", "t1r7"][:told]


def test_a_form_without_a_column_for_words_says_how_much_is_not_in_it():
    drawing = UNEQUAL.format(points=10, total=15).replace("扣分说明 | ", "").replace("| | |", "| |").replace("| | | |", "| | |")
    source, rubric = form(drawing)
    made = filled(source, rubric, ANSWERS)
    assert codes(made) == ["words-without-column"]
    assert made.diagnostics[0].figures["count"] == 1
