"""``check`` compares every stated figure with every sum and count that it claims to be."""

from __future__ import annotations

import pytest

from rubrics.check import check_rubric
from rubrics.model import Element, Form, Item, Rubric, Rule, Stated, TotalRow
from rubrics.policy import Policy

RULE = Rule(text="未做的，扣1分", deduct=1)


def item(name, points, *rules):
    return Item(id=name, requirement="有", points=points, rules=rules or (RULE,), at="t1r2")


def element(code, points, *items, elements=(), kind="scored"):
    return Element(code=code, title="甲", points=points, items=items, elements=elements, kind=kind, at="t1r2")


def rubric(*elements, totals=(), stated=None, policy=None):
    return Rubric(
        id="r",
        title="评分细则",
        elements=elements,
        form=Form(totals=totals),
        stated=stated or Stated(),
        policy=policy or Policy(preset="gongmao"),
    )


SOUND = rubric(
    element("一", 10, item("1-1", 4), item("1-2", 6)),
    element("二", 5, item("2-1", 5)),
    totals=(TotalRow(label="小计", of="1", points=10), TotalRow(label="总计", through="2", points=15)),
    stated=Stated(points=15, elements=(2,), items=3),
)


def found(checked):
    return [(d.code, d.subject) for d in check_rubric(checked)]


def test_a_sound_rubric_has_nothing_to_say():
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"elements": (element("一", 11, item("1-1", 4), item("1-2", 6)), SOUND.elements[1])}, ("points-sum", "1")),
        ({"form": Form(totals=(TotalRow(label="小计", of="1", points=9),))}, ("total-sum", "1")),
        ({"form": Form(totals=(TotalRow(label="总计", through="2", points=16),))}, ("total-sum", None)),
        ({"form": Form(totals=(TotalRow(label="合计", through="1", points=15),))}, ("total-sum", None)),
        ({"stated": Stated(points=16)}, ("stated-total", None)),
        ({"stated": Stated(elements=(3,))}, ("stated-elements", None)),
        ({"stated": Stated(items=2)}, ("stated-items", None)),
    ],
)
def test_each_wrong_figure_is_told(change, expected):
    assert found(SOUND.model_copy(update=change)) == [expected]


def test_figures_are_named_in_the_sentence():
    wrong = SOUND.model_copy(update={"stated": Stated(points=16)})
    assert "16" in check_rubric(wrong)[0].sentence
    assert "15" in check_rubric(wrong)[0].sentence


def test_a_gap_in_the_codes_is_told():
    assert found(rubric(element("一", 5, item("1-1", 5)), element("三", 5, item("3-1", 5)))) == [("code-sequence", "3")]


def test_a_number_that_a_computed_row_has_in_the_sequence_is_no_gap():
    rows = (TotalRow(label="合计", code="2", through="1", points=5),)
    assert found(rubric(element("1", 5, item("1-1", 5)), element("3", 5, item("3-1", 5)), totals=rows)) == []


def test_bonus_points_are_no_part_of_the_total():
    bonus = element("3", 2, item("3-1", 2), kind="bonus")
    assert found(SOUND.model_copy(update={"elements": (*SOUND.elements, bonus), "stated": Stated(points=15)})) == []


def test_an_item_without_points_below_an_element_without_points_is_told():
    assert ("item-without-points", "1-1") in found(rubric(element("1", None, item("1-1", None))))


def test_items_of_an_element_with_points_need_none():
    assert found(rubric(element("1", 5, item("1-1", None), item("1-2", None)))) == []


def test_an_item_without_rules_is_told():
    bare = Item(id="1-1", requirement="有", points=5, at="t1r2")
    assert found(rubric(element("1", 5, bare))) == [("item-without-rules", "1-1")]


def test_a_rule_that_takes_more_than_there_is_is_told():
    assert found(rubric(element("1", 5, item("1-1", 5, Rule(text="扣15分", deduct=15))))) == [("rule-above-points", "1-1")]


def test_a_rule_that_was_not_understood_is_told_with_its_words():
    checked = rubric(element("1", 5, item("1-1", 5, Rule(text="酌情扣分", manual=True))))
    assert found(checked) == [("rule-not-understood", "1-1")]
    assert "酌情扣分" in check_rubric(checked)[0].sentence


def test_a_rubric_that_leaves_its_policy_open_is_told_what_is_missing():
    assert found(SOUND.model_copy(update={"policy": Policy()})) == [("policy-open", None)] * 3


def test_a_changed_copy_of_a_rubric_answers_from_what_it_holds_now():
    assert set(SOUND.by_item) == {"1-1", "1-2", "2-1"}
    assert set(SOUND.model_copy(update={"elements": SOUND.elements[:1]}).by_item) == {"1-1", "1-2"}
