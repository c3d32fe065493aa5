"""Forms whose rows people changed in Word: what is still certain is read, and the rest is told, never guessed."""

from __future__ import annotations

import re

import pytest

from render import prepare
from render.reading import ReadForm, read_form
from rubrics.errors import FormError
from rubrics.values import show
from scoring import score
from tests.render.forms import FULL, codes, document_xml, filled, form, given, imported, repacked
from tests.wordfile import docx, table

HEADER = "一级要素 | 二级要素 | 达标标准 | 分值 | 评分方式 | 扣分说明 | 扣分 | 得分"
FIRST, SECOND, THIRD, FOURTH = (
    "一、管理（30分） | 1.1目标（20分） | 制定目标。 | 10 | 一处扣2分。 | 过时（扣2分） | 2 | 8",
    "^ | ^ | 考核目标。 | 10 | 未考核的，不得分。 | 符合要求 | 0 | 10",
    "^ | 1.2机构（10分） | 设置机构。 | 10 | 未设置的，不得分。 | 缺人（扣3分） | 3 | 7",
    "二、现场（20分） | 2.1通道（20分） | 通道畅通。 | 20 | 一处扣2分。 | 堵塞（2处，扣4分） | 4 | 16",
)
SUM_1, SUM_2, ALL = (
    "小计 | < | < | 30 | < | < | 5 | 25",
    "小计 | < | < | 20 | < | < | 4 | 16",
    "合计 | < | < | 50 | < | < | 9 | 41",
)
ROWS = [FIRST, SECOND, THIRD, SUM_1, FOURTH, SUM_2, ALL]
SCORES = {"1.1-1": "8", "1.1-2": "10", "1.2-1": "7", "2.1-1": "16"}


def word(*rows: str, header: str = HEADER) -> bytes:
    return docx("某市企业达标评分细则", table("\n".join([header, *rows])))


def blank(third: str = "设置机构。") -> bytes:
    """Return the form without what people wrote, and without its sum rows."""
    rows = [row.replace("设置机构。", third) for row in ROWS if "<" not in row]
    return word(*(f"{row.rsplit(' | ', 3)[0]} | | |" for row in rows))


RUBRIC = imported(blank())


def read(*rows: str, header: str = HEADER) -> ReadForm:
    return read_form(word(*rows, header=header), RUBRIC, kind="self")


def scores(form: ReadForm) -> dict[str, str]:
    """Return the score of each item that has one."""
    cards = score(RUBRIC, form.assessments[0]).items
    return {name: show(card.score) for name, card in cards.items() if card.score is not None}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in SCORES.items() if name not in names}


def test_the_rows_as_they_were_printed_say_nothing_more():
    form = read(*ROWS)
    assert scores(form) == SCORES
    assert codes(form) == []


def test_an_item_whose_row_was_deleted_is_unassessed_and_told():
    form = read(FIRST, THIRD, SUM_1, FOURTH, SUM_2, ALL)
    assert scores(form) == without("1.1-2")
    assert [(d.code, d.figures["items"]) for d in form.diagnostics] == [("read-rows-missing", "1.1-2")]


@pytest.mark.parametrize("row", ["^ | ^ | 补充检查。 | | | 说明 | | ", "^ | ^ | 补充检查。 | 5 | 一处扣1分。 | 说明 | 1 | 4"])
def test_a_row_that_people_added_is_told_and_not_read(row: str):
    form = read(FIRST, SECOND, row, *ROWS[2:])
    assert scores(form) == SCORES
    assert [(d.code, str(d.place), d.figures["texts"]) for d in form.diagnostics] == [("read-rows-unknown", "t1r4", "补充检查。")]


@pytest.mark.parametrize("printed", ["制定目标。 | 12", "制定年度目标。 | 10"])
def test_a_row_of_other_points_or_words_is_no_item_of_the_rubric(printed: str):
    form = read(FIRST.replace("制定目标。 | 10", printed), *ROWS[1:])
    assert scores(form) == without("1.1-1")
    assert codes(form) == ["read-rows-missing", "read-rows-unknown"]


def test_elements_in_another_order_are_read_and_told_and_their_sums_checked():
    form = read(FOURTH, SUM_2.replace("16", "15"), FIRST, SECOND, THIRD, SUM_1, ALL)
    assert scores(form) == SCORES
    assert [(d.code, d.figures.get("computed")) for d in form.diagnostics] == [
        ("read-rows-moved", None),
        ("read-sum-differs", "16"),
    ]


def test_words_in_a_row_of_their_own_are_told():
    form = read(FIRST, "^ | ^ | ^ | ^ | ^ | 另见附件 | | ", *ROWS[1:])
    assert scores(form) == SCORES
    assert [(d.code, str(d.place), d.figures["text"]) for d in form.diagnostics] == [
        ("read-words-elsewhere", "t1r3c6", "另见附件")
    ]


def test_two_items_of_the_same_words_are_told_apart_by_their_elements():
    first, _, third, *rest = [row.replace("设置机构。", "制定目标。") for row in ROWS]
    rubric = imported(blank("制定目标。"))
    form = read_form(word(first, third, *rest), rubric, kind="self")
    assert codes(form) == ["read-rows-missing"]
    answers = form.assessments[0].items
    assert [answers[name].score for name in ("1.1-1", "1.2-1")] == [8, 7]


def test_a_document_that_has_little_of_the_standard_is_refused():
    with pytest.raises(FormError):
        read(FIRST, SECOND)


def test_what_a_form_carries_about_a_deleted_row_is_not_believed():
    rubric = RUBRIC
    answers = {"1.1-1": FULL, "1.1-2": FULL, "1.2-1": FULL, "2.1-1": FULL}
    data = prepare(blank(), rubric).fill([given(rubric, answers)], carries=True).data
    assert set(read_form(data, rubric).assessments[0].items) == set(answers)
    form = read_form(_without_row(data, "考核目标。"), rubric)
    assert "1.1-2" not in form.assessments[0].items
    assert codes(form) == ["read-rows-missing", "read-edited"]


def _without_row(data: bytes, words: str) -> bytes:
    xml = document_xml(data)
    row = next(row for row in re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL) if words in row)
    return repacked(data, xml.replace(row, ""))


SHARED_SCORE = """
A级要素 | B级要素 | 企业达标要求 | 扣分项 | 扣分说明 | 扣分 | 得分
1 目标（30分） | 1.1 方针（20分） | 制定方针。 | 1.未制定方针，扣5分； | | |
^ | ^ | 公布方针。 | 1.未公布方针，扣3分； | | | ^
^ | 1.2 指标（10分） | 分解指标。 | 1.未分解指标，扣2分； | | |
"""


def test_a_score_that_items_share_says_nothing_against_one_of_them_that_does_not_apply():
    source, rubric = form(SHARED_SCORE)
    answers = {"1.1-1": {"findings": [{"rule": 1, "note": "没有方针"}]}, "1.1-2": {"not_applicable": "不公布"}, "1.2-1": FULL}
    back = read_form(filled(source, rubric, answers).data, rubric, kind="self")
    assert codes(back) == []
    assert back.assessments[0].items == given(rubric, answers).assessment.items
    alone = filled(source, rubric, answers | {"1.2-1": {"not_applicable": "无"}}).data
    wrong = repacked(alone, document_xml(alone).replace(">/<", ">10<"))
    assert "read-not-applicable-scored" in codes(read_form(wrong, rubric, kind="self"))
