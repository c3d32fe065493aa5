"""What an answer of the old edition still says under the new one: price, meaning, unit, points."""

from __future__ import annotations

import pytest

from rubrics.revision.holding import meant
from scoring import score
from tests.rubrics.editions import edition, migrated, whys

OLD = """
1 目标 10
- 1-1 6 制定年度安全生产目标并形成文件 | 未制定年度安全目标的，不得分；目标与企业实际不相符的，每处扣2分
- 1-2 4 对目标的实施情况进行考核 | 未按季度进行考核的，扣3分；考核记录不全的，每次扣1分
"""
ANSWERS = ("1-1 2x2", "1-2 full")


def changed(*pairs: tuple[str, str]):
    """Return the new edition in which each first text is replaced by the second."""
    text = OLD
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return edition(text, "2")


def answers(new, *given):
    """Return the answers that were carried over, and why others were not."""
    found = migrated(edition(OLD), new, *(given or ANSWERS))
    carried = {name: found.assessment.items[name] for name in found.carried}
    return carried, whys(found)


@pytest.mark.parametrize(
    "pairs",
    [
        (("每处扣2分", "每处扣3分"),),
        (("每处扣2分", "每处扣0.5分"),),
        (("- 1-1 6", "- 1-1 8"), ("目标 10", "目标 12")),
        (("不得分；目标", "扣5分；目标"),),
        (("扣3分；考核", "不得分；考核"),),
        (("制定年度安全生产目标并形成文件", "制定年度安全生产目标，并形成文件。"),),
        (("考核记录不全的，每次", "考核记录不全的 每次"),),
        (("目标 10", "安全目标 10"),),
    ],
)
def test_a_price_the_points_a_title_or_a_comma_leave_every_answer_as_it_is(pairs):
    carried, again = answers(changed(*pairs))
    assert again == {}
    assert carried["1-1"].findings[0].rule == 2
    assert carried["1-2"].full


@pytest.mark.parametrize(
    ("pair", "name", "why"),
    [
        (("并形成文件", "并以文件形式发布"), "1-1", "requirement"),
        (("与企业实际不相符", "与企业及行业实际不相符"), "1-1", "clause"),
        (("每处扣2分", "每项扣2分"), "1-1", "clause"),
        (("未按季度", "未按月"), "1-2", "clause"),
        (("每次扣1分", "每次扣1分；未公布考核结果的，扣1分"), "1-2", "clause-new"),
        (("；目标与企业实际不相符的，每处扣2分", ""), "1-1", "clause-gone"),
    ],
)
def test_another_meaning_is_to_be_assessed_again_with_the_old_answer_beside_it(pair, name, why):
    carried, again = answers(changed(pair))
    assert again == {name: [why]}
    assert name not in carried


def test_a_cap_that_comes_or_goes_leaves_the_answer_and_prices_it_anew():
    capped = changed(("每处扣2分", "每处扣2分，扣完3分为止"))
    there = migrated(edition(OLD), capped, "1-1 2x2", "1-2 full")
    assert whys(there) == {}
    assert score(capped, there.assessment).items["1-1"].score == 3
    back = migrated(capped, edition(OLD), "1-1 2x2", "1-2 full")
    assert whys(back) == {}
    assert score(edition(OLD), back.assessment).items["1-1"].score == 2


def test_words_beside_a_cap_are_no_part_of_it():
    capped = changed(("不相符的，每处扣2分", "不相符或未公示的，每处扣2分，扣完3分为止"))
    assert whys(migrated(edition(OLD), capped, "1-1 2x2", "1-2 full")) == {"1-1": ["clause"]}


def test_a_clause_that_is_gone_leaves_the_answers_under_the_others():
    gone = changed(("未制定年度安全目标的，不得分；", ""))
    carried, again = answers(gone)
    assert again == {}
    assert [(one.rule, one.count) for one in carried["1-1"].findings] == [(1, 2)]


def test_a_finding_goes_with_its_clause_to_its_new_number():
    zero, each = "未制定年度安全目标的，不得分", "目标与企业实际不相符的，每处扣2分"
    new = changed((f"{zero}；{each}", f"{each}；{zero}"))
    carried, _ = answers(new, "1-1 1 2x2")
    assert sorted((one.rule, one.count) for one in carried["1-1"].findings if one.count) == [(1, 2)]
    assert {one.rule for one in carried["1-1"].findings} == {1, 2}


def test_a_figure_in_the_condition_is_no_price():
    old = edition("1 培训 10\n- 1-1 10 组织安全培训考核 | 超过2人不合格的，扣2分")
    new = edition("1 培训 10\n- 1-1 10 组织安全培训考核 | 超过3人不合格的，扣3分")
    assert whys(migrated(old, new, "1-1 full")) == {"1-1": ["clause"]}


def test_the_assessors_own_figure_holds_only_where_nothing_about_its_price_changed():
    assert answers(changed(("每处扣2分", "每处扣3分")), "1-1 =3")[1] == {"1-1": ["own-figure"]}
    assert answers(changed(("每次扣1分", "每次扣0.5分")), "1-1 =3")[1] == {}


def test_a_picked_figure_holds_only_where_its_range_does():
    old = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 现场脏乱的，扣1-5分；通道堵塞的，每处扣1分")
    new = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 现场脏乱的，扣2-6分；通道堵塞的，每处扣1分")
    assert whys(migrated(old, new, "1-1 1$3")) == {"1-1": ["own-figure"]}
    assert whys(migrated(old, new, "1-1 2x2")) == {}


def test_a_figure_that_was_given_holds_only_where_its_range_does():
    old = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 现场整洁的，得6-8分；通道畅通的，得2分")
    new = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 现场整洁的，得5-7分；通道畅通的，得2分")
    assert whys(migrated(old, new, "1-1 1+7")) == {"1-1": ["own-figure"]}
    assert whys(migrated(old, new, "1-1 2")) == {}


def test_what_is_taken_besides_is_a_price():
    old = edition("1 现场 30\n- 1-1 10 现场整洁有序 | 现场脏乱的，不得分，并追加扣除10分")
    new = edition("1 现场 30\n- 1-1 10 现场整洁有序 | 现场脏乱的，不得分，并追加扣除15分")
    found = migrated(old, new, "1-1 1")
    assert whys(found) == {}
    assert [(touch.field, touch.old, touch.new) for touch in found.carried["1-1"].touches] == [("further", "10", "15")]


def test_that_an_item_does_not_apply_holds_while_the_requirement_does():
    assert answers(changed(("未按季度", "未按月")), "1-2 n/a")[1] == {}
    assert answers(changed(("对目标的实施情况", "对目标和指标的实施情况")), "1-2 n/a")[1] == {"1-2": ["requirement"]}


def test_a_clause_that_only_limits_is_no_reason_to_look_again_but_is_told():
    old = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 通道堵塞的，每处扣1分")
    new = edition("1 现场 10\n- 1-1 10 现场整洁有序 | 通道堵塞的，每处扣1分；本项最多扣5分")
    found = migrated(old, new, "1-1 1x8")
    assert whys(found) == {}
    assert [(one.field, one.new) for one in found.carried["1-1"].touches] == [("clause-added", "本项最多扣5分")]
    assert whys(migrated(old, new, "1-1 =3")) == {"1-1": ["own-figure"]}


def test_another_method_leaves_the_answer_and_is_told():
    old = edition(OLD)
    item = old.elements[0].items[0].model_copy(update={"method": "查资料、询问"})
    first = old.elements[0].model_copy(update={"items": (item, old.elements[0].items[1])})
    found = migrated(old, old.model_copy(update={"version": "2", "elements": (first,)}), "1-1 =3", "1-2 full")
    assert whys(found) == {}
    assert [(one.field, one.new, one.is_price) for one in found.carried["1-1"].touches] == [("method", "查资料、询问", False)]


def test_what_carries_a_changed_price_is_told():
    found = migrated(edition(OLD), changed(("每处扣2分", "每处扣3分"), ("- 1-1 6", "- 1-1 8")), *ANSWERS)
    touches = [(one.field, one.old, one.new, one.rule) for one in found.carried["1-1"].touches]
    assert touches == [("points", "6", "8", None), ("deduct", "2", "3", 2)]
    assert found.carried["1-2"].touches == ()


@pytest.mark.parametrize(
    ("one", "other"), [("扣1-5分", "扣15分"), ("扣0.5分", "扣05分"), ("低于80%", "低于80"), ("第1、2项", "第12项"), ("甲", "乙")]
)
def test_signs_inside_figures_are_part_of_the_meaning(one, other):
    assert meant(one) != meant(other)
