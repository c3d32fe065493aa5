"""For each of the five published standards an assessment worked out by hand, and met to the last decimal.

What an assessment does not mention scores in full. The sums in the comments were made from the printed standards.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rubrics.files import load_rubric
from rubrics.library import rubric_path
from rubrics.model import Rubric
from rubrics.presets import apply_preset
from scoring import Outcome, Scorecard, Status, rank
from tests.scoring.notation import card


@cache
def library(name: str) -> Rubric:
    """Return a rubric of the library."""
    return load_rubric(rubric_path(Path(name)))


def worked(name: str, *answers: str, **more: Any) -> Scorecard:
    """Return the scorecard of a rubric of the library."""
    return card(library(name), *answers, rubric=name, **more)


def scores(text: str) -> dict[str, Decimal | None]:
    """Return scores that are written as ids and figures, ``-`` for none."""
    words = text.split()
    return {name: None if figure == "-" else Decimal(figure) for name, figure in zip(words[::2], words[1::2], strict=True)}


def elements(found: Scorecard, level: int = 1) -> dict[str, Decimal | None]:
    """Return the scores of a level's elements by id."""
    return {name: one.score for name, one in found.elements.items() if one.level == level}


def lowered(found: Scorecard, level: int) -> dict[str, Decimal | None]:
    """Return the scores of a level's elements that are not full."""
    return {name: score for name, score in elements(found, level).items() if found.elements[name].deduction}


def items(found: Scorecard) -> dict[str, Decimal | None]:
    """Return the scores of the items that are not full."""
    return {name: one.score for name, one in found.items.items() if one.score is not None and one.deduction}


JIANGSU = (
    # 1 基础管理 140. 1.1: 6 − 2 × 2 = 2, 4 → 0: 2. 1.2: 12 − 2 × 2 − 3 × 2 − 4 = −2 → 0: 24 − 12 = 12.
    # 1.3: 4 − 3 × 1 = 1: 12 − 3 = 9. 1.4: the assessor's 9.5 of 12: 32 − 2.5 = 29.5. 1.5: 3 do not apply: 27 of 27.
    # 1.6 and 1.7 full: 12 + 20. Together 2 + 12 + 9 + 29.5 + 27 + 12 + 20 = 111.5 of 137.
    "1.1-1 2x2",
    "1.1-2 1",
    "1.2-3 3x2 4x3 5",
    "1.3-2 2x3",
    "1.4-2 =9.5",
    "1.5-5 n/a",
    # 2 设备设施 240. 2.1: 16 − 8 = 8: 72. 2.2: 12 do not apply; 18 − 10 × 2 → 0, 10 − 2 × 2 − 2 = 4, 4 − 3 = 1:
    # 148 − 18 − 6 − 3 = 121. Together 193 of 228.
    "2.1-3 1x1",
    "2.2-7 n/a",
    "2.2-12 1x10",
    "2.2-13 2x2 3x1",
    "2.2-14 1x3",
    # 3 生产现场 120, of which 3.4 (20) does not apply: 100 − 2 = 98. 4: 16 − 4 − 8 = 4: 40 − 12 = 28.
    # 5: 10 − 4 × 1 − 2 = 4: 40 − 6 = 34. 6: 10 − 5: 20 − 5 = 15.
    "3.1-1 1x1",
    "3.4 n/a",
    "4.2-1 1x1 2x1",
    "5.2-2 2x4 3",
    "6.1-1 4",
)


def test_jiangsu_small_enterprise() -> None:
    # 111.5 + 193 + 98 + 28 + 34 + 15 = 479.5 of 600 − 3 − 12 − 20 = 565: 84.867… → 84.9, at least 60.
    found = worked("jiangsu-small-enterprise", *JIANGSU)
    assert elements(found) == scores("1 111.5 2 193 3 98 4 28 5 34 6 15")
    assert items(found) == scores(
        "1.1-1 2 1.1-2 0 1.2-3 0 1.3-2 1 1.4-2 9.5 2.1-3 8 2.2-12 0 2.2-13 4 2.2-14 1 3.1-1 10 4.2-1 4 5.2-2 4 6.1-1 5"
    )
    assert (found.elements["1"].due, found.elements["2"].due, found.elements["3"].due) == (137, 228, 100)
    assert found.elements["3.4"].status is Status.NOT_APPLICABLE
    assert found.total.formula == "479.5 ÷ (600 − 35) × 100"
    assert str(found.total.percent).startswith("84.867256637")
    assert (found.total.result, found.grade, found.outcome) == (Decimal("84.9"), "三级达标", Outcome.GRADED)


def test_jiangsu_rounds_the_half_up_and_fails_below_sixty() -> None:
    # 2 设备设施 does not apply but for 2.1-1 (16) and 2.1-2 (16), and 3 to 6 not at all: 140 + 32 = 172 apply;
    # 69 lost: 103 ÷ 172 = 59.883… → 59.9. With 68.8 lost: 103.2 ÷ 172 = 60.
    absent = [f"{name} n/a" for name in ("2.1-3", "2.1-4", "2.1-5", "2.1-6", "2.2", "3", "4", "5", "6")]
    zeroed = ["1.2-1 1", "1.2-2 1", "1.2-3 1", "1.3-1 1", "1.3-2 1", "1.4-1 1", "2.1-1 1"]  # 6+6+12+8+4+4+16 = 56
    found = worked("jiangsu-small-enterprise", *absent, *zeroed, "1.4-2 1", "1.1-1 =5")
    assert (found.total.score, found.total.due, found.total.result) == (103, 172, Decimal("59.9"))
    assert found.outcome is Outcome.BELOW_PASS_MARK
    found = worked("jiangsu-small-enterprise", *absent, *zeroed, "1.4-2 1", "1.1-1 =5.2")
    assert (found.total.result, found.grade) == (60, "三级达标")
    # 103.114 ÷ 172 = 59.95 exactly: the half goes up, to 60.0.
    found = worked("jiangsu-small-enterprise", *absent, *zeroed, "1.4-2 1", "1.1-1 =5.114")
    assert (found.total.percent, found.total.result, found.grade) == (Decimal("59.95"), 60, "三级达标")


GARAGE = (
    "1.3-1 3x5",  # 每缺一项扣0.5分，扣完2分为止: 5 − min(2.5, 2) = 3
    "2.1-3 2x3",  # 每少1次扣2分，扣完5分为止: 5 − min(6, 5) = 0
    "3.1-2 2",  # 不得分: 0
    "4.3-1 3x12 4",  # 扣完10分为止, and 2 more: 10 − 10 − 2 → 0
    "4.3-2 3@96.5",  # 未达到99%，每低1%扣1分: 2.5 below, two full steps: 5 − 2 = 3
    "9.1-1 3x3",  # 10 − 1.5 = 8.5
    "10.1-2 4",  # 无重大危险源的，此项得满分: 15
    "12.4-1 2x2",  # 5 − 2 = 3
    "13.2-2 3x3",  # 5 − 1.5 = 3.5
    "14.1-3 3 5",  # 扣5分, but 此项不扣分: 10
    "15.2-2 2 3",  # 扣5分, but 未发生事故的，此项得满分: 5
    "16.2-1 4x2",  # 10 − 6 = 4
)


def test_garage_level_3() -> None:
    # Lost: 1: 2 of 35; 2: 5 of 35 (30 is 85.7 %); 3: 5 of 45 (40 is 88.9 %); 4: 10 + 2 of 70 (58 is 82.9 %); 9: 1.5;
    # 12: 2 of 35 (33 is 94.3 %); 13: 1.5 of 35. Elements 2, 3 and 4 are below 90 %, so 16.3-1 loses 10 of its 20 by itself.
    # 16: 35 − 6 − 10 = 19. In all 1000 − 2 − 5 − 5 − 12 − 1.5 − 2 − 1.5 − 16 = 955.
    # 955 is enough for grade one, but 16.3-1 (★) is not full; every ★★ and ★★★ is: grade two.
    found = worked("garage-level3", *GARAGE)
    assert items(found) == scores("1.3-1 3 2.1-3 0 3.1-2 0 4.3-1 0 4.3-2 3 9.1-1 8.5 12.4-1 3 13.2-2 3.5 16.2-1 4 16.3-1 10")
    assert lowered(found, 1) == scores("1 33 2 30 3 40 4 58 9 138.5 12 33 13 33.5 16 19")
    assert [found.items[name].score for name in ("10.1-2", "14.1-3", "15.2-2")] == [15, 10, 5]
    assert (found.total.score, found.total.result, found.grade, found.outcome) == (955, 955, "二级", Outcome.GRADED)
    assert [(one.code, one.subject) for one in found.against] == [("mandatory-not-full", "16.3-1")]
    assert next(step.note for step in found.items["16.3-1"].steps if step.kind == "condition") == "2, 3, 4"
    assert "step-in-part" in {one.code for one in found.diagnostics}


def test_garage_grades_by_points_and_by_stars() -> None:
    assert worked("garage-level3").grade == "一级"
    # 1.2-1 is ★★ and loses 1: grade three, whatever the points.
    assert worked("garage-level3", "1.2-1 4").grade == "三级"
    # 1.1-1 is ★★★: 三级达标企业必须得满分,否则将不能通过.
    found = worked("garage-level3", "1.1-1 =4.5")
    assert (found.total.score, found.outcome, found.called) == (Decimal("999.5"), Outcome.MANDATORY_NOT_FULL, "不达标")
    # The assessor saw that the elements were mended, and says so: nothing is taken.
    found = worked("garage-level3", *GARAGE, "16.3-1 3x0?复查后均已整改")
    assert (found.total.score, found.grade) == (965, "一级")
    assert "condition-overridden" in {one.code for one in found.diagnostics}


HANGZHOU = (
    "2-1 2x1",  # 4 − 1 = 3
    "2-4 4x3",  # 3 − 3 × 0.5 = 1.5; element 2: 15 − 1 − 1.5 = 12.5
    "3-2 3x2 4x1",  # 5 − 2 − 1 = 2; element 3: 23 − 3 = 20
    "4-3 2x1",  # 3 − 1.5 = 1.5
    "4-7 3 4x1",  # 5 − 2 − 1 = 2
    "4-8 2x1",  # 3 − 1.5 = 1.5; element 4: 29 − 1.5 − 3 − 1.5 = 23
    "5-2 1x2",  # 2 − 1 = 1
    "5-4 2x1",  # 2 − 0.5 = 1.5
    "5-5 2",  # 不得分: 0; element 5: 33 − 1 − 0.5 − 2 = 29.5
    "7-2 =0",
    "7-4 =0",  # bonus: 2.5 + 0 + 2.5 + 0 = 5
)


def test_hangzhou_safety_culture() -> None:
    # 12.5 + 20 + 23 + 29.5 = 85, which is just enough without the bonus; with it 90.
    found = worked("hangzhou-safety-culture", *HANGZHOU)
    assert elements(found) == scores("1 - 2 12.5 3 20 4 23 5 29.5 7 5")
    assert found.elements["1"].status is Status.GATE_MET
    assert (found.total.points, found.total.score, found.total.bonus) == (100, 85, 5)
    assert (found.total.result, found.total.with_bonus, found.outcome) == (85, 90, Outcome.GRADED)


def test_hangzhou_ranks_by_the_bonus_whoever_reaches_85_without_it() -> None:
    enough = worked("hangzhou-safety-culture", *HANGZHOU)  # 85 and 5
    less = worked("hangzhou-safety-culture", *HANGZHOU, "5-12 2x1", "7-2 full", "7-4 full")  # 84 and 10: 94, not ranked
    good = worked("hangzhou-safety-culture", "2-1 2x2", "7-1 =0", "7-2 =0", "7-3 =0", "7-4 =0")  # 98 and 0
    barred = worked("hangzhou-safety-culture", "1-1 unmet")  # 100 and 10, but no entry
    assert (less.total.with_bonus, less.outcome, barred.outcome) == (94, Outcome.BELOW_PASS_MARK, Outcome.GATE_FAILED)
    assert less.called == "不能申报"
    ranked = rank(library("hangzhou-safety-culture"), [less, enough, barred, good])
    assert [(one.place, one.number, one.figure) for one in ranked] == [(1, 3, 98), (2, 1, 90), (None, 0, None), (None, 2, None)]


HAINAN = (
    "1.1-1 1 2x3",  # 5 + 3
    "1.1-2 1",  # 5; 1.1: 50 − 13 = 37
    "1.2-2 1x4",  # 8; 1.2: 42. 1: 79
    "2.1-1 1x2 3x2 4",  # 4 + 2 + 5
    "2.1-2 1 2x3",  # 5 + 6; 2.1: 20 − 22 → 0. 2: 0 + 20 + 30 + 15 + 10 = 75
    "2.4-1 1x1",  # 2.4: 20 − 5 = 15
    "3.1 1",  # B级否决项: 3.1 is 0 of 15, whatever its items lost. 3: 85
    "3.1-2 1x2",
    "8.2-1 5 6x2",  # 10 + 2; 8.2: 50 − 12 = 38. 8: 88
    "9.1-1 1x1",  # 9.1: 40 − 10 = 30
    "9.2-1 n/a",  # 9.2 (60) leaves both sides: 9 is 30 of 40
    "9.2-2 n/a",
    "12.3 2",  # 扣10分, of the element
    "12.3-1 2x1",  # 12.3: 20 − 10 − 5 = 5. 12: 85
)
WEIGHTS = ("0.05", "0.06", "0.12", "0.05", "0.1", "0.2", "0.15", "0.05", "0.05", "0.06", "0.06", "0.05")
"""The Hainan document prints no weights; these are made up for the test, with the sum of one."""


def hainan() -> Rubric:
    """Return the Hainan standard with the policy that ``--policy weihua`` chooses, and with weights."""
    drawn = apply_preset(library("hainan-filling-station"), "weihua")
    weighted = [one.model_copy(update={"weight": Decimal(w)}) for one, w in zip(drawn.elements, WEIGHTS, strict=True)]
    return Rubric.model_validate(drawn.model_copy(update={"elements": tuple(weighted)}).model_dump(by_alias=True))


def test_hainan_filling_station() -> None:
    # Each A element as a share of what applies of it, weighted: 0.05 × 79 + 0.06 × 75 + 0.12 × 85 + 0.05 × 100 + 0.1 × 100
    # + 0.2 × 100 + 0.15 × 100 + 0.05 × 88 + 0.05 × 30 ÷ 40 × 100 + 0.06 × 100 + 0.06 × 100 + 0.05 × 85
    # = 3.95 + 4.5 + 10.2 + 5 + 10 + 20 + 15 + 4.4 + 3.75 + 6 + 6 + 4.25 = 93.05.
    found = card(hainan(), *HAINAN, rubric="hainan-filling-station")
    assert elements(found) == scores("1 79 2 75 3 85 4 100 5 100 6 100 7 100 8 88 9 30 10 100 11 100 12 85")
    assert lowered(found, 2) == scores("1.1 37 1.2 42 2.1 0 2.4 15 3.1 0 8.2 38 9.1 30 12.3 5")
    assert (found.elements["9"].due, found.elements["9"].percent) == (40, 75)
    assert (found.items["2.1-1"].score, found.items["2.1-1"].deduction) == (None, 11)
    assert (found.total.result, found.grade, found.outcome) == (Decimal("93.05"), "达标", Outcome.GRADED)


def test_hainan_vetoes_of_a_rank_zero_the_whole_element() -> None:
    # 未建立安全生产责任制（A级否决项）: 2 is 0, so 93.05 − 0.06 × 75 = 88.55, and below 60.
    found = card(hainan(), *HAINAN, "2.3 1", rubric="hainan-filling-station")
    assert (found.elements["2"].score, found.elements["2.3"].score) == (0, 30)
    assert (found.total.result, found.outcome, found.called) == (Decimal("88.55"), Outcome.ELEMENT_BELOW_MINIMUM, "不达标")


def test_hainan_as_printed_gives_points_and_no_result() -> None:
    # The document says neither a formula nor where deductions stop (2.1 takes 22 of 20), nor what not applicable does.
    answers = [line for line in HAINAN if not line.endswith("n/a")]
    found = worked("hainan-filling-station", *answers)
    assert (found.total.points, found.total.score, found.total.result) == (1200, 1102, None)
    assert found.outcome is Outcome.UNGRADED
    assert [one.figures["key"] for one in found.against] == ["formula", "pool"]
    assert [one.subject for one in found.diagnostics if one.code == "needs-pool"] == ["2.1"]


NOTES = (
    "1.1-1 3x2",  # 0.5 − 0.2 = 0.3
    "1.1-2 2",  # 0.5 − 0.2 = 0.3; element 1: 0.6 of 1
    "2.1-1 2x1 4x1",  # 1 − 0.2 − 0.2 = 0.6
    "2.1-2 1$0.5",  # 不得分, but its points are lost: the assessor takes 0.5 of the 2 that three items share
    "2.1-3 2",  # 0.2 of the 2; element 2: 0.6 + 2 − 0.7 = 1.9 of 3
    "3.1-1 2x1 4x3 5",  # 4 − 0.5 − 0.3 − 0.5 = 2.7; element 3: 3.7 of 5
    "4.1-1 2x3 3x2",  # 2 − 0.3 − 0.2 = 1.5
    "4.2-1 1x2 2x3",  # 0.4 + 0.15 of the 5 that two items share
    "4.3-1 2x1",  # 0.1; element 4: 1.5 + 5 − 0.65 = 5.85 of 7
    "5.1-1 2x1 3x2",  # 6 − 0.5 − 0.8 = 4.7
    "5.2-1 1x2",  # 0.4 of 2; element 5: 4.7 + 1.6 = 6.3 of 8
    "6.1-1 1$2.5",  # 扣分方式见附件1: the assessor's figure: 15.5 of 18
    "6.2-1 4x3",  # 1.5 of 12
    "6.3-1 1x2",  # 0.8; element 6: 15.5 + 12 − 2.3 = 25.2 of 30
    "7.1-3 1x2",  # 1.5 − 0.6 = 0.9
)


def test_small_enterprise_notes() -> None:
    # 0.6 + 1.9 + 3.7 + 5.85 + 6.3 + 25.2 + (0.9 + 3) = 47.45. Nothing says what the rest of element 7 is worth, for the text
    # breaks off in it: no result.
    found = worked("small-enterprise-notes", *NOTES)
    assert elements(found) == scores("1 0.6 2 1.9 3 3.7 4 5.85 5 6.3 6 25.2 7 3.9")
    assert [found.elements[name].points for name in "123456"] == [1, 3, 5, 7, 8, 30]
    assert (found.items["2.1-2"].score, found.items["2.1-2"].deduction) == (None, Decimal("0.5"))
    assert (found.total.score, found.total.result, found.outcome) == (Decimal("47.45"), None, Outcome.UNGRADED)
    assert [one.code for one in found.against] == ["points-unknown", "needs-policy"]


@pytest.mark.parametrize(
    "name",
    ["jiangsu-small-enterprise", "garage-level3", "hangzhou-safety-culture", "hainan-filling-station", "small-enterprise-notes"],
)
def test_full_marks_are_what_the_standard_prints(name: str) -> None:
    found = worked(name)
    assert found.total.score == found.total.points
    assert all(one.deduction in (None, 0) for one in found.items.values())
