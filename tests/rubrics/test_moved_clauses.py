"""A clause that went into another item: told as one that moved, and its findings go along or are kept, never at a wrong price."""

from __future__ import annotations

import pytest

from rubrics.revision import compare
from rubrics.revision.migrating import migrate, set_aside
from scoring import check_answers, score
from tests.rubrics.editions import edition, migrated, way, whys
from tests.rubrics.revised.told import told

OLD = """
1 机构 20
- 1-1 10 设置安全生产管理机构并配备人员 | 未配备专职安全生产管理人员的，扣4分；管理人员未取得合格证书的，每人扣2分
- 1-2 10 主要负责人与管理人员接受安全培训 | 无培训计划的，扣3分
2 现场 10
- 2-1 10 作业现场整洁有序，通道畅通无阻 | 每处不符合扣1分
"""
MOVED = """
1 机构 20
- 1-1 10 设置安全生产管理机构并配备人员 | 未配备专职安全生产管理人员的，扣4分
- 1-2 10 主要负责人与管理人员接受安全培训 | 无培训计划的，扣3分；管理人员未取得合格证书的，每人扣3分
2 现场 10
- 2-1 10 作业现场整洁有序，通道畅通无阻 | 每处不符合扣1分
"""


def carried(*answers: str, new: str = MOVED):
    """Return the answers carried over into the edition in which the clause about certificates stands in 1-2."""
    return migrated(edition(OLD), edition(new, "2"), *answers, "2-1 full")


def findings(found, name):
    """Return the findings at an item, each ``rule x count``."""
    return [f"{one.rule}x{one.count or 1}" for one in found.assessment.items[name].findings]


def test_is_told_in_both_items_and_counted_as_one_that_moved():
    revision = compare(edition(OLD), edition(MOVED))
    assert told(revision) == [
        "1-1/2: to 1-2/2",
        "1-2/2: deduct 2 > 3",
        "1-2/2: from 1-1/2",
        "1-2/2: text",
    ]
    assert (revision.summary.rules.moved, revision.summary.rules.new, revision.summary.rules.gone) == (1, 0, 0)
    assert [pair.tendency.value for pair in revision.items] == ["unclear", "unclear", "neither"]


def test_a_clause_that_says_nearly_the_same_there_moved_too():
    new = MOVED.replace("管理人员未取得合格证书", "安全管理人员没有取得合格证书")
    assert "1-1/2: to 1-2/2" in told(compare(edition(OLD), edition(new)))


def test_one_of_two_that_went_there_is_doubtful():
    old = OLD.replace("每处不符合扣1分", "管理人员未取得合格证书的，每人扣2分")
    new = MOVED.replace("每处不符合扣1分", "通道堵塞的，扣1分")
    assert "1-2/2: from 1-1/2 ?" in told(compare(edition(old), edition(new)))


def short(old_words: str, new_words: str, elsewhere: str = "每处不符合扣1分"):
    """Return the editions with a short clause in the place of the one about certificates."""
    certificate = "管理人员未取得合格证书的，每人扣"
    old, new = OLD.replace(f"{certificate}2分", old_words), MOVED.replace(f"{certificate}3分", new_words)
    return (edition(text.replace("每处不符合扣1分", elsewhere)) for text in (old, new))


def test_a_few_words_that_no_other_clause_says_may_have_moved():
    revision = compare(*short("无证书的，扣2分", "无证书的，扣2分"))
    assert told(revision) == ["1-1/2: to 1-2/2 ?", "1-2/2: from 1-1/2 ?"]
    assert [pair.tendency.value for pair in revision.items] == ["unclear", "unclear", "neither"]
    assert set(whys(migrated(*short("无证书的，扣2分", "无证书的，扣2分"), "1-1 1", "1-2 1", "2-1 full"))) == {"1-2"}


@pytest.mark.parametrize(
    ("old_words", "new_words", "elsewhere"),
    [
        ("无证书的，扣2分", "无证书的，扣2分", "无证书的，扣2分"),  # stands elsewhere as well
        ("无证书的，扣2分", "无证书的，扣3分", "每处不符合扣1分"),  # costs something else there
        ("每处不符合扣2分", "每处不符合扣2分", "每处不符合扣1分"),  # an item kept it at another price
        ("无的扣2分", "无的扣2分", "每处不符合扣1分"),  # says next to nothing
    ],
)
def test_words_that_stand_everywhere_are_gone_here_and_new_there(old_words, new_words, elsewhere):
    assert told(compare(*short(old_words, new_words, elsewhere))) == ["1-1/2: -", "1-2/2: +"]


def test_a_clause_that_another_item_kept_did_not_move():
    old, new = (text.replace("每处不符合扣1分", "管理人员未取得合格证书的，每人扣2分") for text in (OLD, MOVED))
    assert told(compare(edition(old), edition(new))) == ["1-1/2: -", "1-2/2: +"]


def test_a_clause_that_came_is_told_from_a_gone_one_of_the_same_number():
    old = OLD.replace("未配备专职安全生产管理人员的，扣4分；", "").replace(
        "无培训计划的，扣3分", "未制定年度安全培训计划的，扣3分"
    )
    new = old.replace("管理人员未取得合格证书的，每人扣2分", "未制定年度安全培训计划的，扣3分")
    new = new.replace("阻 | 每处不符合扣1分", "阻 | 管理人员未取得合格证书的，每人扣2分")
    new = new.replace("训 | 未制定年度安全培训计划的，扣3分", "训 | 培训档案缺少签到记录的，扣1分")
    revision = compare(edition(old), edition(new))
    assert {"1-1/1: to 2-1/1", "1-1/1: from 1-2/1"} <= {*told(revision)}
    found = migrated(edition(old), edition(new, "2"), "1-1 1x3", "1-2 1", "2-1 full")
    assert {answer.item for answer in found.assessment.again.items["1-1"].old} == {"1-1", "1-2"}


def test_what_was_found_goes_along_and_costs_what_it_costs_there():
    found = carried("1-1 1 2x2", "1-2 1")
    assert whys(found) == {}
    assert (findings(found, "1-1"), findings(found, "1-2")) == (["1x1"], ["1x1", "2x2"])
    card = score(edition(MOVED, "2"), found.assessment)
    assert (card.items["1-1"].score, card.items["1-2"].score) == (6, 1)


def test_where_nothing_else_was_found_the_item_is_full_and_the_other_no_more():
    found = carried("1-1 2x1", "1-2 full")
    assert whys(found) == {}
    assert found.assessment.items["1-1"].full
    assert findings(found, "1-2") == ["2x1"]


def test_where_nothing_was_found_under_it_both_answers_hold():
    found = carried("1-1 1", "1-2 full")
    assert whys(found) == {}
    assert (findings(found, "1-1"), found.assessment.items["1-2"].full) == (["1x1"], True)


@pytest.mark.parametrize("first", ["1-1 n/a", "1-1 =5"])
def test_where_nobody_looked_at_it_by_its_clauses_the_other_item_is_to_be_assessed_again(first):
    found = carried(first, "1-2 full")
    assert "clause-moved" in whys(found)["1-2"]
    assert {one.item for one in found.assessment.again.items["1-2"].old} == {"1-1", "1-2"}


def test_where_the_other_item_was_not_assessed_by_its_clauses_the_finding_is_kept_beside_it():
    found = carried("1-1 1 2x2", "1-2 n/a")
    assert whys(found) == {"1-2": ["clause-moved"]}
    assert findings(found, "1-1") == ["1x1"]
    kept = {one.item: [finding.rule for finding in one.answer.findings] for one in found.assessment.again.items["1-2"].old}
    assert kept == {"1-2": [], "1-1": [1, 2]}


def test_where_the_other_item_was_not_assessed_at_all_the_finding_is_kept_beside_it():
    found = carried("1-1 2x2")
    assert whys(found) == {"1-2": ["clause-moved"]}
    assert found.assessment.items["1-1"].full


def test_where_the_item_means_something_else_now_both_are_to_be_assessed_again():
    found = carried("1-1 2x2", "1-2 full", new=MOVED.replace("并配备人员", "且配备三名以上人员"))
    assert whys(found) == {"1-1": ["requirement"], "1-2": ["clause-moved"]}
    assert {one.item for one in found.assessment.again.items["1-2"].old} == {"1-1", "1-2"}


def test_where_its_unit_is_another_there_nothing_goes_along():
    found = carried("1-1 2x2", "1-2 full", new=MOVED.replace("每人扣3分", "每次扣3分"))
    assert whys(found) == {"1-1": ["clause-gone"], "1-2": ["clause-new"]}


def test_where_a_new_item_has_it_the_finding_is_kept_beside_that():
    own = "未建立持证上岗台账的，扣3分；台账未按月动态更新的，每次扣1分"
    item = f"- 2-2 5 建立持证上岗台账，明确责任部门，按月动态更新并公示 | {own}；管理人员未取得合格证书的，每人扣2分"
    new = MOVED.replace("；管理人员未取得合格证书的，每人扣3分", "") + item
    found = carried("1-1 1 2x2", "1-2 full", new=new)
    assert whys(found) == {"2-2": ["new", "clause-moved"]}
    assert findings(found, "1-1") == ["1x1"]


def test_an_item_by_merit_lets_nothing_go_for_without_a_finding_it_is_worth_nothing():
    old, new = (text.replace("未配备专职安全生产管理人员的，扣4分", "配备专职安全生产管理人员的，得4分") for text in (OLD, MOVED))
    found = migrated(edition(old), edition(new, "2"), "1-1 1 2x2", "1-2 full", "2-1 full")
    assert whys(found) == {"1-1": ["clause-gone"], "1-2": ["clause-new"]}


def test_what_the_new_edition_refuses_is_to_be_assessed_again_with_both_answers():
    found = set_aside(carried("1-1 1 2x2", "1-2 1"), [("items", "1-2", "findings", 1)])
    assert whys(found) == {"1-2": ["refused"]}
    assert {one.item for one in found.assessment.again.items["1-2"].old} == {"1-1", "1-2"}


def test_a_finding_under_the_number_that_the_clause_has_there_stays():
    new = MOVED.replace(
        "无培训计划的，扣3分；管理人员未取得合格证书的，每人扣3分", "管理人员未取得合格证书的，每人扣3分；无培训计划的，扣3分"
    )
    found = carried("1-1 1", "1-2 1", new=new)
    assert (findings(found, "1-1"), findings(found, "1-2")) == (["1x1"], ["2x1"])
    back = migrate(way(edition(new, "2"), edition(OLD)), found.assessment)
    assert (findings(back, "1-1"), findings(back, "1-2")) == (["1x1"], ["1x1"])


def test_there_and_back_gives_what_it_was():
    found = carried("1-1 1 2x2", "1-2 1")
    old, new = edition(OLD), edition(MOVED, "2")
    again = migrate(way(new, old), found.assessment)
    assert whys(again) == {}
    assert again.assessment.items == found.before.items
    assert check_answers(old, again.assessment) == []
