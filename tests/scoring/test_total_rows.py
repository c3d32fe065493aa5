"""Sum rows of a form: of one element, or of all down to one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics import Assessment, Rubric
from scoring import score
from scoring.scorecard import Status
from scoring.total_rows import total_rows


def row(total: dict[str, Any], answers: dict[str, Any], **policy: Any) -> tuple[Status, Decimal | None, Decimal | None]:
    """Return what one sum row of a form comes to: two scored elements of 10 points, then a bonus of 5."""
    rubric = Rubric.model_validate(
        {
            "id": "demo",
            "title": "样例",
            "policy": {"formula": "points", "not_applicable": "exclude", "pool": "item", "bonus": {}, **policy},
            "elements": [
                {"code": code, "title": "甲", "kind": kind, "items": [{"id": f"{code}-1", "requirement": "乙", "points": points}]}
                for code, kind, points in (("1", "scored", 10), ("2", "scored", 10), ("3", "bonus", 5))
            ],
            "form": {"totals": [{"label": "合计", **total}]},
        }
    )
    items = {"1-1": {"score": 7, "note": "丙"}, "2-1": {"full": True}, "3-1": {"full": True}} | answers
    assessment = Assessment.model_validate({"rubric": "demo", "kind": "self", "items": items})
    found = total_rows(rubric, score(rubric, assessment))[0]
    return found.status, found.score, found.deduction


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ({"of": "1"}, (Status.SCORED, 7, 3)),
        ({"through": "1"}, (Status.SCORED, 7, 3)),
        ({"through": "2"}, (Status.SCORED, 17, 3)),
        ({"through": "3"}, (Status.SCORED, 22, 3)),
        ({"since": "2", "through": "2"}, (Status.SCORED, 10, 0)),
        ({"since": "2", "through": "3"}, (Status.SCORED, 15, 0)),
        ({}, (Status.SCORED, 22, 3)),
        ({"of": "9"}, (Status.UNASSESSED, None, None)),
    ],
)
def test_a_row_adds_up_what_stands_above_it(total: dict[str, Any], expected: tuple):
    assert row(total, {}) == expected


def test_a_capped_bonus_counts_up_to_its_cap():
    assert row({"through": "3"}, {}, bonus={"cap": 2}) == (Status.SCORED, 19, 3)


def test_a_row_over_something_unassessed_has_no_figure():
    assert row({"through": "2"}, {"2-1": {}}) == (Status.UNASSESSED, None, None)
    assert row({"through": "1"}, {"2-1": {}}) == (Status.SCORED, 7, 3)


def test_a_row_where_nothing_applies_says_so():
    assert row({"of": "2"}, {"2-1": {"not_applicable": "无"}}) == (Status.NOT_APPLICABLE, None, None)
    assert row({"through": "2"}, {"2-1": {"not_applicable": "无"}}) == (Status.SCORED, 7, 3)
