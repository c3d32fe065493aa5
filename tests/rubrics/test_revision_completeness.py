"""No field of a rubric can change in silence: each figure and text is altered in turn, and the comparison must tell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from rubrics.library import open_library
from rubrics.model import Rubric
from rubrics.plain import plain_data, without_provenance
from rubrics.revision import compare

SAYS_NOTHING = {
    "id": "the name of the rubric, told as such; ids of elements and items follow from the codes",
    "code": "a code is told as another number",
    "points_inferred": "how the points were found",
    "end": "the mark behind a clause",
    "doubt": "how sure the reading is",
    "group": "which clauses are alternatives is told, not the letter of the group",
    "field": "what a blank of the form was taken for",
    "imported": "marks of the import",
    "manual": "a clause that was not understood counts as one that the assessor decides",
}
"""Keys that a comparison passes over, and why."""

Way = tuple[str | int, ...]

FULL = {
    "schema": "dabiao/rubric/v1",
    "id": "full",
    "title": "标准",
    "subtitle": "（三级）",
    "version": "2014",
    "date": "2014-01-01",
    "effective": "2014-02-01",
    "issuer": "省厅",
    "supersedes": "旧标准",
    "points": 100,
    "stated": {"points": 100, "elements": [1, 2], "items": 2},
    "policy": {
        "preset": "gongmao",
        "source": ["得分按百分制换算。"],
        "formula": "weighted",
        "scale": 100,
        "rounding": {"places": 1, "mode": "down"},
        "not_applicable": "exclude",
        "pool": "item",
        "objects": "mean",
        "once": True,
        "guarantee": {"item_zero": False, "subtotal_below": 40},
        "bonus": {"counts_in": ["result"], "cap": 10},
        "gates": "fail",
        "facts": [{"id": "no-accident", "question": "一年内无死亡事故"}],
        "grades": [
            {
                "name": "一级",
                "at_least": 90,
                "of": "points",
                "mandatory_stars": 1,
                "mandatory_level": "一级",
                "elements": {"level": 2, "at_least": 60, "of": "points"},
                "facts": ["no-accident"],
                "no_zero_items": True,
                "not_applicable_at_most": 200,
            }
        ],
        "below_all": "不达标",
        "ranking": {"by": "with_bonus", "grade": "一级"},
    },
    "notes": ["本细则适用于加油站。"],
    "notes_below": ["本细则自发布之日起施行。"],
    "elements": [
        {
            "code": "1",
            "title": "安全目标",
            "points": 100,
            "weight": 30,
            "guarantee": True,
            "rules": [{"text": "瞒报事故的，一票否决", "zero": "total", "veto": "一票否决", "printed": 10}],
            "items": [
                {
                    "id": "1-1",
                    "requirement": "建立安全生产责任制并落实到每个岗位。",
                    "specification": "企业应建立安全生产责任制。",
                    "points": 60,
                    "stars": 2,
                    "mark": "关键项",
                    "method": "查资料",
                    "rules": [
                        {
                            "text": "未建立责任制的，每处扣2分",
                            "deduct": 2,
                            "per": "处",
                            "every": 3,
                            "cap": 10,
                            "overflow": "element",
                        },
                        {"text": "培训率低于95%的，每低1%扣1分", "deduct": 1, "per": "%", "below": 95, "above": 5},
                        {"text": "记录不全的，扣1-5分", "range": [1, 5]},
                        {
                            "text": "责任书签订率",
                            "tiers": [{"label": "A", "at_least": 90, "deduct": 1}, {"below": 90, "deduct": 5}],
                        },
                        {"text": "有创新的，得2分", "award": 2},
                        {"text": "达到国标的，得50%", "award_percent": 50},
                        {"text": "扣除总分的10%", "deduct_percent": 10},
                    ],
                },
                {
                    "id": "1-2",
                    "requirement": "隐患排查治理台账齐全，整改闭环。",
                    "points": 40,
                    "rules": [
                        {"text": "无隐患的，得满分", "full": "item"},
                        {"text": "未涉及的，不扣分", "exempt": True},
                        {"text": "三级必须得满分", "mandatory": "三级"},
                        {"text": "本项最多扣20分", "cap_item": 20},
                        {"text": "同一问题不重复扣分", "once": True},
                        {"text": "由考评员酌情扣分", "manual": True},
                        {"text": "查台账", "method": True},
                        {"text": "台账应有签字", "remark": True},
                        {
                            "text": "前15项每项少于90%的，扣10分",
                            "deduct": 10,
                            "scores": {"first": 15, "below_percent": 90, "each": True},
                        },
                    ],
                },
            ],
        }
    ],
    "form": {
        "columns": [{"heading": "得分", "role": "score", "level": 1, "side": "self"}],
        "totals": [{"label": "小计", "of": "1", "points": 100}, {"label": "合计", "through": "1"}],
        "blanks": [{"label": "单位", "field": "unit"}],
    },
}
OTHER = {
    "formula": "points",
    "not_applicable": "zero",
    "pool": "category",
    "objects": "lowest",
    "gates": "report",
    "of": "percent",
    "by": "result",
    "mode": "half-up",
    "counts_in": "ranking",
    "zero": "item",
    "full": "element",
    "overflow": "category",
    "kind": "bonus",
    "role": "deduction",
    "side": "review",
    "preset": "hangye",
}
"""Another value for keys that take a few only."""


@pytest.mark.parametrize("name", ["full", "hangzhou-safety-culture"])
def test_no_field_changes_in_silence(name):
    data = copy.deepcopy(FULL) if name == "full" else without_provenance(plain_data(open_library(name)))
    old = Rubric.model_validate(data)
    silent = []
    for way in _ways(data, ()):
        new = _altered(data, way)
        revision = None if new is None else compare(old, new)
        if revision is not None and revision.is_empty and revision.summary.printed == 0:
            silent.append(way)
    assert [way for way in silent if not SAYS_NOTHING.keys() & set(map(str, way[-2:]))] == []


def test_every_field_but_those_named_is_tried():
    tried = {str(part) for way in _ways(FULL, ()) for part in way}
    models = ("form", "elements", "items", "rules", "policy", "stated")
    assert {name for name in Rubric.model_fields if name not in {"schema_", "source"}} <= tried | set(models)


def _ways(data: Any, way: Way) -> Iterator[Way]:
    """Yield the way to each figure and text; of long lists the first few entries only."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _ways(value, (*way, key)) if key != "schema" else ()
    elif isinstance(data, list | tuple):
        for at, value in enumerate(data[: 9 if len(data) < 10 else 2]):
            yield from _ways(value, (*way, at))
    else:
        yield way


def _altered(data: Any, way: Way) -> Rubric | None:
    """Return the rubric with one value changed; ``None`` where the model refuses every other value that is tried."""
    changed = copy.deepcopy(_listed(data))
    inner = changed
    for part in way[:-1]:
        inner = inner[part]
    value = inner[way[-1]]
    key = next(str(part) for part in reversed(way) if isinstance(part, str))
    inner[way[-1]] = (
        not value if isinstance(value, bool) else OTHER.get(key, f"{value}与改进") if isinstance(value, str) else value + 1
    )
    try:
        rubric = Rubric.model_validate(changed)
    except ValidationError:
        return None
    return None if inner[way[-1]] == value else rubric


def _listed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _listed(value) for key, value in data.items()}
    return [_listed(value) for value in data] if isinstance(data, list | tuple) else data
