"""A scoring table is found among other tables; parts of one standard are one rubric, several standards are several."""

from __future__ import annotations

import pytest

from normalize.standard import normalize, normalize_all
from rubrics.errors import NoStandardError
from tests.normalize.drawn import document, drawn

SCORING = """考核项目 | 考核内容 | 评分标准 | 分值 | 得分
一、甲（5分） | 有制度 | 未建立的，不得分 | 5 |
二、乙（5分） | 有记录 | 缺一项扣1分 | 5 | """
CONTACTS = "姓名 | 电话\n张三 | 123"
SCHEDULE = "序号 | 项目 | 完成时间 | 责任人\n1 | 动员 | 3月 | 张三\n2 | 检查 | 5月 | 李四"


def made(*blocks):
    return document(*(drawn(b) if "|" in b else b for b in blocks), name="notice.docx")


def test_the_scoring_table_is_found_among_others():
    result = normalize(
        made("关于印发的通知", CONTACTS, "附件1", SCHEDULE, "附件2", "某某考核评分标准", SCORING, "附件3", CONTACTS)
    )
    assert (result.rubric.title, len(result.rubric.by_item)) == ("某某考核评分标准", 2)
    assert [t.table for t in result.rubric.source.tables] == [7]


def test_what_was_left_out_is_told_with_the_reason():
    result = normalize(made(CONTACTS, SCHEDULE, "某某考核评分标准", SCORING))
    told = [(d.code, d.place.table) for d in result.diagnostics if d.code.startswith("table-")]
    assert told == [("table-not-scoring", 1), ("table-nearly-scoring", 2)]


def test_two_standards_in_one_document_are_two_rubrics():
    both = made("附件1", "甲类企业考核评分标准", SCORING, "注：解释权归省局。", "附件2", "乙类企业考核评分标准", SCORING)
    first, second = normalize_all(both)
    assert (first.rubric.title, second.rubric.title) == ("甲类企业考核评分标准", "乙类企业考核评分标准")
    assert (first.rubric.id, second.rubric.id) == ("notice", "notice-2")
    assert first.rubric.notes_below == ("注：解释权归省局。",)
    assert second.rubric.notes == ()


def test_two_standards_where_one_is_asked_for_are_an_error_that_names_them():
    with pytest.raises(NoStandardError, match="乙类企业考核评分标准"):
        normalize(made("甲类企业考核评分标准", SCORING, "乙类企业考核评分标准", SCORING))


def test_tables_with_other_headings_are_another_standard():
    other = SCORING.replace("考核内容", "达标标准").replace("评分标准", "评分方式")
    assert len(normalize_all(made("甲类企业考核评分标准", SCORING, "说明", other))) == 2


def test_tables_that_count_on_are_one_standard():
    second = SCORING.replace("一、甲", "三、丙").replace("二、乙", "四、丁")
    found = normalize_all(made("某某考核评分标准", SCORING, "某某考核评分表", second))
    assert [[e.code for e in one.rubric.elements] for one in found] == [["一", "二", "三", "四"]]


def test_a_table_may_be_named():
    result = normalize(made("甲类企业考核评分标准", SCORING, "乙类企业考核评分标准", SCORING), tables={4})
    assert [t.table for t in result.rubric.source.tables] == [4]


def test_a_named_table_is_taken_though_its_headings_are_strange():
    strange = "事项 | 要点 | 怎么扣 | 数\n一、甲（5分） | 有制度 | 未建立的，不得分 | 5\n二、乙（5分） | 有记录 | 缺一项扣1分 | 5"
    result = normalize(made("某某考核评分标准", strange), tables={2})
    assert [(i.requirement, i.points) for i in result.rubric.by_item.values()] == [("有制度", 5), ("有记录", 5)]


def test_a_table_that_is_not_there_is_an_error():
    with pytest.raises(NoStandardError) as caught:
        normalize(made("某某考核评分标准", SCORING), tables={9})
    assert caught.value.code == "no-such-table"


def test_a_document_without_a_scoring_table_gives_an_answer_not_an_empty_rubric():
    with pytest.raises(NoStandardError) as caught:
        normalize(made("通知", CONTACTS))
    assert caught.value.code == "no-scoring-table"
    with pytest.raises(NoStandardError, match="no table was found in it"):
        normalize(made("通知"))
