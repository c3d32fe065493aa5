"""A row of an element that has points of its own and a free cell takes what the element came to, like a 小计."""

from __future__ import annotations

import pytest

from render.reading import read_form
from tests.render.forms import FULL, cells, codes, document_xml, filled, form, given, repacked

ROWS = """
序号 | 评审内容 | 标准分 | 评分标准 | 扣分原因 | 得分
一 | 基础管理 | 30 | | | {first}
1 | 有安全生产责任制 | 10 | 缺一项扣1分 | |
2 | 有安全管理制度 | 20 | 缺一项扣2分 | |
{subtotal}二 | 现场管理 | 20 | | |
1 | 设备设施完好 | 20 | 一处不合格扣5分 | |
 | 合计 | 50 | | |
"""
ANSWERS = {"1-1": FULL, "1-2": {"findings": [{"rule": 1, "count": 1, "note": "缺一项"}]}, "2-1": FULL}


@pytest.mark.parametrize(
    ("first", "subtotal", "told"),
    [
        ("", "", ["28", "10", "18", "20", "20", "48"]),
        ("", " | 小计 | 30 | | |\n", ["", "10", "18", "28", "20", "20", "48"]),
        ("—", "", ["—", "10", "18", "20", "20", "48"]),
    ],
)
def test_the_sum_of_an_element_stands_in_its_own_row_where_it_has_room_and_no_other(first: str, subtotal: str, told: list[str]):
    source, rubric = form(ROWS.format(first=first, subtotal=subtotal))
    made = filled(source, rubric, ANSWERS)
    assert cells(made.data, 6) == told
    assert codes(made) == []
    back = read_form(made.data, rubric, kind="self")
    assert codes(back) == []
    assert back.assessments[0].items == given(rubric, ANSWERS).assessment.items


def test_a_sum_that_people_got_wrong_there_is_told():
    source, rubric = form(ROWS.format(first="", subtotal=""))
    data = filled(source, rubric, ANSWERS).data
    wrong = repacked(data, document_xml(data).replace(">28<", ">29<"))
    assert codes(read_form(wrong, rubric, kind="self")) == ["read-sum-differs"]
