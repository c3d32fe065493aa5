"""What is written about an item: the assessor's words first, then how many and what it cost."""

from __future__ import annotations

from typing import Any

import pytest

from render.description import clause_in_short, describer
from rubrics import Assessment, Rubric
from scoring import score

PER_PLACE = {"text": "与实际不相符的，一处扣2分", "deduct": 2, "per": "处"}
ZERO = {"text": "未制定的，不得分", "zero": "item"}


def told(answer: dict[str, Any], *rules: dict[str, Any], points: int = 10, kind: str = "scored", **policy: Any) -> str:
    """Return the description of the one item of a rubric."""
    item = {"id": "1-1", "requirement": "制定目标", "points": points, "rules": list(rules)}
    rubric = Rubric.model_validate(
        {
            "id": "demo",
            "title": "样例",
            "policy": {"formula": "percent", "not_applicable": "exclude", "pool": "item", **policy},
            "elements": [{"code": "1", "title": "管理", "points": points, "kind": kind, "items": [item]}],
        }
    )
    assessment = Assessment.model_validate({"rubric": "demo", "kind": "self", "items": {"1-1": answer}})
    return describer(rubric).item(score(rubric, assessment).items["1-1"])


def finding(rule: int = 1, **more: Any) -> dict[str, Any]:
    return {"findings": [{"rule": rule, **more}]}


@pytest.mark.parametrize(
    ("answer", "rules", "expected"),
    [
        (finding(count=2, note="两个车间的目标与实际不符"), [PER_PLACE], "两个车间的目标与实际不符（2处，扣4分）"),
        (finding(count=2, note="两个车间的目标与实际不符。"), [PER_PLACE], "两个车间的目标与实际不符（2处，扣4分）"),
        (finding(count=2), [PER_PLACE], "与实际不相符（2处，扣4分）"),
        (finding(), [{"text": "未考核的，扣3分", "deduct": 3}], "未考核（扣3分）"),
        (finding(note="目标文件未发布"), [ZERO], "目标文件未发布，不得分"),
        (finding(), [ZERO], "未制定，不得分"),
        (finding(deduct=3, note="台账不全"), [{"text": "酌情扣1-5分", "range": [1, 5]}], "台账不全（扣3分）"),
        (finding(note="查看了现场"), [{"text": "其他情况", "exempt": True}], "查看了现场，不扣分"),
        (finding(note="未发生事故"), [{"text": "未发生事故的，此项得满分", "full": "item"}], "未发生事故，得满分"),
        (
            finding(value=93, note="持证率93%"),
            [{"text": "每低1%扣1分", "deduct": 1, "per": "%", "below": 100}],
            "持证率93%（扣7分）",
        ),
        (finding(count=2, note="市级表彰"), [{"text": "每有一项得2分", "award": 2, "per": "项"}], "市级表彰（2项，得4分）"),
        (
            {"findings": [{"rule": 1, "count": 1, "note": "甲"}, {"rule": 1, "count": 1, "note": "乙；"}]},
            [PER_PLACE],
            "甲（1处，扣2分）；乙（1处，扣2分）",
        ),
        ({**finding(count=1, note="甲"), "note": "文件齐全。"}, [PER_PLACE], "文件齐全。甲（1处，扣2分）"),
        ({"full": True}, [PER_PLACE], "符合要求"),
        ({"full": True, "note": "安委〔2024〕3号"}, [PER_PLACE], "安委〔2024〕3号"),
        ({"score": 6, "note": "台账不全。"}, [PER_PLACE], "台账不全（扣4分）"),
        ({"score": 0, "note": "无台账"}, [PER_PLACE], "无台账，不得分"),
        ({"score": 10, "note": "台账完整"}, [PER_PLACE], "台账完整"),
        ({"not_applicable": "本企业不涉及"}, [PER_PLACE], "不适用：本企业不涉及"),
        ({"not_applicable": "不适用于租赁厂房"}, [PER_PLACE], "不适用于租赁厂房"),
        ({}, [PER_PLACE], ""),
    ],
)
def test_descriptions(answer: dict, rules: list, expected: str):
    assert told(answer, *rules) == expected


def test_costs_add_up_to_what_was_lost_even_beyond_the_items_points():
    several = {
        "findings": [{"rule": 1, "count": 4, "note": "甲"}, {"rule": 1, "count": 3, "note": "乙"}, {"rule": 1, "note": "丙"}]
    }
    assert told(several, PER_PLACE) == "甲（4处，扣8分）；乙（3处，扣2分）；丙（不再扣分）"


def test_what_is_lacking_in_a_bonus_was_not_taken():
    assert told({"score": 2, "note": "只获县级表彰"}, points=5, kind="bonus") == "只获县级表彰"


def test_a_veto_names_its_rank_and_its_reach():
    veto = {"text": "未备案的，该要素不得分", "zero": "element", "veto": "B"}
    assert told(finding(note="未备案"), veto) == "未备案（B级否决项，该要素不得分）"
    assert told(finding(note="未备案"), {**veto, "zero": "total", "veto": "一票否决"}) == "未备案（一票否决）"


def test_several_objects_of_a_kind_are_told_apart():
    objects = {"objects": [finding(count=1, note="吊钩无保险"), {"full": True}, {"score": 7, "note": "钢丝绳断丝"}]}
    assert told(objects, PER_PLACE, objects="mean") == "第1个：吊钩无保险（1处，扣2分）；第3个：钢丝绳断丝"


@pytest.mark.parametrize(
    ("clause", "unit", "short"),
    [
        ("每发现一处不符合扣1分", "处", "不符合"),
        ("未公开或员工不知晓扣2分", None, "未公开或员工不知晓"),
        ("每少发一个岗位的，扣1分", "个", "少发一个岗位"),
        ("查方针文件资料：\n1.未制定的，扣5分", None, "未制定"),
        ("（无重大危险源的，此项得满分）", None, "无重大危险源"),
        ("2.每月至少召开1次会议，每少一次扣0.5分，扣完5分为止", "次", "每月至少召开1次会议"),
        ("3.1条款未落实的，不得分", None, "3.1条款未落实"),
        ("不得分", None, "不得分"),
        ("围绕企业安全生产工作方针和目标制定保证本企业实现安全的工作方针与目标的措施。未制定的，扣5分", None, "未制定"),
    ],
)
def test_clauses_in_short(clause: str, unit: str | None, short: str):
    assert clause_in_short(clause, unit) == short


def test_a_clause_is_never_longer_than_a_cell_can_bear():
    assert len(clause_in_short("甲" * 500)) == 40
