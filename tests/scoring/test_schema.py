"""The JSON Schema of the scorecard describes what ``dabiao score --json`` writes."""

from __future__ import annotations

import json

import jsonschema
import pytest

from render.machine import scorecard_json
from rubrics.presets import preset
from scoring import score
from scoring.schema import FILE, scorecard_schema
from tests.scoring.notation import assessment, card, rubric

DRAWN = """
1 条件 gate
  -
2 甲 20
  - 10★ | deduct 1 every 1 below 99 | zero | veto total
  - 10 | deduct 1 per 处
3 乙 10
  -  | deduct 1 per 处
4 加分 bonus
  - 2
"""


def drawn():
    return rubric(
        DRAWN, **preset("gongmao").policy.model_dump(exclude_defaults=True) | {"gates": "fail", "bonus": {}, "objects": "mean"}
    )


def test_the_committed_schema_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == scorecard_schema(), "run python -m scoring.schema"


@pytest.mark.parametrize("answers", [(), ("2-1 1@96.5 2", "3-1 n/a"), ("2-1 3",), ("1-1 unmet",), ("2-2 full/1x2", "2-1 =3")])
def test_every_scorecard_fits_the_schema(answers):
    found = json.loads(scorecard_json(card(drawn(), *answers)))
    jsonschema.Draft202012Validator(json.loads(scorecard_schema())).validate(found)


def test_an_incomplete_scorecard_fits_too():
    found = json.loads(scorecard_json(score(drawn(), assessment("2-1 1@96.5"))))
    jsonschema.Draft202012Validator(json.loads(scorecard_schema())).validate(found)


def test_the_schema_refuses_what_no_scorecard_says():
    found = json.loads(scorecard_json(card(drawn())))
    checker = jsonschema.Draft202012Validator(json.loads(scorecard_schema()))
    assert not checker.is_valid(found | {"verdict": "good"})
    assert not checker.is_valid({key: value for key, value in found.items() if key != "total"})
    assert not checker.is_valid(found | {"outcome": "excellent"})
