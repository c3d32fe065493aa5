"""Two standards revised by hand, with every difference listed by hand: all are found, and nothing else."""

from __future__ import annotations

import pytest

from rubrics.revision import Kind, Tendency, compare
from tests.rubrics.revised import garage, hainan, hangzhou, jiangsu
from tests.rubrics.revised.told import told

JIANGSU = """
date — > 2025-03-01
issuer — > 江苏省应急管理厅
supersedes +
version — > 2025年修订
notes
notes
stated.elements.2 20 > 21
policy.grades.三级达标.at_least 60 > 65
policy.rounding.places 1 > 0
form.totals.小计 (2).points 240 > 238
form.totals.小计 (3).points 120 > 112
form.totals.小计 (4).points 40 > 50

E1.4: points 32 > 30
E1.7: points 20 > 16
E+ 1.8
E2: points 240 > 238
E2.1: points 80 > 88
E2.2: points 160 > 150
E3: points 120 > 112
E3.1: points 40 > 32
E3.3: title 警示标志 > 安全警示标志和标识
E4 = 5: moved
E4: points 40 > 50

1.2-3 = 1.2-3 1.2-4: split
1.3-2/1: deduct — > 2
1.3-2/1: text
1.3-2/1: zero item > —
1.4-4: points 6 > 4
+ 1.5-1
1.5-3: points 6 > 4
1.5-4: points 8 > 4
1.5-5/1: per 人次 > 人
1.5-5/1: text
1.6-2/1: +
1.7-1/2: deduct 1 > —
1.7-1/2: per 处 > —
1.7-1/2: text
1.7-1/2: zero — > item
- 1.7-2
1.7-2: requirement
+ 1.8-1
2.1-2/2: +
3.1-4 = 2.1-4: moved
2.1-5 2.1-6 = 2.1-6: merged
2.2-12: points 18 > 8
2.2-7/1: deduct 4 > 2
2.2-7/1: text 每处不符合，扣4分 > 每处不符合，扣2分
3.2-1 = 3.2-3: moved
3.2-2/2: deduct 2 > 3
3.2-2/2: text 记录不全的，每处扣2分 > 记录不全的，每处扣3分
4.1-1/3: +
4.2-1: points 8 > 12
4.2-2: requirement
4.3-2: points 6 > 12
5.2-1/1: cap — > 12
5.2-1/1: text
6.1-1/4: -
"""

GARAGE = """
date — > 2024-07-01
points 1000 > 1010
supersedes +
title
version — > 2024
notes_below +
notes_below -
policy.grades.三级.at_least 600 > 650
policy.grades.三级.mandatory_stars 3 > 2
policy.grades.二级.elements.at_least — > 60
policy.grades.基本达标 — > 基本达标
policy.grades.基本达标.at_least — > 550
policy.grades.基本达标.of — > points
policy.once — > True
form.columns 考评方法 > 考评方式
form.columns 自评摘要 > —

E5: points 50 > 60
E+ 7
E+ 7.1
E8: title 科技创新与信息化 > 科技支撑与信息化
E8.1 8.2 = 9.1: merged
E10: points 140 > 150
E11: points 50 > 55
E12: points 70 > 65
E- 12.2
E13: points 35 > 25
E14.1 = 15.1 15.2: split
E16/1: +
E17: points 35 > 25

2.1-3/2: cap 5 > —
2.1-3/2: deduct 2 > 4
2.1-3/2: text
2.1-3/3: cap 5 > 3
2.1-3/3: text
3.1-4/3: per 人次 > —
3.1-4/3: text
3.2-1/3: text
5.1-3: method
12.2-1 = 5.2-3: moved
6.1-2: stars 3 > 2
+ 7.1-1
8.2-1: points 10 > 20
- 7.2-2
9.3-2/3: deduct 1 > 2
9.3-2/3: text
+ 10.1-1
10.1-6: stars — > 3
10.1-6/5: +
9.4-1 9.4-2 = 10.4-1: merged
10.4-1: of 9.4-2 method
10.6-2/2: deduct 5 > —
10.6-2/2: text
10.6-2/2: zero — > item
11.2-3: points 5 > 10
12.2-5: points 10 > 5
13.1-2 = 14.1-2 14.1-3: split
14.1-2 14.1-3: of 14.1-3 method -
14.1-2 14.1-3: of 14.1-3 stars 2 > —
14.2-1: stars 1 > —
14.1-3/5: -
15.3-3: requirement
17.3-1: points 20 > 10
"""

HANGZHOU = """
points 100 > 135
supersedes +
title
version — > 2026
form.columns 评价情况描述 > 考评情况描述
form.totals.合计 (6).points 100 > 123
policy.bonus.cap — > 8
policy.formula points > percent
policy.grades.可申报.at_least 85 > 80
policy.grades.可申报.of points > result
policy.rounding.mode — > half-up
policy.rounding.places — > 1

E+ 2
E5: points 29 > 61
E6: points 33 > 32
E6: title 安全行为 > 员工安全行为
E7: points 10 > 12

1-1: requirement
+ 2-1
3-1: stars — > 1
3-4/3: text
3-4/4: +
4-3/3: cap — > 3
4-3/3: text
4-5/2: deduct 4 > —
4-5/2: range — > (Decimal('2'), Decimal('4'))
4-5/2: text 无资料，扣4分 > 无资料，扣2-4分
5-1/2: to 6-2/2
6-2/2: from 5-1/2
5-1: points 4 > 8
5-10 = 5-2: moved
5-2: requirement
5-3: points 4 > 8
5-4: points 3 > 6
5-5: points 4 > 8
5-6: points 3 > 6
5-7: points 3 > 6
5-8: points 5 > 10
5-9: points 3 > 6
5-7 = 6-8: moved
6-3/2: per 处 > 项
6-3/2: text 每处不符合扣1分 > 每项不符合扣1分
6-11/1: text 抽查资料，询问人员 > 抽查资料，现场演练
6-13/3: moved
+ 6-14
7-1: points 2.5 > 3
7-2: points 2.5 > 3
7-3: points 2.5 > 3
7-4: points 2.5 > 3
"""

HAINAN = """
supersedes +
title
version — > 2027

E+ 1.3
E3 = 4: moved
E4.1/1: printed 15 > 100
E4.1/1: text
E4.1/1: veto B > A
E4.1/1: zero element > category
E5: title 培训教育 > 安全教育与培训
E7.2/1: -
E9.1: points 40 > 30
E9.2/1: +
E9.2: points 60 > 70
E12.3/2: -

1.1-2/1: text
1.1-2/2: -
+ 1.3-1
2.1-1/1: per 项 > 处
2.1-1/1: text
2.1-4/1: cap — > 6
2.1-4/1: text
2.2-3 = 2.2-3 2.2-4: split
2.2-3 2.2-4: of 2.2-4 method -
2.2-5: method
3.3-1/6: from 11.2-1/1
11.2-1/1: to 3.3-1/6
3.3-4 = 11.2-2: moved
5.1-2/3: +
5.1-3/2: -
6.6-1 6.6-2 = 6.6-1: merged
6.6-1: of 6.6-2 method
10.6-1 = 10.6-2: moved
"""

EDITIONS = {
    "jiangsu": (jiangsu.revised, JIANGSU),
    "garage": (garage.revised, GARAGE),
    "hangzhou": (hangzhou.revised, HANGZHOU),
    "hainan": (hainan.revised, HAINAN),
}


@pytest.fixture(scope="module", params=EDITIONS)
def edited(request):
    revised, differences = EDITIONS[request.param]
    old, new, items, elements = revised()
    return compare(old, new), items, elements, differences


def test_every_difference_that_was_made_is_found_and_no_other(edited):
    revision, _, _, differences = edited
    assert told(revision) == sorted(line for line in differences.splitlines() if line)


def test_every_item_is_matched_with_those_that_it_was_made_from_whatever_its_code_is_now(edited):
    revision, items, _, _ = edited
    assert {name: pair.old for name, pair in revision.by_new_item.items()} == items


def test_every_element_is_matched_with_those_that_it_was_made_from(edited):
    revision, _, elements, _ = edited
    assert {name: pair.old for name, pair in revision.by_new_element.items()} == elements


def test_nothing_is_doubtful_where_wordings_are_near(edited):
    revision, _, _, _ = edited
    assert not [pair for pair in (*revision.elements, *revision.items) if pair.doubtful]


def test_stands_in_the_order_of_the_new_edition_with_gone_items_where_they_stood(edited):
    revision, items, _, _ = edited
    assert [name for pair in revision.items for name in pair.new if len(pair.new) == 1 or name == pair.new[0]] == [
        name for name in items if revision.by_new_item[name].new[0] == name
    ]


def test_a_gone_item_is_told_behind_the_one_that_it_followed():
    old, new, _, _ = jiangsu.revised()
    pairs = compare(old, new).items
    at = next(number for number, pair in enumerate(pairs) if pair.kind is Kind.GONE)
    assert (pairs[at - 1].old, pairs[at].old, pairs[at + 1].old) == (("1.7-1",), ("1.7-2",), ("1.7-3",))


def test_says_stricter_or_milder_only_where_it_follows():
    old, new, _, _ = jiangsu.revised()
    pairs = compare(old, new).by_new_item
    expected = {
        "3.2-2": Tendency.STRICTER,  # a price of 3 instead of 2
        "1.7-1": Tendency.STRICTER,  # nothing instead of a point less
        "4.1-1": Tendency.STRICTER,  # a further clause that takes points
        "2.1-2": Tendency.STRICTER,
        "1.6-2": Tendency.STRICTER,
        "2.2-7": Tendency.MILDER,  # a price of 2 instead of 4
        "5.2-1": Tendency.MILDER,  # no more than 12 now
        "1.3-2": Tendency.MILDER,  # 2 points instead of all
        "6.1-1": Tendency.MILDER,  # a clause less
        "1.5-5": Tendency.UNCLEAR,  # by the person instead of each time
        "1.7-2": Tendency.UNCLEAR,  # reworded
        "2.2-12": Tendency.UNCLEAR,  # worth less, with the same prices
        "2.1-4": Tendency.NEITHER,  # only moved
    }
    assert {name: pairs[name].tendency for name in expected} == expected


def test_says_where_points_went():
    old, new, _, _ = jiangsu.revised()
    points = {one.title: (one.old_points, one.new_points) for one in compare(old, new).summary.points}
    assert points == {
        "基础管理": (140, 140),
        "设备设施": (240, 238),
        "生产现场": (120, 112),
        "职业卫生": (40, 50),
        "隐患排查与治理": (40, 40),
        "绩效评定与持续改进": (20, 20),
    }
