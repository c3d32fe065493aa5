"""The ranking of enterprises, and what would change a grade."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rubrics.errors import AssessmentError, RubricError
from rubrics.model import Rubric
from rubrics.presets import preset
from scoring import nearest, rank, score
from tests.scoring.notation import assessment, card, rubric

HANGZHOU = "1 基本条件 gate\n  - \n2 理念 100\n  - 100 | deduct 1 per 处\n7 奖励项 bonus\n  - 2.5\n  - 2.5"


def hangzhou(text: str = HANGZHOU) -> Rubric:
    return rubric(text, **preset("hangzhou").policy.model_dump(exclude_defaults=True))


def test_enterprises_stand_by_the_score_with_the_bonus_of_those_who_reach_85_without_it() -> None:
    drawn = hangzhou()
    cards = [
        card(drawn, "2-1 1x10", "7-1 =0", "7-2 =0"),  # 90
        card(drawn, "2-1 1x14", "7-2 =0"),  # 86 + 2.5 = 88.5
        card(drawn, "2-1 1x15"),  # 85 + 5 = 90
        card(drawn, "2-1 1x16"),  # 84 + 5, not ranked
        card(drawn, "1-1 unmet"),  # not ranked
        score(drawn, assessment("2-1 full")),  # incomplete
        card(drawn, "2-1 1x2", "7-1 =0", "7-2 =0"),  # 98
    ]
    ranked = rank(drawn, cards)
    assert [(one.place, one.number, one.figure) for one in ranked] == [
        (1, 6, 98),
        (2, 0, 90),
        (2, 2, 90),
        (4, 1, Decimal("88.5")),
        (None, 3, None),
        (None, 4, None),
        (None, 5, None),
    ]
    assert [one.scorecard for one in ranked] == [cards[one.number] for one in ranked]


def test_who_reached_no_grade_is_not_ranked_even_where_the_ranking_names_none() -> None:
    drawn = rubric(
        HANGZHOU,
        formula="points",
        bonus={},
        gates="fail",
        ranking={"by": "with_bonus"},
        grades=[{"name": "可申报", "at_least": 85}],
    )
    assert [one.place for one in rank(drawn, [card(drawn, "2-1 1x16"), card(drawn)])] == [1, None]


def test_a_ranking_can_go_by_the_result() -> None:
    drawn = rubric("1 甲 10\n  - 10 | deduct 1 per 处", formula="points", ranking={})
    assert [one.number for one in rank(drawn, [card(drawn, "1-1 1x3"), card(drawn)])] == [1, 0]


def test_a_standard_that_does_not_rank_says_so() -> None:
    drawn = rubric("1 甲 10\n  - 10")
    with pytest.raises(RubricError, match=r"policy\.ranking"):
        rank(drawn, [card(drawn)])
    with pytest.raises(AssessmentError):
        rank(hangzhou(), [replace(card(hangzhou()), rubric="other")])


THREE = "1 甲 50\n  - 20★★★ | deduct 1 per 处\n  - 30 | deduct 1 per 处\n2 乙 50\n  2.1 丙 50\n    - 50 | deduct 1 per 处"


def gongmao(text: str = THREE, **more: object) -> Rubric:
    return rubric(text, **preset("gongmao").policy.model_dump(exclude_defaults=True) | more)


def test_the_next_grade_names_what_is_missing_and_where_it_lies() -> None:
    drawn = gongmao()
    found = nearest(drawn, card(drawn, "1-1 1x4", "1-2 1x2", "2.1-1 1x24"))  # 70: grade three; two from 75, that is 74.95
    assert found is not None
    assert (found.name, found.missing, found.missing_points) == ("二级", Decimal("4.95"), Decimal("4.95"))
    assert [(one.id, one.open, one.gain, [(item.id, item.open) for item in one.items]) for one in found.elements] == [
        ("2.1", 24, 24, [("2.1-1", 24)]),
        ("1", 6, 6, [("1-1", 4), ("1-2", 2)]),
    ]


def test_what_does_not_apply_makes_each_point_worth_more() -> None:
    drawn = gongmao()
    found = nearest(drawn, card(drawn, "2.1-1 n/a", "1-1 1x20"))  # 30 ÷ 50 = 60 %: 7.475 points for 74.95
    assert found is not None
    assert (found.name, found.missing, found.missing_points) == ("二级", Decimal("14.95"), Decimal("7.475"))
    assert [(one.id, one.gain) for one in found.elements] == [("1", 40)]


def test_there_is_nothing_above_the_highest_grade_and_nothing_without_a_result() -> None:
    drawn = gongmao()
    assert nearest(drawn, card(drawn)) is None
    assert nearest(drawn, score(drawn, assessment("1-1 full"))) is None
    plain = rubric(THREE)
    assert nearest(plain, card(plain, "1-1 1")) is None


def test_items_that_must_be_full_come_first() -> None:
    drawn = rubric(
        THREE,
        **preset("jiaotong-2012").policy.model_dump(exclude_defaults=True)
        | {"grades": [{"name": "三级", "at_least": 60, "of": "points", "mandatory_stars": 3}]},
    )
    found = nearest(drawn, card(drawn, "1-1 1", "2.1-1 1x20"))
    assert found is not None
    assert found.missing == 0
    assert [one.code for one in found.against] == ["mandatory-not-full"]
    assert [(one.id, one.items[0].mandatory) for one in found.elements] == [("1", True), ("2.1", False)]


def test_a_vetoed_element_stands_once_with_all_that_the_veto_took() -> None:
    drawn = gongmao(
        "1 甲 50\n  1.1 乙 30\n    - 30 | veto category | deduct 1 per 处\n  1.2 丙 20\n    - 20 | deduct 2\n"
        "2 丁 50\n  - 50 | deduct 5"
    )
    found = nearest(drawn, card(drawn, "1.1-1 1", "1.2-1 1", "2-1 1"))
    assert found is not None
    assert [(one.id, one.open, one.vetoed) for one in found.elements] == [("1", 50, True), ("2", 5, False)]


def test_in_a_weighted_standard_an_element_adds_by_its_weight() -> None:
    drawn = rubric(
        "1 甲 50 weight=1\n  - 50 | deduct 1 per 处\n2 乙 20 weight=3\n  - 20 | deduct 1 per 处",
        formula="weighted",
        pool="item",
        grades=[{"name": "达标", "at_least": 80}],
    )
    found = nearest(drawn, card(drawn, "1-1 1x10", "2-1 1x8"))  # (0.8 + 3 × 0.6) ÷ 4 = 65
    assert found is not None
    assert (found.missing, found.missing_points) == (15, None)
    assert [(one.id, one.gain) for one in found.elements] == [("2", 30), ("1", 5)]
