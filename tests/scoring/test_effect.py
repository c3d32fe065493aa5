"""What a change of the standard does to an assessment: both results, element by element, with the reason of each difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import content_hash, load_assessment
from rubrics.errors import AssessmentError
from rubrics.library import EXAMPLES, open_library
from scoring import prepare
from scoring.effect import effect
from scoring.effects import effect_row, worst_first
from scoring.migration import carry_over
from scoring.schema import EFFECT_FILES, effect_schema
from tests.rubrics.editions import edition, way
from tests.scoring.notation import assessment

OLD = """
1 目标 10
- 1-1 6 制定年度安全生产目标 | 目标与企业实际不相符的，每处扣2分
- 1-2 4 对目标的实施情况进行考核 | 未按季度考核的，扣3分
2 机构 10
- 2-1 6 设置安全生产管理机构并配备人员 | 未配备人员的，每人扣2分
- 2-2 4 召开安全生产例会并形成会议纪要 | 会议无纪要的，每次扣1分
"""
ANSWERS = ("1-1 1x1", "1-2 1", "2-1 full", "2-2 1x1")


def found(text, *answers, old=OLD, version="2", **policy):
    before, after = edition(old), edition(text, version, **policy)
    there = way(before, after)
    new = prepare(after)
    given = assessment(*(answers or ANSWERS), unit="甲公司", rubric_hash=content_hash(before))
    return effect(there, prepare(before), new, carry_over(there, new, given))


def reasons(one):
    return {item.new or item.old[0]: [(why.code, why.rule, why.old, why.new) for why in item.because] for item in one.items}


def test_a_price_and_points_move_the_score_and_say_so():
    changed = found(OLD.replace("每处扣2分", "每处扣3分").replace("- 1-1 6", "- 1-1 8").replace("目标 10", "目标 12"))
    assert (changed.old.result, changed.new.result) == (Decimal(70), Decimal("68.2"))
    assert changed.difference == Decimal("-1.8")
    assert reasons(changed) == {"1-1": [("points", None, "6", "8"), ("deduct", 1, "2", "3")]}
    first = changed.elements[0]
    assert (first.old_points, first.new_points, first.old_score, first.new_score) == (10, 12, 5, 6)


def test_what_is_open_gives_bounds_and_no_difference():
    changed = found(OLD.replace("对目标的实施情况", "对目标和指标的实施情况"))
    assert changed.new.result is None
    assert changed.difference is None
    assert changed.again == ("1-2",)
    assert (changed.lowest.result, changed.highest.result) == (Decimal(65), Decimal(85))
    assert changed.at_best == 15
    assert reasons(changed)["1-2"] == [("requirement", None, None, None)]


def test_an_item_that_is_gone_or_moved_says_so():
    lines = [line for line in OLD.splitlines() if not line.startswith("- 1-2")]
    changed = found("\n".join(lines).replace("目标 10", "目标 6"))
    assert reasons(changed) == {"1-2": [("gone", None, None, None)]}
    moved = [line for line in lines if line] + ["- 2-3 4 对目标的实施情况进行考核 | 未按季度考核的，扣3分"]
    there = found("\n".join(moved).replace("目标 10", "目标 6").replace("机构 10", "机构 14"))
    assert reasons(there) == {"2-3": [("moved", None, "1 目标", "2 机构")]}
    assert there.difference == 0


def test_a_veto_to_be_judged_leaves_no_lowest_figure():
    changed = found(OLD.replace("2 机构 10", "2 机构 10 | 未设置安全管理机构，扣10分（A级否决项）"))
    assert changed.lowest is None
    assert changed.highest.result == changed.old.result
    assert [(one.id, one.because[0].code) for one in changed.judge] == [("2", "clause-new")]


def test_changes_of_the_policy_are_told():
    changed = found(OLD, rounding={"places": 0})
    assert [(one.code, one.old, one.new) for one in changed.policy] == [("policy.rounding.places", "1", "0")]


def test_a_standard_that_makes_no_result_is_compared_by_its_score():
    free = {"formula": None}
    before = edition(OLD, **free)
    after = edition(OLD.replace("每处扣2分", "每处扣3分"), "2", **free)
    there, new = way(before, after), prepare(after)
    changed = effect(there, prepare(before), new, carry_over(there, new, assessment(*ANSWERS)))
    assert changed.old.result is None
    assert changed.difference == -1


def test_an_assessment_of_another_edition_than_the_old_one_is_refused():
    before, after = edition(OLD), edition(OLD, "2")
    with pytest.raises(AssessmentError, match="name the edition that it was made with"):
        carry_over(way(before, after), prepare(after), assessment(*ANSWERS, rubric_hash=content_hash(after)))


def test_what_the_new_edition_does_not_allow_is_open():
    changed = found(OLD, "1-1 n/a", "1-2 full", "2-1 full", "2-2 full", not_applicable="forbidden")
    assert changed.again == ("1-1",)
    assert reasons(changed)["1-1"] == [("refused", None, None, None)]


def test_whom_the_change_hurts_most_stands_first():
    text = OLD.replace("每处扣2分", "每处扣3分")
    rows = [
        effect_row(name, found(text, f"1-1 1x{count}", *ANSWERS[1:])) for name, count in (("b", 1), ("a", 1), ("c", 2), ("d", 0))
    ]
    open_one = effect_row("e", found(text.replace("召开安全生产例会", "每月召开安全生产例会"), *ANSWERS))
    rows = worst_first([open_one, *rows])
    assert [(one.file, one.at_best) for one in rows] == [("c", -10), ("a", -5), ("b", -5), ("e", 0), ("d", 0)]
    assert (rows[0].unit, rows[0].old_result, rows[0].new_result) == ("甲公司", 60, 50)
    assert rows[3].again == 1


@pytest.mark.parametrize("path", EFFECT_FILES)
def test_the_committed_schema_is_that_of_the_dataclasses(path):
    assert path.read_text(encoding="utf-8") == effect_schema(path)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_edition_that_says_the_same_has_no_effect(path):
    given, _ = load_assessment(path)
    rubric = open_library(given.rubric)
    plan, there = prepare(rubric), way(rubric, rubric)
    changed = effect(there, plan, plan, carry_over(there, plan, given))
    assert changed.old == changed.new
    assert (changed.items, changed.again, changed.policy) == ((), (), ())
    assert changed.difference in (0, None)
