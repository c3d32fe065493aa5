"""Which item of the new edition is which of the old one: wording before code, all together, and never a guess in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics.model import Element, Item, Rubric, Rule
from rubrics.revision import Kind, compare
from rubrics.revision.assignment import best_matches
from rubrics.revision.spans import spans

BOTTLES = "工业气瓶储存仓库安全标志完善，气瓶存放位置、间距、标志及存放量符合要求"
CRANES = "起重设备应标明起重吨位，并设有限位器、缓冲器、防碰撞装置、超载限制器"
FIRE = "设置符合要求的消防设备、设施、器材，定期检查、检验并有记录"
PAIRS = "dabiao"


def rubric(*elements: list[str] | tuple[str, list[str]]) -> Rubric:
    """Return a rubric with an element for each list of requirements, ``!`` before a clause of the item before it."""
    made = []
    for number, given in enumerate(elements, 1):
        title, lines = given if isinstance(given, tuple) else (f"要素{number}", given)
        items: list[Item] = []
        for line in lines:
            if line.startswith("!"):
                items[-1] = items[-1].model_copy(update={"rules": (*items[-1].rules, Rule(text=line[1:]))})
            else:
                items.append(Item(id=f"{number}-{len(items) + 1}", requirement=line, points=Decimal(5)))
        made.append(Element(code=str(number), title=title, items=tuple(items)))
    return Rubric(id=PAIRS, title="标准", elements=tuple(made))


def matched(old: Rubric, new: Rubric) -> set[str]:
    """Return the items of two rubrics as ``1-1 = 1-2 ?``, with a sign for doubt."""
    return {
        f"{' '.join(pair.old) or '+'} = {' '.join(pair.new) or '-'}{' ?' if pair.doubtful else ''}"
        for pair in compare(old, new).items
    }


def test_the_same_code_does_not_win_where_the_wording_is_another_items():
    assert matched(rubric([BOTTLES, CRANES]), rubric([FIRE, BOTTLES, CRANES])) == {"+ = 1-1", "1-1 = 1-2", "1-2 = 1-3"}


def test_items_that_changed_places_keep_their_words():
    assert matched(rubric([BOTTLES, CRANES, FIRE]), rubric([FIRE, CRANES, BOTTLES])) == {"1-1 = 1-3", "1-2 = 1-2", "1-3 = 1-1"}


def test_items_that_share_what_such_items_all_say_are_doubtful_where_nothing_else_speaks_for_them():
    checked = [f"{thing}定期检验，有检验报告。" for thing in ("起重机械", "压力容器", "电梯", "场内机动车辆")]
    boilers = [checked[0], checked[2], "锅炉定期检验，有检验报告。", checked[3]]
    assert matched(rubric(checked), rubric(boilers)) == {"1-1 = 1-1", "1-2 = 1-3 ?", "1-3 = 1-2", "1-4 = 1-4"}
    (doubtful,) = [pair for pair in compare(rubric(checked), rubric(boilers)).items if pair.doubtful]
    assert {(rival.old, rival.new) for rival in doubtful.rivals} == {("1-2", "1-2"), ("1-3", "1-3")}
    in_place = [checked[0], "锅炉定期检验，有检验报告。", *checked[2:]]
    assert "1-2 = 1-2" in matched(rubric(checked), rubric(in_place))


def test_white_space_width_of_signs_and_the_leading_number_say_nothing():
    old, new = rubric(["①储存仓库，标志完善；", "② GB 50016、间距"]), rubric(["1、储存仓库,标志 完善。", "（2）ＧＢ50016、间距"])
    revision = compare(old, new)
    assert revision.is_empty
    assert revision.summary.printed == 2


def test_figures_are_never_taken_for_a_leading_number_nor_joined():
    assert not compare(rubric(["1.5米以上的护栏齐全完好"]), rubric(["2.5米以上的护栏齐全完好"])).is_empty
    assert not compare(rubric(["间距不小于1 2米的护栏"]), rubric(["间距不小于12米的护栏"])).is_empty


def test_two_candidates_that_are_nearly_as_good_are_said_to_be_doubtful_with_the_other_one():
    old, new = rubric([FIRE + "，由专人负责"]), rubric([FIRE + "，由专人管理", FIRE + "，由专人保管"])
    pair = next(pair for pair in compare(old, new).items if pair.old and pair.new)
    assert pair.doubtful
    assert [rival.new for rival in pair.rivals] == [name for name in ("1-1", "1-2") if name not in pair.new]


def test_one_of_two_like_items_that_is_gone_is_doubtful():
    assert any(line.endswith("?") for line in matched(rubric(["其他要求", "其他要求"]), rubric(["其他要求"])))


def test_like_items_of_two_elements_stay_in_theirs():
    old = rubric(("现场", [FIRE, "其他要求"]), ("设备", [CRANES, "其他要求"]))
    new = rubric(("设备", [CRANES, "其他要求"]), ("现场", [FIRE, "其他要求"]))
    assert matched(old, new) == {"1-1 = 2-1", "1-2 = 2-2", "2-1 = 1-1", "2-2 = 1-2"}


def test_an_item_reworded_from_end_to_end_in_its_place_is_the_same_and_doubtful():
    old = rubric([BOTTLES, "对建设项目进行“三同时”管理。", "!未进行“三同时”管理的，不得分", CRANES])
    new = rubric([BOTTLES, "新建、改建、扩建项目的安全设施应执行“三同时”。", "!未进行“三同时”管理的，不得分", CRANES])
    assert matched(old, new) == {"1-1 = 1-1", "1-2 = 1-2 ?", "1-3 = 1-3"}


def test_what_has_nothing_in_common_is_gone_and_new_though_it_has_the_same_code():
    assert matched(rubric([BOTTLES, FIRE]), rubric([BOTTLES, "员工食堂应当取得餐饮服务许可"])) == {
        "1-1 = 1-1",
        "1-2 = -",
        "+ = 1-2",
    }


def test_an_item_in_three_parts_is_split_and_from_behind_merged():
    parts = [f"{words}。" for words in (BOTTLES, CRANES, FIRE)]
    whole = ["".join(parts)]
    assert matched(rubric(whole), rubric(parts)) == {"1-1 = 1-1 1-2 1-3"}
    assert compare(rubric(whole), rubric(parts)).items[0].kind is Kind.SPLIT
    assert compare(rubric(parts), rubric(whole)).items[0].kind is Kind.MERGED


def test_a_new_item_that_repeats_an_old_one_that_stays_is_no_part_of_it():
    assert matched(rubric([FIRE, BOTTLES]), rubric([FIRE, BOTTLES, FIRE + "，每月一次"])) == {"1-1 = 1-1", "1-2 = 1-2", "+ = 1-3"}


def test_the_best_of_all_together_is_taken_not_each_in_its_turn():
    assert best_matches({(0, 0): 9, (0, 1): 8, (1, 0): 8}) == [(0, 1), (1, 0)]
    assert best_matches({(0, 0): 9, (1, 0): 4}) == [(0, 0)]
    assert best_matches({}) == []


@pytest.mark.parametrize(("count", "more"), [(300, 0), (300, 1)])
def test_hundreds_of_like_items_do_not_take_minutes(count, more):
    revision = compare(rubric(["每处不符合的要求"] * count), rubric(["每处不符合的要求"] * (count + more)))
    assert revision.summary.items.same == count
    assert revision.summary.items.new == more


def test_texts_of_a_million_signs_do_not_take_minutes():
    old, new = rubric(["甲乙丙丁" * 250_000, FIRE]), rubric(["丁丙乙甲" * 250_000, FIRE])
    pairs = compare(old, new).by_old_item
    assert pairs["1-2"].kind is Kind.SAME
    assert spans("甲乙丙丁" * 250_000, "丁丙乙甲" * 250_000)[0].kind == "gone"
