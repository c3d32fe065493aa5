"""Findings with a figure that is given, and with what is taken besides, are told in a form and read back from it."""

from __future__ import annotations

from typing import Any

import pytest

from render import prepare
from render.reading import read_form
from rubrics import Answer
from scoring import score as scored
from tests.render.forms import form, given, shown

DRAWN = """
一级要素 | 二级要素 | 企业达标标准 | 标准分值 | 评分方式 | 自评/评审描述 | 实际得分
一、管理（40分） | 1.1目标（10分） | 制定目标。 | 10 | 未制定的，不得分，并追加扣除15分；内容不全的，每处扣2分。 | |
^ | 1.2培训（10分） | 开展培训。 | 10 | 培训较好的，得6～8分。 | |
^ | 1.3现场（10分） | 现场整洁。 | 10 | 优得8-10分，良得5-7分，差得0-4分。 | |
^ | 1.4检查（10分） | 开展检查。 | 10 | 1处不合格扣2分，2处不合格扣5分，3处及以上不得分。 | |
"""
SOURCE, RUBRIC = form(DRAWN)
FULL = {name: {"full": True} for name in RUBRIC.by_item}


@pytest.mark.parametrize(
    ("name", "finding", "words", "score"),
    [
        ("1.1-1", {"rule": 1, "note": "没有目标文件"}, "没有目标文件（不得分，追加扣15分）", "0"),
        ("1.1-1", {"rule": 2, "count": 2, "note": "两处不全"}, "两处不全（2处，扣4分）", "6"),
        ("1.2-1", {"rule": 1, "award": 7, "note": "培训较好"}, "培训较好（得7分）", "7"),
        ("1.3-1", {"rule": 1, "tier": "良", "award": 6, "note": "现场良好"}, "现场良好（得6分）", "6"),
        ("1.4-1", {"rule": 1, "value": 2, "note": "两处不合格"}, "两处不合格（扣5分）", "5"),
        ("1.4-1", {"rule": 1, "value": 4, "note": "四处不合格"}, "四处不合格，不得分", "0"),
    ],
)
def test_what_a_form_tells_comes_back_with_the_same_score(name: str, finding: dict[str, Any], words: str, score: str) -> None:
    made = prepare(SOURCE, RUBRIC).fill([given(RUBRIC, FULL | {name: {"findings": [finding]}})])
    assert words in shown(made.data)
    back = read_form(made.data, RUBRIC, kind="self").assessments[0]
    assert str(scored(RUBRIC, back).items[name].score) == score


def test_what_is_taken_besides_comes_back_as_the_finding_that_took_it() -> None:
    answer = Answer.model_validate({"findings": [{"rule": 1, "note": "没有目标文件"}]})
    made = prepare(SOURCE, RUBRIC).fill([given(RUBRIC, FULL | {"1.1-1": answer})])
    back = read_form(made.data, RUBRIC, kind="self").assessments[0]
    assert back.items["1.1-1"] == answer
    # 40 points: the item's 10 are gone, and 15 more of the first-level element
    assert scored(RUBRIC, back).elements["1"].score == 15
